/// How the records of a kind say by what somebody is reached, and under which rule. It is declared with the kind, so that
/// whoever shows one names no kind. Protocol/records.md, "How she is reached".
public struct Reach: Hashable, Sendable {
  /// The field of the number or address.
  public let value: String
  /// The field of whether it may be used, with the codes that let it, that ask the person first, and that do not.
  public let rule: String
  let free: String
  let ask: String
  let never: String
  /// The flags of what is not to be done: to leave a message, to say from where one calls.
  public let quiet: String
  public let masked: String
  /// The field of whether whoever answers knows where the person is, with the code that says so.
  public let knows: String
  let known: String
  /// Who answers there; nil where nothing says it.
  public let holder: String?
  /// What is written beside the number, and may repeat it: it is hidden with it; nil where there is none.
  public let remark: String?
  /// The day on which somebody saw that it is right.
  public let verified: String
  /// When it is best used.
  public let moment: String
  /// The field of what kind of way it is, with the codes of those that a written message reaches.
  let kind: String
  let messaged: Set<String>

  /// One whose fields go by these codes.
  public init(
    _ value: String, rule: String, free: String, ask: String, never: String, quiet: String,
    masked: String,
    knows: String, known: String, holder: String? = nil, remark: String? = nil, verified: String,
    moment: String, kind: String, messaged: Set<String>
  ) {
    (self.value, self.rule) = (value, rule)
    (self.free, self.ask, self.never) = (free, ask, never)
    (self.quiet, self.masked, self.knows, self.known) = (quiet, masked, knows, known)
    (self.holder, self.remark) = (holder, remark)
    (self.verified, self.moment) = (verified, moment)
    (self.kind, self.messaged) = (kind, messaged)
  }
}

/// What holds for one way to reach somebody, wherever it is shown: the one place where it is decided.
public struct ReachRule: Hashable, Sendable {
  /// Whether it may be used. The raw value is the stable code.
  public enum Use: String, CaseIterable, Sendable {
    case free
    /// The person is asked each time.
    case ask
    /// Not shown but by a gesture of its own.
    case never
  }

  public let use: Use
  /// No message is left.
  public let isQuiet: Bool
  /// Nobody is told from where one calls: the number is to be masked.
  public let isMasked: Bool
  /// Whoever answers is not told where the person is.
  public let hidesWhere: Bool
  /// When somebody last saw that it is right; nil where nobody said it.
  public let verified: CalendarDate?

  /// What holds for a record. Of several values that nobody settled the strictest holds; a code that is not known is as
  /// strict as any.
  public init(_ values: RecordValues, by reach: Reach) {
    let rules = values[reach.rule] ?? []
    if rules.contains(where: { $0 == reach.never }) {
      use = .never
    } else if rules.isEmpty {
      use = .ask
    } else {
      let isKnown = rules.allSatisfy { $0 == reach.free || $0 == reach.ask }
      use = !isKnown ? .never : rules.allSatisfy { $0 == reach.free } ? .free : .ask
    }
    isQuiet = values[reach.quiet]?.contains("true") == true
    isMasked = values[reach.masked]?.contains("true") == true
    let knows = values[reach.knows] ?? []
    hidesWhere = knows.isEmpty || !knows.allSatisfy { $0 == reach.known }
    verified = (values[reach.verified] ?? []).compactMap(Self.date).min()
  }

  private static func date(_ text: String) -> CalendarDate? {
    do throws(RuleBroken) { return try CalendarDate(parsing: text) } catch { return nil }
  }

  /// Whether somebody last saw that it is right longer ago than ``Limits/daysVerified``; not of what nobody ever verified.
  public func isStale(on today: CalendarDate) -> Bool {
    guard let verified,
      let first = CalendarDate(
        year: verified.year, month: verified.month ?? 1, day: verified.day ?? 1)
    else { return false }
    return today.daysSince1970 - first.daysSince1970 > Limits.daysVerified
  }
}

extension Reach {
  /// The code that says how something may be used.
  public func code(of use: ReachRule.Use) -> String {
    switch use {
    case .free: free
    case .ask: ask
    case .never: never
    }
  }
}

extension ReachRule.Use: Comparable {
  /// What is safer comes first.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .free: 0
    case .ask: 1
    case .never: 2
    }
  }
}

extension RecordType {
  /// What holds for a record by which somebody is reached; nil for a kind that declares no such thing.
  public func reachRule(_ values: RecordValues) -> ReachRule? {
    reach.map { ReachRule(values, by: $0) }
  }

  /// Of a way that a written message reaches, whether one may be sent; nil for any other.
  public func takesMessage(_ values: RecordValues) -> Bool? {
    guard let reach, let rule = reachRule(values),
      values[reach.kind]?.contains(where: reach.messaged.contains) == true
    else { return nil }
    return rule.use != .never && !rule.isQuiet
  }

  /// The fields that nobody is shown without a gesture of its own: where a number or address is not to be used, those of
  /// ``reachingFields(_:)``.
  public func hiddenFields(_ values: RecordValues) -> Set<String> {
    reachRule(values)?.use == .never ? reachingFields(values) : []
  }

  /// The fields that tell by what somebody is reached, whatever may be used: the number or address, the remark beside it,
  /// which may repeat it, and every other one in which somebody typed a number or that address. None for a kind that declares
  /// no such thing.
  public func reachingFields(_ values: RecordValues) -> Set<String> {
    guard let reach else { return [] }
    let own = Set([reach.value, reach.remark].compactMap(\.self))
    let others = fields.filter { field in
      guard field.holdsWords, !own.contains(field.code), let texts = values[field.code] else {
        return false
      }
      let told = HiddenDigits(values[reach.value] ?? [], remarks: texts)
      return texts.contains(where: told.stand)
    }
    return own.union(others.map(\.code))
  }
}

extension RecordValues {
  /// All but these fields.
  public func without(_ fields: Set<String>) -> RecordValues {
    fields.isEmpty ? self : RecordValues(byField.filter { !fields.contains($0.key) })
  }
}
