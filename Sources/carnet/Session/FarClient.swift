import Foundation
import Words

/// The process that somebody started, seen from the agent that carries out its command: its streams, its files and its
/// terminal stay with it. Protocol/agent.md, "What the command keeps".
final class FarClient: Sendable {
  private let line: SessionLine
  private let asked: SessionFrame.Asked
  /// Told when the wait for a person begins, and when it is over; false when nobody may wait any more.
  private let waits: @Sendable (Bool) -> Bool

  init(
    _ line: SessionLine, _ asked: SessionFrame.Asked, waits: @escaping @Sendable (Bool) -> Bool
  ) {
    (self.line, self.asked, self.waits) = (line, asked, waits)
  }

  var folder: String { asked.folder }
  var inputIsTerminal: Bool { asked.inputIsTerminal }
  var outputIsTerminal: Bool { asked.outputIsTerminal }
  var errorIsTerminal: Bool { asked.errorIsTerminal }
  var size: (rows: Int, columns: Int)? {
    asked.size.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
  }

  // MARK: Saying

  /// - Returns: 0, or what the system refused with.
  func write(_ bytes: [UInt8], to stream: Int32) -> Int32 {
    for part in Self.parts(of: bytes) {
      let reason = tell(.write(stream), part)
      guard reason == 0 else { return reason }
    }
    return 0
  }

  /// Page by page, or, where no frame holds it, in one.
  func page(_ page: String) -> Int32 {
    let bytes = Array(page.utf8)
    return bytes.count > SessionLimits.bodyBytes ? write(bytes, to: 1) : tell(.page, bytes)
  }

  /// What frames carry one after another: at least one part.
  private static func parts(of bytes: [UInt8]) -> some Sequence<[UInt8]> {
    stride(from: 0, to: max(1, bytes.count), by: SessionLimits.partBytes).lazy
      .map { Array(bytes[$0...].prefix(SessionLimits.partBytes)) }
  }

  /// What was typed and could not be saved.
  func keep(_ text: String) { _ = tell(.keep, Array(text.utf8)) }

  private func tell(_ turn: SessionFrame.Turn, _ body: [UInt8]) -> Int32 {
    do {
      try line.send(turn, body)
      // Once it was cut off, what is said arrives, and no answer is waited for.
      guard !line.wasCut else { return 0 }
      return try line.receive(SessionFrame.Answer.self).header.reason
    } catch {
      return line.wasCut ? 0 : EPIPE
    }
  }

  func end(_ code: Int32) {
    do {
      try line.send(SessionFrame.Turn.end(code))
    } catch {
      // Whoever asked is gone.
    }
  }

  // MARK: Asking

  var inputWaits: Bool {
    do {
      return try answer(.waits).header.outcome == .done
    } catch {
      return false
    }
  }

  func ask(_ question: String) throws -> String {
    let (answer, body) = try byPerson(.ask, Array(question.utf8))
    guard answer.outcome == .done else { throw failure(answer.outcome, "-") }
    return String(decoding: body, as: UTF8.self)
  }

  func read(_ path: String, limit: Int) throws -> [UInt8] {
    let (answer, body) = try byPerson(.read(path, limit: limit))
    guard answer.outcome == .done else { throw failure(answer.outcome, path, limit) }
    return body
  }

  func text(_ path: String, limit: Int) throws -> String {
    let (answer, body) = try byPerson(.text(path, limit: limit))
    guard answer.outcome == .done else { throw failure(answer.outcome, path, limit) }
    return String(decoding: body, as: UTF8.self)
  }

  func beginFile(_ path: String) throws { try file(.newFile(path), [], path) }

  func fillFile(_ bytes: [UInt8], _ path: String) throws {
    for part in Self.parts(of: bytes) { try file(.fill, part, path) }
  }

  func publishFile(_ path: String) throws { try file(.publish, [], path) }

  private func file(_ turn: SessionFrame.Turn, _ body: [UInt8], _ path: String) throws {
    let outcome = try answer(turn, body).header.outcome
    guard outcome == .done else { throw failure(outcome, path) }
  }

  func hasDraft(_ writing: Writing) -> Bool {
    do {
      return try answer(.draft(writing.mark, takenUp: writing.takenUp)).header.outcome == .done
    } catch {
      return false
    }
  }

  func edit(_ beginning: String, by editor: String) throws {
    let outcome = try byPerson(.edit(editor), Array(beginning.utf8)).header.outcome
    guard outcome == .done else { throw failure(outcome, editor) }
  }

  func written(limit: Int) throws -> String {
    let (answer, body) = try answer(.written(limit: limit))
    guard answer.outcome == .done else { throw failure(answer.outcome, "-", limit) }
    return String(decoding: body, as: UTF8.self)
  }

  func leave(isSaved: Bool) { _ = tell(.leave(isSaved: isSaved), []) }

  private typealias Given = (header: SessionFrame.Answer, body: [UInt8])

  /// What a person may take any time for: other commands go on, and a session that is locked waits for nobody.
  private func byPerson(_ turn: SessionFrame.Turn, _ body: [UInt8] = []) throws -> Given {
    guard waits(true) else { throw CommandFailure(.access(.sessionLocked)) }
    defer { _ = waits(false) }
    return try answer(turn, body)
  }

  private func answer(_ turn: SessionFrame.Turn, _ body: [UInt8] = []) throws -> Given {
    do {
      try line.send(turn, body)
      return try line.receive(SessionFrame.Answer.self)
    } catch {
      // Locked, or she who asked is gone: then nobody reads this.
      throw CommandFailure(.access(.sessionLocked))
    }
  }

  /// What the command could not do, told as it is told where no agent is.
  private func failure(
    _ outcome: SessionFrame.Outcome, _ name: String, _ limit: Int = 0
  ) -> CommandFailure {
    switch outcome {
    case .done, .no, .unreadable: CommandFailure(.input(.fileUnreadable(name)))
    case .tooLong: CommandFailure(.input(.fileTooLong(name, maximum: limit)))
    case .missing: CommandFailure(.input(.fileMissing(name)))
    case .closed: CommandFailure(.input(.inputClosed))
    case .twice: CommandFailure(.input(.inputTwice))
    case .notUTF8: CommandFailure(.input(.notUTF8(name)))
    case .exists: CommandFailure(.input(.fileExists(name)))
    case .cannotWrite: CommandFailure(.input(.cannotWrite(name)))
    case .diskFull: CommandFailure(.home(.diskFull))
    case .editorFailed: CommandFailure(.input(.editorFailed(name)))
    case .unanswered: CommandFailure(.input(.unanswered))
    }
  }
}

/// A text that somebody writes in an editor of her own terminal.
struct FarDraft: WrittenDraft {
  private let client: FarClient

  /// Nil where there is no room for it.
  init?(_ client: FarClient, _ writing: Writing) {
    guard client.hasDraft(writing) else { return nil }
    self.client = client
  }

  func write(by editor: String, beginning: String) throws {
    try client.edit(beginning, by: editor)
  }

  func text(limit: Int) throws -> String { try client.written(limit: limit) }
  func leave(isSaved: Bool, _ words: Phrasebook) { client.leave(isSaved: isSaved) }
}
