public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// A record that is about to be erased, as a person knows it again.
public struct RecordToErase: Sendable {
  public let record: DocumentID
  public let type: RecordType
  public let person: String
  public let volet: Volet
  public let values: RecordValues
  public let creation: RecordSignature
  /// Of a permanence: how many stand on its list, were not seen, and are taken off with it.
  public let takesOff: Int
}

/// What became of the request to erase a note at one service that may have received it.
public struct ErasureAnswer: Hashable, Sendable {
  /// How far the request has come.
  public enum State: Hashable, Sendable {
    /// Nothing has left yet.
    case waiting
    /// The request was sent, and not every device has answered.
    case sent
    /// Every device has said that it is done; the last when.
    case attested(Instant)
    /// A device has said that it keeps the note.
    case refused(Instant)
  }
  public let service: String
  public let state: State
  /// When it was first asked; a date of whoever asked.
  public let askedAt: Instant?
  /// With any device of that service.
  public let lastExchange: Instant?
  /// No device of that service exchanges with this node.
  public let isCutOff: Bool
}

/// A document whose words were destroyed, and the volet that it stood in.
typealias ErasedDocument = (id: DocumentID, tag: VoletTag)

/// Erasing the words of one record. Protocol/change.md, "Note secret"; Protocol/consent.md, "Own log" and "Erasure".
extension WorkerSession {
  /// Destroys the secret of a record of ours, here at once and on every node of the service that hears of it: no body of
  /// it opens any more. Its id and its place among the changes remain; an edit made elsewhere still lands, and
  /// does not open. Services that may have received it are asked to do the same. Erasing twice is no error. Nobody can
  /// take it back. Who stands on the list of a permanence and was not seen is taken off first.
  ///
  ///     let asked = try session.eraseRecord(note, of: .note, at: now)
  ///     asked.answers.map(\.service)
  ///
  /// - Throws: as ``placesLost(with:_:_:at:)``.
  /// - Returns: the record; of each service that was asked what it has answered, by name.
  public func eraseRecord(
    _ typed: String, of kind: RecordType?, at now: Instant
  ) throws -> (record: DocumentID, answers: [ErasureAnswer]) {
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let (id, tag, caseFile, found) = try erasable(typed, kind, ledger)
      if let (opened, volet) = found {
        if let record = opened.record {
          try takeOff(try placesLost(with: id, record, ledger, at: now), into: ledger, at: now)
        }
        // Before the words go: who hears of the erasure knows the number by then.
        try keepNumber(of: opened, into: ledger, at: now)
        try erase(opened, in: caseFile, into: ledger, at: now)
        try self.log(.erase, case: caseFile, volets: [volet], into: ledger, at: now)
      }
      // What stands beside it goes with it.
      let mayHaveMore = found?.opened.record?.type.voletsApart.isEmpty != true
      for companion in mayHaveMore ? try companions(of: id, in: .own(caseFile), ledger) : [] {
        try erase(try read(companion, ledger), beside: id, in: caseFile, into: ledger, at: now)
      }
      let beside = try erasedCompanions(in: caseFile, ledger)[id] ?? []
      return (id, try answers(about: [(id, tag)] + beside, ledger))
    }
  }

  /// What was erased with the records of a case file, by record, of the volets that this worker's role reads: who else holds
  /// what she may not read tells that it is there.
  func erasedCompanions(
    in id: CaseID, _ ledger: LedgerReader
  ) throws -> [DocumentID: [ErasedDocument]] {
    let rules = try rules(ledger)
    let codes = try voletCodes(of: id, ledger)
    var found: [DocumentID: [ErasedDocument]] = [:]
    for order in try records(of: id, ledger) {
      guard let record = DocumentID(Array(order.sealed.companionOf)),
        let companion = Erasure.document(order.subject),
        let tag = try ledger.document(companion)?.tag, let volet = codes[tag],
        rules.mayRead(volet), found[record]?.contains(where: { $0.id == companion }) != true
      else { continue }
      found[record, default: []].append((companion, tag))
    }
    return found
  }

  /// Destroys what was begun beside a record while somebody erased it elsewhere: nobody would do it otherwise. The order
  /// knows of none of its words, so that each comes back to whoever wrote it.
  func eraseWhatStoodBeside(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    let erased = Set(
      try replica.ownView(id, ledger).records.compactMap { Erasure.document($0.subject) })
    for record in erased.sorted() where try ledger.isErased(record, of: nil) {
      for companion in try companions(of: record, in: .own(id), ledger)
      where !erased.contains(companion) {
        try erase(
          try read(companion, ledger), beside: record, seen: [], in: id, into: ledger, at: now)
      }
    }
  }

  /// Destroys the secret of one document, and asks those who may hold it to do the same.
  ///
  /// - Parameters:
  ///   - record: the one that it stands beside; nil for a record itself.
  ///   - known: what whoever erases knows of it; nil for all that is here.
  private func erase(
    _ opened: ReadDocument, beside record: DocumentID? = nil, seen known: [SeenThrough]? = nil,
    in id: CaseID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    var sealed = WireOwnSealed()
    if let record { sealed.companionOf = .init(record.bytes) }
    try self.record(
      sealed, about: Erasure.subject(of: opened.id), in: id,
      seen: try known ?? seen(of: opened, ledger), into: ledger, at: now)
    for share in try sharesThatMayHold(opened.id, of: opened.tag, ledger) {
      try ask(share, toErase: opened.id, into: ledger, at: now)
    }
  }

  /// Which record it is that somebody is about to erase; nil when its words are gone already. What it shows is logged.
  public func recordToErase(
    _ typed: String, of kind: RecordType?, at now: Instant
  ) throws -> RecordToErase? {
    guard try read({ try erasable(typed, kind, $0).found != nil }) else { return nil }
    return try look(at: now) { ledger in
      let (id, _, file, found) = try erasable(typed, kind, ledger)
      guard let (opened, volet) = found, let record = opened.record else {
        throw NotebookError.erased(kind)
      }
      let values = try joined(opened, volet, ledger, at: now).record?.values ?? record.values
      let shown = RecordToErase(
        record: id, type: record.type,
        person: file == replica.serviceFile
          ? "" : try person(of: file, ledger)?.name.texts.joined(separator: " / ") ?? "",
        volet: volet, values: values.without(record.type.hiddenFields(values)),
        creation: RecordSignature(opened.creation),
        takesOff: try placesLost(with: id, record, ledger, at: now).count(where: {
          try !isClosed($0.caseFile, ledger)
        }))
      return (shown, Look(action: .read, place: .own(file), volets: [volet]))
    }
  }

  /// A record of ours that this worker may erase; nothing is found of one that was erased.
  private func erasable(_ typed: String, _ kind: RecordType?, _ ledger: LedgerReader) throws
    -> RecordOfOurs
  {
    let rules = try rules(ledger)
    return try recordOfOurs(typed, kind, ledger) { type, volet, home, own throws(RuleBroken) in
      try rules.checkWrite(type, volet, in: home, own: own)
      if rules.isCoSigned(volet), !type.isOfService {
        try rules.checkAnswers(for: volet, own: own)
      }
    }
  }

  typealias RecordOfOurs = (
    id: DocumentID, tag: VoletTag, file: CaseID, found: (opened: ReadDocument, volet: Volet)?
  )

  /// A record of ours for which a rule holds, given its kind, its volet, where it stands and whether this worker began it;
  /// nothing is found of one that was erased.
  func recordOfOurs(
    _ typed: String, _ kind: RecordType?, _ ledger: LedgerReader,
    checking rule: (RecordType, Volet, LogID, Bool) throws(RuleBroken) -> Void
  ) throws -> RecordOfOurs {
    let id = try documentID(typed, of: kind, ledger)
    guard let place = try ledger.document(id),
      let home = try replica.place(of: place.tag, of: place.owner ?? service, ledger)
    else { throw NotebookError.unknown(kind, typed) }
    let tag = place.tag
    guard case .own(let file) = home else {
      throw NotebookError.received(
        try read(id, ledger), kind, from: try serviceName(of: home, ledger))
    }
    guard try !ledger.isErased(id) else { return (id, tag, file, nil) }
    let opened = try read(id, ledger)
    if !opened.parked.isEmpty { try replica.checkRow(of: id, ledger) }
    try checkKind(of: opened, kind, typed)
    guard let record = opened.record, let volet = try voletCodes(of: file, ledger)[tag] else {
      throw noRecord(opened, kind, typed)
    }
    guard record.type != .person else { throw NotebookError.rule(.cardStays) }
    let own = try isByReader(opened, ledger)
    try checkRule { () throws(RuleBroken) in try rule(record.type, volet, home, own) }
    return (id, tag, file, (opened, volet))
  }

  // MARK: Other services

  /// Shares of ours whose recipient may read some change of a note, whatever the clock says. What was withdrawn is
  /// forgotten with its epochs already.
  private func sharesThatMayHold(
    _ document: DocumentID, of volet: VoletTag, _ ledger: LedgerReader
  ) throws -> [Share] {
    let headers = try ledger.changes(of: document).map(\.header)
    return try replica.shares(of: volet, ledger).filter { share in
      share.owner == service && headers.contains { share.judge($0.place, for: .keeping).isAllowed }
    }
  }

  private func ask(
    _ share: Share, toErase document: DocumentID, into ledger: LedgerWriter, at now: Instant
  ) throws {
    guard !share.view.erased.contains(document) else { return }
    try state(
      .erasure(documents: [document]), in: .share(share.id), as: .worker, into: ledger, at: now)
  }

  /// Asks those who got a note from this node while another one erased it. Whoever never got it is told nothing.
  func askErasures(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws {
    let own = try replica.ownView(id, ledger)
    let recorded = Set(own.records.compactMap { Erasure.document($0.subject) })
    for volet in own.volets {
      try askForgottenErasures(of: volet.tag, beside: recorded, into: ledger, at: now)
    }
    for document in recorded.sorted() {
      guard try ledger.isErased(document, of: nil),
        try ledger.document(given: document, by: nil) != nil,
        let volet = try ledger.document(document)?.tag
      else { continue }
      let changes = try ledger.changes(of: document).map(\.id)
      for share in try sharesThatMayHold(document, of: volet, ledger) {
        let peers = try replica.peersEver(of: share.recipient, ledger)
        let gotIt = try peers.contains { peer in
          try changes.contains { try replica.reached($0, peer, ledger) }
        }
        if gotIt { try ask(share, toErase: document, into: ledger, at: now) }
      }
    }
  }

  /// Whether a note was erased and somebody who may hold it was not asked to do the same: it never got it from this node, as
  /// far as this node knows.
  func owesErasures(in id: CaseID, _ ledger: LedgerReader) throws -> Bool {
    let recorded = try replica.ownView(id, ledger).records.compactMap {
      Erasure.document($0.subject)
    }
    return try recorded.contains { document in
      guard try ledger.isErased(document, of: nil),
        try ledger.document(given: document, by: nil) != nil,
        let volet = try ledger.document(document)?.tag
      else { return false }
      return try sharesThatMayHold(document, of: volet, ledger).contains {
        !$0.view.erased.contains(document)
      }
    }
  }

  /// Erasures of ours that only a share remembers, since this node is an older self: nobody knows any more who else got the
  /// note, so everybody who may have it is asked.
  private func askForgottenErasures(
    of volet: VoletTag, beside recorded: Set<DocumentID>, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let shares = try replica.shares(of: volet, ledger).filter { $0.owner == service }
    let erased = Set(shares.flatMap(\.view.erased)).subtracting(recorded)
    for document in erased.sorted()
    where try ledger.isErased(document, of: nil) && ledger.document(document)?.tag == volet {
      for share in try sharesThatMayHold(document, of: volet, ledger) {
        try ask(share, toErase: document, into: ledger, at: now)
      }
    }
  }

  /// Services that were asked to erase some of these documents, by name, and what each has answered to every such request.
  func answers(
    about erased: [ErasedDocument], _ ledger: LedgerReader
  ) throws -> [ErasureAnswer] {
    var found: [ServiceID: [ErasureAnswer.State]] = [:]
    var asked: [ServiceID: Instant] = [:]
    for (document, tag) in erased {
      for share in try replica.shares(of: tag, ledger) where share.owner == service {
        for order in share.view.erasures where order.documents.contains(document) {
          found[share.recipient, default: []].append(
            try state(of: order.statement, in: share, ledger))
          asked[share.recipient] = min(asked[share.recipient] ?? order.at, order.at)
        }
      }
    }
    return try found.map { recipient, states in
      let peers = try replica.peersEver(of: recipient, ledger)
      let name = try replica.serviceView(recipient, ledger).genesis?.name ?? ""
      return ErasureAnswer(
        service: try replica.toldName(name, of: recipient, ledger), state: states.least,
        askedAt: asked[recipient],
        lastExchange: peers.compactMap(\.lastExchange).max(),
        isCutOff: try !replica.hasOtherNodes(ledger)
          && !peers.contains { $0.state == .verified && !$0.hasRemovedUs })
    }.sorted {
      ($0.service, $0.lastExchange ?? .earliest) < ($1.service, $1.lastExchange ?? .earliest)
    }
  }

  private func state(
    of order: StatementID, in share: Share, _ ledger: LedgerReader
  ) throws -> ErasureAnswer.State {
    let receipts = share.view.receipts(of: order)
    if let refusal = receipts.last(where: { $0.outcome != .attested }),
      !receipts.contains(where: { $0.node == refusal.node && $0.outcome == .attested })
    {
      return .refused(refusal.at)
    }
    let nodes = share.view.recipient.nodes.filter { !$0.isEnded }.map(\.key)
    if !nodes.isEmpty, nodes.allSatisfy(Set(receipts.map(\.node)).contains),
      let last = receipts.map(\.at).max()
    {
      return .attested(last)
    }
    let isSent =
      try !receipts.isEmpty
      || replica.peersEver(of: share.recipient, ledger).contains {
        try ledger.wasNumbered(.statement(order), for: $0.node)
      }
    return isSent ? .sent : .waiting
  }
}

extension [ErasureAnswer.State] {
  /// The one of several requests that is furthest from done.
  fileprivate var least: ErasureAnswer.State {
    func rank(_ state: ErasureAnswer.State) -> Int {
      switch state {
      case .refused: 0
      case .waiting: 1
      case .sent: 2
      case .attested: 3
      }
    }
    return self.min { rank($0) < rank($1) } ?? .waiting
  }
}
