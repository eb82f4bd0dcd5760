import Envelope

/// People among whom somebody is looked for, by the words of their names: of thousands, a name goes through those alone who
/// bear a word of it, or one that begins like it.
struct PeopleByName {
  let people: [Namesake]
  /// What each may be called by, in the same order.
  private let names: [FoldedNames]
  private var places: [LogID: Int] = [:]
  /// How many want to be called so.
  private var called: [String: Int] = [:]
  /// Who bears each word, in order.
  private var words = Bearers()
  /// The same of names whose words are written together.
  private var together = Bearers()

  init(_ people: [Namesake], names: [FoldedNames]) {
    (self.people, self.names) = (people, names)
    for (index, (person, names)) in zip(people, names).enumerated() {
      // Of two at one place, which there never are, the first.
      if places[person.place] == nil { places[person.place] = index }
      called[names.called, default: 0] += 1
      words.add(names.all, of: index)
      together.add(names.together, of: index)
    }
  }

  /// The person of a place, and whether another one goes by that name.
  func person(at place: LogID) -> (person: Namesake, hasNamesake: Bool)? {
    places[place].map { (people[$0], called[names[$0].called, default: 0] > 1) }
  }

  /// Those who were named: where it is wholly the name of somebody, everybody of whom each word of it is a word of a name;
  /// else those whose name begins like it.
  func named(_ typed: String) -> [Namesake] {
    guard let wanted = NameWords(typed) else { return [] }
    let bearing = words.bearing(wanted.words).filter { wanted.areWords(people[$0], names[$0]) }
    if bearing.contains(where: { wanted.isName(of: people[$0], names[$0]) }) {
      return bearing.map { people[$0] }
    }
    let begun = beginning(wanted)
    return (begun.isEmpty ? beginningTogether(wanted) : begun).sorted().map { people[$0] }
  }

  /// The same of a list: those whose name only begins like it stand beside those of that name.
  func everybody(named typed: String) -> [Namesake] {
    guard let wanted = NameWords(typed) else { return [] }
    return beginning(wanted).union(beginningTogether(wanted)).sorted().map { people[$0] }
  }

  private func beginning(_ wanted: NameWords) -> Set<Int> {
    words.beginning(wanted.words).filter { wanted.begin(people[$0], names[$0]) }
  }

  private func beginningTogether(_ wanted: NameWords) -> Set<Int> {
    together.beginning(wanted.words).filter { wanted.beginTogether(people[$0], names[$0]) }
  }
}

/// Who bears each word of a name.
private struct Bearers {
  private var byWord: [String: [Int]] = [:]

  mutating func add(_ words: some Sequence<String>, of index: Int) {
    for word in words { byWord[word, default: []].append(index) }
  }

  /// Whoever bears one of them, in order.
  func bearing(_ wanted: [String]) -> [Int] {
    Set(wanted.flatMap { byWord[$0] ?? [] }).sorted()
  }

  /// Whoever bears a word that begins like one of them.
  func beginning(_ wanted: [String]) -> Set<Int> {
    var found: Set<Int> = []
    for (word, indices) in byWord where wanted.contains(where: word.hasPrefix) {
      found.formUnion(indices)
    }
    return found
  }
}
