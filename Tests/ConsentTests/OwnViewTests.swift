import CRDT
import Envelope
import Testing

@testable import Consent

@Suite("A case file by its own log")
struct OwnViewTests {
  static let file = CaseID.number(60)

  /// An office and a case file of two volets.
  struct Desk {
    var office = Office(1)
    var scribe = Scribe(log: .own(OwnViewTests.file), seed: 61)
    let opened: StatementID

    init() {
      opened = scribe.write(
        .caseOpened(volets: [Counter.start(0), Counter.start(1)], sealed: .number(62)),
        by: office.devices[0], knowing: office.staffed)
    }

    var view: OwnView {
      guard let view = OwnView(scribe.graph, service: office.view) else {
        preconditionFailure("an own log")
      }
      return view
    }

    @discardableResult
    mutating func write(
      _ act: Act, by position: Int = 0, after parents: [StatementID]? = nil
    ) -> StatementID {
      scribe.write(
        act, by: office.devices[position], after: parents, knowing: office.view.heads)
    }

    func start(_ stratum: UInt64, _ epoch: UInt64, volet: Int = 0) -> EpochStart {
      EpochStart(
        volet: Counter.tags[volet], stratum: .number(stratum), epoch: .number(epoch),
        wrap: .number(epoch + 1))
    }

    func judge(_ tag: VoletTag, _ stratum: StratumID, _ epoch: EpochID) -> Judgement {
      let header = ChangeHeader(
        document: .number(1), volet: tag, stratum: stratum, epoch: epoch,
        device: office.devices[0], sequence: 1, parents: [], controlHeads: office.staffed,
        secretHash: .number(4))
      return Judge.judgement(of: header, in: .own(view, of: office.view))
    }
  }

  @Test("Opening tells volets in order, each with a stratum and an epoch")
  func opening() {
    let view = Desk().view
    #expect(view.volets.map(\.tag) == Counter.tags)
    #expect(view.volets.map(\.position) == [0, 1])
    for position in 0...1 {
      let tag = Counter.tags[position]
      #expect(view.strata(of: tag) == [Counter.strata[position]])
      #expect(view.openStratum(of: tag) == Counter.strata[position])
      #expect(view.currentEpoch(of: Counter.strata[position]) == Counter.epochs[position])
      #expect(view.wrap(of: Counter.epochs[position]) == .number(13))
    }
  }

  @Test("From now on: a stratum closes, the next opens, the old one keeps its epochs")
  func strata() {
    var desk = Desk()
    let (tag, old) = (Counter.tags[0], Counter.strata[0])
    desk.write(.stratumOpened(desk.start(500, 501), closes: [old]))
    #expect(desk.view.openStratum(of: tag) == .number(500))
    #expect(desk.view.strata(of: tag) == [old, .number(500)])
    desk.write(
      .epochOpened(EpochStart(volet: tag, stratum: old, epoch: .number(510), wrap: .number(1))))
    #expect(desk.view.currentEpoch(of: old) == .number(510))
    #expect(desk.view.epochs(of: old) == [Counter.epochs[0], .number(510)])
    #expect(desk.judge(tag, old, Counter.epochs[0]) == .allowed)
    #expect(desk.judge(tag, old, .number(510)) == .allowed)
    #expect(desk.judge(tag, .number(500), .number(510)) == .refused(.unknownEpoch))
    #expect(desk.judge(tag, Counter.strata[1], Counter.epochs[1]) == .refused(.unknownStratum))
    #expect(desk.judge(.number(9), old, .number(510)) == .refused(.unknownVolet))
  }

  @Test("Two strata opened at once are both open, the smallest is used; so for epochs")
  func concurrent() {
    var desk = Desk()
    let (tag, old) = (Counter.tags[0], Counter.strata[0])
    let starts = [desk.start(500, 501), desk.start(502, 503)]
    for start in starts { desk.write(.stratumOpened(start, closes: [old]), after: [desk.opened]) }
    #expect(desk.view.openStratum(of: tag) == starts.map(\.stratum).min())
    let epochs: [EpochID] = [.number(520), .number(521)]
    for epoch in epochs {
      let start = EpochStart(volet: tag, stratum: old, epoch: epoch, wrap: .number(1))
      desk.write(.epochOpened(start), after: [desk.opened])
    }
    #expect(desk.view.currentEpoch(of: old) == epochs.min())
    let later = EpochStart(volet: tag, stratum: old, epoch: .number(530), wrap: .number(1))
    desk.write(.epochOpened(later))
    #expect(desk.view.currentEpoch(of: old) == .number(530))
    for order in permutations(desk.scribe.claims).prefix(200) {
      let again = OwnView(Scribe.graph(.own(Self.file), order), service: desk.office.view)
      #expect(again?.openStratum(of: tag) == desk.view.openStratum(of: tag))
      #expect(again?.currentEpoch(of: old) == .number(530))
      #expect(again?.volets == desk.view.volets)
    }
  }

  @Test("What names something unknown, or something twice, is kept without effect")
  func refusals() {
    var desk = Desk()
    let cases: [(Act, Judgement.Refusal)] = [
      (.caseOpened(volets: [], sealed: .number(1)), .notNew),
      (.stratumOpened(desk.start(500, 501), closes: [Counter.strata[1]]), .unknownStratum),
      (.stratumOpened(desk.start(201, 501), closes: []), .notNew),
      (.stratumOpened(desk.start(500, 301), closes: []), .notNew),
      (.epochOpened(desk.start(999, 501)), .unknownStratum),
      (.epochOpened(desk.start(201, 302)), .notNew),
      (.epochOpened(desk.start(201, 501, volet: 1)), .unknownStratum),
      (.nodeEnded(node: .number(1)), .misplaced),
    ]
    for (act, refusal) in cases {
      let id = desk.write(act)
      #expect(desk.view.judgement(of: id) == .refused(refusal))
    }
    #expect(desk.view.openStratum(of: Counter.tags[0]) == Counter.strata[0])
    #expect(desk.view.epochs(of: Counter.strata[0]) == [Counter.epochs[0]])
  }

  @Test("Records come in the log's order, those of people who may not write do not come")
  func records() {
    var desk = Desk()
    let first = desk.write(.ownRecord(subject: [1], sealed: .number(1)))
    let second = desk.write(.ownRecord(subject: [2], sealed: .number(2)), by: 1)
    _ = desk.office.end(1)
    let late = desk.write(.ownRecord(subject: [3], sealed: .number(3)), by: 1)
    #expect(desk.view.records.map(\.statement) == [first, second])
    #expect(desk.view.judgement(of: late) == .refused(.ended))
  }

  @Test(
    "A closing ends what did not know of it, said in clear, and a reopening gives nothing of it back"
  )
  func turns() throws {
    var desk = Desk()
    let file = desk.view.caseFile.bytes
    let consents = (1...4).map { ConsentID.number(UInt64($0)) }
    func write(_ subject: [UInt8], _ turn: CaseTurn? = nil) -> StatementID {
      desk.write(.ownRecord(subject: subject, sealed: .number(9), turn: turn))
    }
    _ = write(consents[0].bytes)
    // Of another subject: no turn of this case file.
    _ = write(consents[0].bytes, .closed)
    #expect(!desk.view.isFileClosed && desk.view.closings.isEmpty)
    #expect(!desk.view.hasEnded(consents[0], isAnswer: false))
    #expect(!desk.view.hasEnded(consents[3], isAnswer: false))
    let closing = write(file, .closed)
    #expect(desk.view.isFileClosed && desk.view.closings == [closing])
    // One of which no record is here ends too, whichever way it goes.
    for consent in [consents[0], consents[3]] {
      #expect(desk.view.hasEnded(consent, isAnswer: false))
      #expect(desk.view.hasEnded(consent, isAnswer: true))
    }
    _ = write(file, .reopened)
    _ = write(consents[1].bytes)
    #expect(!desk.view.isFileClosed)
    #expect(desk.view.hasEnded(consents[0], isAnswer: false))
    #expect(!desk.view.hasEnded(consents[1], isAnswer: false))
    #expect(desk.view.hasEnded(consents[3], isAnswer: false))
    // An answer goes by its link.
    #expect(!desk.view.hasEnded(consents[3], isAnswer: true))
  }

  @Test("An unknown statement closes the case file: nothing is written until a newer version")
  func unknown() {
    let desk = Desk()
    var view = desk.view
    view.markUnknown()
    let header = ChangeHeader(
      document: .number(1), volet: Counter.tags[0], stratum: Counter.strata[0],
      epoch: Counter.epochs[0], device: desk.office.devices[0], sequence: 1, parents: [],
      controlHeads: desk.office.staffed, secretHash: .number(4))
    #expect(
      Judge.judgement(of: header, in: .own(view, of: desk.office.view))
        == .waiting(.newerVersion))
    #expect(view.judgement(of: desk.opened) == .waiting(.newerVersion))
  }
}
