public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// A sheet of a service that is paired here.
public struct ReceivedSheet: Sendable {
  public let sheet: SheetID
  /// As it is told here, and its id.
  public let name: String
  public let service: ServiceID
  /// The kind that was asked for.
  public let type: RecordType
  /// What is known of it, as it came.
  public let values: RecordValues
  /// When it was published, by the clock of the node that did.
  public let published: Instant
  /// Whether it says something that this version does not know.
  public let isIncomplete: Bool
}

/// What paired services are told of a record of ours.
public struct OwnSheet: Hashable, Sendable {
  public let published: Instant
  /// Whether the record still says the same.
  public let isCurrent: Bool
}

/// What became of a record that was to be published or withdrawn.
public struct SheetOutcome: Hashable, Sendable {
  /// Nil where only the sheet is left.
  public let record: DocumentID?
  public let sheet: SheetID
  /// Nothing was to be stated.
  public let isUnchanged: Bool

  /// What became of one, as it is told.
  public init(record: DocumentID?, sheet: SheetID, isUnchanged: Bool) {
    (self.record, self.sheet, self.isUnchanged) = (record, sheet, isUnchanged)
  }
}

/// A record made from a sheet.
public struct SheetCopied: Sendable {
  public let written: RecordWritten
  /// The service whose sheet it was.
  public let service: String
  /// Whether something of the sheet was left out: this version does not know it, or no record may hold it.
  public let isPartial: Bool
}

/// Publishing records of the service, and reading what paired services published. Protocol/consent.md, "Sheets";
/// Protocol/records.md, "Sheets".
extension WorkerSession {
  // MARK: Publishing

  /// Publishes records as they stand, in one transaction. What stands published already is stated no second time.
  ///
  /// - Throws: what an edit of each would; `NotebookError.fieldsToChoose` of one that nobody settled;
  ///   `NotebookError.sheetTooLong`; `NotebookError.sheetsFull`.
  public func publish(
    _ typed: [String], of kind: RecordType, at now: Instant
  ) throws -> [SheetOutcome] {
    try write(at: now) { ledger in
      var told: [SheetOutcome] = []
      for name in typed {
        let place = try writable(name, kind, ledger)
        told.append(try publish(place.record, as: place.opened.id, into: ledger, at: now))
      }
      try log(.write, case: replica.serviceFile, volets: [.ofService], into: ledger, at: now)
      return told
    }
  }

  /// Withdraws what was published of records, or sheets of ours whose record is gone.
  public func withdrawSheets(
    _ typed: [String], of kind: RecordType, at now: Instant
  ) throws -> [SheetOutcome] {
    try checkWritingForService(kind)
    return try write(at: now) { ledger in
      var told: [SheetOutcome] = []
      for name in typed {
        let (record, id) = try published(name, kind, ledger)
        let stands = try ownSheets(ledger)[id] != nil
        if stands { try stateOfNode(.sheetWithdrawn(id), into: ledger, at: now) }
        told.append(SheetOutcome(record: record, sheet: id, isUnchanged: !stands))
      }
      try log(.write, case: replica.serviceFile, volets: [.ofService], into: ledger, at: now)
      return told
    }
  }

  private func publish(
    _ record: Record, as document: DocumentID, into ledger: LedgerWriter, at now: Instant
  ) throws -> SheetOutcome {
    guard record.state != .deleted else { throw NotebookError.deleted(record) }
    let unsettled = record.conflicts.map(\.field)
    guard unsettled.isEmpty else { throw NotebookError.fieldsToChoose(record.type, unsettled) }
    let sheet = Sheet(record, document)
    guard sheet.isWithinBounds else { throw NotebookError.sheetTooLong }
    let standing = try ownSheets(ledger)
    let isUnchanged = standing[sheet.id]?.sheet == sheet
    if !isUnchanged {
      let view = try replica.serviceView(service, ledger)
      guard view.sheetStatementCount < SheetLimits.published,
        standing[sheet.id] != nil || standing.count < SheetLimits.shown
      else { throw NotebookError.sheetsFull }
      try stateOfNode(.sheetPublished(sheet), into: ledger, at: now)
    }
    return SheetOutcome(record: document, sheet: sheet.id, isUnchanged: isUnchanged)
  }

  /// The node signs: the key of a worker's device would tell who published.
  private func stateOfNode(_ act: Act, into ledger: LedgerWriter, at now: Instant) throws {
    try replica.state(
      act, in: .service(service), by: replica.nodeKeys.pair, into: ledger, at: now)
  }

  /// The record and the sheet that are meant; of a sheet that is given by its own number, the sheet alone.
  private func published(
    _ typed: String, _ kind: RecordType, _ ledger: LedgerReader
  ) throws -> (DocumentID?, SheetID) {
    let own = try ownSheets(ledger).values.filter { kind.isKind(of: $0.sheet) }.map(\.sheet.id)
    let meant = own.filter { Replica.isPrefix(typed, of: $0.description) }.sorted()
    if !meant.isEmpty {
      return (nil, try WorkerSession.only(meant, typed, or: .unknown(kind, typed)))
    }
    let document = try documentID(typed, of: kind, ledger)
    return (document, Sheet.id(of: document))
  }

  private func ownSheets(
    _ ledger: LedgerReader
  ) throws -> [SheetID: ServiceView.StandingSheet] {
    Dictionary(
      try replica.serviceView(service, ledger).sheets.map { ($0.sheet.id, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: What is published

  /// What paired services are told of records of ours, by record; of one that is not published, nothing.
  public func published(
    of records: [RecordSummary]
  ) throws -> [DocumentID: OwnSheet] {
    try read { ledger in
      let standing = try ownSheets(ledger)
      guard !standing.isEmpty else { return [:] }
      return records.reduce(into: [:]) { found, record in
        guard let type = record.type, let known = standing[Sheet.id(of: record.record)] else {
          return
        }
        let now = Sheet(type, record.values, record.record)
        found[record.record] = OwnSheet(published: known.at, isCurrent: known.sheet == now)
      }
    }
  }

  /// The sheets of ours of a kind that stand.
  public func ownSheets(of kind: RecordType) throws -> [SheetID] {
    try read { ledger in
      try ownSheets(ledger).values.map(\.sheet).filter(kind.isKind).map(\.id).sorted()
    }
  }

  /// Whether something of a record stands published.
  public func isPublished(_ record: DocumentID) throws -> Bool {
    try read { try ownSheets($0)[Sheet.id(of: record)] != nil }
  }

  /// The one record of a kind of which there is one: the first in order of entry. Nil where nobody wrote it.
  public func singleRecord(of kind: RecordType, at now: Instant) throws -> RecordSummary? {
    try listServiceRecords(of: kind, at: now).first { $0.type == kind }
  }

  // MARK: Sheets of paired services

  /// The services that are paired here and read what is published, as they are told, each once.
  public func pairedNames() throws -> [String] {
    try read { ledger in
      try pairedHere(ledger).map { id in
        try replica.toldName(
          try replica.serviceView(id, ledger).genesis?.name ?? "", of: id, ledger)
      }
    }
  }

  private func pairedHere(_ ledger: LedgerReader) throws -> [ServiceID] {
    let paired = try ledger.peers().filter { $0.state == .verified && !$0.own }
    return Set(paired.compactMap(\.service)).sorted()
  }

  /// The current sheets of a kind of the services that are paired here, by service and by number.
  public func receivedSheets(of kind: RecordType) throws -> [ReceivedSheet] {
    try read { ledger in
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in
        try rules.checkRead(.ofService, in: .own(replica.serviceFile))
      }
      return try receivedSheets(of: kind, ledger).map(\.told)
    }
  }

  /// The one current sheet of a kind whose number begins so; nil where there is none, or several.
  public func receivedSheet(_ typed: String, of kind: RecordType) throws -> ReceivedSheet? {
    let meant = try receivedSheets(of: kind).filter {
      Replica.isPrefix(typed, of: $0.sheet.description)
    }
    return meant.count == 1 ? meant.first : nil
  }

  /// Writes what a sheet says in a record of our own, with its service as the source.
  public func copySheet(
    _ typed: String, of kind: RecordType, zone: Int, at now: Instant
  ) throws -> SheetCopied {
    try checkWritingForService(kind)
    let all = try read { try receivedSheets(of: kind, $0) }
    let meant = all.filter { Replica.isPrefix(typed, of: $0.told.sheet.description) }
    let found = try WorkerSession.only(meant, typed, or: .unknown(kind, typed))
    let entries = found.sheet.told
    var values = kind.copied(entries)
    let isPartial = values.values.reduce(0) { $0 + $1.count } < entries.count
    if kind["source"] != nil { values["source"] = [found.told.name] }
    return SheetCopied(
      written: try addServiceRecord(kind, values, zone: zone, at: now), service: found.told.name,
      isPartial: isPartial)
  }

  private func receivedSheets(
    of kind: RecordType, _ ledger: LedgerReader
  ) throws -> [(told: ReceivedSheet, sheet: Sheet)] {
    try pairedHere(ledger).flatMap { id in
      let view = try replica.serviceView(id, ledger)
      let name = try replica.toldName(view.genesis?.name ?? "", of: id, ledger)
      return view.sheets.filter { kind.isKind(of: $0.sheet) }.map { standing in
        let (sheet, entries) = (standing.sheet, standing.sheet.told)
        let values = kind.shown(entries)
        let known = values.byField.values.reduce(0) { $0 + $1.count }
        let told = ReceivedSheet(
          sheet: sheet.id, name: name, service: id, type: kind, values: values,
          published: standing.at, isIncomplete: sheet.kind != kind.name || known < entries.count)
        return (told, sheet)
      }
    }
  }
}

extension Sheet {
  /// What a record says, for whoever publishes it.
  init(_ record: Record, _ document: DocumentID) {
    self.init(record.type, record.values, document)
  }

  init(_ type: RecordType, _ values: RecordValues, _ document: DocumentID) {
    self.init(
      id: Sheet.id(of: document), kind: type.name,
      entries: type.published(values).map { SheetEntry(field: $0.field, value: $0.value) })
  }

  fileprivate var told: [(field: String, value: String)] { entries.map { ($0.field, $0.value) } }
}

extension RecordType {
  /// Whether a sheet is of it, of whatever version.
  fileprivate func isKind(of sheet: Sheet) -> Bool {
    sheet.kind.utf8.elementsEqual(name.utf8) || sheet.kind.utf8.starts(with: (code + "/").utf8)
  }
}
