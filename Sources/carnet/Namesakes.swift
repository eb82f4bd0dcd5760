import Envelope
import Notebook
import Words

/// Whoever writes a name is told who else of the service may be taken for that person.
extension CommandContext {
  /// After the card of a case file was written.
  ///
  /// - Returns: for a program; nil when there is nobody.
  func warnOfNamesakes(of file: CaseID, in notebook: WorkerSession) throws -> JSONValue? {
    let others = try notebook.namesakes(of: file, at: now).map(clock.row)
    guard !others.isEmpty else { return nil }
    warn(.record(.namesake))
    Terminal.complain(words.namesakes(others, today: today))
    return .array(others.map(\.json))
  }
}
