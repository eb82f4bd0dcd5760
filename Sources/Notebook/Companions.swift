import CRDT
import CaseFile
import Consent
import Envelope
import Replica
import Store

/// A record of which nothing is missing: its document, and those that stand beside it.
/// Protocol/records.md, "What stands apart".
struct WholeRecord {
  let record: OpenDocument
  /// Those that this worker may read, in the order of their ids, with their volets.
  let companions: [(opened: OpenDocument, volet: Volet)]

  var documents: [OpenDocument] { [record] + companions.map(\.opened) }

  var reading: ReadDocument { record.reading.joined(with: companions.map(\.opened.reading)) }

  var heads: [ChangeID] { documents.flatMap(\.document.frontier) }

  /// As it stood in a version; nil where the record did not.
  func at(_ version: RecordVersionHeads) -> Record? {
    let kinds = record.kinds
    return Record(record.document.at(version[record.id]), among: kinds)?.joined(
      with: companions.compactMap {
        Record($0.opened.document.at(version[$0.opened.id]), among: kinds)
      })
  }

  /// What a version says of each document: where it names a change of it that one, and else what stood there by the clocks
  /// of those that it names.
  func version(_ heads: [ChangeID]) -> RecordVersionHeads {
    var found = seen(heads)
    guard let clock = heads.compactMap(clock).max() else { return found }
    for document in documents where found[document.id].isEmpty {
      found[document.id] = document.authors.filter { $0.value.clock <= clock }.map(\.key).sorted()
    }
    return found
  }

  /// The same where a companion of which no change is named was not there for whoever saw it.
  func seen(_ heads: [ChangeID]) -> RecordVersionHeads {
    var found = RecordVersionHeads()
    for document in documents {
      let known = Set(document.document.history)
      found[document.id] = heads.filter(known.contains)
    }
    return found
  }

  /// Whether something was written beside the record by somebody who did not know of a deletion, and whom its author had not
  /// read. What was written after somebody had answered the deletion, by their clocks, was written knowing it.
  func holdsApart(from deletion: ChangeID) -> Bool {
    let answered = Record.following([deletion], in: record.document).compactMap(clock).min()
    return companions.contains { one in
      Record.apart(from: deletion, inCompanion: one.opened.document).contains { change in
        guard let answered, let written = clock(change) else { return true }
        return written < answered
      }
    }
  }

  private func clock(_ change: ChangeID) -> HybridClock? {
    documents.lazy.compactMap { $0.authors[change]?.clock }.first
  }

  /// The changes by their clocks, oldest first, those together that one person made at one moment in several documents:
  /// the first of each names the version.
  var acts: [[(document: OpenDocument, change: ChangeID)]] {
    let all = documents.flatMap { document in
      document.byClock.map { (document: document, change: $0) }
    }.compactMap { one in one.document.authors[one.change].map { (one, $0) } }
    let ordered = all.enumerated().sorted {
      ($0.element.1.clock, $0.offset) < ($1.element.1.clock, $1.offset)
    }.map(\.element)
    var acts: [[(document: OpenDocument, change: ChangeID)]] = []
    var last: ChangeContent?
    for (one, content) in ordered {
      let isSame =
        last.map {
          $0.clock == content.clock && $0.author.utf8.elementsEqual(content.author.utf8)
        } == true
      if isSame, let act = acts.last, !act.contains(where: { $0.document.id == one.document.id }) {
        acts[acts.count - 1].append(one)
      } else {
        acts.append([one])
      }
      last = content
    }
    return acts
  }
}

/// The changes that a version of a record ends with, by document; none of one that was not there.
struct RecordVersionHeads {
  private var heads: [DocumentID: [ChangeID]] = [:]

  subscript(document: DocumentID) -> [ChangeID] {
    get { heads[document] ?? [] }
    set { heads[document] = newValue }
  }
}

extension ReadDocument {
  /// The record with what stands beside it: read, signed and named as one.
  func joined(with companions: [ReadDocument]) -> ReadDocument {
    guard !companions.isEmpty else { return self }
    return ReadDocument(
      id: id, log: log, tag: tag, record: record?.joined(with: companions.compactMap(\.record)),
      first: first,
      authors: companions.reduce(into: authors) { $0.merge($1.authors) { one, _ in one } },
      writers: writers + companions.flatMap(\.writers),
      heads: heads + companions.flatMap(\.heads), parked: parked, malformed: malformed,
      isErased: isErased)
  }

  /// What it stands beside, when it is a companion.
  var besideRecord: String? { record?.besideRecord }
}

/// What stands beside the records of places, as a session read it: of a hundred places, those are read anew in which
/// something changed.
struct KnownCompanions {
  /// Where the ledger stood when they were last brought into step; nil before the first reading.
  private(set) var position: LedgerPosition?
  private var places: [LogID: ReadCompanions] = [:]

  var isEmpty: Bool { places.isEmpty }

  subscript(log: LogID) -> ReadCompanions? {
    get { places[log] }
    set { places[log] = newValue }
  }

  /// Forgets the places that changed.
  mutating func step(_ news: [Announcement], to position: LedgerPosition) {
    self.position = position
    for one in news {
      switch one {
      case .record(_, in: .own(let id)?), .caseFile(let id): places[.own(id)] = nil
      // What is received may stand in several shares.
      case .record(_, in: .share?), .consent:
        places = places.filter { if case .share = $0.key { false } else { true } }
      case .record, .service, .destroyed: places = [:]
      case .peers: break
      }
    }
  }
}

/// Companions of the records of a place, as far as they open.
struct ReadCompanions {
  let byRecord: [String: [DocumentID]]
  /// Every volet of the place by its tag, whoever may read it.
  let volets: [VoletTag: Volet]
  /// Those that the disk damaged and that do not say any more what they stand beside, by the record that they stood beside
  /// when the records of the case file were last kept.
  let lost: [String: [DocumentID]]
}

/// The one place where a record and what stands beside it come together.
extension WorkerSession {
  /// The volets in which something of some kind stands apart.
  private var voletsApart: Set<Volet> { Set(kinds.flatMap(\.voletsApart)) }

  /// What stands beside a record of a place, whoever asks, in the order of the ids. What was erased, or does not open, is
  /// beside nothing.
  func companions(
    of record: DocumentID, in log: LogID, _ ledger: LedgerReader
  ) throws -> [DocumentID] {
    try companions(in: log, ledger).byRecord[record.description] ?? []
  }

  /// The same, as far as this session read them before and nothing came since: nothing is read for it.
  func companionsKnown(
    of record: DocumentID, in log: LogID, _ ledger: LedgerReader
  ) throws -> [DocumentID] {
    guard try areCompanionsInStep(ledger), let known = memory.companions[log] else { return [] }
    return known.byRecord[record.description] ?? []
  }

  /// Whether a document is read as part of another one.
  func isCompanion(_ document: DocumentID, _ ledger: LedgerReader) throws -> Bool {
    try besideRecord(document, ledger) != nil
  }

  /// How many companions a volet of a place holds that are erased nowhere: nobody counts them as records.
  func companions(
    countedIn log: LogID, _ ledger: LedgerReader
  ) throws -> [VoletTag: Int] {
    var counts: [VoletTag: Int] = [:]
    for document in try companions(in: log, ledger).byRecord.values.joined() {
      if let tag = try ledger.document(document)?.tag { counts[tag, default: 0] += 1 }
    }
    return counts
  }

  private func companions(
    in log: LogID, _ ledger: LedgerReader
  ) throws -> ReadCompanions {
    let mayKeep = try areCompanionsInStep(ledger)
    if mayKeep, let known = memory.companions[log] { return known }
    var found: [String: [DocumentID]] = [:]
    var lost: [String: [DocumentID]] = [:]
    let apart = voletsApart
    let volets = try voletsOfPlace(log, ledger)
    for (tag, volet) in volets where apart.contains(volet) {
      for document in try replica.documents(in: tag, of: log, ledger) {
        guard try !ledger.isErased(document) else { continue }
        if let record = try besideRecord(document, ledger) {
          found[record, default: []].append(document)
        } else if let record = try lostBeside(document, in: log, ledger) {
          lost[record, default: []].append(document)
        }
      }
    }
    let read = ReadCompanions(
      byRecord: found.mapValues { $0.sorted() }, volets: volets, lost: lost)
    if mayKeep { memory.companions[log] = read }
    return read
  }

  /// Forgets what stands beside the records of the places that changed. False in a transaction that writes: what may still
  /// fail is nothing to remember.
  private func areCompanionsInStep(_ ledger: LedgerReader) throws -> Bool {
    guard !(ledger is LedgerWriter) else { return false }
    let now = try ledger.position()
    guard memory.companions.position != now else { return true }
    if let before = memory.companions.position {
      let news = try replica.announcements(since: before, ledger).news
      memory.companions.step(news, to: now)
    } else {
      memory.companions.step([.destroyed], to: now)
    }
    return true
  }

  /// The record that a damaged document stood beside, as far as anything still tells.
  private func lostBeside(
    _ document: DocumentID, in log: LogID, _ ledger: LedgerReader
  ) throws -> String? {
    // Of what opens it is known whether it is a companion.
    guard memory.beside[document] == nil, case .own(let id) = log, try isDamaged(document, ledger)
    else { return nil }
    return try keptBeside(document, of: id, ledger)
  }

  private func isDamaged(_ document: DocumentID, _ ledger: LedgerReader) throws -> Bool {
    try replica.ifSound { try isDamaged(try read(document, ledger), ledger) } ?? true
  }

  /// Whether something stood beside a record, where this worker may read, that tells so no more itself.
  private func lacksLost(
    _ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader
  ) throws -> Bool {
    guard opened.record?.type.mayStandApart(in: volet) == true,
      let lost = try companions(in: opened.log, ledger).lost[opened.id.description]
    else { return false }
    let rules = try rules(ledger)
    let volets = try voletsOfPlace(opened.log, ledger)
    return try lost.contains { document in
      try ledger.document(document).flatMap { volets[$0.tag] }
        .map { rules.mayRead($0, in: opened.log) } == true
    }
  }

  /// Every volet of a place by its tag, whoever may read it now.
  private func voletsOfPlace(
    _ log: LogID, _ ledger: LedgerReader
  ) throws -> [VoletTag: Volet] {
    switch log {
    case .service: return [:]
    case .own(let id): return try voletCodes(of: id, ledger)
    case .share(let id):
      guard let share = try replica.share(id, ledger), share.recipient == service else {
        return [:]
      }
      return try grantedVolets(of: share, ledger)
    }
  }

  /// The record that a document stands beside; nil for what is no companion, or does not open. The first change of a
  /// document says it, and no later one does.
  func besideRecord(_ document: DocumentID, _ ledger: LedgerReader) throws -> String? {
    if let known = memory.beside[document] { return known }
    guard let opened = try replica.ifSound({ try read(document, ledger) }),
      let record = opened.record
    else { return nil }
    let beside = record.besideRecord
    memory.beside[document] = .some(beside)
    return beside
  }

  /// What stands beside a record of a kind in a volet, of what this worker may read.
  ///
  /// - Parameter now: nil for what we own: nothing there runs out.
  func readableCompanions(
    of opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader, at now: Instant?
  ) throws -> [(document: DocumentID, volet: Volet)] {
    guard opened.record?.type.mayStandApart(in: volet) == true else { return [] }
    let known = try companions(in: opened.log, ledger)
    guard let beside = known.byRecord[opened.id.description], !beside.isEmpty else { return [] }
    let rules = try rules(ledger)
    // Nothing that we own runs out.
    let volets: [VoletTag: Volet] =
      if let now, case .share = opened.log {
        try readableVolets(of: opened.log, ledger, at: now)
      } else {
        known.volets
      }
    return try beside.compactMap { document in
      guard let tag = try ledger.document(document)?.tag, let volet = volets[tag],
        try replica.isGiven(document, tag, in: opened.log, ledger, at: now),
        try rules.mayRead(volet, in: opened.log)
          || (rules.mayRead(volet, in: opened.log, own: true)
            && isByReader(try read(document, ledger), ledger))
      else { return nil }
      return (document, volet)
    }
  }

  /// Whether something of a record that we own stands apart where this worker may not read.
  func lacksApart(_ record: DocumentID, _ volet: Volet, _ ledger: LedgerReader) throws -> Bool {
    guard
      let opened = try replica.ifSound({ try read(record, ledger) }),
      opened.record?.type.mayStandApart(in: volet) == true
    else { return false }
    let all = try companions(of: record, in: opened.log, ledger)
    guard !all.isEmpty else { return false }
    let readable = try readableCompanions(of: opened, volet, ledger, at: nil).map(\.document)
    return try all.contains { companion in
      guard !readable.contains(companion),
        let held = try replica.ifSound({ try read(companion, ledger) })?.record?.values
      else { return false }
      // One that was emptied lacks nothing.
      return held.byField.contains { $0.key != RecordType.ofRecord && !$0.value.isEmpty }
    }
  }

  /// A record as this worker reads it.
  ///
  /// - Parameter now: nil for what we own.
  func joined(
    _ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader, at now: Instant?
  ) throws -> ReadDocument {
    try joinedTelling(opened, volet, ledger, at: now).reading
  }

  /// The same, and whether something of it stands apart and is damaged: the record is not whole.
  func joinedTelling(
    _ opened: ReadDocument, _ volet: Volet, _ ledger: LedgerReader, at now: Instant?
  ) throws -> (reading: ReadDocument, isDamaged: Bool) {
    let beside = try readableCompanions(of: opened, volet, ledger, at: now).map { one in
      try replica.ifSound { try read(one.document, ledger) }
    }
    let sound = beside.compactMap(\.self)
    let isLacking =
      try sound.count < beside.count || sound.contains { try isDamaged($0, ledger) }
      || lacksLost(opened, volet, ledger)
    let companions = sound.filter {
      $0.record?.type.companionOf == opened.record?.type.code
    }
    return (opened.joined(with: companions), isLacking)
  }

  /// A record with the histories of what stands beside it, of what this worker may read.
  func whole(
    _ opened: OpenDocument, _ volet: Volet, _ ledger: LedgerReader, at now: Instant?
  ) throws -> WholeRecord {
    let reading = opened.reading
    let beside = try readableCompanions(of: reading, volet, ledger, at: now)
    let companions = try beside.map { (opened: try open($0.document, ledger), volet: $0.volet) }
    return WholeRecord(
      record: opened,
      companions: companions.filter {
        $0.opened.reading.record?.type.companionOf == reading.record?.type.code
      })
  }
}
