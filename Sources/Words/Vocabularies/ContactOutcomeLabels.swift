// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contactOutcome = """
     | issue du contact |  | uitkomst van het contact | outcome of the contact
    vu | vu·e |  | gezien | seen
    absent_prevenu | absent·e en ayant prévenu |  | afwezig met bericht | absent with notice
    absent | absent·e |  | afwezig | absent
    empeche_prison | empêché·e par la prison |  | verhinderd door de gevangenis | kept away by the prison
    refuse | ne souhaite pas |  | wenst het niet | did not wish it
    transfere | transféré·e |  | overgebracht | transferred
    libere | libéré·e |  | vrijgelaten | released
    reporte | reporté |  | uitgesteld | put off
    non_appele | non appelé·e |  | niet geroepen | not called
    """
}
