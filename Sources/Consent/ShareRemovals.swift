import Envelope

/// The valid withdrawals of a share. Protocol/consent.md, "Withdrawal".
struct ShareRemovals: Sendable {
  /// What one of them took back when it came.
  struct Effect: Sendable {
    var closed = false
    var died: [EpochStart] = []
  }

  /// Complete ones, in the order in which they became so.
  private(set) var complete: [Int] = []
  /// Those whose past is not here: they take back all the same.
  private(set) var early: [StatementID: Claim] = [:]
  /// Those of either that may order forgetting.
  private(set) var orders: Set<StatementID> = []
  private(set) var effects: [StatementID: Effect] = [:]
  private var covering: [VoletTag: [Int]] = [:]
  private var coveringAll: [Int] = []
  /// Complete ones among the orders.
  private var ordering: Set<Int> = []
  private var purging: [EpochID: [Int]] = [:]
  /// How many early ones cover a volet, all of them, or name an epoch.
  private var earlyCovering: [VoletTag: Int] = [:]
  private var earlyCoveringAll = 0
  private var earlyPurging: [EpochID: Int] = [:]

  mutating func add(
    _ index: Int, _ id: StatementID, _ volets: [VoletTag], _ purge: [EpochID], isOrder: Bool
  ) {
    if early.removeValue(forKey: id) != nil {
      countEarly(volets, orders.remove(id) != nil ? purge : [], by: -1)
    }
    if isOrder {
      orders.insert(id)
      ordering.insert(index)
    }
    complete.append(index)
    if volets.isEmpty { coveringAll.append(index) }
    for tag in volets { covering[tag, default: []].append(index) }
    guard isOrder else { return }
    for epoch in purge { purging[epoch, default: []].append(index) }
  }

  mutating func addEarly(_ claim: Claim, isOrder: Bool) {
    guard case .withdrawal(_, let volets, let purge) = claim.act,
      early.updateValue(claim, forKey: claim.id) == nil
    else { return }
    if isOrder { orders.insert(claim.id) }
    countEarly(volets, isOrder ? purge : [], by: 1)
  }

  private mutating func countEarly(_ volets: [VoletTag], _ purge: [EpochID], by one: Int) {
    if volets.isEmpty { earlyCoveringAll += one }
    for tag in volets { earlyCovering[tag, default: 0] += one }
    for epoch in purge { earlyPurging[epoch, default: 0] += one }
  }

  mutating func note(_ id: StatementID, closed: Bool, died: [EpochStart]) {
    guard closed || !died.isEmpty else { return }
    effects[id, default: Effect()].closed = closed || effects[id]?.closed ?? false
    effects[id, default: Effect()].died += died
  }

  /// Whether every one that covers a volet is in `past`. One whose own past is missing is in nobody's.
  func areSeen(covering tag: VoletTag, in past: BitSet) -> Bool {
    earlyCoveringAll == 0 && earlyCovering[tag, default: 0] == 0
      && coveringAll.allSatisfy(past.contains)
      && covering[tag, default: []].allSatisfy(past.contains)
  }

  /// Whether every one that orders an epoch forgotten is in `past`.
  func areSeen(purging epoch: EpochID, in past: BitSet) -> Bool {
    earlyPurging[epoch, default: 0] == 0
      && purging[epoch, default: []].allSatisfy(past.contains)
  }

  /// Whether a wrap was taken back by one that orders forgetting and is not in `past`.
  func isTakenBackByOrder(_ start: EpochStart, unseenIn past: BitSet) -> Bool {
    let covering = coveringAll + covering[start.volet, default: []]
    return !areSeen(purging: start.epoch, in: past)
      || covering.contains { ordering.contains($0) && !past.contains($0) }
      || early.values.contains { claim in
        guard orders.contains(claim.id), case .withdrawal(_, let volets, _) = claim.act else {
          return false
        }
        return volets.isEmpty || volets.contains(start.volet)
      }
  }

  /// Complete ones that cover a volet.
  func complete(covering tag: VoletTag) -> [Int] { coveringAll + covering[tag, default: []] }

  /// Early ones that do.
  func early(covering tag: VoletTag) -> [StatementID] {
    early.values.filter { claim in
      guard case .withdrawal(_, let volets, _) = claim.act else { return false }
      return volets.isEmpty || volets.contains(tag)
    }.map(\.id)
  }

  func names(_ epoch: EpochID) -> Bool {
    purging[epoch] != nil || earlyPurging[epoch, default: 0] > 0
  }
}
