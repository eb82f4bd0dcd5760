import CRDT
import Testing

@Suite("Drafts")
struct EditTests {
  @Test("A replaced text is exactly the new one, before and after merging", arguments: Seeds.all)
  func replaced(seed: UInt64) {
    print("seed \(seed)")
    var town = Town(seed: seed)
    var document = Document()
    var text = ""
    for step in 0..<25 {
      var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      for _ in 0..<Int.random(in: 0...3, using: &town.generator) {
        let slot = Int.random(in: 0...words.count, using: &town.generator)
        if town.generator.chance(60) || slot == words.count {
          words.insert(town.word() + (town.generator.chance(20) ? "\n" : ""), at: slot)
        } else {
          words.remove(at: slot)
        }
      }
      text = words.joined(separator: " ")
      let change = document.write(id(seed &* 1000 &+ UInt64(step))) {
        $0.replaceText("t", with: text)
        #expect($0.text("t").utf8.elementsEqual(text.utf8))
      }
      #expect(document.text("t").utf8.elementsEqual(text.utf8))
      #expect(document.refused[change.id] == nil)
    }
  }

  @Test("Two people who correct different words of one sentence both keep their words")
  func mergedCorrections() {
    var one = Document()
    one.write(id(1)) { $0.replaceText("t", with: "Le rendez-vous est lundi à dix heures.") }
    var two = one
    one.write(id(2)) { $0.replaceText("t", with: "Le rendez-vous est mardi à dix heures.") }
    two.write(id(3)) {
      $0.replaceText("t", with: "Le premier rendez-vous est lundi à onze heures.")
    }
    one.merge(two.changes)
    #expect(one.text("t") == "Le premier rendez-vous est mardi à onze heures.")
  }

  @Test("Replacing a text by itself, or nothing by nothing, changes nothing")
  func nothing() {
    var document = Document()
    document.write(id(1)) { $0.replaceText("t", with: "pareil") }
    var edit = document.edit()
    edit.replaceText("t", with: "pareil")
    edit.replaceText("absent", with: "")
    edit.insertText("t", "", at: 2)
    edit.removeText("t", at: 99, count: 5)
    edit.removeText("t", at: 0, count: -5)
    edit.removeItem("l", at: -1)
    #expect(edit.operations.isEmpty)
    edit.removeText("t", at: 3, count: .max)
    edit.insertText("t", "!", at: .max)
    edit.insertText("t", "¡", at: .min)
    #expect(edit.text("t") == "¡par!")
  }

  @Test("Words inserted, appended or put in front leave every other word in place")
  func small() {
    for (before, after, inserted) in [
      ("il a du pain", "il a mange du pain", "mange "),
      ("Vu Paul.", "Vu Paul. Il dort.", " Il dort."),
      ("Vu Paul.", "Hier: Vu Paul.", "Hier: "), ("Vu", "Vu hier", " hier"),
    ] {
      var document = Document()
      document.write(id(1)) { $0.replaceText("t", with: before) }
      var edit = document.edit()
      edit.replaceText("t", with: after)
      #expect(edit.operations.count == 1)
      guard case .insertText(_, _, inserted) = edit.operations.first else {
        Issue.record("\(after): \(edit.operations)")
        continue
      }
    }
  }

  @Test(
    "What two people write apart in one place stays whole, side by side",
    arguments: [
      ("Montant : 120 euros.", "Montant : 185 euros.", "Montant : 172 euros.", ["185", "172"]),
      (
        "Pas de traitement.", "Traitement : 10 mg le matin.", "Traitement : 50 mg le soir.",
        ["Traitement : 10 mg le matin", "Traitement : 50 mg le soir"]
      ),
      (
        "Il dort à la rue depuis mardi.", "Il a appelé sa sœur à Lyon.",
        "Elle refuse de voir son père.",
        ["a appelé sa sœur à Lyon", "Elle refuse de voir son père"]
      ),
      (
        "Rendez-vous le 12 à 9 h avec Mme Roux.", "Rendez-vous le 14 à 11 h avec M. Noir.",
        "Rendez-vous annulé, elle rappellera lundi.", ["annulé, elle rappellera lundi", "14 à 11"]
      ),
      ("Vu lundi", "Vu mardi", "Vu jeudi", ["mardi", "jeudi"]),
    ])
  func wholeWords(base: String, one: String, other: String, expected: [String]) {
    var left = Document()
    left.write(plainID(1)) { $0.replaceText("t", with: base) }
    var right = left
    left.write(plainID(2)) { $0.replaceText("t", with: one) }
    right.write(plainID(3)) { $0.replaceText("t", with: other) }
    #expect(left.text("t") == one)
    #expect(right.text("t") == other)
    left.merge(right.changes)
    let words = left.text("t").split { !($0.isLetter || $0.isNumber) }.map(String.init)
    for passage in expected {
      #expect(left.text("t").contains(passage))
      // No word of it grew together with somebody else's.
      for word in passage.split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
        #expect(words.contains(String(word)))
      }
    }
  }

  @Test("Spellings that look the same are different texts")
  func exactText() {
    var document = Document()
    document.write(id(1)) { $0.replaceText("t", with: "caf\u{E9}\r\n ") }
    document.write(id(2)) { $0.replaceText("t", with: "cafe\u{301}\r\n ") }
    #expect(Array(document.text("t").utf8) == Array("cafe\u{301}\r\n ".utf8))
  }

  @Test("Each step of a draft sees the ones before it")
  func steps() {
    var document = Document()
    document.write(id(1)) {
      $0.insertText("t", "monde", at: 0)
      $0.insertText("t", "le ", at: 0)
      $0.removeText("t", at: 1, count: 1)
      $0.replaceText("t", with: "l'autre monde")
      $0.insertItem("l", .integer(1), at: 0)
      $0.removeItem("l", at: 0)
    }
    #expect(document.refused.isEmpty)
    #expect(document.text("t") == "l'autre monde")
    #expect(document.items("l").isEmpty)
  }

  @Test("A text longer than one operation may hold is cut, and stays whole")
  func longerThanOneOperation() throws {
    let long = String(repeating: "é", count: OperationLimits.textBytes / 2 + 10)
    var document = Document()
    let change = document.write(id(1)) {
      $0.insertText("t", "[]", at: 0)
      $0.insertText("t", long, at: 1)
    }
    #expect(change.operations.count == 3)
    #expect(document.text("t").utf8.elementsEqual("[\(long)]".utf8))
    #expect(
      try OperationCodec.decode(OperationCodec.encode(change.operations)) == change.operations)
  }

  @Test("A long text wholly rewritten is still exact")
  func rewritten() {
    var generator = SplitMix64(seed: 7)
    func prose() -> String {
      (0..<3000).map { _ in "mot\(Int.random(in: 0..<9999, using: &generator))" }
        .joined(separator: " ")
    }
    var document = Document()
    for step in 0..<3 {
      let text = prose()
      document.write(id(UInt64(step))) { $0.replaceText("t", with: text) }
      #expect(document.text("t") == text)
    }
  }
}
