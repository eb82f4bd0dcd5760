import Consent
public import Envelope
import Wire

/// Why a consent ended, or lost a volet, when nobody said so to the worker whose name stands on the record.
public enum EndingCause: Hashable, Sendable {
  /// The person said it to the service that receives: the statement that says so.
  case counter(StatementID)
  /// It answered a consent of the other service, which ended.
  case answered(ConsentID)
  /// The withdrawal of another consent covered the same volets.
  case beside(ConsentID)
  /// A later consent goes one way: nothing comes back any more in these volets.
  case oneWay(ConsentID)
  /// A later consent goes "from now on": what this one let be read ended when that one began.
  case fromNow(ConsentID)

  /// The stable code, in records and in JSON.
  public var code: String {
    switch self {
    case .counter: "counter"
    case .answered: "answered"
    case .beside: "beside"
    case .oneWay: "oneWay"
    case .fromNow: "fromNow"
    }
  }

  fileprivate var bytes: [UInt8] {
    switch self {
    case .counter(let statement): statement.bytes
    case .answered(let consent), .beside(let consent), .oneWay(let consent),
      .fromNow(let consent):
      consent.bytes
    }
  }
}

extension WireConsentRecord {
  /// Nil when the person said so to the worker who recorded it, or for a reason that this version does not know. That a
  /// later consent goes one way is read from the share and stands in no record.
  var endingCause: EndingCause? {
    switch cause {
    case "counter": StatementID(causeID).map { .counter($0) }
    case "answered": ConsentID(causeID).map { .answered($0) }
    case "beside": ConsentID(causeID).map { .beside($0) }
    case "fromNow": ConsentID(causeID).map { .fromNow($0) }
    case _: nil
    }
  }

  mutating func set(_ ending: EndingCause, said: Instant) {
    cause = ending.code
    causeID = .init(ending.bytes)
    saidAt = UInt64(clamping: said.milliseconds)
  }

  mutating func clearCause() {
    cause = ""
    causeID = .init([])
    saidAt = 0
  }
}
