/// The keys that a slot opens. Protocol/keys.md, "Slots".
public struct SlotPayload: ~Copyable, Sendable {
  /// Seals control data at rest: every slot has it.
  public let control: SecretKey
  /// The seed of the node's signing pair: every slot has it.
  public let nodeSeed: SecretKey
  private let own: Own

  /// What only some kinds of slot open.
  private enum Own: ~Copyable, Sendable {
    case nothing
    case operatorSeed(SecretKey)
    case deviceSeed(SecretKey)
  }

  /// For a boot slot.
  public init(control: borrowing SecretKey, nodeSeed: borrowing SecretKey) {
    self.init(control.duplicate(), nodeSeed.duplicate(), .nothing)
  }

  /// For an operator's slot.
  public init(
    control: borrowing SecretKey, nodeSeed: borrowing SecretKey,
    operatorSeed: borrowing SecretKey
  ) {
    self.init(
      control.duplicate(), nodeSeed.duplicate(), .operatorSeed(operatorSeed.duplicate()))
  }

  /// For a worker's slot, or a recovery slot.
  public init(
    control: borrowing SecretKey, nodeSeed: borrowing SecretKey, deviceSeed: borrowing SecretKey
  ) {
    self.init(control.duplicate(), nodeSeed.duplicate(), .deviceSeed(deviceSeed.duplicate()))
  }

  private init(
    _ control: consuming SecretKey, _ nodeSeed: consuming SecretKey, _ own: consuming Own
  ) {
    self.control = control
    self.nodeSeed = nodeSeed
    self.own = own
  }

  /// A copy of the operator's seed; nil but for an operator's slot.
  public borrowing func copyOperatorSeed() -> SecretKey? {
    switch own {
    case .operatorSeed(let seed): seed.duplicate()
    case .nothing: nil
    case .deviceSeed: nil
    }
  }

  /// A copy of the seed of the device keys; nil but for a worker's or a recovery slot.
  public borrowing func copyDeviceSeed() -> SecretKey? {
    switch own {
    case .deviceSeed(let seed): seed.duplicate()
    case .nothing: nil
    case .operatorSeed: nil
    }
  }

  /// The same keys, in memory of their own.
  public borrowing func duplicate() -> SlotPayload {
    switch own {
    case .nothing: SlotPayload(control: control, nodeSeed: nodeSeed)
    case .operatorSeed(let seed):
      SlotPayload(control: control, nodeSeed: nodeSeed, operatorSeed: seed)
    case .deviceSeed(let seed): SlotPayload(control: control, nodeSeed: nodeSeed, deviceSeed: seed)
    }
  }

  /// Number of keys in a slot of that kind.
  static func keyCount(of kind: SlotKind) -> Int {
    switch kind {
    case .boot: 2
    case .operator, .worker, .recovery: 3
    }
  }

  /// Whether a slot of that kind holds these keys.
  borrowing func fits(_ kind: SlotKind) -> Bool {
    switch own {
    case .nothing: kind == .boot
    case .operatorSeed: kind == .operator
    case .deviceSeed: kind == .worker || kind == .recovery
    }
  }

  /// Lends the keys, one after another, in memory that is wiped afterwards.
  borrowing func withEncoded<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let third: UnsafeRawBufferPointer? =
      switch own {
      case .nothing: nil
      case .operatorSeed(let seed): seed.view
      case .deviceSeed(let seed): seed.view
      }
    let parts = [control.view, nodeSeed.view] + (third.map { [$0] } ?? [])
    return withWipedMemory(parts.count * SecretKey.length) { memory in
      for (position, part) in parts.enumerated() {
        UnsafeMutableRawBufferPointer(rebasing: memory[(position * SecretKey.length)...])
          .copyMemory(from: part)
      }
      return body(UnsafeRawBufferPointer(memory))
    }
  }

  /// The keys of a slot of that kind, from `keyCount(of:)` times 32 bytes.
  static func decode(_ memory: UnsafeRawBufferPointer, kind: SlotKind) -> SlotPayload {
    precondition(memory.count == keyCount(of: kind) * SecretKey.length, "keys of a slot")
    func key(_ position: Int) -> SecretKey {
      let start = position * SecretKey.length
      let bytes = UnsafeRawBufferPointer(rebasing: memory[start..<start + SecretKey.length])
      return SecretKey { $0.copyMemory(from: bytes) }
    }
    return switch kind {
    case .boot: SlotPayload(key(0), key(1), .nothing)
    case .operator: SlotPayload(key(0), key(1), .operatorSeed(key(2)))
    case .worker, .recovery: SlotPayload(key(0), key(1), .deviceSeed(key(2)))
    }
  }
}
