import Envelope
public import Replica
public import Replication
import Synchronization

/// How a road came to its end.
public enum RoadEnd: Sendable {
  /// What was said over it.
  case ended(ConversationOutcome)
  /// Nobody of that key is listened to.
  case unheard
  /// Our own ledger failed, and what the conversation had come to, if there was one: what was acknowledged is durable.
  case failed(any Error, ConversationOutcome?)
}

/// How our own ledger bears what comes in.
public enum LedgerNews: Sendable {
  case failed(any Error)
  /// Something that came in is kept.
  case kept
}

/// Moves bytes between a road and a conversation of the shared replica until either ends.
public enum RoadDriver {
  /// Milliseconds between two looks at the clock of a conversation.
  static let tickMilliseconds: Int64 = 1000

  /// - Parameters:
  ///   - ledger: called with how our own ledger bears what comes in.
  ///   - refused: called when the other side does not accept our key, which shows at the first read.
  public static func drive(
    _ road: any ByteStream, replica: SharedReplica, mode: SessionMode, addresses: [String],
    ledger: @escaping @Sendable (LedgerNews) -> Void = { _ in },
    refused: @escaping @Sendable () -> Void = {}
  ) async -> RoadEnd {
    let end = await walk(
      road, replica, mode, addresses, kept: { ledger(.kept) }, refused)
    if case .failed(let error, _) = end { ledger(.failed(error)) }
    return end
  }

  private static func walk(
    _ road: any ByteStream, _ replica: SharedReplica, _ mode: SessionMode, _ addresses: [String],
    kept: @escaping @Sendable () -> Void, _ refused: @escaping @Sendable () -> Void
  ) async -> RoadEnd {
    let (orders, sink) = AsyncStream.makeStream(of: RoadOrder.self)
    guard let key = SigningKey(road.peerKey) else { return .unheard }
    let number: Int
    do {
      let begun = try await replica.begin(
        with: key, dialled: road.dialled, mode: mode, addresses: addresses,
        road: { sink.yield($0) })
      guard let begun else {
        await road.close()
        return .unheard
      }
      number = begun
    } catch {
      await road.close()
      return .failed(error, nil)
    }
    // The first of what the ledger failed with meanwhile, whoever met it.
    let fault = Mutex<(any Error)?>(nil)
    let failed: @Sendable (any Error) -> Void = { error in fault.withLock { $0 = $0 ?? error } }
    await withDiscardingTaskGroup { group in
      group.addTask { await write(orders, to: road) }
      group.addTask { await keepTime(replica, failed) }
      await read(road, into: number, of: replica, kept, failed, refused)
      sink.finish()
      group.cancelAll()
    }
    await road.close()
    do {
      guard let outcome = try await replica.ended(number) else { return .unheard }
      if outcome.isOfTheLedger, let error = fault.withLock({ $0 }) {
        return .failed(error, outcome)
      }
      return .ended(outcome)
    } catch {
      // The ledger cannot say how it ended; what was acknowledged is durable all the same.
      return .failed(error, nil)
    }
  }

  private static func write(_ orders: AsyncStream<RoadOrder>, to road: any ByteStream) async {
    for await order in orders {
      switch order {
      case .send(let bytes):
        do {
          try await road.send(bytes)
        } catch {
          return await road.close()
        }
      case .close: return await road.close()
      }
    }
  }

  private static func read(
    _ road: any ByteStream, into number: Int, of replica: SharedReplica,
    _ kept: @Sendable () -> Void, _ failed: @Sendable (any Error) -> Void,
    _ refused: @Sendable () -> Void
  ) async {
    var isGivenUp = false
    do {
      for try await chunk in road.received where !isGivenUp {
        do {
          if try await replica.received(chunk, in: number) { kept() }
        } catch {
          // The ledger failed: a goodbye is on its way out, and the road is closed behind it.
          failed(error)
          isGivenUp = true
          await replica.giveUp(number)
        }
      }
    } catch TransportError.refusedByPeer {
      refused()
      await road.close()
    } catch {
      // The road was cut: nothing more comes in, and the peer will say again what was not acknowledged.
      await road.close()
    }
  }

  private static func keepTime(
    _ replica: SharedReplica, _ failed: @Sendable (any Error) -> Void
  ) async {
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: .milliseconds(tickMilliseconds))
      } catch {
        return
      }
      do {
        try await replica.tick()
      } catch {
        // The ledger is busy or gone, and whoever that concerned was told so: the others are timed still.
        failed(error)
      }
    }
  }
}

extension ConversationOutcome {
  /// Whether it was given up because our own ledger failed, or never got as far as being one.
  fileprivate var isOfTheLedger: Bool {
    switch self {
    case .exchanged(_, .localFault(.store)?, _), .exchanged(_, nil, _), .paired(nil),
      .paired(.cut?):
      true
    case .exchanged, .paired: false
    }
  }
}
