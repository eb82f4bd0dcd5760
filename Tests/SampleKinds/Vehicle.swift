public import CaseFile

extension RecordType {
  /// A kind that the program does not have: what the layer of records does for any kind is tried with it. Its fields are
  /// of several sorts, and one of them tells of a prison or a court where something stands in it.
  public static let vehicle = RecordType(
    code: "vehicle", version: 1, volets: [.emploi, .projet],
    fields: [
      RecordField("plate", .name, isRequired: true),
      RecordField("insured_until", .date),
      RecordField("drivers", .lines(.line)),
      RecordField("seized_by", .line(.line), apart: .justice),
      RecordField("remarks", .prose(.prose)),
    ])
}
