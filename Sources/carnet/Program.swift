import ArgumentParser
import Foundation
import Words

/// The command line: parses, runs one errand, and turns whatever went wrong into a sentence and an exit code.
@main
enum Program {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    // A write beyond a limit of the shell is an error of that write, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    umask(0o077)
    Hardening.apply()
    let code = await run()
    exit(code.rawValue)
  }

  private static func run() async -> Words.ExitCode {
    let call = Call.current
    var folder = Surroundings.current.home(nil)
    do {
      var command = try Carnet.parseAsRoot(call.arguments)
      guard let errand = command as? any Errand else {
        // A chapter without a command, or `help`: says what there is.
        try command.run()
        return .success
      }
      let desk = try Desk(call, errand.common)
      folder = desk.home
      try await desk.readPeersFirst(for: type(of: errand).command)
      try await errand.run(at: desk)
      return .success
    } catch {
      return tell(error, of: call, folder: folder)
    }
  }

  private static func tell(_ error: any Error, of call: Call, folder: String) -> Words.ExitCode {
    let fact: Fact
    if let known = Diagnosis(folder: folder).fact(of: error) {
      fact = known
    } else if Carnet.exitCode(for: error) == .success {
      return show(help: Carnet.fullMessage(for: error), of: call)
    } else if error.isUsage {
      fact = .input(.usage(call.words.usageDetail(Carnet.message(for: error))))
    } else {
      fact = .home(.defect(String(describing: type(of: error))))
    }
    Terminal.complain(call.words.sentence(fact) + "\n")
    if call.json { Terminal.complain(fact.errorLine + "\n") }
    return fact.exitCode
  }

  private static func show(help: String, of call: Call) -> Words.ExitCode {
    do {
      try Terminal.write(call.words.helpPage(help) + "\n")
      return .success
    } catch {
      return .inputOutput
    }
  }
}

extension Error {
  /// What the parser itself found wrong with the command.
  fileprivate var isUsage: Bool { Carnet.exitCode(for: self) == .validationFailure }
}
