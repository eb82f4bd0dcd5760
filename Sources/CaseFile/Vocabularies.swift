// Written by Tools/vocabularies from Protocol/vocabularies.

extension Vocabulary {
  /// In the order of their names.
  public static let all = [
    access, appointmentStatus, askedBy, contactKind, contactSafety, field, kind, language, noteKind,
    paperOriginal, placeKind, reminder, requestAnswer, requestChannel, requestStatus, requestTheme,
    rightKind, rightState, role, serviceKind, volet, whoActs,
  ]

  public static let access = Vocabulary(
    "access",
    [
      Code("rien", from: "2026-11-30"),
      Code("lecture", from: "2026-11-30"),
      Code("lecture_ecriture", from: "2026-11-30"),
      Code("ses_notes", from: "2026-11-30"),
      Code("lecture_cosignee", from: "2026-11-30", to: "2026-11-30", then: "lecture"),
      Code("sur_mandat", from: "2026-11-30", to: "2026-11-30", then: "rien"),
      Code("sur_motif", from: "2026-11-30", to: "2026-11-30", then: "rien"),
    ])

  public static let appointmentStatus = Vocabulary(
    "appointment-status",
    [
      Code("prevu", from: "2026-11-30"),
      Code("honore", from: "2026-11-30"),
      Code("absent", from: "2026-11-30"),
      Code("excuse", from: "2026-11-30"),
      Code("annule", from: "2026-11-30"),
      Code("reporte", from: "2026-11-30"),
    ])

  public static let askedBy = Vocabulary(
    "asked-by",
    [
      Code("la_personne", from: "2026-11-30"),
      Code("le_service", from: "2026-11-30"),
      Code("le_partenaire", from: "2026-11-30"),
    ])

  public static let contactKind = Vocabulary(
    "contact-kind",
    [
      Code("telephone", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("adresse", from: "2026-11-30"),
      Code("via_proche", from: "2026-11-30"),
      Code("via_service", from: "2026-11-30"),
      Code("via_prison", from: "2026-11-30", isPenal: true),
      Code("autre", from: "2026-11-30"),
    ])

  public static let contactSafety = Vocabulary(
    "contact-safety",
    [
      Code("oui", from: "2026-11-30"),
      Code("non", from: "2026-11-30"),
      Code("demander", from: "2026-11-30"),
    ])

  public static let field = Vocabulary(
    "field",
    [
      Code("note.kind", from: "2026-11-30"),
      Code("note.title", from: "2026-11-30"),
      Code("note.happened", from: "2026-11-30"),
      Code("note.written", from: "2026-11-30"),
      Code("note.text", from: "2026-11-30"),
      Code("person.name", from: "2026-11-30"),
      Code("person.birth_name", from: "2026-11-30"),
      Code("person.first_names", from: "2026-11-30"),
      Code("person.aliases", from: "2026-11-30"),
      Code("person.born", from: "2026-11-30"),
      Code("person.born_estimated", from: "2026-11-30"),
      Code("person.birth_place", from: "2026-11-30"),
      Code("person.gender", from: "2026-11-30"),
      Code("person.address_form", from: "2026-11-30"),
      Code("person.languages", from: "2026-11-30"),
      Code("person.interpreter", from: "2026-11-30"),
      Code("person.contact_language", from: "2026-11-30"),
      Code("person.literacy", from: "2026-11-30"),
      Code("person.no_contact_before", from: "2026-11-30"),
      Code("person.deceased", from: "2026-11-30"),
      Code("person.deceased_source", from: "2026-11-30"),
      Code("contact_point.kind", from: "2026-11-30"),
      Code("contact_point.value", from: "2026-11-30"),
      Code("contact_point.holder", from: "2026-11-30"),
      Code("contact_point.safe", from: "2026-11-30"),
      Code("contact_point.no_message", from: "2026-11-30"),
      Code("contact_point.hide_origin", from: "2026-11-30"),
      Code("contact_point.remark", from: "2026-11-30"),
      Code("request.words", from: "2026-11-30"),
      Code("request.channel", from: "2026-11-30"),
      Code("request.written", from: "2026-11-30"),
      Code("request.received", from: "2026-11-30"),
      Code("request.themes", from: "2026-11-30"),
      Code("request.status", from: "2026-11-30"),
      Code("request.answered", from: "2026-11-30"),
      Code("request.answer", from: "2026-11-30"),
      Code("request.original", from: "2026-11-30"),
      Code("right.right", from: "2026-11-30"),
      Code("right.state", from: "2026-11-30"),
      Code("right.state_since", from: "2026-11-30"),
      Code("right.who", from: "2026-11-30"),
      Code("right.lead_days", from: "2026-11-30"),
      Code("right.valid_until", from: "2026-11-30"),
      Code("right.renew_from", from: "2026-11-30"),
      Code("right.blocked_because", from: "2026-11-30"),
      Code("right.non_take_up", from: "2026-11-30"),
      Code("right.appeal", from: "2026-11-30"),
      Code("right.proofs", from: "2026-11-30"),
      Code("right.request", from: "2026-11-30"),
      Code("right.appointments", from: "2026-11-30"),
      Code("appointment.when", from: "2026-11-30"),
      Code("appointment.minutes", from: "2026-11-30"),
      Code("appointment.place", from: "2026-11-30"),
      Code("appointment.with", from: "2026-11-30"),
      Code("appointment.purpose", from: "2026-11-30"),
      Code("appointment.status", from: "2026-11-30"),
      Code("appointment.reminder", from: "2026-11-30"),
      Code("appointment.moved_by", from: "2026-11-30"),
      Code("appointment.reason", from: "2026-11-30"),
      Code("appointment.slip_given", from: "2026-11-30"),
      Code("appointment.about", from: "2026-11-30"),
      Code("role_access.role", from: "2026-11-30"),
      Code("role_access.volet", from: "2026-11-30"),
      Code("role_access.access", from: "2026-11-30"),
      Code("meeting_place.name", from: "2026-11-30"),
      Code("meeting_place.kind", from: "2026-11-30"),
      Code("meeting_place.address", from: "2026-11-30"),
      Code("meeting_place.neutral_name", from: "2026-11-30"),
      Code("meeting_place.remark", from: "2026-11-30"),
    ])

  public static let kind = Vocabulary(
    "kind",
    [
      Code("note", from: "2026-11-30"),
      Code("person", from: "2026-11-30"),
      Code("contact_point", from: "2026-11-30"),
      Code("request", from: "2026-11-30"),
      Code("right", from: "2026-11-30"),
      Code("appointment", from: "2026-11-30"),
      Code("role_access", from: "2026-11-30"),
      Code("meeting_place", from: "2026-11-30"),
    ])

  public static let language = Vocabulary(
    "language",
    [
      Code("fr", from: "2026-11-30"),
      Code("nl", from: "2026-11-30"),
      Code("en", from: "2026-11-30"),
      Code("ar", from: "2026-11-30"),
      Code("de", from: "2026-11-30"),
      Code("es", from: "2026-11-30"),
      Code("it", from: "2026-11-30"),
      Code("pt", from: "2026-11-30"),
      Code("ro", from: "2026-11-30"),
      Code("bg", from: "2026-11-30"),
      Code("ru", from: "2026-11-30"),
      Code("uk", from: "2026-11-30"),
      Code("pl", from: "2026-11-30"),
      Code("tr", from: "2026-11-30"),
      Code("sq", from: "2026-11-30"),
      Code("fa", from: "2026-11-30"),
      Code("ps", from: "2026-11-30"),
      Code("ur", from: "2026-11-30"),
      Code("bn", from: "2026-11-30"),
      Code("ta", from: "2026-11-30"),
      Code("zh", from: "2026-11-30"),
      Code("so", from: "2026-11-30"),
      Code("ti", from: "2026-11-30"),
      Code("am", from: "2026-11-30"),
      Code("ln", from: "2026-11-30"),
      Code("wo", from: "2026-11-30"),
      Code("ff", from: "2026-11-30"),
      Code("bm", from: "2026-11-30"),
      Code("ber", from: "2026-11-30"),
      Code("kmr", from: "2026-11-30"),
      Code("rom", from: "2026-11-30"),
      Code("fsl", from: "2026-11-30"),
      Code("sfb", from: "2026-11-30"),
      Code("vgt", from: "2026-11-30"),
    ])

  public static let noteKind = Vocabulary(
    "note-kind",
    [
      Code("accueil", from: "2026-11-30"),
      Code("entretien", from: "2026-11-30"),
      Code("bilan", from: "2026-11-30"),
      Code("ecoute", from: "2026-11-30"),
      Code("soutien_moral", from: "2026-11-30"),
      Code("sens_de_la_peine", from: "2026-11-30", isPenal: true),
      Code("demarche", from: "2026-11-30"),
      Code("synthese", from: "2026-11-30"),
      Code("transmission", from: "2026-11-30"),
      Code("compte_rendu_sortie", from: "2026-11-30", isPenal: true),
      Code("hebergement", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("incident", from: "2026-11-30"),
      Code("signalement", from: "2026-11-30"),
      Code("contribution_personne", from: "2026-11-30"),
      Code("desaccord", from: "2026-11-30"),
      Code("observation_travail", from: "2026-11-30"),
    ])

  public static let paperOriginal = Vocabulary(
    "paper-original",
    [
      Code("rendu", from: "2026-11-30"),
      Code("detruit", from: "2026-11-30"),
      Code("classe", from: "2026-11-30"),
      Code("aucun", from: "2026-11-30"),
    ])

  public static let placeKind = Vocabulary(
    "place-kind",
    [
      Code("bureau_service", from: "2026-11-30"),
      Code("permanence", from: "2026-11-30"),
      Code("prison", from: "2026-11-30", isPenal: true),
      Code("justice", from: "2026-11-30", isPenal: true),
      Code("administration", from: "2026-11-30"),
      Code("association", from: "2026-11-30"),
      Code("soins", from: "2026-11-30"),
      Code("hebergement", from: "2026-11-30"),
      Code("formation_travail", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])

  public static let reminder = Vocabulary(
    "reminder",
    [
      Code("papier", from: "2026-11-30"),
      Code("sms", from: "2026-11-30"),
      Code("aucun", from: "2026-11-30"),
    ])

  public static let requestAnswer = Vocabulary(
    "request-answer",
    [
      Code("de_vive_voix", from: "2026-11-30"),
      Code("telephone", from: "2026-11-30"),
      Code("courrier", from: "2026-11-30"),
      Code("courriel", from: "2026-11-30"),
      Code("rendez_vous", from: "2026-11-30"),
      Code("autre_service", from: "2026-11-30"),
      Code("sans_reponse", from: "2026-11-30"),
    ])

  public static let requestChannel = Vocabulary(
    "request-channel",
    [
      Code("telephone", from: "2026-11-30"),
      Code("billet_rapport", from: "2026-11-30", isPenal: true),
      Code("courrier", from: "2026-11-30"),
      Code("courrier_interne", from: "2026-11-30", isPenal: true),
      Code("via_spip", from: "2026-11-30", isPenal: true),
      Code("via_sps", from: "2026-11-30", isPenal: true),
      Code("via_aumonier_visiteur", from: "2026-11-30", isPenal: true),
      Code("via_proche", from: "2026-11-30"),
      Code("via_avocat", from: "2026-11-30"),
      Code("permanence_bureau", from: "2026-11-30"),
      Code("rencontre_permanence_prison", from: "2026-11-30", isPenal: true),
      Code("tablette", from: "2026-11-30", isPenal: true),
      Code("courriel", from: "2026-11-30"),
      Code("aller_vers", from: "2026-11-30"),
    ])

  public static let requestStatus = Vocabulary(
    "request-status",
    [
      Code("recue", from: "2026-11-30"),
      Code("a_clarifier", from: "2026-11-30"),
      Code("clarifiee", from: "2026-11-30"),
      Code("suivi_ouvert", from: "2026-11-30"),
      Code("ponctuelle_traitee", from: "2026-11-30"),
      Code("reorientee", from: "2026-11-30"),
      Code("sans_suite", from: "2026-11-30"),
    ])

  public static let requestTheme = Vocabulary(
    "request-theme",
    [
      Code("papiers", from: "2026-11-30"),
      Code("ressources", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("liens_familiaux", from: "2026-11-30"),
      Code("formation", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("plan_detention", from: "2026-11-30", isPenal: true),
      Code("plan_reclassement", from: "2026-11-30", isPenal: true),
      Code("permission_sortie", from: "2026-11-30", isPenal: true),
      Code("dettes_amendes", from: "2026-11-30"),
      Code("sejour", from: "2026-11-30"),
      Code("acces_au_droit", from: "2026-11-30"),
      Code("soutien_moral", from: "2026-11-30"),
      Code("mediation", from: "2026-11-30"),
      Code("effets_personnels", from: "2026-11-30"),
      Code("citoyennete", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])

  public static let rightKind = Vocabulary(
    "right-kind",
    [
      Code("titre_identite", from: "2026-11-30"),
      Code("titre_sejour", from: "2026-11-30"),
      Code("rsa", from: "2026-11-30"),
      Code("aah", from: "2026-11-30"),
      Code("are", from: "2026-11-30"),
      Code("cej", from: "2026-11-30"),
      Code("domiciliation", from: "2026-11-30"),
      Code("hebergement_siao", from: "2026-11-30"),
      Code("logement_social", from: "2026-11-30"),
      Code("dalo", from: "2026-11-30"),
      Code("apl", from: "2026-11-30"),
      Code("securite_sociale", from: "2026-11-30"),
      Code("ame", from: "2026-11-30"),
      Code("compte_bancaire", from: "2026-11-30"),
      Code("impots", from: "2026-11-30"),
      Code("mdph", from: "2026-11-30"),
      Code("retraite", from: "2026-11-30"),
      Code("pension_alimentaire", from: "2026-11-30"),
      Code("inscription_emploi", from: "2026-11-30"),
      Code("inscription_electorale", from: "2026-11-30"),
      Code("permis_conduire", from: "2026-11-30"),
      Code("amendes_dettes", from: "2026-11-30"),
      Code("telephone", from: "2026-11-30"),
      Code("carte_identite", from: "2026-11-30"),
      Code("inscription_registre", from: "2026-11-30"),
      Code("reinscription", from: "2026-11-30"),
      Code("adresse_reference", from: "2026-11-30"),
      Code("revenu_integration", from: "2026-11-30"),
      Code("aide_sociale_cpas", from: "2026-11-30"),
      Code("mutuelle", from: "2026-11-30"),
      Code("amu", from: "2026-11-30"),
      Code("chomage", from: "2026-11-30"),
      Code("allocation_handicap", from: "2026-11-30"),
      Code("logement_social_be", from: "2026-11-30"),
      Code("maison_accueil", from: "2026-11-30"),
      Code("allocations_familiales", from: "2026-11-30"),
      Code("mediation_dettes", from: "2026-11-30"),
      Code("autre", from: "2026-11-30"),
    ])

  public static let rightState = Vocabulary(
    "right-state",
    [
      Code("non_aborde", from: "2026-11-30"),
      Code("non_concerne", from: "2026-11-30"),
      Code("ne_souhaite_pas", from: "2026-11-30"),
      Code("a_ouvrir", from: "2026-11-30"),
      Code("pieces_a_reunir", from: "2026-11-30"),
      Code("demande_deposee", from: "2026-11-30"),
      Code("en_cours", from: "2026-11-30"),
      Code("accorde", from: "2026-11-30"),
      Code("refuse", from: "2026-11-30"),
      Code("suspendu", from: "2026-11-30", isPenal: true),
      Code("a_renouveler", from: "2026-11-30"),
      Code("recours", from: "2026-11-30"),
      Code("saisine_ddd", from: "2026-11-30"),
      Code("saisine_mediateur", from: "2026-11-30"),
      Code("clos", from: "2026-11-30"),
    ])

  public static let role = Vocabulary(
    "role",
    [
      Code("referent", from: "2026-11-30"),
      Code("intervenant", from: "2026-11-30"),
      Code("psychologue", from: "2026-11-30"),
      Code("juriste", from: "2026-11-30"),
      Code("criminologue", from: "2026-11-30"),
      Code("chef_service", from: "2026-11-30"),
      Code("secretariat", from: "2026-11-30"),
      Code("stagiaire", from: "2026-11-30"),
      Code("benevole", from: "2026-11-30"),
    ])

  public static let serviceKind = Vocabulary(
    "service-kind",
    [
      Code("permanence_prison", from: "2026-11-30"),
      Code("intra_muros", from: "2026-11-30"),
      Code("extra_muros", from: "2026-11-30"),
      Code("accompagnement", from: "2026-11-30"),
      Code("hebergement_chrs", from: "2026-11-30"),
      Code("logement_diffus", from: "2026-11-30"),
      Code("accueil_bureau", from: "2026-11-30"),
    ])

  public static let volet = Vocabulary(
    "volet",
    [
      Code("contact", from: "2026-11-30"),
      Code("projet", from: "2026-11-30"),
      Code("droits", from: "2026-11-30"),
      Code("logement", from: "2026-11-30"),
      Code("emploi", from: "2026-11-30"),
      Code("proches", from: "2026-11-30"),
      Code("agenda", from: "2026-11-30"),
      Code("sejour", from: "2026-11-30"),
      Code("justice", from: "2026-11-30"),
      Code("sante", from: "2026-11-30"),
      Code("confie", from: "2026-11-30"),
      Code("equipe", from: "2026-11-30"),
      Code("interne", from: "2026-11-30"),
    ])

  public static let whoActs = Vocabulary(
    "who-acts",
    [
      Code("la_personne", from: "2026-11-30"),
      Code("ensemble", from: "2026-11-30"),
      Code("le_service", from: "2026-11-30"),
      Code("un_tiers", from: "2026-11-30"),
    ])
}
