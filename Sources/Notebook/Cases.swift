import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// A case file on a list.
public struct CaseSummary: Hashable, Sendable {
  /// How a case file stands.
  public enum Status: String, CaseIterable, Sendable {
    case open
    case closed
    /// The disk damaged what says so.
    case unknown
  }
  public let id: CaseID
  public let name: String
  /// As written in the card; what tells namesakes apart. Nil when it is not known.
  public let born: String?
  /// Nil while nothing of its log is here.
  public let openedOn: Instant?
  public let status: Status
  /// The disk damaged the card: she has a name, and it does not open here.
  public let isCardDamaged: Bool
}

/// A case file whole: what stands in each volet, whom it is shared with, what was received beside it.
public struct CaseDetail: Sendable {
  public let summary: CaseSummary
  public let born: String?
  /// Notes, and records of other kinds, in each volet that the worker may read, in the order of the vocabulary.
  /// `unsettled` counts those that people are to read again and decide on.
  public let volets: [(volet: Volet, notes: Int, records: Int, unsettled: Int)]
  public let consents: [ConsentSummary]
  /// Refusals beside consents that go on, of which nobody has asked the person yet.
  public let refusalsApart: [RefusalApart]
  public let received: [SharedSummary]
  /// What was received beside it and is no more.
  public let ended: [EndedShare]
  public let releases: [RecordedRelease]
  /// Records (consents, releases, closings) that the disk damaged: what they say is not shown.
  public let damagedRecords: Int
  /// What she does not meet of whom the service is for, in each period that goes on, with who admitted her.
  public internal(set) var unmet: [UnmetCriteria] = []
  /// The days that the card gives for her death, several while people left several; none where it says nothing of one.
  public internal(set) var deceased: [String] = []
}

/// What somebody does not meet of whom the service is for, as a period says.
public struct UnmetCriteria: Hashable, Sendable {
  public let type: RecordType
  /// The field that holds them.
  public let field: RecordField
  public let codes: [String]
  /// Who admitted her all the same, as it is written; none where nobody is named.
  public let admittedBy: [String]

  /// Nil for what is no period, one that ended, and one that names none.
  init?(_ record: RecordSummary) {
    let values = record.values
    guard record.state != .deleted, let type = record.type, let followUp = type.followUp,
      !followUp.isOver(values), let field = type[followUp.unmet],
      let codes = values[field.code], !codes.isEmpty
    else { return nil }
    (self.type, self.field, self.codes) = (type, field, codes)
    admittedBy = values[followUp.admittedBy] ?? []
  }
}

/// A release, and who recorded it.
public struct RecordedRelease: Hashable, Sendable {
  /// `YYYY-MM-DD`.
  public let on: String
  public let at: Instant
  public let by: String
  /// It is the one that counts: the last that was recorded.
  public internal(set) var counts = false
}

/// Case files of our own service. Protocol/consent.md, "Own log".
extension WorkerSession {
  /// Opens a case file with all its volets and the card of the person.
  public func openCase(name: String, born: CalendarDate?, zone: Int, at now: Instant) throws
    -> CaseID
  {
    try openCase(name: name, born: born, request: nil, zone: zone, at: now).file
  }

  /// The same with what the person asks for, in her words: both are written, or neither.
  ///
  /// - Returns: the case file, and the request when there is one.
  public func openCase(
    name: String, born: CalendarDate?, request words: String?, zone: Int, at now: Instant
  ) throws -> (file: CaseID, request: DocumentID?) {
    let room = try worker()
    try checkActing()
    try checkBirth(born, zone: zone, at: now)
    let name = try WorkerSession.tidy(name, .personName)
    let id = CaseID(using: &chance)
    let operations = try checked { () throws(RuleBroken) in
      try RecordEdit.creation(
        .person, ["name": [name]].merging(birth(born)) { first, _ in first }, in: .contact)
    }
    let asked = try words.map { try askedFor($0) }
    return try write(at: now) { ledger in
      var starts: [EpochStart] = []
      var rows: [[UInt8]] = []
      for _ in Volet.allCases {
        let (start, row) = try startEpoch(
          of: VoletTag(using: &chance), in: StratumID(using: &chance), ledger)
        starts.append(start)
        rows.append(row)
      }
      let codes = WireCaseSealed.with {
        $0.volets = Volet.allCases.map(\.code)
        $0.secret = .init(Chance.bytes(ShareNaming.secretLength, using: &chance))
      }
      let sealed = try room.keyring.sealRecord(
        try codes.serializedBytes(), context: WorkerSession.caseContext(id),
        under: try currentRoot(ledger), using: &chance)
      try state(
        .caseOpened(volets: starts, sealed: AttachmentID(of: sealed)), in: .own(id), as: .worker,
        attachments: rows + [sealed], into: ledger, at: now)
      let contact = try tag(of: .contact, in: id, ledger)
      _ = try create(operations, in: contact, case: id, zone: zone, into: ledger, at: now)
      try log(.write, case: id, volets: [.contact], into: ledger, at: now)
      guard let asked else { return (id, nil) }
      let home = try tag(of: Self.homeOfRequests, in: id, ledger)
      let request = try create(asked, in: home, case: id, zone: zone, into: ledger, at: now)
      try log(.write, case: id, volets: [Self.homeOfRequests], into: ledger, at: now)
      return (id, request.document)
    }
  }

  /// Where what a person asks for on opening is written.
  private static let homeOfRequests = Volet.projet

  private func askedFor(_ words: String) throws -> [Operation] {
    let rules = try read(rules)
    return try checked { () throws(RuleBroken) in
      try rules.checkWrite(Self.homeOfRequests)
      return try RecordEdit.creation(.request, ["words": [words]], in: Self.homeOfRequests)
    }
  }

  /// Whether case files of this service begin with a request of the person.
  public func beginsWithRequest() throws -> Bool {
    try read { ledger in
      let country = try replica.serviceView(service, ledger).genesis?.country
      return country.flatMap(Country.init(code:)) == .belgium
    }
  }

  /// Case files of our own service, by name.
  ///
  /// - Parameter typed: only those of people whose names, or beginnings of them, were typed; nil for all.
  public func listCases(named typed: String? = nil) throws -> [CaseSummary] {
    try checkReadingNames()
    return try read { ledger in
      let touches = try ledger.touches()
      let named = try typed.map { try caseFiles(named: $0, ledger) }
      var found: [CaseSummary] = []
      for id in try replica.caseFiles(ledger) where named?.contains(id) ?? true {
        found.append(try summary(of: id, since: touches, ledger))
      }
      return found.sorted { ($0.name, $0.id.description) < ($1.name, $1.id.description) }
    }
  }

  /// Those of people whose names, or beginnings of them, were typed.
  func caseFiles(named typed: String, _ ledger: LedgerReader) throws -> Set<CaseID> {
    Set(everybody(named: typed, among: try ownPeople(ledger)).compactMap(\.caseFile))
  }

  /// How many received shares are of somebody whom a list of case files would show by that name.
  public func countReceived(named typed: String, at now: Instant) throws -> Int {
    try checkReadingNames()
    return try read { ledger in
      everybody(named: typed, among: try receivedPeople(ledger, at: now)).count
    }
  }

  /// A case file whole, with what the worker's role may read of it. Who looked is logged.
  public func showCase(_ typed: String, at now: Instant) throws -> CaseDetail {
    try checkReadingNames()
    return try look(at: now) { ledger in
      let id = try caseID(typed, ledger)
      let codes = try voletCodes(of: id, ledger)
      let rules = try rules(ledger)
      var counts: [Volet: Int] = [:]
      let companions = try companions(countedIn: .own(id), ledger)
      for (tag, volet) in codes where rules.mayRead(volet) {
        let cards = try cardDocuments(in: tag, volet, ledger)
        let erased = try ledger.documents(in: tag).filter { try ledger.isErased($0) }
        let read = cards + erased.count + companions[tag, default: 0]
        counts[volet, default: 0] += try ledger.documents(in: tag).count - read
      }
      let listed = try records(in: .own(id), deleted: true, ledger, at: now).map(\.summary)
      let unsettled = listed.filter(\.isUnsettled).counted(by: \.volet)
      let others = listed.filter { !$0.isNote }
      // Notes are counted as they are listed: without those that somebody deleted.
      let apart = listed.filter { !$0.isNote || $0.state == .deleted }
      for (volet, number) in apart.counted(by: \.volet) where counts[volet] != nil {
        counts[volet, default: 0] -= number
      }
      let records = others.filter { $0.state != .deleted }.counted(by: \.volet)
      let consents = try consents(of: id, ledger, at: now)
      var detail = CaseDetail(
        summary: try summary(of: id, ledger), born: try person(of: id, ledger)?.born.texts.first,
        volets: Volet.allCases.compactMap { volet in
          counts[volet].map {
            (volet, $0, records[volet, default: 0], unsettled[volet, default: 0])
          }
        },
        consents: consents,
        refusalsApart: try refusalsApart(among: consents, in: id, ledger),
        received: try received(ledger, at: now).filter {
          $0.linkedTo == id || $0.linkedApart.contains(id)
        },
        ended: try ended(ledger, at: now).filter { $0.linkedTo == id },
        releases: try releases(of: id, ledger),
        damagedRecords: try replica.damagedRecords(of: id, ledger))
      let admitting = listed.filter { UnmetCriteria($0) != nil }
      detail.unmet = admitting.compactMap(UnmetCriteria.init)
      detail.deceased = try deathRecorded(of: id, ledger) ?? []
      let read = Set([.contact] + admitting.map(\.volet))
      return (
        detail, Look(action: .read, place: .own(id), volets: Volet.allCases.filter(read.contains))
      )
    }
  }

  /// When a person of ours was born, as her card says: several while nobody chose; none for what is no case file of ours, and
  /// for who reads no cards.
  public func births(_ typed: String, at now: Instant) throws -> [String] {
    try read { ledger in
      guard try mayReadNames(ledger), case .own(let id) = try place(typed, ledger, at: now)
      else { return [] }
      return try person(of: id, ledger)?.born.texts ?? []
    }
  }

  func releases(of id: CaseID, _ ledger: LedgerReader) throws -> [RecordedRelease] {
    var found = try records(of: id, ledger).compactMap { (record) -> RecordedRelease? in
      guard case .release(let release) = record.sealed.record else { return nil }
      return RecordedRelease(on: release.date, at: record.at, by: record.sealed.by)
    }
    if let last = found.indices.last { found[last].counts = true }
    return found
  }

  /// A case file opens and closes, and its card is written, in the volet `contact`.
  func checkActing() throws {
    let rules = try read(rules)
    try checkRule { () throws(RuleBroken) in try rules.checkAct() }
  }

  /// The name of the person stands in the volet `contact`: who may not read it is given no case file.
  func checkReadingNames() throws { try read(checkReadingNames) }

  /// The same within a transaction, before anything is looked for: a refusal does not depend on what is there.
  func checkReadingNames(_ ledger: LedgerReader) throws {
    let rules = try rules(ledger)
    try checkRule { () throws(RuleBroken) in try rules.checkRead(.contact) }
  }

  /// Before a record is looked for, by its number or in the place that somebody names.
  func checkReadingSome(_ ledger: LedgerReader) throws {
    let rules = try rules(ledger)
    try checkRule { () throws(RuleBroken) in try rules.checkReadSome() }
  }

  /// Whether this worker reads the cards of people; false while nobody's keys are open.
  public func readsCards() throws -> Bool {
    guard workerKeys != nil else { return false }
    return try read(mayReadNames)
  }

  func summary(of id: CaseID, _ ledger: LedgerReader) throws -> CaseSummary {
    try summary(of: id, since: ledger.touchesWhenAsked(), ledger)
  }

  /// From what is kept of it where nothing has come since.
  private func summary(
    of id: CaseID, since touches: Touches, _ ledger: LedgerReader
  ) throws -> CaseSummary {
    let kept = try keptSummary(of: id, ledger)
    if let kept, let card = kept.card, isLogCurrent(kept, of: id, touches),
      try isCurrent(card, ledger), try isSound(kept, of: id, ledger)
    {
      return CaseSummary(
        id: id, card, openedOn: kept.openedOn, status: kept.isClosed ? .closed : .open,
        isCardDamaged: false)
    }
    let card = try replica.ifSound { try readCard(of: id, ledger) } ?? nil
    return CaseSummary(
      id: id, card, openedOn: try ledger.statements(in: .own(id)).first?.at,
      status: try status(of: id, ledger),
      isCardDamaged: card == nil ? try isCardDamaged(id, ledger) : false)
  }

  /// A record that the disk damaged may be the closing.
  private func status(of id: CaseID, _ ledger: LedgerReader) throws -> CaseSummary.Status {
    if try isClosed(id, ledger) { return .closed }
    return try replica.damagedRecords(of: id, ledger) == 0 ? .open : .unknown
  }

  /// The card of the person: the first document of the volet `contact` that is one.
  func person(of id: CaseID, _ ledger: LedgerReader) throws -> PersonCard? {
    let contact = try tag(of: .contact, in: id, ledger)
    for document in try ledger.documents(in: contact) {
      if let card = try replica.ifSound({ try read(document, ledger) })?.card { return card }
    }
    return nil
  }

  private func cardDocuments(in tag: VoletTag, _ volet: Volet, _ ledger: LedgerReader) throws -> Int
  {
    guard volet == .contact else { return 0 }
    return try ledger.documents(in: tag).count(where: { document in
      try replica.ifSound { try read(document, ledger) }?.card != nil
    })
  }

  /// The field of a card that holds a birth; none when it is not known.
  func birth(_ born: CalendarDate?) -> [String: [String]] {
    born.map { ["born": [$0.description]] } ?? [:]
  }

  /// Runs a check of the field's rules and makes a use case's error of it.
  func checkRule(_ check: () throws(RuleBroken) -> Void) throws {
    try checked(check)
  }

  func checked<T>(_ check: () throws(RuleBroken) -> T) throws -> T {
    do {
      return try check()
    } catch {
      throw NotebookError.rule(error)
    }
  }
}

extension [RecordSummary] {
  fileprivate func counted(by volet: (RecordSummary) -> Volet) -> [Volet: Int] {
    Dictionary(grouping: self, by: volet).mapValues(\.count)
  }
}

extension CaseSummary {
  fileprivate init(
    id: CaseID, _ card: KeptSummary.Card?, openedOn: Instant?, status: Status, isCardDamaged: Bool
  ) {
    let births = card?.births ?? []
    self.init(
      id: id, name: card?.names.joined(separator: " / ") ?? "",
      born: births.isEmpty ? nil : births.joined(separator: " / "), openedOn: openedOn,
      status: status, isCardDamaged: isCardDamaged)
  }
}
