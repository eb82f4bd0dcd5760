public import CaseFile
import Envelope
public import Notebook

/// A record that tells of a prison in words that others are about to read: by its number, and in which fields.
public struct TellingRow: Hashable, Sendable {
  public let record: String
  public let volet: Volet
  public let fields: [FieldName]
  /// The field that stands apart and may say it; nil where there is none.
  public let instead: FieldName?

  public init(record: String, volet: Volet, fields: [FieldName], instead: FieldName? = nil) {
    (self.record, self.volet, self.fields) = (record, volet, fields)
    self.instead = instead
  }

  public init(_ telling: TellingRecord) {
    self.init(
      record: telling.record.description, volet: telling.volet, fields: telling.fields,
      instead: telling.instead)
  }

  /// Said before a consent is given: the words themselves are not repeated.
  static func wording(_ rows: [TellingRow]) -> Wording {
    func list(_ language: Language) -> String {
      let words = Phrasebook(language)
      let told = rows.prefix(Limits.tellingRecords).map { row in
        let fields = row.fields.map { field in
          let names = field.words
          return words.say("« \(names.0) »", "“\(names.1)”", "“\(names.2)”")
        }
        let said = words.labelled(words.volet(row.volet), fields.joined(separator: ", "))
        return "\(row.record.shortened) (\(said))"
      }
      return told.joined(separator: ", ") + (rows.count > told.count ? ", …" : "")
    }
    let apart = rows.lazy.compactMap(\.instead).first?.words
    return Wording(
      "sharedTellsPrison", .success,
      "Ce qui est partagé par cet accord laisse peut-être deviner une prison. Fiches : \(list(.french)). Relisez-les avec la personne ; ce qui ne doit pas partir s’écrit à part,\(apart.map { " sous «\u{A0}\($0.0)\u{A0}»," } ?? "") ou dans un volet qui n’est pas partagé.",
      "What is shared by this consent may tell a prison. Records: \(list(.english)). Read them again with the person; what is not to leave is written apart,\(apart.map { " under “\($0.1)”," } ?? "") or in a volet that is not shared.",
      "Wat door deze toestemming gedeeld wordt, kan een gevangenis verraden. Fiches: \(list(.dutch)). Lees ze opnieuw met de persoon; wat niet mag vertrekken, schrijft u apart,\(apart.map { " bij “\($0.2)”," } ?? "") of in een luik dat niet gedeeld wordt."
    )
  }
}
