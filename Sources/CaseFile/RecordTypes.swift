/// The kinds of record that this version knows. Protocol/records.md holds the same table.
extension RecordType {
  public static let all = [
    note, person, contactPoint, request, right, appointment, roleAccess, meetingPlace, rightProof,
    contact, period, referral, frameSet, assessment, contribution, act, identifier, outreach,
    partner, serviceSheet,
    convention, permanence, permanencePaper,
  ]

  /// The one of that name; `nil` for one of a newer version, or of none.
  public static func named(_ name: String) -> RecordType? { all.first { $0.name == name } }
}
