import CaseFile
import Envelope
import Notebook
import Testing

@testable import Words

@Suite("What is said of each device that was asked to erase")
struct ConsentHolderWordsTests {
  @Test("Each of them has a line of its own, with no name, and a device that never was met says so")
  func lines() {
    let holders = [
      HolderRow(askedAt: morning, answer: .attested(afternoon)),
      HolderRow(askedAt: afternoon, answer: .notReached(lastExchange: morning)),
      HolderRow(askedAt: morning, answer: .notReached(lastExchange: nil)),
    ]
    let words = Phrasebook(.english)
    let (early, late) = (words.moment(morning), words.moment(afternoon))
    let lines = words.holderLines(holders)
    #expect(lines.count == 3)
    #expect(lines[0].hasSuffix("asked on \(early) – attested on \(late)"))
    #expect(lines[1].hasSuffix("not reached from here since \(early), no answer known"))
    #expect(lines[2].hasSuffix("never reached from here, no answer known"))
    for language in Language.allCases {
      #expect(Set(Phrasebook(language).holderLines(holders)).count == 3)
    }
    #expect(holders[2].json.text.contains(#""lastExchange":null"#))
    #expect(!holders[0].json.text.contains("lastExchange"))
  }
}
