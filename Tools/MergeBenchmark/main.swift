import CRDT
import Glibc

// One phase of the merge benchmark in one process; prints what it cost as JSON.
// `Tools/benchmark-merge` makes the form and runs the phases.
//
// Usage: carnet-merge-benchmark PHASE FORM SAVED
//
// SAVED is a folder where the phases that save leave their bytes for the phases that load.

enum Misuse: Error {
  case arguments
  case unknownPhase(String)
  case unreadable(String)
  /// Bytes that no script of the benchmark wrote.
  case form
  /// What was built is not what the trace says.
  case wrongText
  /// A change was refused, or waits for a parent that is not there.
  case refused
  /// A replica does not stand where the author of the trace stood.
  case elsewhere
}

func run(_ arguments: [String]) throws -> Report {
  guard arguments.count == 4 else { throw Misuse.arguments }
  let form = try Files.read(arguments[2])
  let words = arguments[1].split(separator: " ").map(String.init)
  let report =
    if form.starts(with: "CMN1".utf8) {
      try casePhase(words, CaseFilePhases(notes: try Note.list(form), saved: arguments[3]))
    } else {
      try tracePhase(words, try History(form), saved: arguments[3])
    }
  guard let report else { throw Misuse.unknownPhase(arguments[1]) }
  return report
}

do {
  print(try run(CommandLine.arguments).json)
} catch {
  print(error)
  exit(1)
}

func tracePhase(_ words: [String], _ history: History, saved: String) throws -> Report? {
  guard !history.isConcurrent else {
    let phases = ConcurrentPhases(history: history, saved: saved)
    let order = words.dropFirst().first.flatMap(ConcurrentPhases.Order.init)
    switch (words.first, order) {
    case ("build", nil): return try phases.build()
    case ("merge", let order?): return try phases.merge(order)
    case ("receive", let order?): return try phases.receive(order)
    default: return nil
    }
  }
  let phases = SequentialPhases(history: history)
  let cut = words.last.flatMap(SequentialPhases.Cut.init)
  switch (words.first, cut) {
  case ("apply", let cut?): return try phases.apply(cut)
  default: return nil
  }
}

func casePhase(_ words: [String], _ phases: CaseFilePhases) throws -> Report? {
  switch words {
  case ["build"]: try phases.build()
  case ["seal"]: try phases.seal()
  case ["admit"]: try phases.admit()
  default: nil
  }
}
