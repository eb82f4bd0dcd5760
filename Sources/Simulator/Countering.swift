import CaseFile
import Envelope
import Notebook
import Store

/// She withdraws in front of a worker of the service that receives: it forgets at once, and no node of the owner gives
/// again what she took back. Protocol/consent.md, "Withdrawal".
extension Town {
  func withdrawAtCounter() throws {
    guard let site = try pickReceiver(),
      let shared = chance.pick(try site.notebook.listReceived(at: clock(site)))
    else { return }
    try withdraw(shared, at: site)
  }

  func withdraw(_ shared: SharedSummary, at site: Site) throws {
    guard let file = try caseFile(of: shared.share, site) else { return }
    let some = shared.volets.filter { _ in chance.percent(50) }
    let part = chance.percent(40) && !some.isEmpty ? some : nil
    let stated = try statedWithdrawals(site)
    let given = try consents(of: shared.share, site)
    let done = try attempt(
      site, "takes back \(part ?? shared.volets) of what \(shared.from) shares, at the counter"
    ) {
      try $0.withdraw(shared.share.description, volets: part, at: $1)
    }
    if case .unknownConsent = refusal {
      accuse("\(site.label) does not take a withdrawal of what it receives")
    }
    guard done != nil else { return }
    let gone = Set(part ?? Town.volets)
    let new = try statedWithdrawals(site).subtracting(stated)
    for number in model.agreements.indices {
      guard let ended = model.given(number), given.contains(ended.consent) else { continue }
      tookBack(number, ended.volets.intersection(gone), stated: new, site)
    }
    try checkForgotten(gone, of: file, site)
  }

  /// A node to which something is shared.
  func pickReceiver() throws -> Site? {
    chance.pick(
      try sites.filter { site in
        try begin(site)
        return try !site.notebook.listReceived(at: clock(site)).isEmpty
      })
  }

  /// Right after: nothing is there any more but what another share still gives.
  private func checkForgotten(_ volets: Set<Volet>, of file: CaseID, _ site: Site) throws {
    for note in try site.notebook.ledger.read({ try $0.allDocuments() }) {
      guard let fact = model.notes[note], fact.caseFile == file, volets.contains(fact.volet),
        !model.permits(note, to: site.service, heard: site.heard, .holds)
      else { continue }
      accuse("\(site.label) still holds \(note) of \(fact.volet), taken back at its counter")
    }
    for shared in try site.notebook.listReceived(at: clock(site)) {
      guard try caseFile(of: shared.share, site) == file else { continue }
      let left = model.agreements.indices.reduce(into: Set<Volet>()) { left, number in
        guard let given = model.given(number), given.caseFile == file,
          given.recipient == site.service
        else { return }
        left.formUnion(model.left(number, heard: site.heard))
      }
      let shown = volets.intersection(shared.volets).subtracting(left)
      if !shown.isEmpty { accuse("\(site.label) still lists \(shown), taken back at its counter") }
    }
  }
}
