import CRDT
import CaseFile
import Consent
public import Envelope
import Replica
import Replication
import Store
import SwiftProtobuf
import Wire

/// One document as it reads, whether its history was opened or its checkpoint.
struct ReadDocument {
  let id: DocumentID
  let log: LogID
  let tag: VoletTag
  /// Nil for what does not open, and for a document of no kind that is known here.
  let record: Record?
  /// The change that created it.
  let first: ChangeID?
  let authors: [ChangeID: ChangeContent]
  /// The changes that wrote what stands in it.
  let writers: [ChangeID]
  /// The changes that no other change has seen: the version that is read.
  let heads: [ChangeID]
  let parked: [ChangeID]
  /// Those of them that nobody will ever read.
  var malformed: [ChangeID] = []
  let isErased: Bool

  /// Nil for a document that is no card of a person.
  var card: PersonCard? { record.flatMap { PersonCard($0) } }

  var creation: ChangeContent? { first.flatMap { authors[$0] } }

  /// Who wrote a change, and when it was entered.
  func signature(of change: ChangeID) -> RecordSignature { RecordSignature(authors[change]) }

  /// The names of those who wrote what stands in it, each once; whoever began it first, when something of hers does.
  var writerNames: [String] {
    let beginner = writers.filter { $0 == first }
    var seen: Set<[UInt8]> = []
    return (beginner + writers).compactMap { authors[$0]?.author }
      .filter { seen.insert(Array($0.utf8)).inserted }
  }
}

/// Who wrote something, and when by the clock of the device and in its zone.
public struct RecordSignature: Hashable, Sendable {
  public let author: String
  /// Nil when what tells it does not open here.
  public let entered: Instant?
  /// Offset from UTC of the author's clock, minutes.
  public let zone: Int

  init(_ content: ChangeContent?) {
    (author, entered) = (content?.author ?? "", content?.clock.instant)
    zone = content?.zone ?? 0
  }

  /// Of what does not open: who made it, as far as its place tells.
  init(author: String) { (self.author, entered, zone) = (author, nil, 0) }

  /// The latest of each author, in order of time.
  static func latest(_ signatures: [RecordSignature]) -> [RecordSignature] {
    var last: [[UInt8]: RecordSignature] = [:]
    for one in signatures {
      let name = Array(one.author.utf8)
      if last[name].map({ ($0.entered ?? .earliest) < (one.entered ?? .earliest) }) ?? true {
        last[name] = one
      }
    }
    return last.values.sorted {
      ($0.entered ?? .earliest, $0.author) < ($1.entered ?? .earliest, $1.author)
    }
  }
}

extension Instant {
  // For comparing with what is not known; never shown.
  static let earliest = Instant(milliseconds: .min)
  static let latest = Instant(milliseconds: .max)
}

/// One document opened: its merged state and who wrote each change.
struct OpenDocument {
  let id: DocumentID
  let log: LogID
  let tag: VoletTag
  var document: Document
  var authors: [ChangeID: ChangeContent]
  /// Changes that did not open or did not decode: parked, named by `verify`, never turned into a write.
  var parked: [ChangeID]
  /// Those of them that opened, or that every key for them is here for, and that say nothing which anybody could read: no key
  /// and no newer version will help.
  var malformed: [ChangeID] = []
  /// Its note secret was destroyed: nothing of it opens, and nothing is missing.
  var isErased = false
  /// The kinds that are known here.
  let kinds: [RecordType]

  var reading: ReadDocument {
    let record = Record(document, among: kinds)
    return ReadDocument(
      id: id, log: log, tag: tag, record: record, first: document.history.first,
      authors: authors, writers: record.map { Record.writers(of: document, as: $0.type) } ?? [],
      heads: document.frontier, parked: parked, malformed: malformed, isErased: isErased)
  }

  /// The changes that open, oldest first: by their hybrid clocks, which put no change before one that it had seen, then by
  /// their ids. Every node tells a history in this order, in whichever the changes came.
  var byClock: [ChangeID] {
    document.history.compactMap { id in authors[id].map { ($0.clock, id) } }.sorted { $0 < $1 }
      .map(\.1)
  }

  var latest: HybridClock? { authors.values.map(\.clock).max() }
}

/// Reading and writing documents, whatever they hold.
extension WorkerSession {
  /// Opens every change of a document that this worker's keys open.
  func openWhole(_ id: DocumentID, _ ledger: LedgerReader) throws -> OpenDocument {
    var opened = try closed(id, ledger)
    guard !opened.isErased else { return opened }
    try admit(try ledger.changes(of: id), to: &opened, ledger)
    return opened
  }

  /// A document of which nothing was opened yet.
  func closed(_ id: DocumentID, _ ledger: LedgerReader) throws -> OpenDocument {
    guard let place = try ledger.document(id) else {
      throw NotebookError.unknownRecord(id.description)
    }
    // A document that is here stands somewhere: what says where is damaged.
    guard let log = try replica.home(of: id, place.tag, by: place.owner ?? service, ledger) else {
      throw StoreError.damaged
    }
    tally.documents += 1
    return OpenDocument(
      id: id, log: log, tag: place.tag, document: Document(), authors: [:], parked: [],
      isErased: try ledger.isErased(id), kinds: kinds)
  }

  /// Opens changes and merges those that open.
  func admit(
    _ envelopes: [ProvenEnvelope], to opened: inout OpenDocument, _ ledger: LedgerReader
  ) throws {
    let keyring = try worker().keyring
    let secret = try ledger.noteSecret(of: opened.id) ?? []
    var changes: [Change] = []
    for envelope in envelopes {
      do {
        try openEpoch(envelope.header.epoch, in: opened.log, ledger)
        try openSecretEpoch(secret, in: opened.log, ledger)
        let content = try keyring.openChange(envelope, secretRow: secret)
        let operations = try OperationCodec.decode(content.operations)
        changes.append(
          Change(id: envelope.id, parents: envelope.header.parents, operations: operations))
        opened.authors[envelope.id] = content
      } catch let error as EnvelopeError {
        opened.parked.append(envelope.id)
        if error.isForGood { opened.malformed.append(envelope.id) }
      } catch let error as CodecError {
        opened.parked.append(envelope.id)
        if error != .unknownFormat { opened.malformed.append(envelope.id) }
      } catch NotebookError.noContentKey {
        opened.parked.append(envelope.id)
      }
    }
    opened.document.merge(changes)
  }

  /// The note secret may be sealed under an earlier epoch than the change.
  func openSecretEpoch(_ row: [UInt8], in log: LogID, _ ledger: LedgerReader) throws {
    let secret: WireNoteSecret
    do {
      secret = try WireNoteSecret(serializedBytes: row)
    } catch is BinaryDecodingError {
      // No note secret: the change under it does not open either, and is parked and named.
      return
    }
    guard let epoch = EpochID(secret.epoch) else { return }
    try openEpoch(epoch, in: log, ledger)
  }

  /// Seals operations as the first change of a new document of a volet, through the gate.
  ///
  /// - Parameters:
  ///   - old: the stratum of what is written again; nil for what is written for the first time.
  ///   - day: of a companion, the first that its record tells of; nil for what says it itself.
  func create(
    _ operations: [Operation], in volet: VoletTag, beside old: StratumID? = nil,
    about day: CalendarDate? = nil, case id: CaseID, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> (document: DocumentID, change: ChangeID) {
    let told = day ?? Record(operations, among: kinds).flatMap(\.firstDay)
    let stratum =
      try old
      ?? writingStratum(of: volet, about: told, case: id, zone: zone, into: ledger, at: now)
    let epoch = try writingEpoch(of: volet, in: stratum, case: id, into: ledger, at: now)
    let document = DocumentID(using: &chance)
    let secret = try worker().keyring.makeNoteSecret(
      document: document, epoch: epoch, using: &chance)
    let header = ChangeHeader(
      document: document, volet: volet, stratum: stratum, epoch: epoch,
      device: try worker().keys.signing.publicKey, sequence: 1, parents: [],
      controlHeads: try replica.serviceView(service, ledger).heads, secretHash: secret.hash)
    let change = try seal(
      operations, header, secretRow: secret.row, clock: HybridClock(now: now, after: nil),
      zone: zone)
    try hand(change, secret: secret.row, into: ledger, at: now)
    return (document, change.id)
  }

  /// Seals operations as the next change of a document of ours, through the gate.
  ///
  /// `parents`: the version that they were made from; nil for the present one.
  func extend(
    _ opened: OpenDocument, with operations: [Operation], from parents: [ChangeID]? = nil,
    zone: Int, into ledger: LedgerWriter, at now: Instant
  ) throws -> ChangeID {
    guard case .own(let id) = opened.log else {
      throw NotebookError.received(
        opened.reading, nil, from: try serviceName(of: opened.log, ledger))
    }
    try checkSound(opened.reading, ledger)
    guard let first = try ledger.changes(of: opened.id).first,
      let secret = try ledger.noteSecret(of: opened.id)
    else { throw NotebookError.noContentKey }
    let epoch = try writingEpoch(
      of: opened.tag, in: first.header.stratum, case: id, into: ledger, at: now)
    let device = try worker().keys.signing.publicKey
    let header = ChangeHeader(
      document: opened.id, volet: opened.tag, stratum: first.header.stratum, epoch: epoch,
      device: device,
      sequence: try ledger.nextSequence(device: device, document: opened.id),
      parents: parents ?? opened.document.frontier,
      controlHeads: try replica.serviceView(service, ledger).heads,
      secretHash: first.header.secretHash)
    let change = try seal(
      operations, header, secretRow: secret,
      clock: HybridClock(now: now, after: opened.latest), zone: zone)
    try hand(change, secret: nil, into: ledger, at: now)
    return change.id
  }

  private func seal(
    _ operations: [Operation], _ header: ChangeHeader, secretRow: [UInt8], clock: HybridClock,
    zone: Int
  ) throws -> ProvenEnvelope {
    let room = try worker()
    let content = ChangeContent(
      author: room.name, role: room.roleCode, clock: clock, zone: zone,
      operations: OperationCodec.encode(operations))
    return try room.keyring.sealChange(
      header: header, content: content, secretRow: secretRow, author: room.keys.signing)
  }

  private func hand(
    _ change: ProvenEnvelope, secret: [UInt8]?, into ledger: LedgerWriter, at now: Instant
  ) throws {
    let outcome = try replica.admit(
      SealedEnvelope(bytes: change.bytes), secret: secret, from: .ourselves, into: ledger, at: now)
    switch outcome {
    case .admitted, .known: break
    case .refused(let code): throw NotebookError.changeRefused(code)
    case .full: throw NotebookError.changeRefused(.notYet)
    }
  }
}

extension EnvelopeError {
  /// Of a change whose signature holds: whoever made it made it so. A key, a row or a version that is missing may come.
  fileprivate var isForGood: Bool {
    switch self {
    case .malformed(let subject), .outOfBounds(let subject), .unsorted(let subject),
      .sealed(let subject):
      [.body, .padding, .author, .role, .zone, .text].contains(subject)
    case .unknownVersion, .badSignature, .wrongAuthor, .unknownStatement, .wrongPassphrase,
      .parametersRefused, .outOfMemory, .keyMismatch, .secretMismatch, .missingEpoch, .missingRoot,
      .missingBox,
      .weakKey, .badCode:
      false
    }
  }
}
