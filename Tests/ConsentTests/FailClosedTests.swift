import CRDT
import Envelope
import Testing

@testable import Consent

@Suite("What cannot be judged allows nothing")
struct FailClosedTests {
  let tag = Counter.tags[0]
  let start = Counter.start()

  private func openShare() throws -> SignedShare {
    var share = try SignedShare()
    try share.write(share.counter.grant(1, bothWays: true), by: .anne)
    try share.write(Counter.wrap(), by: .anne)
    return share
  }

  @Test("An unknown statement closes a share, and leaves its orders to forget")
  func unknownStatement() throws {
    var share = try openShare()
    try share.write(
      Counter.withdrawal(1, [Counter.tags[1]], purge: [Counter.epochs[1]]), by: .anne)
    var view = share.view
    #expect(view.judge(start.place, for: .keeping).isAllowed)
    view.markUnknown()
    #expect(view.closure == .newerVersion)
    #expect(view.effective().isEmpty)
    #expect(view.liveWraps(tag).isEmpty)
    #expect(!view.judge(start.place, for: .keeping).isAllowed)
    #expect(view.judgement(of: view.heads[0]) == .waiting(.newerVersion))
    #expect(view.judge(share.statements[0]) == .waiting(.newerVersion))
    #expect(view.purged == [Counter.epochs[1]])
  }

  @Test("First grants that name different services break the share for good")
  func broken() throws {
    var share = try openShare()
    let other = Counter(owner: share.owner.service, recipient: .number(99))
    try share.write(other.grant(1), by: .bilal, after: [])
    #expect(share.view.closure == .broken)
    let witnesses = ShareView.Witnesses([share.owner.view, share.recipient.view])
    #expect(ShareView.naming(in: share.view.graph, by: witnesses) == .broken)
    try share.write(share.counter.grant(5), by: .anne)
    #expect(share.view.effective().isEmpty)
    #expect(share.reading == .refused(.broken))
  }

  @Test("A first grant that its owner's devices did not sign names nobody, and breaks nothing")
  func junkGrants() throws {
    var share = try openShare()
    let other = Counter(owner: share.owner.service, recipient: .number(99))
    for role in [SignedOffice.Role.stranger, .node] {
      try share.write(other.grant(1), by: role, after: [])
    }
    try share.write(
      other.grant(1), of: share.recipient, by: .anne, after: [],
      knowing: share.owner.view.heads)
    #expect(share.view.closure == nil)
    #expect(share.reading == .allowed)
    // The recipient grants the other way round: to each side, its own grants tell.
    let back = Counter(owner: share.recipient.service, recipient: share.owner.service)
    try share.write(back.grant(7), of: share.recipient, by: .anne, after: [])
    let services = [share.owner.view, share.recipient.view]
    func naming(_ reader: ServiceID) -> ShareView.Naming {
      ShareView.naming(
        in: share.view.graph, by: ShareView.Witnesses(services, reader: reader))
    }
    let (owner, recipient) = (share.owner.service, share.recipient.service)
    #expect(naming(owner) == .parties(.init(owner: owner, recipient: recipient)))
    #expect(naming(recipient) == .parties(.init(owner: recipient, recipient: owner)))
    #expect(share.view.closure == .broken)
  }

  @Test("A later grant that names other services is refused alone")
  func otherParties() throws {
    var share = try openShare()
    let other = Counter(owner: share.owner.service, recipient: .number(99))
    let id = try share.write(other.grant(2), by: .anne)
    #expect(share.view.judgement(of: id) == .refused(.otherParties))
    #expect(share.reading == .allowed)
  }

  @Test("A share judged with services it does not name allows nothing")
  func wrongServices() throws {
    let share = try openShare()
    let view = ShareView(
      share: Counter.share, statements: share.statements, owner: share.recipient.view,
      recipient: share.owner.view)
    #expect(view.closure == .otherParties)
    #expect(view.effective().isEmpty)
  }

  @Test("Nobody is judged by a service log that is missing, cut, or holds an unknown statement")
  func services() throws {
    let share = try openShare()
    let heads = share.owner.view.heads
    let anne = share.owner.key(.anne)
    #expect(share.owner.view.mayAuthor(anne, knowing: heads) == .allowed)
    let cut = ServiceView(service: share.owner.service, statements: share.owner.log.dropLast())
    #expect(cut.mayAuthor(anne, knowing: heads) == .waiting(.controlHeads))
    let holed = ServiceView(service: share.owner.service, statements: share.owner.log.dropFirst())
    #expect(holed.mayAuthor(anne, knowing: heads) == .waiting(.controlHeads))
    #expect(holed.graph.missing == [share.owner.log[0].id])
    #expect(cut.mayAuthor(anne, knowing: []) == .refused(.notEnrolled))
    var newer = share.owner.view
    newer.markUnknown()
    #expect(newer.mayAuthor(anne, knowing: heads) == .waiting(.newerVersion))
    let view = ShareView(
      share: Counter.share, statements: share.statements, owner: newer,
      recipient: share.recipient.view)
    #expect(view.effective().isEmpty)
  }

  @Test("A statement whose parents are missing waits, and then counts")
  func missingParents() throws {
    let share = try openShare()
    var late = share
    late.statements = Array(share.statements.dropFirst())
    let id = share.statements[1].id
    #expect(late.view.judgement(of: id) == .waiting(.parents))
    #expect(late.view.heads.isEmpty)
    #expect(late.reading == .refused(.notGranted))
    late.statements.append(share.statements[0])
    #expect(late.reading == .allowed)
  }

  @Test("A statement of another log, or of a kind with no place here, has no effect")
  func misplaced() throws {
    var share = try openShare()
    let stray = try share.owner.sign(
      share.counter.grant(4), in: .share(.number(77)), by: .anne, after: [],
      knowing: share.owner.view.heads)
    #expect(share.view.judge(stray) == .refused(.otherLog))
    let id = try share.write(
      .ownRecord(subject: [1], sealed: .number(1)), by: .anne)
    #expect(share.view.judgement(of: id) == .refused(.misplaced))
  }

  @Test("A return share is open while the consent it answers is effective, and both ways")
  func returnShare() throws {
    var share = try openShare()
    let back = Counter(owner: share.recipient.service, recipient: share.owner.service)
    let citation = Citation(share: Counter.share, consent: .number(1), volets: [tag])
    let act = back.grant(50, cites: citation)
    let answer = ShareID.number(2)
    let grant = try share.recipient.sign(
      act, in: .share(answer), by: .anne, after: [], knowing: share.recipient.view.heads)
    let wrap = try share.recipient.sign(
      Counter.wrap(), in: .share(answer), by: .anne, after: [grant.id],
      knowing: share.recipient.view.heads)
    let view = ShareView(
      share: answer, statements: [grant, wrap], owner: share.recipient.view,
      recipient: share.owner.view)
    func reading(_ cited: [ShareView], at: Int64? = nil) -> Judgement {
      view.judge(start.place, for: .shown(at), cited: cited)
    }
    let answered = Answered(share: Counter.share, consent: .number(1), volet: tag)
    #expect(view.effective(tag)?.cites == [answered])
    #expect(reading([]) == .refused(.citedClosed))
    #expect(reading([view]) == .refused(.citedClosed))
    #expect(reading([share.view]) == .allowed)
    try share.write(share.counter.grant(2), by: .bilal)
    #expect(reading([share.view]) == .refused(.citedClosed))
    try share.write(share.counter.grant(3, until: 10, bothWays: true), by: .bilal)
    #expect(reading([share.view], at: 9) == .allowed)
    #expect(reading([share.view], at: 10) == .refused(.expired))
    try share.write(Counter.withdrawal(), by: .bilal)
    #expect(reading([share.view]) == .refused(.citedClosed))
    try share.write(share.counter.grant(4, bothWays: true), by: .bilal)
    #expect(reading([share.view]) == .refused(.citedClosed))
  }

  @Test("Each volet of a return share follows the volet that it answers, and no other")
  func returnShareByVolet() throws {
    var share = try SignedShare()
    let both = Counter.tags
    try share.write(share.counter.grant(1, both, bothWays: true), by: .anne)
    let back = Counter(owner: share.recipient.service, recipient: share.owner.service)
    let theirs: [VoletTag] = [.number(501), .number(502)].sorted()
    // Tags of the two case files need not sort alike.
    let citation = Citation(
      share: Counter.share, consent: .number(1), volets: [both[1], both[0]])
    let answer = ShareID.number(2)
    let grant = try share.recipient.sign(
      back.grant(50, theirs, cites: citation), in: .share(answer), by: .anne, after: [],
      knowing: share.recipient.view.heads)
    func allowed() -> [VoletTag] {
      let view = ShareView(
        share: answer, statements: [grant], owner: share.recipient.view,
        recipient: share.owner.view)
      return theirs.filter { view.allowance($0, at: nil, cited: [share.view]) != nil }
    }
    #expect(allowed() == theirs)
    try share.write(Counter.withdrawal(1, [both[1]]), by: .anne)
    #expect(allowed() == [theirs[1]])
    // Given again by another agreement: that one is answered by another grant.
    try share.write(share.counter.grant(2, [both[1]], bothWays: true), by: .anne)
    #expect(allowed() == [theirs[1]])
    try share.write(Counter.withdrawal(1, [both[0]]), by: .anne)
    #expect(allowed().isEmpty)
  }

  @Test("A change crosses a share while its epoch may be read and its device was the owner's")
  func sharedChanges() throws {
    var share = try openShare()
    let staffed = share.owner.view.heads
    func judge(_ role: SignedOffice.Role, of office: SignedOffice) -> Judgement {
      let header = ChangeHeader(
        document: .number(1), volet: start.volet, stratum: start.stratum, epoch: start.epoch,
        device: office.key(role), sequence: 1, parents: [], controlHeads: staffed,
        secretHash: .number(4))
      return Judge.judgement(of: header, in: .share(share.view, cited: []))
    }
    func sends(at: Int64) -> Judgement {
      share.view.judge(start.place, for: .sending(at: Instant(milliseconds: at)))
    }
    #expect(judge(.anne, of: share.owner) == .allowed)
    #expect(judge(.anne, of: share.recipient) == .refused(.notEnrolled))
    try share.owner.end(.bilal)
    #expect(judge(.bilal, of: share.owner) == .allowed)
    try share.write(share.counter.grant(2, until: 10), by: .anne)
    #expect(sends(at: 9) == .allowed)
    #expect(sends(at: 10) == .refused(.expired))
    #expect(judge(.anne, of: share.owner) == .allowed)
    try share.write(Counter.withdrawal(), by: .anne)
    #expect(judge(.anne, of: share.owner) == .refused(.withdrawn))
  }
}
