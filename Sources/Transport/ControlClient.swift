import FoundationEssentials
import Store

/// How another command of the same machine reaches a running `serve`.
public enum ControlClient {
  /// The socket in a home's folder.
  static func path(in folder: String) -> String { folder + "/bell" }

  /// Tells a running `serve` to look again. Nothing happens when none runs.
  public static func ring(folder: String) async {
    do {
      _ = try await ControlSocket.ask(
        path: path(in: folder), line: "ring", timeout: .milliseconds(800))
    } catch {
      // What was written is durable, and `serve` looks again by itself: it only hears of it later.
    }
  }

  /// Where a running `serve` of this folder listens; nil when none runs.
  public static func address(folder: String) async throws -> String? {
    let line = try await ControlSocket.ask(
      path: path(in: folder), line: ControlRequest.address.line, timeout: .seconds(5))
    guard case .address(let address) = line.flatMap(ControlAnswer.init) else { return nil }
    return address
  }

  /// Asks a running `serve` to exchange with one peer, or with all.
  ///
  ///     let reports = try await ControlClient.askExchange(folder: home, peer: nil)
  ///
  /// - Returns: nil when no `serve` runs on this folder.
  public static func askExchange(folder: String, peer: String?) async throws -> [ExchangeReport]? {
    let request = ControlRequest.exchange(peer: peer)
    let line = try await ControlSocket.ask(
      path: path(in: folder), line: request.line, timeout: .seconds(600))
    guard let line else { return nil }
    switch ControlAnswer(line) {
    case .reports(let reports): return reports
    case .done, .address: return []
    case .ledger(let error): throw error
    case .failed(let word): throw ControlFailure(word: word)
    case nil: throw ControlFailure(word: "unreadable")
    }
  }
}

/// The running `serve` could not do what was asked.
public struct ControlFailure: Error, Sendable {
  public let word: String
}

/// What is asked of a running `serve` beyond a plain ring, as a line.
enum ControlRequest: Codable {
  case exchange(peer: String?)
  case address

  /// Nil for a plain ring.
  init?(_ line: String) {
    // No error to tell: whatever is no request is a plain ring, and a ring does no harm.
    guard let found = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else {
      return nil
    }
    self = found
  }

  var line: String { Line.json(self) }
}

/// What it answers, as a line.
enum ControlAnswer: Codable {
  case done
  case reports([ExchangeReport])
  case address(String)
  /// The ledger of the running `serve` failed.
  case ledger(StoreError)
  case failed(String)

  init?(_ line: String) {
    // Not lost: nil makes the caller tell that another version stands behind the socket.
    guard let found = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else {
      return nil
    }
    self = found
  }

  var line: String { Line.json(self) }
}

extension Line {
  /// JSON without line breaks.
  static func json(_ value: some Encodable) -> String {
    // Requests and answers are texts and counts, which always encode. Were one not to, "{}" is a plain
    // ring to one side and an answer that cannot be read to the other, which says so.
    guard let data = try? JSONEncoder().encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
