import Envelope

/// Who belongs to a service, by the valid statements of its log, as anybody who knows `known` of it sees it.
struct Membership: Sendable {
  var genesis: (index: Int, content: Genesis)?
  /// By node key: where it was enrolled.
  var nodes: [SigningKey: [Int]] = [:]
  var nodeEndings: [SigningKey: [Int]] = [:]
  /// By operator key: where, and on which node.
  var operators: [SigningKey: [(index: Int, node: SigningKey)]] = [:]
  var devices: [SigningKey: [(index: Int, content: WorkerEnrolled)]] = [:]
  var deviceEndings: [SigningKey: [Int]] = [:]
  var admissions: [SigningKey: [Int]] = [:]
  var roots: [Int] = []
  /// By node key: whose keys are ended with it, operators' and devices'.
  var keys: [SigningKey: Set<SigningKey>] = [:]
  /// Where it was said until when a worker comes in.
  var terms: [WorkerID: [Int]] = [:]
  /// Devices ever enrolled for a worker.
  var devicesOf: [WorkerID: Set<SigningKey>] = [:]

  func isNode(_ key: SigningKey, known: BitSet) -> Bool {
    nodes[key, default: []].contains { known.contains($0) } && !isEnded(node: key, known: known)
  }

  func isEnded(node key: SigningKey, known: BitSet) -> Bool {
    nodeEndings[key, default: []].contains { known.contains($0) }
  }

  /// The root key always; an operator key while a node it was enrolled on is not ended; the first
  /// operator key also while no node is known to carry it.
  func isOperator(_ key: SigningKey, known: BitSet) -> Bool {
    guard let genesis, known.contains(genesis.index) else { return false }
    if key == genesis.content.rootKey { return true }
    let seats = operators[key, default: []].filter { known.contains($0.index) }
    if seats.isEmpty { return key == genesis.content.operatorKey }
    return seats.contains { !isEnded(node: $0.node, known: known) }
  }

  /// Ended itself, or with the node that it was enrolled on.
  func isEnded(device key: SigningKey, known: BitSet) -> Bool {
    if deviceEndings[key, default: []].contains(where: { known.contains($0) }) { return true }
    return devices[key, default: []].contains {
      known.contains($0.index) && isEnded(node: $0.content.node, known: known)
    }
  }

  /// Nil when it is not enrolled.
  func state(of key: SigningKey, known: BitSet) -> ServiceView.DeviceState? {
    guard devices[key, default: []].contains(where: { known.contains($0.index) }) else {
      return nil
    }
    if isEnded(device: key, known: known) { return .ended }
    return admissions[key, default: []].contains { known.contains($0) } ? .admitted : .added
  }

  /// Whether `author` may admit `device`: when a worker of it has another device that is admitted, that worker alone does.
  func mayAdmit(_ author: SigningKey, _ device: SigningKey, known: BitSet) -> Bool {
    func workers(_ key: SigningKey) -> Set<WorkerID> {
      Set(devices[key, default: []].filter { known.contains($0.index) }.map(\.content.worker))
    }
    let (theirs, mine) = (workers(device), workers(author))
    return !theirs.subtracting(mine).contains { worker in
      devicesOf[worker, default: []].contains { other in
        other != device && admissions[other] != nil && workers(other).contains(worker)
          && state(of: other, known: known) == .admitted
      }
    }
  }

  /// The endings of an operator key: of every node that it was ever seated on.
  func endings(ofOperator key: SigningKey) -> [Int] {
    operators[key, default: []].flatMap { nodeEndings[$0.node, default: []] }
  }

  /// Of the device itself, and of every node that it was enrolled on.
  func endings(ofDevice key: SigningKey) -> [Int] {
    deviceEndings[key, default: []]
      + devices[key, default: []].flatMap { nodeEndings[$0.content.node, default: []] }
  }

  /// Whose authority a statement ends.
  func keys(endedBy claim: Claim) -> Set<SigningKey> {
    switch claim.act {
    case .nodeEnded(let node): keys[node, default: []]
    case .workerEnded(_, let devices): Set(devices)
    case nil, .genesis, .nodeEnrolled, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened,
      .stratumOpened, .epochOpened, .ownRecord, .grant, .epochsWrapped, .withdrawal, .receipt,
      .anchor, .erasure, .ceased:
      []
    }
  }

  /// Whose authority may rest on a statement.
  func keys(empoweredBy claim: Claim) -> [SigningKey] {
    switch claim.act {
    case .nodeEnrolled(_, let key): [key]
    case .workerEnrolled(let enrolled): [enrolled.device]
    case .rootOpened(let opened): [claim.author] + opened.wraps.map(\.device)
    case .workerAdmitted(let device, _): [device]
    case nil, .genesis, .nodeEnded, .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn,
      .caseOpened,
      .stratumOpened, .epochOpened,
      .ownRecord, .grant, .epochsWrapped, .withdrawal, .receipt, .anchor, .erasure, .ceased:
      []
    }
  }

  /// Devices of which a statement may say what they are.
  func devices(touchedBy claim: Claim) -> [SigningKey] {
    switch claim.act {
    case .nodeEnded(let node): keys[node, default: []].filter { devices[$0] != nil }
    case .workerEnrolled(let enrolled): [enrolled.device]
    case .workerEnded(_, let ended): ended
    case .rootOpened(let opened): [claim.author] + opened.wraps.map(\.device)
    case .workerAdmitted(let device, _): [device]
    case nil, .genesis, .nodeEnrolled, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened,
      .stratumOpened, .epochOpened, .ownRecord,
      .grant, .epochsWrapped, .withdrawal, .receipt, .anchor, .erasure, .ceased:
      []
    }
  }

  /// Whether a device may sign what asks for `standing`.
  func judge(device key: SigningKey, standing: ServiceView.Standing, known: BitSet) -> Judgement {
    switch state(of: key, known: known) {
    case nil: .refused(.notEnrolled)
    case .ended: .refused(.ended)
    case .admitted: .allowed
    case .added: standing == .enrolled ? .allowed : .refused(.notAdmitted)
    }
  }
}
