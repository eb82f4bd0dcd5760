import CaseFile
import Envelope
import Notebook
import Replication

@testable import Words

/// One of each fact. A new case is added here too: `FactTests` counts the rows of the table.
enum FactSamples {
  static let all: [Fact] =
    access.map { .access($0) } + lookups.map { .lookup($0) } + rules.map { .rule($0) }
    + pairing.map { .pairing($0) } + network.map { .network($0) } + home.map { .home($0) }
    + input.map { .input($0) } + records.map { .record($0) }

  static let access: [AccessFact] = [
    .wrongPassphrase, .passphraseMissing(.opening), .passphraseMissing(.sheet), .passphraseNotTyped,
    .emptyPassphrase,
    .passphrasesDiffer,
    .unknownWorker("Awa"), .severalWorkers, .noWorker, .endedWorker("Awa"),
    .endedHere("Awa"), .endedByDevice("Awa"), .endedByDeviceHere("Awa"), .endedOnRemoved("Awa"),
    .notAdmitted("Awa", digits: "00000-11111-22222-33333"), .workerExists("Awa"), .keysNotHere,
    .sessionLocked, .sessionBroken, .sessionNotStarted, .sessionAlreadyOpen("Awa"),
    .sessionOutdated("Awa"), .sessionOfOthers("Awa", open: ["Driss"]), .sessionUnreachable,
    .weakPassphrase, .untypablePassphrase, .samePassphrase, .sheetMistyped(.group(11)),
    .outOfMemory,
    .deviceNotNamed("Awa", devices: ["00000-11111-22222-33333 (0011)"]),
    .unknownDevice("1"), .deviceEnded("Awa", digits: "1234 5678"), .workerNamesake("Awa"),
    .theirOwnDevice("Awa"), .deviceCodeUnreadable,
    .workerNotHere("Awa"), .workerElsewhere("Awa"), .recoveryVoid,
    .furtherDeviceRole("Awa", .stagiaire), .termMissing(.benevole), .termOutOfRange(days: 366),
    .termOver("Awa", .stagiaire, last: CalendarDate(daysSince1970: 20_650)),
    .termOverByClock("Awa", .benevole, last: CalendarDate(daysSince1970: 20_650)),
    .termPassed("Awa", .benevole, last: nil),
    .termNears("Awa", .stagiaire, last: CalendarDate(daysSince1970: 20_650)),
    .workerKeyDamaged, .operatorKeyDamaged, .sheetDamaged, .keyFileDamaged,
    .keyFileUnreadable, .workerNeeded, .operatorNeeded, .nodeNotEnrolledYet,
  ]
  static let lookups: [LookupFact] =
    LookupFact.Subject.allCases.map { .unknown($0, "7f31") } + [
      .ambiguous("7f", count: 2),
      .severalPeople(
        "Samira",
        [
          PersonRow(id: "7f31", name: "Samira D.", born: "1990"),
          PersonRow(id: "7f32", name: "Samira"),
        ]),
      .severalServices(
        "Oseille",
        [
          NamedService(name: "Oseille", id: "7f31"),
          NamedService(name: "Oseille", id: "7f32"),
        ]),
      .severalConsents(
        "Samira",
        [
          NamedConsentRow(number: "7f31", service: "Oseille", volets: [.droits], isReceived: false),
          NamedConsentRow(number: "7f32", service: "Oseille", volets: [.sante], isReceived: true),
        ]),
      .severalPermanences(
        "17/11/2026",
        [
          PermanenceRow(id: "7f31", moments: ["2026-11-17T09:30+01:00"], places: ["Rive"]),
          PermanenceRow(id: "7f32", moments: ["2026-11-17T14:00+01:00"], places: []),
        ]),
      .severalMeetings(
        "Samira", .appointment,
        [
          MeetingRow(id: "7f31", moments: ["2026-11-17T09:30+01:00"], places: ["Mairie"]),
          MeetingRow(id: "7f32", moments: ["2026-11-17T14:00+01:00"], places: []),
        ]),
      .meetingTold(
        "Samira", .appointment,
        [
          MeetingRow(
            id: "7f31", moments: ["2026-11-17T09:30+01:00"], places: ["Mairie"],
            outcomes: ["honore"])
        ], open: []),
      .noMeeting(.appointment, .coming, file: "7f31aabb7f31", "Samira"),
    ]
  static let rules: [RuleBroken] =
    [
      .unknownVolet("x"), .unknownRole("x"), .unknownCountry("x"),
      .unknownCode(.rightState, "x"), .unknownLanguage("x"), .unknownScreenLanguage("x"),
      .unknownProof("x"),
      .unknownPast("x"),
      .unknownEffective("x"), .invalidDate("x"), .noSuchDay("x"), .yearMissing("x"),
      .invalidYear("x"), .noSuchHour("x"), .hourNotKept("x"),
      .centuryMissing("1/4/80"), .leapDayWithoutYear("29/2"),
      .wholeDayNeeded("2026"),
      .roleMayNotRead(.secretariat, .sante), .roleMayNotWrite(.secretariat, .sante),
      .roleMayNotWriteKind(.secretariat, .roleAccess), .roleMayNotAdmit(.dpo),
      .roleAboveOwn(.benevole, .referent, others: [.referent]),
      .recordOfColleague(.psychologue, .confie), .coSignedOnly(.stagiaire, .projet),
      .ownCoSignature,
      .roleMayNotAct(.juriste, others: [.referent, .intervenant]),
      .roleMayNotConsent(.juriste, .sante, others: [.referent]),
      .voletNotShareable(.confie), .empty(.personName),
      .tooLong(.noteTitle, maximum: 500, found: 501), .noteDeleted, .recordDeleted, .cardStays,
      .invalidMoment("x"),
      .invalidNumber(FieldName("right.lead_days"), "x", 0...9), .invalidFlag("x"),
      .invalidReference("x"), .severalValues(FieldName("right.state")),
      .tooMany(FieldName("right.missing_papers"), maximum: 32, found: 33),
      .kindNotInVolet(.right, .confie),
      .penalElsewhere(FieldName("contact_point.kind"), code: "via_prison", .contact),
      .nationalNumber(FieldName("person.name")), .codeOff(.identifierKind, "nir"),
    ]
    + [CalendarDate(year: 2090)].compactMap { $0 }.flatMap {
      [
        .implausibleBirth($0), .deathToCome($0), .deathBeforeBirth($0, born: $0),
        .signedInFuture($0),
      ]
    }
  static let pairing: [PairingFact] = [
    .invitationUnreadable, .invitationNewer, .invitationUsed, .invitationExpired,
    .invitationUnknown,
    .invitationIsOwn, .invitationIsNotOwn, .wrongString, .otherDigits("Bruxelles"),
    .peerNotVerified("Bruxelles"),
    .peerKeyChanged("Bruxelles"), .otherDeviceAnswers("a.example:7447"),
    .pairedWithItself, .nowhereToBeReached, .removedMeetsNobody, .badProof,
    .peerNotProven("Bruxelles"),
    .pairingCancelled("Bruxelles"), .joinsOnce("/srv/carnet"), .digitsMalformed("1464", count: 12),
    .invitationAnswered("Bruxelles", sas: "1234 5678 9012"), .invitationServed("Bruxelles"),
    .pairingCut("bureau:7447"), .inviterTakesNothing("bureau:7447"),
    .pairingUnkept("bureau:7447"),
    .ownDeviceNotNamed("Ormeval", [OwnDevice(id: "7f31aa", workers: ["Awa"])]),
  ]
  static let network: [NetworkFact] = [
    .unreachable("Bruxelles"), .partlyExchanged(["Bruxelles", "Oseille"]), .noAddress("Bruxelles"),
    .protocolBroken("Bruxelles"),
    .notAccepted("Bruxelles"), .deviceRemoved("Bruxelles"), .removedAndShut("Bruxelles"),
    .unpaired("Bruxelles"), .unpairedSinceRemoved("Bruxelles"),
    .newerPeer("Bruxelles"), .cannotListen("0.0.0.0:80"), .badAddress("x"), .serveRuns,
    .unplaceable("Bruxelles"), .takesNothing("Bruxelles"), .cut("Bruxelles"),
    .inviterUnreachable("10.0.0.2:1"),
  ]
  static let home: [HomeFact] = [
    .notAHome("h"), .alreadyAHome("h"), .ledgerMissing("h"),
    .cannotCreate("h"), .pathTooLong("h"), .damaged,
    .partlyDamaged(notes: 2, files: 1, records: 1, devices: 1), .newerVersion, .readOnly,
    .diskFull, .takesNothing, .inputOutput("EIO"), .answerUnshown(.noRoom), .folderClosed("h"),
    .sheetVoid, .busy,
    .restored, .restoredRead,
    .restoredAlone(since: morning, noticed: afternoon), .peersUnread, .lostWrites(3),
    .clockWentBack, .plannedWaits,
    .begunAhead(
      BegunAheadRow(
        consent: "ccdd", person: "Samira", recipient: "Oseille", volets: [.droits], at: morning)),
    .clockAhead, .twin,
    .peerTwin("Bruxelles"), .perhapsOlder("Bruxelles"), .rootRotationPending,
    .erasuresWait(["7f31"]), .purgesWait(["7f31"]), .consentsWait(["Oseille"]),
    .pairingsEnded(["Oseille"]),
    .sequenceReused(device: "7f31", of: "Oseille"), .lookNotLogged, .needsCare(2), .doneUntold,
    .defect("gate"),
  ]
  static let input: [InputFact] =
    [
      .notUTF8("f"), .wordNotUTF8("f"), .fileMissing("f"), .fileUnreadable("f"), .fileExists("f"),
      .cannotWrite("f"),
      .fileTooLong("f", maximum: 9), .usage("x"), .unknownFormat("pdf"),
      .uncoveredInside(inside: "--inside", unsafe: "--unsafe"), .editorFailed("e"),
      .inputUnread,
      .inputTwice, .inputClosed, .unanswered, .saidNo,
    ] + [CalendarDate(year: 2090)].compactMap { $0 }.map { .lastDayFirst($0, first: $0) }
  private static let permanences: [RecordFact] = [
    .notOnList("12"), .severalOnList("4", ["7f31aabb (Kaïs D.)", "8a20"]), .outcomeStands("3"),
    .outcomesStandIn(
      PermanenceLossRow(
        outcomes: 3, conventions: [.init(name: "Rive", year: 2026, before: 9, after: 7)])),
    .linesUnwritten(2), .yearOutsideConvention(2031),
    .listDoubt(.full(listed: 9, places: 8)), .listDoubt(.twice(listed, numbers: [2, 4])),
    .listDoubt(.alike([listed, ListDoubt.Place(number: 5, name: "Kaïs D.")])),
    .listDoubt(.deceased(listed, days: ["2026-11-02"])),
  ]
  private static let listed = ListDoubt.Place(number: 2, name: "Kaïs D.")
  private static let handovers: [RecordFact] = [
    .followsNot("Inès", file: "7f31aabb7f31"),
    .mayNotFollow("Inès", .dpo), .noteForSeveral,
  ]
  private static let orphans: [RecordFact] =
    [.nothingToDecide("7f31aabbccdd"), .orphanOfOthers, .orphansWait(3)]
    + [CalendarDate(year: 2027, month: 1, day: 4)].compactMap { $0 }.flatMap {
      [.agreedToCome($0), .agreedTooEarly($0, opening: $0)]
    }
  private static let readers: [RecordFact] = [
    .readerNotAsked("7f31aabbccdd"), .ownReaderRequest, .readerForOthers,
  ]
  static let records: [RecordFact] =
    permanences + handovers + orphans + readers + [
      .noRequestYet, .firstNameUntold("S. B."), .nothingToDo, .shareEnded(by: "Oseille"),
      .noteErased, .recordErased,
      .recordOfAnotherKind("7f31", .right),
      .recordStands("7f31aabbccdd", .roleAccess), .sheetTooLong, .sheetsFull,
      .nothingWritten(.serviceSheet),
      .noteFromNewerVersion,
      .noteNotRead, .recordNotRead, .lastWorker("B"),
      .fieldsToChoose(.right, RecordType.right.fields.filter { $0.code == "state" }),
      .voletKeyNotHere,
      .refusedByRules(.author), .noteReceived(from: "Oseille"), .recordReceived(from: "Oseille"),
      .caseClosed, .leftService,
      .caseAlreadyLinked,
      .consentAlreadyWithdrawn, .noVoletNamed,
      .recipientIsOwnService, .untilBeforeEffect,
      .voletNotInConsent(.sante), .namesake, .shareNotLinked,
      .anotherPerson(
        received: PersonRow(id: "ccdd", name: "Ana", born: "1984", from: "Oseille"),
        own: PersonRow(id: "aabb", name: "Ana", born: "1991")),
      .consentAlreadyGiven("ccdd", isPlanned: false, until: CalendarDate(year: 2000)),
      .paperElsewhere("Oseille"), .paperForgotten,
      .consentUnchanged(.planned), .consentUnchanged(.over), .consentUnchanged(.withdrawn),
      .consentUnchanged(.replaced), .consentUnchanged(.same), .consentUnchanged(.endNotLater),
      .consentUnchanged(.nothingLeft),
      .consentsBesideRefusal(to: "Oseille", [.droits, .logement]), .deathEndsNothing,
      .deathStands(["2026-11-02"]),
      .shareStopped("Oseille"),
      .consentsToDecide([
        .init(id: "00112233445566778899aabbccddeeff", to: "Oseille", volets: [.droits])
      ]),
      .refusalApart(file: "1162c97c", to: "Oseille"),
      .answersBesideConsent(of: "Oseille", [.droits, .logement]),
      .earlierBesideConsent(by: "Oseille", [.droits, .logement], before: nil),
      .doubt(
        .unsaid(FieldName("right.refusal_reason"), where: FieldName("right.state"), is: "refuse")),
      .doubt(.unwritten(FieldName("request.words"))),
      .doubt(
        .younger(
          than: 18, on: FieldName("period.opened"), unsaid: FieldName("period.unmet"), code: "age")),
      .doubt(.unsaidAgain(FieldName("period.reopened_because"))),
      .doubt(.crossed(FieldName("right.state_since"), FieldName("right.valid_until"))),
      .doubt(.leftApart(FieldName("appointment.reason"), .interne)),
      .doubt(.slipOutdated(FieldName("appointment.slip_given"))),
      .doubt(.followerUnknown(FieldName("period.referent"), "Clair", known: ["Claire", "Omar"])),
      .doubt(.followerUnfit(FieldName("period.referent"), "Noé", .benevole)),
      .doubt(.tellsPrison(FieldName("request.words"), words: "cellule 214", .droits)),
      .doubt(.unsafeReminder(FieldName("appointment.reminder"), is: "sms")),
      .doubt(.unsafeNumber(FieldName("appointment.place"))),
      .doubt(.numberShared(FieldName("note.text"), .droits)),
      .doubt(.slipLeavesOut(FieldName("appointment.place"))),
      .doubt(.likeNationalNumber(FieldName("note.text"))),
      .doubt(.dayMovesNothing(reads: ["A"], unread: ["B"])),
      .doubt(.reachBack(FieldName("contact_point.value"), .never)),
      .doubt(
        .slipTellsPrison(
          FieldName("appointment.place"), words: "parloir", instead: FieldName("appointment.site"))),
      .sharedTellsPrison([
        TellingRow(
          record: "7f31", volet: .agenda, fields: [FieldName("appointment.place")],
          instead: FieldName("appointment.site"))
      ]),
    ]
    + RecordType.note.fields.suffix(1).map { .rectifiedUnsaid(.note, $0) }
    + [CalendarDate(year: 2000)].compactMap { $0 }.flatMap { (day) -> [RecordFact] in
      [
        .untilInThePast(day), .sinceToCome(day),
        .earlierBesideConsent(by: "Oseille", [.droits], before: day),
        .oddDate(.yearTaken("4/12", day)),
        .oddDate(.toCome(.note, RecordType.note.fields[2], day)),
        .oddDate(.writtenBeforeEvent(written: day, happened: day)),
        .oddDate(.beforeBirth(happened: day, born: day)),
        .listDoubt(.past(day)), .listDoubt(.toCome(day)), .listDoubt(.quiet(listed, until: day)),
        .doubt(.ahead(FieldName("appointment.status"), is: "honore", day)),
        .doubt(.beforeQuiet(FieldName("appointment.when"), until: day)),
        .doubt(.movedBack(FieldName("appointment.when"), day)),
        .oddDate(.releaseFarAway(day)), .oddDate(.untilFarAway(day)),
      ]
    }
}
