import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("What a newer version wrote")
struct NewerKindTests {
  private static let newer = RecordType(
    code: "vehicle", version: 1, volets: [.droits], fields: [RecordField("words", .prose(.prose))])

  @Test(
    "It is kept, sent on and shown without a word of it; nobody edits or erases what he cannot read"
  )
  func kept() throws {
    let two = try TwoServices(930)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    try town.write(two.prison, two.file, .droits, "Une note.")
    let operations = try RecordEdit.creation(
      Self.newer, ["words": ["Des mots d'ailleurs."]], in: .droits)
    let notebook = two.prison.notebook
    town.tickOne()
    let made = try notebook.write(at: town.now) { ledger in
      try notebook.create(
        operations, in: try notebook.tag(of: .droits, in: two.file, ledger), case: two.file,
        zone: 0, into: ledger, at: town.now
      ).document
    }
    let listed = try notebook.listNotes(two.file.description, at: town.now)
    #expect(listed.map(\.state) == [.current, .newer])
    #expect(listed.last?.author == "Inès" && listed.last?.titles == [])
    #expect(try notebook.showNote(made.description, at: town.now).text == "")
    for attempt in [
      {
        _ = try notebook.editNote(
          made.description, NoteRevision(kind: nil, title: "T", happened: nil, text: nil), zone: 0,
          at: town.now)
      },
      { _ = try notebook.deleteNote(made.description, zone: 0, at: town.now) },
      { _ = try notebook.eraseNote(made.description, at: town.now) },
    ] as [() throws -> Void] {
      #expect {
        try attempt()
      } throws: { error in
        if case NotebookError.noteFromNewerVersion = error { true } else { false }
      }
    }
    try two.meet()
    let received = try #require(two.housing.notebook.listReceived(at: town.now).first)
    let over = try two.housing.notebook.listNotes(received.share.description, at: town.now)
    #expect(over.map(\.state) == [.current, .newer])
    #expect(try two.housing.notebook.replica.status().map(\.rootsEqual) == [true])
    #expect(try notebook.verify().isSound && two.housing.notebook.verify().isSound)
    // It goes with the rest when the person takes it back.
    let consent = try #require(
      try notebook.listConsents(two.file.description, at: town.now).first
    ).consent.description
    town.tickOne()
    _ = try notebook.withdraw(consent, volets: nil, at: town.now)
    try two.meet()
    #expect(try two.housing.notebook.read { try $0.allDocuments() }.isEmpty)
  }
}
