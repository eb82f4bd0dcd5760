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
  /// Their names, folded, by where each stands.
  private var folded: [LogID: FoldedPerson] = [:]
  /// Those who were looked for by name last.
  private var named: PeopleByName?

  /// What was destroyed since is in no memory either.
  mutating func forget(unless removals: UInt64) {
    guard self.removals != removals else { return }
    self = KnownPeople()
    self.removals = removals
  }

  /// What a person may be called by.
  mutating func names(of person: Namesake) -> FoldedNames {
    if let known = folded[person.place], known.name == person.name,
      known.otherNames == person.otherNames
    {
      return known.names
    }
    let names = FoldedNames(of: person)
    folded[person.place] = FoldedPerson(
      name: person.name, otherNames: person.otherNames, names: names)
    return names
  }

  /// The same people by the words of their names.
  mutating func byName(_ people: [Namesake]) -> PeopleByName {
    if let named, named.people == people { return named }
    let read = PeopleByName(people, names: people.map { names(of: $0) })
    named = read
    return read
  }

  private struct FoldedPerson {
    let name: String
    let otherNames: OtherNames
    let names: FoldedNames
  }
}
