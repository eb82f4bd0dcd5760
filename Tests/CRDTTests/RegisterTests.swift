import CRDT
import Testing

@Suite("Registers and lists")
struct RegisterTests {
  @Test("Two values written apart are both kept until somebody chooses")
  func conflict() {
    var one = Document()
    one.write(plainID(1)) { $0.set("name", .text("Jean")) }
    var two = one
    one.write(plainID(2)) { $0.set("name", .text("Jeanne")) }
    two.write(plainID(3)) { $0.set("name", .text("Jan")) }
    one.merge(two.changes)
    #expect(one.values("name").map(\.1) == [.text("Jeanne"), .text("Jan")])
    one.write(plainID(4)) { $0.set("name", .text("Jeanne")) }
    #expect(one.values("name").map(\.1) == [.text("Jeanne")])
    #expect(one.values("name").map(\.0) == [OperationID(change: plainID(4), index: 0)])
  }

  @Test("The same value written apart twice stays two writes")
  func sameValueTwice() {
    var one = Document()
    var two = Document()
    one.write(plainID(1)) { $0.set("k", .integer(1)) }
    two.write(plainID(2)) { $0.set("k", .integer(1)) }
    one.merge(two.changes)
    #expect(one.values("k").count == 2)
  }

  @Test("A register written twice in one change holds the last value")
  func twiceInOneChange() {
    var document = Document()
    document.write(plainID(1)) {
      $0.set("k", .flag(false))
      $0.set("k", .none)
    }
    #expect(document.values("k").map(\.1) == [.none])
    #expect(document.values("absent").isEmpty)
  }

  @Test("Keys and values that only look the same stay apart")
  func canonicalEquivalence() {
    var document = Document()
    document.write(plainID(1)) {
      $0.set("\u{E9}", .text("\u{E9}"))
      $0.set("e\u{301}", .text("e\u{301}"))
      $0.insertText("\u{E9}", "one", at: 0)
      $0.insertText("e\u{301}", "two", at: 0)
    }
    #expect(document.registerKeys.count == 2)
    #expect(document.values("\u{E9}").count == 1)
    #expect(document.text("\u{E9}") == "one")
    #expect(Value.text("\u{E9}") != Value.text("e\u{301}"))
    #expect(Set([Value.text("\u{E9}"), .text("e\u{301}"), .text("\u{E9}")]).count == 2)
    #expect(
      Operation.set(key: "\u{E9}", value: .none, overwrites: [])
        != .set(key: "e\u{301}", value: .none, overwrites: []))
  }

  @Test("Items are kept in order, and removed by name")
  func items() {
    var document = Document()
    document.write(plainID(1)) {
      $0.insertItem("l", .text("b"), at: 0)
      $0.insertItem("l", .text("a"), at: 0)
      $0.insertItem("l", .text("c"), at: 99)
      $0.removeItem("l", at: 1)
      $0.removeItem("l", at: 7)
    }
    var other = document
    document.write(plainID(2)) { $0.insertItem("l", .integer(1), at: 1) }
    other.write(plainID(3)) { $0.removeItem("l", at: 0) }
    document.merge(other.changes)
    #expect(document.items("l").map(\.1) == [.integer(1), .text("c")])
    #expect(document.listKeys == ["l"])
  }

  @Test("An id is ordered by its bytes and prints them")
  func ids() {
    #expect(ChangeID([1, 2, 3]) == nil)
    #expect(ChangeID(Array(repeating: 0, count: 33)) == nil)
    let bytes = (0..<32).map { UInt8($0 * 8) }
    #expect(ChangeID(bytes)?.bytes == bytes)
    #expect(ChangeID(bytes)?.description.hasPrefix("0008101820") == true)
    let ids = (1...50).map { id($0) }
    #expect(
      ids.sorted().map(\.bytes) == ids.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) })
  }
}
