import Envelope
public import Notebook
public import Replication

/// Moves bytes between a road and a conversation of the shared notebook until either ends.
public enum RoadDriver {
  /// Milliseconds between two looks at the clock of a conversation.
  static let tickMilliseconds: Int64 = 1000

  /// - Parameter refused: called when the other side does not accept our key, which shows at the first read.
  /// - Returns: what the conversation came to; nil when nobody of that key is listened to.
  public static func drive(
    _ road: any ByteRoad, notebook: SharedNotebook, mode: SessionMode, addresses: [String],
    refused: @escaping @Sendable () -> Void = {}
  ) async -> ConversationOutcome? {
    let (orders, sink) = AsyncStream.makeStream(of: RoadOrder.self)
    guard let key = SigningKey(road.peerKey) else { return nil }
    let number: Int
    do {
      let begun = try await notebook.begin(
        with: key, dialled: road.dialled, mode: mode, addresses: addresses,
        road: { sink.yield($0) })
      guard let begun else {
        await road.close()
        return nil
      }
      number = begun
    } catch {
      await road.close()
      return nil
    }
    await withDiscardingTaskGroup { group in
      group.addTask { await write(orders, to: road) }
      group.addTask { await keepTime(notebook) }
      await read(road, into: number, of: notebook, refused)
      sink.finish()
      group.cancelAll()
    }
    await road.close()
    do {
      return try await notebook.ended(number)
    } catch {
      // The ledger cannot say how it ended; what was acknowledged is durable all the same.
      return nil
    }
  }

  private static func write(_ orders: AsyncStream<RoadOrder>, to road: any ByteRoad) async {
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
    _ road: any ByteRoad, into number: Int, of notebook: SharedNotebook,
    _ refused: @Sendable () -> Void
  ) async {
    var isGivenUp = false
    do {
      for try await chunk in road.received where !isGivenUp {
        do {
          try await notebook.received(chunk, in: number)
        } catch {
          // The ledger failed: a goodbye is on its way out, and the road is closed behind it.
          isGivenUp = true
          await notebook.giveUp(number)
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

  private static func keepTime(_ notebook: SharedNotebook) async {
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: .milliseconds(tickMilliseconds))
      } catch {
        return
      }
      do {
        try await notebook.tick()
      } catch {
        // The ledger is busy or gone, and whoever that concerned was told so: the others are timed still.
      }
    }
  }
}
