public import Envelope

/// What the judge says of something that is to be kept: the right to keep it, or why there is none.
///
/// Not copyable, as what it gives is not: it ends with the transaction in which it was judged.
public enum Verdict<Judged: ~Copyable & Sendable>: ~Copyable, Sendable {
  case allowed(Judged)
  case refused(Judgement.Refusal)
  case waiting(Judgement.Wait)
}

/// A change that its author may have made where it stands: the only kind that a ledger keeps. Nobody but ``Judge`` makes
/// one. Protocol/consent.md, "Changes".
///
/// It rests on the logs as they were read in one transaction. It cannot be copied, so no transaction gives it out, and none
/// takes it in but through an optional variable, which a test of the house forbids: who inserts it has judged it there and
/// then, and inserts it once.
public struct JudgedEnvelope: ~Copyable, Sendable {
  public let proven: ProvenEnvelope
  /// The log that lets it be kept: that of a case file of ours, or a share that gives its volet.
  public let log: LogID
  /// Whose note it is of; nil for ours.
  public let owner: ServiceID?

  init(_ proven: ProvenEnvelope, by log: LogID, of owner: ServiceID?) {
    (self.proven, self.log, self.owner) = (proven, log, owner)
  }
}

/// The same of a bundle, by its header: what is in it is judged one by one once it is open. Protocol/bundle.md.
public struct JudgedBundle: ~Copyable, Sendable {
  public let proven: ProvenBundle
  /// As for a change.
  public let log: LogID
  /// Whose notes are in it; nil for ours.
  public let owner: ServiceID?

  init(_ proven: ProvenBundle, by log: LogID, of owner: ServiceID?) {
    (self.proven, self.log, self.owner) = (proven, log, owner)
  }
}

/// A statement that has its place in its log: the only kind that a ledger keeps. Nobody but ``Judge`` makes one.
/// Protocol/consent.md, "Judging".
///
/// As ``JudgedEnvelope``, it cannot be copied and ends with its transaction.
public struct JudgedStatement: ~Copyable, Sendable {
  public let proven: ProvenStatement
  /// False: its author was ended, and no anchor speaks of it. It has its place, for what leans on it, and no effect.
  public let isInEffect: Bool

  init(_ proven: ProvenStatement, isInEffect: Bool) {
    (self.proven, self.isInEffect) = (proven, isInEffect)
  }
}
