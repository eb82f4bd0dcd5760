import CRDT
import CaseFile
import Envelope
import Notebook
import Replica
import Store

/// Steps of the people at one node: writing, agreeing, taking back.
extension Town {
  static let volets: [Volet] = [.droits, .logement, .agenda]

  /// Runs a use case of a node; a machine that stopped is started again. Nil when nothing was done.
  func attempt<T>(_ site: Site, _ what: String, _ body: (WorkerSession, Instant) throws -> T) throws
    -> T?
  {
    refusal = nil
    if chance.percent(6) { site.disk.stop(after: chance.draw(4)) }
    defer { if !site.disk.isDown { site.disk.start() } }
    do {
      try begin(site)
      let result = try body(site.notebook, clock(site))
      say("\(site.label) \(what)")
      return result
    } catch let error as NotebookError {
      say("\(site.label) \(what): \(error)")
      refusal = error
      return nil
    } catch let error as ReplicaError {
      say("\(site.label) \(what): \(error)")
      return nil
    } catch let error as StoreError {
      guard site.disk.isDown else { throw error }
      say("\(site.label) \(what): stopped at a commit")
      try site.restart()
      checkDurable(site)
      return nil
    }
  }

  /// Case files that a node holds, as it says itself.
  func files(_ site: Site) throws -> [CaseID] {
    try site.notebook.replica.refresh()
    return try site.notebook.ledger.read { ledger in
      try site.notebook.replica.caseFiles(ledger)
    }
  }

  /// Notes of its own service that a node holds, in order of their names.
  func ownNotes(_ site: Site) throws -> [DocumentID] {
    try site.notebook.ledger.read { try $0.allDocuments() }.filter {
      model.notes[$0]?.service == site.service
    }
  }

  func openCase(_ site: Site) throws {
    guard try files(site).count < 4 else { return try write(site) }
    _ = try attempt(site, "opens a case file") { notebook, now in
      try notebook.openCase(name: "Person \(report.log.count)", born: nil, zone: 0, at: now)
    }
  }

  func write(_ site: Site) throws {
    guard let file = chance.pick(try files(site)), let volet = chance.pick(Town.volets) else {
      return
    }
    try write(site, in: file, volet)
  }

  func write(_ site: Site, in file: CaseID, _ volet: Volet) throws {
    let late = lateDay(site)
    let draft = NoteDraft(
      volet: volet, kind: "entretien", title: "T\(report.log.count)", happened: late, written: nil,
      text: "Words \(report.log.count).")
    let isClosed = try isClosed(file, site)
    let written = try attempt(site, "writes in \(volet)") { notebook, now in
      try notebook.addNote(draft, to: file.description, zone: 0, at: now)
    }
    checkTaken(written != nil, file, isClosed: isClosed, site)
    guard let written else { return }
    remember(
      written.record,
      NoteFact(
        service: site.service, caseFile: file, volet: volet,
        about: late.map { Instant(milliseconds: $0.beginning(offset: 0)) }))
    try keep(written, site)
  }

  /// One note in five tells of a day that is over, of this month or of another; which one, the steps so far say.
  private func lateDay(_ site: Site) -> CalendarDate? {
    let number = report.log.count
    guard number % 5 == 0,
      let today = LocalMoment(milliseconds: clock(site).milliseconds, offset: 0)?.date
    else { return nil }
    return CalendarDate(daysSince1970: today.daysSince1970 - 1 - number % 7 * 6)
  }

  func edit(_ site: Site) throws {
    guard let note = chance.pick(try ownNotes(site)) else { return }
    let number = report.log.count
    guard let file = model.notes[note]?.caseFile else { return }
    let isClosed = try isClosed(file, site)
    let written = try attempt(site, "edits \(note)") { notebook, now in
      let text = try notebook.showNote(note.description, at: now).text
      return try notebook.editNote(
        note.description,
        NoteRevision(
          kind: nil, title: chance.percent(30) ? "T\(number)" : nil, happened: nil,
          text: chance.percent(50) ? text + " More \(number)." : "Anew \(number). " + text),
        zone: 0, at: now)
    }
    checkTaken(written != nil, file, isClosed: isClosed, site)
    if let written { try keep(written, site) }
  }

  func delete(_ site: Site) throws {
    guard let note = chance.pick(try ownNotes(site)) else { return }
    let written = try attempt(site, "deletes \(note)") { notebook, now in
      try notebook.deleteNote(note.description, zone: 0, at: now)
    }
    if let written { try keep(written, site) }
  }

  func erase(_ site: Site) throws {
    if let note = chance.pick(try ownNotes(site)) { try erase(note, site) }
  }

  func erase(_ note: DocumentID, _ site: Site) throws {
    for service in Set(sites.map(\.service)).sorted()
    where model.permits(note, to: service, heard: site.heard, .holds) {
      model.entitled[note, default: []].insert(service)
    }
    model.ordered.insert(note)
    let erased = try attempt(site, "erases \(note)") { notebook, now in
      try notebook.eraseNote(note.description, at: now).record
    }
    checkTakes("an erasure", site)
    if let erased { model.erased.insert(erased) }
  }

  /// A change is acknowledged: it must never be lost, nor be sealed under a key that somebody shut out ever had.
  func keep(_ written: RecordWritten, _ site: Site) throws {
    site.acknowledged.append(Written(note: written.record, change: written.change))
    try checkReaders(of: written.record, site)
    // What an older self forgot it learns from its peers.
    guard try site.notebook.replica.status().allSatisfy(\.isRead) else { return }
    guard let fact = model.notes[written.record] else { return }
    let epoch = try site.notebook.ledger.read { try $0.change(written.change)?.header.epoch }
    guard let epoch else { return accuse("\(site.label) lost \(written.change) at once") }
    for recipient in 0..<3 where recipient != site.service {
      guard !model.reaches(fact, to: recipient, heard: site.heard, site.question) else { continue }
      if wrapped[recipient, default: []].contains(epoch) {
        accuse("\(site.label) wrote under an epoch that service \(recipient) once had")
      }
    }
  }

  // MARK: Agreements

  func agree(_ site: Site) throws {
    guard let file = chance.pick(try files(site)) else { return }
    let recipient = chance.pick((0..<3).filter { $0 != site.service }) ?? 0
    let volets = Town.volets.filter { _ in chance.percent(60) }
    guard !volets.isEmpty else { return }
    let all = chance.percent(50)
    let begins: Effective = chance.percent(25) ? .release : .now
    let bothWays = chance.percent(40)
    try agree(
      site, file, with: recipient, on: volets, all: all, begins: begins, bothWays: bothWays)
  }

  /// True when it was recorded.
  @discardableResult
  func agree(
    _ site: Site, _ file: CaseID, with recipient: Int, on volets: [Volet], all: Bool,
    begins: Effective, day: Instant? = nil, bothWays: Bool
  ) throws -> Bool {
    let terms = ConsentTerms(
      recipient: self.site(of: recipient)[0].serviceName, volets: volets,
      until: Instant(milliseconds: clock(site).milliseconds + 400 * 86_400_000),
      proof: .paperSignature, explainedIn: try LanguageTag(parsing: "fr"),
      past: all ? .all : .none, effective: begins, effectiveAt: day,
      bothWays: bothWays)
    let before = Set(try ownNotes(site))
    let knew = try turnsHeld(site)
    let isClosed = model.isClosed(file, knew)
    let given = try attempt(
      site, "agrees: \(volets) to \(terms.recipient), past \(all), begins \(begins)"
    ) { notebook, now in
      try notebook.giveConsent(terms, for: file.description, zone: 0, at: now)
    }
    checkTaken(given != nil, file, isClosed: isClosed, site)
    guard let given else { return false }
    say("agreement \(model.agreements.count): \(given.consent) in \(file)")
    model.agreements.append(
      .given(
        Given(
          consent: given.consent, owner: site.service, recipient: recipient, caseFile: file,
          volets: Set(volets), bothWays: bothWays, isForThePast: all, excluded: all ? [] : before,
          recorded: begins == .now ? clock(site) : nil,
          isInEffect: begins == .now || (begins == .release && isReleased(file, site)), day: day,
          knew: knew)))
    site.heard.insert(model.agreements.count - 1)
    return true
  }

  func takeBack(_ site: Site) throws {
    let standing = model.agreements.indices.filter { number in
      site.heard.contains(number) && model.given(number)?.owner == site.service
    }
    guard let number = chance.pick(Array(standing)), let given = model.given(number) else { return }
    let some = Town.volets.filter { given.volets.contains($0) && chance.percent(50) }
    let part = chance.percent(30) && !some.isEmpty ? some : nil
    try takeBack(site, number, given, part)
  }

  func takeBack(_ site: Site, _ number: Int, _ given: Given, _ part: [Volet]?) throws {
    let before = try statedWithdrawals(site)
    let live = try liveConsents(of: given.caseFile, site)
    let done = try attempt(site, "takes back \(part ?? Town.volets) of \(given.consent)") {
      try $0.withdraw(given.consent.description, volets: part, at: $1)
    }
    checkTakes("a withdrawal", site)
    guard let done else { return }
    try checkSaid(done, given, beside: live, site)
    let stated = try statedWithdrawals(site).subtracting(before)
    tookBack(number, part.map(Set.init) ?? given.volets, stated: stated, site)
  }

  /// Whether a consent that is recorded now begins with a release of before: on its day, and not after it.
  private func isReleased(_ file: CaseID, _ site: Site) -> Bool {
    model.released[file].map { clock(site).milliseconds < $0.milliseconds + 86_400_000 } ?? false
  }

  func release(_ site: Site) throws {
    if let file = chance.pick(try files(site)) { try release(site, file) }
  }

  func release(_ site: Site, _ file: CaseID) throws {
    let day = try CalendarDate(parsingDay: "2026-11-22")
    let done = try attempt(site, "releases") { notebook, now in
      try notebook.release(file.description, on: day, begins: now, at: now)
    }
    guard done != nil else { return }
    model.released[file] = clock(site)
    for number in model.agreements.indices {
      guard case .given(var given) = model.agreements[number], given.caseFile == file,
        given.day == nil
      else { continue }
      given.isInEffect = true
      model.agreements[number] = .given(given)
    }
  }

  func maintain(_ site: Site) throws {
    if try attempt(
      site, "tends",
      {
        try $0.maintain(at: $1); return true
      }) != nil
    {
      site.wasLocked = false
    }
    guard chance.percent(60) else { return }
    _ = try attempt(site, "packs what waits") { try $0.packBacklogs(at: $1, atLeast: 2) }
  }

  func changeStaff(_ site: Site, ends: Bool = false) throws {
    workers += 1
    let name = "Colleague \(workers)"
    _ = try site.seat.addWorker(
      name: name, role: .intervenant, passphrase: Town.passphrase, at: clock(site))
    _ = try attempt(site, "admits \(name)") { try $0.admitAdded(name, at: $1) }
    guard ends || chance.percent(60) else { return }
    _ = try site.seat.endWorker(name: name, at: clock(site))
    say("\(site.label) ends \(name)")
    if !ends { try maintain(site) }
  }
}
