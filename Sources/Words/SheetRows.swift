public import CaseFile
import Envelope
public import Notebook

/// What paired services are told of a record of ours.
public struct PublishedMark: Hashable, Sendable {
  /// When it was published.
  public var on: ZonedMoment
  /// Whether the record still says the same.
  public var isCurrent: Bool
}

/// A line of the list of what paired services published.
public struct SheetRow: Hashable, Sendable {
  public var id: String
  /// As it is told here, and its id.
  public var service: String
  public var serviceID: String
  public var type: RecordType
  /// What is known of it, by field, as it came.
  public var values: [String: [String]]
  public var published: ZonedMoment
  /// Whether a newer version said more.
  public var isIncomplete: Bool
  /// Months since it was verified; nil while it is fresh.
  public var staleMonths: Int?
}

/// Sheets, as the reader's clock tells them.
extension WallClock {
  /// A sheet of a paired service.
  public func row(_ sheet: ReceivedSheet) -> SheetRow {
    SheetRow(
      id: sheet.sheet.description, service: sheet.name, serviceID: sheet.service.description,
      type: sheet.type, values: sheet.values.byField, published: judged(sheet.published),
      isIncomplete: sheet.isIncomplete,
      staleMonths: staleMonths(sheet.values.byField, of: sheet.type))
  }

  /// What paired services are told of a record.
  public func mark(_ sheet: OwnSheet) -> PublishedMark {
    PublishedMark(on: judged(sheet.published), isCurrent: sheet.isCurrent)
  }

  /// Months since a record was verified; nil while it is fresh.
  func staleMonths(_ values: [String: [String]], of type: RecordType?) -> Int? {
    day(of: now).flatMap { type?.staleMonths(values, on: $0) }
  }

  /// A moment of another clock.
  private func judged(_ instant: Instant) -> ZonedMoment {
    isForProgram ? moment(instant) : moment(instant).judged(at: now.milliseconds)
  }
}

extension PublishedMark {
  /// `{"on", "current"}`
  var json: JSONValue { .object([("on", on.json), ("current", .flag(isCurrent))]) }
}

extension SheetRow {
  /// `{"sheet", "kind", "service", "serviceId", "published", "fields", "incomplete"}`
  public var json: JSONValue {
    .object([
      ("sheet", .string(id)), ("kind", .string(type.code)), ("service", .string(service)),
      ("serviceId", .string(serviceID)), ("published", published.json),
      ("fields", type.json(values)), ("incomplete", .flag(isIncomplete)),
    ])
  }
}
