import ArgumentParser
import CaseFile
import Notebook
import Words

struct AgendaCommand: CarnetCommand {
  static let command = Command.agenda
  @Option(help: .option(.week)) var week: String?
  @Option(help: .option(.firstDay)) var from: String?
  @Option(help: .option(.lastDay)) var until: String?
  @Option(name: .customLong("case"), help: .option(.onlyCase)) var file: String?
  @Flag(help: .option(.mine)) var mine = false
  @Option(help: .option(.paper)) var paper: String?
  @Option(help: .option(.calendarFile)) var ical: String?
  @Flag(help: .option(.withPlace)) var withPlace = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let days = try days(with: context)
    // Where no file can be written nothing is looked at.
    let papers = try WrittenPage(paper, with: context)
    let calendars = try WrittenPage(ical, with: context)
    let now = context.now
    let notebook = try context.openAsWorker()
    try notebook.maintainIfPossible(at: now)
    let agenda = try notebook.agenda(
      AgendaQuery(
        days, of: file, isMine: mine, today: context.today,
        day: { [clock = context.clock] in clock.day(of: $0) }), at: now)
    let page = context.clock.page(agenda, days)
    let onPaper = try papers?.write(context.words.agendaPaper(page))
    let calendar = try calendars?.write(
      context.words.calendar(page, withPlace: withPlace, at: now))
    if !context.json, [paper, ical].contains("-") {
      // Standard output holds the file and nothing else.
      return context.tellUnwrittenLooks(of: notebook)
    }
    guard paper == nil, ical == nil else {
      try context.report(
        .present([
          ("paper", paper.map { .string($0) }), ("paperText", onPaper),
          ("ical", ical.map { .string($0) }), ("icalText", calendar),
        ]), context.words.agendaWritten(paper: paper, calendar: ical))
      return context.tellUnwrittenLooks(of: notebook)
    }
    try context.show(page.json, context.words.agenda(page), of: notebook)
  }

  /// Seven days from today, or the week that is named, unless somebody names the first or the last day.
  private func days(with context: CommandContext) throws -> ClosedRange<CalendarDate> {
    let monday = try week.map { typed in
      let day = try context.wholeDay(typed).daysSince1970
      // 1 January 1970 was a Thursday.
      return day - ((day + 3) % 7 + 7) % 7
    }
    let first = try from.map { try context.wholeDay($0).daysSince1970 } ?? monday
    let begin = first ?? context.today.daysSince1970
    let last = try until.map { try context.wholeDay($0).daysSince1970 }
    guard let first = CalendarDate(daysSince1970: begin),
      let last = CalendarDate(daysSince1970: last ?? (monday ?? begin) + 6)
    else { throw RuleBroken.noSuchDay(until ?? from ?? week ?? "") }
    guard first <= last else { throw CommandFailure(.input(.lastDayFirst(last, first: first))) }
    return first...last
  }
}

/// A page that goes into a new file, or to the output.
struct WrittenPage {
  private let file: NewFile?
  private let isAnswered: Bool

  /// Nil where none is asked for.
  init?(_ path: String?, with context: CommandContext) throws {
    guard let path else { return nil }
    file = path == "-" ? nil : try NewFile(path)
    isAnswered = file == nil && context.json
  }

  /// - Returns: the text, where a program asked for the page on the output: it is to stand in the answer in JSON.
  @discardableResult
  func write(_ text: String) throws -> JSONValue? {
    if isAnswered { return .string(text) }
    if let file {
      try file.write(Array(text.utf8))
      try file.publish()
    } else {
      try Terminal.write(text)
    }
    return nil
  }
}
