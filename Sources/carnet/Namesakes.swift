import Envelope
import Notebook
import Words

/// Whoever writes a name is told who else of the service may be taken for that person, and what papers cannot show of it.
extension CommandContext {
  /// After the card of a case file was written.
  ///
  /// - Returns: for a program; nil when there is nobody.
  func warnOfNamesakes(of file: CaseID, in notebook: WorkerSession) throws -> JSONValue? {
    try warnOfFirstName(of: file, in: notebook)
    let others = try notebook.namesakes(of: file, at: now).map(clock.row)
    guard !others.isEmpty else { return nil }
    warn(.record(.namesake))
    Terminal.complain(words.namesakes(others, today: today))
    return .array(others.map(\.json))
  }

  /// Whether papers and lists have no first name to show.
  private func warnOfFirstName(of file: CaseID, in notebook: WorkerSession) throws {
    guard let person = try notebook.whom(file), let shown = words.initials(of: person) else {
      return
    }
    warn(.record(.firstNameUntold(shown)))
  }
}
