import CaseFile
import Envelope
import Notebook
import Replica
import Store
import Transport
import Words

/// How this node stands in its own service, as far as it knows.
struct Standing {
  /// Its service removed it, and said so.
  let isRemoved: Bool
  /// Nobody opens the notes on it any more.
  let isShut: Bool

  init(of notebook: Notebook) throws {
    isRemoved = try notebook.replica.removals().contains(where: \.own)
    isShut = try notebook.replica.isShut()
  }
}

extension OwnDeviceRow {
  init(_ device: OwnDevice) {
    self.init(
      id: device.node.description, workers: device.workers, isOfService: device.isOfService)
  }
}

/// From what the notebook knows of workers, peers and exchanges to the rows that `Words` shows.
extension CommandContext {
  func row(_ worker: WorkerSummary) throws -> WorkerRow {
    WorkerRow(
      id: worker.worker.description, name: worker.name, role: try Role(parsing: worker.role),
      state: state(worker.state), devices: worker.devices.map(row),
      hasNamesake: worker.hasNamesake)
  }

  /// A device in a sentence: its digits, and where it is.
  static func line(_ device: DeviceSummary) -> String {
    "\(device.digits) (\(device.node.description.prefix(8)))"
  }

  func row(_ device: DeviceSummary) -> WorkerDeviceRow {
    WorkerDeviceRow(
      digits: device.digits.description, node: device.node.description,
      state: state(device.state), isInDoubt: device.state != .ended && !device.stands,
      isHere: device.isHere)
  }

  func row(_ peer: Store.PeerRow) -> PairingRow {
    PairingRow(
      id: peer.node.description, service: peer.name, isOwnService: peer.own,
      state: state(peer.state), sas: peer.sas.isEmpty ? nil : peer.sas,
      verifiedOn: peer.verifiedOn.map(moment), addresses: peer.addresses)
  }

  func row(_ report: ExchangeReport, _ standing: Standing) -> SyncRow {
    SyncRow(
      peer: report.peer, service: report.service, sent: report.sent, received: report.received,
      refused: report.refused, bytesSent: report.bytesSent, bytesReceived: report.bytesReceived,
      roundTrips: report.roundTrips, rootsEqual: report.rootsEqual ?? false,
      error: report.failure.map { fact($0, of: report.service, standing) },
      isKnown: report.rootsEqual != nil)
  }

  func row(_ status: PeerStatus) -> StatusRow {
    var row = StatusRow(
      peer: status.peer.description, service: status.service, sent: status.sent,
      received: status.received, pending: status.pending, refused: status.refused,
      lastExchange: status.lastExchange.map(moment),
      rootsEqual: !status.hasRemovedUs && status.rootsEqual == true, isRead: status.isRead,
      hasRemovedUs: status.hasRemovedUs)
    row.isCompared = status.rootsEqual != nil
    return row
  }

  func row(_ device: LoggedDevice) -> LogDeviceRow {
    LogDeviceRow(
      node: device.node.description, isEnded: device.isEnded,
      heardUntil: device.heardUntil.map(moment))
  }

  func row(_ putBack: PutBack) -> PutBackRow {
    PutBackRow(
      since: putBack.since.map(moment), noticed: putBack.noticed.map(moment),
      isLoss: putBack.isLoss,
      known: putBack.known.map { .init(at: moment($0.at), worker: $0.worker) })
  }

  /// Who did what, with the names that this reader may know.
  func rows(_ events: [AccessEvent], in notebook: Notebook) throws -> [LogRow] {
    var people = try Dictionary(
      notebook.listCases().map { ($0.id.description, $0.name) }, uniquingKeysWith: { $1 })
    for shared in try notebook.listReceived(at: now) {
      people[shared.share.description] = shared.name
    }
    return events.map { event in
      var row = row(event)
      row.person = event.caseFile.flatMap { people[$0] }
      row.isHere = event.node == notebook.node
      return row
    }
  }

  func row(_ reused: ReusedSequences) -> ReusedRow {
    ReusedRow(
      device: reused.device.description,
      owner: [reused.service, reused.worker].filter { !$0.isEmpty }.joined(separator: ", "))
  }

  func row(_ event: AccessEvent) -> LogRow {
    LogRow(
      at: json ? moment(event.at) : local(event.at).judged(at: now.milliseconds),
      worker: event.worker, node: event.node.description,
      action: event.action, caseID: event.caseFile,
      volets: event.volets.compactMap(Volet.init(code:)))
  }

  /// Why an exchange came to nothing.
  func fact(_ failure: ExchangeFailure, of service: String, _ standing: Standing) -> Fact {
    switch failure {
    case .noAddress: .network(.noAddress(service))
    case .unreachable: .network(.unreachable(service))
    case .notPinned: .network(.notAccepted(service))
    case .removed:
      standing.isShut ? .network(.removedAndShut(service)) : .network(.deviceRemoved(service))
    case .unpaired:
      standing.isRemoved
        ? .network(.unpairedSinceRemoved(service)) : .network(.unpaired(service))
    case .cut: .network(.cut(service))
    case .full: .network(.unplaceable(service))
    case .violation(let word):
      word == "version" ? .network(.newerPeer(service)) : .network(.protocolBroken(service))
    case .notVerified: .pairing(.peerNotVerified(service))
    case .peerFault: .network(.takesNothing(service))
    case .ledger(let error): Diagnosis(folder: home).fact(error)
    case .twin: .home(.twin)
    case .local(let word): .home(.defect(word))
    }
  }

  private func state(_ state: WorkerSummary.State) -> WorkerState {
    switch state {
    case .added: .added
    case .admitted: .admitted
    case .ended: .ended
    }
  }

  private func state(_ state: Store.PeerState) -> Words.PeerState {
    switch state {
    case .invited: .invited
    case .proven: .proven
    case .verified: .verified
    case .removed: .removed
    }
  }
}
