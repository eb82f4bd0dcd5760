import Foundation
import Testing

@Suite("People and dates, from outside")
struct NamesTests {
  @Test("A person's name is taken where a number is, and search finds her")
  func names() throws {
    let made = try Template.copy()
    let office = made.office
    let shown = try office.done("case", "show", "samira delacroix").object()
    #expect(shown["case"] as? String == made.file)
    let saved = try office.run(
      "note", "add", "Delacroix", "--volet", "droits", "-", input: "Par son nom.\n")
    #expect(saved.code == 0, "\(saved)")
    #expect(try office.done("note", "list", "SAMIRA").list().count == 2)
    let found = try office.done("search", "delacroix").list()
    #expect(found.contains { $0["person"] as? String == "Samira Delacroix" })
    #expect(try office.run("search", "delacroix").out.contains("Samira Delacroix"))
    let page = try office.run("case", "show", "samira").out
    #expect(!page.contains("0 note"), "\(page)")
  }

  @Test(
    "Every command that takes a name finds it whatever its accents and its case, of a person and of a worker",
    arguments: [
      ["case", "show", "NAME"], ["case", "list", "NAME"], ["case", "call", "NAME"],
      ["note", "list", "NAME"], ["record", "list", "NAME"], ["right", "checklist", "NAME"],
      ["consent", "list", "NAME"], ["person", "show", "NAME"], ["person", "history", "NAME"],
      ["agenda", "--case", "NAME"], ["log", "NAME"],
      ["export", "NAME", "--format", "text", "--out", "-"],
    ])
  func folded(_ words: [String]) throws {
    let made = try Template.copy()
    func answer(_ name: String, as worker: String) throws -> Program.Answer {
      try made.office.start(
        words.map { $0 == "NAME" ? name : $0 } + ["--as", worker, "--lang", "en"]
      ).wait()
    }
    let plain = try answer("Samira Delacroix", as: "Claire")
    try #require(plain.code == 0 && !plain.out.isEmpty, "\(words): \(plain)")
    for (name, worker) in [("SÂMIRÀ dElAcRoIx", "CLAÏRE"), ("samira DELACRÖIX", "claire")] {
      let found = try answer(name, as: worker)
      #expect(found.code == 0 && !found.out.contains("Nobody"), "\(words) \(name): \(found)")
    }
  }

  @Test(
    "Who writes a name that papers show as initials is told, until the card says the first name")
  func untoldFirstName() throws {
    let office = try Template.copy().office
    let plain = try office.run("case", "open", "--name", "AWA B.")
    #expect(plain.code == 0 && !plain.err.contains("prénom"), "\(plain)")
    let told = try office.run("case", "open", "--name", "AWA BENOUN")
    #expect(told.code == 0 && told.err.contains("« A. B. »"), "\(told)")
    let named = try office.run(
      "person", "edit", "AWA BENOUN", "--first-names", "Awa", "--name", "BENOUN AWA")
    #expect(named.code == 0 && !named.err.contains("A. B."), "\(named)")
  }

  @Test("A name is found however its parts are held together, and answered as it was saved")
  func together() throws {
    let office = try Template.copy().office
    let renee = try office.openCase("Renée O’Hara")
    let wei = try office.openCase("张 伟")
    for (typed, file) in [("ohara", renee), ("OHARA", renee), ("o'hara", renee), ("张伟", wei)] {
      let shown = try office.run("case", "show", typed, "--json")
      #expect(shown.code == 0, "\(typed): \(shown)")
      #expect(try shown.object()["case"] as? String == file)
    }
    #expect(try office.run("case", "show", "hanao").code == 66)
    let hidden = try office.run("case", "open", "--name", "Zo\u{202E}é")
    #expect(hidden.out.contains("Zoé") && !hidden.out.contains("\u{FFFD}"), "\(hidden)")
    let long = String(repeating: "x", count: 5000)
    let refused = try office.run("case", "open", "--name", long)
    #expect(refused.code == 65 && refused.err.contains("Raccourcissez."), "\(refused)")
  }

  @Test("What happened before the person was born, and a release years ahead, are remarked upon")
  func oddDays() throws {
    let office = try Template.copy().office
    let file = try office.done("case", "open", "--name", "Bo", "--born", "1999-4-1").text("case")
    #expect(try office.done("case", "show", file).text("born") == "1999-04-01")
    for (day, isOdd) in [("1890-01-01", true), ("1999", false), ("2020-05-05", false)] {
      let saved = try office.run(
        "note", "add", file, "--volet", "droits", "--happened", day, "-", input: "Un mot.\n")
      #expect(saved.code == 0, "\(saved)")
      #expect(saved.err.contains("avant la naissance") == isOdd, "\(saved)")
    }
    let far = try office.run("release", file, "--on", "dans 3 ans")
    #expect(far.code == 0 && far.err.contains("loin d’aujourd’hui"), "\(far)")
    let near = try office.run("release", file, "--on", "dans 3 mois")
    #expect(near.code == 0 && !near.err.contains("loin d’aujourd’hui"), "\(near)")
  }

  // Never 9
  @Test("Namesakes are told apart where they matter")
  func namesakes() throws {
    let made = try Template.copy()
    let office = made.office
    let other = try office.run(
      "case", "open", "--name", "Samira Delacroix", "--born", "1990-03-02", "--json")
    #expect(other.code == 0 && other.err.contains("Homonyme possible"), "\(other)")
    #expect((try other.object()["namesakes"] as? [Any])?.count == 1)
    let vague = try office.run("case", "show", "Samira", "--json")
    #expect(vague.code == 64, "\(vague)")
    #expect(vague.lastError == #"{"error":"severalPeople","exit":64}"#)
    #expect(vague.err.contains("02/03/1990") && vague.err.contains(String(made.file.prefix(8))))
    #expect(
      try office.done("case", "show", "Samira 1990").text("case") == (try other.text("case")))
    let list = try office.run("case", "list").out
    #expect(list.contains("02/03/1990"), "\(list)")
  }

  @Test(
    "A list is asked for by a name on the card, or the beginning of one, and says that nobody has it"
  )
  func listed() throws {
    let made = try Template.copy()
    let office = made.office
    let other = try office.openCase("Awa Diop")
    _ = try office.done(
      "person", "edit", other, "--aliases", "Sam le Breton", "--birth-name", "Ndiaye")
    for (typed, files) in [
      ("sam", [made.file, other]), ("BRETON", [other]), ("ndiaye awa", [other]),
      ("samira", [made.file]), ("Zoé", []),
    ] {
      let rows = try office.done("case", "list", typed).list()
      #expect(Set(rows.compactMap { $0["case"] as? String }) == Set(files), "\(typed): \(rows)")
    }
    let vague = try office.run("case", "show", "sam", "--json")
    #expect(vague.lastError == #"{"error":"severalPeople","exit":64}"#)
    #expect(vague.err.contains("Sam le Breton"), "\(vague)")
    #expect(try office.run("suivi", "lister", "Zoé").out.contains("Zoé"))
    #expect(try office.done("case", "list", "sam", "--received").out == "[]\n")
    let alike = try office.run("case", "open", "--name", "Awa Ndiaye")
    #expect(alike.err.contains("Homonyme possible") && alike.err.contains("aussi"), "\(alike)")
  }

  // Never 9
  @Test("Who is given the name of somebody of the service is a namesake as one who comes is")
  func renamed() throws {
    let made = try Template.copy()
    let office = made.office
    let other = try office.openCase("Awa Diop")
    let renamed = try office.run(
      "person", "edit", other, "--name", "Samira Delacroix", "--json")
    #expect(renamed.code == 0 && renamed.err.contains("Homonyme possible"), "\(renamed)")
    #expect(renamed.err.contains(made.file.prefix(8)), "\(renamed)")
    let row = try #require((try renamed.object()["namesakes"] as? [[String: Any]])?.first)
    #expect(row["case"] as? String == made.file)
    // A word of the name in common, and then the same birth.
    let apart = try office.run("person", "edit", other, "--name", "Awa Delacroix", "--json")
    #expect(apart.code == 0 && !apart.err.contains("Homonyme"), "\(apart)")
    #expect(try apart.object()["namesakes"] == nil)
    _ = try office.done("person", "edit", made.file, "--born", "1990-03-02")
    let born = try office.run("person", "edit", other, "--born", "1990-03-02", "--lang", "en")
    #expect(born.code == 0 && born.err.contains("Possible namesake"), "\(born)")
    let same = try office.run("person", "edit", other, "--born", "1990-03-02", "--lang", "en")
    #expect(same.code == 0 && !same.err.contains("namesake"), "\(same)")
  }

  @Test("What is advised where a name means several is taken by every command, typed as printed")
  func advised() throws {
    let office = try Template.copy().office
    let young = try office.done("case", "open", "--name", "Kaïs D.", "--born", "2004")
      .text("case")
    let older = try office.done("case", "open", "--name", "Kaïs D.", "--born", "1990-03-02")
      .text("case")
    for (language, year) in [
      ("fr", #/naissance : (?:\d\d\/\d\d\/)?(\d{4})/#),
      ("en", #/born: (?:\d+ [A-Z][a-z]+ )?(\d{4})/#),
      ("nl", #/geboren: (?:\d\d\/\d\d\/)?(\d{4})/#),
    ] {
      let vague = try office.run("case", "show", "Kaïs D.", "--lang", language)
      #expect(vague.code == 64, "\(vague)")
      let years = vague.err.matches(of: year).map { String($0.1) }
      #expect(Set(years) == ["2004", "1990"], "\(vague)")
      let numbers = vague.err.matches(of: #/, ([0-9a-f]{8})[ .;]/#).map { String($0.1) }
      #expect(Set(numbers) == Set([young, older].map { String($0.prefix(8)) }), "\(vague)")
    }
    for (typed, file) in [
      ("Kaïs D. 2004", young), ("Kaïs D. 1990", older), (String(young.prefix(8)), young),
    ] {
      for command in [
        ["case", "show"], ["case", "close"], ["case", "reopen"], ["person", "history"],
        ["note", "list"], ["consent", "list"], ["log"], ["release"], ["person", "edit"],
        ["export", "--format", "json", "--out", "-"],
      ] {
        let answer = try office.start(command + [typed, "--json"]).wait()
        #expect(answer.code == 0, "\(command) \(typed): \(answer)")
        #expect(!answer.out.contains(file == young ? older : young), "\(command): \(answer)")
      }
      let note = try office.run(
        "note", "add", typed, "--volet", "droits", "-", "--json", input: "Un mot.\n")
      #expect(note.code == 0, "\(typed): \(note)")
    }
  }

  // Never 28
  @Test("The year of birth is advised only where it tells one of them from the others")
  func unadvised() throws {
    let office = try Template.copy().office
    for born in ["1990", "1990-03-02"] {
      _ = try office.done("case", "open", "--name", "Kaïs D.", "--born", born)
    }
    let vague = try office.run("case", "show", "Kaïs D.")
    #expect(vague.code == 64 && vague.err.contains("Donnez le numéro :"), "\(vague)")
    #expect(!vague.err.contains("année"), "\(vague)")
    _ = try office.openCase("Samira Delacroix")
    let unknown = try office.run("case", "show", "Samira", "--lang", "nl")
    #expect(unknown.code == 64 && unknown.err.contains("Geef het nummer:"), "\(unknown)")
  }

  @Test("A name and a birth are corrected, in French too, and the history keeps what stood")
  func corrected() throws {
    let made = try Template.copy()
    let office = made.office
    let done = try office.done(
      "personne", "modifier", "Samira", "--nom", "Samira Delacroix-Diop", "--naissance", "1990")
    #expect(try done.object()["changed"] as? Bool == true)
    let shown = try office.done("case", "show", made.file).object()
    #expect(
      shown["name"] as? String == "Samira Delacroix-Diop" && shown["born"] as? String == "1990")
    let history = try office.done("person", "history", "Diop").list()
    #expect(
      history.map { ($0["fields"] as? [String: Any])?["name"] as? String } == [
        "Samira Delacroix", "Samira Delacroix-Diop",
      ])
  }

  @Test("No impossible date or language is taken, and an odd one is told")
  func dates() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let born = try office.run("case", "open", "--name", "Zoé", "--born", "2090", "--json")
    #expect(born.lastError == #"{"error":"implausibleBirth","exit":64}"#)
    let file = try office.openCase("Samira Delacroix")
    let late = try office.run(
      "note", "add", file, "--volet", "droits", "--happened", "2098-01-02", "-", input: "Un mot.\n")
    #expect(late.code == 0 && late.err.contains("un jour à venir"), "\(late)")
    let paper = try office.run(
      "note", "add", file, "--volet", "droits", "--happened", "2020-02-02", "--written",
      "2020-02-01", "-", input: "Un mot.\n")
    #expect(paper.code == 0 && paper.err.contains("avant ce qu’elle raconte"), "\(paper)")
    let plain = try office.run(
      "note", "add", file, "--volet", "droits", "--happened", "2020-02", "--written",
      "2020-02-01", "-", input: "Un mot.\n")
    #expect(plain.code == 0 && plain.err.isEmpty, "\(plain)")
    func give(_ language: String, _ until: String) throws -> Program.Answer {
      try office.run(
        "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", until,
        "--proof", "letter", "--explained-in", language, "--json")
    }
    #expect(try give("zz", "2027-01-31").lastError == #"{"error":"unknownLanguage","exit":64}"#)
    let long = try give("fr", "2126-01-31")
    #expect(long.code == 0 && long.err.contains("dure très longtemps"), "\(long)")
    #expect(
      try give("fr", "2126-01-31").lastError == #"{"error":"consentAlreadyGiven","exit":64}"#)
    let release = try office.run("release", file, "--on", "2099-01-01")
    #expect(release.code == 0 && release.err.contains("loin d’aujourd’hui"), "\(release)")
  }

  @Test("What has ended is linked to nothing, whatever the name, and can still be unlinked")
  func endedShare() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let consent = try stage.give("droits")
    try stage.settle()
    let share = try #require(try stage.received().first?["shared"] as? String)
    let own = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    let other = try office.openCase("Kaïs Denis", home: "b", as: "driss")
    _ = try office.done("case", "link", share, own, home: "b", as: "driss")
    _ = try office.done("consent", "withdraw", consent)
    try stage.settle()
    for file in [own, other] {
      let linked = try office.run("case", "link", share, file, "--json", home: "b", as: "driss")
      #expect(linked.lastError == #"{"error":"shareEnded","exit":77}"#, "\(linked)")
    }
    let told = try office.run("case", "link", share, other, home: "b", as: "driss")
    #expect(told.err.contains("« Oseille »") || told.err.contains("« Ormeval »"), "\(told)")
    #expect(told.err.contains("a pris fin"), "\(told)")
    #expect(try office.run("case", "unlink", share, home: "b", as: "driss").code == 0)
  }

  @Test("A wrong link is undone by the next one, and what had left is said")
  func links() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.done(
      "case", "open", "--name", "Samira Delacroix", "--born", "1990-03-02"
    ).text("case")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2027-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all", "--both-ways")
    _ = try town.sync()
    let right = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    let wrong = try office.openCase("Samira Delacroix", home: "b", as: "driss")
    let listed = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(listed.out.contains("02/03/1990"), "\(listed)")
    #expect(listed.out.contains("De ce nom chez vous"))
    let row = try #require(
      try office.done("case", "list", "--received", home: "b", as: "driss").list().first)
    let share = try #require(row["shared"] as? String)
    _ = try office.done("case", "link", share, wrong, home: "b", as: "driss")
    _ = try office.addNote("De la mauvaise personne.\n", to: wrong, home: "b", as: "driss")
    _ = try town.sync()
    #expect(try office.done("case", "list", "--received").list().count == 1)
    let relinked = try office.run("case", "link", share, right, home: "b", as: "driss")
    #expect(relinked.code == 0 && relinked.out.contains("étaient parties"), "\(relinked)")
    let more = try office.run(
      "note", "add", wrong, "--volet", "droits", "-", home: "b", as: "driss", input: "Encore.\n")
    #expect(!more.out.contains("Sera transmis"), "\(more)")
    _ = try town.sync()
    let back = try office.done("case", "list", "--received").list()
    for row in back {
      let share = try #require(row["shared"] as? String)
      #expect(try office.done("note", "list", share).list().isEmpty)
    }
    let undone = try office.run("case", "unlink", share, home: "b", as: "driss")
    #expect(undone.code == 0 && undone.out.contains("Lien défait"), "\(undone)")
    let again = try office.run("case", "unlink", share, home: "b", as: "driss")
    #expect(again.code == 0 && again.out.contains("relié à aucun suivi"), "\(again)")
  }
}
