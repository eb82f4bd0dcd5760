import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replica
import Replication
import Store
import Transport
import Words

struct Init: CarnetCommand {
  static let command = Command.`init`
  @OptionGroup var secret: NewPassphraseOption
  @Option(help: .option(.service)) var service: String?
  @Option(help: .option(.serviceKind)) var kind: String?
  @Option(help: .option(.country)) var country: String?
  @Option(name: .customLong("worker"), help: .option(.firstWorker)) var first: String?
  @Option(help: .option(.role)) var role: String?
  @Option(help: .option(.workerPassphraseFile)) var workerPassphraseFile: String?
  @Option(help: .option(.join)) var join: String?
  @Option(help: .option(.address)) var address: [String] = []
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    if let join {
      try await enter(join, with: context)
    } else {
      try found(with: context)
    }
  }

  /// A new service, its first node and its first worker.
  private func found(with context: CommandContext) throws {
    guard let typedService = service else { throw context.missing("service") }
    let service = try Names.tidy(typedService, .serviceName)
    let role = try role.map(Spoken.role) ?? .referent
    let profile = ServiceProfile(
      name: service,
      kind: try kind.map { try Spoken.code($0, of: .serviceKind) } ?? "accompagnement",
      country: (try country.map(Spoken.country) ?? .france).code)
    try checkNoHome(with: context)
    guard let typedName = first ?? context.worker else { throw context.missing("worker") }
    let name = try Names.tidy(typedName, .workerName)
    let addresses = try address.map(Endpoint.reached)
    let passphrase = try newPassphrase(with: context)
    let worker = FirstWorker(
      name: name, role: role,
      passphrase: try context.firstPassphrase(file: workerPassphraseFile))
    let now = context.now
    let key = try context.showingSheet { shown in
      var key: NewFile?
      _ = try Notebook.create(
        at: context.home, profile: profile, passphrase: passphrase, worker: worker,
        addresses: addresses, at: now, chance: SystemChance.system
      ) { birth in
        // What would stand in its way is met before anything is shown; the file has its name once the home is kept.
        let file = try NewFile(BootKey.path(in: context.home))
        try file.write(birth.bootKey)
        key = file
        let id = birth.notebook.service.description
        let node = birth.notebook.node.description
        var sentences = context.words.serviceCreated(
          name: service, id: id, node: node, worker: name, role: role,
          opensCases: WorkerSession.mayOpenCases(atBirth: role))
        if let secret = birth.rootSheet {
          let sheet = RootSheet(
            service: service, serviceID: id, secret: secret, made: context.local(now))
          sentences += "\n" + context.words.rootSheet(sheet)
        }
        try context.report(
          sheet: sentences,
          .object([
            ("service", .string(service)), ("serviceId", .string(id)), ("node", .string(node)),
            ("worker", .string(name)),
          ]))
        shown = true
      }
      return key
    }
    try key?.publish()
  }

  /// A further node of one's own service.
  private func enter(_ text: String, with context: CommandContext) async throws {
    if try Notebook.isCopy(at: context.home) { return try await separate(text, with: context) }
    guard [service, kind, country, first, role, workerPassphraseFile].allSatisfy({ $0 == nil })
    else {
      let options = ["join", "service", "kind", "country", "worker", "role"]
        .map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let addresses = try address.map(Endpoint.reached)
    let invitation = try Notebook.readInvitation(text)
    guard invitation.own else { throw ReplicaError.invitationForOtherService }
    do {
      try checkNoHome(with: context)
    } catch StoreError.alreadyAHome {
      throw CommandFailure(.pairing(.joinsOnce(context.home)))
    }
    let passphrase = try newPassphrase(with: context)
    let joining = try JoiningNode(at: context.home, chance: SystemChance.system)
    let met: (birth: Birth, peer: Store.PeerRow)
    do {
      let (peer, address) = try await Caller.meet(
        invitation, joining.joiner(invitation, addresses: addresses), joining.certificate,
        at: context.now)
      met = try joining.settle(
        peer, dialled: address, passphrase: passphrase, addresses: addresses, at: context.now)
    } catch {
      throw context.answering(invitation, error)
    }
    try BootKey.write(met.birth.bootKey, in: context.home)
    let id = met.birth.notebook.service.description
    let node = met.birth.notebook.node.description
    try await context.telling {
      try context.report(
        .object([
          ("service", .string(met.peer.name)), ("serviceId", .string(id)),
          ("node", .string(node)), ("peer", .string(met.peer.node.description)),
          ("sas", .string(met.peer.sas)),
        ]),
        context.words.nodeJoined(service: met.peer.name, node: node)
          + context.words.compare(sas: met.peer.sas, with: met.peer.name))
    }
  }

  /// A copy of a home that is in use elsewhere becomes a node of its own, where it stands.
  private func separate(_ text: String, with context: CommandContext) async throws {
    guard [service, kind, country, role].allSatisfy({ $0 == nil }) else {
      let options = ["join", "service", "kind", "country", "role"]
        .map { "--" + context.words.option($0) }
      throw CommandFailure(.input(.usage(context.words.usage(.together(options)))))
    }
    let addresses = try address.map(Endpoint.reached)
    let invitation = try Notebook.readInvitation(text)
    guard invitation.own else { throw ReplicaError.invitationForOtherService }
    // A `serve` that runs speaks under the old keys.
    let lock = try FolderLock.take(file: context.home + "/serve.lock")
    let passphrase = try context.existingPassphrase()
    var worker: (name: String?, passphrase: Passphrase)?
    if try Notebook.hasWorkers(at: context.home) {
      worker = (first ?? context.worker, try context.workerPassphrase(file: workerPassphraseFile))
    }
    let notebook = try Notebook.open(
      at: context.home, operator: passphrase, worker: worker, chance: SystemChance.system)
    let keys = notebook.ownKeys()
    let row: Store.PeerRow
    do {
      let (peer, address) = try await Caller.meet(
        invitation, keys.joiner(invitation, addresses: addresses), keys.certificate, at: context.now
      )
      row = try keys.settle(
        peer, dialled: address, passphrase: passphrase, worker: worker?.passphrase, at: context.now)
    } catch {
      throw context.answering(invitation, error)
    }
    let node = notebook.node.description
    try await context.telling {
      try context.report(
        .object([
          ("service", .string(row.name)), ("serviceId", .string(notebook.service.description)),
          ("node", .string(node)), ("peer", .string(row.node.description)),
          ("sas", .string(row.sas)),
        ]),
        context.words.ownKeysTaken(
          service: row.name, node: node, worker: notebook.atWork?.workerName,
          others: try notebook.sharedDevices())
          + context.words.compare(sas: row.sas, with: row.name))
    }
    lock.release()
  }

  private func newPassphrase(with context: CommandContext) throws -> Passphrase {
    try context.newPassphrase(
      file: secret.newPassphraseFile, fallback: context.passphraseFile, .newOperator)
  }

  /// Nobody types a passphrase for a folder that is taken.
  private func checkNoHome(with context: CommandContext) throws {
    try Ledger.checkNotLost(at: context.home)
    guard !NamedFile.isTaken(BootKey.path(in: context.home)) else { throw StoreError.alreadyAHome }
  }
}
