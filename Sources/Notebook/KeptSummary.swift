import CRDT
import CaseFile
import Consent
import Envelope

/// What a session found of a case file when it last put it in order: what lists, names and due dates need of it, so that
/// nobody opens its log for them. Derived: its loss costs time and nothing else.
/// Protocol/vault.md, "Summaries of case files".
struct KeptSummary: Equatable {
  /// The card of the person, and which version of it.
  struct Card: Equatable {
    let document: DocumentID
    let heads: [ChangeID]
    let names: [String]
    let births: [String]
    let otherNames: OtherNames
  }

  /// A consent that is recorded in the case file.
  struct ConsentState: Equatable {
    let id: ConsentID
    let recipient: ServiceID
    /// As it was called in the record.
    let recipientName: String
    let status: ConsentSummary.Status
    /// It is in force, and nothing goes by it before an exchange brings a key.
    let waitsForExchange: Bool
    /// The day that it waits or waited for; nil for one that waits for none, or for a release that nobody recorded.
    let due: Instant?
    /// When it began, by the clock of whoever recorded that.
    let begunAt: Instant?
    /// When it runs out.
    let until: Instant?
  }

  /// A linking or unlinking of a received share that is recorded in the case file.
  struct Turn: Equatable {
    let share: ShareID
    let turn: LinkTurn
  }

  /// The last touch that it knows of.
  var through: Int64
  /// By the clock then.
  var madeAt: Instant
  /// When some of it changes by itself; nil when nothing is to come.
  let next: Instant?
  /// The shares and the services whose logs it was made from beside that of the case file; ascending.
  let shares: [ShareID]
  let services: [ServiceID]
  /// The detachable rows of its log that it was made from; ascending.
  let rows: [AttachmentID]
  var card: Card?
  let openedOn: Instant?
  let isClosed: Bool
  /// In the order in which they were first recorded.
  let consents: [ConsentState]
  let turns: [Turn]
  /// The day of the release that counts, as it was recorded; nil when none was.
  let release: String?
  /// A refusal and a consent stand side by side, of which nobody has asked the person yet.
  let hasRefusalApart: Bool
  /// A note was erased, and not everybody who may hold it was asked to do the same.
  let owesErasures: Bool
}

// MARK: Bytes

extension KeptSummary {
  private static let version: UInt64 = 4

  /// Numbers have 8 bytes, big-endian; ids their own length; texts and lists their length or count in front; a flag is one
  /// byte, and so is whether what may be missing is there.
  var bytes: [UInt8] {
    var out = SummaryWriter()
    out.write(Self.version)
    out.write(UInt64(bitPattern: through))
    out.write(madeAt)
    out.write(next) { $0.write($1) }
    out.write(list: shares) { $0.bytes += $1.bytes }
    out.write(list: services) { $0.bytes += $1.bytes }
    out.write(list: rows) { $0.bytes += $1.bytes }
    out.write(card) { out, card in
      out.bytes += card.document.bytes
      out.write(list: card.heads) { $0.bytes += $1.bytes }
      out.write(list: card.names) { $0.write($1) }
      out.write(list: card.births) { $0.write($1) }
      out.write(list: card.otherNames.births) { $0.write($1) }
      out.write(list: card.otherNames.firsts) { $0.write($1) }
      out.write(list: card.otherNames.aliases) { $0.write($1) }
    }
    out.write(openedOn) { $0.write($1) }
    out.write(isClosed)
    out.write(list: consents) { out, consent in
      out.bytes += consent.id.bytes + consent.recipient.bytes
      out.write(consent.recipientName)
      out.write(consent.status.rawValue)
      out.write(consent.waitsForExchange)
      out.write(consent.due) { $0.write($1) }
      out.write(consent.begunAt) { $0.write($1) }
      out.write(consent.until) { $0.write($1) }
    }
    out.write(list: turns) { out, turn in
      out.bytes += turn.share.bytes + turn.turn.statement.bytes + turn.turn.caseFile.bytes
      out.write(turn.turn.unlinked)
      out.write(list: turn.turn.replaces.sorted()) { $0.bytes += $1.bytes }
      out.write(list: turn.turn.ends.sorted()) { $0.bytes += $1.bytes }
    }
    out.write(release) { $0.write($1) }
    out.write(hasRefusalApart)
    out.write(owesErasures)
    return out.bytes
  }

  /// Nil for bytes that are no summary of this version: it is made again.
  init?(bytes: [UInt8]) {
    var rest = SummaryReader(bytes: bytes[...])
    do {
      guard try rest.number() == Self.version else { return nil }
      through = Int64(bitPattern: try rest.number())
      madeAt = try rest.moment()
      next = try rest.optional { try $0.moment() }
      shares = try rest.list { try $0.id() }
      services = try rest.list { try $0.id() }
      rows = try rest.list { try $0.id() }
      card = try rest.optional { rest in
        Card(
          document: try rest.document(), heads: try rest.list { try $0.change() },
          names: try rest.list { try $0.text() }, births: try rest.list { try $0.text() },
          otherNames: OtherNames(
            births: try rest.list { try $0.text() }, firsts: try rest.list { try $0.text() },
            aliases: try rest.list { try $0.text() }))
      }
      openedOn = try rest.optional { try $0.moment() }
      isClosed = try rest.flag()
      consents = try rest.list { rest in
        ConsentState(
          id: try rest.id(), recipient: try rest.id(), recipientName: try rest.text(),
          status: try rest.status(), waitsForExchange: try rest.flag(),
          due: try rest.optional { try $0.moment() },
          begunAt: try rest.optional { try $0.moment() },
          until: try rest.optional { try $0.moment() })
      }
      turns = try rest.list { rest in
        Turn(
          share: try rest.id(),
          turn: LinkTurn(
            statement: try rest.id(), caseFile: try rest.id(), unlinked: try rest.flag(),
            replaces: Set(try rest.list { try $0.id() }), ends: Set(try rest.list { try $0.id() })))
      }
      release = try rest.optional { try $0.text() }
      hasRefusalApart = try rest.flag()
      owesErasures = try rest.flag()
    } catch {
      return nil
    }
    guard rest.bytes.isEmpty else { return nil }
  }
}

/// Bytes of a row that a node keeps for itself.
struct SummaryWriter {
  var bytes: [UInt8] = []

  mutating func write(_ number: UInt64) {
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(_ moment: Instant) { write(UInt64(bitPattern: moment.milliseconds)) }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ text: String) {
    write(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func write<T>(_ value: T?, _ body: (inout Self, T) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write<T>(list: [T], _ body: (inout Self, T) -> Void) {
    write(UInt64(list.count))
    for element in list { body(&self, element) }
  }
}

/// What ``SummaryWriter`` wrote, read without trust.
struct SummaryReader {
  struct Ended: Error {}
  var bytes: ArraySlice<UInt8>

  mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, bytes.count >= count else { throw Ended() }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  mutating func number() throws -> UInt64 { try take(8).reduce(0) { $0 << 8 | UInt64($1) } }

  /// Every element has a byte at least.
  mutating func count() throws -> Int {
    guard let count = Int(exactly: try number()), count <= bytes.count else { throw Ended() }
    return count
  }

  mutating func moment() throws -> Instant {
    Instant(milliseconds: Int64(bitPattern: try number()))
  }

  mutating func flag() throws -> Bool {
    switch try take(1).first {
    case 0: false
    case 1: true
    case _: throw Ended()
    }
  }

  mutating func text() throws -> String {
    guard let text = String(validating: try take(try count()), as: UTF8.self) else { throw Ended() }
    return text
  }

  mutating func status() throws -> ConsentSummary.Status {
    guard let status = ConsentSummary.Status(rawValue: try text()) else { throw Ended() }
    return status
  }

  mutating func id<Kind: IdentifierKind>() throws -> Identifier<Kind> {
    guard let id = Identifier<Kind>(Array(try take(Kind.length))) else { throw Ended() }
    return id
  }

  mutating func change() throws -> ChangeID {
    guard let id = ChangeID(Array(try take(ChangeID.byteCount))) else { throw Ended() }
    return id
  }

  mutating func document() throws -> DocumentID { try id() }

  mutating func optional<T>(_ body: (inout Self) throws -> T) throws -> T? {
    try flag() ? try body(&self) : nil
  }

  mutating func list<T>(_ body: (inout Self) throws -> T) throws -> [T] {
    var found: [T] = []
    for _ in 0..<(try count()) { found.append(try body(&self)) }
    return found
  }
}
