import Envelope
import Testing

@testable import Consent

/// Histories drawn from a seed: services that gain and lose people, shares that both sides write in.
struct RandomHistory {
  var chance: SeededChance
  let counter = Counter(owner: .number(1000), recipient: .number(2000))
  var owner: Scribe
  var recipient: Scribe
  var share = Scribe(log: .share(Counter.share), seed: 0)
  /// Keys that may turn up in any role, rightly or wrongly.
  let keys: [SigningKey] = (1...7).map { .number(5_000 + $0) }
  let workers: [WorkerID] = [.number(6_001), .number(6_002)]

  init(seed: UInt64, statements: Int) {
    chance = SeededChance(seed)
    owner = Scribe(log: .service(.number(1000)), seed: seed &+ 1)
    recipient = Scribe(log: .service(.number(2000)), seed: seed &+ 2)
    share = Scribe(log: .share(Counter.share), seed: seed &+ 3)
    found(\.owner, .number(1000))
    found(\.recipient, .number(2000))
    for _ in 0..<Int.random(in: 0...7, using: &chance) { extend(\.owner) }
    for _ in 0..<Int.random(in: 0...2, using: &chance) { extend(\.recipient) }
    for _ in 0..<statements { extendShare() }
  }

  /// Key 0 is the root's, 1 the operator's, 2 the node's, 3 and 4 admitted devices, 5 and 6 nobody's yet.
  private mutating func found(_ log: WritableKeyPath<Self, Scribe>, _ service: ServiceID) {
    let genesis = Genesis(
      rootKey: keys[0], operatorKey: keys[1], device: keys[3], name: "", kind: "", country: "",
      nonce: Array(repeating: 0, count: 16))
    self[keyPath: log].write(.genesis(genesis), by: keys[0], id: StatementID(service.bytes))
    self[keyPath: log].write(.nodeEnrolled(node: keys[2], operator: keys[1]), by: keys[1])
    for position in 0..<2 {
      let enrolment = Office.enrolment(workers[position], keys[3 + position], node: keys[2])
      self[keyPath: log].write(.workerEnrolled(enrolment), by: keys[1])
    }
    self[keyPath: log].write(.rootOpened(Office.opening(90, for: [keys[3], keys[4]])), by: keys[3])
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &chance)]
  }

  /// The heads, or one or two statements at random: an author who saw less.
  private mutating func parents(in scribe: Scribe) -> [StatementID] {
    guard !scribe.claims.isEmpty, Bool.random(using: &chance) else { return scribe.graph.heads }
    return Array(Set([pick(scribe.claims).id, pick(scribe.claims).id])).sorted()
  }

  mutating func extendOwner() { extend(\.owner) }

  private mutating func extend(_ log: WritableKeyPath<Self, Scribe>) {
    let device = pick(Array(keys[3...]))
    let act: Act
    switch Int.random(in: 0..<8, using: &chance) {
    case 0: act = .nodeEnrolled(node: pick(keys), operator: pick(keys))
    case 1: act = .nodeEnded(node: keys[2])
    case 2: act = .workerEnrolled(Office.enrolment(pick(workers), device, node: keys[2]))
    case 3, 4: act = .workerEnded(worker: pick(workers), devices: [device])
    case 5: act = .rootOpened(Office.opening(91, for: [device]))
    case 6: act = .workerAdmitted(device: device, wraps: [])
    case _ where Bool.random(using: &chance):
      act = .workerTerm(worker: pick(workers), term: .number(1))
    case _: act = .receipt(withdrawal: .number(1), node: keys[2], outcome: .attested, reason: "")
    }
    let author = Int.random(in: 0..<3, using: &chance) == 0 ? pick(keys) : usualAuthor(of: act)
    let after = parents(in: self[keyPath: log])
    self[keyPath: log].write(act, by: author, after: after)
  }

  private mutating func usualAuthor(of act: Act) -> SigningKey {
    switch act {
    case .rootOpened, .workerAdmitted: pick([keys[3], keys[4]])
    default: pick([keys[0], keys[1]])
    }
  }

  private mutating func extendShare() {
    let after = parents(in: share)
    let tags = pick([[Counter.tags[0]], [Counter.tags[1]], Counter.tags])
    let position = Int.random(in: 0...1, using: &chance)
    let until: Int64? = Bool.random(using: &chance) ? Int64.random(in: 1...9, using: &chance) : nil
    let act: Act
    switch Int.random(in: 0..<10, using: &chance) {
    case 9: act = .ceased(consent: .number(1), volets: pick([tags, []]))
    case 0...2:
      act = counter.grant(
        UInt64.random(in: 1...3, using: &chance), tags, until: until,
        bothWays: Bool.random(using: &chance))
    case 3, 4: act = Counter.wrap(position)
    case 5, 6:
      let covered = pick([tags, tags, tags, []])
      let purge = pick([[], [Counter.epochs[position]]])
      act = Counter.withdrawal(1, covered, purge: purge)
    case 7: act = .anchor(authors: [keys[3], keys[4]].sorted(), heads: after)
    case 8: act = .erasure(documents: [.number(1)])
    case _: act = .anchor(authors: [keys[3]], heads: parents(in: share).sorted())
    }
    let author = Int.random(in: 0..<4, using: &chance) == 0 ? pick(keys) : pick([keys[3], keys[4]])
    let heads =
      Int.random(in: 0..<6, using: &chance) == 0
      ? parents(in: recipient) : parents(in: owner)
    share.write(act, by: author, after: after, knowing: heads)
  }

  var ownerView: ServiceView { ServiceView(service: counter.owner, claims: owner.claims) }
  var recipientView: ServiceView {
    ServiceView(service: counter.recipient, claims: recipient.claims)
  }
  var ownerOracle: ServiceOracle { ServiceOracle(counter.owner, owner.claims) }
  var recipientOracle: ServiceOracle { ServiceOracle(counter.recipient, recipient.claims) }

  func view(_ claims: [Claim]) -> ShareView {
    ShareView(claims: claims, owner: ownerView, recipient: recipientView)
  }
}

@Suite("Histories drawn at random")
struct RandomHistoryTests {
  @Test("Rule and oracle agree", arguments: 0..<8)
  func agreement(batch: UInt64) {
    for number in 0..<300 {
      let seed = batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 1 + number % 12)
      // Some statements have not arrived.
      var chance = SeededChance(seed)
      let arrived = history.share.claims.filter { _ in Int.random(in: 0..<12, using: &chance) > 0 }
      let view = history.view(arrived)
      let oracle = ShareOracle(arrived, history.ownerOracle, history.recipientOracle)
      let difference = ShareRuleTests.difference(view, oracle)
      #expect(difference == nil, "seed \(seed)")
      #expect(view.graph.count == oracle.complete.count, "seed \(seed)")
    }
  }

  @Test("Service log and oracle agree on every statement and every key", arguments: 0..<4)
  func services(batch: UInt64) {
    for number in 0..<100 {
      let seed = 50_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 0)
      let view = history.ownerView
      let oracle = history.ownerOracle
      for claim in history.owner.claims {
        let isValid = view.judgement(of: claim.id) == .allowed
        #expect(isValid == oracle.isValid(claim.id), "seed \(seed)")
      }
      #expect(view.currentRoot?.statement == oracle.currentRoot, "seed \(seed)")
      let all = oracle.valid(oracle.all)
      for key in history.keys {
        #expect(
          (view.device(key)?.state == .admitted) == oracle.isAdmitted(key, all), "seed \(seed)")
        let isEnded = oracle.isEnrolled(key, all) && oracle.isEnded(key, all)
        #expect((view.device(key)?.state == .ended) == isEnded, "seed \(seed)")
        #expect(view.isDoubted(key) == oracle.isDoubted(key), "seed \(seed)")
        let isOperator = view.isOperator(key, knowing: view.heads) == .allowed
        #expect(isOperator == oracle.isOperator(key, all), "seed \(seed)")
      }
    }
  }

  /// Longer logs, in any order, asked after each statement: what is weighed by itself is weighed as the whole would be.
  @Test(
    "What stands of a service log that grew is what stands of it made at once", arguments: 0..<4)
  func standing(batch: UInt64) {
    for number in 0..<40 {
      let seed = 170_000 + batch * 1000 + UInt64(number)
      var history = RandomHistory(seed: seed, statements: 0)
      for _ in 0..<(number % 20) { history.extendOwner() }
      var chance = SeededChance(seed)
      var grown = ServiceView(service: history.counter.owner, claims: [])
      var arrived: [Claim] = []
      for claim in history.owner.claims.shuffled(using: &chance) {
        grown.insert(claim)
        arrived.append(claim)
        let whole = ServiceView(service: history.counter.owner, claims: arrived)
        #expect(grown.doubted == whole.doubted, "seed \(seed)")
        #expect(grown.currentRoot == whole.currentRoot, "seed \(seed)")
        #expect(grown.devices == whole.devices, "seed \(seed)")
      }
      let oracle = history.ownerOracle
      #expect(grown.currentRoot?.statement == oracle.currentRoot, "seed \(seed)")
      for key in history.keys {
        #expect(grown.isDoubted(key) == oracle.isDoubted(key), "seed \(seed)")
      }
    }
  }

  @Test(
    "Withdrawals are told after those that they knew of, and in the order of the clocks where none knew of another",
    arguments: 0..<4)
  func saidOrder(batch: UInt64) {
    var several = 0
    for number in 0..<100 {
      let seed = 250_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 14)
      let view = history.view(history.share.claims)
      let said = view.inSaidOrder(view.withdrawals)
      #expect(Set(said.map(\.statement)) == Set(view.withdrawals.map(\.statement)), "seed \(seed)")
      var knew = false
      for (place, later) in said.enumerated() {
        for earlier in said[..<place] {
          #expect(!view.graph.isInPast(later.statement, of: earlier.statement), "seed \(seed)")
          knew = knew || view.graph.isInPast(earlier.statement, of: later.statement)
        }
      }
      if !knew { #expect(said.map(\.at) == said.map(\.at).sorted(), "seed \(seed)") }
      if said.count > 1 { several += 1 }
      var chance = SeededChance(seed)
      let shuffled = view.inSaidOrder(
        history.view(history.share.claims.shuffled(using: &chance)).withdrawals)
      #expect(shuffled.map(\.statement) == said.map(\.statement), "seed \(seed)")
    }
    #expect(several > 10)
  }

  @Test("Equal sets give equal answers, whatever the order and the repetitions", arguments: 0..<4)
  func order(batch: UInt64) {
    for number in 0..<50 {
      let seed = 70_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 9)
      let view = history.view(history.share.claims)
      var chance = SeededChance(seed)
      let shuffled = (history.share.claims + history.share.claims).shuffled(using: &chance)
      let again = ShareView(
        claims: shuffled,
        owner: ServiceView(
          service: history.counter.owner, claims: history.owner.claims.shuffled(using: &chance)),
        recipient: history.recipientView)
      #expect(view.graph == again.graph, "seed \(seed)")
      #expect(view.graph.order == again.graph.order, "seed \(seed)")
      #expect(view.graph.heads == again.graph.heads, "seed \(seed)")
      #expect(view.effective() == again.effective(), "seed \(seed)")
      #expect(view.purged == again.purged, "seed \(seed)")
      #expect(view.withdrawals == again.withdrawals, "seed \(seed)")
      for id in view.graph.order {
        #expect(view.judgement(of: id) == again.judgement(of: id), "seed \(seed)")
      }
      for consent in view.consents {
        #expect(view.status(of: consent) == again.status(of: consent), "seed \(seed)")
      }
    }
  }

  @Test("A share that grew one statement at a time is the share made at once", arguments: 0..<4)
  func growth(batch: UInt64) {
    for number in 0..<60 {
      let seed = 130_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 2 + number % 10)
      let whole = history.view(history.share.claims)
      var chance = SeededChance(seed)
      var grown = history.view([])
      for claim in history.share.claims.shuffled(using: &chance) {
        let (judged, count) = (grown.judge(claim), grown.graph.count)
        grown.insert(claim)
        // Unless an anchor had waited for it.
        if grown.graph.count <= count + 1 {
          #expect(grown.judgement(of: claim.id) == judged, "seed \(seed)")
        }
      }
      expectEqual(grown, whole, seed)
      let owner = history.owner.claims.shuffled(using: &chance)
      var service = ServiceView(service: history.counter.owner, claims: [])
      for claim in owner { service.insert(claim) }
      for claim in owner {
        #expect(
          service.judgement(of: claim.id) == whole.owner.judgement(of: claim.id), "seed \(seed)")
      }
      #expect(service.devices == whole.owner.devices, "seed \(seed)")
      #expect(service.roots == whole.owner.roots, "seed \(seed)")
    }
  }

  @Test(
    "A share that hears of its services in between is the share that knew at once", arguments: 0..<4
  )
  func learning(batch: UInt64) {
    for number in 0..<60 {
      let seed = 190_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 2 + number % 10)
      let whole = history.view(history.share.claims)
      var chance = SeededChance(seed)
      var owner = ServiceView(service: history.counter.owner)
      var recipient = ServiceView(service: history.counter.recipient)
      var grown = ShareView(claims: [], owner: owner, recipient: recipient)
      let claims = history.share.claims + history.owner.claims + history.recipient.claims
      for claim in claims.shuffled(using: &chance) {
        switch claim.log {
        case owner.graph.log:
          grown.part(from: owner.service)
          // The same service may grow by several before anybody asks.
          if Bool.random(using: &chance) { grown.part(from: owner.service) }
          owner.insert(claim)
          if Bool.random(using: &chance) { grown.part(from: recipient.service) }
          grown.learn([owner, recipient])
        case recipient.graph.log:
          grown.part(from: recipient.service)
          recipient.insert(claim)
          grown.learn([owner, recipient])
        default: grown.insert(claim)
        }
      }
      expectEqual(grown, whole, seed)
      for id in whole.graph.order {
        #expect(grown.judgement(of: id) == whole.judgement(of: id), "seed \(seed)")
      }
      for consent in whole.consents {
        #expect(grown.status(of: consent) == whole.status(of: consent), "seed \(seed)")
      }
      for withdrawal in whole.withdrawals.map(\.statement) {
        #expect(
          grown.ordersForgetting(withdrawal) == whole.ordersForgetting(withdrawal), "seed \(seed)")
      }
    }
  }

  private func expectEqual(_ left: ShareView, _ right: ShareView, _ seed: UInt64) {
    #expect(left.graph == right.graph, "seed \(seed)")
    #expect(left.effective() == right.effective(), "seed \(seed)")
    #expect(left.purged == right.purged, "seed \(seed)")
    #expect(left.withdrawals == right.withdrawals, "seed \(seed)")
    for tag in Counter.tags {
      #expect(left.liveWraps(tag) == right.liveWraps(tag), "seed \(seed)")
    }
  }

  @Test("Of what was refused, its place among the others is enough", arguments: 0..<4)
  func traces(batch: UInt64) {
    for number in 0..<60 {
      let seed = 150_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 3 + number % 9)
      let whole = history.view(history.share.claims)
      func isRefused(_ claim: Claim) -> Bool {
        if case .refused = whole.judgement(of: claim.id) { true } else { false }
      }
      var chance = SeededChance(seed)
      let kept = history.share.claims.map { claim in
        guard isRefused(claim) else { return claim }
        var trace = claim
        (trace.act, trace.controlHeads) = (nil, [])
        return trace
      }
      let traced = history.view(kept.shuffled(using: &chance))
      #expect(traced.effective() == whole.effective(), "seed \(seed)")
      #expect(traced.withdrawals == whole.withdrawals, "seed \(seed)")
      #expect(traced.purged == whole.purged, "seed \(seed)")
      for claim in history.share.claims where !isRefused(claim) {
        #expect(
          traced.judgement(of: claim.id) == whole.judgement(of: claim.id), "seed \(seed)")
      }
      // And the statement itself may come again: it is judged as before, and takes its place.
      var again = traced
      for claim in history.share.claims where isRefused(claim) {
        #expect(again.judge(claim) == whole.judgement(of: claim.id), "seed \(seed)")
        again.insert(claim)
      }
      expectEqual(again, whole, seed)
    }
  }

  /// With nothing but older knowledge added to it, a withdrawn volet stays withdrawn.
  // Never 6
  @Test("Nothing undoes a withdrawal but a grant that has seen it", arguments: 0..<4)
  func noResurrection(batch: UInt64) {
    for number in 0..<60 {
      let seed = 90_000 + batch * 1000 + UInt64(number)
      var history = RandomHistory(seed: seed, statements: 6)
      let devices = history.keys[3...4]
      let known = history.ownerView.heads
      guard
        let author = devices.first(where: {
          history.ownerView.mayAuthor($0, knowing: known).isAllowed
            && !history.ownerView.isDoubted($0)
        })
      else { continue }
      let old = history.share.claims.map(\.id)
      history.share.write(
        Counter.withdrawal(1, []), by: author, after: history.share.graph.heads, knowing: known)
      #expect(history.view(history.share.claims).effective().isEmpty, "seed \(seed)")
      // Whatever was written by people who had not seen it changes nothing.
      for step in 0..<6 {
        let parent = old[step % old.count]
        history.share.write(
          history.counter.grant(UInt64(step), Counter.tags, bothWays: true),
          by: history.keys[3 + step % 2], after: [parent], knowing: known)
        history.share.write(
          Counter.wrap(0), by: history.keys[3 + step % 2], after: [parent], knowing: known)
      }
      let view = history.view(history.share.claims)
      #expect(view.effective().isEmpty, "seed \(seed)")
      #expect(view.liveWraps(Counter.tags[0]).isEmpty, "seed \(seed)")
      // And it can always be opened again.
      history.share.write(history.counter.grant(9, Counter.tags), by: author, knowing: known)
      let reopened = history.view(history.share.claims)
      #expect(reopened.effective(Counter.tags[0])?.consents == [.number(9)], "seed \(seed)")
    }
  }

  // Never 6
  @Test("What is allowed is never wider than any one consent that allows it", arguments: 0..<4)
  func narrowness(batch: UInt64) {
    for number in 0..<60 {
      let seed = 110_000 + batch * 1000 + UInt64(number)
      let history = RandomHistory(seed: seed, statements: 8)
      let view = history.view(history.share.claims)
      for (tag, allowance) in view.effective() {
        for index in view.rules.survivors(tag) {
          guard let grant = view.grant(index) else { continue }
          #expect(grant.volets.contains(tag), "seed \(seed)")
          #expect(!allowance.bothWays || grant.bothWays, "seed \(seed)")
          if let until = grant.until {
            #expect(allowance.until.map { $0 <= until } == true, "seed \(seed)")
            #expect(view.allowance(tag, at: until) == nil, "seed \(seed)")
          }
        }
      }
    }
  }
}
