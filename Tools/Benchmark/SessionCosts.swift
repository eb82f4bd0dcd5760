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
      figures["search \(number)"] = Self.median(runs.map(\.seconds))
      figures["found \(number)"] = Double(runs[0].value.total)
    }
    let lists = try (0..<3).map { _ in try timed { try notebook.listNotes(file, at: now()) } }
    figures["notes listed"] = Self.median(lists.map(\.seconds))
    figures["notes"] = Double(lists[0].value.count)
    let draft = NoteDraft(
      volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil,
      text: String(repeating: "Une phrase de plus. ", count: 50))
    let saves = try (0..<20).map { _ in
      try timed { try notebook.addNote(draft, to: file, zone: 60, at: now()) }.seconds
    }
    figures["note saved"] = Self.median(saves)
    figures["search after a note"] =
      try timed { try notebook.search(words[0], at: now()) }.seconds
    figures["peak, MB"] = Self.peak()
    let line = try JSONEncoder().encode(figures)
    print(String(decoding: line, as: UTF8.self))
  }

  private func timed<T>(_ body: () throws -> T) rethrows -> (value: T, seconds: Double) {
    let clock = ContinuousClock()
    let begun = clock.now
    let value = try body()
    let passed = (clock.now - begun).components
    return (value, Double(passed.seconds) + Double(passed.attoseconds) / 1e18)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
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
