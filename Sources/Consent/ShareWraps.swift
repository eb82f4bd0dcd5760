import Envelope

/// The wraps of a share, as far as they are live. Protocol/consent.md, "Reading, and orders to forget".
struct ShareWraps: Sendable {
  /// Valid ones, by epoch.
  private(set) var ofEpoch: [EpochID: [ShareRules.Wrap]] = [:]
  /// Those that no withdrawal took back.
  private(set) var live: [EpochID: [ShareRules.Wrap]] = [:]
  private(set) var liveEpochs: [VoletTag: Set<EpochID>] = [:]
  /// Dead ones of which nobody ordered forgetting.
  private var keptDead: [VoletTag: [EpochStart]] = [:]
  /// Every epoch that some statement, valid or not, wrapped for the recipient.
  private(set) var ever: Set<EpochID> = []

  mutating func note(_ epoch: EpochID) { ever.insert(epoch) }

  mutating func add(_ wrap: ShareRules.Wrap, isLive: Bool) {
    ofEpoch[wrap.start.epoch, default: []].append(wrap)
    guard isLive else { return }
    live[wrap.start.epoch, default: []].append(wrap)
    liveEpochs[wrap.start.volet, default: []].insert(wrap.start.epoch)
  }

  /// A withdrawal that none of them has seen: takes back what it covers (nil: everything) and what it names. What is to be
  /// forgotten: what died, now or of one that ordered nothing, if this one orders.
  mutating func close(
    _ tags: [VoletTag]?, _ purge: [EpochID], isOrder: Bool
  ) -> [EpochStart] {
    var died: [EpochStart] = []
    if isOrder {
      for tag in tags ?? Array(keptDead.keys) { died += keptDead.removeValue(forKey: tag) ?? [] }
    }
    for tag in tags ?? Array(liveEpochs.keys) {
      for epoch in liveEpochs.removeValue(forKey: tag) ?? [] {
        let (gone, left) = live[epoch, default: []].divided { $0.start.volet == tag }
        died += gone.map(\.start)
        live[epoch] = left.isEmpty ? nil : left
      }
    }
    for epoch in purge {
      for wrap in live.removeValue(forKey: epoch) ?? [] {
        died.append(wrap.start)
        liveEpochs[wrap.start.volet]?.remove(epoch)
      }
    }
    guard isOrder else {
      for start in died { keptDead[start.volet, default: []].append(start) }
      return []
    }
    return died
  }

  /// Live wraps of a volet, in no order.
  func live(of tag: VoletTag) -> [ShareRules.Wrap] {
    liveEpochs[tag, default: []].flatMap { epoch in
      live[epoch, default: []].filter { $0.start.volet == tag }
    }
  }
}

extension Array {
  /// Those for which something is true, and the others.
  fileprivate func divided(_ isFirst: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(isFirst), filter { !isFirst($0) })
  }
}
