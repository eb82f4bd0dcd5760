import Testing

@testable import Envelope

@Suite("A slip in the code of a sheet")
struct SheetSlipTests {
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  private func code(_ seed: UInt64) -> [Character] {
    var chance = SeededGenerator(seed: seed)
    return SheetCode.encode(Chance.bytes(32, using: &chance), for: .recovery).filter { $0 != "-" }
  }

  private func slip(_ digits: [Character]) -> SheetSlip {
    SheetCode.slip(in: String(digits), of: SheetCode.recoveryDigits, for: .recovery)
  }

  // Number the groups from 0; take every digit for a group of five.
  @Test("One wrong or strange digit, at each place, is told by its group")
  func substitution() {
    let code = code(1)
    #expect(code.count == SheetCode.recoveryDigits)
    for position in code.indices {
      for other in [Self.digits[position % 32], "U", "é"] where other != code[position] {
        var typed = code
        typed[position] = other
        #expect(slip(typed) == .group(position / 4 + 1), "\(position) \(other)")
      }
    }
  }

  // Leave out the swaps.
  @Test("Two neighbours swapped are told by the group of the first")
  func swap() {
    let code = code(2)
    for position in code.indices.dropFirst() where code[position] != code[position - 1] {
      var typed = code
      typed.swapAt(position, position - 1)
      #expect(slip(typed) == .group((position - 1) / 4 + 1), "\(position)")
    }
  }

  // Compare nothing with the number of digits.
  @Test("A digit too many or too few is told as a number, and several slips as such")
  func others() {
    var typed = code(3)
    #expect(slip(Array(typed.dropLast())) == .count(57, of: 58))
    #expect(slip(typed + ["0", "0"]) == .count(60, of: 58))
    #expect(slip([]) == .count(0, of: 58))
    for position in [0, 20, 40] { typed[position] = typed[position] == "7" ? "8" : "7" }
    #expect(slip(typed) == .elsewhere)
    (typed[0], typed[20]) = ("U", "U")
    #expect(slip(typed) == .elsewhere)
    // Whatever is thrown at it, it ends.
    guard case .count = slip([Character](repeating: "0", count: 100_000)) else {
      Issue.record("a hundred thousand digits")
      return
    }
  }
}

@Suite("What a new passphrase is worth")
struct PassphraseStrengthTests {
  // Each row falls when its rule, or the order of the rules, is taken out of `PassphraseStrength`.
  @Test(
    "It is told by its length, its words and what comes again",
    arguments: [
      ("soleil soleil soleil", PassphraseStrength.repeated), ("abcdefghijklmnop", .repeated),
      ("1234567890123456", .repeated), ("aaaabbbbccccddddeeeeffff", .repeated),
      ("cheval batter", .short), ("cheval batterie agrafe", .fair),
      ("chevalbatterieagrafecorrecte", .fair), ("cheval batterie agrafe juste", .long),
      ("été-wagon_marée; tulipe 1908", .long),
    ])
  func strength(_ text: String, _ strength: PassphraseStrength) {
    #expect(Passphrase(Array(text.utf8)).strength == strength)
  }

  @Test("A machine takes the full cost from eight times its memory on, and the least below")
  func cost() {
    #expect(Argon2.fitting(machine: 2 << 30) == .full)
    #expect(Argon2.fitting(machine: (2 << 30) - 1) == .least)
    #expect(Argon2.fitting(machine: 0) == .least)
    for cost in [Argon2.least, .full] {
      #expect(Argon2.memoryRange.contains(cost.memory) && Argon2.passRange.contains(cost.passes))
    }
  }
}
