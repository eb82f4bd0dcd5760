// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let interventionFrame = """
     | cadre d’intervention |  | kader van de begeleiding | frame of the work
    demande | demande de la personne |  | vraag van de persoon | what the person asks for
    convention | convention |  | overeenkomst | agreement with a funder
    mesure_hebergement | mesure d’hébergement |  | huisvestingsmaatregel | housing measure
    placement_exterieur | placement à l’extérieur |  | plaatsing buiten de gevangenis | placement outside prison
    """
}
