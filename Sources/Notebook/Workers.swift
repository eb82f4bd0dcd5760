public import CaseFile
import Consent
public import Envelope
import Store
import SwiftProtobuf
import Wire

/// A worker as the operator and the colleagues see one.
public struct WorkerSummary: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case added
    case admitted
    case ended
  }
  public let worker: WorkerID
  public let name: String
  public let role: String
  public let state: State
  /// Nodes on which the worker has a key.
  public let nodes: [SigningKey]
}

/// Enrolling, admitting and ending workers. Protocol/consent.md, "Service log".
extension Notebook {
  /// Enrols a worker on this node; a colleague admits them.
  public func addWorker(name: String, role: Role, passphrase: [UInt8], at now: Instant) throws
    -> WorkerSummary
  {
    guard let operatorKey = operatorRoom?.pair.publicKey else { throw NotebookError.operatorOnly }
    try Notebook.checkName(name, "worker")
    try read { ledger in
      guard try serviceView(service, ledger).operators.contains(operatorKey) else {
        throw NotebookError.nodeNotEnrolledYet
      }
      let labels = try slotLabels(of: name, ledger)
      guard try !ledger.slots().contains(where: { labels.contains($0.label) }) else {
        throw NotebookError.workerExists(name)
      }
    }
    let known = try workers().first { Notebook.same($0.name, name) && $0.state != .ended }
    let device = NewDevice(
      worker: known?.worker ?? WorkerID(using: &chance), seed: SecretKey(using: &chance))
    try write { ledger in
      try enrol(device, name: name, role: role, passphrase: passphrase, into: ledger, at: now)
    }
    return try summary(of: device.worker)
  }

  /// States that a device is a worker's, and keeps the slot that their passphrase opens.
  func enrol(
    _ device: NewDevice, name: String, role: Role, passphrase: [UInt8], into ledger: LedgerWriter,
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

  /// Wraps the content roots to every enrolled device of the worker called `name`.
  public func admitWorker(name: String, at now: Instant) throws -> WorkerSummary {
    let room = try worker()
    let found = try workers().filter { Notebook.same($0.name, name) && $0.state != .ended }
    guard let summary = found.first else { throw NotebookError.unknownWorker(name) }
    guard found.count == 1 else { throw NotebookError.ambiguous(name) }
    try write { ledger in
      for device in try serviceView(service, ledger).devices(of: summary.worker)
      where device.state == .added {
        var rows: [[UInt8]] = []
        var wraps: [RootWrap] = []
        for root in room.keyring.roots {
          let row = try room.keyring.sealRoot(root, to: device.box, using: &chance)
          rows.append(row)
          wraps.append(RootWrap(root: root, wrap: AttachmentID(of: row)))
        }
        try state(
          .workerAdmitted(device: device.key, wraps: wraps.sorted { $0.root < $1.root }),
          in: .service(service), as: .worker, attachments: rows, into: ledger, at: now)
      }
    }
    return try self.summary(of: summary.worker)
  }

  /// Ends a worker on every node. The next unlocked colleague makes a new content root.
  public func endWorker(name: String, at now: Instant) throws -> WorkerSummary {
    guard operatorRoom != nil else { throw NotebookError.operatorOnly }
    let found = try workers().filter { Notebook.same($0.name, name) && $0.state != .ended }
    guard let summary = found.first else { throw NotebookError.unknownWorker(name) }
    guard found.count == 1 else { throw NotebookError.ambiguous(name) }
    guard try workers().contains(where: { $0.state == .admitted && $0.worker != summary.worker })
    else { throw NotebookError.lastWorker(summary.name) }
    try write { ledger in
      let view = try serviceView(service, ledger)
      let devices = view.devices(of: summary.worker).map(\.key).sorted()
      try state(
        .workerEnded(worker: summary.worker, devices: devices), in: .service(service),
        as: .operator, into: ledger, at: now)
      try anchorGrants(of: devices, into: ledger, at: now)
      for label in try slotLabels(of: name, ledger) {
        try ledger.removeSlot(label: label)
        try ledger.refuse(name: label)
      }
    }
    return try self.summary(of: summary.worker)
  }

  /// In each share where one of `devices` granted something, names what is known of the share now: what they granted
  /// before stands, what appears later from outside is void. Stated after the ending, which it must know of.
  func anchorGrants(
    of devices: [SigningKey], into ledger: LedgerWriter, at now: Instant
  ) throws {
    for share in try allShares(ledger) where share.owner == service {
      let ending = devices.filter(Set(share.statements.map(\.author)).contains)
      guard !ending.isEmpty else { continue }
      try state(
        .anchor(authors: ending, heads: share.view.heads), in: .share(share.id), as: .operator,
        into: ledger, at: now)
    }
  }

  /// Every worker of the service, by name.
  public func workers() throws -> [WorkerSummary] {
    try read { ledger in
      let view = try serviceView(service, ledger)
      let grouped = Dictionary(grouping: view.devices, by: \.worker)
      return try grouped.keys.sorted().map { id in
        try summary(of: id, grouped[id] ?? [], ledger)
      }.sorted { ($0.name, $0.worker.description) < ($1.name, $1.worker.description) }
    }
  }

  func summary(of id: WorkerID) throws -> WorkerSummary {
    try read { ledger in
      try summary(of: id, serviceView(service, ledger).devices(of: id), ledger)
    }
  }

  private func summary(
    of id: WorkerID, _ devices: [ServiceView.Device], _ ledger: LedgerReader
  ) throws -> WorkerSummary {
    var name = ""
    var role = ""
    for device in devices {
      if let card = try card(device.card, ledger) { (name, role) = (card.name, card.role) }
    }
    let states = Set(devices.map(\.state))
    let state: WorkerSummary.State =
      states.contains(.admitted) ? .admitted : states.contains(.added) ? .added : .ended
    return WorkerSummary(
      worker: id, name: name, role: role, state: state, nodes: devices.map(\.node).sorted())
  }

  func card(_ id: AttachmentID, _ ledger: LedgerReader) throws -> WireWorkerCard? {
    guard let bytes = try ledger.attachment(id) else { return nil }
    return try WireWorkerCard(serializedBytes: bytes)
  }

  static func checkName(_ name: String, _ field: String) throws {
    guard !name.isEmpty, name.utf8.count <= Limits.nameBytes else {
      throw NotebookError.fieldTooLong(name: field, limit: Limits.nameBytes)
    }
  }
}
