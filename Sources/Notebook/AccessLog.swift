import CaseFile
public import Envelope
import Store
import SwiftProtobuf
import Wire

/// Somebody looked, wrote or sent: kept on the node where it happened, sealed under the content root.
public struct AccessEvent: Hashable, Sendable {
  public enum Action: String, Hashable, Sendable {
    case read
    case write
    case consent
    case search
    case export
  }
  public let at: Instant
  public let worker: String
  public let node: SigningKey
  public let action: String
  /// Hexadecimal id of a case file or of a share.
  public let caseFile: String?
  public let volets: [String]
}

/// The log of reads as well as writes. Protocol/vault.md, "Access log".
extension Notebook {
  func log(
    _ action: AccessEvent.Action, case id: CaseID?, volets: [Volet], into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    try append(action, about: id?.bytes ?? [], volets, into: ledger, at: now)
  }

  func log(
    _ action: AccessEvent.Action, place: LogID, volets: [Volet], into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    try append(action, about: place.bytes, volets, into: ledger, at: now)
  }

  private func append(
    _ action: AccessEvent.Action, about id: [UInt8], _ volets: [Volet],
    into ledger: LedgerWriter, at now: Instant
  ) throws {
    let room = try worker()
    let codes = Set(volets).map(\.code).sorted()
    let plain: [UInt8] = try WireAccessRecord.with {
      $0.at = UInt64(clamping: now.milliseconds)
      $0.worker = room.name
      $0.node = .init(node.bytes)
      $0.action = action.rawValue
      $0.caseFile = .init(id)
      $0.volets = codes
    }.serializedBytes()
    try ledger.appendAccess(
      try room.keyring.sealRecord(
        plain, context: Notebook.accessContext, under: try currentRoot(ledger), using: &chance))
  }

  /// Accesses recorded on this node, oldest first; of one case file when `typed` names one.
  public func accessLog(_ typed: String?) throws -> [AccessEvent] {
    try read { ledger in
      let keyring = try worker().keyring
      let wanted = try typed.map { try place($0, ledger).bytes }
      var events: [AccessEvent] = []
      for row in try ledger.accesses() {
        let record = try WireAccessRecord(
          serializedBytes: try keyring.openRecord(row, context: Notebook.accessContext))
        guard wanted == nil || wanted == Array(record.caseFile) else { continue }
        events.append(
          AccessEvent(
            at: Instant(milliseconds: Int64(clamping: record.at)), worker: record.worker,
            node: SigningKey(record.node) ?? node, action: record.action,
            caseFile: record.caseFile.isEmpty ? nil : Hexadecimal.encode(record.caseFile),
            volets: record.volets))
      }
      return events
    }
  }

  private static var accessContext: [UInt8] { Array("carnet/access/v1".utf8) }
}
