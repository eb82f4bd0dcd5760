import Envelope

@testable import Consent

/// A service whose statements are really signed: its first worker grants, its second may end him.
final class SignedOffice {
  private(set) var log: [ProvenStatement] = []
  private(set) var service = ServiceID.number(0)
  private let rootSeed: UInt64

  /// Signing pairs are drawn anew from their number: they cannot be copied.
  private func pair(_ role: Role) -> SigningPair {
    var chance = SeededChance(rootSeed &+ role.rawValue)
    return SigningPair(using: &chance)
  }

  enum Role: UInt64 { case root = 1, operators, node, anne, bilal, stranger }

  init(_ number: UInt64) throws {
    rootSeed = number &* 7919
    let genesis = Genesis(
      rootKey: key(.root), operatorKey: key(.operators), device: key(.anne),
      name: "Service \(number)", kind: "spip", country: "FR",
      nonce: Array(repeating: 3, count: 16))
    let born = try StatementCodec.sign(
      log: nil, parents: [], author: pair(.root), controlHeads: [],
      at: Instant(milliseconds: 1), act: .genesis(genesis))
    service = ServiceID(born.id.bytes) ?? service
    log = [born]
    try write(.nodeEnrolled(node: key(.node), operator: key(.operators)), by: .operators)
    for role in [Role.anne, .bilal] {
      try write(
        .workerEnrolled(Office.enrolment(worker(role), key(role), node: key(.node))),
        by: .operators)
    }
    try write(
      .rootOpened(Office.opening(number, for: [key(.anne), key(.bilal)].sorted())), by: .anne)
  }

  func key(_ role: Role) -> SigningKey { pair(role).publicKey }

  func worker(_ role: Role) -> WorkerID { .number(rootSeed &+ 100 &+ role.rawValue) }

  var view: ServiceView { ServiceView(service: service, statements: log) }

  /// In the service log, after everything in it.
  @discardableResult
  func write(_ act: Act, by role: Role) throws -> ProvenStatement {
    let statement = try sign(
      act, in: .service(service), by: role, after: view.heads, knowing: view.heads)
    log.append(statement)
    return statement
  }

  @discardableResult
  func end(_ role: Role) throws -> ProvenStatement {
    try write(.workerEnded(worker: worker(role), devices: [key(role)]), by: .operators)
  }

  /// In any log.
  func sign(
    _ act: Act, in log: LogID, by role: Role, after parents: [StatementID],
    knowing heads: [StatementID]
  ) throws -> ProvenStatement {
    try StatementCodec.sign(
      log: log, parents: parents, author: pair(role), controlHeads: heads,
      at: Instant(milliseconds: 2), act: act)
  }
}

/// Two signed offices and the share between them.
struct SignedShare {
  let owner: SignedOffice
  let recipient: SignedOffice
  let counter: Counter
  var statements: [ProvenStatement] = []

  init() throws {
    owner = try SignedOffice(11)
    recipient = try SignedOffice(12)
    counter = Counter(owner: owner.service, recipient: recipient.service)
  }

  var view: ShareView {
    ShareView(
      share: Counter.share, statements: statements, owner: owner.view, recipient: recipient.view)
  }

  /// By somebody of the owner's; `parents` and `heads` nil: everything known now.
  @discardableResult
  mutating func write(
    _ act: Act, by role: SignedOffice.Role, after parents: [StatementID]? = nil,
    knowing heads: [StatementID]? = nil
  ) throws -> StatementID {
    try write(act, of: owner, by: role, after: parents, knowing: heads)
  }

  @discardableResult
  mutating func write(
    _ act: Act, of office: SignedOffice, by role: SignedOffice.Role,
    after parents: [StatementID]? = nil, knowing heads: [StatementID]? = nil
  ) throws -> StatementID {
    let statement = try office.sign(
      act, in: .share(Counter.share), by: role, after: parents ?? view.heads,
      knowing: heads ?? office.view.heads)
    statements.append(statement)
    return statement.id
  }

  /// Whether the recipient may read the first epoch.
  var reading: Judgement {
    view.judge(Counter.start().place, for: .keeping)
  }
}

extension ReadingPurpose {
  /// Read at this moment, in milliseconds; whatever the clock says for nil.
  static func shown(_ at: Int64?) -> ReadingPurpose {
    at.map { .showing(at: Instant(milliseconds: $0)) } ?? .keeping
  }
}
