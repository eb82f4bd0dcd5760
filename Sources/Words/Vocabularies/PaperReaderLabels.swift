// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let paperReader = """
     | pour qui est la feuille |  | voor wie het blad is | whom the sheet is for
    worker | intervenant·e |  | medewerker | worker
    staff | surveillance |  | bewaking | prison staff
    """
}
