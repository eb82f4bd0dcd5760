import CaseFile
import Notebook
import Store

@testable import Words

/// What the screens, the sheets and the copies say, with rows in every state.
enum FrenchScreens {
  private static let releases: [(String, String)] =
    [CalendarDate(year: 2027, month: 1, day: 2)].compactMap { $0 }.flatMap { day in
      [
        ("released", french.released(on: day, begun: ["A"], waiting: ["A"])),
        ("released for nobody", french.released(on: day, begun: [], waiting: [])),
        (
          "released again",
          french.released(
            on: day, begun: [], waiting: [], tooShort: [consent], running: [consent])
        ), ("ends before", french.endsBeforeRelease(on: "2026-12-20")),
      ]
    }

  static var all: [(String, String)] {
    prompts + cases + notes + consents + peers + sheets + copies
  }

  private static let consent = ConsentRow(
    id: "ccdd", to: "Oseille", volets: [.contact, .droits], past: .all, effective: .release,
    until: CalendarDate(year: 2027, month: 1, day: 2), bothWays: true, status: .given,
    events: ConsentEvent.allCases.map { .init(event: $0, at: morning, by: "Claire") }
      + [
        EndingCause.counter(.sample("ccdd")), .answered(.sample("ccdd")), .beside(.sample("ccdd")),
        .fromNow(.sample("ccdd")),
      ].map {
        .init(
          event: .narrowed, at: morning, by: "", volets: [.droits], cause: $0,
          carriedOutBy: "Claire")
      }, proof: .letter, explainedIn: spoken)

  private static var changed: [ConsentChangeRow] {
    let (before, after) = (
      CalendarDate(year: 2027, month: 1, day: 2), CalendarDate(year: 2027, month: 6, day: 2)
    )
    let extended = ConsentChangeRow(
      kind: .extended, former: "aabb", to: "Oseille", added: [.logement], left: [.droits],
      formerUntil: before, until: after, becomesBothWays: true, past: .all)
    let renewed = ConsentChangeRow(
      kind: .renewed, former: "aabb", to: "Oseille", left: [.droits], formerUntil: before,
      until: after, bothWays: true)
    var (new, narrowed) = (renewed, renewed)
    new.isNew = true
    (narrowed.kind, narrowed.removed, narrowed.until) = (.narrowed, [.sante], before)
    narrowed.sent = SentSoFar(to: "Oseille", counts: ["note": 7], lastExchange: afternoon)
    return [extended, renewed, new, narrowed]
  }

  private static let unnamedDraft = DraftRow(
    since: afternoon, until: afternoon, path: "/dev/shm/carnet-a/note.txt")

  private static var draft: DraftRow {
    var row = unnamedDraft
    (row.kind, row.person) = (.note, "Idriss")
    row.command = "carnet note add aabb --volet droits"
    return row
  }

  private static let received = ReceivedRow(
    id: "aabb", from: "Oseille", name: "Idriss", volets: [.contact], consent: "ccdd",
    sharedSince: afternoon, until: day1, linkedTo: "0011")

  private static let erasedNote = ErasedRecordRow(
    record: "7f31", type: .note, person: "Samira", volet: .droits,
    values: ["title": ["Papiers"]], author: "Claire", entered: afternoon)

  private static let keptWords = KeptWordsRow(
    note: "7f31", type: .right, person: "Samira", volet: .droits, by: "Claire", on: afternoon)

  private static let keptValues = RecordValues([
    "state": ["accorde"], "valid_until": ["2027-06-01"], "missing_papers": ["Bail"],
  ])

  private static let day1 = CalendarDate.firstOfTests

  private static func note(_ standing: RecordSummary.State) -> RecordPage {
    RecordPage(
      row: RecordRow(
        id: "7f31", caseID: "c0", volet: .sante, kinds: Vocabulary.noteKind.codes.map(\.code),
        author: "Claire", service: "Oseille", isReceived: true, happened: ["2026-11-13"],
        written: ["2026-11-14"], entered: afternoon, titles: [], standing: standing,
        marks: standing == .current ? RecordSummary.Mark.allCases : []),
      text: "Un mot",
      conflicts: NoteField.allCases.map {
        ConflictingField(
          field: $0, values: [WrittenValue(value: nil, author: "Hugo", entered: morning)])
      },
      apart: [
        ProseWrittenApart(
          range: 0..<6, standing: "Un mot",
          sides: [WrittenValue(value: "Un mot", author: "A", entered: morning)])
      ])
  }

  private static var closedWithDue: String {
    var page = ClosingPage(id: "00")
    (page.appointments, page.deadlines) = (2, 1)
    return french.caseClosed(page)
  }

  private static var prompts: [(String, String)] {
    Prompt.allCases.map { ("prompt", french.prompt($0)) } + [
      ("serving", french.serving(at: "h:1")),
      ("nodeJoined", french.nodeJoined(service: "Oseille", node: "00")),
      (
        "created",
        french.serviceCreated(
          name: "Oseille", id: "00", node: "11", worker: "Inès", role: .referent,
          opensCases: true)
      ),
    ]
  }

  private static var cases: [(String, String)] {
    let rows = CaseSummary.Status.allCases.map {
      CaseRow(id: "c0", names: ["Samira"], openedOn: morning, status: $0, toSettle: 2)
    }
    var page = CasePage(
      row: rows[0], born: ["1994-02"],
      volets: Volet.allCases.map { .init(volet: $0, notes: 1) }, shares: [consent],
      received: [received])
    page.ended = ended(from: "Oseille")
    page.releases = [.init(on: "2026-11-13", at: morning, by: "Claire")]
    return [
      ("cases", french.caseList(rows)), ("no case", french.caseList([])),
      ("page", french.casePage(page)), ("received", french.receivedList([received])),
      ("nothing received", french.receivedList([])),
      ("opened", french.caseOpened(id: "c0", name: "Samira")),
      (
        "linked",
        french.caseLinked(
          LinkPage(
            caseID: "c0", shared: "s0", from: "Oseille", replaced: ["c1"],
            left: [
              .init(caseID: "c1", service: "Oseille", volets: [.droits], notes: 2),
              .init(caseID: "c1", service: "Oseille", volets: [.droits], notes: 0),
            ]))
      ),
      ("unlinked", french.caseUnlinked(LinkPage(caseID: "c0", shared: "s0", from: "Oseille"))),
      (
        "people",
        french.people([
          PersonRow(id: "c0", name: "Samira", born: "1990-03", openedOn: afternoon),
          PersonRow(id: "s0", name: "Samira", from: "Oseille"),
        ])
      ),
      (
        "card",
        french.recordHistory([
          RecordVersionRow(
            change: "7f", author: "Claire", entered: morning, type: .person,
            values: ["name": ["Samira"], "born": ["1990"]], changed: ["name", "aliases"])
        ])
      ),
      (
        "edited",
        french.personEdited(RecordOutcome(of: .person), changed: true)
          + french.personEdited(RecordOutcome(of: .person), changed: false)
      ),
      ("reopened", french.caseReopened(wasOpen: true) + french.caseReopened(wasOpen: false)),
      (
        "closing",
        french.caseClosed(
          ClosingPage(
            id: "c0", withdrawn: [ClosedConsent(id: "k", to: "Oseille", volets: [.droits])],
            ended: [ClosedConsent(id: "k", to: "Oseille", volets: [.droits])],
            cancelled: [ClosedConsent(id: "k", to: "Oseille", volets: [.droits])]))
          + french.askWithdrawal([ClosedConsent(id: "k", to: "Oseille", volets: [.droits])])
      ),
      ("closed", french.caseClosed(ClosingPage(id: "00"))), ("closed, due", closedWithDue),
    ]
  }

  private static let merged = RecordOutcome(
    version: "aa", standing: .deleteRequested, unseen: [Signed(author: "Hugo", entered: morning)],
    isApart: true,
    replaced: .init(
      version: "bb", fields: [(.title, ["Titre"])], text: "Un mot"))

  private static var orphans: [OrphanRow] {
    let causes: [OrphanRecord.Cause] = [
      .shareEnded("Oseille"), .shareEnded(nil), .accessEnded("Hugo"),
    ]
    return RecordSummary.State.allCases.prefix(2).map { state in
      OrphanRow(
        note(state).row, person: nil, causes: causes.map { OrphanRow.Cause($0, since: morning) })
    }
  }

  private static let apart = DecidedApartRow(
    record: "7f31", caseID: "7f31", person: nil, volet: .droits, keptBy: "Claire",
    erasedBy: "Hugo", erasedAt: morning)

  private static let kept = KeepingRow(by: "Claire", at: morning, agreedOn: nil)

  private static var notes: [(String, String)] {
    let pages = RecordSummary.State.allCases.map(note)
    let version = RecordVersionRow(change: "aa", author: "Claire", entered: morning, text: "Un mot")
    var (asked, given, signed) = (version, version, pages[0])
    (asked.coSignature, given.coSignature) = (.asked, .given)
    signed.row.coSigners = [Signed(author: "Hugo", entered: morning)]
    return pages.map { ("note", french.notePage($0)) } + [
      ("notes", french.noteList(pages.map(\.row))), ("no note", french.noteList([])),
      (
        "saved",
        french.recordSaved(
          id: "7f31", willReach: ["A"],
          willNotReach: Unreached.allCases.map { UnreachedService("B", $0) })
      ),
      ("merged", french.recordSaved(id: "7f31", willReach: [], willNotReach: [], outcome: merged)),
      ("settled", french.recordSettled(merged)), ("not deleted", french.recordDeleted(merged)),
      ("to be co-signed", french.recordHistory([asked, given])),
      (
        "saved to be co-signed",
        french.recordSaved(
          id: "7f31", willReach: [], willNotReach: [], outcome: RecordOutcome(isToCoSign: true))
      ),
      ("orphans", french.orphans(orphans, apart: [apart])),
      ("no orphan", french.orphans([], apart: [])),
      ("kept", [false, true].map { french.orphanKept(kept, isUnchanged: $0) }.joined()),
      ("co-signed", french.recordCoSigned(merged)), ("signed note", french.notePage(signed)),
      ("signed notes", french.noteList([signed.row])),
      ("deleted", french.recordDeleted()),
      ("some deleted", french.noteList(pages.map(\.row), deleted: 2)),
      (
        "erased",
        french.recordErased([
          ErasureAnswerRow(service: "A", state: .waiting),
          ErasureAnswerRow(service: "Oseille", state: .sent),
          ErasureAnswerRow(service: "Maison", state: .waiting, isCutOff: true),
        ])
      ),
      ("erase question", french.eraseQuestion(erasedNote)),
      (
        "with a release",
        [(nil, nil, false), (nil, "2025-03-01", false), ("2026-12-20", nil, true)]
          .map { french.beginsWithRelease(on: $0.0, earlier: $0.1, hasBegun: $0.2) }.joined()
      ),
      (
        "begun",
        french.consentBegun(
          for: "Samira", to: "Oseille", [.droits, .logement], on: "2026-12-20", withPast: true,
          ended: [.droits])
      ),
      ("which erased", french.erasedWhich(erasedNote)),
      ("words kept", french.wordsKept(keptWords)),
      ("kept title", french.keptTitle(afternoon, of: .right)),
      ("kept lines", french.keptLines(keptValues, of: .right).joined(separator: "\n")),
      ("words wait", french.wordsWait(1) + french.wordsWait(2)),
      ("draft left", french.draftLeft(draft) + french.draftLeft(unnamedDraft)),
      ("draft of another", french.draftOfOther("Driss", since: afternoon)),
      ("draft asked", french.goOnWithDraft(afternoon) + french.throwDraftAway),
      ("history", french.recordHistory([version])),
      (
        "found",
        french.search(
          [
            SearchRow(note: "7f31", caseID: "c0", volet: .droits, titles: [], snippet: "un mot")
          ], total: 3)
      ), ("nothing found", french.search([], total: 0)),
      ("words to come", french.wordsArePrepared(share: 0, seconds: nil)),
      ("words half there", french.wordsArePrepared(share: 0.5, seconds: 8)),
    ]
  }

  private static var consents: [(String, String)] {
    var planned = consent
    planned.status = .planned
    var report = WithdrawalReport(at: afternoon, service: "Oseille", volets: [.droits])
    (report.left, report.along) = ([.agenda], [.init(id: "ccdd", volets: [.droits])])
    report.hasOtherDevices = true
    var unwritable = report
    unwritable.isUnwritable = true
    var sent = report
    (sent.sent, sent.isAnnounced, sent.confirmation) = ([.droits], true, .attested(morning))
    var refused = sent
    refused.confirmation = .refused(morning)
    var unstarted = report
    unstarted.wasOnlyPlanned = true
    var again = sent
    again.wasSo = true
    let reports = [report, sent, refused, unstarted, again, unwritable]
    return [
      ("consents", french.consentList([consent])), ("no consent", french.consentList([])),
      ("given", french.consentGiven(consent)), ("planned", french.consentGiven(planned)),
      ("refused", french.consentRefused(to: "Oseille")),
      (
        "refused before",
        french.consentRefused(to: "Oseille", since: morning)
          + french.consentRefused(to: "Oseille", kept: [consent], since: morning)
      ),
      ("given whole", french.consentPage(consent) + french.toAskAgain([consent])),
      ("read before", french.readBeforeConsent),
      (
        "changed",
        changed.map { french.askConsentChange($0) + french.receiptReplaced($0, by: "ccdd") }
          .joined()
      ),
      ("given beside another", french.consentGiven(consent, beside: [planned])),
      ("planned from now on", french.consentGiven(planned, earlier: [.droits])),
      (
        "overtaken",
        french.earlierEnds("aabb")
          + french.withdrawalOvertaken(of: "aabb", for: "Samira", by: "Oseille", [.droits])
      ),
      ("refused and kept", french.consentRefused(to: "Oseille", kept: [consent, planned])),
      (
        "refused and withdrawn",
        french.consentRefused(to: "Oseille", withdrawn: [report, unstarted])
      ), ("asked", french.askBesideRefusal([consent], to: "Oseille")),
      ("withdrawn at the counter", french.consentWithdrawn(here("Oseille", wasSo: false))),
      ("withdrawn before", french.consentWithdrawn(here("Oseille", wasSo: true))),
      ("ended", french.endedList(ended(from: "Oseille"))),
    ] + releases + reports.map { ("withdrawn", french.consentWithdrawn($0)) }
  }

  /// Said at the counter of the service that receives.
  static func here(_ service: String, wasSo: Bool) -> WithdrawalReport {
    var report = WithdrawalReport(at: afternoon, service: service, volets: [.droits])
    (report.isAtRecipient, report.wasSo) = (true, wasSo)
    return report
  }

  static func ended(from service: String) -> [EndedRow] {
    EndedShare.Cause.allCases.map {
      EndedRow(
        id: "aabb", from: service, cause: $0, at: morning, volets: [.droits],
        forgottenAt: afternoon, linkedTo: "0011")
    }
  }

  private static var peers: [(String, String)] {
    let rows = PeerState.allCases.map {
      PairingRow(
        id: "0011", service: "Oseille", isOwnService: true, state: $0, sas: "12",
        verifiedOn: morning,
        addresses: ["h:1"])
    }
    let status = StatusRow(
      peer: "0011", service: "Oseille", sent: 1, received: 1, pending: 1, refused: 1,
      lastExchange: morning, rootsEqual: false)
    let workers = WorkerSummary.State.allCases.map {
      WorkerSummary(id: "00", name: "Inès", role: .chefService, state: $0)
    }
    return workers.map { ("worker", french.workerChanged($0)) } + [
      ("workers", french.workerList(workers, lastDay: { _ in nil })),
      ("peers", french.pairList(rows)),
      ("no peer", french.pairList([])), ("status", french.status([status])),
      ("alone", french.status([])), ("nobody", french.syncReport([])),
      ("invitation", french.invitation("AAAA", expires: morning, own: true)),
      ("other invitation", french.invitation("AAAA", expires: morning, own: false)),
      ("compare", french.compare(sas: "12 34", with: "Oseille")),
      ("confirmed", french.pairConfirmed(service: "Oseille", device: "7f31")),
      ("confirmed unproven", french.pairConfirmed(service: "", device: "7f31aabb01")),
      ("removed", french.pairRemoved(service: "Oseille")),
      (
        "own removed",
        french.ownDeviceRemoved(OwnDevice(id: "7f31aa", workers: ["Awa"]), keyChanges: true)
      ),
      (
        "own voided",
        french.ownDeviceRemoved(
          OwnDevice(id: "7f31aa", workers: [], isOfService: false), keyChanges: false)
      ),
      ("address", french.addressKept("h:1", service: "Oseille")),
      (
        "verified",
        french.verify(
          VerifyReport(
            changes: 1, statements: 2, badSignatures: 1, gaps: 1, parked: 1, unopened: 1))
      ),
      ("put back", putBacks.map(french.putBackVerified).joined()),
    ]
  }

  private static let putBacks = [
    PutBackRow(since: morning, noticed: afternoon),
    PutBackRow(
      since: nil, noticed: afternoon, isLoss: true,
      known: .init(at: afternoon, worker: "Claire")),
    PutBackRow(since: nil, noticed: nil),
  ]

  private static var sheets: [(String, String)] {
    let receipt = ConsentReceipt(
      person: "Samira", from: "Ormeval", consent: consent, proof: .oralWitness("Awa"),
      explainedIn: spoken, givenAt: morning, recordedBy: "Claire")
    return [
      (
        "root",
        french.rootSheet(
          RootSheet(service: "Ormeval", serviceID: "00", secret: "AAAA", made: morning))
      ),
      (
        "recovery",
        french.recoverySheet(
          RecoverySheet(
            worker: "Inès", service: "Ormeval", secret: "AAAA", made: morning, replaces: true))
      ),
      ("receipt", french.consentReceipt(receipt, easy: false)),
      ("easy receipt", french.consentReceipt(receipt, easy: true)),
    ]
      + ConsentStatus.allCases.map { status in
        var other = receipt
        other.consent.status = status
        return ("easy receipt, \(status)", french.consentReceipt(other, easy: true))
      }
      + [true, false].map { easy in
        (
          "refusal",
          french.refusalPaper(
            RefusalPaper(
              id: "c1", person: "Samira", from: "Ormeval", to: "Oseille", at: morning,
              recordedBy: "Claire"), easy: easy)
        )
      }
  }

  private static var spoken: LanguageTag {
    do { return try LanguageTag(parsing: "fr") } catch { preconditionFailure("fr is a language") }
  }

  private static var copies: [(String, String)] {
    var export = CaseExport(
      caseID: "c0", service: "Oseille", names: ["Samira"], born: ["1994"], madeAt: afternoon,
      madeBy: "Inès",
      volets: [
        .init(
          volet: .droits,
          records: RecordSummary.State.allCases.map {
            .init(
              page: note($0),
              history: [
                RecordVersionRow(change: "aa", author: "Inès", entered: morning, text: "Début.\n")
              ])
          })
      ],
      log: AccessEvent.Action.allCases.map {
        LogRow(
          at: morning, function: "referent", action: $0.rawValue, caseID: "c0",
          volets: [.sante])
      }, withheld: 1)
    export.card = ["Samira D.", "Samira"].map {
      RecordVersionRow(
        change: "aa", author: "Inès", entered: morning, type: .person,
        values: ["name": [$0], "born": ["1994"]])
    }
    export.releases = [.init(on: "2026-11-03", by: Signed(author: "Inès", entered: morning))]
    export.shares = [
      ConsentRow(
        id: "c1", to: "Ormeval", volets: [], past: .none, effective: .now, until: nil,
        bothWays: false, status: .refused,
        events: [.init(event: .refused, at: morning, by: "Inès")])
    ]
    let page = french.export(export, as: .html)
      // The style sheet is no sentence.
      .replacing(#/<head>.*<\/head>/#.dotMatchesNewlines(), with: "")
      .replacing(#/<[^>]*>/#, with: "\n")
    return [
      ("text", french.export(export, as: .text)), ("html", page),
      ("exported", french.exported(file: "c.txt", export)),
    ]
  }
}

extension CalendarDate {
  fileprivate static var firstOfTests: CalendarDate {
    guard let date = CalendarDate(year: 2000) else { preconditionFailure("2000 is a year") }
    return date
  }
}
