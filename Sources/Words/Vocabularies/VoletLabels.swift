// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let volet = """
     | volet |  | luik | volet
    contact | contact |  | contact | contact
    projet | projet |  | plan | plan
    droits | droits |  | rechten | rights
    logement | logement |  | wonen | housing
    emploi | emploi |  | werk | work
    proches | proches |  | naasten | family
    agenda | agenda |  | afspraken | appointments
    sejour | séjour |  | verblijf | residence
    justice | justice |  | justitie | law
    sante | santé |  | gezondheid | health
    confie | confié |  | toevertrouwd | confided
    equipe | équipe |  | team | team
    interne | interne |  | intern | internal
    """
}
