import FoundationEssentials
import SwiftProtobuf
import Testing
import Wire

@testable import Envelope

@Suite("Statements")
struct StatementTests {
  @Test("Every act is proven from its bytes to what was signed", arguments: ActFixtures.names)
  func roundTrip(name: String) throws {
    for seed in 0..<16 as Range<UInt64> {
      var fixtures = ActFixtures(seed: seed)
      let author = SigningPair(using: &fixtures.chance)
      let (log, act) = fixtures.make(name, root: author.publicKey)
      let parents: [StatementID] = log == nil ? [] : fixtures.ids()
      let heads: [StatementID] = log == nil ? [] : fixtures.ids()
      let at = Instant(milliseconds: 1_764_000_000_123)
      let signed = try StatementCodec.sign(
        log: log, parents: parents.reversed(), author: author, controlHeads: heads, at: at, act: act
      )
      let proven = try StatementCodec.prove(SealedStatement(bytes: signed.bytes))
      #expect(proven == signed, "seed \(seed)")
      #expect(proven.act == act)
      #expect(proven.log == log ?? .service(ServiceID(exactly: signed.id.bytes)))
      #expect(proven.parents == parents)
      #expect(proven.controlHeads == heads)
      #expect(proven.at == at)
      #expect(proven.author == author.publicKey)
    }
  }

  @Test("A statement with any byte altered or cut is refused", arguments: ActFixtures.names)
  func altered(name: String) throws {
    var fixtures = ActFixtures(seed: 3)
    let bytes = try fixtures.sign(name).bytes
    for position in bytes.indices {
      var altered = bytes
      altered[position] ^= UInt8.random(in: 1...255, using: &fixtures.chance)
      #expect(throws: EnvelopeError.self, "byte \(position)") {
        try StatementCodec.prove(SealedStatement(bytes: altered))
      }
      #expect(throws: EnvelopeError.self, "length \(position)") {
        try StatementCodec.prove(SealedStatement(bytes: Array(bytes[..<position])))
      }
    }
    #expect(throws: EnvelopeError.malformed(.statement)) {
      try StatementCodec.prove(SealedStatement(bytes: bytes + [0x78, 0x01]))
    }
  }

  @Test("An unknown act, field, outcome or kind of log is a fact of its own, and names the log")
  func unknown() throws {
    let log = LogID.share(ShareID(exactly: [UInt8](repeating: 7, count: 16)))
    // Field 63 of Routing: an act of a later version.
    let later = try Self.forge("anchor", log: log) {
      $0.act = nil
    } appending: {
      $0 + [0xFA, 0x03, 0x00]
    }
    #expect(Self.unknownLog(later) == .some(log))
    // Field 63 beside a known act: what it says might restrict.
    let field = try Self.forge("anchor", log: log) { _ in
    } appending: {
      $0 + [0xFA, 0x03, 0x00]
    }
    #expect(Self.unknownLog(field) == .some(log))
    let outcome = try Self.forge("receipt", log: log) { $0.receipt.outcome = .UNRECOGNIZED(9) }
    #expect(Self.unknownLog(outcome) == .some(log))
    let kind = try Self.forge("anchor", log: log) { $0.logKind = .UNRECOGNIZED(9) }
    #expect(Self.unknownLog(kind) == .some(nil))
    var forged = later
    forged[forged.count - 1] ^= 1
    #expect(throws: EnvelopeError.badSignature) {
      try StatementCodec.prove(SealedStatement(bytes: forged))
    }
  }

  @Test("A well-signed statement outside its bounds is refused")
  func bounds() throws {
    let id = Data(repeating: 1, count: 32)
    let many = (0..<65 as Range<UInt8>).map { Data([$0] + [UInt8](repeating: 0, count: 31)) }
    let cases: [(EnvelopeError, String, (inout WireRouting) -> Void)] = [
      (.unknownVersion(2), "anchor", { $0.version = 2 }),
      (.outOfBounds(.parents), "anchor", { $0.parents = many }),
      (.outOfBounds(.controlHeads), "anchor", { $0.controlHeads = many }),
      (.unsorted(.parents), "anchor", { $0.parents = [id, id] }),
      (.unsorted(.controlHeads), "anchor", { $0.controlHeads = [id, id] }),
      (.unsorted(.list), "anchor", { $0.anchor.heads = [id, id] }),
      (.unsorted(.list), "withdrawal", { $0.withdrawal.purge = [id, id] }),
      (.outOfBounds(.identifier), "anchor", { $0.anchor.heads = [id.dropLast()] }),
      (.outOfBounds(.identifier), "anchor", { $0.log = id }),
      (
        .malformed(.log), "anchor",
        {
          $0.logKind = .service; $0.log = Data()
        }
      ),
      (.outOfBounds(.number), "anchor", { $0.at = .max }),
      (.outOfBounds(.text), "receipt", { $0.receipt.reason = String(repeating: "é", count: 101) }),
      (.outOfBounds(.identifier), "grant", { $0.grant.citesShare = id.prefix(16) }),
      (.outOfBounds(.list), "grant-return", { $0.grant.citesVolets.removeLast() }),
      (.outOfBounds(.list), "grant-return", { $0.grant.citesVolets.append(id.prefix(16)) }),
      (.outOfBounds(.identifier), "grant-return", { $0.grant.citesShare = Data() }),
      (.malformed(.act), "receipt", { $0.receipt.outcome = .unknown }),
      (.outOfBounds(.identifier), "sheet-published", { $0.sheetPublished.sheet = id }),
      (.outOfBounds(.identifier), "sheet-withdrawn", { $0.sheetWithdrawn.sheet = Data() }),
      (.outOfBounds(.identifier), "worker-term", { $0.workerTerm.term = Data() }),
      (
        .outOfBounds(.list), "sheet-published",
        { $0.sheetPublished.entries = Array(repeating: .init(), count: 257) }
      ),
      (
        .outOfBounds(.text), "sheet-published",
        { $0.sheetPublished.kind = String(repeating: "k", count: 65) }
      ),
      (
        .outOfBounds(.text), "sheet-published",
        { $0.sheetPublished.entries[0].field = String(repeating: "k", count: 65) }
      ),
      (
        .outOfBounds(.text), "sheet-published",
        { $0.sheetPublished.entries[0].value = String(repeating: "é", count: 1_001) }
      ),
      (
        .outOfBounds(.text), "sheet-published",
        {
          $0.sheetPublished.entries = Array(
            repeating: .with { $0.value = String(repeating: "x", count: 2_000) }, count: 17)
        }
      ),
      (.outOfBounds(.act), "own-record", { $0.ownRecord.subject = id + id }),
      (.outOfBounds(.act), "own-record", { $0.ownRecord.turn = 3 }),
      (.outOfBounds(.act), "own-record", { $0.ownRecord.seen = [id + Data(count: 7)] }),
      (
        .outOfBounds(.act), "own-record",
        { $0.ownRecord.seen = [id + Data(repeating: 255, count: 8)] }
      ),
      (
        .outOfBounds(.act), "own-record",
        { $0.ownRecord.seen = [id + Data(count: 8), id + Data(count: 8)] }
      ),
      (
        .outOfBounds(.list), "epochs-wrapped",
        { $0.epochsWrapped.epochs = Array(repeating: .init(), count: 4097) }
      ),
    ]
    for (error, name, alter) in cases {
      let bytes = try Self.forge(name, alter: alter)
      #expect(throws: error, "\(name)") { try StatementCodec.prove(SealedStatement(bytes: bytes)) }
    }
  }

  @Test("A genesis is signed by the root key it names, and stands alone in a log that it names")
  func genesis() throws {
    var fixtures = ActFixtures(seed: 9)
    let author = SigningPair(using: &fixtures.chance)
    let foreign = fixtures.make("genesis", root: fixtures.id()).act
    let own = fixtures.make("genesis", root: author.publicKey).act
    let at = Instant(milliseconds: 0)
    #expect(throws: EnvelopeError.wrongAuthor) {
      try StatementCodec.sign(
        log: nil, parents: [], author: author, controlHeads: [], at: at, act: foreign)
    }
    #expect(throws: EnvelopeError.outOfBounds(.parents)) {
      try StatementCodec.sign(
        log: nil, parents: [fixtures.id()], author: author, controlHeads: [], at: at, act: own)
    }
    #expect(throws: EnvelopeError.malformed(.log)) {
      try StatementCodec.sign(
        log: .service(fixtures.id()), parents: [], author: author, controlHeads: [], at: at,
        act: own)
    }
    #expect(throws: EnvelopeError.malformed(.log)) {
      try StatementCodec.sign(
        log: nil, parents: [], author: author, controlHeads: [], at: at,
        act: .nodeEnded(node: author.publicKey))
    }
  }

  /// The log that an unknown statement names; nil when it was refused for another reason or not at all.
  private static func unknownLog(_ bytes: [UInt8]) -> LogID?? {
    do throws(EnvelopeError) {
      _ = try StatementCodec.prove(SealedStatement(bytes: bytes))
    } catch {
      if case .unknownStatement(_, let log) = error { return .some(log) }
    }
    return nil
  }

  /// A statement signed well over a routing that no signer would write.
  private static func forge(
    _ name: String, log: LogID? = nil, alter: (inout WireRouting) -> Void,
    appending: ([UInt8]) -> [UInt8] = { $0 }
  ) throws -> [UInt8] {
    var fixtures = ActFixtures(seed: 5)
    let author = SigningPair(using: &fixtures.chance)
    let made = fixtures.make(name, root: author.publicKey)
    let signed = try StatementCodec.sign(
      log: log ?? made.log, parents: [], author: author, controlHeads: [],
      at: Instant(milliseconds: 1), act: made.act)
    let envelope = try WireStatementEnvelope(serializedBytes: signed.bytes)
    var routing = try WireRouting(serializedBytes: Array(envelope.routing))
    alter(&routing)
    let bytes = appending(try routing.serializedBytes())
    let forged = WireStatementEnvelope.with {
      $0.routing = Data(bytes)
      $0.signature = Data(author.sign(.signature, Digest.hash(.statement, bytes)))
    }
    return try forged.serializedBytes()
  }
}
