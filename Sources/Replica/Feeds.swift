package import CRDT
import Consent
package import Envelope
package import Store

/// Who is to hear of what: entries in the feeds of verified peers, written in the same transaction as the thing itself.
extension Replica {
  /// Verified peers of a service, in order of their keys.
  package func peers(of id: ServiceID, _ ledger: LedgerReader) throws -> [PeerRow] {
    try ledger.peers().filter { $0.state == .verified && $0.service == id }
  }

  /// Who may bring what a service wrote: its own nodes, and ours.
  package func bringers(of owner: ServiceID, _ ledger: LedgerReader) throws -> [SigningKey] {
    try ledger.peers().filter { $0.own || $0.service == owner }.map(\.node)
  }

  /// Whether the service that a peer claims has enrolled it, as far as we know that service's log. Until then it hears
  /// nothing but our own service log, and is believed nothing but its own.
  package func isEnrolled(_ peer: PeerRow, _ ledger: LedgerReader) throws -> Bool {
    guard let id = peer.service else { return false }
    return try serviceView(id, ledger).hasNode(peer.node)
  }

  /// Queues a statement for everybody who may read its log.
  package func offer(_ statement: ProvenStatement, from origin: Origin, into ledger: LedgerWriter)
    throws
  {
    for peer in try audience(of: statement.log, ledger) {
      try queue(.statement(statement.id), for: peer, control: true, from: origin, into: ledger)
    }
  }

  /// The peers that may read a log: our own nodes read all, a service hears our service log and the shares with us.
  package func audience(of log: LogID, _ ledger: LedgerReader) throws -> [PeerRow] {
    let verified = try ledger.peers().filter { $0.state == .verified }
    switch log {
    case .service(let id): return verified.filter { $0.own || id == service }
    case .own: return verified.filter(\.own)
    case .share(let id):
      let share = try share(id, ledger)
      return verified.filter { peer in
        peer.own
          || (peer.service != nil
            && (peer.service == share?.owner || peer.service == share?.recipient))
      }
    }
  }

  /// Queues a change for our own nodes and for the recipients that may read it.
  package func offer(
    _ change: ProvenEnvelope, of owner: ServiceID, from origin: Origin, into ledger: LedgerWriter,
    at now: Instant
  ) throws {
    let shares = owner == service ? try shares(of: change.header.volet, ledger) : []
    for peer in try ledger.peers() where peer.state == .verified {
      guard judge(change.header.place, of: shares, by: peer, for: .offering).isAllowed else {
        continue
      }
      try queue(.change(change.id), for: peer, control: false, from: origin, into: ledger)
    }
  }

  /// The rule of reading, asked for a peer: a node of our service has everything, one of another service what
  /// some share gives it.
  ///
  /// - Parameter shares: those of the volet.
  private func judge(
    _ place: SealedPlace, of shares: [Share], by peer: PeerRow, for purpose: ReadingPurpose
  ) -> Judgement {
    guard !peer.own else { return .allowed }
    return Judgement.together(
      shares.lazy.filter { $0.recipient == peer.service }.map { $0.judge(place, for: purpose) })
  }

  /// Queues for the recipient of one of our shares whatever we now send it and did not before.
  package func offerContent(of share: ShareID, from origin: Origin, into ledger: LedgerWriter)
    throws
  {
    guard let share = try self.share(share, ledger), share.owner == service else { return }
    let peers = try peers(of: share.recipient, ledger)
    guard !peers.isEmpty else { return }
    for volet in share.openVolets {
      for document in try ledger.documents(in: volet) {
        for change in try ledger.changes(of: document)
        where share.judge(change.header.place, for: .offering).isAllowed {
          for peer in peers {
            try queue(.change(change.id), for: peer, control: false, from: origin, into: ledger)
          }
        }
      }
    }
  }

  /// Queues all that a freshly verified peer may read.
  package func offerEverything(to peer: PeerRow, into ledger: LedgerWriter) throws {
    var logs: [LogID] = [.service(service)]
    if peer.own {
      logs += try ledger.logs(of: .service).filter { $0 != .service(service) }
      logs += try ledger.logs(of: .own)
      logs += try ledger.logs(of: .share)
    } else {
      for log in try ledger.logs(of: .share)
      where try audience(of: log, ledger).contains(where: { $0.node == peer.node }) {
        logs.append(log)
      }
    }
    for log in logs {
      for statement in try ledger.statements(in: log) {
        try ledger.enqueue(.statement(statement.id), to: peer.node, control: true)
      }
    }
    if peer.own {
      var arrival: Int64 = 0
      while case let page = try ledger.changes(arrivedAfter: arrival, limit: 512), !page.isEmpty {
        for entry in page {
          arrival = entry.arrival
          try ledger.enqueue(.change(entry.change.id), to: peer.node, control: false)
        }
      }
      for batch in try ledger.accessBatches() {
        try ledger.enqueue(.access(batch.id), to: peer.node, control: false)
      }
    } else {
      for case .share(let share) in logs {
        try offerContent(of: share, from: .ourselves, into: ledger)
      }
    }
  }

  /// Queues for a peer of another service the log of its own service, and what its own devices wrote in the shares that it
  /// gives us: it may have forgotten whom it ended, and what it wrote. Protocol/replication.md, 3.5.
  package func offerBack(to peer: PeerRow, into ledger: LedgerWriter) throws {
    guard !peer.own, let theirs = peer.service else { return }
    for statement in try ledger.statements(in: .service(theirs)) {
      try ledger.enqueue(.statement(statement.id), to: peer.node, control: true)
    }
    for share in try allShares(ledger)
    where share.owner == peer.service && share.recipient == service {
      for volet in share.view.effective().keys.sorted() {
        for document in try ledger.documents(in: volet, of: share.owner) {
          for change in try ledger.changes(of: document)
          where try isTheirs(change.header, peer, ledger) {
            try ledger.enqueue(.change(change.id), to: peer.node, control: false)
          }
        }
      }
    }
  }

  package func queue(
    _ item: FeedEntry, for peer: PeerRow, control: Bool, from origin: Origin,
    into ledger: LedgerWriter
  ) throws {
    guard peer.node != origin.peer, try !ledger.isFrom(peer.node, item) else { return }
    try ledger.enqueue(item, to: peer.node, control: control)
  }

  /// What to do with a queued item at the moment of sending. An expired consent holds it back: clocks lie.
  package func permit(
    _ item: FeedEntry, to peer: PeerRow, _ ledger: LedgerWriter, at now: Instant
  ) throws -> Permission {
    guard peer.state == .verified else { return .drop }
    let enrolled = try isEnrolled(peer, ledger)
    switch item {
    case .statement(let id):
      guard let statement = try ledger.statement(id) else { return .drop }
      // Its own log goes back, and to its own nodes alone.
      if let theirs = peer.service, !peer.own, statement.log == .service(theirs) {
        return enrolled ? .send : .hold
      }
      guard try audience(of: statement.log, ledger).contains(where: { $0.node == peer.node }) else {
        return .drop
      }
      if !peer.own, case .share(let id) = statement.log, let share = try share(id, ledger),
        try share.isHeldBack(statement)
          || statement.act.isGiving && share.owner == service && isCutShort(share, ledger)
      {
        return .hold
      }
      return enrolled || statement.log == .service(service) ? .send : .hold
    case .change(let id): return try permit(id, to: peer, ledger, at: now)
    case .bundle(let id):
      guard enrolled else { return .hold }
      if try mayCarry(id, to: peer, ledger, at: now) { return .send }
      try ledger.uncarry(id, to: peer.node)
      return .drop
    case .access(let id):
      guard peer.own, try ledger.accessBatch(id) != nil else { return .drop }
      return enrolled ? .send : .hold
    }
  }

  package func permit(
    _ change: ChangeID, to peer: PeerRow, _ ledger: LedgerReader, at now: Instant
  ) throws -> Permission {
    guard let sealed = try ledger.sealedPlace(of: change) else { return .drop }
    guard try isEnrolled(peer, ledger) else { return .hold }
    guard !peer.own else { return try isCutShort(.service(service), ledger) ? .hold : .send }
    // Whoever does not hold it yet would get what nobody can open.
    if let place = try ledger.place(of: change), try ledger.isErased(place.document) {
      return .drop
    }
    if let service = peer.service,
      try !receivedShares(of: sealed.volet, from: service, ledger).isEmpty,
      let header = try ledger.change(change)?.header, try isTheirs(header, peer, ledger)
    {
      return .send
    }
    if let place = try ledger.place(of: change),
      try stays(place.document, in: sealed.volet, ledger)
    {
      return .drop
    }
    let shares = try shares(of: sealed.volet, ledger)
    switch judge(sealed, of: shares, by: peer, for: .sending(at: now)) {
    case .allowed:
      // What is missing may be a withdrawal; when it comes back, what waited goes by it.
      let isShort = try shares.contains {
        try $0.recipient == peer.service && isCutShort($0, ledger)
      }
      return isShort ? .hold : .send
    // Clocks lie: what only an end keeps here is not dropped.
    case .refused(.expired): return .hold
    case .refused, .waiting: return .drop
    }
  }

  /// Whether a change is the peer's own: of a volet that its service alone gives us, by one of its devices. Where another
  /// service gives the volet too, or it is ours, a grant may name it that nobody there had to give.
  private func isTheirs(
    _ header: ChangeHeader, _ peer: PeerRow, _ ledger: LedgerReader
  ) throws -> Bool {
    guard !peer.own, let theirs = peer.service else { return false }
    if case .own = try ledger.log(of: header.volet) { return false }
    guard try ledger.givers(of: header.volet).allSatisfy({ $0 == theirs }) else { return false }
    return try receivedShares(of: header.volet, from: theirs, ledger).contains {
      $0.view.owner.device(header.device) != nil
    }
  }

  /// Whether a bundle is here and whole, and each change in it may go to this peer: a bundle gives nobody more than its
  /// changes would one by one.
  private func mayCarry(
    _ id: BundleID, to peer: PeerRow, _ ledger: LedgerWriter, at now: Instant
  ) throws -> Bool {
    do {
      guard let kept = try ledger.bundle(id) else { return false }
      if peer.own { return true }
      let carried = try ledger.carried(by: id, to: peer.node)
      guard carried.count == kept.bundle.header.count else { return false }
      return try carried.allSatisfy { try permit($0, to: peer, ledger, at: now) == .send }
    } catch StoreError.damaged {
      return false
    }
  }
}
