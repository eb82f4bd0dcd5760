import Notebook
import Transport
import Words

extension Desk {
  /// Tells a running `serve` that something was written; nothing is said when none runs.
  func ring() async { await Doorbell.ring(folder: home) }

  /// Speaks with another node; what goes wrong is told with the name of who was called.
  func naming<T>(_ peer: String, _ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch {
      throw named(peer, error)
    }
  }

  /// The same error, told with the name of who was called.
  func named(_ peer: String, _ error: any Error) -> any Error {
    Diagnosis(folder: home, peer: peer).fact(of: error).map(Refusal.init) ?? error
  }
}

extension Endpoint {
  /// `host:port`, with brackets around a numeric IPv6 address.
  var text: String {
    host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// An address that a person typed, as it is kept.
  static func checked(_ typed: String) throws -> String {
    guard let endpoint = Endpoint(parsing: typed),
      endpoint.host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw Refusal(.network(.badAddress(typed))) }
    return endpoint.text
  }
}
