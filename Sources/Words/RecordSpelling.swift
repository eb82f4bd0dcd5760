public import CaseFile

/// How kinds of record and their fields are written on the command line: by their code, and by what they are called in any
/// of our languages. Help shows the name of its own language first.
extension RecordType {
  /// Of its commands: the code first, each once.
  public var commandNames: [String] {
    ([code] + labels.all).map(Labels.word).withoutRepeats
  }

  var frenchCommandName: String { Labels.word(labels.said(in: Phrasebook(.french))) }

  /// Of the option of a field, without hyphens in front: that of the language, then the code, then the others, each once.
  public func optionNames(of field: RecordField, in words: Phrasebook) -> [String] {
    let labels = labels(of: field)
    let names = ([labels.said(in: words), field.code] + labels.all).map(Labels.word)
    return (names + single(field)).withoutRepeats
  }
}

extension RecordType {
  /// The code of a field that holds several, as one of them is called, where no other option of ours is called so:
  /// `theme` for `themes`.
  private func single(_ field: RecordField) -> [String] {
    guard field.isPlural, field.code.utf8.last == UInt8(ascii: "s") else { return [] }
    let code = String(field.code.dropLast())
    let isTaken = self[code] != nil || OptionSpelling.canonical(code) != nil
    return isTaken ? [] : [Labels.word(code)]
  }

  /// Of the option that names the file of a prose, in the same way: the name of its own option, and what a file is called.
  public func fileOptionNames(of field: RecordField, in words: Phrasebook) -> [String] {
    let own = words.say("fichier", "file", "bestand")
    return optionNames(of: field, in: words).flatMap { name in
      [own, "fichier", "file", "bestand"].withoutRepeats.map { name + "-" + $0 }
    }
  }
}

extension RecordType {
  /// Whether one may live where a consent may give it away.
  fileprivate var isShared: Bool { volets.contains { !$0.mayHoldPenal } }
}

extension Labels {
  fileprivate var all: [String] { [french, belgianFrench, dutch, english] }

  /// `Écrit le` as `ecrit-le`.
  fileprivate static func word(_ label: String) -> String {
    WordKey.key(label).split(separator: " ").joined(separator: "-")
  }
}

extension [String] {
  var withoutRepeats: [String] {
    reduce(into: []) { found, word in if !found.contains(word) { found.append(word) } }
  }
}

/// What `--help` says of a kind and of its fields.
extension Phrasebook {
  /// Of the commands of a kind.
  public func help(_ type: RecordType) -> Help {
    let name = quoted(name(of: type))
    return Help(
      abstract: say("Les fiches \(name)", "Records \(name)", "Fiches \(name)"), discussion: "")
  }

  /// Of the commands that write a kind which counts people and names none.
  public var namesNobody: String {
    say(
      "Aucun nom ne s’écrit ici : c’est un nombre de personnes.",
      "No name is written here: it is a number of people.",
      "Hier staat geen naam: het is een aantal personen.")
  }

  /// Of the option of a field: its label, and the values that it takes.
  public func help(_ field: RecordField, in type: RecordType) -> OptionHelp {
    let label = name(of: field, in: type)
    let isOneOfSeveral = field.isProse && type.fields.count(where: \.isProse) > 1
    let values = isOneOfSeveral ? wordsOrInput : values(of: field)
    let usual = field.initial.map { " (" + sayUsual(value($0, of: field)) + ")" } ?? ""
    let text = (values.isEmpty ? label : labelled(label, values)) + usual
    let hints = [field.isPenal && type.isShared ? penalHint : nil, apartHint(of: field)]
      .compactMap { $0 }
    return OptionHelp(
      text: ([text] + hints).joined(separator: " "), value: placeholder(field.placeholder))
  }

  /// Of the option that names the file of a prose.
  public func helpOfFile(of field: RecordField, in type: RecordType) -> OptionHelp {
    let what = say("dans un fichier", "in a file", "in een bestand")
    return OptionHelp(
      text: "\(name(of: field, in: type)) (\(what))", value: placeholder("FILE"))
  }

  /// Of the option that narrows a list to those in which a field holds one of the values.
  public func helpOfNarrowing(_ field: RecordField, in type: RecordType) -> OptionHelp {
    let only = say("Seulement", "Only", "Alleen")
    return OptionHelp(
      text: labelled("\(only) – \(name(of: field, in: type))", values(of: field)),
      value: placeholder(field.placeholder))
  }

  /// Of the option that names the volet of a new record.
  public func helpOfVolet(of type: RecordType) -> OptionHelp {
    let volets = type.volets.map(shortName).joined(separator: ", ")
    let usual = type.usualVolet.map { " (" + sayUsual(shortName($0)) + ")" } ?? ""
    let label = say("Volet de la fiche", "Volet of the record", "Luik van de fiche")
    return OptionHelp(text: labelled(label, volets) + usual, value: placeholder("VOLET"))
  }

  private func sayUsual(_ volet: String) -> String {
    say("sinon \(volet)", "else \(volet)", "anders \(volet)")
  }

  private var penalHint: String {
    let volet = shortName(.justice)
    return say("(volet \(volet))", "(volet \(volet))", "(luik \(volet))")
  }

  /// Where a field, or what is penal of it, is written apart from its record.
  private func apartHint(of field: RecordField) -> String? {
    field.apart.map { "(" + apart(field, in: $0) + ")" }
  }

  private func apart(_ field: RecordField, in volet: Volet) -> String {
    let name = shortName(volet)
    if !field.openCodes.isEmpty {
      let open = field.openCodes.map { value($0, of: field) }.joined(separator: ", ")
      return say(
        "à part, volet \(name), sauf : \(open)", "apart, volet \(name), but for: \(open)",
        "apart, luik \(name), behalve: \(open)")
    }
    return !field.isApartWherePenal
      ? say("à part, volet \(name)", "apart, volet \(name)", "apart, luik \(name)")
      : say(
        "ce qui est pénal à part, volet \(name)", "what is penal apart, volet \(name)",
        "wat strafrechtelijk is apart, luik \(name)")
  }

  private var wordsOrInput: String {
    say(
      "des mots, ou « - » pour l’entrée", "words, or “-” for the input",
      "woorden, of “-” voor de invoer")
  }

  private func values(of field: RecordField) -> String {
    let several = say(", plusieurs possibles", ", several possible", ", meerdere mogelijk")
    return switch field.content {
    case .code(let vocabulary): offered(vocabulary)
    case .codes(let vocabulary): offered(vocabulary) + several
    case .date where field.nearest != nil:
      say(
        "20/10/2026, 20/10, 10/2026, hier", "20/10/2026, 20/10, 10/2026, yesterday",
        "20/10/2026, 20/10, 10/2026, gisteren")
    case .date:
      say(
        "20/10/2026, 10/2026, hier", "20/10/2026, 10/2026, yesterday",
        "20/10/2026, 10/2026, gisteren")
    case .moment:
      say(
        "3/12/2026 10:30, 3/12 10:30, demain 10h", "3/12/2026 10:30, 3/12 10:30",
        "3/12/2026 10:30, 3/12 10:30")
    case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
    case .flag: say("oui, non", "yes, no", "ja, nee")
    case .lines: say("à répéter", "to be repeated", "te herhalen")
    case .line, .name, .reference, .references, .prose: ""
    }
  }

  private func offered(_ vocabulary: Vocabulary) -> String {
    let codes = country.map(vocabulary.offered(first:)) ?? vocabulary.offered
    return codes.map { label($0.code, of: vocabulary) }.joined(separator: ", ")
  }

  // MARK: The kinds

  /// What `carnet record types` shows: each kind with its volets and its fields.
  public func recordTypes(_ types: [RecordType]) -> String {
    types.map { type in
      let fields = type.fields.map { field in
        let marks = [
          field.isRequired ? say("à donner", "to be given", "te geven") : nil,
          field.isPenal ? say("pénal", "penal", "strafrechtelijk") : nil,
          field.apart.map { apart(field, in: $0) },
          field.isOwnWords ? say("mots de la personne", "her own words", "eigen woorden") : nil,
        ].compactMap { $0 }
        let name = name(of: field, in: type)
        let told = marks.isEmpty ? name : "\(name) (\(marks.joined(separator: ", ")))"
        return "  --\(type.optionNames(of: field, in: self)[0])  \(told)\n"
      }
      let names = type.commandNames.joined(separator: ", ")
      return name(of: type).capitalisedFirst + " (\(names)) – \(home(of: type))\n" + fields.joined()
    }.joined(separator: "\n") + "\n" + draftLabels
  }

  /// The volets that a kind lives in, in a row; or that it holds for the whole service.
  func home(of type: RecordType) -> String {
    switch type.home {
    case .service: say("pour tout le service", "for the whole service", "voor de hele dienst")
    case .caseFile(Volet.allCases): say("tous les volets", "every volet", "alle luiken")
    case .caseFile(let volets): volets.map(shortName).joined(separator: ", ")
    }
  }
}

extension RecordType {
  /// `{"kind", "home": "case" or "service", "volets", "fields": [{"field", "holds", "vocabulary"?, "codes"?, "required"?, "penal"?, "apart"?, "penalApart"?, "openCodes"?, "ownWords"?, "past"?, "withoutYear"?: "next" or "last"}]}`
  public var json: JSONValue {
    .object([
      ("kind", .string(code)), ("home", .string(isOfService ? "service" : "case")),
      ("volets", .strings(volets.map(\.code))),
      ("fields", .array(fields.map(\.json))),
    ])
  }
}

extension RecordField {
  fileprivate var json: JSONValue {
    .present([
      ("field", .string(code)), ("holds", .string(word)),
      ("vocabulary", vocabulary.map { .string($0.name) }),
      ("codes", vocabulary.map { .strings($0.offered.map(\.code)) }),
      ("required", isRequired ? .flag(true) : nil), ("penal", isPenal ? .flag(true) : nil),
      ("apart", isApartWherePenal ? nil : apart.map { .string($0.code) }),
      ("penalApart", isApartWherePenal ? apart.map { .string($0.code) } : nil),
      ("openCodes", openCodes.isEmpty ? nil : .strings(openCodes)),
      ("ownWords", isOwnWords ? .flag(true) : nil), ("past", isPast ? .flag(true) : nil),
      ("withoutYear", nearest.map { .string($0.rawValue) }),
    ])
  }

  /// As Protocol/records.md calls it.
  private var word: String {
    switch content {
    case .line: "line"
    case .name: "name"
    case .lines: "lines"
    case .date: "date"
    case .moment: "moment"
    case .integer: "integer"
    case .flag: "flag"
    case .code: "code"
    case .codes: "codes"
    case .reference: "reference"
    case .references: "references"
    case .prose: "prose"
    }
  }

  /// What stands for a value in help.
  fileprivate var placeholder: String {
    switch content {
    case .line, .lines, .prose: "WORDS"
    case .name: "NAME"
    case .date: "DATE"
    case .moment: "MOMENT"
    case .integer: "NUMBER"
    case .flag: "YES|NO"
    case .code, .codes: "CODE"
    case .reference, .references: "RECORD"
    }
  }
}
