import Envelope
import Testing

@testable import Consent

@Suite("Until when somebody comes in, by the service log")
struct TermViewTests {
  private static func term(_ office: Office, _ number: UInt64) -> Act {
    .workerTerm(worker: office.workers[0], term: .number(number))
  }

  @Test("What was said last counts, of her alone")
  func last() {
    var office = Office(1)
    #expect(office.view.term(of: office.workers[0]) == nil)
    office.scribe.write(Self.term(office, 1), by: office.operatorKey)
    office.scribe.write(Self.term(office, 2), by: office.operatorKey)
    #expect(office.view.term(of: office.workers[0]) == .number(2))
    #expect(office.view.term(of: office.workers[1]) == nil)
  }

  @Test("Of two that were said apart every node takes the same one")
  func apart() {
    var office = Office(1)
    let heads = office.scribe.graph.heads
    let said = [UInt64(1), 2].map { number in
      office.scribe.write(Self.term(office, number), by: office.operatorKey, after: heads)
    }
    let expected: AttachmentID = .number(said[0] < said[1] ? 1 : 2)
    let claims = office.scribe.claims
    for order in [claims, claims.dropLast(2) + claims.suffix(2).reversed()] {
      let view = ServiceView(service: office.service, claims: order)
      #expect(view.term(of: office.workers[0]) == expected)
    }
  }

  @Test("An operator says it of somebody who is enrolled, and nobody else does")
  func author() {
    var office = Office(1)
    for other in [office.node, office.devices[0], SigningKey.number(99)] {
      let id = office.scribe.write(Self.term(office, 1), by: other)
      #expect(office.view.judgement(of: id) == .refused(.notOperator))
    }
    let nobody = office.scribe.write(
      .workerTerm(worker: .number(77), term: .number(1)), by: office.operatorKey)
    #expect(office.view.judgement(of: nobody) == .refused(.unknownDevice))
    #expect(office.view.term(of: office.workers[0]) == nil)
  }

  @Test(
    "What an operator says beside the end of her node counts for nothing, what the end knew of does"
  )
  func ended() {
    var office = Office(1)
    let (node, operatorKey) = (SigningKey.number(80), SigningKey.number(81))
    office.scribe.write(.nodeEnrolled(node: node, operator: operatorKey), by: office.operatorKey)
    let known = office.scribe.write(Self.term(office, 1), by: operatorKey)
    office.scribe.write(.nodeEnded(node: node), by: office.operatorKey)
    let beside = office.scribe.write(Self.term(office, 2), by: operatorKey, after: [known])
    let deeper = office.scribe.write(Self.term(office, 3), by: operatorKey, after: [beside])
    #expect(office.view.judgement(of: deeper) == .allowed)
    #expect(office.view.term(of: office.workers[0]) == .number(1))
  }
}
