import Foundation
import Words

/// Questions to whoever sits at the terminal. Who leaves one without an answer has done nothing.
extension Terminal {
  /// Asks a person yes or no; no where there is nobody to ask, and for an answer that is neither.
  ///
  /// - Throws: `Interrupted`; `InputFact.unanswered` for who leaves the question with Ctrl-D.
  static func asks(_ question: String) throws -> Bool {
    guard isConversation else { return false }
    return Phrasebook.decision(try answer(to: question)) ?? false
  }

  /// Asks a person yes or no where nothing is taken for granted, three times; nil when she answers neither.
  ///
  /// - Throws: as `asks`.
  static func decides(_ question: String) throws -> Bool? {
    for _ in 0..<3 {
      if let decision = Phrasebook.decision(try answer(to: question)) { return decision }
    }
    return nil
  }

  /// The line that somebody types to a question.
  static func answer(to question: String) throws -> String {
    if let client = Call.current.client { return try client.ask(question) }
    return try Attention.hearing {
      complain(question)
      return try answer()
    }
  }

  /// A line that somebody types, no longer than a terminal takes one.
  private static func answer() throws -> String {
    var line: [UInt8] = []
    var key: [UInt8] = [0]
    while line.count < 4096 {
      let count: Int
      do throws(Interrupted.Cause) {
        count = try Attention.read(0, into: &key)
      } catch {
        throw Interrupted(cause: error)
      }
      if count < 0, errno == EINTR { continue }
      guard count == 1 else {
        guard line.isEmpty else { break }
        complain("\n")
        throw CommandFailure(.input(.unanswered))
      }
      if key[0] == 0x0A { break }
      line.append(key[0])
    }
    return String(decoding: line, as: UTF8.self)
  }
}
