import ArgumentParser
import Envelope
import Notebook
import Replica
import Transport
import Words

struct Sync: CarnetCommand {
  static let command = Command.sync
  @OptionGroup var key: KeyFileOption
  @Argument(help: .option(.peer)) var peer: String?
  @Flag(help: .option(.onlyCopy)) var onlyCopy = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let shared = SharedReplica(try context.openAsAnyone(keyFile: key.keyFile), clock: Clock.now)
    try await shared.work { notebook, now in
      if onlyCopy { try notebook.replica.claimSole() }
      try notebook.replica.checkSole()
      _ = try notebook.replica.verifiedPeers(peer)
      try notebook.atWork?.maintain(at: now)
      try notebook.atWork?.packBacklogsIfPossible(at: now)
    }
    let reports = try await exchangeUntilRead(shared, with: context)
    let standing = try await shared.work { notebook, _ in try Standing(of: notebook) }
    let rows = reports.map { context.row($0, standing) }
    // An exchange that nobody answered is a failure that has done nothing; one that some answered is told peer by peer.
    if let failure = rows.first?.error, rows.allSatisfy({ $0.error != nil }) {
      Terminal.complain(rows.count > 1 ? context.words.syncReport(rows) : "")
      throw CommandFailure(failure)
    }
    // What has arrived may call for an answer: keys to wrap, a return share to open or to close.
    let notices = try await shared.work { notebook, now in
      try notebook.atWork?.maintain(at: now)
      try context.giveBackWords(of: notebook)
      return try context.notices(of: notebook)
    }
    let told = Set(rows.compactMap(\.error))
    for notice in notices where !told.contains(notice) { context.warn(notice) }
    try context.report(.array(rows.map(\.json)), context.words.syncReport(rows))
    // Who has no address here is the one who calls.
    let missed = rows.filter { $0.error != nil && $0.error != .network(.noAddress($0.service)) }
    guard missed.isEmpty else {
      throw CommandFailure(.network(.partlyExchanged(missed.map(\.service))))
    }
  }

  /// A restored home is told what it forgot by the first exchange, and knows that it was told by the next.
  private func exchangeUntilRead(
    _ notebook: SharedReplica, with context: CommandContext
  ) async throws -> [ExchangeReport] {
    var reports = try await exchange(notebook, with: context)
    for _ in 0..<3 {
      let isUnread = try await notebook.work { notebook, _ in
        try notebook.replica.restoration().map { !$0.unread.isEmpty } ?? false
      }
      guard isUnread, reports.contains(where: { $0.failure == nil }) else { break }
      let earlier = Dictionary(
        reports.map { ($0.peer, $0) }, uniquingKeysWith: { first, _ in first })
      reports = try await exchange(notebook, with: context).map { report in
        var report = report
        if let before = earlier[report.peer] {
          report.sent += before.sent
          report.received += before.received
          report.refused += before.refused
          report.bytesSent += before.bytesSent
          report.bytesReceived += before.bytesReceived
          report.roundTrips += before.roundTrips
        }
        return report
      }
    }
    return reports
  }

  private func exchange(_ notebook: SharedReplica, with context: CommandContext) async throws
    -> [ExchangeReport]
  {
    try await context.naming(peer ?? "") {
      if let reports = try await ControlClient.askExchange(folder: context.home, peer: peer) {
        return reports
      }
      return try await Caller.exchange(notebook, with: peer)
    }
  }
}

struct Status: CarnetCommand {
  static let command = Command.status
  @OptionGroup var key: KeyFileOption
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsAnyone(keyFile: key.keyFile)
    try notebook.atWork?.maintainIfPossible(at: context.now)
    await context.ring()
    let rows = try notebook.replica.status(at: context.now).map(context.clock.row)
    var notices: [Fact] =
      try notebook.replica.isRotationPending() ? [.home(.rootRotationPending)] : []
    notices += try context.notices(of: notebook)
    let awaited = try notebook.atWork?.servicesAwaited(at: context.now) ?? []
    if !awaited.isEmpty { notices.append(.home(.consentsWait(awaited))) }
    let orphans = try notebook.atWork?.orphanCounts(at: context.now).values.reduce(0, +) ?? 0
    if orphans > 0 { notices.append(.record(.orphansWait(orphans))) }
    let unpaired = try notebook.replica.servicesUnpaired(at: context.now)
    if !unpaired.isEmpty { notices.append(.home(.pairingsEnded(unpaired))) }
    notices += try notebook.reusedSequences().map(\.fact)
    if context.json {
      for notice in notices { Terminal.complain(context.words.sentence(notice) + "\n") }
    }
    let damaged = try notebook.replica.damagedPeers()
    try context.show(
      .array(rows.map(\.json)), context.words.status(rows, notices: notices, damaged: damaged))
    context.tellDamage(devices: damaged)
  }
}
