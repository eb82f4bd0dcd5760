import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What changes is announced")
struct AnnouncementTests {
  /// What a deed announces at a replica.
  private func news(
    of replica: Replica, _ deed: () throws -> Void
  ) throws -> Set<Announcement> {
    let before = try replica.position()
    try deed()
    let (news, after) = try replica.announcements(since: before)
    #expect(Set(news).count == news.count)
    #expect(try replica.announcements(since: after).news.isEmpty)
    return Set(news)
  }

  @Test("Each deed names what it changed, at its own replica and at the one that hears of it")
  func deeds() throws {
    let two = try TwoServices(951)
    let town = two.town
    let (here, there) = (two.prison.notebook.replica, two.housing.notebook.replica)
    var note = DocumentID(using: &two.prison.notebook.chance)
    let written = try news(of: here) {
      note = try town.write(two.prison, two.file, .projet, "Un mot.")
    }
    #expect(written.contains(.record(note, in: .own(two.file))))
    #expect(
      try news(of: here) { try two.edit(two.prison, note, "Deux mots.") } == [
        .record(note, in: .own(two.file))
      ])
    var consent = ""
    let given = try news(of: here) { consent = try two.give([.projet], past: .all) }
    #expect(given.contains(.caseFile(two.file)))
    let heard = try news(of: there) {
      try two.meet()
      try two.meet()
    }
    let share = try #require(
      try two.housing.notebook.listReceived(at: town.now).first?.share)
    #expect(heard.contains(.consent(share)))
    #expect(heard.contains(.record(note, in: .share(share))))
    #expect(heard.contains(.peers))
    #expect(!heard.contains(.destroyed))
    let withdrawn = try news(of: there) {
      try two.withdraw(consent)
      try two.meet()
      try two.meet()
    }
    #expect(withdrawn.isSuperset(of: [.consent(share), .destroyed]))
    #expect(try news(of: here) { _ = try two.prison.notebook.listCases() }.isEmpty)
  }

  @Test("A stream says what this process writes, and what another one wrote once this one looks")
  func stream() async throws {
    let town = Town(seed: 952)
    let office = try town.office("Permanence", worker: "Inès")
    let now = town.now
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: now)
    let other = try WorkerSession.open(
      at: office.folder, with: .worker(name: "Inès", passphrase: Town.passphrase),
      chance: town.seed.chance)
    let shared = SharedReplica(
      try WorkerSession.open(
        at: office.folder, with: .worker(name: "Inès", passphrase: Town.passphrase),
        chance: Seed(953).chance), clock: { now })
    var heard = try await shared.announcements().makeAsyncIterator()
    let draft = NoteDraft(
      volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil, text: "Un mot.")
    let first = try await shared.work(as: WorkerSession.self) { notebook, now in
      try notebook.addNote(draft, to: file.description, zone: 0, at: now).record
    }
    let news = try #require(try await heard.next())
    #expect(news.contains(.record(first, in: .own(file))))
    // Two deeds of another process before anybody looks: both are named, in one answer.
    let second = try other.addNote(draft, to: file.description, zone: 0, at: now).record
    let third = try other.addNote(draft, to: file.description, zone: 0, at: now).record
    try await shared.tick()
    let more = try #require(try await heard.next())
    #expect(
      Set(more).isSuperset(of: [
        .record(second, in: .own(file)), .record(third, in: .own(file)),
      ]))
    #expect(!more.contains(.record(first, in: .own(file))))
  }

  @Test("Whoever listens no more is told nothing more")
  func cancelled() async throws {
    let town = Town(seed: 954)
    let office = try town.office("Permanence", worker: "Inès")
    let now = town.now
    let shared = SharedReplica(
      try WorkerSession.open(
        at: office.folder, with: .worker(name: "Inès", passphrase: Town.passphrase),
        chance: town.seed.chance), clock: { now })
    let stream = try await shared.announcements()
    let listener = Task {
      var count = 0
      for try await news in stream { count += news.count }
      return count
    }
    listener.cancel()
    #expect(try await listener.value == 0)
  }
}
