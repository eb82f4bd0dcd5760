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
    public let by: String
    public let at: Instant
  }
  public let line: AccessLineID
  public let caseFile: CaseID
  public let by: String
  public let at: Instant
  public let reason: String
  /// Nil while nobody has.
  public let agreed: Agreement?
  /// What an agreement names.
  let statement: StatementID
  let worker: WorkerID

  /// Whether the name is told.
  public var isDecided: Bool { agreed != nil }
}

/// What came of asking for a name, or of agreeing to it.
public struct ReaderAnswer: Hashable, Sendable {
  public let asked: ReaderAsked
  /// Nil while one of the two is missing.
  public let name: String?
  /// It was so already: nothing was written.
  public let isUnchanged: Bool
}

extension Role {
  /// Whether it may be the second to decide that a name is told.
  var agreesToReaders: Bool {
    switch self {
    case .referent, .chefService, .dpo: true
    case .intervenant, .psychologue, .juriste, .criminologue, .secretariat, .stagiaire, .benevole,
      .operateurNoeud:
      false
    }
  }
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
        return place.answer(stood, isUnchanged: true)
      }
      let mine = try worker().worker
      if let stood = place.asked.first(where: { $0.worker == mine && $0.reason == reason }) {
        return place.answer(stood, isUnchanged: true)
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
        return place.answer(stood, isUnchanged: true)
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
    return decided.answer(last, isUnchanged: false)
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
        (worker, ReaderAsked.Agreement(by: record.sealed.by, at: record.at)))
    }
    return records.reduce(into: [:]) { found, record in
      guard record.sealed.reader.agrees.isEmpty, !record.sealed.reader.reason.isEmpty,
        let line = ReaderSubject.line(record.subject), let worker = authors[record.statement]
      else { return }
      // Nobody is the second for what they asked themselves, on whatever device.
      let agreed = agreements[record.statement, default: []].first { $0.worker != worker }
      found[line, default: []].append(
        ReaderAsked(
          line: line, caseFile: id, by: record.sealed.by, at: record.at,
          reason: record.sealed.reader.reason, agreed: agreed?.agreement,
          statement: record.statement, worker: worker))
    }
  }

  /// Whether a worker is of a role that agrees; false where their card says none that is known here.
  private func agreesToReaders(
    _ worker: WorkerID, _ members: ServiceView, _ ledger: LedgerReader
  ) throws -> Bool {
    guard let card = members.card(of: worker), let role = try self.card(card, ledger)?.role else {
      return false
    }
    return Role(code: role)?.agreesToReaders ?? false
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

  func answer(_ asked: ReaderAsked, isUnchanged: Bool) -> ReaderAnswer {
    ReaderAnswer(
      asked: asked, name: asked.isDecided ? worker : nil, isUnchanged: isUnchanged)
  }
}
