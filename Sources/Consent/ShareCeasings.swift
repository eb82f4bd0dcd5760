import Envelope

/// The valid ends of the follow-up that a share holds. Protocol/consent.md, "Ceasing".
struct ShareCeasings: Sendable {
  /// In the order in which they became complete.
  private(set) var all: [Int] = []
  private var covering: [VoletTag: [Int]] = [:]
  private var coveringAll: [Int] = []

  mutating func add(_ index: Int, _ volets: [VoletTag]) {
    all.append(index)
    if volets.isEmpty { coveringAll.append(index) }
    for tag in volets { covering[tag, default: []].append(index) }
  }

  /// Whether every one that covers a volet is in `past`.
  func areSeen(covering tag: VoletTag, in past: BitSet) -> Bool {
    coveringAll.allSatisfy(past.contains) && covering[tag, default: []].allSatisfy(past.contains)
  }
}
