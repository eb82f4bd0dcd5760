// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let role = """
     | rôle |  | rol | role
    referent | référent·e |  | referent | referent
    intervenant | intervenant·e |  | medewerker | worker
    psychologue | psychologue |  | psycholoog | psychologist
    juriste | juriste |  | jurist | lawyer
    criminologue | criminologue |  | criminoloog | criminologist
    chef_service | chef·fe de service |  | diensthoofd | head of service
    secretariat | secrétariat |  | secretariaat | office
    stagiaire | stagiaire |  | stagiair | trainee
    benevole | bénévole |  | vrijwilliger | volunteer
    """
}
