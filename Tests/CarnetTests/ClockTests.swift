import Foundation
import Testing

@Suite("Clocks that lie, shown from outside")
struct ClockTests {
  /// A command under another clock, in the same folder as the others.
  private func under(
    _ clock: String, _ line: String, in office: Office, home: String, as person: String
  ) throws -> Program.Answer {
    try office.shell(
      "faketime '\(clock)' carnet \(line)",
      environment: [
        "CARNET_HOME": office.file(home).path, "CARNET_PASSPHRASE_FILE": person,
      ])
  }

  @Test("An invitation is refused after its day")
  func expiredInvitation() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let invitation = try office.done("pair", "invite", "--address", town.address, as: "operator")
      .text("invitation")
    let late = try under(
      "+2 days", "pair accept \(invitation) --json", in: office, home: "b", as: "operator")
    #expect(late.code == 77, "\(late)")
    #expect(late.lastError.contains("invitationExpired"), "\(late)")
    let inTime = try under(
      "+20 hours", "pair accept \(invitation) --json", in: office, home: "b", as: "operator")
    #expect(inTime.code == 0, "\(inTime)")
  }

  @Test(
    "A consent ends with its day: nothing more is shown, nothing is destroyed, and a mended clock shows it again"
  )
  func expiredConsent() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    _ = try town.pair()
    _ = try town.sync()
    let file = try office.openCase("Samira Delacroix")
    _ = try office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2098-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all")
    _ = try office.addNote("Un texte partagé.\n", to: file)
    _ = try town.sync()
    let received = "case list --received --json"
    let before = try under(
      "2098-01-31 12:00:00", received, in: office, home: "b", as: "driss")
    #expect(try before.list().count == 1, "\(before)")
    let after = try under("2098-02-01 00:00:01", received, in: office, home: "b", as: "driss")
    #expect(after.code == 0 && after.out == "[]\n", "\(after)")
    let consents = try under(
      "2098-02-01 00:00:01", "consent list \(file) --json", in: office, home: "a", as: "claire")
    #expect(try consents.list().first?["status"] as? String == "expired", "\(consents)")
    #expect(
      try office.done("case", "list", "--received", home: "b", as: "driss").list().count == 1)
  }

  @Test(
    "What was looked at under a wrong clock stands where it was done, and its hour is not told as known",
    arguments: ["2060-06-01 12:00:00", "1971-06-01 12:00:00"])
  func lookedAt(_ clock: String) throws {
    let made = try Template.copy()
    let office = made.office
    let looked = try under(
      clock, "note list \(made.file)", in: office, home: "a", as: "claire")
    #expect(looked.code == 0, "\(looked)")
    let note = try office.addNote("Un mot.\n", to: made.file)
    _ = try office.done("note", "delete", note)
    let log = try office.run("log", made.file)
    let lines = log.out.split(separator: "\n").map(String.init)
    let doubted = try #require(lines.firstIndex { $0.contains("l’horloge de l’appareil disait") })
    let written = try #require(lines.lastIndex { $0.contains("a écrit") || $0.contains("écrit") })
    #expect(doubted < written, "\(log)")
  }

  // Never 12
  @Test("A machine in 1970 writes; the date is shown as declared, and everything still opens")
  func deadBattery() throws {
    let town = try TwoServicesTests.Town()
    let office = town.office
    let file = try office.openCase("Samira Delacroix")
    let written = try under(
      "1970-01-02 08:00:00",
      "note add \(file) --volet droits --happened 2026-11-20 --json - <<< 'Pile morte.'",
      in: office, home: "a", as: "claire")
    #expect(written.code == 0, "\(written)")
    _ = try office.addNote("Horloge juste.\n", to: file)
    let notes = try office.done("note", "list", file).list()
    #expect(notes.count == 2)
    let first = try #require(notes.first)
    #expect((first["entered"] as? String)?.hasPrefix("1970-01-02") == true)
    #expect(first["happened"] as? String == "2026-11-20")
    #expect(try office.done("verify", as: nil).object()["ok"] as? Bool == true)
  }
}
