import ChildProcesses
import Foundation
import Logging
import Testing

@testable import Transport

/// TLS identities made with the `openssl` command, and the tools to play a stranger.
struct Identity: Sendable {
  let tls: NodeTLS
  let certificateFile: String
  let keyFile: String

  var key: [UInt8] { tls.publicKey }

  static let atelier = make("atelier")
  static let bureau = make("bureau")
  static let stranger = make("stranger")

  /// A folder of this run's own.
  static let folder: String = {
    let path =
      NSTemporaryDirectory() + "/carnet-transport-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      Issue.record("no temporary folder: \(error)")
    }
    return path
  }()

  private static func make(_ name: String) -> Identity {
    let certificate = "\(folder)/\(name).crt"
    let key = "\(folder)/\(name).key"
    do {
      try openssl(
        "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", key, "-out", certificate,
        "-subj", "/", "-days", "30")
      try openssl("x509", "-in", certificate, "-outform", "DER", "-out", certificate + ".der")
      try openssl("pkey", "-in", key, "-outform", "DER", "-out", key + ".der")
      let tls = try NodeTLS(
        certificateDER: bytes(certificate + ".der"), privateKeyDER: bytes(key + ".der"))
      return Identity(tls: tls, certificateFile: certificate, keyFile: key)
    } catch {
      preconditionFailure("no identity for the tests: \(error)")
    }
  }

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  private static func openssl(_ arguments: String...) throws {
    let (output, status) = try Command("openssl", arguments).finish()
    guard status == 0 else { throw CommandFailed(output: output) }
  }
}

struct CommandFailed: Error { let output: String }

/// A process with pipes: what it prints is read as it comes.
final class Command: Sendable {
  private let child: Child
  private let input: Int32
  private let output: CapturedStream

  init(_ name: String, _ arguments: [String]) throws {
    let pipe = try Pipes.make()
    input = pipe.writing
    output = try CapturedStream()
    child = try Child(
      "/usr/bin/env", [name] + arguments, environment: ProcessInfo.processInfo.environment,
      in: nil, input: pipe.reading, output: output.writing, error: dup(output.writing))
  }

  func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
  }

  /// Closes its input and reads to the end.
  func finish() throws -> (output: String, status: Int32) {
    close(input)
    return try drain()
  }

  /// Reads to the end with the input still open.
  func drain() throws -> (output: String, status: Int32) {
    let end = try child.wait()
    return (output.finish(), end.code)
  }

  /// Reads until `text` was printed, or to the end.
  func read(until text: String) -> String {
    _ = output.wait { $0.contains(text) }
    return output.text
  }

  func kill() { child.kill() }
}

let quiet = Logger(label: "transport.tests", factory: { _ in SwiftLogNoOpLogHandler() })
