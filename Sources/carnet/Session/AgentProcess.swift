import Dispatch
import Envelope
import Foundation
import Words

/// The life of an agent's process: hardened, opened by whoever started it, and ended with the session.
/// Protocol/agent.md, "How it starts".
enum AgentProcess {
  static var isMeant: Bool { CommandLine.arguments.dropFirst() == [SessionStart.word] }

  /// Names the file of the program that runs, also once another one took its place on the disk.
  static let program: String = {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return "" }
    return "\(status.st_dev)-\(status.st_ino)-\(status.st_mtim.tv_sec)"
  }()

  static func main() async {
    Hardening.lockMemory()
    // No folder of whoever started it stays in use.
    _ = chdir("/")
    let line = SessionLine(dup(0))
    dup2(1, 0)
    guard let agent = await open(line) else { return }
    signal(SIGHUP, SIG_IGN)
    let end = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
    signal(SIGTERM, SIG_IGN)
    end.setEventHandler { Thread.detachNewThread { agent.lock() } }
    end.resume()
    await withCheckedContinuation { over in
      Thread.detachNewThread {
        agent.run()
        over.resume()
      }
    }
    end.cancel()
  }

  /// Opens the session as a command that whoever started it sees: what goes wrong is told as without an agent.
  private static func open(_ line: SessionLine) async -> SessionAgent? {
    do {
      let wish = try line.receive(SessionFrame.Wish.self, within: SessionLimits.patience).header
      guard case .open(let asked, let delay) = wish else { return nil }
      let passphrase = try line.receivePassphrase()
      let client = FarClient(line, asked) { _ in true }
      let call = Call(
        arguments: asked.arguments, surroundings: Surroundings(asked.variables), client: client)
      return try await Call.$current.withValue(call) {
        try line.send(SessionFrame.Turn.taken)
        return await Program.opening(passphrase, delay: delay)
      }
    } catch {
      // Whoever started it is gone.
      return nil
    }
  }
}
