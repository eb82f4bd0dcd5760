import CaseFile
import Envelope
import Foundation
import Notebook
import Replica

// Fills a case file with notes, through the same use case as `carnet note add`, in one process.
//
// Usage: carnet-benchmark HOME PASSPHRASE-FILE WORKER CASE VOLET FOLDER
//
// Each file of FOLDER, in order of name, becomes a note.
//
// Usage: carnet-benchmark territory HOME PASSPHRASE-FILE WORKER LINES
//
// Opens the case files that the lines name and writes their records, notes among them.
//
// Usage: carnet-benchmark session HOME PASSPHRASE-FILE WORKER CASE WORDS...
//
// What a session costs that stays open: seconds, and megabytes at the most.
//
// Usage: carnet-benchmark saves WORKER ROUNDS HOME PASSPHRASE-FILE CASE...
//
// What a note costs until it is durable, in each of these homes in turn: the medians, in seconds.
//
// Usage: carnet-benchmark control
//
// What one control statement more costs, by kind and by how many there are.

enum Misuse: Error { case arguments, volet(String), kind(String) }

func now() -> Instant {
  Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
}

let arguments = CommandLine.arguments.dropFirst()
if arguments == ["control"] {
  try ControlCosts().run()
  exit(0)
}
func opened(_ home: String, _ phrase: String, _ worker: String) throws -> WorkerSession {
  let typed = try String(contentsOfFile: phrase, encoding: .utf8)
    .trimmingCharacters(in: .newlines)
  return try WorkerSession.open(
    at: home, with: .worker(name: worker, passphrase: Passphrase(Array(typed.utf8))),
    chance: Randomness {
      var generator = SystemRandomNumberGenerator()
      return generator.next()
    })
}

let words = Array(arguments)
if words.first == "territory", words.count == 5 {
  try Territory.fill(try opened(words[1], words[2], words[3]), from: words[4])
  exit(0)
}
if words.first == "session", words.count > 5 {
  try SessionCosts(
    home: words[1], phrase: words[2], worker: words[3], file: words[4],
    words: Array(words.dropFirst(5))
  ).run()
  exit(0)
}
if words.first == "saves", words.count > 5, words.count % 3 == 0, let rounds = Int(words[2]) {
  let homes = stride(from: 3, to: words.count, by: 3).map {
    SaveCosts.Home(path: words[$0], phrase: words[$0 + 1], file: words[$0 + 2])
  }
  try SaveCosts(worker: words[1], rounds: rounds, homes: homes).run()
  exit(0)
}
guard words.count == 6 else { throw Misuse.arguments }
let (home, worker, file, folder) = (words[0], words[2], words[3], words[5])
guard let volet = Volet(code: words[4]) else { throw Misuse.volet(words[4]) }
let notebook = try opened(home, words[1], worker)
for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
where !name.hasPrefix(".") {
  let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  let draft = NoteDraft(
    volet: volet, kind: "entretien", title: nil, happened: nil, written: nil, text: text)
  _ = try notebook.addNote(draft, to: file, zone: 60, at: now())
}
