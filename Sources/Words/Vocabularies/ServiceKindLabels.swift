// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let serviceKind = """
     | type de service |  | soort dienst | kind of service
    permanence_prison | permanence en prison |  | permanentie gevangenis | desk in prison
    intra_muros | intra-muros |  | intra muros | inside
    extra_muros | extra-muros |  | extra muros | outside
    accompagnement | accompagnement |  | begeleiding | support
    hebergement_chrs | hébergement (CHRS) | hébergement (maison d’accueil) | huisvesting (CHRS) | housing (CHRS)
    logement_diffus | logement diffus |  | verspreide woningen | scattered housing
    accueil_bureau | accueil au bureau |  | onthaal op kantoor | office desk
    """
}
