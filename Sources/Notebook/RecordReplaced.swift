import CRDT
import CaseFile
import Envelope

/// What an answer says of what an edit replaced.
enum ReplacedTold {
  case nothing
  /// Whoever wrote did not say what she had read.
  case all
  /// She began from what she had left herself, and had not looked since: another window of hers may hold less.
  case wordsTakenOut
}

extension RecordReplaced {
  /// What of a record differs afterwards, of these fields.
  init?(
    _ before: Record, _ version: RecordVersionName, _ fields: Set<String>, by after: Record?,
    telling: ReplacedTold
  ) {
    guard let after else { return nil }
    self.version = version
    let isHidden = [before, after].contains { !$0.type.hiddenFields($0.values).isEmpty }
    let hidden = [before, after].flatMap { isHidden ? $0.type.reachingFields($0.values) : [] }
    let told = fields.subtracting(hidden)
    self.fields = before.type.fields.filter { told.contains($0.code) }.compactMap { field in
      let (then, now) = (before.texts(field.code), after.texts(field.code))
      switch telling {
      case .nothing: return nil
      case .all where field.isProse:
        // An emptied prose was nothing that anybody replaced.
        if then.isEmpty || then.elementsEqual(now, by: { $0.utf8.elementsEqual($1.utf8) }) {
          return nil
        }
      case .all: if then.isEmpty || then == now { return nil }
      case .wordsTakenOut:
        guard field.isProse, let text = then.first else { return nil }
        let lines = text.split(separator: "\n")
        if lines.allSatisfy({ now.first?.contains($0) == true }) { return nil }
      }
      return (field, then)
    }
    if self.fields.isEmpty { return nil }
  }
}
