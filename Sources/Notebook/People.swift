import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// A person as she is told apart from others of her name, in a case file of ours or in what another service shares.
public struct Namesake: Hashable, Sendable {
  public let place: LogID
  public let name: String
  /// As written in the card: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  public let born: String?
  /// When the case file was opened; nil for what was received.
  public let openedOn: Instant?
  /// The service that shares it; nil for our own case files.
  public let from: String?
  /// What her card says beside; none for what was received.
  public var otherNames = OtherNames()
  /// The last day of which a contact is told, where somebody is to tell namesakes apart; nil where none is, or may not be read.
  public internal(set) var lastContact: CalendarDate?

  public var firstName: String? { otherNames.firsts.first }
}

/// The card of the person of a case file. Her name is what she wants to be called; it is told apart by her birth.
extension WorkerSession {
  /// Corrects the name or the birth of a person.
  public func editPerson(
    _ typed: String, name: String?, born: CalendarDate?, zone: Int, at now: Instant
  ) throws -> (caseFile: CaseID, written: RecordWritten) {
    let named = name.map { ["name": [$0]] } ?? [:]
    return try editPerson(
      typed, named.merging(birth(born)) { first, _ in first }, zone: zone, at: now)
  }

  /// Changes fields of the card of a person. What stood before stays in the history of the card.
  ///
  /// - Parameter values: by field; none empties it.
  /// - Returns: the case file, and what became of the card.
  public func editPerson(
    _ typed: String, _ values: [String: [String]], zone: Int, at now: Instant
  ) throws -> (caseFile: CaseID, written: RecordWritten) {
    try checkActing()
    let (id, card) = try read { ledger in
      let id = try caseID(typed, ledger)
      guard let card = try cardDocument(of: id, ledger) else { throw NotebookError.noContentKey }
      return (id, card)
    }
    return (
      id, try editRecord(card.description, of: .person, values, zone: zone, at: now)
    )
  }

  /// The card of a person, whole.
  public func showPerson(_ typed: String, at now: Instant) throws -> RecordDetail {
    try checkReadingNames()
    return try look(at: now) { ledger in
      let id = try caseID(typed, ledger)
      guard let card = try cardDocument(of: id, ledger),
        let shown = try shown(try read(card, ledger), .contact, ledger, at: now)
      else { throw NotebookError.noContentKey }
      let seen = SeenVersion(record: card, heads: shown.summary.version.heads)
      return (shown, Look(action: .read, place: .own(id), volets: [.contact], seen: seen))
    }
  }

  /// Every version of a person's card, oldest first.
  public func personHistory(_ typed: String, at now: Instant) throws -> [RecordVersion] {
    try checkReadingNames()
    return try look(at: now) { ledger in
      let id = try caseID(typed, ledger)
      guard let card = try cardDocument(of: id, ledger) else { throw NotebookError.noContentKey }
      return (
        versions(of: try whole(try openWhole(card, ledger), .contact, ledger, at: nil)),
        Look(action: .read, place: .own(id), volets: [.contact])
      )
    }
  }

  /// People of our other case files who may be taken for this one: of a name that is wholly one of hers, in whatever order
  /// its words stand, or born alike with a word of a name in common. Each with the last contact, for who may read it. None for
  /// a role that reads no names. Who looked is logged.
  public func namesakes(of id: CaseID, at now: Instant) throws -> [Namesake] {
    // Where there is nobody, nothing is looked at and nothing is written.
    guard try !read({ try alike(to: id, $0) }).isEmpty else { return [] }
    var fresh = FreshRecords()
    let found = try looks(at: now) { ledger in
      var alike = try alike(to: id, ledger)
      let files = alike.compactMap(\.caseFile)
      let contacts = try structured(
        where: { $0.contact != nil }, keeping: { files.contains($0.caseFile) }, &fresh, ledger,
        at: now)
      // Wherever on earth that is.
      let today = LocalMoment(milliseconds: now.milliseconds, offset: 14 * 60)?.date
      for index in alike.indices {
        alike[index].lastContact = contacts.filter { $0.caseFile == alike[index].caseFile }
          .compactMap { $0.lastContact(until: today) }.max()
      }
      let shown = files.map { file in
        Look(
          action: .read, place: .own(file),
          volets: Volet.allCases.filter { volet in
            volet == .contact || contacts.contains { $0.caseFile == file && $0.volet == volet }
          })
      }
      return (alike, shown)
    }
    keep(fresh, at: now)
    return found
  }

  private func alike(to id: CaseID, _ ledger: LedgerReader) throws -> [Namesake] {
    guard try mayReadNames(ledger), let own = try ownPerson(of: id, ledger) else { return [] }
    let names = memory.people.names(of: own)
    return try ownPeople(ledger).filter { other in
      other.place != own.place && own.isLike(other, names, memory.people.names(of: other))
    }
  }

  /// Of `people`, those that were named: where it is wholly the name of somebody, everybody of whom each word of it is a word
  /// of a name; else those whose name begins like it.
  func people(named typed: String, among people: [Namesake]) -> [Namesake] {
    memory.people.byName(people).named(typed)
  }

  /// The same of a list: those whose name only begins like it stand beside those of that name.
  func everybody(named typed: String, among people: [Namesake]) -> [Namesake] {
    memory.people.byName(people).everybody(named: typed)
  }

  func isWholeName(_ typed: String, of person: Namesake) -> Bool {
    NameWords(typed)?.isName(of: person, memory.people.names(of: person)) ?? false
  }

  /// The person of each of our case files; none for a role that reads no names. Read anew where something came.
  func ownPeople(_ ledger: LedgerReader) throws -> [Namesake] {
    guard try mayReadNames(ledger) else { return [] }
    var read = memory.people
    read.forget(unless: try ledger.position().removals)
    let last = try ledger.lastTouch()
    if let all = read.all, all.through == last { return all.people }
    let files = try replica.caseFiles(ledger)
    let touches = try ledger.touches()
    let keys = touches.last(of: .service(service))
    let found = try files.compactMap { id -> Namesake? in
      let stamp = [touches.last(of: .own(id)), touches.lastWords(of: id), keys]
      if let known = read.people[id], known.stamp == stamp { return known.person }
      let person = try ownPerson(of: id, ledger)
      read.people[id] = KnownPeople.Known(stamp: stamp, person: person)
      return person
    }
    read.all = (last, found)
    // What a transaction wrote that may still fail is nothing to remember.
    if !(ledger is LedgerWriter) { memory.people = read }
    return found
  }

  func ownPerson(of id: CaseID, _ ledger: LedgerReader) throws -> Namesake? {
    let kept = try keptSummary(of: id, ledger)
    let known = try kept?.card.flatMap { try isCurrent($0, ledger) ? $0 : nil }
    let card = try known ?? replica.ifSound { try readCard(of: id, ledger) } ?? nil
    guard let card else { return nil }
    return Namesake(
      place: .own(id), name: card.names.joined(separator: " / "),
      born: card.births.isEmpty ? nil : card.births.joined(separator: " / "),
      openedOn: try kept?.openedOn ?? ledger.statements(in: .own(id)).first?.at, from: nil,
      otherNames: card.otherNames)
  }

  /// The person of each share that we receive and may read.
  func receivedPeople(_ ledger: LedgerReader, at now: Instant) throws -> [Namesake] {
    guard try mayReadNames(ledger) else { return [] }
    return try received(ledger, at: now).map {
      Namesake(place: .share($0.share), name: $0.name, born: $0.born, openedOn: nil, from: $0.from)
    }
  }

  /// The person of a case file of ours; nil for who reads no names.
  public func whom(_ id: CaseID) throws -> Namesake? {
    try read { ledger in try ownPeople(ledger).first { $0.caseFile == id } }
  }

  /// The case file that holds a record of ours; nil for what is of none.
  public func caseFile(of record: DocumentID) throws -> CaseID? {
    try read { ledger in
      try checkReadingSome(ledger)
      guard let place = try ledger.document(record),
        case .own(let id)? = try ledger.log(of: place.tag)
      else { return nil }
      return id
    }
  }

  /// The person that a note of ours is about; nil for who reads no names.
  public func whom(_ note: DocumentID) throws -> Namesake? {
    try read { ledger in
      guard let place = try ledger.document(note),
        case .own(let id)? = try ledger.log(of: place.tag)
      else { return nil }
      return try ownPeople(ledger).first { $0.caseFile == id }
    }
  }

  /// The document of the volet `contact` that is the card.
  func cardDocument(of id: CaseID, _ ledger: LedgerReader) throws -> DocumentID? {
    let contact = try tag(of: .contact, in: id, ledger)
    let card = try ledger.documents(in: contact).first { document in
      try replica.ifSound { try read(document, ledger) }?.card != nil
    }
    if card == nil, try isCardDamaged(id, ledger) { throw StoreError.damaged }
    return card
  }

  /// What cannot be: of a birth, and of a death.
  ///
  /// - Parameter values: what is written in the card; of a birth and a death of which one is written, the other is as it stands.
  func checkDates(
    ofCard values: [String: [String]], of id: CaseID, _ ledger: LedgerReader, zone: Int,
    at now: Instant
  ) throws {
    try checkBirth(try date(values["born"]), zone: zone, at: now)
    if values["deceased"]?.isEmpty == false || values["born"]?.isEmpty == false {
      let deaths = try values["deceased"] ?? deathRecorded(of: id, ledger) ?? []
      let births = try values["born"] ?? person(of: id, ledger)?.born.texts ?? []
      try checkRule { () throws(RuleBroken) in
        try PersonCard.check(
          deceased: deaths.compactMap(Self.day), born: births.compactMap(Self.day))
      }
    }
    guard let deceased = try date(values["deceased"]),
      let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
    else { return }
    try checkRule { () throws(RuleBroken) in
      try PersonCard.check(deceased: deceased, today: today)
    }
  }

  /// Nil for what a newer version wrote in its own way.
  private static func day(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) {
      return try CalendarDate(parsing: text)
    } catch {
      return nil
    }
  }

  private func date(_ written: [String]?) throws -> CalendarDate? {
    try written?.first.map { text in
      try checked { () throws(RuleBroken) in try CalendarDate(parsing: text) }
    }
  }

  /// Nobody is born after today, nor longer ago than people live.

  func checkBirth(_ born: CalendarDate?, zone: Int, at now: Instant) throws {
    guard let born, let today = LocalMoment(milliseconds: now.milliseconds, offset: zone)?.date
    else { return }
    try checkRule { () throws(RuleBroken) in try PersonCard.check(born: born, today: today) }
  }

  func mayReadNames(_ ledger: LedgerReader) throws -> Bool {
    // What a role of a newer version reads is not known here.
    guard try worker().role != nil else { return false }
    return try rules(ledger).mayRead(.contact)
  }
}

/// The words by which somebody names a person, folded.
struct NameWords {
  let words: [String]

  /// Nil when there is nothing in it.
  init?(_ typed: String) {
    words = Self.words(of: typed)
    if words.isEmpty { return nil }
  }

  /// A whole name of hers, in whatever order; words of her other names and her birth may be added to it.
  func isName(of person: Namesake, _ names: FoldedNames) -> Bool {
    let known = words.filter(names.all.contains)
    return !known.isEmpty && names.isWhole(Set(known)) && areWords(person, names)
  }

  /// Each is a word of a name of hers, or a part of her birth: `amel` of Amel Rossi as of Amel. A birth alone names nobody.
  func areWords(_ person: Namesake, _ names: FoldedNames) -> Bool {
    words.contains(where: names.all.contains)
      && words.allSatisfy { names.all.contains($0) || person.birthParts.contains($0) }
  }

  /// Every word begins one of a name; birth may be added to it.
  func begin(_ person: Namesake, _ names: FoldedNames) -> Bool { begin(names.all, of: person) }

  /// The same of names whose words are written together: `ohara` for `O’Hara`, `张伟` for `张 伟`.
  func beginTogether(_ person: Namesake, _ names: FoldedNames) -> Bool {
    begin(names.together, of: person)
  }

  /// A birth alone names nobody.
  private func begin(_ names: some Sequence<String>, of person: Namesake) -> Bool {
    func begins(_ word: String) -> Bool { names.contains { $0.hasPrefix(word) } }
    return words.contains(where: begins)
      && words.allSatisfy { begins($0) || person.birthParts.contains($0) }
  }

  /// Between blanks, and between hyphens and apostrophes too.
  static func words(of text: String) -> [String] {
    Folding.fold(text).unicodeScalars.split { !Folding.isWordPart($0) }.map { String($0) }
  }
}

/// All that a person may be called by, each as its words, folded. Kept once: a search goes through those of everybody.
final class FoldedNames: Sendable {
  let name: [String]
  /// The words of that, as one.
  let called: String
  let births: [[String]]
  let firsts: [[String]]
  let aliases: [[String]]

  /// The words of all of them.
  let all: Set<String>
  /// Each from each of its words on, written together.
  let together: [String]

  init(of person: Namesake) {
    func folded(_ names: [String]) -> [[String]] { names.map(NameWords.words) }
    let others = person.otherNames
    name = NameWords.words(of: person.name)
    called = name.joined(separator: " ")
    (births, firsts, aliases) = (
      folded(others.births), folded(others.firsts), folded(others.aliases)
    )
    let each = [name] + births + firsts + aliases
    all = Set(each.joined())
    together = each.flatMap { name in name.indices.map { name[$0...].joined() } }
  }

  /// Whether words are wholly a name of hers: the one that she wants, an alias, or that of her birth with a word of another
  /// beside it.
  func isWhole(_ words: Set<String>) -> Bool {
    if ([name] + aliases).contains(where: { !$0.isEmpty && words.isSuperset(of: $0) }) {
      return true
    }
    return births.contains { birth in
      !birth.isEmpty && words.isSuperset(of: birth) && words.count > Set(birth).count
    }
  }

  /// Whether the name that one wants is wholly one of the other, whichever begins.
  func isOneOf(_ other: FoldedNames) -> Bool {
    let (own, theirs) = (Set(name), Set(other.name))
    return other.all.isSuperset(of: own) && other.isWhole(own)
      || all.isSuperset(of: theirs) && isWhole(theirs)
  }
}

extension Namesake {
  /// Nil for what was received.
  var caseFile: CaseID? {
    if case .own(let id) = place { id } else { nil }
  }

  /// Nil for a case file of ours.
  var share: ShareID? {
    if case .share(let id) = place { id } else { nil }
  }

  /// Whether the two may be one person: no birth that is known on both sides contradicts, and the names have a word in
  /// common.
  func mayBe(_ other: Namesake) -> Bool {
    func words(_ person: Namesake) -> [String] {
      ([person.name] + person.otherNames.all).flatMap(NameWords.words)
    }
    guard !Set(words(self)).isDisjoint(with: words(other)) else { return false }
    guard !births.isEmpty, !other.births.isEmpty else { return true }
    return births.contains { birth in
      other.births.contains { $0.hasPrefix(birth) || birth.hasPrefix($0) }
    }
  }

  /// Whether one may be taken for the other.
  func isLike(_ other: Namesake, _ names: FoldedNames, _ theirs: FoldedNames) -> Bool {
    if names.isOneOf(theirs) { return true }
    return !names.all.isDisjoint(with: theirs.all) && !Set(births).isDisjoint(with: other.births)
  }

  /// Dates as they are written: several when people wrote apart.
  fileprivate var births: [String] {
    (born ?? "").split(separator: " ").map(String.init).filter { $0 != "/" }
  }

  /// Years, months and days of them.
  fileprivate var birthParts: [String] {
    births.flatMap { $0.split(separator: "-").map(String.init) }
  }
}
