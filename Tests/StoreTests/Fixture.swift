import CRDT
import Envelope
import Foundation
import GRDB
import Testing

@testable import Consent
@testable import Store

/// Chance from a seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "carnet-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What cannot be removed is the system's temporary folder to clean.
    try? FileManager.default.removeItem(atPath: path)
  }

  var home: String { path + "/home" }

  /// The files of `home` as they are at this moment, as after a power cut.
  func copyHome(to name: String) throws -> String {
    let target = path + "/" + name
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: home)
    where !file.hasSuffix("-shm") {
      try FileManager.default.copyItem(atPath: home + "/" + file, toPath: target + "/" + file)
    }
    return target
  }

  /// Every byte of every file of `home`.
  func bytes() throws -> [UInt8] {
    try FileManager.default.contentsOfDirectory(atPath: home).sorted().flatMap { file in
      Array(try Data(contentsOf: URL(fileURLWithPath: home + "/" + file)))
    }
  }
}

/// One author of statements and changes, all keys drawn from a seed.
final class Author {
  var chance: SplitMix
  let device: SigningPair
  let keyring = Keyring()
  let epoch: EpochID
  let volet: VoletTag
  let stratum: StratumID

  init(seed: UInt64 = 1) {
    chance = SplitMix(seed: seed)
    device = SigningPair(using: &chance)
    epoch = keyring.makeEpoch(using: &chance)
    volet = VoletTag(using: &chance)
    stratum = StratumID(using: &chance)
  }

  func id<Kind>(_: Kind.Type = Kind.self) -> Identifier<Kind> { Identifier(using: &chance) }

  func newEpoch() -> EpochID { keyring.makeEpoch(using: &chance) }

  func secret(of document: DocumentID, epoch: EpochID? = nil) throws -> [UInt8] {
    try keyring.makeNoteSecret(document: document, epoch: epoch ?? self.epoch, using: &chance).row
  }

  func change(
    of document: DocumentID, secret: [UInt8], sequence: UInt64 = 1, parents: [ChangeID] = [],
    epoch: EpochID? = nil, volet: VoletTag? = nil, text: String = "Rendez-vous à la mission locale"
  ) throws -> ProvenEnvelope {
    try keyring.sealChange(
      header: ChangeHeader(
        document: document, volet: volet ?? self.volet, stratum: stratum,
        epoch: epoch ?? self.epoch, device: device.publicKey, sequence: sequence,
        parents: parents.sorted(), controlHeads: [], secretHash: SecretHash(ofRow: secret)),
      content: ChangeContent(
        author: "Sofia Marchal", role: "asp", clock: HybridClock(raw: 1), zone: 60,
        operations: Array(text.utf8)),
      secretRow: secret, author: device)
  }

  /// Changes under one seal, each with the row of its note secret.
  func bundle(
    _ changes: [(change: ProvenEnvelope, secret: [UInt8])]
  ) throws -> (bundle: ProvenBundle, secretRow: [UInt8]) {
    let rows = Dictionary(
      changes.map { ($0.change.header.secretHash, $0.secret) }, uniquingKeysWith: { row, _ in row })
    return try keyring.sealBundle(
      try changes.map { try keyring.bundled($0.change, secretRow: $0.secret) }, secretRows: rows,
      epoch: epoch, controlHeads: [], author: device, using: &chance)
  }

  func genesis(name: String = "SPIP de Lille-Annœullin") throws -> ProvenStatement {
    try StatementCodec.sign(
      log: nil, parents: [], author: device, controlHeads: [], at: Instant(milliseconds: 1000),
      act: .genesis(
        Genesis(
          rootKey: device.publicKey, operatorKey: device.publicKey, device: device.publicKey,
          name: name, kind: "spip", country: "FR",
          nonce: (0..<16).map { _ in UInt8.random(in: 0...255, using: &chance) })))
  }

  func record(in log: LogID, subject: [UInt8] = [7]) throws -> ProvenStatement {
    try StatementCodec.sign(
      log: log, parents: [], author: device, controlHeads: [], at: Instant(milliseconds: 2000),
      act: .ownRecord(subject: subject, sealed: AttachmentID(using: &chance)))
  }

  func withdrawal(in share: ShareID) throws -> ProvenStatement {
    try StatementCodec.sign(
      log: .share(share), parents: [], author: device, controlHeads: [],
      at: Instant(milliseconds: 3000),
      act: .withdrawal(consent: ConsentID(using: &chance), volets: [volet], purge: [epoch]))
  }
}

enum Home {
  /// The same control key in every home of the tests.
  static var seal: ControlSeal {
    var chance = SplitMix(seed: 99)
    return ControlSeal(key: SecretKey(using: &chance))
  }

  static func create(_ path: String, gate: CommitGate? = nil) throws -> Ledger {
    let ledger = try Ledger.create(at: path, gate: gate)
    ledger.unlock(seal, using: SystemRandomNumberGenerator())
    return ledger
  }

  static func open(_ path: String, gate: CommitGate? = nil) throws -> Ledger {
    let ledger = try Ledger.open(at: path, gate: gate)
    ledger.unlock(seal, using: SystemRandomNumberGenerator())
    return ledger
  }
}

extension Ledger {
  func pragma(_ name: String) throws -> DatabaseValue? {
    try queue.writeWithoutTransaction {
      try DatabaseValue.fetchOne($0, sql: "PRAGMA \(name)")
    }
  }
}

extension [UInt8] {
  /// Whether `needle` stands anywhere in these bytes.
  func contains(bytes needle: [UInt8]) -> Bool {
    Data(self).range(of: Data(needle)) != nil
  }
}

/// The store asks no judge: what its tests insert counts as judged.
extension LedgerWriter {
  private var someLog: LogID {
    var chance = SplitMix(seed: 0)
    return .own(CaseID(using: &chance))
  }

  @discardableResult
  func insertChange(
    _ change: ProvenEnvelope, secret: [UInt8]? = nil, of owner: ServiceID? = nil
  ) throws -> Bool {
    try insertChange(
      JudgedEnvelope(change, by: someLog, of: owner), secret: secret)
  }

  @discardableResult
  func insertStatement(_ statement: ProvenStatement) throws -> Bool {
    try insertStatement(JudgedStatement(statement, isInEffect: true))
  }

  @discardableResult
  func insertBundle(
    _ bundle: ProvenBundle, secretRow: [UInt8], of owner: ServiceID? = nil,
    from peer: (node: SigningKey, own: Bool)? = nil
  ) throws -> Bool {
    try insertBundle(
      JudgedBundle(bundle, by: someLog, of: owner), secretRow: secretRow, from: peer)
  }
}
