// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contributionForm = """
     | forme de la contribution |  | vorm van de bijdrage | form of the contribution
    ecrite | écrite par la personne |  | geschreven door de persoon | written by the person
    dictee | dictée |  | gedicteerd | dictated
    dite | dite puis notée |  | gezegd en daarna genoteerd | said and written down afterwards
    interprete | par un interprète |  | via een tolk | through an interpreter
    courriel | courriel ou message |  | e-mail of bericht | e-mail or message
    autre | autre |  | andere | other
    """
}
