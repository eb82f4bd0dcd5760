public import CaseFile
import Consent
public import Envelope
public import Replica
import Store
import SwiftProtobuf
import Wire

/// What the person agreed to, as the worker records it.
public struct ConsentTerms: Sendable {
  /// A service that we exchange with, by id or name.
  public var recipient: String
  public var volets: [Volet]
  /// Exclusive.
  public var until: Instant
  public var proof: ProofOfConsent
  public var explainedIn: LanguageTag
  public var past: Past
  public var effective: Effective
  /// For `effective` on a date: when that local day begins.
  public var effectiveAt: Instant?
  public var bothWays: Bool
  public var circumstances: ConsentCircumstances

  public init(
    recipient: String, volets: [Volet], until: Instant, proof: ProofOfConsent,
    explainedIn: LanguageTag, past: Past, effective: Effective, effectiveAt: Instant?,
    bothWays: Bool, circumstances: ConsentCircumstances = .unrecorded
  ) {
    self.circumstances = circumstances
    (self.recipient, self.volets, self.until) = (recipient, volets, until)
    (self.proof, self.explainedIn, self.past) = (proof, explainedIn, past)
    (self.effective, self.effectiveAt, self.bothWays) = (effective, effectiveAt, bothWays)
  }
}

/// A recorded consent and its history.
public struct ConsentSummary: Sendable {
  /// How a consent counts.
  public enum Status: String, Sendable {
    case planned
    case given
    case refused
    case withdrawn
    case expired
    case suspended
    /// The service ended the follow-up, or the one whose share it answers did, or it goes back by a disputed link.
    case ceased
    /// An answer that a wrong link had opened, taken back with it.
    case unlinked
  }
  /// How it is told, where that is not how it counts.
  public enum Told: Sendable {
    /// Stopped while people here disagree about the link that it goes back by.
    case disputed
    /// Others had taken its place when the follow-up ended.
    case replaced
    /// Ended with another that a wrong link had opened.
    case unlinked
    /// The service stopped it alone, and goes on with the follow-up.
    case stopped
  }
  public let consent: ConsentID
  public let caseFile: CaseID
  public let recipient: ServiceID
  public internal(set) var recipientName: String
  /// The same as its first record calls it.
  let recordedName: String
  /// Codes of its volets, with those that only a newer version knows.
  var codes: [String]
  /// Nil of a refusal, and where a newer version says it in its own way.
  public let past: Past?
  public let effective: Effective?
  public let until: Instant?
  public let bothWays: Bool
  /// Volets of one both ways in which nothing comes back any more: a later consent goes one way.
  public internal(set) var oneWay: [Volet] = []
  /// How the person said so, and in what language it was explained; empty for a refusal and for an answer.
  public let proof: String
  public let explainedIn: String
  /// How it came about, as whoever recorded it says.
  public let circumstances: ConsentCircumstances
  public internal(set) var status: Status
  public internal(set) var told: Told?
  /// In force, and nothing goes by it before an exchange brings the key of that service.
  public internal(set) var waitsForExchange = false
  /// How far the pairing with that service has ended; nil while this node exchanges with it, or never did.
  public internal(set) var unpaired: Unpaired?
  /// The nodes of the recipient, where something was asked to be erased there.
  public internal(set) var holders: [Holder] = []
  public internal(set) var events: [Event]
  /// Volets of one in force in which a later consent took its place, by that consent.
  public internal(set) var replaced: [ConsentID: [Volet]] = [:]
  /// Codes of the volets that were taken back by themselves.
  let takenBack: Set<String>
  /// Codes of what the person first said yes to.
  let agreedCodes: [String]
  /// Codes of what the records alone leave of it.
  let recordedCodes: [String]
  /// The records alone say that it is in force or planned.
  let isRecordedAsLive: Bool
  /// What it waits or waited for.
  let beginning: ConsentBeginning
  /// When it began, by the clock of whoever recorded that.
  let recordedBeginning: Instant?
}

/// Recording consents. Protocol/consent.md, "Grant" and "Withdrawal".
extension WorkerSession {
  /// Records that the person agreed; issues the grant when it takes effect now.
  ///
  /// - Parameters:
  ///   - endingAnswers: one way, it may end what that service sends back by an earlier consent.
  ///   - keepingEarlier: what an earlier consent lets be read and this one does not give stays so until the new end, or ends
  ///     when this one begins; nil when nobody asked the person.
  /// - Returns: with it, the volets in which it ends answers, the earlier consents that it ended, and whether it goes from
  ///   now on although a day was asked for.
  /// - Throws: `NotebookError.answersBesideConsent` when it would end answers, and may not; `.earlierBesideConsent` when
  ///   somebody has to ask.
  public func giveConsent(
    _ terms: ConsentTerms, for typed: String, endingAnswers: Bool = true,
    keepingEarlier: Bool? = true, zone: Int, at now: Instant
  ) throws -> (
    consent: ConsentID, status: ConsentSummary.Status, endedAnswers: [Volet],
    endedEarlier: [Withdrawal], isRoundedToNow: Bool
  ) {
    try checkConsenting(terms.volets)
    let circumstances = try tidied(terms.circumstances, zone: zone, at: now)
    guard try terms.until > read({ try replica.latest(now, $0) }) else {
      throw NotebookError.untilInThePast
    }
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      return try give(
        terms, circumstances, in: caseID(typed, ledger), endingAnswers: endingAnswers,
        keepingEarlier: keepingEarlier, zone: zone, into: ledger, at: now)
    }
  }

  /// The same in a transaction, of what was looked at: the role, the circumstances, the end.
  func give(
    _ terms: ConsentTerms, _ circumstances: ConsentCircumstances, in id: CaseID,
    endingAnswers: Bool, keepingEarlier: Bool?, zone: Int, into ledger: LedgerWriter,
    at now: Instant
  ) throws -> (
    consent: ConsentID, status: ConsentSummary.Status, endedAnswers: [Volet],
    endedEarlier: [Withdrawal], isRoundedToNow: Bool
  ) {
    try replica.checkRecords(of: id, ledger)
    try checkOpen(id, ledger)
    let recipient = try recipientID(terms.recipient, ledger)
    guard recipient != service else { throw NotebookError.recipientIsOurselves }
    let consent = ConsentID(using: &chance)
    let asked = terms.past
    let terms = try rounded(terms, in: id, zone: zone, ledger, at: now)
    let name = try replica.serviceView(recipient, ledger).genesis?.name ?? ""
    var record = WorkerSession.record(terms, recipient: recipient, name: name)
    record.circumstances = circumstances
    let records = try consentRecords(of: id, ledger)
    let known = try consents(of: id, records, ledger, at: now)
    try checkNew(
      record, keeping: keepingEarlier, among: known, records, in: id, ledger, at: now)
    let answers = WorkerSession.answers(endedBy: terms, to: recipient, among: known)
    guard endingAnswers || answers.isEmpty else {
      throw NotebookError.answersBesideConsent(service: name, answers)
    }
    record.past =
      try past(of: terms, keeping: keepingEarlier, to: recipient, in: id, ledger, at: now).code
    // Whoever records it knows every release that is recorded.
    let beginning = ConsentBeginning(
      terms.effective, on: terms.effectiveAt ?? Instant(milliseconds: 0),
      among: records.releases, recorded: now
    ) { _ in true }
    let due = beginning.hasCome(at: now) && (!isClockDoubted || terms.effective == .now)
    record.say(due ? .given : .planned)
    try beginPast(&record, in: id, zone: zone, into: ledger, at: now)
    var endedEarlier: [Withdrawal] = []
    if due {
      endedEarlier = try begin(
        &record, consent, case: id, zone: zone, into: ledger, at: now)
      record.share = .init(
        try issue(record, consent, case: id, into: ledger, at: now)?.bytes ?? [])
    }
    try self.record(
      .with { $0.consent = record }, about: consent.bytes, in: id, into: ledger, at: now)
    try log(due ? .consent : .plan, case: id, volets: terms.volets, into: ledger, at: now)
    let isRoundedToNow =
      try asked.firstDay != nil && bound(of: terms, in: id, ledger) == .nothing
    return (consent, due ? .given : .planned, answers, endedEarlier, isRoundedToNow)
  }

  /// Records a release; consents planned for it take effect.
  ///
  /// - Parameter decided: of one that follows another release, what becomes of the shares that went on until now; of any
  ///   release, which others stop; nil where nobody asks, and all of them go on.
  /// - Throws: `NotebookError.consentsToDecide` when something was decided, and not of all of them.
  public func release(
    _ typed: String, on date: CalendarDate, begins: Instant, decided: ShareDecisions? = nil,
    at now: Instant
  ) throws -> (caseFile: CaseID, effective: [ConsentID]) {
    try checkActing()
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      let id = try caseID(typed, ledger)
      try checkOpen(id, ledger)
      if let decided {
        let asked = try consents(ofRelease: begins, in: id, ledger, at: now)
        let others = try consentsAtReturn(in: id, ledger, at: now).filter { other in
          decided.stopping.contains(other.consent)
            && !asked.contains { $0.consent == other.consent }
        }
        _ = try carryOut(decided, among: asked + others, in: id, into: ledger, at: now)
      }
      try record(
        .with {
          $0.release = .with {
            $0.on = UInt64(clamping: begins.milliseconds)
            $0.date = date.description
          }
        }, about: id.bytes, in: id, into: ledger, at: now)
      try log(.release, case: id, volets: [], into: ledger, at: now)
      let issued = try issueDue(in: id, into: ledger, at: now)
      // Whoever records a release hears of them by the answer, but for what they end.
      present.begun.removeAll(where: \.endedEarlier.isEmpty)
      return (id, issued)
    }
  }

  /// Issues the grants of planned consents whose moment has come. Idempotent.
  @discardableResult
  func issueDue(in id: CaseID, into ledger: LedgerWriter, at now: Instant) throws -> [ConsentID] {
    var issued: [ConsentID] = []
    guard !isClockDoubted, try replica.damagedRecords(of: id, ledger) == 0 else { return [] }
    for waiting in try consents(of: id, ledger, at: now) {
      guard waiting.status == .planned || waiting.status == .given,
        waiting.beginning.hasCome(at: now),
        var record = try lastRecord(of: waiting.consent, in: id, ledger), record.share.isEmpty,
        try !hasFallen(waiting.consent, in: id, ledger)
      else { continue }
      var endedEarlier: [Withdrawal] = []
      if waiting.status == .planned {
        endedEarlier = try begin(&record, waiting.consent, case: id, into: ledger, at: now)
        issued.append(waiting.consent)
      }
      // Whoever carries out what the person agreed to is not the one who recorded it.
      record.say(.effective)
      let share = try issue(record, waiting.consent, case: id, into: ledger, at: now)
      record.share = .init(share?.bytes ?? [])
      guard share != nil || waiting.status == .planned else { continue }
      try self.record(
        .with { $0.consent = record }, about: waiting.consent.bytes, in: id, into: ledger, at: now)
      // Who reads no card carries it out and is told nothing.
      guard waiting.status == .planned, try mayReadNames(ledger) else { continue }
      present.begun.append(
        BegunConsent(
          consent: waiting.consent, person: try summary(of: id, ledger).name,
          recipient: waiting.recipientName, volets: waiting.volets,
          since: waiting.beginning.release?.date ?? record.effective,
          withPast: record.reach == .all || record.isSince,
          endedEarlier: Volet.allCases.filter { volet in
            endedEarlier.contains { $0.volets?.contains(volet) ?? false }
          }))
    }
    return issued
  }

  /// Another node put it into effect and it ended since, whoever said so: it never begins again.
  private func hasFallen(
    _ consent: ConsentID, in id: CaseID, _ ledger: LedgerReader
  ) throws -> Bool {
    try replica.shares(giving: consent, in: id, ledger).contains {
      $0.view.status(of: consent) == .withdrawn
    }
  }

  /// See ``ConsentRecords/Recorded/last``; nil where nothing is recorded of it.
  func lastRecord(of consent: ConsentID, in id: CaseID, _ ledger: LedgerReader) throws
    -> WireConsentRecord?
  {
    try consentRecords(of: id, ledger)[consent]?.last
  }

  /// As it is recorded. A clock that is doubted knows no day that is to come.
  func tidied(
    _ circumstances: ConsentCircumstances, zone: Int, at now: Instant
  ) throws -> ConsentCircumstances {
    let latest = try read { try replica.latest(now, $0) }
    let today = LocalMoment(milliseconds: latest.milliseconds, offset: zone)?.date
    let day = isClockDoubted ? nil : today
    return try checked { () throws(RuleBroken) in try circumstances.tidied(today: day) }
  }

  /// A worker records consent only about volets that the role may write.
  public func checkConsenting(_ volets: [Volet]) throws {
    try checkConsenting(volets, try read(rules))
  }

  func checkConsenting(_ volets: [Volet], _ rules: AccessRules) throws {
    try checkRule { () throws(RuleBroken) in
      for volet in volets {
        guard volet.isShareable else { throw RuleBroken.voletNotShareable(volet) }
        try rules.checkConsent(volet)
      }
    }
  }

  /// Twice the same consent would take two withdrawals. One that reaches less than what is in force is another one.
  private func checkNew(
    _ terms: WireConsentRecord, keeping: Bool?, among consents: [ConsentSummary],
    _ records: ConsentRecords, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws {
    for consent in consents where consent.status == .given || consent.status == .planned {
      guard let recorded = records[consent.consent]?.last, recorded.said != nil else { continue }
      var known = recorded
      (known.event, known.share, known.strata) = (terms.event, terms.share, terms.strata)
      known.circumstances = terms.circumstances
      known.past = known.reach?.alone.code ?? known.past
      known.volets.sort { WorkerSession.precedes($0, $1) }
      var asked = terms
      asked.volets.sort { WorkerSession.precedes($0, $1) }
      guard known == asked, try isWhole(consent, ledger) else { continue }
      if let keeping {
        let isOther =
          consent.status == .planned
          ? recorded.keepsEarlier != keeping && recorded.reach != .all
          : try !keeping && letsMoreBeRead(than: recorded, in: id, ledger, at: now)
        guard !isOther else { continue }
      }
      throw NotebookError.consentAlreadyGiven(
        consent.consent, isPlanned: consent.status == .planned, until: consent.until)
    }
  }

  /// Whether a consent allows all that was agreed: no later one took its place, whole or in part, with less.
  private func isWhole(_ consent: ConsentSummary, _ ledger: LedgerReader) throws -> Bool {
    let given = try replica.shares(giving: consent.consent, in: consent.caseFile, ledger)
    let standing = Set(given.flatMap { $0.view.standing(of: consent.consent) })
    return standing.isSubset(of: given.flatMap { $0.view.tags(of: consent.consent) })
  }

  /// Volets in which a service sends back by an earlier consent, and would no more by these terms, which go one way.
  public func answers(
    endedBy terms: ConsentTerms, for typed: String, at now: Instant
  ) throws -> (service: String, volets: [Volet]) {
    try read { ledger in
      try checkReadingNames(ledger)
      let recipient = try recipientID(terms.recipient, ledger)
      let known = try consents(of: try caseID(typed, ledger), ledger, at: now)
      let volets = WorkerSession.answers(endedBy: terms, to: recipient, among: known)
      return (try replica.serviceView(recipient, ledger).genesis?.name ?? "", volets)
    }
  }

  private static func answers(
    endedBy terms: ConsentTerms, to recipient: ServiceID, among consents: [ConsentSummary]
  ) -> [Volet] {
    guard !terms.bothWays else { return [] }
    var open: Set<Volet> = []
    for consent in consents
    where consent.recipient == recipient && consent.bothWays && consent.status == .given {
      open.formUnion(Set(consent.volets).subtracting(consent.oneWay))
    }
    return terms.volets.filter(open.contains)
  }

  /// Any order, the same everywhere.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func record(_ terms: ConsentTerms, recipient: ServiceID, name: String)
    -> WireConsentRecord
  {
    .with {
      $0.recipient = .init(recipient.bytes)
      $0.recipientName = name
      $0.volets = terms.volets.map(\.code)
      $0.past = terms.past.code
      $0.effective = terms.effective.code
      $0.until = UInt64(clamping: terms.until.milliseconds)
      $0.bothWays = terms.bothWays
      $0.proof = terms.proof.code
      $0.explainedIn = terms.explainedIn.code
      $0.effectiveAt = UInt64(clamping: terms.effectiveAt?.milliseconds ?? 0)
    }
  }
}
