import CaseFile

/// What is told of an appointment by how the person is reached.
extension RecordDoubt {
  static func unsafeReminder(_ field: FieldName, _ code: String) -> Wording {
    let told = choice(field, code)
    return Wording(
      "unsafeReminder", .success,
      "« \(told.french) », et aucun numéro de cette personne ne peut recevoir de message : il est dit de ne pas l’utiliser, ou de ne pas laisser de message. C’est enregistré ainsi ; demandez-lui comment lui rappeler ce rendez-vous.",
      "“\(told.english)”, and no number of this person takes a message: each is said not to be used, or to be left no message. It is saved like that; ask the person how to be reminded of this appointment.",
      "“\(told.dutch)”, en geen nummer van deze persoon kan een bericht krijgen: het mag niet gebruikt worden, of er mag geen bericht worden gelaten. Het is zo bewaard; vraag hoe u aan deze afspraak kunt herinneren."
    )
  }

  static func unsafeNumber(_ field: (String, String, String)) -> Wording {
    Wording(
      "unsafeNumber", .success,
      "« \(field.0) » contient un numéro ou une adresse à ne pas utiliser. C’est enregistré ainsi ; enlevez-le, et mettez-en un autre ou un lieu.",
      "“\(field.1)” holds a number or an address that is not to be used. It is saved like that; take it out, and put another one or a place.",
      "“\(field.2)” bevat een nummer of een adres dat niet gebruikt mag worden. Het is zo bewaard; haal het weg, en zet er een ander of een plaats."
    )
  }

  static func numberShared(_ field: (String, String, String), _ volet: Volet) -> Wording {
    func name(_ language: Language) -> String { Phrasebook(language).volet(volet) }
    return Wording(
      "numberShared", .success,
      "« \(field.0) » contient un numéro ou une adresse à ne pas utiliser, et le volet « \(name(.french)) » peut être partagé : qui le reçoit le lit. C’est enregistré ainsi ; à moins que la personne ne le veuille ici, enlevez-le.",
      "“\(field.1)” holds a number or an address that is not to be used, and the volet “\(name(.english))” may be shared: whoever receives it reads it. It is saved like that; unless the person wants it here, take it out.",
      "“\(field.2)” bevat een nummer of een adres dat niet gebruikt mag worden, en het luik “\(name(.dutch))” kan gedeeld worden: wie het krijgt, leest het. Het is zo bewaard; haal het weg, tenzij de persoon het hier wil."
    )
  }

  static func slipLeavesOut(_ field: (String, String, String)) -> Wording {
    Wording(
      "slipLeavesOut", .success,
      "« \(field.0) » contient un numéro ou une adresse à ne pas utiliser : le papillon ne porte pas cette ligne, et rien n’y dit qu’elle manque. Mettez-y autre chose, puis faites un nouveau papillon.",
      "“\(field.1)” holds a number or an address that is not to be used: the slip does not bear that line, and nothing on it says that it is missing. Put something else there, then make a new slip.",
      "“\(field.2)” bevat een nummer of een adres dat niet gebruikt mag worden: het briefje draagt die regel niet, en niets zegt dat ze ontbreekt. Zet er iets anders, en maak dan een nieuw briefje."
    )
  }

  static func beforeQuiet(
    _ field: (String, String, String), _ until: CalendarDate
  ) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(until) }
    return Wording(
      "meetingBeforeQuiet", .success,
      "« \(field.0) » : « ne plus solliciter avant » dit \(day(.french)), et ce rendez-vous vient plus tôt. C’est enregistré ainsi ; si ce n’est pas la personne qui le demande, déplacez-le.",
      "“\(field.1)”: “not to be asked before” says \(day(.english)), and this appointment comes sooner. It is saved like that; unless it is her own wish, move it.",
      "“\(field.2)”: “niet contacteren voor” zegt \(day(.dutch)), en deze afspraak komt vroeger. Het is zo bewaard; is het niet haar eigen wens, verplaats ze dan."
    )
  }
}
