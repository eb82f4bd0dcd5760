import CRDT
import Testing

@Suite("The order of concurrent runs")
struct FugueTests {
  @Test("Runs typed forwards apart are never mixed", arguments: Seeds.all)
  func forwards(seed: UInt64) {
    apart(seed: seed) { edit, letter in
      edit.insertText("t", letter, at: edit.text("t").unicodeScalars.count)
    }
  }

  @Test("Runs typed backwards apart are never mixed", arguments: Seeds.all)
  func backwards(seed: UInt64) {
    apart(seed: seed) { edit, letter in edit.insertText("t", letter, at: 0) }
  }

  @Test("Runs typed apart in the middle, a letter at a time, are never mixed", arguments: Seeds.all)
  func middle(seed: UInt64) {
    for forwards in [true, false] {
      var base = Document()
      base.write(id(seed)) { $0.insertText("t", "[]", at: 0) }
      var merged = base
      for (number, letter) in ["a", "b", "c"].enumerated() {
        var copy = base
        for step in 0..<5 {
          copy.write(id(seed &* 1000 &+ UInt64(number * 10 + step))) {
            $0.insertText("t", letter, at: forwards ? 1 + step : 1)
          }
        }
        merged.merge(copy.changes)
      }
      expectWhole(merged.text("t"), ["aaaaa", "bbbbb", "ccccc"])
      #expect(merged.text("t").hasPrefix("[") && merged.text("t").hasSuffix("]"))
    }
  }

  private func apart(seed: UInt64, _ type: (inout Edit, String) -> Void) {
    var merged = Document()
    for (number, letter) in ["a", "b", "c"].enumerated() {
      var copy = Document()
      for step in 0..<6 {
        copy.write(id(seed &* 1000 &+ UInt64(number * 10 + step))) { type(&$0, letter) }
      }
      merged.merge(copy.changes)
    }
    expectWhole(merged.text("t"), ["aaaaaa", "bbbbbb", "cccccc"])
  }

  private func expectWhole(_ text: String, _ runs: [String]) {
    for run in runs { #expect(text.contains(run)) }
    #expect(
      text.unicodeScalars.filter { $0 != "[" && $0 != "]" }.count
        == runs.reduce(0) { $0 + $1.unicodeScalars.count })
  }

  @Test("The worked merge of the README")
  func worked() {
    var base = Document()
    base.write(plainID(1)) { $0.insertText("t", "Vu Paul.", at: 0) }
    var ann = base
    ann.write(plainID(3)) { $0.insertText("t", " hier", at: 2) }
    ann.write(plainID(4)) { $0.insertText("t", " soir", at: 7) }
    var bob = base
    bob.write(plainID(2)) { $0.insertText("t", " chez lui", at: 2) }
    #expect(ann.text("t") == "Vu hier soir Paul.")
    #expect(bob.text("t") == "Vu chez lui Paul.")
    var merged = ann
    merged.merge(bob.changes)
    #expect(merged.text("t") == "Vu chez lui hier soir Paul.")
  }

  /// The case that separates FugueMax from Fugue, where the id alone would decide.
  @Test(
    "Of two runs right of one letter, the one whose author saw less in between comes first",
    arguments: [(5, 6), (6, 5)] as [(UInt8, UInt8)])
  func rightOrigins(one: UInt8, two: UInt8) {
    var base = Document()
    base.write(plainID(1)) { $0.insertText("t", "b", at: 0) }
    var left = base
    left.write(plainID(2)) { $0.insertText("t", "a", at: 0) }
    var both = base
    both.write(plainID(3)) { $0.insertText("t", "c", at: 0) }
    both.merge(left.changes)
    #expect(both.text("t") == "acb")
    left.write(plainID(one)) { $0.insertText("t", "1", at: 1) }
    both.write(plainID(two)) { $0.insertText("t", "2", at: 1) }
    left.merge(both.changes)
    #expect(left.text("t") == "a12cb")
  }

  @Test("Right siblings with different right origins keep the text of each author in one piece")
  func differentRightOrigins() {
    // Two texts side by side: "a" and, right of the origin too, "b" after it.
    var base = Document()
    base.write(plainID(1)) { $0.insertText("t", "ab", at: 0) }
    // One removes "b" and types after it; another types between "a" and "b".
    var one = base
    one.write(plainID(8)) {
      $0.removeText("t", at: 1, count: 1)
      $0.insertText("t", "one", at: 1)
    }
    var two = base
    two.write(plainID(7)) { $0.insertText("t", "two", at: 1) }
    var merged = one
    merged.merge(two.changes)
    #expect(merged.text("t") == "atwoone" || merged.text("t") == "aonetwo")
    #expect(Portrait(merged).texts == Oracle(merged.changes).portrait.texts)
  }

  @Test("Removing the same letters twice, apart, removes them once")
  func removedTwice() {
    var base = Document()
    base.write(plainID(1)) { $0.insertText("t", "abcdef", at: 0) }
    var one = base
    one.write(plainID(2)) { $0.removeText("t", at: 1, count: 3) }
    var two = base
    two.write(plainID(3)) {
      $0.removeText("t", at: 2, count: 3)
      $0.insertText("t", "X", at: 2)
    }
    one.merge(two.changes)
    #expect(one.text("t") == "aXf")
  }
}
