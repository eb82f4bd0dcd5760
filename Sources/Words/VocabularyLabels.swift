// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  /// The table of each vocabulary: first its own name, then its codes, each in French, in French of Belgium where
  /// that differs, in Dutch and in English.
  static let tables: [String: String] = [
    "access": access,
    "appointment-status": appointmentStatus,
    "asked-by": askedBy,
    "contact-kind": contactKind,
    "contact-safety": contactSafety,
    "field": field,
    "kind": kind,
    "language": language,
    "note-kind": noteKind,
    "paper-original": paperOriginal,
    "place-kind": placeKind,
    "reminder": reminder,
    "request-answer": requestAnswer,
    "request-channel": requestChannel,
    "request-status": requestStatus,
    "request-theme": requestTheme,
    "right-kind": rightKind,
    "right-state": rightState,
    "role": role,
    "service-kind": serviceKind,
    "volet": volet,
    "who-acts": whoActs,
  ]

  /// Vocabularies of which no practitioner has read the labels yet.
  static let drafts: Set<String> = [
    "access",
    "appointment-status",
    "asked-by",
    "contact-kind",
    "contact-safety",
    "field",
    "kind",
    "language",
    "note-kind",
    "paper-original",
    "place-kind",
    "reminder",
    "request-answer",
    "request-channel",
    "request-status",
    "request-theme",
    "right-kind",
    "right-state",
    "role",
    "service-kind",
    "volet",
    "who-acts",
  ]

  private static let access = """
     | accès |  | toegang | access
    rien | rien |  | niets | nothing
    lecture | lecture |  | lezen | read
    lecture_ecriture | lecture et écriture |  | lezen en schrijven | read and write
    ses_notes | ses propres notes |  | eigen notities | own notes
    lecture_cosignee | lecture et écriture cosignée |  | lezen en medeondertekend schrijven | read and write co-signed
    sur_mandat | sur mandat nominatif |  | met persoonlijk mandaat | by a grant by name
    sur_motif | sur motif consigné |  | met vastgelegde reden | for a reason that is logged
    """

  private static let appointmentStatus = """
     | état du rendez-vous |  | staat van de afspraak | state of the appointment
    prevu | prévu |  | gepland | planned
    honore | honoré |  | nagekomen | kept
    absent | absent |  | afwezig | absent
    excuse | excusé |  | verontschuldigd | excused
    annule | annulé |  | geannuleerd | cancelled
    reporte | reporté |  | uitgesteld | postponed
    """

  private static let askedBy = """
     | demandé par |  | gevraagd door | asked by
    la_personne | la personne |  | de persoon | the person
    le_service | le service |  | de dienst | the service
    le_partenaire | le partenaire |  | de partner | the partner
    """

  private static let contactKind = """
     | type de moyen de contact |  | soort contactmiddel | kind of contact point
    telephone | téléphone |  | telefoon | telephone
    courriel | courriel |  | e-mail | e-mail
    adresse | adresse postale |  | postadres | postal address
    via_proche | par un proche |  | via een naaste | through somebody close
    via_service | par un service |  | via een dienst | through a service
    via_prison | par la prison |  | via de gevangenis | through the prison
    autre | autre |  | andere | other
    """

  private static let contactSafety = """
     | précaution de contact |  | voorzorg bij contact | care when reaching
    oui | sans risque |  | zonder risico | safe
    non | ne pas utiliser |  | niet gebruiken | not to be used
    demander | à demander à chaque fois |  | telkens te vragen | ask each time
    """

  private static let field = """
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
    """

  private static let kind = """
     | type de fiche |  | soort fiche | kind of record
    note | note |  | notitie | note
    person | personne |  | persoon | person
    contact_point | moyen de contact |  | contactmiddel | contact point
    request | demande |  | vraag | request
    right | droit |  | recht | right
    appointment | rendez-vous |  | afspraak | appointment
    role_access | règle d’accès |  | toegangsregel | access rule
    meeting_place | lieu |  | plaats | place
    """

  private static let language = """
     | langue |  | taal | language
    fr | français |  | Frans | French
    nl | néerlandais |  | Nederlands | Dutch
    en | anglais |  | Engels | English
    ar | arabe |  | Arabisch | Arabic
    de | allemand |  | Duits | German
    es | espagnol |  | Spaans | Spanish
    it | italien |  | Italiaans | Italian
    pt | portugais |  | Portugees | Portuguese
    ro | roumain |  | Roemeens | Romanian
    bg | bulgare |  | Bulgaars | Bulgarian
    ru | russe |  | Russisch | Russian
    uk | ukrainien |  | Oekraïens | Ukrainian
    pl | polonais |  | Pools | Polish
    tr | turc |  | Turks | Turkish
    sq | albanais |  | Albanees | Albanian
    fa | persan |  | Perzisch | Persian
    ps | pachto |  | Pasjtoe | Pashto
    ur | ourdou |  | Urdu | Urdu
    bn | bengali |  | Bengaals | Bengali
    ta | tamoul |  | Tamil | Tamil
    zh | chinois |  | Chinees | Chinese
    so | somali |  | Somalisch | Somali
    ti | tigrigna |  | Tigrinya | Tigrinya
    am | amharique |  | Amhaars | Amharic
    ln | lingala |  | Lingala | Lingala
    wo | wolof |  | Wolof | Wolof
    ff | peul |  | Fula | Fula
    bm | bambara |  | Bambara | Bambara
    ber | berbère |  | Berbers | Berber
    kmr | kurde |  | Koerdisch | Kurdish
    rom | romani |  | Romani | Romani
    fsl | langue des signes française |  | Franse gebarentaal | French sign language
    sfb | langue des signes de Belgique francophone |  | Frans-Belgische gebarentaal | French Belgian sign language
    vgt | langue des signes flamande |  | Vlaamse gebarentaal | Flemish sign language
    """

  private static let noteKind = """
     | type de note |  | soort notitie | kind of note
    accueil | accueil |  | onthaal | first welcome
    entretien | entretien |  | gesprek | conversation
    bilan | bilan |  | balans | review
    ecoute | écoute |  | luisteren | listening
    soutien_moral | soutien moral |  | morele steun | moral support
    sens_de_la_peine | sens de la peine |  | zin van de straf | meaning of the sentence
    demarche | démarche |  | stap | step taken
    synthese | synthèse |  | samenvatting | summary
    transmission | transmission |  | overdracht | hand-over
    compte_rendu_sortie | compte rendu de sortie |  | verslag uitgang | report of an outing
    hebergement | hébergement |  | huisvesting | housing
    sante | santé |  | gezondheid | health
    incident | incident |  | incident | incident
    signalement | signalement |  | melding | alert
    contribution_personne | contribution de la personne |  | bijdrage van de persoon | contribution of the person
    desaccord | désaccord |  | onenigheid | disagreement
    observation_travail | observation de travail |  | werknotitie | working note
    """

  private static let paperOriginal = """
     | sort de l’original |  | bestemming van het origineel | fate of the original
    rendu | rendu à la personne |  | teruggegeven aan de persoon | given back to the person
    detruit | détruit |  | vernietigd | destroyed
    classe | classé sur papier |  | op papier bewaard | filed on paper
    aucun | il n’y en a pas |  | er is er geen | there is none
    """

  private static let placeKind = """
     | sorte de lieu |  | soort plaats | kind of place
    bureau_service | bureau du service |  | kantoor van de dienst | office of the service
    permanence | permanence |  | permanentie | drop-in
    prison | prison |  | gevangenis | prison
    justice | tribunal ou parquet |  | rechtbank of parket | court or prosecutor
    administration | administration |  | overheidsdienst | public office
    association | association |  | vereniging | association
    soins | lieu de soins |  | zorgplaats | place of care
    hebergement | hébergement |  | opvang | lodging
    formation_travail | formation ou travail |  | opleiding of werk | training or work
    autre | autre |  | andere | other
    """

  private static let reminder = """
     | rappel |  | herinnering | reminder
    papier | sur papier |  | op papier | on paper
    sms | par SMS |  | per sms | by text message
    aucun | aucun |  | geen | none
    """

  private static let requestAnswer = """
     | réponse à la demande |  | antwoord op de vraag | answer to the request
    de_vive_voix | de vive voix |  | mondeling | aloud
    telephone | téléphone |  | telefoon | telephone
    courrier | courrier |  | brief | letter
    courriel | courriel |  | e-mail | e-mail
    rendez_vous | rendez-vous proposé |  | afspraak voorgesteld | appointment offered
    autre_service | orientée vers un autre service |  | verwezen naar een andere dienst | pointed to another service
    sans_reponse | pas encore répondu |  | nog geen antwoord | not answered yet
    """

  private static let requestChannel = """
     | canal de la demande |  | weg van de vraag | channel of the request
    telephone | téléphone |  | telefoon | telephone
    billet_rapport | billet de rapport |  | rapportbriefje | internal request slip
    courrier | courrier |  | brief | letter
    courrier_interne | courrier interne |  | interne post | internal mail
    via_spip | par le SPIP |  | via de SPIP | through the SPIP
    via_sps | par le service psychosocial |  | via de psychosociale dienst | through the psychosocial service
    via_aumonier_visiteur | par un aumônier ou un visiteur |  | via een aalmoezenier of een bezoeker | through a chaplain or a visitor
    via_proche | par un proche |  | via een naaste | through somebody close
    via_avocat | par un avocat |  | via een advocaat | through a lawyer
    permanence_bureau | permanence au bureau |  | permanentie op kantoor | desk at the office
    rencontre_permanence_prison | permanence en prison |  | permanentie in de gevangenis | desk in prison
    tablette | tablette |  | tablet | tablet
    courriel | courriel |  | e-mail | e-mail
    aller_vers | aller vers |  | outreach | outreach
    """

  private static let requestStatus = """
     | état de la demande |  | staat van de vraag | state of the request
    recue | reçue |  | ontvangen | received
    a_clarifier | à clarifier |  | te verduidelijken | to clarify
    clarifiee | clarifiée |  | verduidelijkt | clarified
    suivi_ouvert | suivi ouvert |  | opvolging gestart | follow-up opened
    ponctuelle_traitee | traitée ponctuellement |  | eenmalig behandeld | handled once
    reorientee | réorientée |  | doorverwezen | referred elsewhere
    sans_suite | sans suite |  | zonder gevolg | not pursued
    """

  private static let requestTheme = """
     | thème de la demande |  | thema van de vraag | theme of the request
    papiers | papiers |  | papieren | papers
    ressources | ressources |  | inkomsten | income
    logement | logement |  | wonen | housing
    sante | santé |  | gezondheid | health
    liens_familiaux | liens familiaux |  | familiebanden | family ties
    formation | formation |  | opleiding | training
    emploi | emploi |  | werk | work
    plan_detention | plan de détention |  | detentieplan | detention plan
    plan_reclassement | plan de reclassement |  | reclasseringsplan | resettlement plan
    permission_sortie | permission de sortir |  | uitgaansvergunning | temporary leave
    dettes_amendes | dettes et amendes |  | schulden en boetes | debts and fines
    sejour | séjour |  | verblijf | residence
    acces_au_droit | accès au droit |  | toegang tot het recht | access to law
    soutien_moral | soutien moral |  | morele steun | moral support
    mediation | médiation |  | bemiddeling | mediation
    effets_personnels | effets personnels |  | persoonlijke bezittingen | belongings
    citoyennete | citoyenneté |  | burgerschap | citizenship
    autre | autre |  | andere | other
    """

  private static let rightKind = """
     | type de droit |  | soort recht | kind of right
    titre_identite | titre d’identité |  | identiteitsbewijs | identity document
    titre_sejour | titre de séjour |  | verblijfstitel | residence permit
    rsa | RSA |  | RSA (Frankrijk) | RSA (minimum income)
    aah | AAH |  | AAH (Frankrijk) | AAH (disability allowance)
    are | ARE |  | ARE (Frankrijk) | ARE (unemployment benefit)
    cej | contrat d’engagement jeune |  | CEJ (Frankrijk) | CEJ (youth contract)
    domiciliation | domiciliation |  | domiciliëring (Frankrijk) | registered address (France)
    hebergement_siao | hébergement (SIAO) |  | opvang (SIAO) | shelter (SIAO)
    logement_social | logement social |  | sociale woning (Frankrijk) | social housing (France)
    dalo | DALO |  | DALO (Frankrijk) | DALO (right to housing)
    apl | APL |  | APL (Frankrijk) | APL (housing benefit)
    securite_sociale | sécurité sociale (PUMa, C2S) |  | sociale zekerheid (Frankrijk) | health cover (France)
    ame | AME |  | AME (Frankrijk) | AME (medical aid)
    compte_bancaire | compte bancaire |  | bankrekening | bank account
    impots | impôts |  | belastingen | taxes
    mdph | MDPH |  | MDPH (Frankrijk) | MDPH (disability office)
    retraite | retraite |  | pensioen | pension
    pension_alimentaire | pension alimentaire |  | alimentatie | child support
    inscription_emploi | inscription à France Travail |  | inschrijving France Travail | registration for work (France)
    inscription_electorale | inscription électorale |  | inschrijving als kiezer | electoral registration
    permis_conduire | permis de conduire |  | rijbewijs | driving licence
    amendes_dettes | amendes et dettes |  | boetes en schulden | fines and debts
    telephone | ligne de téléphone |  | telefoonlijn | telephone line
    carte_identite | carte d’identité (eID) |  | identiteitskaart (eID) | identity card (eID)
    inscription_registre | inscription au registre |  | inschrijving in het register | registration in the register
    reinscription | réinscription au registre |  | herinschrijving | registration anew
    adresse_reference | adresse de référence |  | referentieadres | reference address
    revenu_integration | revenu d’intégration |  | leefloon | integration income
    aide_sociale_cpas | aide sociale du CPAS |  | maatschappelijke hulp OCMW | social aid (CPAS)
    mutuelle | mutuelle |  | ziekenfonds | health insurance fund
    amu | aide médicale urgente |  | dringende medische hulp | urgent medical aid
    chomage | chômage |  | werkloosheid | unemployment benefit (Belgium)
    allocation_handicap | allocation de handicap |  | tegemoetkoming handicap | disability allowance (Belgium)
    logement_social_be | logement social (Belgique) |  | sociale woning | social housing (Belgium)
    maison_accueil | maison d’accueil |  | opvangtehuis | reception house
    allocations_familiales | allocations familiales |  | kinderbijslag | family allowance
    mediation_dettes | médiation de dettes |  | schuldbemiddeling | debt mediation
    autre | autre |  | andere | other
    """

  private static let rightState = """
     | état du droit |  | staat van het recht | state of the right
    non_aborde | pas encore abordé |  | nog niet besproken | not discussed yet
    non_concerne | non concerné |  | niet van toepassing | not concerned
    ne_souhaite_pas | ne souhaite pas |  | wenst het niet | does not wish it
    a_ouvrir | à ouvrir |  | te openen | to open
    pieces_a_reunir | pièces à réunir |  | stukken te verzamelen | papers to gather
    demande_deposee | demande déposée |  | aanvraag ingediend | applied for
    en_cours | en cours d’instruction |  | in behandeling | under review
    accorde | accordé |  | toegekend | granted
    refuse | refusé |  | geweigerd | refused
    suspendu | suspendu |  | geschorst | suspended
    a_renouveler | à renouveler |  | te vernieuwen | to renew
    recours | recours |  | beroep | appeal
    saisine_ddd | saisine du Défenseur des droits | saisine du Défenseur des droits (France) | klacht bij de Défenseur des droits | taken to the Defender of Rights
    saisine_mediateur | saisine du médiateur |  | klacht bij de ombudsman | taken to the ombudsman
    clos | clos |  | afgesloten | closed
    """

  private static let role = """
     | rôle |  | rol | role
    referent | référent·e |  | referent | referent
    intervenant | intervenant·e |  | medewerker | worker
    psychologue | psychologue |  | psycholoog | psychologist
    juriste | juriste |  | jurist | lawyer
    criminologue | criminologue |  | criminoloog | criminologist
    chef_service | chef·fe de service |  | diensthoofd | head of service
    secretariat | secrétariat |  | secretariaat | office
    stagiaire | stagiaire |  | stagiair | trainee
    benevole | bénévole |  | vrijwilliger | volunteer
    """

  private static let serviceKind = """
     | type de service |  | soort dienst | kind of service
    permanence_prison | permanence en prison |  | permanentie gevangenis | desk in prison
    intra_muros | intra-muros |  | intra muros | inside
    extra_muros | extra-muros |  | extra muros | outside
    accompagnement | accompagnement |  | begeleiding | support
    hebergement_chrs | hébergement (CHRS) |  | huisvesting (CHRS) | housing (CHRS)
    logement_diffus | logement diffus |  | verspreide woningen | scattered housing
    accueil_bureau | accueil au bureau |  | onthaal op kantoor | office desk
    """

  private static let volet = """
     | volet |  | luik | volet
    contact | contact |  | contact | contact
    projet | projet |  | plan | plan
    droits | droits |  | rechten | rights
    logement | logement |  | wonen | housing
    emploi | emploi |  | werk | work
    proches | proches |  | naasten | family
    agenda | agenda |  | afspraken | appointments
    sejour | séjour |  | verblijf | residence
    justice | justice |  | justitie | law
    sante | santé |  | gezondheid | health
    confie | confié |  | toevertrouwd | confided
    equipe | équipe |  | team | team
    interne | interne |  | intern | internal
    """

  private static let whoActs = """
     | qui agit |  | wie handelt | who acts
    la_personne | la personne |  | de persoon | the person
    ensemble | ensemble |  | samen | together
    le_service | le service |  | de dienst | the service
    un_tiers | un tiers |  | een derde | a third party
    """
}
