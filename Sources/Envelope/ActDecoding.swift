import FoundationEssentials
import SwiftProtobuf
import Wire

/// Messages of the wire into acts, every bound checked.
struct ActDecoding {
  /// Named by the error when an act or a field is not known.
  let id: StatementID
  let log: LogID

  func decode(_ routing: WireRouting) throws(EnvelopeError) -> Act {
    try known(routing.unknownFields)
    guard let act = routing.act else { throw .unknownStatement(id: id, log: log) }
    switch act {
    case .genesis(let wire): return .genesis(try decode(wire))
    case .nodeEnrolled(let wire):
      try known(wire.unknownFields)
      return .nodeEnrolled(
        node: try WireBytes.identifier(wire.nodeKey),
        operator: try WireBytes.identifier(wire.operatorKey))
    case .nodeEnded(let wire):
      try known(wire.unknownFields)
      return .nodeEnded(node: try WireBytes.identifier(wire.nodeKey))
    case .workerEnrolled(let wire): return .workerEnrolled(try decode(wire))
    case .rootOpened(let wire): return .rootOpened(try decode(wire))
    case .workerAdmitted(let wire):
      try known(wire.unknownFields)
      return .workerAdmitted(
        device: try WireBytes.identifier(wire.device), wraps: try entries(wire.wraps, decode))
    case .workerEnded(let wire):
      try known(wire.unknownFields)
      return .workerEnded(
        worker: try WireBytes.identifier(wire.worker), devices: try ascending(wire.devices))
    case .workerTerm(let wire):
      try known(wire.unknownFields)
      return .workerTerm(
        worker: try WireBytes.identifier(wire.worker), term: try WireBytes.identifier(wire.term))
    case .sheetPublished(let wire): return .sheetPublished(try decode(wire))
    case .sheetWithdrawn(let wire):
      try known(wire.unknownFields)
      return .sheetWithdrawn(try WireBytes.identifier(wire.sheet))
    case .caseOpened(let wire):
      try known(wire.unknownFields)
      return .caseOpened(
        volets: try entries(wire.volets) { volet throws(EnvelopeError) in
          try known(volet.unknownFields)
          return try start(volet.volet, volet.stratum, volet.epoch, volet.wrap)
        }, sealed: try WireBytes.identifier(wire.sealed))
    case .stratumOpened(let wire):
      try known(wire.unknownFields)
      return .stratumOpened(
        try start(wire.volet, wire.stratum, wire.epoch, wire.wrap),
        closes: try ascending(wire.closes), from: try Self.instant(wire.from))
    case .epochOpened(let wire):
      try known(wire.unknownFields)
      return .epochOpened(try start(wire.volet, wire.stratum, wire.epoch, wire.wrap))
    case .ownRecord(let wire):
      try known(wire.unknownFields)
      guard wire.subject.count <= StatementLimits.subjectBytes,
        wire.turn == 0 || CaseTurn(rawValue: wire.turn) != nil
      else { throw .outOfBounds(.act) }
      return .ownRecord(
        subject: Array(wire.subject), sealed: try WireBytes.identifier(wire.sealed),
        withdraws: try ascending(wire.withdraws), seen: try seen(wire.seen),
        turn: CaseTurn(rawValue: wire.turn))
    case .grant(let wire): return .grant(try decode(wire))
    case .epochsWrapped(let wire): return try decode(wire)
    case .withdrawal(let wire): return try decode(wire)
    case .receipt(let wire): return try decode(wire)
    case .anchor(let wire):
      try known(wire.unknownFields)
      return .anchor(authors: try ascending(wire.authors), heads: try ascending(wire.heads))
    case .erasure(let wire):
      try known(wire.unknownFields)
      return .erasure(documents: try ascending(wire.documents))
    case .ceased(let wire):
      try known(wire.unknownFields)
      return .ceased(
        consent: try WireBytes.identifier(wire.consent), volets: try ascending(wire.volets))
    }
  }

  private func seen(_ wire: [Data]) throws(EnvelopeError) -> [SeenThrough] {
    guard wire.count <= StatementLimits.entries else { throw .outOfBounds(.act) }
    var seen: [SeenThrough] = []
    for bytes in wire {
      guard let entry = SeenThrough(bytes), entry.sequence < 1 << 63,
        seen.last.map({ $0.device < entry.device }) ?? true
      else { throw .outOfBounds(.act) }
      seen.append(entry)
    }
    return seen
  }

  private func decode(_ wire: WireGenesis) throws(EnvelopeError) -> Genesis {
    try known(wire.unknownFields)
    guard wire.nonce.count == 16 else { throw .outOfBounds(.nonce) }
    return Genesis(
      rootKey: try WireBytes.identifier(wire.rootKey),
      operatorKey: try WireBytes.identifier(wire.operatorKey),
      device: try WireBytes.identifier(wire.device),
      name: try text(wire.name), kind: try text(wire.kind), country: try text(wire.country),
      nonce: Array(wire.nonce))
  }

  private func decode(_ wire: WireWorkerEnrolled) throws(EnvelopeError) -> WorkerEnrolled {
    try known(wire.unknownFields)
    return WorkerEnrolled(
      worker: try WireBytes.identifier(wire.worker), device: try WireBytes.identifier(wire.device),
      box: try WireBytes.identifier(wire.box), node: try WireBytes.identifier(wire.nodeKey),
      card: try WireBytes.identifier(wire.card))
  }

  private func decode(_ wire: WireRootOpened) throws(EnvelopeError) -> RootOpened {
    try known(wire.unknownFields)
    return RootOpened(
      root: try WireBytes.identifier(wire.root), box: try WireBytes.identifier(wire.box),
      boxSecret: try WireBytes.identifier(wire.boxSecret),
      previous: wire.previous.isEmpty ? nil : try WireBytes.identifier(wire.previous),
      wraps: try entries(wire.wraps) { wrap throws(EnvelopeError) in
        try known(wrap.unknownFields)
        return DeviceWrap(
          device: try WireBytes.identifier(wrap.device), wrap: try WireBytes.identifier(wrap.wrap))
      })
  }

  private func decode(_ wire: WireSheetPublished) throws(EnvelopeError) -> Sheet {
    try known(wire.unknownFields)
    guard wire.entries.count <= SheetLimits.entries else { throw .outOfBounds(.list) }
    var entries: [SheetEntry] = []
    for entry in wire.entries {
      try known(entry.unknownFields)
      entries.append(SheetEntry(field: entry.field, value: entry.value))
    }
    let sheet = Sheet(id: try WireBytes.identifier(wire.sheet), kind: wire.kind, entries: entries)
    guard sheet.isWithinBounds else { throw .outOfBounds(.text) }
    return sheet
  }

  private func decode(_ wire: WireRootWrap) throws(EnvelopeError) -> RootWrap {
    try known(wire.unknownFields)
    return RootWrap(
      root: try WireBytes.identifier(wire.root), wrap: try WireBytes.identifier(wire.wrap))
  }

  private func decode(_ wire: WireGrant) throws(EnvelopeError) -> Grant {
    try known(wire.unknownFields)
    let cites: Citation? =
      if wire.citesShare.isEmpty, wire.citesConsent.isEmpty, wire.citesVolets.isEmpty {
        nil
      } else {
        Citation(
          share: try WireBytes.identifier(wire.citesShare),
          consent: try WireBytes.identifier(wire.citesConsent),
          volets: try WireBytes.identifiers(
            wire.citesVolets, atMost: wire.volets.count, as: .list))
      }
    guard cites.map({ $0.volets.count == wire.volets.count }) ?? true else {
      throw .outOfBounds(.list)
    }
    return Grant(
      consent: try WireBytes.identifier(wire.consent), owner: try WireBytes.identifier(wire.owner),
      recipient: try WireBytes.identifier(wire.recipient), volets: try ascending(wire.volets),
      until: wire.until == 0 ? nil : try Self.instant(wire.until), bothWays: wire.bothWays,
      cites: cites, sealed: try WireBytes.identifier(wire.sealed),
      ownerWrap: try WireBytes.identifier(wire.ownerWrap),
      recipientWrap: try WireBytes.identifier(wire.recipientWrap))
  }

  private func decode(_ wire: WireEpochsWrapped) throws(EnvelopeError) -> Act {
    try known(wire.unknownFields)
    let epochs = try entries(wire.epochs) { wrap throws(EnvelopeError) in
      try known(wrap.unknownFields)
      return try start(wrap.volet, wrap.stratum, wrap.epoch, wrap.wrap)
    }
    return .epochsWrapped(epochs, box: try WireBytes.identifier(wire.box))
  }

  private func decode(_ wire: WireWithdrawal) throws(EnvelopeError) -> Act {
    try known(wire.unknownFields)
    return .withdrawal(
      consent: try WireBytes.identifier(wire.consent), volets: try ascending(wire.volets),
      purge: try ascending(wire.purge))
  }

  private func decode(_ wire: WireReceipt) throws(EnvelopeError) -> Act {
    try known(wire.unknownFields)
    let outcome: Outcome
    switch wire.outcome {
    case .attested: outcome = .attested
    case .refused: outcome = .refused
    case .unknown: throw .malformed(.act)
    case .UNRECOGNIZED: throw .unknownStatement(id: id, log: log)
    }
    return .receipt(
      withdrawal: try WireBytes.identifier(wire.withdrawal),
      node: try WireBytes.identifier(wire.nodeKey), outcome: outcome, reason: try text(wire.reason))
  }

  /// A moment that the wire may name: milliseconds since 1970 that fit 63 bits.
  static func instant(_ milliseconds: UInt64) throws(EnvelopeError) -> Instant {
    guard let signed = Int64(exactly: milliseconds) else { throw .outOfBounds(.number) }
    return Instant(milliseconds: signed)
  }

  private func start(
    _ volet: Data, _ stratum: Data, _ epoch: Data, _ wrap: Data
  ) throws(EnvelopeError) -> EpochStart {
    EpochStart(
      volet: try WireBytes.identifier(volet), stratum: try WireBytes.identifier(stratum),
      epoch: try WireBytes.identifier(epoch), wrap: try WireBytes.identifier(wrap))
  }

  private func entries<Wire, Entry>(
    _ list: [Wire], _ decode: (Wire) throws(EnvelopeError) -> Entry
  ) throws(EnvelopeError) -> [Entry] {
    guard list.count <= StatementLimits.entries else { throw .outOfBounds(.list) }
    return try list.map(decode)
  }

  private func ascending<Kind>(_ list: [Data]) throws(EnvelopeError) -> [Identifier<Kind>] {
    let identifiers: [Identifier<Kind>] = try WireBytes.identifiers(
      list, atMost: StatementLimits.entries, as: .list)
    guard identifiers.isAscending else { throw .unsorted(.list) }
    return identifiers
  }

  private func text(_ text: String) throws(EnvelopeError) -> String {
    guard text.utf8.count <= StatementLimits.textBytes else { throw .outOfBounds(.text) }
    return text
  }

  private func known(_ unknown: UnknownStorage) throws(EnvelopeError) {
    guard unknown.data.isEmpty else { throw .unknownStatement(id: id, log: log) }
  }
}
