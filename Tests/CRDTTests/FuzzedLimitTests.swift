import Testing

@testable import CRDT

@Suite("What was found at the limits")
struct FuzzedLimitTests {
  private static let many = UInt32(OperationLimits.operations)

  /// A text of more letters than an operation may name ranges, each inserted by an operation of its
  /// own; all but the first of them stand in the order in which they came.
  private static func scattered() -> Document {
    var document = Document()
    for part in 0..<2 {
      let operations = (0..<many / 2 + 10).map { number -> Operation in
        let last = Anchor(run: .own(number &- 1), offset: 0)
        let placement = Placement.right(of: number == 0 ? nil : last, before: nil)
        return .insertText(key: "t", placement: placement, text: "x")
      }
      document.merge([
        Change(id: plainID(UInt8(2 - part)), parents: document.frontier, operations: operations)
      ])
    }
    return document
  }

  @Test("Whoever removes a text of very many insertions is obeyed by everybody")
  func removeScattered() {
    let document = Self.scattered()
    let count = document.text("t").utf8.count
    #expect(count > OperationLimits.references)
    var edit = document.edit()
    edit.removeText("t", at: 0, count: count)
    let isWithinLimits = edit.operations.allSatisfy { $0.isWithinLimits }
    #expect(isWithinLimits)
    let change = Change(id: plainID(9), parents: document.frontier, operations: edit.operations)
    var merged = document
    merged.merge([change])
    #expect(merged.refused.values.map(\.reason) == [])
    #expect(merged.text("t").utf8.count == 0)
    let isSame = merged == edit.committed(as: plainID(9))
    #expect(isSame)
  }

  @Test(
    "Very many writes beside one another are merged, coded and replaced", .timeLimit(.minutes(30)))
  func writesBeside() throws {
    let write = Operation.set(key: "r", value: .none, overwrites: [])
    let count: UInt32 = 16_000
    let names = (0..<count).map {
      Reference.past(OperationID(change: plainID(1), index: $0))
    }
    let over = Operation.set(key: "r", value: .flag(true), overwrites: names)
    let document = Document([
      Change(
        id: plainID(1), parents: [],
        operations: Array(repeating: write, count: Int(count))),
      Change(id: plainID(2), parents: [plainID(1)], operations: Array(repeating: over, count: 3)),
    ])
    #expect(document.refused.isEmpty)
    #expect(document.values("r").map(\.1) == Array(repeating: .flag(true), count: 3))
    let bytes = DocumentCodec.encode(document, .plain)
    let back = try DocumentCodec.decode(bytes)
    let isSame = back == document && back.changes == document.changes
    #expect(isSame)
  }
}
