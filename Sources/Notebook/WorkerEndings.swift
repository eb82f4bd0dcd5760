import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// The end of a worker, or of one of their devices. Protocol/consent.md, "Service log".
extension Notebook {
  /// Ends a worker on every node, or one of their devices. The next unlocked colleague makes a new content root.
  ///
  /// - Parameters:
  ///   - name: a name, or the beginning of the worker's number where two have one name.
  ///   - digits: of the one device that ends; nil: all of them.
  public func endWorker(name: String, device digits: String? = nil, at now: Instant) throws
    -> WorkerSummary
  {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    let summary = try worker(typed: name)
    if let digits, !DeviceDigits.areWellFormed(digits) {
      throw NotebookError.digitsMalformed(digits, count: DeviceDigits.count)
    }
    let ending = summary.devices.filter { device in
      digits.map { device.state != .ended && device.digits.matches(typed: $0) } ?? true
    }
    if let digits, ending.isEmpty { throw NotebookError.unknownDevice(digits) }
    let devices = ending.map(\.key).sorted()
    guard
      try workers().flatMap(\.devices).contains(where: {
        $0.state == .admitted && !devices.contains($0.key)
      })
    else { throw NotebookError.lastWorker(summary.name) }
    try write(at: now) { ledger in
      try state(
        .workerEnded(worker: summary.worker, devices: devices), in: .service(service),
        as: .operator, into: ledger, at: now)
      try anchorGrants(of: devices, into: ledger, at: now)
      guard ending.contains(where: \.isHere) else { return }
      for label in try slotLabels(of: summary.name, ledger) {
        try ledger.removeSlot(label: label)
        try ledger.refuse(name: label)
      }
    }
    var ended = try self.summary(of: summary.worker)
    ended.wasAdmitted = summary.state == .admitted
    return ended
  }

  /// Who works here still, once the access of the last referent has ended; none while there is another one, and after the end
  /// of somebody else.
  public func leftWithoutReferent(by ended: WorkerSummary) throws -> [WorkerSummary] {
    guard ended.wasAdmitted, ended.role == Role.referent.code else { return [] }
    let left = try workers().filter { $0.state == .admitted }
    return left.contains { $0.role == Role.referent.code } ? [] : left
  }

  /// Of the people of that name or number, when every one of them has ended, the one who did last.
  public func endedWorker(_ typed: String) throws -> WorkerSummary? {
    let meant = try workers().filter { $0.isMeant(by: typed) }
    guard meant.allSatisfy({ $0.state == .ended }) else { return nil }
    return meant.max {
      ($0.endedOn?.milliseconds ?? 0) < ($1.endedOn?.milliseconds ?? 0)
    }
  }

  /// In each share where one of `devices` granted something, names what is known of the share now: what they granted
  /// before stands, what appears later from outside is void. Stated after the ending, which it must know of.
  func anchorGrants(
    of devices: [SigningKey], into ledger: LedgerWriter, at now: Instant
  ) throws {
    for share in try replica.allShares(ledger) where share.owner == service {
      let ending = devices.filter(Set(share.statements.map(\.author)).contains)
      guard !ending.isEmpty else { continue }
      try state(
        .anchor(authors: ending, heads: share.view.heads), in: .share(share.id), as: .operator,
        into: ledger, at: now)
    }
  }
}
