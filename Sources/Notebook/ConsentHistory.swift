import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// What was recorded, and what the share says became of it.
extension Notebook {
  /// Every consent of a case file with its history, oldest first. Who looked is logged.
  public func listConsents(_ typed: String, at now: Instant) throws -> [ConsentSummary] {
    try look(at: now) { ledger in
      let id = try caseID(typed, ledger)
      let found = try consents(of: id, ledger, at: now)
      return (found, Look(action: .read, place: .own(id), volets: []))
    }
  }

  /// How many records of a case file (consents, releases, closings) the disk damaged: a list of them lacks as many.
  public func damagedRecords(of typed: String) throws -> Int {
    try read { ledger in try replica.damagedRecords(of: try caseID(typed, ledger), ledger) }
  }

  /// One consent of ours, whatever case file it is about.
  public func consent(_ id: ConsentID, at now: Instant) throws -> ConsentSummary? {
    try read { (ledger) -> ConsentSummary? in
      let touches = try ledger.touches()
      for case .own(let caseFile) in try ledger.logs(of: .own)
      where try !recordedConsents(in: caseFile, since: touches, ledger, where: { $0 == id }).isEmpty
      {
        return try consents(of: caseFile, ledger, at: now).first { $0.consent == id }
      }
      return nil
    }
  }

  /// A consent of ours and the name of the person, for the paper that she keeps.
  public func receipt(of typed: String, to other: String? = nil, at now: Instant) throws -> (
    consent: ConsentSummary, person: String
  ) {
    try look(at: now) { ledger in
      let (id, consent) = try ownConsent(typed, with: other, ledger, at: now)
      guard
        let found = try consents(of: id, ledger, at: now).first(where: { $0.consent == consent })
      else { throw NotebookError.unknownConsent(typed) }
      // What goes back in answer, the person agreed to over there.
      if found.proof.isEmpty, found.status != .refused {
        throw NotebookError.paperElsewhere(found.recipientName)
      }
      guard found.proof != Self.forgottenProof else { throw NotebookError.paperForgotten }
      let name = try person(of: id, ledger)?.name.texts.joined(separator: " / ") ?? ""
      return ((found, name), Look(action: .read, place: .own(id), volets: [.contact]))
    }
  }

  /// Consents of a case in the order in which they were first recorded.
  func consents(of id: CaseID, _ ledger: LedgerReader, at now: Instant) throws -> [ConsentSummary] {
    var order: [ConsentID] = []
    var recorded: [ConsentID: [RecordedConsent]] = [:]
    let closings = try closings(of: id, ledger)
    for record in try records(of: id, ledger) {
      guard let found = RecordedConsent(record), let consent = ConsentID(record.subject)
      else { continue }
      if recorded[consent] == nil { order.append(consent) }
      recorded[consent, default: []].append(found)
    }
    let found = try order.compactMap { (consent) -> ConsentSummary? in
      let history = RecordedConsent.history(recorded[consent] ?? [])
      guard let begun = history.first,
        let found = try summary(of: consent, history, in: id, ledger, at: now)
      else { return nil }
      if history.last(where: { $0.record.said != nil })?.record.said == .unlinked {
        return found.unlinked
      }
      let own = try ended(
        found, begun.isFound ? nil : begun.statement, by: closings, in: id, ledger
      ) { closing in
        try wasReplaced(found, before: closing, recorded, in: id, ledger)
      }
      let issued = history.compactMap { ShareID($0.record.share) }.last
      guard let issued, let share = try replica.share(issued, ledger) else { return own }
      return endedThere(own, in: share)
    }
    let unlinked = Set(found.filter { $0.status == .unlinked }.map(\.consent))
    return found.map { $0.told(whenUnlinked: unlinked) }
  }

  /// Whether others, recorded by nobody who knew of a closing, had taken the place of a consent in all that is left of it.
  private func wasReplaced(
    _ found: ConsentSummary, before closing: OwnRecord, _ recorded: [ConsentID: [RecordedConsent]],
    in id: CaseID, _ ledger: LedgerReader
  ) throws -> Bool {
    let issued = recorded[found.consent]?.compactMap { ShareID($0.record.share) }.last
    guard found.isReplaced, let issued, let share = try replica.share(issued, ledger) else {
      return false
    }
    let own = try replica.ownView(id, ledger)
    return share.view.standing(of: found.consent).allSatisfy { tag in
      share.view.successors(of: found.consent, for: tag).contains { later in
        guard let first = recorded[later]?.first else { return false }
        return !own.isInPast(closing.statement, of: first.statement)
      }
    }
  }

  private func summary(
    of consent: ConsentID, _ history: [RecordedConsent], in id: CaseID, _ ledger: LedgerReader,
    at now: Instant
  ) throws -> ConsentSummary? {
    guard let first = history.first?.record, let recipient = ServiceID(first.recipient) else {
      return nil
    }
    let latest = try replica.latest(now, ledger)
    let own = try replica.ownView(id, ledger)
    let later = history.dropFirst().inOrder(at: \.at) {
      own.isInPast($0.statement, of: $1.statement)
    }
    var events = ConsentSummary.recorded(history.prefix(1) + later)
    let until = first.end
    var status = status(after: history.compactMap(\.record.said))
    let takenBack = Notebook.takenBack(history.map(\.record))
    var volets = history.filter(\.isRead).map(\.record.volets).last { !$0.isEmpty } ?? []
    volets.removeAll(where: takenBack.contains)
    let recordedCodes = volets
    let recordedStatus = status
    var oneWay: [Volet] = []
    var replaced: [ConsentID: [Volet]] = [:]
    if let share = history.compactMap({ ShareID($0.record.share) }).last {
      let judged = try replica.share(share, ledger)
      if let judged {
        for block in try shareEvents(of: consent, in: id, judged, ledger, beside: events) {
          let place = events.lastIndex { $0.at <= block[0].at }.map { $0 + 1 } ?? events.endIndex
          events.insert(contentsOf: block, at: place)
        }
      }
      switch judged?.view.status(of: consent) {
      case .suspended: if status == .given { status = .suspended }
      case .withdrawn:
        // One that ran out and was taken back for its successor has expired.
        if status != .given || until.map({ $0 > latest }) ?? true { status = .withdrawn }
      case .given, .superseded, .void, nil: break
      }
      let left = Set(judged?.view.standing(of: consent) ?? [])
      if status == .given, !left.isEmpty {
        let codes = try voletCodes(of: id, ledger)
        let names = Set(left.compactMap { codes[$0]?.code })
        volets = volets.filter(names.contains)
        if let judged { replaced = try replacements(of: consent, in: judged.view, named: codes) }
      }
      if status == .given || status == .withdrawn, first.bothWays, let judged {
        let narrowed = try oneWayEvents(
          of: consent, since: history.first?.at, until: until, in: id, judged, ledger)
        for event in narrowed {
          events.insert(event, at: events.firstIndex { $0.at > event.at } ?? events.endIndex)
        }
        oneWay = volets.compactMap(Volet.init(code:)).filter { volet in
          narrowed.contains { $0.volets.contains(volet) }
        }
      }
      if status == .withdrawn, let judged,
        let moment = unrecordedEnd(of: consent, first.volets, in: judged, beside: events)
      {
        let place = events.firstIndex {
          $0.at > moment || $0.event == .purgeAsked && $0.at == moment
        }
        events.insert(
          .init(event: .withdrawn, at: moment, by: ""), at: place ?? events.endIndex)
      }
    }
    if status == .given || status == .planned, let until, until <= latest {
      status = .expired
      events.append(.init(event: .expired, at: until, by: ""))
    }
    var found = ConsentSummary(
      consent: consent, caseFile: id, recipient: recipient,
      recipientName: try replica.toldName(first.recipientName, of: recipient, ledger),
      codes: volets, past: first.reach, effective: first.begins, until: until,
      bothWays: first.bothWays, oneWay: oneWay, proof: first.proof, explainedIn: first.explainedIn,
      status: status, events: events, replaced: replaced, takenBack: takenBack,
      recordedCodes: recordedCodes,
      isRecordedAsLive: recordedStatus == .given || recordedStatus == .planned)
    found.waitsForExchange = try waitsForExchange(found, ledger)
    found.recordedName = first.recipientName
    return found
  }

  private func waitsForExchange(
    _ consent: ConsentSummary, _ ledger: LedgerReader
  ) throws -> Bool {
    guard consent.status == .given,
      try replica.serviceView(consent.recipient, ledger).currentBox == nil
    else { return false }
    return try replica.shares(giving: consent.consent, in: consent.caseFile, ledger).isEmpty
  }

  /// Names of the services to which consents in force wait for an exchange; none where nobody's keys are open.
  public func servicesAwaited(at now: Instant) throws -> [String] {
    guard workerKeys != nil else { return [] }
    return try read { ledger in
      guard try isUnlocked(ledger) else { return [] }
      var names: Set<String> = []
      for (_, file) in try summaries(ledger, at: now) {
        for consent in file.consents where consent.waitsForExchange {
          names.insert(
            try replica.toldName(consent.recipientName, of: consent.recipient, ledger))
        }
      }
      return names.sorted()
    }
  }

  /// When the last volets of a consent were taken back, as its share says, where nothing that is told of it says so: an older
  /// self lost the record, or it has not come yet.
  private func unrecordedEnd(
    of consent: ConsentID, _ agreed: [String], in share: Share, beside told: [ConsentSummary.Event]
  ) -> Instant? {
    guard !told.contains(where: { [.withdrawn, .unlinked].contains($0.event) }) else {
      return nil
    }
    let narrowed = told.filter { event in
      if case .oneWay = event.cause { false } else { event.event == .narrowed }
    }
    guard !Set(narrowed.flatMap(\.codes)).isSuperset(of: agreed) else { return nil }
    let ends = share.view.grantedVolets(of: consent).compactMap { tag in
      share.view.endings(of: consent, for: tag).first?.at
    }
    return ends.max()
  }

  /// Codes of the volets that were taken back by themselves, whatever was recorded beside it on another node: what a
  /// narrowing lacks of what the person first agreed to.
  static func takenBack(_ history: [WireConsentRecord]) -> Set<String> {
    guard let first = history.first else { return [] }
    return history.filter { $0.said == .narrowed }.reduce(into: []) { codes, record in
      codes.formUnion(Set(first.volets).subtracting(record.volets))
    }
  }

  /// Where a consent stands and another one, given later, is what counts. Protocol/consent.md, 7.10.
  private func replacements(
    of consent: ConsentID, in share: ShareView, named codes: [VoletTag: Volet]
  ) throws -> [ConsentID: [Volet]] {
    var found: [ConsentID: [Volet]] = [:]
    for tag in share.standing(of: consent) {
      guard let allowed = share.effective(tag)?.consents, !allowed.contains(consent),
        let later = allowed.first, let volet = codes[tag]
      else { continue }
      found[later, default: []].append(volet)
    }
    return found
  }

  /// What the records alone say.
  private func status(after events: [ConsentEvent]) -> ConsentSummary.Status {
    if events.contains(.refused) { return .refused }
    if events.contains(.withdrawn) || events.contains(.unlinked) { return .withdrawn }
    if !Set(events).isDisjoint(with: [.given, .effective, .recovered]) { return .given }
    return .planned
  }

  /// Later consents that go one way, and the volets in which they ended what came back by this one, now or until it ended.
  private func oneWayEvents(
    of consent: ConsentID, since begun: Instant?, until: Instant?, in id: CaseID, _ share: Share,
    _ ledger: LedgerReader
  ) throws -> [ConsentSummary.Event] {
    let codes = try voletCodes(of: id, ledger)
    var events: [ConsentSummary.Event] = []
    for tag in share.view.grantedVolets(of: consent) {
      guard let code = codes[tag]?.code, let narrower = share.view.oneWay(consent, for: tag),
        share.isOneWay(tag, of: consent, by: narrower),
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

  /// What the share says: withdrawals stated at the recipient's counter that no record tells yet; erasures asked for,
  /// attested and refused. Attested only once every node of the recipient has signed.
  ///
  /// - Returns: for each withdrawal what it says and what was answered, in the order in which they were said.
  private func shareEvents(
    of consent: ConsentID, in id: CaseID, _ share: Share, _ ledger: LedgerReader,
    beside recorded: [ConsentSummary.Event]
  ) throws -> [[ConsentSummary.Event]] {
    let nodes = share.view.recipient.nodes.filter { !$0.isEnded }.map(\.key)
    let name = share.view.recipient.genesis?.name ?? ""
    let codes = try voletCodes(of: id, ledger)
    var blocks: [[ConsentSummary.Event]] = []
    let ended = share.endedVolets(of: consent)
    let concerning = share.view.withdrawals.filter {
      $0.consent == consent || !share.taken(by: $0, from: consent, ended).isEmpty
    }
    for withdrawal in share.view.inSaidOrder(concerning) {
      var events: [ConsentSummary.Event] = []
      let tags = share.taken(by: withdrawal, from: consent, ended)
      let volets = Volet.allCases.map(\.code).filter { code in
        tags.contains { codes[$0]?.code == code }
      }
      if !share.view.isByRecipient(withdrawal) {
        // Of a doubted author it orders nothing: it waits for a person, and nothing was asked.
        if !withdrawal.purge.isEmpty, share.view.ordersForgetting(withdrawal.statement) {
          events.append(.init(event: .purgeAsked, at: withdrawal.at, by: "", codes: volets))
        }
      } else if withdrawal.consent == consent,
        !recorded.contains(where: { $0.cause == .counter(withdrawal.statement) })
      {
        let isWhole = withdrawal.volets.isEmpty
        events.append(
          .init(
            event: isWhole ? .withdrawn : .narrowed, at: withdrawal.at, by: "",
            codes: isWhole ? [] : volets, cause: .counter(withdrawal.statement)))
      }
      let receipts = share.view.receipts(of: withdrawal.statement)
      for refusal in receipts where refusal.outcome == .refused {
        events.append(.init(event: .purgeRefused, at: refusal.at, by: name))
      }
      // Of several of one node, the first in the log's order counts: a later one moves no date.
      var signed: [SigningKey: Instant] = [:]
      for receipt in receipts where receipt.outcome == .attested && signed[receipt.node] == nil {
        signed[receipt.node] = receipt.at
      }
      let dates = nodes.compactMap { signed[$0] }
      if dates.count == nodes.count, let last = dates.max() {
        events.append(.init(event: .purgeAttested, at: last, by: name, codes: volets))
      }
      if !events.isEmpty { blocks.append(events) }
    }
    return blocks
  }
}

extension Share {
  /// Volets that a withdrawal names of its own consent; of another one, and of all of its own, those that it ended, where
  /// it was stated at the recipient's counter: it speaks of whatever that service is given.
  fileprivate func taken(
    by withdrawal: ShareView.Withdrawn, from consent: ConsentID,
    _ ended: [StatementID: [VoletTag]]
  ) -> [VoletTag] {
    if withdrawal.consent == consent, !withdrawal.volets.isEmpty { return withdrawal.volets }
    guard let tags = ended[withdrawal.statement],
      withdrawal.consent == consent || view.isByRecipient(withdrawal)
    else { return [] }
    return tags
  }

  /// The volets of a consent that ended, by the withdrawal that ended them; ascending.
  fileprivate func endedVolets(of consent: ConsentID) -> [StatementID: [VoletTag]] {
    view.grantedVolets(of: consent).reduce(into: [:]) { ended, tag in
      guard let first = view.endings(of: consent, for: tag).first else { return }
      ended[first.statement, default: []].append(tag)
    }
  }

  /// Whether a later consent, which goes one way, is what counts for a volet of this one; of one that ended there, whether
  /// it was until then: what was given after an end changes nothing of it.
  fileprivate func isOneWay(
    _ tag: VoletTag, of consent: ConsentID,
    by narrower: (since: Instant, by: ConsentID, statement: StatementID)
  ) -> Bool {
    guard !view.wasRenewed(consent, for: tag, before: narrower.statement) else { return false }
    guard let end = view.endings(of: consent, for: tag).first else {
      return view.effective(tag)?.bothWays == false
    }
    guard !view.graph.isInPast(end.statement, of: narrower.statement), narrower.since <= end.at
    else { return false }
    guard let theirs = view.endings(of: narrower.by, for: tag).first else { return true }
    return theirs.statement == end.statement || theirs.at > end.at
  }
}
