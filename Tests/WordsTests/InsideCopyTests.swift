import CaseFile
import Notebook
import Testing

@testable import Words

@Suite("The copy that is kept in a prison")
struct InsideCopyTests {
  /// Words of health and of prison that no label of it holds, and a service that is paired: written a second time.
  static let telling = [
    "prison", "détention", "écrou", "SPIP", "santé", "médical", "handicap", "mutuelle",
    "sécurité sociale", "Haute-Rive", "certificat_medical", "mdph", "via_service",
  ]
  /// Codes of health and of other services, beside those that a vocabulary marks as penal.
  static let untold = [
    "sante", "aah", "mdph", "allocation_handicap", "securite_sociale", "mutuelle", "ame", "amu",
    "certificat_medical", "via_service", "autre_service",
  ]

  /// Each code of each kind that lives in a case file, with what it is called.
  static func marked(_ words: Phrasebook) -> Set<String> {
    let vocabularies = Set(RecordType.all.flatMap { $0.fields.compactMap(\.vocabulary) })
    return Set(
      vocabularies.flatMap { vocabulary in
        vocabulary.codes.filter { $0.isPenal || untold.contains($0.code) }.flatMap {
          [$0.code, words.label($0.code, of: vocabulary)]
        }
      }.map { $0.lowercased() })
  }

  /// What stands between marks, tags and quotes: a value alone.
  static func tokens(_ copy: String) -> Set<String> {
    let plain = String(copy.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
    let pieces = plain.split(whereSeparator: { "\"<>\n;*–:/".contains($0) })
    return Set(pieces.map { trimmed(String($0)).lowercased() })
  }

  private static func trimmed(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }

  /// Records that hold, together, every code of every field of every kind in every volet, as another program may have
  /// written them.
  static func filled() -> [CaseExport.ExportedVolet] {
    var number = 0
    return Volet.allCases.map { volet in
      let types = RecordType.all.filter {
        !$0.isOfService && $0 != .person && $0.volets.contains(volet)
      }
      let records = types.flatMap { type in
        let most = type.fields.compactMap { $0.vocabulary?.codes.count }.max() ?? 1
        return (0..<most).map { index -> CaseExport.ExportedRecord in
          number += 1
          let filled = type.fields.map { ($0.code, Self.values(of: $0, index)) }
          let values = Dictionary(filled) { first, _ in first }
          let row = RecordRow(
            id: "r\(number)", caseID: "c0", volet: volet, type: type,
            values: values.filter { !$0.value.isEmpty }, author: "Claire", service: "Oseille",
            entered: afternoon)
          let version = RecordVersionRow(
            change: "aa", author: "Claire", entered: morning, type: type, values: row.values)
          return .init(page: RecordPage(row: row), history: [version])
        }
      }
      return .init(volet: volet, records: records)
    }
  }

  private static func values(of field: RecordField, _ index: Int) -> [String] {
    switch field.content {
    case .line, .prose, .name: ["Des mots."]
    case .lines: ["Un", "Deux"]
    case .date: ["2026-11-14"]
    case .moment: ["2026-12-03T10:30+01:00"]
    case .integer(let range): [String(range.lowerBound)]
    case .flag: ["true"]
    case .code(let vocabulary), .codes(let vocabulary):
      [vocabulary.codes[index % vocabulary.codes.count].code]
    case .reference, .references: []
    }
  }

  private static func record(
    _ type: RecordType, in volet: Volet, _ values: [String: [String]],
    before: [String: [String]]? = nil
  ) -> CaseExport.ExportedVolet {
    let row = RecordRow(
      id: "7f40", caseID: "c0", volet: volet, type: type, values: values, author: "Claire",
      service: "Oseille", entered: afternoon)
    let history = before.map {
      [
        RecordVersionRow(
          change: "aa", author: "Claire", entered: morning, type: type, values: $0)
      ]
    }
    return .init(
      volet: volet, records: [.init(page: RecordPage(row: row), history: history ?? [])])
  }

  private static func export(_ volets: [CaseExport.ExportedVolet]) -> CaseExport {
    var export = sampleExport()
    export.volets = volets
    return export
  }

  // Never 2
  @Test(
    "Whatever code is in whatever field, it says no prison, no health and no service",
    arguments: [Language.french, .english, .dutch])
  func untold(_ language: Language) {
    let words = Phrasebook(language)
    let whole = Self.export(Self.filled())
    let inside = whole.forInside
    let marked = Self.marked(words)
    let sentence = words.insideSentence(inside.omittedInside ?? 0)
    for format in ExportFormat.allCases {
      #expect(!Self.tokens(words.export(whole, as: format)).isDisjoint(with: marked))
      let copy = words.export(inside, as: format).replacing(sentence, with: "")
      let told = Self.tokens(copy).intersection(marked)
      #expect(told.isEmpty, "\(format): \(told)")
      for word in Self.telling {
        #expect(!copy.lowercased().contains(word.lowercased()), "\(format): \(word)")
      }
    }
  }

  @Test("What tells nothing stays in it, and each record that is left out is counted")
  func stays() {
    let whole = Self.export(Self.filled())
    let inside = whole.forInside
    let kept = inside.volets.flatMap(\.records)
    for type in RecordType.all where !type.isOfService && type != .person && type.isToldInside {
      guard type.volets.contains(where: \.isToldInside) else { continue }
      #expect(kept.contains { $0.page.row.type == type }, "\(type.name)")
    }
    let all = whole.volets.flatMap(\.records).count
    #expect(kept.count + (inside.omittedInside ?? 0) == all)
    #expect(inside.volets.allSatisfy { ![.confie, .sante, .justice].contains($0.volet) })
  }

  @Test("A record goes with a version that told it, and one that names a paired service goes whole")
  func versionsAndNames() {
    let text = ["text": ["Des mots."], "kind": ["entretien"]]
    func kept(_ volet: CaseExport.ExportedVolet) -> Bool {
      !Self.export([volet]).forInside.volets.flatMap(\.records).isEmpty
    }
    #expect(kept(Self.record(.note, in: .projet, text, before: text)))
    let health = ["text": ["Des mots."], "kind": ["sante"]]
    #expect(!kept(Self.record(.note, in: .projet, text, before: health)))
    // As somebody types it.
    let named = ["text": ["Vue avec HAUTE-RIVE hier."], "kind": ["entretien"]]
    #expect(!kept(Self.record(.note, in: .projet, named)))
    #expect(!kept(Self.record(.note, in: .confie, text)))
  }

  @Test("Her card stays, without what never leaves the service")
  func card() {
    var export = sampleExport()
    let values = ["gender": ["femme"], "deceased_source": ["Le greffe."]]
    export.person = RecordPage(
      row: RecordRow(
        id: "7f41", caseID: "c0", volet: .contact, type: .person, values: values,
        author: "Claire", service: "Oseille", entered: afternoon))
    export.card = [morning, afternoon].map {
      RecordVersionRow(
        change: "aa", author: "Claire", entered: $0, type: .person, values: values)
    }
    for format in ExportFormat.allCases {
      #expect(french.export(export, as: format).contains("Le greffe."))
      let copy = french.export(export.forInside, as: format)
      #expect(copy.contains("femme") && !copy.contains("Le greffe."), "\(copy)")
    }
  }
}
