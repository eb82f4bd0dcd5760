import Foundation
import Testing

@Suite("Co-signing, from the command line", .timeLimit(.minutes(30)))
struct CoSigningCommandTests {
  @Test("A trainee's note is marked on the list until a colleague co-signs it, and says who did")
  func life() throws {
    let made = try Template.copy()
    let (office, file) = (made.office, made.file)
    _ = try office.done(
      "worker", "add", "Driss", "--role", "stagiaire", "--until", "demain",
      "--new-passphrase-file", "driss", as: "operator")
    _ = try office.admit("Driss")
    let saved = try office.run(
      "note", "add", file, "--volet", "projet", "--as", "Driss", "--json", as: "driss",
      input: "Vu.\n")
    #expect(saved.code == 0 && saved.out.contains(#""toCoSign":true"#), "\(saved)")
    let row = try #require(
      try office.done("note", "list", file, "--as", "Claire").list().first {
        $0["author"] as? String == "Driss"
      })
    #expect(row["marks"] as? [String] == ["toCoSign"])
    let note = try #require(row["note"] as? String)
    let list = try office.run("note", "list", file, "--as", "Claire").out
    #expect(list.contains("à cosigner"), "\(list)")
    let unread = try office.run("note", "cosign", note, "--as", "Claire", "--json")
    #expect(unread.lastError.contains("noteNotRead"), "\(unread)")
    let page = try office.run("note", "show", note, "--as", "Claire").out
    #expect(page.contains("À cosigner") && page.contains("carnet note cosign"), "\(page)")
    let own = try office.run("note", "cosign", note, "--as", "Driss", "--json", as: "driss")
    #expect(own.code == 77 && own.lastError.contains("coSignedOnly"), "\(own)")
    let told = try office.run("note", "cosigner", note, "--as", "Claire")
    #expect(told.code == 0 && told.out.contains("vous cosignez"), "\(told)")
    let after = try office.run("note", "list", file, "--as", "Claire").out
    #expect(after.contains("cosignée par Claire le") && !after.contains("à cosigner"), "\(after)")
    let history = try office.run("note", "history", note, "--as", "Claire").out
    #expect(history.contains("a cosigné la note"), "\(history)")
    let again = try office.run("note", "cosign", note, "--as", "Claire", "--json")
    #expect(again.lastError.contains("nothingToDo"), "\(again)")
  }
}
