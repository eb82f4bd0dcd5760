/// A word of a text as search knows it.
public struct FoldedWord: Sendable {
  /// Where it stands in the text.
  public let range: Range<String.Index>
  /// What it is found by, the plainest first: one form, or the several that a word written inclusively stands for
  /// (`intervenant·e·s`: intervenant, intervenante, intervenants, intervenantes). Never empty, each without a blank. One
  /// written as `R.S.A.` is found by `rsa`.
  public let forms: [String]
  /// The endings of one written inclusively, which an index takes as well: `donne-les` reads like one. The letters of
  /// `R.S.A.`.
  public let endings: [String]
  /// What a number that begins here is found by, and how many words it takes: one that is written in groups
  /// (`06 12 34 56 78`) by its digits, one with the prefix of a country also as it is dialled there.
  public internal(set) var number: (digits: [String], words: Int)?
  /// Whether it is one sign of a script that puts no blank between words: it is looked for with its neighbours.
  public let isUnspaced: Bool

  /// Everything that it is found by.
  public var indexed: [String] { forms + endings + (number?.digits ?? []) }
}

extension Folding {
  /// The words of a text, in order. In scripts without blanks each sign is one.
  public static func words(of text: String) -> [FoldedWord] {
    let scalars = text.unicodeScalars
    var words: [FoldedWord] = []
    var index = scalars.startIndex
    while index < scalars.endIndex {
      guard isWordPart(scalars[index]) else {
        index = scalars.index(after: index)
        continue
      }
      if let acronym = Acronym.word(from: index, in: text) {
        words.append(acronym.word)
        index = acronym.end
        continue
      }
      let end = endOfWord(from: index, in: scalars)
      words.append(contentsOf: signs(text[index..<end]))
      index = end
    }
    FoldedNumber.mark(&words, in: text)
    return words
  }

  /// Behind the last letter of a word, with the endings that inclusive writing hangs on it.
  private static func endOfWord(
    from start: String.Index, in scalars: String.UnicodeScalarView
  ) -> String.Index {
    var end = start
    while end < scalars.endIndex, isWordPart(scalars[end]) { end = scalars.index(after: end) }
    while let next = InclusiveWord.endOfEnding(from: end, in: scalars) { end = next }
    return end
  }

  /// A stretch of word parts as words: whole, or cut where a script without blanks begins or ends.
  private static func signs(_ stretch: Substring) -> [FoldedWord] {
    let scalars = stretch.unicodeScalars
    guard scalars.contains(where: isUnspaced) else { return word(stretch).map { [$0] } ?? [] }
    var words: [FoldedWord] = []
    var start = scalars.startIndex
    for index in scalars.indices where isUnspaced(scalars[index]) {
      if start < index { words += word(stretch[start..<index]).map { [$0] } ?? [] }
      let next = scalars.index(after: index)
      let sign = letters(String(stretch[index..<next]))
      // A sign that folds to several, as a ligature does, is looked for as these.
      words += sign.unicodeScalars.filter(isWordPart).map {
        FoldedWord(range: index..<next, forms: [String($0)], endings: [], isUnspaced: true)
      }
      start = next
    }
    if start < scalars.endIndex { words += word(stretch[start...]).map { [$0] } ?? [] }
    return words
  }

  /// Nil when nothing of it can be seen.
  private static func word(_ stretch: Substring) -> FoldedWord? {
    let range = stretch.startIndex..<stretch.endIndex
    if stretch.unicodeScalars.allSatisfy(isWordPart) {
      let form = plain(String(stretch))
      guard !form.isEmpty else { return nil }
      return FoldedWord(range: range, forms: [form], endings: [], isUnspaced: false)
    }
    let word = InclusiveWord(stretch)
    var seen: Set<String> = []
    let forms = word.forms.map(plain).filter { !$0.isEmpty && seen.insert($0).inserted }
    guard !forms.isEmpty else { return nil }
    let endings = word.endings.map(plain).filter { !$0.isEmpty }
    return FoldedWord(range: range, forms: forms, endings: endings, isUnspaced: false)
  }

  /// Folded, and without what is no letter: a fraction or a framed number folds to several.
  private static func plain(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
    return String(String.UnicodeScalarView(letters(word).unicodeScalars.filter(isWordPart)))
  }
}

/// A word with the endings of several genders and numbers: `intervenant·e·s`, `directeur.trice`, `voisin(e)s`.
struct InclusiveWord {
  /// What the word stands for, in the order stem, whole, then the rest; as written, not folded.
  let forms: [String]
  let endings: [String]

  init(_ stretch: Substring) {
    let parts = stretch.unicodeScalars.split { !Folding.isWordPart($0) }.map { String($0) }
    endings = Array(parts.dropFirst())
    guard let stem = parts.first, let last = endings.last else {
      forms = parts
      return
    }
    let isPlural = ["s", "x"].contains(last.lowercased())
    var singular = [stem]
    for ending in isPlural ? endings.dropLast() : endings[...] {
      singular += Self.feminine(stem, ending)
    }
    let hasMany = isPlural || (last.count > 1 && last.lowercased().hasSuffix("s"))
    forms = singular + (hasMany ? singular.map { $0.hasSuffix("s") ? $0 : $0 + "s" } : [])
  }

  /// `stem` with an ending: hung on, or in the place of the stem's own, as people write both.
  private static func feminine(_ stem: String, _ ending: String) -> [String] {
    var forms = [stem + ending]
    let (folded, plain) = (Folding.letters(stem), Folding.letters(ending))
    // directeur·rice, directeur·ice
    if folded.hasSuffix("teur"), plain.hasPrefix("rice") || plain.hasPrefix("ice") {
      forms.append(folded.dropLast(3) + (plain.hasPrefix("r") ? "" : "r") + plain)
    }
    // directeur·trice, infirmier·ère, travailleur·euse, actif·ive
    if let first = plain.first, let place = folded.lastIndex(of: first) {
      forms.append(folded[..<place] + plain)
    }
    // chômeur·se, sportif·ve, doux·ce
    if ["se", "ve", "ce", "fe"].contains(where: plain.hasPrefix) {
      forms.append(folded.dropLast() + plain)
    }
    return forms
  }

  /// Endings that a full stop, a hyphen, a stroke or a bracket may hang on a word; a middle dot hangs any.
  private static let endings: Set<String> = [
    "e", "es", "s", "x", "ne", "nes", "le", "les", "te", "tes", "se", "ses", "ve", "ves", "ive",
    "ives", "rice", "rices", "trice", "trices", "ice", "ices", "euse", "euses", "ere", "eres",
    "iere", "ieres", "esse", "esses", "fe", "fes", "che", "ches", "elle", "elles", "in", "en",
  ]

  /// Behind an ending that follows a word at `end`: its separator, its letters, a closing bracket. Nil for none.
  static func endOfEnding(
    from end: String.Index, in scalars: String.UnicodeScalarView
  ) -> String.Index? {
    guard end < scalars.endIndex else { return nil }
    let separator = scalars[end]
    let isDot = Folding.middleDots.contains(separator)
    guard isDot || [".", "-", "‑", "/", "("].contains(separator) else { return nil }
    let start = scalars.index(after: end)
    var next = start
    while next < scalars.endIndex, Folding.isWordPart(scalars[next]) {
      if Folding.isUnspaced(scalars[next]) { return nil }
      next = scalars.index(after: next)
    }
    guard start < next else { return nil }
    let ending = Folding.letters(String(scalars[start..<next]))
    guard isDot ? !ending.isEmpty : endings.contains(ending) else { return nil }
    guard separator == "(" else { return next }
    guard next < scalars.endIndex, scalars[next] == ")" else { return nil }
    next = scalars.index(after: next)
    // The plural stands behind the bracket: voisin(e)s.
    if next < scalars.endIndex, ["s", "x"].contains(scalars[next]) {
      let behind = scalars.index(after: next)
      if behind == scalars.endIndex || !Folding.isWordPart(scalars[behind]) { return behind }
    }
    return next
  }
}
