/// What the dearest inputs cost that keep within every limit: the time to merge each, to write it, to
/// read it back, to read its texts and what was written apart in them.
@main
enum Costs {
  static func main() {
    let wanted = CommandLine.arguments.dropFirst()
    if wanted == ["--list"] { return cases.forEach { print($0.0) } }
    print(row("case", "merge", "encode", "decode", "text", "apart"))
    for (name, make) in cases where wanted.isEmpty || wanted.contains(name) {
      let changes = make()
      var document = Document()
      let merge = time { document.merge(changes) }
      let refusals = Set(document.refused.values.map(\.reason))
      require(refusals.isSubset(of: [.empty]), "\(name) is refused: \(refusals)")
      var bytes: [UInt8] = []
      let encode = time { bytes = DocumentCodec.encode(document, .plain) }
      let decode = time {
        do {
          document = try DocumentCodec.decode(bytes)
        } catch {
          fatalError("\(name) does not read its own bytes: \(error)")
        }
      }
      let text = time { for key in document.textKeys { sink &+= document.text(key).utf8.count } }
      let apart = time {
        for key in document.textKeys { sink &+= document.concurrentRanges(key).count }
      }
      print(row(name, merge, encode, decode, text, apart))
    }
  }

  nonisolated(unsafe) private static var sink = 0

  private static func time(_ body: () -> Void) -> String {
    let clock = ContinuousClock()
    let elapsed = clock.measure(body)
    let milliseconds =
      elapsed.components.seconds * 1000
      + elapsed.components.attoseconds / 1_000_000_000_000_000
    return "\(milliseconds) ms"
  }

  private static func row(_ name: String, _ columns: String...) -> String {
    let padded = columns.map { String(repeating: " ", count: max(0, 11 - $0.count)) + $0 }
    return name + String(repeating: " ", count: max(0, 34 - name.count)) + padded.joined()
  }

  // MARK: The inputs

  typealias Case = (String, @Sendable () -> [Change])
  static let cases = texts + manyTexts + removals + registers + histories
  static let many = UInt32(OperationLimits.operations)

  static func name(_ change: ChangeID, _ index: UInt32) -> Reference {
    .past(OperationID(change: change, index: index))
  }

  static func insert(_ placement: Placement, _ text: String = "x") -> Operation {
    .insertText(key: "t", placement: placement, text: text)
  }

  static func right(_ run: Reference, _ offset: UInt32 = 0, before: Anchor? = nil)
    -> Placement
  {
    .right(of: Anchor(run: run, offset: offset), before: before)
  }

  static func left(_ run: Reference, _ offset: UInt32 = 0) -> Placement {
    .left(of: Anchor(run: run, offset: offset))
  }

  static let start = insert(.right(of: nil, before: nil))

  /// A name smaller, or greater, than another.
  static func id(_ number: UInt64) -> ChangeID {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    guard let id = ChangeID(bytes + Array(repeating: 7, count: 24)) else {
      fatalError("32 bytes make an id")
    }
    return id
  }
}
