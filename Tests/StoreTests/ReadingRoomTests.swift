import Envelope
import Testing

@testable import Store

@Suite("The reading room")
struct ReadingRoomTests {
  let room = Result { try ReadingRoom() }
  let author = Author()

  func add(_ text: String, title: String = "", volet: String = "droits") throws -> DocumentID {
    let note = author.id(DocumentKind.self)
    try room.get().add([
      .init(note: note, log: .own(author.id()), volet: volet, title: title, text: text)
    ])
    return note
  }

  func found(_ words: String) throws -> [DocumentID] {
    try room.get().search(words, limit: 50) { _, _ in true }.hits.map(\.note)
  }

  @Test(
    "Words are found whatever their case, accents, apostrophes and ligatures",
    arguments: [
      ("hopital", "Sortie de l’hôpital"), ("HÔPITAL", "à l'hopital"), ("coeur", "un cœur malade"),
      ("cœur", "un coeur malade"), ("Œuvre", "les oeuvres"), ("noel", "avant Noël"),
      ("papier", "ses papiers"), ("sante mutuelle", "Mutuelle de santé"),
      ("eleonore", "E\u{301}le\u{301}onore"), ("l'hôpital", "sortie de l'hôpital"),
      ("été", "l'ete"), ("12", "le 12 mai"), ("Straße", "strasse strasse STRASSE straße"),
      ("Андрей", "Звонок: Андрей не пришёл"), ("АНДРЕЙ", "андрей"), ("Андреи\u{306}", "Андрей"),
      ("Γιώργος", "ο Γιώργος ήρθε"), ("ΓΙΩΡΓΟΣ", "Γιώργος"), ("γιωργος", "ΓΙΏΡΓΟΣ"),
      ("Weiß", "Frau Weiß"), ("WEISS", "Weiß"), ("Weiß", "FRAU WEIẞ"), ("weiss", "WEIẞ"),
      ("confirme", "Elle con\u{FB01}rme"), ("CONFIRME", "con\u{FB01}rme"),
      ("e\u{FB03}cace", "efficace"),
      ("ŒUVRE", "oeuvre"), ("Ægir", "aegir"), ("Søren", "soren"), ("Łukasz", "lukasz"),
      ("Đorđe", "dorde"), ("ISIK", "ışık"), ("ＣＡＲＮＥＴ", "carnet"), ("carnet", "ｃａｒｎｅｔ"),
      ("rendez-vous", "ren\u{AD}dez-vous"), ("réunion", "réu\u{200B}nion"),
      ("zero", "ze\u{200D}ro"),
      ("intervenante", "une intervenant·e"), ("intervenants", "des intervenant·e·s"),
      ("intervenantes", "des intervenant.e.s"), ("intervenant", "l’intervenant·e"),
      ("intervenant·e", "une intervenante"), ("intervenante", "intervenant•e"),
      ("intervenante", "un(e) intervenant(e)"), ("voisines", "les voisin-e-s"),
      ("directrice", "le·la directeur·rice"), ("directrice", "directeur.trice"),
      ("travailleuse", "travailleur·euse sociale"), ("infirmière", "infirmier·ère"),
      ("les", "donne-les"), ("公園", "昨天在公園見了他"), ("京都", "東京都"), ("さくら", "桜はさくら"),
      ("กรุงเทพ", "ไปกรุงเทพมหานคร"), ("محمد", "مُحَمَّد"), ("مُحَمَّد", "محمد"), ("سلام", "ســـلام"),
      ("أحمد", "احمد"), ("שלום", "שָׁלוֹם"), ("٣", "3"), ("김", "김민수"), ("Hawaiʻi", "hawai'i"),
      ("İstanbul", "istanbul"), ("Nguyễn", "nguyen"),
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

  @Test(
    "A number in groups is found in one piece, and one in one piece by its groups",
    arguments: [
      ("0612345678", "Son numéro : 06 12 34 56 78."), ("0612345678", "06.12.34.56.78"),
      ("06 12 34 56 78", "tél. 0612345678"), ("06-12-34-56-78", "06 12\u{202F}34 56 78"),
      ("061234", "06 12 34 56 78"), ("06 12 34 56", "0612345678"), ("34 56", "06 12 34 56 78"),
      ("écrou 123456", "écrou n° 12 34 56"), ("20261112", "le 2026-11-12"),
    ])
  func numbers(typed: String, text: String) throws {
    let note = try add(text)
    #expect(try found(typed) == [note])
  }

  private static let ways = [
    "0612345678", "06 12 34 56 78", "06.12.34.56.78", "+33 6 12 34 56 78", "+33612345678",
    "+33 (0)6 12 34 56 78", "+33(0)612345678", "0033612345678", "00 33 6 12 34 56 78",
    "0033 (6) 12 34 56 78",
  ]

  @Test("A telephone number is found however its country is written, and is shown", arguments: ways)
  func telephones(text: String) throws {
    let note = try add(
      "Sa sœur, \(text). Il y a longtemps. " + String(repeating: "mot ", count: 40))
    for typed in Self.ways {
      let hits = try room.get().search(typed, limit: 50) { _, _ in true }.hits
      #expect(hits.map(\.note) == [note], "\(typed) in \(text)")
    }
  }

  @Test(
    "The prefixes of Belgium and the Netherlands stand for the 0 too",
    arguments: [
      ("0470123456", "+32 470 12 34 56"), ("+32470123456", "0470/12.34.56"),
      ("02 123 45 67", "+32 2 123 45 67"), ("0612345678", "+31 6 12345678"),
      ("0031612345678", "06-12345678"),
    ])
  func prefixes(typed: String, text: String) throws {
    let note = try add(text)
    #expect(try found(typed) == [note])
  }

  @Test("Only a telephone number loses its prefix, and only that of a country that has a 0")
  func otherNumbers() throws {
    _ = try add("+34 612 34 56 78, 33612345678, 331234567890, +33 6 12, 00 33 12 34, 1+33 6, +(33)")
    for typed in ["0612345678", "01234567890", "0612", "01234"] {
      #expect(try found(typed) == [], "\(typed)")
    }
  }

  @Test(
    "An acronym is found with its dots and without",
    arguments: [
      ("RSA", "Le R.S.A. est demandé"), ("R.S.A.", "le RSA"), ("r.s.a", "R.S.A."),
      ("cpam", "à la C.P.A.M."), ("C.P.A.M.", "à la cpam"), ("C.P.A.M", "C.P.A.M. de Lyon"),
      ("ÉNA", "l’E.N.A."), ("e.n.a.", "E\u{301}NA"), ("JO", "au J.O., hier"),
      ("Dupont", "J.P.Dupont"), ("J.P. Dupont", "jp dupont"), ("R S A", "le R.S.A."),
      ("А.Б.", "аб"),
    ])
  func acronyms(typed: String, text: String) throws {
    let note = try add(text)
    #expect(try found(typed) == [note])
  }

  @Test("What has no dot between single letters is no acronym")
  func noAcronyms() throws {
    _ = try add("R. S. A., a-b-c, 1.2.3, fin.A.", title: "x.yz")
    for typed in ["RSA", "abc", "123", "fina", "xyz"] {
      #expect(try found(typed) == [], "\(typed)")
    }
  }

  @Test("Lines, commas and words part numbers")
  func partedNumbers() throws {
    _ = try add("06 12\n34 56, 78 et 90 ; 12 places, 34 lits")
    for typed in ["061234", "345678", "123456", "7890"] { #expect(try found(typed) == []) }
  }

  @Test("What is written otherwise is not found for being near")
  func different() throws {
    _ = try add("公開庭園, une intervention, かき")
    for words in ["公園", "intervenante", "がき", "園庭"] { #expect(try found(words) == []) }
  }

  @Test("Of more notes than are shown the newest stand first, and all are counted")
  func newest() throws {
    let room = try room.get()
    var notes: [DocumentID] = []
    for number in 0..<120 {
      let note = author.id(DocumentKind.self)
      try room.add([
        .init(
          note: note, log: .own(author.id()), volet: "droits", entered: Int64(number),
          text: String(repeating: "mot ", count: 1 + number % 7) + "visite")
      ])
      notes.append(note)
    }
    let found = try room.search("visite", limit: 100, volets: ["droits"])
    #expect(found.total == 120)
    #expect(found.hits.map(\.note) == Array(notes.reversed().prefix(100)))
  }

  @Test(
    "Of thousands, in whatever order they came, those come first that sorting all of them puts first",
    arguments: [0, 1, 7, 100, 5000])
  func best(limit: Int) throws {
    let room = try room.get()
    let log = LogID.own(author.id())
    let all = (0..<4000).map { (number: Int) -> ReadingRoom.Words in
      ReadingRoom.Words(
        note: author.id(DocumentKind.self), log: log,
        volet: number % 3 == 0 ? "sante" : "droits", entered: Int64(number * 7919 % 900),
        title: number % 50 == 0 ? "Visite" : "", text: "une visite")
    }
    try room.add(all)
    for gone in all.prefix(20) { room.remove(gone.note) }
    let readable = Array(all.enumerated()).dropFirst(20).filter { $0.element.volet == "droits" }
    // The slow twin: titles first, then the newest, then the last that came.
    func rank(_ one: (offset: Int, element: ReadingRoom.Words)) -> (Int, Int64, Int) {
      (one.element.title.isEmpty ? 0 : 1, one.element.entered, one.offset)
    }
    let sorted = readable.sorted { rank($0) > rank($1) }.map(\.element.note)
    let found = try room.search("visite", limit: limit, volets: ["droits"])
    #expect(found.hits.map(\.note) == Array(sorted.prefix(limit)))
    #expect(found.total == readable.count)
  }

  @Test("A note that changed is found by its new words alone; one removed by none")
  func change() throws {
    let note = try add("ancien cœur")
    try room.get().add([
      .init(
        note: note, log: .own(author.id()), volet: "droits", title: "Titre", text: "nouveau")
    ])
    #expect(try room.get().wornRows == 1)
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
    #expect(try room.search("rendez", limit: 1, volets: ["droits"]).hits.map(\.note) == [rights])
    #expect(try room.search("rendez", limit: 9, volets: ["sante"]).total == health.count)
    #expect(try room.search("rendez", limit: 9, volets: []).total == 0)
    #expect(try room.search("rendez", limit: 0, volets: ["sante"]).hits == [])
    #expect(try room.search("rendez", limit: -1, volets: ["sante"]).hits == [])
  }

  /// Words, numbers in groups, acronyms, endings, signs without blanks, and what stands between.
  private static let pieces = [
    " ", " ", " ", "\n", ",", ". ", "’", "«", "-", "(", ")", "·e·s", "mot", "carte", "cartes",
    "élève",
    "le", "06 12 34", "06", "12", "34", "2417", "R.S.A.", "rsa", "intervenant·e", "公園", "公", "김치",
    "l’hôpital", "Straße", "e\u{301}", "\u{200B}", "☎", "+33 6 12",
  ]

  @Test(
    "A snippet is the same whether all of the text is folded or only what is around",
    arguments: 0..<8)
  func snippets(seed: UInt64) throws {
    var chance = SplitMix(seed: seed)
    for _ in 0..<400 {
      let count = Int.random(in: 0...90, using: &chance)
      let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &chance) }.joined()
      for words in ["carte", "rsa", "06 12 34", "公園", "le hopital", "intervenante", "absent", "김"] {
        let query = try #require(SearchQuery(words))
        #expect(
          query.snippet(of: text) == query.snippetSlowly(of: text), "\(seed): \(words) in \(text)")
      }
    }
  }

  @Test("The title counts more, and the snippet shows the words that were looked for")
  func hits() throws {
    let filler = (1...60).map { "mot\($0)" }.joined(separator: " ")
    let inText = try add("\(filler)\n la carte  d’identité\n\(filler)", title: "Autre")
    let inTitle = try add("rien", title: "Carte")
    let hits = try room.get().search("cart", limit: 9) { _, _ in true }.hits
    #expect(hits.map(\.note) == [inTitle, inText])
    #expect(ReadingRoom.snippets(around: "cart")("rien") == "rien")
    let snippet = ReadingRoom.snippets(around: "cart")(
      "\(filler)\n la carte  d’identité\n\(filler)")
    #expect(snippet.contains("mot60 la carte d’identité mot1"))
    #expect(snippet.hasPrefix("… "))
    #expect(snippet.hasSuffix(" …"))
  }
}
