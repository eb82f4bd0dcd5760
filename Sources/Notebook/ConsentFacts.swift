import CaseFile
import Consent
import Envelope

/// All that is known here of the consents of one case file, gathered before anything is made of it. A value: it asks
/// nobody. Protocol/consent.md, "The life of a consent".
struct ConsentFacts {
  let caseFile: CaseID
  let records: ConsentRecords
  /// What the share says in which each consent was last issued; nothing of one that stands in none.
  let shared: [ConsentID: SharedConsent]
  /// The moment by which ends are judged.
  let latest: Instant
}

/// What a share says of one consent.
struct SharedConsent {
  /// What it says of one volet that the consent was granted for.
  struct Granted {
    /// Nil where its name is not known here.
    let volet: Volet?
    /// The consent stands for it: nobody took it back.
    let stands: Bool
    /// The consents by which it may be read, ascending; this one may not be among them.
    let allowed: [ConsentID]
    /// Those that were given by whoever knew of this one, ascending; gathered where the follow-up was ended at some time.
    let successors: [ConsentID]
    /// When it was first taken back.
    let endedAt: Instant?
    /// A later consent one way, which ended what came back here, and since when.
    let oneWay: (by: ConsentID, since: Instant)?
  }

  /// A withdrawal that concerns the consent, and what the recipient answered.
  struct Withdrawal {
    let statement: StatementID
    let at: Instant
    /// It names this consent, and not another one whose volets are the same.
    let isOwn: Bool
    /// It was stated by the service that receives.
    let isAtRecipient: Bool
    /// It covers all of the share.
    let isWhole: Bool
    /// It orders the recipient to forget.
    let asks: Bool
    /// What it took of this consent, in their order.
    let volets: [Volet]
    /// In the log's order.
    let receipts: [Receipt]
  }

  struct Receipt {
    let node: SigningKey
    let outcome: Outcome
    let at: Instant
  }

  /// It goes back in answer to another share, nobody took it back, and nothing goes by it any more.
  struct Stop {
    /// The service that it answers ended its follow-up, then.
    let there: (by: String, at: Instant)?
    /// When somebody here stopped it first.
    let here: Instant?
  }

  /// Nil when no judged statement gives it.
  let status: ShareView.Status?
  /// The service that receives, as its log calls it.
  let recipient: String
  /// The nodes of that service that have not ended.
  let nodes: [SigningKey]
  let granted: [Granted]
  /// In the order in which they were said.
  let withdrawals: [Withdrawal]
  let stop: Stop?
}
