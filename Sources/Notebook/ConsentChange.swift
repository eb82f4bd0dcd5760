public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import SwiftProtobuf
import Wire

/// More of a consent, or the same for longer, as the person says it. Protocol/consent.md, 13.9.
public struct ConsentExtension: Sendable {
  /// The same volets for longer, of one that ended too; else more of one that has not.
  public var isRenewal: Bool
  /// Beside those that it has.
  public var adding: [Volet]
  /// Exclusive; nil where the end stays.
  public var until: Instant?
  /// From one way to both.
  public var bothWays: Bool
  public var proof: ProofOfConsent
  public var explainedIn: LanguageTag
  public var circumstances: ConsentCircumstances

  public init(
    isRenewal: Bool, adding: [Volet] = [], until: Instant?, bothWays: Bool = false,
    proof: ProofOfConsent, explainedIn: LanguageTag,
    circumstances: ConsentCircumstances = .unrecorded
  ) {
    (self.isRenewal, self.adding, self.until) = (isRenewal, adding, until)
    (self.bothWays, self.proof, self.explainedIn) = (bothWays, proof, explainedIn)
    self.circumstances = circumstances
  }
}

/// Why a consent is not extended, renewed or narrowed.
public enum UnchangedConsent: Hashable, CaseIterable, Sendable {
  /// It has not begun.
  case planned
  /// It ended: it can be renewed.
  case over
  /// The person took it back, or said no.
  case withdrawn
  /// Others took its place.
  case replaced
  /// It is so already.
  case same
  /// The end that was given is no later one.
  case endNotLater
  /// Nothing of it would be left.
  case nothingLeft
}

/// What a change of a consent comes to, before or after it is made.
public struct ConsentChange: Sendable {
  /// Which act it is.
  public enum Kind: String, Sendable {
    case extended
    case renewed
    case narrowed
  }
  public let kind: Kind
  /// The consent before the change.
  public let former: ConsentSummary
  public let added: [Volet]
  public let removed: [Volet]
  public let left: [Volet]
  /// Exclusive; nil of one without an end.
  public let until: Instant?
  public let becomesBothWays: Bool
  /// The former had ended: what is recorded is another agreement, and no longer the same.
  public let isNew: Bool
  /// Of one that is narrowed, what this node sent of the volets that go, by the name of its kind.
  public var sent: [String: Int] = [:]
}

/// Changing what a person agreed to, in one act. Protocol/consent.md, 13.9.
extension WorkerSession {
  /// What an extension or a renewal would change. Nothing is recorded.
  ///
  /// - Throws: as ``extendConsent(_:of:to:zone:at:)``.
  public func consentExtension(
    _ asked: ConsentExtension, of typed: String, to other: String? = nil, at now: Instant
  ) throws -> ConsentChange {
    try read { ledger in
      try checkReadingNames(ledger)
      let (id, former) = try ownConsent(typed, with: other, ledger, at: now)
      return try change(asked, of: former, in: id, ledger, at: now)
    }
  }

  /// Records that the person agreed to more, or for longer: another consent, which keeps what the former one let be read,
  /// and on the former that it was extended or renewed.
  ///
  /// - Parameter zone: minutes east of UTC.
  /// - Returns: what changed, and the new consent.
  /// - Throws: `NotebookError.consentUnchanged`, `.unknownConsent`, `.severalConsents`, `.paperElsewhere`, and what
  ///   giving one throws.
  public func extendConsent(
    _ asked: ConsentExtension, of typed: String, to other: String? = nil, zone: Int,
    at now: Instant
  ) throws -> (change: ConsentChange, consent: ConsentID) {
    let circumstances = try tidied(asked.circumstances, zone: zone, at: now)
    return try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      try checkReadingNames(ledger)
      let (id, former) = try ownConsent(typed, with: other, ledger, at: now)
      let change = try change(asked, of: former, in: id, ledger, at: now)
      guard let until = change.until, try until > replica.latest(now, ledger) else {
        throw NotebookError.untilInThePast
      }
      let before = change.former
      let terms = ConsentTerms(
        recipient: before.recipient.description,
        volets: Volet.allCases.filter((change.left + change.added).contains), until: until,
        proof: asked.proof, explainedIn: asked.explainedIn, past: before.past?.alone ?? Past.none,
        effective: .now, effectiveAt: nil,
        bothWays: change.becomesBothWays || before.bothWays && before.oneWay.isEmpty)
      try checkConsenting(terms.volets, try rules(ledger))
      let given = try give(
        terms, circumstances, in: id, endingAnswers: false, keepingEarlier: true, zone: zone,
        into: ledger, at: now)
      guard var record = try lastRecord(of: former, in: id, ledger) else {
        throw NotebookError.unknownConsent(former.description)
      }
      record.say(asked.isRenewal ? .renewed : .extended)
      try self.record(
        .with { $0.consent = record }, about: former.bytes, in: id, into: ledger, at: now)
      return (change, given.consent)
    }
  }

  /// What a narrowing would change. Nothing is recorded.
  ///
  /// - Throws: as ``narrowConsent(_:to:volets:at:)``.
  public func consentNarrowing(
    _ typed: String, to other: String? = nil, volets: [Volet], at now: Instant
  ) throws -> ConsentChange {
    try read { ledger in
      try checkReadingNames(ledger)
      let (id, consent) = try narrowable(typed, with: other, volets, ledger, at: now)
      return try narrowing(consent, volets, in: id, ledger, at: now)
    }
  }

  /// Takes volets out of a consent of which others are left.
  ///
  /// - Throws: `NotebookError.consentUnchanged` where nothing would be left, or it is over; and as
  ///   ``withdraw(_:to:volets:at:)``.
  public func narrowConsent(
    _ typed: String, to other: String? = nil, volets: [Volet], at now: Instant
  ) throws -> (change: ConsentChange, withdrawal: Withdrawal) {
    try write(at: now) { ledger in
      try replica.checkBelongs(ledger)
      try checkReadingNames(ledger)
      let (id, consent) = try narrowable(typed, with: other, volets, ledger, at: now)
      let change = try narrowing(consent, volets, in: id, ledger, at: now)
      let done = try withdraw(consent, volets: volets, in: id, into: ledger, at: now)
      return (change, done)
    }
  }

  private func narrowable(
    _ typed: String, with other: String?, _ volets: [Volet], _ ledger: LedgerReader,
    at now: Instant
  ) throws -> (CaseID, ConsentID) {
    switch try consentPlace(typed, with: other, volets: volets, ledger, at: now) {
    case .own(let id, let consent): return (id, consent)
    case .received(let shares):
      throw NotebookError.paperElsewhere(try giver(of: shares, ledger))
    }
  }

  private func narrowing(
    _ consent: ConsentID, _ volets: [Volet], in id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> ConsentChange {
    let former = try found(consent, in: id, ledger, at: now)
    let named = Set(volets.map(\.code))
    if let other = volets.first(where: { !former.agreed.contains($0) }) {
      throw NotebookError.voletsNotInConsent(other)
    }
    guard former.isWithdrawable else { throw unchanged(former, .withdrawn) }
    guard !former.isReplaced else { throw unchanged(former, .replaced) }
    let removed = former.volets.filter { named.contains($0.code) }
    guard !removed.isEmpty else { throw unchanged(former, .same) }
    guard !Set(former.codes).isSubset(of: named) else { throw unchanged(former, .nothingLeft) }
    let sent = try replica.ifSound {
      try transmitted(removed, to: former.recipient, of: id, ledger, at: now)
    }
    return ConsentChange(
      kind: .narrowed, former: former, added: [], removed: removed,
      left: former.notReplaced.filter { !named.contains($0.code) }, until: former.until,
      becomesBothWays: false, isNew: false, sent: sent ?? [:])
  }

  private func change(
    _ asked: ConsentExtension, of consent: ConsentID, in id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> ConsentChange {
    let former = try found(consent, in: id, ledger, at: now)
    // What goes back in answer, the person agreed to over there.
    guard !former.proof.isEmpty || former.status == .refused else {
      throw NotebookError.paperElsewhere(former.recipientName)
    }
    guard !former.isReplaced else { throw unchanged(former, .replaced) }
    let isNew: Bool
    switch former.status {
    case .refused, .withdrawn, .unlinked: throw unchanged(former, .withdrawn)
    case .planned: throw unchanged(former, .planned)
    case .expired, .ceased:
      guard former.hasBegun else { throw unchanged(former, .planned) }
      guard asked.isRenewal else { throw unchanged(former, .over) }
      isNew = true
    case .given, .suspended: isNew = false
    }
    let held = isNew ? former.volets : former.notReplaced
    let added = Volet.allCases.filter { asked.adding.contains($0) && !held.contains($0) }
    let isOpenBothWays = former.bothWays && former.oneWay.isEmpty
    let becomesBothWays = asked.bothWays && !isOpenBothWays
    guard let until = asked.until ?? former.until, former.until.map({ $0 <= until }) ?? true,
      !asked.isRenewal || former.until != until
    else { throw unchanged(former, .endNotLater) }
    guard isNew || !added.isEmpty || becomesBothWays || until != former.until else {
      throw unchanged(former, .same)
    }
    return ConsentChange(
      kind: asked.isRenewal ? .renewed : .extended, former: former, added: added, removed: [],
      left: held, until: until, becomesBothWays: becomesBothWays, isNew: isNew)
  }

  private func found(
    _ consent: ConsentID, in id: CaseID, _ ledger: LedgerReader, at now: Instant
  ) throws -> ConsentSummary {
    guard let found = try consents(of: id, ledger, at: now).first(where: { $0.consent == consent })
    else { throw NotebookError.unknownConsent(consent.description) }
    return found
  }

  private func unchanged(_ consent: ConsentSummary, _ why: UnchangedConsent) -> NotebookError {
    NotebookError.consentUnchanged(consent.consent, why)
  }
}

extension ConsentSummary {
  /// Something could be read by it at some time, as far as is known here.
  fileprivate var hasBegun: Bool {
    events.contains { [.given, .effective, .recovered].contains($0.event) }
  }
}
