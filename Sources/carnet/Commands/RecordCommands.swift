import CaseFile
import Envelope
import Notebook
import Words

/// One command on records of a kind, or of whichever, as it was typed.
struct RecordErrand {
  private let command: DeclaredCommand
  let typed: Typed
  let kind: RecordType?

  init(_ command: DeclaredCommand, _ typed: Typed) {
    (self.command, self.typed) = (command, typed)
    kind = command.kind ?? typed.kind
  }

  func run(with context: CommandContext) async throws {
    guard let deed = command.deed else { return try tellKinds(context) }
    switch deed {
    case .add: try await add(with: context)
    case .edit: try await edit(with: context)
    case .list: try list(with: context)
    case .show where kind == .permanence: try showPermanence(with: context)
    case .show: try show(with: context)
    case .history: try history(with: context)
    case .restore: try await restore(with: context)
    case .settle: try await settle(with: context)
    case .coSign: try await coSign(with: context)
    case .orphans: try context.showOrphans()
    case .keep: try await context.keepOrphan(named, agreedOn: typed.value(of: "agreed-on") ?? "")
    case .delete: try await delete(with: context)
    case .erase: try await context.erase(named, of: kind)
    case .correct: try await context.correct(named, try values(with: context))
    case .showCard: try showCard(with: context)
    case .checklist: try showChecklist(with: context)
    case .move: try await move(with: context)
    case .outcome: try await tellOutcome(with: context)
    case .slip: try await writeSlip(with: context)
    case .publish: try await context.publish(typed.positionals, of: kind)
    case .withdraw: try await context.withdrawSheets(typed.positionals, of: kind)
    case .copy: try await context.copySheet(named, of: kind)
    case .prepare: try await prepare(with: context)
    case .takeOff: try await takeOff(with: context)
    case .paper: try await printPaper(with: context)
    case .paperBack: try await tellPaperBack(with: context)
    case .late: try await enterLate(with: context)
    case .count: try count(with: context)
    }
  }

  /// What stands at a place; the command is not carried out without it.
  func place(_ number: Int) -> String {
    number < typed.positionals.count ? typed.positionals[number] : ""
  }

  var named: String { place(0) }

  private func tellKinds(_ context: CommandContext) throws {
    let kinds = kind.map { [$0] } ?? command.namedKinds
    try context.show(.array(kinds.map(\.json)), context.words.recordTypes(kinds))
  }

  // MARK: Writing

  private var texts: GivenTexts { get throws { try GivenTexts(of: kind, typed) } }

  /// What the options give, by field, but for the proses that come in or stand in files.
  func values(with context: CommandContext) throws -> [String: [String]] {
    var values: [String: [String]] = [:]
    for field in kind?.fields ?? [] {
      let given = typed.values(of: field.code)
      guard !given.isEmpty, !(field.isProse && given == [GivenTexts.input]) else { continue }
      let read = try Spoken.values(
        given, of: field, today: context.today, zone: context.zone)
      try context.warnOfYears(given, read, of: field)
      values[field.code] = read
    }
    return values
  }

  /// The text that stands at its place, or waits where nobody sits.
  private func text(beside values: [String: [String]]) throws -> String? {
    guard let prose = command.prose else { return nil }
    let given = typed.positionals.count > 1 ? place(1) : nil
    let texts = try texts
    guard values[prose.code] == nil, !texts.hold(prose) else {
      if given != nil { throw CommandFailure(.input(.inputTwice)) }
      return nil
    }
    return given
  }

  private func add(with context: CommandContext) async throws {
    guard let kind else { return }
    guard !kind.isOfService else { return try await addForService(kind, with: context) }
    let volet: Volet
    if let named = typed.value(of: "volet") {
      volet = try Spoken.volet(named)
    } else if let usual = kind.usualVolet {
      volet = usual
    } else {
      throw context.missing("volet")
    }
    let values = try values(with: context)
    let text = try text(beside: values)
    // Asked before anybody writes: what would be refused is told before the words are there.
    let notebook = try context.openAsWorker()
    let file = try notebook.checkWriting(kind, in: volet, of: named, giving: values)
    let purpose = DraftMark.Purpose.new(
      kind: kind.code, volet: volet.rawValue, file: file.description)
    let begin = { try context.begin(purpose, in: notebook) }
    let made = try await saved(text, values, begin, with: context) { values in
      try notebook.addRecord(
        RecordDraft(kind, in: volet, values), to: named, zone: context.zone, at: context.now)
    }
    try await tell(made, values, in: notebook, with: context)
  }

  func tell(
    _ made: RecordWritten, _ values: [String: [String]], in notebook: WorkerSession,
    with context: CommandContext
  ) async throws {
    try await context.telling {
      try await context.report(saved: made, in: notebook)
      if let kind { try context.warnOfDates(values, of: kind) }
      for doubt in made.doubts { context.warn(.record(.doubt(doubt))) }
      if kind == .note { try context.warnOfDates(values, of: made.record, in: notebook) }
    }
  }

  /// One that holds for the whole service: no case file is named, and no volet.
  private func addForService(_ kind: RecordType, with context: CommandContext) async throws {
    let values = try values(with: context)
    let notebook = try context.openAsWorker()
    try notebook.checkWritingForService(kind)
    let made = try notebook.addServiceRecord(
      kind, values, zone: context.zone, at: context.now)
    try await context.telling { try await context.report(saved: made, in: notebook) }
  }

  private func edit(with context: CommandContext) async throws {
    var values = try values(with: context)
    var text = try text(beside: values)
    let texts = try texts
    if text == nil, texts.isEmpty, command.prose != nil, Terminal.inputWaits {
      // Alone, it takes what is piped, as a new one does; beside other changes the text may be somebody else's.
      guard values.isEmpty else { throw CommandFailure(.input(.inputUnread)) }
      text = "-"
    }
    let rewrites = values.isEmpty && text == nil && texts.isEmpty
    let notebook = try context.openAsWorker()
    try notebook.checkWriting(named, of: kind, from: typed.value(of: "from"), giving: values)
    guard !rewrites || command.prose != nil && context.mayOpenEditor else {
      throw CommandFailure(.record(.nothingToDo))
    }
    let reason = try notebook.reasonAsked(named, of: kind, at: context.now)
    if let reason, values[reason.code] == nil, let said = try context.askReason() {
      values[reason.code] = [said]
    }
    let made =
      try await rewrites
      ? rewrite(values, in: notebook, with: context)
      : saved(text, values, nil, with: context) { values in
        try save(values, from: typed.value(of: "from"), in: notebook, with: context)
      }
    try await tell(made, values, in: notebook, with: context)
    if let reason, values[reason.code] == nil, !made.isUnchanged {
      context.warn(.record(.rectifiedUnsaid(made.type, reason)))
    }
  }

  /// Opens the editor on the prose as it stands: what is saved there starts from what was read there.
  private func rewrite(
    _ values: [String: [String]], in notebook: WorkerSession, with context: CommandContext
  ) async throws -> RecordWritten {
    guard let prose = command.prose else { throw CommandFailure(.record(.nothingToDo)) }
    let shown = try notebook.showRecord(named, of: kind, at: context.now).summary
    let before = shown.values[prose.code]?.first ?? ""
    let writing = try context.begin(
      .edit(kind: shown.type?.code ?? "", record: shown.record.description),
      from: typed.value(of: "from") ?? shown.version.description, in: notebook)
    return try await context.withText(of: nil, for: writing, beginning: before) { text in
      // What was taken up was written from what stood there then.
      try save(
        values.merging([prose.code: [text]]) { _, last in last }, from: writing.mark.version,
        in: notebook, with: context)
    }
  }

  private func save(
    _ values: [String: [String]], from version: String?, in notebook: WorkerSession,
    with context: CommandContext
  ) throws -> RecordWritten {
    try notebook.editRecord(
      named, of: kind, values, from: version, zone: context.zone, at: context.now)
  }

  /// Whether somebody is asked for the words that a record is written for.
  private func asks(for prose: RecordField, beside values: [String: [String]]) -> Bool {
    command.deed == .add && prose.isAsked && values[prose.code] == nil
  }

  /// Saves values with the text that stands in a file, comes in or is asked for, if there is one.
  ///
  /// - Parameter begin: what is said of a text that is asked for.
  private func saved(
    _ text: String?, _ values: [String: [String]], _ begin: (() throws -> Writing)?,
    with context: CommandContext, _ save: ([String: [String]]) throws -> RecordWritten
  ) async throws -> RecordWritten {
    let texts = try texts
    var values = values
    for (field, path) in texts.files { values[field.code] = [try context.text(path)] }
    let asked = command.prose.flatMap { prose in
      text != nil || asks(for: prose, beside: values) ? prose : nil
    }
    guard let prose = texts.incoming ?? asked else { return try save(values) }
    let named = texts.incoming == nil ? text : GivenTexts.input
    let writing = named == nil ? try begin?() : nil
    return try await context.withText(of: named, for: writing) { text in
      try save(values.merging([prose.code: [text]]) { _, last in last })
    }
  }

  private func delete(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let made = try notebook.deleteRecord(
      named, of: kind, from: typed.value(of: "from"), zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        context.json(made), context.words.recordDeleted(context.clock.outcome(made)))
      try context.tellPublished(made.record, of: made.type, in: notebook)
    }
  }

  private func restore(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let made = try notebook.restoreRecord(
      named, of: kind, place(1), zone: context.zone, at: context.now)
    try await context.telling {
      try await context.report(saved: made, in: notebook)
      for doubt in made.doubts { context.warn(.record(.doubt(doubt))) }
    }
  }

  private func settle(with context: CommandContext) async throws {
    let made = try context.openAsWorker().settleRecord(
      named, of: kind, from: typed.value(of: "from"), zone: context.zone, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        context.json(made), context.words.recordSettled(context.clock.outcome(made)))
    }
  }

  private func coSign(with context: CommandContext) async throws {
    let made = try context.openAsWorker().coSignRecord(
      named, of: kind, from: typed.value(of: "from"), zone: context.zone, at: context.now)
    guard !made.isUnchanged else { throw CommandFailure(.record(.nothingToDo)) }
    try await context.telling {
      await context.ring()
      try context.report(
        context.json(made), context.words.recordCoSigned(context.clock.outcome(made)))
    }
  }

  // MARK: Reading

  private func list(with context: CommandContext) throws {
    let notebook = try context.openAsWorker()
    let isOfService = kind?.isOfService == true
    let all =
      if let kind, isOfService {
        try notebook.listServiceRecords(of: kind, deleted: true, at: context.now)
      } else {
        try notebook.listRecords(named, of: kind, deleted: true, at: context.now)
      }
    let isWhole = typed.holds(flag: "deleted")
    let wanted = try narrowing(with: context)
    let listed = all.filter { isWhole || $0.state != .deleted }
    let published = try kind?.isPublished == true ? notebook.published(of: listed) : [:]
    let rows = listed.filter { wanted.keeps($0.values) }.map { record in
      var row = context.clock.row(record)
      row.published = published[record.record].map(context.clock.mark)
      return row
    }
    let sheets = try sheetsBeside(wanted, in: notebook, with: context)
    try context.show(
      .array(rows.map { $0.json(asked: kind) } + sheets.map(\.json)),
      (isOfService ? "" : context.found(named, in: notebook))
        + context.words.recordList(rows, of: kind, deleted: all.count - listed.count)
        + context.words.sheetList(sheets),
      of: notebook)
    context.tellDamage(notes: rows.count(where: { $0.standing == .damaged }))
  }

  /// What a list is narrowed to, by field.
  private func narrowing(with context: CommandContext) throws -> Narrowing {
    let fields = command.kind?.fields.filter(\.narrows) ?? []
    return Narrowing(
      try fields.reduce(into: [:]) { wanted, field in
        let given = typed.values(of: field.code)
        guard !given.isEmpty else { return }
        wanted[field.code] = try Spoken.values(
          given, of: field, today: context.today, zone: context.zone)
      })
  }

  /// What paired services published of the kind that is listed.
  private func sheetsBeside(
    _ wanted: Narrowing, in notebook: WorkerSession, with context: CommandContext
  ) throws -> [SheetRow] {
    guard let kind, kind.isPublished else { return [] }
    return try notebook.receivedSheets(of: kind).filter { wanted.keeps($0.values) }
      .map(context.clock.row)
  }

  private func show(with context: CommandContext) throws {
    let notebook = try context.openAsWorker()
    if let kind, kind.isPublished,
      let sheet = try notebook.receivedSheet(named, of: kind).map(context.clock.row)
    {
      return try context.show(sheet.json, context.words.sheetPage(sheet))
    }
    let record = try notebook.showRecord(
      named, of: kind, revealing: typed.holds(flag: "unsafe"), at: context.now)
    var page = context.clock.page(record)
    if record.summary.type?.isPublished == true {
      page.row.published = try notebook.published(of: [record.summary])[record.summary.record]
        .map(context.clock.mark)
    }
    if let type = page.row.type, let proof = type.proof, !page.row.isReceived {
      page.proofs = try proofs(of: type, in: page.row.caseID, notebook, with: context).filter {
        $0.values[proof.field.code]?.contains(page.row.id) == true
      }
    }
    try context.show(
      page.json(asked: kind),
      context.words.recordPage(page, endsLine: Terminal.outputIsTerminal)
        + (try rulesBeside(page.row, in: notebook, with: context)), of: notebook)
    context.tellDamage(notes: page.row.standing == .damaged ? 1 : 0)
  }

  /// Whether other rules speak of what this one does.
  private func rulesBeside(
    _ row: RecordRow, in notebook: WorkerSession, with context: CommandContext
  ) throws -> String {
    guard row.type == .roleAccess else { return "" }
    let rows = try notebook.listServiceRecords(of: .roleAccess, at: context.now).map(
      context.clock.row)
    return context.words.rulesOfOneCell(
      rows.filter { other in
        ["role", "volet"].allSatisfy { field in
          !Set(other.values[field] ?? []).isDisjoint(with: row.values[field] ?? [])
        }
      })
  }

  /// What somebody saw for records of a kind in a case file, of what the reader may read.
  private func proofs(
    of kind: RecordType, in file: String, _ notebook: WorkerSession, with context: CommandContext
  ) throws -> [RecordRow] {
    guard let proof = kind.proof else { return [] }
    return try notebook.listRecords(file, of: proof.type, at: context.now).map(context.clock.row)
  }

  private func showChecklist(with context: CommandContext) throws {
    guard let kind else { return }
    let notebook = try context.openAsWorker()
    let records = try notebook.listRecords(named, of: kind, at: context.now)
    let rows = records.map(context.clock.row)
    guard
      let list = Checklist(
        of: kind, rows, proofs: try proofs(of: kind, in: named, notebook, with: context),
        isWhole: try notebook.mayReadAll(of: kind),
        born: try notebook.births(named, at: context.now), on: context.today,
        in: try notebook.serviceCountry())
    else { return }
    try context.show(
      list.json, context.found(named, in: notebook) + context.words.checklist(list), of: notebook)
    context.tellDamage(notes: rows.count(where: { $0.standing == .damaged }))
  }

  private func showCard(with context: CommandContext) throws {
    let notebook = try context.openAsWorker()
    let page = context.clock.page(try notebook.showPerson(named, at: context.now))
    try context.show(
      page.recordJSON, context.words.recordPage(page, endsLine: Terminal.outputIsTerminal),
      of: notebook)
  }

  private func history(with context: CommandContext) throws {
    let notebook = try context.openAsWorker()
    let versions = try notebook.recordHistory(named, of: kind, at: context.now).map(
      context.clock.row)
    // Two who decided apart decided the same: the first is told.
    let keepings = try notebook.keepings(of: named, kind).map(context.clock.row)
    try context.show(
      .array(versions.map(\.json) + keepings.map(\.json)),
      context.words.recordHistory(versions, of: named)
        + (keepings.first.map { "\n" + context.words.kept($0) } ?? ""), of: notebook)
  }
}

extension CommandContext {
  /// Minutes east of UTC at an hour of a day, by the zone of this machine.
  func zone(_ day: CalendarDate, _ hour: Int, _ minute: Int) -> Int {
    let moment = beginning(of: day).milliseconds + Int64(hour * 60 + minute) * 60_000
    return Clock.zone(at: Instant(milliseconds: moment))
  }
}
