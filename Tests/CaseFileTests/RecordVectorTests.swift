import CRDT
import CaseFile
import Foundation
import Testing

@Suite("Vectors of records")
struct RecordVectorTests {
  private static let other = "00112233445566778899aabbccddeeff"

  /// What a record of each kind is made of, and the volet in which it may be.
  static let made: [(type: RecordType, volet: Volet, values: [String: [String]])] = [
    (
      .note, .droits,
      [
        "kind": ["entretien"], "title": ["Premier contact"], "happened": ["2026-11-14"],
        "text": ["Elle veut refaire ses papiers."],
      ]
    ),
    (
      .person, .contact,
      [
        "name": ["Kaïs D."], "first_names": ["Kaïs", "Ali"], "born": ["2003-02"],
        "languages": ["nl", "fr"], "interpreter": ["false"],
      ]
    ),
    (
      .contactPoint, .contact,
      ["kind": ["telephone"], "value": ["0470 00 00 00"], "no_message": ["true"]]
    ),
    (
      .request, .projet,
      ["words": ["Je veux travailler."], "themes": ["emploi", "papiers"], "received": ["2026"]]
    ),
    (
      .right, .justice,
      [
        "right": ["rsa"], "state": ["suspendu"], "lead_days": ["90"],
        "missing_papers": ["CNI vue", "Bail vu"], "request": [other], "appointments": [other],
      ]
    ),
    (
      .appointment, .confie,
      ["when": ["2026-12-03T10:30+01:00"], "minutes": ["45"], "slip_given": ["true"]]
    ),
    (
      .roleAccess, .ofService,
      ["role": ["stagiaire"], "volet": ["projet"], "access": ["lecture"]]
    ),
    (
      .meetingPlace, .ofService,
      ["name": ["Prison de Rive"], "kind": ["prison"], "neutral_name": ["Quai Nord 5"]]
    ),
    (
      .rightProof, .justice,
      [
        "paper": ["carte_identite"], "right": [other], "seen_by": ["Claire"],
        "seen_on": ["2026-11-14"],
      ]
    ),
    (
      .contact, .interne,
      [
        "kind": ["entretien"], "happened": ["2026-11-14"], "started": ["2026-11-14T10:30+01:00"],
        "minutes": ["45"], "outcome": ["empeche_prison"],
        "participants": ["la_personne", "interprete"], "notes": [other],
      ]
    ),
    (
      .period, .interne,
      [
        "status": ["ouvert"], "opened": ["2026-11"], "origin": ["orientation_spip"],
        "unmet": ["age", "autre"], "unmet_decided_by": ["Hugo"],
        "closure_reasons": ["incarceration"],
      ]
    ),
    (
      .referral, .justice,
      [
        "kind": ["orientation_entrante"], "source": ["spip"],
        "transmitted": ["Fiche de contact", "Lettre"], "status_since": ["2026-11-14"],
      ]
    ),
    (
      .frameSet, .projet,
      [
        "date": ["2026-11-14"], "explained_by": ["Claire"], "language": ["ar"],
        "points": ["secret", "volontariat"], "questions": ["Qui lit tout cela ?"],
      ]
    ),
    (
      .assessment, .projet,
      [
        "date": ["2026-11-14"], "needs": ["Dormir au calme."],
        "needs_seen": ["Un logement à elle."], "wishes": ["Revoir ma sœur."],
        "sources": ["Entretien du 14", "Mission locale"],
      ]
    ),
    (
      .contribution, .projet,
      ["words": ["Je continue la guitare."], "date": ["2026-11-14"], "form": ["ecrite"]]
    ),
    (
      .act, .interne,
      [
        "kind": ["requisition"], "date": ["2026-11-14"], "informed": ["plus_tard"],
        "party": ["Officier de police"], "given": ["Rien n’a été remis."],
      ]
    ),
    (
      .identifier, .interne,
      ["kind": ["numero_ecrou"], "value": ["4471"], "remark": ["Vu sur un courrier"]]
    ),
    (
      .outreach, .ofService,
      ["kind": ["collectif"], "date": ["2026-11-14"], "people": ["12"], "place": ["Quai Nord 5"]]
    ),
    (
      .partner, .ofService,
      [
        "name": ["Maison d’Ormeval"], "kind": ["maison_accueil"],
        "themes": ["hebergement", "sante"], "full": ["true"], "verified_on": ["2026-04"],
        "verified_by": ["Claire"],
      ]
    ),
    (
      .serviceSheet, .ofService,
      ["does": ["Un lit.", "Un café."], "languages": ["nl", "fr"], "phone": ["0470 00 00 00"]]
    ),
    (
      .convention, .ofService,
      [
        "name": ["Convention Rive"], "begins": ["2026-04-01"], "ends": ["2027-03-31"],
        "objective": ["135"], "places": [other],
      ]
    ),
    (
      .permanence, .ofService,
      ["when": ["2026-12-01T09:30+01:00"], "place": [other], "slots": ["9"]]
    ),
    (
      .permanencePaper, .ofService,
      ["permanence": [other], "number": ["1"], "reader": ["worker"], "printed": ["2026-11-30"]]
    ),
  ]

  /// What stands beside a record, likewise.
  static let beside: [(type: RecordType, volet: Volet, values: [String: [String]])] = [
    (.right, .justice, ["lead_days": ["90"], "suspended_because": ["detention"]])
  ]

  private static func file(_ type: RecordType, from here: String = #filePath) -> URL {
    let words = type.code.split { $0 == "_" || $0 == "." }
    let name = "record-" + words.joined(separator: "-") + ".json"
    return URL(fileURLWithPath: here).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Protocol/vectors/" + name)
  }

  @Test("Each is what the code makes, byte for byte, and reads as it says")
  func bytes() throws {
    #expect(Self.made.map(\.type) == RecordType.all)
    for (type, volet, values) in Self.made {
      let operations = try RecordEdit.creation(type, values, in: volet)
      try check(type, operations, "The change that creates a record of one kind")
    }
    for (type, volet, values) in Self.beside {
      let operations = try RecordEdit.companion(of: Self.other, type, values, in: volet)
      let companion = try #require(type.companion(in: volet))
      try check(companion, operations, "The change that creates what stands beside a record")
    }
  }

  /// With CARNET_WRITE_VECTORS=1 in the environment the file is written instead of compared.
  private func check(_ type: RecordType, _ operations: [CRDT.Operation], _ about: String) throws {
    let isWriting = ProcessInfo.processInfo.environment["CARNET_WRITE_VECTORS"] == "1"
    var document = Document()
    let id = try #require(ChangeID([UInt8](repeating: 1, count: 32)))
    document.merge([Change(id: id, parents: [], operations: operations)])
    let record = try #require(Record(document))
    let reads = type.fields.flatMap { field in
      record.texts(field.code).map { "\(field.code)=\($0)" }
    }
    let hexadecimal = OperationCodec.encode(operations).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    let lines = [
      ("kind", "record-fields"), ("about", about),
      ("record_kind", type.name), ("operations", hexadecimal.joined()),
      ("reads", reads.joined(separator: " | ")),
    ].map { "  \"\($0)\": \"\($1)\"" }
    let json = "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    if isWriting { try Data(json.utf8).write(to: Self.file(type)) }
    #expect(try Data(contentsOf: Self.file(type)) == Data(json.utf8), "\(type.name)")
  }
}
