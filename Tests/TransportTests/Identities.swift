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
    let command = Command("openssl", arguments)
    try command.start()
    let (output, status) = command.finish()
    guard status == 0 else { throw CommandFailed(output: output) }
  }
}

struct CommandFailed: Error { let output: String }

/// A process with pipes: what it prints is read as it comes.
final class Command: Sendable {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ name: String, _ arguments: [String]) {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
  }

  func start() throws { try process.run() }

  var identifier: Int32 { process.processIdentifier }

  func write(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

  /// Closes its input and reads to the end.
  func finish() -> (output: String, status: Int32) {
    input.fileHandleForWriting.closeFile()
    return drain()
  }

  /// Reads to the end with the input still open.
  func drain() -> (output: String, status: Int32) {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }

  /// Reads until `text` was printed, or to the end.
  func read(until text: String) -> String {
    var seen = Data()
    while !String(decoding: seen, as: UTF8.self).contains(text) {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      seen += more
    }
    return String(decoding: seen, as: UTF8.self)
  }

  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}

let quiet = Logger(label: "transport.tests", factory: { _ in SwiftLogNoOpLogHandler() })
