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

  /// Reads `none`, `kept`, `all` and `since:YYYY-MM-DD`.
  public init(parsing text: String) throws(RuleBroken) {
    let since = "since:"
    switch text {
    case "none": self = .none
    case "kept": self = .kept
    case "all": self = .all
    case _ where text.utf8.starts(with: since.utf8):
      let date = String(text.unicodeScalars.dropFirst(since.unicodeScalars.count))
      self = .since(try CalendarDate(parsingDay: date))
    default: throw .unknownPast(text)
    }
  }

  public var code: String {
    switch self {
    case .none: "none"
    case .kept: "kept"
    case .all: "all"
    case .since(let date): "since:\(date)"
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
