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
      let row = try context.row(worker)
      try context.report(row.json, context.words.workerAdded(row))
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
    let rows = try context.openAsPerson().workers().map(context.row)
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
      let row = try context.row(ended)
      let since = ended.endedOn.map(context.local)
      return try context.report(row.json, context.words.workerEndedAlready(row, since: since))
    }
    let worker = try notebook.endWorker(name: name, device: device, at: context.now)
    try await context.telling {
      let changesKey = try notebook.replica.isRotationPending()
      await context.ring()
      let row = try context.row(worker)
      let told =
        worker.state == .ended
        ? context.words.workerEnded(row, wasAdmitted: worker.wasAdmitted, changesKey: changesKey)
        : context.words.deviceEnded(row, digits: device ?? "", keyChanges: changesKey)
      try context.report(row.json, told)
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
    let row = try row(worker)
    try report(row.json, words.workerChanged(row))
  }
}
