import Foundation
import Testing

@Suite("Help lists what may be typed")
struct HelpOfOptionsTests {
  /// Every command with its page, as the first pages name them.
  static func pages(_ language: String, commands: String = "COMMANDES") throws -> [(
    command: [String], page: String
  )] {
    let office = try Office()
    let heading = commands == "COMMANDES" ? "COMMANDES :" : commands + ":"
    var found: [([String], String)] = []
    var open: [[String]] = [[]]
    while let command = open.popLast() {
      let page = try office.start(
        command + ["--help"], as: nil, environment: ["LANG": language]
      ).wait()
      #expect(page.code == 0, "\(command): \(page)")
      found.append((command, page.out))
      let inner = page.out.components(separatedBy: "\n" + heading + "\n").dropFirst().first ?? ""
      for match in inner.matches(of: #/(?m)^  ([a-z\-]+)(?:,| {2}|$)/#) {
        open.append(command + [String(match.1)])
      }
    }
    return found
  }

  @Test("Every option has a French name, and French help holds no English")
  func french() throws {
    let pages = try Self.pages("fr_FR.UTF-8")
    #expect(pages.count > 35)
    for (command, page) in pages {
      // The French name comes first, then the canonical one unless they are the same word.
      for match in page.matches(of: #/(?m)^  (--[a-z\-]+)(, --[a-z\-]+)?/#)
      where !Self.same.contains(String(match.1)) {
        #expect(match.2 != nil, "\(command): \(match.0)")
      }
      for word in [
        "default", "<FILE", "<NAME", "none", "values", "OVERVIEW", "USAGE", "subcommand",
      ] {
        #expect(!page.contains(word), "\(command): \(word)")
      }
    }
  }

  @Test("Dutch help shows the Dutch name of every option first, and it is taken")
  func dutch() throws {
    let pages = try Self.pages("nl_BE.UTF-8", commands: "OPDRACHTEN")
    #expect(pages.count > 35)
    for (command, page) in pages {
      for match in page.matches(of: #/(?m)^  (--[a-z\-]+)(, --[a-z\-]+)?/#)
      where !["--json", "--code", "--operator"].contains(String(match.1)) {
        #expect(match.2 != nil, "\(command): \(match.0)")
      }
    }
    let office = try Template.copy().office
    let opened = try office.run(
      "case", "open", "--naam", "Rosa", "--geboren=1990", "--taal", "nl", "--als", "Claire")
    #expect(opened.code == 0 && opened.out.contains("Rosa"), "\(opened)")
    #expect(!opened.out.contains("Suivi"), "\(opened)")
    #expect(try office.run("--versie", as: nil).out == office.run("--version", as: nil).out)
    let missing = try office.run("case", "open", "--taal", "nl")
    #expect(missing.code == 64 && missing.err.contains("--naam"), "\(missing)")
  }

  /// Words that are the same in both languages.
  static let same: Set<String> = [
    "--conditions", "--publics", "--zone",
    "--json", "--service", "--code", "--role", "--volet", "--volets", "--format", "--version",
    "--themes", "--date", "--phase", "--notes", "--participants", "--source", "--sources",
    "--theme", "--permanence", "--convention", "--mandant",
  ]

  /// A command, and values that its help lists.
  static let listed: [(String, [String])] = [
    ("note add", ["soutien moral", "bilan", "santé", "20/10/2026", "hier"]),
    ("worker add", ["juriste", "bénévole", "référent·e"]),
    (
      "consent give",
      ["droits", "papier", "écran", "oral:NOM", "rien", "tout", "maintenant", "sortie", "français"]
    ),
    ("consent withdraw", ["droits", "santé"]), ("export", ["texte, html, json"]),
    ("init", ["permanence en prison", "France, Belgique"]), ("status", ["néerlandais"]),
  ]

  @Test("The values of an option stand in its help", arguments: listed)
  func values(_ command: String, _ values: [String]) throws {
    let page = try HelpTests.help(command, "fr_FR.UTF-8").out
      .replacing(#/\s+/#, with: " ")
    for value in values { #expect(page.contains(value), "\(value) in \(page)") }
  }

  /// Canonical words of commands that are French too.
  static let frenchToo: Set<String> = [
    "agenda", "contact", "contribution", "convention", "note", "permanence", "service", "session",
    "types",
  ]

  @Test(
    "Every page names its command and what stands for a value in its own language",
    arguments: [
      ("fr_FR.UTF-8", "COMMANDES"), ("nl_BE.UTF-8", "OPDRACHTEN"), ("en_GB.UTF-8", "COMMANDS"),
    ])
  func oneLanguage(_ language: String, _ heading: String) throws {
    let pages = try Self.pages(language, commands: heading)
    #expect(pages.count > 100)
    let others: [String: Set<String>] = [
      "COMMANDES": ["NAAM", "DATUM", "KEUZE", "LUIK", "REDEN", "WOORDEN", "all"],
      "OPDRACHTEN": ["NOM", "CHOIX", "MOTS", "SUIVI", "all"],
      "COMMANDS": ["NOM", "CHOIX", "NAAM", "KEUZE", "SUIVI", "all"],
    ]
    let english: Set<String> = [
      "LINE", "REASON", "REASONS", "HANDING", "ID", "WORDS", "NAME", "CASE", "CHOICE", "WHEN",
      "YES", "NUMBER", "YEAR", "SHEET", "SHARE", "FILE", "FOLDER", "LANGUAGE", "KIND", "PROOF",
    ]
    let isForeign = (others[heading] ?? []).union(heading == "COMMANDS" ? [] : english)
    for (command, page) in pages {
      for match in page.matches(of: #/<([^>\n]+)>/#) {
        let words = Set(match.1.split(separator: "|").map(String.init))
        #expect(words.isDisjoint(with: isForeign), "\(command): \(match.0)")
      }
      guard heading == "COMMANDES" else { continue }
      let line = page.split(separator: "\n").first { $0.hasPrefix("ÉCRIRE") } ?? ""
      let typed = line.split { $0.isWhitespace }.drop { $0 != "carnet" }.dropFirst()
        .prefix(command.count)
      #expect(typed.count == command.count, "\(command): \(line)")
      for (own, word) in zip(typed, command) where !Self.frenchToo.contains(word) {
        #expect(own != word, "\(command): \(line)")
      }
    }
  }

  @Test("Help comes wherever its language and its option stand")
  func anywhere() throws {
    let office = try Office()
    let wanted = try office.start(["consent", "give", "--help", "--lang", "en"], as: nil).wait().out
    #expect(wanted.contains("Record the person’s consent"))
    for words in [
      ["--lang", "en", "consent", "give", "--help"], ["help", "consent", "give", "--lang", "en"],
      ["help", "--lang", "en", "consent", "give"], ["consent", "help", "give", "--lang=en"],
      ["--help", "consent", "give", "--lang", "en"],
      ["aide", "consentement", "donner", "--langue", "en"],
      ["consent", "--help", "give", "--lang", "en"], ["consent", "give", "-h", "--lang", "en"],
    ] {
      let answer = try office.start(words, as: nil).wait()
      #expect(answer.out == wanted, "\(words): \(answer)")
      #expect(answer.code == 0)
    }
  }
}
