import Notebook

/// A name as it stands on what may lie about: the first name and an initial.
enum FirstName {
  static func shown(of person: Namesake) -> String {
    shown(of: person.name, written: person.firstName)
  }

  /// `Kaïs D.` of `Kaïs Dupont`, and of `DUPONT Kaïs`. A title is left out, and what is in front of a surname; a surname alone
  /// is its initial, and a name in a script without capitals its first sign.
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
      guard let first = words.first(where: { !isCapital($0) }) else {
        return initial(start) + " " + initial(end)
      }
      return shown(first, capital)
    }
    return beginsWithParticle ? shown(end, start) : shown(start, end)
  }

  /// A surname in capitals that a hyphen joins to a first name stands by itself: `DUPONT-Kaïs`, and not `Jean-Pierre`.
  private static func unjoined(_ word: Substring) -> [String] {
    let parts = word.split { $0 == "-" || $0 == "\u{2010}" || $0 == "\u{2011}" }.map(String.init)
    let isMixed = parts.contains(where: isCapital) && !parts.allSatisfy(isCapital)
    return isMixed ? parts : [String(word)]
  }

  private static func shown(_ first: String, _ surname: String?) -> String {
    guard isCased(first) else { return initial(first) }
    return ([first] + (surname.map { [initial($0)] } ?? [])).joined(separator: " ")
  }

  /// `D.` of `Durand` and of `d’Urand`.
  private static func initial(_ word: String) -> String {
    let parts = word.split { $0 == "'" || $0 == "’" }
    let bare = parts.count > 1 && parts[0].count == 1 ? parts[1] : word[...]
    return bare.first.map { "\($0.uppercased())." } ?? ""
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
    "do", "dos", "del", "della", "el", "al", "ben", "bin", "ibn", "'t", "’t",
  ]
}
