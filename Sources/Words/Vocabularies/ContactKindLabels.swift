// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contactKind = """
     | type de moyen de contact |  | soort contactmiddel | kind of contact point
    telephone | téléphone |  | telefoon | telephone
    courriel | courriel |  | e-mail | e-mail
    adresse | adresse postale |  | postadres | postal address
    via_proche | par un proche |  | via een naaste | through somebody close
    via_service | par un service |  | via een dienst | through a service
    via_prison | par la prison |  | via de gevangenis | through the prison
    autre | autre |  | andere | other
    """
}
