import ArgumentParser
import Envelope
import Notebook
import Replica
import Replication
import Store
import Transport
import Words

struct PairGroup: CommandGroup {
  static let command = Command.pair
  static let contents: [any ParsableCommand.Type] = [
    PairInvite.self, PairAccept.self, PairConfirm.self, PairAddress.self, PairList.self,
    PairRemove.self,
  ]
}

struct PairInvite: CarnetCommand {
  static let command = Command.pairInvite
  @Option(help: .option(.address)) var address: [String] = []
  @Flag(help: .option(.own)) var own = false
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let typed = try address.map(Endpoint.reached)
    let notebook = try context.openAsOperator()
    let addresses = try await context.addresses(typed, or: try notebook.givenAddresses())
    guard !addresses.isEmpty else { throw CommandFailure(.pairing(.nowhereToBeReached)) }
    let (text, expires) = try notebook.invite(own: own, addresses: addresses, at: context.now)
    await context.ring()
    try context.report(
      .object([("invitation", .string(text)), ("expires", context.moment(expires).json)]),
      context.words.invitation(text, expires: context.local(expires), own: own))
  }
}

struct PairAccept: CarnetCommand {
  static let command = Command.pairAccept
  @Argument(help: .option(.invitation)) var invitation: String
  @Option(help: .option(.address)) var address: [String] = []
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let typed = try address.map(Endpoint.reached)
    let invitation = try Notebook.readInvitation(invitation)
    let shared = SharedReplica(try context.openAsOperator(), clock: Clock.now)
    let given = try await shared.work { notebook, _ in try notebook.givenAddresses() }
    let addresses = try await context.addresses(typed, or: given)
    guard try await shared.work({ notebook, _ in notebook.node }) != invitation.nodeKey else {
      throw CommandFailure(.pairing(.pairedWithItself))
    }
    let peer: Store.PeerRow
    do {
      let entering = try await shared.work { notebook, _ in try notebook.keyNotEnrolled() }
      peer = try await Caller.accept(
        invitation, for: shared, addresses: addresses, entering: entering)
    } catch {
      throw context.answering(invitation, error)
    }
    await context.ring()
    try context.report(
      .object([
        ("peer", .string(peer.node.description)), ("service", .string(peer.name)),
        ("sas", .string(peer.sas)),
      ]), context.words.compare(sas: peer.sas, with: peer.name))
  }
}

struct PairConfirm: CarnetCommand {
  static let command = Command.pairConfirm
  @Argument(help: .option(.peer)) var peer: String
  @Option(help: .option(.sas)) var sas: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let peer = try context.openAsOperator().confirm(peer, string: sas, at: context.now)
    try await context.telling {
      await context.ring()
      try context.report(
        context.clock.row(peer).json,
        context.words.pairConfirmed(
          service: peer.name, device: peer.node.description, own: peer.own))
    }
  }
}

struct PairAddress: CarnetCommand {
  static let command = Command.pairAddress
  @Argument(help: .option(.peer)) var peer: String
  @Argument(help: .option(.peerAddress)) var address: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let address = try Endpoint.reached(address)
    let peer = try context.openAsOperator().setAddress(peer, address)
    try await context.telling {
      await context.ring()
      try context.report(
        context.clock.row(peer).json, context.words.addressKept(address, service: peer.name))
    }
  }
}

struct PairList: CarnetCommand {
  static let command = Command.pairList
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let replica = try context.openAsPerson().replica
    let rows = try replica.listPeers().map(context.clock.row)
    let damaged = try replica.damagedPeers()
    try context.show(
      .array(rows.map(\.json)), context.words.pairList(rows, damaged: damaged))
    context.tellDamage(devices: damaged)
  }
}

struct PairRemove: CarnetCommand {
  static let command = Command.pairRemove
  @Argument(help: .option(.peer)) var peer: String
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let notebook = try context.openAsOperator()
    let peer = try notebook.removePeer(peer, at: context.now)
    let told =
      peer.own
      ? context.words.ownDeviceRemoved(
        try notebook.ownDevice(peer.node),
        keyChanges: try notebook.replica.isRotationPending())
      : context.words.pairRemoved(
        service: peer.name,
        left: try notebook.replica.unpairedService(behind: peer, at: context.now))
    try await context.telling {
      await context.ring()
      try context.report(context.clock.row(peer).json, told)
    }
  }
}
