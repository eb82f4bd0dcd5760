// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let periodStatus = """
     | état du suivi |  | staat van de begeleiding | state of the follow-up
    prise_de_contact | prise de contact |  | eerste contact | first contact
    ouvert | ouvert |  | open | open
    en_pause | en pause |  | gepauzeerd | on hold
    clos | clos |  | afgesloten | closed
    """
}
