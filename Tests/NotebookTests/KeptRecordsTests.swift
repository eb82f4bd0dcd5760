import CRDT
import CaseFile
import Envelope
import Foundation
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What is kept of records", .timeLimit(.minutes(30)))
struct KeptRecordsTests {
  private func add(
    _ office: Office, _ file: CaseID, _ type: RecordType, in volet: Volet,
    _ values: [String: [String]], _ town: Town
  ) throws -> DocumentID {
    town.tickOne()
    return try office.notebook.addRecord(
      RecordDraft(type, in: volet, values), to: file.description, zone: 60, at: town.now
    ).record
  }

  private func told(
    _ record: DocumentID, _ file: CaseID, _ volet: Volet, _ type: RecordType, _ state: String,
    _ authors: [String], _ entered: Instant?, _ values: RecordValues, isReaders: Bool
  ) -> String {
    let names = authors.sorted().joined(separator: ", ")
    return "\(record) in \(file) \(volet.code) \(type.name) \(state) by \(names) "
      + "at \(entered?.milliseconds ?? 0) mine: \(isReaders) \(values)"
  }

  /// What a view shows.
  private func kept(_ office: Office, _ town: Town) throws -> [String] {
    try office.notebook.structuredRecords(where: { _ in true }, at: town.now).map {
      told(
        $0.record, $0.caseFile, $0.volet, $0.type, $0.state.rawValue, $0.authors,
        $0.creation.entered, $0.values, isReaders: $0.isReaders)
    }.sorted()
  }

  /// The slow twin: each case file is listed as somebody lists it, and each of its records opened.
  private func opened(_ office: Office, _ town: Town) throws -> [String] {
    let notebook = office.notebook
    let files = try notebook.read { try notebook.replica.caseFiles($0) }
    return try files.flatMap { file in
      let id = file.description
      let all =
        try notebook.listRecords(id, at: town.now)
        + notebook.listRecords(id, of: .person, at: town.now)
      return all.compactMap { record -> String? in
        guard let type = record.type, type != .note else { return nil }
        let values = record.values.byField.filter { type[$0.key]?.isProse == false }
        return told(
          record.record, file, record.volet, type, record.state.rawValue, record.authors,
          record.entered, RecordValues(values),
          isReaders: record.creation.author == notebook.workerName)
      }
    }.sorted()
  }

  @Test(
    "After whatever was written, merged, deleted, erased or forbidden, a view shows what reading everything shows",
    arguments: 0..<10)
  func histories(_ seed: Int) throws {
    let town = Town(seed: UInt64(7000 + seed))
    let dice = Seed(UInt64(7000 + seed))
    let main = try town.office("Maison", worker: "Marc")
    let other = try town.branch(of: main, worker: "Nadia")
    let files = try ["A. V.", "B. W."].map { name in
      town.tickOne()
      return try main.notebook.openCase(name: name, born: nil, zone: 0, at: town.now)
    }
    var records: [DocumentID] = []
    let volets: [Volet] = [.droits, .logement, .sante]
    func some<T>(_ list: [T]) -> T { list[Int(dice.next() % UInt64(list.count))] }
    for step in 0..<40 {
      town.tickOne()
      let office = some([main, other])
      do {
        switch dice.next() % 10 {
        case 0, 1:
          records.append(
            try add(
              office, some(files), .right, in: some(volets),
              ["right": [some(["rsa", "aah"])], "appeal": ["Mot \(step)"]], town))
        case 2:
          records.append(
            try add(
              office, some(files), .request, in: some(volets),
              ["words": ["Prose \(step)"], "themes": ["papiers"]], town))
        case 3, 4, 5:
          guard !records.isEmpty else { continue }
          _ = try office.notebook.editRecord(
            some(records).description, of: .right,
            ["appeal": ["Autre \(step)"], "proofs": ["Vu \(step)"]], zone: 60, at: town.now)
        case 6:
          guard !records.isEmpty else { continue }
          _ = try office.notebook.deleteRecord(
            some(records).description, of: nil, zone: 60, at: town.now)
        case 7:
          guard !records.isEmpty else { continue }
          _ = try office.notebook.eraseRecord(some(records).description, of: nil, at: town.now)
        case 8:
          try town.write(office, some(files), some(volets), "Une note \(step).")
          _ = try main.notebook.addServiceRecord(
            .roleAccess,
            [
              "role": ["intervenant"], "volet": [some(volets).code],
              "access": [some(["ses_notes", "lecture", "rien"])],
            ], zone: 60, at: town.now)
        case _: _ = try town.exchange(main.notebook, other.notebook)
        }
      } catch is NotebookError {
        // What cannot be done now is not done.
      }
      for office in [main, other] { #expect(try kept(office, town) == opened(office, town)) }
    }
  }

  @Test("A view opens what came since it was last asked for, and nothing else")
  func costs() throws {
    let town = Town(seed: 7101)
    let office = try town.office("Maison", worker: "Marc")
    let files = try (0..<8).map { number in
      town.tickOne()
      return try office.notebook.openCase(
        name: "Personne \(number)", born: nil, zone: 0, at: town.now)
    }
    for file in files {
      _ = try add(office, file, .right, in: .droits, ["right": ["rsa"]], town)
      for _ in 0..<5 { try town.write(office, file, .droits, "Une note.") }
    }
    func cost() throws -> Int {
      let before = office.notebook.tally.documents
      #expect(
        try office.notebook.structuredRecords(where: { $0 == .right }, at: town.now).count == 8)
      return office.notebook.tally.documents - before
    }
    try office.notebook.maintain(at: town.now)
    // A document without a checkpoint is looked up up to three times.
    #expect(try cost() >= 8)
    #expect(try cost() == 0)
    try town.write(office, files[3], .droits, "Une note de plus.")
    try office.notebook.maintain(at: town.now)
    #expect(try (1...3).contains(cost()))
    #expect(try cost() == 0)
  }

  // Never 31
  @Test("What erases a record takes the row away in its own transaction, and nothing comes back")
  func erased() throws {
    let town = Town(seed: 7102)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let record = try add(office, file, .right, in: .droits, ["appeal": ["Secret"]], town)
    #expect(try kept(office, town).contains { $0.contains("Secret") })
    #expect(try notebook.read { try $0.keptRecords()[file] } != nil)
    // Read before the erasure and kept after it: as another process may.
    var fresh = FreshRecords()
    try notebook.replica.write(at: town.now) { try $0.removeKeptRecords(of: file) }
    _ = try notebook.read {
      try notebook.structured(
        where: { _ in true }, keeping: { _ in true }, &fresh, $0, at: town.now)
    }
    try notebook.replica.write(at: town.now) { try $0.eraseNoteSecret(of: record) }
    notebook.keep(fresh, at: town.now)
    #expect(try notebook.read { try $0.keptRecords()[file] } == nil)
    #expect(try !kept(office, town).contains { $0.contains("Secret") })
    #expect(try notebook.read { try $0.keptRecords()[file] } != nil)
  }

  @Test("A change that takes the place of one that was purged is not missed")
  func arrivals() throws {
    let town = Town(seed: 7103)
    let office = try town.office("Maison", worker: "Marc")
    let notebook = office.notebook
    let files = try ["A. V.", "B. W."].map { name in
      town.tickOne()
      return try notebook.openCase(name: name, born: nil, zone: 0, at: town.now)
    }
    let record = try add(office, files[0], .right, in: .droits, ["right": ["rsa"]], town)
    let last = try add(office, files[1], .right, in: .droits, ["right": ["aah"]], town)
    _ = try kept(office, town)
    try notebook.replica.write(at: town.now) { try $0.removeDocument(last) }
    _ = try notebook.editRecord(
      record.description, of: .right, ["appeal": ["Après"]], zone: 60, at: town.now)
    #expect(try kept(office, town) == opened(office, town))
    #expect(try kept(office, town).contains { $0.contains("Après") })
  }

  @Test("What is written of records reads back by the same kinds, and nothing else does")
  func bytes() throws {
    let town = Town(seed: 7104)
    let office = try town.office("Maison", worker: "Marc")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try add(office, file, .right, in: .droits, ["appeal": ["Un"], "proofs": ["a", "b"]], town)
    let digest = KeptRecords.digest(of: RecordType.all)
    let row = try #require(
      try office.notebook.read { ledger in
        var fresh = FreshRecords()
        _ = try office.notebook.structured(
          where: { _ in true }, keeping: { _ in true }, &fresh, ledger, at: town.now)
        return fresh.made(of: file)
      })
    #expect(row.entries.count == 2)
    func read(_ bytes: [UInt8], by digest: [UInt8]) -> KeptRecords? {
      KeptRecords(bytes: bytes, by: digest) { name, _ in RecordType.named(name) }
    }
    let bytes = row.bytes(by: digest)
    #expect(read(bytes, by: digest) == row)
    #expect(read(bytes, by: KeptRecords.digest(of: [.right])) == nil)
    for count in 0..<bytes.count { #expect(read(Array(bytes.prefix(count)), by: digest) == nil) }
    #expect(read(bytes + [0], by: digest) == nil)
    // Another declaration of a kind is another digest.
    let other = RecordType(code: "right", version: 1, volets: [.droits], fields: [])
    #expect(KeptRecords.digest(of: [other]) != KeptRecords.digest(of: [.right]))
  }
}
