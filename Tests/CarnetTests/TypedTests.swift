import Foundation
import Testing

@Suite("What people type on the command line")
struct TypedTests {
  /// A command that was refused before.
  static let taken: [[String]] = [
    ["note", "add", "CASE", "--volet", "Santé", "--kind", "soutien moral", "TEXT"],
    ["note", "add", "CASE", "--volet", "health", "--type", "Démarche", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--title", "-12", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--titre", "-5 °C", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--titre=--volet", "TEXT"],
    ["note", "ajouter", "CASE", "--volet", "droits", "--quand", "hier", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--happened", "20/10/2026", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--written", "10/2026", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--quand", "aujourd’hui", "TEXT"],
    ["note", "add", "CASE", "--volet", "droits", "--happened", "gisteren", "TEXT"],
    ["--lang", "nl", "note", "add", "CASE", "--volet", "rechten", "TEXT"],
    ["case", "open", "--nom", "Idriss", "--naissance", "3/2/1990"],
    ["suivi", "ouvrir", "--nom=Idriss"], ["Case", "List"],
    ["case", "list", "--langue", "néerlandais"],
    ["search", "-12"], ["search", "acte", "-12", "--json"], ["worker", "list", "--dossier", "a"],
    ["export", "CASE", "--format", "texte", "--sortie", "c.txt"],
  ]

  @Test(
    "French options, names of values, printed dates and values with a dash are taken",
    arguments: taken)
  func takes(_ line: [String]) throws {
    let made = try Template.copy()
    try Data("Un mot.\n".utf8).write(to: made.office.file("text"))
    let words = line.map { $0 == "CASE" ? made.file : $0 == "TEXT" ? "text" : $0 }
    let person = line.first == "worker" ? "operator" : "claire"
    let answer = try made.office.start(words, as: person).wait()
    #expect(answer.code == 0, "\(line): \(answer)")
  }

  @Test("The names of values are kept as codes, and a title with a dash as it was typed")
  func kept() throws {
    let made = try Template.copy()
    let note = try made.office.done(
      "note", "add", made.file, "--volet", "Santé", "--type", "soutien moral", "--titre", "-12",
      "--quand", "5 mars 2025", input: "Un mot.\n"
    ).text("note")
    let shown = try made.office.done("note", "show", note).object()
    #expect(shown["volet"] as? String == "sante")
    #expect(shown["kind"] as? String == "soutien_moral")
    #expect(shown["title"] as? String == "-12")
    #expect(shown["happened"] as? String == "2025-03-05")
  }

  @Test("A consent is taken in French words")
  func consent() throws {
    let made = try Template.copy()
    let answer = try made.office.run(
      "consentement", "donner", made.file, "--vers", "Nulle-Part", "--volets", "droits, Projet",
      "--jusqu-au", "dans 6 mois", "--preuve", "signature sur papier", "--explique-en", "français",
      "--passe", "rien", "--effet", "demain", "--json")
    // Everything is understood: only the service is not there.
    #expect(answer.lastError == #"{"error":"unknownService","exit":66}"#, "\(answer)")
  }

  @Test(
    "The digits of a comparison are taken as they are shown, without quotes",
    arguments: [
      "--sas 1234 5678 9012 abcd", "abcd --chiffres 1234 5678 9012", "--sas 1234 56789012 1234",
    ])
  func digits(_ typed: String) throws {
    let made = try Template.copy()
    let words = ["pair", "confirm", "--json"] + typed.split(separator: " ").map(String.init)
    let answer = try made.office.start(words, as: "operator").wait()
    // Everything is understood: only the peer is not there.
    #expect(answer.lastError == #"{"error":"unknownPeer","exit":66}"#, "\(answer)")
  }

  /// What is typed, and what the sentence offers.
  static let near: [(String, String)] = [
    ("cas list", "« case » ?"), ("suivi lsiter", "« lister » ?"), ("nte add", "« note » ?"),
    ("case list --recus --as X --dosier a", "« --dossier » ?"),
    ("case list --recieved", "« --received » ?"),
    ("note add CASE --volet drois -", "Vouliez-vous « droits » ?"),
    ("note add CASE --volet droits --kind bilna -", "Vouliez-vous « bilan » ?"),
  ]

  @Test("The nearest command, option or value is offered", arguments: near)
  func offers(_ line: String, _ offered: String) throws {
    let made = try Template.copy()
    let words = line.split(separator: " ").map { $0 == "CASE" ? made.file : String($0) }
    let answer = try made.office.start(words).wait()
    #expect(answer.code == 64)
    #expect(answer.out == "")
    #expect(answer.err.contains(offered), "\(answer)")
    #expect(answer.err.lowercased().contains("vouliez-vous"), "\(answer)")
  }

  /// What is typed where a command should be, and what is said.
  static let before: [(String, String)] = [
    ("--verison", "« --version » ?"), ("--aied", "« --aide » ?"), ("note --add", "« add » ?"),
    ("case --lsit", "« list » ?"), ("version", "« --version » ?"), ("-x", "« -x »"),
    ("note -v", "« -v »"), ("--json", "il manque <commande>"),
    ("note --volet droits", "il manque <commande>"), ("--lang zz", "« zz »"),
  ]

  @Test("An option that is none is told where a command is missing too", arguments: before)
  func beforeCommands(_ line: String, _ said: String) throws {
    let answer = try Office().start(line.split(separator: " ").map(String.init), as: nil).wait()
    #expect(answer.code == 64 && answer.out == "", "\(answer)")
    #expect(answer.err.contains(said), "\(answer)")
  }

  @Test("A chapter alone shows its page, and -v the version")
  func chapters() throws {
    let office = try Office()
    for line in [[], ["note"], ["--help"], ["note", "--aide"]] {
      let page = try office.start(line, as: nil).wait()
      #expect(page.code == 0 && page.out.contains("COMMANDES"), "\(page)")
    }
    let dutch = try office.start(["--lang", "nl"], as: nil).wait()
    #expect(dutch.code == 0 && dutch.out.contains("--hulp"), "\(dutch)")
    let version = try office.start(["--version"], as: nil).wait()
    for short in ["-v", "-V"] {
      let answer = try office.start([short], as: nil).wait()
      #expect(answer.code == 0 && answer.out == version.out, "\(answer)")
    }
  }

  /// What is typed, and how the sentence begins.
  static let faults: [(String, String)] = [
    ("note add CASE -", "La commande n’est pas comprise : il manque --volet <VOLET>."),
    ("note add", "La commande n’est pas comprise : il manque <SUIVI>, --volet <VOLET>."),
    ("case open --nom", "La commande n’est pas comprise : il manque une valeur à --nom."),
    ("case open --name --json", "La commande n’est pas comprise : il manque une valeur à --name."),
    ("case list --json=oui", "La commande n’est pas comprise : --json ne prend pas de valeur"),
    ("agenda X Y", "La commande n’est pas comprise : en trop « X », « Y »."),
    ("case list -v", "La commande n’est pas comprise : option inconnue « -v »."),
    ("xylophone", "La commande n’est pas comprise : commande inconnue « xylophone »."),
    ("case list --title X", "La commande n’est pas comprise : option inconnue « --title »."),
    (
      "search mot --limit=dix",
      "La commande n’est pas comprise : --nombre prend un nombre à partir de 1"
    ),
    (
      "search mot --limit -5",
      "La commande n’est pas comprise : --nombre prend un nombre à partir de 1"
    ),
    (
      "search mot --limit=",
      "La commande n’est pas comprise : --nombre prend un nombre à partir de 1"
    ),
    ("note add CASE --volet= -", "«  » n’est pas connu comme volet."),
    ("note add CASE --volet droits --happened=zz -", "« zz » n’est pas compris comme une date."),
    ("case open --name=", "Nom de la personne : il n’y a rien d’écrit."),
  ]

  @Test("What is wrong is said in French, and nothing of the parser shows", arguments: faults)
  func says(_ line: String, _ beginning: String) throws {
    let made = try Template.copy()
    let words = line.split(separator: " ").map { $0 == "CASE" ? made.file : String($0) }
    let answer = try made.office.start(words).wait()
    #expect(answer.code == 64)
    // The template is a copy of a home, which is said first.
    #expect(
      answer.err.split(separator: "\n").contains { $0.hasPrefix(beginning) }, "\(answer)")
  }

  @Test("The version is told wherever it is asked for")
  func version() throws {
    let office = try Office()
    for words in [["--version"], ["case", "--version"], ["--version", "--lang", "en"]] {
      let answer = try office.start(words, as: nil).wait()
      #expect(answer.code == 0)
      #expect(answer.out.wholeMatch(of: #/Carnet \d+\.\d+\.\d+\n/#) != nil, "\(answer)")
    }
    #expect(try office.start(["--version", "--json"], as: nil).wait().text("version") != "")
  }

  @Test("A dash is standard input or output wherever a file may be named")
  func dash() throws {
    let made = try Template.copy()
    let office = made.office
    let copy = try office.run("export", made.file, "--format", "text", "--out", "-")
    #expect(copy.code == 0)
    #expect(copy.out.hasPrefix("Copie du suivi"), "\(copy)")
    #expect(copy.err.contains("Copie écrite"))
    #expect(!FileManager.default.fileExists(atPath: office.file("-").path))
    let json = try office.run("export", made.file, "--format", "json", "--out", "-", "--json")
    #expect(try json.object()["format"] as? String == "carnet-case-export/1")
    let opened = try office.run(
      "case", "list", "--passphrase-file", "-", as: nil, input: "the long passphrase of claire\n")
    #expect(opened.code == 0, "\(opened)")
    let twice = try office.run(
      "note", "add", made.file, "--volet", "droits", "-", "--passphrase-file", "-", "--json",
      as: nil, input: "the long passphrase of claire\n")
    #expect(twice.lastError == #"{"error":"inputTwice","exit":64}"#)
  }

  @Test("An hour with a date is refused and said")
  func hour() throws {
    let made = try Template.copy()
    let answer = try made.office.run(
      "note", "add", made.file, "--volet", "droits", "--happened", "20/10/2026 14:30", "-",
      "--json", input: "x")
    #expect(answer.lastError == #"{"error":"hourNotKept","exit":64}"#, "\(answer)")
  }
}
