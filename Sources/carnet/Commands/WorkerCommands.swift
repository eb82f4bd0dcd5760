import ArgumentParser
import CaseFile
import Notebook
import Replica
import Words

struct WorkerGroup: CommandGroup {
  static let command = Command.worker
  static let contents: [any ParsableCommand.Type] = [
    WorkerAdd.self, WorkerAdmit.self, WorkerDevice.self, WorkerList.self, WorkerExtend.self,
    WorkerEnd.self, WorkerRecovery.self, WorkerRecover.self,
  ]
}

struct WorkerAdd: CarnetCommand {
  static let command = Command.workerAdd
  @OptionGroup var secret: NewPassphraseOption
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.role)) var role: String?
  @Option(help: .option(.deviceCode)) var code: String?
  @Option(help: .option(.termEnd)) var until: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    guard role != nil || code != nil else { throw context.missing("role") }
    guard until == nil || code == nil else {
      let options = ["code", "until"].map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let role = try role.map { try Spoken.role($0) }
    let name = try Names.tidy(name, .workerName)
    let end = try until.map { context.end(of: try context.wholeDay($0, nearest: .next)) }
    if let role, code == nil { try Notebook.checkTerm(end, of: role, at: context.now) }
    let notebook = try context.openAsOperator()
    let passphrase = try context.newPassphrase(
      file: secret.newPassphraseFile, fallback: nil, .newWorker)
    let worker = try notebook.addWorker(
      name: name, role: role, passphrase: passphrase, code: code, until: end,
      at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        context.json(of: worker), context.words.workerAdded(worker) + context.term(of: worker))
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
    try context.show(
      .array(rows.map(context.json)),
      context.words.workerList(rows, lastDay: context.lastDay(before:)))
  }
}

struct WorkerExtend: CarnetCommand {
  static let command = Command.workerExtend
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.termEnd)) var until: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let end = context.end(of: try context.wholeDay(until, nearest: .next))
    let worker = try context.openAsOperator().extendWorker(
      name: name, until: end, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(context.json(of: worker), context.term(of: worker))
    }
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
      return try context.report(
        context.json(of: ended), context.words.workerEndedAlready(ended, since: since))
    }
    let worker = try notebook.endWorker(name: name, device: device, at: context.now)
    try await context.telling {
      let changesKey = try notebook.replica.isRotationPending()
      await context.ring()
      let told =
        worker.state == .ended
        ? context.words.workerEnded(worker, wasAdmitted: worker.wasAdmitted, changesKey: changesKey)
        : context.words.deviceEnded(worker, digits: device ?? "", keyChanges: changesKey)
      let left = worker.state == .ended ? try notebook.leftWithoutReferent(by: worker) : []
      try context.report(
        context.json(of: worker), told + context.words.leftWithoutReferent(worker, left))
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
      try notebook.makeRecoverySheet(at: context.now) { worker, secret, replaces in
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
    try report(json(of: worker), words.workerChanged(worker))
  }

  fileprivate func json(of worker: WorkerSummary) -> JSONValue { clock.json(of: worker) }

  /// Until when somebody works here; nothing for who works here for no set time.
  fileprivate func term(of worker: WorkerSummary) -> String {
    worker.until.flatMap(lastDay(before:)).map { words.workerTerm(worker.name, last: $0) } ?? ""
  }
}
