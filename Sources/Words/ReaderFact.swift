/// What is told of names of the access log that are asked for.
extension RecordFact {
  static func readerNotAskedRow(_ given: String) -> Wording {
    Wording(
      "readerNotAsked", .usage,
      "Personne n’a demandé le nom de la ligne « \(given) ». Rien n’a été changé. Demandez-le vous-même avec la raison : « carnet case reader \(given) --why RAISON » ; une deuxième personne en décide.",
      "Nobody asked for the name in line “\(given)”. Nothing was changed. Ask for it yourself with the reason: “carnet case reader \(given) --why REASON”; a second worker decides it.",
      "Niemand vroeg de naam van regel “\(given)”. Er is niets gewijzigd. Vraag hem zelf met de reden: “carnet case reader \(given) --why REDEN”; een tweede medewerker beslist."
    )
  }

  static var ownReaderRequestRow: Wording {
    Wording(
      "ownReaderRequest", .refused,
      "C’est vous qui avez demandé ce nom : il faut l’accord d’une deuxième personne. Rien n’a été changé. Demandez-le à un·e référent·e, à la direction ou à qui veille sur les données.",
      "It is you who asked for this name: it takes a second worker to agree. Nothing was changed. Ask a referent, the head of the service or whoever watches over data protection.",
      "U vroeg deze naam zelf: een tweede medewerker moet ermee instemmen. Er is niets gewijzigd. Vraag het aan een referent, het diensthoofd of wie over de gegevens waakt."
    )
  }

  static var readerForOthersRow: Wording {
    Wording(
      "readerForOthers", .refused,
      "Accepter qu’un nom soit dit revient à un·e référent·e, à la direction ou à qui veille sur les données. Rien n’a été changé. Parlez-en à l’une de ces personnes.",
      "To agree that a name is told is for a referent, the head of the service or whoever watches over data protection. Nothing was changed. Talk to one of them.",
      "Instemmen dat een naam gezegd wordt, is aan een referent, het diensthoofd of wie over de gegevens waakt. Er is niets gewijzigd. Spreek met een van hen."
    )
  }
}
