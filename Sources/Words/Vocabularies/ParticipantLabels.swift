// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let participant = """
     | participant au contact |  | deelnemer aan het contact | participant in the contact
    la_personne | la personne |  | de persoon | the person
    referent | référent·e |  | referentiepersoon | referent
    intervenant | intervenant·e |  | hulpverlener | worker
    psychologue | psychologue |  | psycholoog | psychologist
    juriste | juriste |  | jurist | lawyer of the service
    criminologue | criminologue |  | criminoloog | criminologist
    chef_service | chef·fe de service |  | diensthoofd | head of service
    secretariat | secrétariat |  | secretariaat | office
    stagiaire | stagiaire |  | stagiair | trainee
    benevole | bénévole |  | vrijwilliger | volunteer
    interprete | interprète |  | tolk | interpreter
    proche | proche |  | naaste | somebody close
    avocat | avocat·e |  | advocaat | lawyer
    soignant | soignant·e |  | zorgverlener | carer
    partenaire | partenaire |  | partner | partner
    spip | SPIP |  | SPIP | SPIP
    sps | service psychosocial |  | psychosociale dienst | psychosocial service
    surveillant | personnel de surveillance | agent·e pénitentiaire | bewakingspersoneel | prison staff
    autre | autre |  | andere | other
    """
}
