import CaseFile
public import Envelope
import Replica
import Store

/// A record that holds the words looked for.
public struct SearchHit: Sendable {
  public let summary: RecordSummary
  public let snippet: String
  /// Whom it is about; nil for who reads no names.
  public let person: Namesake?
  /// Whether another person here goes by that name.
  public let hasNamesake: Bool
}

/// The first of the records that hold the words, and how many hold them.
public struct SearchAnswer: Sendable, RandomAccessCollection {
  public let hits: [SearchHit]
  /// Those beyond the limit included.
  public let total: Int
  /// People whose name has every word, or begins like it: of our case files, then of what is received.
  public let people: [Namesake]
  /// Records that nobody can search, or not whole, since the disk damaged them.
  public let damagedNotes: Int
  /// Case files and shares likewise.
  public let damagedPlaces: Int

  public var startIndex: Int { hits.startIndex }
  public var endIndex: Int { hits.endIndex }
  public subscript(index: Int) -> SearchHit { hits[index] }
}

/// Searching what this worker may read, in memory only: the disk holds no word.
extension WorkerSession {
  /// Records with all these words, at most `limit`: those that have them in their title, or first line, first, then the newest.
  /// A record is found by its codes too, and by what ``namesOfCodes`` calls them.
  ///
  ///     try session.search("acte de naissance", at: now).map(\.summary.record)
  public func search(
    _ words: String, limit: Int = NotebookLimits.searchHits, at now: Instant
  ) throws -> SearchAnswer {
    let answer = try looks(at: now) { ledger in
      try checkReadingSome(ledger)
      let room = try roomInStep(ledger, at: now)
      let rules = try rules(ledger)
      // Only what the role lets this worker read was put in; what the consents do is asked anew.
      let open = Set(Volet.allCases.filter { rules.mayReadSome(of: $0) }.map(\.code))
      let answer = try room.words.search(words, limit: limit) { log, volet in
        if case .own = log { return open.contains(volet) }
        return room.basis.shares[log] != nil && Volet(code: volet) != nil
      }
      let everybody = memory.people.byName(try ownPeople(ledger) + receivedPeople(ledger, at: now))
      let found = Dictionary(answer.hits.map { ($0.note, $0) }) { first, _ in first }
      var hits: [SearchHit] = []
      let excerpt = ReadingRoom.snippets(around: words)
      let read = try answer.hits.flatMap { hit in
        [hit.note] + (try companionsKnown(of: hit.note, in: hit.log, ledger))
      }
      try ledger.ahead(of: read) { note in
        // What stands beside a record is read with it.
        guard let found = found[note] else { return }
        let whom = everybody.person(at: found.log)
        try hit(found, excerpt, whom, by: rules, ledger, at: now).map { hits.append($0) }
      }
      // Whose words are about to be shown: one line for each case file and search.
      let shown = Dictionary(grouping: hits, by: \.summary.place).sorted { $0.key < $1.key }
      return (
        SearchAnswer(
          hits: hits, total: answer.total, people: everybody.named(words),
          damagedNotes: room.basis.damaged.count,
          damagedPlaces: room.basis.damagedPlaces.count),
        [Look(action: .search, place: nil, volets: [])]
          + shown.map {
            Look(action: .search, place: $0.key, volets: $0.value.map(\.summary.volet))
          }
      )
    }
    try keepRoomIfDue()
    return answer
  }

  /// A record that was found, read anew.
  private func hit(
    _ hit: ReadingRoom.Hit, _ excerpt: (String) -> String,
    _ whom: (person: Namesake, hasNamesake: Bool)?, by rules: AccessRules, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> SearchHit? {
    guard let tag = try ledger.document(hit.note)?.tag, let volet = Volet(code: hit.volet),
      let detail = try listed(hit.note, tag, volet, in: hit.log, by: rules, ledger, at: now)
    else { return nil }
    return SearchHit(
      summary: detail.summary.guarded,
      snippet: excerpt(SearchedWords(detail, nil).prose),
      person: whom?.person, hasNamesake: whom?.hasNamesake ?? false)
  }
}

/// The words by which a record is found: never those of what is shown by a gesture of its own alone.
struct SearchedWords {
  /// Of a note its titles, of another record its lines and names.
  let title: String
  /// Prose as it stands, then each sentence as those left it who wrote it apart: what an excerpt is taken from.
  let prose: String
  /// The same, then codes and what they are called in every language.
  let text: String

  init(_ detail: RecordDetail, _ names: WorkerSession.NamesOfCodes?) {
    let fields = detail.summary.type?.fields ?? []
    let values = detail.summary.guarded.values
    func texts(_ wanted: (RecordField) -> Bool) -> [String] {
      fields.filter(wanted).flatMap { values[$0.code] ?? [] }
    }
    title = texts { $0.holdsWords && !$0.isProse }.joined(separator: " / ")
    let apart = detail.apart.flatMap { $0.sides.map(\.text) }
    // The kind of a note says nothing that anybody looks for among all notes.
    let coded = detail.summary.isNote ? [] : fields
    let words = coded.flatMap { field -> [String] in
      guard let vocabulary = field.vocabulary else { return [] }
      return (values[field.code] ?? []).map { code in
        let spelt = code.split(separator: "_").joined(separator: " ")
        return ((names?(code, vocabulary) ?? []) + [spelt]).joined(separator: ", ")
      }
    }
    prose = (texts(\.isProse) + apart).joined(separator: "\n")
    text = ([prose] + words).joined(separator: "\n")
  }
}
