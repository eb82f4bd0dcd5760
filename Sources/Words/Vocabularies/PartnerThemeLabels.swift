// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let partnerTheme = """
     | thème d’un partenaire |  | thema van een partner | theme of a partner
    acces_aux_droits | accès aux droits |  | toegang tot rechten | access to rights
    papiers | papiers |  | papieren | papers
    domiciliation | domiciliation | adresse de référence | referentieadres | postal address
    ressources | ressources |  | inkomsten | income
    dettes | dettes |  | schulden | debts
    hebergement | hébergement |  | opvang | shelter
    logement | logement |  | wonen | housing
    sante | santé |  | gezondheid | health
    sante_mentale | santé mentale |  | geestelijke gezondheid | mental health
    addictions | addictions | assuétudes | verslaving | addictions
    handicap | handicap |  | handicap | disability
    emploi | emploi |  | werk | work
    formation | formation |  | opleiding | training
    langue | apprendre la langue |  | de taal leren | learning the language
    numerique | numérique |  | digitaal | digital
    mobilite | mobilité |  | mobiliteit | mobility
    famille | famille |  | gezin | family
    garde_enfants | garde d’enfants |  | kinderopvang | childcare
    alimentation | alimentation |  | voeding | food
    vetements | vêtements |  | kleding | clothes
    hygiene | hygiène |  | hygiëne | hygiene
    sejour | séjour |  | verblijf | residence
    droit | conseil juridique | aide juridique | juridisch advies | legal advice
    victimes | aide aux victimes |  | slachtofferhulp | help for victims
    violences | violences |  | geweld | violence
    mediation | médiation |  | bemiddeling | mediation
    culture_sport | culture et sport |  | cultuur en sport | culture and sport
    citoyennete | citoyenneté |  | burgerschap | citizenship
    autre | autre |  | andere | other
    """
}
