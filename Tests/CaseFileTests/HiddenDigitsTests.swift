import CaseFile
import Testing

@Suite("Numbers that are not to be used, in other texts")
struct HiddenDigitsTests {
  @Test(
    "A number is covered however it is cut, with the code of a country or without",
    arguments: [
      "0470 11 22 33", "0470112233", "+32 470 11 22 33", "0032470112233", "0470/11.22.33",
      "04-70-11-22-33", "0470\u{A0}11\u{202F}22\n    33", "(0470) 11 22 33",
    ])
  func cut(_ written: String) {
    for hidden in ["0470 11 22 33", "+32 470 11 22 33", "0032 470/112233"] {
      let digits = HiddenDigits([hidden])
      let covered = digits.covering("Dit : \(written), le soir.", with: "X")
      #expect(covered.hasSuffix("X, le soir."), "\(covered)")
      #expect(!covered.contains("33"), "\(covered)")
    }
  }

  @Test("Nothing else is covered: a day, an hour, another number, half of it")
  func others() {
    let digits = HiddenDigits(["0470 11 22 33"])
    for text in ["2026-11-30 10:30", "0470 22 33 44", "0470 11", "12233", "1 200,50 €", ""] {
      #expect(digits.covering(text, with: "X") == text)
    }
    #expect(HiddenDigits().isEmpty && HiddenDigits(["12"]).isEmpty)
  }

  @Test("Of several numbers in one line each is covered, and what may be used is not")
  func several() {
    let digits = HiddenDigits(
      ["0470 11 22 33 / 0471 22 33 44", "Ana@Exemple.example"], remarks: ["soir : 02 111 22 33"],
      shown: ["0472 00 00 00"])
    let text = "0471223344, 0470112233, ANA@exemple.example, 021112233, 0472 00 00 00, soir"
    #expect(digits.covering(text, with: "X") == "X, X, X, X, 0472 00 00 00, soir")
    let shown = HiddenDigits(
      ["0470 11 22 33", "a@exemple.example"], shown: ["+32470112233", "A@exemple.example"])
    #expect(shown.isEmpty)
  }

  @Test("A number is covered whatever cuts it in up to forty signs, and no further")
  func anySeparator() {
    let digits = HiddenDigits(["0470 11 22 33"])
    let cuts = [
      ", ", "…", " (le soir) ", " – puis – ", " : ", "'", "\"", " et ", "*", "<", "|", "\n\n\n\n",
      "，",
      String(repeating: "é", count: 40),
    ]
    let groups = ["0470", "11", "22", "33"]
    for cut in cuts {
      for place in 1..<groups.count {
        let written =
          groups[..<place].joined(separator: " ") + cut + groups[place...].joined(separator: " ")
        #expect(digits.covering("Dit : \(written), fin.", with: "X") == "Dit : X, fin.", "\(cut)")
      }
      #expect(digits.covering(groups.joined(separator: cut), with: "X") == "X", "\(cut)")
    }
    let far = "0470" + String(repeating: "é", count: 41) + "11 22 33"
    #expect(digits.covering(far, with: "X").hasPrefix("0470é"))
    #expect(digits.covering(far, with: "X").hasSuffix("éX"))
    let cutItself = HiddenDigits(["06, 39 (le soir) 98 76 54"])
    #expect(cutItself.covering("06 39 98 76 54 ; +33 6, 39987654", with: "X") == "X ; +X")
  }

  @Test("Six digits in a row that stand alone are a part of the number; a day in a remark is not")
  func inPart() {
    let digits = HiddenDigits(["0470 11 22 33"], remarks: ["vu le 12/11/2026"])
    for part in ["11 22 33", "112233", "70 11 22 33", "0470 11 22", "470/11.22"] {
      #expect(digits.covering("Il finit par \(part).", with: "X") == "Il finit par X.", "\(part)")
    }
    for other in ["22 33", "11/2026", "112233 44", "0471 11 22 33 44", "11 22 34"] {
      #expect(digits.covering(other, with: "X") == other)
    }
  }

  @Test("What is found is what somebody finds who reads the digits one after the other")
  func twin() {
    let digits = HiddenDigits(["0470112233"])
    let key = Array("70112233")
    /// Whether the last eight digits stand somewhere, each within forty-one signs of the one before.
    func standsSlowly(_ text: String) -> Bool {
      let signs = Array(text)
      return signs.indices.contains { start in
        var (next, last) = (0, start)
        for index in start..<signs.count where signs[index].isNumber {
          guard signs[index] == key[next], index - last <= 41 else { return false }
          (next, last) = (next + 1, index)
          if next == key.count { return true }
        }
        return false
      }
    }
    let seed: UInt64 = 93
    var chance = Seeded(state: seed)
    let pieces = [
      "0470", "70", "11", "22", "33", "4", "7", ", ", " mot ", String(repeating: "z", count: 21),
    ]
    var found = 0
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 4...14, using: &chance)).map { _ in
        pieces.randomElement(using: &chance) ?? ""
      }.joined()
      let likely =
        Bool.random(using: &chance)
        ? text
        : text
          + ["70", "11", "22", "33"].joined(
            separator: pieces[Int.random(in: 7...9, using: &chance)])
      let covered = digits.covering(likely, with: "X")
      let stands = standsSlowly(likely)
      #expect(!standsSlowly(covered), "seed \(seed): \(likely)")
      if stands { #expect(covered != likely, "seed \(seed): \(likely)") }
      found += stands ? 1 : 0
    }
    #expect(found > 500)
  }

  @Test("An address is covered by its words, however they are typed, with its number beside it")
  func address() {
    for hidden in [
      "12 rue du Lavoir", "rue du Lavoir 12, 5000 Namur",
      "12 bis, rue du Lavoir\n59000 La Chapelle",
    ] {
      let digits = HiddenDigits([hidden])
      for typed in [
        "12, rue du lavoir", "12 RUE DU LAVOIR", "rue du  lavoir n° 12", "Rue-du-Lavoir, 12",
        "rue du Lavoir", "12 de la rue du Lavoir",
      ] {
        let covered = digits.covering("Vit au \(typed).", with: "X")
        #expect(covered == "Vit au X.", "\(hidden): \(covered)")
      }
      for other in [
        "rue du Moulin 12", "Namur", "le lavoir de la rue", "La Chapelle", "le 12, à 10 h",
      ] {
        #expect(digits.covering(other, with: "X") == other)
      }
    }
    #expect(HiddenDigits(["Église Saint-Éloi"]).covering("eglise saint eloi", with: "X") == "X")
    #expect(HiddenDigits(["foyer 12"]).covering("au Foyer, 12", with: "X") == "au X")
    #expect(HiddenDigits(["12 rue du Lavoir"], shown: ["Rue du lavoir 12"]).isEmpty)
  }
}
