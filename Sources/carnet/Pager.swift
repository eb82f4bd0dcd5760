import Foundation
import Words

/// Shows a page on a terminal, one screen after another when it does not fit.
struct Pager {
  let surroundings: Surroundings

  func show(_ page: String) throws {
    if let client = Call.current.client {
      let reason = client.page(page)
      guard reason == 0 else { throw CommandFailure(.home(.answerUnshown(SystemReason(reason)))) }
      return
    }
    guard Terminal.outputIsTerminal, let size = Terminal.size, size.rows > 0,
      height(of: page, width: size.columns) >= size.rows, try hasShown(page)
    else { return try Terminal.write(page) }
  }

  /// False when there is no such program: the page is then written as it is.
  private func hasShown(_ page: String) throws -> Bool {
    let line = surroundings["CARNET_PAGER"] ?? surroundings["PAGER"] ?? "less"
    do {
      let code = try Child.run(
        shell: line, variables: Self.variables(surroundings), input: Array(page.utf8))
      return code != Self.notFound && code != Self.notExecutable
    } catch {
      return false
    }
  }

  private static let notFound: Int32 = 127
  private static let notExecutable: Int32 = 126

  /// `less` keeps no history of what was looked for, writes no file and starts no command: what it shows is secret.
  private static func variables(_ surroundings: Surroundings) -> [String: String] {
    [
      "LESS": surroundings["LESS"] ?? "FRX", "LESSSECURE": "1", "LESSHISTFILE": "-",
      "LESSCHARSET": "utf-8",
    ]
  }

  private func height(of page: String, width: Int) -> Int {
    page.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { height, line in
      height + max(1, (line.count + max(width, 1) - 1) / max(width, 1))
    }
  }
}
