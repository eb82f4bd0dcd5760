// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let noteKind = """
     | type de note |  | soort notitie | kind of note
    accueil | accueil |  | onthaal | first welcome
    entretien | entretien |  | gesprek | conversation
    bilan | bilan |  | balans | review
    ecoute | écoute |  | luisteren | listening
    soutien_moral | soutien moral |  | morele steun | moral support
    sens_de_la_peine | sens de la peine |  | zin van de straf | meaning of the sentence
    demarche | démarche |  | stap | step taken
    synthese | synthèse |  | samenvatting | summary
    transmission | transmission |  | overdracht | hand-over
    compte_rendu_sortie | compte rendu de sortie |  | verslag uitgang | report of an outing
    hebergement | hébergement |  | huisvesting | housing
    sante | santé |  | gezondheid | health
    incident | incident |  | incident | incident
    signalement | signalement |  | melding | alert
    contribution_personne | contribution de la personne |  | bijdrage van de persoon | contribution of the person
    desaccord | désaccord |  | onenigheid | disagreement
    observation_travail | observation de travail |  | werknotitie | working note
    """
}
