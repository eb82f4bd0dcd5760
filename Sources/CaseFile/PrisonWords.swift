/// Words by which people write down a prison, in our three languages: a number there, a cell, the place itself. They are
/// looked for where a text may be shared, to tell who wrote it; nothing is refused for them.
public enum PrisonWords {
  /// Each as it is compared: small letters without marks, a space between words. A sign `#` stands for a word that begins
  /// with a digit.
  static let table: [Language: [String]] = [
    .french: [
      "ecrou", "ecroue", "ecrouee", "ecroues", "incarcere", "incarceree", "incarceration",
      "prison", "prisonnier", "prisonniere", "maison d arret", "centre de detention",
      "centre penitentiaire", "penitentiaire", "detenu", "detenue", "detention", "cellule #",
      "parloir", "spip", "semi liberte", "mandat de depot", "levee d ecrou", "billet de rapport",
      "bracelet electronique", "maison de peine",
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

  /// What a text holds of them, each as it is compared, in the order of the text; the longest where several begin alike.
  public static func found(in text: String) -> [String] {
    let words = Folding.fold(text).unicodeScalars.split { !Folding.isWordPart($0) }.map {
      String(String.UnicodeScalarView($0))
    }
    var found: [String] = []
    for start in words.indices {
      let rest = words[start...]
      guard let phrase = phrases.first(where: { begins(rest, with: $0) }) else { continue }
      let told = rest.prefix(phrase.count).joined(separator: " ")
      if !found.contains(told) { found.append(told) }
    }
    return found
  }

  private static func begins(_ words: ArraySlice<String>, with phrase: [String]) -> Bool {
    words.count >= phrase.count
      && zip(words, phrase).allSatisfy { word, part in
        part == "#" ? word.unicodeScalars.first.map(isDigit) == true : word == part
      }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }
}
