// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let referralStatus = """
     | état de l’orientation |  | staat van de doorverwijzing | state of the referral
    proposee | proposée |  | voorgesteld | proposed
    en_attente | en attente |  | in afwachting | waiting
    acceptee | acceptée |  | aanvaard | accepted
    refusee | refusée |  | geweigerd | refused
    complet_liste_attente | complet (liste d’attente) |  | vol (wachtlijst) | full (waiting list)
    sans_reponse | sans réponse |  | zonder antwoord | no answer
    retiree_par_la_personne | retirée par la personne |  | ingetrokken door de persoon | withdrawn by the person
    """
}
