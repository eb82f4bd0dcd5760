import Consent
public import Envelope
public import Replication
public import Store

/// Meeting another node: an invitation, a string that two people compare, and an end. Protocol/pairing.md.
extension Notebook {
  /// Makes a single-use invitation; `own` is for a further node of our service.
  public func invite(own: Bool, addresses: [String], at now: Instant) throws -> (
    text: String, expires: Instant
  ) {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    try checkMeeting()
    let id = InvitationID(using: &chance)
    let invitation = Invitation(
      id: id, token: InvitationID(using: &chance).bytes, nodeKey: node,
      expires: Instant(milliseconds: now.milliseconds + NotebookLimits.invitationHours * 3_600_000),
      own: own, addresses: addresses)
    try write { try $0.saveInvitation(id, bytes: invitation.bytes, expires: invitation.expires) }
    return (SheetCode.encode(invitation.bytes, for: .invitation), invitation.expires)
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

  /// What this node says of itself when it meets another.
  public func presentation(addresses: [String]) throws -> Presentation {
    try read { ledger in
      let statements = try ledger.statements(in: .service(service))
      let genesis = statements.first { $0.id.bytes == service.bytes }
      let operatorKey = try serviceView(service, ledger).nodes.first { $0.key == node }?.operatorKey
      let enrolment = statements.first {
        if case .nodeEnrolled(node, operatorKey) = $0.act { true } else { false }
      }
      return Presentation(
        nodeKey: node, operatorKey: operatorKey, genesis: genesis?.bytes ?? [],
        addresses: addresses, enrolment: enrolment?.bytes ?? [])
    }
  }

  /// Keeps a peer that holds the other end of an invitation, until both operators compared strings.
  @discardableResult
  func keepProven(_ peer: PairedPeer, into ledger: LedgerWriter, at now: Instant) throws -> PeerRow
  {
    var row = PeerRow(node: peer.presentation.nodeKey, state: .proven)
    row.own = peer.own
    row.addresses = peer.presentation.addresses
    row.sas = peer.string.description
    row.operatorKey = peer.presentation.operatorKey
    if peer.own && peer.presentation.genesis.isEmpty {
      row.service = service
      row.name = try serviceView(service, ledger).genesis?.name ?? ""
    } else {
      let genesis = try StatementCodec.prove(
        SealedStatement(bytes: peer.presentation.genesis))
      guard case .genesis(let content) = genesis.act, let theirs = ServiceID(genesis.id.bytes),
        peer.own == (theirs == service)
      else { throw NotebookError.invitationForOtherService }
      row.service = theirs
      row.name = try isEnrolled(peer.presentation, in: theirs, content, ledger) ? content.name : ""
      _ = try admit(
        SealedStatement(bytes: genesis.bytes), attachments: [], from: .ourselves, into: ledger,
        at: now)
    }
    try ledger.savePeer(row)
    return row
  }

  /// Whether the service that a presentation names has enrolled this node and this operator: as its log is known here, or
  /// by the statement that the presentation brings, signed by the operator that the genesis names or by one known here.
  private func isEnrolled(
    _ presentation: Presentation, in theirs: ServiceID, _ genesis: Genesis, _ ledger: LedgerReader
  ) throws -> Bool {
    let view = try serviceView(theirs, ledger)
    if let node = view.nodes.first(where: { $0.key == presentation.nodeKey }) {
      return !node.isEnded && node.operatorKey == presentation.operatorKey
    }
    let enrolment: ProvenStatement
    do {
      enrolment = try StatementCodec.prove(SealedStatement(bytes: presentation.enrolment))
    } catch {
      return false
    }
    guard enrolment.log == .service(theirs), let named = presentation.operatorKey,
      enrolment.act == .nodeEnrolled(node: presentation.nodeKey, operator: named)
    else { return false }
    return (view.operators + [genesis.operatorKey, genesis.rootKey]).contains(enrolment.author)
  }

  /// A service enrolled a node: peers that claimed to be of it, and now are, take its name.
  func nameEnrolled(in id: ServiceID, into ledger: LedgerWriter) throws {
    let nameless = try ledger.peers().filter { $0.service == id && $0.name.isEmpty }
    guard !nameless.isEmpty, let genesis = try serviceView(id, ledger).genesis else { return }
    for var row in nameless where try isEnrolled(row, ledger) {
      row.name = genesis.name
      try ledger.savePeer(row)
    }
  }

  /// The operator typed what the other one reads out. A wrong string ends it: the invitation is void.
  public func confirm(_ typed: String, string: String, at now: Instant) throws -> PeerRow {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    let (row, matches) = try write { ledger -> (PeerRow, Bool) in
      var row = try peer(typed, ledger)
      switch row.state {
      case .verified: return (row, true)
      case .invited, .removed: throw NotebookError.notProven(row.name)
      case .proven: break
      }
      guard ShortString(row.sas)?.matches(typed: string) ?? false else {
        row.state = .removed
        try ledger.savePeer(row)
        return (row, false)
      }
      row.state = .verified
      row.verifiedOn = now
      try ledger.savePeer(row)
      try ledger.openFeeds(peer: row.node, using: &chance)
      try offerEverything(to: row, into: ledger)
      try enrolIfOurs(row, into: ledger, at: now)
      if row.own { try settleStopped(into: ledger) }
      return (row, true)
    }
    guard matches else { throw NotebookError.wrongString(row.name) }
    return row
  }

  /// A further node of ours enters the service log, signed by an operator who already stands in it.
  private func enrolIfOurs(_ row: PeerRow, into ledger: LedgerWriter, at now: Instant) throws {
    let view = try serviceView(service, ledger)
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
    return try write { ledger in
      try checkOwnDevice(typed, ledger)
      var row = try peer(typed, ledger)
      row.state = .removed
      try ledger.savePeer(row)
      try ledger.forgetParked(from: row.node)
      let view = try serviceView(service, ledger)
      if row.own, view.nodes.contains(where: { $0.key == row.node && !$0.isEnded }) {
        let devices = view.devices.filter { $0.node == row.node }.map(\.key).sorted()
        try state(
          .nodeEnded(node: row.node), in: .service(service), as: .operator, into: ledger, at: now)
        try anchorGrants(of: devices, into: ledger, at: now)
      }
      return row
    }
  }

  /// The service of a peer ended it: nothing more is exchanged with it, and it is told so.
  func removeEnded(
    _ node: SigningKey, of service: ServiceID, into ledger: LedgerWriter
  ) throws {
    guard var row = try ledger.peer(node), row.service == service, row.state == .verified else {
      return
    }
    row.state = .removed
    try ledger.savePeer(row)
    try ledger.forgetParked(from: node)
  }

  /// Puts an address before those already known.
  public func setAddress(_ typed: String, _ address: String) throws -> PeerRow {
    guard operatorKeys != nil else { throw NotebookError.operatorOnly }
    return try write { ledger in
      var row = try peer(typed, ledger)
      row.addresses = [address] + row.addresses.filter { !$0.utf8.elementsEqual(address.utf8) }
      try ledger.savePeer(row)
      return row
    }
  }

  public func listPeers() throws -> [PeerRow] {
    try read { try $0.peers().sorted { $0.node < $1.node } }
  }

  /// Whether an unknown key may be listened to: somebody holds an invitation that has neither expired nor been
  /// used.
  public func isInviting(at now: Instant) throws -> Bool {
    try read { try $0.hasOpenInvitation(at: now) }
  }
}

extension Notebook {
  /// Peers that both operators verified: one that `typed` names, or all, in order of their keys.
  public func verifiedPeers(_ typed: String?) throws -> [PeerRow] {
    try read { ledger in
      guard let typed else {
        return try ledger.peers().filter { $0.state == .verified }.sorted { $0.node < $1.node }
      }
      let row = try peer(typed, ledger)
      guard row.state == .verified else { throw NotebookError.peerNotVerified(row.name) }
      return [row]
    }
  }
}
