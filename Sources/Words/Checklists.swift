public import CaseFile

/// The records of a kind by its catalogue: each code has its place, whether there is a record of it or not.
public struct Checklist: Sendable {
  /// One code of the catalogue, or what records hold that stands in none.
  struct Row: Sendable {
    /// Nil for records that name no code.
    let code: String?
    let records: [RecordRow]
  }

  let type: RecordType
  let checklist: RecordChecklist
  let rows: [Row]
  /// The ages that a code is meant for, where the person is surely of none of them.
  let missedAges: [String: ClosedRange<Int>]
  /// Whether the reader reads whatever records of the kind there may be: of what she does not read nobody says that nothing
  /// was begun.
  let isWhole: Bool
  /// What somebody saw, by the record for which it was.
  let proofs: [String: [RecordRow]]

  /// Nil for a kind that has no catalogue.
  ///
  /// - Parameters:
  ///   - records: those that the reader may read.
  ///   - isWhole: whether she may read all that there may be.
  ///   - births: of the person, as her card says.
  ///   - day: on which it is gone through.
  ///   - proofs: what somebody saw for them, of what she may read.
  ///   - country: the one of the service; its catalogue comes first, then whatever else there is a record of.
  public init?(
    of type: RecordType, _ records: [RecordRow], proofs: [RecordRow] = [], isWhole: Bool,
    born births: [String] = [], on day: CalendarDate? = nil, in country: Country?
  ) {
    guard let checklist = type.checklist else { return nil }
    let catalogue = type.catalogue(of: country)
    func codes(_ record: RecordRow) -> [String] { record.values[checklist.field] ?? [] }
    let others = Set(records.flatMap(codes)).subtracting(catalogue).sorted()
    let unnamed = records.filter { codes($0).isEmpty }
    self.type = type
    self.checklist = checklist
    self.isWhole = isWhole
    missedAges = checklist.ages.filter { code, _ in
      day.flatMap { checklist.missedAges(of: code, born: births, on: $0) } != nil
    }
    self.proofs = Dictionary(
      proofs.flatMap { proof in
        (type.proof.flatMap { proof.values[$0.field.code] } ?? []).map { ($0, [proof]) }
      }, uniquingKeysWith: +)
    rows =
      (catalogue + others).map { code in
        Row(code: code, records: records.filter { codes($0).contains(code) })
      } + (unnamed.isEmpty ? [] : [Row(code: nil, records: unnamed)])
  }

  /// What a column holds where there is no record: what one would begin with; nothing where there may be one.
  private func beginning(_ field: RecordField) -> [String] {
    isWhole ? field.initial.map { [$0] } ?? [] : []
  }

  fileprivate var columns: [RecordField] { checklist.columns.compactMap { type[$0] } }

  fileprivate func values(_ field: RecordField, of record: RecordRow?) -> [String] {
    record.map { $0.values[field.code] ?? [] } ?? beginning(field)
  }

  /// `[{"code", "fields", "ages"?, "records": [{…record, "proofs": [record, …]}, …]}]`: `ages` (`[from, to]`) where the person is of none of them; `fields` is what a record would begin with where there is none, and
  /// absent where there is one, or may be one that the reader does not read; `code` is `null` for records that name none.
  public var json: JSONValue {
    .array(
      rows.map { row in
        .present([
          ("code", row.code.map { .string($0) } ?? .null),
          (
            "fields",
            row.records.isEmpty && isWhole
              ? type.json(
                Dictionary(columns.map { ($0.code, beginning($0)) }) { first, _ in first })
              : nil
          ),
          (
            "ages",
            row.code.flatMap { missedAges[$0] }.map {
              .array([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))])
            }
          ),
          (
            "records",
            .array(
              row.records.map { record in
                .object(
                  record.recordPairs + [
                    ("proofs", .array((proofs[record.id] ?? []).map(\.recordJSON)))
                  ])
              })
          ),
        ])
      })
  }
}

extension Phrasebook {
  /// A line for each code of the catalogue, or for each record of it where there are several.
  public func checklist(_ list: Checklist) -> String {
    let columns = list.columns
    let named = list.type[list.checklist.field]
    let heading = named.map { name(of: $0, in: list.type) } ?? ""
    var table = Table(
      [heading.uppercased()] + columns.map { name(of: $0, in: list.type).uppercased() }
        + [
          say("MOTIF", "REASON", "REDEN"), say("PIÈCES VUES", "PAPERS SEEN", "GEZIENE STUKKEN"),
          say("FICHE", "RECORD", "FICHE"),
        ])
    for row in list.rows {
      let label =
        (row.code.flatMap { code in named.map { value(code, of: $0) } } ?? "–")
        + (row.code.flatMap { list.missedAges[$0] }.map(outside) ?? "")
      let records: [RecordRow?] = row.records.isEmpty ? [nil] : row.records
      for record in records {
        let told = columns.enumerated().map { index, field in
          if record == nil, !list.isWhole {
            return index > 0
              ? "–"
              : say(
                "rien que vous puissiez lire", "nothing that you may read", "niets dat u mag lezen")
          }
          let texts = list.values(field, of: record).map { value($0, of: field) }
          return texts.isEmpty ? "–" : texts.joined(separator: " / ")
        }
        let why = record.map { reasons(of: $0, list) } ?? []
        let seen = (record.flatMap { list.proofs[$0.id] } ?? []).map(content(of:))
        table.rows.append(
          [label] + told + [why, seen].map { $0.isEmpty ? "–" : $0.joined(separator: " / ") }
            + [record?.id.shortened ?? "–"])
      }
    }
    return table.text + draftLabels
  }

  /// Said of a right, and in nobody's way: what is written of a birth may be wrong.
  private func outside(_ ages: ClosedRange<Int>) -> String {
    let (first, last) = (ages.lowerBound, ages.upperBound)
    return say(
      " – hors de \(first)–\(last) ans d’après la naissance",
      " – not \(first)–\(last) by the birth that is written",
      " – geen \(first)–\(last) jaar volgens de geboorte")
  }

  private func reasons(of record: RecordRow, _ list: Checklist) -> [String] {
    list.checklist.reasons.compactMap { list.type[$0] }.flatMap { field in
      (record.values[field.code] ?? []).map { value($0, of: field) }
    }
  }
}
