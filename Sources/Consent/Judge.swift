public import Envelope

/// Whether something that came, or that we made ourselves, may be kept. The only maker of what a ledger keeps.
/// Protocol/consent.md, "Judging" and "Changes".
///
/// ```swift
/// switch Judge.judge(change, among: homes) {
/// case .allowed(let judged): try ledger.insertChange(judged, secret: secret)
/// case .refused(let why): …
/// case .waiting(let reason): …
/// }
/// ```
public enum Judge {
  /// Where a volet stands, as far as whoever brings something of it may say.
  public enum Home: Sendable {
    /// In a case file of ours; the log of our service.
    case own(OwnView, of: ServiceView)
    /// In a share that gives it to us; the shares that it answers.
    case share(ShareView, cited: [ShareView])

    fileprivate var log: LogID {
      switch self {
      case .own(let view, _): .own(view.caseFile)
      case .share(let view, _): .share(view.share)
      }
    }

    /// Nil for ours.
    fileprivate var owner: ServiceID? {
      switch self {
      case .own: nil
      case .share(let view, _): view.owner.service
      }
    }
  }

  /// Where a statement stands.
  public enum Log: Sendable {
    case service(ServiceView)
    case own(OwnView)
    case share(ShareView)
  }

  // MARK: What may be kept

  /// A change, as of the first of its homes that allows it.
  public static func judge(
    _ change: ProvenEnvelope, among homes: [Home]
  ) -> Verdict<JudgedEnvelope> {
    let judgements = homes.map { judgement(of: change.header, in: $0) }
    guard let home = zip(homes, judgements).first(where: { $0.1.isAllowed })?.0 else {
      return why(judgements)
    }
    return .allowed(JudgedEnvelope(change, by: home.log, of: home.owner))
  }

  /// A bundle, as of the first of its homes that allows it.
  public static func judge(
    _ bundle: ProvenBundle, among homes: [Home]
  ) -> Verdict<JudgedBundle> {
    let judgements = homes.map { judgement(of: bundle.header, in: $0) }
    guard let home = zip(homes, judgements).first(where: { $0.1.isAllowed })?.0 else {
      return why(judgements)
    }
    return .allowed(JudgedBundle(bundle, by: home.log, of: home.owner))
  }

  /// A statement of a log. One that waits for the anchor of its author alone has its place already.
  ///
  ///     guard case .allowed(let judged) = Judge.judge(statement, in: .share(view)) else { return }
  public static func judge(
    _ statement: ProvenStatement, in log: Log
  ) -> Verdict<JudgedStatement> {
    let judgement =
      switch log {
      case .service(let view): view.judge(statement)
      case .own(let view): view.judge(statement)
      case .share(let view): view.judge(statement)
      }
    switch judgement {
    case .allowed: return .allowed(JudgedStatement(statement, isInEffect: true))
    case .waiting(.anchor): return .allowed(JudgedStatement(statement, isInEffect: false))
    case .refused(let reason): return .refused(reason)
    case .waiting(let reason): return .waiting(reason)
    }
  }

  private static func why<Judged: ~Copyable>(_ judgements: [Judgement]) -> Verdict<Judged> {
    switch Judgement.together(judgements) {
    case .refused(let reason): .refused(reason)
    case .waiting(let reason): .waiting(reason)
    // Not among what nobody allows.
    case .allowed: .refused(.otherLog)
    }
  }

  // MARK: By the header alone

  /// Of our own: its device was one of ours as far as it knew, and the volet, the stratum and the epoch exist and belong
  /// together. Of what is given to us: the recipient may read it, and its device was one of the owner's.
  static func judgement(of header: ChangeHeader, in home: Home) -> Judgement {
    judgement(by: header.device, knowing: header.controlHeads, in: home) {
      switch home {
      case .own(let view, _): view.judge(header.place)
      case .share(let view, let cited): view.judge(header.place, for: .keeping, cited: cited)
      }
    }
  }

  /// The same of every epoch that a bundle opens with.
  static func judgement(of header: BundleHeader, in home: Home) -> Judgement {
    judgement(by: header.device, knowing: header.controlHeads, in: home) {
      for epoch in header.epochs {
        let judgement: Judgement
        switch home {
        case .own(let view, _):
          guard let stratum = view.start(of: epoch)?.stratum else {
            return .refused(.unknownEpoch)
          }
          judgement = view.judge(SealedPlace(volet: header.volet, stratum: stratum, epoch: epoch))
        case .share(let view, let cited):
          guard let start = view.liveWrap(of: epoch, in: header.volet) else {
            return view.isPurged(epoch) ? .refused(.purged) : .waiting(.wrap)
          }
          judgement = view.judge(start.place, for: .keeping, cited: cited)
        }
        guard judgement.isAllowed else { return judgement }
      }
      return .allowed
    }
  }

  private static func judgement(
    by device: SigningKey, knowing heads: [StatementID], in home: Home,
    placed place: () -> Judgement
  ) -> Judgement {
    switch home {
    case .own(let view, let service):
      guard !view.isClosed else { return .waiting(.newerVersion) }
      let author = service.mayAuthor(device, knowing: heads)
      return author.isAllowed ? place() : author
    case .share(let view, _):
      let placed = place()
      return placed.isAllowed ? view.owner.mayAuthor(device, knowing: heads) : placed
    }
  }
}
