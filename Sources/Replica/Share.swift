package import Consent
package import Envelope

/// A share as judged, with its statements at hand and the shares that it answers.
package struct Share {
  package private(set) var view: ShareView
  package private(set) var statements: [ProvenStatement] = []
  package private(set) var cited: [ShareView]
  /// Grants in order of arrival; whether they hold is the view's business.
  package private(set) var grants: [Grant] = []
  /// Every wrap ever made, live or not.
  package private(set) var wraps: [(start: EpochStart, box: BoxKey)] = []
  /// Whose logs it is judged by.
  package private(set) var services: Set<ServiceID>
  /// Those of them that it was parted from.
  private var parted: Set<ServiceID> = []
  /// Of which case file it gives volets, when it is ours.
  package var caseFile: CaseID?
  /// What is known here beside its statements.
  private var restraint = ReadingRestraint()
  /// Grants that give nothing but what our own records say was taken back.
  private var stoppedGrants: [StatementID] = []

  /// - Parameter earliest: no end is judged by an earlier moment than this.
  package init(
    view: ShareView, statements: [ProvenStatement], cited: [ShareView], earliest: Instant
  ) {
    (self.view, self.cited) = (view, cited)
    restraint.earliest = earliest
    services = cited.reduce(view.services) { $0.union($1.services) }
    for statement in statements { keep(statement) }
  }

  /// Takes in a statement that was just admitted.
  package mutating func add(_ statement: ProvenStatement) {
    view.insert(statement)
    keep(statement)
  }

  package mutating func add(_ trace: StatementTrace) { view.insert(trace) }

  /// The same of a share that it answers.
  package mutating func hear(_ statement: ProvenStatement) {
    for index in cited.indices where statement.log == .share(cited[index].share) {
      cited[index].insert(statement)
    }
  }

  /// The log of a service is about to grow: nothing is asked of this share before it has learned of that.
  package mutating func part(from service: ServiceID) {
    guard services.contains(service), parted.insert(service).inserted else { return }
    view.part(from: service)
    for index in cited.indices { cited[index].part(from: service) }
  }

  package var isParted: Bool { !parted.isEmpty }

  /// Who it is between may turn out otherwise when a service's log grows.
  package var isSettled: Bool { view.isNamed && cited.allSatisfy(\.isNamed) }

  package mutating func learn(_ service: (ServiceID) throws -> ServiceView) rethrows {
    let known = try parted.sorted().map(service)
    view.learn(known)
    for index in cited.indices { cited[index].learn(known) }
    parted = []
  }

  private mutating func keep(_ statement: ProvenStatement) {
    statements.append(statement)
    if case .grant(let grant) = statement.act {
      grants.append(grant)
      services.insert(grant.owner)
    }
    if case .epochsWrapped(let starts, let box) = statement.act {
      wraps += starts.map { ($0, box) }
    }
  }

  /// A withdrawal is never kept waiting: what our own records say in clear stops what we send, until the share says it.
  package mutating func stop(_ withdrawn: [ConsentID: Set<VoletTag>]) {
    (restraint.takenBack, stoppedGrants) = ([], [])
    guard !withdrawn.isEmpty else { return }
    for (consent, tags) in withdrawn {
      restraint.takenBack.formUnion(tags.filter { view.stands(consent, for: $0) })
    }
    guard !restraint.takenBack.isEmpty else { return }
    for statement in statements {
      guard case .grant(let grant) = statement.act,
        withdrawn[grant.consent, default: []].isSuperset(of: grant.volets),
        restraint.takenBack.isSuperset(of: grant.volets)
      else { continue }
      stoppedGrants.append(statement.id)
    }
  }

  /// Nor is a closing kept waiting: what our own records say in clear that it ended is not sent, until the share says so.
  package mutating func hold(_ own: OwnView) {
    restraint.heldBack = []
    guard !own.closings.isEmpty else { return }
    for consent in view.consents where own.hasEnded(consent, isAnswer: cites != nil) {
      restraint.heldBack.formUnion(view.sendingTags(of: consent))
    }
  }

  package var id: ShareID { view.share }
  package var owner: ServiceID { view.owner.service }
  package var recipient: ServiceID { view.recipient.service }

  /// What a return share answers.
  package var cites: Citation? { grants.lazy.compactMap(\.cites).first }

  package func allowance(_ volet: VoletTag, at now: Instant?) -> ShareView.Allowance? {
    restraint.takenBack.contains(volet)
      ? nil : view.allowance(volet, at: judging(now), cited: cited)
  }

  /// Until when a volet may be read: the earlier of the end of what allows it and of that of what it answers. Nil without
  /// an end.
  package func end(of volet: VoletTag) -> Instant? {
    guard let allowance = view.effective(volet) else { return nil }
    let answered = allowance.cites.compactMap { answered in
      cited.first {
        $0.share == answered.share && $0.stands(answered.consent, for: answered.volet)
      }?.effective(answered.volet)?.until
    }
    return ([allowance.until].compactMap(\.self) + answered).min()
  }

  private func judging(_ now: Instant?) -> Instant? { now.map { max($0, restraint.earliest) } }

  /// The rule of reading, asked of this share with all that is known here.
  package func judge(_ place: SealedPlace, for purpose: ReadingPurpose) -> Judgement {
    view.judge(place, for: purpose, cited: cited, under: restraint)
  }

  /// What we send of a volet still: nothing once the follow-up was ended, here or where it is answered.
  package func sending(_ volet: VoletTag, at now: Instant?) -> ShareView.Allowance? {
    isStopped(volet)
      ? nil : view.allowance(volet, at: judging(now), cited: cited, of: .sending)
  }

  package func sendingWraps(_ volet: VoletTag) -> [EpochStart] {
    view.sendingWraps(volet).map(\.start)
  }

  /// Whether a device granted a consent knowing of every end of the follow-up that stands in the share.
  package func hasGranted(_ consent: ConsentID, by device: SigningKey) -> Bool {
    let ends = view.ceasings.map(\.statement)
    return statements.contains { statement in
      statement.author == device && statement.act.asGrant?.consent == consent
        && ends.allSatisfy { view.graph.isInPast($0, of: statement.id) }
    }
  }

  /// When a grant was stated.
  package func moment(of grant: Grant) -> Instant? {
    statements.last { $0.act.asGrant == grant }?.at
  }

  /// Full, or broken: nothing can be stated in it any more.
  package var isUnwritable: Bool {
    switch view.closure {
    case .full, .broken, .otherParties: true
    case nil, .newerVersion: false
    }
  }

  package func liveWraps(_ volet: VoletTag) -> [EpochStart] { view.liveWraps(volet).map(\.start) }

  /// Volets that something allows, whatever the clock says.
  package var openVolets: [VoletTag] {
    view.effective().keys.filter { allowance($0, at: nil) != nil }.sorted()
  }

  /// Whether a statement of ours waits until the share says what the person took back, or that the follow-up ended: it gives
  /// nothing else, or leans on what does. A wrap of a volet that was taken back goes without its rows, since those of other
  /// volets lean on it: the withdrawal that is to come leaves no wrap live that has not seen it.
  package func isHeldBack(_ statement: ProvenStatement) -> Bool {
    guard !restraint.takenBack.isEmpty || !restraint.heldBack.isEmpty else { return false }
    if case .epochsWrapped(let starts, _) = statement.act,
      starts.contains(where: { restraint.heldBack.contains($0.volet) })
    {
      return true
    }
    return stoppedGrants.contains {
      $0 == statement.id || view.graph.isInPast($0, of: statement.id)
    }
  }

  private func isStopped(_ volet: VoletTag) -> Bool {
    restraint.takenBack.contains(volet) || restraint.heldBack.contains(volet)
  }

  /// Rows of a statement that nobody of the recipient is to have any more: what it gave was taken back, as the share says, or
  /// our own records before it.
  package func takenBack(of statement: ProvenStatement) -> Set<AttachmentID> {
    switch statement.act {
    case .grant(let grant):
      guard view.judgement(of: statement.id) == .allowed,
        !grant.volets.contains(where: { view.stands(grant.consent, for: $0) })
      else { return [] }
      return [grant.sealed, grant.ownerWrap, grant.recipientWrap]
    case .epochsWrapped(let starts, _):
      guard view.judgement(of: statement.id) == .allowed else { return [] }
      return Set(
        starts.filter { !view.isLive($0.epoch) || restraint.takenBack.contains($0.volet) }
          .map(\.wrap))
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord, .withdrawal, .receipt,
      .anchor, .erasure, .ceased:
      return []
    }
  }
}

extension Act {
  package var asGrant: Grant? {
    if case .grant(let grant) = self { grant } else { nil }
  }

  /// Whether it lets somebody read what they could not.
  var isGiving: Bool {
    switch self {
    case .grant, .epochsWrapped: true
    case .genesis, .nodeEnrolled, .nodeEnded, .workerEnrolled, .rootOpened, .workerAdmitted,
      .workerEnded, .workerTerm, .sheetPublished, .sheetWithdrawn, .caseOpened, .stratumOpened,
      .epochOpened,
      .ownRecord, .withdrawal, .receipt, .anchor, .erasure, .ceased:
      false
    }
  }
}
