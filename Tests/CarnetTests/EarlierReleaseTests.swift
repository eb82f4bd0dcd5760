import Foundation
import Testing

@Suite("A release of an earlier detention begins no consent")
struct EarlierReleaseTests {
  @Test("It is said when it begins; nothing goes before; the next release begins it")
  func nextOne() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    try stage.write("droits", "D’avant.")
    let before = try office.run("release", stage.file, "--on", "2025-03-01")
    #expect(before.code == 0, "\(before)")
    let given = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--past", "all", "--effective",
      "release")
    #expect(given.code == 0, "\(given)")
    #expect(given.out.contains("prochaine sortie"), "\(given)")
    #expect(given.out.contains("01/03/2025 est d’avant cet accord et ne compte pas"), "\(given)")
    let listed = try office.done("consent", "list", stage.file).list()
    #expect(listed.map { $0["status"] as? String } == ["planned"])
    _ = try stage.town.sync()
    #expect(try stage.received().isEmpty)

    let released = try office.done("release", stage.file).object()
    #expect((released["effective"] as? [String])?.count == 1)
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["D’avant."])
    let shown = try office.run("case", "show", stage.file)
    #expect(shown.out.contains("ne compte plus : 01/03/2025"), "\(shown)")
    let counting = try office.run(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "logement", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--effective", "release")
    #expect(counting.out.contains("Il commence maintenant"), "\(counting)")
  }

  @Test(
    "A correction of the release of then begins nothing, and takes nothing from the next one",
    arguments: ["2025-02-28", "2025-03-01"])
  func corrected(_ day: String) throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    try stage.write("droits", "D’avant.")
    _ = try office.done("release", stage.file, "--on", "2025-03-01")
    _ = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--past", "all", "--effective",
      "release")
    let corrected = try office.run("release", stage.file, "--on", day)
    #expect(corrected.code == 0 && corrected.out.contains("l’attend toujours"), "\(corrected)")
    #expect(!corrected.out.contains("prennent effet"), "\(corrected)")
    _ = try stage.town.sync()
    #expect(try stage.received().isEmpty)

    // The next one is noted for a day to come; that of then is corrected once more.
    _ = try office.done("release", stage.file, "--on", "2098-12-20")
    _ = try office.done("release", stage.file, "--on", "2025-03-02")
    let released = try office.done("release", stage.file).object()
    #expect((released["effective"] as? [String])?.count == 1)
    _ = try stage.town.sync()
    #expect(try stage.reads() == ["D’avant."])
  }

  @Test("A day that comes is said by the command in which it does: for whom, what, since when")
  func dayComes() throws {
    let stage = try ConsentInHandsTests.Stage()
    let office = stage.office
    try stage.write("droits", "D’avant.")
    let day = office.day(inDays: 9)
    _ = try office.done(
      "consent", "give", stage.file, "--to", "Oseille", "--volets", "droits", "--until",
      "2099-01-31", "--proof", "letter", "--explained-in", "fr", "--past", "all", "--effective",
      day.iso)
    func list(_ days: Int) throws -> Program.Answer {
      try office.shell("faketime -f '+\(days)d' carnet case list --as Claire")
    }
    let early = try list(8)
    #expect(early.code == 0 && !early.err.contains("prend effet"), "\(early)")
    let then = try list(10)
    #expect(then.code == 0, "\(then)")
    for word in ["prend effet", "Samira Delacroix", "Oseille", day.french, "notes d’avant"] {
      #expect(then.err.contains(word), "\(word): \(then)")
    }
    let after = try list(10)
    #expect(!after.err.contains("prend effet"), "\(after)")
  }
}

extension Office {
  /// A day some days from now, as a program and as a person write it.
  fileprivate func day(inDays days: Int) -> (iso: String, french: String) {
    let date = Date(timeIntervalSinceNow: Double(days) * 86_400)
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
    let (year, month, day) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    return (
      String(format: "%04d-%02d-%02d", year, month, day),
      String(format: "%02d/%02d/%04d", day, month, year)
    )
  }
}
