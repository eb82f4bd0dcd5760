/// How the records of a kind say that somebody had to do with the person, and when. Protocol/records.md, "Who is followed".
public struct ToldContact: Hashable, Sendable {
  /// The field of the day.
  public let day: String
  /// The field of what came of it, and the codes of those that met.
  let outcome: String
  let met: [String]
  /// The field of the list that it stands on: as long as nobody said what came of it, nobody met.
  let listedIn: String
  /// The field of its kind, with the code of a place on a list and of what becomes of it once somebody met her there.
  let kind: String
  let listed: String
  let meeting: String
  /// The field of how they met, with the code of whoever was there.
  let modality: String
  let present: String

  init(
    day: String, outcome: String, met: [String], listedIn: String, kind: String, listed: String,
    meeting: String, modality: String, present: String
  ) {
    (self.day, self.outcome, self.met, self.listedIn) = (day, outcome, met, listedIn)
    (self.kind, self.listed, self.meeting) = (kind, listed, meeting)
    (self.modality, self.present) = (modality, present)
  }

  /// What a place on a list says of itself: not that anybody met.
  public var placing: [String: [String]] { [kind: [listed]] }

  /// What an outcome of the list changes in its place: where she was met it is a meeting, and where she was not it is a place
  /// again. What somebody said otherwise stays.
  public func placing(_ values: RecordValues, after code: String) -> [String: [String]] {
    let kinds = values[kind] ?? []
    if met.contains(code) {
      guard kinds == [listed] else { return [:] }
      return [kind: [meeting], modality: values[modality] ?? [present]]
    }
    guard kinds == [meeting], (values[outcome] ?? []).contains(where: met.contains) else {
      return [:]
    }
    return [kind: [listed], modality: []]
  }

  /// Whether anybody met, as far as a record says. Of several outcomes that people left apart, one is enough.
  public func tookPlace(_ values: RecordValues) -> Bool {
    guard let held = values[outcome], !held.isEmpty else {
      return values[listedIn]?.isEmpty ?? true
    }
    return held.contains(where: met.contains)
  }
}
