public import CRDT

/// What tells of a prison stands apart: a document of its own beside its record, in a volet that is meant for it. The
/// companion names its record, never the other way. Protocol/records.md, "What stands apart".
extension RecordType {
  /// The field of a companion that names its record.
  public static let ofRecord = "of"

  /// The kind of what stands beside its records in a volet; nil where nothing does.
  public func companion(in volet: Volet) -> RecordType? {
    companions.first { $0.volets == [volet] }
  }

  static func volets(apartIn fields: [RecordField]) -> [Volet] {
    var found: [Volet] = []
    for volet in fields.compactMap(\.apart) where !found.contains(volet) { found.append(volet) }
    return found
  }

  static func companion(
    of code: String, _ version: Int, in volet: Volet, of apart: [RecordField]
  ) -> RecordType {
    RecordType(
      code: "\(code).\(volet.code)", version: version, home: .caseFile([volet]),
      companionOf: code,
      fields: [RecordField(ofRecord, .reference([code]), isRequired: true)]
        + apart.map { RecordField($0.code, $0.content, isOwnWords: $0.isOwnWords) })
  }

  /// What people are told of its records: all but what a companion names.
  public var told: [RecordField] {
    companionOf == nil ? fields : fields.filter { $0.code != Self.ofRecord }
  }

  /// Where a field of a record that lives in a volet stands apart; nil where it stands in the record itself.
  public func voletApart(of field: RecordField, in volet: Volet) -> Volet? {
    let standsWithRest = field.staysHere ? !volet.isShareable : volet.mayHoldPenal
    return isOfService || standsWithRest ? nil : field.apart
  }

  /// Whether something of a record that lives in a volet may stand apart.
  public func mayStandApart(in volet: Volet) -> Bool {
    fields.contains { voletApart(of: $0, in: volet) != nil }
  }
}

/// What somebody gives for the fields of a record, by the document in which it is written.
public struct RecordParts: Hashable, Sendable {
  /// In the record itself.
  public var own: [String: [String]] = [:]
  /// In companions, by their volets.
  public var apart: [Volet: [String: [String]]] = [:]

  /// Nothing at all.
  public init() {}

  /// - Parameter volet: that of the record.
  public init(_ values: [String: [String]], of type: RecordType, in volet: Volet) {
    for field in type.fields {
      guard let given = values[field.code] else { continue }
      guard let elsewhere = type.voletApart(of: field, in: volet) else {
        own[field.code] = given
        continue
      }
      if !field.openCodes.isEmpty {
        let closed = given.filter(field.isClosed)
        own[field.code] = closed.isEmpty ? given : [field.initial].compactMap(\.self)
        apart[elsewhere, default: [:]][field.code] = closed
        continue
      }
      guard field.isApartWherePenal else {
        apart[elsewhere, default: [:]][field.code] = given
        continue
      }
      let penal = given.filter { field.vocabulary?[$0]?.isPenal == true }
      own[field.code] = given.filter { !penal.contains($0) }
      apart[elsewhere, default: [:]][field.code] = penal
    }
  }

  /// The volets in which somebody writes who gives this: the right to write there is asked for. What is emptied asks for
  /// nothing before it is known that something stands there.
  public var asked: [Volet] { Volet.allCases.filter { begun(in: $0) != nil } }

  /// What a new companion in a volet holds; nil where nothing is to be written there.
  public func begun(in volet: Volet) -> [String: [String]]? {
    let given = (apart[volet] ?? [:]).filter { !$0.value.isEmpty }
    return given.isEmpty ? nil : given
  }
}

extension Record {
  /// The id of the record that a companion stands beside, as it is written; nil for what is no companion.
  public var besideRecord: String? {
    type.companionOf == nil ? nil : texts(RecordType.ofRecord).first
  }

  /// The record with what its companions hold, read as one. What stands otherwise in two of them is a conflict as any other.
  /// A deletion that had not seen all that stands in each of them asks to delete.
  public func joined(with companions: [Record]) -> Record {
    guard !companions.isEmpty else { return self }
    var holdings = holdings
    for field in type.fields where field.apart != nil {
      let beside = companions.compactMap { $0.holdings[field.code] }
      let own = holdings[field.code]
      let parts =
        switch field.reading(own?.texts ?? [], beside: beside.flatMap(\.texts)) {
        case .own: [own].compactMap(\.self)
        case .beside: beside
        case .both: [own].compactMap(\.self) + beside
        }
      holdings[field.code] = Holding(joining: parts, of: field)
    }
    let sawWhole = sawWhole.filter { deletion in
      companions.allSatisfy { $0.sawWhole.contains(deletion) }
    }
    return Record(self, holding: holdings, sawWhole: sawWhole)
  }
}

/// A code of which some stand in the record, and the others apart.
extension RecordField {
  /// Which documents tell what a field holds.
  public enum Reading: Hashable, Sendable {
    case own
    case beside
    case both
  }

  /// Whether a code of it never stands in a record that may be shared.
  public func isClosed(_ code: String) -> Bool {
    !openCodes.isEmpty && !openCodes.contains(code)
  }

  /// What is read where the record and what stands beside it hold these. A code that stands apart takes the place of the one
  /// that a record has at first; against any other it stands as a conflict. One that a record may hold says nothing apart,
  /// unless it stands there against one that it may not hold.
  public func reading(_ own: [String], beside: [String]) -> Reading {
    guard !openCodes.isEmpty else { return .both }
    guard beside.contains(where: isClosed) else { return .own }
    return own.allSatisfy { $0 == initial } ? .beside : .both
  }
}

extension Record.Holding {
  /// One field of several documents.
  fileprivate init(joining parts: [Record.Holding], of field: RecordField) {
    switch field.storage {
    case .register:
      self = .register(
        Field(joining: parts.compactMap { if case .register(let one) = $0 { one } else { nil } }))
    case .members:
      let members = parts.flatMap { part -> [FieldMember] in
        if case .members(let some) = part { some } else { [] }
      }
      let byCode = Dictionary(grouping: members, by: \.code)
      self = .members(field.sorted(byCode.map { FieldMember($0, joining: $1) }))
    case .list: self = .list(parts.flatMap(\.texts))
    case .text: self = .text(parts.flatMap(\.texts).joined(separator: "\n"))
    }
  }
}

extension RecordEdit {
  /// The change that creates what stands beside a record in a volet.
  ///
  /// - Parameters:
  ///   - record: its id, as thirty-two small hexadecimal digits.
  ///   - values: by field, of those that stand there.
  public static func companion(
    of record: String, _ type: RecordType, _ values: [String: [String]], in volet: Volet
  ) throws(RuleBroken) -> [Operation] {
    guard let companion = type.companion(in: volet) else { return [] }
    return try creation(
      companion, values.merging([RecordType.ofRecord: [record]]) { $1 }, in: volet)
  }
}
