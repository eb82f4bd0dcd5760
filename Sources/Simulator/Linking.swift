import CaseFile
import Envelope
import Notebook
import Replica
import Store

/// Somebody reads a received share beside a case file of the own service, or says that it belongs to none.
struct Linking {
  let service: Int
  let share: ShareID
  /// Where it is recorded: the case file it is linked to, or was.
  let caseFile: CaseID
  let isUndone: Bool
  /// The case file of the other service that the share is of.
  let beside: CaseID?
  let record: StatementID
  let stated: Set<StatementID>
  /// Earlier ones that it takes the place of.
  let replaces: Set<Int>
}

extension Model {
  var links: [(number: Int, link: Linking)] {
    agreements.enumerated().compactMap { number, agreement in
      if case .linked(let link) = agreement { (number, link) } else { nil }
    }
  }

  /// Links of a share, as far as `known`, that no other one replaced.
  func heads(of share: ShareID, _ known: Set<Int>) -> [(number: Int, link: Linking)] {
    let turns = links.filter { $0.link.share == share && known.contains($0.number) }
    let replaced = turns.reduce(into: Set<Int>()) { $0.formUnion($1.link.replaces) }
    return turns.filter { !replaced.contains($0.number) }
  }

  /// The case files that a share is read beside; people disagree where there are several, or somebody undid the only one.
  func linked(_ share: ShareID, _ known: Set<Int>) -> (files: Set<CaseID>, isAgreed: Bool) {
    let heads = heads(of: share, known).map(\.link)
    let files = Set(heads.filter { !$0.isUndone }.map(\.caseFile))
    let undone = Set(heads.filter(\.isUndone).map(\.caseFile))
    return (files, files.isEmpty || files.count == 1 && files.isDisjoint(with: undone))
  }

  /// Whether what is written in a case file may go back in answer to a share.
  func isRead(
    _ share: ShareID, beside file: CaseID, heard: Set<Int>, _ question: Question
  ) -> Bool {
    let turns = links.filter {
      $0.link.share == share && $0.link.caseFile == file && !$0.link.isUndone
    }
    switch question {
    case .holds: return !turns.isEmpty
    case .keeps:
      return linked(share, everything).files.contains(file)
        || turns.contains { lost.contains($0.number) }
    case .sends(let settled):
      // Its record is gone; what it had opened may be known elsewhere.
      guard !turns.contains(where: { lost.contains($0.number) }) else { return true }
      guard !isClosed(file, settled) else { return false }
      let replaced = links.filter { settled.contains($0.number) }.reduce(into: Set<Int>()) {
        $0.formUnion($1.link.replaces)
      }
      let isAgreed = linked(share, settled).isAgreed
      return turns.contains { turn in
        heard.contains(turn.number) && !replaced.contains(turn.number)
          && (isAgreed || !settled.contains(turn.number))
      }
    }
  }
}

/// The last link counts, whatever was opened first; nothing of the wrong person leaves afterwards, and what a wrong link
/// sent is taken back. Protocol/consent.md, "Own log".
extension Town {
  func link(_ site: Site) throws {
    guard let file = chance.pick(try files(site)),
      let shared = chance.pick(try site.notebook.listReceived(at: clock(site))),
      sites.contains(where: { $0.serviceName == shared.from })
    else { return }
    try link(site, shared, to: file)
  }

  /// People look for the right person among several: they link, write, link again, write, and undo it.
  func relink() throws {
    guard let site = try pickReceiver() else { return }
    let received = try site.notebook.listReceived(at: clock(site))
    let answered = received.filter(\.bothWays)
    guard let shared = chance.pick(answered.isEmpty ? received : answered) else { return }
    if try files(site).count < 2 { try openCase(site) }
    let before = shared.linkedTo
    let isUndone = before != nil && chance.percent(25)
    guard let file = chance.pick(try files(site).filter { $0 != before || chance.percent(10) })
    else { return }
    try link(site, shared, to: isUndone ? nil : file)
    guard let volet = chance.pick(shared.volets.filter(Town.volets.contains)) else { return }
    for place in [before, file] where chance.percent(60) {
      if let place { try write(site, in: place, volet) }
    }
  }

  /// `file`: nil undoes the link.
  func link(_ site: Site, _ shared: SharedSummary, to file: CaseID?) throws {
    let share = shared.share
    let beside = try caseFile(of: share, site)
    let known = try turnsHeld(site)
    let replaces = Set(model.heads(of: share, known).map(\.number))
    let left = model.linked(share, known).files.filter { $0 != file }
    let records = Set(try linkRecords(of: share, site).keys)
    let stated = try statedWithdrawals(site)
    var report: LinkReport?
    _ = try attempt(
      site, "\(file == nil ? "unlinks" : "links") what \(shared.from) shares"
    ) { notebook, now in
      report =
        try file.map { try notebook.link(share.description, to: $0.description, at: now) }
        ?? notebook.unlink(share.description, at: now)
    }
    // The machine may have stopped after the commit and before it said so.
    let recorded = try linkRecords(of: share, site).filter { !records.contains($0.key) }
    for (record, place) in recorded.sorted(by: { $0.key < $1.key }) {
      let new = try statedWithdrawals(site).subtracting(stated)
      model.agreements.append(
        .linked(
          Linking(
            service: site.service, share: share, caseFile: place, isUndone: file == nil,
            beside: beside, record: record, stated: new.union([record]), replaces: replaces)))
      site.heard.insert(model.agreements.count - 1)
    }
    try checkLinks(site)
    guard let report, !report.unchanged else { return }
    if Set(report.replaced) != left {
      accuse("\(site.label) said that a link replaced \(report.replaced), not \(left)")
    }
  }

  /// What a node says each share is linked to is what its people said last, as far as it knows.
  func checkLinks(_ site: Site) throws {
    let known = try turnsHeld(site)
    for shared in try site.notebook.listReceived(at: clock(site)) {
      let (files, isAgreed) = model.linked(shared.share, known)
      let told = Set(shared.linkedApart + [shared.linkedTo].compactMap(\.self))
      if told != files || (shared.linkedTo != nil) != (isAgreed && !files.isEmpty) {
        accuse("\(site.label) says that \(shared.share) is linked to \(told), not \(files)")
      }
    }
  }

  /// Records in the own logs that speak of a share, and the case files that they stand in.
  private func linkRecords(of share: ShareID, _ site: Site) throws -> [StatementID: CaseID] {
    try site.notebook.ledger.read { ledger in
      var found: [StatementID: CaseID] = [:]
      for id in try site.notebook.replica.caseFiles(ledger) {
        for statement in try ledger.statements(in: .own(id)) {
          guard case .ownRecord(let subject, _, _, _, _) = statement.act, subject == share.bytes
          else {
            continue
          }
          found[statement.id] = id
        }
      }
      return found
    }
  }
}
