import CaseFile
import Notebook
import Store
import Testing

@testable import Words

/// 14/11/2026, 15 h 02 in Paris and Brussels.
let afternoon = ZonedMoment(milliseconds: 1_794_664_920_000, offset: 60)
let morning = ZonedMoment(milliseconds: 1_794_644_460_000, offset: 60)
let french = Phrasebook(.french)

func day(_ text: String) throws -> CalendarDate { try CalendarDate(parsing: text) }

@Suite("What is on the screen")
struct ScreenTests {
  @Test("A clock that nobody believes tells no date, and what is empty leaves no mark")
  func strangersNote() {
    let now: Int64 = 1_795_000_000_000
    func page(_ milliseconds: Int64, author: String = "Mo") -> String {
      let row = RecordRow(
        id: "7f31", caseID: "00", volet: .droits, kinds: [author.isEmpty ? "" : "entretien"],
        author: author, service: "Cigale", isReceived: true,
        entered: ZonedMoment(milliseconds: milliseconds, offset: 0).judged(at: now),
        titles: [author.isEmpty ? "" : "Mot"], standing: .current)
      return french.notePage(RecordPage(row: row, text: "Texte.\n")) + french.noteList([row])
    }
    for (moment, said) in [(Int64(0), "01/01/1970"), (253_402_300_799_000, "31/12/9999")] {
      let shown = page(moment)
      #expect(
        shown.contains(
          "\nsaisi à une date inconnue (l’horloge de l’appareil disait \(said))\n"), "\(shown)")
      #expect(!shown.contains("saisi le"), "\(shown)")
    }
    #expect(page(.max).contains("\nsaisi à une date inconnue\n"))
    #expect(page(now - 1).contains("saisi le "))
    let empty = page(now, author: "")
    #expect(empty.hasPrefix("Mes papiers, mes droits, mon argent – Cigale\n"), "\(empty)")
    #expect(!empty.contains("–  –") && !empty.contains("– –") && !empty.contains("– (Cigale)"))
  }

  @Test("Dates and hours are written as people write them")
  func dates() throws {
    #expect(french.hour(afternoon) == "15 h 02")
    #expect(french.moment(afternoon) == "14/11/2026 à 15 h 02")
    #expect(Phrasebook(.english).moment(afternoon) == "14 Nov 2026 at 15:02")
    #expect(Phrasebook(.dutch).moment(afternoon) == "14/11/2026 om 15.02 uur")
    #expect(try french.date(day("1987-03")) == "03/1987")
    #expect(try french.date(day("1987")) == "1987")
    #expect(french.day(ZonedMoment(milliseconds: .max, offset: 0)) == "date inconnue")
    #expect(afternoon.timestamp == "2026-11-14T15:02:00+01:00")
    #expect(ZonedMoment(milliseconds: 0, offset: -210).timestamp == "1969-12-31T20:30:00-03:30")
    #expect(ZonedMoment(milliseconds: 0, offset: 0).timestamp == "1970-01-01T00:00:00Z")
  }

  // Never 13
  @Test("After saving, it says where the note is, where it will go and where it will not")
  func saved() {
    let text = french.recordSaved(
      id: "7f31", willReach: ["Service SMA (bureau)"], willNotReach: [UnreachedService("Bruxelles")]
    )
    #expect(
      text == """
        Enregistré sur cet appareil. Sera transmis à\u{A0}: Service SMA (bureau). Pas transmis à\u{A0}: Bruxelles (aucun accord).
        Note\u{A0}: 7f31

        """)
    #expect(
      Phrasebook(.dutch).recordSaved(id: "7f31", willReach: [], willNotReach: [])
        == "Bewaard op dit toestel.\nNotitie: 7f31\n")
    // "No consent" is said where there is none, and nowhere else.
    let others = Unreached.allCases.filter { $0 != .noConsent }.map { UnreachedService("A", $0) }
    let beside = french.recordSaved(id: "7f31", willReach: [], willNotReach: others)
    #expect(!beside.contains("aucun accord") && beside.contains("porte sur d’autres volets"))
  }

  // Never 14
  @Test("A withdrawal never claims that anything vanished elsewhere")
  func withdrawn() {
    var report = WithdrawalReport(
      at: afternoon, service: "Extra-muros Haute-Rive", volets: [.droits, .agenda],
      confirmation: .awaited(lastExchange: morning))
    report.sent = [.droits]
    report.isAnnounced = true
    #expect(
      french.consentWithdrawn(report) == """
        Retrait enregistré à 15 h 02\u{A0}: Mes papiers, mes droits, mon argent\u{A0}; Mes rendez-vous.
        Nous demandons à Extra-muros Haute-Rive d’effacer ce que ce service a reçu dans\u{A0}: Mes papiers, mes droits, mon argent.
        Confirmation\u{A0}: en attente (dernier échange\u{A0}: 14/11/2026 à 09 h 21).
        Ce service garde les notes qu’il a écrites lui-même\u{A0}; ce qui a été lu ne peut pas être oublié.

        """)
    var planned = report
    (planned.wasOnlyPlanned, planned.sent, planned.isAnnounced) = (true, [], false)
    for language in Language.allCases {
      let told = Phrasebook(language).consentWithdrawn(planned)
      for word in ["effacer", "Confirmation", "erase", "wissen", "Bevestiging"] {
        #expect(!told.contains(word), "\(told)")
      }
    }
    var full = report
    (full.isUnwritable, full.sent) = (true, [])
    #expect(
      french.consentWithdrawn(full) == """
        Retrait enregistré à 15 h 02\u{A0}: Mes papiers, mes droits, mon argent\u{A0}; Mes rendez-vous.
        Un partage avec Extra-muros Haute-Rive ne prend plus rien\u{A0}: rien n’y passe plus, et la demande d’effacer n’a pas pu y être écrite. Demandez-le à ce service par un autre moyen.

        """)
    for language in Language.allCases {
      let told = Phrasebook(language).consentWithdrawn(full)
      for word in ["Confirmation", "Bevestiging", "Aucune note", "No note", "Geen enkele"] {
        #expect(!told.contains(word), "\(told)")
      }
    }
  }

  @Test("A list of case files shows a name, what tells namesakes apart, a day and a state")
  func cases() {
    let rows = [
      CaseRow(
        id: "00112233445566778899", names: ["Samira D."], born: "1990-03", openedOn: morning,
        status: .open,
        toSettle: 1),
      CaseRow(
        id: "ffeeddccbbaa99887766", names: ["Karim", "Karim B."], openedOn: morning,
        status: .closed),
    ]
    #expect(
      french.caseList(rows) == """
        SUIVI     NOM               NAISSANCE  OUVERT LE   ÉTAT
        00112233  Samira D.         03/1990    14/11/2026  ouvert  1 passage à accorder
        ffeeddcc  Karim / Karim B.             14/11/2026  clos

        """)
    #expect(french.caseList([]).hasPrefix("Aucun suivi sur cet appareil."))
    for language in Language.allCases {
      let book = Phrasebook(language)
      let option = "--" + (OptionSpelling.names(of: "received", in: book).first ?? "")
      for number in [1, 2, 31] {
        let told = book.caseList([], named: "Aïcha", received: number)
        #expect(told.contains("Aïcha") && told.contains("\(number) "), "\(told)")
        #expect(told.contains(option), "\(told)")
      }
      #expect(!book.caseList([], named: "Aïcha").contains(option))
    }
  }

  @Test("A received share names its service, its consent and its end")
  func received() throws {
    let row = ReceivedRow(
      id: "aabb", from: "Service Oseille intra-muros", name: "Idriss", volets: [.contact, .droits],
      consent: "ccdd", sharedSince: afternoon, until: try day("2027-11-03"))
    #expect(
      french.receivedList([row]) == """
        Idriss – volets reçus de Service Oseille intra-muros (partagés depuis le 14/11/2026, jusqu’au 03/11/2027)
          naissance inconnue
          Qui je suis et comment me joindre\u{A0}; Mes papiers, mes droits, mon argent
          Partage\u{A0}: aabb
          Pas encore relié à un suivi de votre service

        """)
  }

  @Test("A note says what was written apart, in the order of its text, and by whom")
  func writtenApart() {
    let row = RecordRow(
      id: "7f31", caseID: "00", volet: .droits, kinds: ["entretien"], author: "Claire",
      service: "Oseille", entered: morning)
    let page = RecordPage(
      row: row, text: "Avant. Rendez-vous\nmardi.",
      apart: [
        ProseWrittenApart(
          range: 0..<25, standing: "Avant. Rendez-vous\nmardi.",
          sides: [
            WrittenValue(value: "Avant. ", author: "Claire", entered: morning),
            WrittenValue(value: "Rendez-vous\nmardi.", author: "Hugo\u{7}", entered: afternoon),
            WrittenValue(value: " ", author: "Awa", entered: nil),
          ])
      ])
    #expect(
      french.notePage(page) == """
        Mes papiers, mes droits, mon argent – entretien – Claire
        saisi le 14/11/2026 à 09 h 21
        Écrit séparément, à relire ensemble\u{A0}: corrigez, ou dites que cela se lit bien (carnet note accorder).
          Dans la note\u{A0}: «\u{A0}Avant. Rendez-vous mardi.\u{A0}»
          «\u{A0}Avant.\u{A0}» – laissé ainsi par Claire (14/11/2026 à 09 h 21)
          «\u{A0}Rendez-vous mardi.\u{A0}» – laissé ainsi par Hugo\u{FFFD} (14/11/2026 à 15 h 02)
          (plus rien) – laissé ainsi par Awa (date inconnue)

        Avant. Rendez-vous
        mardi.

        """)
    #expect(
      page.json.text.hasSuffix(
        #""conflicts":[{"range":{"start":0,"end":25},"standing":"Avant. Rendez-vous\nmardi.","values":[{"value":"Avant. ","author":"Claire","entered":"2026-11-14T09:21:00+01:00"},{"value":"Rendez-vous\nmardi.","author":"Hugo\u0007","entered":"2026-11-14T15:02:00+01:00"},{"value":" ","author":"Awa","entered":null}]}]}"#
      ), "\(page.json.text)")
    for language in Language.allCases {
      #expect(Phrasebook(language).notePage(page).contains("Rendez-vous mardi."))
    }
  }

  @Test("A note shows both values of a field until a person chooses")
  func conflict() {
    let row = RecordRow(
      id: "7f31", caseID: "00", volet: .droits, kinds: ["entretien"], author: "Claire",
      service: "Oseille",
      happened: ["2026-11-13"], entered: morning, titles: ["Papiers", "Mairie"],
      standing: .conflict)
    let page = RecordPage(
      row: row, text: "Rendez-vous mardi.\u{7}",
      conflicts: [
        ConflictingField(
          field: .title,
          values: [
            WrittenValue(value: "Papiers", author: "Claire", entered: morning),
            WrittenValue(value: "Mairie", author: "Hugo", entered: afternoon),
          ])
      ])
    #expect(
      french.notePage(page) == """
        Papiers / Mairie
        Mes papiers, mes droits, mon argent – entretien – Claire
        s’est passé le 13/11/2026, saisi le 14/11/2026 à 09 h 21
        Titre\u{A0}: 2 versions. Gardez-en une ou écrivez la bonne\u{A0}; toutes restent consultables.
          Papiers – écrit par Claire (14/11/2026 à 09 h 21)
          Mairie – écrit par Hugo (14/11/2026 à 15 h 02)

        Rendez-vous mardi.\u{FFFD}

        """)
    #expect(french.noteList([row]).contains("Papiers / Mairie  à accorder\n"))
  }

  // Never 7
  @Test(
    "What another service wrote is cut in lists as ours would be, with a word for it, and whole in the note"
  )
  func bounded() {
    let long = String(repeating: "T", count: 300_000)
    let row = RecordRow(
      id: "7f31", caseID: "00", volet: .droits, kinds: [long], author: "Mo", service: "Cigale",
      isReceived: true, happened: [long], entered: morning, titles: [long], standing: .current)
    let list = french.noteList([row])
    #expect(list.contains(String(repeating: "T", count: 500) + "… (coupé ici)\n"))
    #expect(list.utf8.count < 1600, "\(list.utf8.count)")
    #expect(french.notePage(RecordPage(row: row, text: "")).contains(long))
    let found = french.search(
      [SearchRow(note: "7f31", caseID: "00", volet: .droits, titles: [long], snippet: "x")],
      total: 1)
    #expect(found.contains("… (coupé ici)") && found.utf8.count < 1000)
    func received(_ name: String, born: String?) -> String {
      french.receivedList([
        ReceivedRow(
          id: "59f9", from: "Cigale", name: name, volets: [.droits], consent: "c1", until: nil,
          born: born)
      ])
    }
    let person = received(String(repeating: "N", count: 100_000), born: "0000-99-99")
    #expect(person.contains(String(repeating: "N", count: 200) + "… (coupé ici) – volets reçus"))
    #expect(person.contains("naissance inconnue") && !person.contains("99"))
    #expect(received("", born: "A\u{1B}[2J").hasPrefix("(sans nom) – volets reçus"))
    #expect(received("\u{200B} ", born: nil).hasPrefix("(sans nom) – volets reçus"))
    #expect(received("Anouk", born: "1990-05").contains("Anouk – volets reçus"))
    #expect(received("Anouk", born: "1990-05 / 1991").contains(" / 1991"))
  }

  @Test("Of two devices that nobody compared, nobody says that they differ")
  func uncompared() {
    var row = StatusRow(
      peer: "5ee7", service: "Cigale", sent: 1, received: 0, pending: 0, refused: 0,
      lastExchange: morning, rootsEqual: false)
    #expect(french.status([row]).contains("différents"))
    row.isCompared = false
    #expect(french.status([row]).contains("non comparés"))
    #expect(row.json.text.contains(#""rootsEqual":null"#))
  }

  @Test("A consent tells its history, a refusal holds no volet")
  func consents() throws {
    let given = ConsentRow(
      id: "c1", to: "Haute-Rive", volets: [.contact, .droits], past: .none, effective: .now,
      until: try day("2027-11-03"), bothWays: false, status: .given,
      events: [.init(event: .given, at: afternoon, by: "Claire")])
    let refused = ConsentRow(
      id: "c2", to: "Bruxelles", volets: [], past: .none, effective: .now, until: nil,
      bothWays: false, status: .refused)
    #expect(
      french.consentList([given, refused]) == """
        Haute-Rive\u{A0}: donné – Qui je suis et comment me joindre\u{A0}; Mes papiers, mes droits, mon argent – jusqu’au 03/11/2027
          Passé\u{A0}: seulement à partir de l’accord
          Prend effet\u{A0}: tout de suite
          Dans un seul sens
          Accord\u{A0}: c1
          14/11/2026 à 15 h 02 – donné – Claire

        Bruxelles\u{A0}: refusé
          Accord\u{A0}: c2

        """)
    #expect(
      french.consentGiven(given).hasPrefix(
        "Accord enregistré pour Haute-Rive.\nRecevra jusqu’au 03/11/2027\u{A0}: "))
    #expect(
      french.consentRefused(to: "Bruxelles")
        == "Refus enregistré. Bruxelles ne reçoit rien et n’en saura rien.\n")
  }

  @Test("What left is told once for each service, with its kinds, and no promise of what it did")
  func transmitted() throws {
    let sent = SentSoFar(
      to: "Oseille", counts: ["note": 7, "appointment": 2], lastExchange: afternoon)
    var row = ConsentRow(
      id: "c1", to: "Oseille", volets: [.droits], past: .none, effective: .now,
      until: try day("2027-11-03"), bothWays: false, status: .given)
    row.sent = sent
    let list = french.consentList([row, row])
    let line =
      "Déjà transmis à Oseille\u{A0}: 7 notes, rendez-vous\u{A0}: 2, jusqu’au dernier échange, le 14/11/2026 à 15 h 02\n"
    #expect(list.ranges(of: line).count == 1, "\(list)")
    #expect(list.contains("le carnet ne le sait pas"))
    #expect(row.json.text.contains(#""sent":{"counts":{"note":7,"appointment":2}"#), "\(row.json)")
    #expect(!french.transmitted([]).contains("transmis"))
  }

  @Test("What changes and what stays stand side by side, and the paper to make is named")
  func changed() throws {
    var row = ConsentChangeRow(
      kind: .narrowed, former: "00112233445566778899aabbccddeeff", to: "Oseille",
      removed: [.droits], left: [.agenda], formerUntil: try day("2027-11-03"),
      until: try day("2027-11-03"))
    row.sent = SentSoFar(to: "Oseille", counts: ["note": 7], lastExchange: afternoon)
    let narrowed = french.consentChange(row)
    let halves = narrowed.split(separator: "Ce qui reste")
    #expect(halves.count == 2)
    #expect(halves[0].contains("− Mes papiers, mes droits, mon argent → Oseille"), "\(narrowed)")
    #expect(halves[1].contains("Mes rendez-vous → Oseille") && halves[1].contains("03/11/2027"))
    #expect(halves[1].contains("Déjà transmis à Oseille\u{A0}: 7 notes"), "\(narrowed)")
    let paper = french.receiptReplaced(row, by: row.former)
    #expect(
      paper.contains("remplacé") && paper.contains("consentement recepisse 00112233"), "\(paper)")
    (row.kind, row.removed, row.isNew) = (.renewed, [], true)
    row.until = try day("2028-11-03")
    #expect(french.askConsentChange(row).hasPrefix("Cet accord a pris fin"))
    #expect(french.askConsentChange(row).contains("jusqu’au 03/11/2028, et non plus"))
    #expect(
      row.json(now: "ccdd").text.contains(#""former":"00112233445566778899aabbccddeeff""#))
  }

  // Never 13
  @Test("The status gives numbers and a date for each peer, never a mark alone")
  func status() {
    let rows = [
      StatusRow(
        peer: "aabbccddeeff", service: "Haute-Rive", sent: 7, received: 2, pending: 1, refused: 0,
        lastExchange: afternoon, rootsEqual: true),
      StatusRow(
        peer: "99aabbccddee", service: "Maison", sent: 7, received: 2, pending: 0, refused: 0,
        lastExchange: afternoon, rootsEqual: true),
      StatusRow(
        peer: "112233445566", service: "Bureau", sent: 0, received: 0, pending: 4, refused: 0,
        lastExchange: nil, rootsEqual: false),
    ]
    #expect(
      french.status(rows) == """
        APPAREIL  SERVICE     ENVOYÉS  REÇUS  EN ATTENTE  REFUSÉS  DERNIER ÉCHANGE       À LA FIN
        aabbccdd  Haute-Rive  7        2      1           0        14/11/2026 à 15 h 02  identiques, puis du nouveau
        99aabbcc  Maison      7        2      0           0        14/11/2026 à 15 h 02  identiques
        11223344  Bureau      0        0      4           0        jamais                –

        """)
    #expect(!french.status(rows).contains("✓"))
  }

  @Test("An exchange tells what passed, or why not")
  func sync() {
    let rows = [
      SyncRow(
        peer: "aabbccddee", service: "A", sent: 1, received: 0, refused: 0, bytesSent: 900,
        bytesReceived: 300, roundTrips: 1, rootsEqual: true),
      SyncRow(
        peer: "bbaa", service: "B", sent: 0, received: 0, refused: 0, bytesSent: 900,
        bytesReceived: 300, roundTrips: 1, rootsEqual: false,
        error: .network(.noAddress("B"))),
    ]
    let text = Phrasebook(.english).syncReport(rows)
    #expect(
      text == """
        A (aabbccdd): 1 sent, 0 received, 0 refused. Both devices hold the same of what they share.
        B (bbaa): No address is known for “B”. Nothing was exchanged. Give it with “carnet pair address”, or wait for the other device to call.

        """)
  }

  @Test("Names of other people never move the cursor")
  func hostile() {
    let row = PairingRow(
      id: "aa", service: "A\u{1B}[2J\u{9B}\nB", state: .proven, sas: "1234 5678 9012")
    let text = french.pairList([row])
    #expect(text.contains("A\u{FFFD}[2J\u{FFFD} B"))
    #expect(text.contains("1234 5678 9012"))
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test("Lists and sheets exist in every language", arguments: Language.allCases)
  func everyLanguage(language: Language) throws {
    let book = Phrasebook(language)
    let day = try CalendarDate(parsing: "2027-01-02")
    let texts = [
      book.released(on: day, begun: [], waiting: []),
      book.caseList([]), book.receivedList([]), book.noteList([]), book.consentList([]),
      book.pairList([]), book.syncReport([]), book.status([]),
      book.workerList([], lastDay: { _ in nil }), book.log([]),
      book.search([], total: 0), book.recordDeleted(),
      book.wordsArePrepared(share: 0, seconds: nil),
      book.wordsArePrepared(share: 0.999, seconds: 8),
      book.recordErased([ErasureAnswerRow(service: "Oseille", state: .attested(afternoon))]),
      book.caseClosed(ClosingPage(id: "00")), book.caseReopened(wasOpen: false),
      book.verify(
        VerifyReport(
          changes: 1, statements: 1, badSignatures: 1, gaps: 1, parked: 1, unopened: 1)),
      book.invitation("carnet:x", expires: afternoon, own: true),
      book.compare(sas: "1234 5678 9012", with: "A"),
    ]
    for text in texts { #expect(text.hasSuffix("\n") && text.count > 10) }
    for volet in Volet.allCases { #expect(!book.volet(volet).isEmpty) }
    for role in Role.allCases { #expect(!book.role(role).isEmpty) }
    for action in AccessEvent.Action.allCases { #expect(!book.logAction(action).isEmpty) }
    for event in ConsentEvent.allCases { #expect(!book.consentEvent(event).isEmpty) }
  }

  @Test("Every command has its help in every language, and a French name of its own")
  func help() {
    for command in Command.allCases {
      for language in Language.allCases {
        let help = Phrasebook(language).help(command)
        #expect(help.abstract != command.rawValue && !help.abstract.hasSuffix("."), "\(command)")
        #expect(help.discussion.isEmpty || help.discussion.hasSuffix("."), "\(command)")
      }
    }
    #expect(Set(Command.allCases.map(\.frenchName)).count == Command.allCases.count)
    #expect(Command.consentWithdraw.frenchName == "consentement retirer")
  }
}
