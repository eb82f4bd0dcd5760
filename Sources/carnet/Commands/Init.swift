import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Replication
import Store
import Transport
import Words

struct Init: Errand {
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

  func run(at desk: Desk) async throws {
    if let join {
      try await enter(join, at: desk)
    } else {
      try found(at: desk)
    }
  }

  /// A new service, its first node and its first worker.
  private func found(at desk: Desk) throws {
    guard let typedService = service else { throw desk.missing("service") }
    let service = try Names.tidy(typedService, .serviceName)
    let role = try role.map(Spoken.role) ?? .referent
    let profile = ServiceProfile(
      name: service, kind: (try kind.map(Spoken.serviceKind) ?? .accompagnement).code,
      country: (try country.map(Spoken.country) ?? .france).code)
    try checkNoHome(at: desk)
    guard let typedName = first ?? desk.worker else { throw desk.missing("worker") }
    let name = try Names.tidy(typedName, .workerName)
    let passphrase = try newPassphrase(at: desk)
    let worker = FirstWorker(
      name: name, role: role,
      passphrase: try desk.firstPassphrase(file: workerPassphraseFile))
    let now = desk.now
    let key = try desk.showingSheet { shown in
      var key: NewFile?
      _ = try Notebook.create(
        at: desk.home, profile: profile, passphrase: passphrase, worker: worker, at: now,
        chance: Chance.system
      ) { birth in
        // What would stand in its way is met before anything is shown; the file has its name once the home is kept.
        let file = try NewFile(BootKey.path(in: desk.home))
        try file.write(birth.bootKey)
        key = file
        let id = birth.notebook.service.description
        let node = birth.notebook.node.description
        var sentences = desk.words.serviceCreated(
          name: service, id: id, node: node, worker: name, role: role)
        if let secret = birth.rootSheet {
          let sheet = RootSheet(
            service: service, serviceID: id, secret: secret, made: desk.local(now))
          sentences += "\n" + desk.words.rootSheet(sheet)
        }
        try desk.report(
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
  private func enter(_ text: String, at desk: Desk) async throws {
    if try Notebook.isCopy(at: desk.home) { return try await separate(text, at: desk) }
    guard [service, kind, country, first, role, workerPassphraseFile].allSatisfy({ $0 == nil })
    else {
      let options = ["join", "service", "kind", "country", "worker", "role"]
        .map { "--" + desk.words.option($0) }
      throw Refusal(.input(.usage(desk.words.usage(.together(options)))))
    }
    let addresses = try address.map(Endpoint.checked)
    let invitation = try Notebook.readInvitation(text)
    guard invitation.own else { throw NotebookError.invitationForOtherService }
    try checkNoHome(at: desk)
    let passphrase = try newPassphrase(at: desk)
    let joining = try JoiningNode(at: desk.home, chance: Chance.system)
    let met: (birth: Birth, peer: Store.PeerRow)
    do {
      met = try await Caller.join(
        invitation, as: joining, passphrase: passphrase, addresses: addresses, at: desk.now)
    } catch {
      throw desk.answering(invitation, error)
    }
    try BootKey.write(met.birth.bootKey, in: desk.home)
    let id = met.birth.notebook.service.description
    let node = met.birth.notebook.node.description
    try await desk.telling {
      try desk.report(
        .object([
          ("service", .string(met.peer.name)), ("serviceId", .string(id)),
          ("node", .string(node)), ("peer", .string(met.peer.node.description)),
          ("sas", .string(met.peer.sas)),
        ]),
        desk.words.nodeJoined(service: met.peer.name, node: node)
          + desk.words.compare(sas: met.peer.sas, with: met.peer.name))
    }
  }

  /// A copy of a home that is in use elsewhere becomes a node of its own, where it stands.
  private func separate(_ text: String, at desk: Desk) async throws {
    guard [service, kind, country, role].allSatisfy({ $0 == nil }) else {
      let options = ["join", "service", "kind", "country", "role"]
        .map { "--" + desk.words.option($0) }
      throw Refusal(.input(.usage(desk.words.usage(.together(options)))))
    }
    let addresses = try address.map(Endpoint.checked)
    let invitation = try Notebook.readInvitation(text)
    guard invitation.own else { throw NotebookError.invitationForOtherService }
    // A `serve` that runs speaks under the old keys.
    let lock = try FolderLock.take(file: desk.home + "/serve.lock")
    let passphrase = try desk.existingPassphrase()
    var worker: (name: String?, passphrase: Passphrase)?
    if try Notebook.hasWorkers(at: desk.home) {
      worker = (first ?? desk.worker, try desk.workerPassphrase(file: workerPassphraseFile))
    }
    let notebook = try Notebook.open(
      at: desk.home, operator: passphrase, worker: worker, chance: Chance.system)
    let keys = notebook.ownKeys()
    let row: Store.PeerRow
    do {
      let (peer, address) = try await Caller.meet(
        invitation, keys.joiner(invitation, addresses: addresses), keys.certificate, at: desk.now)
      row = try keys.settle(
        peer, dialled: address, passphrase: passphrase, worker: worker?.passphrase, at: desk.now)
    } catch {
      throw desk.answering(invitation, error)
    }
    let node = notebook.node.description
    try await desk.telling {
      try desk.report(
        .object([
          ("service", .string(row.name)), ("serviceId", .string(notebook.service.description)),
          ("node", .string(node)), ("peer", .string(row.node.description)),
          ("sas", .string(row.sas)),
        ]),
        desk.words.ownKeysTaken(
          service: row.name, node: node, worker: notebook.workerName,
          others: try notebook.sharedDevices())
          + desk.words.compare(sas: row.sas, with: row.name))
    }
    lock.release()
  }

  private func newPassphrase(at desk: Desk) throws -> Passphrase {
    try desk.newPassphrase(
      file: secret.newPassphraseFile, fallback: desk.passphraseFile, .newOperator)
  }

  /// Nobody types a passphrase for a folder that is taken.
  private func checkNoHome(at desk: Desk) throws {
    try Ledger.checkNotLost(at: desk.home)
    guard !NamedFile.isTaken(BootKey.path(in: desk.home)) else { throw StoreError.alreadyAHome }
  }
}
