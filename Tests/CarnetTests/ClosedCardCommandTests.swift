import Foundation
import Testing

@Suite("Who reads no card, at the command line", .timeLimit(.minutes(30)))
struct ClosedCardCommandTests {
  @Test(
    "Every command on a case file is refused with 77, prints nothing, and says the same of one that is not there",
    arguments: ["operateur_noeud", "dpo"])
  func refused(_ role: String) throws {
    let made = try Template.copy()
    let office = made.office
    _ = try office.done(
      "worker", "add", "Driss", "--role", role, "--new-passphrase-file", "driss", as: "operator")
    _ = try office.admit("Driss")
    let absent = String(repeating: "07", count: 16)
    func commands(_ file: String, _ note: String) -> [[String]] {
      [
        ["case", "show", file], ["case", "close", file], ["case", "reopen", file],
        ["case", "link", absent, file], ["case", "unlink", absent],
        ["person", "show", file], ["person", "edit", file, "--name", "Autre"],
        ["person", "history", file], ["export", file, "--format", "text", "--out", "-"],
        ["export", file, "--format", "json", "--with-log", "--out", "-"], ["log", file],
        ["consent", "list", file], ["consent", "receipt", file], ["consent", "withdraw", file],
        ["consent", "refuse", file, "--to", "Rive"],
        [
          "consent", "give", file, "--to", "Rive", "--volets", "droits", "--until", "1/1/2040",
          "--proof", "paper", "--explained-in", "fr",
        ],
        ["release", file, "--on", "22/11/2026"], ["note", "list", file], ["record", "list", file],
        ["note", "show", note], ["note", "history", note], ["note", "delete", note],
        ["search", "naissance"], ["case", "list"], ["case", "list", "--received"],
      ]
    }
    for (real, other) in zip(commands(made.file, made.note), commands(absent, absent)) {
      let answers = try [real, other].map {
        try office.start($0 + ["--as", "Driss"], as: "driss").wait()
      }
      #expect(answers.allSatisfy { $0.code == 77 && $0.out.isEmpty }, "\(real): \(answers)")
      #expect(answers[0].err == answers[1].err, "\(real)")
      #expect(!answers[0].err.contains("Samira"), "\(real)")
    }
    let log = try office.run("log", "--as", "Driss", as: "driss")
    #expect(log.code == (role == "dpo" ? 0 : 77) && !log.out.contains("Samira"), "\(log)")
    #expect(log.out.isEmpty == (role != "dpo"))
    #expect(try office.done("case", "list", "--as", "Claire").list().count == 1)
  }
}

@Suite("Acts on a case file that a role may not do", .timeLimit(.minutes(30)))
struct ActsOfRolesTests {
  @Test(
    "A service whose first worker opens no case file is told so, and whose role it is each time")
  func acts() throws {
    let office = try Office()
    let made = try office.run(
      "init", "--service", "Ormeval", "--worker", "Claire", "--role", "juriste",
      "--worker-passphrase-file", "claire", as: "operator")
    #expect(made.out.contains("ne peut ouvrir de suivi"), "\(made)")
    #expect(made.out.contains("carnet intervenant ajouter NOM --role referent"))
    for words in [
      ["case", "open", "--name", "A. V."], ["case", "reopen", "A. V."],
      ["person", "edit", "A. V.", "--name", "B. V."],
      ["release", "A. V.", "--on", "22/11/2026"], ["consent", "refuse", "A. V.", "--to", "Rive"],
    ] {
      let answer = try office.start(words, as: "claire").wait()
      #expect(answer.code == 77 && answer.out.isEmpty, "\(words): \(answer)")
      #expect(answer.err.contains("référent"), "\(words): \(answer)")
      #expect(!answer.err.contains("gardez votre texte"), "\(words): \(answer)")
    }
  }
}
