// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let requestTheme = """
     | thème de la demande |  | thema van de vraag | theme of the request
    papiers | papiers |  | papieren | papers
    ressources | ressources |  | inkomsten | income
    logement | logement |  | wonen | housing
    sante | santé |  | gezondheid | health
    liens_familiaux | liens familiaux |  | familiebanden | family ties
    formation | formation |  | opleiding | training
    emploi | emploi |  | werk | work
    plan_detention | plan de détention |  | detentieplan | detention plan
    plan_reclassement | plan de reclassement |  | reclasseringsplan | resettlement plan
    permission_sortie | permission de sortir | permission de sortie | uitgaansvergunning | temporary leave
    dettes_amendes | dettes et amendes |  | schulden en boetes | debts and fines
    sejour | séjour |  | verblijf | residence
    acces_au_droit | accès au droit | aide juridique | toegang tot het recht | access to law
    soutien_moral | soutien moral |  | morele steun | moral support
    mediation | médiation |  | bemiddeling | mediation
    effets_personnels | effets personnels |  | persoonlijke bezittingen | belongings
    citoyennete | citoyenneté |  | burgerschap | citizenship
    autre | autre |  | andere | other
    """
}
