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
    contact_point.best_moment | meilleur moment |  | beste moment | best moment
    contact_point.verified | vérifié le |  | nagekeken op | verified on
    contact_point.safe | précaution |  | voorzorg | safe
    contact_point.no_message | ne pas laisser de message |  | geen bericht achterlaten | leave no message
    contact_point.hide_origin | ne pas dire d’où on appelle |  | niet zeggen vanwaar u belt | do not say where you call from
    contact_point.knows_detention | qui répond sait |  | wie opneemt weet | whoever answers knows
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
    right.who_reason | pourquoi ce n’est pas elle |  | waarom niet zij zelf | why not she herself
    right.lead_days | jours avant la sortie |  | dagen voor vrijlating | days before release
    right.valid_until | valable jusqu’au |  | geldig tot | valid until
    right.renew_from | à renouveler dès le |  | te vernieuwen vanaf | to renew from
    right.blocked_because | bloqué parce que |  | geblokkeerd omdat | blocked because
    right.suspended_because | suspendu parce que |  | geschorst omdat | suspended because
    right.refusal_reason | motif du refus |  | reden van de weigering | reason of the refusal
    right.non_take_up | non-recours |  | niet-opname | non-take-up
    right.non_take_up_words | non-recours en mots |  | niet-opname in woorden | non-take-up in words
    right.appeal | recours |  | beroep | appeal
    right.missing_papers | papiers qui manquent |  | ontbrekende papieren | missing papers
    right.appeal_on | recours formé le |  | beroep ingesteld op | appealed on
    right.her_words | ce que dit la personne |  | wat de persoon zegt | what the person says
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
    appointment.site | lieu exact |  | juiste plaats | exact place
    appointment.ask_for | demander |  | vragen naar | ask for
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
    contact.kind | type |  | soort | kind
    contact.happened | date |  | datum | date
    contact.started | heure de début |  | beginuur | started
    contact.minutes | durée en minutes |  | duur in minuten | minutes
    contact.modality | modalité |  | vorm | modality
    contact.outcome | issue |  | uitkomst | outcome
    contact.purposes | buts |  | doelen | purposes
    contact.began_by | à l’initiative de |  | op initiatief van | begun by
    contact.participants | participants |  | deelnemers | participants
    contact.place | lieu |  | plaats | place
    contact.written | écrit le |  | geschreven op | written on
    contact.notes | notes |  | notities | notes
    period.status | état |  | staat | state
    period.status_since | dans cet état depuis |  | in deze staat sinds | so since
    period.opened | ouvert le |  | geopend op | opened on
    period.origin | origine |  | oorsprong | origin
    period.phase | phase |  | fase | phase
    period.referent | suivi par |  | begeleid door | followed by
    period.co_referent | suivi aussi par |  | mede begeleid door | followed too by
    period.frame | cadre d’intervention |  | kader | frame
    period.unmet | critères non remplis |  | niet vervulde criteria | criteria not met
    period.unmet_decided_by | admis par |  | toegelaten door | admitted by
    period.unmet_because | admis parce que |  | toegelaten omdat | admitted because
    period.reopened_because | rouvert parce que |  | heropend omdat | reopened because
    period.next_review | prochain bilan |  | volgende balans | next review
    period.closed | clos le |  | afgesloten op | closed on
    period.closure_reasons | motifs de clôture |  | redenen van afsluiting | reasons of closing
    period.outcomes | résultats |  | resultaten | outcomes
    referral.kind | type |  | soort | kind
    referral.to_party | destination |  | bestemming | sent to
    referral.reason | motif |  | reden | reason
    referral.status | état |  | staat | state
    referral.status_since | depuis le |  | sinds | since
    referral.refusal_reason | motif du refus |  | reden van de weigering | reason of the refusal
    referral.agreement | accord de la personne |  | akkoord van de persoon | agreement of the person
    referral.agreed_on | accord donné le |  | akkoord gegeven op | agreed on
    referral.agreed_how | accord donné comment |  | akkoord gegeven hoe | agreed how
    referral.transmitted | transmis |  | doorgegeven | transmitted
    referral.source | source |  | bron | source
    referral.from_party | venant de |  | afkomstig van | sent by
    frame_set.date | date |  | datum | date
    frame_set.explained_by | expliqué par |  | uitgelegd door | explained by
    frame_set.language | dans la langue |  | in de taal | in language
    frame_set.points | points expliqués |  | uitgelegde punten | points explained
    frame_set.questions | questions de la personne |  | vragen van de persoon | her questions
    assessment.date | date |  | datum | date
    assessment.needs | besoins dits |  | uitgesproken noden | needs she tells
    assessment.needs_seen | besoins observés |  | geziene noden | needs seen
    assessment.wishes | souhaits dits |  | uitgesproken wensen | wishes she tells
    assessment.wishes_seen | souhaits observés |  | geziene wensen | wishes seen
    assessment.motivation | motivation dite |  | uitgesproken motivatie | motivation she tells
    assessment.motivation_seen | motivation observée |  | geziene motivatie | motivation seen
    assessment.abilities | capacités dites |  | uitgesproken vaardigheden | abilities she tells
    assessment.abilities_seen | capacités observées |  | geziene vaardigheden | abilities seen
    assessment.sources | sources |  | bronnen | sources
    contribution.words | mots de la personne |  | woorden van de persoon | words of the person
    contribution.date | date |  | datum | date
    contribution.form | forme |  | vorm | form
    act.kind | type |  | soort | kind
    act.date | date |  | datum | date
    act.party | demandé par ou dit à |  | gevraagd door of gezegd aan | asked by or told to
    act.paper | papier présenté |  | getoond papier | paper shown
    act.legal_basis | base légale |  | wettelijke basis | legal basis
    act.informed | personne informée |  | persoon ingelicht | person informed
    act.not_informed_because | pas informée parce que |  | niet ingelicht omdat | not informed because
    act.given | donné ou refusé |  | gegeven of geweigerd | given or refused
    identifier.kind | type |  | soort | kind
    identifier.value | numéro |  | nummer | number
    identifier.remark | remarque |  | opmerking | remark
    outreach.kind | type |  | soort | kind
    outreach.date | date |  | datum | date
    outreach.people | nombre de personnes |  | aantal personen | number of people
    outreach.place | lieu |  | plaats | place
    outreach.theme | thème |  | thema | theme
    outreach.remark | remarque |  | opmerking | remark
    request.punctual | ponctuelle |  | eenmalig | punctual
    request.keep_until | à garder jusqu’au |  | te bewaren tot | to keep until
    note.rectified_because | motif de rectification |  | reden van rechtzetting | reason
    right_proof.paper | papier vu |  | gezien papier | paper seen
    right_proof.right | droit |  | recht | right
    right_proof.seen_by | vu par |  | gezien door | seen by
    right_proof.seen_on | vu le |  | gezien op | seen on
    right_proof.remark | remarque |  | opmerking | remark
    contact.permanence | permanence |  | permanentie | drop-in
    contact.number | numéro sur la liste |  | nummer op de lijst | number on the list
    contact.question | objet |  | onderwerp | matter
    contact.prevented_by | empêché·e par |  | verhinderd door | prevented by
    referral.permanence | permanence |  | permanentie | drop-in
    convention.name | nom |  | naam | name
    convention.mandant | mandant |  | opdrachtgever | mandated by
    convention.begins | début |  | begin | begins
    convention.ends | fin |  | einde | ends
    convention.objective | objectif |  | doelstelling | objective
    convention.places | lieux |  | plaatsen | places
    permanence.when | quand |  | wanneer | when
    permanence.place | lieu |  | plaats | place
    permanence.workers | intervenants |  | medewerkers | workers
    permanence.convention | convention |  | overeenkomst | convention
    permanence.status | état |  | stand | state
    permanence.slots | places |  | plaatsen | slots
    permanence.remark | remarque |  | opmerking | remark
    permanence_paper.permanence | permanence |  | permanentie | drop-in
    permanence_paper.number | numéro |  | nummer | number
    permanence_paper.reader | pour |  | voor | for
    permanence_paper.printed | imprimée le |  | afgedrukt op | printed on
    permanence_paper.back | rentrée le |  | terug op | back on
    """
}
