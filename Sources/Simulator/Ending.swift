import CaseFile
import Consent
import Envelope
import Notebook
import Replica
import Store

/// Somebody goes on writing after her access was ended elsewhere: what she wrote is marked everywhere, her program says so,
/// and nothing that is written afterwards opens for her. Protocol/consent.md, "What stands".
extension Town {
  func writeAfterEnd() throws {
    guard let (main, branch) = drawNodes(), let file = chance.pick(try files(main)),
      let volet = chance.pick(Town.volets)
    else { return }
    workers += 1
    let name = "Colleague \(workers)"
    _ = try main.seat.addWorker(
      name: name, role: .referent, passphrase: Town.passphrase, at: clock(main))
    let admitted = try attempt(main, "admits \(name)") { try $0.admitAdded(name, at: $1) }
    guard case .some(.some) = admitted else { return }
    try meet(main, branch, isSound: true)
    let book = try WorkerSession.open(
      at: main.folder, with: .worker(name: name, passphrase: Town.passphrase),
      chance: main.chance.randomness)
    _ = try branch.seat.endWorker(name: name, at: clock(branch))
    say("\(branch.label) ends \(name), who is at \(main.label)")
    // Beside that somebody else is ended here: her next note opens a content root of her own making.
    if chance.percent(50) { try changeStaff(main, ends: true) }
    pass(600_000)
    let late = try writeLate(file, volet, book, main)
    for _ in 0..<2 { try meet(main, branch, isSound: true) }
    for site in [main, branch] { _ = try attempt(site, "tends") { try $0.maintain(at: $1) } }
    try meet(main, branch, isSound: true)
    hasLateWords = hasLateWords || late != nil
    if let late { try checkMarked(late, file, [main, branch]) }
    try checkShutOut(name, book, file, volet, main)
  }

  private func writeLate(_ file: CaseID, _ volet: Volet, _ book: WorkerSession, _ site: Site) throws
    -> DocumentID?
  {
    let draft = NoteDraft(
      volet: volet, kind: "entretien", title: "Late", happened: nil, written: nil,
      text: "Late words \(report.log.count).")
    do {
      try book.replica.refresh()
      let written = try book.addNote(draft, to: file.description, zone: 0, at: clock(site))
      remember(written.record, NoteFact(service: site.service, caseFile: file, volet: volet))
      site.acknowledged.append(Written(note: written.record, change: written.change))
      say("she writes in \(volet) at \(site.label)")
      return written.record
    } catch let error as NotebookError {
      say("she cannot write at \(site.label): \(error)")
      return nil
    }
  }

  /// Judged by the clocks of both nodes: told where they agree.
  private func checkMarked(_ note: DocumentID, _ file: CaseID, _ nodes: [Site]) throws {
    guard nodes.allSatisfy({ $0.skew == nodes[0].skew }) else { return }
    for site in nodes {
      let listed = try site.notebook.listNotes(file.description, at: clock(site))
      guard let found = listed.first(where: { $0.record == note }) else {
        accuse("\(site.label) lost \(note), written after an ending")
        continue
      }
      if !found.marks.contains(.afterEnd) {
        accuse("\(site.label) shows \(note) as \(found.marks)")
      }
    }
  }

  private func checkShutOut(
    _ name: String, _ book: WorkerSession, _ file: CaseID, _ volet: Volet, _ site: Site
  ) throws {
    let late = try writeLate(file, volet, book, site)
    if let late { accuse("\(name) wrote \(late) at \(site.label), which knows of the ending") }
    let known = Set(try ownNotes(site))
    try write(site, in: file, volet)
    for note in try ownNotes(site) where !known.contains(note) {
      do {
        try book.replica.refresh()
        let text = try book.showNote(note.description, at: clock(site)).text
        accuse("\(name) reads after the ending: \(text)")
      } catch is NotebookError {
        say("\(name) does not read \(note)")
      }
    }
    try checkRoots(site)
  }

  /// Once nobody is to make another one, no content root that notes are sealed under was given to an ended device.
  func checkRoots(_ site: Site) throws {
    let log = LogID.service(site.notebook.service)
    let (statements, traces) = try site.notebook.ledger.read {
      (try $0.statements(in: log), try $0.traces(in: log))
    }
    let view = ServiceView(
      service: site.notebook.service, statements: statements, traces: traces)
    guard !view.pendingRotation, let root = view.currentRoot?.root else { return }
    let ended = view.devices.filter { $0.state == .ended }.map(\.key).filter { device in
      view.rootWraps(for: device).contains { $0.root == root }
    }
    if !ended.isEmpty { accuse("\(site.label) seals under a content root of \(ended)") }
  }
}
