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
    for text in ["2026-11-30 10:30", "0470 22 33 44", "0470 11", "112233", "1 200,50 €", ""] {
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
}
