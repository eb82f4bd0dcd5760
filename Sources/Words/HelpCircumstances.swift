/// Of how a consent came about.
extension HelpOptions.Row {
  static let signed = Self(
    "DATE", "Jour où la personne l’a dit, si ce n’est pas aujourd’hui",
    "Day on which the person said so, when it is not today",
    "Dag waarop de persoon het zei, als het niet vandaag is")
  static let explainedBy = Self(
    "NAME", "Qui l’a expliqué, si ce n’est pas vous", "Who explained it, when it was not you",
    "Wie het uitlegde, als u het niet was")
  static let interpreterKind = Self("KIND", "Qui a interprété", "Who interpreted", "Wie tolkte")
  static let interpreterName = Self(
    "NAME", "Nom de l’interprète", "Name of the interpreter", "Naam van de tolk")
  static let readAloud = Self(nil, "Lu à voix haute", "Read aloud", "Voorgelezen")
  static let refusalOffered = Self(
    nil, "La personne sait qu’elle peut refuser",
    "The person was told that refusing is possible",
    "Gezegd dat weigeren mag")
  static let noConsequence = Self(
    nil, "Dit que refuser est sans conséquence",
    "The person was told that refusing changes nothing",
    "Gezegd dat weigeren niets verandert")
  static let constrained = Self(
    nil, "Dit dans un lieu que la personne ne peut quitter, ou sous une mesure",
    "Said in a place that the person cannot leave, or under a measure",
    "Gezegd op een plaats die de persoon niet kan verlaten, of onder een maatregel")
  static let purpose = Self(
    "CODE", "Pour quoi faire, séparé par des virgules", "What for, separated by commas",
    "Waarvoor, met komma’s")
  static let guardian = Self(
    "NAME", "Nom du tuteur ou curateur présent, à côté de sa parole",
    "Name of a guardian who was there, beside the person’s word",
    "Naam van de bewindvoerder die erbij was, naast het eigen woord")
  static let indicatedBy = Self("CODE", "Qui l’a dit", "Who said so", "Wie het zei")
  static let notice = Self(
    "VERSION", "Version du texte qui a été lu", "Version of the text that was read",
    "Versie van de gelezen tekst")
}
