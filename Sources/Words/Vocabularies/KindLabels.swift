// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let kind = """
     | type de fiche |  | soort fiche | kind of record
    note | note |  | notitie | note
    person | personne |  | persoon | person
    contact_point | moyen de contact |  | contactmiddel | contact point
    request | demande |  | vraag | request
    right | droit |  | recht | right
    appointment | rendez-vous |  | afspraak | appointment
    role_access | règle d’accès |  | toegangsregel | access rule
    meeting_place | lieu |  | plaats | place
    partner | partenaire |  | partner | partner
    service_sheet | fiche du service |  | fiche van de dienst | service sheet
    """
}
