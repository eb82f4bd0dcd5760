import Foundation
import Testing

@Suite("What is asked for in JSON is answered in JSON", .timeLimit(.minutes(10)))
struct JSONAnswerTests {
  @Test("A paper that goes to the output stands as text in the answer")
  func papers() throws {
    let made = try Template.copy()
    let office = made.office
    let meeting = try office.done(
      "appointment", "add", made.file, "--when", "3/12/2099 10:30"
    ).text("record")
    for (words, key, sign) in [
      (["appointment", "slip", meeting], "text", "<html"),
      (["agenda", "--paper", "-"], "paperText", "<html"),
      (["agenda", "--ical", "-"], "icalText", "BEGIN:VCALENDAR"),
      (["case", "call", made.file, "--paper", "-"], "text", "<html"),
      (["export", made.file, "--format", "html", "--out", "-"], "text", "<html"),
      (["export", made.file, "--format", "text", "--out", "-"], "text", "acte de naissance"),
    ] {
      let answer = try office.start(words + ["--json"]).wait()
      #expect(answer.code == 0, "\(words): \(answer)")
      let text = try answer.object()[key] as? String
      #expect(text?.contains(sign) == true, "\(words): \(answer)")
      // Without it the output is the paper and nothing else.
      let plain = try office.start(words).wait()
      #expect(plain.out.contains(sign) && !plain.out.hasPrefix("{"), "\(words): \(plain)")
    }
  }

  /// They wait for somebody, or leave a process behind.
  private static let waiting: Set<[String]> = [["serve"], ["init"], ["session", "open"]]

  @Test("Whatever command is asked for it, with a case file or with nothing")
  func every() throws {
    let made = try Template.copy()
    let office = made.office
    let commands = try HelpOfOptionsTests.pages("en_GB.UTF-8", commands: "COMMANDS").filter {
      $0.page.contains("  --json ") && !Self.waiting.contains($0.command)
        && $0.command.first != "record"
    }.map(\.command)
    #expect(commands.count > 100)
    for command in commands {
      for words in [[], [made.file]] {
        let answer = try office.start(command + words + ["--json"]).wait()
        let told = answer.out.isEmpty ? answer.lastError : answer.out
        #expect(
          throws: Never.self, "\(command + words): \(answer)"
        ) { try JSONSerialization.jsonObject(with: Data(told.utf8), options: .fragmentsAllowed) }
        // These two tell what is wrong in their answer.
        #expect(
          answer.out.isEmpty == (answer.code != 0) || [["verify"], ["doctor"]].contains(command),
          "\(command)")
      }
    }
  }
}
