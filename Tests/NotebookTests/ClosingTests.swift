import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("A service that closes a case file ends what it shares of it")
struct ClosingTests {
  private func close(_ two: TwoServices, _ office: Office) throws -> ClosingReport {
    two.town.tickOne()
    return try office.notebook.closeCase(two.file.description, at: two.town.now)
  }

  private func reopen(_ two: TwoServices, _ office: Office) throws {
    two.town.tickOne()
    _ = try office.notebook.reopenCase(two.file.description, at: two.town.now)
  }

  private func consents(_ two: TwoServices, _ office: Office) throws -> [ConsentSummary] {
    try office.notebook.listConsents(two.file.description, at: two.town.now)
  }

  private func isClosed(_ error: any Error) -> Bool {
    if case NotebookError.caseClosed = error { true } else { false }
  }

  private func status(_ two: TwoServices, _ office: Office) throws -> CaseSummary.Status? {
    try office.notebook.listCases().first { $0.id == two.file }?.status
  }

  @Test("A consent that was replaced before a closing is told as replaced, and stays stopped")
  func replacedBefore() throws {
    let two = try TwoServices(390)
    let town = two.town
    let first = try two.give([.droits], past: .all)
    let second = try two.give([.droits], past: .all)
    func told() throws -> [ConsentSummary] {
      try two.prison.notebook.listConsents(two.file.description, at: town.now)
    }
    func check(_ place: String) throws {
      let all = try told()
      #expect(all[0].consent.description == first && all[0].isReplaced, "\(place): \(all[0])")
      #expect(all[0].events.map(\.event) == [.given], "\(place): \(all[0].events)")
      #expect(all[1].consent.description == second && all[1].status == .ceased, "\(place)")
      #expect(all[1].events.map(\.event) == [.given, .ceased], "\(place)")
    }
    town.tickOne()
    let done = try two.prison.notebook.closeCase(two.file.description, at: town.now)
    #expect(done.ended.map(\.consent.description) == [second])
    try check("closed")
    town.tickOne()
    _ = try two.prison.notebook.reopenCase(two.file.description, at: town.now)
    try two.prison.notebook.maintain(at: town.now)
    try check("opened again")
    // Nothing that the closing ended goes on.
    let note = try town.write(two.prison, two.file, .droits, "Après.")
    #expect(try two.prison.notebook.readers(of: note, at: town.now).told.isEmpty)
    _ = try two.give([.droits])
    try check("given anew")
  }

  @Test("Nothing new leaves, nothing is purged over there, and she is not said to have withdrawn")
  func ending() throws {
    let two = try TwoServices(300)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    let note = try town.write(two.prison, two.file, .droits, "Partagée.")
    try two.meet()
    try town.write(two.prison, two.file, .droits, "Pas encore partie.")
    let closed = try close(two, two.prison)
    #expect(closed.ended.map(\.recipientName) == ["Maison"])
    #expect(closed.cancelled.isEmpty && !closed.wasClosed)
    town.refusals = []
    #expect(try two.meet().rootsEqual == true)
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing) == ["Partagée."])
    let received = try #require(try two.housing.notebook.listReceived(at: town.now).first)
    #expect(received.ceasedOn == town.now)
    let consent = try #require(try consents(two, two.prison).first)
    #expect(consent.status == .ceased)
    #expect(consent.events.map(\.event) == [.given, .ceased])
    #expect(consent.events.last?.by == "Inès")
    #expect(throws: NotebookError.self) { try two.edit(two.prison, note, "Plus rien.") }
    #expect {
      try town.write(two.prison, two.file, .droits, "Plus rien.")
    } throws: {
      isClosed($0)
    }
    #expect {
      try two.give([.logement])
    } throws: {
      isClosed($0)
    }
    #expect {
      try two.prison.notebook.release(
        two.file.description, on: CalendarDate(parsingDay: "2026-11-22"), begins: town.now,
        at: town.now)
    } throws: {
      isClosed($0)
    }
    #expect(try close(two, two.prison).wasClosed)
    #expect(
      try two.prison.notebook.exportCase(
        two.file.description, withLog: false, at: town.now
      ).records.count == 2)
  }

  @Test("A withdrawal and an erasure are taken by a closed case file, and obeyed")
  func withdrawnAfterwards() throws {
    let two = try TwoServices(301)
    let town = two.town
    let consent = try two.give([.droits], past: .all)
    let note = try town.write(two.prison, two.file, .droits, "À effacer.")
    try town.write(two.prison, two.file, .droits, "Partagée.")
    try two.meet()
    _ = try close(two, two.prison)
    try two.meet()
    #expect(
      try two.prison.notebook.eraseNote(note.description, at: town.now).answers.map(\.service) == [
        "Maison"
      ])
    try two.meet()
    #expect(try two.reads(two.housing) == ["Partagée."])
    try two.withdraw(consent)
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    let listed = try #require(try consents(two, two.prison).first)
    #expect(listed.status == .withdrawn)
    #expect(listed.events.map(\.event).contains(.ceased))
  }

  @Test("What a colleague wrote before knowing is kept, and leaves no node that knows")
  func unawareColleague() throws {
    let two = try TwoServices(302)
    let town = two.town
    let branch = try two.branch()
    _ = try two.give([.droits], past: .all)
    try two.meet()
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.exchange(branch.notebook, two.housing.notebook)
    _ = try close(two, two.prison)
    try town.write(branch, two.file, .droits, "Écrit sans savoir.")
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(try town.texts(two.prison, two.file.description) == ["Écrit sans savoir."])
    for office in [two.prison, branch] {
      #expect(try status(two, office) == .closed)
      try town.exchange(office.notebook, two.housing.notebook)
    }
    #expect(try two.reads(two.housing).isEmpty)
    #expect {
      try town.write(branch, two.file, .droits, "Maintenant elle sait.")
    } throws: {
      isClosed($0)
    }
  }

  @Test("A consent recorded without knowing of the closing says so, where it stands after the end")
  func consentUnaware() throws {
    let two = try TwoServices(313)
    let town = two.town
    let branch = try two.branch()
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.exchange(branch.notebook, two.housing.notebook)
    _ = try close(two, two.prison)
    town.tickOne()
    _ = try branch.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: two.file.description, zone: 0, at: town.now)
    for _ in 0..<2 { try town.exchange(two.prison.notebook, branch.notebook) }
    for office in [two.prison, branch] {
      let listed = try #require(
        try office.notebook.listConsents(two.file.description, at: town.now).first)
      #expect(listed.status == .ceased)
      let given = try #require(listed.events.first { $0.event == .given })
      #expect(given.isUnaware, "\(listed.events)")
    }
  }

  @Test(
    "A grant by a node that saw the sharing end and not the closing sends nothing where it is known"
  )
  func givenUnaware() throws {
    let two = try TwoServices(309)
    let town = two.town
    try town.write(two.prison, two.file, .logement, "D'avant.")
    let branch = try two.branch()
    _ = try two.give([.droits, .logement])
    try two.meet()
    _ = try close(two, two.prison)
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    town.tickOne()
    _ = try branch.notebook.giveConsent(
      try town.terms(to: "Maison", [.logement], past: .all), for: two.file.description, zone: 0,
      at: town.now)
    try town.exchange(branch.notebook, two.housing.notebook)
    try two.meet()
    let share = try #require(
      try two.prison.notebook.read { ledger in
        try two.prison.notebook.replica.allShares(ledger).first {
          $0.owner == two.prison.notebook.service
        }
      })
    #expect(share.view.consents.count == 2)
    #expect(share.view.consents.allSatisfy { share.view.sendingTags(of: $0).isEmpty })
  }

  @Test("Opened again, it sends nothing under a consent of another node that it never heard of")
  func reopenedUnaware() throws {
    let two = try TwoServices(310)
    let town = two.town
    try town.write(two.prison, two.file, .logement, "D'avant.")
    let branch = try two.branch()
    _ = try branch.notebook.giveConsent(
      try town.terms(to: "Maison", [.logement], past: .all), for: two.file.description, zone: 0,
      at: town.now)
    _ = try close(two, two.prison)
    town.tickOne()
    _ = try two.prison.notebook.reopenCase(two.file.description, at: town.now)
    try town.write(two.prison, two.file, .logement, "D'après.")
    // The recipient hands on the grant, whose record stays at the other node.
    try town.exchange(branch.notebook, two.housing.notebook)
    let held = try two.reads(two.housing)
    try two.meet()
    #expect(try two.reads(two.housing) == held)
    try town.exchange(two.prison.notebook, branch.notebook)
    try two.meet()
    #expect(try two.reads(two.housing) == held)
    #expect(try consents(two, two.prison).map(\.status) == [.ceased])

    _ = try two.give([.logement], past: .all)
    try two.meet()
    #expect(try two.reads(two.housing).contains("D'après."))
  }

  @Test("A clock that is years ahead ends what it closes")
  func clockAhead() throws {
    let two = try TwoServices(308)
    let town = two.town
    let branch = try two.branch()
    _ = try two.give([.droits], past: .all)
    try two.meet()
    try town.exchange(two.prison.notebook, branch.notebook)
    try town.exchange(branch.notebook, two.housing.notebook)
    let ahead = Instant(milliseconds: town.now.milliseconds + 20 * 365 * 86_400_000)
    _ = try two.prison.notebook.closeCase(two.file.description, at: ahead)
    _ = try two.prison.notebook.reopenCase(two.file.description, at: ahead)
    try town.exchange(two.prison.notebook, branch.notebook)
    #expect(try consents(two, branch).map(\.status) == [.ceased])
    try town.write(branch, two.file, .droits, "Ne part plus.")
    try branch.notebook.maintain(at: town.now)
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.reads(two.housing).isEmpty)
  }

  @Test("A planned consent is cancelled: its day, a release and a restart give nothing")
  func planned() throws {
    let two = try TwoServices(303)
    let town = two.town
    let branch = try two.branch()
    var terms = try town.terms(to: "Maison", [.droits], past: .all)
    terms.effective = .on(try CalendarDate(parsingDay: "2026-11-25"))
    terms.effectiveAt = Instant(milliseconds: town.now.milliseconds + 3 * 86_400_000)
    _ = try two.prison.notebook.giveConsent(
      terms, for: two.file.description, zone: 0, at: town.now)
    try town.write(two.prison, two.file, .droits, "Pour plus tard.")
    try town.exchange(two.prison.notebook, branch.notebook)
    let closed = try close(two, two.prison)
    #expect(closed.cancelled.map(\.recipientName) == ["Maison"])
    #expect(closed.ended.isEmpty)
    town.now.milliseconds += 4 * 86_400_000
    try two.prison.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try two.housing.notebook.listReceived(at: town.now).isEmpty)
    #expect(try consents(two, two.prison).map(\.status) == [.ceased])
    #expect(try consents(two, two.prison)[0].events.map(\.event) == [.planned, .cancelled])
    // A node that has not heard puts it into effect; the follow-up ends there too as soon as both know.
    try branch.notebook.maintain(at: town.now)
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(try two.reads(two.housing) == ["Pour plus tard."])
    try town.write(branch, two.file, .droits, "Encore sans savoir.")
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      try town.exchange(office.notebook, two.housing.notebook)
      #expect(try consents(two, office).map(\.status) == [.ceased])
    }
    #expect(try two.reads(two.housing) == ["Pour plus tard."])
    #expect(try two.housing.notebook.listReceived(at: town.now).first?.ceasedOn != nil)
    // Opened again, it stays cancelled.
    try reopen(two, two.prison)
    try two.prison.notebook.maintain(at: town.now)
    try town.write(two.prison, two.file, .droits, "Repris.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["Pour plus tard."])
  }

  @Test("Opened again, nothing leaves without a new consent, and a new one gives what it says")
  func reopened() throws {
    let two = try TwoServices(304)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    let old = try town.write(two.prison, two.file, .droits, "Avant.")
    try two.meet()
    _ = try close(two, two.prison)
    try two.meet()
    try reopen(two, two.prison)
    #expect(try status(two, two.prison) == .open)
    try town.write(two.prison, two.file, .droits, "Entre-temps.")
    try two.edit(two.prison, old, "Avant, revu entre-temps.")
    try two.prison.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try two.reads(two.housing) == ["Avant."])
    let received = try #require(try two.housing.notebook.listReceived(at: town.now).first).share
    func ends() throws -> Int {
      try two.prison.notebook.read { try $0.statements(in: .share(received)) }
        .count { if case .ceased = $0.act { true } else { false } }
    }
    #expect(try ends() == 1)
    _ = try two.give([.droits])
    // What is given is not ended in the same breath because no record says so yet.
    #expect(try ends() == 1)
    try town.write(two.prison, two.file, .droits, "Depuis le nouvel accord.")
    try two.edit(two.prison, old, "Avant, revu depuis.")
    try two.prison.notebook.maintain(at: town.now)
    town.refusals = []
    #expect(try two.meet().rootsEqual == true)
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.housing).sorted() == ["Avant.", "Depuis le nouvel accord."])
    #expect(try consents(two, two.prison).map(\.status) == [.ceased, .given])
    #expect(try two.housing.notebook.listReceived(at: town.now).first?.ceasedOn == nil)
    _ = try two.give([.droits], past: .all)
    try two.meet()
    #expect(
      Set(try two.reads(two.housing)) == [
        "Avant, revu depuis.", "Entre-temps.", "Depuis le nouvel accord.",
      ])
  }

  @Test("Closing and opening again on two nodes converge; of two unaware, closing counts")
  func apart() throws {
    let two = try TwoServices(305)
    let town = two.town
    let branch = try two.branch()
    _ = try two.give([.droits], past: .all)
    try two.meet()
    try town.exchange(two.prison.notebook, branch.notebook)
    _ = try close(two, two.prison)
    _ = try close(two, branch)
    try reopen(two, branch)
    town.tickOne()
    let later = try branch.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: two.file.description, zone: 0, at: town.now)
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      #expect(try status(two, office) == .closed)
      #expect(try consents(two, office).map(\.status) == [.ceased, .ceased])
    }
    try reopen(two, two.prison)
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      #expect(try status(two, office) == .open)
      #expect(try consents(two, office).map(\.status) == [.ceased, .ceased])
    }
    try town.write(branch, two.file, .droits, "Après.")
    for office in [two.prison, branch] {
      try office.notebook.maintain(at: town.now)
      try town.exchange(office.notebook, two.housing.notebook)
    }
    #expect(try two.reads(two.housing).isEmpty)
    #expect(later.status == .given)
  }

  @Test("A consent given after the reopening outlives the news of an older one, on every node")
  func liveBesideEnded() throws {
    let two = try TwoServices(306)
    let town = two.town
    let branch = try two.branch()
    _ = try close(two, two.prison)
    try reopen(two, two.prison)
    // The branch has heard of neither.
    town.tickOne()
    _ = try branch.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits]), for: two.file.description, zone: 0, at: town.now)
    _ = try two.give([.droits])
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] { try office.notebook.maintain(at: town.now) }
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] { try office.notebook.maintain(at: town.now) }
    try town.write(two.prison, two.file, .droits, "Pour la Maison.")
    try town.exchange(two.prison.notebook, branch.notebook)
    for office in [two.prison, branch] {
      try town.exchange(office.notebook, two.housing.notebook)
      #expect(Set(try consents(two, office).map(\.status)) == [.ceased, .given])
    }
    #expect(try two.reads(two.housing) == ["Pour la Maison."])
    let before = try Picture(two.prison.notebook).statements
    try two.prison.notebook.maintain(at: town.now)
    #expect(try Picture(two.prison.notebook).statements == before)
  }

  @Test("What goes back in answer stops too, is purged nowhere, and its writer is told the truth")
  func returns() throws {
    let two = try TwoServices(307)
    let town = two.town
    _ = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], past: .all, bothWays: true),
      for: two.file.description, zone: 0, at: town.now)
    try two.meet()
    let theirs = try two.housing.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    _ = try two.housing.notebook.link(
      share.description, to: theirs.description, at: town.now)
    let first = try town.write(two.housing, theirs, .droits, "Avant la clôture.")
    #expect(try two.housing.notebook.readers(of: first, at: town.now).told == ["Permanence"])
    try two.meet()
    #expect(try two.reads(two.prison) == ["Avant la clôture."])
    _ = try close(two, two.prison)
    try two.meet()
    try two.housing.notebook.maintain(at: town.now)
    let after = try town.write(two.housing, theirs, .droits, "Après la clôture.")
    #expect(try two.housing.notebook.readers(of: after, at: town.now).told.isEmpty)
    town.refusals = []
    #expect(try two.meet().rootsEqual == true)
    #expect(town.refusals.isEmpty)
    #expect(try two.reads(two.prison) == ["Avant la clôture."])
    let back = try two.housing.notebook.listConsents(theirs.description, at: town.now)
    #expect(back.map(\.status) == [.ceased])
    #expect(back.first?.events.last?.by == "Permanence")
    let seen = try #require(try two.prison.notebook.listReceived(at: town.now).first)
    #expect(seen.ceasedOn != nil && seen.ceasedHere)
    try reopen(two, two.prison)
    try two.meet()
    try two.housing.notebook.maintain(at: town.now)
    try two.meet()
    #expect(try two.reads(two.prison) == ["Avant la clôture."])
    // A new consent both ways is answered anew, and gives nothing of the time in between.
    town.tickOne()
    _ = try two.prison.notebook.giveConsent(
      try town.terms(to: "Maison", [.droits], bothWays: true), for: two.file.description,
      zone: 0, at: town.now)
    try two.meet()
    try two.housing.notebook.maintain(at: town.now)
    try town.write(two.housing, theirs, .droits, "Sous le nouvel accord.")
    try two.meet()
    #expect(
      Set(try two.reads(two.prison)) == ["Avant la clôture.", "Sous le nouvel accord."])
  }
}
