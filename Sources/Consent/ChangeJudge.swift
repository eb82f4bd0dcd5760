public import Envelope

/// Whether a change may be kept, sent or accepted, by its header alone. Protocol/consent.md, "Changes".
public enum ChangeJudge {
  /// A change of one of our own case files: its device is one of ours as far as it knew, and the
  /// volet, stratum and epoch exist and belong together.
  public static func judge(
    own header: ChangeHeader, caseFile: OwnView, service: ServiceView
  ) -> Judgement {
    guard !caseFile.isClosed else { return .waiting(.newerVersion) }
    let author = service.mayAuthor(header.device, knowing: header.controlHeads)
    guard author.isAllowed else { return author }
    let misplaced = caseFile.place(
      tag: header.volet, stratum: header.stratum, epoch: header.epoch)
    return misplaced.map { .refused($0) } ?? .allowed
  }

  /// A change that crosses a share, on either side of it: its device is one of the owner's as far as
  /// it knew, and the recipient may read its epoch.
  ///
  /// - `at`: the clock of the sender; nil on receiving, where an end hides and refuses nothing.
  /// - `cited`: the shares of the other direction, for a return share.
  public static func judge(
    shared header: ChangeHeader, share: ShareView, at: Instant?, cited: [ShareView] = []
  ) -> Judgement {
    let reading = share.judgeReading(
      header.volet, header.stratum, header.epoch, at: at, cited: cited)
    guard reading.isAllowed else { return reading }
    return share.owner.mayAuthor(header.device, knowing: header.controlHeads)
  }
}
