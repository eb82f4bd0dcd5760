import CaseFile
import Notebook

/// What a list of records adds up.
extension Phrasebook {
  /// The number that a record says, with its label; nil where it says none, and for a kind that counts nothing.
  func number(of row: RecordRow) -> String? {
    guard let type = row.type, let tally = type.tally, let field = type[tally.number],
      let values = row.values[field.code], !values.isEmpty
    else { return nil }
    return labelled(
      name(of: field, in: type), values.map { value($0, of: field) }.joined(separator: " / "))
  }

  /// Below a list: a line for each code, then all of it; nothing for a kind that counts nothing.
  func sums(_ rows: [RecordRow], of kind: RecordType?) -> String {
    guard let kind, let tally = kind.tally, let number = kind[tally.number],
      let vocabulary = kind[tally.by]?.vocabulary
    else { return "" }
    let counted = rows.filter { $0.type == kind && $0.standing != .deleted }
    let sums = tally.sums(counted.map(\.values), of: kind)
    guard !sums.isEmpty else { return "" }
    var lines = sums.map { sum in
      labelled(label(sum.code, of: vocabulary), String(sum.number) + unsaid(sum.unsaid))
    }
    let total = sums.map(\.number).reduce(0, +)
    lines.append(labelled(say("en tout", "in all", "in totaal"), String(total)))
    return "\n" + underLabel(name(of: number, in: kind).capitalisedFirst)
      + lines.map { "  \($0)\n" }.joined()
  }

  private func unsaid(_ records: Int) -> String {
    guard records > 0 else { return "" }
    let counted = count(
      records, ("fiche", "fiches"), ("record", "records"), ("fiche", "fiches"))
    return say(
      " (\(counted) sans nombre)", " (\(counted) without a number)", " (\(counted) zonder aantal)")
  }
}
