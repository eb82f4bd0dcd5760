import Envelope
import Notebook
import Replica
import Transport
import Words

/// How this node stands in its own service, as far as it knows.
struct Standing {
  /// Its service removed it, and said so.
  let isRemoved: Bool
  /// Nobody opens the notes on it any more.
  let isShut: Bool
  /// Another copy of it is in use under its key: it exchanges nothing, and what it was told it cannot compare.
  let hasTwin: Bool

  init(of notebook: Notebook) throws {
    isRemoved = try notebook.replica.removals().contains(where: \.own)
    isShut = try notebook.replica.isShut()
    hasTwin = try notebook.replica.hasTwin()
  }
}

/// What exchanges amounted to, and what may be told of who looked.
extension CommandContext {
  func row(_ report: ExchangeReport, _ standing: Standing) -> SyncRow {
    SyncRow(
      peer: report.peer, service: report.service, sent: report.sent, received: report.received,
      refused: report.refused, bytesSent: report.bytesSent, bytesReceived: report.bytesReceived,
      roundTrips: report.roundTrips, rootsEqual: report.rootsEqual ?? false,
      error: report.failure.map { fact($0, of: report.service, standing) },
      isKnown: report.rootsEqual != nil && !standing.hasTwin)
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
    case .ledger(let error): Diagnosis(folder: home, clock: clock).fact(error)
    case .twin: .home(.twin)
    case .local(let word): .home(.defect(word))
    }
  }

  /// What was done, with the names of the people followed that this reader may know.
  func rows(_ events: [AccessEvent], in notebook: WorkerSession) throws -> [LogRow] {
    var people: [String: String] = [:]
    if try notebook.readsCards() {
      for file in try notebook.listCases() { people[file.id.description] = file.name }
      for shared in try notebook.listReceived(at: now) {
        people[shared.share.description] = shared.name
      }
    }
    return events.map { event in
      var row = clock.row(event)
      row.person = event.caseFile.flatMap { people[$0] }
      return row
    }
  }
}
