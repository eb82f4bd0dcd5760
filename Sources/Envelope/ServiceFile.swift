/// How the file of a service is named: what holds for the whole of it stands there. Protocol/consent.md, "Own log".
public enum ServiceFile {
  /// The first 16 bytes of H("carnet/service-file/v1" ‖ service).
  public static func id(of service: ServiceID) -> CaseID {
    CaseID(exactly: Array(Digest.hash(.serviceFile, service.bytes).prefix(CaseKind.length)))
  }
}
