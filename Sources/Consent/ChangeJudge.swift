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

// Bundles, by their header alone: what is inside is judged change by change once it is open.
extension ChangeJudge {
  /// A bundle of one of our own case files.
  public static func judge(
    own header: BundleHeader, caseFile: OwnView, service: ServiceView
  ) -> Judgement {
    guard !caseFile.isClosed else { return .waiting(.newerVersion) }
    let author = service.mayAuthor(header.device, knowing: header.controlHeads)
    guard author.isAllowed else { return author }
    for epoch in header.epochs {
      guard let stratum = caseFile.start(of: epoch)?.stratum else { return .refused(.unknownEpoch) }
      let misplaced = caseFile.place(tag: header.volet, stratum: stratum, epoch: epoch)
      if let misplaced { return .refused(misplaced) }
    }
    return .allowed
  }

  /// A bundle that crosses a share: the recipient may read every epoch that it opens with.
  public static func judge(
    shared header: BundleHeader, share: ShareView, at: Instant?, cited: [ShareView] = []
  ) -> Judgement {
    let wraps = share.liveWraps(header.volet)
    for epoch in header.epochs {
      guard let start = wraps.first(where: { $0.start.epoch == epoch })?.start else {
        return share.purged.contains(epoch) ? .refused(.purged) : .waiting(.wrap)
      }
      let reading = share.judgeReading(
        header.volet, start.stratum, epoch, at: at, cited: cited)
      guard reading.isAllowed else { return reading }
    }
    return share.owner.mayAuthor(header.device, knowing: header.controlHeads)
  }
}
