import Envelope
import Testing

@Suite("Sheet codes")
struct SheetCodeTests {
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  @Test("What is printed reads back, in capitals or small letters, with or without groups")
  func roundTrip() throws {
    var chance = SeededGenerator(seed: 1)
    for length in 0...200 {
      let bytes = Chance.bytes(length, using: &chance)
      let text = SheetCode.encode(bytes, for: .recovery)
      #expect(try SheetCode.decode(text, for: .recovery) == bytes)
      let typed = text.lowercased().split(separator: "-").joined(separator: " \n")
      let confused = String(typed.map { $0 == "0" ? "o" : $0 == "1" ? "l" : $0 })
      #expect(try SheetCode.decode(confused, for: .recovery) == bytes)
    }
  }

  @Test("What people put between groups does not count: spaces, hyphens and dots of any kind")
  func separators() throws {
    var chance = SeededGenerator(seed: 2)
    let bytes = Chance.bytes(32, using: &chance)
    let text = SheetCode.encode(bytes, for: .device)
    for separator in ["\u{A0}", "\u{202F}", "\u{2011}", "–", ".", "·", "\r\n", ""] {
      let typed = text.split(separator: "-").joined(separator: separator)
      #expect(try SheetCode.decode(typed, for: .device) == bytes, "\(separator)")
    }
  }

  @Test("A code of 16 bytes is eight groups of four")
  func shape() {
    let groups = SheetCode.encode([UInt8](repeating: 255, count: 16), for: .recovery)
      .split(separator: "-")
    #expect(groups.count == 8 && groups.allSatisfy { $0.count == 4 })
  }

  @Test("One wrong digit is always found", arguments: [16, 32, 90])
  func substitution(length: Int) throws {
    var chance = SeededGenerator(seed: UInt64(length))
    let text = Array(SheetCode.encode(Chance.bytes(length, using: &chance), for: .invitation))
    for position in text.indices where text[position] != "-" {
      for digit in Self.digits where digit != text[position] {
        var altered = text
        altered[position] = digit
        #expect(throws: EnvelopeError.badCode) {
          try SheetCode.decode(String(altered), for: .invitation)
        }
      }
    }
  }

  @Test("Two neighbours swapped, a digit lost, doubled or strange, and another purpose are found")
  func otherSlips() throws {
    var chance = SeededGenerator(seed: 9)
    let text = SheetCode.encode(Chance.bytes(32, using: &chance), for: .root)
    let digits = Array(text.filter { $0 != "-" })
    func refused(_ digits: [Character]) {
      #expect(throws: EnvelopeError.badCode) {
        try SheetCode.decode(String(digits), for: .root)
      }
    }
    for position in digits.indices {
      var (swapped, lost, doubled, strange) = (digits, digits, digits, digits)
      if position > 0, digits[position] != digits[position - 1] {
        swapped.swapAt(position, position - 1)
        refused(swapped)
      }
      lost.remove(at: position)
      refused(lost)
      doubled.insert(digits[position], at: position)
      refused(doubled)
      strange[position] = "é"
      refused(strange)
      strange[position] = "U"
      refused(strange)
    }
    refused([])
    refused(["-"])
    for purpose in [SheetCode.Purpose.recovery, .invitation] {
      #expect(throws: EnvelopeError.badCode) { try SheetCode.decode(text, for: purpose) }
    }
    refused([Character](repeating: "0", count: 100_000))
  }
}
