import CaseFile
import Consent
import Envelope
import Wire

@testable import Notebook

/// The life of a consent as consent.md, 13, says it, with no care for what it costs: every question looks at everything
/// again, and nothing is kept from one to the next. The slow twin of the fold.
struct PlainLife {
  let facts: ConsentFacts
  let consent: ConsentID
  /// In the log's order.
  let records: [RecordedConsent]

  private var shared: SharedConsent? { facts.shared[consent] }
  private func knows(_ later: RecordedConsent, _ earlier: RecordedConsent) -> Bool {
    facts.records.isKnown(earlier.statement, later.statement)
  }

  /// Each consent in the order of its first record.
  static func all(_ facts: ConsentFacts, _ records: [OwnRecord]) -> [PlainLife] {
    var seen: [ConsentID] = []
    for record in records {
      guard RecordedConsent(record) != nil, let id = ConsentID(record.subject), !seen.contains(id)
      else { continue }
      seen.append(id)
    }
    return seen.map { id in
      PlainLife(
        facts: facts, consent: id,
        records: records.filter { $0.subject == id.bytes }.compactMap(RecordedConsent.init))
    }
  }

  // MARK: 13.3 and 13.6, the records

  private func said(_ record: RecordedConsent) -> ConsentEvent? {
    let event = ConsentEvent(code: record.record.event)
    let stated: [ConsentEvent] = [
      .planned, .given, .refused, .effective, .recovered, .narrowed, .extended, .renewed,
      .withdrawn, .stopped, .unlinked,
    ]
    return event.flatMap { stated.contains($0) ? $0 : nil }
  }

  private var word: RecordedConsent? {
    records.first { said($0) == .given || said($0) == .planned }
  }

  /// The word of the person, what was found again, the rest.
  private var history: [RecordedConsent] {
    guard let word else { return records }
    let found = records.filter { said($0) == .recovered }
    let rest = records.filter { said($0) != .recovered && $0.statement != word.statement }
    return [word] + found + rest
  }

  /// What a record gives: found again, it gives what the person agreed to.
  private func volets(_ record: RecordedConsent) -> [String] {
    if let word, said(record) == .recovered { return word.record.volets }
    return record.record.volets
  }

  private var first: RecordedConsent { history[0] }
  private var agreed: [String] { volets(first) }
  private var until: Instant? {
    let until = (word ?? first).record.until
    return until == 0 ? nil : Instant(milliseconds: Int64(until))
  }

  private var takenBack: Set<String> {
    Set(
      agreed.filter { code in
        history.contains { said($0) == .narrowed && !$0.record.volets.contains(code) }
      })
  }

  private var recordedCodes: [String] {
    let naming = history.enumerated().filter { place, record in
      (place == 0 || said(record) != nil) && !volets(record).isEmpty
    }
    return (naming.last.map { volets($0.element) } ?? []).filter { !takenBack.contains($0) }
  }

  /// The rest of the history as it happened.
  private var inOrder: [RecordedConsent] {
    var order: [RecordedConsent] = []
    let rest = Array(history.dropFirst())
    while order.count < rest.count {
      let left = rest.filter { one in !order.contains { $0.statement == one.statement } }
      let free = left.filter { one in !left.contains { knows(one, $0) } }
      var next = free[0]
      for one in free where one.at < next.at { next = one }
      order.append(next)
    }
    return [first] + order
  }

  private func lost(_ record: RecordedConsent, after earlier: [RecordedConsent]) -> [String] {
    agreed.filter { code in
      !volets(record).contains(code)
        && !earlier.contains { said($0) == .narrowed && !volets($0).contains(code) }
    }
  }

  private var recordedEvents: [ConsentSummary.Event] {
    var events: [ConsentSummary.Event] = []
    let order = inOrder
    for (place, record) in order.enumerated() {
      guard let event = said(record) else { continue }
      let earlier = Array(order[..<place])
      let cause = record.record.endingCause
      var told = ConsentSummary.Event(event: event, at: record.at, by: record.by)
      if event == .narrowed {
        told.codes = lost(record, after: earlier)
        if told.codes.isEmpty { continue }
      }
      let isBeginning = event == .planned || event == .given
      if isBeginning, earlier.contains(where: { [.planned, .given].contains(said($0)) }) {
        continue
      }
      if event == .stopped, earlier.contains(where: { said($0) == .stopped }) { continue }
      if event == .effective {
        if earlier.contains(where: { said($0) == .effective }) { continue }
        (told.by, told.carriedOutBy) = ("", record.by)
      }
      if let cause {
        let wasTold = earlier.contains { said($0) != .narrowed && $0.record.endingCause == cause }
        if event != .narrowed, wasTold { continue }
        var moment = Instant(milliseconds: Int64(record.record.saidAt))
        if case .beside = cause, moment < first.at { moment = first.at }
        told = .init(
          event: event, at: moment, by: "", codes: told.codes, cause: cause,
          carriedOutBy: record.by)
      }
      events.append(told)
    }
    return events
  }

  // MARK: 13.3, what the share says

  private func blocks(beside recorded: [ConsentSummary.Event]) -> [[ConsentSummary.Event]] {
    guard let shared else { return [] }
    return shared.withdrawals.map { withdrawal in
      var block: [ConsentSummary.Event] = []
      let codes = withdrawal.volets.map(\.code)
      if !withdrawal.isAtRecipient, withdrawal.asks {
        block.append(.init(event: .purgeAsked, at: withdrawal.at, by: "", codes: codes))
      }
      let isRecorded = recorded.contains { $0.cause == .counter(withdrawal.statement) }
      if withdrawal.isAtRecipient, withdrawal.isOwn, !isRecorded {
        let cause = EndingCause.counter(withdrawal.statement)
        block.append(
          withdrawal.isWhole
            ? .init(event: .withdrawn, at: withdrawal.at, by: "", cause: cause)
            : .init(event: .narrowed, at: withdrawal.at, by: "", codes: codes, cause: cause))
      }
      for receipt in withdrawal.receipts where receipt.outcome == .refused {
        block.append(.init(event: .purgeRefused, at: receipt.at, by: shared.recipient))
      }
      let attested = shared.nodes.map { node in
        withdrawal.receipts.first { $0.node == node && $0.outcome == .attested }?.at
      }
      if !attested.isEmpty, attested.allSatisfy({ $0 != nil }) {
        let last = attested.compactMap { $0 }.sorted().last ?? withdrawal.at
        block.append(.init(event: .purgeAttested, at: last, by: shared.recipient, codes: codes))
      }
      return block
    }.filter { !$0.isEmpty }
  }

  /// Behind the last event that is not later; where every one is later, at the end.
  private func placed(
    _ block: [ConsentSummary.Event], in events: [ConsentSummary.Event]
  ) -> [ConsentSummary.Event] {
    var place = events.count
    for (index, event) in events.enumerated() where event.at <= block[0].at { place = index + 1 }
    return events[..<place] + block + events[place...]
  }

  /// Before the first event that is later.
  private func placed(
    _ event: ConsentSummary.Event, in events: [ConsentSummary.Event],
    before isLater: (ConsentSummary.Event) -> Bool
  ) -> [ConsentSummary.Event] {
    let earlier = Array(events.prefix { !isLater($0) })
    return earlier + [event] + events[earlier.count...]
  }

  private var narrowings: [ConsentSummary.Event] {
    guard let shared, (word ?? first).record.bothWays else { return [] }
    let told = shared.granted.filter { granted in
      guard granted.volet != nil, let since = granted.oneWay?.since else { return false }
      return until.map { since < $0 } ?? true
    }
    var found: [ConsentSummary.Event] = []
    for one in told {
      guard let narrower = one.oneWay, !found.contains(where: { $0.cause == .oneWay(narrower.by) })
      else { continue }
      let same = told.filter { $0.oneWay?.by == narrower.by }
      found.append(
        .init(
          event: .narrowed, at: narrower.since < first.at ? first.at : narrower.since, by: "",
          codes: same.compactMap { $0.volet?.code }, cause: .oneWay(narrower.by)))
    }
    return found
  }

  // MARK: 13.4, how it stands

  private var recordedStatus: ConsentSummary.Status {
    let all = records.compactMap(said)
    if all.contains(.refused) { return .refused }
    if all.contains(.withdrawn) || all.contains(.unlinked) { return .withdrawn }
    if all.contains(.stopped) { return .ceased }
    let isBegun = all.contains(.given) || all.contains(.effective) || all.contains(.recovered)
    return isBegun ? .given : .planned
  }

  private var hasRunOut: Bool { until.map { $0 <= facts.latest } ?? false }

  /// By the records and the share, before any end.
  private var sharedStatus: ConsentSummary.Status {
    switch (recordedStatus, shared?.status) {
    case (.given, .suspended): .suspended
    case (.given, .withdrawn) where hasRunOut: .given
    case (_, .withdrawn): .withdrawn
    case (let status, _): status
    }
  }

  private var standing: [SharedConsent.Granted] { shared?.granted.filter(\.stands) ?? [] }

  private var codes: [String] {
    guard sharedStatus == .given, !standing.isEmpty else { return recordedCodes }
    return recordedCodes.filter { code in
      standing.contains { granted in
        granted.volet.map { $0.code == code } ?? (Volet(code: code) == nil)
      }
    }
  }

  private var replaced: [ConsentID: [Volet]] {
    guard sharedStatus == .given else { return [:] }
    var found: [ConsentID: [Volet]] = [:]
    for granted in standing where !granted.allowed.contains(consent) {
      if let later = granted.allowed.first, let volet = granted.volet {
        found[later] = (found[later] ?? []) + [volet]
      }
    }
    return found
  }

  private var isReplaced: Bool {
    !replaced.isEmpty
      && codes.compactMap(Volet.init(code:)).allSatisfy { volet in
        replaced.values.contains { $0.contains(volet) }
      }
  }

  /// The events before the end of the follow-up is looked at, and what goes one way.
  private var told: (events: [ConsentSummary.Event], oneWay: [Volet]) {
    var events = recordedEvents
    for block in blocks(beside: events) { events = placed(block, in: events) }
    var oneWay: [Volet] = []
    if sharedStatus == .given || sharedStatus == .withdrawn {
      for narrowing in narrowings {
        events = placed(narrowing, in: events) { $0.at > narrowing.at }
        oneWay += narrowing.volets
      }
    }
    if sharedStatus == .withdrawn, let shared {
      let isTold = events.contains { $0.event == .withdrawn || $0.event == .unlinked }
      let left = agreed.filter { code in
        !events.contains { event in
          if case .oneWay = event.cause { return false }
          return event.event == .narrowed && event.codes.contains(code)
        }
      }
      let ends = shared.granted.compactMap(\.endedAt).sorted()
      if !isTold, !left.isEmpty, let last = ends.last {
        events = placed(.init(event: .withdrawn, at: last, by: ""), in: events) {
          $0.at > last || $0.event == .purgeAsked && $0.at == last
        }
      }
    }
    if hasRunOut, sharedStatus == .given || sharedStatus == .planned, let until {
      events.append(.init(event: .expired, at: until, by: ""))
    }
    let volets = codes.compactMap(Volet.init(code:))
    return (events, volets.filter(oneWay.contains))
  }

  private var statusBeforeClosings: ConsentSummary.Status {
    if records.compactMap(said).contains(.unlinked), isUnlinkedLast { return .unlinked }
    let isOpen = sharedStatus == .given || sharedStatus == .planned
    return isOpen && hasRunOut ? .expired : sharedStatus
  }

  private var isUnlinkedLast: Bool { history.compactMap(said).last == .unlinked }

  // MARK: 13.4, the end of the follow-up

  private var closing: ConsentRecords.Closing? {
    facts.records.closings.first { closing in
      said(first) == .recovered || !facts.records.isKnown(closing.statement, first.statement)
    }
  }

  private func wereUnaware(of closing: ConsentRecords.Closing, _ all: [PlainLife]) -> Bool {
    standing.allSatisfy { granted in
      granted.successors.contains { later in
        all.contains {
          $0.consent == later
            && !facts.records.isKnown(closing.statement, $0.records[0].statement)
        }
      }
    }
  }

  private func ended(
    _ events: [ConsentSummary.Event], at moment: Instant, by name: String, keepsEnd: Bool
  ) -> [ConsentSummary.Event] {
    var events = keepsEnd ? events : events.filter { $0.event != .expired }
    let began = events.contains { [.given, .effective, .recovered].contains($0.event) }
    let place = events.prefix { $0.at <= moment }.count
    for index in events.indices where index >= place {
      if [.planned, .given, .effective].contains(events[index].event) {
        events[index].isUnaware = true
      }
    }
    events.insert(.init(event: began ? .ceased : .cancelled, at: moment, by: name), at: place)
    return events
  }

  /// How it stands and is told, in words that can be compared.
  func lines(_ all: [PlainLife]) -> [String] {
    var (events, oneWay) = told
    var status = statusBeforeClosings
    var asTold: ConsentSummary.Told? = status == .ceased ? .stopped : nil
    if let closing, status != .unlinked {
      switch status {
      case .withdrawn:
        if let withdrawal = events.first(where: { $0.event == .withdrawn }),
          closing.at < withdrawal.at
        {
          events = ended(events, at: closing.at, by: closing.by, keepsEnd: true)
        }
      case .given where isReplaced && wereUnaware(of: closing, all):
        (status, asTold) = (.ceased, .replaced)
      case .expired where until.map { $0 <= closing.at } ?? false: break
      case .planned, .given, .suspended, .expired:
        events = ended(events, at: closing.at, by: closing.by, keepsEnd: false)
        status = .ceased
      case .refused, .ceased, .unlinked: break
      }
    }
    if status == .given, let stop = shared?.stop {
      let moments = [stop.there?.at, stop.here].compactMap { $0 }.sorted()
      if let stopped = moments.first {
        let begun = events.first { $0.event == .given || $0.event == .effective }?.at
        let moment = [stopped, begun ?? stopped].sorted()[1]
        status = .ceased
        if let there = stop.there {
          events = ended(events, at: moment, by: there.by, keepsEnd: false)
        } else {
          events = placed(.init(event: .disputed, at: moment, by: ""), in: events) {
            $0.at > moment
          }
          asTold = .disputed
        }
      }
    }
    if status == .withdrawn {
      let place = events.firstIndex { event in
        guard event.event == .withdrawn, case .beside(let other) = event.cause else { return false }
        return all.contains { $0.consent == other && $0.statusBeforeClosings == .unlinked }
      }
      if let place { (events[place].event, asTold) = (.unlinked, .unlinked) }
    }
    return Self.lines(
      consent, status, asTold, codes, oneWay, replaced, takenBack, recordedCodes,
      recordedStatus == .given || recordedStatus == .planned, beginning, until, events)
  }

  // MARK: 13.5, its moment

  private var beginning: String {
    // What is said of it last, by a record that can be read.
    guard let last = history.last(where: { said($0) != nil })?.record else { return "never" }
    if last.effective == "release" {
      let day: Int64 = 86_400_000
      let moment = records[0].at.milliseconds
      let all = facts.records.releases
      let before = all.filter { $0.on.milliseconds + day <= moment }
      let wasKnown = before.contains {
        facts.records.isKnown($0.statement, records[0].statement)
      }
      let counting = wasKnown ? all.filter { !before.contains($0) } : all
      guard let release = counting.last, !before.contains(release) else { return "never" }
      return "\(release.on.milliseconds) \(release.date)"
    }
    let isKnown = last.effective == "now" || last.effective.hasPrefix("2026-")
    return isKnown ? "\(last.effectiveAt)" : "never"
  }

  // MARK: Comparing

  /// What the fold says, in the same words.
  static func lines(_ life: ConsentSummary) -> [String] {
    let release = life.beginning.release.map { " " + $0.date } ?? ""
    return lines(
      life.consent, life.status, life.told, life.codes, life.oneWay, life.replaced, life.takenBack,
      life.recordedCodes, life.isRecordedAsLive,
      life.beginning.moment.map { "\($0.milliseconds)" + release } ?? "never", life.until,
      life.events)
  }

  private static func lines(
    _ consent: ConsentID, _ status: ConsentSummary.Status, _ told: ConsentSummary.Told?,
    _ codes: [String], _ oneWay: [Volet], _ replaced: [ConsentID: [Volet]],
    _ takenBack: Set<String>, _ recorded: [String], _ isLive: Bool, _ beginning: String,
    _ until: Instant?, _ events: [ConsentSummary.Event]
  ) -> [String] {
    let later = replaced.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return [
      "\(consent) \(status) \(told.map { "\($0)" } ?? "-") live \(isLive) begins \(beginning)",
      "volets \(codes) of \(recorded) one way \(oneWay) replaced \(later)",
      "taken back \(takenBack.sorted()) until \(until?.milliseconds ?? 0)",
    ]
      + events.map { event in
        "\(event.event) \(event.at.milliseconds) \(event.by) \(event.codes) "
          + "\(event.cause.map { "\($0)" } ?? "-") \(event.carriedOutBy) \(event.isUnaware)"
      }
  }
}
