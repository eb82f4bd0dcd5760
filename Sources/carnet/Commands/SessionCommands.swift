import ArgumentParser
import Envelope
import Words

struct SessionGroup: CommandGroup {
  static let command = Command.session
  static let contents: [any ParsableCommand.Type] = [
    SessionOpen.self, SessionShow.self, SessionLock.self,
  ]
}

struct SessionOpen: CarnetCommand {
  static let command = Command.sessionOpen
  @Option(help: .option(.delay)) var delay: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let seconds = try context.seconds(delay)
    if context.worker != nil, let open = SessionClient(context: context).agents().first {
      throw CommandFailure(.access(.sessionAlreadyOpen(open.greeting.worker)))
    }
    let passphrase = try context.sessionPassphrase()
    guard let line = SessionStart.start(.current) else {
      throw CommandFailure(.access(.sessionNotStarted))
    }
    do {
      try line.send(SessionFrame.Wish.open(SessionFrame.Asked(.current), delay: seconds))
      try line.send(passphrase)
    } catch {
      throw CommandFailure(.access(.sessionNotStarted))
    }
    guard let code = try SessionClient.serve(line, context.words) else {
      throw CommandFailure(.access(.sessionNotStarted))
    }
    // What it came to was told by the agent.
    if code != 0 { throw ToldElsewhere(code: code) }
  }
}

struct SessionShow: CarnetCommand {
  static let command = Command.sessionShow
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let all = SessionClient(context: context).everyAgent()
    let isLeft = !HiddenAgent.left(of: all.hidden, after: SessionLimits.glance).isEmpty
    let rows = all.reached.map { context.row($0.greeting) }
    if !isLeft || !rows.isEmpty {
      try context.show(.array(rows.map(\.json)), context.words.sessions(rows))
    }
    if isLeft { throw CommandFailure(.access(.sessionUnreachable)) }
  }
}

struct SessionLock: CarnetCommand {
  static let command = Command.sessionLock
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let client = SessionClient(context: context)
    let (all, hidden) = client.everyAgent()
    let meant = client.meant(of: all)
    if let worker = context.worker, meant.isEmpty, !all.isEmpty, hidden.isEmpty {
      let open = all.map(\.greeting.worker)
      throw CommandFailure(.access(.sessionOfOthers(worker, open: open)))
    }
    var rows: [SessionRow] = []
    for (line, greeting) in meant {
      do {
        try line.send(SessionFrame.Wish.lock)
        _ = try line.receive(SessionFrame.Turn.self)
      } catch {
        // It ended on its own meanwhile: locked all the same.
      }
      rows.append(context.row(greeting))
    }
    // Whose they are, nobody can tell: they lock whoever was named.
    let left = HiddenAgent.left(of: hidden, after: SessionLimits.patience)
    let unnamed = hidden.count - left.count
    if left.isEmpty || !rows.isEmpty || unnamed > 0 {
      try context.report(
        .object(
          [("locked", .array(rows.map { .string($0.worker) }))]
            + (unnamed > 0 ? [("unnamed", .integer(Int64(unnamed)))] : [])),
        context.words.sessionsLocked(rows, unnamed: unnamed))
    }
    if !left.isEmpty { throw CommandFailure(.access(.sessionUnreachable)) }
  }
}

/// A command that an agent carried out and told of.
struct ToldElsewhere: Error {
  let code: Int32
}

extension CommandContext {
  /// A delay as it was typed, within its bounds; the usual one when nothing was.
  func seconds(_ typed: String?) throws -> Int {
    guard let typed else { return SessionLimits.delay }
    let bounds = SessionLimits.shortestDelay...SessionLimits.longestDelay
    guard let seconds = Spoken.seconds(typed), bounds.contains(seconds) else {
      throw CommandFailure(.input(.usage(words.usage(.noDelay(typed)))))
    }
    return seconds
  }

  func row(_ greeting: SessionFrame.Greeting) -> SessionRow {
    SessionRow(
      worker: greeting.worker, opened: moment(Instant(milliseconds: greeting.opened)),
      delay: greeting.delay, rest: greeting.rest)
  }
}
