import CaseFile
import Notebook

extension UnmetCriteria {
  /// `{"codes", "admittedBy"}`.
  var json: JSONValue {
    .object([("codes", .strings(codes)), ("admittedBy", .strings(admittedBy))])
  }
}

/// What somebody does not meet of whom the service is for: said, and in nobody's way.
extension Phrasebook {
  /// One line: the criteria, and who admitted her all the same.
  func unmet(_ criteria: UnmetCriteria) -> String {
    let codes = criteria.codes.map { value($0, of: criteria.field) }.joined(
      separator: say(" ; ", "; ", "; "))
    let by = criteria.admittedBy.map(Visible.line).joined(separator: " / ")
    let decided =
      by.isEmpty
      ? say(
        "personne n’est nommé qui l’admet", "nobody is named who admits",
        "niemand vermeld die toelaat")
      : say("admis par \(by)", "admitted by \(by)", "toegelaten door \(by)")
    return labelled(name(of: criteria.field, in: criteria.type).capitalisedFirst, codes)
      + " – " + decided + "\n"
  }
}
