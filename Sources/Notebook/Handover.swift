import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// A case file that passes to a colleague, as it stands before anything is written.
public struct HandoverFile: Sendable {
  /// What is open, in numbers, with the appointments to come.
  public let entry: CaseloadEntry
  /// Who follows the person until now, as it is written; none where nobody does.
  public let from: [String]
  /// The colleague follows her already: nothing passes.
  public let isTheirs: Bool
  /// What is late or urgent, waits for an answer, or is under way, appointments left out; of what may be read.
  public let open: [StructuredRecord]
  /// How she is reached, without what is not to be used.
  public let call: CallSheet
}

/// Case files that pass to a colleague. Protocol/records.md, "Handing over".
public struct HandoverPlan: Sendable {
  /// Who follows from now on, by the name that stands on her card.
  public let to: String
  /// Whose place passes, as it was typed; nil for that of who follows first.
  public let leaving: String?
  /// In the order in which they were named, each once.
  public let files: [HandoverFile]
  /// Whether whoever hands over reads every volet: else more may be open than is told.
  public let isWhole: Bool
}

/// A case file that was handed over.
public struct HandedOver: Sendable {
  public let caseFile: CaseID
  /// Nil while her card does not open.
  public let person: Namesake?
  /// Who followed her until then, as it was written.
  public let from: [String]
  /// What says who follows now; none where the colleague did already.
  public let written: [RecordWritten]
  /// What was written for the colleague, who may have followed already; nil where it was left out.
  public let note: RecordWritten?
}

/// A follow-up passes to a colleague. What was written keeps its author.
extension WorkerSession {
  /// Where what is written for the colleague goes when nobody says where: it is about how the team works, and is never shared.
  public static let usualVoletOfHandover = Volet.equipe

  /// What would pass, of what this worker may read; nothing is written. Who looked is logged.
  ///
  /// - Parameters:
  ///   - to: a colleague, by name or by the beginning of her number.
  ///   - leaving: whose place passes; nil for that of who follows first.
  ///   - day: the day here that holds a moment.
  /// - Throws: `.unknownWorker`, `.mayNotFollow` for the colleague; `RuleBroken` for who may not write who follows;
  ///   `.followsNot` where `leaving` does not follow; `.caseClosed`.
  public func handoverPlan(
    of typed: [String], to: String, leaving: String? = nil, today: CalendarDate,
    day: (Instant) -> CalendarDate?, at now: Instant
  ) throws -> HandoverPlan {
    try checkReadingNames()
    let colleague = try recipient(to)
    var fresh = FreshRecords()
    let plan = try looks(at: now) { ledger in
      let rules = try rules(ledger)
      let ids = try typed.map { try caseID($0, ledger) }.withoutRepeats
      let records = try structured(
        where: { $0.isOfCaseload }, keeping: { ids.contains($0.caseFile) }, &fresh, ledger, at: now)
      let byFile = Dictionary(grouping: records, by: \.caseFile)
      let working = try workingNames(ledger)
      let files = try ids.map { id in
        let own = byFile[id] ?? []
        let passing = try passing(id, own, to: colleague.name, leaving, ledger)
        var entry = CaseloadEntry(
          caseFile: id, person: try ownPerson(of: id, ledger), of: own, today: today, day: day,
          at: now)
        entry.keepWorkers(among: working)
        return HandoverFile(
          entry: entry, from: passing.from, isTheirs: passing.isTheirs,
          open: own.filter { $0.isOpen(today) },
          call: try guardedSheet(of: id, ledger, at: now))
      }
      let shown = files.map { file in
        let read =
          (byFile[file.entry.caseFile] ?? []).map(\.volet)
          + file.call.ways.map(\.summary.volet)
        return Look(
          action: .read, place: .own(file.entry.caseFile),
          volets: Volet.allCases.filter { $0 == .contact || read.contains($0) })
      }
      return (
        HandoverPlan(
          to: colleague.name, leaving: leaving, files: files,
          isWhole: Volet.allCases.allSatisfy { rules.mayRead($0) }), shown
      )
    }
    keep(fresh, at: now)
    return plan
  }

  /// Everybody whom somebody follows, to be handed over. Who looked is logged.
  ///
  /// - Parameter name: as it is written where it says who follows; nil for whoever asks.
  /// - Throws: `RuleBroken.roleMayNotRead` for who may not read who follows whom.
  public func handoverList(
    of name: String?, today: CalendarDate, day: (Instant) -> CalendarDate?, at now: Instant
  ) throws -> Caseload {
    let rules = try read(rules)
    try checkRule { () throws(RuleBroken) in
      for kind in kinds where kind.followUp != nil {
        for volet in kind.volets { try rules.checkRead(volet) }
      }
    }
    return try caseload(
      of: .worker(name ?? workerName ?? ""), today: today, day: day, at: now)
  }

  /// Writes who follows from now on, and what is given for the colleague: all of it, or nothing. What stood before stays in
  /// the history.
  ///
  /// - Parameter notes: what is written for the colleague, by case file; one that says nothing is left out.
  /// - Throws: as ``handoverPlan(of:to:leaving:today:day:at:)``.
  public func handOver(
    _ plan: HandoverPlan, notes: [CaseID: String] = [:],
    in volet: Volet = WorkerSession.usualVoletOfHandover, zone: Int, at now: Instant
  ) throws -> [HandedOver] {
    let colleague = try recipient(plan.to)
    var fresh = FreshRecords()
    let done = try write(at: now) { ledger in
      let ids = plan.files.map(\.entry.caseFile)
      let records = try structured(
        where: { $0.followUp != nil }, keeping: { ids.contains($0.caseFile) }, &fresh, ledger,
        at: now)
      let byFile = Dictionary(grouping: records, by: \.caseFile)
      return try ids.map { id in
        let passing = try passing(
          id, byFile[id] ?? [], to: colleague.name, plan.leaving, ledger)
        let written =
          passing.isTheirs ? [] : try write(passing, zone: zone, into: ledger, at: now)
        let words = notes[id].flatMap { text in
          text.contains { !$0.isWhitespace } ? text : nil
        }
        let note = try words.map { words in
          let draft = RecordDraft(.note, in: volet, ["kind": ["transmission"], "text": [words]])
          try checkAdding(draft, by: try rules(ledger))
          return try add(draft, in: id, zone: zone, into: ledger, at: now)
        }
        return HandedOver(
          caseFile: id, person: try ownPerson(of: id, ledger), from: passing.from,
          written: written, note: note)
      }
    }
    keep(fresh, at: now)
    return done
  }

  /// The colleague who is meant: somebody of the service who has not ended, who may read whom she is to follow and write who
  /// does, so that she is not stuck with it.
  private func recipient(_ typed: String) throws -> WorkerSummary {
    let found = try workers(typed: typed)
    guard let colleague = found.first else {
      if let ended = try endedWorker(typed) { throw NotebookError.workerEnded(ended.name) }
      throw NotebookError.unknownWorker(typed)
    }
    guard found.count == 1 else { throw NotebookError.ambiguous(typed, count: found.count) }
    let role = try checked { () throws(RuleBroken) in try Role(parsing: colleague.role) }
    let matrix = try read(matrix)
    let homes = kinds.filter { $0.followUp != nil }.flatMap(\.volets)
    guard matrix.mayRead(role, .contact),
      homes.allSatisfy({ matrix.mayRead(role, $0) && matrix.mayWrite(role, $0, own: false) })
    else {
      throw NotebookError.mayNotFollow(colleague.name, role)
    }
    return colleague
  }

  private func write(
    _ passing: Passing, zone: Int, into ledger: LedgerWriter, at now: Instant
  ) throws -> [RecordWritten] {
    if let draft = passing.begun {
      try checkAdding(draft, by: try rules(ledger))
      return [try add(draft, in: passing.caseFile, zone: zone, into: ledger, at: now)]
    }
    return try passing.changes.map { record, values in
      // What was just read is what is replaced, whatever this worker saw last.
      let base = record.version.heads.isEmpty ? nil : record.version.description
      return try edit(
        record.record.description, of: record.type, values, from: base, zone: zone, into: ledger,
        at: now)
    }
  }

  // MARK: Who passes it on

  /// What passes of a case file, once it is sure that this worker may: whoever writes who follows hands over, since she
  /// could write the same name in the period by hand.
  private func passing(
    _ id: CaseID, _ records: [StructuredRecord], to colleague: String, _ leaving: String?,
    _ ledger: LedgerReader
  ) throws -> Passing {
    let rules = try rules(ledger)
    let passing = try Passing(
      caseFile: id, records, kinds: kinds, to: colleague, leaving: leaving)
    try checkRule { () throws(RuleBroken) in
      for volet in passing.volets { try rules.checkWrite(volet) }
    }
    try checkOpen(id, ledger)
    return passing
  }
}

/// How workers are compared who are written by name: without regard to case, accents and order.
enum WorkerNames {
  static func areSame(_ one: String, _ other: String) -> Bool {
    let words = NameWords.words(of: one).sorted()
    return !words.isEmpty && words == NameWords.words(of: other).sorted()
  }
}

/// What passes of one case file.
private struct Passing {
  let caseFile: CaseID
  /// Who stands where the colleague is to stand.
  let from: [String]
  /// What is written, by record.
  let changes: [(StructuredRecord, [String: [String]])]
  /// What is begun where nothing says who follows.
  let begun: RecordDraft?
  let volets: [Volet]

  var isTheirs: Bool { changes.isEmpty && begun == nil }

  init(
    caseFile: CaseID, _ records: [StructuredRecord], kinds: [RecordType], to colleague: String,
    leaving: String?
  ) throws {
    self.caseFile = caseFile
    var from: [String] = []
    var changes: [(StructuredRecord, [String: [String]])] = []
    let going = records.filter { $0.type.followUp?.isOver($0.values) == false }
    for record in going {
      guard let followUp = record.type.followUp else { continue }
      let places = followUp.workers.filter { place in
        guard let leaving else { return place == followUp.workers.first }
        return record.values[place]?.contains { WorkerNames.areSame($0, leaving) } == true
      }
      from += places.flatMap { record.values[$0] ?? [] }
      let values = Self.changes(of: record.values, followUp, at: places, to: colleague)
      if !values.isEmpty { changes.append((record, values)) }
    }
    if let leaving, from.isEmpty {
      throw NotebookError.followsNot(leaving, caseFile)
    }
    (self.from, self.changes) = (from.withoutRepeats, changes)
    let kind = kinds.first { $0.followUp != nil }
    begun =
      going.isEmpty
      ? kind.flatMap { kind in
        guard let volet = kind.usualVolet, let followUp = kind.followUp,
          let place = followUp.workers.first
        else { return nil }
        // It is counted from then on.
        return RecordDraft(
          kind, in: volet, [place: [colleague], followUp.state: [followUp.open]])
      } : nil
    volets = (going.map(\.volet) + [begun?.volet].compactMap(\.self)).withoutRepeats
  }

  /// The colleague stands in these places, and in no second one beside them.
  private static func changes(
    of values: RecordValues, _ followUp: FollowUp, at places: [String], to colleague: String
  ) -> [String: [String]] {
    var changed: [String: [String]] = [:]
    var isPlaced = false
    for place in followUp.workers {
      let before = values[place] ?? []
      var after = places.contains(place) ? [colleague] : before
      let isColleagues = !after.isEmpty && after.allSatisfy { WorkerNames.areSame($0, colleague) }
      if isColleagues {
        let stood = before.count == 1 && WorkerNames.areSame(before[0], colleague)
        after = isPlaced ? [] : stood ? before : after
        isPlaced = true
      }
      if after != before { changed[place] = after }
    }
    return changed
  }
}

extension StructuredRecord {
  /// Whether somebody is to do something about it soon, other than to meet.
  fileprivate func isOpen(_ today: CalendarDate) -> Bool {
    if type.checklist?.isOpen(values) == true || isUnanswered { return true }
    return type.fields.contains { field in
      guard let due = field.due, due.matter != .appointment, !due.isOver(values) else {
        return false
      }
      return (values[field.code] ?? []).contains { value in
        guard let day = CalendarDate(recorded: value)?.firstDay else { return false }
        return day.daysSince1970 - today.daysSince1970 <= Limits.daysUrgent
      }
    }
  }
}

extension Array where Element: Hashable {
  /// Each once, where it stands first.
  fileprivate var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
