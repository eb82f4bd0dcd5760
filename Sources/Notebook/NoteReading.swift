public import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// A note on a list.
public struct NoteSummary: Sendable {
  public enum State: String, Sendable {
    case current
    case conflict
    case deleteRequested
    case parked
    /// Nothing of it says anything that can be read, and nothing will.
    case unreadable
    /// Something of it is lost or altered on this disk: it does not open, or not whole.
    case damaged
    /// Of a kind that only a newer version knows: kept, sent on, and shown without a word of it.
    case newer
    case deleted
  }
  /// What is to be known of it on this node, whatever its state.
  public enum Mark: String, Sendable {
    /// Meant for a share that was closed meanwhile.
    case orphan
    /// Somebody wrote in it after their access had ended, without knowing: it waits to be read again.
    case afterEnd
    /// Something of it came after its author's access had ended, as was known here: its date cannot be checked.
    case arrivedLate
    /// People wrote in one sentence apart, and nobody has read it together yet.
    case apart
  }
  public let note: DocumentID
  /// The case file, or the share that it was received in.
  public let place: LogID
  public let volet: Volet
  public let kind: String
  /// Who began it, and when.
  public let creation: NoteSignature
  /// Everybody whose words stand in it, whoever began it first; empty when none do.
  public let authors: [String]
  public let service: String
  public let happened: String?
  public let written: String?
  public let titles: [String]
  public internal(set) var state: State
  public let marks: [Mark]
  /// Who deleted it, or asked for that; nil when nobody did.
  public let deletion: NoteSignature?
  /// Which version was read: what an edit may name as its base.
  public let version: NoteVersionName

  /// Whether people are to read it again and decide.
  var isUnsettled: Bool {
    state == .conflict || state == .deleteRequested || marks.contains(.apart)
  }
  public var author: String { creation.author }
  public var entered: Instant? { creation.entered }
  public var zone: Int { creation.zone }
}

/// A value that stands against another until somebody chooses.
public struct NoteConflict: Sendable {
  public let field: NoteField
  public let values: [(value: String?, by: NoteSignature)]
}

/// Prose in which people inserted or removed words apart, and that nobody has read together yet.
public struct NoteApart: Sendable {
  /// Unicode scalars from the beginning of the text.
  public let range: Range<Int>
  /// What stands there, merged.
  public let standing: String
  /// As each side left it, with everybody who made it so, each once.
  public let sides: [(text: String, by: [NoteSignature])]
}

public struct NoteDetail: Sendable {
  public internal(set) var summary: NoteSummary
  public let text: String
  public let conflicts: [NoteConflict]
  public let apart: [NoteApart]
}

/// What became of a deletion.
public enum DeletionOutcome: Sendable {
  case done
  /// Something else stands that its author had not seen: the note stays, and people decide.
  case asked
}

/// The note after one change.
public struct NoteVersion: Sendable {
  public let change: ChangeID
  public let author: String
  public let entered: Instant
  public let zone: Int
  public let text: String
  /// What the change did to the note when it is a deletion; nil when it writes.
  public let deletion: DeletionOutcome?
}

/// Reading notes: our own, and those received beside them.
extension Notebook {
  /// Notes of a case file or of a share, in order of entry; notes in volets that the worker's role may not read are left out.
  /// Deleted notes come too when `deleted` asks for them. Of a person who is named, those of the shares that belong to her
  /// case file are listed with its own.
  public func listNotes(
    _ typed: String, deleted: Bool = false, at now: Instant
  ) throws -> [NoteSummary] {
    try looks(at: now) { ledger in
      let log = try place(typed, ledger, at: now)
      var found: [NoteDetail] = []
      for place in [log] + (try sharesBeside(log, typed, ledger, at: now)) {
        let known = Set(found.map(\.summary.note))
        found += try notes(in: place, deleted: deleted, ledger, at: now).filter {
          !known.contains($0.summary.note)
        }
      }
      let notes = Notebook.byEntry(found).map(\.summary)
      let places = Dictionary(grouping: notes, by: \.place).mapValues { $0.map(\.volet) }
      let others = places.filter { $0.key != log }.sorted { $0.key < $1.key }
      return (
        notes,
        [Look(action: .read, place: log, volets: places[log] ?? [])]
          + others.map { Look(action: .read, place: $0.key, volets: $0.value) }
      )
    }
  }

  /// The shares of a case file whose person was named.
  private func sharesBeside(
    _ log: LogID, _ typed: String, _ ledger: LedgerReader, at now: Instant
  ) throws -> [LogID] {
    guard case .own(let id) = log, !Replica.isPrefix(typed, of: id.description) else { return [] }
    let links = try links(ledger)
    return try receivedPeople(ledger, at: now).filter { try file(of: $0, links, ledger) == id }
      .map(\.place)
  }

  public func showNote(_ typed: String, at now: Instant) throws -> NoteDetail {
    try look(at: now) { ledger in
      let (opened, volet) = try readable(typed, ledger, at: now)
      guard let detail = try detail(of: opened, volet, ledger) else {
        throw NotebookError.unknownNote(typed)
      }
      guard detail.summary.state != .deleted else { throw NotebookError.noteDeleted }
      let seen = SeenVersion(note: opened.id, heads: opened.heads)
      return (detail, Look(action: .read, place: opened.log, volets: [volet], seen: seen))
    }
  }

  /// Every version of a note, oldest first.
  public func noteHistory(_ typed: String, at now: Instant) throws -> [NoteVersion] {
    try look(at: now) { ledger in
      let (opened, volet) = try readable(typed, ledger, at: now)
      return (
        versions(of: try open(opened.id, ledger)),
        Look(action: .read, place: opened.log, volets: [volet])
      )
    }
  }

  func versions(of opened: OpenDocument) -> [NoteVersion] {
    opened.document.history.compactMap { change in
      guard let content = opened.authors[change] else { return nil }
      return NoteVersion(
        change: change, author: content.author, entered: content.clock.instant,
        zone: content.zone, text: Note.text(of: opened.document, at: [change]),
        deletion: deletion(change, opened.document))
    }
  }

  private func deletion(_ change: ChangeID, _ document: Document) -> DeletionOutcome? {
    guard document.change(change).map(Record.isDeletion) == true else { return nil }
    return Record.tookEffect(change, in: document) ? .done : .asked
  }

  /// A case file or a share, whichever the number names, or, when `now` is given, the name of its person.
  func place(
    _ typed: String, _ ledger: LedgerReader, at now: Instant? = nil
  ) throws -> LogID {
    if let now, let person = try personMeant(typed, ledger, at: now) { return person }
    do {
      return .own(try caseID(typed, ledger))
    } catch NotebookError.unknownCase {
      do {
        return .share(try shareID(typed, ledger, at: now))
      } catch NotebookError.unknownShare {
        throw NotebookError.unknownCase(typed)
      }
    }
  }

  /// Every readable note of a place, opened.
  func notes(
    in log: LogID, deleted: Bool = false, _ ledger: LedgerReader, at now: Instant
  ) throws -> [NoteDetail] {
    let role = try Role(parsing: try worker().role)
    var found: [NoteDetail] = []
    for (tag, volet) in try readableVolets(of: log, ledger, at: now).sorted(by: { $0.key < $1.key })
    where AccessMatrix.standard.mayRead(role, volet, own: true) {
      for document in try replica.documents(in: tag, of: log, ledger) {
        guard let detail = try listed(document, tag, volet, in: log, as: role, ledger, at: now),
          deleted || detail.summary.state != .deleted
        else { continue }
        found.append(detail)
      }
    }
    return Notebook.byEntry(found)
  }

  /// A document on a list of its place. Where the disk damaged it, that it is there: one that is hidden is lost. Nil for
  /// one that is no note, or not for this reader.
  private func listed(
    _ document: DocumentID, _ tag: VoletTag, _ volet: Volet, in log: LogID, as role: Role,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> NoteDetail? {
    let mayRead = AccessMatrix.standard.mayRead(role, volet)
    do {
      guard try replica.isGiven(document, tag, in: log, ledger, at: now) else { return nil }
      let opened = try read(document, ledger)
      guard try mayRead || isByReader(opened, ledger) else { return nil }
      return try detail(of: opened, volet, ledger)
    } catch StoreError.damaged {
      return mayRead ? try damaged(document, in: log, volet, ledger) : nil
    }
  }

  /// What does not open yet has no date and comes last.
  private static func byEntry(_ found: [NoteDetail]) -> [NoteDetail] {
    found.sorted { left, right in
      let (first, second) = (left.summary.entered, right.summary.entered)
      guard let first, let second, first != second else {
        return (first == nil ? 1 : 0, left.summary.note) < (
          second == nil ? 1 : 0, right.summary.note
        )
      }
      return first < second
    }
  }

  /// Volets of a place by tag: all of an own case file, those of a share that the consent allows now.
  func readableVolets(of log: LogID, _ ledger: LedgerReader, at now: Instant) throws -> [VoletTag:
    Volet]
  {
    switch log {
    case .service: return [:]
    case .own(let id): return try voletCodes(of: id, ledger)
    case .share(let id):
      guard let share = try replica.share(id, ledger), share.recipient == service else {
        return [:]
      }
      return try grantedVolets(of: share, ledger).filter {
        share.allowance($0.key, at: now) != nil
      }
    }
  }

  private func readable(_ typed: String, _ ledger: LedgerReader, at now: Instant) throws -> (
    ReadDocument, Volet
  ) {
    let id = try documentID(typed, ledger)
    guard let place = try ledger.document(id),
      let volet = try volet(of: id, place.tag, ledger, at: now)
    else { throw NotebookError.unknownNote(typed) }
    let role = try Role(parsing: try worker().role)
    let opened = try read(id, ledger)
    guard !opened.isErased else { throw NotebookError.noteErased }
    if opened.authors.isEmpty { try checkSound(opened, ledger) }
    let own = try AccessMatrix.standard.mayRead(role, volet) || isByReader(opened, ledger)
    try checkRule { () throws(RuleBroken) in
      try AccessMatrix.standard.checkRead(role, volet, own: own)
    }
    return (opened, volet)
  }

  /// Whether this worker, on whatever node, wrote the first words of a document.
  func isByReader(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    guard
      let change = try opened.first.map({ try ledger.change($0) })
        ?? replica.firstChange(of: opened.id, ledger),
      let author = try replica.serviceView(service, ledger).device(change.header.device)
    else { return false }
    return author.worker == (try worker().worker)
  }

  /// Nil for the card of the person.
  func detail(of opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader) throws -> NoteDetail?
  {
    guard let note = opened.note else { return try shut(opened, volet, ledger) }
    let deletions = note.deletions.map(opened.signature)
    let summary = NoteSummary(
      note: opened.id, place: opened.log, volet: volet, kind: note.kind.texts.first ?? "",
      creation: NoteSignature(opened.creation), authors: opened.writerNames,
      service: try serviceName(of: opened.log, ledger), happened: note.happened.texts.first,
      written: note.written.texts.first, titles: note.title.texts,
      state: try isDamaged(opened, ledger) ? .damaged : NoteSummary.State(note.state),
      marks: try marks(of: opened, ledger) + (note.apart.isEmpty ? [] : [.apart]),
      deletion: deletions.min { ($0.entered ?? .latest) < ($1.entered ?? .latest) },
      version: NoteVersionName(opened.heads))
    let conflicts = note.conflicts().map { conflict in
      NoteConflict(
        field: conflict.field,
        values: conflict.values.map { ($0.value, opened.signature(of: $0.change)) })
    }
    let apart = note.apart.map { stretch in
      NoteApart(
        range: stretch.range, standing: stretch.standing,
        sides: stretch.sides.map { side in
          (side.text, NoteSignature.latest(side.changes.map(opened.signature)))
        })
    }
    return NoteDetail(summary: summary, text: note.text, conflicts: conflicts, apart: apart)
  }

  /// What was written after an end also came late: the first says more.
  private func marks(of opened: ReadDocument, _ ledger: LedgerReader) throws -> [NoteSummary.Mark] {
    var marks: [NoteSummary.Mark] = []
    if try isAfterEnd(opened, ledger) {
      marks.append(.afterEnd)
    } else if try isArrivedLate(opened, ledger) {
      marks.append(.arrivedLate)
    }
    if try ledger.document(opened.id)?.mark == .orphan { marks.append(.orphan) }
    return marks
  }

  /// Whether some of it was written, by the clock of its author, after that author's access had ended, or by a device
  /// that nothing which stands brought in. Protocol/consent.md, 10.3.
  private func isAfterEnd(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    let view: ServiceView?
    switch opened.log {
    case .service: return false
    case .own: view = try replica.serviceView(service, ledger)
    case .share(let id): view = try replica.share(id, ledger)?.view.owner
    }
    guard let view, let first = view.earliestDoubt else { return false }
    return try opened.authors.contains { change, content in
      guard content.clock.instant >= first, let device = try ledger.change(change)?.header.device,
        view.isDoubted(device)
      else { return false }
      return view.ended(device).map { content.clock.instant >= $0 } ?? true
    }
  }

  /// Whether some of it came late.
  private func isArrivedLate(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    try opened.authors.keys.contains { try ledger.isLate(.change($0)) }
  }

  /// A document of which nothing opens, or of a kind that this version does not know: shown as there, without a word of it.
  private func shut(_ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader) throws
    -> NoteDetail?
  {
    guard opened.card == nil, !(opened.parked.isEmpty && opened.authors.isEmpty) else { return nil }
    if try !opened.parked.isEmpty && isDamaged(opened, ledger) {
      return try damaged(opened.id, in: opened.log, volet, ledger)
    }
    let state: NoteSummary.State =
      if opened.authors.isEmpty {
        opened.parked.count == opened.malformed.count ? .unreadable : .parked
      } else if opened.parked.isEmpty {
        .newer
      } else {
        .parked
      }
    let summary = NoteSummary(
      note: opened.id, place: opened.log, volet: volet, kind: "",
      creation: NoteSignature(opened.creation), authors: [],
      service: try serviceName(of: opened.log, ledger), happened: nil, written: nil,
      titles: [], state: state, marks: [], deletion: nil, version: NoteVersionName([]))
    return NoteDetail(summary: summary, text: "", conflicts: [], apart: [])
  }

  func serviceName(of log: LogID, _ ledger: LedgerReader) throws -> String {
    switch log {
    case .service(let id): try replica.serviceView(id, ledger).genesis?.name ?? ""
    case .own: try replica.serviceView(service, ledger).genesis?.name ?? ""
    case .share(let id):
      try replica.share(id, ledger)?.view.owner.genesis?.name ?? ""
    }
  }
}

extension NoteSummary.State {
  init(_ state: RecordState) {
    switch state {
    case .current: self = .current
    case .deleted: self = .deleted
    case .conflict: self = .conflict
    case .deleteRequested: self = .deleteRequested
    }
  }
}
