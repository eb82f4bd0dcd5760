import ArgumentParser
import Envelope
import Foundation
import Notebook
import Words

/// `session open`, inside the agent that it started.
extension Program {
  /// Opens the notebook of the worker, makes the socket, and tells whoever started the agent what it came to.
  ///
  /// - Returns: nil when nothing was opened: the process ends.
  static func opening(_ passphrase: Passphrase, delay: Int) async -> SessionAgent? {
    let call = Call.current
    var folder = Surroundings.current.home(nil)
    do {
      let typed = try Typed(call.arguments, in: .whole(), words: call.words)
      guard let errand = try Carnet.parseAsRoot(typed.arguments) as? SessionOpen else { return nil }
      let context = try CommandContext(call, errand.common)
      folder = context.home
      let held = try context.openSession(passphrase)
      let place = SessionPlace(home: context.home, .ofProcess)
      guard let door = try place.listen(as: held.keys.mark) else {
        throw CommandFailure(.access(.sessionAlreadyOpen(held.worker)))
      }
      let agent = SessionAgent(held, home: context.home, door: door, delay: delay)
      let row = context.row(agent.greeting)
      try context.report(row.json, context.words.sessionOpened(row))
      call.client?.end(0)
      return agent
    } catch {
      call.client?.end(tell(error, of: call, folder: folder).rawValue)
      return nil
    }
  }
}
