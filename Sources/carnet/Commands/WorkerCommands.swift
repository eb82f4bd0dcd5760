import ArgumentParser
import CaseFile
import Notebook
import Replica
import Words

struct WorkerGroup: CommandGroup {
  static let command = Command.worker
  static let contents: [any ParsableCommand.Type] = [
    WorkerAdd.self, WorkerAdmit.self, WorkerDevice.self, WorkerList.self, WorkerEnd.self,
    WorkerRecovery.self,
  ]
}

struct WorkerAdd: CarnetCommand {
  static let command = Command.workerAdd
  @OptionGroup var secret: NewPassphraseOption
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.role)) var role: String?
  @Option(help: .option(.deviceCode)) var code: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard role != nil || code != nil else { throw context.missing("role") }
    let role = try role.map { try Spoken.role($0) }
    let name = try Names.tidy(name, .workerName)
    let notebook = try context.openAsOperator()
    let passphrase = try context.newPassphrase(
      file: secret.newPassphraseFile, fallback: nil, .newWorker)
    let worker = try notebook.addWorker(
      name: name, role: role, passphrase: passphrase, code: code, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(worker.json, context.words.workerAdded(worker))
    }
  }
}

struct WorkerAdmit: CarnetCommand {
  static let command = Command.workerAdmit
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.device)) var device: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let worker = try context.openAsWorker().admitWorker(name: name, device: device, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(changed: worker)
    }
  }
}

struct WorkerDevice: CarnetCommand {
  static let command = Command.workerDevice
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let code = try context.openAsWorker().deviceCode()
    try context.report(.object([("code", .string(code))]), context.words.deviceCode(code))
  }
}

struct WorkerList: CarnetCommand {
  static let command = Command.workerList
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let rows = try context.openAsPerson().workers()
    try context.show(.array(rows.map(\.json)), context.words.workerList(rows))
  }
}

struct WorkerEnd: CarnetCommand {
  static let command = Command.workerEnd
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.device)) var device: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsOperator()
    if let ended = try notebook.endedWorker(name) {
      let since = ended.endedOn.map(context.local)
      return try context.report(ended.json, context.words.workerEndedAlready(ended, since: since))
    }
    let worker = try notebook.endWorker(name: name, device: device, at: context.now)
    try await context.telling {
      let changesKey = try notebook.replica.isRotationPending()
      await context.ring()
      let told =
        worker.state == .ended
        ? context.words.workerEnded(worker, wasAdmitted: worker.wasAdmitted, changesKey: changesKey)
        : context.words.deviceEnded(worker, digits: device ?? "", keyChanges: changesKey)
      try context.report(worker.json, told)
    }
  }
}

struct WorkerRecovery: CarnetCommand {
  static let command = Command.workerRecovery
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsWorker()
    let service = try notebook.serviceName()
    try context.showingSheet { shown in
      try notebook.makeRecoverySheet { worker, secret, replaces in
        let sheet = RecoverySheet(
          worker: worker, service: service, secret: secret, made: context.local(context.now),
          replaces: replaces)
        try context.report(
          sheet: context.words.recoverySheet(sheet), .object([("worker", .string(worker))]))
        shown = true
      }
    }
  }
}

extension CommandContext {
  fileprivate func report(changed worker: WorkerSummary) throws {
    try report(worker.json, words.workerChanged(worker))
  }
}
