import CRDT
import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("Sharing something does not tell a prison")
struct UntoldPrisonTests {
  /// What tells one, written a second time: parts of codes, of keys and of names of kinds.
  static let telling = [
    "prison", "detention", "ecrou", "spip", "sps", "billet_rapport", "courrier_interne", "aumonier",
    "tablette", "reclassement", "permission_sortie", "sens_de_la_peine", "compte_rendu_sortie",
    "lead_days", "channel", "suspended_because", ".justice/", ".interne/",
    // Of an appointment, what nobody outside needs.
    "reminder", "moved_by", "ask_for", "slip_given", "honore", "absent", "excuse", "reporte",
  ]

  /// Beside those, whatever a vocabulary marks.
  static let marked = Set(
    Vocabulary.all.flatMap { vocabulary in vocabulary.codes.filter(\.isPenal).map(\.code) })

  static func tells(_ text: String) -> Bool {
    marked.contains(text) || telling.contains { text.contains($0) }
  }

  /// The codes of a field that tell one and have no place apart. What the one test leaves out for it, the other one sees
  /// refused.
  static func refused(_ field: RecordField, _ type: RecordType, in volet: Volet) -> [String] {
    guard type.voletApart(of: field, in: volet) == nil else { return [] }
    return (field.vocabulary?.offered ?? []).filter { $0.isPenal || tells($0.code) }.map(\.code)
  }

  /// The records of one kind that hold, together, every code of every field in every volet that may be shared.
  struct Filling {
    let type: RecordType
    let volet: Volet
    let values: [String: [String]]

    /// The same without what tells a prison.
    var harmless: [String: [String]] {
      values.reduce(into: [:]) { found, value in
        guard !UntoldPrisonTests.tells(value.key) else { return }
        let kept = value.value.filter { !UntoldPrisonTests.tells($0) }
        if !kept.isEmpty { found[value.key] = kept }
      }
    }

    static func all(
      of type: RecordType, naming records: [String: DocumentID]
    ) -> [Filling] {
      let volets = type.volets.filter { $0.isShareable && $0 != .justice }
      let most = type.fields.compactMap { $0.vocabulary?.offered.count }.max() ?? 1
      guard !volets.isEmpty else { return [] }
      return (0..<max(most, volets.count)).map { number in
        let volet = volets[number % volets.count]
        let values = type.fields.compactMap { field -> (String, [String])? in
          let values = Self.values(of: field, type, volet, number, records)
          return values.isEmpty ? nil : (field.code, values)
        }
        return Filling(type: type, volet: volet, values: Dictionary(values) { one, _ in one })
      }
    }

    private static func values(
      of field: RecordField, _ type: RecordType, _ volet: Volet, _ number: Int,
      _ records: [String: DocumentID]
    ) -> [String] {
      let refused = UntoldPrisonTests.refused(field, type, in: volet)
      let codes = (field.vocabulary?.offered ?? []).map(\.code).filter { !refused.contains($0) }
      let referred = (field.referredKinds ?? []).first ?? "note"
      return switch field.content {
      case .line, .prose: ["Des mots."]
      case .name: ["Un nom"]
      case .lines: ["Un", "Deux"]
      case .date: ["2026-11-14"]
      case .moment: ["2026-12-03T10:30+01:00"]
      case .integer(let range): [String(range.lowerBound + 1)]
      case .flag: ["true"]
      case .code: codes.isEmpty ? [] : [codes[number % codes.count]]
      case .codes: codes
      case .reference, .references: records[referred].map { [$0.description] } ?? []
      }
    }
  }

  /// What a document holds and how long its changes are, for whoever got them; nothing of it is an id of its own.
  private struct Sight: Equatable {
    let operations: [[Operation]]
    let sizes: [Int]
  }

  private func sights(_ office: Office) throws -> [DocumentID: Sight] {
    try office.notebook.read { ledger in
      var found: [DocumentID: Sight] = [:]
      for id in try ledger.allDocuments() {
        let opened = try office.notebook.openWhole(id, ledger)
        #expect(opened.parked.isEmpty && !opened.authors.isEmpty)
        found[id] = Sight(
          operations: opened.document.changes.map(\.operations),
          sizes: try ledger.changes(of: id).map(\.bytes.count))
      }
      return found
    }
  }

  private func add(
    _ two: TwoServices, _ type: RecordType, in volet: Volet, _ values: [String: [String]]
  ) throws -> DocumentID {
    two.town.tickOne()
    return try two.prison.notebook.addRecord(
      RecordDraft(type, in: volet, values), to: two.file.description, zone: 60, at: two.town.now
    ).record
  }

  /// One plain record of each kind that another one may name.
  private func named(_ two: TwoServices) throws -> [String: DocumentID] {
    var named: [String: DocumentID] = [:]
    for type in RecordType.all where !type.isOfService && type != .person {
      let required = type.fields.filter { $0.isRequired }
      let volet = type.volets.first { $0.isShareable && $0 != .justice }
      guard let volet, let first = Filling.all(of: type, naming: named).first else { continue }
      let values = first.harmless.filter { value in required.contains { $0.code == value.key } }
      named[type.code] = try add(two, type, in: volet, values)
    }
    return named
  }

  // Never 2
  @Test(
    "Whatever is written in whatever is shared, a recipient without justice holds the same as if no prison were"
  )
  func untold() throws {
    let two = try TwoServices(2050)
    let shared = Volet.allCases.filter { $0.isShareable && $0 != .justice }
    _ = try two.give(shared, past: .all)
    let named = try named(two)
    var pairs: [(Filling, full: DocumentID, plain: DocumentID)] = []
    for type in RecordType.all where !type.isOfService && type != .person {
      for filling in Filling.all(of: type, naming: named) {
        let full = try add(two, filling.type, in: filling.volet, filling.values)
        let plain = try add(two, filling.type, in: filling.volet, filling.harmless)
        pairs.append((filling, full, plain))
      }
    }
    // There is one card, which is no record that is added: it is filled, and holds nothing that tells.
    for filling in Filling.all(of: .person, naming: named) {
      #expect(
        filling.values == filling.harmless && filling.values.count == filling.type.fields.count)
      two.town.tickOne()
      _ = try two.prison.notebook.editPerson(
        two.file.description, filling.values, zone: 0, at: two.town.now)
    }
    // The test is about something: both volets hold companions.
    let held = try two.prison.notebook.read { try $0.allDocuments().count }
    #expect(held > 2 * pairs.count + named.count + 20)
    try two.meet()
    try two.meet()
    let sights = try sights(two.housing)
    let known = Set(pairs.flatMap { [$0.full, $0.plain] } + named.values)
    #expect(known.isSubset(of: sights.keys))
    // The card of the person is the one that was not added here.
    #expect(sights.count == known.count + 1)
    for (filling, full, plain) in pairs {
      let name = "\(filling.type.code) in \(filling.volet.code): \(filling.values)"
      #expect(sights[full] == sights[plain], "\(name)")
    }
    for sight in sights.values {
      for operation in sight.operations.joined() {
        #expect(!Self.tells("\(operation)"), "\(operation)")
      }
    }
  }

  @Test(
    "What is written apart afterwards makes no change of what was shared, and none that is sent")
  func afterwards() throws {
    let two = try TwoServices(2051)
    _ = try two.give([.droits], past: .all)
    let right = try add(two, .right, in: .droits, ["right": ["rsa"]])
    let request = try add(two, .request, in: .droits, ["words": ["Je veux."]])
    try two.meet()
    let before = try sights(two.housing)
    for (record, values) in [
      (right, ["lead_days": ["90"], "suspended_because": ["detention"]]),
      (request, ["channel": ["billet_rapport"], "themes": ["plan_detention"]]),
    ] {
      two.town.tickOne()
      let written = try two.prison.notebook.editRecord(
        record.description, of: nil, values, zone: 0, at: two.town.now)
      #expect(!written.isUnchanged && !written.apart.isEmpty)
      // Nobody is told that it goes to those who get the record.
      #expect(try two.prison.notebook.readers(of: written, at: two.town.now).told.isEmpty)
      #expect(
        try two.prison.notebook.readers(of: written.record, at: two.town.now).told == ["Maison"])
      let shown = try two.prison.notebook.showRecord(record.description, at: two.town.now)
      for (code, given) in values { #expect(shown.summary.values[code] == given) }
    }
    try two.meet()
    #expect(try sights(two.housing) == before)
    let share = try #require(try two.housing.notebook.listReceived(at: two.town.now).first?.share)
    let listed = try two.housing.notebook.listRecords(share.description, at: two.town.now)
    #expect(listed.count == 2 && listed.allSatisfy { $0.version.heads.count == 1 })
    #expect(listed.allSatisfy { $0.values["lead_days"] == nil && $0.values["channel"] == nil })
  }

  @Test(
    "Of an appointment a recipient reads when, for how long, where, and whether it was cancelled")
  func appointment() throws {
    let two = try TwoServices(2053)
    _ = try two.give([.agenda], past: .all)
    let full = [
      "when": ["2026-12-03T10:30+01:00"], "minutes": ["45"], "place": ["Quai Nord 5"],
      "reminder": ["sms"], "ask_for": ["Inès"], "purpose": ["Bilan"],
    ]
    let record = try add(two, .appointment, in: .agenda, full)
    try two.meet()
    let before = try sights(two.housing)
    func edit(_ values: [String: [String]]) throws {
      two.town.tickOne()
      _ = try two.prison.notebook.editRecord(
        record.description, of: nil, values, zone: 60, at: two.town.now)
    }
    for outcome in ["absent", "excuse", "reporte", "honore"] {
      try edit(["status": [outcome], "slip_given": ["true"], "moved_by": ["la_personne"]])
      let shown = try two.prison.notebook.showRecord(record.description, at: two.town.now)
      #expect(shown.summary.values["status"] == [outcome] && shown.summary.state == .current)
      try two.meet()
      // Not even that something was written.
      #expect(try sights(two.housing) == before)
    }
    try edit(["status": ["annule"]])
    try two.meet()
    let share = try #require(try two.housing.notebook.listReceived(at: two.town.now).first?.share)
    let listed = try two.housing.notebook.listRecords(share.description, at: two.town.now)
    let values = try #require(listed.first { $0.record == record }).values.byField
    #expect(
      values
        == [
          "when": full["when"], "minutes": full["minutes"], "place": full["place"],
          "status": ["annule"],
        ].compactMapValues(\.self))
  }

  @Test("Each penal code that has no place apart is refused in a volet that may be shared")
  func refused() throws {
    let two = try TwoServices(2052)
    for type in RecordType.all where !type.isOfService {
      // A kind that lives only where nothing is shared has nothing to refuse.
      for volet in type.volets where volet.isShareable && volet != .justice {
        for field in type.fields {
          for code in Self.refused(field, type, in: volet) {
            let broken = brokenRule { _ = try add(two, type, in: volet, [field.code: [code]]) }
            #expect(
              broken == .penalElsewhere(type.name(of: field), code: code, volet), "\(code)")
          }
        }
      }
    }
  }
}
