/// Every operation that was applied, in order of admission, a row each; what it names is resolved to
/// local versions.
///
/// The local versions that an operation makes are consecutive: an insertion one for each element, a
/// write one, the others none.
struct OperationLog: Sendable {
  enum Kind: UInt8, Sendable {
    case insertText
    case insertItem
    case removeText
    case removeItem
    case set
    case unknown
  }

  struct Entry: Sendable {
    let kind: Kind
    /// Whether an insertion hangs right of the last element of this one.
    var hangsRight = false
    /// The register, or the text or list, by its number.
    let object: UInt32
    /// Insertion: the parent, ``origin`` for none. Removal: where its ranges begin. Write: where
    /// what it overwrites begins. Unknown: the number of its payload.
    var first: UInt32
    /// Insertion: the right origin, ``end`` for none, ``leftSide`` for a left child. Otherwise a
    /// count.
    var second: UInt32
  }

  static let origin = UInt32.max
  static let end = UInt32.max
  static let leftSide = UInt32.max - 1
  /// More local versions than this in one document do not fit.
  static let capacity: UInt32 = 1 << 29

  var entries: ContiguousArray<Entry> = []
  /// For each entry the next local version at its time.
  private(set) var firsts: ContiguousArray<LocalVersion> = []
  /// The next local version.
  var next: LocalVersion = 0

  var ranges: [VersionRange] = []
  var overwritten: [LocalVersion] = []
  private(set) var payloads: [(kind: UInt64, bytes: [UInt8])] = []

  /// The values of writes and items, by local version.
  private var values: [Value] = []
  private var valueVersions: ContiguousArray<LocalVersion> = []

  @inline(__always)
  mutating func append(_ entry: Entry) {
    entries.append(entry)
    firsts.append(next)
  }

  mutating func append(kind: UInt64, payload: [UInt8]) {
    append(Entry(kind: .unknown, object: 0, first: UInt32(payloads.count), second: 0))
    payloads.append((kind, payload))
  }

  /// Notes the value of the next local version.
  mutating func note(_ value: Value) {
    values.append(value)
    valueVersions.append(next)
  }

  func value(of version: LocalVersion) -> Value {
    values[valueVersions.partitioningIndex { $0 >= version }]
  }

  /// The entry that made a local version.
  func entry(of version: LocalVersion) -> Int {
    var lower = 0
    var upper = firsts.count
    while lower < upper {
      let middle = (lower &+ upper) / 2
      if firsts[middle] <= version { lower = middle + 1 } else { upper = middle }
    }
    return lower - 1
  }

  /// The first local version after those of an entry.
  @inline(__always)
  func end(of entry: Int) -> LocalVersion {
    entry + 1 < firsts.count ? firsts[entry + 1] : next
  }

  func versions(of entry: Int) -> VersionRange {
    VersionRange(first: firsts[entry], count: end(of: entry) - firsts[entry])
  }

  func ranges(of entry: Int) -> ArraySlice<VersionRange> {
    ranges[Int(entries[entry].first)...].prefix(Int(entries[entry].second))
  }

  func overwritten(by entry: Int) -> ArraySlice<LocalVersion> {
    overwritten[Int(entries[entry].first)...].prefix(Int(entries[entry].second))
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies `belongs`, which must be false before and true after.
  func partitioningIndex(_ belongs: (Element) -> Bool) -> Int {
    var lower = startIndex
    var upper = endIndex
    while lower < upper {
      let middle = lower + (upper - lower) / 2
      if belongs(self[middle]) { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }
}
