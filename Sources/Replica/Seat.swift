public import Envelope

/// Somebody at a replica: nobody on a locked node, or a session that holds keys. Exchanges run at a seat, so that what
/// comes in is carried out by whoever can.
public protocol Seat: AnyObject {
  var replica: Replica { get }
  /// Carries out what came in and asks for keys. What cannot be done now waits: an exchange never fails for it.
  func attend(at now: Instant)
}

extension Replica: Seat {
  public var replica: Replica { self }
  /// Nobody works at a locked node: what asks for keys waits as a row.
  public func attend(at now: Instant) {}
}
