import CaseFile
import Envelope
import Foundation
import GRDB
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

/// Numbers that a seed decides.
final class Seed {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  var chance: Randomness { Randomness { self.next() } }
}

/// A few notebooks in one process, their folders, and one clock: everything goes through real ledgers and real sessions.
final class Town {
  /// 26 November 2026, noon.
  var now = Instant(milliseconds: 1_795_694_400_000)
  let seed: Seed
  private(set) var folders: [String] = []
  /// The refusals of every exchange so far, on either side.
  var refusals: [RefusalCode] = []
  /// Every stretch of bytes that was put on a road, and by whom.
  var frames: [(from: SigningKey, bytes: [UInt8])] = []

  init(seed: UInt64 = 1) { self.seed = Seed(seed) }

  deinit { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }

  static let passphrase = Passphrase(Array("cheval-batterie-agrafe".utf8))

  func folder() -> String {
    let path = NSTemporaryDirectory() + "carnet-" + UUID().uuidString
    folders.append(path)
    return path
  }

  func tickOne() { now.milliseconds += 1000 }

  /// A service with one worker, who has opened the notebook.
  func office(
    _ name: String, worker: String, role: Role = .referent, gate: CommitGate? = nil
  ) throws -> Office {
    let path = folder()
    let birth = try Notebook.create(
      at: path, profile: ServiceProfile(name: name, kind: "accompagnement", country: "FR"),
      passphrase: Town.passphrase,
      worker: FirstWorker(name: worker, role: role, passphrase: Town.passphrase), at: now,
      chance: seed.chance)
    return try open(path, worker: worker, gate: gate, operator: birth.notebook)
  }

  func open(
    _ path: String, worker: String, gate: CommitGate? = nil, operator seat: Notebook? = nil
  ) throws -> Office {
    Office(
      folder: path,
      notebook: try WorkerSession.open(
        at: path, with: .worker(name: worker, passphrase: Town.passphrase), chance: seed.chance,
        gate: gate),
      operator: try seat
        ?? Notebook.open(
          at: path, with: .operator(passphrase: Town.passphrase), chance: seed.chance))
  }

  /// A copy of a folder, opened as if its file were the one that was written last: a machine that was cloned whole.
  func openAsTheSame(_ path: String, worker: String) throws -> Office {
    let database = try DatabaseQueue(path: path + "/ledger.db")
    try database.write { database in
      try database.execute(
        sql: "DELETE FROM meta WHERE key = 'place'")
    }
    try database.close()
    return try open(path, worker: worker)
  }

  /// Invites, accepts, compares strings, confirms on both sides, and meets for the first time.
  func pair(_ left: Office, _ right: Office) throws {
    try acquaint(left, right)
    try exchange(left.notebook, right.notebook)
  }

  /// The same without the meeting.
  func acquaint(_ left: Office, _ right: Office) throws {
    try introduce(left, right)
    try confirmBoth(left, right)
  }

  /// Invites and accepts: nobody has compared the digits.
  func introduce(_ left: Office, _ right: Office) throws {
    let (text, _) = try left.operator.invite(own: false, addresses: [], at: now)
    let invitation = try Notebook.readInvitation(text)
    let joiner = try right.operator.replica.joiner(invitation, addresses: [])
    try meet(left.operator, joiner: joiner, key: right.operator.node) { peer in
      _ = try right.operator.replica.keepDialled(peer, at: "127.0.0.1:1", at: now)
    }
  }

  func confirmBoth(_ left: Office, _ right: Office) throws {
    let shown = try #require(
      try left.operator.replica.listPeers().first { $0.node == right.operator.node }?.sas)
    _ = try left.operator.confirm(right.operator.node.description, string: shown, at: now)
    _ = try right.operator.confirm(left.operator.node.description, string: shown, at: now)
    try left.notebook.replica.refresh()
    try right.notebook.replica.refresh()
  }

  /// A further node of the service of `office`, with a worker of its own, admitted.
  func branch(of office: Office, worker: String, role: Role = .intervenant) throws -> Office {
    let path = folder()
    let (text, _) = try office.operator.invite(own: true, addresses: [], at: now)
    let invitation = try Notebook.readInvitation(text)
    let joining = try JoiningNode(at: path, chance: seed.chance)
    var kept: PairedPeer?
    try meet(
      office.operator, joiner: try joining.joiner(invitation, addresses: []), key: joining.node
    ) { kept = $0 }
    let peer = try #require(kept)
    let node = try joining.settle(
      peer, dialled: "127.0.0.1:1", passphrase: Town.passphrase, at: now
    ).birth.notebook
    let shown = try #require(try node.replica.listPeers().first?.sas)
    _ = try office.operator.confirm(node.node.description, string: shown, at: now)
    _ = try node.confirm(office.operator.node.description, string: shown, at: now)
    try office.notebook.replica.refresh()
    try exchange(office.notebook, node)
    _ = try node.addWorker(
      name: worker, role: role, passphrase: Town.passphrase, until: term(of: role), at: now)
    try exchange(office.notebook, node)
    _ = try office.notebook.admitAdded(worker, at: now)
    try exchange(office.notebook, node)
    return try open(path, worker: worker, operator: node)
  }

  /// Until when somebody of a role is enrolled, where it is for a time.
  func term(of role: Role) -> Instant? {
    role.isForATime ? Instant(milliseconds: now.milliseconds + 300 * 86_400_000) : nil
  }

  func meet(
    _ host: Notebook, joiner: Joiner, key: SigningKey, keep: (PairedPeer) throws -> Void
  ) throws {
    var joiner = joiner
    var toJoiner: [[UInt8]] = []
    let box = OrderBox()
    var conversation = try #require(
      try Conversation(
        with: key, dialled: false, mode: .live, addresses: [], seat: host,
        road: { box.take($0) }, at: now))
    try conversation.open(host, at: now)
    var effects = joiner.handle(.opened, at: now)
    var done = false
    while !done {
      for effect in effects {
        switch effect {
        case .send(let bytes): try conversation.received(bytes, host, at: now)
        case .proven(let peer): try keep(peer)
        case .lookUp, .consume: break
        case .close: done = true
        }
      }
      toJoiner = box.drain()
      guard !toJoiner.isEmpty else { break }
      effects = toJoiner.flatMap { joiner.handle(.received($0), at: now) }
    }
  }

  /// Runs a whole exchange between two notebooks, one of which dials.
  @discardableResult
  func exchange(_ left: Notebook, _ right: Notebook) throws -> (SessionSummary, SessionSummary) {
    try left.replica.refresh()
    try right.replica.refresh()
    return try exchangeAgain(left, right)
  }

  /// The same of two that know already what stands in their folders.
  @discardableResult
  func exchangeAgain(_ left: Notebook, _ right: Notebook) throws -> (SessionSummary, SessionSummary)
  {
    let dialler = Exchange(with: right.node, role: .dialler, mode: .once, seat: left)
    let listener = Exchange(with: left.node, role: .listener, mode: .live, seat: right)
    var toRight: [[UInt8]] = []
    var toLeft: [[UInt8]] = []
    func take(_ orders: [RoadOrder], from: Notebook, _ queue: inout [[UInt8]]) {
      for case .send(let bytes) in orders {
        queue.append(bytes)
        frames.append((from.node, bytes))
      }
    }
    take(try listener.open(right, at: now), from: right, &toLeft)
    take(try dialler.open(left, at: now), from: left, &toRight)
    var turns = 0
    while !(toRight.isEmpty && toLeft.isEmpty) {
      turns += 1
      try #require(turns < 100_000)
      if !toRight.isEmpty {
        take(
          try listener.handle(.received(toRight.removeFirst()), right, at: now), from: right,
          &toLeft)
      }
      if !toLeft.isEmpty {
        take(
          try dialler.handle(.received(toLeft.removeFirst()), left, at: now), from: left, &toRight)
      }
    }
    _ = try dialler.handle(.closed, left, at: now)
    _ = try listener.handle(.closed, right, at: now)
    refusals += dialler.refusals + listener.refusals
    return (dialler.session.summary, listener.session.summary)
  }
}

/// Collects what a conversation wants sent.
final class OrderBox: @unchecked Sendable {
  private var bytes: [[UInt8]] = []

  func take(_ order: RoadOrder) {
    if case .send(let chunk) = order { bytes.append(chunk) }
  }

  func drain() -> [[UInt8]] {
    defer { bytes = [] }
    return bytes
  }
}

/// One node of a service, opened by its worker and by its operator.
struct Office {
  let folder: String
  let notebook: WorkerSession
  let `operator`: Notebook
}

extension Town {
  func terms(
    to recipient: String, _ volets: [Volet], past: Past = .none, effective: Effective = .now,
    bothWays: Bool = false, days: Int64 = 365
  ) throws -> ConsentTerms {
    ConsentTerms(
      recipient: recipient, volets: volets,
      until: Instant(milliseconds: now.milliseconds + days * 86_400_000), proof: .paperSignature,
      explainedIn: try LanguageTag(parsing: "fr"), past: past, effective: effective,
      effectiveAt: nil, bothWays: bothWays)
  }

  @discardableResult
  func write(
    _ office: Office, _ file: CaseID, _ volet: Volet, _ text: String, title: String? = nil
  ) throws -> DocumentID {
    tickOne()
    return try office.notebook.addNote(
      NoteDraft(
        volet: volet, kind: "entretien", title: title, happened: nil, written: nil, text: text),
      to: file.description, zone: 60, at: now
    ).record
  }

  func texts(_ office: Office, _ place: String) throws -> [String] {
    try office.notebook.listNotes(place, at: now).map {
      try office.notebook.showNote($0.record.description, at: now).text
    }
  }
}

extension WorkerSession {
  /// What two people do who met: the one reads the digits out, the other types them.
  @discardableResult
  func admitAdded(_ name: String, at now: Instant) throws -> WorkerSummary {
    let added = try workers().filter { Names.areAlike($0.name, name) && $0.state != .ended }
      .flatMap(\.devices).filter { $0.state == .added }
    guard let first = added.first else { throw NotebookError.unknownWorker(name) }
    var last = try admitWorker(name: name, device: first.digits.description, at: now)
    for device in added.dropFirst() {
      last = try admitWorker(name: name, device: device.digits.description, at: now)
    }
    return last
  }
}
