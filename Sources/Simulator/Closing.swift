import CaseFile
import Envelope
import Notebook
import Store

/// A service ended its follow-up of somebody.
struct Closing {
  let owner: Int
  let caseFile: CaseID
  let record: StatementID
  /// What says in shares that nothing new leaves.
  var stated: Set<StatementID>
  /// Consents of which that is said there.
  let ended: Set<ConsentID>
}

/// It went on.
struct Reopening {
  let caseFile: CaseID
  let record: StatementID
  let knew: Set<Int>
}

extension Model {
  /// Of a closing and a reopening that did not know of each other, the closing counts.
  func isClosed(_ file: CaseID, _ known: Set<Int>) -> Bool {
    closings(of: file).contains { number, _ in
      known.contains(number)
        && !agreements.enumerated().contains { later, agreement in
          guard known.contains(later), case .reopened(let turn) = agreement else { return false }
          return turn.caseFile == file && turn.knew.contains(number)
        }
    }
  }

  func closings(of file: CaseID) -> [(number: Int, closing: Closing)] {
    agreements.enumerated().compactMap { number, agreement in
      guard case .closed(let closing) = agreement, closing.caseFile == file else { return nil }
      return (number, closing)
    }
  }

  /// A closing ended it for good, wherever both are known.
  func isEnded(_ given: Given) -> Bool {
    closings(of: given.caseFile).contains {
      !given.knew.contains($0.number) && !lost.contains($0.number)
    }
  }

  /// Whether a sender knows that nothing new leaves under a consent: its own nodes, opened or not, by the closing, the other
  /// service by what was stated in the share.
  func isStopped(
    _ given: Given, by sender: Int, heard: Set<Int>, _ question: Question
  ) -> Bool {
    guard case .sends = question else { return false }
    return closings(of: given.caseFile).contains { number, closing in
      guard heard.contains(number), !given.knew.contains(number) else { return false }
      return closing.ended.contains(given.consent)
        || sender == given.owner
    }
  }
}

/// A case file is closed: nothing new leaves, nothing is purged over there, what was planned is cancelled; opened again it
/// gives nothing back. Protocol/consent.md, "Ceasing".
extension Town {
  func closeOrReopen(_ site: Site) throws {
    guard let file = chance.pick(try files(site)) else { return }
    guard try !isClosed(file, site) else {
      guard chance.percent(70) else { return try writeAnywhere(site, in: file) }
      try reopen(file, site)
      return try checkTurns(site)
    }
    try close(file, site)
    try checkTurns(site)
    if chance.percent(50) { try writeAnywhere(site, in: file) }
    if chance.percent(30) { try reopen(file, site) }
  }

  private func writeAnywhere(_ site: Site, in file: CaseID) throws {
    guard let volet = chance.pick(Town.volets),
      let hand = chance.pick(
        try self.site(of: site.service).filter { try files($0).contains(file) })
    else { return }
    try write(hand, in: file, volet)
  }

  func close(_ file: CaseID, _ site: Site) throws {
    let isLive: (ConsentSummary) -> Bool = { [.given, .suspended, .planned].contains($0.status) }
    let live = try site.notebook.listConsents(file.description, at: clock(site)).filter(isLive)
    let left = try leftElsewhere(of: file)
    let (records, stated) = (try turnRecords(of: file, site), try ceasings(site))
    var report: ClosingReport?
    _ = try attempt(site, "closes \(file)") {
      report = try $0.closeCase(file.description, at: $1)
    }
    for record in try turnRecords(of: file, site).subtracting(records).sorted() {
      let new = try ceasings(site).filter { stated[$0.key] == nil }
      model.agreements.append(
        .closed(
          Closing(
            owner: site.service, caseFile: file, record: record, stated: Set(new.keys),
            ended: Set(new.values))))
      site.heard.insert(model.agreements.count - 1)
      model.left += left
    }
    guard let report else { return }
    // One whose place another took ends with that one.
    let told = Set((report.ended + report.cancelled).map(\.consent))
    if told != Set(live.filter { !$0.isReplaced }.map(\.consent)) {
      accuse("\(site.label) closed beside \(live.map(\.consent)) and said \(told)")
    }
    let still = try site.notebook.listConsents(file.description, at: clock(site)).filter(isLive)
    if !still.isEmpty {
      accuse("\(site.label) says that \(still.map(\.consent)) outlive a closing")
    }
  }

  private func reopen(_ file: CaseID, _ site: Site) throws {
    let (known, records) = (try turnsHeld(site), try turnRecords(of: file, site))
    let isLive: (ConsentSummary) -> Bool = { [.given, .suspended, .planned].contains($0.status) }
    let wasOpen = try attempt(site, "opens \(file) again") {
      try $0.reopenCase(file.description, at: $1).wasOpen
    }
    for record in try turnRecords(of: file, site).subtracting(records).sorted() {
      model.agreements.append(
        .reopened(Reopening(caseFile: file, record: record, knew: known)))
      site.heard.insert(model.agreements.count - 1)
    }
    // A machine that stopped at its closing may not have closed it.
    if wasOpen == true { return }
    let live = try site.notebook.listConsents(file.description, at: clock(site)).filter(isLive)
    if !live.isEmpty { accuse("\(site.label) opens again and gives back \(live.map(\.consent))") }
  }

  // MARK: Laws

  func isClosed(_ file: CaseID, _ site: Site) throws -> Bool {
    model.isClosed(file, try turnsHeld(site))
  }

  /// A closed case file takes no note, edit or consent; an open one does not say that it is closed.
  func checkTaken(_ isTaken: Bool, _ file: CaseID, isClosed: Bool, _ site: Site) {
    if isTaken, isClosed { accuse("\(site.label) wrote in \(file), which it knows to be closed") }
    if !isClosed, case .caseClosed = refusal {
      accuse("\(site.label) says that \(file) is closed, which was opened again")
    }
  }

  /// A closed case file takes what takes away.
  func checkTakes(_ what: String, _ site: Site) {
    if case .caseClosed = refusal { accuse("\(site.label) refuses \(what): the file is closed") }
  }

  func checkTurns(_ site: Site) throws {
    let known = try turnsHeld(site)
    for file in try site.notebook.listCases()
    where (file.status == .closed) != model.isClosed(file.id, known) {
      accuse("\(site.label) says that \(file.id) is \(file.status)")
    }
  }

  /// At the end: what was elsewhere when the case file was closed is there still, unless she took it back or it was erased.
  func checkLeft(_ site: Site) throws {
    let held = Set(try site.notebook.ledger.read { try $0.allDocuments() })
    let left = model.left.filter { $0.label == site.label && !held.contains($0.note) }
    for (note, _) in left where !model.ordered.contains(note) {
      guard let fact = model.notes[note] else { continue }
      let all = model.agreements.indices.compactMap(model.given)
      let given = all.filter { $0.caseFile == fact.caseFile && $0.recipient == site.service }
      // It may have gone there in answer, and then it left with what it answered.
      let answered = all.filter {
        $0.bothWays && $0.owner == site.service && $0.recipient == fact.service
      }
      guard !given.isEmpty, (given + answered).allSatisfy(model.isKept),
        !model.blurred.contains(fact.caseFile)
      else { continue }
      accuse("\(site.label) lost \(note), which it had received when the case file was closed")
    }
  }

  /// Closings, reopenings and links that a node holds the record of: exactly what its people know.
  func turnsHeld(_ site: Site) throws -> Set<Int> {
    let records: [(Int, StatementID)] = model.agreements.enumerated().compactMap { number, turn in
      switch turn {
      case .closed(let closing): (number, closing.record)
      case .reopened(let turn): (number, turn.record)
      case .linked(let link): (number, link.record)
      case .given, .withdrawn: nil
      }
    }
    guard !records.isEmpty else { return [] }
    return try site.notebook.ledger.read { ledger in
      Set(try records.filter { try ledger.holds(statement: $0.1) }.map(\.0))
    }
  }

  /// Notes of a case file that other services hold.
  private func leftElsewhere(of file: CaseID) throws -> [(note: DocumentID, label: String)] {
    try sites.flatMap { site in
      try site.notebook.ledger.read { try $0.allDocuments() }.filter { note in
        guard let fact = model.notes[note] else { return false }
        return fact.caseFile == file && fact.service != site.service
      }.map { ($0, site.label) }
    }
  }

  /// Records of the case file itself.
  private func turnRecords(of file: CaseID, _ site: Site) throws -> Set<StatementID> {
    try site.notebook.ledger.read { ledger in
      Set(
        try ledger.statements(in: .own(file)).filter { statement in
          if case .ownRecord(let subject, _, _, _, _) = statement.act {
            subject == file.bytes
          } else {
            false
          }
        }.map(\.id))
    }
  }

  private func ceasings(_ site: Site) throws -> [StatementID: ConsentID] {
    try site.notebook.ledger.read { ledger in
      var found: [StatementID: ConsentID] = [:]
      for log in try ledger.logs(of: .share) {
        for statement in try ledger.statements(in: log) {
          if case .ceased(let consent, _) = statement.act { found[statement.id] = consent }
        }
      }
      return found
    }
  }
}
