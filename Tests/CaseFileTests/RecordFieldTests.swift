import CRDT
import CaseFile
import Testing

/// A record on several devices, each change named by a number as its hash would name it.
private struct Device {
  var document = Document()
  let volet: Volet
  let type: RecordType

  init(_ type: RecordType, _ values: [String: [String]], in volet: Volet) throws {
    (self.type, self.volet) = (type, volet)
    try commit(1, RecordEdit.creation(type, values, in: volet))
  }

  mutating func commit(_ number: UInt8, _ operations: [CRDT.Operation]) throws {
    let id = try #require(ChangeID([UInt8](repeating: number, count: 32)))
    document.merge([Change(id: id, parents: document.frontier, operations: operations)])
  }

  mutating func set(_ number: UInt8, _ field: String, _ values: [String]) throws {
    var edit = RecordEdit(document, type, in: volet)
    try edit.set(field, values)
    try commit(number, edit.operations)
  }

  mutating func merge(_ other: Device) { document.merge(other.document.changes) }

  var record: Record { get throws { try #require(Record(document)) } }
}

@Suite("Fields of every kind of content")
struct RecordFieldTests {
  private static let other = String(repeating: "ab", count: 16)

  @Test("Each content reads as it was written, whatever its register holds")
  func contents() throws {
    let right = try Device(
      .right,
      [
        "right": ["rsa"], "lead_days": ["90"], "missing_papers": ["CNI vue", "Attestation vue"],
        "request": [Self.other], "appointments": [Self.other], "valid_until": ["2027-03"],
      ], in: .justice
    ).record
    #expect(right["right"].texts == ["rsa"] && right["lead_days"].texts == ["90"])
    #expect(right.texts("missing_papers") == ["CNI vue", "Attestation vue"])
    #expect(right["request"].texts == [Self.other] && right.texts("appointments") == [Self.other])
    // What nobody gives is as the declaration begins it.
    #expect(right["state"].texts == ["non_aborde"])
    let appointment = try Device(
      .appointment, ["when": ["2026-12-03T10:30+01:00"], "slip_given": ["true"]], in: .confie)
    #expect(try appointment.record["when"].texts == ["2026-12-03T10:30+01:00"])
    #expect(try appointment.record["slip_given"].texts == ["true"])
    #expect(appointment.document.values("slip_given").map(\.1) == [.flag(true)])
  }

  @Test("Each content refuses what it cannot hold, and says what")
  func refusals() throws {
    func refusal(_ type: RecordType, _ volet: Volet, _ field: String, _ values: [String])
      -> RuleBroken?
    {
      do throws(RuleBroken) {
        var edit = RecordEdit(Document(), type, in: volet)
        try edit.set(field, values)
        return nil
      } catch {
        return error
      }
    }
    let lead = FieldName("right.lead_days")
    #expect(
      refusal(.right, .justice, "lead_days", ["-1"]) == .invalidNumber(lead, "-1", 0...3650))
    #expect(
      refusal(.right, .justice, "lead_days", ["3651"]) == .invalidNumber(lead, "3651", 0...3650))
    #expect(refusal(.right, .justice, "lead_days", ["3650"]) == nil)
    #expect(refusal(.appointment, .droits, "when", ["2026-12-03"]) == .invalidMoment("2026-12-03"))
    #expect(refusal(.appointment, .droits, "slip_given", ["oui"]) == .invalidFlag("oui"))
    #expect(refusal(.right, .droits, "request", ["7f31"]) == .invalidReference("7f31"))
    #expect(
      refusal(.request, .projet, "themes", ["papiers", "lune"])
        == .unknownCode(.requestTheme, "lune"))
    let proofs = FieldName("right.missing_papers")
    #expect(
      refusal(.right, .droits, "missing_papers", (0...Limits.lines).map { "Vu \($0)" })
        == .tooMany(proofs, maximum: Limits.lines, found: Limits.lines + 1))
    #expect(
      refusal(.right, .droits, "missing_papers", (1...Limits.lines).map { "Vu \($0)" }) == nil)
    #expect(refusal(.right, .droits, "missing_papers", [" "]) == .empty(proofs))
  }

  @Test("What tells of a prison is written in the volet of justice, or where nothing is shared")
  func penal() throws {
    let kind = RuleBroken.penalElsewhere(
      FieldName("contact_point.kind"), code: "via_prison", .contact)
    #expect(throws: kind) {
      try RecordEdit.creation(.contactPoint, ["kind": ["via_prison"]], in: .contact)
    }
    for volet in [Volet.justice, .interne] {
      _ = try RecordEdit.creation(.contactPoint, ["kind": ["via_prison"]], in: volet)
    }
    // What stands apart is not written in the record, by whichever way.
    let lead = RuleBroken.penalElsewhere(FieldName("right.lead_days"), code: nil, .logement)
    #expect(throws: lead) {
      try RecordEdit.creation(.right, ["right": ["apl"], "lead_days": ["9"]], in: .logement)
    }
    var right = try Device(.right, ["right": ["rsa"], "lead_days": ["9"]], in: .justice)
    #expect(try right.record["lead_days"].texts == ["9"])
    try right.set(2, "state", ["a_ouvrir"])
    _ = try RecordEdit.creation(
      .note, ["kind": ["sens_de_la_peine"], "text": ["Mots."]], in: .confie)
  }

  @Test("Of a set, additions from two sides both stand")
  func additions() throws {
    var one = try Device(.request, ["themes": ["papiers"]], in: .projet)
    var two = one
    try one.set(2, "themes", ["papiers", "logement"])
    try two.set(3, "themes", ["emploi", "papiers"])
    one.merge(two)
    #expect(try one.record.texts("themes") == ["papiers", "logement", "emploi"])
    #expect(try one.record.state == .current && one.record.conflicts.isEmpty)
  }

  @Test("An addition beside a removal is shown, and stands until somebody settles it")
  func contested() throws {
    var one = try Device(.request, ["themes": ["papiers", "emploi"]], in: .projet)
    var two = one
    try one.set(2, "themes", ["papiers"])
    // She takes it out and puts it in again: she wants it, and has not seen that he took it out.
    try two.set(3, "themes", ["papiers"])
    try two.set(4, "themes", ["papiers", "emploi"])
    one.merge(two)
    let record = try one.record
    #expect(record.texts("themes") == ["papiers", "emploi"] && record.state == .conflict)
    let conflict = try #require(record.conflicts.first)
    #expect(conflict.field.code == "themes" && conflict.member == "emploi")
    #expect(conflict.values.map(\.value) == [nil, "emploi"])
    for (number, wanted) in [(5, ["papiers"]), (6, ["papiers", "emploi"])] {
      var settled = one
      try settled.set(UInt8(number), "themes", wanted)
      #expect(try settled.record.texts("themes") == wanted && settled.record.conflicts.isEmpty)
    }
  }

  @Test("Lines that two sides add stand in order; those that are common keep their place")
  func lines() throws {
    var one = try Device(
      .person, ["name": ["Kaïs D."], "aliases": ["Le Grand", "Kiki"]], in: .contact)
    var two = one
    try one.set(2, "aliases", ["Le Grand", "Moustache", "Kiki"])
    try two.set(3, "aliases", ["Le Grand", "Kiki", "Kaïs le Bref"])
    one.merge(two)
    #expect(try one.record.texts("aliases") == ["Le Grand", "Moustache", "Kiki", "Kaïs le Bref"])
    try one.set(4, "aliases", [])
    #expect(try one.record.texts("aliases") == [])
    // What follows keeps its place too: one writes before it, the other in the middle of it.
    var (left, right) = (one, one)
    try left.set(5, "aliases", ["Le Grand", "Kiki"])
    right = left
    try left.set(6, "aliases", ["Premier", "Le Grand", "Kiki"])
    try right.set(7, "aliases", ["Le Grand", "Milieu", "Kiki"])
    left.merge(right)
    #expect(try left.record.texts("aliases") == ["Premier", "Le Grand", "Milieu", "Kiki"])
  }

  @Test("A code and a member that this version does not know are shown as they are, and kept")
  func unknownCodes() throws {
    var request = try Device(.request, ["themes": ["papiers"]], in: .projet)
    var edit = request.document.edit()
    edit.set("themes.lune", .flag(true))
    edit.set("status", .text("en_orbite"))
    try request.commit(2, edit.operations)
    #expect(try request.record.texts("themes") == ["papiers", "lune"])
    #expect(try request.record["status"].texts == ["en_orbite"])
    try request.set(3, "themes", ["papiers", "lune", "emploi"])
    #expect(try request.record.texts("themes") == ["papiers", "emploi", "lune"])
    var same = RecordEdit(request.document, .request, in: .projet)
    try same.set("status", ["en_orbite"])
    #expect(same.operations.isEmpty)
  }

  @Test("A register that holds a value of another type shows nothing")
  func otherTypes() throws {
    var appointment = try Device(.appointment, ["when": ["2026-12-03T10:30+01:00"]], in: .agenda)
    var edit = appointment.document.edit()
    edit.set("minutes", .text("soixante"))
    edit.set("slip_given", .integer(1))
    edit.set("when", .integer(7))
    try appointment.commit(2, edit.operations)
    let record = try appointment.record
    for field in ["minutes", "slip_given", "when"] { #expect(record.texts(field) == []) }
  }

  @Test("Everything of an earlier version comes back; a member that was contested there stays")
  func restoring() throws {
    var person = try Device(
      .person,
      [
        "name": ["Kaïs D."], "languages": ["fr", "ar"], "aliases": ["Kiki"],
        "interpreter": ["true"],
      ],
      in: .contact)
    let then = try person.record
    try person.set(2, "languages", ["fr", "en"])
    try person.set(3, "aliases", ["Moustache"])
    try person.set(4, "interpreter", [])
    var edit = RecordEdit(person.document, .person, in: .contact)
    edit.restore(then)
    try person.commit(5, edit.operations)
    let now = try person.record
    #expect(now.texts("languages") == ["fr", "ar"] && now.texts("aliases") == ["Kiki"])
    #expect(now.texts("interpreter") == ["true"])
    var again = RecordEdit(person.document, .person, in: .contact)
    again.restore(now)
    #expect(again.operations.isEmpty)
  }

  @Test("A checkpoint of a record reads as its document")
  func checkpoints() throws {
    let request = try Device(
      .request, ["themes": ["papiers", "emploi"], "words": ["Je veux travailler."]], in: .projet)
    let person = try Device(
      .person, ["name": ["Ana"], "first_names": ["Ana", "Maria"]], in: .contact)
    for device in [request, person] {
      let read = try #require(Checkpoint(device.document).flatMap { Record($0) })
      for field in device.type.fields {
        #expect(try read.texts(field.code) == device.record.texts(field.code), "\(field.code)")
      }
    }
  }

  // Never 11
  @Test("Whoever wrote a text, a value, a line or a member that stands is told, and nobody else")
  func writers() throws {
    var person = try Device(.person, ["name": ["Ana"]], in: .contact)
    try person.set(2, "interpreter", ["true"])
    try person.set(3, "aliases", ["Anita"])
    try person.set(4, "languages", ["fr", "pt"])
    try person.set(5, "born", ["1990"])
    try person.set(6, "born", ["1991"])
    try person.set(7, "languages", ["pt"])
    try person.set(8, "interpreter", [])
    #expect(
      Record.writers(of: person.document)
        == [1, 3, 6, 4].compactMap { number in
          ChangeID([UInt8](repeating: number, count: 32))
        })
  }
}

@Suite("Moments as they are written")
struct WrittenMomentTests {
  @Test("A moment is written back as it was read")
  func both() throws {
    for text in ["2026-12-03T10:30+01:00", "2026-06-30T00:00-03:30", "0001-01-01T23:59+14:00"] {
      #expect(try WrittenMoment(parsing: text).description == text)
    }
    #expect(try WrittenMoment(parsing: "2026-12-03T10:30+01:00").milliseconds == 1_796_290_200_000)
  }

  @Test("Anything else is none, and is told as it was typed")
  func refusals() {
    for text in [
      "", "2026-12-03", "2026-12-03T10:30", "2026-12-03T10:30Z", "2026-12-03 10:30+01:00",
      "2026-12-03T24:00+01:00", "2026-12-03T10:60+01:00", "2026-02-30T10:30+01:00",
      "2026-12-03T10:30+15:00", "2026-12-03T1a:30+01:00", "2026-12-03T+1:30+01:00",
      "2026-12-03T10:30*01:00",
    ] {
      #expect(throws: RuleBroken.invalidMoment(text)) { try WrittenMoment(parsing: text) }
    }
  }

  @Test("Two are ordered by when they are, wherever")
  func order() throws {
    let brussels = try WrittenMoment(parsing: "2026-12-03T10:30+01:00")
    let london = try WrittenMoment(parsing: "2026-12-03T10:00+00:00")
    #expect(brussels < london)
  }
}
