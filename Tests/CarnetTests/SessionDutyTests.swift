import Foundation
import Testing

@Suite("A session that is open while a locked node exchanges")
struct SessionDutyTests {
  /// Two paired services that have not met since; a consent waits for the key that the first exchange brings.
  private func stage() throws -> (town: TwoServicesTests.Town, file: String) {
    let town = try TwoServicesTests.Town()
    let file = try town.office.openCase("Samira Delacroix")
    _ = try town.office.addNote("À lire ailleurs.\n", to: file)
    _ = try town.pair()
    _ = try town.office.done(
      "consent", "give", file, "--to", "Oseille", "--volets", "droits", "--until", "2099-01-31",
      "--proof", "letter", "--explained-in", "fr", "--past", "all")
    return (town, file)
  }

  private func isReceived(_ town: TwoServicesTests.Town) throws -> Bool {
    try !town.office.done("case", "list", "--received", home: "b", as: "driss").list().isEmpty
  }

  @Test(
    "What waits for her keys is carried out without a command of hers, and reaches the other side")
  func carriedOut() throws {
    let (town, _) = try stage()
    let opened = try town.office.run("session", "open")
    #expect(opened.code == 0, "\(opened)")
    defer { _ = try? town.office.run("session", "lock", as: nil) }
    var isThere = false
    for _ in 0..<40 where !isThere {
      _ = try town.sync()
      isThere = try isReceived(town)
    }
    #expect(isThere)
  }

  @Test("Without anybody's session it waits for the next who opens")
  func waits() throws {
    let (town, _) = try stage()
    for _ in 0..<4 { _ = try town.sync() }
    #expect(try !isReceived(town))
    _ = try town.office.done("case", "list")
    _ = try town.sync()
    #expect(try isReceived(town))
  }
}
