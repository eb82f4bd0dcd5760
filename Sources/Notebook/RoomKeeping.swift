import Envelope
import Replica
import Store

/// The image of a reading room in the ledger, sealed to the device of its worker. Protocol/vault.md, "The reading room".
extension WorkerSession {
  /// Bytes of an image that are sealed together.
  private static let chunk = 1 << 20
  private static let saltLength = 32

  /// Nil when none is kept, and when what is kept does not open or is of another version: it is made again.
  func keptRoom(_ ledger: LedgerReader) throws -> SessionRoom? {
    let name = try roomName()
    guard let kept = try replica.ifSound({ try ledger.roomImage(name) }), let salt = kept.first,
      salt.count == Self.saltLength
    else { return nil }
    let seal = try roomSeal(salt)
    var image: [UInt8] = []
    image.reserveCapacity(kept.reduce(0) { $0 + $1.count })
    do {
      for (number, chunk) in kept.dropFirst().enumerated() {
        image += try seal.open(chunk, context: context(name, number, of: kept.count - 1))
      }
      let room = try SessionRoom(image: image)
      tally.images += 1
      return room
    } catch is EnvelopeError {
      return nil
    } catch StoreError.damaged {
      return nil
    }
  }

  /// Keeps an image of the room where enough was taken in since the last one. Nothing is lost where the disk does not
  /// take it.
  func keepRoomIfDue() throws {
    guard let room = memory.room, room.isImageDue(of: leastImage) else { return }
    let name = try roomName()
    let salt = Chance.bytes(Self.saltLength, using: &chance)
    let seal = try roomSeal(salt)
    let image = try room.image()
    let starts = Array(stride(from: 0, to: image.count, by: Self.chunk))
    var chunks = [salt]
    for (number, start) in starts.enumerated() {
      let part = Array(image[start..<min(start + Self.chunk, image.count)])
      chunks.append(
        seal.seal(part, context: context(name, number, of: starts.count), using: &chance))
    }
    do {
      try replica.write { ledger in
        // Words that were destroyed meanwhile may stand in it.
        guard try ledger.position().removals == room.basis.position.removals else { return }
        try ledger.saveRoomImage(name, chunks)
      }
      memory.room?.unkept = 0
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // It is made again another time.
    }
  }

  /// Tells nobody else whose it is.
  private func roomName() throws -> [UInt8] {
    Digest.keyed(try worker().seed, .readingRoom, [0])
  }

  private func roomSeal(_ salt: [UInt8]) throws -> ControlSeal {
    guard let key = SecretKey(bytes: Digest.keyed(try worker().seed, .readingRoom, [1] + salt))
    else { throw NotebookError.workerOnly }
    return ControlSeal(key: key)
  }

  private func context(_ name: [UInt8], _ number: Int, of count: Int) -> [UInt8] {
    var bytes = RoomBytes()
    bytes.add(Domain.readingRoom.bytes + name)
    bytes.append(UInt64(number))
    bytes.append(UInt64(count))
    return bytes.bytes
  }
}
