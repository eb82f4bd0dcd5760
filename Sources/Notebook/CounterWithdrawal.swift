import CaseFile
import Consent
import Envelope
import Store

/// The person withdraws at the service that receives: its worker states it in the share, both sides obey, and the owner
/// records it when it hears of it. Protocol/consent.md, 6.2 and "Withdrawal"; decision 0025.
extension Notebook {
  func withdrawReceived(
    _ typed: String, volets: [Volet]?, into ledger: LedgerWriter, at now: Instant
  ) throws -> Withdrawal {
    let shares = try receivedShares(named: typed, ledger, at: now)
    guard let first = shares.first, let latest = first.grants.last?.consent else {
      throw NotebookError.unknownConsent(typed)
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
    try log(.withdraw, in: .share(first.id), volets: named, into: ledger, at: now)
    let isLeft = try shares.contains { try share($0.id, ledger)?.standingVolets.isEmpty == false }
    return Withdrawal(
      consent: occasion ?? latest, status: isLeft ? .given : .withdrawn,
      service: first.view.owner.genesis?.name ?? "", isAtRecipient: true, wasSo: gone.isEmpty,
      wasOnlyPlanned: false, volets: gone.allSatisfy { codes[$0] != nil } ? named : nil, sent: [],
      isAnnounced: false, along: [])
  }

  /// The shares that a person's word is about: the one that was named, and those in which the same service gives the
  /// same volets. None when nothing of that name was received.
  private func receivedShares(
    named typed: String, _ ledger: LedgerReader, at now: Instant
  ) throws -> [Share] {
    let received = try allShares(ledger).filter { $0.recipient == service }
    var named = received.filter { share in
      Notebook.isPrefix(typed, of: share.id.description)
        || share.grants.contains { Notebook.isPrefix(typed, of: $0.consent.description) }
    }
    if named.isEmpty {
      let listed = try self.received(ledger, at: now).filter { Notebook.same($0.name, typed) }
      named = received.filter { share in listed.contains { $0.share == share.id } }
    }
    guard let first = named.first else { return [] }
    let volets = Set(first.grants.flatMap(\.volets))
    let beside = received.filter { share in
      share.owner == first.owner && share.grants.contains { !volets.isDisjoint(with: $0.volets) }
    }
    guard named.allSatisfy({ share in beside.contains { $0.id == share.id } }) else {
      throw NotebookError.ambiguous(typed)
    }
    return beside
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
