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
    right_proof | preuve |  | bewijs | proof
    contact | contact |  | contactmoment | contact
    period | période de suivi |  | begeleidingsperiode | period of follow-up
    referral | orientation |  | doorverwijzing | referral
    frame_set | cadre posé |  | uitgelegd kader | frame explained
    assessment | bilan |  | balans | assessment
    contribution | contribution |  | bijdrage | contribution
    act | acte extérieur |  | handeling buiten de dienst | act outside
    identifier | identifiant |  | identificatienummer | identifier
    outreach | action sans dossier |  | actie zonder dossier | outreach
    partner | partenaire |  | partner | partner
    service_sheet | fiche du service |  | fiche van de dienst | service sheet
    convention | convention |  | overeenkomst | convention
    permanence | permanence |  | permanentie | drop-in
    permanence_paper | feuille de permanence |  | blad van de permanentie | sheet of the drop-in
    """
}
