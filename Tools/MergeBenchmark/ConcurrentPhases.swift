import CRDT

/// A trace of several authors: replicas make the changes as the form plans it.
struct ConcurrentPhases {
  enum Order: String { case first, second }

  let history: History
  let saved: String

  private var changesFile: String { "\(saved)/carnet-changes" }

  private func file(_ packing: Packing, _ names: Names) -> String {
    "\(saved)/carnet-\(packing.rawValue)-\(names.rawValue)"
  }

  private func check(_ document: Document) throws(Misuse) {
    guard document.refused.isEmpty, document.pending.isEmpty else { throw .refused }
    guard isSame(Engine.text(document), history.end) else { throw .wrongText }
  }

  /// Every change made by the replica of its author, which has merged what the author had seen.
  func build() throws -> Report {
    var replicas: [Document] = []
    var changes: [Change] = []
    var meter = Meter()
    for planned in history.changes {
      while planned.replica >= replicas.count { replicas.append(Document()) }
      if planned.isFresh { replicas[planned.replica] = Document() }
      let made = try meter.time {
        replicas[planned.replica].merge(planned.merges.lazy.map { changes[$0] })
        guard
          replicas[planned.replica].frontier == planned.parents.map({ changes[$0].id }).sorted()
        else { throw Misuse.elsewhere }
        var document = Document()
        swap(&document, &replicas[planned.replica])
        document = Engine.replay(planned.patches[...], on: consume document, as: planned.id)
        swap(&document, &replicas[planned.replica])
        return replicas[planned.replica].change(planned.id)
      }
      guard let made else { throw Misuse.refused }
      changes.append(made)
    }
    let bytes = try write(changes)
    let report = meter.report(holding: changes, bytes: bytes)
    replicas = []
    try check(Engine.merge(changes))
    return report
  }

  /// Merges all the changes, at hand as values, into an empty document.
  func merge(_ order: Order) throws -> Report {
    let changes = try read(order).map { try $0.change() }
    var meter = Meter()
    let document = meter.time { Engine.merge(changes) }
    let report = meter.report(holding: changes)
    try check(document)
    return report
  }

  /// The same from the bytes of each change, as they come from a colleague.
  func receive(_ order: Order) throws -> Report {
    let received = try read(order)
    var meter = Meter()
    let document = try meter.time { Engine.merge(try received.map { try $0.change() }) }
    let report = meter.report(
      holding: received, bytes: received.reduce(0) { $0 + $1.operations.count })
    try check(document)
    return report
  }

  func save(_ packing: Packing, _ names: Names) throws -> Report {
    let document = Engine.merge(try read(.first).map { try $0.change() })
    let lines = names == .derived ? history.lines : nil
    var meter = Meter()
    let bytes = meter.time { Engine.save(document, packing.packing, lines: lines) }
    try Files.write(bytes, to: file(packing, names))
    let report = meter.report(holding: document, bytes: bytes.count)
    try check(document)
    return report
  }

  /// From bytes to a document that has taken its first edit.
  func load(_ packing: Packing, _ names: Names) throws -> Report {
    let bytes = try Files.read(file(packing, names))
    var meter = Meter()
    let document = try meter.time { Engine.editOnce(try Engine.load(bytes, names)) }
    let report = meter.report(holding: bytes)
    try check(document)
    return report
  }

  // MARK: The changes as bytes, between processes

  private struct Received {
    let id: ChangeID
    let parents: [ChangeID]
    let operations: [UInt8]

    func change() throws -> Change {
      Change(id: id, parents: parents, operations: try OperationCodec.decode(operations))
    }
  }

  /// Leaves the changes for the other phases; the bytes of their operations in all.
  private func write(_ changes: [Change]) throws(Misuse) -> Int {
    var form = FormWriter(mark: "CMC1")
    var count = 0
    form.number(changes.count)
    for change in changes {
      let operations = OperationCodec.encode(change.operations)
      count += operations.count
      form.block(operations)
    }
    try Files.write(form.bytes, to: changesFile)
    return count
  }

  private func read(_ order: Order) throws(Misuse) -> [Received] {
    var form = try FormReader(try Files.read(changesFile), mark: "CMC1")
    let operations = try form.list { form throws(Misuse) in try form.block() }
    let indexes =
      switch order {
      case .first: Array(history.changes.indices)
      case .second: history.second
      }
    return indexes.map { index in
      let planned = history.changes[index]
      return Received(
        id: planned.id, parents: planned.parents.map { history.changes[$0].id },
        operations: operations[index])
    }
  }
}
