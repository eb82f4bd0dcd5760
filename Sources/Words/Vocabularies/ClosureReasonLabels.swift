// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let closureReason = """
     | motif de clôture |  | reden van afsluiting | reason of closing
    a_sa_demande | à sa demande |  | op eigen vraag | as she asked
    objectifs_atteints | objectifs atteints |  | doelen bereikt | goals reached
    relais_autre_structure | relais d’une autre structure |  | overgenomen door een andere dienst | taken over by another service
    logement_trouve | logement trouvé |  | woning gevonden | home found
    depart_autre_region | départ vers une autre région |  | vertrek naar een andere regio | moved to another region
    perdu_de_vue | perdu·e de vue |  | uit het oog verloren | lost sight of
    incarceration | incarcération |  | opsluiting | imprisonment
    transfert_etablissement | transfert vers un autre établissement |  | overbrenging naar een andere instelling | transferred to another institution
    hospitalisation | hospitalisation |  | ziekenhuisopname | stay in hospital
    eloignement_du_territoire | éloignement du territoire |  | verwijdering van het grondgebied | removal from the country
    rupture_relation | rupture de la relation |  | breuk in de relatie | relation broken off
    desaccord | désaccord |  | onenigheid | disagreement
    hors_criteres | hors critères |  | buiten de criteria | outside the criteria
    fin_de_mesure | fin de mesure |  | einde van de maatregel | end of a measure
    deces | décès |  | overlijden | death
    autre | autre |  | andere | other
    """
}
