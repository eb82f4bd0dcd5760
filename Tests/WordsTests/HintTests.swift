import CaseFile
import Testing

@testable import Words

/// What a sentence tells somebody to type.
@Suite("Commands that sentences name")
struct HintTests {
  static func sentences(_ language: Language) -> [String] {
    let book = Phrasebook(language)
    return FactSamples.all.map(book.sentence)
      + Command.allCases.map { book.help($0).abstract + " " + book.help($0).discussion }
      + OptionName.allCases.map { book.help($0).text }
      + RecordType.all.flatMap { type in
        [
          book.sentence(.lookup(.unknown(.record, "7f31", of: type))),
          book.sentence(.rule(.invalidReference("7f31", of: type))),
        ]
          + (type.isCoSigned
            ? [book.waitsForCoSignature(RecordNoun(type)), book.savedToCoSign(RecordNoun(type))]
            : [])
      } + (language == .french ? FrenchScreens.all.map(\.1) : [])
  }

  /// The one or two words behind each `carnet` that is quoted.
  static func commands(in text: String) -> [[String]] {
    text.matches(of: #/[«“][ \x{A0}]?carnet ([a-z_\-]+)(?: ([a-z_\-]+))?/#).map { match in
      [String(match.1)] + (match.2.map { [String($0)] } ?? [])
    }
  }

  @Test(
    "Every command that a sentence names is one, by its name in the language of the sentence",
    arguments: Language.allCases)
  func known(_ language: Language) {
    let names = CommandSpelling.french
    let known = Set(language == .french ? Array(names.values) : Array(names.keys))
    var found = 0
    for text in Self.sentences(language) {
      for words in Self.commands(in: text) {
        found += 1
        let isKnown = known.contains(words.joined(separator: " ")) || known.contains(words[0])
        #expect(isKnown, "\(words): \(text)")
        // A chapter and a word that it does not hold.
        let isChapter = known.contains { $0.hasPrefix(words[0] + " ") }
        if words.count == 2, isChapter {
          #expect(known.contains(words.joined(separator: " ")), "\(words): \(text)")
        }
      }
    }
    #expect(found > 50)
  }

  @Test("Screens name commands in French too")
  func screens() {
    for (name, text) in FrenchScreens.all { #expect(french.typed(text) == text, "\(name)") }
  }

  @Test(
    "Where a record that is named is not there, the list that is told asks for a case file only where one holds it"
  )
  func lists() {
    for type in RecordType.all {
      for fact: Fact in [
        .lookup(.unknown(.record, "7f31", of: type)),
        .rule(.invalidReference("7f31", of: type)),
      ] {
        let text = french.sentence(fact)
        #expect(text.contains("carnet \(type.frenchCommandName) lister"), "\(text)")
      }
      let text = french.sentence(.lookup(.unknown(.record, "7f31", of: type)))
      #expect(text.contains("lister SUIVI") != type.isOfService, "\(text)")
    }
    let any = french.sentence(.lookup(.unknown(.record, "7f31")))
    #expect(any.contains("carnet fiche lister SUIVI"), "\(any)")
  }
}
