/// How the person gave her agreement.
public enum ProofOfConsent: Hashable, Sendable {
  case paperSignature
  case screenSignature
  /// Said aloud before a witness, who is named.
  case oralWitness(String)
  case letter
  case phoneCallback

  /// Reads `paper-signature`, `screen-signature`, `oral-witness:NAME`, `letter`, `phone-callback`.
  public init(parsing text: String) throws(RuleBroken) {
    let witness = "oral-witness:"
    switch text {
    case "paper-signature": self = .paperSignature
    case "screen-signature": self = .screenSignature
    case "letter": self = .letter
    case "phone-callback": self = .phoneCallback
    case _ where text.utf8.starts(with: witness.utf8):
      let name = String(text.unicodeScalars.dropFirst(witness.unicodeScalars.count))
      self = .oralWitness(try Names.tidy(name, .witnessName))
    default: throw .unknownProof(text)
    }
  }

  /// What ``init(parsing:)`` reads.
  public var code: String {
    switch self {
    case .paperSignature: "paper-signature"
    case .screenSignature: "screen-signature"
    case .oralWitness(let name): "oral-witness:\(name)"
    case .letter: "letter"
    case .phoneCallback: "phone-callback"
    }
  }
}

/// How far back a consent reaches.
public enum Past: Hashable, Sendable {
  case none
  /// Nothing by itself; what an earlier consent let be read stays readable. Protocol/consent.md, 8.5.1.
  case kept
  case all
  /// From the beginning of a day on.
  case since(CalendarDate)
  /// The same; what an earlier consent let be read of before stays readable. Protocol/consent.md, 8.5.1.
  case sinceKept(CalendarDate)

  /// Reads `none`, `kept`, `all`, `since:YYYY-MM-DD` and `kept,since:YYYY-MM-DD`.
  public init(parsing text: String) throws(RuleBroken) {
    let since = "since:"
    let kept = "kept,since:"
    func day(after prefix: String) throws(RuleBroken) -> CalendarDate {
      try CalendarDate(
        parsingDay: String(text.unicodeScalars.dropFirst(prefix.unicodeScalars.count)))
    }
    switch text {
    case "none": self = .none
    case "kept": self = .kept
    case "all": self = .all
    case _ where text.utf8.starts(with: since.utf8):
      self = .since(try day(after: since))
    case _ where text.utf8.starts(with: kept.utf8):
      self = .sinceKept(try day(after: kept))
    default: throw .unknownPast(text)
    }
  }

  public var code: String {
    switch self {
    case .none: "none"
    case .kept: "kept"
    case .all: "all"
    case .since(let date): "since:\(date)"
    case .sinceKept(let date): "kept,since:\(date)"
    }
  }

  /// The day from which on it goes by itself; nil where it goes for all of the past, or for none.
  public var firstDay: CalendarDate? {
    switch self {
    case .since(let day), .sinceKept(let day): day
    case .none, .kept, .all: nil
    }
  }

  /// The same without what an earlier consent let be read.
  public var alone: Past {
    switch self {
    case .none, .kept: .none
    case .since(let day), .sinceKept(let day): .since(day)
    case .all: .all
    }
  }

  /// The same with what an earlier consent let be read.
  public var withEarlier: Past {
    switch self {
    case .none, .kept: .kept
    case .since(let day), .sinceKept(let day): .sinceKept(day)
    case .all: .all
    }
  }
}

/// When a consent takes effect.
public enum Effective: Hashable, Sendable {
  case now
  /// When the release is recorded, on whatever day.
  case release
  case on(CalendarDate)

  /// Reads `now`, `release` and `YYYY-MM-DD`.
  public init(parsing text: String) throws(RuleBroken) {
    switch text {
    case "now": self = .now
    case "release": self = .release
    case _ where text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false:
      self = .on(try CalendarDate(parsingDay: text))
    default: throw .unknownEffective(text)
    }
  }

  public var code: String {
    switch self {
    case .now: "now"
    case .release: "release"
    case .on(let date): date.description
    }
  }
}
