// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let placeKind = """
     | sorte de lieu |  | soort plaats | kind of place
    bureau_service | bureau du service |  | kantoor van de dienst | office of the service
    permanence | permanence |  | permanentie | drop-in
    prison | prison |  | gevangenis | prison
    justice | tribunal ou parquet |  | rechtbank of parket | court or prosecutor
    administration | administration |  | overheidsdienst | public office
    association | association | ASBL | vereniging | association
    soins | lieu de soins |  | zorgplaats | place of care
    hebergement | hébergement |  | opvang | lodging
    formation_travail | formation ou travail |  | opleiding of werk | training or work
    autre | autre |  | andere | other
    """
}
