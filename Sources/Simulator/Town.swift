import CRDT
import CaseFile
import Envelope
import Notebook
import Replica
import Replication
import Store

/// Three services, one of them with two nodes; one virtual clock, and one seed for everything.
final class Town {
  /// 22 November 2026, noon.
  var now: Int64 = 1_795_694_400_000
  let chance: TownChance
  var model = Model()
  var report: Report
  private(set) var sites: [Site] = []
  /// Sessions whose bytes wait on the road.
  var waiting: [Talk] = []
  /// What a dialler once said to a listener.
  var recorded: [(from: Site, to: Site, bytes: [UInt8])] = []
  /// Epochs that a service was ever given a key of.
  var wrapped: [Int: Set<EpochID>] = [:]
  /// Notes by the first eight bytes of their name, to be found in what goes over a road.
  private var names: [UInt64: DocumentID] = [:]
  var workers = 0
  /// The last copy of a home that somebody put away, by the label of its node.
  var copies: [String: PutAway] = [:]
  /// People do more than to write: what the laws hold then is checked more closely.
  let isBusy: Bool
  /// Somebody wrote after her access was ended elsewhere.
  var hasLateWords = false
  /// What the last use case refused.
  var refusal: NotebookError?

  static let passphrase = Passphrase(Array("cheval-batterie-agrafe".utf8))

  init(seed: UInt64, steps: Int, habits: Set<Habit> = [], in folder: String) throws {
    isBusy = !habits.isDisjoint(with: [.wavering, .racing])
    report = Report(seed: seed, steps: steps)
    chance = TownChance(seed: seed, stream: 0)
    for (service, name) in ["Permanence", "Maison", "Clinique"].enumerated() {
      sites.append(try found(name, service: service, seed: seed, in: folder))
    }
    sites.append(try branch(of: sites[0], seed: seed, in: folder))
    for (left, right) in [(0, 1), (0, 2), (1, 2), (3, 1), (3, 2)] {
      try pair(sites[left], sites[right])
    }
    // One machine's clock is wrong by years, or right, as the seed says.
    let years = Int64(chance.draw(5)) - 2
    sites[chance.draw(4)].skew = years * 10 * 365 * 86_400_000
  }

  /// The moment that a machine's own clock shows.
  func clock(_ site: Site) -> Instant { Instant(milliseconds: now + site.skew) }

  func say(_ line: String) { report.log.append("\(report.log.count) \(line)") }

  func accuse(_ line: String) {
    report.violations.append(line)
    say("VIOLATION \(line)")
  }

  func site(of service: Int) -> [Site] { sites.filter { $0.service == service } }

  // MARK: Founding

  private func found(_ name: String, service: Int, seed: UInt64, in folder: String) throws -> Site {
    let chance = TownChance(seed: seed, stream: UInt64(10 + service))
    let path = "\(folder)/\(name)"
    let worker = "Worker of \(name)"
    let seat = try Notebook.create(
      at: path, profile: ServiceProfile(name: name, kind: "accompagnement", country: "FR"),
      passphrase: Town.passphrase,
      worker: FirstWorker(name: worker, role: .referent, passphrase: Town.passphrase),
      at: Instant(milliseconds: now), chance: chance.randomness
    ).notebook
    return try Site(
      label: String(name.prefix(1)) + "1", service: service, serviceName: name, folder: path,
      worker: worker, passphrase: Town.passphrase, seat: seat, chance: chance,
      at: Instant(milliseconds: now))
  }

  private func branch(of main: Site, seed: UInt64, in folder: String) throws -> Site {
    let chance = TownChance(seed: seed, stream: 20)
    let path = "\(folder)/branch"
    let instant = Instant(milliseconds: now)
    let (text, _) = try main.seat.invite(own: true, addresses: [], at: instant)
    let invitation = try Notebook.readInvitation(text)
    let joining = try JoiningNode(at: path, chance: chance.randomness)
    var joiner = try joining.joiner(invitation, addresses: [])
    let met = try meet(main.seat, &joiner, key: joining.node, invitation)
    _ = try main.seat.replica.keepDialled(met.joiner, at: "road:1", at: instant)
    let seat = try joining.settle(
      met.inviter, dialled: "road:1", passphrase: Town.passphrase, at: instant
    ).birth.notebook
    try confirm(main.seat, seat)
    let worker = "Worker of the branch"
    try plainExchange(main.seat, seat)
    _ = try seat.addWorker(
      name: worker, role: .referent, passphrase: Town.passphrase, at: instant)
    try plainExchange(main.seat, seat)
    try main.notebook.replica.refresh()
    _ = try main.notebook.admitAdded(worker, at: instant)
    try plainExchange(main.seat, seat)
    return try Site(
      label: "P2", service: main.service, serviceName: main.serviceName, folder: path,
      worker: worker, passphrase: Town.passphrase, seat: seat, chance: chance, at: instant)
  }

  func pair(_ left: Site, _ right: Site) throws {
    let (text, _) = try left.seat.invite(own: false, addresses: [], at: clock(left))
    let invitation = try Notebook.readInvitation(text)
    var joiner = try right.seat.replica.joiner(invitation, addresses: [])
    let met = try meet(left.seat, &joiner, key: right.node, invitation)
    _ = try left.seat.replica.keepDialled(met.joiner, at: "road:1", at: clock(left))
    _ = try right.seat.replica.keepDialled(met.inviter, at: "road:1", at: clock(right))
    try confirm(left.seat, right.seat)
  }

  /// Two operators read a string to each other.
  private func confirm(_ left: Notebook, _ right: Notebook) throws {
    let instant = Instant(milliseconds: now)
    let shown = try left.replica.listPeers().first { $0.node == right.node }?.sas ?? ""
    _ = try left.confirm(right.node.description, string: shown, at: instant)
    _ = try right.confirm(left.node.description, string: shown, at: instant)
  }

  /// What each side of a pairing learned of the other.
  private func meet(
    _ host: Notebook, _ joiner: inout Joiner, key: SigningKey, _ invitation: Invitation
  ) throws -> (joiner: PairedPeer, inviter: PairedPeer) {
    let instant = Instant(milliseconds: now)
    var draws = chance
    var inviter = Inviter(
      presentation: try host.replica.presentation(addresses: []), peerKey: key,
      nonce: Identifier<EpochKind>(using: &draws).bytes)
    var learned: (joiner: PairedPeer?, inviter: PairedPeer?)
    var toHost = joiner.handle(.opened, at: instant)
    while !toHost.isEmpty {
      var events: [PairingEvent] = []
      for effect in toHost {
        if case .send(let bytes) = effect { events.append(.received(bytes)) }
        if case .proven(let peer) = effect { learned.inviter = peer }
      }
      toHost = []
      while !events.isEmpty {
        for effect in inviter.handle(events.removeFirst(), at: instant) {
          switch effect {
          case .send(let bytes): toHost += joiner.handle(.received(bytes), at: instant)
          case .lookUp: events.append(.found(invitation, used: false))
          case .consume: events.append(.consumed(true))
          case .proven(let peer): learned.joiner = peer
          case .close: break
          }
        }
      }
    }
    guard let one = learned.joiner, let other = learned.inviter else {
      throw NotebookError.invitationUnreadable
    }
    return (one, other)
  }

  /// Before there are sites: a whole exchange over a sound road.
  private func plainExchange(_ left: Notebook, _ right: Notebook) throws {
    let instant = Instant(milliseconds: now)
    let ahead = Exchange(with: right.node, role: .dialler, mode: .once, seat: left)
    let back = Exchange(with: left.node, role: .listener, mode: .live, seat: right)
    try left.replica.refresh()
    try right.replica.refresh()
    var toLeft = bytes(try back.open(right, at: instant))
    var toRight = bytes(try ahead.open(left, at: instant))
    while !(toLeft.isEmpty && toRight.isEmpty) {
      let forth = toRight
      let reply = toLeft
      (toRight, toLeft) = ([], [])
      if !forth.isEmpty { toLeft += bytes(try back.handle(.received(forth), right, at: instant)) }
      if !reply.isEmpty { toRight += bytes(try ahead.handle(.received(reply), left, at: instant)) }
    }
    _ = try ahead.handle(.closed, left, at: instant)
    _ = try back.handle(.closed, right, at: instant)
  }

  private func bytes(_ orders: [RoadOrder]) -> [UInt8] {
    var said: [UInt8] = []
    for case .send(let bytes) in orders { said += bytes }
    return said
  }

  // MARK: Watching the roads

  func remember(_ note: DocumentID, _ fact: NoteFact) {
    model.notes[note] = fact
    names[Town.prefix(note.bytes)] = note
  }

  private static func prefix(_ bytes: [UInt8]) -> UInt64 {
    bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// No stretch of bytes names a note that its reader may not have.
  func watch(_ sender: Site, _ reader: Site, _ bytes: [UInt8], isLocked: Bool) {
    guard sender.service != reader.service else { return }
    var window: UInt64 = 0
    for byte in bytes {
      window = window << 8 | UInt64(byte)
      guard let note = names[window], let fact = model.notes[note] else { continue }
      // Its own service may hear of it: what it lost is given back, and what it asked to be erased is named to it.
      let isAsked = model.ordered.contains(note) && model.entitled[note]?.isEmpty == false
      guard fact.service == sender.service || fact.service == reader.service else {
        accuse("\(sender.label) passed on a note of service \(fact.service) to \(reader.label)")
        continue
      }
      guard fact.service != reader.service else { continue }
      let question = isLocked ? .sends(settled: []) : sender.question
      if model.permits(note, to: reader.service, heard: sender.heard, question) {
        model.entitled[note, default: []].insert(reader.service)
      } else if !isAsked || model.entitled[note]?.contains(reader.service) != true {
        accuse("\(sender.label) sent \(reader.label) the withheld note \(note) of \(fact.volet)")
      }
    }
  }
}
