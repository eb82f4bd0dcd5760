import Envelope
import Foundation
import Words

/// Passphrases: from a file, or typed on the terminal without showing. What was read is wiped once it is understood.
struct Secrets {
  let words: Phrasebook

  /// The passphrase of `file`, or the one that the person types.
  ///
  /// - Parameter named: what would have named the file.
  func existing(
    file: String?, _ prompt: Prompt, named: PassphraseFile = .opening
  ) throws -> Passphrase {
    if let file, !isTyped(file) { return try read(file) }
    return try ask(prompt, named)
  }

  /// `-` on a terminal: a person types, and nothing of it shows.
  private func isTyped(_ file: String) -> Bool {
    Terminal.inputIsTerminal && StandardInput.isNamed(file)
  }

  /// A new passphrase: of `file`, or typed twice. Says how strong it is.
  ///
  /// - Parameter named: what would have named the file.
  func new(
    file: String?, _ prompt: Prompt, named: PassphraseFile = .new
  ) throws -> Passphrase {
    let secret: Passphrase
    if let file, !isTyped(file) {
      secret = try read(file)
    } else {
      secret = try ask(prompt, named)
      guard try ask(.again, named).equals(secret) else {
        throw CommandFailure(.access(.passphrasesDiffer))
      }
    }
    guard !secret.isEmpty else { throw CommandFailure(.access(.emptyPassphrase)) }
    guard secret.isTypable else { throw CommandFailure(.access(.untypablePassphrase)) }
    guard secret.isLongEnough else { throw CommandFailure(.access(.weakPassphrase)) }
    Terminal.complain(words.strength(prompt, signs: secret.signs, secret.strength))
    return secret
  }

  private func read(_ file: String) throws -> Passphrase {
    try Secrets.inWipedMemory { memory in
      Passphrase(typed: try NamedFile.read(secret: file, into: memory))
    }
  }

  private func ask(_ prompt: Prompt, _ named: PassphraseFile) throws -> Passphrase {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { throw CommandFailure(.access(.passphraseMissing(named))) }
    defer { close(terminal) }
    defer { _ = Terminal.put("\n", to: terminal) }
    return try Secrets.inWipedMemory { memory in
      guard
        let typed = try Echo.read(from: terminal, into: memory, asking: words.prompt(prompt))
      else { throw CommandFailure(.access(.passphraseMissing(named))) }
      return Passphrase(typed: typed)
    }
  }

  /// Room for what is typed or read, wiped at the end.
  static func inWipedMemory<Answer>(
    _ body: (UnsafeMutableRawBufferPointer) throws -> Answer
  ) rethrows -> Answer {
    let count = PassphraseLimits.typedBytes + 1
    let start = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
    defer {
      explicit_bzero(start, count)
      start.deallocate()
    }
    return try body(UnsafeMutableRawBufferPointer(start: start, count: count))
  }
}

/// Somebody was asked, or typed, and nothing is waited for any more.
struct Interrupted: Error {
  enum Cause: Error {
    /// A key that a terminal turns into a signal, a terminal that was closed, the program was told to end.
    case signal(Int32)
    /// The session was locked, or its agent died.
    case agent
  }

  let cause: Cause
  /// What had been typed; Ctrl-C throws it away.
  var typed: [UInt8] = []

  /// As a shell tells of a signal.
  var code: Int32 {
    switch cause {
    case .signal(let number): 128 + number
    case .agent: 128 + SIGHUP
    }
  }

  /// What somebody typed and did not throw away herself, in lines.
  var kept: String? {
    if case .signal(SIGINT) = cause { return nil }
    return typed.isEmpty ? nil : String(decoding: typed, as: UTF8.self)
  }
}

/// A line typed on a terminal that shows nothing of it.
private enum Echo {
  /// The keys of the terminal arrive one by one, so that giving up leaves it as it was.
  ///
  /// - Returns: nil for what is no terminal.
  /// - Throws: `Interrupted`; `AccessFact.passphraseNotTyped` when nothing was typed.
  static func read(
    from terminal: Int32, into memory: UnsafeMutableRawBufferPointer, asking prompt: String
  ) throws -> UnsafeRawBufferPointer? {
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { return nil }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer { tcsetattr(terminal, TCSAFLUSH, &before) }
    // Only now: what is typed once it is read is neither shown nor thrown away.
    _ = Terminal.put(prompt, to: terminal)
    var count = 0
    while count < memory.count {
      var key: UInt8 = 0
      let taken = Foundation.read(terminal, &key, 1)
      if taken < 0, errno == EINTR { continue }
      guard taken == 1 else { throw CommandFailure(.access(.passphraseNotTyped)) }
      switch key {
      case 0x0A, 0x0D: return UnsafeRawBufferPointer(rebasing: memory[..<count])
      case 0x03: throw Interrupted(cause: .signal(SIGINT))
      case 0x1C: throw Interrupted(cause: .signal(SIGQUIT))
      case 0x04:
        guard count > 0 else { throw CommandFailure(.access(.passphraseNotTyped)) }
        return UnsafeRawBufferPointer(rebasing: memory[..<count])
      case 0x08, 0x7F: eraseLast(of: memory, &count)
      case 0x15: count = 0
      case _:
        memory[count] = key
        count += 1
      }
    }
    throw CommandFailure(.input(.fileTooLong("-", maximum: PassphraseLimits.typedBytes)))
  }

  /// Takes back one character, all of its bytes.
  private static func eraseLast(of memory: UnsafeMutableRawBufferPointer, _ count: inout Int) {
    while count > 0 {
      count -= 1
      if memory[count] & 0xC0 != 0x80 { return }
    }
  }
}
