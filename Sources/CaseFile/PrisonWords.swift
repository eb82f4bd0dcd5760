/// Words by which people write down a prison, in our three languages: a number there, a cell, the place itself. They are
/// looked for where a text may be shared, to tell who wrote it; nothing is refused for them.
public enum PrisonWords {
  /// Each as it is compared: small letters without marks, a space between words. A sign `#` stands for a word that begins
  /// with a digit, and `^` for one of several letters that begins with a capital; a word in capitals for itself, as it was
  /// typed. What is short for something else too stands with the words that people put before it inside.
  static let table: [Language: [String]] = [
    .french: [
      "ecrou", "ecroue", "ecrouee", "ecroues", "ecrous", "incarcere", "incarceree", "incarceres",
      "incarcerees", "incarceration", "prison", "prisons", "prisonnier", "prisonniere",
      "prisonniers", "prisonnieres", "maison d arret", "maisons d arret", "maison centrale",
      "maisons centrales", "en centrale", "centre de detention", "centres de detention",
      "centre penitentiaire", "penitentiaire", "detenu", "detenue", "detention", "cellule #",
      "parloir", "parloirs", "spip", "semi liberte", "mandat de depot", "levee d ecrou",
      "billet de rapport",
      "bracelet electronique", "bracelet", "maison de peine", "detenus", "detenues",
      "juge d application des peines", "juge de l application des peines", "JAP",
      "liberation conditionnelle", "condamne", "condamnee", "condamnes", "condamnees", "sa peine",
      "surveillant", "surveillante", "surveillants", "surveillantes", "en cellule", "en MA",
      "a la MA", "permission de sortir", "permissions de sortir", "tig",
      "travail d interet general", "codetenu", "codetenue", "codetenus", "codetenues", "mitard",
      "maton", "matons", "quartier arrivants", "quartier arrivant", "quartier des arrivants",
      "quartier disciplinaire", "quartier d isolement", "unite de vie familiale",
      "unites de vie familiale", "amenagement de peine", "remise de peine", "remises de peine",
      "reduction de peine", "fin de peine", "liberation sous contrainte",
      "surveillance electronique", "tribunal de l application des peines",
      "tribunal d application des peines", "assistant de justice", "assistante de justice",
      "smpr", "ucsa", "usmp", "uhsi", "passage au greffe", "passe au greffe",
      "greffe de l etablissement", "greffe de la MA", "de la MA", "en MAF", "a la MAF",
      "de la MAF", "en MAH", "a la MAH", "de la MAH", "en UVF", "aux UVF", "une UVF", "l UVF",
      "au CD de ^", "au CD d ^", "en CD", "au CP de ^", "au CP d ^", "sort du CP de ^",
      "sorti du CP de ^", "sortie du CP de ^", "sort du CD de ^", "sorti du CD de ^",
      "sortie du CD de ^", "au QD", "en QD", "jours de QD", "mis au QI", "mise au QI",
      "place au QI", "placee au QI", "est au QI", "reste au QI", "jours de QI", "en QI",
      "au CSL", "en CSL",
    ],
    .dutch: [
      "gevangenis", "gedetineerde", "gedetineerd", "detentie", "celnummer", "cel #",
      "opsluiting", "opgesloten", "penitentiair", "penitentiaire", "rapportbriefje",
      "arresthuis", "enkelband", "strafuitvoering", "gevangenissen", "gevangenisstraf",
      "gevangene", "gevangenen", "gedetineerden", "hechtenis", "voorhechtenis", "celgenoot",
      "cipier", "cipiers", "in de cel", "in cel #", "strafuitvoeringsrechtbank",
      "elektronisch toezicht", "voorwaardelijke invrijheidstelling", "uitgaansvergunning",
      "veroordeeld", "veroordeelde", "justitieassistent",
    ],
    .english: [
      "prison", "prisoner", "jail", "inmate", "detainee", "cell #", "custody", "detention",
      "prison number", "electronic tag", "prisons", "prisoners", "inmates", "detainees", "remand",
      "on parole", "probation officer",
    ],
  ]

  /// By their first words, the longest first: of most words of a text there is none, so that a long text costs one look-up
  /// for each of its words.
  private static let phrases: [String: [[String]]] = Dictionary(
    grouping: Set(table.values.joined()).map { $0.split(separator: " ").map(String.init) },
    by: { $0.first ?? "" }
  ).mapValues { $0.sorted { ($1.count, $0.joined()) < ($0.count, $1.joined()) } }

  /// What a text holds of them, each once and as it was typed, in the order of the text; the longest where several begin
  /// alike.
  ///
  /// - Parameter hints: what else tells of a prison here.
  public static func found(in text: String, or hints: PrisonHints = .none) -> [String] {
    let words = words(of: text)
    let named = hints.names.map { self.words(of: $0).map(\.folded) }.filter { !$0.isEmpty }
    var found: [String] = []
    var known: Set<String> = []
    var start = words.startIndex
    while start < words.endIndex {
      let rest = words[start...]
      let count =
        (named.first { begins(rest, with: $0) } ?? phrase(beginning: rest))?.count
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

  /// The longest phrase of everybody that the words begin with.
  private static func phrase(beginning words: ArraySlice<Word>) -> [String]? {
    guard let first = words.first else { return nil }
    let typed = String(first.typed)
    let begun = (phrases[first.folded] ?? []) + (typed == first.folded ? [] : phrases[typed] ?? [])
    return begun.first { begins(words, with: $0) }
  }

  private static func begins(_ words: ArraySlice<Word>, with phrase: [String]) -> Bool {
    words.count >= phrase.count
      && zip(words, phrase).allSatisfy { word, part in
        if part == "#" { return word.folded.unicodeScalars.first.map(isDigit) == true }
        if part == "^" {
          return word.typed.count > 1
            && word.typed.unicodeScalars.first?.properties.isUppercase == true
        }
        return word.folded == part || word.typed == part
      }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }
}
