import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// What a worker says of the devices of workers: hers, and a colleague's. Protocol/consent.md, "Service log".
extension WorkerSession {
  /// What the unlocked worker gives the operator of another node of the service, to be enrolled there as the same person.
  public func deviceCode() throws -> String {
    SheetCode.encode(try worker().worker.bytes, for: .device)
  }

  /// Wraps the content roots to the one device that its digits name, once somebody has compared them with the person.
  ///
  /// - Parameter digits: of the device, as its owner reads them out; nil: the error says which devices there are.
  public func admitWorker(name: String, device digits: String?, at now: Instant) throws
    -> WorkerSummary
  {
    let room = try worker()
    let found = try workers(typed: name)
    guard !found.isEmpty else {
      guard let ended = try endedWorker(name) else { throw NotebookError.unknownWorker(name) }
      throw NotebookError.workerEnded(ended.name)
    }
    let devices = found.flatMap { worker in worker.devices.map { (worker: worker, device: $0) } }
    guard let digits else {
      throw NotebookError.deviceNotNamed(name, devices.map(\.device).filter { $0.state != .ended })
    }
    guard DeviceDigits.areWellFormed(digits) else {
      throw NotebookError.digitsMalformed(digits, count: DeviceDigits.count)
    }
    guard let (theirs, device) = devices.first(where: { $0.device.digits.matches(typed: digits) })
    else {
      // Somebody who was enrolled again had other devices before.
      let former = try workers().filter { $0.isMeant(by: name) }.flatMap(\.devices)
      if let ended = former.first(where: { $0.state == .ended && $0.digits.matches(typed: digits) })
      {
        throw NotebookError.deviceEnded(name, digits: ended.digits)
      }
      throw NotebookError.unknownDevice(digits)
    }
    try checkAdmission(of: device, of: theirs, by: room)
    if device.state == .admitted, device.stands { return theirs }
    try write(at: now) { ledger in try admit(device.key, by: room, into: ledger, at: now) }
    return try self.summary(of: theirs.worker)
  }

  private func checkAdmission(
    of device: DeviceSummary, of worker: WorkerSummary, by room: WorkerKeys
  ) throws {
    guard device.state != .ended else {
      throw NotebookError.deviceEnded(worker.name, digits: device.digits)
    }
    if worker.worker != room.worker {
      let role = try self.role()
      try checkRule { () throws(RuleBroken) in try role.checkAdmits() }
    }
    let others = try workers().filter { $0.worker != worker.worker && $0.state == .admitted }
    if let namesake = others.first(where: { Names.lookAlike($0.name, worker.name) }) {
      throw NotebookError.workerNamesake(namesake.name)
    }
    let isTheirs = worker.devices.contains { $0.key != device.key && $0.state == .admitted }
    guard !isTheirs || room.worker == worker.worker else {
      throw NotebookError.theirOwnDevice(worker.name)
    }
    if worker.worker != room.worker { try checkRank(of: worker, by: room, others) }
  }

  /// She lets in whom she could be, by the matrix of the service. Where nobody who is admitted may, whoever works here for no
  /// set time lets the first one in, so that a service grows. Of a role that this version does not know nothing is said: it
  /// is given nothing here.
  private func checkRank(
    of worker: WorkerSummary, by room: WorkerKeys, _ others: [WorkerSummary]
  ) throws {
    guard let theirs = Role(code: worker.role) else { return }
    let (role, matrix) = (try self.role(), try read(matrix))
    let somebodyMay = others.contains { other in
      Role(code: other.role).map { $0.readsRecords && matrix.isWithin(theirs, $0) } ?? false
    }
    let isForATime = try read {
      try replica.serviceView(service, $0).term(of: room.worker) != nil
    }
    guard somebodyMay || isForATime else { return }
    try checkRule { () throws(RuleBroken) in try matrix.checkAdmits(role, theirs) }
  }

  func admit(
    _ device: SigningKey, by room: WorkerKeys, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard let box = try replica.serviceView(service, ledger).device(device)?.box else { return }
    var rows: [[UInt8]] = []
    var wraps: [RootWrap] = []
    for root in room.keyring.roots {
      let row = try room.keyring.sealRoot(root, to: box, using: &chance)
      rows.append(row)
      wraps.append(RootWrap(root: root, wrap: AttachmentID(of: row)))
    }
    try state(
      .workerAdmitted(device: device, wraps: wraps.sorted { $0.root < $1.root }),
      in: .service(service), as: .worker, attachments: rows, into: ledger, at: now)
  }
}
