import CaseFile
import Consent
import Envelope
import Replica
import SwiftProtobuf
import Wire

@testable import Notebook

/// A case file as a seed makes it: a few nodes that write down and hear of each other, whose clocks disagree, and shares that
/// say something of each consent.
struct LifeHistory {
  struct Statement {
    let record: OwnRecord
    let isClosing: Bool
    let past: Set<StatementID>
    let depth: Int
  }

  static let hour: Int64 = 3_600_000
  static let day = 24 * hour
  static let start: Int64 = 1_795_694_400_000
  /// The last is of a newer version.
  static let codes = ["contact", "droits", "logement", "agenda", "avenir"]

  let seed: UInt64
  private var chance: Randomness
  private(set) var statements: [Statement] = []
  private(set) var shared: [ConsentID: SharedConsent] = [:]
  private(set) var latest = Instant(milliseconds: LifeHistory.start)
  private let caseFile: CaseID
  private let services: [ServiceID]
  /// Statements of the recipient, which records may name as causes.
  private let counters: [StatementID]
  private var consents: [(id: ConsentID, first: WireConsentRecord)] = []
  /// What each node knows.
  private var known: [Set<StatementID>] = [[], [], []]
  private let skews: [Int64]

  init(seed: UInt64) {
    self.seed = seed
    // Seeds that follow each other draw the same numbers, one later: these stand far apart.
    var chance = Seed(seed &* 0xD134_2543_DE82_EF95).chance
    caseFile = CaseID(using: &chance)
    services = (0..<2).map { _ in ServiceID(using: &chance) }
    counters = (0..<3).map { _ in StatementID(using: &chance) }
    skews = (0..<3).map { _ in Int64.random(in: -40...40, using: &chance) * Self.hour }
    self.chance = chance
    for step in 0..<Int.random(in: 4...16, using: &chance) {
      let node = Int.random(in: 0..<known.count, using: &chance)
      if percent(50), let other = known.indices.randomElement(using: &chance) {
        known[node].formUnion(known[other])
      }
      write(at: node, Int64(step))
    }
    statements.sort { ($0.depth, $0.record.statement) < ($1.depth, $1.record.statement) }
    for (id, first) in consents where percent(85) { shared[id] = share(of: id, first) }
    latest.milliseconds += Int64.random(in: -2...20, using: &chance) * Self.day
  }

  var facts: ConsentFacts {
    let pasts = Dictionary(statements.map { ($0.record.statement, $0.past) }) { first, _ in first }
    return ConsentFacts(
      caseFile: caseFile,
      records: ConsentRecords(
        statements.map(\.record),
        closings: Set(statements.filter(\.isClosing).map(\.record.statement))
      ) { pasts[$1]?.contains($0) ?? false },
      shared: shared, latest: latest)
  }

  // MARK: What nodes write down

  private mutating func percent(_ part: Int) -> Bool {
    Int.random(in: 0..<100, using: &chance) < part
  }

  private mutating func moment(near step: Int64) -> Instant {
    Instant(
      milliseconds: Self.start + step * 20 * Self.hour
        + Int64.random(in: -6...6, using: &chance) * Self.hour)
  }

  private mutating func write(at node: Int, _ step: Int64) {
    var sealed = WireOwnSealed.with { $0.by = ["Inès", "Lila", "Sami"][node] }
    var subject = caseFile.bytes
    var isClosing = false
    switch Int.random(in: 0..<100, using: &chance) {
    case ..<12:
      sealed.close = .init()
      isClosing = true
    case ..<28:
      let day = moment(near: Int64.random(in: -3...step + 2, using: &chance))
      sealed.release = .with {
        $0.on = UInt64(day.milliseconds)
        $0.date = "2026-11-\(10 + step)"
      }
    case ..<50:
      let id = ConsentID(using: &chance)
      let first = agreement(step)
      consents.append((id, first))
      (subject, sealed.consent) = (id.bytes, first)
    case _:
      guard let (id, first) = consents.randomElement(using: &chance) else { return }
      (subject, sealed.consent) = (id.bytes, later(first, step))
    }
    let id = StatementID(using: &chance)
    let at = Instant(milliseconds: moment(near: step).milliseconds + skews[node])
    let past = known[node]
    let depth = statements.filter { past.contains($0.record.statement) }.map(\.depth).max() ?? 0
    statements.append(
      Statement(
        record: OwnRecord(statement: id, subject: subject, at: at, sealed: sealed),
        isClosing: isClosing, past: past, depth: depth + 1))
    known[node].insert(id)
  }

  /// The first record of a consent, most of the time of one that the person gave.
  private mutating func agreement(_ step: Int64) -> WireConsentRecord {
    var record = WireConsentRecord()
    record.recipient = .init((services.randomElement(using: &chance) ?? services[0]).bytes)
    record.recipientName = "Maison"
    let kind = Int.random(in: 0..<100, using: &chance)
    if kind < 10 {
      record.say(.refused)
      return record
    }
    record.volets = some(Self.codes, atLeastOne: true)
    record.past =
      ["none", "kept", "all", "since:2026-11-01", "lately"]
      .randomElement(using: &chance) ?? ""
    record.bothWays = percent(50)
    record.proof = percent(80) ? "letter" : ""
    if percent(80) {
      record.until = UInt64(
        Self.start + Int64.random(in: 1...25, using: &chance) * Self.day)
    }
    record.effective =
      ["now", "release", "2026-11-25", "at noon"].randomElement(using: &chance) ?? ""
    if record.begins != .now, record.begins != .release {
      record.effectiveAt = UInt64(Self.start + Int64.random(in: 0...9, using: &chance) * Self.day)
    }
    switch kind {
    case ..<55: record.say(.given)
    case ..<85: record.say(.planned)
    case ..<95: record.say(.recovered)
    case _: record.event = "lent"
    }
    if percent(70) { record.share = .init(ShareID(using: &chance).bytes) }
    return record
  }

  /// What somebody writes down of a consent that is recorded, knowing of it or not.
  private mutating func later(_ first: WireConsentRecord, _ step: Int64) -> WireConsentRecord {
    var record = first
    if percent(60) { record.share = .init(ShareID(using: &chance).bytes) }
    switch Int.random(in: 0..<100, using: &chance) {
    case ..<25:
      record.say(.narrowed)
      record.volets = some(first.volets, atLeastOne: false)
      cause(&record, step)
    case ..<50:
      record.say(.withdrawn)
      cause(&record, step)
    case ..<65: record.say(.effective)
    case ..<70: record.say(.given)
    case ..<78:
      record.say(.recovered)
      record.volets = some(first.volets, atLeastOne: true)
      record.proof = "forgotten"
    case ..<86: record.say(.unlinked)
    case ..<88: record.say(.stopped)
    case ..<89: record.say(.extended)
    case ..<90: record.say(.renewed)
    case ..<93: record.say(.refused)
    case _:
      // Of a newer version, or no event of a record.
      record.event =
        ["lent", "purgeAttested", "expired", ""].randomElement(using: &chance) ?? ""
      record.volets = some(Self.codes, atLeastOne: false)
      record.effective = "now"
    }
    return record
  }

  private mutating func cause(_ record: inout WireConsentRecord, _ step: Int64) {
    guard percent(60) else { return }
    let other = consents.randomElement(using: &chance)?.id ?? ConsentID(using: &chance)
    let counter = counters.randomElement(using: &chance) ?? counters[0]
    let causes: [EndingCause] = [
      .counter(counter), .beside(other), .beside(other), .answered(other), .fromNow(other),
    ]
    record.set(causes.randomElement(using: &chance) ?? .beside(other), said: moment(near: step))
  }

  private mutating func some(_ codes: [String], atLeastOne: Bool) -> [String] {
    let found = codes.filter { _ in percent(60) }
    return found.isEmpty && atLeastOne ? Array(codes.prefix(1)) : found
  }

  // MARK: What shares say

  private mutating func share(of id: ConsentID, _ first: WireConsentRecord) -> SharedConsent {
    let statuses: [ShareView.Status?] = [
      .given, .given, .given, .given, .superseded, .suspended, .withdrawn, .void, nil,
    ]
    let status = statuses.randomElement(using: &chance) ?? nil
    let others = consents.map(\.id)
    let nodes = (0..<Int.random(in: 1...2, using: &chance)).map { _ in SigningKey(using: &chance) }
    let isOvertaken = percent(40)
    let withdrawals = counters.filter { _ in percent(40) }.map { withdrawal($0, first, nodes) }
    let granted = first.volets.map { code in
      let stands = status != .withdrawn && percent(75)
      return SharedConsent.Granted(
        volet: Volet(code: code), stands: stands,
        allowed: percent(isOvertaken ? 5 : 80) ? [id] : others.filter { _ in percent(50) }.sorted(),
        successors: others.filter { $0 != id && percent(isOvertaken ? 90 : 30) }.sorted(),
        endedAt: stands ? nil : withdrawals.last?.at ?? moment(near: 6),
        oneWay: oneWay(others))
    }
    let there = percent(50) ? ("Permanence", moment(near: 4)) : nil
    let here = percent(70) ? moment(near: 5) : nil
    return SharedConsent(
      status: status, recipient: "Maison", nodes: nodes, granted: granted, withdrawals: withdrawals,
      stop: percent(15) ? SharedConsent.Stop(there: there, here: here) : nil)
  }

  private mutating func oneWay(_ others: [ConsentID]) -> (by: ConsentID, since: Instant)? {
    guard percent(25), let other = others.randomElement(using: &chance) else { return nil }
    return (other, moment(near: Int64.random(in: 0...14, using: &chance)))
  }

  private mutating func withdrawal(
    _ id: StatementID, _ first: WireConsentRecord, _ nodes: [SigningKey]
  ) -> SharedConsent.Withdrawal {
    let isWhole = percent(40)
    var receipts: [SharedConsent.Receipt] = []
    for node in nodes {
      for _ in 0..<Int.random(in: 0...2, using: &chance) {
        receipts.append(
          .init(
            node: node, outcome: percent(80) ? .attested : .refused,
            at: moment(near: Int64.random(in: 0...14, using: &chance))))
      }
    }
    return SharedConsent.Withdrawal(
      statement: id, at: moment(near: Int64.random(in: 0...14, using: &chance)),
      isOwn: percent(70), isAtRecipient: percent(60), isWhole: isWhole, asks: percent(60),
      volets: Volet.allCases.filter { first.volets.contains($0.code) && percent(60) },
      receipts: receipts)
  }
}
