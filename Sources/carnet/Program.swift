import ArgumentParser
import Foundation
import Words

/// The command line: parses, runs one errand, and turns whatever went wrong into a sentence and an exit code.
@main
enum Program {
  static func main() async {
    Hardening.keepStreams()
    signal(SIGPIPE, SIG_IGN)
    // A write beyond a limit of the shell is an error of that write, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    umask(0o077)
    Hardening.apply()
    if AgentProcess.isMeant {
      await AgentProcess.main()
      exit(0)
    }
    exit(await run())
  }

  /// Carries out the present command.
  ///
  /// - Returns: its exit code.
  static func run() async -> Int32 {
    let call = Call.current
    var folder = Surroundings.current.home(nil)
    do {
      try GivenBytes.check()
      let typed = try Typed(call.arguments, in: .whole(), words: call.words)
      switch typed.wish {
      case .help: return try show(helpOf: typed, call).rawValue
      case .version: return try tellVersion(call).rawValue
      case .run: break
      }
      if let declared = typed.path.last?.declared {
        let context = try CommandContext(
          call, CommonAlone.parse(typed.commonArguments).common)
        folder = context.home
        // What no deed is done with asks for no keys.
        if declared.deed != nil,
          let code = try SessionClient(context: context).handOver(
            declared.deedCommand, keyFile: false)
        {
          return code
        }
        try await context.readPeersFirst(for: declared.command)
        try await RecordErrand(declared, typed).run(with: context)
        return Words.ExitCode.success.rawValue
      }
      guard let errand = try Carnet.parseAsRoot(typed.arguments) as? any CarnetCommand else {
        return try show(helpOf: typed, call).rawValue
      }
      let command = type(of: errand).command
      let context = try CommandContext(call, errand.common)
      folder = context.home
      let keyFile = typed.value(of: "key-file") != nil
      if let code = try SessionClient(context: context).handOver(command, keyFile: keyFile) {
        return code
      }
      try await context.readPeersFirst(for: command)
      try await errand.run(with: context)
      return Words.ExitCode.success.rawValue
    } catch let told as ToldElsewhere {
      return told.code
    } catch let interrupted as Interrupted {
      // The threads that tasks run on take no signal.
      Terminal.complain("\n" + call.words.interrupted)
      exit(interrupted.code)
    } catch {
      return tell(error, of: call, folder: folder).rawValue
    }
  }

  static func tell(_ error: any Error, of call: Call, folder: String) -> Words.ExitCode {
    let fact: Fact
    if let known = Diagnosis(folder: folder, clock: Clock.wall(isForProgram: call.json)).told(error)
    {
      fact = known
    } else if error.isUsage {
      fact = .input(.usage(Carnet.message(for: error)))
    } else {
      fact = .home(.defect(String(describing: type(of: error))))
    }
    Terminal.complain(call.words.sentence(fact) + "\n")
    if call.json { Terminal.complain(fact.errorLine + "\n") }
    return fact.exitCode
  }

  private static func show(helpOf typed: Typed, _ call: Call) throws -> Words.ExitCode {
    let width = min(Terminal.size?.columns ?? 80, 100)
    let page = try HelpPage(path: typed.path, words: call.words, width: width)
    try Pager(surroundings: .current).show(page.text)
    return .success
  }

  private static func tellVersion(_ call: Call) throws -> Words.ExitCode {
    let answer =
      call.json
      ? JSONValue.object([("version", .string(version))]).text + "\n"
      : call.words.version(version)
    try Terminal.write(answer)
    return .success
  }

  /// Of the program. What nodes say to each other has its own versions, in Protocol/replication.md.
  private static let version = "0.1.0"
}

extension Error {
  /// What the parser itself found wrong with the command, although it was read before.
  fileprivate var isUsage: Bool { Carnet.exitCode(for: self) == .validationFailure }
}
