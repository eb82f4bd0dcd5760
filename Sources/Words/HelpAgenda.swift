extension HelpRow {
  /// Of what is due, and of appointments.
  static let agenda: [Command: HelpRow] = [
    .agenda: HelpRow(
      "Montre ce qui est prévu et ce qui reste à faire",
      "Show what is planned and what is still to be done",
      "Toon wat gepland is en wat nog te doen is",
      discussion: (
        "Sept jours à partir d’aujourd’hui, sauf si vous en nommez d’autres. Ce qui est en retard vient d’abord. Le papier ne montre que prénom et initiale, le calendrier aucun nom ; ni l’un ni l’autre ne dit de quoi il s’agit.",
        "Seven days from today, unless you name others. What is late comes first. The paper shows only first name and initial, the calendar no name; neither says what it is about.",
        "Zeven dagen vanaf vandaag, tenzij u er andere noemt. Wat te laat is, komt eerst. Het papier toont enkel voornaam en initiaal, de kalender geen naam; geen van beide zegt waarover het gaat."
      )),
    .appointmentMove: HelpRow(
      "Déplace un rendez-vous", "Move an appointment", "Verplaats een afspraak",
      discussion: (
        "En une fois : le nouveau moment, qui l’a demandé et pourquoi. L’historique garde l’ancien. Le nom de la personne suffit pour le prochain ; ce qui a été pris est dit.",
        "In one go: the new moment, who asked for it and why. The history keeps the former one. The person’s name is enough for the next one; what was taken is told.",
        "In één keer: het nieuwe moment, wie het vroeg en waarom. De geschiedenis bewaart het vorige. De naam van de persoon volstaat voor de volgende; wat genomen is, staat erbij."
      )),
    .appointmentOutcome: HelpRow(
      "Dit ce qu’un rendez-vous est devenu", "Say what became of an appointment",
      "Zeg wat er van een afspraak kwam",
      discussion: (
        "Le nom de la personne suffit pour le dernier, ou celui d’aujourd’hui, dont l’issue manque ; ce qui a été pris est dit. Rien ne compte les absences.",
        "The person’s name is enough for the last one, or today’s, whose outcome is missing; what was taken is told. Nothing counts absences.",
        "De naam van de persoon volstaat voor de laatste, of die van vandaag, waarvan de uitkomst ontbreekt; wat genomen is, staat erbij. Niets telt afwezigheden."
      )),
    .appointmentSlip: HelpRow(
      "Écrit le papillon d’un rendez-vous", "Write the slip of an appointment",
      "Schrijf het briefje van een afspraak",
      discussion: (
        "Le jour, l’heure, le lieu et qui demander ; ni le nom de la personne, ni le motif, ni le service. La langue est celle de --lang. Le nom de la personne suffit pour le prochain.",
        "The day, the hour, the place and whom to ask for; neither the person’s name, nor why, nor the service. The language is that of --lang. The person’s name is enough for the next one.",
        "De dag, het uur, de plaats en naar wie te vragen; niet de naam van de persoon, niet waarom, niet de dienst. De taal is die van --lang. De naam van de persoon volstaat voor de volgende."
      )),
  ]
}

/// Of what is due, and of appointments.
extension HelpOptions.Row {
  static let week = Self(
    "DATE", "La semaine de ce jour, sinon celle d’aujourd’hui, du lundi au dimanche",
    "The week of that day, else that of today, from Monday to Sunday",
    "De week van die dag, anders die van vandaag, van maandag tot zondag")
  static let firstDay = Self("DATE", "Premier jour", "First day", "Eerste dag")
  static let lastDay = Self("DATE", "Dernier jour", "Last day", "Laatste dag")
  static let onlyCase = Self(
    "CASE", "Un seul suivi, par numéro ou par nom de la personne",
    "One case file, by number or by the person’s name",
    "Eén dossier, nummer of naam van de persoon")
  static let mine = Self(
    nil, "Seulement ce que vous avez écrit", "Only what you wrote yourself",
    "Enkel wat u zelf schreef")
  static let paper = Self(
    "FILE|-", "Papier à imprimer (HTML)", "Paper to print (HTML)",
    "Papier om af te drukken (HTML)")
  static let calendarFile = Self(
    "FILE|-", "Calendrier des rendez-vous (iCalendar)", "Calendar of appointments (iCalendar)",
    "Kalender van afspraken (iCalendar)")
  static let withPlace = Self(
    nil, "Met dans le calendrier le lieu que d’autres peuvent voir",
    "Put the place that others may see into the calendar",
    "Zet de plaats die anderen mogen zien in de kalender")
  static let meeting = Self(
    "RECORD|CASE", "Rendez-vous, par numéro ou par le suivi de la personne",
    "Appointment, by number or by the person’s case file",
    "Afspraak, met nummer of met het dossier van de persoon")
  static let slipGiven = Self(
    nil, "Note que le papillon est remis", "Record that the slip is handed over",
    "Noteer dat het briefje meegegeven is")
}

/// How the option is written that says who asked for another moment.
extension Phrasebook {
  /// That of the language first, without hyphens.
  public var moverNames: [String] {
    let own = say("par", "by", "door")
    return [own] + ["by", "par", "door"].filter { $0 != own }
  }
}
