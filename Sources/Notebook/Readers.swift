import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// That somebody asked, with a reason, for the name in a line of the access log.
public struct ReaderAsked: Hashable, Sendable {
  /// Who agreed, and when.
  public struct Agreement: Hashable, Sendable {
    /// Nil for a reader who is not told.
    public fileprivate(set) var by: String?
    public let at: Instant
    let worker: WorkerID
  }
  public let line: AccessLineID
  public let caseFile: CaseID
  /// A code of ``Role``, of whoever asked; empty where it is not known.
  public let function: String
  /// Nil for a reader who is not told, as the reason is.
  public fileprivate(set) var by: String?
  public let at: Instant
  public fileprivate(set) var reason: String?
  /// Nil while nobody has.
  public fileprivate(set) var agreed: Agreement?
  /// What an agreement names.
  let statement: StatementID
  let worker: WorkerID

  /// Whether the name is told.
  public var isDecided: Bool { agreed != nil }

  /// The same without who asked, why, and who agreed.
  fileprivate var untold: ReaderAsked {
    var untold = self
    (untold.by, untold.reason) = (nil, nil)
    untold.agreed?.by = nil
    return untold
  }
}

/// What came of asking for a name, or of agreeing to it.
public struct ReaderAnswer: Hashable, Sendable {
  public let asked: ReaderAsked
  /// Nil while one of the two is missing.
  public let name: String?
  /// It was so already: nothing was written.
  public let isUnchanged: Bool
}

/// Who stands behind a line of the access log is told once two workers decided it. Protocol/consent.md, 5.7.3.
extension WorkerSession {
  /// Asks for the name in a line of a case file of ours, with a reason.
  ///
  /// - Throws: `.unknownLine`, `.ambiguous`; `RuleBroken` for who does not read the log, and for a reason that is empty or
  ///   too long.
  public func askReader(
    _ typed: String, reason: String, at now: Instant
  ) throws -> ReaderAnswer {
    let reason = try Notebook.tidy(reason, .readerReason)
    return try write(at: now) { ledger in
      let place = try namedLine(typed, ledger)
      if let stood = place.asked.first(where: \.isDecided) {
        return try answer(place, stood, isUnchanged: true)
      }
      let mine = try worker().worker
      if let stood = place.asked.first(where: { $0.worker == mine && $0.reason == reason }) {
        return try answer(place, stood, isUnchanged: true)
      }
      try replica.checkBelongs(ledger)
      var sealed = WireOwnSealed()
      sealed.reader.reason = reason
      try record(
        sealed, about: ReaderSubject.subject(of: place.line), in: place.caseFile, into: ledger,
        at: now)
      return try logged(.askReader, place, into: ledger, at: now)
    }
  }

  /// Agrees that a name which a colleague asked for is told.
  ///
  /// - Throws: as ``askReader(_:reason:at:)``; `.readerNotAsked`, `.ownReaderRequest` when nobody else asked for it, and
  ///   `.readerForOthers` for a role that does not decide it.
  public func agreeReader(_ typed: String, at now: Instant) throws -> ReaderAnswer {
    try write(at: now) { ledger in
      let place = try namedLine(typed, ledger)
      guard try role().agreesToReaders else { throw NotebookError.readerForOthers }
      if let stood = place.asked.first(where: \.isDecided) {
        return try answer(place, stood, isUnchanged: true)
      }
      guard !place.asked.isEmpty else { throw NotebookError.readerNotAsked(typed) }
      let mine = try worker().worker
      guard let asked = place.asked.last(where: { $0.worker != mine }) else {
        throw NotebookError.ownReaderRequest
      }
      try recordAgreement(to: asked, into: ledger, at: now)
      return try logged(.agreeReader, place, into: ledger, at: now)
    }
  }

  /// The agreement alone, of whoever works here: it counts where they are a second one, of a role that agrees.
  func recordAgreement(
    to asked: ReaderAsked, into ledger: LedgerWriter, at now: Instant
  ) throws {
    try replica.checkBelongs(ledger)
    var sealed = WireOwnSealed()
    sealed.reader.agrees = .init(asked.statement.bytes)
    try record(
      sealed, about: ReaderSubject.subject(of: asked.line), in: asked.caseFile, into: ledger,
      at: now)
  }

  /// Logs one of the two, and tells what stands now.
  private func logged(
    _ action: AccessEvent.Action, _ place: NamedLine, into ledger: LedgerWriter, at now: Instant
  ) throws -> ReaderAnswer {
    try log(action, case: place.caseFile, volets: [], into: ledger, at: now)
    var decided = place
    decided.asked = try readersAsked(in: place.caseFile, ledger)[place.line] ?? []
    guard let last = decided.asked.first(where: \.isDecided) ?? decided.asked.last else {
      throw NotebookError.readerNotAsked(place.line.description)
    }
    return try answer(decided, last, isUnchanged: false)
  }

  /// A line of one of our case files, by its number or the beginning of it.
  private func namedLine(_ typed: String, _ ledger: LedgerReader) throws -> NamedLine {
    let rules = try rules(ledger)
    try checkRule { () throws(RuleBroken) in try rules.checkReadLog() }
    let files = Set(try replica.caseFiles(ledger))
    let unknown = NotebookError.unknownLine(typed)
    guard WorkerSession.prefix(typed) != nil else { throw unknown }
    let found = try accessLines(ledger).records.compactMap { record -> NamedLine? in
      guard let line = AccessLineID(record.id), Replica.isPrefix(typed, of: line.description),
        let file = CaseID(record.caseFile), files.contains(file)
      else { return nil }
      return NamedLine(line: line, caseFile: file, worker: record.worker, asked: [])
    }
    var place = try WorkerSession.only(found, typed, or: unknown)
    place.asked = try readersAsked(in: place.caseFile, ledger)[place.line] ?? []
    return place
  }

  private func answer(
    _ place: NamedLine, _ asked: ReaderAsked, isUnchanged: Bool
  ) throws -> ReaderAnswer {
    ReaderAnswer(
      asked: try told(asked, of: place.worker), name: asked.isDecided ? place.worker : nil,
      isUnchanged: isUnchanged)
  }

  /// As whoever works here is told it: who asked and why is for the two who decide, and for whoever is named once they did.
  func told(_ asked: ReaderAsked, of named: String) throws -> ReaderAsked {
    let room = try worker()
    if asked.worker == room.worker { return asked }
    guard let agreed = asked.agreed else {
      return try role().agreesToReaders ? asked : asked.untold
    }
    return agreed.worker == room.worker || named == room.name ? asked : asked.untold
  }

  // MARK: What was decided

  /// What was asked of the names in some lines, by line.
  func readersAsked(
    of records: [WireAccessRecord], _ ledger: LedgerReader
  ) throws -> [AccessLineID: [ReaderAsked]] {
    let files = Set(try replica.caseFiles(ledger))
    return try Set(records.compactMap { CaseID($0.caseFile) }).intersection(files).reduce(into: [:])
    { found, file in
      let asked = try replica.ifSound { try readersAsked(in: file, ledger) }
      found.merge(asked ?? [:]) { first, _ in first }
    }
  }

  /// The same of a case file of ours, each in the order in which it was recorded. Of somebody who is doubted nothing counts:
  /// nobody can say when they decided.
  private func readersAsked(
    in id: CaseID, _ ledger: LedgerReader
  ) throws -> [AccessLineID: [ReaderAsked]] {
    let own = try replica.ownView(id, ledger)
    let members = try replica.serviceView(service, ledger)
    let authors = Dictionary(
      own.records.filter { ReaderSubject.line($0.subject) != nil && !members.isDoubted($0.author) }
        .compactMap { record in
          members.device(record.author).map { (record.statement, $0.worker) }
        }, uniquingKeysWith: { first, _ in first })
    guard !authors.isEmpty else { return [:] }
    let records = try records(of: id, ledger).filter { authors[$0.statement] != nil }
    var agreements: [StatementID: [(worker: WorkerID, agreement: ReaderAsked.Agreement)]] = [:]
    for record in records {
      guard let asked = StatementID(record.sealed.reader.agrees),
        let worker = authors[record.statement], try agreesToReaders(worker, members, ledger)
      else { continue }
      agreements[asked, default: []].append(
        (worker, ReaderAsked.Agreement(by: record.sealed.by, at: record.at, worker: worker)))
    }
    return try records.reduce(into: [:]) { found, record in
      guard record.sealed.reader.agrees.isEmpty, !record.sealed.reader.reason.isEmpty,
        let line = ReaderSubject.line(record.subject), let worker = authors[record.statement]
      else { return }
      // Nobody is the second for what they asked themselves, on whatever device.
      let agreed = try agreements[record.statement, default: []].first {
        try $0.worker != worker && areApart($0.worker, worker, members, ledger)
      }
      found[line, default: []].append(
        ReaderAsked(
          line: line, caseFile: id,
          function: try roleCode(of: worker, members, ledger) ?? "", by: record.sealed.by,
          at: record.at,
          reason: record.sealed.reader.reason, agreed: agreed?.agreement,
          statement: record.statement, worker: worker))
    }
  }

  /// False where one of two reads no records and was let in by the other: nobody works beside them who would notice that
  /// nobody is there.
  private func areApart(
    _ one: WorkerID, _ other: WorkerID, _ members: ServiceView, _ ledger: LedgerReader
  ) throws -> Bool {
    func isLetIn(_ worker: WorkerID, by letting: WorkerID) throws -> Bool {
      guard members.admitters(of: worker).contains(letting) else { return false }
      let role = try roleCode(of: worker, members, ledger).flatMap(Role.init(code:))
      return role?.readsRecords != true
    }
    return try !isLetIn(one, by: other) && !isLetIn(other, by: one)
  }

  /// Whether a worker is of a role that agrees; false where their card says none that is known here.
  private func agreesToReaders(
    _ worker: WorkerID, _ members: ServiceView, _ ledger: LedgerReader
  ) throws -> Bool {
    try roleCode(of: worker, members, ledger).flatMap(Role.init(code:))?.agreesToReaders ?? false
  }

  private func roleCode(
    of worker: WorkerID, _ members: ServiceView, _ ledger: LedgerReader
  ) throws -> String? {
    try members.card(of: worker).flatMap { try card($0, ledger)?.role }
  }
}

/// Own records about a line of the access log, known by their subject: 16 bytes that say so, then the line.
enum ReaderSubject {
  private static let mark = Array("carnet/reader/v1".utf8)

  static func subject(of line: AccessLineID) -> [UInt8] { mark + line.bytes }

  /// The line that a subject names; nil for the subject of any other record.
  static func line(_ subject: [UInt8]) -> AccessLineID? {
    subject.starts(with: mark) ? AccessLineID(subject.dropFirst(mark.count)) : nil
  }
}

/// A line that was named, with whom it is about.
private struct NamedLine {
  let line: AccessLineID
  let caseFile: CaseID
  let worker: String
  var asked: [ReaderAsked]
}
