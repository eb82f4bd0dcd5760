/// Bytes read as a small program: what is wanted next, until they end. Past the end everything is 0.
struct Program {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// A number below `limit`, 0 when there is none.
  mutating func number(below limit: Int) -> Int {
    guard limit > 1 else { return 0 }
    if limit <= 256 { return Int(byte()) % limit }
    return (Int(byte()) << 8 | Int(byte())) % limit
  }

  mutating func chance(_ outOf: Int) -> Bool { number(below: outOf) == outOf - 1 }

  private static let letters = Array("abc é\u{301}œ€\n👩\u{200D}X0,".unicodeScalars)

  /// One to some letters, of one to four bytes each.
  mutating func word(atMost limit: Int) -> String {
    var word = String.UnicodeScalarView()
    let count = 1 + number(below: limit)
    let first = number(below: Self.letters.count)
    for place in 0..<count { word.append(Self.letters[(first + place * 5) % Self.letters.count]) }
    return String(word)
  }
}

/// A small reproducible generator, seeded from the input.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// Seeded by all of some bytes (FNV-1a).
  init(_ bytes: [UInt8]) {
    state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
