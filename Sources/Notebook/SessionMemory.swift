import CaseFile
import Envelope
import Store

/// What a session remembers of the ledger between its transactions, so that nothing is read twice; never a key.
/// Protocol/agent.md, "What it remembers".
///
/// Each value says by itself what of the ledger it was read from, and whoever asks for it reads it anew where that is
/// another. Moved and never copied: what two sessions changed at once would be half of each.
struct SessionMemory: ~Copyable, Sendable {
  /// The people of our case files: each good until its case file, or the file of the service, is touched.
  var people = KnownPeople()
  /// The matrix of the service: good until its file, or the log of the service, is touched.
  var matrix: ReadMatrix?
  /// What stands beside the records of each place: good until something of the place, or of the service, changes.
  var companions = KnownCompanions()
  /// Of documents that were opened for it: the record that each stands beside, none for what stands by itself. The first
  /// change of a document says it for good.
  var beside: [DocumentID: String?] = [:]
  /// What this worker may search: brought into step with the ledger, or made anew where something of it was destroyed.
  var room: SessionRoom?

  /// Whose it is, and of which ledger.
  let origin: MemoryOrigin?

  init(of origin: MemoryOrigin? = nil) { self.origin = origin }
}

/// Of whom and of what something may be remembered: where any of it is another, all of it is forgotten.
struct MemoryOrigin: Equatable, Sendable {
  /// Of the worker who read it.
  let device: SigningKey
  /// Of the home: an older self that begins anew counts its arrivals a second time.
  let life: [UInt8]
  /// How many times words had been destroyed.
  let removals: UInt64
}

/// What a session writes down while one transaction lasts.
struct SessionTransaction {
  /// Records of case files that it opened, by the statements that name them.
  var records: [StatementID: OwnRecord] = [:]
  /// Planned consents that it begins.
  var begun: [BegunConsent] = []
  /// Withdrawals that another node had overtaken.
  var overtaken: [OvertakenWithdrawal] = []
}
