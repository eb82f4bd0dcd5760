extension HelpOptions {
  /// Of how a consent came about.
  static func ofCircumstances(_ option: OptionName) -> Row {
    switch option {
    case .signed:
      Row(
        "DATE", "Jour où la personne l’a dit, si ce n’est pas aujourd’hui",
        "Day on which the person said so, when it is not today",
        "Dag waarop de persoon het zei, als het niet vandaag is")
    case .explainedBy:
      Row(
        "NAME", "Qui l’a expliqué, si ce n’est pas vous", "Who explained it, when it was not you",
        "Wie het uitlegde, als u het niet was")
    case .interpreterKind: Row("KIND", "Qui a interprété", "Who interpreted", "Wie tolkte")
    case .interpreterName:
      Row("NAME", "Nom de l’interprète", "Name of the interpreter", "Naam van de tolk")
    case .readAloud: Row(nil, "Lu à voix haute", "Read aloud", "Voorgelezen")
    case .refusalOffered:
      Row(
        nil, "La personne sait qu’elle peut refuser",
        "The person was told that refusing is possible",
        "Gezegd dat weigeren mag")
    case .noConsequence:
      Row(
        nil, "Dit que refuser est sans conséquence",
        "The person was told that refusing changes nothing",
        "Gezegd dat weigeren niets verandert")
    case .constrained:
      Row(
        nil, "Dit dans un lieu que la personne ne peut quitter, ou sous une mesure",
        "Said in a place that the person cannot leave, or under a measure",
        "Gezegd op een plaats die de persoon niet kan verlaten, of onder een maatregel")
    case .purpose:
      Row(
        "CODE", "Pour quoi faire, séparé par des virgules", "What for, separated by commas",
        "Waarvoor, met komma’s")
    case .guardian:
      Row(
        "NAME", "Nom du tuteur ou curateur présent, à côté de sa parole",
        "Name of a guardian who was there, beside the person’s word",
        "Naam van de bewindvoerder die erbij was, naast het eigen woord")
    case .indicatedBy: Row("CODE", "Qui l’a dit", "Who said so", "Wie het zei")
    case _:
      Row(
        "VERSION", "Version du texte qui a été lu", "Version of the text that was read",
        "Versie van de gelezen tekst")
    }
  }
}
