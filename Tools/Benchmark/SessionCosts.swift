import CaseFile
import Envelope
import Foundation
import Notebook

/// What a session that stays open costs, from the passphrase on; one line of JSON.
struct SessionCosts {
  let home: String
  let phrase: String
  let worker: String
  /// The case file whose notes are listed and added to.
  let file: String
  /// Each a query.
  let words: [String]

  func run() throws {
    var figures: [String: Double] = [:]
    let (notebook, unlock) = try timed { try opened(home, phrase, worker) }
    let (cases, list) = try timed { try notebook.listCases() }
    figures["unlock"] = unlock
    figures["unlock and list"] = unlock + list
    figures["case files"] = Double(cases.count)
    figures["first search"] = try timed { try notebook.search(words[0], at: now()) }.seconds
    figures["peak of the first search, MB"] = Self.peak()
    for (number, one) in words.enumerated() {
      let runs = try (0..<5).map { _ in try timed { try notebook.search(one, at: now()) } }
      figures["search \(number)"] = median(runs.map(\.seconds))
      figures["search \(number), processor"] = median(
        try (0..<5).map { _ in try worked { _ = try notebook.search(one, at: now()) } })
      figures["found \(number)"] = Double(runs[0].value.total)
    }
    figures["first list"] = try timed { try notebook.listNotes(file, at: now()) }.seconds
    let lists = try (0..<5).map { _ in try timed { try notebook.listNotes(file, at: now()) } }
    figures["notes listed"] = median(lists.map(\.seconds))
    figures["notes listed, processor"] = median(
      try (0..<5).map { _ in try worked { _ = try notebook.listNotes(file, at: now()) } })
    figures["notes"] = Double(lists[0].value.count)
    let draft = NoteDraft(
      volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil,
      text: String(repeating: "Une phrase de plus. ", count: 50))
    let saves = try (0..<20).map { _ in
      try timed { try notebook.addNote(draft, to: file, zone: 60, at: now()) }.seconds
    }
    figures["note saved"] = median(saves)
    figures["list after the notes"] =
      try timed { try notebook.listNotes(file, at: now()) }.seconds
    figures["search after 20 notes"] =
      try timed { try notebook.search(words[0], at: now()) }.seconds
    figures["search after a note"] = median(
      try (0..<5).map { _ in
        _ = try notebook.addNote(draft, to: file, zone: 60, at: now())
        return try timed { try notebook.search(words[0], at: now()) }.seconds
      })
    figures["peak, MB"] = Self.peak()
    let line = try JSONEncoder().encode(figures)
    print(String(decoding: line, as: UTF8.self))
  }

  /// The most memory that the process had at once.
  private static func peak() -> Double {
    do {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1000
    } catch {
      return 0
    }
  }
}
