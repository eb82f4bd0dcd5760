import CaseFile
import Envelope
import Notebook
import Store

/// The operator of a further node takes the name of somebody who works at the service. Protocol/consent.md, "Service log".
extension Town {
  private static let thief = Passphrase(Array("trombone-lampe-girafe".utf8))

  func takeName() throws {
    guard let (main, branch) = drawNodes() else { return }
    workers += 1
    let name = "Colleague \(workers)"
    _ = try main.seat.addWorker(
      name: name, role: .intervenant, passphrase: Town.passphrase, at: clock(main))
    let admitted = try attempt(main, "admits \(name)") { try $0.admitAdded(name, at: $1) }
    guard case .some(.some) = admitted else { return }
    let isKnown = chance.percent(50)
    if isKnown { try meet(main, branch, isSound: true) }
    let taken = chance.pick([name, name.uppercased(), name + "\u{200B}"]) ?? name
    let thief: WorkerSummary
    do {
      thief = try branch.seat.addWorker(
        name: taken, role: .intervenant, passphrase: Town.thief, at: clock(branch))
    } catch NotebookError.workerExists {
      return say("the operator of \(branch.label) does not get the name \(taken)")
    }
    say("the operator of \(branch.label) takes the name \(taken)")
    if isKnown { accuse("\(branch.label) has a second \(taken), and knew of the first") }
    for _ in 0..<2 { try meet(main, branch, isSound: true) }
    for site in [main, branch] {
      let marked = try site.notebook.workers().filter { $0.hasNamesake && $0.state != .ended }
      if !marked.contains(where: { $0.worker == thief.worker }) {
        accuse("\(site.label) lists two of the name \(taken) and marks neither")
      }
      _ = try attempt(site, "is asked to admit \(taken)") { try $0.admitAdded(thief.name, at: $1) }
    }
    try checkReadsNothing(taken, branch)
    _ = try branch.seat.endWorker(name: thief.worker.description, at: clock(branch))
  }

  private func checkReadsNothing(_ name: String, _ site: Site) throws {
    do {
      let book = try WorkerSession.open(
        at: site.folder, with: .worker(name: name, passphrase: Town.thief),
        chance: site.chance.randomness)
      let files = try book.listCases().map(\.name)
      accuse("the operator of \(site.label) is in as \(name) and reads \(files)")
    } catch is NotebookError {
      say("the operator of \(site.label) is not in as \(name)")
    }
  }

  /// The two nodes of the service that has two, one of them first.
  func drawNodes() -> (main: Site, branch: Site)? {
    let nodes = site(of: 0)
    guard nodes.count == 2 else { return nil }
    return chance.percent(50) ? (nodes[0], nodes[1]) : (nodes[1], nodes[0])
  }
}
