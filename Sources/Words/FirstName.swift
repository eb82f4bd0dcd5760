public import Notebook

/// A name as it stands on what may lie about: the first name and an initial.
enum FirstName {
  static func shown(of person: Namesake) -> String {
    shown(of: person.name, written: person.firstName)
  }

  /// `Kaïs D.` of `Kaïs Dupont`, of `DUPONT Kaïs` and of `KAÏS D.`. A title is left out, and what is in front of a surname; a
  /// surname alone is its initial, and a name in a script without capitals its first sign. Of several words that are all in
  /// capitals nobody can tell which is the surname, and each is its initial.
  ///
  /// - Parameter written: the first name, where the card says it.
  static func shown(of name: String, written: String? = nil) -> String {
    // While people left several names the first of them says enough.
    let typed = name.split(separator: "/").first ?? ""
    // A surname is written before a comma, and joined by whatever holds its parts together.
    let parts = typed.split(separator: ",").reversed().joined(separator: " ")
    var words = parts.split { $0.isWhitespace || $0 == "_" }.flatMap(unjoined)
    let isTitled = words.first.map { titles.contains(plain($0)) } == true
    while let first = words.first, titles.contains(plain(first)) { words.removeFirst() }
    let first = (written?.split(whereSeparator: \.isWhitespace).first).map(String.init)
    if let first {
      let surname = words.filter { !isParticle($0) && plain($0) != plain(first) }
      return shown(first, surname.first(where: isCapital) ?? surname.last)
    }
    let beginsWithParticle = words.first.map(isParticle) == true && words.count > 1
    let bare = words.filter { !isParticle($0) }
    if !bare.isEmpty { words = bare }
    guard let start = words.first, let end = words.last else { return "" }
    if words.count == 1 {
      let isSurname = isTitled || beginsWithParticle || isCapital(start) || !isCased(start)
      return isSurname ? initial(start) : start
    }
    if let capital = words.first(where: isCapital) {
      let full = words.filter { !isInitial($0) }
      if let first = full.first(where: { !isCapital($0) }) { return shown(first, capital) }
      // Who writes one word and an initial leaves the surname out.
      if full.count == 1, isInitial(end), !beginsWithParticle { return shown(start, end) }
      let parts =
        full.count == 1
        ? [end == capital ? start : end, capital] : [full[0], full[full.count - 1]]
      return parts.map(initial).joined(separator: " ")
    }
    return beginsWithParticle ? shown(end, start) : shown(start, end)
  }

  /// What is shown of a name where nothing says which of its words is the first name: `S. B.`; nil where something does.
  static func untold(of person: Namesake) -> String? {
    let shown = shown(of: person)
    let parts = shown.split(separator: " ")
    return parts.count > 1 && parts.allSatisfy { isInitial(String($0)) } ? shown : nil
  }

  /// A surname in capitals that a hyphen joins to a first name stands by itself, `DUPONT-Kaïs`, and not `Jean-Pierre`; and so
  /// does what is in front of one: `El-Amrani`.
  private static func unjoined(_ word: Substring) -> [String] {
    let parts = word.split { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" }.map(String.init)
    let isMixed = parts.contains(where: isCapital) && !parts.allSatisfy(isCapital)
    let isLed = parts.count > 1 && parts.first.map(isParticle) == true
    return isMixed || isLed ? parts : [String(word)]
  }

  private static func shown(_ first: String, _ surname: String?) -> String {
    guard isCased(first) else { return initial(first) }
    let first = isCapital(first) ? small(first) : first
    return ([first] + (surname.map { [initial($0)] } ?? [])).joined(separator: " ")
  }

  /// `Jean-Pierre` of `JEAN-PIERRE`.
  private static func small(_ word: String) -> String {
    var text = ""
    for character in word {
      let isInside = text.last?.isLetter == true
      text += isInside ? character.lowercased() : String(character)
    }
    return text
  }

  /// `D.` of `Durand` and of `d’Urand`, `N.` of `N’Diaye`.
  private static func initial(_ word: String) -> String {
    let parts = word.split { $0 == "'" || $0 == "’" }
    let bare = parts.count > 1 && elided.contains(plain(String(parts[0]))) ? parts[1] : word[...]
    return (bare.first(where: \.isLetter) ?? bare.first).map { "\($0.uppercased())." } ?? ""
  }

  private static let elided: Set<String> = ["d", "l"]

  /// `D.` or `D`: one large letter.
  private static func isInitial(_ word: String) -> Bool {
    let bare = word.filter { $0 != "." }
    return bare.count == 1 && bare.allSatisfy(\.isUppercase)
  }

  /// Two letters or more, all of them large.
  private static func isCapital(_ word: String) -> Bool {
    let letters = word.filter(\.isCased)
    return letters.count > 1 && letters.allSatisfy(\.isUppercase)
  }

  private static func isCased(_ word: String) -> Bool { word.contains(where: \.isCased) }

  private static func isParticle(_ word: String) -> Bool { particles.contains(plain(word)) }

  private static func plain(_ word: String) -> String {
    word.lowercased().filter { $0 != "." }
  }

  private static let titles: Set<String> = [
    "m", "mm", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dhr", "mevr", "mw", "heer",
    "meneer", "mevrouw", "mr", "mrs", "ms", "miss", "dr",
  ]

  private static let particles: Set<String> = [
    "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "ten", "ter", "da", "di",
    "do", "dos", "del", "della", "el", "al", "ben", "bin", "bint", "ibn", "ait", "aït", "ould",
    "'t", "’t",
  ]
}

extension Phrasebook {
  /// What papers and lists show of somebody whose first name nothing tells: initials alone; nil for anybody else.
  public func initials(of person: Namesake) -> String? { FirstName.untold(of: person) }
}

extension RecordFact {
  static func firstNameUntoldRow(_ shown: String) -> Wording {
    Wording(
      "firstNameUntold", .success,
      "Le nom est enregistré comme il est écrit, mais rien n’y dit lequel de ses mots est le prénom : les feuilles et les listes montreront « \(shown) ». « carnet person edit SUIVI --prenoms PRENOM » donne le prénom.",
      "The name is saved as it is written, but nothing in it says which of its words is the first name: papers and lists will show “\(shown)”. “carnet person edit CASE --first-names NAME” gives the first name.",
      "De naam is bewaard zoals hij er staat, maar niets zegt welk woord de voornaam is: bladen en lijsten tonen “\(shown)”. “carnet person edit DOSSIER --voornamen NAAM” geeft de voornaam."
    )
  }
}
