import NIOCore
import NIOSSL

/// This node's TLS identity: a self-signed Ed25519 certificate and its private key.
///
/// TLS 1.3 only, both ends show a certificate, trust comes from the pinned public key and from
/// nothing else: no authority, no name, no date. (`Protocol/` chapter on transport.)
public struct NodeTLS: Sendable {
  /// The protocol both ends must agree on (ALPN).
  public static let applicationProtocol = "carnet/1"

  /// This node's own raw Ed25519 public key, 32 bytes.
  public let publicKey: [UInt8]

  private let certificate: NIOSSLCertificate
  private let privateKey: NIOSSLPrivateKey

  /// - Parameters:
  ///   - certificateDER: X.509, DER, subject key Ed25519.
  ///   - privateKeyDER: PKCS#8, DER. The TLS library keeps it in its own memory.
  public init(certificateDER: [UInt8], privateKeyDER: [UInt8]) throws(TransportError) {
    do {
      certificate = try NIOSSLCertificate(bytes: certificateDER, format: .der)
      privateKey = try NIOSSLPrivateKey(bytes: privateKeyDER, format: .der)
    } catch {
      throw .invalidIdentity
    }
    guard let key = certificate.rawEd25519Key else { throw .invalidIdentity }
    publicKey = key
    // A key that does not belong to the certificate shows here, not at the first handshake.
    _ = try context(.listening, limits: TransportLimits())
  }

  enum Side { case listening, dialling }

  /// A fresh context: no ticket given under another one opens it.
  func context(_ side: Side, limits: TransportLimits) throws(TransportError) -> NIOSSLContext {
    var configuration =
      switch side {
      case .listening:
        TLSConfiguration.makeServerConfiguration(
          certificateChain: [.certificate(certificate)], privateKey: .privateKey(privateKey))
      case .dialling: TLSConfiguration.makeClientConfiguration()
      }
    configuration.certificateChain = [.certificate(certificate)]
    configuration.privateKey = .privateKey(privateKey)
    configuration.minimumTLSVersion = .tlsv13
    configuration.maximumTLSVersion = .tlsv13
    // With `.none` a listener would never ask for a certificate.
    configuration.certificateVerification = .noHostnameVerification
    configuration.trustRoots = .certificates([])
    configuration.sendCANameList = false
    configuration.verifySignatureAlgorithms = [.ed25519]
    configuration.signingSignatureAlgorithms = [.ed25519]
    configuration.curves = [.x25519_MLKEM768, .x25519]
    configuration.applicationProtocols = [Self.applicationProtocol]
    configuration.shutdownTimeout = TimeAmount(limits.goodbye)
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw .invalidIdentity
    }
  }
}

extension NIOSSLCertificate {
  /// The 32 raw bytes of an Ed25519 subject key; nil for any other kind of key.
  var rawEd25519Key: [UInt8]? {
    // SubjectPublicKeyInfo of RFC 8410: SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING }.
    let prefix: [UInt8] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
    // Nothing is lost of the error: a key that cannot be read is not an Ed25519 key, which is the whole answer.
    guard let key = try? extractPublicKey(), let spki = try? key.toSPKIBytes() else { return nil }
    guard spki.count == prefix.count + 32, spki.starts(with: prefix) else { return nil }
    return Array(spki.dropFirst(prefix.count))
  }
}
