// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let partnerKind = """
     | sorte de partenaire |  | soort partner | kind of partner
    spip | SPIP |  | SPIP | SPIP
    jap_tap | juge ou tribunal de l’application des peines | juge ou tribunal de l’application des peines | strafuitvoeringsrechter of -rechtbank | sentence enforcement judge or court
    ccas_cpas | CCAS | CPAS | OCMW | public welfare centre
    siao | SIAO |  | SIAO | SIAO
    bailleur | bailleur |  | verhuurder | landlord
    maison_accueil | maison d’accueil |  | onthaaltehuis | reception home
    mission_locale | mission locale |  | jongerenwerkwinkel | local mission for young people
    emploi | service de l’emploi | service de l’emploi (Forem ou Actiris) | arbeidsbemiddeling | employment service
    securite_sociale_mutuelle | sécurité sociale | mutuelle ou sécurité sociale | ziekenfonds of sociale zekerheid | social security
    structure_soins | structure de soins |  | zorgvoorziening | care provider
    empp | équipe mobile psychiatrie précarité |  | mobiel team psychiatrie en armoede | mobile team for psychiatry and poverty
    csapa | CSAPA | centre d’aide aux usagers | centrum voor verslavingszorg | addiction centre
    equipe_juridique | équipe juridique |  | juridisch team | legal team
    defenseur_des_droits | Défenseur des droits | médiateur | Ombudsman | Ombudsman
    avocat | avocat·e |  | advocaat | lawyer
    maison_justice | maison de justice |  | justitiehuis | justice house
    departement | département | province | departement of provincie | department
    association | association | ASBL | vereniging | association
    ecole | école |  | school | school
    federation | fédération |  | federatie | federation
    autre | autre |  | andere | other
    """
}
