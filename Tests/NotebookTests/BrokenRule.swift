import CaseFile
import Testing

@testable import Notebook

/// The rule that something breaks; nil where it breaks none, and for what else it throws, which is recorded.
func brokenRule(_ body: () throws -> Void) -> RuleBroken? {
  do {
    try body()
  } catch NotebookError.rule(let rule) {
    return rule
  } catch {
    Issue.record("\(error)")
  }
  return nil
}
