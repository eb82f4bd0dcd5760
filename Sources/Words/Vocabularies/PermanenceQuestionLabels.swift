// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let permanenceQuestion = """
     | objet de la rencontre |  | onderwerp van de ontmoeting | matter of the meeting
    papiers | papiers |  | papieren | papers
    ressources | ressources |  | inkomen | income
    logement | logement |  | wonen | housing
    travail_formation | travail ou formation |  | werk of opleiding | work or training
    rendez_vous | rendez-vous |  | afspraak | appointment
    premiere_rencontre | première rencontre |  | eerste ontmoeting | first meeting
    suite | suite |  | vervolg | next steps
    """
}
