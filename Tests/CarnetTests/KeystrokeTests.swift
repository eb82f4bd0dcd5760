import Foundation
import Testing

/// What a worker types for a person who says yes, and for one who takes it back.
@Suite("Withdrawing asks for no more words than giving")
struct KeystrokeTests {
  private struct Line {
    let lang: String
    /// Name and value of each option, without which nothing is given.
    let give: (command: [String], options: [[String]])
    let withdraw: [String]
    let from: [String]
  }

  private static let lines: [Line] = [
    Line(
      lang: "fr_BE.UTF-8",
      give: (
        ["consentement", "donner", "Samira"],
        [
          ["--vers", "Oseille"], ["--volets", "droits"], ["--preuve", "letter"],
          ["--explique-en", "ar"],
        ]
      ), withdraw: ["consentement", "retirer", "Samira"], from: ["--vers", "Oseille"]),
    Line(
      lang: "en_GB.UTF-8",
      give: (
        ["consent", "give", "Samira"],
        [
          ["--to", "Oseille"], ["--volets", "droits"], ["--proof", "letter"],
          ["--explained-in", "ar"],
        ]
      ), withdraw: ["consent", "withdraw", "Samira"], from: ["--to", "Oseille"]),
    Line(
      lang: "nl_BE.UTF-8",
      give: (
        ["consent", "give", "Samira"],
        [
          ["--naar", "Oseille"], ["--luiken", "droits"], ["--bewijs", "letter"],
          ["--uitgelegd-in", "ar"],
        ]
      ), withdraw: ["consent", "withdraw", "Samira"], from: ["--naar", "Oseille"]),
  ]

  @Test("Taking a volet out asks for no more words than adding one, in each language")
  func narrowed() throws {
    let stage = try ConsentInHandsTests.Stage()
    let lines: [(lang: String, extend: [String], options: [[String]], narrow: [String])] = [
      (
        "fr_BE.UTF-8", ["consentement", "etendre", "Samira", "--volets", "logement"],
        [["--preuve", "letter"], ["--explique-en", "ar"]],
        ["consentement", "restreindre", "Samira", "--volets", "logement"]
      ),
      (
        "en_GB.UTF-8", ["consent", "extend", "Samira", "--volets", "logement"],
        [["--proof", "letter"], ["--explained-in", "ar"]],
        ["consent", "narrow", "Samira", "--volets", "logement"]
      ),
      (
        "nl_BE.UTF-8", ["consent", "extend", "Samira", "--luiken", "logement"],
        [["--bewijs", "letter"], ["--uitgelegd-in", "ar"]],
        ["consent", "narrow", "Samira", "--luiken", "logement"]
      ),
    ]
    _ = try stage.give("droits")
    for line in lines {
      func run(_ words: [String]) throws -> Program.Answer {
        try stage.office.start(words, environment: ["LANG": line.lang]).wait()
      }
      for left in line.options.indices {
        var options = line.options
        options.remove(at: left)
        let short = try run(line.extend + options.joined())
        #expect(short.code == 64, "\(line.options[left]) is not needed: \(short)")
      }
      let extend = line.extend + line.options.joined()
      let extended = try run(extend)
      #expect(extended.code == 0, "\(extended)")
      let narrowed = try run(line.narrow)
      #expect(narrowed.code == 0, "\(narrowed)")
      #expect(line.narrow.count <= extend.count)
      #expect(line.narrow.joined(separator: " ").count <= extend.joined(separator: " ").count)
    }
  }

  @Test("In each language, counted in words and in keys, with the service named or not")
  func counted() throws {
    let stage = try ConsentInHandsTests.Stage()
    func run(_ words: [String], _ line: Line) throws -> Program.Answer {
      try stage.office.start(words, environment: ["LANG": line.lang]).wait()
    }
    for line in Self.lines {
      for left in line.give.options.indices {
        var options = line.give.options
        options.remove(at: left)
        let short = try run(line.give.command + options.joined(), line)
        #expect(short.code == 64, "\(line.give.options[left]) is not needed: \(short)")
      }
      let give = line.give.command + line.give.options.joined()
      for withdraw in [line.withdraw, line.withdraw + line.from] {
        let given = try run(give, line)
        #expect(given.code == 0, "\(given)")
        let withdrawn = try run(withdraw, line)
        #expect(withdrawn.code == 0, "\(withdrawn)")
        let listed = try stage.office.done("consent", "list", stage.file).list()
        #expect(listed.allSatisfy { $0["status"] as? String == "withdrawn" }, "\(listed)")
        #expect(withdraw.count <= give.count)
        #expect(withdraw.joined(separator: " ").count <= give.joined(separator: " ").count)
      }
    }
  }
}
