import CaseFile
import Testing

@testable import Words

@Suite("The names of options")
struct OptionSpellingTests {
  @Test("Every option has a name in each language, and none is that of another option")
  func distinct() {
    let known = Set(OptionSpelling.french.keys)
    #expect(known == Set(OptionSpelling.dutch.keys))
    var owners: [String: String] = [:]
    for canonical in known {
      for name in OptionSpelling.spellings(of: canonical) {
        let other = owners.updateValue(canonical, forKey: WordKey.key(name))
        #expect(other == nil || other == canonical, "\(name): \(canonical), \(other ?? "")")
        #expect(OptionSpelling.canonical(name) == canonical)
      }
      for language in Language.allCases {
        let names = OptionSpelling.names(of: canonical, in: Phrasebook(language))
        #expect(names.contains(canonical) && names.count <= 2)
        #expect(Set(names).isSubset(of: OptionSpelling.spellings(of: canonical)))
      }
    }
  }

  /// The options that a sentence shows and that have another name in its language.
  private func foreign(_ text: String, _ language: Language) -> [String] {
    text.matches(of: #/--([a-z][a-z-]*)/#).map { String($0.1) }.filter { name in
      let names = OptionSpelling.names(of: name, in: Phrasebook(language))
      return names.count > 1
    }
  }

  @Test("No sentence and no help shows an option by a name that is not of its language")
  func ownLanguage() {
    for language in [Language.french, .dutch] {
      let book = Phrasebook(language)
      var texts = FactSamples.all.map(book.sentence)
      for command in Command.allCases {
        let help = book.help(command)
        texts += [help.abstract, help.discussion]
      }
      texts += OptionName.allCases.map { book.help($0).text }
      for text in texts { #expect(foreign(text, language) == [], "\(text)") }
    }
    // What somebody typed stays as it is.
    let typed = Phrasebook(.french).sentence(.lookup(.unknown(.caseFile, "--own")))
    #expect(typed.contains("--own"), "\(typed)")
    let french: French = "avec --own, --own-words et --worker-passphrase-file."
    #expect(french.text == "avec --propre, --own-words et --fichier-phrase-intervenant.")
    let dutch: Told = "met --own \("--own")"
    #expect(dutch.dutch == "met --eigen --own" && dutch.text == "met --own --own")
  }
}
