import Foundation
import Testing

@Suite("The agenda, and what is done with an appointment", .timeLimit(.minutes(10)))
struct AgendaCommandTests {
  // Never 2
  @Test(
    "An appointment in a prison is told inside, and neither on a slip, a paper nor in a calendar")
  func life() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    _ = try office.done(
      "meeting_place", "add", "--name", "Prison de Rive", "--kind", "prison", "--neutral-name",
      "Quai Nord 5", "--address", "Rue de la Geôle 1")
    let record = try office.done(
      "appointment", "add", file, "--when", "3/12/2099 10:30", "--site", "prison de rive",
      "--ask-for", "Inès", "--purpose", "Parloir avec le SPIP", "--minutes", "30"
    ).text("record")
    let page = try office.run("appointment", "show", record).out
    #expect(page.contains("Prison de Rive") && page.contains("Quai Nord 5"), "\(page)")

    func agenda(_ more: String...) throws -> String {
      try office.run(
        arguments: ["agenda", "--from", "1/12/2099", "--until", "10/12/2099"] + more)
    }
    let screen = try agenda()
    #expect(screen.contains("Samira Delacroix – rendez-vous"), "\(screen)")
    #expect(screen.contains("jeudi 03/12/2099") && screen.contains("10 h 30"), "\(screen)")
    // What it is about stands apart, on no list: whoever asks for the appointment reads it.
    #expect(screen.contains("Quai Nord 5") && !screen.contains("SPIP"), "\(screen)")
    #expect(page.contains("Parloir avec le SPIP"), "\(page)")
    _ = try office.done(
      "appointment", "add", file, "--when", "4/12/2099 9:00", "--place", "Mairie de Rive")
    _ = try office.done(
      "appointment", "add", file, "--volet", "justice", "--when", "5/12/2099 9:00", "--place",
      "Cour d’appel")
    let paper = try agenda("--paper", "-")
    #expect(paper.contains("Samira D.") && paper.contains("Mairie de Rive"), "\(paper)")
    #expect(!paper.contains("Quai Nord 5") && !paper.contains("Cour"), "\(paper)")
    let calendar = try agenda("--ical", "-")
    #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\n"), "\(calendar)")
    #expect(calendar.contains("SUMMARY:Rendez-vous\r\n") && !calendar.contains("Quai"))
    let placed = try agenda("--ical", "-", "--with-place")
    #expect(placed.contains("LOCATION:Mairie de Rive\r\n"), "\(placed)")
    #expect(!placed.contains("Quai Nord 5") && !placed.contains("Cour"), "\(placed)")
    let slip = try office.run(
      "appointment", "slip", record, "--out", office.file("slip.html").path, "--given", "--lang",
      "nl")
    #expect(slip.code == 0, "\(slip)")
    let paperSlip = try String(contentsOf: office.file("slip.html"), encoding: .utf8)
    for word in ["Afspraak", "donderdag 03/12/2099", "Quai Nord 5", "Inès"] {
      #expect(paperSlip.contains(word), "\(word): \(paperSlip)")
    }
    for (name, text) in [("paper", paper), ("calendar", calendar), ("slip", paperSlip)] {
      for word in ["Delacroix", "Prison", "Geôle", "SPIP", "Parloir", "Ormeval", record, file] {
        #expect(!text.contains(word), "\(name), \(word): \(text)")
      }
    }
    #expect(!paperSlip.contains("Samira") && !calendar.contains("Samira"))
    // Never over a file that is there.
    #expect(
      try office.run("appointment", "slip", record, "--out", office.file("slip.html").path).code
        != 0)
    func slipGiven() throws -> Bool? {
      let shown = try office.done("appointment", "show", record).object()
      return try #require(shown["fields"] as? [String: Any])["slip_given"] as? Bool
    }
    #expect(try slipGiven() == true)
    let moved = try office.run("appointment", "move", record, "--when", "4/12/2099 10:30")
    #expect(moved.code == 0 && moved.err.contains("papillon"), "\(moved)")
    #expect(try slipGiven() == nil)
  }

  @Test("An appointment goes by the person’s name, and which one was taken is told")
  func byName() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let record = try office.done(
      "appointment", "add", file, "--when", "2099-12-03T10:30+01:00", "--purpose", "Mairie"
    ).text("record")
    let moved = try office.run("appointment", "move", "Samira", "--when", "2099-12-04T09:00+01:00")
    #expect(moved.code == 0, "\(moved)")
    for word in ["Samira Delacroix", "03/12/2099", "10 h 30", "Mairie", String(record.prefix(8))] {
      #expect(moved.err.contains(word), "\(word): \(moved)")
    }
    let slip = try office.run("rendez-vous", "papillon", "samira")
    #expect(slip.code == 0 && slip.out.contains("04/12/2099"), "\(slip)")
    #expect(!slip.out.contains("Samira") && slip.err.contains("Samira"), "\(slip)")
    // None has passed: none is guessed, and its number says which.
    let none = try office.run("appointment", "outcome", "Samira", "honoré")
    #expect(none.code == 66 && none.err.contains("carnet rendez-vous lister"), "\(none)")
    let kept = try office.run("appointment", "outcome", record, "honoré")
    #expect(kept.code == 0 && kept.err.contains("04/12/2099"), "\(kept)")
  }

  // Never 3, 19
  @Test(
    "An appointment is moved and told by one command each, in each language, and nothing counts it")
  func moves() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    let record = try office.done(
      "appointment", "add", file, "--when", "2099-12-03T10:30+01:00"
    ).text("record")
    func fields() throws -> [String: Any] {
      try #require(
        try office.done("appointment", "show", record).object()["fields"] as? [String: Any])
    }
    for (line, moment) in [
      (
        ["appointment", "move", record, "--when", "2099-12-04T09:00+01:00", "--by", "la_personne"],
        "2099-12-04T09:00+01:00"
      ),
      (
        [
          "rendez-vous", "deplacer", record, "--quand", "2099-12-05T09:00+01:00", "--par",
          "le service", "--motif", "Malade",
        ], "2099-12-05T09:00+01:00"
      ),
    ] {
      let answer = try office.start(line, as: "claire").wait()
      #expect(answer.code == 0, "\(answer)")
      #expect(try fields()["when"] as? String == moment)
    }
    #expect(try fields()["moved_by"] as? String == "le_service")
    #expect(try fields()["reason"] as? String == "Malade")
    #expect(try office.done("appointment", "history", record).list().count == 3)
    // A new moment is what a move is.
    #expect(try office.run("appointment", "move", record, "--by", "le service").code == 64)
    for outcome in ["honoré", "absent", "excuse"] {
      let told = try office.run("appointment", "outcome", record, outcome)
      #expect(told.code == 0 && !told.out.contains("absence"), "\(told)")
    }
    #expect(try fields()["status"] as? String == "excuse")
    #expect(try office.run("appointment", "outcome", record, "parti").code == 64)
    // Without a day it is the week of today, whatever follows, in each language.
    let week = try office.done("agenda", "--week", "today").object()
    for option in ["--week", "--semaine", "--week-van"] {
      for more in [[option], [option, "--mine"], ["--mine", option]] {
        let bare = try office.run(arguments: ["agenda", "--json"] + more)
        let shown = try #require(
          try JSONSerialization.jsonObject(with: Data(bare.utf8)) as? [String: Any])
        #expect(shown["from"] as? String == week["from"] as? String, "\(more): \(bare)")
      }
    }
    let help = try office.run(arguments: ["agenda", "--help"])
    #expect(help.contains("[DATE]") || help.contains("[<DATE>]"), "\(help)")
    let page = try office.done("agenda", "--week", "5/12/2099").object()
    let due = try #require(page["due"] as? [[String: Any]])
    #expect(due.count == 1 && due[0]["over"] as? Bool == true, "\(due)")
    #expect(page["from"] as? String == "2099-11-30")
    #expect(page["until"] as? String == "2099-12-06")
    #expect(
      try office.done("agenda", "--week", "5/12/2099", "--case", "Samira", "--mine").object()["due"]
        is [Any])
    let crossed = try office.run("agenda", "--from", "2/1/2099", "--until", "1/1/2099")
    #expect(crossed.code == 64 && crossed.err.contains("01/01/2099"), "\(crossed)")
    let nothing = try office.run("agenda", "--from", "1/1/2099", "--until", "2/1/2099").out
    #expect(nothing == "Rien du 01/01/2099 au 02/01/2099.\n", "\(nothing)")
  }
}

extension Office {
  fileprivate func run(arguments: [String]) throws -> String {
    let answer = try start(arguments, as: "claire").wait()
    try #require(answer.code == 0, "\(answer)")
    return answer.out
  }
}
