import Envelope
public import Logging
public import Replica
import Replication
import Store

/// A node that is there: listens, keeps calling the peers it knows, and answers its control socket.
public final class NodeServer: Sendable {
  private let replica: SharedReplica
  private let pins: Pins
  private let listener: Listener
  private let control: ControlSocket
  private let calls: StandingCalls
  /// Where it listens.
  public var boundAddress: Endpoint { listener.boundAddress }

  private init(
    replica: SharedReplica, pins: Pins, listener: Listener, control: ControlSocket,
    calls: StandingCalls
  ) {
    (self.replica, self.pins, self.listener) = (replica, pins, listener)
    (self.control, self.calls) = (control, calls)
  }

  /// Starts listening. Hold the folder's `FolderLock` meanwhile.
  ///
  ///     let server = try await NodeServer.open(
  ///       replica: shared, folder: home, host: "::", port: 0, logger: logger)
  ///     await server.run()
  ///
  /// - Parameters:
  ///   - port: 0 takes any free one.
  ///   - eachRound: called before each round of calls, every two seconds, and before each answer to the control socket.
  ///   - ledger: called with how our own ledger bears what comes in.
  public static func open(
    replica: SharedReplica, folder: String, host: String, port: Int, logger: Logger,
    eachRound: @escaping @Sendable () async -> Void = {},
    ledger: @escaping @Sendable (LedgerNews) -> Void = { _ in }
  ) async throws -> NodeServer {
    let pins = Pins()
    _ = try await pins.refresh(from: replica)
    let certificate = try await replica.perform { replica, _ in replica.certificate }
    let tls = try NodeTLS(certificate)
    let listener = try await Listener.open(
      host: host, port: port, tls: tls, admits: { pins.admits($0) }, knows: { pins.knows($0) },
      logger: logger
    ) { connection in
      _ = await RoadDriver.drive(
        connection, replica: replica, mode: .live, addresses: [], ledger: ledger)
      // A pairing may have used up the invitation that let strangers in.
      do {
        _ = try await pins.refresh(from: replica)
      } catch {
        ledger(.failed(error))
      }
    }
    let calls = StandingCalls(
      replica: replica, tls: tls, eachRound: eachRound, ledger: ledger)
    let handler = ControlHandler(
      replica: replica, pins: pins, listener: listener, calls: calls, certificate: certificate,
      eachRound: eachRound, ledger: ledger)
    let control: ControlSocket
    do {
      control = try await ControlSocket.open(path: ControlClient.path(in: folder)) {
        await handler.answer($0)
      }
    } catch {
      await listener.close()
      throw error
    }
    return NodeServer(
      replica: replica, pins: pins, listener: listener, control: control, calls: calls)
  }

  /// Keeps calling peers until the task is cancelled.
  public func run() async { await calls.run() }

  /// Says goodbye to everybody, waits a moment for it to leave, and stops listening.
  public func close() async {
    await control.close()
    do {
      try await replica.stop()
      var turns = 0
      while await replica.conversationCount > 0, turns < 100 {
        turns += 1
        try await Task.sleep(for: .milliseconds(10))
      }
    } catch {
      // Whoever was not told sees the road close.
    }
    await listener.close()
  }
}

/// Answers the control socket.
private struct ControlHandler: Sendable {
  let replica: SharedReplica
  let pins: Pins
  let listener: Listener
  let calls: StandingCalls
  let certificate: NodeCertificate
  let eachRound: @Sendable () async -> Void
  let ledger: @Sendable (LedgerNews) -> Void

  func answer(_ line: String) async -> String {
    do {
      await eachRound()
      let gone = try await pins.refresh(from: replica)
      let before = await replica.standings.mapValues(\.summary)
      try await replica.news()
      for key in gone { await letGo(key) }
      await calls.hurry()
      switch ControlRequest(line) {
      case nil: return ControlAnswer.done.line
      case .address: return ControlAnswer.address(listener.boundAddress.text).line
      case .exchange(let peer):
        return ControlAnswer.reports(try await reports(peer, since: before)).line
      }
    } catch {
      if let failed = StoreError(below: error) { return ControlAnswer.ledger(failed).line }
      return ControlAnswer.failed("\(error)").line
    }
  }

  /// Whoever was removed is told so; what is open still after a moment is closed.
  private func letGo(_ key: [UInt8]) async {
    var turns = 0
    while turns < 100, let peer = SigningKey(key), await replica.connected.contains(peer) {
      turns += 1
      // Ended early only when the service closes down, which says goodbye itself.
      try? await Task.sleep(for: .milliseconds(10))
    }
    await listener.closeConnections(of: key)
  }

  private func reports(
    _ typed: String?, since before: [SigningKey: SessionSummary]
  ) async throws -> [ExchangeReport] {
    let peers = try await replica.perform { replica, _ in
      try replica.verifiedPeers(typed)
    }
    let connected = await replica.connected
    return await withTaskGroup(of: (Int, ExchangeReport).self) { group in
      for (place, peer) in peers.enumerated() {
        group.addTask {
          guard peer.addresses.isEmpty, connected.contains(peer.node) else {
            return (
              place, await Caller.exchange(replica, with: peer, certificate, ledger: ledger)
            )
          }
          return (place, await settle(with: peer, since: before[peer.node]))
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Nobody can call a peer whose address is not known. It has called: what is new was sent to it, and it says that it holds
  /// it, or is silent for ten seconds and is told as not answering.
  private func settle(
    with peer: PeerRow, since before: SessionSummary?
  ) async -> ExchangeReport {
    var report = ExchangeReport(peer: peer.node, service: peer.name)
    var (last, silence): (SessionSummary?, Int) = (nil, 0)
    while silence < 200 {
      guard let standing = await replica.standings[peer.node] else {
        report.failure = .cut
        return report
      }
      report.take(standing.summary, since: before)
      guard !standing.isSettled else { return report }
      let went = last.map { standing.summary.hasGoneOn(since: $0) } ?? true
      silence = went ? 0 : silence + 1
      last = standing.summary
      // Ended early only when the service closes down, which cuts the conversation.
      try? await Task.sleep(for: .milliseconds(50))
    }
    report.rootsEqual = nil
    report.failure = .unreachable
    return report
  }
}

extension SessionSummary {
  /// Something was acknowledged or taken in; that bytes came is no sign of it.
  fileprivate func hasGoneOn(since earlier: SessionSummary) -> Bool {
    (sent, received, refused) != (earlier.sent, earlier.received, earlier.refused)
  }
}
