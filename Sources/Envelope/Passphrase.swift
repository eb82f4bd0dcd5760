import CSodium
import Foundation

/// Bounds of passphrases. Protocol/keys.md, "Passphrases".
public enum PassphraseLimits {
  /// Bytes of what is typed or read.
  public static let typedBytes = 4096
  /// Signs of a new passphrase, at least.
  public static let leastSigns = 12
  /// Different bytes of a new passphrase, at least: one key held down is no secret.
  public static let leastDifferent = 5
  /// Signs below which a new passphrase is called short.
  public static let shortSigns = 16
  /// Signs from which a new passphrase may be called long.
  public static let longSigns = 24
  /// Different words of one that is called long, at least.
  public static let longWords = 4
}

/// What a person remembers, in the one form that opens slots: NFKC with plain quotes and hyphens, without byte order mark
/// and line end, in locked memory that is wiped with the value. Its description tells nothing. Protocol/keys.md, "Passphrases".
///
/// The memory is written once, before the value is handed out, and only read afterwards.
public final class Passphrase: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  // The address of the locked block, which this value alone owns.
  private let address: UInt
  private let count: Int
  /// Unicode scalars; of what is no text, bytes.
  public let signs: Int
  private let isText: Bool

  /// Of what was typed, or read from a file; the bytes stay their owner's to wipe.
  ///
  /// Text in UTF-8, or in UTF-16 behind a byte order mark, is brought into its one form sign by sign, so that no whole
  /// copy of it stands anywhere else. What is no text keeps its bytes.
  public init(typed bytes: UnsafeRawBufferPointer) {
    Sodium.prepare()
    // No sign grows beyond eleven times its bytes in NFKC.
    let room = bytes.count * 11 + 4
    guard let block = sodium_malloc(room) else { preconditionFailure("out of memory") }
    var writer = NormalWriter(UnsafeMutableRawBufferPointer(start: block, count: room))
    isText = writer.write(bytes)
    if !isText { writer.writeRaw(bytes) }
    writer.dropLineEnd()
    address = UInt(bitPattern: block)
    (count, signs) = (writer.count, writer.signs)
  }

  /// The same, of bytes that are no secret: those of a test.
  public convenience init(_ bytes: [UInt8]) {
    self.init(copying: bytes)
  }

  private convenience init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    defer {
      sodium_memzero(copy.baseAddress, copy.count)
      copy.deallocate()
    }
    self.init(typed: UnsafeRawBufferPointer(copy))
  }

  deinit { sodium_free(UnsafeMutableRawPointer(bitPattern: address)) }

  private var view: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
  }

  /// Lends the bytes to `body`; they must not be kept.
  public func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(view)
  }

  public var isEmpty: Bool { count == 0 }

  /// Whether somebody can type it again: text of one line, without keys that a terminal takes for itself.
  public var isTypable: Bool {
    isText && view.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
  }

  /// Whether it may protect something new: twelve signs at least, that are not a few repeated.
  public var isLongEnough: Bool {
    guard signs >= PassphraseLimits.leastSigns else { return false }
    return (UInt8.min...UInt8.max).count(where: view.contains) >= PassphraseLimits.leastDifferent
  }

  /// Whether both have the same bytes.
  public func equals(_ other: Passphrase) -> Bool {
    count == other.count && sodium_memcmp(view.baseAddress, other.view.baseAddress, count) == 0
  }

  /// Always `redacted`.
  public var description: String { "redacted" }
  /// Always `redacted`.
  public var debugDescription: String { "redacted" }
}

/// Writes text in NFKC into memory that it was given, a few signs at a time.
private struct NormalWriter {
  private let memory: UnsafeMutableRawBufferPointer
  private(set) var count = 0
  private(set) var signs = 0
  /// A sign and the marks that follow it: what a normal form changes together.
  private var cluster: [Unicode.Scalar] = []

  init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

  /// False, with nothing written, when the bytes are no text.
  mutating func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let isText =
      switch (bytes.first, bytes.dropFirst().first) {
      case (0xFF, 0xFE): decode(units(bytes, high: 1), UTF16())
      case (0xFE, 0xFF): decode(units(bytes, high: 0), UTF16())
      case _: decode(bytes.makeIterator(), UTF8())
      }
    flush()
    if !isText { (count, signs) = (0, 0) }
    return isText
  }

  /// As they are.
  mutating func writeRaw(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes { put(byte) }
    signs = count
  }

  /// One line end at the end: that of a file, of any system.
  mutating func dropLineEnd() {
    if last == UInt8(ascii: "\n") { drop() }
    if last == UInt8(ascii: "\r") { drop() }
  }

  private var last: UInt8? { count > 0 ? memory[count - 1] : nil }

  private mutating func drop() {
    count -= 1
    signs -= 1
    memory[count] = 0
  }

  private func units(
    _ bytes: UnsafeRawBufferPointer, high: Int
  ) -> some IteratorProtocol<UInt16> {
    stride(from: 0, to: bytes.count - 1, by: 2).lazy.map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
    }.makeIterator()
  }

  private mutating func decode<Codec: UnicodeCodec>(
    _ units: some IteratorProtocol<Codec.CodeUnit>, _ codec: Codec
  ) -> Bool {
    var (units, codec) = (units, codec)
    var isFirst = true
    while true {
      switch codec.decode(&units) {
      case .scalarValue(let scalar):
        // A byte order mark is none of what was typed.
        if !(isFirst && scalar == "\u{FEFF}") { take(scalar) }
        isFirst = false
      case .emptyInput: return true
      case .error: return false
      }
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if !follows(scalar) { flush() }
    cluster.append(scalar)
  }

  /// Whether a normal form may join a scalar with the one before it.
  private func follows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300: return false
    // Vowels and final consonants of Hangul.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF, 0xFF9E...0xFF9F: return true
    case _: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    case _: return scalar.properties.canonicalCombiningClass != .notReordered
    }
  }

  private mutating func flush() {
    if cluster.count == 1, cluster[0].isASCII {
      put(UInt8(cluster[0].value))
      signs += 1
    } else if !cluster.isEmpty {
      let normal = String(String.UnicodeScalarView(cluster))
        .precomposedStringWithCompatibilityMapping
      for scalar in normal.unicodeScalars {
        if let plain = Self.plain(scalar) {
          put(plain)
        } else {
          for byte in scalar.utf8 { put(byte) }
        }
        signs += 1
      }
    }
    cluster.removeAll(keepingCapacity: true)
  }

  /// The sign of every keyboard for one that phones and word processors write in its place.
  private static func plain(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x2018...0x201B, 0x02BC: UInt8(ascii: "'")
    case 0x201C...0x201F: UInt8(ascii: "\"")
    case 0x2010...0x2015, 0x2212: UInt8(ascii: "-")
    case _: nil
    }
  }

  private mutating func put(_ byte: UInt8) {
    precondition(count < memory.count, "a normal form longer than any")
    memory[count] = byte
    count += 1
  }
}
