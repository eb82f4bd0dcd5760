import Envelope
import Testing

@testable import Consent

@Suite("Bundles by their headers")
struct BundleJudgeTests {
  private func header(
    _ epochs: [EpochID], tag: VoletTag = Counter.tags[0], by device: SigningKey,
    knowing heads: [StatementID]
  ) -> BundleHeader {
    BundleHeader(
      volet: tag, device: device, epochs: epochs.sorted(), documents: [.number(1)], count: 1,
      idsHash: .number(2), secretHash: .number(3), controlHeads: heads)
  }

  @Test("One of our own case files: its device and every one of its epochs belong there")
  func own() {
    let desk = OwnViewTests.Desk()
    var view = desk.view
    func judge(
      _ epochs: [EpochID], tag: VoletTag = Counter.tags[0], by device: SigningKey? = nil
    ) -> Judgement {
      Judge.judgement(
        of: header(
          epochs, tag: tag, by: device ?? desk.office.devices[0], knowing: desk.office.staffed),
        in: .own(view, of: desk.office.view))
    }
    #expect(judge([Counter.epochs[0]]) == .allowed)
    #expect(judge([Counter.epochs[1]], tag: Counter.tags[1]) == .allowed)
    #expect(judge(Counter.epochs) == .refused(.unknownStratum))
    #expect(judge([Counter.epochs[0], .number(999)]) == .refused(.unknownEpoch))
    #expect(judge([Counter.epochs[0]], tag: .number(998)) == .refused(.unknownVolet))
    #expect(judge([Counter.epochs[0]], by: .number(997)) == .refused(.notEnrolled))
    view.markUnknown()
    #expect(judge([Counter.epochs[0]]) == .waiting(.newerVersion))
  }

  @Test(
    "Across a share: the recipient may read every one of its epochs, and the device is the owner's")
  func shared() throws {
    var share = try SignedShare()
    func judge(
      _ epochs: [EpochID] = [Counter.epochs[0]], by device: SigningKey? = nil
    ) -> Judgement {
      Judge.judgement(
        of: header(
          epochs, by: device ?? share.owner.key(.anne), knowing: share.owner.view.heads),
        in: .share(share.view, cited: []))
    }
    #expect(judge() == .waiting(.wrap))
    try share.write(share.counter.grant(1, until: 500), by: .anne)
    try share.write(Counter.wrap(), by: .bilal)
    #expect(judge() == .allowed)
    #expect(judge(Counter.epochs) == .waiting(.wrap))
    #expect(judge(by: share.owner.key(.stranger)) == .refused(.notEnrolled))
    #expect(judge(by: share.recipient.key(.anne)) == .refused(.notEnrolled))
    try share.write(Counter.withdrawal(purge: [Counter.epochs[0]]), by: .bilal)
    #expect(judge() == .refused(.purged))
  }
}
