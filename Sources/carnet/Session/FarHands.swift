import Foundation
import Words

/// What a command does for the agent that carries it out, by its own streams, files and terminal.
struct FarHands {
  private let words: Phrasebook
  /// The agent's, on which nothing is said while it waits for an answer.
  private let line: Int32
  private var draft: Draft?
  private var file: NewFile?
  /// What somebody typed, until the command came to its end.
  private var typed: String?

  init(_ line: SessionLine, words: Phrasebook) {
    (self.line, self.words) = (line.descriptor, words)
  }

  /// - Returns: nil for what is not answered.
  mutating func carryOut(
    _ turn: SessionFrame.Turn, _ body: [UInt8]
  ) throws -> (SessionFrame.Answer, [UInt8])? {
    do {
      return try carried(turn, body)
    } catch let failure as CommandFailure {
      return (.failed(SessionFrame.Outcome(failure.fact)), [])
    }
  }

  /// The agent is gone, or has let go of this command: what was written is kept.
  mutating func keepWhatWasWritten() {
    if let draft { draft.leave(isSaved: false, words) }
    if let typed { Draft.keep(typed, words) }
    (draft, typed) = (nil, nil)
  }

  private mutating func carried(
    _ turn: SessionFrame.Turn, _ body: [UInt8]
  ) throws -> (SessionFrame.Answer, [UInt8])? {
    switch turn {
    case .taken, .end: return nil
    case .write(let stream):
      // Nothing but the two streams is written to for an agent.
      let reason = stream == 1 || stream == 2 ? Terminal.put(body, to: stream) : EBADF
      return (SessionFrame.Answer(reason: reason), [])
    case .page: return (try page(body), [])
    case .waits: return (Terminal.inputWaits ? .done : .failed(.no), [])
    case .ask:
      return (.done, Array(try Terminal.answer(to: String(decoding: body, as: UTF8.self)).utf8))
    case .read(let path, let limit): return (.done, try NamedFile.read(path, limit: limit))
    case .text(let path, let limit):
      return try text(path, limit).map { (.done, Array($0.utf8)) }
    case .newFile(let path): file = try NewFile(path)
    case .fill: try file?.write(body)
    case .publish: try file?.publish()
    case .draft(let mark, let takenUp):
      draft = Draft(Writing(mark: mark, takenUp: takenUp))
      return (draft == nil ? .failed(.no) : .done, [])
    case .edit(let editor):
      try draft?.write(by: editor, beginning: String(decoding: body, as: UTF8.self))
    case .written(let limit): return (.done, Array(try draft?.text(limit: limit).utf8 ?? "".utf8))
    case .leave(let isSaved):
      draft?.leave(isSaved: isSaved, words)
      draft = nil
    case .keep:
      typed = nil
      Draft.keep(String(decoding: body, as: UTF8.self), words)
    }
    return (.done, [])
  }

  private func page(_ body: [UInt8]) throws -> SessionFrame.Answer {
    do {
      try Pager(surroundings: .current).show(String(decoding: body, as: UTF8.self))
      return .done
    } catch let failure as CommandFailure {
      guard case .home(.answerUnshown(let reason)) = failure.fact else { throw failure }
      return SessionFrame.Answer(reason: reason.number)
    }
  }

  /// Nil where the agent let go of the command while somebody typed: what stood there is kept.
  private mutating func text(_ path: String, _ limit: Int) throws -> String? {
    guard path == "-", Terminal.inputIsTerminal else {
      return try NamedFile.text(path, limit: limit)
    }
    do {
      let text = try NamedFile.typed(path, limit: limit, agent: line, words)
      typed = text
      return text
    } catch let interrupted as Interrupted {
      typed = interrupted.kept
      guard case .agent = interrupted.cause else {
        keepWhatWasWritten()
        throw interrupted
      }
      return nil
    }
  }
}

extension SystemReason {
  /// One that reads as this one.
  fileprivate var number: Int32 {
    switch self {
    case .noRoom: ENOSPC
    case .closed: EBADF
    case .nobodyReads: EPIPE
    case .notAllowed: EACCES
    case .readOnly: EROFS
    case .tooLarge: EFBIG
    case .deviceFailed: EIO
    case .other(let number): Int32(truncatingIfNeeded: number)
    }
  }
}

extension SessionFrame.Outcome {
  /// What hands found out by themselves.
  init(_ fact: Fact) {
    self =
      switch fact {
      case .input(let fact): Self(fact)
      case .home(.diskFull): .diskFull
      case .home, .access, .lookup, .rule, .pairing, .network, .record: .unreadable
      }
  }

  private init(_ fact: InputFact) {
    self =
      switch fact {
      case .fileTooLong: .tooLong
      case .fileMissing: .missing
      case .inputClosed: .closed
      case .inputTwice: .twice
      case .notUTF8: .notUTF8
      case .fileExists: .exists
      case .cannotWrite: .cannotWrite
      case .editorFailed: .editorFailed
      case .unanswered: .unanswered
      case .wordNotUTF8, .fileUnreadable, .usage, .unknownFormat, .uncoveredInside, .lastDayFirst,
        .inputUnread, .saidNo:
        .unreadable
      }
  }
}
