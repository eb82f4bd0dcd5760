import CaseFile
import Foundation
import Testing

@testable import Words

@Suite("What codes are called")
struct LabelsTests {
  struct Written: Decodable {
    struct Code: Decodable {
      let code: String
      let labels: [String: String]
    }
    let vocabulary: String
    let draft: Bool
    let labels: [String: String]
    let codes: [Code]
  }

  static func written() throws -> [Written] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Protocol/vocabularies")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { try JSONDecoder().decode(Written.self, from: Data(contentsOf: $0)) }
  }

  /// In French, with plain blanks.
  static func plain(_ fact: Fact) -> String {
    String(Phrasebook(.french).sentence(fact).map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
  }

  @Test("Each label is that of Protocol/vocabularies; Tools/vocabularies writes it")
  func labels() throws {
    let files = try Self.written()
    #expect(files.count == Vocabulary.all.count)
    for file in files {
      let rows =
        file.codes.map { ($0.code, $0.labels) } + [("", file.labels)]
      #expect(Labels.known[file.vocabulary]?.count == rows.count, "\(file.vocabulary)")
      for (code, labels) in rows {
        let known = Labels.known[file.vocabulary]?[code]
        let name = "\(file.vocabulary): \(code)"
        #expect(known?.french == labels["fr-FR"], "\(name)")
        #expect(known?.belgianFrench == labels["fr-BE"] ?? labels["fr-FR"], "\(name)")
        #expect(known?.dutch == labels["nl-BE"], "\(name)")
        #expect(known?.english == labels["en"], "\(name)")
      }
    }
    #expect(Labels.drafts == Set(files.filter(\.draft).map(\.vocabulary)))
  }

  @Test("No two codes of a vocabulary are called alike in one language")
  func apart() {
    for vocabulary in Vocabulary.all where vocabulary != .field {
      for language in Language.allCases {
        let words = vocabulary.offered.flatMap { code in
          WordKey.keys(Phrasebook(language).label(code.code, of: vocabulary))
        }
        #expect(Set(words).count == words.count, "\(vocabulary.name) \(language)")
      }
    }
  }

  @Test("A kind of number that is not kept is refused as that, by its code and by its name")
  func off() {
    for typed in ["NIR", "niss", "numéro national (NISS)"] {
      do throws(RuleBroken) {
        _ = try Spoken.code(typed, of: .identifierKind)
        Issue.record("\(typed)")
      } catch {
        guard case .codeOff = error else {
          Issue.record("\(typed): \(error)")
          return
        }
      }
    }
  }

  @Test("What is not known is called by its code, and cut where it is odd")
  func unknown() {
    let book = Phrasebook(.french)
    #expect(
      book.label("en_orbite", of: .rightState) == "en_orbite (écrit avec une version plus récente)")
    for language in Language.allCases {
      let told = Phrasebook(language).label("en_orbite", of: .rightState)
      #expect(told.hasPrefix("en_orbite (") && told.count > 25, "\(told)")
    }
    #expect(book.label("a_ouvrir", of: .rightState) == "à ouvrir")
    let odd = String(repeating: "x", count: 100)
    #expect(book.label(odd, of: .rightState).contains("… (coupé ici) (écrit"))
    #expect(Labels(unlabelled: "insured_until").english == "insured until")
  }

  @Test("A field of a kind is named with its kind where a sentence is about it")
  func fields() {
    #expect(FieldName("right.appeal").words.0 == "Recours (droit)")
    #expect(FieldName("vehicle.insured_until").words.1 == "insured until")
    let penal = RuleBroken.penalElsewhere(
      FieldName("contact_point.kind"), code: "via_prison", .contact)
    #expect(Self.plain(.rule(penal)).hasPrefix("« Type (moyen de contact) : par la prison » dit"))
  }

  @Test("French of Belgium is chosen by a tag or a locale, and shows its own words for codes")
  func belgium() {
    for typed in ["fr-BE", "fr_BE.UTF-8", "FR-be"] {
      let words = Spoken.screens(typed)
      #expect(words == Phrasebook(.french, of: .belgium), "\(typed)")
      #expect(
        words?.label("saisine_ddd", of: .rightState)
          == "saisine du Défenseur des droits (France)")
      // What Belgium says as France does stays.
      #expect(words?.label("a_ouvrir", of: .rightState) == "à ouvrir")
    }
    for typed in ["fr", "fr_FR.UTF-8", "français", "fr_CH"] {
      #expect(
        Spoken.screens(typed)?.label("saisine_ddd", of: .rightState)
          == "saisine du Défenseur des droits", "\(typed)")
    }
    #expect(Spoken.screens("nl_BE.UTF-8")?.label("a_ouvrir", of: .rightState) == "te openen")
    #expect(Spoken.screens("C.UTF-8") == nil && Spoken.screens("tlh") == nil)
  }

  @Test("A record is found by every name of its codes, the reader's first and each once")
  func names() {
    #expect(
      Phrasebook(.dutch).names(of: "a_ouvrir", in: .rightState)
        == ["te openen", "à ouvrir", "to open"])
    #expect(Phrasebook(.french).names(of: "not_ours", in: .rightState) == ["not ours"])
  }

  @Test(
    "A code is typed by itself or by its name, of France or of Belgium, with or without accents")
  func typed() throws {
    for typed in ["a_ouvrir", "à ouvrir", "A Ouvrir", "te openen", "to open"] {
      #expect(try Spoken.code(typed, of: .rightState) == "a_ouvrir")
    }
    #expect(
      try Spoken.code("saisine du Défenseur des droits (France)", of: .rightState) == "saisine_ddd")
    let unknown = Self.plain(.rule(.unknownCode(.rightState, "a ouvrire")))
    #expect(unknown.contains("n’est pas connu comme état du droit"))
    #expect(unknown.contains("Vouliez-vous « à ouvrir » ?"))
  }
}
