// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let periodOrigin = """
     | origine du suivi |  | oorsprong van de begeleiding | origin of the follow-up
    demande_personne | demande de la personne |  | vraag van de persoon | asked for by the person
    orientation_spip | orientation par le SPIP |  | doorverwezen door de SPIP | sent by the SPIP
    orientation_partenaire | orientation par un partenaire |  | doorverwezen door een partner | sent by a partner
    demande_proche | demande d’un proche |  | vraag van een naaste | asked for by somebody close
    aller_vers | aller vers |  | outreach | outreach
    passage_de_relais | passage de relais |  | overdracht | hand-over
    """
}
