import CRDT
import Testing

@testable import CaseFile

@Suite("No field keeps a number that a state gives to everybody")
struct NationalNumberTests {
  /// Invented, with the check digits that such a number has.
  private static func belgian(_ base: Int, from century: Int = 0) -> String {
    let text = digits(base, 9)
    return text + digits(97 - (century * 100_000_000 + base) % 97, 2)
  }

  private static func french(_ base: String) -> String {
    let whole = base.replacing("2A", with: "19").replacing("2B", with: "18")
    return base + digits(97 - (Int(whole) ?? 0) % 97, 2)
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  private static var written: [String] {
    let (old, young) = (belgian(620_003_998), belgian(010_203_997, from: 20))
    let (cut, corsican) = (french("1620199999001"), french("262012A999001"))
    func parts(_ text: String, _ lengths: [Int], _ separator: String) -> String {
      var rest = text[...]
      return lengths.map { length in
        defer { rest = rest.dropFirst(length) }
        return String(rest.prefix(length))
      }.joined(separator: separator)
    }
    return [
      old, young, parts(old, [2, 2, 2, 3, 2], "."), "NISS : " + parts(old, [6, 3, 2], "-"),
      "(\(old))", cut, corsican, corsican.lowercased(), parts(cut, [1, 2, 2, 2, 3, 3, 2], " "),
      "Sécu " + parts(corsican, [1, 2, 2, 2, 3, 3, 2], "\u{A0}"), "1 62 01 99 999 001",
    ]
  }

  // Never 27
  @Test("One is seen however it is cut, and what looks like it is not taken for one")
  func seen() {
    for text in Self.written { #expect(NationalNumber.stands(in: text), "\(text)") }
    let old = Self.belgian(620_003_998)
    for text in [
      "", "0470 00 00 00", "+" + old, "BE" + old, "AB\(old)C", old + "1",
      "FR76 " + "3000 6000 0112",
      "2026-11-14 10:30", "n° 4471", "62000399800", "1620199000001", "1629999999001",
      "BE68 5390 0754 7034", "0032 470 00 00 00",
    ] {
      #expect(!NationalNumber.stands(in: text), "\(text)")
    }
  }

  // Never 27
  @Test("One with a wrong check digit, and any in a prose, is told, once; other numbers are not")
  func told() throws {
    let old = Self.belgian(620_003_998)
    let wrong = String(old.dropLast()) + (old.last == "0" ? "1" : "0")
    let french = String(Self.french("1620199999001").dropLast(2)) + "00"
    func told(_ field: String, _ text: String, after before: String? = nil) throws -> [RecordDoubt]
    {
      func note(_ text: String) throws -> Record {
        try #require(
          Record(
            try RecordEdit.creation(.note, ["kind": ["entretien"], field: [text]], in: .equipe)))
      }
      return try note(text).doubts(giving: [field], in: .equipe, after: before.map(note))
    }
    for text in ["Son numéro : \(wrong).", "NIR \(french)"] {
      for field in ["title", "text"] {
        let doubt = RecordDoubt.likeNationalNumber(FieldName("note.\(field)"))
        #expect(try told(field, text) == [doubt], "\(text)")
        #expect(try told(field, text + " Vu.", after: text).isEmpty)
      }
    }
    #expect(try told("text", old) == [.likeNationalNumber(FieldName("note.text"))])
    for text in ["0470 00 00 00", "BE68 5390 0754 7034", "62993399800", "n° 4471"] {
      #expect(try told("text", text).isEmpty, "\(text)")
    }
  }

  // Never 27
  @Test("What kind of number is not kept is known, offered nowhere, and refused as that")
  func off() {
    let kinds = Vocabulary.identifierKind
    for code in ["nir", "niss"] {
      #expect(kinds[code] != nil && !kinds.offered.contains { $0.code == code })
      #expect(throws: RuleBroken.codeOff(kinds, code)) { try kinds.check(code) }
    }
    #expect(throws: RuleBroken.unknownCode(kinds, "passeport")) { try kinds.check("passeport") }
  }

  // Never 27
  @Test("Every line and name of every kind refuses one, and prose is nobody’s form")
  func refused() throws {
    let number = Self.belgian(620_003_998)
    for type in RecordType.all {
      for field in type.fields where field.holdsWords && !field.isProse {
        #expect(throws: RuleBroken.nationalNumber(type.name(of: field)), "\(type.code)") {
          try field.checked([number], beside: [], in: type)
        }
      }
      for field in type.fields where field.isProse {
        #expect(try field.checked([number], beside: [], in: type) == [number])
      }
    }
    // What another program wrote stays, and the rest is edited.
    let remark = try #require(RecordType.identifier["remark"])
    #expect(try remark.checked([number], beside: [number], in: .identifier) == [number])
  }
}
