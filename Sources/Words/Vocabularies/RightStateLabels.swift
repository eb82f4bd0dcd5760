// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let rightState = """
     | état du droit |  | staat van het recht | state of the right
    non_aborde | pas encore abordé |  | nog niet besproken | not discussed yet
    non_concerne | non concerné |  | niet van toepassing | not concerned
    ne_souhaite_pas | ne souhaite pas |  | wenst het niet | does not wish it
    a_ouvrir | à ouvrir |  | te openen | to open
    pieces_a_reunir | pièces à réunir |  | stukken te verzamelen | papers to gather
    demande_deposee | demande déposée |  | aanvraag ingediend | applied for
    en_cours | en cours d’instruction |  | in behandeling | under review
    accorde | accordé |  | toegekend | granted
    refuse | refusé |  | geweigerd | refused
    suspendu | suspendu |  | geschorst | suspended
    a_renouveler | à renouveler |  | te vernieuwen | to renew
    recours | recours |  | beroep | appeal
    saisine_ddd | saisine du Défenseur des droits | saisine du Défenseur des droits (France) | klacht bij de Défenseur des droits | taken to the Defender of Rights
    saisine_mediateur | saisine du médiateur | réclamation au médiateur | klacht bij de ombudsman | taken to the ombudsman
    clos | clos |  | afgesloten | closed
    """
}
