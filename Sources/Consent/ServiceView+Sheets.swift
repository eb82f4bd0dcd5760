public import Envelope

/// What a service published and did not withdraw. Protocol/consent.md, "Sheets".
extension ServiceView {
  /// A sheet that stands.
  public struct StandingSheet: Hashable, Sendable {
    /// Which publishing of it stands.
    public let statement: StatementID
    /// What it says.
    public let sheet: Sheet
    /// When it was published, by the clock of the node: shown, never judged.
    public let at: Instant
  }

  /// The sheets that stand, ascending by number, the first ``SheetLimits/shown`` of them. None of a log that is closed.
  public var sheets: [StandingSheet] {
    guard !isClosed else { return [] }
    let standing = sheetStatements.values.compactMap(standing)
    return Array(standing.sorted { $0.sheet.id < $1.sheet.id }.prefix(SheetLimits.shown))
  }

  /// How many statements of sheets the log holds.
  public var sheetStatementCount: Int { sheetStatements.values.reduce(0) { $0 + $1.count } }

  /// Valid statements about each sheet, by their place in the graph.
  private var sheetStatements: [SheetID: [Int]] {
    var found: [SheetID: [Int]] = [:]
    for index in graph.claims.indices where verdict(at: index).isAllowed {
      if let id = graph.claims[index].sheet { found[id, default: []].append(index) }
    }
    return found
  }

  /// Of the statements of one sheet that no other one follows: nothing when one of them withdraws it, else the deepest
  /// publishing, of equals the one with the smallest id.
  private func standing(_ indices: [Int]) -> StandingSheet? {
    var last: [Int] = []
    // What a statement rests on comes before it.
    for index in indices where isBeforeEndings(index) {
      last.removeAll { graph.isInPast($0, of: index) }
      last.append(index)
    }
    var found: StandingSheet?
    var depth = -1
    for index in last.sorted(by: { graph.claims[$0].id < graph.claims[$1].id }) {
      guard case .sheetPublished(let sheet) = graph.claims[index].act else { return nil }
      guard graph.depth(of: index) > depth else { continue }
      let claim = graph.claims[index]
      (found, depth) = (
        StandingSheet(statement: claim.id, sheet: sheet, at: claim.at), graph.depth(of: index)
      )
    }
    return found
  }

  /// Whether every ending of the node that signed a statement knew of it.
  private func isBeforeEndings(_ index: Int) -> Bool {
    membership.nodeEndings[graph.claims[index].author, default: []].allSatisfy {
      graph.isInPast(index, of: $0)
    }
  }
}

extension Claim {
  /// Of which sheet it speaks.
  fileprivate var sheet: SheetID? {
    switch act {
    case .sheetPublished(let sheet): sheet.id
    case .sheetWithdrawn(let id): id
    case nil, .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .caseOpened, .stratumOpened, .epochOpened, .ownRecord, .grant,
      .epochsWrapped,
      .withdrawal, .receipt, .anchor, .erasure, .ceased:
      nil
    }
  }
}
