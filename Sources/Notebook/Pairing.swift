import Consent
public import Envelope
import Replica
public import Replication
public import Store

/// Meeting another node: an invitation, a string that two people compare, and an end. Protocol/pairing.md.
extension Notebook {
  /// Makes a single-use invitation; `own` is for a further node of our service.
  public func invite(own: Bool, addresses: [String], at now: Instant) throws -> (
    text: String, expires: Instant
  ) {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    try replica.checkMeeting()
    let id = InvitationID(using: &chance)
    let invitation = Invitation(
      id: id, token: InvitationID(using: &chance).bytes, nodeKey: node,
      expires: Instant(milliseconds: now.milliseconds + NotebookLimits.invitationHours * 3_600_000),
      own: own, addresses: addresses)
    try write(at: now) {
      try $0.saveInvitation(id, bytes: invitation.bytes, expires: invitation.expires)
    }
    return (SheetCode.encode(invitation.bytes, for: .invitation), invitation.expires)
  }

  /// Where this node said, when it was born, that it is reached: `host:port`, in the order in which they were given.
  public func givenAddresses() throws -> [String] {
    try read { ledger in
      String(decoding: try ledger.meta(Meta.addresses) ?? [], as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }
  }

  func keep(_ addresses: [String], into ledger: LedgerWriter) throws {
    guard !addresses.isEmpty else { return }
    try ledger.setMeta(Meta.addresses, Array(addresses.joined(separator: "\n").utf8))
  }

  /// Reads the text of an invitation.
  public static func readInvitation(_ text: String) throws -> Invitation {
    do {
      return try Invitation(bytes: try SheetCode.decode(text, for: .invitation))
    } catch InvitationError.version {
      throw NotebookError.invitationOfNewerVersion
    } catch is EnvelopeError {
      throw NotebookError.invitationUnreadable
    } catch is InvitationError {
      throw NotebookError.invitationUnreadable
    }
  }

  /// The operator's key of a node that has entered its service and that the service has not enrolled yet, as far as is
  /// known here; nil for every other one.
  public func keyNotEnrolled() throws -> SigningKey? {
    guard let operatorKeys else { throw NotebookError.operatorOnly }
    let isEnrolled = try read { ledger in
      try replica.serviceView(service, ledger).nodes.contains { $0.key == node }
    }
    return isEnrolled ? nil : operatorKeys.pair.publicKey
  }

  /// The operator typed what the other one reads out. Another string ends it: the invitation is void.
  ///
  /// - Throws: `NotebookError.digitsMalformed` for what is no string, which ends nothing.
  public func confirm(_ typed: String, string: String, at now: Instant) throws -> PeerRow {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    let (row, matches) = try write(at: now) { ledger -> (PeerRow, Bool) in
      var row = try replica.peer(typed, ledger)
      switch row.state {
      case .verified:
        if let known = ShortString(row.sas), ShortString(string)?.matches(known) != true {
          throw NotebookError.otherDigits(row.name)
        }
        return (row, true)
      case .invited: throw NotebookError.notProven(row.name)
      case .removed:
        throw NotebookError.pairingCancelled(
          row.name.isEmpty ? String(row.node.description.prefix(8)) : row.name)
      case .proven: break
      }
      guard let string = ShortString(string) else {
        throw NotebookError.digitsMalformed(string, count: ShortString.count)
      }
      guard ShortString(row.sas)?.matches(string) ?? false else {
        row.state = .removed
        try ledger.savePeer(row)
        return (row, false)
      }
      row.state = .verified
      row.verifiedOn = now
      try ledger.savePeer(row)
      try ledger.openFeeds(peer: row.node, using: &chance)
      try replica.offerEverything(to: row, into: ledger)
      try enrolIfOurs(row, into: ledger, at: now)
      if row.own { try replica.settleStopped(into: ledger) }
      return (row, true)
    }
    guard matches else { throw NotebookError.wrongString }
    return row
  }

  /// A further node of ours enters the service log, signed by an operator who already stands in it.
  private func enrolIfOurs(_ row: PeerRow, into ledger: LedgerWriter, at now: Instant) throws {
    let view = try replica.serviceView(service, ledger)
    guard row.own, let theirs = row.operatorKey, let mine = operatorKeys?.pair.publicKey,
      view.operators.contains(mine), !view.nodes.contains(where: { $0.key == row.node })
    else { return }
    try state(
      .nodeEnrolled(node: row.node, operator: theirs), in: .service(service), as: .operator,
      into: ledger, at: now)
  }

  /// Ends a pairing for good: only a new invitation brings the peer back. A device of our own service ends in its log.
  ///
  /// - Throws: `NotebookError.ownDeviceNotNamed` when a name, and no number, leads to a device of our own service.
  public func removePeer(_ typed: String, at now: Instant) throws -> PeerRow {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    return try write(at: now) { ledger in
      try checkOwnDevice(typed, ledger)
      var row = try replica.peer(typed, ledger)
      row.state = .removed
      try ledger.savePeer(row)
      try ledger.forgetParked(from: row.node)
      let view = try replica.serviceView(service, ledger)
      if row.own, view.nodes.contains(where: { $0.key == row.node && !$0.isEnded }) {
        let devices = view.devices.filter { $0.node == row.node }.map(\.key).sorted()
        try state(
          .nodeEnded(node: row.node), in: .service(service), as: .operator, into: ledger, at: now)
        try anchorGrants(of: devices, into: ledger, at: now)
      }
      return row
    }
  }

  /// Puts an address before those already known.
  public func setAddress(_ typed: String, _ address: String) throws -> PeerRow {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    return try commit { ledger in
      var row = try replica.peer(typed, ledger)
      row.addresses = [address] + row.addresses.filter { !$0.utf8.elementsEqual(address.utf8) }
      try ledger.savePeer(row)
      return row
    }
  }
}
