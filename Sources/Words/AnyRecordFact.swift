import CaseFile

/// What is said of a record of any kind but the note.
extension RecordFact {
  static var recordErasedRow: Wording {
    Wording(
      "recordErased", .notFound,
      "Les mots de cette fiche ont été effacés. Rien ne peut les montrer à nouveau, et rien n’a été changé. Pour continuer, écrivez une nouvelle fiche.",
      "The words of this record were erased. Nothing can show them again, and nothing was changed. To go on, write a new record.",
      "De woorden van deze fiche zijn gewist. Niets kan ze nog tonen, en er is niets gewijzigd. Schrijf een nieuwe fiche om verder te gaan."
    )
  }

  static var recordNotReadRow: Wording {
    Wording(
      "recordNotRead", .refused,
      "Vous n’avez pas lu cette fiche telle qu’elle est maintenant. Rien n’a été changé. Lisez-la avec « carnet record show », puis recommencez.",
      "You have not read this record as it stands now. Nothing was changed. Read it with “carnet record show”, then start again.",
      "U hebt deze fiche niet gelezen zoals ze nu is. Er is niets gewijzigd. Lees ze met “carnet record show” en herbegin."
    )
  }

  static func fieldsToChooseRow(_ type: RecordType, _ fields: [RecordField]) -> Wording {
    let edit = "carnet \(type.commandNames.first ?? type.code) edit"
    func options(_ language: Language) -> String {
      fields.compactMap { type.optionNames(of: $0, in: Phrasebook(language)).first }
        .map { "--\($0) …" }.joined(separator: " ")
    }
    func names(_ language: Language) -> String {
      fields.map { Phrasebook(language).name(of: $0, in: type) }.joined(separator: ", ")
    }
    return Wording(
      "fieldsToChoose", .refused,
      "Il reste à choisir : \(names(.french)) a plusieurs versions. Rien n’a été changé. Écrivez la bonne avec « \(command: edit) », suivi du numéro et de \(options(.french)) ; toutes restent consultables.",
      "There is something left to choose: \(names(.english)) has several versions. Nothing was changed. Write the right one with “\(edit)”, followed by the number and \(options(.english)); all stay readable.",
      "Er is nog iets te kiezen: \(names(.dutch)) heeft meerdere versies. Er is niets gewijzigd. Schrijf de juiste met “\(edit)”, gevolgd door het nummer en \(options(.dutch)); alle blijven leesbaar."
    )
  }

  static func recordReceivedRow(_ service: String) -> Wording {
    Wording(
      "recordReceived", .refused,
      "Cette fiche est \(de: service), qui en répond seul. Elle n’a pas été changée. Écrivez la vôtre dans le suivi de votre service.",
      "This record is from “\(service)”, which alone answers for it. It was not changed. Write yours in the case file of your service.",
      "Deze fiche is van “\(service)”, die er als enige voor instaat. Ze is niet gewijzigd. Schrijf de uwe in het dossier van uw dienst."
    )
  }

  static func anotherKindRow(_ given: String, _ type: RecordType) -> Wording {
    let (given, names) = (Visible.line(given), type.labels.three)
    return Wording(
      "recordOfAnotherKind", .usage,
      "« \(given) » est une fiche d’un autre type : \(names.0). Rien n’a été changé. « carnet record show » la montre, quel que soit son type.",
      "“\(given)” is a record of another kind: \(names.1). Nothing was changed. “carnet record show” shows it, whatever its kind.",
      "“\(given)” is een fiche van een andere soort: \(names.2). Er is niets gewijzigd. “carnet record show” toont ze, van welke soort ook."
    )
  }

  static func recordStandsRow(_ record: String, _ type: RecordType) -> Wording {
    let (names, command) = (type.labels.three, type.commandNames[0])
    return Wording(
      "recordStands", .cannotCreate,
      "Il y a déjà une fiche « \(names.0) » pour ces choix : \(record). Rien n’a été enregistré. Changez-la avec « \(command: "carnet \(command) edit") ».",
      "There is already a record “\(names.1)” for these choices: \(record). Nothing was saved. Change it with “carnet \(command) edit”.",
      "Er is al een fiche “\(names.2)” voor deze keuzes: \(record). Er is niets bewaard. Wijzig ze met “carnet \(command) edit”."
    )
  }
}
