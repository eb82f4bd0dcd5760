import CaseFile
import Notebook
import Words

/// What is done with an appointment, of whichever kind declares one.
extension RecordErrand {
  /// What names the appointment that is meant; which one a name was taken for is told.
  private func meant(
    _ which: MeantMeeting, of kind: RecordType, in notebook: WorkerSession,
    with context: CommandContext
  ) throws -> String {
    let meant = try notebook.appointmentMeant(
      named, of: kind, which, zone: context.zone, at: context.now)
    if let found = meant.found { Terminal.complain(context.words.taken(found)) }
    return meant.name
  }

  /// In one change, without a look at anything else.
  func move(with context: CommandContext) async throws {
    guard let kind else { return }
    let values = try values(with: context)
    let notebook = try context.openAsWorker()
    let made = try notebook.moveAppointment(
      try meant(.coming, of: kind, in: notebook, with: context), of: kind, values,
      zone: context.zone, at: context.now)
    try await tell(made, values, in: notebook, with: context)
  }

  /// What became of it, by a code or by what that is called.
  func tellOutcome(with context: CommandContext) async throws {
    guard let kind, let state = kind.meetingState else { return }
    let outcome = try Spoken.values(
      [place(1)], of: state, today: context.today, zone: context.zone)
    let code = outcome.first ?? place(1)
    let isOfDay = kind.meeting?.due.happened.contains(code) ?? true
    let notebook = try context.openAsWorker()
    let made = try notebook.tellAppointment(
      try meant(isOfDay ? .past : .either, of: kind, in: notebook, with: context), of: kind, code,
      zone: context.zone, at: context.now)
    try await tell(made, [:], in: notebook, with: context)
  }

  /// The paper that a person carries away.
  func writeSlip(with context: CommandContext) async throws {
    guard let kind else { return }
    let out = typed.value(of: "out") ?? "-"
    let page = try WrittenPage(out, with: context)
    let notebook = try context.openAsWorker()
    let name = try meant(.coming, of: kind, in: notebook, with: context)
    let given = typed.holds(flag: "given") ? kind.meeting?.due.slip : nil
    if let given { try notebook.checkWriting(name, of: kind, giving: [given: ["true"]]) }
    let slip = try notebook.appointmentSlip(name, of: kind, at: context.now)
    if !slip.deceased.isEmpty { context.warn(.record(.deathStands(slip.deceased))) }
    for doubt in slip.doubts { context.warn(.record(.doubt(doubt))) }
    if !slip.doubts.isEmpty, !context.json, Terminal.isConversation,
      try !Terminal.asks(context.words.slipQuestion)
    {
      throw CommandFailure(.input(.saidNo))
    }
    let text = try page?.write(context.words.appointmentSlip(slip))
    if let given {
      _ = try notebook.editRecord(
        name, of: kind, [given: ["true"]], zone: context.zone, at: context.now)
      await context.ring()
    }
    if out != "-" || context.json {
      try context.report(
        .present([("file", .string(out)), ("text", text)]),
        context.words.agendaWritten(paper: out, calendar: nil))
    }
    context.tellUnwrittenLooks(of: notebook)
  }
}

extension DeclaredCommand.Deed {
  /// Those of a kind whose records are appointments.
  static func ofMeetings(_ kind: RecordType) -> [Self] {
    kind.meeting == nil ? [] : [.move, .outcome, .slip]
  }
}

extension RecordType {
  /// The fields that move an appointment, the new moment first.
  var movingFields: [RecordField] {
    guard let meeting else { return [] }
    let codes = [meeting.due.mover, meeting.due.reason, placeField?.code, siteField?.code]
    return [meeting.field] + fields.filter { codes.contains($0.code) }
  }
}
