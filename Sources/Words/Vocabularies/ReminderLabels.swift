// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let reminder = """
     | rappel |  | herinnering | reminder
    papier | sur papier |  | op papier | on paper
    sms | par SMS |  | per sms | by text message
    aucun | aucun |  | geen | none
    """
}
