import CRDT
import Envelope

/// The workload that is Carnet's own: a case file of many notes, a document each.
///
/// Checkpoints are stored as the notebook stores what only its workers read: a sealed record each.
/// Opening the case file reads the file and lists its rows; a note is deciphered when it is read.
struct CaseFilePhases {
  let notes: [Note]
  let saved: String
  let keyring = Keyring()
  private let root: RootID

  init(notes: [Note], saved: String) {
    (self.notes, self.saved) = (notes, saved)
    var chance = SeededGenerator(seed: 1)
    root = keyring.makeRoot(using: &chance)
  }

  private var checkpointFile: String { "\(saved)/carnet-checkpoints" }
  private var keys: [String] { notes.first?.registers.map(\.0) ?? [] }

  private func name(_ index: Int) -> ChangeID {
    ChangeNames.name(line: 1, number: index)
  }

  func documents() -> [Document] {
    notes.enumerated().map { Engine.write($1, as: name($0)) }
  }

  func check(_ documents: [Document]) throws(Misuse) {
    guard documents.map({ Engine.note($0, registers: keys) }) == notes else { throw .wrongText }
  }

  func build() throws -> Report {
    var meter = Meter()
    let built = meter.time { documents() }
    let report = meter.report(holding: notes)
    try check(built)
    return report
  }

  /// The history of each note by itself, not sealed.
  func save(_ packing: Packing) throws -> Report {
    let built = documents()
    var meter = Meter()
    let bytes = meter.time { built.map { Engine.save($0, packing.packing) } }
    let report = meter.report(holding: built, bytes: bytes.reduce(0) { $0 + $1.count })
    try check(try bytes.map { try Engine.load($0) })
    return report
  }

  // MARK: Checkpoints

  func saveCheckpoints() throws -> Report {
    let built = documents()
    var chance = SeededGenerator(seed: 2)
    var meter = Meter()
    let rows = try meter.time {
      try built.enumerated().map { index, document in
        try keyring.sealRecord(
          Engine.checkpoint(document), context: name(index).bytes, under: root, using: &chance)
      }
    }
    var form = FormWriter(mark: "CMK1")
    form.number(rows.count)
    for row in rows { form.block(row) }
    try Files.write(form.bytes, to: checkpointFile)
    return meter.report(holding: built, bytes: rows.reduce(0) { $0 + $1.count })
  }

  /// The file of the checkpoints, and where each row stands in it.
  private func storedRows() throws -> (bytes: [UInt8], rows: [Range<Int>]) {
    let bytes = try Files.read(checkpointFile)
    var form = try FormReader(bytes, mark: "CMK1")
    return (bytes, try form.list { form throws(Misuse) in try form.blockRange() })
  }

  private func note(
    _ index: Int, in file: (bytes: [UInt8], rows: [Range<Int>]), _ keys: [String]
  ) throws -> Note {
    let bytes = try keyring.openRecord(
      Array(file.bytes[file.rows[index]]), context: name(index).bytes)
    return Engine.note(try Checkpoint(decoding: bytes), registers: keys)
  }

  func open() throws -> Report {
    var meter = Meter()
    let file = try meter.time { try storedRows() }
    let report = meter.report(holding: notes)
    guard file.rows.count == notes.count else { throw Misuse.wrongText }
    return report
  }

  func readOne() throws -> Report {
    let (keys, middle) = (keys, notes.count / 2)
    var meter = Meter()
    let found = try meter.time { try note(middle, in: try storedRows(), keys) }
    let report = meter.report(holding: notes)
    guard found == notes[middle] else { throw Misuse.wrongText }
    return report
  }

  func readAll() throws -> Report {
    let keys = keys
    var meter = Meter()
    let found = try meter.time {
      let file = try storedRows()
      return try file.rows.indices.map { try note($0, in: file, keys) }
    }
    let report = meter.report(holding: notes)
    guard found == notes else { throw Misuse.wrongText }
    return report
  }
}
