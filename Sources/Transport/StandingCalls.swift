import Envelope
import Replica
import Replication
import Store

/// Keeps a live conversation with every verified peer whose address is known, as far as they answer.
actor StandingCalls {
  private let replica: SharedReplica
  private let tls: NodeTLS
  private let eachRound: @Sendable () async -> Void
  private let ledger: @Sendable (LedgerNews) -> Void
  /// Peers being called or talked with by this side.
  private var busy: Set<SigningKey> = []
  /// Rounds to wait before a peer that did not answer is called again.
  private var rest: [SigningKey: Int] = [:]
  private var failures: [SigningKey: Int] = [:]
  private var bell: AsyncStream<Void>.Continuation?

  /// Seconds between two rounds.
  private static let round: Duration = .seconds(2)
  /// Rounds of rest at most.
  private static let longestRest = 30

  init(
    replica: SharedReplica, tls: NodeTLS, eachRound: @escaping @Sendable () async -> Void,
    ledger: @escaping @Sendable (LedgerNews) -> Void
  ) {
    (self.replica, self.tls, self.eachRound) = (replica, tls, eachRound)
    self.ledger = ledger
  }

  /// Something changed: call at once, whoever did not answer before too.
  func hurry() {
    rest = [:]
    bell?.yield()
  }

  /// Rounds until the task is cancelled.
  func run() async {
    let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.bell = bell
    await withDiscardingTaskGroup { group in
      group.addTask {
        while !Task.isCancelled {
          do {
            try await Task.sleep(for: Self.round)
          } catch {
            break
          }
          bell.yield()
        }
        bell.finish()
      }
      for await _ in rings {
        await eachRound()
        for peer in await due() {
          busy.insert(peer.node)
          group.addTask { await self.call(peer) }
        }
        if Task.isCancelled { break }
      }
      group.cancelAll()
    }
  }

  /// Peers to call in this round.
  private func due() async -> [PeerRow] {
    let peers: [PeerRow]
    let mine: SigningKey
    do {
      try await replica.tick()
      (peers, mine) = try await replica.perform { replica, _ in
        (try replica.verifiedPeers(nil), replica.node)
      }
    } catch {
      // The ledger is busy or gone: the next round asks again.
      return []
    }
    let connected = await replica.connected
    return peers.filter { peer in
      guard !peer.addresses.isEmpty, !busy.contains(peer.node), !connected.contains(peer.node)
      else { return false }
      let left = rest[peer.node] ?? (mine < peer.node ? 0 : 1)
      rest[peer.node] = left - 1
      return left <= 0
    }
  }

  private func call(_ peer: PeerRow) async {
    var answered = false
    for address in peer.addresses {
      // Why it is not reached there now changes nothing: another address is tried, or a later round counts the failure.
      guard let endpoint = Endpoint(parsing: address),
        let road = try? await Dialler.dial(
          host: endpoint.host, port: endpoint.port, tls: tls, expecting: peer.node.bytes)
      else { continue }
      let end = await RoadDriver.drive(
        road, replica: replica, mode: .live, addresses: [], ledger: ledger)
      if case .ended = end { answered = true }
      break
    }
    busy.remove(peer.node)
    failures[peer.node] = answered ? 0 : min((failures[peer.node] ?? 0) + 1, 5)
    rest[peer.node] = answered ? 1 : min(1 << (failures[peer.node] ?? 0), Self.longestRest)
  }
}
