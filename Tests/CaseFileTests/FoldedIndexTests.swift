import Testing

@testable import CaseFile

@Suite("What an index is given is the same by the short way and by the long one")
struct FoldedIndexTests {
  @Test("Letters, blanks and commas")
  func example() {
    #expect(Folding.indexed("L’élève, au R.S.A.") == "l eleve au rsa r s a")
    #expect(Folding.indexed("  Cœur (voir Straße) : «Œuvre»\n") == "coeur voir strasse oeuvre")
    #expect(Folding.indexed("") == "")
    #expect(Folding.indexed(" , ") == "")
  }

  /// What joins, parts, folds and hides, beside plain letters: everything that the long way knows of.
  static let pieces: [String] = [
    " ", " ", " ", " ", "\n", "\t", "\u{A0}", "\u{202F}", "\u{2028}", ",", ".", ";", ":", "!", "?",
    "'", "’", "‘", "“", "”", "«", "»", "–", "—", "…", "-", "‑", "/", "(", ")", "·", "•", "+", "&",
    "_", "@", "#", "[", "]", "0", "1", "33", "06", "2026", "½", "²", "٣", "a", "e", "es", "ne", "s",
    "x", "rice", "trice", "directeur", "infirmier", "voisin", "R", "S", "A", "É", "é", "à", "ç",
    "œ", "Œ", "æ", "ß", "ẞ", "ø", "ł", "ı", "İ", "ŉ", "ĳ", "ſ", "ª", "º", "µ", "×", "÷", "ǆ", "ɖ",
    "ə", "Ş", "ț", "e\u{301}", "\u{301}", "\u{AD}", "\u{200B}", "\u{200D}", "ﬁ", "Σ", "ς", "я",
    "公", "園", "さ", "กรุง", "김", "سلام", "ـ", "שָׁ", "😀", "ʼ", "`", "´", "\0", "logement",
    "rendez-vous", "l'hôpital", "Straße",
  ]

  @Test("Texts made of whatever there is, by chance", arguments: 0..<16)
  func chance(seed: Int) {
    var chance = Seeded(state: UInt64(seed))
    for _ in 0..<1500 {
      let count = Int.random(in: 1...14, using: &chance)
      let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &chance) }.joined()
      #expect(
        Folding.indexed(text) == Folding.indexedSlowly(text),
        "\(Array(text.unicodeScalars.map { String($0.value, radix: 16) }))")
    }
  }

  @Test("Every scalar below the Hebrew letters, alone, in a word, and between two")
  func scalars() {
    for number in UInt32(1)..<0x590 {
      guard let scalar = Unicode.Scalar(number) else { continue }
      for text in ["\(scalar)", "mot\(scalar)", "\(scalar)mot", "le\(scalar)la", "a \(scalar) b"] {
        #expect(Folding.indexed(text) == Folding.indexedSlowly(text), "U+\(number) in \(text)")
      }
    }
  }
}
