/// What an identifier names, and how long it is. Protocol/conventions.md, "Identifiers".
public protocol IdentifierKind: Sendable {
  /// Length in bytes: 16 for what is drawn at random, 32 for a hash or a public key.
  static var length: Int { get }
}

/// A fixed number of opaque bytes that name one thing; ordered bytewise, written in lowercase hexadecimal.
public struct Identifier<Kind: IdentifierKind>: Hashable, Comparable, Sendable {
  /// Exactly `Kind.length` bytes.
  public let bytes: [UInt8]

  /// Nil when the length is not the kind's.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Kind.length else { return nil }
    self.bytes = Array(bytes)
  }

  /// An identifier drawn at random; meant for kinds of 16 bytes.
  public init(using chance: inout some RandomNumberGenerator) {
    bytes = (0..<Kind.length).map { _ in UInt8.random(in: 0...255, using: &chance) }
  }

  /// Nil unless `hexadecimal` is exactly `2 * Kind.length` lowercase or uppercase digits.
  public init?(hexadecimal: String) {
    guard let bytes = Hexadecimal.decode(hexadecimal) else { return nil }
    self.init(bytes)
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Identifier: CustomStringConvertible {
  /// Lowercase hexadecimal, `2 * Kind.length` digits.
  public var description: String { Hexadecimal.encode(bytes) }
}

/// Hexadecimal text of bytes, lowercase.
public enum Hexadecimal {
  /// Two digits for each byte.
  ///
  ///     Hexadecimal.encode([0, 255])   // "00ff"
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for an odd number of digits or a character that is none.
  ///
  ///     let note = Hexadecimal.decode(typed).flatMap { DocumentID($0) }
  public static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      let value: UInt8
      switch character {
      case 0x30...0x39: value = character - 0x30
      case 0x61...0x66: value = character - 0x61 + 10
      case 0x41...0x46: value = character - 0x41 + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }
}

public enum DocumentKind: IdentifierKind { public static let length = 16 }
public enum VoletKind: IdentifierKind { public static let length = 16 }
public enum StratumKind: IdentifierKind { public static let length = 16 }
public enum CaseKind: IdentifierKind { public static let length = 16 }
public enum ShareKind: IdentifierKind { public static let length = 16 }
public enum ConsentKind: IdentifierKind { public static let length = 16 }
public enum WorkerKind: IdentifierKind { public static let length = 16 }
public enum SheetKind: IdentifierKind { public static let length = 16 }
public enum InvitationKind: IdentifierKind { public static let length = 16 }
public enum FeedKind: IdentifierKind { public static let length = 16 }
public enum AccessLineKind: IdentifierKind { public static let length = 16 }
public enum ServiceKind: IdentifierKind { public static let length = 32 }
public enum StatementKind: IdentifierKind { public static let length = 32 }
public enum EpochKind: IdentifierKind { public static let length = 32 }
public enum RootKind: IdentifierKind { public static let length = 32 }
public enum AccessBatchKind: IdentifierKind { public static let length = 32 }
public enum AttachmentKind: IdentifierKind { public static let length = 32 }
public enum SecretHashKind: IdentifierKind { public static let length = 32 }
public enum SigningKeyKind: IdentifierKind { public static let length = 32 }
public enum BoxKeyKind: IdentifierKind { public static let length = 32 }

/// One note, card or list: one CRDT document.
public typealias DocumentID = Identifier<DocumentKind>
/// The random tag under which one volet of one case file is known to the node tier.
public typealias VoletTag = Identifier<VoletKind>
/// A run of notes inside a volet.
public typealias StratumID = Identifier<StratumKind>
/// A case file of its owner service.
public typealias CaseID = Identifier<CaseKind>
/// A case file as seen by one recipient service.
public typealias ShareID = Identifier<ShareKind>
public typealias ConsentID = Identifier<ConsentKind>
public typealias WorkerID = Identifier<WorkerKind>
/// What a service published: a partner, or what it says of itself.
public typealias SheetID = Identifier<SheetKind>
public typealias InvitationID = Identifier<InvitationKind>
public typealias FeedID = Identifier<FeedKind>
/// The id of the genesis statement.
public typealias ServiceID = Identifier<ServiceKind>
public typealias StatementID = Identifier<StatementKind>
/// The hash of an epoch key: XChaCha20-Poly1305 does not commit to its key, this does.
public typealias EpochID = Identifier<EpochKind>
/// The hash of a content root.
public typealias RootID = Identifier<RootKind>
/// One line of the access log: what a decision to name its reader names.
public typealias AccessLineID = Identifier<AccessLineKind>
/// Lines of the access log that one node signed together.
public typealias AccessBatchID = Identifier<AccessBatchKind>
/// The hash of a detachable row.
public typealias AttachmentID = Identifier<AttachmentKind>
public typealias SecretHash = Identifier<SecretHashKind>
/// An Ed25519 public key: a node, an operator, or a device (one worker on one node).
public typealias SigningKey = Identifier<SigningKeyKind>
/// An X25519 public key.
public typealias BoxKey = Identifier<BoxKeyKind>
