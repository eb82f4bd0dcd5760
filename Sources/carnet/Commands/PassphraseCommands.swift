import ArgumentParser
import Envelope
import Notebook
import Words

struct PassphraseGroup: CommandGroup {
  static let command = Command.passphrase
  static let contents: [any ParsableCommand.Type] = [PassphraseChangeCommand.self]
}

/// Another passphrase for who knows the present one.
struct PassphraseChangeCommand: CarnetCommand {
  static let command = Command.passphraseChange
  @Flag(name: .customLong("operator"), help: .option(.ofOperator)) var ofOperator = false
  @OptionGroup var secret: NewPassphraseOption
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let change = try ofOperator ? changeOperator(context) : changeWorker(context)
    let locked = change.worker.map { SessionClient(context: context).lock($0) } ?? false
    try await context.telling {
      await context.ring()
      try context.report(change.json, context.words.passphraseChanged(change, locked: locked))
    }
  }

  private func changeWorker(_ context: CommandContext) throws -> PassphraseChange {
    let (session, present) = try context.openToChangeWorker()
    let new = try context.otherPassphrase(than: present, file: secret.newPassphraseFile, .newOwn)
    return try session.changePassphrase(to: new, at: context.now)
  }

  private func changeOperator(_ context: CommandContext) throws -> PassphraseChange {
    let (notebook, present) = try context.openToChangeOperator()
    let new = try context.otherPassphrase(
      than: present, file: secret.newPassphraseFile, .newOperator)
    return try notebook.changeOperatorPassphrase(to: new, at: context.now)
  }
}

/// Another passphrase for who forgot the present one, and keeps a recovery sheet.
struct WorkerRecover: CarnetCommand {
  static let command = Command.workerRecover
  @OptionGroup var secret: NewPassphraseOption
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.sheetFile)) var sheetFile: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let session = try context.openByRecoverySheet(of: name, file: sheetFile)
    let new = try context.newPassphrase(
      file: secret.newPassphraseFile, fallback: nil, .newOwn)
    let change = try session.changePassphrase(to: new, recovers: true, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        change.json, context.words.passphraseChanged(change, recovered: true))
    }
  }
}
