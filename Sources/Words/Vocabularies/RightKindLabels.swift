// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let rightKind = """
     | type de droit |  | soort recht | kind of right
    titre_identite | carte d’identité ou passeport |  | identiteitskaart of paspoort (Frankrijk) | identity card or passport (France)
    titre_sejour | titre de séjour |  | verblijfstitel | residence permit
    rsa | RSA |  | RSA (Frankrijk) | RSA (minimum income)
    aah | AAH |  | AAH (Frankrijk) | AAH (disability allowance)
    are | ARE |  | ARE (Frankrijk) | ARE (unemployment benefit)
    cej | contrat d’engagement jeune (18–25 ans) |  | CEJ van Frankrijk (18–25 jaar) | CEJ (youth contract for 18–25)
    domiciliation | domiciliation |  | domiciliëring (Frankrijk) | registered address (France)
    hebergement_siao | hébergement (SIAO) |  | opvang (SIAO) | shelter (SIAO)
    logement_social | demande de logement social |  | sociale woning (Frankrijk) | social housing (France)
    dalo | DALO |  | DALO (Frankrijk) | DALO (right to housing)
    apl | APL |  | APL (Frankrijk) | APL (housing benefit)
    securite_sociale | sécurité sociale (PUMa et C2S) |  | sociale zekerheid (Frankrijk) | health cover (France)
    ame | AME |  | AME (Frankrijk) | AME (medical aid)
    compte_bancaire | compte bancaire |  | bankrekening | bank account
    impots | impôts |  | belastingen | taxes
    mdph | MDPH |  | MDPH (Frankrijk) | MDPH (disability office)
    retraite | retraite | pension de retraite | pensioen | pension
    pension_alimentaire | pension alimentaire |  | alimentatie | child support
    inscription_emploi | inscription à France Travail |  | inschrijving France Travail | registration for work (France)
    inscription_electorale | inscription électorale |  | inschrijving als kiezer | electoral registration
    permis_conduire | permis de conduire |  | rijbewijs | driving licence
    amendes_dettes | amendes et dettes |  | boetes en schulden | fines and debts
    telephone | ligne de téléphone | ligne de GSM ou de téléphone | telefoonlijn | telephone line
    carte_identite | carte d’identité (eID) |  | identiteitskaart (eID) | identity card (eID)
    inscription_registre | inscription au registre |  | inschrijving in het register | registration in the register
    reinscription | réinscription au registre |  | herinschrijving | registration anew
    adresse_reference | adresse de référence |  | referentieadres | reference address
    revenu_integration | revenu d’intégration | revenu d’intégration sociale (RIS) | leefloon | integration income
    aide_sociale_cpas | aide sociale du CPAS |  | maatschappelijke hulp OCMW | social aid (CPAS)
    mutuelle | mutuelle |  | ziekenfonds | health insurance fund
    amu | aide médicale urgente |  | dringende medische hulp | urgent medical aid
    chomage | chômage |  | werkloosheid | unemployment benefit (Belgium)
    allocation_handicap | allocation de handicap | allocations aux personnes handicapées | tegemoetkoming handicap | disability allowance (Belgium)
    logement_social_be | demande de logement social (Belgique) | inscription au logement social ou AIS | inschrijving sociale woning of SVK | social housing (Belgium)
    maison_accueil | maison d’accueil |  | opvangtehuis | reception house
    allocations_familiales | allocations familiales |  | kinderbijslag | family allowance
    mediation_dettes | médiation de dettes |  | schuldbemiddeling | debt mediation
    autre | autre |  | andere | other
    """
}
