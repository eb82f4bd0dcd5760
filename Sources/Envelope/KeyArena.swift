import CSodium

/// Many 32-byte keys in a few locked blocks, wiped one by one when freed and all together at the end.
///
/// Blocks grow from 4 KiB to 256 KiB. Where the system locks no more memory (the usual limit is 8 MiB, about
/// 260,000 keys), further blocks stay unlocked rather than leaving a service unable to read: `unlockedBytes`
/// counts them, so that the state of the node can say it.
final class KeyArena {
  struct Slot: Hashable { fileprivate let index: Int }

  private struct Block {
    let start: UnsafeMutableRawPointer
    let first: Int
    let count: Int
  }

  private var blocks: [Block] = []
  private var free: [Int] = []
  private var used = 0
  private var capacity = 0
  private(set) var unlockedBytes = 0

  deinit { for block in blocks { sodium_free(block.start) } }

  /// Fills a slot in place; on a throw the slot is wiped and free again.
  func store<Failure: Error>(
    _ write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) -> Slot {
    if free.isEmpty, used == capacity { grow() }
    let index: Int
    if let reused = free.popLast() {
      index = reused
    } else {
      index = used
      used += 1
    }
    do throws(Failure) {
      try write(memory(index))
    } catch {
      wipe(Slot(index: index))
      throw error
    }
    return Slot(index: index)
  }

  /// The 32 bytes, valid until the slot is wiped.
  func view(_ slot: Slot) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory(slot.index)) }

  func wipe(_ slot: Slot) {
    let bytes = memory(slot.index)
    sodium_memzero(bytes.baseAddress, bytes.count)
    free.append(slot.index)
  }

  private func memory(_ index: Int) -> UnsafeMutableRawBufferPointer {
    // Blocks are few (they double): the last ones hold most keys.
    guard let block = blocks.last(where: { $0.first <= index }), index < block.first + block.count
    else { preconditionFailure("a slot of another arena") }
    return UnsafeMutableRawBufferPointer(
      start: block.start + (index - block.first) * SecretKey.length, count: SecretKey.length)
  }

  private func grow() {
    Sodium.prepare()
    let count = min(max(capacity, 128), 8192)
    let bytes = count * SecretKey.length
    guard let start = sodium_malloc(bytes) else { preconditionFailure("out of memory") }
    // Allocation has tried to lock and says nothing; asking again tells.
    if sodium_mlock(start, bytes) != 0 { unlockedBytes += bytes }
    blocks.append(Block(start: start, first: capacity, count: count))
    capacity += count
  }
}
