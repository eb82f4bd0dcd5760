import CaseFile
import Foundation
import Testing

@Suite("The kinds of record of the specification are those of the code")
struct RecordsTests {
  /// How the table names what a field holds.
  static func word(_ content: RecordField.Content) -> String {
    switch content {
    case .line(let limit): "line of \(limit.maximum) \(limit.unit)"
    case .name: "name"
    case .lines(let limit): "lines of \(limit.maximum) \(limit.unit)"
    case .date: "date"
    case .moment: "moment"
    case .integer(let range): "integer from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "flag"
    case .code(let vocabulary): "code of \(vocabulary.name)"
    case .codes(let vocabulary): "codes of \(vocabulary.name)"
    case .reference(let kinds): kinds.isEmpty ? "reference" : "reference to \(kinds[0])"
    case .references(let kinds): kinds.isEmpty ? "references" : "references to \(kinds[0])"
    case .prose(let limit): "prose of \(limit.maximum) \(limit.unit)"
    }
  }

  /// What a day and a month alone mean, where that does not follow from another mark.
  static func year(_ field: RecordField) -> String? {
    switch field.nearest {
    case .next: "ahead"
    case .last: field.isPast ? nil : "back"
    case nil: field.isPast ? "year to be given" : nil
    }
  }

  static func marks(_ field: RecordField) -> String {
    let marks =
      [
        field.isRequired ? "required" : nil, field.isPenal ? "penal" : nil,
        field.apart.map {
          (field.isApartWherePenal ? "penal codes apart in \($0.code)" : "apart in \($0.code)")
            + (field.openCodes.isEmpty
              ? "" : " but for " + field.openCodes.joined(separator: " and "))
        },
        field.isOwnWords ? "own words" : nil, field.isAsked ? "asked" : nil,
        field.isPast ? "past" : nil, year(field), field.initial.map { "at first \($0)" },
        field.due.map { "due: \($0.matter.rawValue)" }, field.fills.map { "fills \($0)" },
        field.standsFor.map { "told for \($0)" }, field.staysHere ? "stays here" : nil,
        field.staleAfter.map { "stale after \($0) months" },
      ].compactMap { $0 }
    return marks.isEmpty ? "–" : marks.joined(separator: ", ")
  }

  @Test("Each field has its row, in the order of the declaration, and each row its field")
  func table() throws {
    let text = try Tree.text("Protocol/records.md")
    let rows = try #require(
      Markdown.table(in: text, header: ["kind", "field", "holds", "marks"]))
    let declared = RecordType.all.flatMap { type in
      type.fields.map { [type.name, $0.code, Self.word($0.content), Self.marks($0)] }
    }
    for (row, field) in zip(rows, declared) where row != field { Issue.record("\(field)") }
    #expect(rows.count == declared.count)
    let explained = declared.map { $0[2].components(separatedBy: " ")[0] }
    for word in Set(explained) { #expect(text.contains("\n- **\(word)**: "), "\(word)") }
  }

  @Test("Each kind has its row with the volets that it may live in")
  func kinds() throws {
    let text = try Tree.text("Protocol/records.md")
    let rows = try #require(Markdown.table(in: text, header: ["kind", "is", "volets"]))
    let declared = RecordType.all.map { type in
      let volets = type.volets.map(\.code).joined(separator: ", ")
      let home = type.isOfService ? "the service" : volets
      return [type.name, type.volets == Volet.allCases ? "all" : home]
    }
    #expect(rows.map { [$0[0], $0[2]] } == declared)
  }

  @Test("Each access has its row, in the order of the code")
  func accesses() throws {
    let text = try Tree.text("Protocol/records.md")
    let rows = try #require(Markdown.table(in: text, header: ["access", "reads", "writes"]))
    #expect(rows.map { $0[0] } == Access.allCases.map(\.code))
  }

  @Test("A kind of the service stands alone by fields that it has, and holds no prose")
  func kindsOfTheService() {
    #expect(RecordType.all.contains { $0.isOfService })
    for type in RecordType.all {
      #expect(type.onePer.allSatisfy { type[$0]?.isRequired == true }, "\(type.name)")
      #expect(!type.isPublished && !type.isSingle || type.isOfService, "\(type.name)")
      guard type.isOfService else { continue }
      let proses = type.fields.filter(\.isProse).map(\.code)
      #expect(proses.isEmpty, "\(type.name)")
    }
  }

  @Test(
    "No kind has two fields of one key, nor a key that every kind has, and no two kinds have one name"
  )
  func keys() {
    for type in RecordType.all {
      let codes = type.fields.map(\.code)
      #expect(Set(codes).count == codes.count)
      let reserved = ["type", "deleted", "co_signed", "numbers_erased"]
      #expect(Set(codes).isDisjoint(with: reserved), "\(type.name)")
      for code in codes { #expect(code.wholeMatch(of: /[a-z][a-z_]*/) != nil, "\(code)") }
      for field in type.fields {
        guard let initial = field.initial else { continue }
        let isOffered = field.vocabulary?.offered.contains { $0.code == initial && !$0.isPenal }
        #expect(isOffered == true, "\(type.name) \(field.code)")
      }
    }
    let names = RecordType.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test("What a reference may point to is declared, and what is penal has a volet to stand in")
  func references() {
    let kinds = RecordType.all.map(\.code)
    for type in RecordType.all {
      for field in type.fields {
        if case .reference(let named) = field.content {
          #expect(Set(named).isSubset(of: kinds))
        }
        if case .references(let named) = field.content {
          #expect(Set(named).isSubset(of: kinds))
        }
        let isPenal =
          field.isPenal || field.vocabulary?.codes.contains { $0.isPenal } == true
        #expect(field.apart?.mayHoldPenal != false, "\(type.name) \(field.code)")
        // What it has at first stands in the record.
        let isWhole =
          !field.isRequired && field.initial.map(field.openCodes.contains) ?? true
        #expect(field.apart == nil || isWhole, "\(type.name) \(field.code)")
        // What a record names may stand where its reader reads nothing: its number would be a gap.
        let isShared = type.volets.contains { $0.isShareable }
        #expect(!isShared || field.referredKinds == nil || field.apart == .interne, "\(field.code)")
        let hasPlace = type.isOfService || type.volets.contains { $0.mayHoldPenal }
        #expect(!isPenal || hasPlace, "\(type.name)")
      }
    }
  }
}

@Suite("The vocabularies are those of Protocol/vocabularies")
struct VocabulariesTests {
  /// A file of the folder, as it is written.
  struct Written: Decodable {
    struct Code: Decodable {
      let code: String
      let validFrom: String
      let validTo: String?
      let supersededBy: String?
      let penal: Bool?
      let country: String?
      let off: Bool?
      let labels: [String: String]
    }
    let vocabulary: String
    let draft: Bool
    let labels: [String: String]
    let codes: [Code]
  }

  static func written() throws -> [Written] {
    try Tree.files(under: "Protocol/vocabularies").sorted().map { path in
      let written = try JSONDecoder().decode(Written.self, from: Data(Tree.text(path).utf8))
      #expect(path == "Protocol/vocabularies/\(written.vocabulary).json")
      return written
    }
  }

  @Test("Each file is a vocabulary of the code, code by code; Tools/vocabularies writes it")
  func codes() throws {
    let written = try Self.written().map { file in
      Vocabulary(
        file.vocabulary,
        file.codes.map {
          Vocabulary.Code(
            $0.code, from: $0.validFrom, to: $0.validTo, then: $0.supersededBy,
            isPenal: $0.penal ?? false, in: $0.country.flatMap(Country.init(code:)),
            isOff: $0.off ?? false)
        })
    }
    let coded = Vocabulary.all.sorted { $0.name < $1.name }
    #expect(written.map(\.name).sorted() == coded.map(\.name))
    for vocabulary in coded {
      let file = written.first { $0.name == vocabulary.name }
      #expect(file == vocabulary, "\(vocabulary.name): run Tools/vocabularies")
    }
  }

  @Test("Each code stands once, with its days, its successor and a label in each language")
  func rows() throws {
    for file in try Self.written() {
      let codes = file.codes.map(\.code)
      #expect(Set(codes).count == codes.count, "\(file.vocabulary)")
      for code in file.codes {
        let name = "\(file.vocabulary): \(code.code)"
        for day in [code.validFrom, code.validTo].compactMap({ $0 }) {
          _ = try CalendarDate(parsingDay: day)
        }
        if let next = code.supersededBy { #expect(codes.contains(next), "\(name)") }
        if code.supersededBy != nil { #expect(code.validTo != nil, "\(name)") }
        let languages = Set(code.labels.keys)
        #expect(languages.isSuperset(of: ["fr-FR", "nl-BE", "en"]), "\(name)")
        #expect(languages.isSubset(of: ["fr-FR", "fr-BE", "nl-BE", "en"]), "\(name)")
        for label in code.labels.values {
          // Several are typed and listed with commas between them.
          #expect(!label.isEmpty && !label.contains(/[|,;]/), "\(name)")
        }
      }
    }
  }

  @Test("Every kind has its name in the vocabulary of kinds, and every field in that of fields")
  func names() {
    for type in RecordType.all {
      #expect(Vocabulary.kind[type.code] != nil, "\(type.code)")
      for field in type.fields {
        #expect(Vocabulary.field[type.name(of: field).name] != nil, "\(type.name(of: field).name)")
      }
    }
    let fields = RecordType.all.flatMap { type in type.fields.map { type.name(of: $0).name } }
    #expect(Vocabulary.field.codes.map(\.code).sorted() == fields.sorted())
    #expect(Vocabulary.kind.codes.map(\.code) == RecordType.all.map(\.code))
  }
}

@Suite("What a kind of record costs")
struct KindCostTests {
  /// Written by tools, or a test's own.
  private static let generated = [
    "Sources/CaseFile/Vocabularies/", "Sources/Words/Vocabularies/",
  ]

  /// Files that write the code of a kind and mean something else by it.
  private static let others: [String: Set<String>] = [
    // The volet of that name holds who she is; whoever is on a list is a contact.
    "contact": [
      "Sources/Words/SpokenLists.swift", "Protocol/vocabularies/volet.json",
      "Sources/Notebook/Handover.swift", "Sources/Notebook/Permanences.swift",
    ],
    // The matrix is read from these records; what is told of them speaks of cells.
    "role_access": [
      "Sources/CaseFile/WrittenAccess.swift", "Sources/Words/RecordWords.swift",
      "Sources/carnet/Commands/RecordCommands.swift",
    ],
    // What the service calls its places that tell of a prison is covered.
    "meeting_place": ["Sources/Notebook/PrisonNames.swift"],
    // The sheets that were printed for a list.
    "permanence_paper": [
      "Sources/Notebook/Permanences.swift", "Sources/Notebook/PermanencePapers.swift",
    ],
    // It is on no paper that is kept inside: it says where she is sent.
    "referral": ["Sources/CaseFile/ToldInside.swift"],
    // Who else was there, and who sent her.
    "partner": [
      "Protocol/vocabularies/participant.json", "Protocol/vocabularies/referral-source.json",
    ],
    // A signed act, of which the reader and the peer in Python speak.
    "act": [
      "Protocol/reader/readers.py", "Protocol/peer/honest.py", "Protocol/peer/between.py",
    ],
    // The option of `case open`, and its answer: a case file may open with one.
    "request": [
      "Sources/Words/OptionSpelling.swift", "Sources/carnet/Commands/CaseCommands.swift",
      "Sources/Notebook/Cases.swift",
    ],
    // What a code is called in English, and what is counted in an English sentence.
    "appointment": [
      "Protocol/vocabularies/permanence-question.json", "Sources/Words/HandoverWords.swift",
      "Sources/Words/ClosingWords.swift", "Sources/carnet/Commands/CaseTurns.swift",
    ],
    // What codes are called in English.
    "outreach": [
      "Protocol/vocabularies/request-channel.json", "Protocol/vocabularies/contact-fact.json",
      "Protocol/vocabularies/period-origin.json", "Protocol/vocabularies/outreach-kind.json",
    ],
    // A kind of place has the name too; a list, its papers and its screen are of permanences alone.
    "permanence": [
      "Protocol/vocabularies/place-kind.json", "Sources/Notebook/Permanences.swift",
      "Sources/Notebook/PermanencePapers.swift", "Sources/Words/PermanenceWords.swift",
      "Sources/Notebook/Conventions.swift", "Sources/Notebook/PermanenceErasing.swift",
      "Sources/carnet/Commands/PermanenceDeeds.swift",
      "Sources/carnet/Commands/RecordCommands.swift",
    ],
    // A frame of follow-up has the name too; a count is of conventions alone.
    "convention": [
      "Protocol/vocabularies/intervention-frame.json", "Sources/Notebook/Conventions.swift",
      "Sources/carnet/Commands/PermanenceDeeds.swift",
    ],
  ]

  /// Whether a file names a kind: as a code, as the beginning of a field of it, as a row, or as the value of Swift, with
  /// the name of its type before it or where nothing but a kind can stand.
  static func names(_ kind: String, in text: String, _ path: String) -> Bool {
    if text.contains("\"\(kind)\"") || text.contains("\"\(kind).") { return true }
    if text.contains("`\(kind)/") { return true }
    let words = kind.split(separator: "_")
    let value =
      words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    guard path.hasSuffix(".swift") else { return false }
    // What an example says is no place that another kind touches.
    let text = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("///") }
      .joined(separator: "\n")
    return text.contains("RecordType.\(value)") || isImplied(String(value), in: text)
  }

  /// Before a kind that is written without its type: what it is compared with, or what takes one. Volets are asked for by
  /// `tag` and `writers` in the same way.
  private static let before =
    #"(?:(?<!tag\()(?<!writers\()\bof: |\b(?:kind|type): |(?:\b(?:kind|type|self)|\$0) [=!]= |Draft\(\s*|\bcreation\(\s*|Service\(\s*)"#

  private static func isImplied(_ value: String, in text: String) -> Bool {
    guard text.contains("." + value) else { return false }
    let pattern = before + #"\."# + value + #"(?![\w(])"#
    return text.range(of: pattern, options: .regularExpression) != nil
  }

  @Test("A new kind touches at most four files beside those that are generated")
  func places() throws {
    let files = try (Tree.files(under: "Sources") + Tree.files(under: "Protocol")).filter { path in
      !Self.generated.contains(where: path.hasPrefix) && !path.hasPrefix("Protocol/vectors/")
        && [".swift", ".md", ".json", ".py"].contains { path.hasSuffix($0) }
    }
    let texts = try files.map { ($0, try Tree.text($0)) }
    // Notes and the card came first: rules and commands of their own name them.
    // The sheet of the service is a page of its own.
    let own: [RecordType] = [.note, .person, .serviceSheet]
    for type in RecordType.all where !own.contains(type) {
      let naming = texts.filter { Self.names(type.code, in: $0.1, $0.0) }.map(\.0)
        .filter { Self.others[type.code]?.contains($0) != true }
      // Declarations refer to each other.
      let declared = naming.filter { $0.hasPrefix("Sources/CaseFile/Kinds/") }
      #expect(naming.count - declared.count <= 3, "\(type.code): \(naming)")
      #expect(!declared.isEmpty, "\(type.code)")
    }
    // What no file names any more is no exception.
    for (kind, paths) in Self.others {
      for path in paths {
        let isNamed = texts.contains { $0.0 == path && Self.names(kind, in: $0.1, path) }
        #expect(isNamed, "\(kind): \(path)")
      }
    }
  }

  // Never 8
  @Test("Nothing but people says that a referral was accepted: no code of the program writes it")
  func nobodyAccepts() throws {
    for path in try Tree.files(under: "Sources") where path.hasSuffix(".swift") {
      guard !Self.generated.contains(where: path.hasPrefix) else { continue }
      #expect(try !Tree.text(path).contains("acceptee"), "\(path)")
    }
  }

  @Test("A kind is found wherever a file names it")
  func naming() {
    #expect(Self.names("right", in: "case \"right\"", "a.swift"))
    #expect(Self.names("right", in: "\"right.state\"", "a.json"))
    #expect(Self.names("right", in: "| `right/1` |", "a.md"))
    #expect(Self.names("contact_point", in: "RecordType.contactPoint", "a.swift"))
    for code in [
      "if type == .right {", "listRecords(file, of: .right, at: now)", "RecordDraft(.right, in: v)",
      "kinds.filter { $0 != .right }", "addForService(\n  .right, values)",
    ] {
      #expect(Self.names("right", in: code, "a.swift"), "\(code)")
    }
    #expect(!Self.names("right", in: "all right, copyright", "a.md"))
    #expect(!Self.names("right", in: "case .right: move(.right)", "a.swift"))
    #expect(!Self.names("contact", in: "tag(of: .contact, in: id)", "a.swift"))
  }
}
