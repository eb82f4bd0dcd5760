import CaseFile
import Envelope
import Testing

@testable import Notebook

@Suite("What a trainee writes is co-signed by a colleague", .timeLimit(.minutes(30)))
struct CoSigningTests {
  /// Marc, who follows the person, and Nadia, who learns.
  private func offices(_ town: Town) throws -> (marc: Office, nadia: Office, file: CaseID) {
    let marc = try town.office("Maison", worker: "Marc")
    let nadia = try town.branch(of: marc, worker: "Nadia", role: .stagiaire)
    let file = try marc.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.exchange(marc.notebook, nadia.notebook)
    return (marc, nadia, file)
  }

  private func told(_ office: Office, _ file: CaseID, _ town: Town) throws -> [String] {
    try office.notebook.listNotes(file.description, at: town.now).map { note in
      note.marks.map(\.rawValue).joined() + note.coSigners.map(\.author).joined(separator: "+")
    }
  }

  private func coSign(_ office: Office, _ note: DocumentID, _ town: Town) throws {
    town.tickOne()
    _ = try office.notebook.coSignNote(note.description, zone: 60, at: town.now)
  }

  private func edit(_ office: Office, _ note: DocumentID, _ text: String, _ town: Town) throws {
    town.tickOne()
    _ = try office.notebook.editNote(
      note.description, NoteRevision(kind: nil, title: nil, happened: nil, text: text), zone: 60,
      at: town.now)
  }

  @Test("It waits, is co-signed by who read it, and waits again once she writes")
  func life() throws {
    let town = Town(seed: 9601)
    let (marc, nadia, file) = try offices(town)
    let note = try town.write(nadia, file, .projet, "Vue ce matin.")
    #expect(try told(nadia, file, town) == ["toCoSign"])
    try town.exchange(marc.notebook, nadia.notebook)
    #expect(try told(marc, file, town) == ["toCoSign"])
    #expect {
      try coSign(marc, note, town)
    } throws: {
      if case NotebookError.noteNotRead = $0 { true } else { false }
    }
    let page = try marc.notebook.showNote(note.description, at: town.now).summary
    #expect(page.marks == [.toCoSign] && page.coSigners.isEmpty && page.authors == ["Nadia"])
    try coSign(marc, note, town)
    let signed = try marc.notebook.showNote(note.description, at: town.now).summary
    #expect(signed.marks.isEmpty && signed.authors == ["Nadia"])
    #expect(signed.coSigners.map(\.author) == ["Marc"] && signed.coSigners[0].entered != nil)
    // Once is enough; his own words need nobody.
    let again = try marc.notebook.coSignNote(note.description, zone: 60, at: town.now)
    #expect(again.isUnchanged)
    try edit(marc, note, "Vue ce matin, au bureau.", town)
    #expect(try told(marc, file, town) == ["Marc"])
    // Without having heard of it she writes on: nobody co-signed that.
    try edit(nadia, note, "Vue ce matin, avec sa sœur.", town)
    try town.exchange(marc.notebook, nadia.notebook)
    for office in [marc, nadia] {
      let found = try told(office, file, town)
      #expect(found.count == 1 && found.allSatisfy { $0.contains("toCoSign") }, "\(found)")
    }
    let words = try marc.notebook.noteHistory(note.description, at: town.now).map(\.coSignature)
    #expect(words == [.asked, .given, nil, .asked])
  }

  @Test("She co-signs nothing, changes what is hers, and takes nothing out")
  func refused() throws {
    let town = Town(seed: 9602)
    let (marc, nadia, file) = try offices(town)
    let his = try town.write(marc, file, .projet, "De Marc.")
    let hers = try town.write(nadia, file, .projet, "De Nadia.")
    try town.exchange(marc.notebook, nadia.notebook)
    let notebook = nadia.notebook
    for note in [his, hers] { _ = try notebook.showNote(note.description, at: town.now) }
    let only = RuleBroken.coSignedOnly(.stagiaire, .projet)
    #expect(brokenRule { try coSign(nadia, hers, town) } == only)
    #expect(brokenRule { try edit(nadia, his, "?", town) } == only)
    #expect(
      brokenRule { _ = try notebook.deleteNote(hers.description, zone: 60, at: town.now) } == only)
    #expect(brokenRule { _ = try notebook.eraseNote(hers.description, at: town.now) } == only)
    #expect(
      brokenRule {
        _ = try notebook.addRecord(
          RecordDraft(.request, in: .projet, ["words": ["?"]]), to: file.description, zone: 60,
          at: town.now)
      } == only)
    #expect(try told(nadia, file, town) == ["", "toCoSign"])
    // What nobody asked to co-sign is left as it is.
    let nothing = try marc.notebook.coSignNote(his.description, zone: 60, at: town.now)
    #expect(nothing.isUnchanged)
  }

  @Test("Nobody co-signs her own words, whatever she may do by then")
  func own() throws {
    let town = Town(seed: 9603)
    let (marc, nadia, file) = try offices(town)
    let note = try town.write(nadia, file, .projet, "De Nadia.")
    try town.exchange(marc.notebook, nadia.notebook)
    _ = try marc.notebook.showNote(note.description, at: town.now)
    town.tickOne()
    _ = try marc.notebook.addServiceRecord(
      .roleAccess,
      ["role": ["stagiaire"], "volet": ["projet"], "access": ["lecture_ecriture"]], zone: 0,
      at: town.now)
    try town.exchange(marc.notebook, nadia.notebook)
    _ = try nadia.notebook.showNote(note.description, at: town.now)
    #expect(brokenRule { try coSign(nadia, note, town) } == .ownCoSignature)
    try coSign(marc, note, town)
    try town.exchange(marc.notebook, nadia.notebook)
    _ = try nadia.notebook.showNote(note.description, at: town.now)
    #expect(brokenRule { try coSign(nadia, note, town) } == .ownCoSignature)
    // She writes alone now.
    try edit(nadia, note, "De Nadia, seule.", town)
    #expect(try told(nadia, file, town) == ["Marc"])
  }

  @Test("Her words that come back after an erasure wait again")
  func givenBack() throws {
    let town = Town(seed: 9605)
    let (marc, nadia, file) = try offices(town)
    let note = try town.write(nadia, file, .projet, "Vue.")
    try town.exchange(marc.notebook, nadia.notebook)
    try edit(nadia, note, "Vue. Une phrase à elle.", town)
    town.tickOne()
    _ = try marc.notebook.eraseNote(note.description, at: town.now)
    try town.exchange(marc.notebook, nadia.notebook)
    town.tickOne()
    let kept = try nadia.notebook.keepWords(zone: 60, at: town.now) { _, _ in
      "Retrouvé"
    } lines: { _, _ in
      []
    }
    #expect(kept.count == 1)
    #expect(try told(nadia, file, town) == ["toCoSign"])
  }

  @Test("Two who co-sign apart are both told")
  func several() throws {
    let town = Town(seed: 9604)
    let (marc, nadia, file) = try offices(town)
    let omar = try town.branch(of: marc, worker: "Omar")
    let note = try town.write(nadia, file, .projet, "Vue.")
    try town.exchange(marc.notebook, nadia.notebook)
    try town.exchange(marc.notebook, omar.notebook)
    for office in [marc, omar] {
      _ = try office.notebook.showNote(note.description, at: town.now)
      try coSign(office, note, town)
    }
    try town.exchange(marc.notebook, omar.notebook)
    for office in [marc, omar] { #expect(try told(office, file, town) == ["Marc+Omar"]) }
  }
}
