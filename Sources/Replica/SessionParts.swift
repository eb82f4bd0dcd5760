package import Replication

extension SessionEffect {
  /// The same effects in the same order, so that no part keeps more than `items` items, nor, but for the last of them,
  /// more than `bytes` bytes.
  package static func parts(_ effects: [SessionEffect], items: Int, bytes: Int) -> [[SessionEffect]]
  {
    var parts: [[SessionEffect]] = []
    var part: [SessionEffect] = []
    var (count, weight) = (0, 0)
    for effect in effects {
      guard case .commit(let lane, let feed, let first, let all) = effect else {
        part.append(effect)
        continue
      }
      var rest = all[...]
      while !rest.isEmpty {
        let start = rest.startIndex
        while let item = rest.first, count < items, weight < bytes {
          (count, weight) = (count + 1, weight + item.byteCount)
          rest.removeFirst()
        }
        let taken = Array(all[start..<rest.startIndex])
        part.append(.commit(lane, feed, first: first + UInt64(start), taken))
        guard count == items || weight >= bytes else { continue }
        parts.append(part)
        (part, count, weight) = ([], 0, 0)
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }
}
