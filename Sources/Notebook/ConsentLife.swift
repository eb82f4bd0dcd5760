import CaseFile
import Consent
import Envelope
import Wire

/// What became of each consent: one fold, of values alone. Whoever holds the same records and the same shares comes to the
/// same, but for the clock, which only tells what has run out. Protocol/consent.md, "The life of a consent".
extension ConsentFacts {
  /// In the order in which they were first recorded.
  func lives() -> [ConsentSummary] {
    let found = records.consents.compactMap(life)
    let unlinked = Set(found.filter { $0.status == .unlinked }.map(\.consent))
    return found.map { $0.told(whenUnlinked: unlinked) }
  }

  /// Nil where the first record names no service.
  private func life(of one: ConsentRecords.Recorded) -> ConsentSummary? {
    guard var found = recorded(one) else { return nil }
    let begun = one.history.first?.at
    if let shared = shared[one.consent] {
      found.learn(shared, beside: begun, latest: latest)
    }
    found.runOut(at: latest)
    if one.history.last(where: \.isRead)?.record.said == .unlinked {
      found.status = .unlinked
      return found
    }
    close(&found, one)
    if let stop = shared[one.consent]?.stop { found.stop(stop) }
    return found
  }

  /// What the records alone say.
  private func recorded(_ one: ConsentRecords.Recorded) -> ConsentSummary? {
    guard let first = one.history.first?.record, let recipient = ServiceID(first.recipient) else {
      return nil
    }
    let later = one.history.dropFirst().inOrder(at: \.at) {
      records.isKnown($0.statement, $1.statement)
    }
    let status = ConsentSummary.Status(after: one.history.compactMap(\.record.said))
    let codes = one.codes
    return ConsentSummary(
      consent: one.consent, caseFile: caseFile, recipient: recipient,
      recipientName: first.recipientName, recordedName: first.recipientName, codes: codes,
      past: first.reach, effective: first.begins, until: first.end, bothWays: first.bothWays,
      proof: first.proof, explainedIn: first.explainedIn,
      circumstances: first.circumstances, status: status,
      told: status == .ceased ? .stopped : nil,
      events: ConsentSummary.recorded(one.history.prefix(1) + later), takenBack: one.takenBack,
      agreedCodes: first.volets,
      recordedCodes: codes, isRecordedAsLive: status == .given || status == .planned,
      beginning: records.beginning(of: one), recordedBeginning: one.begunAt)
  }

  // MARK: The end of the follow-up

  /// As closings left it. Whoever recorded it did not know of the closing: it ended then, for good.
  private func close(_ found: inout ConsentSummary, _ one: ConsentRecords.Recorded) {
    // Of one that was only found again nobody knows that it was given after a closing, whenever it was found.
    let first = one.history.first.flatMap { $0.isFound ? nil : $0.statement }
    let closing = records.closings.first { closing in
      first.map { !records.isKnown(closing.statement, $0) } ?? true
    }
    guard let closing else { return }
    switch found.status {
    case .refused, .ceased, .unlinked: break
    case .withdrawn: found.tellBeforeWithdrawal(closing)
    case .given where wasReplaced(found, before: closing):
      (found.status, found.told) = (.ceased, .replaced)
    case .planned, .given, .suspended: found.cease(at: closing.at, by: closing.by)
    case .expired:
      // By our own clock: that of whoever closed may be wrong by years, and ends what it closed all the same.
      if let until = found.until, until <= closing.at { return }
      found.cease(at: closing.at, by: closing.by)
    }
  }

  /// Whether others, recorded by nobody who knew of a closing, had taken the place of a consent in all that is left of it.
  private func wasReplaced(
    _ found: ConsentSummary, before closing: ConsentRecords.Closing
  ) -> Bool {
    guard found.isReplaced, let shared = shared[found.consent] else { return false }
    return shared.granted.filter(\.stands).allSatisfy { granted in
      granted.successors.contains { later in
        guard let first = records[later]?.records.first else { return false }
        return !records.isKnown(closing.statement, first.statement)
      }
    }
  }
}

extension ConsentSummary.Status {
  /// By what was recorded. Of a consent of which nothing can be read, nobody knows that it began.
  fileprivate init(after events: [ConsentEvent]) {
    if events.contains(.refused) {
      self = .refused
    } else if events.contains(.withdrawn) || events.contains(.unlinked) {
      self = .withdrawn
    } else if events.contains(.stopped) {
      self = .ceased
    } else if events.contains(where: \.isBeginning) {
      self = .given
    } else {
      self = .planned
    }
  }
}

extension ConsentEvent {
  /// From then on something could be shown by it, as far as is known here.
  fileprivate var isBeginning: Bool {
    switch self {
    case .given, .effective, .recovered: true
    case .planned, .refused, .narrowed, .extended, .renewed, .withdrawn, .purgeAsked,
      .purgeAttested, .purgeRefused,
      .expired, .stopped, .ceased, .cancelled, .unlinked, .disputed:
      false
    }
  }
}

extension ConsentSummary {
  /// What the share says beside the records.
  ///
  /// - Parameter begun: when it was first recorded.
  fileprivate mutating func learn(
    _ shared: SharedConsent, beside begun: Instant?, latest: Instant
  ) {
    for block in shared.answers(beside: events) {
      let place = events.lastIndex { $0.at <= block[0].at }.map { $0 + 1 } ?? events.endIndex
      events.insert(contentsOf: block, at: place)
    }
    switch shared.status {
    case .suspended: if status == .given { status = .suspended }
    case .withdrawn:
      // One that ran out and was taken back for its successor has expired.
      if status != .given || until.map({ $0 > latest }) ?? true {
        (status, told) = (.withdrawn, nil)
      }
    case .given, .superseded, .void, nil: break
    }
    let left = shared.granted.filter(\.stands)
    if status == .given, !left.isEmpty {
      let names = Set(left.compactMap { $0.volet?.code })
      let hasNewer = left.contains { $0.volet == nil }
      codes = codes.filter { names.contains($0) || hasNewer && Volet(code: $0) == nil }
      replaced = shared.replacements(of: consent)
    }
    if status == .given || status == .withdrawn, bothWays {
      let narrowed = shared.oneWayEvents(since: begun, until: until)
      for event in narrowed {
        events.insert(event, at: events.firstIndex { $0.at > event.at } ?? events.endIndex)
      }
      oneWay = volets.filter { volet in narrowed.contains { $0.volets.contains(volet) } }
    }
    if status == .withdrawn, let moment = unrecordedEnd(in: shared) {
      let place = events.firstIndex {
        $0.at > moment || $0.event == .purgeAsked && $0.at == moment
      }
      events.insert(.init(event: .withdrawn, at: moment, by: ""), at: place ?? events.endIndex)
    }
  }

  /// When its last volets were taken back, as its share says, where nothing that is told of it says so: an older self lost
  /// the record, or it has not come yet.
  private func unrecordedEnd(in shared: SharedConsent) -> Instant? {
    guard !events.contains(where: { [.withdrawn, .unlinked].contains($0.event) }) else {
      return nil
    }
    let narrowed = events.filter { event in
      if case .oneWay = event.cause { false } else { event.event == .narrowed }
    }
    guard !Set(narrowed.flatMap(\.codes)).isSuperset(of: agreedCodes) else { return nil }
    return shared.granted.compactMap(\.endedAt).max()
  }

  fileprivate mutating func runOut(at latest: Instant) {
    guard status == .given || status == .planned, let until, until <= latest else { return }
    status = .expired
    events.append(.init(event: .expired, at: until, by: ""))
  }

  // MARK: The end of the follow-up

  /// An answer stopped while nobody closed the case file here: the service that it answers ended its follow-up, or people
  /// here disagree about the link.
  fileprivate mutating func stop(_ stop: SharedConsent.Stop) {
    guard status == .given, let first = [stop.there?.at, stop.here].compactMap(\.self).min() else {
      return
    }
    // Whoever stopped it may not have known of it: it ended as it was given.
    let ended = max(first, begunAt ?? first)
    if let there = stop.there { return cease(at: ended, by: there.by) }
    // It counts as ended by the service.
    events.removeAll { $0.event == .expired }
    let place = events.firstIndex { $0.at > ended } ?? events.endIndex
    events.insert(.init(event: .disputed, at: ended, by: ""), at: place)
    (status, told) = (.ceased, .disputed)
  }

  /// Ended by a service that closed its case file.
  fileprivate mutating func cease(at moment: Instant, by name: String) {
    events.removeAll { $0.event == .expired }
    tell(moment, by: name)
    status = .ceased
  }

  /// A closing that came before the person withdrew.
  fileprivate mutating func tellBeforeWithdrawal(_ closing: ConsentRecords.Closing) {
    guard let withdrawal = events.first(where: { $0.event == .withdrawn }),
      closing.at < withdrawal.at
    else { return }
    tell(closing.at, by: closing.by)
  }

  /// Tells of an end of the follow-up, where it belongs among the events.
  private mutating func tell(_ moment: Instant, by name: String) {
    let began = events.contains { $0.event.isBeginning }
    let place = events.firstIndex { $0.at > moment } ?? events.endIndex
    for later in events.indices[place...] {
      switch events[later].event {
      case .planned, .given, .effective: events[later].isUnaware = true
      case .refused, .recovered, .narrowed, .extended, .renewed, .withdrawn, .purgeAsked,
        .purgeAttested,
        .purgeRefused, .expired, .stopped, .ceased, .cancelled, .unlinked, .disputed:
        break
      }
    }
    events.insert(
      .init(event: began ? .ceased : .cancelled, at: moment, by: name), at: place)
  }
}

extension SharedConsent {
  /// Where a consent stands and another one, given later, is what counts. Protocol/consent.md, 7.10.
  fileprivate func replacements(of consent: ConsentID) -> [ConsentID: [Volet]] {
    var found: [ConsentID: [Volet]] = [:]
    for volet in granted where volet.stands && !volet.allowed.contains(consent) {
      guard let later = volet.allowed.first, let name = volet.volet else { continue }
      found[later, default: []].append(name)
    }
    return found
  }

  /// Later consents that go one way, and the volets in which they ended what came back by this one, now or until it ended.
  fileprivate func oneWayEvents(since begun: Instant?, until: Instant?) -> [ConsentSummary.Event] {
    var events: [ConsentSummary.Event] = []
    for volet in granted {
      guard let code = volet.volet?.code, let narrower = volet.oneWay,
        until.map({ narrower.since < $0 }) ?? true
      else { continue }
      let cause = EndingCause.oneWay(narrower.by)
      if let known = events.firstIndex(where: { $0.cause == cause }) {
        events[known].codes.append(code)
      } else {
        // Of one that was given without knowing of the other, it went one way as it was given.
        let moment = max(narrower.since, begun ?? narrower.since)
        events.append(.init(event: .narrowed, at: moment, by: "", codes: [code], cause: cause))
      }
    }
    return events
  }

  /// Withdrawals stated at the recipient's counter that no record tells yet; erasures asked for, attested and refused.
  ///
  /// - Returns: for each withdrawal what it says and what was answered, in the order in which they were said.
  fileprivate func answers(
    beside recorded: [ConsentSummary.Event]
  ) -> [[ConsentSummary.Event]] {
    withdrawals.compactMap { withdrawal in
      var events: [ConsentSummary.Event] = []
      let codes = withdrawal.volets.map(\.code)
      if !withdrawal.isAtRecipient {
        if withdrawal.asks {
          events.append(.init(event: .purgeAsked, at: withdrawal.at, by: "", codes: codes))
        }
      } else if withdrawal.isOwn,
        !recorded.contains(where: { $0.cause == .counter(withdrawal.statement) })
      {
        events.append(
          .init(
            event: withdrawal.isWhole ? .withdrawn : .narrowed, at: withdrawal.at, by: "",
            codes: withdrawal.isWhole ? [] : codes, cause: .counter(withdrawal.statement)))
      }
      for refusal in withdrawal.receipts where refusal.outcome == .refused {
        events.append(.init(event: .purgeRefused, at: refusal.at, by: recipient))
      }
      if let moment = attested(withdrawal) {
        events.append(.init(event: .purgeAttested, at: moment, by: recipient, codes: codes))
      }
      return events.isEmpty ? nil : events
    }
  }

  /// When the last node of the recipient attested; nil before every one of them has.
  private func attested(_ withdrawal: Withdrawal) -> Instant? {
    // Of several of one node, the first in the log's order counts: a later one moves no date.
    var signed: [SigningKey: Instant] = [:]
    for receipt in withdrawal.receipts
    where receipt.outcome == .attested && signed[receipt.node] == nil {
      signed[receipt.node] = receipt.at
    }
    let dates = nodes.compactMap { signed[$0] }
    return dates.count == nodes.count ? dates.max() : nil
  }
}
