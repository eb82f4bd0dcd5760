/// The kinds of record that this version knows. Protocol/records.md holds the same table.
extension RecordType {
  public static let all = [
    note, person, contactPoint, request, right, appointment, roleAccess, meetingPlace,
  ]

  /// The one of that name; `nil` for one of a newer version, or of none.
  public static func named(_ name: String) -> RecordType? { all.first { $0.name == name } }

  /// What somebody saw, heard or did, in prose.
  public static let note = RecordType(
    code: "note", version: 1, volets: Volet.allCases,
    fields: [
      RecordField("kind", .code(.noteKind), isRequired: true, initial: "entretien"),
      RecordField("title", .line(.line)),
      RecordField("happened", .date, isPast: true),
      RecordField("written", .date, isPast: true),
      RecordField("text", .prose(.prose), isAsked: true),
    ])

  /// Who the followed person is, as she wants to be called.
  public static let person = RecordType(
    code: "person", version: 1, volets: [.contact],
    fields: [
      RecordField("name", .name, isRequired: true),
      RecordField("birth_name", .name),
      RecordField("first_names", .lines(.name)),
      RecordField("aliases", .lines(.name)),
      RecordField("born", .date, isPast: true),
      RecordField("born_estimated", .flag),
      RecordField("birth_place", .line(.line)),
      RecordField("gender", .line(.line)),
      RecordField("address_form", .line(.line)),
      RecordField("languages", .codes(.language)),
      RecordField("interpreter", .flag),
      RecordField("contact_language", .code(.language)),
      RecordField("literacy", .line(.line)),
      RecordField("no_contact_before", .date),
      RecordField("deceased", .date, isPast: true),
      RecordField("deceased_source", .line(.line)),
    ])

  /// One way to reach her, and how to use it. Of one through a prison the place is the volet of justice.
  public static let contactPoint = RecordType(
    code: "contact_point", version: 1, volets: [.contact, .justice],
    fields: [
      RecordField("kind", .code(.contactKind)),
      RecordField("value", .line(.line)),
      RecordField("holder", .line(.line)),
      RecordField("safe", .code(.contactSafety), initial: "demander"),
      RecordField("no_message", .flag),
      RecordField("hide_origin", .flag),
      RecordField("remark", .line(.line)),
    ])

  /// What she asks for, in her words, and what became of it.
  public static let request = RecordType(
    code: "request", version: 1,
    volets: [.projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie],
    fields: [
      RecordField("words", .prose(.prose), isOwnWords: true),
      RecordField("channel", .code(.requestChannel)),
      RecordField("written", .date, isPast: true),
      RecordField("received", .date, isPast: true),
      RecordField("themes", .codes(.requestTheme)),
      RecordField("status", .code(.requestStatus), initial: "recue"),
      RecordField("answered", .date, isPast: true),
      RecordField("answer", .code(.requestAnswer)),
      RecordField("original", .code(.paperOriginal)),
    ])

  /// One right of hers, and how far it is.
  public static let right = RecordType(
    code: "right", version: 1, volets: [.droits, .logement, .emploi, .sejour, .justice, .sante],
    fields: [
      RecordField("right", .code(.rightKind)),
      RecordField("state", .code(.rightState), initial: "non_aborde"),
      RecordField("state_since", .date, isPast: true),
      RecordField("who", .code(.whoActs)),
      RecordField("lead_days", .integer(0...Int64(Limits.leadDays)), isPenal: true),
      RecordField("valid_until", .date),
      RecordField("renew_from", .date),
      RecordField("blocked_because", .line(.line)),
      RecordField("non_take_up", .line(.line)),
      RecordField("appeal", .line(.line)),
      RecordField("proofs", .lines(.line)),
      RecordField("request", .reference(["request"])),
      RecordField("appointments", .references(["appointment"])),
    ])

  /// A day and an hour that were agreed on; it lives in the volet of its purpose.
  public static let appointment = RecordType(
    code: "appointment", version: 1,
    volets: [
      .agenda, .projet, .droits, .logement, .emploi, .proches, .sejour, .justice, .sante, .confie,
    ],
    fields: [
      RecordField("when", .moment, isRequired: true),
      RecordField("minutes", .integer(1...Int64(Limits.appointmentMinutes))),
      RecordField("place", .line(.line)),
      RecordField("with", .line(.line)),
      RecordField("purpose", .line(.line)),
      RecordField("status", .code(.appointmentStatus), initial: "prevu"),
      RecordField("reminder", .code(.reminder)),
      RecordField("moved_by", .code(.askedBy)),
      RecordField("reason", .line(.line)),
      RecordField("slip_given", .flag),
      RecordField("about", .references([])),
    ])

  /// What a role may do in a volet, where the service says otherwise than the field proposes.
  public static let roleAccess = RecordType(
    code: "role_access", version: 1, home: .service(writers: [.referent, .chefService]),
    onePer: ["role", "volet"],
    fields: [
      RecordField("role", .code(.role), isRequired: true),
      RecordField("volet", .code(.volet), isRequired: true),
      RecordField("access", .code(.access), isRequired: true),
    ])

  /// Where people are met, for whoever writes an appointment or a slip: a paper that others may see bears the neutral name.
  public static let meetingPlace = RecordType(
    code: "meeting_place", version: 1,
    home: .service(writers: [.referent, .intervenant, .chefService, .secretariat]),
    fields: [
      RecordField("name", .name, isRequired: true),
      RecordField("kind", .code(.placeKind)),
      RecordField("address", .line(.line)),
      RecordField("neutral_name", .name),
      RecordField("remark", .line(.line)),
    ])
}
