// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let field = """
     | champ d’une fiche |  | veld van een fiche | field of a record
    note.kind | type |  | soort | kind
    note.title | titre |  | titel | title
    note.happened | quand |  | wanneer | when
    note.written | écrit le |  | geschreven op | written on
    note.text | texte |  | tekst | text
    person.name | nom |  | naam | name
    person.birth_name | nom de naissance |  | geboortenaam | birth name
    person.first_names | prénoms |  | voornamen | first names
    person.aliases | autres noms |  | andere namen | other names
    person.born | naissance |  | geboren | born
    person.born_estimated | naissance estimée |  | geboorte geschat | birth estimated
    person.birth_place | lieu de naissance |  | geboorteplaats | place of birth
    person.gender | genre dit |  | gender zoals gezegd | gender as told
    person.address_form | façon de s’adresser |  | aanspreking | form of address
    person.languages | langues |  | talen | languages
    person.interpreter | interprète |  | tolk | interpreter
    person.contact_language | langue de contact |  | contacttaal | contact language
    person.literacy | aisance avec l’écrit |  | vlotheid met lezen | ease with writing
    person.no_contact_before | ne plus solliciter avant |  | niet contacteren voor | not to be asked before
    person.deceased | décès |  | overleden | deceased
    person.deceased_source | décès appris par |  | overlijden vernomen via | death learnt from
    contact_point.kind | type |  | soort | kind
    contact_point.value | coordonnées |  | gegevens | number or address
    contact_point.holder | chez qui |  | bij wie | whose
    contact_point.safe | précaution |  | voorzorg | safe
    contact_point.no_message | ne pas laisser de message |  | geen bericht achterlaten | leave no message
    contact_point.hide_origin | ne pas dire d’où on appelle |  | niet zeggen vanwaar u belt | do not say where you call from
    contact_point.remark | remarque |  | opmerking | remark
    request.words | mots de la personne |  | woorden van de persoon | words of the person
    request.channel | canal |  | weg | channel
    request.written | écrite le |  | geschreven op | written on
    request.received | reçue le |  | ontvangen op | received on
    request.themes | thèmes |  | thema’s | themes
    request.status | état |  | staat | state
    request.answered | répondu le |  | beantwoord op | answered on
    request.answer | réponse |  | antwoord | answer
    request.original | original papier |  | papieren origineel | paper original
    right.right | droit |  | recht | right
    right.state | état |  | staat | state
    right.state_since | depuis le |  | sinds | since
    right.who | qui agit |  | wie handelt | who acts
    right.lead_days | jours avant la sortie |  | dagen voor vrijlating | days before release
    right.valid_until | valable jusqu’au |  | geldig tot | valid until
    right.renew_from | à renouveler dès le |  | te vernieuwen vanaf | to renew from
    right.blocked_because | bloqué parce que |  | geblokkeerd omdat | blocked because
    right.non_take_up | non demandé parce que |  | niet gevraagd omdat | not asked for because
    right.appeal | recours |  | beroep | appeal
    right.proofs | preuves vues |  | geziene bewijzen | proofs seen
    right.request | demande |  | vraag | request
    right.appointments | rendez-vous |  | afspraken | appointments
    appointment.when | quand |  | wanneer | when
    appointment.minutes | durée en minutes |  | duur in minuten | minutes
    appointment.place | lieu |  | plaats | place
    appointment.with | avec |  | met | with
    appointment.purpose | objet |  | onderwerp | purpose
    appointment.status | état |  | staat | state
    appointment.reminder | rappel |  | herinnering | reminder
    appointment.moved_by | changement demandé par |  | wijziging gevraagd door | change asked by
    appointment.reason | motif |  | reden | reason
    appointment.slip_given | papillon remis |  | briefje meegegeven | slip handed over
    appointment.about | à propos de |  | over | about
    role_access.role | rôle |  | rol | role
    role_access.volet | volet |  | luik | volet
    role_access.access | accès |  | toegang | access
    meeting_place.name | nom |  | naam | name
    meeting_place.kind | sorte |  | soort | sort
    meeting_place.address | adresse |  | adres | address
    meeting_place.neutral_name | nom neutre |  | neutrale naam | neutral name
    meeting_place.remark | remarque |  | opmerking | remark
    partner.name | nom |  | naam | name
    partner.kind | sorte |  | soort | sort
    partner.themes | thèmes |  | thema’s | themes
    partner.publics | publics |  | doelgroepen | publics
    partner.reach | comment le joindre |  | hoe te bereiken | how to reach it
    partner.zone | zone |  | gebied | zone
    partner.fees | coût |  | kosten | cost
    partner.languages | langues |  | talen | languages
    partner.conditions | conditions |  | voorwaarden | conditions
    partner.address | adresse |  | adres | address
    partner.phone | téléphone |  | telefoon | telephone
    partner.email | courriel |  | e-mail | e-mail
    partner.opening_hours | horaires |  | openingsuren | opening hours
    partner.full | complet |  | volzet | full
    partner.full_since | complet depuis |  | volzet sinds | full since
    partner.source | source |  | bron | source
    partner.verified_on | vérifié le |  | nagekeken op | verified on
    partner.verified_by | vérifié par |  | nagekeken door | verified by
    service_sheet.does | ce que fait le service |  | wat de dienst doet | what the service does
    service_sheet.audience | pour qui |  | voor wie | for whom
    service_sheet.where | où |  | waar | where
    service_sheet.opening_hours | horaires |  | openingsuren | opening hours
    service_sheet.phone | téléphone |  | telefoon | telephone
    service_sheet.languages | langues |  | talen | languages
    service_sheet.how_to_ask | comment demander |  | hoe vragen | how to ask
    service_sheet.never_told | ce qui n’est jamais dit |  | wat nooit verteld wordt | what is never told
    service_sheet.full | complet |  | volzet | full
    service_sheet.full_since | complet depuis |  | volzet sinds | full since
    """
}
