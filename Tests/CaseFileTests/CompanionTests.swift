import CRDT
import CaseFile
import Testing

@Suite("What tells of a prison stands apart, beside its record")
struct CompanionTests {
  private static let record = "00112233445566778899aabbccddeeff"

  /// A document that one change made.
  private func made(_ operations: [Operation], _ byte: UInt8 = 1) throws -> Record {
    var document = Document()
    let id = try #require(ChangeID([UInt8](repeating: byte, count: 32)))
    document.merge([Change(id: id, parents: [], operations: operations)])
    return try #require(Record(document))
  }

  private func companion(
    _ type: RecordType, _ values: [String: [String]], _ volet: Volet, _ byte: UInt8 = 2
  ) throws -> Record {
    try made(RecordEdit.companion(of: Self.record, type, values, in: volet), byte)
  }

  @Test("Each value is written where it stands: in the record, or apart in the volet of its mark")
  func parts() {
    let values = [
      "channel": ["billet_rapport"], "themes": ["papiers", "plan_detention"], "status": ["recue"],
    ]
    let shared = RecordParts(values, of: .request, in: .droits)
    #expect(shared.own == ["themes": ["papiers"], "status": ["recue"]])
    #expect(
      shared.apart == [
        .interne: ["channel": ["billet_rapport"]], .justice: ["themes": ["plan_detention"]],
      ])
    for volet in [Volet.justice, .confie] {
      #expect(RecordParts(values, of: .request, in: volet).own == values)
      #expect(RecordParts(values, of: .request, in: volet).apart.isEmpty)
    }
  }

  @Test("A harmless set, and what is emptied, ask for no right elsewhere; what is given apart does")
  func asked() {
    func asked(_ type: RecordType, _ values: [String: [String]]) -> [Volet] {
      RecordParts(values, of: type, in: .droits).asked
    }
    #expect(asked(.request, ["themes": ["papiers"]]) == [])
    #expect(asked(.request, ["themes": ["plan_detention"]]) == [.justice])
    #expect(asked(.request, ["channel": ["courrier"]]) == [.interne])
    #expect(asked(.right, ["lead_days": []]) == [])
    #expect(RecordParts(["lead_days": []], of: .right, in: .droits).begun(in: .justice) == nil)
  }

  @Test("The change of a record is the same whether something stands apart or not")
  func same() throws {
    let plain = ["right": ["rsa"], "state": ["suspendu"]]
    let all = plain.merging(["lead_days": ["9"], "suspended_because": ["detention"]]) { $1 }
    let parts = RecordParts(all, of: .right, in: .droits)
    #expect(
      try RecordEdit.creation(.right, parts.own, in: .droits)
        == RecordEdit.creation(.right, plain, in: .droits))
  }

  @Test("A record and what stands beside it read as one, in the order of the vocabulary")
  func reads() throws {
    let record = try made(RecordEdit.creation(.request, ["themes": ["emploi"]], in: .droits))
    let justice = try companion(.request, ["themes": ["plan_detention"]], .justice)
    let channel = try companion(.request, ["channel": ["billet_rapport"]], .interne, 3)
    #expect(justice.besideRecord == Self.record && record.besideRecord == nil)
    let whole = record.joined(with: [justice, channel])
    #expect(whole.type == .request && whole.state == .current)
    #expect(whole.texts("themes") == ["emploi", "plan_detention"])
    #expect(whole["channel"].texts == ["billet_rapport"])
    #expect(record.texts("channel").isEmpty && record.texts("themes") == ["emploi"])
  }

  @Test("A state that others may not read stands apart, and its record says that it is to come")
  func states() throws {
    func parts(_ code: String?) -> RecordParts {
      RecordParts(["status": [code].compactMap(\.self)], of: .appointment, in: .agenda)
    }
    for code in ["prevu", "annule"] {
      #expect(parts(code).own == ["status": [code]] && parts(code).asked == [])
    }
    for code in ["honore", "absent", "excuse", "reporte"] {
      #expect(parts(code).own == ["status": ["prevu"]] && parts(code).asked == [.interne])
      #expect(
        throws: RuleBroken.penalElsewhere(FieldName("appointment.status"), code: code, .agenda)
      ) {
        _ = try RecordEdit.creation(
          .appointment, ["when": ["2026-12-03T10:30+01:00"], "status": [code]], in: .agenda)
      }
    }
    #expect(parts(nil).own == ["status": []] && parts(nil).asked == [])
    func reads(_ own: String, _ beside: [String]) throws -> Record {
      let record = try made(
        RecordEdit.creation(
          .appointment, ["when": ["2026-12-03T10:30+01:00"], "status": [own]], in: .agenda))
      return record.joined(
        with: try beside.enumerated().map {
          try companion(.appointment, ["status": [$1]], .interne, UInt8($0 + 2))
        })
    }
    #expect(try reads("prevu", ["absent"])["status"].texts == ["absent"])
    #expect(try reads("prevu", ["absent"]).state == .current)
    #expect(try reads("prevu", ["prevu"])["status"].texts == ["prevu"])
    // Cancelled since, by who writes there alone: it says nothing against that.
    #expect(try reads("annule", ["prevu"])["status"].texts == ["annule"])
    // Apart: cancelled by one and missed by another; moved by one and missed by another.
    #expect(try reads("annule", ["absent"])["status"].texts == ["annule", "absent"])
    #expect(try reads("prevu", ["prevu", "absent"])["status"].texts == ["prevu", "absent"])
    #expect(try reads("prevu", ["prevu", "absent"]).state == .conflict)
  }

  @Test("What differs in two companions is a conflict; what one emptied is none")
  func conflicts() throws {
    let record = try made(RecordEdit.creation(.right, ["right": ["rsa"]], in: .droits))
    let nine = try companion(.right, ["lead_days": ["9"]], .justice)
    let ten = try companion(.right, ["lead_days": ["10"]], .justice, 3)
    let same = try companion(.right, ["lead_days": ["9"]], .justice, 4)
    let apart = record.joined(with: [nine, ten])
    #expect(apart.state == .conflict && apart.texts("lead_days") == ["9", "10"])
    #expect(apart.conflicts.map(\.field.code) == ["lead_days"])
    #expect(record.joined(with: [nine, same]).state == .current)
    let emptied = try made(
      [
        .set(key: "type", value: .text("right.justice/1"), overwrites: []),
        .set(key: "lead_days", value: .none, overwrites: []),
      ], 5)
    #expect(record.joined(with: [emptied, ten])["lead_days"].texts == ["10"])
    #expect(record.joined(with: [emptied, ten]).state == .current)
  }

  @Test("Whoever wrote its fields is named, and not for naming the record")
  func writers() throws {
    let operations = try RecordEdit.companion(
      of: Self.record, .right, ["lead_days": ["9"]], in: .justice)
    var document = Document()
    let first = try #require(ChangeID([UInt8](repeating: 1, count: 32)))
    document.merge([Change(id: first, parents: [], operations: operations)])
    #expect(Record.writers(of: document) == [first])
    var edit = RecordEdit(
      document, try #require(RecordType.right.companion(in: .justice)), in: .justice)
    try edit.set("lead_days", ["10"])
    let second = try #require(ChangeID([UInt8](repeating: 2, count: 32)))
    document.merge([Change(id: second, parents: [first], operations: edit.operations)])
    #expect(Record.writers(of: document) == [second])
  }

  @Test(
    "No field stands apart of a record that cannot be without it, and none in a volet that may be shared with it"
  )
  func declared() {
    for type in RecordType.all {
      for field in type.fields where field.apart != nil {
        #expect(field.apart?.mayHoldPenal == true, "\(type.name) \(field.code)")
        #expect(!field.isRequired && !field.isProse, "\(field.code)")
        // What a record has at first stands in it.
        #expect(
          field.initial.map { field.openCodes.contains($0) } != false
            && field.openCodes.isEmpty == (field.initial == nil), "\(field.code)")
        #expect(
          field.openCodes.allSatisfy { field.vocabulary?[$0]?.isPenal == false }, "\(field.code)")
        #expect(!field.isApartWherePenal || field.storage == .members, "\(field.code)")
      }
      for companion in type.companions {
        #expect(RecordType.named(companion.name) == nil && companion.companionOf == type.code)
      }
    }
  }

  @Test(
    "Ends of retention never leave the service: no field that tells one stands in a volet that may be shared"
  )
  func retention() {
    // Written a second time: what such a field is called, whatever it is declared to be.
    let telling = ["keep", "kept", "retention", "erase"]
    var found: [String] = []
    for type in RecordType.all {
      for field in type.fields
      where field.due?.matter == .erasure || telling.contains(where: field.code.contains) {
        found.append("\(type.code).\(field.code)")
        #expect(!type.isPublished || field.staysHere, "\(found)")
        for volet in type.volets where volet.isShareable {
          #expect(type.voletApart(of: field, in: volet) == .interne, "\(found) in \(volet.code)")
        }
      }
    }
    #expect(found.contains("request.keep_until"))
  }
}
