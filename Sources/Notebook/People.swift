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
  /// The first of those that her card says; nil where it says none, and for what was received.
  public var firstName: String? = nil
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
        let shown = try detail(of: try read(card, ledger), .contact, ledger)
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
        versions(of: try openWhole(card, ledger)),
        Look(action: .read, place: .own(id), volets: [.contact])
      )
    }
  }

  /// People of our other case files who may be taken for this one: of the same name, in whatever order its words stand,
  /// or born alike with a word of it in common. None for a role that reads no names.
  public func namesakes(of id: CaseID) throws -> [Namesake] {
    try read { ledger in
      guard try mayReadNames(ledger), let card = try person(of: id, ledger) else { return [] }
      return try ownPeople(ledger).filter { other in
        other.place != .own(id) && NameWords.areAlike((card.name.texts, card.born.texts), other)
      }
    }
  }

  /// Of `people`, those that were named; those of exactly that name before those whose name only begins like it.
  func people(named typed: String, among people: [Namesake]) -> [Namesake] {
    guard let wanted = NameWords(typed) else { return [] }
    let words = people.map { peopleRead.words(of: $0.name) }
    func found(_ isMeant: (Namesake, [String]) -> Bool) -> [Namesake] {
      people.indices.filter { isMeant(people[$0], words[$0]) }.map { people[$0] }
    }
    let exact = found { wanted.isName(of: $0, $1) }
    if !exact.isEmpty { return exact }
    let begun = found(wanted.begin)
    return begun.isEmpty ? found(wanted.beginTogether) : begun
  }

  func isWholeName(_ typed: String, of person: Namesake) -> Bool {
    NameWords(typed)?.isName(of: person) ?? false
  }

  /// The person of each of our case files; none for a role that reads no names. Read anew where something came.
  func ownPeople(_ ledger: LedgerReader) throws -> [Namesake] {
    guard try mayReadNames(ledger) else { return [] }
    var read = peopleRead
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
    if !(ledger is LedgerWriter) { peopleRead = read }
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
      firstName: card.firstNames.first)
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

  /// Nobody is born after today, nor longer ago than people live.
  func checkBirth(_ born: String?, zone: Int, at now: Instant) throws {
    guard let born else { return }
    let date = try checked { () throws(RuleBroken) in try CalendarDate(parsing: born) }
    try checkBirth(date, zone: zone, at: now)
  }

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

  /// The whole name, in whatever order; birth may be added to it.
  func isName(of person: Namesake) -> Bool { isName(of: person, Self.words(of: person.name)) }

  /// The same of a name whose words are folded already.
  func isName(of person: Namesake, _ words: [String]) -> Bool {
    words.allSatisfy(self.words.contains)
      && self.words.allSatisfy { words.contains($0) || person.birthParts.contains($0) }
  }

  /// Every word begins one of the name; birth may be added to it.
  func begin(_ person: Namesake, _ name: [String]) -> Bool { begin(name, of: person) }

  /// The same of names whose words are written together: `ohara` for `O’Hara`, `张伟` for `张 伟`.
  func beginTogether(_ person: Namesake, _ name: [String]) -> Bool {
    begin(name.indices.map { name[$0...].joined() }, of: person)
  }

  /// A birth alone names nobody.
  private func begin(_ name: [String], of person: Namesake) -> Bool {
    let beginning = words.filter { word in name.contains { $0.hasPrefix(word) } }
    return !beginning.isEmpty
      && words.allSatisfy { beginning.contains($0) || person.birthParts.contains($0) }
  }

  static func areAlike(_ card: (names: [String], born: [String]), _ other: Namesake) -> Bool {
    let words = Set(Self.words(of: card.names.joined(separator: " ")))
    let others = Set(Self.words(of: other.name))
    if words == others { return true }
    return !words.isDisjoint(with: others) && !Set(card.born).isDisjoint(with: other.births)
  }

  /// Between blanks, and between hyphens and apostrophes too.
  static func words(of text: String) -> [String] {
    Folding.fold(text).unicodeScalars.split { !Folding.isWordPart($0) }.map { String($0) }
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
    let words = Set(NameWords(name)?.words ?? [])
    guard !words.isDisjoint(with: NameWords(other.name)?.words ?? []) else { return false }
    guard !births.isEmpty, !other.births.isEmpty else { return true }
    return births.contains { birth in
      other.births.contains { $0.hasPrefix(birth) || birth.hasPrefix($0) }
    }
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
