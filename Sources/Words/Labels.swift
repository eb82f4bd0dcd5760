public import CaseFile

/// What a code is called, on screens and by whoever types it. Protocol/records.md, "Vocabularies".
struct Labels: Hashable, Sendable {
  /// Of France.
  let french: String
  /// Of Belgium; the same where nothing else is said there.
  let belgianFrench: String
  let dutch: String
  let english: String

  /// Those of a code; nil for a code, or a vocabulary, that this version does not know.
  static func of(_ code: String, in vocabulary: Vocabulary) -> Labels? {
    known[vocabulary.name]?[code]
  }

  /// Those of the vocabulary itself.
  static func of(_ vocabulary: Vocabulary) -> Labels {
    of("", in: vocabulary) ?? Labels(unlabelled: vocabulary.name)
  }

  /// What has none is called by its code.
  init(unlabelled code: String) {
    let words = code.map { $0 == "_" || $0 == "-" ? " " : $0 }
    (french, belgianFrench) = (String(words), String(words))
    (dutch, english) = (french, french)
  }

  private init?(row: [String]) {
    guard row.count == 5 else { return nil }
    (french, belgianFrench) = (row[1], row[2].isEmpty ? row[1] : row[2])
    (dutch, english) = (row[3], row[4])
  }

  /// By vocabulary and code; the empty code names the vocabulary.
  static let known = tables.mapValues { table in
    let rows = table.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false)
        .map { Spoken.trimmed(String($0)) }
    }
    return Dictionary(
      rows.compactMap { row in Labels(row: row).map { (row[0], $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func said(in words: Phrasebook) -> String {
    switch words.language {
    case .french: words.country == .belgium ? belgianFrench : french
    case .dutch: dutch
    case .english: english
    }
  }

  /// In all our languages and countries, those of the reader first, each once.
  func called(in words: Phrasebook) -> [String] {
    [said(in: words), french, belgianFrench, dutch, english].withoutRepeats
  }

  /// In French, English and Dutch.
  var three: (String, String, String) { (french, english, dutch) }
}

extension Phrasebook {
  /// A code as it is called. One that this version does not know is shown as it is, and said to be of a newer one.
  ///
  ///     Phrasebook(.english).label("lecture", of: .access)  // read
  public func label(_ code: String, of vocabulary: Vocabulary) -> String {
    Labels.of(code, in: vocabulary)?.said(in: self)
      ?? bounded(code, Limits.oddWordScalars, .scalars) + " " + ofNewerVersion
  }

  /// Behind a word that nobody has told this version.
  private var ofNewerVersion: String {
    say(
      "(écrit avec une version plus récente)", "(written with a newer version)",
      "(geschreven met een nieuwere versie)")
  }

  /// Everything that a code is called, in all our languages, in the reader's first: the words by which a record that has it
  /// is found. Protocol/records.md, "Vocabularies".
  ///
  ///     notebook.namesOfCodes = { words.names(of: $0, in: $1) }
  public func names(of code: String, in vocabulary: Vocabulary) -> [String] {
    (Labels.of(code, in: vocabulary) ?? Labels(unlabelled: code)).called(in: self)
  }

  /// The kind of a note as it stands in a document, whatever version wrote it.
  func noteKind(code: String) -> String { label(code, of: .noteKind) }
}

extension Spoken {
  /// The codes of a vocabulary that are written today, as people type them.
  static func choices(_ vocabulary: Vocabulary) -> [Choice<String>] {
    vocabulary.offered.map { choice($0, of: vocabulary) }
  }

  private static func choice(
    _ code: Vocabulary.Code, of vocabulary: Vocabulary
  ) -> Choice<String> {
    let labels = Labels.of(code.code, in: vocabulary) ?? Labels(unlabelled: code.code)
    let french = [labels.french, labels.belgianFrench]
    return Choice(
      value: code.code, code: code.code, french: french[0] == french[1] ? [french[0]] : french,
      english: [labels.english], dutch: [labels.dutch])
  }

  /// A code, by itself or by what it is called in any of our languages.
  ///
  ///     try Spoken.code("nothing", of: .access)  // rien
  public static func code(
    _ typed: String, of vocabulary: Vocabulary
  ) throws(RuleBroken) -> String {
    guard let code = find(typed, choices(vocabulary)) else {
      let off = vocabulary.codes.filter(\.isOff).map { choice($0, of: vocabulary) }
      if let code = find(typed, off) { throw .codeOff(vocabulary, code) }
      throw .unknownCode(vocabulary, typed)
    }
    return code
  }
}

extension String {
  /// The first letter large, to begin a line.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
