import CaseFile

/// What is told of notes about which it is to be decided with the person whether they stay.
extension RecordFact {
  static func nothingToDecideRow(_ given: String) -> Wording {
    Wording(
      "nothingToDecide", .usage,
      "Rien n’est à décider de « \(given) » : elle n’est pas orpheline, et personne n’y a écrit après la fin de son accès. Rien n’a été changé. « carnet note orphans » montre celles dont il reste à décider.",
      "Nothing is to be decided about “\(given)”: it is no orphan, and nobody wrote in it after their access had ended. Nothing was changed. “carnet note orphans” shows those about which something is.",
      "Over “\(given)” is niets te beslissen: het is geen weesnotitie, en niemand schreef erin na het einde van de toegang. Er is niets gewijzigd. “carnet note orphans” toont waarover nog te beslissen is."
    )
  }

  static var orphanOfOthersRow: Wording {
    Wording(
      "orphanOfOthers", .refused,
      "La décision revient à qui a commencé cette note et à qui suit la personne, avec elle, ou à la direction du service. Rien n’a été changé. Parlez-en à l’une de ces personnes.",
      "The decision is for who began this note and for who follows the person, with her, or for the head of the service. Nothing was changed. Talk to one of them.",
      "De beslissing is aan wie deze notitie begon en aan wie de persoon opvolgt, samen met die persoon, of aan het hoofd van de dienst. Er is niets gewijzigd. Spreek met een van hen."
    )
  }

  static func agreedToComeRow(_ day: CalendarDate) -> Wording {
    Wording(
      "agreedToCome", .usage,
      "Ce jour est à venir : \(Phrasebook(.french).date(day)). Rien n’a été changé. Dites le jour où c’est décidé avec la personne, une fois que c’est fait.",
      "This day is still to come: \(Phrasebook(.english).date(day)). Nothing was changed. Say the day on which it was decided with the person, once that is done.",
      "Deze dag moet nog komen: \(Phrasebook(.dutch).date(day)). Er is niets gewijzigd. Zeg de dag waarop het met de persoon beslist is, zodra dat gebeurd is."
    )
  }

  static func agreedTooEarlyRow(_ day: CalendarDate, _ opening: CalendarDate) -> Wording {
    func dates(_ language: Language) -> (day: String, opening: String) {
      (Phrasebook(language).date(day), Phrasebook(language).date(opening))
    }
    let (french, english, dutch) = (dates(.french), dates(.english), dates(.dutch))
    return Wording(
      "agreedTooEarly", .usage,
      "Ce suivi n’était pas encore ouvert : \(french.day). Il l’a été le \(french.opening). Rien n’a été changé. Dites le jour où c’est décidé avec la personne.",
      "This case file was not open yet: \(english.day). It was opened on \(english.opening). Nothing was changed. Say the day on which it was decided with the person.",
      "Dit dossier was nog niet open: \(dutch.day). Het werd geopend op \(dutch.opening). Er is niets gewijzigd. Zeg de dag waarop het met de persoon beslist is."
    )
  }

  static func orphansWaitRow(_ number: Int) -> Wording {
    Wording(
      "orphansWait", .success,
      "Notes dont il reste à décider avec la personne si elles sont gardées : \(number). Elles restent ici en attendant. « carnet note orphans » les montre.",
      "Notes of which it is to be decided with the person whether they are kept: \(number). They stay here meanwhile. “carnet note orphans” shows them.",
      "Notities waarover met de persoon te beslissen is of ze behouden worden: \(number). Ze blijven intussen hier. “carnet note orphans” toont ze."
    )
  }
}
