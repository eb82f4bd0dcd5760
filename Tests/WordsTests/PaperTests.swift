import CaseFile
import Notebook
import Testing

@testable import Words

/// The papers that a person keeps say what is so on the day they are made.
@Suite("The papers of a person")
struct PaperTests {
  private func receipt(
    _ status: ConsentStatus, _ events: [ConsentRow.Event], bothWays: Bool = false
  ) throws -> ConsentReceipt {
    ConsentReceipt(
      person: "Idriss", from: "Ormeval",
      consent: ConsentRow(
        id: "c1", to: "Oseille", volets: [.droits], past: .none, effective: .now,
        until: try day("2027-11-03"), bothWays: bothWays, status: status, events: events),
      proof: .letter, explainedIn: try LanguageTag(parsing: "fr"), givenAt: morning,
      recordedBy: "Claire")
  }

  private func event(
    _ event: ConsentEvent, _ volets: [Volet] = [], cause: EndingCause? = nil
  ) -> ConsentRow.Event {
    .init(event: event, at: morning, by: "Claire", volets: volets, cause: cause)
  }

  /// What ended it, and a word that says so in each language.
  private static let endings: [(ConsentStatus, ConsentEvent, [String])] = [
    (.withdrawn, .withdrawn, ["changé d’avis", "changed my mind", "ben van gedacht veranderd"]),
    (.expired, .expired, ["03/11/2027", "3 Nov 2027", "03/11/2027"]),
    (.ceased, .ceased, ["a arrêté mon suivi", "ended its follow-up", "opvolging beëindigd"]),
    (.stopped, .stopped, ["arrêter ce partage", "stop this sharing", "delen te stoppen"]),
    (.unlinked, .unlinked, ["par erreur", "by mistake", "bij vergissing"]),
    (.disputed, .disputed, ["pas d’accord", "disagree", "niet eens"]),
  ]
  private static let asIfItStood = ["peut montrer", "may show", "mag notities"]
  private static let stops = ["Cela s’arrête", "It stops on", "Het stopt op"]

  @Test("A consent that ended says so first, when and why, and lets nothing be shown")
  func ended() throws {
    for (status, ending, reasons) in Self.endings {
      for (place, language) in Language.allCases.enumerated() {
        let words = Phrasebook(language)
        let reason = reasons[[Language.french, .english, .dutch].firstIndex(of: language) ?? place]
        for easy in [true, false] {
          let paper = words.consentReceipt(
            try receipt(status, [event(.given), event(ending)]), easy: easy)
          #expect(paper.contains(reason), "\(status): \(paper)")
          let now = words.say("C’est arrêté depuis le", "This stopped on", "Dit is gestopt op")
          #expect(paper.contains(now), "\(status): \(paper)")
          for word in Self.asIfItStood + Self.stops {
            #expect(!paper.contains(word), "\(status): \(paper)")
          }
        }
        let planned = words.consentReceipt(
          try receipt(
            status, [event(.planned), event(status == .ceased ? .cancelled : ending)]), easy: true)
        let never = words.say("Cela n’a jamais commencé.", "It never began.", "nooit begonnen.")
        #expect(planned.contains(never) && planned.contains(reason), "\(status): \(planned)")
      }
    }
  }

  @Test("A paper is headed by what stands, and says each erasure once, with what was erased")
  func erasedOnce() throws {
    var paper = try receipt(
      .withdrawn,
      [
        event(.given), event(.narrowed, [.logement]), event(.purgeAsked, [.logement]),
        event(.purgeAttested, [.logement]), event(.withdrawn), event(.purgeAsked, [.droits]),
        event(.purgeAttested, [.droits]), event(.purgeAttested, [.droits]),
      ])
    paper.consent.agreed = [.droits, .logement]
    let easy = french.consentReceipt(paper, easy: true).replacing("\u{A0}", with: " ")
    #expect(easy.hasPrefix("C’EST ARRÊTÉ\n") && !easy.contains("J’AI DIT OUI"), "\(easy)")
    let answers = easy.split(separator: "\n").filter { $0.contains("c’est effacé") }
    #expect(
      answers == [
        "Le 14/11/2026, Oseille a dit que c’est effacé : Où je dors, mon logement.",
        "Le 14/11/2026, Oseille a dit que c’est effacé : Mes papiers, mes droits, mon argent.",
      ], "\(easy)")
    // One that waits for a release says so, and one that never began is not headed by a yes.
    paper.consent.events = [event(.planned), event(.withdrawn)]
    #expect(french.consentReceipt(paper, easy: true).hasPrefix("CELA N’A PAS COMMENCÉ\n"))
    var planned = try receipt(.planned, [event(.planned)])
    planned.consent.effective = .release
    #expect(french.consentReceipt(planned, easy: true).contains("le jour convenu avec moi"))
    for easy in [true, false] {
      for words in [french, Phrasebook(.english), Phrasebook(.dutch)] {
        let paper = words.consentReceipt(planned, easy: easy).lowercased()
        for told in ["sortie", "justice", "release", "law", "vrijlating", "justitie"] {
          #expect(!paper.contains(told), "\(paper)")
        }
      }
    }
  }

  @Test("The summary of a consent that has ended names what was agreed, not what was left")
  func summary() throws {
    var row = try receipt(.withdrawn, [event(.given)]).consent
    row.agreed = [.droits, .logement]
    #expect(french.consentLine(row).contains("Où je dors, mon logement"))
    row.status = .given
    #expect(!french.consentLine(row).contains("Où je dors, mon logement"))
  }

  @Test("On hold, nothing is shown, and what to do is said; replaced, the other one is named")
  func heldAndReplaced() throws {
    var replaced = try receipt(.replaced, [event(.given)])
    replaced.replacedOn = afternoon
    for language in Language.allCases {
      let words = Phrasebook(language)
      let held = words.consentReceipt(try receipt(.suspended, [event(.given)]), easy: true)
      let other = words.consentReceipt(replaced, easy: true)
      #expect(held.contains(words.say("en pause", "on hold", "ligt het stil")), "\(held)")
      #expect(
        other.contains(
          words.say(
            "l’a remplacé le 14/11/2026", "took its place on 14 Nov 2026",
            "kwam in de plaats op 14/11/2026")), "\(other)")
      for word in Self.asIfItStood + Self.stops {
        #expect(!held.contains(word) && !other.contains(word))
      }
    }
  }

  @Test("A consent that stands says what was taken back, and what the other service answered")
  func narrowed() throws {
    var paper = try receipt(
      .given,
      [
        event(.given), event(.narrowed, [.logement]), event(.purgeAsked, [.logement]),
        event(.purgeAttested, [.logement]), event(.purgeAsked, [.sante]),
      ])
    paper.consent.agreed = [.droits, .logement]
    let easy = french.consentReceipt(paper, easy: true).replacing("\u{A0}", with: " ")
    for line in [
      "Ormeval peut montrer des notes sur moi à Oseille.",
      "  – Mes papiers, mes droits, mon argent",
      "J’avais aussi dit oui pour : Où je dors, mon logement. C’est arrêté depuis le 14/11/2026.",
      "Cela s’arrête le 03/11/2027.",
      "Le 14/11/2026, Ormeval a demandé à Oseille d’effacer : Où je dors, mon logement.\nLe 14/11/2026, Oseille a dit que c’est effacé : Où je dors, mon logement.",
      "Le 14/11/2026, Ormeval a demandé à Oseille d’effacer : Ma santé.\nOseille n’a pas encore répondu.",
    ] {
      #expect(easy.contains(line + "\n"), "\(line): \(easy)")
    }
    let whole = french.consentReceipt(paper, easy: false).replacing("\u{A0}", with: " ")
    for line in [
      "Volets : Mes papiers, mes droits, mon argent ; Où je dors, mon logement",
      "Il en reste : Mes papiers, mes droits, mon argent",
      "retiré de l’accord : Où je dors, mon logement – Claire",
      "effacement attesté : Où je dors, mon logement",
    ] {
      #expect(whole.contains(line), "\(line): \(whole)")
    }
  }
}
