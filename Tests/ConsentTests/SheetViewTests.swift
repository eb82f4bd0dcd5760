import Envelope
import Testing

@testable import Consent

@Suite("Sheets of a service, by its own log")
struct SheetViewTests {
  private static func sheet(_ number: UInt64, _ words: String) -> Sheet {
    Sheet(id: .number(number), kind: "thing/1", entries: [SheetEntry(field: "name", value: words)])
  }

  private static func told(_ view: ServiceView) -> [String] {
    view.sheets.map { $0.sheet.entries.map(\.value).joined() }
  }

  @Test("What was published last stands, and a withdrawal ends it until it is published again")
  func life() {
    var office = Office(1)
    office.scribe.write(.sheetPublished(Self.sheet(1, "old")), by: office.node)
    let first = office.scribe.write(.sheetPublished(Self.sheet(1, "new")), by: office.node)
    #expect(Self.told(office.view) == ["new"])
    #expect(office.view.sheets.map(\.statement) == [first])
    office.scribe.write(.sheetWithdrawn(.number(1)), by: office.node)
    #expect(office.view.sheets.isEmpty)
    office.scribe.write(.sheetPublished(Self.sheet(1, "again")), by: office.node)
    #expect(Self.told(office.view) == ["again"])
    #expect(office.view.sheetStatementCount == 4)
  }

  @Test("A withdrawal beside a publishing wins, in whatever order they come")
  func beside() {
    var office = Office(1)
    let first = office.scribe.write(.sheetPublished(Self.sheet(1, "old")), by: office.node)
    office.scribe.write(.sheetPublished(Self.sheet(1, "new")), by: office.node, after: [first])
    office.scribe.write(.sheetWithdrawn(.number(1)), by: office.node, after: [first])
    let (head, last) = (office.scribe.claims.dropLast(2), office.scribe.claims.suffix(2))
    for order in [Array(last), last.reversed()] {
      let view = ServiceView(service: office.service, claims: head + order)
      #expect(view.sheets.isEmpty)
    }
  }

  @Test("A node of the service signs, and nobody else: a worker's device would tell who published")
  func author() {
    var office = Office(1)
    let others = [office.root, office.operatorKey, office.devices[0], SigningKey.number(99)]
    for other in others {
      for act in [Act.sheetPublished(Self.sheet(1, "x")), .sheetWithdrawn(.number(1))] {
        let id = office.scribe.write(act, by: other)
        #expect(office.view.judgement(of: id) == .refused(.unknownNode))
      }
    }
    #expect(office.view.sheets.isEmpty)
  }

  @Test("What a node that was ended published stands when the ending knew of it, and not beside it")
  func ended() {
    var office = Office(1)
    let (node, operatorKey) = (SigningKey.number(80), SigningKey.number(81))
    office.scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: office.operatorKey)
    let known = office.scribe.write(.sheetPublished(Self.sheet(1, "known")), by: node)
    office.scribe.write(.nodeEnded(node: node), by: office.operatorKey)
    let beside = [
      office.scribe.write(.sheetPublished(Self.sheet(2, "thief")), by: node, after: [known]),
      office.scribe.write(.sheetWithdrawn(.number(1)), by: node, after: [known]),
    ]
    #expect(beside.allSatisfy { office.view.judgement(of: $0) == .allowed })
    #expect(Self.told(office.view) == ["known"])
    let after = office.scribe.write(.sheetPublished(Self.sheet(3, "late")), by: node)
    #expect(office.view.judgement(of: after) == .refused(.unknownNode))
    office.scribe.write(.sheetPublished(Self.sheet(2, "ours")), by: office.node)
    #expect(Set(Self.told(office.view)) == ["known", "ours"])
  }

  @Test("A log that is closed tells no sheet, and no more than the bound are told")
  func bounds() {
    var office = Office(1)
    for number in 0..<UInt64(SheetLimits.shown) + 3 {
      office.scribe.write(.sheetPublished(Self.sheet(2_000 + number, "x")), by: office.node)
    }
    var view = office.view
    #expect(view.sheets.count == SheetLimits.shown)
    view.markUnknown()
    #expect(view.sheets.isEmpty)
  }

  @Test("Sheets and their slow twin agree, in whatever order statements come", arguments: 0..<4)
  func twin(batch: UInt64) {
    var met = 0
    for number in 0..<50 {
      let seed = 70_000 + batch * 1000 + UInt64(number)
      var chance = SeededChance(seed)
      let office = Self.history(&chance)
      let oracle = ServiceOracle(office.service, office.scribe.claims)
      let expected = oracle.sheets
      met += expected.count
      #expect(office.view.sheets.map(\.statement) == expected, "seed \(seed)")
      let shuffled = ServiceView(
        service: office.service, claims: office.scribe.claims.shuffled(using: &chance))
      #expect(shuffled.sheets.map(\.statement) == expected, "seed \(seed)")
    }
    #expect(met > 20)
  }

  /// Two nodes that publish, withdraw and are ended, some of it apart.
  private static func history(_ chance: inout SeededChance) -> Office {
    var office = Office(1)
    let (node, operatorKey) = (SigningKey.number(80), SigningKey.number(81))
    office.scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: office.operatorKey)
    let start = office.scribe.graph.heads
    for step in 0..<Int.random(in: 3...14, using: &chance) {
      let id = UInt64.random(in: 1...3, using: &chance)
      let act: Act =
        switch Int.random(in: 0..<8, using: &chance) {
        case 0...4: .sheetPublished(Self.sheet(id, "\(step)"))
        case 5, 6: .sheetWithdrawn(.number(id))
        case _: .nodeEnded(node: node)
        }
      let author =
        if case .nodeEnded = act { office.operatorKey } else {
          [office.node, node, office.devices[0]].randomElement(using: &chance) ?? node
        }
      let all = office.scribe.claims.map(\.id)
      let some = start + [all.randomElement(using: &chance) ?? all[0]]
      let isApart = Int.random(in: 0..<3, using: &chance) == 0
      office.scribe.write(act, by: author, after: isApart ? Array(Set(some)).sorted() : nil)
    }
    return office
  }
}

extension ServiceOracle {
  /// The publishings that stand, ascending by sheet: section "Sheets", read aloud.
  fileprivate var sheets: [StatementID] {
    let counted = everything.filter { claim in
      guard Self.sheet(of: claim) != nil else { return false }
      return everything.allSatisfy { ending in
        guard case .nodeEnded(claim.author) = ending.act else { return true }
        return walk.past(ending.id)?.contains(claim.id) == true
      }
    }
    func depth(_ id: StatementID) -> Int {
      1 + (walk.claims[id]?.parents.map(depth).max() ?? -1)
    }
    let ids = Set(counted.compactMap(Self.sheet)).sorted()
    return ids.compactMap { id in
      let own = counted.filter { Self.sheet(of: $0) == id }
      let last = own.filter { claim in
        !own.contains { walk.past($0.id)?.contains(claim.id) == true }
      }
      guard last.allSatisfy({ if case .sheetPublished = $0.act { true } else { false } }) else {
        return nil
      }
      return last.max { left, right in
        (depth(left.id), right.id) < (depth(right.id), left.id)
      }?.id
    }
  }

  private static func sheet(of claim: Claim) -> SheetID? {
    switch claim.act {
    case .sheetPublished(let sheet): sheet.id
    case .sheetWithdrawn(let id): id
    case _: nil
    }
  }
}
