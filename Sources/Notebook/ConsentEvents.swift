import CaseFile
public import Envelope
import Wire

extension ConsentSummary {
  /// Something that happened to a consent. Who decided, who recorded it and who merely carried it out are three facts.
  public struct Event: Sendable {
    /// A code that `Words` knows.
    public internal(set) var event: String
    public let at: Instant
    /// The worker to whom the person said it, or the service that answered; empty when it was said to nobody here.
    public var by: String
    /// What was taken back, or asked to be erased; empty for all of the consent.
    public var volets: [String] = []
    public var cause: EndingCause?
    /// The worker who carried out what was decided elsewhere or before; empty when `by` did it.
    public var carriedOutBy = ""
    /// It was recorded without knowing that the follow-up had ended, after that had happened.
    public var isUnaware = false
  }

  /// Codes of the volets that the person first said yes to, whatever is left of them; in no order.
  public var agreed: Set<String> { takenBack.union(recordedVolets).union(volets) }

  /// When it began to count, as far as is known here; nil of one that never did.
  public var begunAt: Instant? {
    events.first { ["given", "effective"].contains($0.event) }?.at
  }

  /// The same; where it ended beside one that a wrong link had opened and that was taken back with it, the person withdrew
  /// nothing.
  func told(whenUnlinked others: Set<ConsentID>) -> ConsentSummary {
    let place = events.firstIndex { event in
      guard event.event == "withdrawn", case .beside(let other) = event.cause else { return false }
      return others.contains(other)
    }
    guard status == .withdrawn, let place else { return self }
    var copy = self
    copy.events[place].event = "unlinked"
    copy.told = .unlinked
    return copy
  }

  /// What the records say, in their order. It was given once, by whoever recorded the person's word, and took effect
  /// once; what two nodes carried out apart is told once.
  static func recorded(_ history: [RecordedConsent]) -> [Event] {
    let agreed = history.first?.record.volets ?? []
    var gone: Set<String> = []
    var told: Set<EndingCause> = []
    var (isBegun, isEffective) = (false, false)
    return history.compactMap { entry in
      var event = Event(event: entry.record.event, at: entry.at, by: entry.by)
      switch entry.record.event {
      case "narrowed":
        let left = Set(entry.record.volets).union(gone)
        event.volets = agreed.filter { !left.contains($0) }
        gone.formUnion(event.volets)
        guard !event.volets.isEmpty else { return nil }
      case "planned", "given":
        guard !isBegun else { return nil }
        isBegun = true
      case "effective":
        guard !isEffective else { return nil }
        isEffective = true
        (event.by, event.carriedOutBy) = ("", entry.by)
      case _: break
      }
      if let cause = entry.record.endingCause {
        // One cause may take volet after volet: what each time takes tells the times apart.
        guard event.event == "narrowed" || told.insert(cause).inserted else { return nil }
        let said = Instant(milliseconds: Int64(clamping: entry.record.saidAt))
        // Of one that was given without knowing what ends it, it ended as it was given.
        let begun = history.first?.at ?? said
        let isBeside = if case .beside = cause { true } else { false }
        return Event(
          event: event.event, at: isBeside ? max(said, begun) : said, by: "", volets: event.volets,
          cause: cause,
          carriedOutBy: entry.by)
      }
      return event
    }
  }
}

extension Sequence {
  /// What was said in the order in which it was: each after those that it knew of, and else by the clocks.
  ///
  /// - Parameter isKnown: whether the first was known to whoever said the second.
  func inOrder(
    at moment: (Element) -> Instant, where isKnown: (Element, Element) -> Bool
  ) -> [Element] {
    var waiting = Array(self)
    var ordered: [Element] = []
    while !waiting.isEmpty {
      let free = waiting.indices.filter { place in
        !waiting.indices.contains { $0 != place && isKnown(waiting[$0], waiting[place]) }
      }
      let first = free.min { moment(waiting[$0]) < moment(waiting[$1]) } ?? waiting.startIndex
      ordered.append(waiting.remove(at: first))
    }
    return ordered
  }
}
