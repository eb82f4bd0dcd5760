import Envelope

/// The grants of a share, by volet, as far as they hold. Protocol/consent.md, "The convergent rule".
struct ShareConsents: Sendable {
  /// Every grant, valid or not, by consent.
  private(set) var ofConsent: [ConsentID: [Int]] = [:]
  /// Valid ones.
  private(set) var grants: [VoletTag: [Int]] = [:]
  /// Those that wait for the anchor of their author.
  private(set) var suspended: [VoletTag: [Int]] = [:]
  /// Valid or suspended, and every withdrawal is in their past.
  private(set) var standing: [VoletTag: [Int]] = [:]
  /// Valid, standing, superseded by none.
  private(set) var survivors: [VoletTag: [Int]] = [:]
  /// Suspended, standing, superseded by none.
  private(set) var held: [VoletTag: [Int]] = [:]

  mutating func note(_ consent: ConsentID, at index: Int) {
    ofConsent[consent, default: []].append(index)
  }

  /// `hasSeen`: every valid withdrawal that covers the volet is in `past`.
  mutating func add(
    _ index: Int, _ past: BitSet, for tag: VoletTag, isSuspended: Bool, hasSeen: Bool
  ) {
    if isSuspended {
      suspended[tag, default: []].append(index)
      if hasSeen { held[tag, default: []].append(index) }
    } else {
      grants[tag, default: []].append(index)
      survivors[tag]?.removeAll(where: past.contains)
      held[tag]?.removeAll(where: past.contains)
      if hasSeen { survivors[tag, default: []].append(index) }
    }
    if hasSeen { standing[tag, default: []].append(index) }
  }

  /// A withdrawal that none of them has seen. Whether it took back anything.
  mutating func close(_ tags: [VoletTag]) -> Bool {
    var closed = false
    for tag in tags where standing.removeValue(forKey: tag) != nil {
      survivors[tag] = nil
      held[tag] = nil
      closed = true
    }
    return closed
  }

  mutating func closeAll() -> Bool { close(Array(standing.keys)) }
}
