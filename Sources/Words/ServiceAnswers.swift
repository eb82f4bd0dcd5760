import CaseFile
import Envelope
public import Notebook
public import Replica
public import Store

/// Peers, exchanges and the log, as the reader's clock tells them.
extension WallClock {
  /// A line of the list of paired devices.
  public func row(_ peer: Store.PeerRow) -> PairingRow {
    PairingRow(
      id: peer.node.description, service: peer.name, isOwnService: peer.own,
      state: peer.state, sas: peer.sas.isEmpty ? nil : peer.sas,
      verifiedOn: peer.verifiedOn.map(moment), addresses: peer.addresses)
  }

  /// What stands between this device and a peer.
  public func row(_ status: PeerStatus) -> StatusRow {
    var row = StatusRow(
      peer: status.peer.description, service: status.service, sent: status.sent,
      received: status.received, pending: status.pending, refused: status.refused,
      lastExchange: status.lastExchange.map(moment),
      rootsEqual: !status.hasRemovedUs && status.rootsEqual == true, isRead: status.isRead,
      hasRemovedUs: status.hasRemovedUs)
    row.isCompared = status.rootsEqual != nil
    return row
  }

  /// Another device of the service, and until when its log is known here.
  public func row(_ device: LoggedDevice) -> LogDeviceRow {
    LogDeviceRow(
      node: device.node.description, isEnded: device.isEnded,
      heardUntil: device.heardUntil.map(moment))
  }

  /// When this home was put back from a copy, or its disk lost what was written.
  public func row(_ putBack: PutBack) -> PutBackRow {
    PutBackRow(
      since: putBack.since.map(moment), noticed: putBack.noticed.map(moment),
      isLoss: putBack.isLoss,
      known: putBack.known.map { .init(at: moment($0.at), worker: $0.worker) })
  }
}

extension ReusedSequences {
  /// Told as of whom it is, as far as a log here says.
  public var fact: Fact {
    .home(
      .sequenceReused(
        device: device.description,
        of: [service, worker].filter { !$0.isEmpty }.joined(separator: ", ")))
  }
}

extension PeerState {
  /// The stable code, in JSON.
  var code: String {
    switch self {
    case .invited: "invited"
    case .proven: "proven"
    case .verified: "verified"
    case .removed: "removed"
    }
  }
}
