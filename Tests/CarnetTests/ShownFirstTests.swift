import Foundation
import Testing

@Suite("A sheet that nobody saw takes no other's place")
struct ShownFirstTests {
  /// The code on a recovery sheet, in a file of the office.
  static func keepSheet(_ page: String, in office: Office) throws {
    let lines = page.split(separator: "\n").filter {
      $0.firstMatch(of: #/^ +[0-9A-Z]{4} [0-9A-Z]{4} /#) != nil
    }
    try #require(!lines.isEmpty, "\(page)")
    try Data(lines.joined(separator: " ").utf8).write(to: office.file("sheet"))
  }

  @Test(
    "A recovery sheet that cannot be shown leaves the former one as it was",
    arguments: [">/dev/full", ">&-", "--json >/dev/full", "--json 2>/dev/full", "--json 2>&-"])
  func recovery(_ output: String) throws {
    let made = try Template.copy()
    let first = try made.office.run("worker", "recovery")
    try Self.keepSheet(first.out, in: made.office)
    let failed = try made.office.shell("carnet worker recovery \(output)")
    #expect(failed.code == 74, "\(failed)")
    #expect(try made.office.run("case", "list", "--as", "Claire", as: "sheet").code == 0)
    let second = try made.office.run("worker", "recovery")
    #expect(second.code == 0)
    let former = try made.office.run("case", "list", "--as", "Claire", as: "sheet")
    #expect(former.code == 77, "\(former)")
    try Self.keepSheet(second.out, in: made.office)
    #expect(try made.office.run("case", "list", "--as", "Claire", as: "sheet").code == 0)
  }

  static let birth =
    "carnet init --service Ormeval --country BE --worker Claire"
    + " --worker-passphrase-file claire --new-passphrase-file operator"

  @Test(
    "A service whose root sheet cannot be shown is not made, and can be made again",
    arguments: [">/dev/full", ">&-", "--json 2>/dev/full"])
  func birth(_ output: String) throws {
    let office = try Office()
    let failed = try office.shell("\(Self.birth) \(output)")
    #expect(failed.code == 74, "\(failed)")
    #expect(!FileManager.default.fileExists(atPath: office.file("a/boot.key").path))
    let left = try FileManager.default.contentsOfDirectory(atPath: office.file("a").path)
    #expect(!left.contains { $0.hasPrefix("boot.key") }, "\(left)")
    let opened = try office.run("case", "list")
    #expect(opened.code == 66, "\(opened)")
    let again = try office.shell(Self.birth)
    #expect(again.code == 0, "\(again)")
    #expect(again.out.contains("FEUILLE RACINE"), "\(again)")
    #expect(try office.run("case", "list").code == 0)
    #expect(try office.run("status", as: nil).code == 0)
  }

  @Test("Where the key file cannot stand, nothing is shown and nothing is made")
  func dangling() throws {
    let office = try Office()
    let answer = try office.shell("mkdir a; ln -s nowhere a/boot.key; \(Self.birth)")
    #expect(answer.code == 73, "\(answer)")
    #expect(answer.out.isEmpty, "\(answer)")
    let left = try FileManager.default.contentsOfDirectory(atPath: office.file("a").path)
    #expect(left == ["boot.key"])
  }

  @Test(
    "An answer that goes nowhere is no fault of the disk",
    arguments: [
      ("case list >/dev/full", "il n’y a plus de place"), ("case list >&-", "la sortie est fermée"),
    ])
  func unshown(_ line: String, _ why: String) throws {
    let made = try Template.copy()
    let answer = try made.office.shell("carnet \(line)")
    #expect(answer.code == 74)
    #expect(answer.err.contains("La réponse n’a pas pu être montrée (\(why))."), "\(answer)")
    let input = try made.office.shell("carnet note add \(made.file) --volet droits - --json <&-")
    #expect(input.lastError == #"{"error":"inputClosed","exit":74}"#, "\(input)")
    #expect(try made.office.done("verify").code == 0)
  }

  @Test("A folder of another account is closed, and no fault of the disk")
  func closed() throws {
    let made = try Template.copy()
    let isRoot = geteuid() == 0
    let answer = try made.office.shell(
      "chmod 700 a; chmod 755 .; chmod 644 claire; " + (isRoot ? "" : "chmod 0 a; ")
        + (isRoot ? "setpriv --reuid=65534 --clear-groups " : "")
        + "$(command -v carnet) case list --json; code=$?; chmod 700 a; exit $code")
    #expect(answer.lastError == #"{"error":"folderClosed","exit":77}"#, "\(answer)")
  }
}
