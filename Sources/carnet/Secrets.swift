import Foundation
import Words

/// Passphrases: from a file, or typed on the terminal without showing.
struct Secrets {
  let words: Phrasebook

  /// Longer ones are cut by no keyboard, only by a wrong file.
  static let longest = 4096

  /// The passphrase of `file`, or the one that the person types.
  func existing(file: String?, _ prompt: Prompt) throws -> [UInt8] {
    if let file { return try read(file) }
    return try ask(prompt)
  }

  /// A new passphrase: of `file`, or typed twice.
  func new(file: String?, _ prompt: Prompt) throws -> [UInt8] {
    let secret: [UInt8]
    if let file {
      secret = try read(file)
    } else {
      secret = try ask(prompt)
      guard try ask(.again) == secret else { throw Refusal(.access(.passphrasesDiffer)) }
    }
    guard !secret.isEmpty else { throw Refusal(.access(.emptyPassphrase)) }
    return secret
  }

  /// Exactly one newline at the end is not part of the passphrase.
  private func read(_ file: String) throws -> [UInt8] {
    var bytes = try NamedFile.read(file, limit: Self.longest)
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }

  private func ask(_ prompt: Prompt) throws -> [UInt8] {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw Refusal(.access(.passphraseMissing)) }
    defer { close(terminal) }
    _ = Terminal.put(words.prompt(prompt), to: terminal)
    guard let secret = try Echo.read(from: terminal, limit: Self.longest) else {
      throw Refusal(.access(.passphraseMissing))
    }
    _ = Terminal.put("\n", to: terminal)
    return secret
  }
}

/// A line typed on a terminal that shows nothing of it.
private enum Echo {
  /// Nil when the person gives up. The keys of the terminal arrive one by one, so that giving up leaves it as it was.
  static func read(from terminal: Int32, limit: Int) throws -> [UInt8]? {
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { throw Refusal(.access(.passphraseMissing)) }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer { tcsetattr(terminal, TCSAFLUSH, &before) }
    var secret: [UInt8] = []
    while secret.count <= limit {
      var key: UInt8 = 0
      let count = Foundation.read(terminal, &key, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      switch key {
      case 0x0A, 0x0D: return secret
      case 0x03, 0x1C: return nil
      case 0x04: return secret.isEmpty ? nil : secret
      case 0x08, 0x7F: eraseLast(&secret)
      case 0x15: secret = []
      case _: secret.append(key)
      }
    }
    return nil
  }

  /// Takes back one character, all of its bytes.
  private static func eraseLast(_ secret: inout [UInt8]) {
    while let byte = secret.popLast(), byte & 0xC0 == 0x80 {}
  }
}
