// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let partnerPublic = """
     | public d’un partenaire |  | publiek van een partner | public of a partner
    tout_public | tout public |  | iedereen | everybody
    adultes | adultes |  | volwassenen | adults
    jeunes | jeunes de 16 à 25 ans |  | jongeren van 16 tot 25 jaar | young people from 16 to 25
    mineurs | mineurs |  | minderjarigen | minors
    femmes | femmes |  | vrouwen | women
    hommes | hommes |  | mannen | men
    familles | familles |  | gezinnen | families
    personnes_agees | personnes âgées |  | ouderen | older people
    handicap | personnes handicapées |  | mensen met een handicap | people with a disability
    etrangers | personnes étrangères |  | buitenlanders | foreign nationals
    asile | demandeurs d’asile |  | asielzoekers | asylum seekers
    sans_domicile | personnes sans domicile | personnes sans abri | daklozen | people without a home
    faibles_ressources | personnes à faibles ressources |  | mensen met een laag inkomen | people on a low income
    demandeurs_emploi | demandeurs d’emploi |  | werkzoekenden | job seekers
    victimes | victimes |  | slachtoffers | victims
    usagers_drogues | usagers de drogues |  | druggebruikers | people who use drugs
    sous_main_de_justice | personnes sous main de justice | justiciables | mensen onder justitieel toezicht | people under a court measure
    sortants | sortants de prison |  | mensen die uit de gevangenis komen | people leaving prison
    proches_detenus | proches de détenus |  | naasten van gedetineerden | relatives of prisoners
    autre | autre |  | andere | other
    """
}
