public import Envelope

extension ShareView {
  /// What an allowance is asked for. Protocol/consent.md, "Ceasing".
  public enum Side: Hashable, Sendable {
    /// By the recipient; an end of the follow-up takes nothing of it.
    case reading
    /// By the owner: nothing more once it ended the follow-up.
    case sending
  }

  /// Where a consent stands.
  public enum Status: Hashable, Sendable {
    case given
    /// Its author was ended, and the anchor that tells what stands has not arrived.
    case suspended
    case withdrawn
    case superseded
    /// No statement that gave it holds.
    case void
  }

  // MARK: The convergent rule

  /// What is allowed for each volet, by the set of statements alone; empty when the share is closed.
  public func effective() -> [VoletTag: Allowance] {
    var allowances: [VoletTag: Allowance] = [:]
    for tag in rules.consents.survivors.keys { allowances[tag] = effective(tag) }
    return allowances
  }

  /// Nil when nothing is allowed for this volet. What survivors allow together, narrowed by those that wait for an anchor.
  ///
  ///     view.effective(tag)?.until   // nil: until somebody ends it
  public func effective(_ tag: VoletTag) -> Allowance? { allowed(tag, .reading) }

  private func allowed(_ tag: VoletTag, _ side: Side) -> Allowance? {
    guard closure == nil else { return nil }
    let indices =
      switch side {
      case .reading: rules.survivors(tag)
      case .sending: rules.sendingSurvivors(tag)
      }
    let survivors = indices.compactMap(rules.grant)
    guard !survivors.isEmpty else { return nil }
    let narrowing = rules.suspendedSurvivors(tag).compactMap(rules.grant)
    let all = survivors + narrowing
    return Allowance(
      consents: Set(survivors.map(\.consent)).sorted(),
      until: all.compactMap(\.until).min(),
      bothWays: all.allSatisfy(\.bothWays),
      cites: Set(all.compactMap { Answered($0, for: tag) }).sorted())
  }

  /// What is allowed for a volet now: a local gate, never part of the merge. Nil when the earliest
  /// end is not after `at`, or when a share that the consent answers is not open.
  ///
  /// - `at`: nil leaves ends aside, as for what is received.
  /// - `cited`: the shares of the other direction; without them a return share allows nothing.
  /// - `of`: what the recipient may read, or what the owner sends still.
  public func allowance(
    _ tag: VoletTag, at: Instant?, cited: [ShareView] = [], of side: Side = .reading
  ) -> Allowance? {
    guard let allowance = allowed(tag, side) else { return nil }
    if let at, let until = allowance.until, until <= at { return nil }
    let isAnswered = allowance.cites.allSatisfy { answered in
      cited.contains { holds(answered, in: $0, at: at, of: side) }
    }
    return isAnswered ? allowance : nil
  }

  /// Whether what a volet of a return share answers is still transmitted, and both ways, and the consent that it answers
  /// still stands for it.
  private func holds(
    _ answered: Answered, in cited: ShareView, at: Instant?, of side: Side
  ) -> Bool {
    guard cited.share == answered.share, cited.owner.service == recipient.service,
      cited.recipient.service == owner.service,
      let allowance = cited.allowed(answered.volet, side), allowance.bothWays,
      cited.stands(answered.consent, for: answered.volet, of: side)
    else { return false }
    guard let at, let until = allowance.until else { return true }
    return at < until
  }

  // MARK: Consents

  /// Every consent that some statement of the share gives, ascending.
  public var consents: [ConsentID] { rules.consents.ofConsent.keys.sorted() }

  /// Grants of a consent, valid or not, in the log's order.
  public func grants(of consent: ConsentID) -> [StatementID] {
    grantIndices(of: consent).map { graph.claims[$0].id }
  }

  /// Nil when no judged statement gives this consent.
  public func status(of consent: ConsentID) -> Status? {
    let indices = grantIndices(of: consent)
    guard !indices.isEmpty else { return nil }
    if !tags(of: consent).isEmpty { return .given }
    guard closure == nil else { return .suspended }
    let isSuspended = rules.consents.held.keys.contains { tag in
      rules.suspendedSurvivors(tag).contains { grant($0)?.consent == consent }
    }
    if isSuspended { return .suspended }
    let judged = indices.filter {
      rules.verdicts[$0].isAllowed || rules.verdicts[$0] == .waiting(.anchor)
    }
    guard !judged.isEmpty else {
      let isRefused = indices.contains {
        if case .refused = rules.verdicts[$0] { true } else { false }
      }
      return isRefused ? .void : nil
    }
    return standing(of: consent).isEmpty ? .withdrawn : .superseded
  }

  /// The volets for which a consent is effective, ascending.
  public func tags(of consent: ConsentID) -> [VoletTag] {
    effective().filter { $0.value.consents.contains(consent) }.keys.sorted()
  }

  /// The volets of which the owner sends still under a consent, ascending; the shares that it answers left aside.
  public func sendingTags(of consent: ConsentID) -> [VoletTag] {
    rules.sent.survivors.keys.filter { tag in
      allowed(tag, .sending)?.consents.contains(consent) ?? false
    }.sorted()
  }

  /// Whether nobody has withdrawn a consent, and nothing is sent in its volets since an end of the follow-up, by it or by
  /// a later one that had taken its place.
  public func isStopped(_ consent: ConsentID) -> Bool {
    let standing = standing(of: consent)
    return !standing.isEmpty && stoppedTags(of: consent).count == standing.count
  }

  /// The valid ends of the follow-up that cover a volet of a consent and were not known when it was first given, in the
  /// log's order.
  public func ceasings(after consent: ConsentID) -> [(statement: StatementID, at: Instant)] {
    let tags = Set(grantedVolets(of: consent))
    let first = grants(of: consent).first
    return ceasings.filter { ceasing in
      guard ceasing.volets.isEmpty || !tags.isDisjoint(with: ceasing.volets) else { return false }
      return first.map { !graph.isInPast(ceasing.statement, of: $0) } ?? true
    }.map { ($0.statement, $0.at) }
  }

  /// The volets of a consent that nobody has withdrawn, and in which nothing is sent since an end of the follow-up,
  /// ascending: that of the consent itself, or of a later one that had taken its place.
  public func stoppedTags(of consent: ConsentID) -> [VoletTag] {
    standing(of: consent).filter { allowed($0, .sending) == nil }
  }

  /// The volets that nobody has withdrawn since some grant of a consent, ascending: it is effective there, or a later one
  /// took its place and what it had opened is open still. None when the share is closed.
  ///
  ///     let withdrawn = Set(view.grantedVolets(of: consent)).subtracting(view.standing(of: consent))
  public func standing(of consent: ConsentID) -> [VoletTag] {
    guard closure == nil else { return [] }
    return rules.consents.standing.keys.filter { stands(consent, for: $0) }.sorted()
  }

  /// Whether nobody has withdrawn a volet since some grant of a consent. False when the share is closed.
  /// For what is sent: nobody has ended the follow-up since, either.
  public func stands(
    _ consent: ConsentID, for tag: VoletTag, of side: Side = .reading
  ) -> Bool {
    guard closure == nil else { return false }
    let standing =
      switch side {
      case .reading: rules.consents.standing
      case .sending: rules.sent.standing
      }
    return standing[tag, default: []].contains { grant($0)?.consent == consent }
  }

  /// The volets that some valid or suspended grant of a consent lists, whatever became of it, ascending.
  public func grantedVolets(of consent: ConsentID) -> [VoletTag] {
    let counted = rules.consents.ofConsent[consent, default: []].filter { index in
      rules.verdicts[index].isAllowed || rules.verdicts[index] == .waiting(.anchor)
    }
    return Set(counted.flatMap { grant($0)?.volets ?? [] }).sorted()
  }

  /// The valid withdrawals of a volet that no grant of it has seen, in the log's order: the first of them ended it.
  ///
  /// - `consent`: nil for the grants of any.
  public func endings(of consent: ConsentID? = nil, for tag: VoletTag) -> [Withdrawn] {
    let given = given(tag).filter { consent == nil || grant($0)?.consent == consent }
    let later = rules.removals.complete(covering: tag).filter { index in
      !given.contains { graph.isInPast(index, of: $0) }
    }
    return ordered(later, early: rules.removals.early(covering: tag))
  }

  /// Since when, and by which consent, nothing comes back any more for a volet that a consent gave both ways: the first
  /// valid grant one way that this consent's grants have not seen. Nil when there is none.
  public func oneWay(
    _ consent: ConsentID, for tag: VoletTag
  ) -> (since: Instant, by: ConsentID, statement: StatementID)? {
    let given = rules.consents.grants[tag, default: []]
    let own = given.filter { grant($0)?.consent == consent }
    guard own.contains(where: { grant($0)?.bothWays == true }) else { return nil }
    let later = graph.sorted(
      given.filter { index in
        grant(index)?.bothWays == false && !own.contains { graph.isInPast(index, of: $0) }
      })
    guard let first = later.first, let narrower = grant(first) else { return nil }
    return (graph.claims[first].at, narrower.consent, graph.claims[first].id)
  }

  /// Whether another consent both ways had taken the place of one for a volet, as whoever made a statement knew.
  public func wasRenewed(
    _ consent: ConsentID, for tag: VoletTag, before statement: StatementID
  ) -> Bool {
    let given = rules.consents.grants[tag, default: []]
    let own = given.filter { grant($0)?.consent == consent }
    return given.contains { index in
      grant(index)?.consent != consent && grant(index)?.bothWays == true
        && own.contains { graph.isInPast($0, of: index) }
        && graph.isInPast(graph.claims[index].id, of: statement)
    }
  }

  /// Consents that were given for a volet by whoever knew that this one had been, ascending: the first of them took its
  /// place.
  public func successors(of consent: ConsentID, for tag: VoletTag) -> [ConsentID] {
    let given = rules.consents.grants[tag, default: []]
    let own = given.filter { grant($0)?.consent == consent }
    let later = given.filter { index in own.contains { graph.isInPast($0, of: index) } }
    return Set(later.compactMap { grant($0)?.consent }).subtracting([consent]).sorted()
  }

  /// The last day of the valid grants of a volet, whatever became of them; nil when one has no end.
  public func lastEnd(of tag: VoletTag) -> Instant? {
    let ends = rules.consents.grants[tag, default: []].compactMap(rules.grant).map(\.until)
    return ends.contains(nil) ? nil : ends.compactMap { $0 }.max()
  }

  /// Valid and suspended grants of a volet.
  private func given(_ tag: VoletTag) -> [Int] {
    rules.consents.grants[tag, default: []] + rules.consents.suspended[tag, default: []]
  }

  private func grantIndices(of consent: ConsentID) -> [Int] {
    graph.sorted(rules.consents.ofConsent[consent, default: []])
  }

  func grant(_ index: Int) -> Grant? { rules.grant(index) }
}
