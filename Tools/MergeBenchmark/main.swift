import CRDT
import Glibc

// One phase of the merge benchmark in one process; prints what it cost as JSON.
// `Tools/benchmark-merge` makes the form and runs the phases.
//
// Usage: carnet-merge-benchmark PHASE FORM SAVED
//
// SAVED is a folder where the phases that save leave their bytes for the phases that load.

enum Misuse: Error, CustomStringConvertible {
  case arguments
  case unknownPhase(String)
  case unreadable(String)
  case form
  case wrongText
  case refused
  case elsewhere

  var description: String {
    switch self {
    case .arguments: "usage: carnet-merge-benchmark PHASE FORM SAVED"
    case .unknownPhase(let phase): "no such phase: \(phase)"
    case .unreadable(let path): "cannot read or write \(path)"
    case .form: "bytes that no script of the benchmark wrote"
    case .wrongText: "the text differs from the end of the trace"
    case .refused: "a change was refused, or waits for a parent that is not there"
    case .elsewhere: "a replica does not stand where the author of the trace stood"
    }
  }
}

enum Packing: String {
  case plain, compact

  var packing: DocumentCodec.Packing {
    switch self {
    case .plain: .plain
    case .compact: .compact
    }
  }
}

func run(_ arguments: [String]) throws -> Report {
  guard arguments.count == 4 else { throw Misuse.arguments }
  let form = try Files.read(arguments[2])
  let words = arguments[1].split(separator: " ").map(String.init)
  try Engine.warmUp()
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
  history.isConcurrent
    ? try concurrentPhase(words, ConcurrentPhases(history: history, saved: saved))
    : try sequentialPhase(words, SequentialPhases(history: history, saved: saved))
}

func concurrentPhase(_ words: [String], _ phases: ConcurrentPhases) throws -> Report? {
  if words == ["build"] { return try phases.build() }
  if words.count == 2, let order = ConcurrentPhases.Order(rawValue: words[1]) {
    if words[0] == "merge" { return try phases.merge(order) }
    if words[0] == "receive" { return try phases.receive(order) }
  }
  guard words.count == 3, let packing = Packing(rawValue: words[1]),
    let names = Names(rawValue: words[2])
  else { return nil }
  if words[0] == "save" { return try phases.save(packing, names) }
  if words[0] == "load" { return try phases.load(packing, names) }
  return nil
}

func sequentialPhase(_ words: [String], _ phases: SequentialPhases) throws -> Report? {
  switch words {
  case ["checkpoint"]: return try phases.saveCheckpoint()
  case ["read-checkpoint"]: return try phases.readCheckpoint()
  case ["resume-checkpoint"]: return try phases.resumeCheckpoint()
  default: break
  }
  if words.count == 2, words[0] == "apply", let cut = SequentialPhases.Cut(rawValue: words[1]) {
    return try phases.apply(cut)
  }
  guard words.count == 4, let packing = Packing(rawValue: words[1]),
    let cut = SequentialPhases.Cut(rawValue: words[2]), let names = Names(rawValue: words[3])
  else { return nil }
  if words[0] == "save" { return try phases.save(packing, cut, names) }
  if words[0] == "load" { return try phases.load(packing, cut, names) }
  return nil
}

func casePhase(_ words: [String], _ phases: CaseFilePhases) throws -> Report? {
  switch words {
  case ["build"]: try phases.build()
  case ["save", "plain"]: try phases.save(.plain)
  case ["save", "compact"]: try phases.save(.compact)
  case ["checkpoints"]: try phases.saveCheckpoints()
  case ["open"]: try phases.open()
  case ["open", "one"]: try phases.readOne()
  case ["open", "all"]: try phases.readAll()
  case ["seal"]: try phases.seal()
  case ["admit"]: try phases.admit()
  case ["seal", "bundle"]: try phases.bundle()
  case ["admit", "bundle"]: try phases.admitBundle(each: false)
  case ["admit", "bundle", "each"]: try phases.admitBundle(each: true)
  default: nil
  }
}
