import Envelope
import Notebook
import Replica
import Store

/// Somebody starts a second machine from a copy of a home: both notice, everybody is told, and the copy stops.
/// Protocol/vault.md, "Twins".
extension Town {
  func cloneHome(_ site: Site) throws {
    guard let peer = chance.pick(sites.filter { $0 !== site }),
      let file = chance.pick(try files(site)), let volet = chance.pick(Town.volets)
    else { return }
    let wasPutBack = try site.notebook.replica.restoration() != nil
    for _ in 0..<2 { try meet(site, peer, isSound: true) }
    let folder = "\(site.folder)-twin-\(report.log.count)"
    try copyHome(site.folder, to: folder)
    let twin = try Site(twin: site, folder: folder)
    say("\(twin.label) is a second machine with the home of \(site.label)")
    if !twin.notebook.replica.beganAnew { accuse("\(twin.label) does not know that it is a copy") }
    var stopped = 0
    for _ in 0..<4 {
      for hand in [twin, site] {
        guard try isSole(hand) else {
          stopped += 1
          continue
        }
        try write(hand, in: file, volet)
        try meet(hand, peer, isSound: true)
      }
    }
    if stopped == 0 { accuse("\(twin.label) goes on beside \(site.label), and nobody stops") }
    if !wasPutBack, try !isSole(site) { accuse("\(site.label) stops beside its copy") }
    let told = try peer.notebook.replica.doubledPeers()
    if peer.service != site.service, !told.contains(site.serviceName) {
      accuse("\(peer.label) is not told that \(site.serviceName) is in use twice")
    }
    recorded.removeAll { $0.from === twin || $0.to === twin }
    try keepElsewhere(twin.acknowledged, of: site)
    try site.notebook.replica.claimSole()
  }

  private func isSole(_ site: Site) throws -> Bool {
    do {
      try site.notebook.replica.checkSole()
      return true
    } catch ReplicaError.twin {
      return false
    }
  }

  /// What a machine that is gone wrote is not lost where another node of the service holds it.
  func keepElsewhere(_ written: some Sequence<Written>, of site: Site) throws {
    for other in self.site(of: site.service) {
      other.acknowledged += try other.notebook.ledger.read { ledger in
        try written.filter { try ledger.holds(change: $0.change) }
      }
    }
  }
}
