/// A node's TLS identity: a self-signed Ed25519 certificate (X.509 v3) that names nobody, and its key.
///
/// Peers pin the public key and look at nothing else. The same pair always gives the same bytes.
/// Protocol/replication.md, "The stream".
public struct NodeCertificate: Sendable {
  public let certificateDER: [UInt8]
  /// PKCS#8. Secret: hand it to the TLS library and let it go.
  public let privateKeyDER: [UInt8]

  public static func make(for pair: borrowing SigningPair) -> NodeCertificate {
    let algorithm = DER.sequence(DER.ed25519)
    let name = DER.sequence(
      DER.set(DER.sequence(DER.commonName, DER.element(0x0C, Array("carnet".utf8)))))
    let validity = DER.sequence(
      DER.element(0x17, Array("000101000000Z".utf8)),
      DER.element(0x18, Array("99991231235959Z".utf8)))
    let publicKey = DER.sequence(algorithm, DER.bitString(pair.publicKey.bytes))
    let version = DER.element(0xA0, DER.element(0x02, [2]))
    let serial = DER.element(0x02, [1])
    let signed = DER.sequence(version, serial, algorithm, name, validity, name, publicKey)
    let certificate = DER.sequence(signed, algorithm, DER.bitString(pair.signRaw(signed)))
    let seed = pair.copySeed().withBytes { Array($0) }
    let key = DER.sequence(
      DER.element(0x02, [0]), algorithm, DER.element(0x04, DER.element(0x04, seed)))
    return NodeCertificate(certificateDER: certificate, privateKeyDER: key)
  }
}

/// As much of the Distinguished Encoding Rules as one certificate needs.
private enum DER {
  /// 1.3.101.112 and 2.5.4.3.
  static let ed25519 = element(0x06, [0x2B, 0x65, 0x70])
  static let commonName = element(0x06, [0x55, 0x04, 0x03])

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, Array(parts.joined())) }

  static func set(_ parts: [UInt8]...) -> [UInt8] { element(0x31, Array(parts.joined())) }

  static func bitString(_ bytes: [UInt8]) -> [UInt8] { element(0x03, [0] + bytes) }

  /// Tag, length, content; content below 64 KiB.
  static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length: [UInt8] =
      switch content.count {
      case ..<128: [UInt8(content.count)]
      case ..<256: [0x81, UInt8(content.count)]
      case _: [0x82, UInt8(content.count >> 8), UInt8(content.count & 255)]
      }
    return [tag] + length + content
  }
}
