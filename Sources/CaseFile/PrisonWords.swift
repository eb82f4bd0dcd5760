/// Words by which people write down a prison, in our three languages: a number there, a cell, the place itself. They are
/// looked for where a text may be shared, to tell who wrote it; nothing is refused for them.
public enum PrisonWords {
  /// Each as it is compared: small letters without marks, a space between words. A sign `#` stands for a word that begins
  /// with a digit; a word in capitals for itself, as it was typed.
  static let table: [Language: [String]] = [
    .french: [
      "ecrou", "ecroue", "ecrouee", "ecroues", "incarcere", "incarceree", "incarceration",
      "prison", "prisonnier", "prisonniere", "maison d arret", "centre de detention",
      "centre penitentiaire", "penitentiaire", "detenu", "detenue", "detention", "cellule #",
      "parloir", "parloirs", "spip", "semi liberte", "mandat de depot", "levee d ecrou",
      "billet de rapport",
      "bracelet electronique", "bracelet", "maison de peine", "detenus", "detenues",
      "juge d application des peines", "juge de l application des peines", "JAP",
      "liberation conditionnelle", "condamne", "condamnee", "condamnes", "condamnees", "sa peine",
      "surveillant", "surveillante", "surveillants", "surveillantes", "en cellule", "en MA",
      "a la MA", "permission de sortir", "permissions de sortir", "tig",
      "travail d interet general",
    ],
    .dutch: [
      "gevangenis", "gedetineerde", "gedetineerd", "detentie", "celnummer", "cel #",
      "opsluiting", "opgesloten", "penitentiair", "penitentiaire", "rapportbriefje",
      "arresthuis", "enkelband", "strafuitvoering",
    ],
    .english: [
      "prison", "prisoner", "jail", "inmate", "detainee", "cell #", "custody", "detention",
      "prison number", "electronic tag",
    ],
  ]

  private static let phrases: [[String]] = Set(table.values.joined()).map {
    $0.split(separator: " ").map(String.init)
  }.sorted { ($1.count, $0.joined()) < ($0.count, $1.joined()) }

  /// What a text holds of them, each once and as it was typed, in the order of the text; the longest where several begin
  /// alike.
  ///
  /// - Parameter hints: what else tells of a prison here.
  public static func found(in text: String, or hints: PrisonHints = .none) -> [String] {
    let words = words(of: text)
    let named = hints.names.map { self.words(of: $0).map(\.folded) }.filter { !$0.isEmpty }
    let phrases = named + self.phrases
    var found: [String] = []
    var known: Set<String> = []
    var start = words.startIndex
    while start < words.endIndex {
      let rest = words[start...]
      let count =
        phrases.first { begins(rest, with: $0) }?.count
        ?? hints.count(ofNumberIn: rest.lazy.map(\.folded))
      guard let count else {
        start += 1
        continue
      }
      let told = rest.prefix(count)
      start += count
      guard let first = told.first, let last = told.last else { continue }
      if known.insert(told.map(\.folded).joined(separator: " ")).inserted {
        found.append(String(text[first.typed.startIndex..<last.typed.endIndex]))
      }
    }
    return found
  }

  struct Word {
    let typed: Substring
    let folded: String
  }

  /// A middle dot between two letters cuts no word: what is written inclusively is one.
  static func words(of text: String) -> [Word] {
    let scalars = text.unicodeScalars
    var words: [Word] = []
    var start: String.Index?
    func end(at index: String.Index) {
      if let start {
        words.append(
          Word(typed: text[start..<index], folded: Folding.fold(String(text[start..<index]))))
      }
      start = nil
    }
    for index in scalars.indices {
      let next = scalars.index(after: index)
      let joins =
        start != nil && Folding.middleDots.contains(scalars[index]) && next < scalars.endIndex
        && Folding.isWordPart(scalars[next])
      if Folding.isWordPart(scalars[index]) {
        if start == nil { start = index }
      } else if !joins {
        end(at: index)
      }
    }
    end(at: scalars.endIndex)
    return words
  }

  private static func begins(_ words: ArraySlice<Word>, with phrase: [String]) -> Bool {
    words.count >= phrase.count
      && zip(words, phrase).allSatisfy { word, part in
        if part == "#" { return word.folded.unicodeScalars.first.map(isDigit) == true }
        return word.folded == part || word.typed == part
      }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }
}
