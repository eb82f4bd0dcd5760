public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// A worker as the operator and the colleagues see one.
public struct WorkerSummary: Hashable, Sendable {
  /// Whether somebody, or a device of theirs, is admitted.
  public enum State: String, CaseIterable, Sendable {
    case added
    case admitted
    case ended
  }
  public let worker: WorkerID
  public let name: String
  public let role: String
  public let state: State
  /// The worker's devices, ascending by key.
  public let devices: [DeviceSummary]
  /// Somebody else of the service who has not ended has a name that is read as the same.
  public var hasNamesake = false
  /// Of one that was just ended: whether a device of theirs had been admitted, and could open something.
  public var wasAdmitted = false
  /// Until when they come in, exclusive; nil for who works here for no set time.
  public var until: Instant?
  /// When the last of their devices ended, by the clock of who ended it; nil while one has not.
  public var endedOn: Instant?

  /// Nodes on which the worker has a key.
  public var nodes: [SigningKey] { devices.map(\.node).sorted() }
}

/// The keys of a worker on one node, as people tell them apart.
public struct DeviceSummary: Hashable, Sendable {
  public let key: SigningKey
  public let digits: DeviceDigits
  public let node: SigningKey
  public let state: WorkerSummary.State
  /// False when whoever enrolled or admitted it had been ended: it is to be admitted again.
  public let stands: Bool
  /// On this node.
  public let isHere: Bool

  /// Enrolled or admitted by somebody whose access had ended, and not ended itself.
  public var isInDoubt: Bool { state != .ended && !stands }
}

/// Enrolling, admitting and ending workers. Protocol/consent.md, "Service log".
extension Notebook {
  /// Enrols a worker on this node; a colleague admits them.
  ///
  /// - Parameters:
  ///   - role: for a further device nil, or the role that its worker has.
  ///   - code: made by somebody who works on another node of the service already (`deviceCode`): this is a further device
  ///     of the same person, under their name and role, and they admit it.
  ///   - until: until when they come in, exclusive; for a further device what was said of its worker goes on.
  /// - Throws: among others `.termMissing` and `.termOutOfRange`.
  public func addWorker(
    name typed: String, role: Role?, passphrase: Passphrase, code: String? = nil,
    until: Instant? = nil, at now: Instant
  ) throws -> WorkerSummary {
    guard let operatorKey = operatorKeys?.pair.publicKey else { throw NotebookError.operatorOnly }
    let name = try Notebook.tidy(typed, .workerName)
    try Notebook.checkNew(passphrase)
    try read { ledger in
      guard try replica.serviceView(service, ledger).operators.contains(operatorKey) else {
        throw NotebookError.nodeNotEnrolledYet
      }
      let labels = try slotLabels(of: name, ledger)
      // A slot that a copy inherited makes way for a device of its own, one of a device that has ended for its successor.
      let isFree = try code != nil && isInherited(name, ledger) || isStale(name, ledger)
      guard try isFree || !ledger.slots().contains(where: { labels.contains($0.label) }) else {
        throw NotebookError.workerExists(name)
      }
    }
    // Of the same name it may be the same person; of one that only looks the same it is somebody else.
    let others = try workers().map(\.name)
    if let other = others.first(where: {
      Names.lookAlike($0, name) && !Names.areAlike($0, name)
    }) {
      throw NotebookError.workerNamesake(other)
    }
    let person = try person(called: name, role: role, code: code)
    if code == nil { try Notebook.checkTerm(until, of: person.role, at: now) }
    let device = NewDevice(worker: person.worker, seed: SecretKey(using: &chance))
    try write(at: now) { ledger in
      try disinherit(name, into: ledger)
      try enrol(
        device, name: person.name, role: person.role, passphrase: passphrase, into: ledger, at: now)
      if let until, code == nil {
        try state(term: until, of: device.worker, into: ledger, at: now)
      }
    }
    return try summary(of: device.worker)
  }

  /// Whether the slot of that name here is of a device that has ended, there or here, and opens nothing any more.
  private func isStale(_ name: String, _ ledger: LedgerReader) throws -> Bool {
    let isInherited = try isInherited(name, ledger)
    let theirs = try replica.serviceView(service, ledger).devices.filter { device in
      try (device.node == node || isInherited)
        && card(device.card, ledger).map { Names.areAlike($0.name, name) } ?? false
    }
    return !theirs.isEmpty && theirs.allSatisfy { $0.state == .ended }
  }

  /// Whether somebody of that name has a device on this node that has not ended.
  func worksHere(_ name: String, _ ledger: LedgerReader) throws -> Bool {
    try replica.serviceView(service, ledger).devices.contains { device in
      try device.node == node && device.state != .ended
        && card(device.card, ledger).map { Names.areAlike($0.name, name) } ?? false
    }
  }

  /// Whether a worker has a device that has not ended, wherever.
  func worksOn(_ worker: WorkerID, _ ledger: LedgerReader) throws -> Bool {
    try replica.serviceView(service, ledger).devices.contains {
      $0.worker == worker && $0.state != .ended
    }
  }

  /// Somebody new, or who the code says. A name in use is refused as a courtesy: it is admission that decides.
  private func person(
    called name: String, role: Role?, code: String?
  ) throws -> (worker: WorkerID, name: String, role: Role) {
    let workers = try workers().filter { $0.state != .ended }
    guard let code else {
      guard !workers.contains(where: { Names.areAlike($0.name, name) }) else {
        throw NotebookError.workerExists(name)
      }
      guard let role else { throw NotebookError.rule(.unknownRole("")) }
      return (WorkerID(using: &chance), name, role)
    }
    let bytes: [UInt8]
    do {
      bytes = try SheetCode.decode(code, for: .device)
    } catch {
      // Whatever is wrong with it is told in one sentence.
      throw NotebookError.deviceCodeUnreadable
    }
    guard let id = WorkerID(bytes),
      let known = workers.first(where: { $0.worker == id && Names.areAlike($0.name, name) })
    else { throw NotebookError.deviceCodeUnreadable }
    let theirs = try Role(parsing: known.role)
    guard role == nil || role == theirs else {
      throw NotebookError.furtherDeviceRole(known.name, role: theirs)
    }
    return (id, known.name, theirs)
  }

  /// States that a device is a worker's, and keeps the slot that their passphrase opens.
  func enrol(
    _ device: NewDevice, name: String, role: Role, passphrase: Passphrase,
    into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    let slot = try workerSlot(
      name: name, seed: device.seed, passphrase: passphrase, salt: try ledger.meta(Meta.salt) ?? [])
    let card =
      try WireWorkerCard.with {
        $0.name = name
        $0.role = role.code
        $0.salt = .init(Identifier<StratumKind>(using: &chance).bytes)
      }.serializedBytes() as [UInt8]
    try state(
      .workerEnrolled(
        WorkerEnrolled(
          worker: device.worker, device: device.keys.signing.publicKey,
          box: device.keys.box.publicKey, node: node, card: AttachmentID(of: card))),
      in: .service(service), as: .operator, attachments: [card], into: ledger, at: now)
    try ledger.saveSlot(label: slot.label, bytes: slot.bytes)
  }

  /// Workers who have not ended, by name or by the beginning of their number.
  func workers(typed: String) throws -> [WorkerSummary] {
    try workers().filter { $0.state != .ended && $0.isMeant(by: typed) }
  }

  /// The one who is meant, of those who have not ended.
  ///
  /// - Throws: `.unknownWorker`, `.ambiguous`.
  func worker(typed: String) throws -> WorkerSummary {
    let found = try workers(typed: typed)
    guard let summary = found.first else { throw NotebookError.unknownWorker(typed) }
    guard found.count == 1 else { throw NotebookError.ambiguous(typed, count: found.count) }
    return summary
  }

  /// The names of those who have not ended.
  func workingNames(_ ledger: LedgerReader) throws -> [String] {
    try replica.serviceView(service, ledger).devices.filter { $0.state != .ended }.compactMap {
      try card($0.card, ledger)?.name
    }
  }

  /// Every worker of the service, by name.
  public func workers() throws -> [WorkerSummary] {
    try read { ledger in
      let view = try replica.serviceView(service, ledger)
      let grouped = Dictionary(grouping: view.devices, by: \.worker)
      let all = try grouped.keys.sorted().map { id in
        try summary(of: id, grouped[id] ?? [], in: view, ledger)
      }.sorted { ($0.name, $0.worker.description) < ($1.name, $1.worker.description) }
      let working = Dictionary(
        grouping: all.filter { $0.state != .ended }, by: { Folding.fold($0.name) })
      return all.map { worker in
        var worker = worker
        let alike = working[Folding.fold(worker.name), default: []]
        worker.hasNamesake = worker.state != .ended && alike.count > 1
        return worker
      }
    }
  }

  func summary(of id: WorkerID) throws -> WorkerSummary {
    guard let summary = try workers().first(where: { $0.worker == id }) else {
      throw NotebookError.unknownWorker(id.description)
    }
    return summary
  }

  private func summary(
    of id: WorkerID, _ devices: [ServiceView.Device], in view: ServiceView, _ ledger: LedgerReader
  ) throws -> WorkerSummary {
    let card = try view.card(of: id).flatMap { try self.card($0, ledger) }
    let states = Set(devices.map(\.state))
    let state: WorkerSummary.State =
      states.contains(.admitted) ? .admitted : states.contains(.added) ? .added : .ended
    var summary = WorkerSummary(
      worker: id, name: card?.name ?? "", role: card?.role ?? "", state: state,
      devices: devices.map { device in
        DeviceSummary(
          key: device.key, digits: DeviceDigits(of: device.key, in: service), node: device.node,
          state: WorkerSummary.State(device.state), stands: device.stands,
          isHere: device.node == node)
      })
    summary.until = try term(of: id, in: view, ledger)
    if state == .ended {
      summary.endedOn = devices.compactMap { view.ended($0.key) }.max()
    }
    return summary
  }

  func card(_ id: AttachmentID, _ ledger: LedgerReader) throws -> WireWorkerCard? {
    guard let bytes = try ledger.attachment(id) else { return nil }
    return try WireWorkerCard(serializedBytes: bytes)
  }
}

extension WorkerSummary {
  /// By name, or by the beginning of the number.
  func isMeant(by typed: String) -> Bool {
    Names.areAlike(name, typed)
      || typed.utf8.count >= 4 && worker.description.utf8.starts(with: typed.lowercased().utf8)
  }
}

extension WorkerSummary.State {
  init(_ state: ServiceView.DeviceState) {
    switch state {
    case .added: self = .added
    case .admitted: self = .admitted
    case .ended: self = .ended
    }
  }
}
