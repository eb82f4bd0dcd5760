// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contactPurpose = """
     | but de l’accompagnement |  | doel van de begeleiding | purpose of the accompaniment
    droits_sociaux | ouverture des droits sociaux |  | openen van sociale rechten | opening social rights
    lieu_de_vie | visite sur le lieu de vie | visite à domicile | bezoek aan de woonplaats | visit where she lives
    demarches_administratives | démarches administratives |  | administratieve stappen | administrative steps
    mediation | médiation |  | bemiddeling | mediation
    reseau | rencontre du réseau |  | ontmoeting met het netwerk | meeting of the network
    hopital | séjour à l’hôpital |  | verblijf in het ziekenhuis | stay in hospital
    logement | logement |  | huisvesting | housing
    emploi_formation | emploi ou formation |  | werk of opleiding | work or training
    sante | santé |  | gezondheid | health
    justice | rendez-vous de justice |  | afspraak bij justitie | appointment of justice
    autre | autre |  | andere | other
    """
}
