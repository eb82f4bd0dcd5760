import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// What a person types for a permanence: its number, or its day where it is the only one of that day.
public struct PermanenceName: Sendable {
  public let typed: String
  /// The days that it may be: several where the year was left out, none for what reads as no day.
  public let days: Set<CalendarDate>

  public init(_ typed: String, days: Set<CalendarDate>) { (self.typed, self.days) = (typed, days) }
}

/// A permanence with who is on its list. Protocol/records.md, "Permanences".
public struct PermanenceSheet: Sendable {
  /// A sheet that was printed.
  public struct Paper: Sendable {
    public let record: DocumentID
    public let values: RecordValues
    /// Nobody said that it came back.
    public let isOut: Bool

    /// Nil while people left several.
    public var number: Int? { values.only("number").flatMap { Int($0) } }
  }

  public let permanence: DocumentID
  public let values: RecordValues
  /// What its place and its convention are called, by their numbers.
  public let names: [String: String]
  /// Whether the reader may read the list: else of who is on it, and of who was not seen, nothing is known.
  public let readsList: Bool
  /// Who is on the list, by number: a contact of each.
  public let entries: [StructuredRecord]
  public let papers: [Paper]
  /// Numbers that several on the list have: two nodes gave them that did not know of each other.
  public var sharedNumbers: [Int] { entries.sharedNumbers }
  /// Who was sent here and was not seen in it: a referral of each.
  public let neverSeen: [StructuredRecord]

  /// Nil while people left several.
  public var moment: WrittenMoment? { values.only("when").flatMap(WrittenMoment.init(written:)) }
}

/// What became of a preparation.
public struct PermanencePrepared: Sendable {
  /// The numbers that were given.
  public let added: [Int]
  /// The numbers of those who were on the list already.
  public let already: [Int]
  /// Numbers that several on the list have: none of them is given anew, since a sheet may bear it.
  public let shared: [Int]
  /// Everybody who is on the list now, by number.
  public let listed: [ListedPerson]
  /// What may be a slip.
  public let doubts: [PermanenceDoubt]
}

/// A permanence with what tells it from others.
public struct NamedPermanence: Sendable {
  public let record: DocumentID
  /// As they are written; several while nobody chose.
  public let moments: [String]
  /// What its places are called inside; several while nobody chose.
  public let places: [String]
}

extension [StructuredRecord] {
  fileprivate var sharedNumbers: [Int] {
    Dictionary(grouping: flatMap { $0.values["number"] ?? [] }.compactMap { Int($0) }) { $0 }
      .filter { $0.value.count > 1 }.keys.sorted()
  }
}

extension RecordValues {
  /// The value of a field that holds one; nil while there are none or several.
  func only(_ field: String) -> String? {
    guard let values = self[field], values.count == 1 else { return nil }
    return values[0]
  }
}

extension WrittenMoment {
  /// Nil for what a newer version wrote in its own way.
  init?(written text: String) {
    do throws(RuleBroken) {
      try self.init(parsing: text)
    } catch {
      return nil
    }
  }
}

extension StructuredRecord {
  /// Its place on a list; nil while people left several.
  public var listNumber: Int? { values.only("number").flatMap { Int($0) } }

  /// When it came on a list; of two at one moment the order is the same everywhere.
  fileprivate var came: (Int64, DocumentID) { (creation.entered?.milliseconds ?? 0, record) }
}

/// Who is to be seen, and who was. A place on a list is a contact without an outcome: nothing else is written for it.
extension WorkerSession {
  /// A permanence with its list, its sheets and who was sent to it. Who looked is logged for each case file of which something
  /// is shown.
  ///
  /// - Parameter isWhole: for what asks for everybody on the list; whoever reads a part is refused.
  public func permanence(
    _ name: PermanenceName, isWhole: Bool = false, at now: Instant
  ) throws -> PermanenceSheet {
    var fresh = FreshRecords()
    let sheet = try looks(at: now) { ledger in
      try checkReadingSome(ledger)
      if isWhole { try checkReadingLists(ledger) }
      let found = try whole(try permanence(name, ledger), &fresh, ledger, at: now)
      let service = Look(
        action: .read, place: .own(replica.serviceFile), volets: [.ofService])
      return (found, [service] + looks(at: found.entries + found.neverSeen))
    }
    keep(fresh, at: now)
    return sheet
  }

  /// Puts people on the list of a permanence, each once, with the numbers that follow whatever anybody had on it.
  ///
  /// - Parameters:
  ///   - typed: their case files.
  ///   - question: the code of a neutral matter; nil for none.
  /// - Returns: with what may be a slip: nothing of that stands in the way.
  /// - Throws: what names no case file of ours, before anybody is put on the list; as for whoever reads a part of it.
  public func preparePermanence(
    _ name: PermanenceName, with typed: [String], question: String?, zone: Int, at now: Instant
  ) throws -> PermanencePrepared {
    var fresh = FreshRecords()
    let prepared = try write(at: now) { ledger in
      try checkEnteringOnList(ledger)
      let permanence = try permanence(name, ledger)
      let files = try typed.map { try fileOfRecords($0, ledger) }
      var listed: [CaseID: Int] = [:]
      var last = permanence.record.numbersErased ?? 0
      let all = try list(of: permanence.id, deleted: true, &fresh, ledger, at: now)
      for entry in all {
        let numbers = (entry.values["number"] ?? []).compactMap { Int($0) }
        last = max(last, numbers.max() ?? 0)
        if entry.state != .deleted { listed[entry.caseFile] = numbers.min() ?? 0 }
      }
      var (added, already): ([Int], [Int]) = ([], [])
      var people = all.filter { $0.state != .deleted }.map { entry in
        ListedPerson(
          caseFile: entry.caseFile, number: entry.listNumber, person: entry.person,
          isMeant: files.contains(entry.caseFile))
      }
      let readsNames = try mayReadNames(ledger)
      for file in files {
        if let number = listed[file] {
          already.append(number)
          continue
        }
        last += 1
        listed[file] = last
        added.append(last)
        people.append(
          ListedPerson(
            caseFile: file, number: last,
            person: readsNames ? try ownPerson(of: file, ledger) : nil, isMeant: true))
        var values = kinds.first(where: \.isOnList)?.contact?.placing ?? [:]
        values["permanence"] = [permanence.id.description]
        values["number"] = [String(last)]
        values["question"] = question.map { [$0] }
        _ = try add(
          RecordDraft(.contact, in: .interne, values), in: file, zone: zone, into: ledger, at: now)
      }
      return PermanencePrepared(
        added: added, already: already,
        shared: all.filter { $0.state != .deleted }.sharedNumbers, listed: people,
        doubts: try doubts(
          of: people, on: permanence.record, zone: zone, into: ledger, at: now))
    }
    keep(fresh, at: now)
    return prepared
  }

  /// Takes somebody off a list: the place is deleted as it was read. Of the places of one person, the later one that says
  /// nothing of what became of it.
  ///
  /// - Parameter typed: as in ``PermanenceLine/entry``, or the person's name.
  /// - Throws: `NotebookError.outcomeStands` where somebody said already what became of it.
  public func takeOffPermanence(
    _ name: PermanenceName, _ typed: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    let entry = try permanenceEntry(name, typed, at: now)
    guard entry.values["outcome"] == nil else {
      throw NotebookError.outcomeStands(entry.listNumber.map(String.init) ?? typed)
    }
    return try deleteRecord(
      entry.record.description, of: entry.type, from: entry.version.description, zone: zone, at: now
    )
  }

  /// The place that is taken off a list.
  private func permanenceEntry(
    _ name: PermanenceName, _ typed: String, at now: Instant
  ) throws -> StructuredRecord {
    var fresh = FreshRecords()
    let entry = try looks(at: now) { ledger in
      try checkEnteringOnList(ledger)
      let permanence = try permanence(name, ledger)
      let listed = try list(of: permanence.id, &fresh, ledger, at: now)
      let meant = try meant(typed, of: listed, ledger)
      let open = meant.filter { $0.values["outcome"] == nil }
      let isOne = Set(meant.map(\.caseFile)).count == 1
      let later = (open.isEmpty ? meant : open).max { $0.came < $1.came }
      let found = try only(typed, of: isOne ? [later].compactMap(\.self) : meant)
      return (found, looks(at: [found]))
    }
    keep(fresh, at: now)
    return entry
  }

  /// Those of a list who are meant: by number, by the beginning of the id of an entry or of a case file, by name.
  func meant(
    _ typed: String, of listed: [StructuredRecord], _ ledger: LedgerReader
  ) throws -> [StructuredRecord] {
    if typed.utf8.count < 4, let number = Int(typed) {
      return listed.filter { $0.values["number"]?.contains(String(number)) == true }
    }
    let beginning = typed.lowercased()
    let found = listed.filter {
      $0.record.description.hasPrefix(beginning) || $0.caseFile.description.hasPrefix(beginning)
    }
    if typed.utf8.count >= 4, !found.isEmpty { return found }
    let file = try fileOfRecords(typed, ledger)
    return listed.filter { $0.caseFile == file }
  }

  /// The one that is meant.
  func only(_ typed: String, of found: [StructuredRecord]) throws -> StructuredRecord {
    guard found.count < 2 else { throw NotebookError.severalOnList(typed, found) }
    guard let entry = found.first else { throw NotebookError.notOnList(typed) }
    return entry
  }

  // MARK: Within a transaction

  /// Before a list is looked for by who writes on it: she is to read it and to write it.
  func checkEnteringOnList(_ ledger: LedgerReader) throws {
    try checkAdding(RecordDraft(.contact, in: .interne, [:]), by: try rules(ledger))
    try checkReadingLists(ledger)
  }

  /// Whoever reads a part of the lists would give a number again, and take one person for another.
  func checkReadingLists(_ ledger: LedgerReader) throws {
    let rules = try rules(ledger)
    try checkRule { () throws(RuleBroken) in try rules.checkRead(.interne) }
  }

  /// The permanence that somebody means.
  func permanence(
    _ name: PermanenceName, _ ledger: LedgerReader
  ) throws -> (id: DocumentID, record: Record) {
    let rules = try rules(ledger)
    try checkRule { () throws(RuleBroken) in
      try rules.checkRead(.ofService, in: .own(replica.serviceFile))
    }
    let known = try serviceRecords(of: .permanence, ledger)
    let typed = name.typed.lowercased()
    var found = typed.utf8.count < 4 ? [] : known.filter { $0.id.description.hasPrefix(typed) }
    if found.isEmpty, !name.days.isEmpty {
      found = known.filter { known in
        known.record.texts("when").contains { text in
          WrittenMoment(written: text).map { name.days.contains($0.day) } ?? false
        }
      }
    }
    guard found.count < 2 else {
      throw NotebookError.severalPermanences(name.typed, try found.map { try named($0, ledger) })
    }
    guard let permanence = found.first else { throw NotebookError.unknownPermanence(name.typed) }
    return permanence
  }

  private func named(
    _ permanence: (id: DocumentID, record: Record), _ ledger: LedgerReader
  ) throws -> NamedPermanence {
    NamedPermanence(
      record: permanence.id, moments: permanence.record.texts("when"),
      places: try permanence.record.texts("place").flatMap {
        try referred($0, ledger)?.texts("name") ?? []
      })
  }

  /// Records of a kind of the service that stand, with their numbers.
  func serviceRecords(
    of kind: RecordType, _ ledger: LedgerReader
  ) throws -> [(id: DocumentID, record: Record)] {
    try openNewRoots(ledger)
    return try serviceDocuments(ledger).compactMap { document in
      guard let record = try replica.ifSound({ try read(document, ledger) })?.record,
        record.type == kind, record.state != .deleted
      else { return nil }
      return (document, record)
    }
  }

  /// Who is on the list of a permanence, by number and, of two who were given one number apart, by who came first.
  ///
  /// - Parameter deleted: with whoever was taken off.
  func list(
    of permanence: DocumentID, deleted: Bool = false, _ fresh: inout FreshRecords,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> [StructuredRecord] {
    let id = permanence.description
    return try structured(
      where: \.isOnList,
      keeping: { record in
        record.type.permanenceField.flatMap { record.values[$0.code] }?.contains(id) == true
      }, deleted: deleted, &fresh, ledger, at: now
    ).sorted { left, right in
      (left.listNumber ?? .max, left.creation.entered?.milliseconds ?? 0, left.record)
        < (right.listNumber ?? .max, right.creation.entered?.milliseconds ?? 0, right.record)
    }
  }

  private func whole(
    _ permanence: (id: DocumentID, record: Record), _ fresh: inout FreshRecords,
    _ ledger: LedgerReader, at now: Instant
  ) throws -> PermanenceSheet {
    let id = permanence.id.description
    let rules = try rules(ledger)
    let readsList = kinds.filter(\.isOnList).flatMap(\.volets).allSatisfy { rules.mayRead($0) }
    let entries = readsList ? try list(of: permanence.id, &fresh, ledger, at: now) : []
    let seen = Set(
      entries.filter { $0.values["outcome"]?.contains("vu") == true }.map(\.caseFile))
    let sent = try structured(
      where: { readsList && $0.sendsToPermanence },
      keeping: { record in
        record.type.permanenceField.flatMap { record.values[$0.code] }?.contains(id) == true
          && !seen.contains(record.caseFile)
      }, &fresh, ledger, at: now)
    var names: [String: String] = [:]
    for field in permanence.record.type.fields where field.referredKinds != nil {
      for value in permanence.record.texts(field.code) {
        names[value] = try referred(value, ledger)?.texts("name").joined(separator: " / ")
      }
    }
    return PermanenceSheet(
      permanence: permanence.id, values: permanence.record.values, names: names,
      readsList: readsList, entries: entries,
      papers: try papers(of: permanence.id, ledger), neverSeen: sent)
  }

  /// Keeps the number of a place that is about to be erased with its list: it is given to nobody else. A list that is not
  /// here, or does not open whole, keeps nothing: nothing stands in the way of an erasure.
  func keepNumber(of entry: ReadDocument, into ledger: LedgerWriter, at now: Instant) throws {
    guard let record = entry.record, record.type.isOnList, let field = record.type.permanenceField,
      let number = record.texts("number").compactMap({ Int($0) }).max()
    else { return }
    for named in record.texts(field.code) {
      guard let bytes = Hexadecimal.decode(named), let id = DocumentID(bytes),
        let place = try ledger.document(id), try isOfService(place.tag, ledger)
      else { continue }
      let opened = try openWhole(id, ledger)
      guard opened.parked.isEmpty, !opened.isErased,
        let type = Record(opened.document, among: kinds)?.type
      else { continue }
      var edit = RecordEdit(opened.document, type, in: .ofService)
      guard edit.keepErased(number: number) else { continue }
      _ = try extend(
        opened, with: edit.operations, zone: entry.creation?.zone ?? 0, into: ledger, at: now)
    }
  }

  /// The sheets that were printed for a permanence, by number.
  func papers(
    of permanence: DocumentID, _ ledger: LedgerReader
  ) throws -> [PermanenceSheet.Paper] {
    try serviceRecords(of: .permanencePaper, ledger)
      .filter { $0.record.texts("permanence").contains(permanence.description) }
      .map { id, record in
        PermanenceSheet.Paper(
          record: id, values: record.values, isOut: record.texts("back").isEmpty)
      }
      .sorted { ($0.number ?? .max, $0.record) < ($1.number ?? .max, $1.record) }
  }
}
