import CaseFile
import Consent
import Replica
import Store
import Wire

/// What is told of who follows a person, where somebody writes it by hand. Protocol/records.md, "Who is followed".
extension WorkerSession {
  /// Names of nobody who works here, and of who could not pass it on again or is here for a time.
  ///
  /// - Parameter values: those that were given.
  func followerDoubts(
    _ values: [String: [String]], of type: RecordType, _ ledger: LedgerReader
  ) throws -> [RecordDoubt] {
    guard let followUp = type.followUp else { return [] }
    let given = followUp.workers.compactMap { code in
      type[code].map { field in (field: field, names: values[code] ?? []) }
    }
    guard given.contains(where: { !$0.names.isEmpty }) else { return [] }
    let view = try replica.serviceView(service, ledger)
    let ids = Set(view.devices.filter { $0.state != .ended }.map(\.worker)).sorted()
    let working = try ids.compactMap { id in
      try view.card(of: id).flatMap { try card($0, ledger) }
    }
    let matrix = try matrix(ledger)
    return given.flatMap { field, names in
      names.compactMap { name -> RecordDoubt? in
        let called = working.filter { WorkerNames.areSame($0.name, name) }
        guard !called.isEmpty else {
          return .followerUnknown(type.name(of: field), name, known: working.map(\.name))
        }
        let roles = called.compactMap { Role(code: $0.role) }
        guard let role = roles.first, roles.allSatisfy({ !matrix.follows($0, type) }) else {
          return nil
        }
        return .followerUnfit(type.name(of: field), name, role)
      }
    }
  }
}

extension AccessMatrix {
  /// Whether somebody of a role reads whom she follows, writes who does, and is here for no set time.
  fileprivate func follows(_ role: Role, _ type: RecordType) -> Bool {
    !role.isForATime && mayRead(role, .contact)
      && type.volets.allSatisfy { mayRead(role, $0) && mayWrite(role, $0, own: false) }
  }
}
