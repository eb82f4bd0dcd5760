import CaseFile
import Replication
import Testing

@testable import Words

/// The codes of the command line, as scripts rely on them.
private let expectedCodes: [(Fact, Int32)] = [
  (.access(.wrongPassphrase), 77), (.access(.unknownWorker("a")), 66),
  (.access(.endedWorker("a")), 77), (.access(.notAdmitted("a", digits: "")), 77),
  (.access(.severalWorkers), 64),
  (.lookup(.unknown(.caseFile, "a")), 66), (.lookup(.unknown(.peer, "a")), 66),
  (.rule(.unknownVolet("a")), 64), (.rule(.invalidDate("a")), 64),
  (.rule(.roleMayNotWrite(.secretariat, .sante)), 77),
  (.rule(.roleMayNotRead(.secretariat, .sante)), 77),
  (.rule(.roleMayNotAct(.juriste, others: [])), 77),
  (.rule(.voletNotShareable(.confie)), 77),
  (.rule(.tooLong(.noteText, maximum: 1, found: 2)), 65), (.rule(.noteDeleted), 66),
  (.pairing(.invitationUnreadable), 65), (.pairing(.invitationUsed), 77),
  (.pairing(.invitationExpired), 77), (.pairing(.invitationUnknown), 77),
  (.pairing(.invitationIsOwn), 77), (.pairing(.invitationIsNotOwn), 77),
  (.pairing(.wrongString), 77), (.pairing(.digitsMalformed("1", count: 12)), 64),
  (.pairing(.peerNotVerified("a")), 77),
  (.network(.unreachable("a")), 69), (.network(.protocolBroken("a")), 76),
  (.network(.cannotListen("a")), 73), (.network(.serveRuns), 75), (.network(.newerPeer("a")), 78),
  (.home(.notAHome("a")), 66), (.home(.ledgerMissing("a")), 65), (.home(.alreadyAHome("a")), 73),
  (.home(.cannotCreate("a")), 73),
  (.home(.damaged), 65), (.home(.partlyDamaged(notes: 1, files: 0, records: 0, devices: 0)), 0),
  (.home(.newerVersion), 78), (.home(.readOnly), 74),
  (.home(.diskFull), 74), (.home(.busy), 75), (.home(.clockWentBack), 0),
  (.home(.rootRotationPending), 0), (.home(.lookNotLogged), 0), (.home(.doneUntold), 74),
  (.input(.notUTF8("a")), 65), (.input(.fileMissing("a")), 66), (.input(.usage("a")), 64),
  (.record(.consentAlreadyWithdrawn), 0), (.record(.nothingToDo), 0),
  (.record(.fieldsToChoose(.right, [])), 77),
  (.record(.noteErased), 66), (.record(.noteFromNewerVersion), 78),
]

@Suite("What went wrong, in words")
struct FactTests {
  @Test("Every fact has three different sentences that end, and no line break")
  func sentences() {
    for fact in FactSamples.all {
      let texts = Language.allCases.map { Phrasebook($0).sentence(fact) }
      #expect(Set(texts).count == 3, "\(fact)")
      for text in texts {
        #expect(text.hasSuffix("."), "\(text)")
        #expect(!text.contains("\n"), "\(text)")
        #expect(text.count > 40, "\(text)")
      }
    }
  }

  @Test("What ends for somebody who works here is told with its own article")
  func terms() {
    for (role, beginning) in [
      (Role.stagiaire, "Le stage d’Awa"), (.benevole, "Le bénévolat d’Awa"),
      (.referent, "L’accès d’Awa"),
    ] {
      for fact in [
        AccessFact.termNears("Awa", role, last: nil), .termPassed("Awa", role, last: nil),
      ] {
        let text = Phrasebook(.french).sentence(.access(fact))
        #expect(text.hasPrefix(beginning), "\(text)")
      }
    }
  }

  @Test("Our own rules say why they refuse, wherever somebody can do something about it")
  func refusals() {
    let mute: Set<RefusalCode> = [.unknown, .malformed, .signature, .row, .notYet]
    for language in Language.allCases {
      let said = RefusalCode.allCases.filter { !mute.contains($0) }.map {
        Phrasebook(language).sentence(.record(.refusedByRules($0)))
      }
      // What was purged and what was erased are one thing to people.
      #expect(Set(said).count == said.count - 1)
      #expect(said.allSatisfy { $0.contains(" (") && $0.contains("). ") })
      for code in mute {
        #expect(!Phrasebook(language).sentence(.record(.refusedByRules(code))).contains("("))
      }
    }
  }

  @Test("What is so or not is told by yes or no, and never as a program writes it")
  func flags() {
    let asked = RecordType.all.flatMap { type in
      type.expectations.flatMap { expectation -> [Fact] in
        switch expectation {
        case .said(let reason, where: let field, is: let codes):
          codes.map {
            .record(
              .doubt(
                .unsaid(
                  FieldName("\(type.code).\(reason)"), where: FieldName("\(type.code).\(field)"),
                  is: $0)))
          }
        case .saidAgain, .ordered, .written, .aged: []
        }
      }
    }
    #expect(asked.count > 5)
    for language in Language.allCases {
      let words = Phrasebook(language)
      let told =
        (FactSamples.all + asked).map(words.sentence)
        + RecordType.all.flatMap { type in
          ["true", "false"].flatMap { written in
            let flags = type.fields.filter { $0.content == .flag }
            let values = Dictionary(flags.map { ($0.code, [written]) }) { one, _ in one }
            return words.facts(values, of: type).map(\.value)
          }
        }
      for text in told {
        #expect(!text.contains(#/\b(true|false)\b/#), "\(text)")
      }
    }
  }

  @Test("Every fact has a name of its own, that scripts can match")
  func names() {
    let names = FactSamples.all.map(\.name)
    let twice = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }
    // Told for each reason; told with a day and without one.
    #expect(twice.keys.sorted() == ["consentUnchanged", "earlierBesideConsent"])
    #expect(names.count == 322)
    for name in names {
      #expect(name.wholeMatch(of: /[a-z][A-Za-z0-9]+/) != nil, "\(name)")
    }
  }

  @Test("Exit codes are those of the command line", arguments: expectedCodes)
  func codes(fact: Fact, code: Int32) {
    #expect(fact.exitCode.rawValue == code)
  }

  // Never 14, 18
  @Test("No sentence claims a deletion elsewhere, and none blames")
  func never() {
    let claims = [
      "effacé à distance", "données effacées", "erased remotely", "vous n’avez pas le droit",
      "faute", "your fault", "interdit", "forbidden",
    ]
    for fact in FactSamples.all {
      for language in Language.allCases {
        let text = Phrasebook(language).sentence(fact).lowercased()
        for claim in claims { #expect(!text.contains(claim), "\(text)") }
      }
    }
  }

  @Test("The last line of a failed command is one JSON object")
  func errorLine() {
    #expect(
      Fact.access(.wrongPassphrase).errorLine == #"{"error":"wrongPassphrase","exit":77}"#)
  }

  @Test("What was typed comes back harmless")
  func harmless() {
    let text = Phrasebook(.french).sentence(
      .lookup(.unknown(.caseFile, "a\u{1B}[31m\u{202E}b\nc")))
    #expect(text.contains("«\u{A0}a\u{FFFD}[31m\u{FFFD}b c\u{A0}»"))
  }
}

@Suite("Exact sentences")
struct ExactSentenceTests {
  let french = Phrasebook(.french)
  let english = Phrasebook(.english)

  @Test("A wrong passphrase")
  func passphrase() {
    #expect(
      french.sentence(.access(.wrongPassphrase))
        == "La phrase de passe ne convient pas. Rien n’a été ouvert ni changé. Vérifiez la touche majuscule, puis recommencez. Si vous l’avez oubliée et gardez une feuille de secours\u{A0}: «\u{A0}carnet intervenant recuperer NOM\u{A0}»."
    )
    #expect(
      english.sentence(.access(.wrongPassphrase))
        == "The passphrase does not fit. Nothing was opened or changed. Check the Caps Lock key, then try again. If you forgot it and keep a recovery sheet: “carnet worker recover NAME”."
    )
  }

  @Test("An unknown volet lists those there are")
  func volet() {
    #expect(
      english.sentence(.rule(.unknownVolet("kitchen")))
        == "“kitchen” is not a known volet. Nothing was saved. Possible choices: contact, plan, rights, housing, work, family, appointments, residence, law, health, confided, team, internal."
    )
  }

  @Test("A role that may not write")
  func role() {
    #expect(
      french.sentence(.rule(.roleMayNotWrite(.secretariat, .droits)))
        == "Votre rôle (secrétariat) n’écrit pas dans le volet «\u{A0}Mes papiers, mes droits, mon argent\u{A0}». Rien n’a été enregistré\u{A0}: gardez votre texte. Choisissez un autre volet, ou confiez-le à la personne référente."
    )
  }

  @Test("A wrong string voids the invitation and says so")
  func string() {
    #expect(
      english.sentence(.pairing(.wrongString))
        == "These are not the same digits. The invitation is void and nothing was exchanged: somebody may stand between you. Call the other operator, then start again with a new invitation."
    )
  }

  @Test("A date that will not do, as people write it")
  func until() throws {
    let date = try CalendarDate(parsing: "2025-03-05")
    #expect(
      french.sentence(.record(.untilInThePast(date)))
        == "L’accord finirait le 05/03/2025, qui est passé. Aucun accord n’a été enregistré. Choisissez un jour à venir avec la personne."
    )
    #expect(
      english.sentence(.record(.untilInThePast(date))).contains("would end on 5 Mar 2025,"))
  }

  @Test("Several workers, of whom none has said who it is")
  func several() {
    #expect(
      french.sentence(.access(.severalWorkers))
        == "Plusieurs personnes travaillent sur cet appareil. Rien n’a été ouvert. Dites qui vous êtes avec --comme NOM."
    )
  }

  @Test("A text that is too long, with its unit")
  func long() {
    #expect(
      french.sentence(.rule(.tooLong(.noteText, maximum: 262_144, found: 262_145)))
        == "Texte de la note\u{A0}: 262145 octets, et la limite est de 262144. Rien n’a été coupé ni enregistré. Raccourcissez, ou écrivez deux notes."
    )
  }
}
