import Foundation
import Testing

/// What a person takes away on paper, against what happened.
@Suite("Papers against what happened")
struct PapersTests {
  typealias Stage = ConsentInHandsTests.Stage

  private func paper(_ stage: Stage, _ consent: String, _ more: String...) throws -> String {
    let answer = try stage.office.start(["consent", "receipt", consent] + more).wait()
    #expect(answer.code == 0, "\(answer)")
    return answer.out
  }

  private func copy(_ stage: Stage, of file: String? = nil) throws -> String {
    let answer = try stage.office.run(
      "export", file ?? stage.file, "--format", "text", "--out", "-")
    #expect(answer.code == 0, "\(answer)")
    return answer.out
  }

  @Test("The easy paper of a consent that is over does not say that notes may be shown")
  func over() throws {
    let stage = try Stage()
    let office = stage.office
    let withdrawn = try stage.give("droits")
    let standing = try paper(stage, withdrawn, "--easy")
    #expect(standing.contains("Ormeval peut montrer") && standing.contains("Cela s’arrête le"))
    _ = try office.done("consent", "withdraw", withdrawn)
    let planned = try stage.give("logement", "--effective", "release")
    let waiting = try paper(stage, planned, "--easy")
    #expect(waiting.contains("Cela commence le jour convenu avec moi."), "\(waiting)")
    _ = try office.done("consent", "withdraw", planned)
    let last = try stage.give("agenda")
    _ = try office.done("case", "close", stage.file)
    for (consent, now) in [
      (withdrawn, "C’est arrêté depuis le"), (planned, "Cela n’a jamais commencé."),
      (last, "Ormeval a arrêté mon suivi."),
    ] {
      let told = try paper(stage, consent, "--easy")
      #expect(!told.contains("peut montrer") && !told.contains("Cela s’arrête le"), "\(told)")
      #expect(told.contains(now), "\(now): \(told)")
    }
  }

  @Test("A consent that another took the place of says since when")
  func replaced() throws {
    let stage = try Stage()
    try stage.write("droits", "Un mot.")
    let first = try stage.give("droits")
    let second = try stage.office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2098-01-31", "--proof", "letter", "--explained-in", "ar"
    ).text("consent")
    let told = try paper(stage, first, "--easy", "--lang", "en")
    #expect(told.contains("Another consent took its place on "), "\(told)")
    #expect(!told.contains("may show"), "\(told)")
    #expect(try paper(stage, second, "--easy", "--lang", "en").contains("may show"))
  }

  @Test("What was taken back, asked and attested stands in the papers and in the copy")
  func takenBack() throws {
    let stage = try Stage()
    let office = stage.office
    try stage.write("logement", "Une chambre.")
    let consent = try stage.give("droits,logement", "--past", "all")
    _ = try stage.town.sync()
    _ = try office.done("consent", "withdraw", consent, "--volets", "logement")
    let asked = try paper(stage, consent, "--easy")
    #expect(asked.contains("J’avais aussi dit oui pour : Où je dors, mon logement."), "\(asked)")
    #expect(asked.contains("Oseille n’a pas encore répondu."), "\(asked)")
    try stage.settle()
    #expect(
      try paper(stage, consent, "--easy").contains(
        "Oseille a dit que c’est effacé : Où je dors, mon logement."))
    for text in [try paper(stage, consent), try copy(stage)] {
      for word in [
        "donné : Mes papiers, mes droits, mon argent ; Où je dors, mon logement – Claire",
        "retiré de l’accord : Où je dors, mon logement – Claire",
        "effacement demandé : Où je dors, mon logement",
        "effacement attesté : Où je dors, mon logement – Oseille",
      ] {
        #expect(text.contains(word), "\(word): \(text)")
      }
    }
    _ = try office.done("consent", "withdraw", consent)
    #expect(try copy(stage).contains("– retiré – Claire"))
  }

  @Test("A refusal has its paper, by the number that the list gives")
  func refusal() throws {
    let stage = try Stage()
    let refused = try stage.office.done("consent", "refuse", stage.file, "--to", "Oseille")
      .text("consent")
    let told = try paper(stage, refused)
    #expect(told.contains("MON REFUS") && told.contains("Vers : Oseille"), "\(told)")
    #expect(told.contains("Noté par : Claire") && told.contains(refused), "\(told)")
    let easy = try paper(stage, refused, "--easy", "--lang", "en")
    #expect(easy.contains("I SAID NO"), "\(easy)")
    #expect(easy.contains("I did not allow Ormeval to show notes about me to Oseille."), "\(easy)")
  }

  // Never 24
  @Test("The copy says of an erased note what is so here, at the other devices, and elsewhere")
  func erased() throws {
    let stage = try Stage()
    let office = stage.office
    let note = try office.addNote("Cyan.\n", to: stage.file)
    _ = try stage.give("droits", "--past", "all")
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["Cyan."])
    _ = try office.done("note", "erase", note)
    let before = try copy(stage)
    #expect(
      before.contains("Ses mots sont détruits. Effacement demandé à Oseille le "), "\(before)")
    #expect(before.contains("pas encore envoyé."), "\(before)")
    try stage.settle()
    let after = try copy(stage)
    #expect(after.contains(", attesté le ") && !after.contains("pas encore"), "\(after)")

    _ = try stage.town.join("c")
    let other = try copy(stage)
    #expect(other.contains("détruits sur l’appareil où cette copie est faite."), "\(other)")
    #expect(other.contains("Les autres appareils du service"), "\(other)")
  }
}
