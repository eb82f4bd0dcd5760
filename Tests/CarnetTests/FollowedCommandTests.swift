import Foundation
import Testing

@Suite("How somebody is reached, who is followed and who waits, over the program")
struct FollowedCommandTests {
  @Test("A number that is not to be used is in no answer but that of its own gesture")
  func call() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let record = try office.done(
      "contact_point", "add", file, "--kind", "telephone", "--value", "0470 11 22 33", "--safe",
      "non", "--hide-origin", "oui"
    ).text("record")
    for line in [
      ["case", "call", file], ["contact_point", "list", file], ["record", "list", file],
      ["contact_point", "show", record], ["record", "show", record],
      ["contact_point", "history", record], ["search", "0470"], ["case", "call", file, "--json"],
      ["contact_point", "show", record, "--json"], ["contact_point", "list", file, "--json"],
      ["case", "call", file, "--unsafe", "--paper", "-"],
    ] {
      let answer = try office.run(arguments: line)
      #expect(!answer.contains("0470 11"), "\(line): \(answer)")
    }
    let screen = try office.run(arguments: ["case", "call", file])
    for words in ["Ne pas dire où est la personne", "Masquez votre numéro", "--a-risque"] {
      #expect(screen.contains(words), "\(words): \(screen)")
    }
    #expect(try !office.run(arguments: ["log", "--json"]).contains("contactRevealed"))
    for line in [
      ["suivi", "appeler", file, "--a-risque"], ["record", "show", record, "--unsafe"],
      ["contact_point", "show", record, "--unsafe", "--json"],
    ] {
      let answer = try office.run(arguments: line)
      #expect(answer.contains("0470 11 22 33"), "\(line): \(answer)")
    }
    let log = try office.run(arguments: ["log", "--json"])
    #expect(log.components(separatedBy: "contactRevealed").count == 4, "\(log)")
  }

  @Test("A follow-up ends with its reason and resumes with one, and who says none is told how")
  func reasons() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    _ = try office.done("period", "add", file, "--status", "ouvert")
    let silent = try office.run(arguments: ["suivi", "clore", file])
    #expect(silent.contains("carnet suivi clore") && silent.contains("--motif"), "\(silent)")
    let how = try office.run(arguments: ["suivi", "rouvrir", file])
    #expect(how.contains("--rouvert-parce-que"), "\(how)")
    let ended = try office.run(arguments: ["suivi", "clore", file, "--motif", "à sa demande"])
    #expect(ended.contains("Période close"), "\(ended)")
    let back = try office.run(
      arguments: ["case", "reopen", file, "--reden", "Elle est revenue.", "--lang", "nl"])
    #expect(back.contains("zegt waarom"), "\(back)")
    #expect(try office.done("period", "list", file).list().count == 2)
    let unknown = try office.start(
      ["case", "close", file, "--because", "zzz"], home: "a", as: "claire", input: Data()
    ).wait()
    #expect(unknown.code == 64, "\(unknown)")
  }

  @Test("What is kept until a day that has passed is due with the command that erases it")
  func erasing() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let record = try office.done(
      "request", "add", file, "--words", "Une adresse.", "--punctual", "oui", "--keep-until",
      "31/1/2020"
    ).text("record")
    let agenda = try office.run(arguments: ["agenda"])
    #expect(
      agenda.contains("31/01/2020") && agenda.contains("carnet demande effacer"), "\(agenda)")
    _ = try office.run(arguments: ["demande", "effacer", record])
    #expect(try !office.run(arguments: ["agenda"]).contains("31/01/2020"))
  }

  @Test(
    "A request without an answer stands on its list and on the line of the person until it is told")
  func waiting() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let record = try office.done(
      "request", "add", file, "--received", "1/2/2020", "--themes", "papiers", "--words", "Voir."
    ).text("record")
    let requests = try office.run(arguments: ["requests"])
    #expect(requests.contains("01/02/2020") && requests.contains("Samira"), "\(requests)")
    let load = try office.done("caseload").object()
    let people = try #require(load["people"] as? [[String: Any]])
    #expect(people.compactMap { $0["unanswered"] as? Int }.reduce(0, +) == 1)
    #expect(try office.run(arguments: ["file-active", "--tous"]).contains("File active"))
    _ = try office.done("request", "edit", record, "--answered", "2/2/2020")
    #expect(try !office.run(arguments: ["demandes"]).contains("01/02/2020"))
  }
}

extension Office {
  /// What a command answers, of which it is known that it succeeds.
  fileprivate func run(arguments: [String]) throws -> String {
    let answer = try start(arguments, home: "a", as: "claire", input: Data()).wait()
    try #require(answer.code == 0, "\(arguments): \(answer)")
    return answer.out
  }
}
