import CaseFile
import Envelope
import Foundation
import Notebook
import Replica
import Store

/// A copy of a home that somebody put away, and what the node knew then.
struct PutAway {
  let folder: String
  let heard: Set<Int>
  let acknowledged: [Written]
}

/// A machine is put back as it was: in place, or as another folder. It reads its peers, and nothing that anybody still knows
/// is forgotten. Protocol/vault.md, "Older selves".
extension Town {
  func putAwayOrBack(_ site: Site) throws {
    guard let copy = copies[site.label], chance.percent(60) else { return try putAway(site) }
    if chance.percent(40) {
      try erase(site)
      if let other = chance.pick(sites.filter { $0 !== site }) { try meet(site, other) }
    }
    try putBack(site, copy, inPlace: chance.percent(40))
  }

  func putAway(_ site: Site) throws {
    let folder = "\(site.folder)-\(report.log.count)"
    try copyHome(site.folder, to: folder)
    copies[site.label] = PutAway(
      folder: folder, heard: site.heard, acknowledged: site.acknowledged)
    say("a copy of \(site.label) is put away")
  }

  func putBack(_ site: Site, _ copy: PutAway, inPlace: Bool) throws {
    let before = try everythingStated(site)
    waiting.removeAll { $0.dialler === site || $0.listener === site }
    recorded.removeAll { $0.from === site || $0.to === site }
    try site.replaceHome {
      if inPlace {
        try overwriteHome(site.folder, with: copy.folder)
      } else {
        try FileManager.default.removeItem(atPath: site.folder)
        try copyHome(copy.folder, to: site.folder)
      }
    }
    say(
      "\(site.label) is put back\(inPlace ? " in place" : ""), \(site.acknowledged.count - copy.acknowledged.count) changes older"
    )
    if !inPlace, !site.notebook.replica.beganAnew {
      accuse("\(site.label) does not know that it is a copy")
    }
    try forget(site, copy, stated: before)
    site.wasLocked = true
    // Nothing tells a machine whose files were overwritten in place, but its peers: they are asked before anything else.
    guard inPlace || chance.percent(60) else { return try site.notebook.replica.goOnWithoutPeers() }
    for _ in 0..<3 {
      for other in sites where other !== site {
        try meet(site, other, isSound: true)
      }
    }
  }

  // MARK: What is forgotten

  /// The model forgets what the machine forgot and nobody else knows.
  private func forget(
    _ site: Site, _ copy: PutAway, stated before: [LogID: Set<StatementID>]
  ) throws {
    let older = site.acknowledged.dropFirst(copy.acknowledged.count)
    site.acknowledged = copy.acknowledged
    try keepElsewhere(older, of: site)
    site.heard = copy.heard
    model.left.removeAll { $0.label == site.label }
    try blur(site, before)
    for number in model.agreements.indices where !model.lost.contains(number) {
      if try isLost(number) { model.lost.insert(number) }
    }
    for other in sites { other.heard.subtract(model.lost) }
    wrapped = [:]
    for other in sites { try collectKeys(other) }
    try hearStatements(site)
    model.erased = try model.erased.filter { note in
      guard model.notes[note]?.service == site.service else { return true }
      return try sites.contains { try knows($0, erased: note) }
    }
  }

  /// Case files of which the machine knew something that is in nobody's ledger of its service any more.
  private func blur(_ site: Site, _ before: [LogID: Set<StatementID>]) throws {
    let own = self.site(of: site.service)
    for (log, statements) in before.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      let lost = try statements.filter { id in
        try !own.contains { try $0.notebook.ledger.read { try $0.holds(statement: id) } }
      }
      guard !lost.isEmpty else { continue }
      if case .service(let id) = log, id == site.notebook.service {
        model.unrooted.insert(site.service)
      }
      if case .own(let file) = log {
        model.blurred.insert(file)
      } else {
        model.blurred.formUnion(
          model.agreements.indices.compactMap(model.given).filter { $0.owner == site.service }
            .map(\.caseFile))
      }
    }
  }

  private func isLost(_ number: Int) throws -> Bool {
    switch model.agreements[number] {
    case .given: return false
    case .withdrawn(let given, _, let stated):
      guard stated.isEmpty else { return try !stated.allSatisfy(isHeld) }
      return !sites.contains {
        $0.service == model.given(given)?.owner && $0.heard.contains(number)
      }
    case .closed(let closing): return try !closing.stated.union([closing.record]).allSatisfy(isHeld)
    case .reopened(let turn): return try !isHeld(turn.record)
    case .linked(let link): return try !link.stated.allSatisfy(isHeld)
    }
  }

  private func isHeld(_ statement: StatementID) throws -> Bool {
    try sites.contains { site in
      try site.notebook.ledger.read { try $0.holds(statement: statement) }
    }
  }

  /// Whether a node can tell others that a note was erased.
  private func knows(_ site: Site, erased note: DocumentID) throws -> Bool {
    try site.notebook.ledger.read { ledger in
      if site.service == model.notes[note]?.service { return try ledger.isErased(note) }
      return try ledger.logs(of: .share).contains { log in
        try ledger.statements(in: log).contains { statement in
          if case .erasure(let notes) = statement.act { notes.contains(note) } else { false }
        }
      }
    }
  }

  private func everythingStated(_ site: Site) throws -> [LogID: Set<StatementID>] {
    try site.notebook.ledger.read { ledger in
      var found: [LogID: Set<StatementID>] = [:]
      for log in try LogKind.allCases.flatMap({ try ledger.logs(of: $0) }) {
        found[log] = Set(try ledger.statements(in: log).map(\.id))
      }
      return found
    }
  }

  // MARK: Laws

  /// Nobody says that two nodes of a service hold the same while one lacks what the other one wrote.
  func checkSame(_ talk: Talk) throws {
    guard talk.dialler.service == talk.listener.service, talk.isAlive else { return }
    // Who talks with an older self learns in the next exchange what that one is missing.
    let isTold = try talk.toldSame.contains {
      try $0.other.notebook.replica.status().allSatisfy(\.isRead)
    }
    guard isTold else { return }
    let sides = [
      (talk.dialler, talk.written.listener), (talk.listener, talk.written.dialler),
    ]
    for (site, written) in sides where !site.disk.isDown {
      let missing = try site.notebook.ledger.read { ledger in
        let packed = try BundleState.allCases.flatMap { try ledger.bundles(in: $0) }.flatMap {
          try ledger.bundle($0)?.bundle.header.documents ?? []
        }
        return try written.filter {
          try !ledger.holds(change: $0.change) && !packed.contains($0.note)
        }
      }
      guard !missing.isEmpty else { continue }
      accuse("\(site.label) lacks \(missing.count) changes, and both are said to hold the same")
    }
  }

  /// Of the notes that were erased: those whose words a node could open still, and those that it knows to be erased.
  func erasedSecrets(_ site: Site) throws -> (held: Set<DocumentID>, erased: Set<DocumentID>) {
    try site.notebook.ledger.read { ledger in
      (
        try model.erased.filter { try ledger.noteSecret(of: $0) != nil },
        try model.erased.filter { try ledger.isErased($0) }
      )
    }
  }

  /// Whoever knows that a note was erased hands it to nobody.
  func checkErasedStays(
    _ left: Site, _ right: Site, _ before: [(held: Set<DocumentID>, erased: Set<DocumentID>)]
  ) throws {
    for (site, old, other) in [(left, before[0], before[1]), (right, before[1], before[0])] {
      let new = try erasedSecrets(site).held.subtracting(old.held).intersection(other.erased)
      if !new.isEmpty { accuse("\(site.label) was sent \(new.sorted()), which was erased") }
    }
  }

  /// No device is seen to have used one sequence for two things; who was put back has read everybody.
  func checkSequences(_ site: Site) throws {
    let twice = try site.notebook.ledger.read { try $0.equivocations() }
    if !twice.isEmpty {
      accuse("\(site.label) sees sequences used twice: \(twice.map(\.document))")
    }
    if let unread = try site.notebook.replica.restoration()?.unread, !unread.isEmpty {
      accuse("\(site.label) has not read \(unread) since it was put back")
    }
  }

  // MARK: Files

  func copyHome(_ folder: String, to copy: String) throws {
    let files = FileManager.default
    try files.createDirectory(
      atPath: copy, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for name in try files.contentsOfDirectory(atPath: folder) where !name.hasSuffix("-shm") {
      try files.copyItem(atPath: "\(folder)/\(name)", toPath: "\(copy)/\(name)")
    }
  }

  /// The same files with the bytes of the copy.
  private func overwriteHome(_ folder: String, with copy: String) throws {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: folder)
    where name.hasSuffix("-wal") || name.hasSuffix("-shm") {
      try files.removeItem(atPath: "\(folder)/\(name)")
    }
    for name in try files.contentsOfDirectory(atPath: copy) {
      try Data(contentsOf: URL(fileURLWithPath: "\(copy)/\(name)")).write(
        to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  }
}
