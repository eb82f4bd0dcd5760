import CaseFile
import Notebook
import Testing

@testable import Words

@Suite("French as it is written")
struct FrenchTests {
  @Test("A sentence of ours has its unbreakable spaces; what people wrote in it stays as it is")
  func unbroken() {
    let name = "Accueil : nuit"
    let sentence: French = "Partage : « \(name) » ; prêt ? Oui !"
    #expect(
      sentence.text
        == "Partage\u{A0}: «\u{A0}Accueil : nuit\u{A0}»\u{A0}; prêt\u{A0}? Oui\u{A0}!")
    #expect(French(verbatim: "a : b").text == "a : b")
  }

  /// What stands last in a sentence.
  static let last = ["Inès A.", "Et alors ?", "Allons !"]

  @Test(
    "A sentence that ends with what somebody typed ends once, in each language", arguments: last)
  func oneFullStop(_ name: String) {
    let french: French = "Vu par \(name). Noté par \(name)."
    #expect(french.text == "Vu par \(name) Noté par \(name)")
    let english: Told = "Seen by \(name). Noted by \(name).\n"
    #expect(english.text == "Seen by \(name) Noted by \(name)\n")
    let inside: Told = "\(name).txt, \(name)..., Awa.\n"
    #expect(inside.text == "\(name).txt, \(name)..., Awa.\n")
    for language in Language.allCases {
      let book = Phrasebook(language)
      let saved = book.recordSaved(id: "7f31", willReach: [name], willNotReach: [])
      #expect(saved.contains(name + "\n") && !saved.contains(name + "."), "\(saved)")
    }
  }

  /// A name, and what stands before it.
  static let given: [(String, String)] = [
    ("Inès", "d’Inès"), ("Claire", "de Claire"), ("Élodie", "d’Élodie"), ("Œillet", "d’Œillet"),
    ("Hélène", "d’Hélène"), ("Hugo", "d’Hugo"), ("Haute-Rive", "de Haute-Rive"),
    ("Halte de nuit", "de Halte de nuit"), ("Hrvoje", "de Hrvoje"), ("Yves", "d’Yves"),
    ("Yasmine", "de Yasmine"), ("Onze-Lieux", "de Onze-Lieux"), ("Ormeval", "d’Ormeval"),
    ("8e étage", "de 8e étage"), ("É\u{301}mile", "d’É\u{301}mile"), ("", "de "),
    ("/srv/inès", "de /srv/inès"), ("« Inès »", "d’« Inès »"), ("Андрей", "de Андрей"),
  ]

  @Test("De is shortened before a vowel and a mute h", arguments: given)
  func elision(_ name: String, _ wanted: String) {
    let sentence: French = "\(de: name)"
    #expect(sentence.text == wanted)
  }

  @Test("No French sentence asks for an elision that is not made")
  func everyElision() {
    for name in ["Inès", "Oseille", "Extra-muros"] {
      var unreadable = VerifyReport(
        changes: 1, statements: 1, badSignatures: 0, gaps: 0, parked: 0, unopened: 0)
      unreadable.unreadable = [.init(service: name, changes: 1)]
      let told = [
        french.sentence(.access(.endedWorker(name))),
        french.sentence(.record(.noteReceived(from: name))),
        french.addressKept("h:1", service: name),
        french.caseLinked(LinkPage(caseID: "c0", shared: "s0", from: name)),
        french.workerChanged(WorkerSummary(id: "00", name: name, role: .referent, state: .ended)),
        french.versionTitle(
          RecordVersionRow(change: "a", author: name, entered: morning, text: "")),
        french.consentWithdrawn(
          WithdrawalReport(at: morning, service: name, volets: [.droits])),
        french.consentWithdrawn(FrenchScreens.here(name, wasSo: false)),
        french.consentWithdrawn(FrenchScreens.here(name, wasSo: true)),
        french.endedList(FrenchScreens.ended(from: name)),
        french.sentence(.access(.endedHere(name))),
        french.erasedWhich(
          ErasedRecordRow(
            record: "7f31", type: .note, person: "Samira", volet: .droits, values: [:],
            author: name, entered: morning)),
        french.recoverySheet(
          RecoverySheet(worker: name, service: "Rive", secret: "AAAA", made: morning)),
        french.verify(unreadable),
        french.sentence(.access(.endedByDeviceHere(name))),
        french.sentence(.access(.endedOnRemoved(name))),
        french.sentence(.access(.sessionOfOthers(name, open: ["Awa"]))),
        french.sessionOpened(SessionRow(worker: name, opened: morning, delay: 900, rest: nil)),
        french.sessionsLocked([SessionRow(worker: name, opened: morning, delay: 900, rest: nil)]),
      ]
      for text in told.map({ $0.replacing("\u{A0}", with: " ") }) {
        #expect(!text.contains("de \(name)") && !text.contains("que \(name)"), "\(text)")
        #expect(!text.contains("de « \(name)"), "\(text)")
      }
    }
  }

  @Test(
    "A service that is not told by its name begins a sentence as one", arguments: Language.allCases)
  func unproven(_ language: Language) {
    let words = Phrasebook(language)
    #expect(words.pairConfirmed(service: "", device: "7f31").first?.isUppercase == true)
    #expect(words.pairConfirmed(service: "l’Étape", device: "7f31").hasPrefix("l’Étape "))
  }

  @Test("A day, a month and a year are told with the word that goes before each")
  func dates() {
    let dates = ["2026-10-03", "2026-10", "2026"]
    #expect(dates.map(french.on(written:)) == ["le 03/10/2026", "en 10/2026", "en 2026"])
    #expect(
      dates.map(Phrasebook(.english).on(written:)) == ["on 3 Oct 2026", "in Oct 2026", "in 2026"])
    #expect(
      dates.map(Phrasebook(.dutch).on(written:)) == ["op 03/10/2026", "in 10/2026", "in 2026"])
  }

  @Test("One is counted as one, in each language")
  func plurals() {
    let row = SyncRow(
      peer: "00112233", service: "Oseille", sent: 1, received: 0, refused: 2, bytesSent: 0,
      bytesReceived: 0, roundTrips: 1, rootsEqual: true)
    #expect(
      french.syncReport([row]).hasPrefix(
        "Oseille (00112233)\u{A0}: 1 envoyé, 0 reçu, 2 refusés."))
    let report = VerifyReport(
      changes: 1, statements: 1, badSignatures: 0, gaps: 0, parked: 0, unopened: 0)
    #expect(french.verify(report).hasPrefix("Vérifié\u{A0}: 1 modification et 1 acte."))
    #expect(Phrasebook(.english).verify(report).hasPrefix("Verified: 1 change and 1 statement."))
    #expect(
      Phrasebook(.dutch).verify(report).hasPrefix("Gecontroleerd: 1 wijziging en 1 akte."))
  }

  @Test("An open case file is not said to be open twice")
  func openedOnce() {
    let row = CaseRow(id: "c0", names: ["Samira"], openedOn: morning, status: .open)
    let page = french.casePage(CasePage(row: row, volets: []))
    #expect(page.contains("Suivi c0, ouvert le 14/11/2026\n"), "\(page)")
    var closed = row
    closed.status = .closed
    #expect(
      french.casePage(CasePage(row: closed, volets: [])).contains(
        "Suivi c0, ouvert le 14/11/2026, clos\n"))
  }

  @Test("A role and a volet are told by their names", arguments: Language.allCases)
  func rolesAndVolets(_ language: Language) {
    let words = Phrasebook(language)
    for role in Role.allCases {
      for volet in Volet.allCases {
        for rule in [RuleBroken.roleMayNotRead(role, volet), .roleMayNotWrite(role, volet)] {
          let text = words.sentence(.rule(rule))
          #expect(text.contains("(\(words.role(role)))"), "\(text)")
          #expect(text.contains(words.volet(volet)), "\(text)")
        }
      }
    }
  }
}

/// What a French reader must not meet.
enum FrenchFaults {
  static let english = [
    "ended", "default", "file", "name", "none", "missing", "values", "unknown", "the", "and",
    "subcommand", "usage", "help", "show", "error", "invalid", "you", "your", "case", "number",
    "address", "device", "digits", "with", "from",
  ]

  /// The faults of a text, each with its place.
  static func of(_ text: String) -> [String] {
    var faults: [String] = []
    for match in text.matches(of: #/.{0,12}(?: [:;!?»]|« ).{0,8}/#) {
      faults.append("breakable: \(match.0)")
    }
    // Commands and options are typed, not read: they stand between quotation marks, angles or after a hyphen.
    let read = text.replacing(#/« ?carnet[^»]*»/#.dotMatchesNewlines(), with: "")
      .replacing(#/«\x{A0}carnet[^»]*»/#.dotMatchesNewlines(), with: "")
      .replacing(#/--?[a-z][a-z\-]*|[A-Z]+(_[A-Z]+)+/#, with: "")
    let words = Set(read.lowercased().split { !$0.isLetter && $0 != "-" && $0 != "." })
    return faults + english.filter { words.contains(Substring($0)) }.map { "English: \($0)" }
  }
}

@Suite("Every French sentence")
struct EveryFrenchSentenceTests {
  @Test("Facts")
  func facts() {
    for fact in FactSamples.all {
      let text = french.sentence(fact)
      #expect(FrenchFaults.of(text) == [], "\(text)")
    }
  }

  @Test("Each command stands by its French name, and what somebody typed stands as it was")
  func commands() {
    for text in FactSamples.all.map(french.sentence)
      + Command.allCases.map({ french.help($0).abstract + french.help($0).discussion })
      + OptionName.allCases.map({ french.help($0).text })
    {
      #expect(french.typed(text) == text)
    }
    #expect(french.typed("carnet case list --received") == "carnet suivi lister --received")
    #expect(french.typed("carnet right add 7f31") == "carnet droit ajouter 7f31")
    #expect(french.typed("carnet role_access edit") == "carnet regle-d-acces modifier")
    #expect(Phrasebook(.english).typed("carnet case list") == "carnet case list")
    let name = "carnet case list"
    #expect(("« \(name) » : carnet case open" as French).text.hasPrefix("«\u{A0}\(name)\u{A0}»"))
  }

  @Test("Help of commands and options")
  func help() {
    for command in Command.allCases {
      let help = french.help(command)
      #expect(FrenchFaults.of(help.abstract + "\n" + help.discussion) == [], "\(help)")
    }
    for option in OptionName.allCases {
      #expect(FrenchFaults.of(french.help(option).text) == [], "\(option)")
    }
  }

  @Test("Pages, tables, sheets and copies")
  func screens() {
    for (name, text) in FrenchScreens.all {
      #expect(FrenchFaults.of(text) == [], "\(name): \(text)")
    }
  }
}
