import CaseFile
import Envelope
import Notebook
import Replica
import Words

/// What is told of a record that was written or erased, of whichever kind.
extension CommandContext {
  /// Destroys the words of a record, once somebody who sits there said yes.
  func erase(_ typed: String, of kind: RecordType?) async throws {
    let notebook = try openAsWorker()
    let which = try notebook.recordToErase(typed, of: kind, at: now).map(clock.row)
    if let which, Terminal.isConversation, try !Terminal.asks(words.eraseQuestion(which)) {
      throw CommandFailure(.input(.saidNo))
    }
    let erased = try notebook.eraseRecord(which?.record ?? typed, of: kind, at: now)
    try await telling {
      let finished = try !notebook.replica.hasDuties()
      let answers = erased.answers.map(clock.row)
      await ring()
      let name = kind == .note ? "note" : "record"
      try report(
        .object([
          (name, .string(erased.record.description)),
          ("asked", .array(answers.map { .string($0.service) })),
          ("sent", .array(answers.filter { $0.state != .waiting }.map { .string($0.service) })),
          ("attested", .array(answers.filter(\.isAttested).map { .string($0.service) })),
          ("finished", .flag(finished)),
        ]),
        (which.map(words.erasedWhich) ?? "")
          + words.recordErased(answers, of: which?.type ?? kind, finished: finished))
      if let type = which?.type ?? kind { try tellPublished(erased.record, of: type, in: notebook) }
    }
  }

  /// The record is durable; says who will read it, and what others wrote meanwhile.
  func report(saved made: RecordWritten, in notebook: WorkerSession) async throws {
    guard !made.isUnchanged else {
      return try report(json(made), words.recordUnchanged(clock.outcome(made)))
    }
    let readers = try notebook.readers(of: made, at: now)
    let own = try notebook.serviceName()
    await ring()
    try report(
      json(made),
      words.recordSaved(
        of: try notebook.whom(made.record).map(clock.row), id: made.record.description,
        willReach: readers.told.map { $0 == own ? words.ownDevices : $0 },
        willNotReach: readers.untold.map { UnreachedService($0.service, $0.why, since: $0.since) },
        outcome: clock.outcome(made)))
  }

  /// Why a record is changed after its first day, as whoever sits there says; nil where nobody does, and for no word.
  func askReason() throws -> String? {
    guard Terminal.isConversation, !json else { return nil }
    let said = try Terminal.answer(to: words.reasonQuestion)
    return said.contains { !$0.isWhitespace } ? said : nil
  }

  func json(_ made: RecordWritten) -> JSONValue {
    clock.outcome(made).json(record: made.record.description, change: "\(made.change)")
  }
}
