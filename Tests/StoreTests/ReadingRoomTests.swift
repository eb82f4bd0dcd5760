import Envelope
import Testing

@testable import Store

@Suite("The reading room")
struct ReadingRoomTests {
  let room = Result { try ReadingRoom() }
  let author = Author()

  func add(_ text: String, title: String = "", volet: String = "droits") throws -> DocumentID {
    let note = author.id(DocumentKind.self)
    try room.get().add(
      note: note, log: .own(author.id()), volet: volet, title: title, text: text)
    return note
  }

  func found(_ words: String) throws -> [DocumentID] {
    try room.get().search(words, limit: 50) { _, _ in true }.map(\.note)
  }

  @Test(
    "Words are found whatever their case, accents, apostrophes and ligatures",
    arguments: [
      ("hopital", "Sortie de l’hôpital"), ("HÔPITAL", "à l'hopital"), ("coeur", "un cœur malade"),
      ("cœur", "un coeur malade"), ("Œuvre", "les oeuvres"), ("noel", "avant Noël"),
      ("papier", "ses papiers"), ("sante mutuelle", "Mutuelle de santé"),
      ("eleonore", "E\u{301}le\u{301}onore"), ("l'hôpital", "sortie de l'hôpital"),
      ("été", "l'ete"), ("12", "le 12 mai"), ("Straße", "strasse strasse STRASSE straße"),
    ])
  func folding(words: String, text: String) throws {
    let note = try add(text)
    #expect(try found(words) == [note])
  }

  @Test(
    "Whatever is typed is words, never syntax",
    arguments: [
      "\"", "\"\"", "papiers\"", "papiers*", "(papiers", "papiers AND", "NOT papiers", "a OR b",
      "title:papiers", "NEAR(papiers mission)", "^papiers", "-papiers", "papiers;DROP TABLE note",
      "{papiers}", "*", "'", "\0", "papiers\0mission", "😀", "½ ²", "\u{301}", "", "   ", "%", "_",
      String(repeating: "papiers ", count: 5000), String(repeating: "é", count: 100_000), "٣ ਕੀ 中文",
    ])
  func syntax(typed: String) throws {
    _ = try add("Ses papiers à la mission locale")
    _ = try found(typed)
    #expect(try room.get().count == 1)
  }

  @Test("All words are wanted, and operators are words")
  func all() throws {
    let first = try add("papiers et logement")
    let second = try add("logement seul")
    #expect(try Set(found("logement")) == [first, second])
    #expect(try found("papiers logement") == [first])
    #expect(try found("papiers OR logement") == [])
    #expect(try found("le") == [])
  }

  @Test("A note that changed is found by its new words alone; one removed by none")
  func change() throws {
    let note = try add("ancien cœur")
    try room.get().add(
      note: note, log: .own(author.id()), volet: "droits", title: "Titre", text: "nouveau")
    #expect(try found("coeur") == [])
    #expect(try found("nouveau") == [note])
    #expect(try found("titre") == [note])
    try room.get().remove(note)
    try room.get().remove(note)
    #expect(try found("nouveau") == [])
    #expect(try room.get().count == 0)
  }

  @Test("Volets that the reader may not open are as if they were not here")
  func readable() throws {
    let health = try (0..<5).map { _ in try add("rendez-vous", volet: "sante") }
    let rights = try add("un mot de rendez-vous parmi beaucoup d'autres mots", volet: "droits")
    let room = try room.get()
    #expect(try room.search("rendez", limit: 1, volets: ["droits"]).map(\.note) == [rights])
    #expect(try room.search("rendez", limit: 9, volets: ["sante"]).count == health.count)
    #expect(try room.search("rendez", limit: 9, volets: []) == [])
    #expect(try room.search("rendez", limit: 0, volets: ["sante"]) == [])
    #expect(try room.search("rendez", limit: -1, volets: ["sante"]) == [])
  }

  @Test("The title counts more, and the snippet shows the words that were looked for")
  func hits() throws {
    let filler = (1...60).map { "mot\($0)" }.joined(separator: " ")
    let inText = try add("\(filler)\n la carte  d’identité\n\(filler)", title: "Autre")
    let inTitle = try add("rien", title: "Carte")
    let hits = try room.get().search("cart", limit: 9) { _, _ in true }
    #expect(hits.map(\.note) == [inTitle, inText])
    #expect(hits[0].snippet == "rien")
    #expect(hits[1].snippet.contains("mot60 la carte d’identité mot1"))
    #expect(hits[1].snippet.hasPrefix("… "))
    #expect(hits[1].snippet.hasSuffix(" …"))
    #expect(hits[1].title == "Autre")
  }
}
