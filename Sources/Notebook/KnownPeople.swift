import CaseFile
import Envelope

/// The people of our case files, as a session has read them: of two thousand, a search reads those that changed.
struct KnownPeople {
  struct Known {
    /// How far what tells it had come.
    let stamp: [Int64]
    /// Nil for one that does not open.
    let person: Namesake?
  }

  var people: [CaseID: Known] = [:]
  /// All of them, and the last touch of the ledger that they know of; nil before the first reading.
  var all: (through: Int64, people: [Namesake])?
  /// How many times words had been destroyed.
  private var removals: UInt64?
  /// The words of names, folded.
  private var folded: [String: [String]] = [:]

  /// What was destroyed since is in no memory either.
  mutating func forget(unless removals: UInt64) {
    guard self.removals != removals else { return }
    self = KnownPeople()
    self.removals = removals
  }

  /// What a person may be called by.
  mutating func names(of person: Namesake) -> FoldedNames {
    FoldedNames(
      name: words(of: person.name),
      births: person.otherNames.births.map { words(of: $0) },
      firsts: person.otherNames.firsts.map { words(of: $0) },
      aliases: person.otherNames.aliases.map { words(of: $0) })
  }

  mutating func words(of name: String) -> [String] {
    if let known = folded[name] { return known }
    let words = NameWords.words(of: name)
    folded[name] = words
    return words
  }
}
