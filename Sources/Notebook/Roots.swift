import CaseFile
import Consent
import Envelope
import Replica
import Store

/// Content roots: made by the first worker, wrapped to the next ones, replaced after somebody left.
extension WorkerSession {
  /// Opens every root and box that the signed log gives to the device of `room`.
  func openRoots(of room: WorkerKeys, _ ledger: LedgerReader) throws {
    let view = try replica.serviceView(service, ledger)
    for wrap in view.rootWraps(for: room.keys.signing.publicKey) {
      guard let row = try ledger.attachment(wrap.wrap) else { continue }
      try room.keyring.openRoot(wrap.root, wrap: row, with: room.keys.box)
    }
    for root in view.roots.reversed() where room.keyring.holds(root.root) {
      if let previous = root.previous, let row = try ledger.attachment(previous) {
        _ = try room.keyring.openRoots(row, under: root.root)
      }
    }
    for root in view.roots where room.keyring.holds(root.root) {
      if let row = try ledger.attachment(root.boxSecret) {
        try room.keyring.openBox(root.box, sealed: row)
      }
    }
  }

  /// Opens the roots that came since the worker entered: made by a colleague, here or on another node.
  func openNewRoots(_ ledger: LedgerReader) throws {
    let room = try worker()
    // The row of a root may come after the statement, which another service gave back.
    let touch = ledger.touchesWhenAsked().last(of: .service(service))
    guard touch != rootsSeen else { return }
    try openRoots(of: room, ledger)
    rootsSeen = touch
  }

  /// The first content root, by the device that the genesis names.
  static func openFirstRoot(
    _ device: NewDevice, of worker: FirstWorker, at replica: Replica, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    let room = WorkerKeys(
      name: worker.name, roleCode: worker.role.code, worker: device.worker,
      seed: device.seed.duplicate(), keyring: Keyring())
    let session = WorkerSession(at: replica)
    session.workerKeys = room
    defer { session.lock() }
    try session.createRoot(
      for: [(device.keys.signing.publicKey, device.keys.box.publicKey)], keyring: room.keyring,
      into: ledger, at: now)
  }

  /// Makes a content root and a box key, wrapped to `devices`; earlier roots are sealed under the new one.
  func createRoot(
    for devices: [(key: SigningKey, box: BoxKey)], keyring: Keyring, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    let earlier = keyring.roots
    let root = keyring.makeRoot(using: &chance)
    let box = keyring.makeBox(using: &chance)
    var rows = [try keyring.sealBox(box, under: root, using: &chance)]
    let boxRow = AttachmentID(of: rows[0])
    var previous: AttachmentID?
    if !earlier.isEmpty {
      let row = try keyring.sealRoots(earlier, under: root, using: &chance)
      previous = AttachmentID(of: row)
      rows.append(row)
    }
    var wraps: [DeviceWrap] = []
    for device in devices.sorted(by: { $0.key < $1.key }) {
      let row = try keyring.sealRoot(root, to: device.box, using: &chance)
      wraps.append(DeviceWrap(device: device.key, wrap: AttachmentID(of: row)))
      rows.append(row)
    }
    try state(
      .rootOpened(
        RootOpened(root: root, box: box, boxSecret: boxRow, previous: previous, wraps: wraps)),
      in: .service(service), as: .worker, attachments: rows, into: ledger, at: now)
  }

  /// After somebody left, or where the present root is lost, the next unlocked worker makes a new one. Nothing to do
  /// otherwise.
  func rotateRootIfNeeded(into ledger: LedgerWriter, at now: Instant) throws {
    guard try isRootDue(ledger) else { return }
    let room = try worker()
    let view = try replica.serviceView(service, ledger)
    let staying = view.devices.filter { $0.state == .admitted && $0.stands }
      .map { (key: $0.key, box: $0.box) }
    try createRoot(for: staying, keyring: room.keyring, into: ledger, at: now)
  }

  func isRootDue(_ ledger: LedgerReader) throws -> Bool {
    let device = try worker().keys.signing.publicKey
    let view = try replica.serviceView(service, ledger)
    guard !view.isDoubted(device) else { return false }
    return try view.pendingRotation || isRootLost(of: device, view, ledger)
  }

  /// Whether this device was given the present root and the row that holds it is not here: an older self was told of the
  /// statement by another service, which never has the row. Protocol/vault.md, "Older selves".
  private func isRootLost(
    of device: SigningKey, _ view: ServiceView, _ ledger: LedgerReader
  ) throws -> Bool {
    guard let root = view.currentRoot?.root, try !isUnlocked(ledger) else { return false }
    let wraps = view.rootWraps(for: device).filter { $0.root == root }
    return try !wraps.isEmpty && wraps.allSatisfy { try ledger.attachment($0.wrap) == nil }
  }
}
