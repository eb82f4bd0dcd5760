import Envelope
import Testing

@testable import Consent

@Suite("Worked cases, really signed")
struct WorkedCaseTests {
  let tag = Counter.tags[0]

  @Test("A grant and a wrap open the volet, a withdrawal closes it, a new grant and wrap reopen it")
  func openCloseReopen() throws {
    var share = try SignedShare()
    #expect(share.reading == .refused(.notGranted))
    try share.write(share.counter.grant(1), by: .anne)
    #expect(share.reading == .waiting(.wrap))
    try share.write(Counter.wrap(), by: .bilal)
    #expect(share.reading == .allowed)
    try share.write(Counter.withdrawal(purge: [Counter.epochs[0]]), by: .bilal)
    #expect(share.reading == .refused(.withdrawn))
    #expect(share.view.purged == [Counter.epochs[0]])
    #expect(share.view.status(of: .number(1)) == .withdrawn)
    try share.write(share.counter.grant(2), by: .anne)
    #expect(share.reading == .refused(.purged))
    try share.write(Counter.wrap(), by: .anne)
    #expect(share.reading == .allowed)
    #expect(share.view.purged.isEmpty)
    #expect(share.view.status(of: .number(2)) == .given)
    #expect(share.view.status(of: .number(1)) == .withdrawn)
  }

  @Test("A withdrawal beats a grant that had not seen it, whichever arrives first")
  func withdrawalBesideGrant() throws {
    var share = try SignedShare()
    let first = try share.write(share.counter.grant(1), by: .anne)
    try share.write(Counter.withdrawal(), by: .bilal, after: [first])
    let beside = try share.write(share.counter.grant(2), by: .anne, after: [first])
    for order in permutations(share.statements) {
      share.statements = order
      #expect(share.view.effective().isEmpty)
      #expect(share.view.judgement(of: beside) == .allowed)
      #expect(share.view.status(of: .number(2)) == .withdrawn)
    }
  }

  @Test("Withdrawal beside grant beside the end of the worker who granted")
  func withdrawalBesideGrantBesideEnd() throws {
    var share = try SignedShare()
    let staffed = share.owner.view.heads
    let first = try share.write(share.counter.grant(1), by: .anne)
    // At once: Bilal withdraws, Anne grants again, the operator ends Anne.
    let withdrawn = try share.write(Counter.withdrawal(), by: .bilal, after: [first])
    try share.write(share.counter.grant(2), by: .anne, after: [first], knowing: staffed)
    try share.owner.end(.anne)
    #expect(share.view.effective().isEmpty)
    let seen = [first, withdrawn]
    try share.write(
      .anchor(authors: [share.owner.key(.anne)], heads: seen.sorted()), by: .operators,
      after: [withdrawn])
    #expect(share.view.effective().isEmpty)
    #expect(share.view.status(of: .number(2)) == .void)
    try share.write(share.counter.grant(3), by: .bilal)
    #expect(share.view.effective(tag)?.consents == [.number(3)])
  }

  @Test("What an ended worker back-dates is suspended, then void, and what stood before stands")
  func backDated() throws {
    var share = try SignedShare()
    let staffed = share.owner.view.heads
    let first = try share.write(share.counter.grant(1), by: .anne)
    let wrapped = try share.write(Counter.wrap(0), by: .anne)
    try share.owner.end(.anne)
    #expect(share.view.judgement(of: first) == .waiting(.anchor))
    #expect(share.view.status(of: .number(1)) == .suspended)
    #expect(share.reading == .waiting(.anchor))
    let anchor = Act.anchor(authors: [share.owner.key(.anne)], heads: [wrapped])
    try share.write(anchor, by: .operators)
    #expect(share.reading == .allowed)
    // With Anne's stolen machine: written now, as if she had not been ended yet.
    let forged = try share.write(
      share.counter.grant(2, Counter.tags, bothWays: true), by: .anne, after: [wrapped],
      knowing: staffed)
    let forgedWrap = try share.write(
      Counter.wrap(1), by: .anne, after: share.view.heads, knowing: staffed)
    #expect(share.view.judgement(of: forged) == .refused(.outsideAnchor))
    #expect(share.view.judgement(of: forgedWrap) == .refused(.outsideAnchor))
    #expect(share.view.effective(Counter.tags[1]) == nil)
    #expect(share.view.effective(tag)?.bothWays == false)
    #expect(share.view.liveWraps(Counter.tags[1]).isEmpty)
    // And openly, after her end.
    let late = try share.write(share.counter.grant(3), by: .anne)
    #expect(share.view.judgement(of: late) == .refused(.ended))
    // Withdrawing she still may, back-dated: it only takes away.
    try share.write(Counter.withdrawal(), by: .anne, after: [first], knowing: staffed)
    #expect(share.view.effective().isEmpty)
  }

  @Test("Every anchor must cover a grant, and an anchor that knew of no ending covers nothing")
  func anchors() throws {
    var share = try SignedShare()
    let staffed = share.owner.view.heads
    let first = try share.write(share.counter.grant(1), by: .anne)
    let second = try share.write(share.counter.grant(2), by: .anne)
    let early = Act.anchor(authors: [share.owner.key(.anne)], heads: [second])
    try share.write(early, by: .bilal)
    try share.owner.end(.anne)
    #expect(share.view.judgement(of: second) == .waiting(.anchor))
    try share.write(early, by: .bilal)
    #expect(share.view.judgement(of: second) == .allowed)
    try share.write(.anchor(authors: [share.owner.key(.anne)], heads: [first]), by: .bilal)
    #expect(share.view.judgement(of: first) == .allowed)
    #expect(share.view.judgement(of: second) == .refused(.outsideAnchor))
    let blind = try share.write(
      .anchor(authors: [share.owner.key(.anne)], heads: share.view.heads), by: .bilal,
      after: [first])
    #expect(share.view.judgement(of: blind) == .refused(.outsidePast))
    let foreign = try share.write(early, of: share.recipient, by: .bilal)
    #expect(share.view.judgement(of: foreign) == .waiting(.controlHeads))
    let stranger = try share.write(early, by: .stranger, knowing: staffed)
    #expect(share.view.judgement(of: stranger) == .refused(.notEnrolled))
  }

  @Test("A suspended grant allows nothing and still narrows")
  func suspendedNarrows() throws {
    var share = try SignedShare()
    try share.write(share.counter.grant(1, until: 900, bothWays: true), by: .bilal)
    try share.write(share.counter.grant(2, until: 100), by: .anne)
    try share.owner.end(.anne)
    let allowance = share.view.effective(tag)
    #expect(allowance?.consents == [.number(1)])
    #expect(allowance?.until == Instant(milliseconds: 100))
    #expect(allowance?.bothWays == false)
  }

  @Test("Concurrent consents allow what both allow; a later one replaces them")
  func concurrentConsents() throws {
    var share = try SignedShare()
    try share.write(share.counter.grant(1, until: 900, bothWays: true), by: .anne, after: [])
    try share.write(share.counter.grant(2, until: 100), by: .bilal, after: [])
    let allowance = share.view.effective(tag)
    #expect(allowance?.consents == [ConsentID.number(1), .number(2)].sorted())
    #expect(allowance?.until == Instant(milliseconds: 100))
    #expect(allowance?.bothWays == false)
    try share.write(share.counter.grant(3, until: 5000, bothWays: true), by: .anne)
    #expect(share.view.effective(tag)?.consents == [.number(3)])
    #expect(share.view.effective(tag)?.bothWays == true)
    #expect(share.view.status(of: .number(1)) == .superseded)
  }

  @Test("The end of a consent is a gate of the local clock, and takes nothing away")
  func expiry() throws {
    var share = try SignedShare()
    try share.write(share.counter.grant(1, until: 100), by: .anne)
    try share.write(Counter.wrap(), by: .anne)
    let start = Counter.start()
    func reading(_ at: Int64?) -> Judgement {
      share.view.judge(start.place, for: .shown(at))
    }
    #expect(reading(99) == .allowed)
    #expect(reading(100) == .refused(.expired))
    #expect(reading(nil) == .allowed)
    #expect(share.view.purged.isEmpty)
  }

  @Test("The recipient may give back, and may not grant, wrap or anchor")
  func recipientsPart() throws {
    var share = try SignedShare()
    try share.write(share.counter.grant(1), by: .anne)
    for act in [share.counter.grant(2), Counter.wrap()] {
      let id = try share.write(act, of: share.recipient, by: .anne)
      #expect(share.view.judgement(of: id) == .waiting(.controlHeads))
      let posing = try share.write(
        act, of: share.recipient, by: .anne, knowing: share.owner.view.heads)
      #expect(share.view.judgement(of: posing) == .refused(.notEnrolled))
    }
    #expect(share.view.effective(tag)?.consents == [.number(1)])
    let back = try share.write(Counter.withdrawal(), of: share.recipient, by: .bilal)
    #expect(share.view.judgement(of: back) == .allowed)
    #expect(share.view.effective().isEmpty)
  }

  @Test("The owner's workers may ask that single notes be forgotten, and nobody else")
  func erasures() throws {
    var share = try SignedShare()
    let first = try share.write(share.counter.grant(1), by: .anne)
    try share.write(Counter.wrap(), by: .anne)
    let both: [DocumentID] = [.number(5), .number(6)].sorted()
    let order = try share.write(.erasure(documents: both), by: .bilal)
    let again = try share.write(.erasure(documents: [.number(6)]), by: .anne, after: [first])
    let theirs = try share.write(
      .erasure(documents: [.number(7)]), of: share.recipient, by: .anne)
    let nobody = try share.write(.erasure(documents: [.number(8)]), by: .stranger)
    #expect(share.view.judgement(of: theirs)?.isAllowed == false)
    #expect(share.view.judgement(of: nobody) == .refused(.notEnrolled))
    #expect(Set(share.view.erasures.map(\.statement)) == [order, again])
    #expect(share.view.erased == [.number(5), .number(6)])
    // It takes nothing else away, and a withdrawal does not take it back.
    #expect(share.reading == .allowed)
    let node = share.recipient.key(.node)
    let receipt = try share.write(
      .receipt(withdrawal: order, node: node, outcome: .attested, reason: ""),
      of: share.recipient, by: .node)
    #expect(share.view.receipts(of: order).map(\.statement) == [receipt])
    try share.write(Counter.withdrawal(purge: [Counter.epochs[0]]), by: .anne)
    for statements in permutations(Array(share.statements.suffix(4))) {
      share.statements = Array(share.statements.prefix(share.statements.count - 4)) + statements
      #expect(share.view.erased == [.number(5), .number(6)])
    }
    // An order to forget holds in a share that is closed.
    var closed = share.view
    closed.markUnknown()
    #expect(closed.erased == [.number(5), .number(6)])
  }

  @Test("Ending a follow-up stops what is sent and takes nothing of what is read")
  func ceasing() throws {
    var share = try SignedShare()
    let start = Counter.start()
    func sends() -> Bool {
      share.view.judge(start.place, for: .offering).isAllowed
    }
    try share.write(share.counter.grant(1, bothWays: true), by: .anne)
    let wrapped = try share.write(Counter.wrap(), by: .anne)
    #expect(sends())
    let act = Act.ceased(consent: .number(1), volets: [tag])
    let theirs = try share.write(act, of: share.recipient, by: .anne)
    #expect(share.view.judgement(of: theirs)?.isAllowed == false)
    #expect(sends())
    let ceased = try share.write(act, by: .bilal, after: [wrapped])
    #expect(share.view.ceasings.map(\.statement) == [ceased])
    #expect(!sends())
    #expect(share.reading == .allowed)
    #expect(share.view.effective(tag)?.consents == [.number(1)])
    #expect(share.view.status(of: .number(1)) == .given)
    #expect(share.view.sendingTags(of: .number(1)).isEmpty)
    #expect(share.view.purged.isEmpty)
    // Beside it, unaware: nothing either. Knowing of it: its own keys alone.
    try share.write(share.counter.grant(1), by: .anne, after: [wrapped])
    #expect(share.view.allowance(tag, at: nil, of: .sending) == nil)
    try share.write(share.counter.grant(2), by: .anne)
    #expect(share.view.allowance(tag, at: nil, of: .sending)?.consents == [.number(2)])
    #expect(!sends())
    #expect(share.view.sendingWraps(tag).isEmpty)
    try share.write(Counter.wrap(), by: .anne)
    #expect(sends())
    // She may still withdraw, and that purges.
    try share.write(Counter.withdrawal(2, purge: [Counter.epochs[0]]), by: .anne)
    #expect(share.view.purged == [Counter.epochs[0]])
    #expect(!sends() && share.reading != .allowed)
  }

  @Test("A consent that a later one replaced is stopped by the end of that one, and given again")
  func stoppedByALaterOne() throws {
    var share = try SignedShare()
    try share.write(share.counter.grant(1), by: .anne)
    #expect(share.view.stoppedTags(of: .number(1)).isEmpty)
    try share.write(share.counter.grant(2), by: .bilal)
    #expect(share.view.stoppedTags(of: .number(1)).isEmpty)
    try share.write(.ceased(consent: .number(2), volets: [tag]), by: .anne)
    #expect(share.view.stoppedTags(of: .number(1)) == [tag])
    try share.write(share.counter.grant(1), by: .anne)
    #expect(share.view.stoppedTags(of: .number(1)).isEmpty)
    try share.write(Counter.withdrawal(1, purge: []), by: .anne)
    #expect(share.view.stoppedTags(of: .number(1)).isEmpty)
  }

  @Test("A return share stops with the follow-up that it answers, and is read on")
  func ceasingStopsReturns() throws {
    let (left, right) = (Office(1), Office(2))
    let given = Counter(owner: left.service, recipient: right.service)
    let back = Counter(owner: right.service, recipient: left.service)
    var there = Scribe(log: .share(Counter.share), seed: 1)
    there.write(given.grant(1, bothWays: true), by: left.devices[0], knowing: left.staffed)
    let citation = Citation(
      share: Counter.share, consent: .number(1), volets: [Counter.tags[0]])
    var here = Scribe(log: .share(Counter.share), seed: 2)
    here.write(
      back.grant(5, [Counter.tags[1]], cites: citation), by: right.devices[0],
      knowing: right.staffed)
    here.write(Counter.wrap(1), by: right.devices[0], knowing: right.staffed)
    let answer = ShareView(claims: here.claims, owner: right.view, recipient: left.view)
    let start = Counter.start(1)
    func sends(_ cited: ShareView) -> Bool {
      answer.judge(start.place, for: .offering, cited: [cited]).isAllowed
    }
    #expect(sends(ShareView(claims: there.claims, owner: left.view, recipient: right.view)))
    there.write(
      .ceased(consent: .number(1), volets: []), by: left.devices[1], knowing: left.staffed)
    let ended = ShareView(claims: there.claims, owner: left.view, recipient: right.view)
    #expect(!sends(ended))
    #expect(answer.judge(start.place, for: .keeping, cited: [ended]).isAllowed)
  }

  // Never 14
  @Test("A receipt holds when its node signs it, of a withdrawal it has seen")
  func receipts() throws {
    var share = try SignedShare()
    let first = try share.write(share.counter.grant(1), by: .anne)
    let withdrawn = try share.write(Counter.withdrawal(), by: .anne)
    let node = share.recipient.key(.node)
    func receipt(of id: StatementID) -> Act {
      .receipt(withdrawal: id, node: node, outcome: .attested, reason: "")
    }
    let good = try share.write(receipt(of: withdrawn), of: share.recipient, by: .node)
    let posed = try share.write(receipt(of: withdrawn), of: share.recipient, by: .anne)
    let wrong = try share.write(receipt(of: first), of: share.recipient, by: .node)
    let blind = try share.write(
      receipt(of: withdrawn), of: share.recipient, by: .node, after: [first])
    #expect(share.view.receipts(of: withdrawn).map(\.statement) == [good])
    #expect(share.view.judgement(of: posed) == .refused(.notTheNode))
    #expect(share.view.judgement(of: wrong) == .refused(.unknownWithdrawal))
    #expect(share.view.judgement(of: blind) == .refused(.unknownWithdrawal))
  }
}
