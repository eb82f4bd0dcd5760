// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let outreachKind = """
     | type d’action |  | soort actie | kind of outreach
    aller_vers | aller vers |  | outreach | outreach
    information | information |  | informatie | information
    collectif | collectif |  | groepsmoment | group
    """
}
