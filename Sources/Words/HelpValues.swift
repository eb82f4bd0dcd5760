import CaseFile

/// The values that an option takes, in the words of the language: they are what may be typed.
extension Phrasebook {
  /// Empty for an option whose values are no closed list.
  func values(of option: OptionName) -> String {
    switch option {
    case .volets, .withdrawnVolets, .addedVolets, .narrowedVolets:
      offered(Spoken.volets.filter(\.value.isShareable))
    case .role: offered(Spoken.roles)
    case .serviceKind: offered(Spoken.choices(.serviceKind))
    case .country: offered(Spoken.countries)
    case .lang: offered(Spoken.languages)
    case .format: offered(Spoken.formats)
    case .past:
      offered(Spoken.pasts)
        + say(
          ", \(Spoken.pastSince.0)", ", \(Spoken.pastSince.1)", ", \(Spoken.pastSince.2)")
    case .proof: offered(Spoken.proofs) + say(", oral:NOM", ", oral:NAME", ", mondeling:NAAM")
    case .effective: offered(Spoken.effectives) + ", " + aDay
    case .explainedIn:
      offered(Spoken.languages)
        + say(", arabe, ar, uk…", ", Arabic, ar, uk…", ", Arabisch, ar, uk…")
    case .delay: "15, 90s, 2h"
    case .diedOn: say("20/10/2026, 10/2026, 2026", "20/10/2026, 10/2026, 2026", "20/10/2026, 2026")
    case .born: say("20/10/1990, 10/1990, 1990", "20/10/1990, 10/1990, 1990", "20/10/1990, 1990")
    case .until, .laterEnd:
      say(
        "1 jour, 1 mois, 6 mois, 12 mois, ", "1 day, 1 month, 6 months, 12 months, ",
        "1 dag, 1 maand, 6 maanden, 12 maanden, ") + aDay
    case .interpreterKind: offered(Spoken.choices(.interpreterKind))
    case .purpose: offered(Spoken.choices(.consentPurpose))
    case .indicatedBy: offered(Spoken.choices(.indicatedBy))
    case .handing: offered(Spoken.choices(.handing))
    case .week, .firstDay, .lastDay: aDay + say(", demain", ", tomorrow", ", morgen")
    case .question: offered(Spoken.choices(.permanenceQuestion))
    case .paperReader: offered(Spoken.choices(.paperReader))
    case .releasedOn, .signed: aDay + say(", hier", ", yesterday", ", gisteren")
    case .home, .worker, .passphraseFile, .newPassphraseFile, .workerPassphraseFile, .sheetFile,
      .ofOperator, .keyFile,
      .json, .withoutPeers, .clockIsRight, .service, .join, .workerName, .firstWorker, .device,
      .deviceCode, .termEnd, .listen, .address, .own, .invitation, .peer, .peerAddress, .sas,
      .onlyCopy, .acknowledge, .personName, .listedName, .received, .caseFile, .shared, .text,
      .record, .recordKind, .sheet, .deletedRecords, .base, .version, .place, .to, .bothWays,
      .oneWay, .keepPast, .fromNow, .explainedBy, .interpreterName, .readAloud, .refusalOffered,
      .noConsequence, .constrained, .guardian, .notice, .consent, .ownConsent, .withdrawnFrom,
      .searchWords, .limit, .out, .withLog, .largePrint, .refusalWithdraws, .refusalKeeps, .easy,
      .ended, .alsoWithdraw, .deathLearntFrom, .deathUndone, .goingOn, .stopping, .closingReason,
      .reopeningReason, .samePerson, .request, .onlyCase, .mine, .paper, .calendarFile, .withPlace,
      .slipGiven, .meeting, .permanence, .listedCases, .listed, .paperNumber, .outcomeLines,
      .wordsVolet, .writtenOn, .convention, .year, .unsafe, .callPaper, .followedBy, .everybody,
      .agreedOn, .handTo, .handFrom, .handList, .handText, .handVolet, .handPaper, .line, .why,
      .agree, .inside:
      ""
    }
  }

  private var aDay: String { "20/10/2026" }

  private func offered<Value: Sendable>(_ choices: [Choice<Value>]) -> String {
    choices.map { $0.offered(in: language) }.joined(separator: ", ")
  }
}
