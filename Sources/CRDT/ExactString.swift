/// A string compared, hashed and ordered by its UTF-8 bytes.
///
/// `String` itself compares by canonical equivalence: `"é"` equals `"e\u{301}"`. Used as a
/// dictionary key it would keep whichever spelling came first, and replicas would disagree.
struct ExactString: Hashable, Comparable, Sendable {
  let string: String

  init(_ string: String) {
    self.string = string
  }

  static func == (left: Self, right: Self) -> Bool {
    // Strings that are native to Swift lend their bytes, without an iterator for each.
    let isSame = left.string.utf8.withContiguousStorageIfAvailable { left in
      right.string.utf8.withContiguousStorageIfAvailable { right in
        left.count == right.count && left.indices.allSatisfy { left[$0] == right[$0] }
      }
    }
    return (isSame ?? nil) ?? left.string.utf8.elementsEqual(right.string.utf8)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)  // ends the string: no UTF-8 text holds this byte
  }
}
