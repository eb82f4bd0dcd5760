import Envelope
import Testing

@testable import Consent

@Suite("A service by its own log")
struct ServiceViewTests {
  @Test("A young service: one operator, one node, two admitted workers, a current box key")
  func young() {
    let office = Office(1)
    let view = office.view
    #expect(view.genesis?.operatorKey == office.operatorKey)
    #expect(view.operators == [office.operatorKey])
    #expect(view.nodes.map(\.key) == [office.node])
    #expect(view.devices.map(\.state) == [.admitted, .admitted])
    #expect(view.currentBox == .number(1031))
    #expect(!view.pendingRotation)
    #expect(
      view.rootWraps(for: office.devices[1]) == [RootWrap(root: .number(1030), wrap: .number(1033))]
    )
  }

  @Test("An added worker may sign nothing but the first root until somebody admits him")
  func admission() {
    var office = Office(1)
    let (worker, device) = (WorkerID.number(77), SigningKey.number(78))
    office.scribe.write(
      .workerEnrolled(Office.enrolment(worker, device, node: office.node)), by: office.operatorKey)
    let own = office.scribe.write(.workerAdmitted(device: device, wraps: []), by: device)
    let root = office.scribe.write(.rootOpened(Office.opening(500, for: [device])), by: device)
    var view = office.view
    #expect(view.device(device)?.state == .added)
    #expect(view.judgement(of: own) == .refused(.notAdmitted))
    #expect(view.judgement(of: root) == .refused(.notAdmitted))
    #expect(view.mayAuthor(device, knowing: view.heads) == .refused(.notAdmitted))
    #expect(view.mayAuthor(device, knowing: view.heads, as: .enrolled) == .allowed)
    let before = view.heads
    let wraps = [RootWrap(root: .number(1030), wrap: .number(5))]
    office.scribe.write(.workerAdmitted(device: device, wraps: wraps), by: office.devices[0])
    view = office.view
    #expect(view.device(device)?.state == .admitted)
    #expect(view.mayAuthor(device, knowing: before) == .refused(.notAdmitted))
    #expect(view.rootWraps(for: device) == wraps)
  }

  // Never 11
  @Test("What an ended worker signed without knowing stands; his key never comes back")
  func ending() {
    var office = Office(1)
    let device = office.devices[1]
    let after = office.end(1)
    #expect(office.view.pendingRotation)
    #expect(office.view.mayAuthor(device, knowing: office.staffed) == .allowed)
    #expect(office.view.mayAuthor(device, knowing: after) == .refused(.ended))
    let again = office.scribe.write(
      .workerEnrolled(Office.enrolment(office.workers[1], device, node: office.node)),
      by: office.operatorKey)
    let admitted = office.scribe.write(
      .workerAdmitted(device: device, wraps: []), by: office.devices[0])
    #expect(office.view.judgement(of: again) == .refused(.notNew))
    #expect(office.view.judgement(of: admitted) == .refused(.notNew))
    // Admitted once more beside the ending: ended all the same.
    office.scribe.write(
      .workerAdmitted(device: device, wraps: []), by: office.devices[0], after: office.staffed)
    #expect(office.view.device(device)?.state == .ended)
    office.scribe.write(
      .rootOpened(Office.opening(600, for: [office.devices[0]])), by: office.devices[0])
    #expect(!office.view.pendingRotation)
    #expect(office.view.currentBox == .number(601))
  }

  @Test("The end of a node ends its devices and its operator key; the root key still holds")
  func nodeEnding() {
    var office = Office(1)
    let (node, operatorKey) = (SigningKey.number(80), SigningKey.number(81))
    office.scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: office.operatorKey)
    #expect(office.view.operators == [office.operatorKey, operatorKey].sorted())
    office.scribe.write(.nodeEnded(node: office.node), by: operatorKey)
    let view = office.view
    #expect(view.operators == [operatorKey])
    #expect(view.nodes.filter(\.isEnded).map(\.key) == [office.node])
    #expect(view.devices.map(\.state) == [.ended, .ended])
    let late = office.scribe.write(.nodeEnded(node: node), by: office.operatorKey)
    #expect(office.view.judgement(of: late) == .refused(.notOperator))
    let back = office.scribe.write(
      .nodeEnrolled(node: office.node, operator: operatorKey), by: office.root)
    #expect(office.view.judgement(of: back) == .refused(.notNew))
    let rescue = office.scribe.write(
      .nodeEnrolled(node: .number(82), operator: .number(83)), by: office.root)
    #expect(office.view.judgement(of: rescue) == .allowed)
  }

  @Test("A genesis that is not the service's, or not its root key's, founds nothing")
  func genesis() {
    let office = Office(1)
    var claims = office.scribe.claims
    claims[0].author = office.operatorKey
    let posed = ServiceView(service: office.service, claims: claims)
    #expect(posed.genesis == nil)
    #expect(posed.devices.isEmpty && posed.nodes.isEmpty && posed.operators.isEmpty)
    #expect(posed.judgement(of: claims[1].id) == .refused(.noGenesis))
    var orphan = claims[1]
    orphan.parents = []
    let view = office.view
    var apart = orphan
    apart.id = .number(900)
    #expect(view.judge(apart) == .refused(.noGenesis))
    #expect(ServiceView(StatementGraph(log: .own(.number(1)))) == nil)
  }

  @Test("Of concurrent roots the deepest is current, of equals the smallest statement")
  func concurrentRoots() {
    var office = Office(1)
    let staffed = office.staffed
    var ids: [StatementID] = []
    for number in [UInt64(700), 710] {
      ids.append(
        office.scribe.write(
          .rootOpened(Office.opening(number, for: office.devices)), by: office.devices[0],
          after: staffed))
    }
    #expect(office.view.currentRoot?.statement == ids.min())
    #expect(office.view.roots.count == 3)
    let last = ids.max().map { [$0] } ?? []
    let deeper = office.scribe.write(
      .rootOpened(Office.opening(720, for: office.devices)), by: office.devices[1], after: last)
    #expect(office.view.currentRoot?.statement == deeper)
  }

  @Test("A chain of statements from the genesis by keys that have ended takes nothing over")
  func takeover() {
    var office = Office(1)
    let (node, operatorKey, device) = (
      SigningKey.number(80), SigningKey.number(81), SigningKey.number(84)
    )
    office.scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: office.operatorKey)
    office.scribe.write(
      .workerEnrolled(Office.enrolment(.number(85), device, node: node)), by: operatorKey)
    office.scribe.write(.workerAdmitted(device: device, wraps: []), by: office.devices[0])
    office.scribe.write(.nodeEnded(node: office.node), by: office.root)
    #expect(office.view.pendingRotation)
    office.scribe.write(.rootOpened(Office.opening(800, for: [device])), by: device)
    #expect(office.view.currentBox == .number(801) && !office.view.pendingRotation)

    // The thief of the ended node says that he knows of the genesis alone, and goes on for long.
    let (far, seat, own) = (SigningKey.number(90), SigningKey.number(91), SigningKey.number(93))
    func chain(_ scribe: inout Scribe, after start: [StatementID], by opener: SigningKey)
      -> [StatementID]
    {
      var last = start
      for number in UInt64(0)..<20 {
        last = [
          scribe.write(
            .rootOpened(Office.opening(900 + number, for: [own])), by: opener, after: last)
        ]
      }
      return last
    }
    let enrolled = office.scribe.write(
      .nodeEnrolled(node: far, operator: seat), by: office.operatorKey,
      after: [office.scribe.claims[0].id])
    let added = office.scribe.write(
      .workerEnrolled(Office.enrolment(.number(92), own, node: far)), by: seat, after: [enrolled])
    let first = chain(&office.scribe, after: [added], by: own)
    #expect(office.view.judgement(of: first[0]) == .refused(.notAdmitted))

    // With the first worker's device, stolen with the node: valid, and no root of the service any more.
    let deep = chain(&office.scribe, after: office.staffed, by: office.devices[0])
    #expect(office.view.judgement(of: deep[0]) == .allowed)
    let far2 = office.scribe.write(
      .nodeEnrolled(node: .number(95), operator: .number(96)), by: office.operatorKey, after: deep)
    let added2 = office.scribe.write(
      .workerEnrolled(Office.enrolment(.number(92), .number(97), node: .number(95))),
      by: .number(96), after: [far2])
    let admitted = office.scribe.write(
      .workerAdmitted(device: .number(97), wraps: []), by: office.devices[0], after: [added2])
    let late = chain(&office.scribe, after: [admitted], by: .number(97))
    #expect(office.view.judgement(of: late[0]) == .allowed)
    let view = office.view
    #expect(view.currentBox == .number(801))
    #expect(!view.pendingRotation)
    #expect(view.isDoubted(.number(97)) && view.isDoubted(office.devices[0]))
    #expect(view.device(.number(97))?.stands == false && !view.isDoubted(device))
  }

  @Test("Only the device that the genesis names opens the first root")
  func firstRoot() {
    let office = Office(1)
    var scribe = Scribe(log: office.scribe.log, seed: 5)
    for claim in office.scribe.claims.dropLast() {
      guard let act = claim.act else { continue }
      scribe.write(act, by: claim.author, after: claim.parents, id: claim.id)
    }
    let stranger = scribe.write(
      .rootOpened(Office.opening(40, for: office.devices)), by: office.devices[1])
    let view = ServiceView(service: office.service, claims: scribe.claims)
    #expect(view.judgement(of: stranger) == .refused(.notAdmitted))
    #expect(view.currentRoot == nil && !view.pendingRotation)
  }

  @Test("A thief of an ended operator key throws no doubt on others by ending them")
  func doubtByEnding() {
    var office = Office(1)
    let (node, operatorKey, device) = (
      SigningKey.number(80), SigningKey.number(81), SigningKey.number(84)
    )
    office.scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: office.operatorKey)
    let beforeRoot = office.scribe.claims[office.scribe.claims.count - 3].id
    office.scribe.write(
      .workerEnrolled(Office.enrolment(.number(85), device, node: node)), by: operatorKey)
    office.scribe.write(.workerAdmitted(device: device, wraps: []), by: office.devices[0])
    office.scribe.write(.nodeEnded(node: office.node), by: office.root)
    office.scribe.write(.rootOpened(Office.opening(800, for: [device])), by: device)
    let ending = office.scribe.write(
      .workerEnded(worker: office.workers[0], devices: [office.devices[0]]),
      by: office.operatorKey, after: [beforeRoot])
    #expect(office.view.judgement(of: ending) == .allowed)
    #expect(!office.view.isDoubted(device))
    #expect(office.view.currentBox == .number(801))
  }

  @Test("When an ending would leave nobody, somebody admitted opens another root")
  func fallenRoot() {
    var office = Office(1)
    // By somebody who holds an operator key and had not heard of the root, or says so.
    let beforeRoot = office.scribe.claims[office.scribe.claims.count - 2].id
    office.scribe.write(
      .workerEnded(worker: office.workers[0], devices: [office.devices[0]]),
      by: office.operatorKey, after: [beforeRoot])
    #expect(office.view.currentRoot == nil)
    #expect(office.view.pendingRotation)
    #expect(!office.view.isDoubted(office.devices[1]))
    office.scribe.write(
      .rootOpened(Office.opening(800, for: [office.devices[1]])), by: office.devices[1])
    #expect(office.view.currentBox == .number(801) && !office.view.pendingRotation)
  }

  @Test("An ending must name devices of that worker, an enrolment a node that is there")
  func names() {
    var office = Office(1)
    let crossed = office.scribe.write(
      .workerEnded(worker: office.workers[0], devices: [office.devices[1]]),
      by: office.operatorKey)
    let nowhere = office.scribe.write(
      .workerEnrolled(Office.enrolment(.number(1), .number(2), node: .number(3))),
      by: office.operatorKey)
    let noNode = office.scribe.write(.nodeEnded(node: .number(3)), by: office.operatorKey)
    let worker = office.scribe.write(.nodeEnded(node: office.node), by: office.devices[0])
    #expect(office.view.judgement(of: crossed) == .refused(.unknownDevice))
    #expect(office.view.judgement(of: nowhere) == .refused(.unknownNode))
    #expect(office.view.judgement(of: noNode) == .refused(.unknownNode))
    #expect(office.view.judgement(of: worker) == .refused(.notOperator))
  }
}
