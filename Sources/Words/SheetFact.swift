import CaseFile

// What stands in the way of publishing a record.
extension RecordFact {
  static var sheetTooLongRow: Wording {
    Wording(
      "sheetTooLong", .badData,
      "Cette fiche dit plus que ce qui peut être publié. Rien n’a été publié. Raccourcissez-la, puis recommencez.",
      "This record says more than can be published. Nothing was published. Shorten it, then try again.",
      "Deze fiche zegt meer dan gepubliceerd kan worden. Er is niets gepubliceerd. Kort ze in en probeer opnieuw."
    )
  }

  static var sheetsFullRow: Wording {
    Wording(
      "sheetsFull", .refused,
      "Votre service a publié autant que son journal peut en garder. Rien n’a été publié. Les services appairés lisent ce qui l’est déjà ; pour une autre fiche, retirez-en une.",
      "Your service has published as much as its log can hold. Nothing was published. Paired services read what is published already; for another record, withdraw one.",
      "Uw dienst heeft zoveel gepubliceerd als zijn logboek kan bewaren. Er is niets gepubliceerd. Gekoppelde diensten lezen wat er al is; trek er een in voor een andere."
    )
  }

  static func nothingWrittenRow(_ type: RecordType) -> Wording {
    let (names, command) = (type.labels.three, type.commandNames[0])
    return Wording(
      "nothingWritten", .notFound,
      "Personne n’a encore écrit « \(names.0) ». Rien n’a été montré ni publié. Écrivez-la avec « \(command: "carnet \(command) add") ».",
      "Nobody has written “\(names.1)” yet. Nothing was shown or published. Write it with “carnet \(command) add”.",
      "Niemand schreef al “\(names.2)”. Er is niets getoond of gepubliceerd. Schrijf ze met “carnet \(command) add”."
    )
  }
}
