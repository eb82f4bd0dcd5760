import CaseFile
import Envelope
import Foundation
import Logging
import Notebook
import Replica
import Replication
import Store
import Testing

@testable import Transport

/// Says nothing.
private let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A home of one service, opened by its worker, behind its one mailbox.
private struct Home {
  let shared: SharedReplica
  let node: SigningKey
  let tls: NodeTLS
  let folder: String

  static let passphrase = Passphrase(Array("lanterne-rivage-seuil".utf8))

  static func make(_ name: String) async throws -> Home {
    let folder = NSTemporaryDirectory() + "carnet-road-" + UUID().uuidString
    let now = Instant(milliseconds: 1_795_694_400_000)
    func chance() -> Randomness {
      Randomness {
        var system = SystemRandomNumberGenerator()
        return system.next()
      }
    }
    do {
      _ = try Notebook.create(
        at: folder, profile: ServiceProfile(name: name, kind: "accompagnement", country: "BE"),
        passphrase: passphrase,
        worker: FirstWorker(name: "Sanne", role: .referent, passphrase: passphrase), at: now,
        chance: chance())
    }
    let notebook = try WorkerSession.open(
      at: folder, with: .worker(name: "Sanne", passphrase: passphrase), chance: chance())
    let node = notebook.node
    let tls = try NodeTLS(notebook.replica.certificate)
    return Home(
      shared: SharedReplica(notebook, clock: { now }), node: node, tls: tls, folder: folder)
  }

  func operatorKeys() async throws -> SharedReplica {
    let now = Instant(milliseconds: 1_795_694_400_000)
    return SharedReplica(
      try Notebook.open(
        at: folder, with: .operator(passphrase: Home.passphrase),
        chance: Randomness {
          var system = SystemRandomNumberGenerator()
          return system.next()
        }), clock: { now })
  }
}

@Suite("A conversation over a road")
struct ConversationRoadTests {
  @Test(
    "Two services pair, compare strings and exchange a shared note: over memory and over TLS alike",
    arguments: RoadKind.allCases)
  func shareNote(kind: RoadKind) async throws {
    let host = try await Home.make("Relais du Canal")
    let guest = try await Home.make("Atelier du Quai")
    let (hosting, guesting) = (try await host.operatorKeys(), try await guest.operatorKeys())

    let text = try await hosting.work { notebook, now in
      try notebook.invite(own: false, addresses: ["127.0.0.1:1"], at: now).text
    }
    let invitation = try Notebook.readInvitation(text)
    try await overRoad(kind, from: guest, to: host) { road in
      let joiner = try await guesting.work { notebook, _ in
        try notebook.replica.joiner(invitation, addresses: [])
      }
      let peer = try await Caller.pair(
        joiner, over: road, at: Instant(milliseconds: 1_795_694_400_000))
      _ = try await guesting.work { notebook, now in
        try notebook.replica.keepDialled(peer, at: "127.0.0.1:1", at: now)
      }
    }
    let shown = try await hosting.work { notebook, _ in try notebook.replica.listPeers()[0].sas }
    _ = try await hosting.work { notebook, now in
      try notebook.confirm(guest.node.description, string: shown, at: now)
    }
    _ = try await guesting.work { notebook, now in
      try notebook.confirm(host.node.description, string: shown, at: now)
    }
    try await exchange(kind, from: guest, to: host)

    try await host.shared.work(as: WorkerSession.self) { notebook, now in
      let file = try notebook.openCase(name: "Idir B.", born: nil, zone: 60, at: now)
      _ = try notebook.giveConsent(
        ConsentTerms(
          recipient: "Atelier du Quai", volets: [.projet],
          until: Instant(milliseconds: now.milliseconds + 86_400_000), proof: .letter,
          explainedIn: try LanguageTag(parsing: "nl"), past: .all, effective: .now,
          effectiveAt: nil, bothWays: false), for: file.description, zone: 60, at: now)
      _ = try notebook.addNote(
        NoteDraft(
          volet: .projet, kind: "bilan", title: nil, happened: nil, written: nil,
          text: "Il veut reprendre la menuiserie."), to: file.description, zone: 60, at: now)
    }
    let summary = try await exchange(kind, from: guest, to: host)
    #expect(summary?.rootsEqual == true)
    let texts = try await guest.shared.work(as: WorkerSession.self) { notebook, now in
      let share = try #require(try notebook.listReceived(at: now).first?.share.description)
      return try notebook.listNotes(share, at: now).map {
        try notebook.showNote($0.record.description, at: now).text
      }
    }
    #expect(texts == ["Il veut reprendre la menuiserie."])
  }

  @discardableResult
  private func exchange(
    _ kind: RoadKind, from guest: Home, to host: Home
  ) async throws -> SessionSummary? {
    var summary: SessionSummary?
    try await overRoad(kind, from: guest, to: host) { road in
      let end = await RoadDriver.drive(
        road, replica: guest.shared, mode: .once, addresses: [])
      if case .ended(.exchanged(let found, _, _)) = end { summary = found }
    }
    return summary
  }

  /// Runs `body` on the dialling end; the other end is driven by the host's notebook.
  private func overRoad(
    _ kind: RoadKind, from guest: Home, to host: Home,
    _ body: (any ByteStream) async throws -> Void
  ) async throws {
    switch kind {
    case .memory, .drippingMemory:
      let (dialler, listener) = MemoryRoad.pair(
        dialler: guest.node.bytes, listener: host.node.bytes,
        chunkBytes: kind == .memory ? 64 << 10 : 1)
      let driving = Task {
        _ = await RoadDriver.drive(listener, replica: host.shared, mode: .live, addresses: [])
      }
      try await body(dialler)
      await dialler.close()
      await driving.value
    case .tls:
      let listener = try await Listener.open(
        host: "127.0.0.1", port: 0, tls: host.tls, admits: { _ in true }, logger: silent
      ) { connection in
        _ = await RoadDriver.drive(connection, replica: host.shared, mode: .live, addresses: [])
      }
      let road = try await Dialler.dial(
        host: "127.0.0.1", port: listener.boundAddress.port, tls: guest.tls,
        expecting: host.node.bytes)
      try await body(road)
      await road.close()
      await listener.close()
    }
  }
}
