import Testing

@testable import CRDT

/// Lies that random bytes seldom tell.
@Suite("What fuzzing seldom reaches")
struct FuzzedByteTests {
  @Test("A named removal that goes on beyond its insertion is refused", arguments: [1, 2, 3, 127])
  func removalBeyondInsertion(length: UInt8) {
    var columns: [[UInt8]] = DocumentCodec.Column.allCases.map { _ in [] }
    // A text "t" of two letters, a write in the register "r" behind them, and the removal.
    columns[DocumentCodec.Column.objects.rawValue] = [2, 1, 1, 0x74, 0, 1, 0x72]
    columns[DocumentCodec.Column.names.rawValue] = plainID(1).bytes
    columns[DocumentCodec.Column.parents.rawValue] = [1]
    columns[DocumentCodec.Column.counts.rawValue] = [3 << 1]
    columns[DocumentCodec.Column.tokens.rawValue] = [6, 2 << 3, 6 | 1 << 3, 6 | 4 << 3]
    columns[DocumentCodec.Column.numbers.rawValue] = [0, 1, 1, 3, length]
    columns[DocumentCodec.Column.values.rawValue] = [0]
    columns[DocumentCodec.Column.text.rawValue] = [0x61, 0x62, 0]
    columns[DocumentCodec.Column.raw.rawValue] = [0]
    do throws(CodecError) {
      let document = try DocumentCodec.decode(DocumentCodec.pack(columns, .plain))
      #expect(length <= 2)
      #expect(document.text("t").utf8.count == 2 - Int(length))
      #expect(throws: Never.self) { try document.checkInvariants() }
    } catch {
      #expect(length > 2)
      #expect(error == .malformedHistory)
    }
  }

  @Test("A change that is said to be refused, and is not, is refused with its document")
  func refusedForNothing() throws {
    let empty = Operation.insertText(key: "t", placement: .right(of: nil, before: nil), text: "")
    let sound = Operation.insertText(key: "t", placement: .right(of: nil, before: nil), text: "a")
    for operations in [[empty], [sound], []] {
      var columns: [[UInt8]] = DocumentCodec.Column.allCases.map { _ in [] }
      var raw = ByteWriter()
      raw.write(counted: OperationCodec.encode(operations))
      raw.write(0)
      columns[DocumentCodec.Column.objects.rawValue] = [0]
      columns[DocumentCodec.Column.names.rawValue] = plainID(1).bytes
      columns[DocumentCodec.Column.parents.rawValue] = [1]
      columns[DocumentCodec.Column.counts.rawValue] = [1]
      columns[DocumentCodec.Column.raw.rawValue] = raw.bytes
      let bytes = DocumentCodec.pack(columns, .plain)
      if operations == [empty] {
        #expect(try DocumentCodec.decode(bytes).refused[plainID(1)]?.reason == .empty)
      } else {
        #expect(throws: CodecError.malformedHistory) { try DocumentCodec.decode(bytes) }
      }
    }
  }

  @Test("A checkpoint that shows the same letters again and again is refused", arguments: 1...3)
  func lettersShownAgain(times: Int) {
    var head = ByteWriter()
    for _ in 0..<4 { head.write(0) }  // no heads, nothing unknown, no register, no list
    head.write(1)
    head.write(counted: "t".utf8)
    head.write(times)
    for time in 0..<times {
      head.write(time == 0 ? 0 : 5)  // three bytes back
      head.write(3)
    }
    var columns: [[UInt8]] = DocumentCodec.Column.allCases.map { _ in [] }
    columns[DocumentCodec.Column.text.rawValue] = [0x61, 0x62, 0x63]
    var writer = ByteWriter()
    writer.write(Checkpoint.format)
    writer.write(counted: head.bytes)
    writer.write(bytes: DocumentCodec.pack(columns, .plain))
    do throws(CodecError) {
      let checkpoint = try Checkpoint(decoding: writer.bytes)
      #expect(times == 1)
      #expect(checkpoint.text("t") == "abc")
    } catch {
      #expect(times > 1)
      #expect(error == .malformedHistory)
    }
  }
}
