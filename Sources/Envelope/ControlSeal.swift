/// The node's control key: seals rows of control data at rest. Protocol/keys.md, "Control data".
public final class ControlSeal: Sendable {
  private let key: SecretKey

  /// Keeps a copy of `key` in locked memory.
  public init(key: borrowing SecretKey) { self.key = key.duplicate() }

  /// nonce ‖ ciphertext. `context` says what the row is and where it stands; it is not in the row.
  public func seal(
    _ row: [UInt8], context: [UInt8], using chance: inout some RandomNumberGenerator
  ) -> [UInt8] {
    AEAD.seal(row, with: key, associated: Domain.controlRow.bytes + context, using: &chance)
  }

  /// Throws `.sealed(.controlRow)` for another key, another context or altered bytes.
  public func open(_ row: [UInt8], context: [UInt8]) throws(EnvelopeError) -> [UInt8] {
    try AEAD.open(
      row, with: key, associated: Domain.controlRow.bytes + context, as: .controlRow)
  }
}
