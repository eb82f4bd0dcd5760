import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite(
  "What an erasure did not know of comes back, and nothing else does", .timeLimit(.minutes(30)))
struct KeptWordsTests {
  let town: Town
  let main: Office
  let branch: Office
  let file: CaseID

  init() throws {
    town = Town(seed: 930)
    main = try town.office("Maison", worker: "Marc")
    branch = try town.branch(of: main, worker: "Lila")
    file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
  }

  private func edit(_ office: Office, _ note: DocumentID, text: String, title: String? = nil) throws
  {
    town.tickOne()
    _ = try office.notebook.editNote(
      note.description,
      NoteRevision(kind: nil, title: title, happened: nil, text: text), zone: 0,
      at: town.now)
  }

  private func meet() throws { try town.exchange(main.notebook, branch.notebook) }

  private func keep(_ office: Office) throws -> [KeptWords] {
    town.tickOne()
    return try office.notebook.keepWords(zone: 0, at: town.now) { _, _ in
      "Rendu"
    } lines: { _, values in
      values.byField.sorted { $0.key < $1.key }.map { "\($0): \($1.joined(separator: ", "))" }
    }
  }

  private func erase(_ office: Office, _ note: DocumentID) throws {
    town.tickOne()
    _ = try office.notebook.eraseNote(note.description, at: town.now)
  }

  private func secret(_ office: Office, _ note: DocumentID) throws -> [UInt8]? {
    try office.notebook.read { try $0.noteSecret(of: note) }
  }

  @Test("Of a record of another kind too: its lines and its prose, in a note of the same volet")
  func ofRecords() throws {
    town.tickOne()
    let request = try main.notebook.addRecord(
      RecordDraft(.request, in: .projet, ["words": ["Avant."], "themes": ["papiers"]]),
      to: file.description, zone: 0, at: town.now
    ).record
    town.tickOne()
    let right = try main.notebook.addRecord(
      RecordDraft(.right, in: .droits, ["right": ["rsa"], "missing_papers": ["Avant vu"]]),
      to: file.description, zone: 0, at: town.now
    ).record
    try meet()
    town.tickOne()
    _ = try branch.notebook.editRecord(
      request.description, of: .request, ["words": ["Avant. Et un logement."]], zone: 0,
      at: town.now)
    _ = try branch.notebook.editRecord(
      right.description, of: .right,
      ["missing_papers": ["Avant vu", "Bail vu"], "blocked_because": ["Pas d'adresse"]], zone: 0,
      at: town.now)
    for record in [request, right] {
      town.tickOne()
      _ = try main.notebook.eraseRecord(record.description, of: nil, at: town.now)
    }
    try meet()
    #expect(try branch.notebook.waitingWords() == 2)
    #expect(Set(try keep(branch).map(\.volet)) == [.projet, .droits])
    let texts = try town.texts(branch, file.description)
    #expect(texts.contains(" Et un logement.") || texts.contains("Et un logement."), "\(texts)")
    #expect(texts.contains("blocked_because: Pas d'adresse\nmissing_papers: Bail vu"), "\(texts)")
    #expect(try branch.notebook.listRecords(file.description, at: town.now).allSatisfy(\.isNote))
  }

  // Never 22
  @Test("A number that is not to be used comes back in a record that hides it, and in no note")
  func ofHidden() throws {
    town.tickOne()
    let point = try main.notebook.addRecord(
      RecordDraft(.contactPoint, in: .contact, ["value": ["0499 00 00 00"], "safe": ["non"]]),
      to: file.description, zone: 0, at: town.now
    ).record
    try meet()
    town.tickOne()
    _ = try branch.notebook.editRecord(
      point.description, of: nil, ["value": ["0470 11 22 33"]], zone: 0, at: town.now)
    town.tickOne()
    _ = try main.notebook.eraseRecord(point.description, of: nil, at: town.now)
    try meet()
    let kept = try #require(try keep(branch).first)
    #expect(kept.keptIn == .contactPoint)
    let texts = try town.texts(branch, file.description)
    #expect(texts.allSatisfy { !$0.contains("0470") })
    let shown = try branch.notebook.showRecord(kept.note.description, at: town.now).summary
    #expect(shown.type == .contactPoint && shown.hidden.contains("value"))
    let whole = try branch.notebook.showRecord(
      kept.note.description, revealing: true, at: town.now)
    #expect(whole.summary.values["value"] == ["0470 11 22 33"])
  }

  @Test("Of a choice, a date, a number: what was written comes back; what was emptied is nothing")
  func ofFields() throws {
    func add(_ draft: RecordDraft) throws -> DocumentID {
      town.tickOne()
      return try main.notebook.addRecord(draft, to: file.description, zone: 0, at: town.now).record
    }
    let right = try add(
      RecordDraft(
        .right, in: .droits,
        ["right": ["rsa"], "state": ["demande_deposee"], "who": ["la_personne"]]))
    let emptied = try add(
      RecordDraft(.right, in: .droits, ["right": ["rsa"], "valid_until": ["2027-01-01"]]))
    let meeting = try add(
      RecordDraft(.appointment, in: .droits, ["when": ["2026-12-02T08:00+01:00"]]))
    try meet()
    town.tickOne()
    for (record, values) in [
      (right, ["state": ["accorde"], "valid_until": ["2027-06-01"]]),
      (emptied, ["valid_until": []]), (meeting, ["minutes": ["45"]]),
    ] {
      _ = try branch.notebook.editRecord(
        record.description, of: nil, values, zone: 0, at: town.now)
    }
    for record in [right, emptied, meeting] {
      town.tickOne()
      _ = try main.notebook.eraseRecord(record.description, of: nil, at: town.now)
    }
    try meet()
    #expect(try branch.notebook.waitingWords() == 3)
    #expect(Set(try keep(branch).map(\.type)) == [.right, .appointment])
    #expect(
      Set(try town.texts(branch, file.description))
        == ["state: accorde\nvalid_until: 2027-06-01", "minutes: 45"])
    for record in [right, emptied, meeting] { #expect(try secret(branch, record) == nil) }
  }

  @Test("What stood apart is no prose and comes back too, and says of which kind it was")
  func ofFieldsBeside() throws {
    town.tickOne()
    let request = try main.notebook.addRecord(
      RecordDraft(.request, in: .droits, ["words": ["Mes papiers."]]), to: file.description,
      zone: 0, at: town.now
    ).record
    try meet()
    town.tickOne()
    _ = try branch.notebook.editRecord(
      request.description, of: nil, ["channel": ["courrier"]], zone: 0, at: town.now)
    town.tickOne()
    _ = try main.notebook.eraseRecord(request.description, of: nil, at: town.now)
    for _ in 0..<2 { try meet() }
    for office in [branch, main] {
      town.tickOne()
      try office.notebook.maintain(at: town.now)
    }
    let kept = try keep(branch)
    #expect(kept.map(\.volet) == [.interne] && kept.map(\.type) == [.request])
    #expect(try town.texts(branch, file.description) == ["channel: courrier"])
  }

  @Test("Words begun beside a record while it was erased elsewhere come back, and nothing is left")
  func besideErased() throws {
    town.tickOne()
    let meeting = try main.notebook.addRecord(
      RecordDraft(.appointment, in: .droits, ["when": ["2026-12-02T08:00+01:00"]]),
      to: file.description, zone: 0, at: town.now
    ).record
    try meet()
    let before = try Set(branch.notebook.read { try $0.allDocuments() })
    town.tickOne()
    _ = try branch.notebook.editRecord(
      meeting.description, of: nil, ["purpose": ["Elle veut voir son fils."]], zone: 0, at: town.now
    )
    let beside = try Set(branch.notebook.read { try $0.allDocuments() }).subtracting(before)
    #expect(beside.count == 1)
    town.tickOne()
    _ = try main.notebook.eraseRecord(meeting.description, of: nil, at: town.now)
    for _ in 0..<2 { try meet() }
    for office in [branch, main] {
      town.tickOne()
      try office.notebook.maintain(at: town.now)
    }
    #expect(try keep(branch).map(\.volet) == [.interne])
    for _ in 0..<2 { try meet() }
    for office in [main, branch] {
      try office.notebook.maintain(at: town.now)
      #expect(
        try town.texts(office, file.description).contains {
          $0.contains("Elle veut voir son fils.")
        })
      for document in beside { #expect(try secret(office, document) == nil) }
      #expect(try office.notebook.replica.status().map(\.rootsEqual) == [true])
    }
  }

  // Never 10
  @Test("Words added offline come back to their author in a new note, and the rest is destroyed")
  func comeBack() throws {
    let note = try town.write(main, file, .projet, "Avant, tout.")
    try meet()
    try edit(branch, note, text: "Avant, tout. Elle a un rendez-vous lundi.", title: "Rendez-vous")
    try erase(main, note)
    try meet()
    // Hidden at once, and kept for her alone.
    #expect(try town.texts(branch, file.description).isEmpty)
    #expect(throws: NotebookError.self) {
      try branch.notebook.showNote(note.description, at: town.now)
    }
    #expect(try secret(branch, note) != nil)
    #expect(try branch.notebook.waitingWords() == 1)
    #expect(try main.notebook.waitingWords() == 0)
    let kept = try keep(branch)
    #expect(kept.map(\.erasedBy) == ["Marc"] && kept.map(\.person) == ["A. V."])
    #expect(kept.map(\.volet) == [.projet])
    #expect(try secret(branch, note) == nil)
    #expect(try branch.notebook.waitingWords() == 0)
    #expect(try keep(branch).isEmpty)
    for _ in 0..<2 { try meet() }
    for office in [main, branch] {
      let texts = try town.texts(office, file.description)
      #expect(texts.count == 1)
      let text = try #require(texts.first)
      #expect(text.contains("Elle a un rendez-vous lundi."))
      #expect(text.contains("Rendez-vous") && !text.contains("Avant"), "\(text)")
      #expect(try secret(office, note) == nil)
      #expect(try office.notebook.replica.status().map(\.rootsEqual) == [true])
    }
  }

  @Test("What the order knew of goes at once; so does what only took away")
  func known() throws {
    let note = try town.write(main, file, .projet, "Avant, tout.")
    try meet()
    try edit(branch, note, text: "Avant, tout et plus.")
    try meet()
    try erase(main, note)
    try meet()
    #expect(try secret(branch, note) == nil)
    #expect(try branch.notebook.waitingWords() == 0)

    let other = try town.write(main, file, .projet, "Un deux trois.")
    try meet()
    try edit(branch, other, text: "Un.")
    try erase(main, other)
    try meet()
    #expect(try branch.notebook.waitingWords() == 1)
    #expect(try keep(branch).isEmpty)
    #expect(try secret(branch, other) == nil)
    #expect(try town.texts(branch, file.description).isEmpty)
  }

  @Test("Two who erase without knowing of each other keep back only what neither knew")
  func twice() throws {
    try meet()
    let note = try town.write(branch, file, .projet, "Avant.")
    try meet()
    try edit(branch, note, text: "Avant. Puis.")
    try erase(main, note)
    // She erases too, with her own words before her eyes: nothing is left to keep.
    try erase(branch, note)
    try meet()
    for office in [main, branch] {
      #expect(try secret(office, note) == nil)
      #expect(try office.notebook.waitingWords() == 0)
    }
  }

  @Test("A consent for the future gives nothing of the words that come back of a note of before")
  func notForTheFuture() throws {
    let other = try town.office("Refuge", worker: "Ida")
    try town.pair(main, other)
    try town.exchange(main.notebook, other.notebook)
    let note = try town.write(main, file, .projet, "Avant, tout.")
    try meet()
    try edit(branch, note, text: "Avant, tout. Dit avant l’accord.")
    try erase(main, note)
    _ = try main.notebook.giveConsent(
      try town.terms(to: "Refuge", [.projet]), for: file.description, zone: 0, at: town.now)
    try town.write(main, file, .projet, "Depuis l’accord.")
    try meet()
    #expect(try keep(branch).count == 1)
    for _ in 0..<2 {
      try meet()
      try main.notebook.maintain(at: town.now)
      try town.exchange(main.notebook, other.notebook)
    }
    #expect(try town.texts(main, file.description).count == 2)
    let share = try #require(try other.notebook.listReceived(at: town.now).first).share
    #expect(try town.texts(other, share.description) == ["Depuis l’accord."])
  }

  @Test(
    "A colleague of that device finds nothing; once the author ended, the words come to whoever is there"
  )
  func ended() throws {
    let note = try town.write(main, file, .projet, "Avant.")
    try meet()
    try edit(branch, note, text: "Avant. Puis elle a ri.")
    _ = try branch.operator.addWorker(
      name: "Noor", role: .referent, passphrase: Town.passphrase, at: town.now)
    try erase(main, note)
    try meet()
    _ = try main.notebook.admitAdded("Noor", at: town.now)
    try meet()
    let noor = try town.open(branch.folder, worker: "Noor", operator: branch.operator)
    #expect(try keep(noor).isEmpty)
    #expect(try noor.notebook.waitingWords() == 1)
    _ = try branch.operator.endWorker(name: "Lila", at: town.now)
    #expect(try keep(noor).count == 1)
    #expect(try town.texts(noor, file.description).map { $0.contains("Puis elle a ri.") } == [true])
    #expect(try secret(noor, note) == nil)
  }
}
