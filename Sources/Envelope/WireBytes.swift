import FoundationEssentials
import SwiftProtobuf
import Wire

/// Messages of the wire to and from bytes, with this module's errors.
enum WireBytes {
  static func encode(
    _ message: some Message, as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> [UInt8] {
    do {
      return try message.serializedBytes()
    } catch {
      throw .malformed(subject)
    }
  }

  static func decode<Decoded: Message>(
    _ type: Decoded.Type, _ bytes: [UInt8], as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> Decoded {
    do {
      return try Decoded(serializedBytes: bytes)
    } catch {
      throw .malformed(subject)
    }
  }

  static func identifier<Kind>(_ data: Data) throws(EnvelopeError) -> Identifier<Kind> {
    guard let identifier = Identifier<Kind>(data) else { throw .outOfBounds(.identifier) }
    return identifier
  }

  static func identifiers<Kind>(
    _ list: [Data], atMost limit: Int, as subject: EnvelopeError.Subject
  ) throws(EnvelopeError) -> [Identifier<Kind>] {
    guard list.count <= limit else { throw .outOfBounds(subject) }
    return try list.map { data throws(EnvelopeError) in try identifier(data) }
  }
}

extension Collection where Element: Comparable {
  /// Each element is below the next: sorted, and nothing twice.
  var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
