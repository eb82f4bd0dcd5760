import Foundation
import Testing

@Suite("What is told is what is so")
struct ToldAsItIsTests {
  // Never 22
  @Test("A copy that could not be written is in no log, and a copy tells of all volets in one word")
  func exports() throws {
    let made = try Template.copy()
    let office = made.office
    try Data("mine\n".utf8).write(to: office.file("there"))
    func export(_ out: String) throws -> Program.Answer {
      try office.run("export", made.file, "--format", "text", "--out", out)
    }
    for (out, code) in [("there", 73), ("no/where.txt", 73), ("a", 73)] {
      #expect(try export(out).code == Int32(code), "\(out)")
    }
    let log = try office.run("log", made.file)
    #expect(!log.out.contains("a exporté"), "\(log)")
    #expect(try export("copy.txt").code == 0)
    #expect(try office.run("log", made.file).out.contains("a exporté"))
    for format in ["text", "html"] {
      let copy = try office.run(
        "export", made.file, "--format", format, "--with-log", "--out", "-")
      #expect(copy.out.contains("a exporté – tous les volets"), "\(copy)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
    #expect(!left.contains { $0.hasPrefix("there.") || $0.hasPrefix("copy.txt.") }, "\(left)")
    #expect(try String(contentsOf: office.file("there"), encoding: .utf8) == "mine\n")
  }

  @Test("A wrong day of writing on paper is told as that, and is corrected")
  func written() throws {
    let made = try Template.copy()
    let office = made.office
    let odd = try office.run(
      "note", "add", made.file, "--volet", "droits", "--written", "demain", "--title", "Papier",
      "-", input: "Un mot.\n")
    #expect(odd.code == 0)
    #expect(odd.err.contains("« carnet note modifier » et --ecrit-le"), "\(odd)")
    #expect(odd.err.components(separatedBy: "un jour à venir").count == 2, "\(odd)")
    let mended = try office.run("note", "edit", made.note, "--written", "5/3/2025")
    #expect(mended.code == 0, "\(mended)")
    let shown = try office.done("note", "show", made.note).object()
    #expect(shown["written"] as? String == "2025-03-05")
    #expect(shown["text"] as? String == "Elle demande son acte de naissance.\n")
    let again = try office.run("note", "edit", made.note, "--ecrit-le", "5/3/2025")
    #expect(again.out.contains("Rien n’a été changé"), "\(again)")
    let both = try office.run("note", "edit", made.note, "--happened", "demain")
    #expect(both.err.contains("dit un jour à venir"), "\(both)")
  }

  @Test("Whoever receives volets that end on different days reads each with its end")
  func ends() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let first = try stage.give("droits,logement")
    let second = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "contact", "--until",
      "2098-05-06", "--proof", "letter", "--explained-in", "ar"
    ).text("consent")
    _ = try stage.town.sync()
    let row = try #require(try stage.received().first)
    let ends = try #require(row["ends"] as? [[String: Any]], "\(row)")
    let told = ends.map { end in
      (end["volets"] as? [String] ?? []).joined(separator: ",") + " \(end["until"] ?? "")"
    }
    #expect(Set(told) == ["contact 2098-05-06", "droits,logement 2099-01-31"], "\(row)")
    #expect(row["consents"] as? [String] == [first, second].sorted())
    #expect(row["until"] as? String == "2098-05-06")
    let page = try office.run("case", "list", "--received", home: "b", as: "driss")
    #expect(page.out.contains("Qui je suis et comment me joindre – jusqu’au 06/05/2098"), "\(page)")
    #expect(page.out.contains("mon logement – jusqu’au 31/01/2099"), "\(page)")
    #expect(!page.out.contains("partagés depuis le") || !page.out.contains(", jusqu’au"), "\(page)")
  }

  @Test("Several consents whose place is taken in the same volets are told in one sentence")
  func together() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    var former = [try stage.give("droits,logement"), try stage.give("droits,emploi")]
    for (until, days) in [
      ("2098-05-06", ["31/01/2099", "31/01/2099"]),
      ("2097-05-06", ["31/01/2099", "31/01/2099", "06/05/2098"]),
    ] {
      let given = try office.run(
        "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until", until,
        "--proof", "letter", "--explained-in", "ar")
      let lines = given.out.split(separator: "\n").filter { $0.contains("cet accord remplace") }
      #expect(lines.count == 1, "\(given)")
      let line = try #require(lines.first)
      #expect(line.contains("cet accord remplace les accords "), "\(line)")
      for (number, day) in zip(former, days) {
        #expect(line.contains("\(number.prefix(8)) (jusqu’au \(day))"), "\(line)")
      }
      former.append(try #require(try stage.consents().last?["consent"] as? String))
    }
  }

  @Test(
    "A consent that takes another's place in some volets says so, and the list shows what is left")
  func shorter() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    let long = try stage.give("droits,logement")
    let given = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2098-05-06", "--proof", "letter", "--explained-in", "ar")
    #expect(
      given.out.contains(
        "Pour Mes papiers, mes droits, mon argent, cet accord remplace l’accord \(long.prefix(8)), jusqu’au 31/01/2099 : cela s’arrête le 06/05/2098."
      ), "\(given)")
    let rows = try stage.consents()
    let first = try #require(rows.first { $0["consent"] as? String == long })
    let second = try #require(rows.first { $0["consent"] as? String != long })
    #expect(first["volets"] as? [String] == ["logement"], "\(first)")
    let replaced = try #require(first["replaced"] as? [[String: Any]])
    #expect(replaced.first?["by"] as? String == second["consent"] as? String)
    #expect(replaced.first?["volets"] as? [String] == ["droits"])
    for words in [["consent", "list", stage.file], ["case", "show", stage.file]] {
      let page = try office.start(words).wait()
      #expect(
        page.out.contains("donné – Où je dors, mon logement – jusqu’au 31/01/2099 – remplacé par"),
        "\(page)")
    }
    let receipt = try office.run("consent", "receipt", long)
    // What she signed stands beside what is left of it.
    #expect(receipt.out.contains("Il en reste : Où je dors, mon logement\n"), "\(receipt)")
    // All of it is still withdrawn together: what it opened is open.
    let withdrawn = try office.done("consent", "withdraw", long).object()
    #expect(Set(withdrawn["volets"] as? [String] ?? []) == ["droits", "logement"], "\(withdrawn)")
    _ = try stage.give("emploi")
    let whole = try stage.consents().last?["consent"] as? String ?? ""
    _ = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "emploi", "--until",
      "2098-05-06", "--proof", "letter", "--explained-in", "ar")
    let gone = try #require(try stage.consents().first { $0["consent"] as? String == whole })
    #expect(gone["status"] as? String == "replaced", "\(gone)")
  }

  @Test("A withdrawal tells a program what it tells a person")
  func withdrawal() throws {
    let stage = try ConsentInHandsTests.Stage()
    let consent = try stage.give("droits,logement")
    let beside = try stage.give("droits,contact")
    try stage.write("droits", "Un mot.")
    _ = try stage.town.sync()
    let answer = try stage.office.done("consent", "withdraw", consent, "--volets", "droits")
    let value = try answer.object()
    #expect(value["volets"] as? [String] == ["droits"], "\(answer)")
    #expect(value["left"] as? [String] == ["logement"])
    #expect(value["sent"] as? [String] == ["droits"])
    #expect(value["to"] as? String == "Oseille")
    let along = try #require(value["along"] as? [[String: Any]])
    #expect(along.first?["consent"] as? String == beside)
    #expect(along.first?["volets"] as? [String] == ["droits"])
    #expect(value["confirmation"] as? String == "awaited")
  }

  @Test("A correction without anything to correct answers a program too")
  func nothingEdited() throws {
    let made = try Template.copy()
    let answer = try made.office.done("person", "edit", made.file)
    #expect(try answer.object()["changed"] as? Bool == false)
    #expect(try answer.text("case") == made.file)
  }

  @Test(
    "A language is known by its region and by its locale",
    arguments: [
      ("nl-BE", "NOTITIE"), ("nl_BE.UTF-8", "NOTITIE"), ("fr-FR", "AUTEUR·E"),
      ("en_GB.UTF-8", "AUTHOR"), ("EN-us", "AUTHOR"),
    ])
  func regions(_ tag: String, _ head: String) throws {
    let made = try Template.copy()
    let answer = try made.office.run("note", "list", made.file, "--lang", tag)
    #expect(answer.code == 0 && answer.out.contains(head), "\(answer)")
  }

  @Test("A language that the program does not speak is refused with those that it speaks")
  func foreign() throws {
    let made = try Template.copy()
    for tag in ["de", "de-DE", "english-ish"] {
      let answer = try made.office.run("case", "list", "--lang", tag)
      #expect(
        answer.code == 64 && answer.err.contains("français, néerlandais, anglais"), "\(answer)")
      #expect(!answer.err.contains("arabe"), "\(answer)")
    }
  }

  @Test("In a copy, a key file that opens nothing keeps no passphrase out")
  func unfitKey() throws {
    let made = try Template.copy()
    let file = made.office.file("a/boot.key")
    for bytes in [Data(), Data(repeating: 7, count: 32), Data("short".utf8)] {
      let fresh = try Template.copy()
      try bytes.write(to: fresh.office.file("a/boot.key"))
      let answer = try fresh.office.run("note", "list", fresh.file)
      #expect(answer.code == 0 && answer.out.contains("Papiers"), "\(answer)")
      try fresh.office.run(
        "note", "add", fresh.file, "--volet", "droits", "-", input: "Un mot.\n")
      #expect(try fresh.office.done("note", "list", fresh.file).list().count == 2)
    }
    try FileManager.default.removeItem(at: file)
    let alone = try made.office.run("note", "list", made.file)
    let said = alone.err.components(separatedBy: "Ce carnet revient d’une copie").count - 1
    #expect(alone.code == 0 && said == 1, "\(alone)")
  }
}
