public import CaseFile
public import Envelope
import Wire

extension ConsentSummary {
  /// Something that happened to a consent. Who decided, who recorded it and who merely carried it out are three facts.
  public struct Event: Sendable {
    public internal(set) var event: ConsentEvent
    public let at: Instant
    /// The worker to whom the person said it, or the service that answered; empty when it was said to nobody here.
    public var by: String
    /// Codes of what was taken back, or asked to be erased; empty for all of the consent.
    var codes: [String] = []
    public var cause: EndingCause?
    /// The worker who carried out what was decided elsewhere or before; empty when `by` did it.
    public var carriedOutBy = ""
    /// It was recorded without knowing that the follow-up had ended, after that had happened.
    public var isUnaware = false

    /// Those of its volets that this version knows.
    public var volets: [Volet] { codes.compactMap(Volet.init(code:)) }
  }

  /// Those of its volets that this version knows.
  public var volets: [Volet] { codes.compactMap(Volet.init(code:)) }

  /// The volets that the person first said yes to, whatever is left of them.
  public var agreed: Set<Volet> {
    Set(takenBack.union(recordedCodes).union(codes).compactMap(Volet.init(code:)))
  }

  /// When it began to count, as far as is known here; nil of one that never did.
  public var begunAt: Instant? {
    events.first { [.given, .effective].contains($0.event) }?.at
  }

  /// The same; where it ended beside one that a wrong link had opened and that was taken back with it, the person withdrew
  /// nothing.
  func told(whenUnlinked others: Set<ConsentID>) -> ConsentSummary {
    let place = events.firstIndex { event in
      guard event.event == .withdrawn, case .beside(let other) = event.cause else { return false }
      return others.contains(other)
    }
    guard status == .withdrawn, let place else { return self }
    var copy = self
    copy.events[place].event = .unlinked
    copy.told = .unlinked
    return copy
  }

  /// What the records say, in their order. It was given once, by whoever recorded the person's word, and took effect
  /// once; what two nodes carried out apart is told once.
  static func recorded(_ history: [RecordedConsent]) -> [Event] {
    let agreed = history.first?.record.volets ?? []
    var gone: Set<String> = []
    var told: Set<EndingCause> = []
    var (isBegun, isEffective, isStopped) = (false, false, false)
    return history.compactMap { entry in
      guard let said = entry.record.said else { return nil }
      var event = Event(event: said, at: entry.at, by: entry.by)
      switch said {
      case .narrowed:
        let left = Set(entry.record.volets).union(gone)
        event.codes = agreed.filter { !left.contains($0) }
        gone.formUnion(event.codes)
        guard !event.codes.isEmpty else { return nil }
      case .planned, .given:
        guard !isBegun else { return nil }
        isBegun = true
      case .effective:
        guard !isEffective else { return nil }
        isEffective = true
        (event.by, event.carriedOutBy) = ("", entry.by)
      case .stopped:
        guard !isStopped else { return nil }
        isStopped = true
      case .refused, .recovered, .extended, .renewed, .withdrawn, .unlinked, .purgeAsked,
        .purgeAttested, .purgeRefused,
        .expired, .ceased, .cancelled, .disputed:
        break
      }
      if let cause = entry.record.endingCause {
        // One cause may take volet after volet: what each time takes tells the times apart.
        guard said == .narrowed || told.insert(cause).inserted else { return nil }
        let stated = Instant(milliseconds: Int64(clamping: entry.record.saidAt))
        // Of one that was given without knowing what ends it, it ended as it was given.
        let begun = history.first?.at ?? stated
        let isBeside = if case .beside = cause { true } else { false }
        return Event(
          event: said, at: isBeside ? max(stated, begun) : stated, by: "", codes: event.codes,
          cause: cause, carriedOutBy: entry.by)
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
