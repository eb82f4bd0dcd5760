import Envelope

/// Judges the own log of a case file: each statement by its author's standing and by the valid
/// statements of its past. Protocol/consent.md, "Own log".
struct OwnRules: Sendable {
  private let graph: StatementGraph
  private let service: ServiceView
  /// By index of the graph.
  private(set) var verdicts: [Judgement]
  private(set) var volets: [OwnView.Volet] = []
  private(set) var strata: [(index: Int, tag: VoletTag, stratum: StratumID)] = []
  private(set) var epochs: [(index: Int, start: EpochStart)] = []
  /// Of two statements that name one stratum or one epoch, the first in the graph's order tells.
  private(set) var volet: [StratumID: VoletTag] = [:]
  private(set) var start: [EpochID: EpochStart] = [:]
  private(set) var closed: Set<StratumID> = []
  private(set) var records: [OwnView.Record] = []
  private var openings: [(index: Int, tags: Set<VoletTag>)] = []

  init(graph: StatementGraph, service: ServiceView) {
    (self.graph, self.service) = (graph, service)
    verdicts = Array(repeating: .waiting(.parents), count: graph.count)
  }

  mutating func run() {
    for index in graph.orderedIndices {
      let claim = graph.claims[index]
      let judgement = judge(claim, past: graph.past(of: index))
      verdicts[index] = judgement
      if judgement.isAllowed { enter(claim, at: index) }
    }
  }

  // MARK: Rules

  private func judge(_ claim: Claim, past: BitSet) -> Judgement {
    let author = service.mayAuthor(claim.author, knowing: claim.controlHeads)
    guard author.isAllowed else { return author }
    return refusal(of: claim.act, past: past).map { .refused($0) } ?? .allowed
  }

  private func refusal(of act: Act, past: BitSet) -> Judgement.Refusal? {
    switch act {
    case .caseOpened(let volets, _):
      let isFirst = !openings.contains { past.contains($0.index) }
      return isFirst && areDistinct(volets) ? nil : .notNew
    case .stratumOpened(let start, let closes):
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
      .workerEnded, .grant, .epochsWrapped, .withdrawal, .receipt, .anchor, .erasure:
      return .misplaced
    }
  }

  private func areDistinct(_ volets: [EpochStart]) -> Bool {
    Set(volets.map(\.volet)).count == volets.count
      && Set(volets.map(\.stratum)).count == volets.count
      && Set(volets.map(\.epoch)).count == volets.count
  }

  private func isOpen(_ tag: VoletTag, past: BitSet) -> Bool {
    openings.contains { past.contains($0.index) && $0.tags.contains(tag) }
  }

  private func contains(_ stratum: StratumID, of tag: VoletTag, past: BitSet) -> Bool {
    strata.contains { past.contains($0.index) && $0.stratum == stratum && $0.tag == tag }
  }

  private func isKnown(_ stratum: StratumID, past: BitSet) -> Bool {
    strata.contains { past.contains($0.index) && $0.stratum == stratum }
  }

  private func isKnown(_ epoch: EpochID, past: BitSet) -> Bool {
    epochs.contains { past.contains($0.index) && $0.start.epoch == epoch }
  }

  // MARK: Effects

  private mutating func enter(_ claim: Claim, at index: Int) {
    switch claim.act {
    case .caseOpened(let starts, let sealed):
      openings.append((index, Set(starts.map(\.volet))))
      for (position, start) in starts.enumerated() {
        volets.append(
          OwnView.Volet(
            tag: start.volet, position: position, sealed: sealed, statement: claim.id))
        enter(start, at: index)
      }
    case .stratumOpened(let start, let closes):
      enter(start, at: index)
      closed.formUnion(closes)
    case .epochOpened(let start): enterEpoch(start, at: index)
    case .ownRecord(let subject, let sealed):
      records.append(
        OwnView.Record(
          statement: claim.id, subject: subject, sealed: sealed, author: claim.author,
          at: claim.at))
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .grant, .epochsWrapped, .withdrawal, .receipt, .anchor, .erasure:
      break
    }
  }

  private mutating func enter(_ start: EpochStart, at index: Int) {
    strata.append((index, start.volet, start.stratum))
    volet[start.stratum] = volet[start.stratum] ?? start.volet
    enterEpoch(start, at: index)
  }

  private mutating func enterEpoch(_ start: EpochStart, at index: Int) {
    epochs.append((index, start))
    self.start[start.epoch] = self.start[start.epoch] ?? start
  }
}
