public import CaseFile
public import Envelope
import Replica
import Store

/// A note that holds the words looked for.
public struct SearchHit: Sendable {
  public let note: DocumentID
  public let place: LogID
  public let volet: Volet
  public let title: String
  public let snippet: String
  public let state: NoteSummary.State
  public let marks: [NoteSummary.Mark]
}

/// The first of the notes that hold the words, and how many hold them.
public struct SearchAnswer: Sendable, RandomAccessCollection {
  public let hits: [SearchHit]
  /// Those beyond the limit included.
  public let total: Int
  /// People whose name has every word, or begins like it: of our case files, then of what is received.
  public let people: [Namesake]
  /// Notes that nobody can search, or not whole, since the disk damaged them.
  public let damagedNotes: Int
  /// Case files and shares likewise.
  public let damagedPlaces: Int

  public var startIndex: Int { hits.startIndex }
  public var endIndex: Int { hits.endIndex }
  public subscript(index: Int) -> SearchHit { hits[index] }
}

/// Searching what this worker may read, in memory only: the disk holds no word.
extension Notebook {
  /// Notes with all these words, at most `limit`: those that have them in their title first, then the newest.
  public func search(
    _ words: String, limit: Int = NotebookLimits.searchHits, at now: Instant
  ) throws -> SearchAnswer {
    try looks(at: now) { ledger in
      let room = try ReadingRoom()
      var found: [DocumentID: NoteSummary] = [:]
      var damagedPlaces = 0
      let places = try ledger.logs(of: .own) + ledger.logs(of: .share)
      for place in places {
        guard let notes = try replica.ifSound({ try notes(in: place, ledger, at: now) }) else {
          damagedPlaces += 1
          continue
        }
        // One that two shares give is found once.
        for note in notes where found[note.summary.note] == nil {
          let title = note.summary.titles.joined(separator: " / ")
          try room.add(
            note: note.summary.note, log: place, volet: note.summary.volet.code,
            entered: note.summary.entered?.milliseconds ?? 0, title: title, text: note.shownText)
          found[note.summary.note] = note.summary
        }
      }
      // Only what the role and the consents let this worker read was put in.
      let answer = try room.search(words, limit: limit, readable: { _, _ in true })
      let hits = answer.hits.compactMap { (hit) -> SearchHit? in
        guard let note = found[hit.note] else { return nil }
        return SearchHit(
          note: note.note, place: note.place, volet: note.volet,
          title: note.titles.joined(separator: " / "), snippet: hit.snippet,
          state: note.state, marks: note.marks)
      }
      // Whose words are about to be shown: one line for each case file and search.
      let shown = Dictionary(grouping: hits, by: \.place).sorted { $0.key < $1.key }
      return (
        SearchAnswer(
          hits: hits, total: answer.total, people: try people(searched: words, ledger, at: now),
          damagedNotes: found.values.count(where: { $0.state == .damaged }),
          damagedPlaces: damagedPlaces),
        [Look(action: .search, place: nil, volets: [])]
          + shown.map { Look(action: .search, place: $0.key, volets: $0.value.map(\.volet)) }
      )
    }
  }
}

extension NoteDetail {
  /// All that is shown of its text: as it stands, then each sentence as those left it who wrote it apart.
  fileprivate var shownText: String {
    ([text] + apart.flatMap { $0.sides.map(\.text) }).joined(separator: "\n")
  }
}
