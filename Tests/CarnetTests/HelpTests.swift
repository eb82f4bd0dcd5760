import Foundation
import Testing
import Words

@Suite("Help and names")
struct HelpTests {
  /// Canonical commands and their French names.
  static let names: [(String, String)] = [
    ("init", "creer"), ("serve", "servir"), ("worker add", "intervenant ajouter"),
    ("worker admit", "intervenant admettre"), ("worker list", "intervenant lister"),
    ("worker end", "intervenant terminer"), ("worker extend", "intervenant prolonger"),
    ("worker recovery", "intervenant secours"), ("worker recover", "intervenant recuperer"),
    ("passphrase change", "phrase changer"), ("doctor", "diagnostic"),
    ("pair invite", "apparier inviter"), ("pair accept", "appairer accepter"),
    ("pair confirm", "apparier confirmer"), ("pair address", "apparier adresse"),
    ("pair list", "apparier lister"), ("pair remove", "apparier retirer"),
    ("case open", "suivi ouvrir"), ("case list", "suivi lister"), ("case show", "suivi montrer"),
    ("case link", "suivi relier"), ("case close", "suivi clore"), ("note add", "note ajouter"),
    ("note edit", "note modifier"), ("note delete", "note supprimer"),
    ("note erase", "note effacer"),
    ("note list", "note lister"), ("note show", "note montrer"),
    ("note history", "note historique"), ("consent give", "consentement donner"),
    ("consent refuse", "consentement refuser"), ("consent withdraw", "consentement retirer"),
    ("consent list", "consentement lister"),
    ("consent show", "consentement montrer"), ("release", "liberation"), ("release", "sortie"),
    ("session open", "session ouvrir"), ("session lock", "session fermer"),
    ("session show", "session montrer"),
    ("sync", "synchroniser"), ("status", "etat"), ("search", "chercher"), ("log", "journal"),
    ("appointment outcome", "rendez-vous issue"), ("appointment slip", "rendez-vous papillon"),
    ("verify", "verifier"), ("export", "exporter"), ("service sheet", "service fiche"),
    ("service publish", "service publier"), ("service withdraw", "service retirer"),
    ("partner publish", "partenaire publier"), ("partner copy", "partenaire copier"),
    ("case call", "suivi appeler"), ("caseload", "file-active"), ("requests", "demandes"),
    ("handover", "transmettre"), ("case reader", "suivi lecture"),
  ]

  static func help(_ line: String, _ language: String) throws -> Program.Answer {
    let office = try Office()
    return try office.start(
      line.split(separator: " ").map(String.init) + ["--help"], as: nil,
      environment: ["LANG": language]
    ).wait()
  }

  @Test("A kind that lives in no case file is not said to be written in one, and notes name EDITOR")
  func kinds() throws {
    let office = try Office()
    for kind in ["role_access", "meeting_place", "partner"] {
      let page = try office.run(kind, "add", "--help", as: nil)
      #expect(page.code == 0 && !page.out.contains("dans un suivi"), "\(page)")
      #expect(page.out.contains("fiche du service"), "\(page)")
      let list = try office.run(kind, "list", "--help", as: nil)
      #expect(!list.out.contains("fiches d’un suivi"), "\(list)")
    }
    #expect(try office.run("right", "add", "--help", as: nil).out.contains("dans un suivi"))
    for (kind, namesNobody) in [("outreach", true), ("meeting_place", false)] {
      let page = try office.run(kind, "add", "--help", as: nil).out
      #expect(page.contains("Aucun nom") == namesNobody, "\(page)")
    }
    // Where labels are listed that nobody of the field has read, it says so.
    for (kind, listsLabels) in [("right", true), ("note", true), ("convention", false)] {
      let page = try office.run(kind, "add", "--help", as: nil).out.split { $0.isWhitespace }
      #expect(page.joined(separator: " ").contains("non relu par") == listsLabels, "\(page)")
    }
    for deed in ["add", "edit"] {
      #expect(try office.run("note", deed, "--help", as: nil).out.contains("EDITOR"))
    }
  }

  @Test("Each French name is the same command", arguments: names)
  func aliases(_ english: String, _ french: String) throws {
    let page = try Self.help(english, "fr_FR.UTF-8")
    #expect(page.code == 0)
    #expect(page.err == "")
    #expect(page.out == (try Self.help(french, "fr_FR.UTF-8")).out)
    #expect(page.out != (try Self.help(english, "en_GB.UTF-8")).out)
  }

  @Test("An option takes a value when it is typed as its pages say, wherever it stands")
  func values() throws {
    var takesValue: [String: Bool] = [:]
    for (command, _) in Self.names {
      for line in try Self.help(command, "en_GB.UTF-8").out.split(separator: "\n") {
        let shown = #/^  (?:-h, )?--([a-z\-]+)( \[?<)?/#
        guard let option = line.firstMatch(of: shown) else { continue }
        let (name, says) = (String(option.1), option.2 != nil)
        #expect(takesValue[name, default: says] == says, "\(command): \(line)")
        takesValue[name] = says
      }
    }
    #expect(takesValue.count > 40)
    // Those of a kind of record are known once the kind is.
    for (name, says) in takesValue where OptionSpelling.canonical(name) != nil {
      let office = try Office()
      let answer = try office.start(["--\(name)=x", "--help"], as: nil).wait()
      let isTaken = answer.code == 0
      #expect(isTaken == (says || name == "help"), "--\(name): \(answer.err)")
    }
  }

  @Test("The first page, in French")
  func french() throws {
    #expect(try Self.help("", "fr_FR.UTF-8").out == Self.frenchPage)
  }

  @Test("The page of a command, in English")
  func english() throws {
    #expect(try Self.help("note add", "en_GB.UTF-8").out == Self.englishPage)
  }

  @Test("The language follows --lang, then the locale, then is French")
  func language() throws {
    let made = try Template.copy()
    func error(_ variables: [String: String], _ options: String...) throws -> String {
      try made.office.start(
        ["case", "show", "ffffffff"] + options, environment: ["LANG": ""].merging(variables) { $1 }
      ).wait().err
    }
    #expect(try error([:]).contains("Aucun suivi"))
    #expect(try error(["LC_ALL": "C", "LANG": "en_US"]).contains("Aucun suivi"))
    #expect(try error(["LANG": "nl_BE.UTF-8"]).contains("Hier is geen dossier"))
    #expect(try error(["LC_MESSAGES": "en_GB", "LANG": "nl_BE"]).contains("There is no case"))
    #expect(try error(["LANG": "nl_BE"], "--lang", "en").contains("There is no case"))
    #expect(try error(["LANG": "nl_BE"], "--lang=fr").contains("Aucun suivi"))
  }

  @Test("Nothing names what does not exist", arguments: ["bundle", "device", "backup"])
  func absent(_ command: String) throws {
    let answer = try Office().run(command, "--json", as: nil)
    #expect(answer.lastError == #"{"error":"usage","exit":64}"#)
  }
}
