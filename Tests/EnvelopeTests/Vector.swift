import Envelope

/// One scenario of `Protocol/vectors`: a flat JSON object of strings, in a fixed order, byte for byte.
struct Vector {
  let name: String
  private var fields: [(key: String, value: String)] = []

  init(_ name: String, kind: String, about: String) {
    self.name = name
    text("kind", kind)
    text("about", about)
  }

  /// Text without quotes, backslashes or control characters.
  mutating func text(_ key: String, _ value: String) {
    precondition(value.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\"" && $0 != "\\" })
    fields.append((key, value))
  }

  /// Bytes, in lowercase hexadecimal.
  mutating func bytes(_ key: String, _ value: [UInt8]) { text(key, Hexadecimal.encode(value)) }

  var json: String {
    let lines = fields.map { "  \"\($0.key)\": \"\($0.value)\"" }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }
}

extension SeededGenerator {
  /// The key that the next drawing of 32 bytes will be; draws nothing.
  func upcoming(_ count: Int = 32, after skipped: Int = 0) -> [UInt8] {
    var copy = self
    return Array(Chance.bytes(skipped + count, using: &copy).suffix(count))
  }
}
