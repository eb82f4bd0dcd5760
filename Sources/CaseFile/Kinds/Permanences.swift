extension RecordType {
  /// What a service agreed on with who mandates it: until when, how many people, in which places. It names nobody.
  public static let convention = RecordType(
    code: "convention", version: 1,
    home: .service(writers: [.referent, .chefService, .secretariat]),
    fields: [
      RecordField("name", .name, isRequired: true),
      RecordField("mandant", .line(.line)),
      RecordField("begins", .date),
      RecordField("ends", .date),
      RecordField("objective", .integer(1...Int64(Limits.conventionPeople))),
      RecordField("places", .references(["meeting_place"])),
    ])

  /// Workers of the service are somewhere, and people come to them there. Who is to come stands in the contacts of each, and
  /// not here.
  public static let permanence = RecordType(
    code: "permanence", version: 1, home: .service(writers: permanenceWriters),
    fields: [
      RecordField("when", .moment, isRequired: true).meaning(.next),
      RecordField("place", .reference(["meeting_place"])),
      RecordField("workers", .lines(.line)),
      RecordField("convention", .reference(["convention"])),
      RecordField("status", .code(.permanenceStatus), initial: "prevue"),
      RecordField("slots", .integer(1...Int64(Limits.permanencePlaces))),
      RecordField("remark", .line(.line)),
    ])

  /// One sheet that was printed for a permanence, without a word of who stands on it: it is out until somebody says that it
  /// came back.
  public static let permanencePaper = RecordType(
    code: "permanence_paper", version: 1, home: .service(writers: permanenceWriters),
    fields: [
      RecordField("permanence", .reference(["permanence"]), isRequired: true),
      RecordField("number", .integer(1...Int64(Limits.permanencePapers)), isRequired: true),
      RecordField("reader", .code(.paperReader), isRequired: true),
      RecordField("printed", .date, isPast: true),
      RecordField("back", .date, isPast: true),
    ])

  private static let permanenceWriters: [Role] = [
    .referent, .intervenant, .chefService, .secretariat,
  ]
}

extension RecordType {
  /// The field by which a record belongs to a permanence; nil for a kind that belongs to none.
  public var permanenceField: RecordField? {
    fields.first { $0.content == .reference([Self.permanence.code]) }
  }

  /// Whether its records are places on the list of a permanence, one for each person.
  public var isOnList: Bool { permanenceField != nil && !isOfService && self["number"] != nil }

  /// Whether its records send a person to a permanence.
  public var sendsToPermanence: Bool { permanenceField != nil && !isOfService && !isOnList }
}
