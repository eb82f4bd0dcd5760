import CaseFile
import Consent
import Envelope
import Replica
import Store

/// Keeping the reading room in step with the ledger: what came since it was last asked, and nothing else.
/// Protocol/vault.md, "The reading room".
extension WorkerSession {
  /// The room as the ledger stands: that of this session, else its image, else made anew.
  func roomInStep(_ ledger: LedgerReader, at now: Instant) throws -> SessionRoom {
    if let standing = try roomStanding(ledger, at: now) { return standing }
    let open = try roomAnew(ledger, at: now)
    memory.room = open
    return open
  }

  /// The same, nil where it is to be made anew.
  func roomStanding(_ ledger: LedgerReader, at now: Instant) throws -> SessionRoom? {
    let standing = try memory.room ?? keptRoom(ledger)
    // Whatever fails half-way leaves no room behind that holds half of a step.
    memory.room = nil
    guard var open = standing, try isGood(open, ledger) else { return nil }
    try step(&open, ledger, at: now)
    memory.room = open
    return open
  }

  /// Of everything that this worker may search.
  func roomAnew(_ ledger: LedgerReader, at now: Instant) throws -> SessionRoom {
    var (open, pass) = try roomBegun(ledger, at: now)
    let documents = try ledger.allDocuments()
    if documents.count >= leastImage { whenWordsAreMade?() }
    try take(documents, into: &open, &pass, ledger, at: now)
    try lookForDamagedPlaces(&open, &pass, ledger, at: now)
    return open
  }

  /// One that nothing was taken into yet, of where the ledger stands.
  func roomBegun(
    _ ledger: LedgerReader, at now: Instant
  ) throws -> (room: SessionRoom, pass: RoomPass) {
    var open = try SessionRoom()
    open.basis.role = try rules(ledger).name
    open.basis.kinds = wordsOfKinds
    open.basis.position = try ledger.position()
    let pass = RoomPass(shares: try openShares(ledger, at: now))
    open.basis.shares = pass.tags
    return (open, pass)
  }

  /// Whether a room can be brought into step: it was made for this role as the matrix has it and for these kinds, nothing that it was made of was
  /// destroyed since, and it does not carry too much that stands for nothing.
  private func isGood(_ open: SessionRoom, _ ledger: LedgerReader) throws -> Bool {
    let position = try ledger.position()
    return try open.basis.role == rules(ledger).name && open.basis.kinds == wordsOfKinds
      && open.basis.position.removals == position.removals && !open.isWorn
  }

  /// The kinds, and what their codes are called, in whatever order somebody's language puts it.
  private var wordsOfKinds: [String] {
    if let kindWords { return kindWords }
    let names = Vocabulary.all.flatMap { vocabulary in
      vocabulary.codes.flatMap { namesOfCodes?($0.code, vocabulary).sorted() ?? [] }
    }
    let digest = Digest.hash(.readingRoom, Array(names.joined(separator: "\n").utf8))
    let words = kinds.map { "\($0.code)/\($0.version)" } + [Hexadecimal.encode(digest)]
    kindWords = words
    return words
  }

  /// Takes in what came since, what may open now, and what another set of shares gives.
  func step(
    _ open: inout SessionRoom, _ ledger: LedgerReader, at now: Instant
  ) throws {
    let (news, position) = try replica.announcements(since: open.basis.position, ledger)
    var pass = RoomPass(shares: try openShares(ledger, at: now))
    var due = open.basis.damaged.union(open.basis.displaced)
    var shares = Set(
      Set(pass.tags.keys).union(open.basis.shares.keys).filter {
        pass.tags[$0] != open.basis.shares[$0]
      })
    var hasLogsGrown = false
    for one in news {
      switch one {
      case .record(let document, _): due.insert(document)
      case .consent(let share):
        shares.insert(.share(share))
        hasLogsGrown = true
      case .caseFile, .service: hasLogsGrown = true
      // Of what was destroyed no room is brought into step; peers have no words.
      case .destroyed, .peers: break
      }
    }
    if hasLogsGrown { due.formUnion(open.basis.closed) }
    for case .share(let id) in shares {
      due.formUnion(open.words.notes(of: .share(id)))
      due.formUnion(try documents(givenIn: id, ledger))
    }
    open.basis.shares = pass.tags
    due.formUnion(try recordsBeside(due, in: &open, &pass, ledger, at: now))
    let documents = try due.sorted().filter { try ledger.document($0) != nil }
    for gone in due.subtracting(documents) { forget(gone, in: &open) }
    try take(documents, into: &open, &pass, ledger, at: now)
    if !open.basis.damagedPlaces.isEmpty || hasLogsGrown {
      try lookForDamagedPlaces(&open, &pass, ledger, at: now)
    }
    open.basis.position = position
  }

  /// The records that some of these documents stand beside: their words are found with them.
  private func recordsBeside(
    _ documents: Set<DocumentID>, in open: inout SessionRoom, _ pass: inout RoomPass,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> [DocumentID] {
    let apart = Set(kinds.flatMap(\.voletsApart))
    return try documents.compactMap { document in
      guard let place = try place(of: document, in: &open, &pass, ledger, at: now),
        apart.contains(place.volet)
      else { return nil }
      return try besideRecord(document, ledger).flatMap(Hexadecimal.decode).flatMap {
        DocumentID($0)
      }
    }
  }

  private func forget(_ document: DocumentID, in open: inout SessionRoom) {
    open.words.remove(document)
    open.basis.closed.remove(document)
    open.basis.damaged.remove(document)
    open.basis.displaced.remove(document)
  }

  /// Notes are folded in batches of this many: each is one transaction of the index.
  private static let batch = 512

  func take(
    _ documents: [DocumentID], into open: inout SessionRoom, _ pass: inout RoomPass,
    _ ledger: LedgerReader, at now: Instant
  ) throws {
    var batch: [ReadingRoom.Words] = []
    let rules = try rules(ledger)
    try ledger.ahead(of: documents) { document in
      forget(document, in: &open)
      guard let place = try place(of: document, in: &open, &pass, ledger, at: now),
        let detail = try listed(
          document, place.tag, place.volet, in: place.log, by: rules, ledger, at: now)
      else { return }
      switch detail.summary.state {
      case .deleted: return
      case .damaged: open.basis.damaged.insert(document)
      case .parked, .unreadable, .newer: open.basis.closed.insert(document)
      case .current, .conflict, .deleteRequested: break
      }
      let words = SearchedWords(detail, namesOfCodes)
      if words.title.isEmpty && words.text.isEmpty { return }
      batch.append(
        ReadingRoom.Words(
          note: document, log: place.log, volet: place.volet.code,
          entered: detail.summary.entered?.milliseconds ?? 0, title: words.title, text: words.text))
      if batch.count >= Self.batch {
        try keep(batch, in: &open)
        batch = []
      }
    }
    try keep(batch, in: &open)
  }

  private func keep(_ batch: [ReadingRoom.Words], in open: inout SessionRoom) throws {
    guard !batch.isEmpty else { return }
    try open.words.add(batch)
    open.unkept += batch.count
  }

  /// Where a document stands for this reader: our case file, or the first share that gives it now. Nil for nowhere.
  private func place(
    of document: DocumentID, in open: inout SessionRoom, _ pass: inout RoomPass,
    _ ledger: LedgerReader,
    at now: Instant
  ) throws -> (log: LogID, tag: VoletTag, volet: Volet)? {
    do {
      guard let row = try ledger.document(document) else { return nil }
      guard let owner = row.owner else {
        guard let log = try replica.place(of: row.tag, of: service, ledger),
          log != .own(replica.serviceFile),
          let volet = try volets(of: log, &pass, ledger, at: now)[row.tag]
        else { return nil }
        return (log, row.tag, volet)
      }
      for share in try replica.receivedShares(of: row.tag, from: owner, ledger) {
        let log = LogID.share(share.id)
        guard let volet = pass.shares[log]?[row.tag],
          try replica.isGiven(document, row.tag, in: log, ledger, at: now)
        else { continue }
        return (log, row.tag, volet)
      }
      return nil
    } catch StoreError.damaged {
      open.basis.displaced.insert(document)
      return nil
    }
  }

  /// Read once in each pass: 12 volets of a case file stand in one sealed row.
  private func volets(
    of log: LogID, _ pass: inout RoomPass, _ ledger: LedgerReader, at now: Instant
  ) throws -> [VoletTag: Volet] {
    if let known = pass.own[log] { return known }
    let found = try readableVolets(of: log, ledger, at: now)
    pass.own[log] = found
    return found
  }

  /// Volets of shares that are open now. A share that the disk damaged is open nowhere, and named apart.
  func openShares(_ ledger: LedgerReader, at now: Instant) throws -> [LogID: [VoletTag: Volet]] {
    var found: [LogID: [VoletTag: Volet]] = [:]
    for log in try ledger.logs(of: .share) {
      let volets = try replica.ifSound { try readableVolets(of: log, ledger, at: now) } ?? [:]
      if !volets.isEmpty { found[log] = volets }
    }
    return found
  }

  /// Documents of the volets that were ever given in a share.
  private func documents(givenIn id: ShareID, _ ledger: LedgerReader) throws -> [DocumentID] {
    guard let share = try replica.share(id, ledger), share.recipient == service else { return [] }
    return try Set(share.grants.flatMap(\.volets)).sorted().flatMap {
      try replica.documents(in: $0, of: .share(id), ledger)
    }
  }

  /// Case files and shares of which the disk damaged what says where their notes stand.
  func lookForDamagedPlaces(
    _ open: inout SessionRoom, _ pass: inout RoomPass, _ ledger: LedgerReader, at now: Instant
  ) throws {
    open.basis.damagedPlaces = []
    let own = try replica.caseFiles(ledger).map { LogID.own($0) }
    for log in try own + ledger.logs(of: .share) where pass.own[log] == nil {
      if try replica.ifSound({ try readableVolets(of: log, ledger, at: now) }) == nil {
        open.basis.damagedPlaces.insert(log)
      }
    }
  }
}

/// What one pass over documents reads of their places once.
struct RoomPass {
  /// Volets of shares that are open now.
  let shares: [LogID: [VoletTag: Volet]]
  /// Volets of our case files, as far as they were asked for.
  var own: [LogID: [VoletTag: Volet]] = [:]

  init(shares: [LogID: [VoletTag: Volet]]) { self.shares = shares }

  var tags: [LogID: [VoletTag]] { shares.mapValues { $0.keys.sorted() } }
}
