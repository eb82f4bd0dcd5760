import Envelope

/// Judges the own log of a case file: each statement by its author's standing and by the valid
/// statements of its past. Protocol/consent.md, "Own log".
///
/// A statement is judged by its past alone, so what was judged stays; each costs what it says.
struct OwnRules: Sendable {
  /// Something and the statement that said it.
  struct Placed<Content: Sendable>: Sendable {
    let index: Int
    let content: Content
  }

  /// What a stratum holds: a span of one volet.
  struct Run: Sendable {
    let volet: VoletTag
    /// 0 for what is about any moment before the next run.
    let from: Instant
  }

  private(set) var graph: StatementGraph
  private let service: ServiceView
  /// By index of the graph.
  private(set) var verdicts: [Judgement] = []
  // Lists in the log's order.
  private(set) var volets: [Placed<OwnView.Volet>] = []
  private(set) var strata: [VoletTag: [Placed<StratumID>]] = [:]
  private(set) var epochs: [StratumID: [Placed<EpochID>]] = [:]
  private(set) var records: [Placed<OwnView.Record>] = []
  private(set) var turns: [Placed<OwnView.Turn>] = []
  /// Where a stratum or an epoch was opened. Of two statements that name one, the first in the log's order tells.
  private(set) var stratumOpenings: [StratumID: [Placed<Run>]] = [:]
  private(set) var epochOpenings: [EpochID: [Placed<EpochStart>]] = [:]
  /// Openings of epochs of a stratum that no other one follows.
  private(set) var latest: [StratumID: [Placed<EpochID>]] = [:]
  private(set) var closed: Set<StratumID> = []
  /// What took over from a stratum.
  private(set) var followers: [StratumID: [StratumID]] = [:]
  /// What the person took back of a consent, as records say in clear.
  private(set) var withdrawn: [ConsentID: Set<VoletTag>] = [:]
  /// Documents that stay in the own file, as records say in clear.
  private(set) var kept: Set<DocumentID> = []
  /// Documents that were meant for a share that closed, in the same way.
  private(set) var orphaned: Set<DocumentID> = []
  private var openings: [Placed<Set<VoletTag>>] = []

  init(graph: StatementGraph, service: ServiceView) {
    (self.graph, self.service) = (graph, service)
    enterNew()
  }

  mutating func insert(_ claim: Claim) {
    guard graph.insert(claim) == .inserted else { return }
    // A trace that has become whole is judged with everything after it.
    if graph.count == verdicts.count { self = OwnRules(graph: graph, service: service) }
    enterNew()
  }

  private mutating func enterNew() {
    for index in verdicts.count..<graph.count {
      let claim = graph.claims[index]
      let judgement = judge(claim, past: graph.past(of: index))
      verdicts.append(judgement)
      if judgement.isAllowed { enter(claim, at: index) }
    }
  }

  // MARK: Rules

  /// What the rules say of a statement that is not in the set, or of a trace made whole.
  func judge(_ claim: Claim) -> Judgement {
    graph.past(of: claim).map { judge(claim, past: $0) } ?? .waiting(.parents)
  }

  private func judge(_ claim: Claim, past: BitSet) -> Judgement {
    guard let act = claim.act else { return .refused(.traceOnly) }
    let author = service.mayAuthor(claim.author, knowing: claim.controlHeads)
    guard author.isAllowed else { return author }
    return refusal(of: act, past: past).map { .refused($0) } ?? .allowed
  }

  private func refusal(of act: Act, past: BitSet) -> Judgement.Refusal? {
    switch act {
    case .caseOpened(let volets, _):
      let isFirst = !openings.contains { past.contains($0.index) }
      return isFirst && areDistinct(volets) ? nil : .notNew
    case .stratumOpened(let start, let closes, _):
      guard isOpen(start.volet, past: past) else { return .unknownVolet }
      guard !isKnown(start.stratum, past: past), !isKnown(start.epoch, past: past) else {
        return .notNew
      }
      let closesItsOwn = closes.allSatisfy { contains($0, of: start.volet, past: past) }
      return closesItsOwn ? nil : .unknownStratum
    case .epochOpened(let start):
      guard isOpen(start.volet, past: past) else { return .unknownVolet }
      guard contains(start.stratum, of: start.volet, past: past) else { return .unknownStratum }
      return isKnown(start.epoch, past: past) ? .notNew : nil
    case .ownRecord: return openings.contains { past.contains($0.index) } ? nil : .unknownVolet
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .grant, .epochsWrapped,
      .withdrawal, .receipt,
      .anchor, .erasure, .ceased:
      return .misplaced
    }
  }

  private func areDistinct(_ volets: [EpochStart]) -> Bool {
    Set(volets.map(\.volet)).count == volets.count
      && Set(volets.map(\.stratum)).count == volets.count
      && Set(volets.map(\.epoch)).count == volets.count
  }

  private func isOpen(_ tag: VoletTag, past: BitSet) -> Bool {
    openings.contains { past.contains($0.index) && $0.content.contains(tag) }
  }

  private func contains(_ stratum: StratumID, of tag: VoletTag, past: BitSet) -> Bool {
    stratumOpenings[stratum, default: []].contains {
      past.contains($0.index) && $0.content.volet == tag
    }
  }

  private func isKnown(_ stratum: StratumID, past: BitSet) -> Bool {
    stratumOpenings[stratum, default: []].contains { past.contains($0.index) }
  }

  private func isKnown(_ epoch: EpochID, past: BitSet) -> Bool {
    epochOpenings[epoch, default: []].contains { past.contains($0.index) }
  }

  // MARK: Effects

  private mutating func enter(_ claim: Claim, at index: Int) {
    switch claim.act {
    case .caseOpened(let starts, let sealed):
      openings.append(Placed(index: index, content: Set(starts.map(\.volet))))
      for (position, start) in starts.enumerated() {
        let volet = OwnView.Volet(
          tag: start.volet, position: position, sealed: sealed, statement: claim.id)
        graph.place(volet, at: index, in: &volets)
        enter(start, from: Instant(milliseconds: 0), at: index)
      }
    case .stratumOpened(let start, let closes, let from):
      enter(start, from: from, at: index)
      closed.formUnion(closes)
      for stratum in closes { followers[stratum, default: []].append(start.stratum) }
    case .epochOpened(let start): enterEpoch(start, at: index)
    case .ownRecord(let subject, let sealed, let withdraws, let seen, let turn):
      let record = OwnView.Record(
        statement: claim.id, subject: subject, sealed: sealed, author: claim.author, at: claim.at,
        seen: seen)
      graph.place(record, at: index, in: &records)
      if !withdraws.isEmpty, let consent = ConsentID(subject) {
        withdrawn[consent, default: []].formUnion(withdraws)
      }
      if let document = DocumentRecord.kept.document(subject) { kept.insert(document) }
      if let document = DocumentRecord.orphaned.document(subject) { orphaned.insert(document) }
      if let turn, case .own(let file) = graph.log, subject == file.bytes {
        graph.place(OwnView.Turn(statement: claim.id, turn: turn), at: index, in: &turns)
      }
    case nil, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .grant, .epochsWrapped,
      .withdrawal, .receipt,
      .anchor, .erasure, .ceased:
      break
    }
  }

  private mutating func enter(_ start: EpochStart, from: Instant, at index: Int) {
    graph.place(start.stratum, at: index, in: &strata[start.volet, default: []])
    graph.place(
      Run(volet: start.volet, from: from), at: index,
      in: &stratumOpenings[start.stratum, default: []])
    enterEpoch(start, at: index)
  }

  private mutating func enterEpoch(_ start: EpochStart, at index: Int) {
    graph.place(start.epoch, at: index, in: &epochs[start.stratum, default: []])
    graph.place(start, at: index, in: &epochOpenings[start.epoch, default: []])
    let past = graph.past(of: index)
    latest[start.stratum]?.removeAll { past.contains($0.index) }
    latest[start.stratum, default: []].append(Placed(index: index, content: start.epoch))
  }
}

extension StatementGraph {
  /// Puts something where the log's order wants it: almost always last.
  fileprivate func place<Content>(
    _ content: Content, at index: Int, in list: inout [OwnRules.Placed<Content>]
  ) {
    var position = list.endIndex
    while position > list.startIndex, precedes(index, list[position - 1].index) { position -= 1 }
    list.insert(OwnRules.Placed(index: index, content: content), at: position)
  }
}
