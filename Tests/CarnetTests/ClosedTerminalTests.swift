import Foundation
import Testing

@Suite("What somebody types is kept, whatever ends it", .timeLimit(.minutes(30)))
struct ClosedTerminalTests {
  /// A note that is typed on a terminal; what `deed` does to the process whose number is in `pid` comes once a line of it
  /// stands on the screen.
  private func typing(
    _ file: String, in office: Office, alone: Bool = false, then deed: String
  ) throws -> Program.Answer {
    try Data(
      """
      #!/bin/bash
      unset EDITOR VISUAL \(alone ? "" : "CARNET_PASSPHRASE_FILE")
      bash -c 'echo $$ > pid; exec carnet note add \(file) --volet droits --lang en'; echo "code $?"

      """.utf8
    ).write(to: office.file("line.sh"))
    try Data(
      """
      rm -f typed; mkfifo typed; exec 3<>typed
      timeout -k 5 300 script -qec "bash line.sh" /dev/null <&3 | {
        LC_ALL=C
        seen= step=1
        while IFS= read -r -d '' -N1 byte; do
          printf %s "$byte"
          seen+=$byte
          if [ $step = 1 ] && [[ $seen == *"Ctrl-C."* ]]; then printf 'Typed.\\n' >&3; step=2; fi
          if [ $step = 2 ] && [[ $seen == *"Typed."* ]]; then { \(deed); } > deed 2>&1; step=3; fi
        done
      } | tr -d '\\r' | cat -v

      """.utf8
    ).write(to: office.file("typist.sh"))
    return try office.shell("bash typist.sh")
  }

  /// What stands in the file that a sentence names.
  private func kept(_ answer: Program.Answer) throws -> String {
    let place = try #require(
      answer.out.firstMatch(of: #/kept in [^\/]*(\/\S+note\.txt)/#), "\(answer)")
    let path = String(place.1)
    defer {
      // Memory is given back whatever the test says.
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(
    "A terminal that is closed, and a program that is told to end, lose nothing",
    arguments: [("HUP", 129), ("TERM", 143)])
  func signalled(_ name: String, _ code: Int) throws {
    let session = try OpenSession(try Template.copy())
    for alone in [false, true] {
      let answer = try typing(
        session.file, in: session.office, alone: alone, then: "kill -\(name) $(cat pid)")
      #expect(answer.out.contains("code \(code)"), "\(answer)")
      #expect(try kept(answer) == "Typed.\n")
      #expect(try session.notes().count == 1)
    }
  }

  @Test("A session that is locked lets go at once of whoever types, and keeps her words")
  func locked() throws {
    let session = try OpenSession(try Template.copy())
    let answer = try typing(session.file, in: session.office, then: "carnet session lock")
    #expect(answer.out.contains("code 77"), "\(answer)")
    #expect(try kept(answer) == "Typed.\n")
    #expect(try session.notes().count == 1)
  }
}
