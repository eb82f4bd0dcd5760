import Foundation
import Testing

@Suite("Rules of access, from the command line", .timeLimit(.minutes(30)))
struct AccessRuleCommandTests {
  /// Driss, a trainee, beside Claire.
  private func withTrainee() throws -> (office: Office, file: String) {
    let made = try Template.copy()
    _ = try made.office.done(
      "worker", "add", "Driss", "--role", "stagiaire", "--until", "demain",
      "--new-passphrase-file", "driss", as: "operator")
    _ = try made.office.admit("Driss")
    return (made.office, made.file)
  }

  @Test("Nobody is enrolled under a name that only looks like a colleague's")
  func drawnAlike() throws {
    let made = try Template.copy()
    let told = try made.office.run(
      "worker", "add", "\u{0421}laire", "--role", "stagiaire", "--until", "demain",
      "--new-passphrase-file", "driss", "--json", as: "operator")
    #expect(told.code == 77 && told.lastError.contains("workerNamesake"), "\(told)")
    #expect(try made.office.done("worker", "list").list().count == 1)
  }

  @Test("Who may not record a consent is told that, whoever the recipient is")
  func roleFirst() throws {
    let (office, file) = try withTrainee()
    let told = try office.run(
      "consent", "give", file, "--to", "Personne", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--as", "Driss", "--json", as: "driss")
    #expect(told.code == 77 && told.lastError.contains("roleMayNotConsent"), "\(told)")
  }

  @Test("An edit without options of a record that is not there says that it is not there")
  func noRecord() throws {
    let made = try Template.copy()
    let told = try made.office.run("request", "edit", "abcdef0123", "--json")
    #expect(told.code == 66 && told.lastError.contains("unknownRecord"), "\(told)")
    let nothing = try made.office.run("note", "edit", made.note, "--json")
    #expect(nothing.lastError.contains("nothingToDo") || nothing.code == 64, "\(nothing)")
  }

  private func writes(_ office: Office, _ file: String) throws -> Program.Answer {
    try office.run(
      "note", "add", file, "--volet", "logement", "--as", "Driss", "--json", as: "driss",
      input: "Vu.\n")
  }

  @Test(
    "A rule is added without a case file, told, changed, brought back and deleted, and holds at once"
  )
  func life() throws {
    let (office, file) = try withTrainee()
    #expect(try writes(office, file).lastError.contains("roleMayNotWrite"))
    let made = try office.done(
      "record", "add", "role_access", "--role", "stagiaire", "--volet", "logement", "--access",
      "read and write", "--as", "Claire")
    let rule = try made.text("record")
    #expect(try writes(office, file).code == 0)
    let row = try #require(
      try office.done("role-access", "list", "--as", "Claire").list().first)
    #expect(row["record"] as? String == rule && row["case"] is NSNull)
    let fields = try #require(row["fields"] as? [String: Any])
    #expect(
      fields as? [String: String]
        == ["role": "stagiaire", "volet": "logement", "access": "lecture_ecriture"])
    let version = try #require(row["version"] as? String)
    _ = try office.done(
      "regle-d-acces", "modifier", rule, "--acces", "lecture", "--as", "Claire")
    #expect(try writes(office, file).lastError.contains("roleMayNotWrite"))
    _ = try office.done("record", "restore", rule, version, "--as", "Claire")
    #expect(try writes(office, file).code == 0)
    let page = try office.run("record", "show", rule, "--as", "Claire").out
    #expect(page.contains("lecture et écriture") && page.contains("stagiaire"), "\(page)")
    let versions = try office.done("record", "history", "role_access", rule, "--as", "Claire")
      .list().compactMap { ($0["fields"] as? [String: Any])?["access"] as? String }
    #expect(versions == ["lecture_ecriture", "lecture", "lecture_ecriture"])
    _ = try office.done("record", "delete", rule, "--as", "Claire")
    #expect(try writes(office, file).lastError.contains("roleMayNotWrite"))
    #expect(try office.done("record", "list", "role_access", "--as", "Claire").list().isEmpty)
    #expect(try office.done("verify", "--as", "Claire").code == 0)
  }

  @Test(
    "A place is written by who receives people, read by everybody who works, and edited as any record"
  )
  func places() throws {
    let (office, file) = try withTrainee()
    let place = try office.done(
      "place", "add", "--name", "Prison de Rive", "--kind", "prison", "--neutral-name",
      "Quai Nord 5", "--as", "Claire"
    ).text("record")
    _ = try office.done("lieu", "modifier", place, "--adresse", "Quai Nord 5", "--as", "Claire")
    let page = try office.run("lieu", "montrer", place, "--as", "Driss", as: "driss")
    #expect(page.code == 0 && page.out.contains("Quai Nord 5"), "\(page)")
    let refused = try office.run(
      "place", "edit", place, "--address", "?", "--as", "Driss", "--json", as: "driss")
    #expect(refused.lastError.contains("roleMayNotWriteKind") && refused.code == 77)
    #expect(try office.done("place", "list", "--as", "Claire").list().count == 1)
    #expect(try office.done("role_access", "list", "--as", "Claire").list().isEmpty)
    let records = try office.run("record", "list", file, "--as", "Claire").out
    #expect(!records.contains("Rive"))
  }

  @Test("What is refused is refused with its code, and nothing is written")
  func refused() throws {
    let (office, file) = try withTrainee()
    let cell = ["--role", "benevole", "--volet", "emploi", "--access", "read"]
    let add = ["role_access", "add"] + cell
    #expect(try office.start(add + ["--as", "Claire"], as: "claire").wait().code == 0)
    let bad: [([String], String, String, Int32)] = [
      (add, "Claire", "recordStands", 73), (add, "Driss", "roleMayNotWriteKind", 77),
      (["role_access", "add", file] + cell, "Claire", "usage", 64),
      (["role_access", "add", "--role", "benevole"], "Claire", "usage", 64),
      (["role_access", "list", file], "Claire", "usage", 64),
      (["record", "list", "role_access", file], "Claire", "usage", 64),
      (["record", "list"], "Claire", "usage", 64),
      (
        ["role_access", "add", "--role", "dpo", "--volet", "emploi", "--access", "read"], "Claire",
        "unknownCode", 64
      ),
    ]
    for (words, worker, error, code) in bad {
      let answer = try office.start(
        words + ["--json", "--as", worker], as: worker.lowercased()
      ).wait()
      #expect(answer.lastError.contains(error) && answer.code == code, "\(words): \(answer)")
    }
    #expect(try office.done("role_access", "list", "--as", "Claire").list().count == 1)
  }

  @Test(
    "What has no effect is neither offered nor taken, and a rule that goes speaks of no case file")
  func plain() throws {
    let office = try Template.copy().office
    let none = try office.run("role-access", "list", "--as", "Claire")
    #expect(none.code == 0 && none.out.contains("proposition du métier"), "\(none)")
    let help = try office.run("role-access", "add", "--help", as: nil).out
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(help.contains("ses propres notes") && !help.contains("mandat"), "\(help)")
    for access in ["sur_mandat", "sur motif consigné"] {
      let answer = try office.run(
        "role-access", "add", "--role", "stagiaire", "--volet", "sante", "--access", access, "--as",
        "Claire")
      #expect(answer.code == 64 && answer.err.contains("lecture et écriture"), "\(answer)")
    }
    let rule = try office.done(
      "role-access", "add", "--role", "stagiaire", "--volet", "sante", "--access", "read", "--as",
      "Claire"
    ).text("record")
    let deleted = try office.run("role-access", "delete", rule, "--as", "Claire")
    #expect(deleted.code == 0 && !deleted.out.contains("personne"), "\(deleted)")
    let erased = try office.run("role-access", "erase", rule, "--as", "Claire")
    #expect(erased.code == 0 && !(erased.out + erased.err).contains("Suivi"), "\(erased)")
  }

  @Test("No list of case files, log or copy knows the file of the service")
  func unlisted() throws {
    let made = try Template.copy()
    _ = try made.office.done(
      "role_access", "add", "--role", "benevole", "--volet", "emploi", "--access", "read")
    let cases = try made.office.done("case", "list").list()
    #expect(cases.compactMap { $0["case"] as? String } == [made.file])
    let events = try made.office.done("log").object()["events"] as? [[String: Any]]
    let line = try #require(events?.last { $0["action"] as? String == "write" })
    #expect(line["case"] == nil && line["volets"] == nil, "\(line)")
    #expect(try made.office.done("record", "list", made.file).list().count == 1)
    let copy = try made.office.run("export", made.file, "--format", "text", "--out", "-").out
    #expect(!copy.contains("règle d’accès"))
  }
}
