/// How a share is named, so that every node of its owner names it alike and nobody else can. Protocol/consent.md, "Share".
public enum ShareNaming {
  /// Bytes of the secret of a case file: drawn with its opening, sealed there, known to its owner's workers alone.
  public static let secretLength = 32

  /// The first 16 bytes of H("carnet/share/v1" ‖ secret ‖ recipient ‖ cited share ‖ number).
  ///
  /// - `secret`: of the case file, `secretLength` bytes.
  /// - `cited`: the share that a return share answers; nil, no byte, for any other.
  /// - `number`: how many earlier ones can be used no more; 4 bytes, big-endian.
  public static func share(
    secret: [UInt8], to recipient: ServiceID, citing cited: ShareID?, number: UInt32
  ) -> ShareID {
    let digest = Digest.hash(
      .share, secret, recipient.bytes, cited?.bytes ?? [],
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) })
    return ShareID(exactly: Array(digest.prefix(ShareKind.length)))
  }
}
