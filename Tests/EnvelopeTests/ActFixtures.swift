import Envelope

/// Acts of every kind, drawn from a seed.
struct ActFixtures {
  var chance: SeededGenerator

  init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

  static let names = [
    "genesis", "node-enrolled", "node-ended", "worker-enrolled", "root-opened", "worker-admitted",
    "worker-ended", "worker-term", "sheet-published", "sheet-withdrawn", "case-opened",
    "stratum-opened",
    "epoch-opened", "own-record", "grant",
    "grant-return", "epochs-wrapped", "withdrawal", "receipt", "anchor", "erasure",
    "ceased",
  ]

  /// The act of that name, and the log it stands in: nil for a genesis.
  mutating func make(_ name: String, root: SigningKey) -> (log: LogID?, act: Act) {
    switch name {
    case "genesis":
      (
        nil,
        .genesis(
          Genesis(
            rootKey: root, operatorKey: id(), device: id(), name: "SPIP de l’Isère",
            kind: "probation",
            country: "FR", nonce: Chance.bytes(16, using: &chance)))
      )
    case "node-enrolled": (.service(id()), .nodeEnrolled(node: id(), operator: id()))
    case "node-ended": (.service(id()), .nodeEnded(node: id()))
    case "worker-enrolled":
      (
        .service(id()),
        .workerEnrolled(
          WorkerEnrolled(worker: id(), device: id(), box: id(), node: id(), card: id()))
      )
    case "root-opened":
      (
        .service(id()),
        .rootOpened(
          RootOpened(
            root: id(), box: id(), boxSecret: id(),
            previous: Bool.random(using: &chance) ? id() : nil,
            wraps: (0..<3).map { _ in DeviceWrap(device: id(), wrap: id()) }))
      )
    case "worker-admitted":
      (
        .service(id()),
        .workerAdmitted(
          device: id(), wraps: (0..<2).map { _ in RootWrap(root: id(), wrap: id()) })
      )
    case "worker-ended": (.service(id()), .workerEnded(worker: id(), devices: ids()))
    case "worker-term": (.service(id()), .workerTerm(worker: id(), term: id()))
    case "sheet-published": (.service(id()), .sheetPublished(sheet()))
    case "sheet-withdrawn": (.service(id()), .sheetWithdrawn(id()))
    case "case-opened": (.own(id()), .caseOpened(volets: starts(), sealed: id()))
    case "stratum-opened":
      (
        .own(id()),
        .stratumOpened(
          start(), closes: ids(), from: Instant(milliseconds: 1_793_491_200_000))
      )
    case "epoch-opened": (.own(id()), .epochOpened(start()))
    case "own-record":
      (
        .own(id()),
        .ownRecord(subject: Chance.bytes(16, using: &chance), sealed: id(), withdraws: ids())
      )
    case "grant": (.share(id()), .grant(grant(cites: nil)))
    case "grant-return":
      (.share(id()), .grant(grant(cites: Citation(share: id(), consent: id(), volets: []))))
    case "epochs-wrapped": (.share(id()), .epochsWrapped(starts(), box: id()))
    case "withdrawal":
      (.share(id()), .withdrawal(consent: id(), volets: ids(), purge: ids()))
    case "receipt":
      (
        .share(id()),
        .receipt(
          withdrawal: id(), node: id(),
          outcome: Bool.random(using: &chance) ? .attested : .refused, reason: "archives publiques")
      )
    case "anchor": (.share(id()), .anchor(authors: ids(), heads: ids()))
    case "ceased": (.share(id()), .ceased(consent: id(), volets: ids()))
    case _: (.share(id()), .erasure(documents: ids()))
    }
  }

  mutating func id<Kind>() -> Identifier<Kind> { Identifier(using: &chance) }

  mutating func ids<Kind>() -> [Identifier<Kind>] {
    let count = Int.random(in: 0...4, using: &chance)
    return (0..<count).map { _ in id() }.sorted()
  }

  mutating func start() -> EpochStart {
    EpochStart(volet: id(), stratum: id(), epoch: id(), wrap: id())
  }

  mutating func starts() -> [EpochStart] { (0..<3).map { _ in start() } }

  mutating func sheet() -> Sheet {
    let entries = [
      ("name", "Maison d’Ormeval"), ("themes", "logement"), ("themes", "sante"), ("full", "true"),
    ]
    return Sheet(
      id: id(), kind: "partner/1",
      entries: entries.map { SheetEntry(field: $0.0, value: $0.1) })
  }

  mutating func grant(cites: Citation?) -> Grant {
    let (consent, owner, recipient): (ConsentID, ServiceID, ServiceID) = (id(), id(), id())
    var volets: [VoletTag] = ids()
    var cites = cites
    if cites != nil {
      volets = [id(), id()].sorted()
      cites?.volets = [id(), id()]
    }
    return Grant(
      consent: consent, owner: owner, recipient: recipient, volets: volets,
      until: cites == nil ? nil : Instant(milliseconds: 1_800_000_000_000),
      bothWays: Bool.random(using: &chance), cites: cites, sealed: id(), ownerWrap: id(),
      recipientWrap: id())
  }

  /// The statement of that act, signed.
  mutating func sign(_ name: String) throws -> ProvenStatement {
    let author = SigningPair(using: &chance)
    let (log, act) = make(name, root: author.publicKey)
    return try StatementCodec.sign(
      log: log, parents: log == nil ? [] : ids(), author: author,
      controlHeads: log == nil ? [] : ids(), at: Instant(milliseconds: 1_764_000_000_000), act: act)
  }
}
