import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// What was recorded, and what the share says became of it.
extension WorkerSession {
  /// Every consent of a case file with its history, oldest first. Who looked is logged.
  public func listConsents(_ typed: String, at now: Instant) throws -> [ConsentSummary] {
    try look(at: now) { ledger in
      let id = try caseID(typed, ledger)
      let found = try consents(of: id, ledger, at: now)
      return (found, Look(action: .read, place: .own(id), volets: []))
    }
  }

  /// How many records of a case file (consents, releases, closings) the disk damaged: a list of them lacks as many.
  public func damagedRecords(of typed: String) throws -> Int {
    try read { ledger in try replica.damagedRecords(of: try caseID(typed, ledger), ledger) }
  }

  /// One consent of ours; nil for one that is not known here.
  ///
  /// - Parameter typed: the case file that it is about, where somebody knows: no other one is looked at then.
  public func consent(
    _ id: ConsentID, of typed: String? = nil, at now: Instant
  ) throws -> ConsentSummary? {
    try read { (ledger) -> ConsentSummary? in
      try checkReadingNames(ledger)
      if let typed {
        return try consents(of: try caseID(typed, ledger), ledger, at: now)
          .first { $0.consent == id }
      }
      let touches = ledger.touchesWhenAsked()
      for caseFile in try ledger.caseFiles(recordedAbout: id.bytes)
      where try caseFile != replica.serviceFile
        && !recordedConsents(in: caseFile, since: touches, ledger, where: { $0 == id }).isEmpty
      {
        return try consents(of: caseFile, ledger, at: now).first { $0.consent == id }
      }
      return nil
    }
  }

  /// A consent or a refusal of ours with its history. Who looked is logged.
  public func showConsent(_ typed: String, to other: String? = nil, at now: Instant) throws
    -> ConsentSummary
  {
    try look(at: now) { ledger in
      let (id, consent) = try ownConsent(typed, with: other, ledger, at: now)
      guard
        let found = try consents(of: id, ledger, at: now).first(where: { $0.consent == consent })
      else { throw NotebookError.unknownConsent(typed) }
      return (found, Look(action: .read, place: .own(id), volets: []))
    }
  }

  /// A consent of ours and the name of the person, for the paper that she keeps.
  public func receipt(of typed: String, to other: String? = nil, at now: Instant) throws -> (
    consent: ConsentSummary, person: String
  ) {
    try look(at: now) { ledger in
      let (id, consent) = try ownConsent(typed, with: other, ledger, at: now)
      guard
        let found = try consents(of: id, ledger, at: now).first(where: { $0.consent == consent })
      else { throw NotebookError.unknownConsent(typed) }
      // What goes back in answer, the person agreed to over there.
      if found.proof.isEmpty, found.status != .refused {
        throw NotebookError.paperElsewhere(found.recipientName)
      }
      guard found.proof != Self.forgottenProof else { throw NotebookError.paperForgotten }
      let name = try person(of: id, ledger)?.name.texts.joined(separator: " / ") ?? ""
      return ((found, name), Look(action: .read, place: .own(id), volets: [.contact]))
    }
  }

  /// Names of the services to which consents in force wait for an exchange; none where nobody's keys are open.
  public func servicesAwaited(at now: Instant) throws -> [String] {
    guard workerKeys != nil else { return [] }
    return try read { ledger in
      guard try isUnlocked(ledger), try mayReadNames(ledger) else { return [] }
      var names: Set<String> = []
      for (_, file) in try summariesToTell(ledger, at: now) {
        for consent in file.consents where consent.waitsForExchange {
          names.insert(
            try replica.toldName(consent.recipientName, of: consent.recipient, ledger))
        }
      }
      return names.sorted()
    }
  }
}
