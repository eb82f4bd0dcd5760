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
        "proofs": ["CNI vue", "Bail vu"], "request": [other], "appointments": [other],
      ]
    ),
    (
      .appointment, .droits,
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
  ]

  private static func file(_ type: RecordType, from here: String = #filePath) -> URL {
    let name = "record-" + type.code.split(separator: "_").joined(separator: "-") + ".json"
    return URL(fileURLWithPath: here).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Protocol/vectors/" + name)
  }

  /// With CARNET_WRITE_VECTORS=1 in the environment the files are written instead of compared.
  @Test("Each is what the code makes, byte for byte, and reads as it says")
  func bytes() throws {
    #expect(Self.made.map(\.type) == RecordType.all)
    let isWriting = ProcessInfo.processInfo.environment["CARNET_WRITE_VECTORS"] == "1"
    for (type, volet, values) in Self.made {
      let operations = try RecordEdit.creation(type, values, in: volet)
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
        ("kind", "record-fields"), ("about", "The change that creates a record of one kind"),
        ("record_kind", type.name), ("operations", hexadecimal.joined()),
        ("reads", reads.joined(separator: " | ")),
      ].map { "  \"\($0)\": \"\($1)\"" }
      let json = "{\n" + lines.joined(separator: ",\n") + "\n}\n"
      if isWriting { try Data(json.utf8).write(to: Self.file(type)) }
      #expect(try Data(contentsOf: Self.file(type)) == Data(json.utf8), "\(type.name)")
    }
  }
}
