// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let periodOutcome = """
     | résultat du suivi |  | resultaat van de begeleiding | outcome of the follow-up
    droits_ouverts | droits ouverts |  | rechten geopend | rights opened
    logement | logement |  | woning | home
    hebergement | hébergement |  | opvang | shelter
    emploi | emploi |  | werk | work
    formation | formation |  | opleiding | training
    soins_engages | soins engagés |  | zorg opgestart | care begun
    liens_retablis | liens rétablis |  | banden hersteld | ties restored
    relais_en_place | relais en place |  | overdracht geregeld | relay in place
    sans_solution | sans solution |  | zonder oplossing | without a solution
    inconnu | inconnu |  | onbekend | not known
    autre | autre |  | andere | other
    """
}
