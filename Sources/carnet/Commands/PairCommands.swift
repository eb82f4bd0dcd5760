import ArgumentParser
import Envelope
import Notebook
import Replication
import Store
import Transport
import Words

struct PairChapter: Chapter {
  static let command = Command.pair
  static let contents: [any ParsableCommand.Type] = [
    PairInvite.self, PairAccept.self, PairConfirm.self, PairAddress.self, PairList.self,
    PairRemove.self,
  ]
}

struct PairInvite: Errand {
  static let command = Command.pairInvite
  @Option(help: .option(.address)) var address: [String] = []
  @Flag(help: .option(.own)) var own = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let addresses = try await desk.addresses(or: address.map(Endpoint.checked))
    let (text, expires) = try desk.openAsOperator().invite(
      own: own, addresses: addresses, at: desk.now)
    await desk.ring()
    try desk.report(
      .object([("invitation", .string(text)), ("expires", desk.moment(expires).json)]),
      desk.words.invitation(text, expires: desk.local(expires), own: own))
  }
}

struct PairAccept: Errand {
  static let command = Command.pairAccept
  @Argument(help: .option(.invitation)) var invitation: String
  @Option(help: .option(.address)) var address: [String] = []
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let addresses = try await desk.addresses(or: address.map(Endpoint.checked))
    let invitation = try Notebook.readInvitation(invitation)
    let shared = SharedNotebook(try desk.openAsOperator(), clock: Clock.now)
    guard try await shared.perform({ notebook, _ in notebook.node }) != invitation.nodeKey else {
      throw Refusal(.pairing(.pairedWithItself))
    }
    let peer: Store.PeerRow
    do {
      peer = try await Caller.accept(invitation, for: shared, addresses: addresses)
    } catch {
      throw desk.answering(invitation, error)
    }
    await desk.ring()
    try desk.report(
      .object([
        ("peer", .string(peer.node.description)), ("service", .string(peer.name)),
        ("sas", .string(peer.sas)),
      ]), desk.words.compare(sas: peer.sas, with: peer.name))
  }
}

struct PairConfirm: Errand {
  static let command = Command.pairConfirm
  @Argument(help: .option(.peer)) var peer: String
  @Option(help: .option(.sas)) var sas: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let peer = try desk.openAsOperator().confirm(peer, string: sas, at: desk.now)
    try await desk.telling {
      await desk.ring()
      try desk.report(
        desk.row(peer).json,
        desk.words.pairConfirmed(
          service: peer.name, device: peer.node.description, own: peer.own))
    }
  }
}

struct PairAddress: Errand {
  static let command = Command.pairAddress
  @Argument(help: .option(.peer)) var peer: String
  @Argument(help: .option(.peerAddress)) var address: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let address = try Endpoint.checked(address)
    let peer = try desk.openAsOperator().setAddress(peer, address)
    try await desk.telling {
      await desk.ring()
      try desk.report(desk.row(peer).json, desk.words.addressKept(address, service: peer.name))
    }
  }
}

struct PairList: Errand {
  static let command = Command.pairList
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let rows = try desk.openAsPerson().listPeers().map(desk.row)
    try desk.show(.array(rows.map(\.json)), desk.words.pairList(rows))
  }
}

struct PairRemove: Errand {
  static let command = Command.pairRemove
  @Argument(help: .option(.peer)) var peer: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsOperator()
    let peer = try notebook.removePeer(peer, at: desk.now)
    let told =
      peer.own
      ? desk.words.ownDeviceRemoved(
        OwnDeviceRow(try notebook.ownDevice(peer.node)),
        keyChanges: try notebook.isRotationPending())
      : desk.words.pairRemoved(service: peer.name)
    try await desk.telling {
      await desk.ring()
      try desk.report(desk.row(peer).json, told)
    }
  }
}
