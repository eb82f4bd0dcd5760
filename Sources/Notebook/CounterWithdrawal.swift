import CaseFile
import Consent
import Envelope
import Replica
import Store

/// The person withdraws at the service that receives: its worker states it in the share, both sides obey, and the owner
/// records it when it hears of it. Protocol/consent.md, 6.2 and "Withdrawal"; decision 0025.
extension WorkerSession {
  /// - Parameter shares: those in which one service gives the same volets.
  func withdrawReceived(
    _ shares: [Share], volets: [Volet]?, into ledger: LedgerWriter, at now: Instant
  ) throws -> Withdrawal {
    guard let first = shares.first, let latest = first.grants.last?.consent else {
      throw NotebookError.unknownConsent("")
    }
    var codes: [VoletTag: Volet] = [:]
    for share in shares { codes.merge(try grantedVolets(of: share, ledger)) { first, _ in first } }
    if let other = volets?.first(where: { !codes.values.contains($0) }), !codes.isEmpty {
      throw NotebookError.voletsNotInConsent(other)
    }
    var gone: Set<VoletTag> = []
    var occasion: ConsentID?
    for share in shares {
      let tags = share.standingVolets.filter { tag in
        volets.map { named in codes[tag].map(named.contains) ?? false } ?? true
      }
      guard !tags.isEmpty, let consent = share.occasion(for: tags) else { continue }
      gone.formUnion(tags)
      occasion = occasion ?? consent
      let purge = Set(tags.flatMap { share.liveWraps($0).map(\.epoch) }).sorted()
      try state(
        .withdrawal(consent: consent, volets: volets == nil ? [] : tags, purge: purge),
        in: .share(share.id), as: .worker, into: ledger, at: now)
    }
    // What goes back in answer ends with it, at once: she is here.
    try closeReturnShares(into: ledger, at: now)
    let named = Volet.allCases.filter { volet in gone.contains { codes[$0] == volet } }
    // In the case file that it is read beside, where whoever asks who did what looks for it.
    let links = try links(ledger)
    let files = Set(shares.flatMap { links[$0.id]?.files ?? [] }).sorted()
    for place in files.isEmpty ? [.share(first.id)] : files.map(LogID.own) {
      try log(.withdraw, in: place, volets: named, into: ledger, at: now)
    }
    let left = Set(try shares.flatMap { try replica.share($0.id, ledger)?.standingVolets ?? [] })
    let taken = gone.isEmpty ? volets ?? [] : named
    return Withdrawal(
      consent: occasion ?? latest, status: left.isEmpty ? .withdrawn : .given,
      service: first.view.owner.genesis?.name ?? "", isAtRecipient: true, wasSo: gone.isEmpty,
      wasOnlyPlanned: false, volets: gone.allSatisfy { codes[$0] != nil } ? taken : nil, sent: [],
      isAnnounced: false,
      left: Volet.allCases.filter { volet in left.contains { codes[$0] == volet } }, along: [])
  }
}

extension Share {
  /// Volets in which some consent stands, effective or not, ascending.
  var standingVolets: [VoletTag] {
    Set(view.consents.flatMap(view.standing(of:))).sorted()
  }

  /// The consent that a withdrawal of volets names: the latest that stands for one of them.
  func occasion(for tags: [VoletTag]) -> ConsentID? {
    grants.last { grant in tags.contains { view.stands(grant.consent, for: $0) } }?.consent
  }
}
