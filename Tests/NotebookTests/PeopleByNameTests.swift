import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("People found by the words of their names")
struct PeopleByNameTests {
  /// Every person is asked whether she is meant.
  private func slowly(_ typed: String, among people: [Namesake], listed: Bool) -> [Namesake] {
    guard let wanted = NameWords(typed) else { return [] }
    let known = people.map { ($0, FoldedNames(of: $0)) }
    func found(_ isMeant: (Namesake, FoldedNames) -> Bool) -> [Namesake] {
      known.filter { isMeant($0.0, $0.1) }.map(\.0)
    }
    if listed { return found { wanted.begin($0, $1) || wanted.beginTogether($0, $1) } }
    if known.contains(where: { wanted.isName(of: $0.0, $0.1) }) { return found(wanted.areWords) }
    let begun = found(wanted.begin)
    return begun.isEmpty ? found(wanted.beginTogether) : begun
  }

  private static let words = [
    "Amel", "Amélie", "Rossi", "Ross", "Noël", "O’Hara", "Jean-Luc", "Luc", "张", "伟", "D’Ana",
    "Ana", "1990", "i",
  ]

  private func crowd(_ seed: UInt64) -> [Namesake] {
    var chance = Seed(seed).chance
    func name() -> String {
      (0..<Int.random(in: 1...3, using: &chance))
        .compactMap { _ in Self.words.randomElement(using: &chance) }.joined(separator: " ")
    }
    return (0..<Int.random(in: 0...12, using: &chance)).map { _ in
      let others = OtherNames(
        births: Bool.random(using: &chance) ? [name()] : [],
        aliases: Bool.random(using: &chance) ? [name()] : [])
      return Namesake(
        place: .own(CaseID(using: &chance)), name: name(),
        born: ["1990", "1990-03", "1988-01-02", nil].randomElement(using: &chance) ?? nil,
        openedOn: nil, from: nil, otherNames: others)
    }
  }

  @Test("The words find whom a look at everybody finds, in the same order", arguments: 0..<300)
  func asSlowly(_ seed: UInt64) {
    var chance = Seed(seed &+ 9_000).chance
    let people = crowd(seed)
    let read = PeopleByName(people, names: people.map(FoldedNames.init))
    for _ in 0..<20 {
      // Written together too, as people type what stands between two words.
      var typed = (0..<Int.random(in: 1...3, using: &chance)).compactMap { _ in
        (Self.words + ["ohara", "jeanl", "张伟", "dana"]).randomElement(using: &chance)
      }.joined(separator: " ")
      if Bool.random(using: &chance) { typed = String(typed.dropLast()) }
      if Bool.random(using: &chance) { typed += " 1990" }
      #expect(read.named(typed) == slowly(typed, among: people, listed: false), "\(typed)")
      #expect(
        read.everybody(named: typed) == slowly(typed, among: people, listed: true), "\(typed)")
    }
    for person in people {
      let alike = people.filter { FoldedNames(of: $0).called == FoldedNames(of: person).called }
      let found = read.person(at: person.place)
      #expect(found?.person == person)
      #expect(found?.hasNamesake == (alike.count > 1))
    }
  }
}
