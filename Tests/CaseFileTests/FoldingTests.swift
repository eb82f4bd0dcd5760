import CaseFile
import Testing

@Suite("One folding for search and for names")
struct FoldingTests {
  @Test(
    "What people take for the same folds alike",
    arguments: [
      [
        "Élodie", "Elodie", "E\u{301}lodie", "ÉLODIE", "Élodie ", " élodie", "É\u{200B}lodie",
        "Élo\u{AD}die",
      ],
      ["Weiß", "WEISS", "weiss", "WEIẞ", "ＷＥＩＳＳ"], ["Γιώργος", "ΓΙΩΡΓΟΣ", "γιώργοσ"],
      ["Андрей", "АНДРЕЙ", "андреи\u{306}"], ["O’Brien", "O'Brien", "OʼBrien", "o‘brien"],
      ["Jean-Marie", "Jean‑Marie", "jean–marie", "JEAN‐MARIE"], ["ﬁn", "fin"], ["Œdipe", "oedipe"],
      ["İpek", "ipek", "Ipek", "ıpek"], ["intervenant·e", "intervenante"],
      ["Anne  Marie", "anne\u{A0}marie"],
      ["مُحَمَّد", "محمد", "محـــمد"], ["٤٢", "42", "４２"], ["ガス", "ｶﾞｽ"],
      ["한", "\u{1112}\u{1161}\u{11AB}"],
    ])
  func alike(same: [String]) {
    let folded = Set(same.map(Folding.fold))
    #expect(folded.count == 1, "\(folded)")
    for text in folded { #expect(Folding.fold(text) == text) }
  }

  @Test("What differs stays apart")
  func apart() {
    let different = ["Anne", "Anna", "かき", "がき", "มา", "มี", "一", "二", "Jean", "Jean 2", "Ян"]
    #expect(Set(different.map(Folding.fold)).count == different.count)
  }

  @Test("What nobody sees is nothing")
  func invisible() {
    for text in [
      "", " ", "\n", "\r\n", "\t", "\u{FEFF}", "\u{FEFF}\n", "\u{200B}", "\u{AD}", "\u{3000}",
      "\u{2028}",
      "\u{2800}", "\u{3164}", "\u{0}", "\u{200E}\u{202E}", "\u{301}", "\u{E0020}",
    ] { #expect(Folding.isInvisible(text), "\(text.unicodeScalars.map(\.value))") }
    for text in ["a", ".", "?", "1", " é ", "😀", "中", "\u{FEFF}x", "-"] {
      #expect(!Folding.isInvisible(text), "\(text)")
    }
  }

  @Test(
    "A word written inclusively stands for each of its forms",
    arguments: [
      ("intervenant·e·s", ["intervenant", "intervenante", "intervenants", "intervenantes"]),
      ("voisin(e)s", ["voisin", "voisine", "voisins", "voisines"]),
      ("directeur·trice", ["directeur", "directrice"]),
      ("heureux·se", ["heureux", "heureuse"]), ("étranger.ère", ["etranger", "etrangere"]),
    ])
  func inclusive(word: String, forms: [String]) throws {
    let words = Folding.words(of: word)
    #expect(words.count == 1)
    let found = try #require(words.first)
    #expect(Set(forms).subtracting(found.forms) == [])
    #expect(String(word[found.range]) == word)
  }

  @Test("Stops, strokes and dates are no endings")
  func plain() {
    #expect(
      Folding.words(of: "Fini. Le 12/5 : a.b, p.ex. l’ami").map(\.forms)
        == [["fini"], ["le"], ["12"], ["5"], ["ab"], ["p"], ["ex"], ["l"], ["ami"]])
  }

  @Test("Signs of scripts without blanks are words of their own, in their order")
  func signs() {
    let words = Folding.words(of: "à 東京 2x京")
    #expect(words.map { $0.forms[0] } == ["a", "東", "京", "2x", "京"])
    #expect(words.map(\.isUnspaced) == [false, true, true, false, true])
  }

  @Test("Names that are drawn alike are taken for one another, and others are not")
  func drawnAlike() {
    // Cyrillic С, а and е; Greek Α.
    for (name, other) in [
      ("Claire", "\u{0421}laire"), ("Claire", "Cl\u{0430}ir\u{0435}"), ("Awa", "\u{0391}wa"),
      ("Claire", "CLAIRE"), ("Елена", "Елена"),
    ] {
      #expect(Names.lookAlike(name, other) && Names.lookAlike(other, name), "\(name) \(other)")
    }
    for (name, other) in [("Claire", "Clara"), ("Елена", "Елина"), ("Awa", "Ewa")] {
      #expect(!Names.lookAlike(name, other), "\(name) \(other)")
    }
  }
}
