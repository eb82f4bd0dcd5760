import Envelope

/// Seals control rows under the node's control key; the context is the table and the row's id.
final class RowSeal {
  private let seal: ControlSeal
  private var chance: any RandomNumberGenerator

  init(_ seal: ControlSeal, chance: any RandomNumberGenerator) {
    (self.seal, self.chance) = (seal, chance)
  }

  enum Table: String {
    case statement, attachment, peer, invitation, parked, trace, acknowledgement
    case accessEvent = "access_event"
    case putBack = "put_back"
    case logEnd = "log_end"

    /// No table's name is the start of another's: the separator ends it.
    func context(_ row: [UInt8]) -> [UInt8] { Array(rawValue.utf8) + [0] + row }
  }

  func seal(_ bytes: [UInt8], in table: Table, row: [UInt8]) -> [UInt8] {
    seal.seal(bytes, context: table.context(row), using: &chance)
  }

  func open(_ sealed: [UInt8], in table: Table, row: [UInt8]) throws(StoreError) -> [UInt8] {
    do {
      return try seal.open(sealed, context: table.context(row))
    } catch {
      throw .damaged
    }
  }
}

/// A clear part and a rest, one after the other in a sealed row.
enum Pair {
  static func join(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    let length = UInt32(clamping: first.count)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) } + first + second
  }

  static func split(_ bytes: [UInt8]) throws(StoreError) -> (first: [UInt8], second: [UInt8]) {
    guard bytes.count >= 4 else { throw .damaged }
    let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - 4 else { throw .damaged }
    return (Array(bytes[4..<(4 + length)]), Array(bytes[(4 + length)...]))
  }
}
