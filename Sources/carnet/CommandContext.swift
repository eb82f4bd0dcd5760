import CaseFile
import Envelope
import Notebook
import Words

/// Where one command is carried out: what was asked, in which folder, and how to answer.
struct CommandContext: Sendable {
  let words: Phrasebook
  let json: Bool
  /// The folder of the notebook.
  let home: String
  /// Who says to be working, by `--as` or `CARNET_WORKER`.
  let worker: String?
  let passphraseFile: String?
  /// Goes on after a restore although not every peer was read.
  let withoutPeers: Bool
  /// Somebody says that the clock is right.
  let clockIsRight: Bool
  let surroundings: Surroundings

  init(_ call: Call, _ options: CommonOptions, _ surroundings: Surroundings = .current) throws {
    if let named = options.lang, Spoken.language(named) == nil {
      throw RuleBroken.unknownScreenLanguage(named)
    }
    words = call.words
    json = options.json
    home = call.path(surroundings.home(options.home))
    guard HomeLimits.fits(home) else { throw CommandFailure(.home(.pathTooLong(home))) }
    worker = options.worker ?? surroundings["CARNET_WORKER"]
    passphraseFile = options.passphraseFile ?? surroundings["CARNET_PASSPHRASE_FILE"]
    withoutPeers = options.withoutPeers
    clockIsRight = options.clockIsRight
    self.surroundings = surroundings
  }

  // MARK: Answering

  /// Something was done: `value` for a program, `sentences` for a person.
  func report(_ value: JSONValue, _ sentences: String) throws {
    if json {
      Terminal.complain(sentences)
      try Terminal.write(value.text + "\n")
    } else {
      try Terminal.write(sentences)
    }
  }

  /// The same of a sheet that is shown once: where it cannot be shown, nothing was done.
  func report(sheet sentences: String, _ value: JSONValue) throws {
    if json { try Terminal.write(sentences, to: 2) }
    try Terminal.write(json ? value.text + "\n" : sentences)
  }

  /// A deed that shows a sheet before it is kept; says of one that was shown that it is void, when it could not be kept.
  func showingSheet<T>(_ deed: (_ shown: inout Bool) throws -> T) throws -> T {
    var shown = false
    do {
      return try deed(&shown)
    } catch {
      if shown { throw CommandFailure(.home(.sheetVoid)) }
      throw error
    }
  }

  /// Something was asked: `value` for a program, otherwise `page`; only the one that is shown is made.
  func show(
    _ value: @autoclosure () throws -> JSONValue, _ page: @autoclosure () throws -> String
  ) throws {
    if json {
      try Terminal.write(value().text + "\n")
    } else {
      try Pager(surroundings: surroundings).show(page())
    }
  }

  /// Something of `notebook` was looked at; says so when the disk could not keep that it was.
  func show(
    _ value: @autoclosure () throws -> JSONValue, _ page: @autoclosure () throws -> String,
    of notebook: WorkerSession
  ) throws {
    try show(value(), page())
    tellUnwrittenLooks(of: notebook)
  }

  /// What comes after something was recorded, down to the answer. Whatever fails there, the person is told that it is
  /// done: nobody does it twice.
  func telling(_ answer: () async throws -> Void) async throws {
    do {
      try await answer()
    } catch {
      throw CommandFailure(.home(.doneUntold))
    }
  }

  /// Whom a deed is about; nothing for who reads no names, and for what is about no case file of ours.
  func about(_ file: CaseID?, in notebook: WorkerSession) throws -> String {
    guard let file, let person = try notebook.whom(file) else { return "" }
    return words.aboutPerson(clock.row(person))
  }

  /// Whom a name found; nothing for what was given by its number.
  func found(_ typed: String, in notebook: WorkerSession) throws -> String {
    try notebook.found(by: typed, at: now).map { words.aboutPerson(clock.row($0)) } ?? ""
  }

  func tellUnwrittenLooks(of notebook: WorkerSession) {
    guard notebook.unwrittenLooks > 0 else { return }
    Terminal.complain(words.sentence(.home(.lookNotLogged)) + "\n")
  }

  // MARK: Numbers

  /// How many, given to the option named `option`.
  ///
  /// - Throws: `CommandFailure` with `InputFact.usage` for what is no whole number from 1.
  func count(_ typed: String, of option: String) throws(CommandFailure) -> Int {
    guard let count = Spoken.count(typed) else {
      let fault = UsageFault.noCount(option: "--" + words.option(option), value: typed)
      throw CommandFailure(.input(.usage(words.usage(fault))))
    }
    return count
  }

  // MARK: Volets

  /// Those that `--volets` names, once or several times.
  ///
  /// - Throws: `RecordFact.noVoletNamed` for a list that holds none: what it would record says nothing.
  func volets(_ typed: [String]) throws -> [Volet] {
    let named = try Spoken.shareableVolets(typed.joined(separator: ";"))
    guard !named.isEmpty else { throw CommandFailure(.record(.noVoletNamed)) }
    return named
  }

  /// An option that this call needs, by its canonical name.
  func missing(_ option: String) -> CommandFailure {
    CommandFailure(.input(.usage(words.usage(.missing(["--" + words.option(option)])))))
  }

  // MARK: Time

  var now: Instant { Clock.now() }

  /// Minutes east of UTC, now.
  var zone: Int { Clock.zone(at: now) }

  /// A date as a person typed it; of one without its year, the day that is taken is told.
  func date(_ typed: String, nearest: NearestDay? = nil) throws -> CalendarDate {
    let date = try Spoken.date(typed, today: today, nearest: nearest)
    if nearest != nil { warnOfYear(typed, date) }
    return date
  }

  /// The same, for what needs a day.
  func wholeDay(_ typed: String, nearest: NearestDay? = nil) throws -> CalendarDate {
    let date = try Spoken.wholeDay(typed, today: today, nearest: nearest)
    if nearest != nil { warnOfYear(typed, date) }
    return date
  }

  /// The local day.
  var today: CalendarDate { day(of: now) ?? .epoch }

  /// By which whoever reads the answer is told of moments.
  var clock: WallClock { Clock.wall(isForProgram: json) }

  /// A moment as it is told: in this machine's zone to a person, in UTC to a program.
  func moment(_ instant: Instant) -> ZonedMoment { clock.moment(instant) }

  /// A moment of which only the day is told.
  func local(_ instant: Instant) -> ZonedMoment { clock.local(instant) }

  /// When a local day begins.
  func beginning(of date: CalendarDate) -> Instant {
    let guess = Instant(milliseconds: date.beginning(offset: zone))
    return Instant(milliseconds: date.beginning(offset: Clock.zone(at: guess)))
  }

  /// When a local day is over, exclusive.
  func end(of date: CalendarDate) -> Instant {
    let guess = Instant(milliseconds: date.end(offset: zone))
    return Instant(milliseconds: date.end(offset: Clock.zone(at: guess)))
  }

  /// The local day that holds a moment.
  func day(of instant: Instant) -> CalendarDate? { clock.day(of: instant) }

  /// The last local day before an exclusive end.
  func lastDay(before end: Instant) -> CalendarDate? { clock.lastDay(before: end) }
}

extension CalendarDate {
  /// What a clock out of every calendar is taken for.
  fileprivate static var epoch: CalendarDate {
    guard let day = CalendarDate(daysSince1970: 0) else {
      preconditionFailure("the calendar has that day")
    }
    return day
  }
}

/// A fact that this floor finds out by itself.
struct CommandFailure: Error {
  let fact: Fact

  init(_ fact: Fact) { self.fact = fact }
}
