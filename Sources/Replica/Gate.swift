import Consent
public import Envelope
public import Replication
public import Store

/// Who hands something in at the gate.
public enum Origin: Hashable, Sendable {
  case ourselves
  /// A verified peer; `own` when it is a node of our service.
  case peer(SigningKey, own: Bool)

  package var peer: SigningKey? {
    switch self {
    case .ourselves: nil
    case .peer(let node, _): node
    }
  }

  /// Another node of our service.
  package var isSister: Bool { isOwn && peer != nil }

  /// Ours, or a node of our service.
  package var isOwn: Bool {
    switch self {
    case .ourselves: true
    case .peer(_, let own): own
    }
  }
}

/// What became of something handed in.
public enum Admission: Hashable, Sendable {
  case admitted(FeedEntry)
  /// Here already, or dealt with as if it were.
  case known(FeedEntry)
  /// Not kept.
  case refused(RefusalCode)
  /// Neither kept nor refused: too much of this peer waits already. It is to come again.
  case full
}

/// The one gate: our own writes and a stranger's pass the same proof, the same judge and the same commit.
extension Replica {
  /// Admits a statement with those of its attachments that came along, and carries out what follows from it: whatever
  /// waited for it is admitted too.
  package func admit(
    _ sealed: SealedStatement, attachments: [[UInt8]], from origin: Origin,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> Admission {
    let taken = try take(sealed, attachments: attachments, from: origin, into: ledger)
    try carryOut(taken.reactions, into: ledger, at: now)
    return taken.admission
  }

  /// Judges and keeps one statement.
  ///
  /// - Returns: beside what became of it, what follows from it and is not done yet.
  package func take(
    _ sealed: SealedStatement, attachments: [[UInt8]], from origin: Origin,
    into ledger: LedgerWriter
  ) throws -> (admission: Admission, reactions: [Reaction]) {
    let statement: ProvenStatement
    do {
      statement = try StatementCodec.prove(sealed)
    } catch EnvelopeError.unknownStatement(let id, let log) {
      return (try admitUnknown(sealed, id, log, from: origin, into: ledger), [])
    } catch {
      let trace = StatementCodec.trace(of: sealed)
      return (.refused(RefusalCode(error)), try keepTrace(trace, from: origin, into: ledger))
    }
    // Whose it is to say comes first: who may not say it does not learn whether it is here.
    let isTheirs =
      try maySpeak(origin, in: statement.log, ledger, about: statement)
      || mayGiveBack(statement.log, origin, ledger)
    guard try isTheirs || mayTurnOutTheirs(statement, origin, ledger) else {
      return (.refused(.notYours), [])
    }
    if isTheirs, try ledger.statement(statement.id) != nil {
      try keep(attachments, of: statement, from: origin, into: ledger)
      return (.known(.statement(statement.id)), [])
    }
    if origin == .ourselves, try givesServiceFile(statement, ledger) {
      return (.refused(.misplaced), [])
    }
    let judged: JudgedStatement
    switch try isTheirs ? verdict(on: statement, ledger) : .waiting(.parents) {
    case .allowed(let allowed):
      // From others it has its place, for what leans on it, and no effect until an anchor speaks of its author.
      guard allowed.isInEffect || origin != .ourselves else {
        return (.refused(RefusalCode(Judgement.Wait.anchor)), [])
      }
      judged = allowed
    case .refused(let reason):
      let trace = StatementTrace(of: statement)
      return (.refused(RefusalCode(reason)), try keepTrace(trace, from: origin, into: ledger))
    case .waiting(let reason):
      guard origin != .ourselves else { return (.refused(RefusalCode(reason)), []) }
      let rows = try wanted(attachments, of: statement, from: origin, ledger)
      let parked = try park(
        statement, rows, from: origin, because: reason, awaitsGrant: !isTheirs, into: ledger)
      return (parked, [])
    }
    let isInEffect = judged.isInEffect
    try ledger.insertStatement(judged)
    try renew(after: statement, ledger)
    try noteAhead(statement.author, from: origin, into: ledger)
    try keep(attachments, of: statement, from: origin, into: ledger)
    try offer(statement, from: origin, into: ledger)
    let following =
      isInEffect ? Reaction.following(statement, on: service, from: origin) : []
    return (.admitted(.statement(statement.id)), following + [.free(.statement(statement))])
  }

  private func verdict(
    on statement: ProvenStatement, _ ledger: LedgerReader
  ) throws -> Verdict<JudgedStatement> {
    guard let log = try log(of: statement, ledger) else { return .waiting(.parents) }
    return Judge.judge(statement, in: log)
  }

  /// Admits a change, with the row of its note secret when it creates a document: that row and no other, or none once
  /// the note was erased.
  ///
  /// - Parameter late: whether it came late; nil: it comes now. What waited or stood in a bundle came earlier.
  package func admit(
    _ sealed: SealedEnvelope, secret: [UInt8]?, from origin: Origin, late: Bool? = nil,
    into ledger: LedgerWriter, at now: Instant
  ) throws -> Admission {
    let change: ProvenEnvelope
    do {
      change = try ChangeCodec.prove(sealed)
    } catch {
      return .refused(RefusalCode(error))
    }
    let header = change.header
    let owners = try owners(
      of: header.volet, by: header.device, knowing: header.controlHeads, from: origin, ledger)
    guard !owners.isEmpty else {
      // What another node of ours brings may come before what opens its volet.
      return try origin.isSister && ledger.log(of: header.volet) == nil
        ? park(change, secret, from: origin, because: .wrap, into: ledger)
        : .refused(.notYours)
    }
    let secret = change.header.parents.isEmpty ? secret : nil
    if let secret, !NoteSecretRow.isRow(secret, of: change.header) { return .refused(.row) }
    for owner in owners where try ledger.holds(change: change.id, of: named(owner)) {
      // The row may have been lost here.
      if let secret { try ledger.restoreSecret(secret, of: change, by: named(owner)) }
      return .known(.change(change.id))
    }
    let erasers = try owners.filter {
      try isErased(header.document, in: header.volet, of: $0, ledger)
    }
    guard !header.parents.isEmpty || secret != nil || !erasers.isEmpty else {
      return .refused(.row)
    }
    let isLate = try late ?? isLate(header.device, of: owners, from: origin, ledger)
    let judged: JudgedEnvelope
    switch Judge.judge(change, among: try homes(of: header.volet, by: owners, ledger)) {
    case .allowed(let allowed): judged = allowed
    case .refused(let reason):
      // An older self, or one of two copies, is told again what it does not know that it wrote, and not in the order of the
      // first time.
      let mayCome = try origin.isSister || origin.peer != nil && isOfThisNode(header.device, ledger)
      return mayCome && [.unknownVolet, .unknownStratum, .unknownEpoch].contains(reason)
        ? try park(change, secret, from: origin, because: .wrap, into: ledger)
        : .refused(RefusalCode(reason))
    case .waiting(let reason):
      guard origin != .ourselves else { return .refused(RefusalCode(reason)) }
      if isLate { try ledger.markLate(.change(change.id)) }
      return try park(change, secret, from: origin, because: reason, into: ledger)
    }
    let owner = judged.owner ?? service
    guard try isAtHome(header, of: owner, ledger) else { return .refused(.misplaced) }
    if erasers.contains(owner) {
      try ledger.eraseNoteSecret(of: header.document, of: named(owner))
    }
    guard try ledger.insertChange(judged, secret: secret) else {
      return .refused(.purged)
    }
    if isLate { try ledger.markLate(.change(change.id)) }
    if header.parents.isEmpty, owner == service { try markIfOrphan(header, into: ledger) }
    if origin.peer != nil, owner == service,
      try serviceView(service, ledger).device(header.device)?.node == node
    {
      try ledger.passOver(header.sequence, using: &chance)
      try noteAhead(header.device, from: origin, into: ledger)
    }
    try offer(change, of: owner, from: origin, into: ledger, at: now)
    return .admitted(.change(change.id))
  }

  /// Whether a document stands where this change of it says. What another service calls by the same name is another
  /// document.
  private func isAtHome(
    _ header: ChangeHeader, of owner: ServiceID, _ ledger: LedgerReader
  ) throws -> Bool {
    guard let known = try ledger.document(given: header.document, by: named(owner)) else {
      return true
    }
    return try ledger.document(known)?.tag == header.volet
  }

  /// Keeps of a refused statement what others may lean on, from whoever may speak in its log.
  ///
  /// - Returns: what follows from it.
  private func keepTrace(
    _ trace: StatementTrace?, from origin: Origin, into ledger: LedgerWriter
  ) throws -> [Reaction] {
    guard let trace, origin != .ourselves, try maySpeak(origin, in: trace.log, ledger),
      try !isFull(trace.log, ledger), try ledger.keepTrace(trace)
    else { return [] }
    renew(after: trace)
    return [.free(.trace(trace))]
  }

  private func isFull(_ log: LogID, _ ledger: LedgerReader) throws -> Bool {
    switch log {
    case .service(let id): try serviceView(id, ledger).graph.isFull
    case .own(let id): try ownView(id, ledger).graph.isFull
    case .share(let id): try share(id, ledger)?.view.graph.isFull ?? true
    }
  }

  private func keep(
    _ attachments: [[UInt8]], of statement: ProvenStatement, from origin: Origin,
    into ledger: LedgerWriter
  ) throws {
    for bytes in try wanted(attachments, of: statement, from: origin, ledger) {
      try ledger.putAttachment(bytes, for: statement.log)
    }
  }

  /// Of the rows that came along, those that the statement names, that are not refused and that this node may hold.
  private func wanted(
    _ attachments: [[UInt8]], of statement: ProvenStatement, from origin: Origin,
    _ ledger: LedgerReader
  ) throws -> [[UInt8]] {
    let named = Dictionary(
      statement.act.attachments.map { ($0.id, $0.audience) },
      uniquingKeysWith: { first, _ in first })
    return try attachments.filter { bytes in
      let id = AttachmentID(of: bytes)
      guard let audience = named[id], audience == .bothSides || origin.isOwn else { return false }
      return try !ledger.isRefused(attachment: id, in: statement.log)
    }
  }

  /// A statement made by a newer version: its log is closed until this node is upgraded, and it is passed on.
  private func admitUnknown(
    _ sealed: SealedStatement, _ id: StatementID, _ log: LogID?, from origin: Origin,
    into ledger: LedgerWriter
  ) throws -> Admission {
    guard let log else { return .refused(.newer) }
    guard try maySpeak(origin, in: log, ledger) else { return .refused(.notYours) }
    try ledger.insertUnknownStatement(id: id, log: log, bytes: sealed.bytes)
    forgetViews()
    return .refused(.newer)
  }
}
