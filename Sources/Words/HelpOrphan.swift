extension HelpRow {
  /// Of notes about which it is decided with the person whether they stay.
  static let orphans: [Command: HelpRow] = [
    .noteOrphans: HelpRow(
      "Montre les notes dont il reste à décider avec la personne",
      "Show the notes about which to decide with the person",
      "Toon de notities waarover met de persoon te beslissen is",
      discussion: (
        "Écrites en réponse à un service dont le partage a pris fin avant l’envoi, ou arrivées d’une personne dont l’accès avait pris fin. Elles restent ici. Une note de votre propre partage, pas encore partie au moment d’un retrait, n’en est pas une : elle ne part que par un nouvel accord qui vaut aussi pour ce moment. Sont montrées celles que vous avez commencées et celles des personnes que vous suivez ; à la direction, toutes.",
        "Written in answer to a service whose share ended before they were sent, or come from somebody whose access had ended. They stay here. A note of your own share that had not left when it was taken back is none: it leaves only by a new consent that goes for that time too. Those that you began and those of the people whom you follow are shown; to the head of the service, all.",
        "Geschreven als antwoord aan een dienst waarvan de deling eindigde voor ze vertrokken, of gekomen van iemand wiens toegang beëindigd was. Ze blijven hier. Een notitie van uw eigen deling die bij een intrekking nog niet vertrokken was, is er geen: ze vertrekt enkel met een nieuwe toestemming die ook voor die tijd geldt. Getoond worden die welke u begon en die van wie u opvolgt; aan het hoofd van de dienst alle."
      )),
    .noteKeep: HelpRow(
      "Note qu’il est décidé avec la personne de garder une note",
      "Record that it was decided with the person to keep a note",
      "Leg vast dat met de persoon beslist is een notitie te behouden",
      discussion: (
        "Elle reste dans ce suivi et n’est plus transmise à un autre service, même si un nouvel accord est donné : pour partager, écrivez une nouvelle note. Pour l’effacer, « carnet note erase ».",
        "It stays in this case file and goes to no other service any more, even when a new consent is given: to share, write a new note. To erase it, “carnet note erase”.",
        "Ze blijft in dit dossier en gaat naar geen andere dienst meer, ook niet met een nieuwe toestemming: schrijf een nieuwe notitie om te delen. Wissen kan met “carnet note erase”."
      )),
  ]
}

/// Of what is decided with the person.
extension HelpOptions.Row {
  static let agreedOn = Self(
    "DATE", "Jour où c’est décidé avec la personne",
    "Day on which it was decided with the person",
    "Dag waarop het met de persoon beslist is")
}
