/// The writes of a register that no other write replaced.
struct Register: Sendable {
  /// Ascending. Those with the highest bit were replaced: they go when they are half of all, so that
  /// whoever replaces very many one by one does not move the others each time.
  private var versions: [LocalVersion] = []
  private var replaced = 0

  private static let replacedBit: LocalVersion = 1 << 31

  var count: Int { versions.count - replaced }

  /// The writes that stand, ascending.
  var standing: [LocalVersion] {
    replaced == 0 ? versions : versions.filter { $0 & Self.replacedBit == 0 }
  }

  /// Adds a write, the greatest so far.
  mutating func append(_ version: LocalVersion) { versions.append(version) }

  /// Takes out a write, if it stands.
  mutating func remove(_ version: LocalVersion) {
    let slot = versions.partitioningIndex { $0 & ~Self.replacedBit >= version }
    guard slot < versions.count, versions[slot] == version else { return }
    versions[slot] |= Self.replacedBit
    replaced += 1
    guard 2 * replaced >= versions.count else { return }
    versions.removeAll { $0 & Self.replacedBit != 0 }
    replaced = 0
  }
}
