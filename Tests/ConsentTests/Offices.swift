import Envelope

@testable import Consent

/// A service with one node and two admitted workers, one of whom may end.
struct Office {
  let service: ServiceID
  let root: SigningKey
  let operatorKey: SigningKey
  let node: SigningKey
  let workers: [WorkerID]
  let devices: [SigningKey]
  var scribe: Scribe
  /// Heads at which both workers are admitted and none has ended.
  let staffed: [StatementID]

  init(_ number: UInt64) {
    let base = number * 1000
    (service, root) = (.number(base), .number(base + 1))
    (operatorKey, node) = (.number(base + 2), .number(base + 3))
    workers = [.number(base + 10), .number(base + 11)]
    devices = [.number(base + 20), .number(base + 21)]
    scribe = Scribe(log: .service(service), seed: base + 5)
    let genesis = Genesis(
      rootKey: root, operatorKey: operatorKey, device: devices[0], name: "n", kind: "k",
      country: "FR", nonce: Array(repeating: 0, count: 16))
    scribe.write(.genesis(genesis), by: root, id: StatementID(service.bytes))
    scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: operatorKey)
    for (worker, device) in zip(workers, devices) {
      scribe.write(
        .workerEnrolled(Self.enrolment(worker, device, node: node)), by: operatorKey)
    }
    scribe.write(
      .rootOpened(Self.opening(base + 30, for: devices)), by: devices[0])
    staffed = scribe.graph.heads
  }

  var view: ServiceView { ServiceView(service: service, claims: scribe.claims) }

  /// Ends one worker, and tells the heads that know it.
  mutating func end(_ position: Int) -> [StatementID] {
    let device = devices[position]
    return [
      scribe.write(
        .workerEnded(worker: workers[position], devices: [device]), by: operatorKey)
    ]
  }

  static func enrolment(
    _ worker: WorkerID, _ device: SigningKey, node: SigningKey
  ) -> WorkerEnrolled {
    WorkerEnrolled(
      worker: worker, device: device, box: .number(7), node: node, card: .number(8))
  }

  static func opening(_ number: UInt64, for devices: [SigningKey]) -> RootOpened {
    RootOpened(
      root: .number(number), box: .number(number + 1), boxSecret: .number(number + 2),
      previous: nil, wraps: devices.map { DeviceWrap(device: $0, wrap: .number(number + 3)) })
  }
}

extension ServiceView {
  init(service: ServiceID, claims: [Claim]) {
    guard let view = ServiceView(Scribe.graph(.service(service), claims)) else {
      preconditionFailure("the log of a service")
    }
    self = view
  }
}

/// The acts of a share between two offices.
struct Counter {
  static let share = ShareID.number(1)
  static let tags: [VoletTag] = [.number(101), .number(102)].sorted()
  static let strata: [StratumID] = [.number(201), .number(202)]
  static let epochs: [EpochID] = [.number(301), .number(302)]

  let owner: ServiceID
  let recipient: ServiceID

  func grant(
    _ consent: UInt64, _ tags: [VoletTag] = [Counter.tags[0]], until: Int64? = nil,
    bothWays: Bool = false, cites: Citation? = nil
  ) -> Act {
    .grant(
      Grant(
        consent: .number(consent), owner: owner, recipient: recipient, volets: tags,
        until: until.map { Instant(milliseconds: $0) }, bothWays: bothWays, cites: cites,
        sealed: .number(9), ownerWrap: .number(10), recipientWrap: .number(11)))
  }

  static func withdrawal(
    _ consent: UInt64 = 1, _ tags: [VoletTag] = [Counter.tags[0]], purge: [EpochID] = []
  ) -> Act {
    .withdrawal(consent: .number(consent), volets: tags, purge: purge)
  }

  /// The epoch at `position` of the volet at `position`.
  static func wrap(_ position: Int = 0) -> Act {
    .epochsWrapped([start(position)], box: .number(12))
  }

  static func start(_ position: Int = 0) -> EpochStart {
    EpochStart(
      volet: tags[position], stratum: strata[position], epoch: epochs[position],
      wrap: .number(13))
  }
}

extension ShareView {
  init(claims: [Claim], owner: ServiceView, recipient: ServiceView) {
    let graph = Scribe.graph(.share(Counter.share), claims)
    guard let view = ShareView(graph, owner: owner, recipient: recipient) else {
      preconditionFailure("the log of a share")
    }
    self = view
  }
}
