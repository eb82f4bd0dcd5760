import Envelope
import Testing

@testable import Store

@Suite("The image of a reading room")
struct RoomImageTests {
  let author = Author()

  /// Some notes, of which a few changed and a few went.
  func room() throws -> ReadingRoom {
    let room = try ReadingRoom()
    let file = LogID.own(author.id())
    var notes: [DocumentID] = []
    for number in 0..<300 {
      let note = author.id(DocumentKind.self)
      notes.append(note)
      try room.add([
        .init(
          note: note, log: number % 3 == 0 ? .share(author.id()) : file,
          volet: number % 2 == 0 ? "droits" : "sante", entered: Int64(number * 7919 % 1000),
          title: number % 5 == 0 ? "Visite" : "", text: "mot\(number % 11) visite cœur")
      ])
    }
    for note in notes.prefix(20) { room.remove(note) }
    for note in notes[20..<40] {
      try room.add([.init(note: note, log: file, volet: "droits", text: "autrement")])
    }
    return room
  }

  @Test("A room that was made of an image answers as the one before, and takes in more")
  func again() throws {
    let room = try room()
    let again = try ReadingRoom(image: try room.image())
    #expect(again.count == 280)
    #expect(again.wornRows == room.wornRows)
    for words in ["visite", "mot3", "coeur", "autrement", "rien", "mot1 visite"] {
      let (before, after) = (
        try room.search(words, limit: 30) { _, volet in volet == "droits" },
        try again.search(words, limit: 30) { _, volet in volet == "droits" }
      )
      #expect(before == after, "\(words)")
    }
    let note = author.id(DocumentKind.self)
    try again.add([.init(note: note, log: .own(author.id()), volet: "droits", text: "plus tard")])
    #expect(try again.search("tard", limit: 9) { _, _ in true }.hits.map(\.note) == [note])
  }

  @Test("What is no image is refused as damage, wherever it is cut or altered")
  func junk() throws {
    let image = try room().image()
    for length in [0, 7, 8, 9, 100, 4000, image.count / 2, image.count - 1] {
      #expect(throws: StoreError.damaged) {
        try ReadingRoom(image: Array(image.prefix(length)))
      }
    }
    #expect(throws: StoreError.damaged) { try ReadingRoom(image: image + [0]) }
    var other = image
    other[7] ^= 1
    #expect(throws: StoreError.damaged) { try ReadingRoom(image: other) }
  }
}
