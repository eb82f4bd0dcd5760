import Envelope
import Foundation
import GRDB

/// A value bound to a statement.
enum SQLValue {
  case bytes([UInt8])
  case integer(Int64)
  case text(String)
  case null

  var databaseValue: DatabaseValue {
    switch self {
    case .bytes(let bytes): Data(bytes).databaseValue
    case .integer(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .null: .null
    }
  }

  /// Of one static type, GRDB would take them by a key path that it makes anew each time.
  static func arguments(_ values: [SQLValue]) -> StatementArguments {
    StatementArguments(
      values.map { value -> (any DatabaseValueConvertible)? in value.databaseValue })
  }

  static func id<Kind>(_ id: Identifier<Kind>) -> SQLValue { .bytes(id.bytes) }
  static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
  /// A position that a peer names: SQLite's integers are signed.
  static func position(_ position: UInt64) -> SQLValue { .integer(Int64(clamping: position)) }
}

/// Columns read without trust: on a damaged disk a column may hold anything.
extension Row {
  func bytes(_ column: Int) throws -> [UInt8] {
    guard case .blob(let data) = try value(column) else { throw StoreError.damaged }
    return Array(data)
  }

  func integer(_ column: Int) throws -> Int64 {
    guard case .int64(let number) = try value(column) else { throw StoreError.damaged }
    return number
  }

  func text(_ column: Int) throws -> String {
    guard case .string(let text) = try value(column) else { throw StoreError.damaged }
    return text
  }

  func flag(_ column: Int) throws -> Bool { try integer(column) != 0 }

  func id<Kind>(_ column: Int, as: Kind.Type = Kind.self) throws -> Identifier<Kind> {
    guard let id = Identifier<Kind>(try bytes(column)) else { throw StoreError.damaged }
    return id
  }

  /// A number that is never negative.
  func count(_ column: Int) throws -> UInt64 {
    guard let count = UInt64(exactly: try integer(column)) else { throw StoreError.damaged }
    return count
  }

  func isNull(_ column: Int) throws -> Bool {
    if case .null = try value(column) { true } else { false }
  }

  private func value(_ column: Int) throws -> DatabaseValue.Storage {
    guard column >= 0, column < self.count else { throw StoreError.damaged }
    return (self[column] as DatabaseValue).storage
  }
}
