import ArgumentParser
import CaseFile
import Notebook
import Words

struct WorkerChapter: Chapter {
  static let command = Command.worker
  static let contents: [any ParsableCommand.Type] = [
    WorkerAdd.self, WorkerAdmit.self, WorkerDevice.self, WorkerList.self, WorkerEnd.self,
    WorkerRecovery.self,
  ]
}

struct WorkerAdd: Errand {
  static let command = Command.workerAdd
  @OptionGroup var secret: NewPassphraseOption
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.role)) var role: String?
  @Option(help: .option(.deviceCode)) var code: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    guard role != nil || code != nil else { throw desk.missing("role") }
    let role = try role.map { try Spoken.role($0) }
    let name = try Names.tidy(name, .workerName)
    let notebook = try desk.openAsOperator()
    let passphrase = try desk.newPassphrase(
      file: secret.newPassphraseFile, fallback: nil, .newWorker)
    let worker = try notebook.addWorker(
      name: name, role: role, passphrase: passphrase, code: code, at: desk.now)
    try await desk.telling {
      await desk.ring()
      let row = try desk.row(worker)
      try desk.report(row.json, desk.words.workerAdded(row))
    }
  }
}

struct WorkerAdmit: Errand {
  static let command = Command.workerAdmit
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.device)) var device: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let worker = try desk.openAsWorker().admitWorker(name: name, device: device, at: desk.now)
    try await desk.telling {
      await desk.ring()
      try desk.report(changed: worker)
    }
  }
}

struct WorkerDevice: Errand {
  static let command = Command.workerDevice
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let code = try desk.openAsWorker().deviceCode()
    try desk.report(.object([("code", .string(code))]), desk.words.deviceCode(code))
  }
}

struct WorkerList: Errand {
  static let command = Command.workerList
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let rows = try desk.openAsPerson().workers().map(desk.row)
    try desk.show(.array(rows.map(\.json)), desk.words.workerList(rows))
  }
}

struct WorkerEnd: Errand {
  static let command = Command.workerEnd
  @Argument(help: .option(.workerName)) var name: String
  @Option(help: .option(.device)) var device: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsOperator()
    if let ended = try notebook.endedWorker(name) {
      let row = try desk.row(ended)
      let since = ended.endedOn.map(desk.local)
      return try desk.report(row.json, desk.words.workerEndedAlready(row, since: since))
    }
    let worker = try notebook.endWorker(name: name, device: device, at: desk.now)
    try await desk.telling {
      let changesKey = try notebook.isRotationPending()
      await desk.ring()
      let row = try desk.row(worker)
      let told =
        worker.state == .ended
        ? desk.words.workerEnded(row, wasAdmitted: worker.wasAdmitted, changesKey: changesKey)
        : desk.words.deviceEnded(row, digits: device ?? "", keyChanges: changesKey)
      try desk.report(row.json, told)
    }
  }
}

struct WorkerRecovery: Errand {
  static let command = Command.workerRecovery
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let service = try notebook.serviceName()
    try desk.showingSheet { shown in
      try notebook.makeRecoverySheet { worker, secret, replaces in
        let sheet = RecoverySheet(
          worker: worker, service: service, secret: secret, made: desk.local(desk.now),
          replaces: replaces)
        try desk.report(
          sheet: desk.words.recoverySheet(sheet), .object([("worker", .string(worker))]))
        shown = true
      }
    }
  }
}

extension Desk {
  fileprivate func report(changed worker: WorkerSummary) throws {
    let row = try row(worker)
    try report(row.json, words.workerChanged(row))
  }
}
