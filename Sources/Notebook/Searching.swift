import CaseFile
public import Envelope
import Replica
import Store

/// A record that holds the words looked for.
public struct SearchHit: Sendable {
  public let summary: RecordSummary
  public let snippet: String
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
extension Notebook {
  /// Records with all these words, at most `limit`: those that have them in their title, or first line, first, then the newest.
  public func search(
    _ words: String, limit: Int = NotebookLimits.searchHits, at now: Instant
  ) throws -> SearchAnswer {
    try looks(at: now) { ledger in
      let room = try ReadingRoom()
      var found: [DocumentID: RecordSummary] = [:]
      var damagedPlaces = 0
      let places = try ledger.logs(of: .own) + ledger.logs(of: .share)
      for place in places {
        guard let records = try replica.ifSound({ try records(in: place, ledger, at: now) }) else {
          damagedPlaces += 1
          continue
        }
        // One that two shares give is found once.
        for record in records where found[record.summary.record] == nil {
          let words = SearchedWords(record)
          try room.add(
            note: record.summary.record, log: place, volet: record.summary.volet.code,
            entered: record.summary.entered?.milliseconds ?? 0, title: words.title,
            text: words.text)
          found[record.summary.record] = record.summary
        }
      }
      // Only what the role and the consents let this worker read was put in.
      let answer = try room.search(words, limit: limit, readable: { _, _ in true })
      let hits = answer.hits.compactMap { (hit) -> SearchHit? in
        found[hit.note].map { SearchHit(summary: $0, snippet: hit.snippet) }
      }
      // Whose words are about to be shown: one line for each case file and search.
      let shown = Dictionary(grouping: hits, by: \.summary.place).sorted { $0.key < $1.key }
      return (
        SearchAnswer(
          hits: hits, total: answer.total, people: try people(searched: words, ledger, at: now),
          damagedNotes: found.values.count(where: { $0.state == .damaged }),
          damagedPlaces: damagedPlaces),
        [Look(action: .search, place: nil, volets: [])]
          + shown.map {
            Look(action: .search, place: $0.key, volets: $0.value.map(\.summary.volet))
          }
      )
    }
  }
}

/// The words by which a record is found.
private struct SearchedWords {
  /// Of a note its titles, of another record its lines and names.
  let title: String
  /// Prose as it stands, then each sentence as those left it who wrote it apart, then codes.
  let text: String

  init(_ detail: RecordDetail) {
    let fields = detail.summary.type?.fields ?? []
    func texts(_ wanted: (RecordField) -> Bool) -> [String] {
      fields.filter(wanted).flatMap { detail.summary.values[$0.code] ?? [] }
    }
    title = texts { $0.holdsWords && !$0.isProse }.joined(separator: " / ")
    let apart = detail.apart.flatMap { $0.sides.map(\.text) }
    // The kind of a note says nothing that anybody looks for among all notes.
    let codes = detail.summary.isNote ? [] : texts { $0.vocabulary != nil }
    let words = codes.map { $0.split(separator: "_").joined(separator: " ") }
    text = (texts(\.isProse) + apart + words).joined(separator: "\n")
  }
}
