/// What the rules say of a statement, a change or an act to come. Protocol/consent.md, "Judging".
public enum Judgement: Hashable, Sendable {
  case allowed
  /// Kept for causality, without effect. A statement may be voided later by an anchor.
  case refused(Refusal)
  /// Not judged yet, without effect meanwhile: what it leans on has not arrived.
  case waiting(Wait)

  public var isAllowed: Bool { self == .allowed }
}

extension Judgement {
  /// Why something has no effect.
  public enum Refusal: Hashable, Sendable {
    /// It stands in another log than the one it is judged in.
    case otherLog
    /// This kind of statement has no place in this kind of log.
    case misplaced
    /// A genesis that its root key did not sign, or a statement that does not descend from the genesis.
    case noGenesis
    /// The author is no operator key of the service, as far as the statement knew.
    case notOperator
    /// The author is no device of the service, as far as the statement knew.
    case notEnrolled
    /// The author is enrolled and was not admitted, as far as the statement knew.
    case notAdmitted
    /// The author had been ended, and the statement knew it.
    case ended
    /// The node it names is not enrolled, or was ended.
    case unknownNode
    /// The device it names is not enrolled, or belongs to another worker.
    case unknownDevice
    /// Its worker has a device that is admitted, and alone admits another.
    case notTheirs
    /// What it enrols, admits or opens had already been ended, enrolled or opened in its past.
    case notNew
    /// The volet is not of this case file, as far as the statement knew.
    case unknownVolet
    /// The stratum is not of this volet.
    case unknownStratum
    /// The epoch is not of this stratum.
    case unknownEpoch
    /// The grant names other services than the first grant of its share.
    case otherParties
    /// The receipt is not signed by the node it names.
    case notTheNode
    /// The receipt names no withdrawal of its past.
    case unknownWithdrawal
    /// The anchor names heads outside its past.
    case outsidePast
    /// Its author was ended, and an anchor does not cover it.
    case outsideAnchor
    /// Two first grants of the share name different services.
    case broken
    /// It was refused before: only its trace is here.
    case traceOnly
    /// Its log takes no more statements.
    case full
    /// No consent was ever given for this volet.
    case notGranted
    /// A withdrawal covers it that it has not seen.
    case withdrawn
    /// A later grant replaced it, or its volet's consents were all voided.
    case void
    /// The consent's end has passed on the local clock.
    case expired
    /// The owner ended the follow-up: nothing further is sent, and what was sent may be read on.
    case ceased
    /// The consent that a return share answers is no longer open both ways.
    case citedClosed
    /// The epoch was ordered forgotten.
    case purged
  }

  /// What is missing before something can be judged.
  public enum Wait: Hashable, Sendable {
    /// A statement of its past in the same log.
    case parents
    /// The service log that its author knew.
    case controlHeads
    /// A newer version of the program: the log holds a statement that this one does not know.
    case newerVersion
    /// The anchor of an author that was ended.
    case anchor
    /// The statement that wraps this epoch for the recipient.
    case wrap
  }
}
