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
        #expect(OptionSpelling.canonical(name, among: Array(known)) == canonical)
      }
      for language in Language.allCases {
        let names = OptionSpelling.names(of: canonical, in: Phrasebook(language))
        #expect(names.contains(canonical) && names.count <= 2)
        #expect(Set(names).isSubset(of: OptionSpelling.spellings(of: canonical)))
      }
    }
  }
}
