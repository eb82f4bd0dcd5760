// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let nonTakeUp = """
     | non-recours |  | niet-opname | non-take-up
    non_connaissance | droit non connu |  | recht niet gekend | right not known
    non_demande | droit non demandé |  | recht niet gevraagd | right not asked for
    non_reception | demandé et non reçu |  | gevraagd en niet ontvangen | asked for and not received
    non_proposition | droit non proposé |  | recht niet voorgesteld | right not offered
    """
}
