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
  private let words: Bearers
  /// The same of names whose words are written together.
  private let together: Bearers

  init(_ people: [Namesake], names: [FoldedNames]) {
    (self.people, self.names) = (people, names)
    for (index, (person, names)) in zip(people, names).enumerated() {
      // Of two at one place, which there never are, the first.
      if places[person.place] == nil { places[person.place] = index }
      called[names.called, default: 0] += 1
    }
    words = Bearers(of: names.map { Array($0.all) })
    together = Bearers(of: names.map { Array($0.together) })
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
  /// The words in order, so that those that begin alike stand together.
  private let words: [String]
  /// Who bears each of them, in order.
  private let bearers: [[Int]]

  /// - Parameter names: the words of each person.
  init(of names: [[String]]) {
    var found: [String: [Int]] = [:]
    for (index, words) in names.enumerated() {
      for word in words { found[word, default: []].append(index) }
    }
    let ordered = found.sorted { $0.key < $1.key }
    (words, bearers) = (ordered.map(\.key), ordered.map(\.value))
  }

  /// Whoever bears one of them, in order.
  func bearing(_ wanted: [String]) -> [Int] {
    Set(wanted.flatMap { bearers(from: $0) { $0 == $1 } }).sorted()
  }

  /// Whoever bears a word that begins like one of them.
  func beginning(_ wanted: [String]) -> Set<Int> {
    Set(wanted.flatMap { bearers(from: $0) { $0.hasPrefix($1) } })
  }

  /// Of the words that begin with the same bytes, which stand together, those that are alike.
  private func bearers(
    from wanted: String, where isAlike: (_ word: String, _ wanted: String) -> Bool
  ) -> [Int] {
    var (first, end) = (0, words.count)
    while first < end {
      let middle = (first + end) / 2
      if words[middle] < wanted { first = middle + 1 } else { end = middle }
    }
    return (first..<words.count).prefix { words[$0].utf8.starts(with: wanted.utf8) }
      .filter { isAlike(words[$0], wanted) }.flatMap { bearers[$0] }
  }
}
