// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let actKind = """
     | type d’acte |  | soort handeling | kind of act
    requisition | réquisition |  | vordering | order of a court or the police
    signalement | signalement |  | melding | alert
    danger | appel en cas de danger |  | oproep bij gevaar | call in danger
    fiche_liaison | fiche de liaison |  | verbindingsfiche | liaison sheet
    """
}
