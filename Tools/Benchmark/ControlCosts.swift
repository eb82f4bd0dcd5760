import Consent
import Envelope
import Foundation

/// What one control statement more costs a log of many: judging it and taking it in, without its signature and its row.
///
/// Linear means that the figure of a kind does not grow with the log. A past is a bit for each statement, so the longest
/// logs show the copying of some hundred bytes.
struct ControlCosts {
  static let sizes = [250, 500, 1000, 2000]

  /// One kind of statement: the log it is judged in, made anew, and the acts.
  private struct Kind {
    let name: String
    let act: (inout SystemRandomNumberGenerator, Int) -> Act
    var byRecipient = false
  }

  private let owner = BenchOffice()
  private let recipient = BenchOffice()
  private let share = LogID.share(ShareID([UInt8](repeating: 7, count: 16)) ?? .drawn())
  private let tag = VoletTag.drawn()

  func run() throws {
    print("microseconds for one statement more, by what the log holds")
    print(
      "statement".padding(30) + Self.sizes.map { "\($0)".leading(10) }.joined()
        + "last / first".leading(14))
    for kind in kinds { try show(kind.name) { try shareTimes(kind) } }
    try show("own record") { try ownTimes { .ownRecord(subject: [1], sealed: .drawn()) } }
    try show("epoch of one stratum") {
      try ownTimes(epochs: true) { .ownRecord(subject: [1], sealed: .drawn()) }
    }
    try show("worker enrolled") {
      try serviceTimes { number, heads in try owner.enrol(after: heads) }
    }
    try show("worker ended") { try serviceTimes(endings) }
    try show("node ended unknown to it") { try serviceTimes(blindEndings) }
    try show("worker, beside a share") {
      try serviceTimes(beside: true) { _, heads in try owner.enrol(after: heads) }
    }
  }

  private func show(_ name: String, _ times: () throws -> [Double]) throws {
    let times = try times()
    let ratio = (times.last ?? 0) / max(times.first ?? 1, 0.001)
    print(
      name.padding(30) + times.map { "\(Int($0.rounded()))".leading(10) }.joined()
        + "\((ratio * 10).rounded() / 10)".leading(14))
  }

  private var kinds: [Kind] {
    let start = { (_: inout SystemRandomNumberGenerator) in
      EpochStart(volet: tag, stratum: .drawn(), epoch: .drawn(), wrap: .drawn())
    }
    let grant = { (consent: ConsentID) in
      Act.grant(
        Grant(
          consent: consent, owner: owner.service, recipient: recipient.service, volets: [tag],
          until: nil, bothWays: false, cites: nil, sealed: .drawn(), ownerWrap: .drawn(),
          recipientWrap: .drawn()))
    }
    return [
      Kind(name: "grant") { _, _ in grant(.drawn()) },
      Kind(name: "wraps, 20 epochs") { chance, _ in
        .epochsWrapped((0..<20).map { _ in start(&chance) }, box: .drawn())
      },
      Kind(name: "withdrawal of the volet") { _, _ in
        .withdrawal(consent: .drawn(), volets: [tag], purge: [])
      },
      Kind(
        name: "withdrawal of nothing",
        act: { _, _ in
          .withdrawal(consent: .drawn(), volets: [.drawn()], purge: [])
        }, byRecipient: true),
      Kind(
        name: "withdrawal, 4,000 epochs",
        act: { _, number in
          number % 100 == 0
            ? .withdrawal(
              consent: .drawn(), volets: [.drawn()],
              purge: (0..<4000).map { _ in EpochID.drawn() }.sorted())
            : .withdrawal(consent: .drawn(), volets: [.drawn()], purge: [])
        }, byRecipient: true),
      Kind(name: "grant after withdrawal") { _, number in
        number % 2 == 0
          ? .withdrawal(consent: .drawn(), volets: [tag], purge: []) : grant(.drawn())
      },
      Kind(name: "erasure") { _, _ in .erasure(documents: [.drawn()]) },
      Kind(name: "anchor") { _, _ in .anchor(authors: [], heads: []) },
      Kind(name: "anchor of somebody") { _, _ in .anchor(authors: [owner.former], heads: []) },
    ]
  }

  private func shareTimes(_ kind: Kind) throws -> [Double] {
    var view = ShareView(
      share: ShareID(share.bytes) ?? .drawn(), owner: owner.view, recipient: recipient.view)
    let author = kind.byRecipient ? recipient : owner
    var chance = SystemRandomNumberGenerator()
    return try times { number, heads in
      try author.sign(kind.act(&chance, number), in: share, after: heads)
    } take: { statement in
      guard view.judge(statement).isAllowed else { throw BenchFailure.refused(kind.name) }
      view.insert(statement)
      return view.heads
    }
  }

  private func ownTimes(epochs: Bool = false, _ act: () -> Act) throws -> [Double] {
    let file = CaseID.drawn()
    var view = OwnView(caseFile: file, service: owner.view)
    let start = EpochStart(volet: tag, stratum: .drawn(), epoch: .drawn(), wrap: .drawn())
    view.insert(
      try owner.sign(.caseOpened(volets: [start], sealed: .drawn()), in: .own(file), after: []))
    return try times(from: view.heads) { _, heads in
      var next = start
      (next.epoch, next.wrap) = (.drawn(), .drawn())
      return try owner.sign(epochs ? .epochOpened(next) : act(), in: .own(file), after: heads)
    } take: { statement in
      guard view.judge(statement).isAllowed else { throw BenchFailure.refused("own") }
      view.insert(statement)
      _ = view.currentEpoch(of: start.stratum)
      return view.heads
    }
  }

  /// - `beside`: a share of as many statements hears of each of them.
  private func serviceTimes(
    beside: Bool = false, _ make: (Int, [StatementID]) throws -> ProvenStatement
  ) throws -> [Double] {
    var view = owner.view
    var shareView = ShareView(
      share: ShareID(share.bytes) ?? .drawn(), owner: view, recipient: recipient.view)
    for _ in 0..<(beside ? Self.sizes.last ?? 0 : 0) {
      shareView.insert(
        try owner.sign(.erasure(documents: [.drawn()]), in: share, after: shareView.heads))
    }
    return try times(from: view.heads, make: make) { statement in
      guard view.judge(statement).isAllowed else { throw BenchFailure.refused("service") }
      shareView.part(from: view.service)
      view.insert(statement)
      if beside { shareView.learn([view]) }
      return view.heads
    }
  }

  /// Somebody is enrolled and ended.
  private var endings: (Int, [StatementID]) throws -> ProvenStatement {
    var (worker, device) = (WorkerID.drawn(), SigningKey.drawn())
    return { number, heads in
      if number % 2 == 1 { (worker, device) = (.drawn(), .drawn()) }
      return number % 2 == 1
        ? try owner.enrol(worker, device, after: heads)
        : try owner.end(worker, device, after: heads)
    }
  }

  /// A node is enrolled, its operator enrols somebody, and the node is ended by somebody who did not know of that: what
  /// stands is weighed from the beginning.
  private var blindEndings: (Int, [StatementID]) throws -> ProvenStatement {
    var (seat, node, enrolment) = (BenchKey(), SigningKey.drawn(), [StatementID]())
    return { number, heads in
      switch number % 3 {
      case 1:
        (seat, node) = (BenchKey(), .drawn())
        let act = Act.nodeEnrolled(node: node, operator: seat.pair.publicKey)
        let statement = try owner.govern(act, after: heads)
        enrolment = [statement.id]
        return statement
      case 2: return try owner.enrol(on: node, by: seat, after: heads)
      case _: return try owner.govern(.nodeEnded(node: node), after: enrolment)
      }
    }
  }

  /// Mean of the last hundred at each size.
  private func times(
    from first: [StatementID] = [], make: (Int, [StatementID]) throws -> ProvenStatement,
    take: (ProvenStatement) throws -> [StatementID]
  ) throws -> [Double] {
    var heads = first
    var found: [Double] = []
    var spent: [Double] = []
    for number in 1...(Self.sizes.last ?? 0) {
      let statement = try make(number, heads)
      let clock = ContinuousClock()
      let begun = clock.now
      heads = try take(statement)
      let passed = clock.now - begun
      spent.append(
        Double(passed.components.seconds) * 1e6 + Double(passed.components.attoseconds) / 1e12)
      if Self.sizes.contains(number) { found.append(spent.suffix(100).reduce(0, +) / 100) }
    }
    return found
  }
}

enum BenchFailure: Error { case refused(String) }

/// A service with one node and one admitted worker.
struct BenchOffice {
  let service: ServiceID
  let view: ServiceView
  private let seat: BenchKey
  private let device: BenchKey
  private let root: BenchKey
  private let node = SigningKey.drawn()
  /// A device that has ended.
  let former = SigningKey.drawn()

  init() {
    (seat, device, root) = (BenchKey(), BenchKey(), BenchKey())
    let past = WorkerID.drawn()
    do {
      let genesis = try StatementCodec.sign(
        log: nil, parents: [], author: root.pair, controlHeads: [], at: .bench,
        act: .genesis(
          Genesis(
            rootKey: root.pair.publicKey, operatorKey: seat.pair.publicKey,
            device: device.pair.publicKey, name: "n", kind: "k",
            country: "FR", nonce: VoletTag.drawn().bytes)))
      service = ServiceID(genesis.id.bytes) ?? .drawn()
      var view = ServiceView(service: service, statements: [genesis])
      let acts: [(BenchKey, Act)] = [
        (seat, .nodeEnrolled(node: node, operator: seat.pair.publicKey)),
        (
          seat,
          .workerEnrolled(
            WorkerEnrolled(
              worker: .drawn(), device: device.pair.publicKey, box: .drawn(), node: node,
              card: .drawn()))
        ),
        (
          device,
          .rootOpened(
            RootOpened(root: .drawn(), box: .drawn(), boxSecret: .drawn(), previous: nil, wraps: [])
          )
        ),
        (
          seat,
          .workerEnrolled(
            WorkerEnrolled(
              worker: past, device: former, box: .drawn(), node: node, card: .drawn()))
        ), (seat, .workerEnded(worker: past, devices: [former])),
      ]
      for (key, act) in acts {
        view.insert(
          try StatementCodec.sign(
            log: .service(service), parents: view.heads, author: key.pair, controlHeads: [],
            at: .bench, act: act))
      }
      self.view = view
    } catch {
      preconditionFailure("\(error)")
    }
  }

  func sign(_ act: Act, in log: LogID, after parents: [StatementID]) throws -> ProvenStatement {
    try StatementCodec.sign(
      log: log, parents: parents, author: device.pair, controlHeads: view.heads, at: .bench,
      act: act)
  }

  func enrol(
    _ worker: WorkerID = .drawn(), _ device: SigningKey = .drawn(), on node: SigningKey? = nil,
    by seat: BenchKey? = nil, after parents: [StatementID]
  ) throws -> ProvenStatement {
    let act = Act.workerEnrolled(
      WorkerEnrolled(
        worker: worker, device: device, box: .drawn(), node: node ?? self.node, card: .drawn()))
    return try state(act, by: seat ?? self.seat, after: parents)
  }

  func end(
    _ worker: WorkerID, _ device: SigningKey, after parents: [StatementID]
  ) throws -> ProvenStatement {
    try state(.workerEnded(worker: worker, devices: [device]), by: seat, after: parents)
  }

  /// By the root key.
  func govern(_ act: Act, after parents: [StatementID]) throws -> ProvenStatement {
    try state(act, by: root, after: parents)
  }

  private func state(
    _ act: Act, by key: BenchKey, after parents: [StatementID]
  ) throws -> ProvenStatement {
    try StatementCodec.sign(
      log: .service(service), parents: parents, author: key.pair, controlHeads: [], at: .bench,
      act: act)
  }
}

final class BenchKey {
  let pair: SigningPair

  init() {
    var chance = SystemRandomNumberGenerator()
    pair = SigningPair(using: &chance)
  }
}

extension Instant { static let bench = Instant(milliseconds: 1_764_000_000_000) }

extension Identifier {
  /// At random, of any length.
  static func drawn() -> Self {
    var chance = SystemRandomNumberGenerator()
    return Identifier(using: &chance)
  }
}

extension String {
  func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }

  func leading(_ width: Int) -> String {
    String(repeating: " ", count: max(1, width - count)) + self
  }
}
