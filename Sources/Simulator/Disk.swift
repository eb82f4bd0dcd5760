import Store

/// A disk under which the machine stops at a chosen commit.
final class Disk {
  private var left: Int?
  /// The machine stopped and was not started again yet.
  private(set) var isDown = false
  private(set) lazy var gate = CommitGate { [unowned self] _ in try self.commit() }

  func stop(after commits: Int) { left = commits }

  func start() { (left, isDown) = (nil, false) }

  private func commit() throws {
    guard !isDown else { throw StoreError.inputOutput }
    guard let count = left else { return }
    guard count > 0 else {
      (left, isDown) = (nil, true)
      throw StoreError.inputOutput
    }
    left = count - 1
  }
}
