import CaseFile
import Envelope
import Notebook
import Replica
import Store

/// The laws that hold after whatever happened.
extension Town {
  /// What a node said was written is on its disk.
  func checkDurable(_ site: Site) {
    do {
      let lost = try site.notebook.ledger.read { ledger in
        try site.acknowledged.filter { try !ledger.holds(change: $0.change) }
      }
      if !lost.isEmpty { accuse("\(site.label) lost \(lost.count) acknowledged changes") }
    } catch {
      accuse("\(site.label) cannot be read: \(error)")
    }
  }

  /// Everybody meets everybody over sound roads until there is nothing left to say.
  func settle() throws {
    waiting = []
    for site in sites { site.disk.start() }
    for _ in 0..<4 {
      for site in sites { try tendSoundly(site) }
      for left in sites.indices {
        for right in sites.indices where left < right {
          try meet(sites[left], sites[right], isSound: true)
        }
      }
    }
  }

  private func tendSoundly(_ site: Site) throws {
    try site.notebook.replica.refresh()
    try site.notebook.maintain(at: clock(site))
  }

  /// At the end, when nothing is on its way.
  func checkEnd() throws {
    for site in sites {
      checkDurable(site)
      try checkSound(site)
      try checkHeld(site)
      try checkErased(site)
      try checkTold(site)
      try checkOneShare(site)
      try checkSequences(site)
      try checkRoots(site)
      try checkLeft(site)
      try checkTurns(site)
      try checkLinks(site)
      for status in try site.notebook.replica.status() where status.rootsEqual != true {
        accuse("\(site.label) and \(status.service) differ at the end")
      }
    }
    try checkReadable()
    try checkListed()
    let nodes = site(of: 0)
    for site in nodes {
      let elsewhere = nodes.filter { $0 !== site }.flatMap(\.acknowledged)
      let missing = try site.notebook.ledger.read { ledger in
        try elsewhere.filter { try !ledger.holds(change: $0.change) }
      }
      if !missing.isEmpty { accuse("\(site.label) never got \(missing.count) changes") }
    }
    let states = try nodes.map(state)
    for state in states.dropFirst() where state != states.first {
      let difference = Set(state).symmetricDifference(Set(states.first ?? [])).sorted()
      accuse("two nodes of one service show different things: \(difference.prefix(4))")
    }
  }

  /// Everything is whole and in its place. What somebody gave after she was ended waits for an anchor.
  private func checkSound(_ site: Site) throws {
    var found = try site.notebook.verify()
    if hasLateWords { found.parked = 0 }
    guard !found.isSound else { return }
    let holes = try site.notebook.ledger.read { ledger in
      var holes = try ledger.parked().map { "\(Hexadecimal.encode($0.id)) waits" }
      for log in try LogKind.allCases.flatMap({ try ledger.logs(of: $0) }) {
        for statement in try ledger.statements(in: log) {
          for parent in statement.parents
          where try !ledger.holds(statement: parent) && !ledger.holdsTrace(of: parent) {
            holes.append("\(statement.act) in \(log)")
          }
        }
      }
      for note in try ledger.allDocuments() {
        for change in try ledger.changes(of: note) {
          if try !change.header.parents.allSatisfy({ try ledger.holds(change: $0) }) {
            holes.append("a change of \(note)")
          }
        }
        if try ledger.noteSecret(of: note) == nil, try !ledger.isErased(note) {
          holes.append("the secret of \(note), erased \(model.ordered.contains(note))")
        }
      }
      return holes
    }
    accuse("\(site.label) is not sound: \(found); \(holes)")
  }

  /// What a node shows of its own case files: ids, texts, titles, conflicts.
  private func state(_ site: Site) throws -> [String] {
    try site.notebook.replica.refresh()
    var lines: [String] = []
    for file in try site.notebook.listCases() {
      lines.append("\(file.id) \(file.name) \(file.status)")
      for note in try site.notebook.listNotes(file.id.description, at: clock(site)) {
        let text = try site.notebook.showNote(note.record.description, at: clock(site)).text
        // Its marks are a node's own: an orphan is one where its author is, and who hears of an ending later marks later.
        lines.append("\(note.record) \(note.volet) \(note.titles) \(note.state) \(text)")
      }
    }
    return lines.sorted()
  }

  /// No machine of any service holds the secret of a note that was erased, on its own or in a bundle; but for one where
  /// words that the erasure did not know of wait, unseen, for their author.
  private func checkErased(_ site: Site) throws {
    let kept = try site.notebook.ledger.read { ledger in
      let waiting = Set(try ledger.keptBack().map(\.document))
      return try model.erased.subtracting(waiting).sorted().filter {
        try ledger.noteSecret(of: $0) != nil
      }
    }
    if !kept.isEmpty { accuse("\(site.label) still holds the secret of \(kept)") }
    let bundles = try site.notebook.ledger.read { ledger in
      try BundleState.allCases.flatMap { try ledger.bundles(in: $0) }.filter { id in
        let documents = try ledger.bundle(id)?.bundle.header.documents ?? []
        return documents.contains(where: model.erased.contains)
      }
    }
    if !bundles.isEmpty { accuse("\(site.label) still holds erased notes in \(bundles)") }
  }

  /// Nothing of what was withdrawn, or never given, is left with those who may not have it.
  private func checkHeld(_ site: Site) throws {
    let everything = model.everything
    for note in try site.notebook.ledger.read({ try $0.allDocuments() }) {
      guard let fact = model.notes[note], fact.service != site.service else { continue }
      if !model.permits(note, to: site.service, heard: everything, .keeps) {
        accuse("\(site.label) still holds \(note) of \(fact.volet)")
      }
    }
  }
}
