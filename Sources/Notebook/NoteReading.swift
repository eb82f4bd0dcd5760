public import CRDT
public import CaseFile
import Consent
public import Envelope
import Store

/// A note on a list.
public struct NoteSummary: Sendable {
  public enum State: String, Sendable {
    case current
    case conflict
    case deleteRequested
    case orphan
    case parked
  }
  public let note: DocumentID
  /// The case file, or the share that it was received in.
  public let place: LogID
  public let volet: Volet
  public let kind: String
  public let author: String
  public let service: String
  public let happened: String?
  public let written: String?
  public let entered: Instant
  /// Offset from UTC of the author's clock, minutes.
  public let zone: Int
  public let titles: [String]
  public let state: State
}

/// A value that stands against another until somebody chooses.
public struct NoteConflict: Sendable {
  public let field: NoteField
  public let values: [(value: String?, author: String, entered: Instant)]
}

/// Prose that was written apart and stands together in the text.
public struct NoteApart: Sendable {
  /// Unicode scalars from the beginning of the text.
  public let range: Range<Int>
  /// In order, each by one change.
  public let pieces: [(text: String, author: String, entered: Instant)]
}

public struct NoteDetail: Sendable {
  public let summary: NoteSummary
  public let text: String
  public let conflicts: [NoteConflict]
  public let apart: [NoteApart]
}

/// The note after one change.
public struct NoteVersion: Sendable {
  public let change: ChangeID
  public let author: String
  public let entered: Instant
  public let zone: Int
  public let text: String
}

/// Reading notes: our own, and those received beside them.
extension Notebook {
  /// Notes of a case file or of a share, in order of entry; notes in volets that the worker's role may not read are left out.
  public func listNotes(_ typed: String, at now: Instant) throws -> [NoteSummary] {
    try look(at: now) { ledger in
      let log = try place(typed, ledger)
      let notes = try self.notes(in: log, ledger, at: now).map(\.summary)
      return (notes, Look(action: .read, place: log, volets: notes.map(\.volet)))
    }
  }

  public func showNote(_ typed: String, at now: Instant) throws -> NoteDetail {
    try look(at: now) { ledger in
      let (opened, volet) = try readable(typed, ledger, at: now)
      guard let detail = try detail(of: opened, volet, ledger) else {
        throw NotebookError.unknownNote(typed)
      }
      return (detail, Look(action: .read, place: opened.log, volets: [volet]))
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
        zone: content.zone, text: opened.document.text(NoteDocument.text, at: [change]))
    }
  }

  /// A case file or a share, whichever the prefix names.
  func place(_ typed: String, _ ledger: LedgerReader) throws -> LogID {
    do {
      return .own(try caseID(typed, ledger))
    } catch NotebookError.unknownCase {
      do {
        return .share(try shareID(typed, ledger))
      } catch NotebookError.unknownShare {
        throw NotebookError.unknownCase(typed)
      }
    }
  }

  /// Every readable note of a place, opened.
  func notes(in log: LogID, _ ledger: LedgerReader, at now: Instant) throws -> [NoteDetail] {
    let role = try Role(parsing: try worker().role)
    var found: [NoteDetail] = []
    for (tag, volet) in try readableVolets(of: log, ledger, at: now).sorted(by: { $0.key < $1.key })
    where AccessMatrix.standard.mayRead(role, volet, own: true) {
      for document in try ledger.documents(in: tag)
      where try isGiven(document, tag, in: log, ledger, at: now) {
        let opened = try read(document, ledger)
        guard
          try AccessMatrix.standard.mayRead(role, volet) || isByReader(opened, ledger),
          let detail = try detail(of: opened, volet, ledger)
        else { continue }
        found.append(detail)
      }
    }
    return found.sorted {
      ($0.summary.entered, $0.summary.note) < ($1.summary.entered, $1.summary.note)
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
      guard let share = try share(id, ledger), share.recipient == service else { return [:] }
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
    let own = try AccessMatrix.standard.mayRead(role, volet) || isByReader(opened, ledger)
    try checkRule { () throws(RuleBroken) in
      try AccessMatrix.standard.checkRead(role, volet, own: own)
    }
    return (opened, volet)
  }

  /// Whether this worker, on whatever node, wrote the first words of a document.
  func isByReader(_ opened: ReadDocument, _ ledger: LedgerReader) throws -> Bool {
    guard let first = opened.first, let change = try ledger.change(first),
      let author = try serviceView(service, ledger).device(change.header.device)
    else { return false }
    return author.worker == (try worker().worker)
  }

  /// Nil for a document that is no note (a card) and for a deleted note.
  func detail(of opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader) throws -> NoteDetail?
  {
    guard let note = opened.note else {
      return opened.authors.isEmpty ? try parked(opened, volet, ledger) : nil
    }
    guard note.state != .deleted else { return nil }
    let orphan = try ledger.document(opened.id)?.mark == .orphan
    let creation = opened.creation
    let summary = NoteSummary(
      note: opened.id, place: opened.log, volet: volet, kind: note.kind.texts.first ?? "",
      author: creation?.author ?? "", service: try serviceName(of: opened.log, ledger),
      happened: note.happened.texts.first, written: note.written.texts.first,
      entered: creation?.clock.instant ?? Instant(milliseconds: 0), zone: creation?.zone ?? 0,
      titles: note.title.texts,
      state: orphan ? .orphan : NoteSummary.State(note.state))
    let conflicts = note.conflicts().map { conflict in
      NoteConflict(
        field: conflict.field,
        values: conflict.values.map { value in
          let (author, entered) = opened.signature(of: value.change)
          return (value.value, author, entered)
        })
    }
    let apart = note.apart.map { stretch in
      NoteApart(
        range: stretch.range,
        pieces: stretch.pieces.map { piece in
          let (author, entered) = opened.signature(of: piece.change)
          return (piece.text, author, entered)
        })
    }
    return NoteDetail(summary: summary, text: note.text, conflicts: conflicts, apart: apart)
  }

  /// A note none of whose changes opens: shown as there, without a word of it.
  private func parked(_ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader) throws
    -> NoteDetail?
  {
    guard !opened.parked.isEmpty else { return nil }
    let summary = NoteSummary(
      note: opened.id, place: opened.log, volet: volet, kind: "", author: "",
      service: try serviceName(of: opened.log, ledger), happened: nil, written: nil,
      entered: Instant(milliseconds: 0), zone: 0, titles: [], state: .parked)
    return NoteDetail(summary: summary, text: "", conflicts: [], apart: [])
  }

  func serviceName(of log: LogID, _ ledger: LedgerReader) throws -> String {
    switch log {
    case .service(let id): try serviceView(id, ledger).genesis?.name ?? ""
    case .own: try serviceView(service, ledger).genesis?.name ?? ""
    case .share(let id):
      try share(id, ledger)?.view.owner.genesis?.name ?? ""
    }
  }
}

extension NoteSummary.State {
  init(_ state: NoteState) {
    switch state {
    case .current, .deleted: self = .current
    case .conflict: self = .conflict
    case .deleteRequested: self = .deleteRequested
    }
  }
}
