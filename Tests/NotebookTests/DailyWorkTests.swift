import CaseFile
import Envelope
import Store
import Testing

@testable import Notebook

/// A kind of the daily work, with what is written in one of its records.
struct DailyRecord: Sendable, CustomTestStringConvertible {
  let type: RecordType
  let volet: Volet
  let values: [String: [String]]
  /// A field that two people write apart, and what each writes.
  let apart: (field: String, first: String, second: String)
  /// What somebody looks for.
  let words: [String]

  var testDescription: String { type.code }

  static let all = [
    DailyRecord(
      type: .contact, volet: .interne,
      values: [
        "kind": ["entretien"], "happened": ["2026-11-14"], "outcome": ["vu"],
        "participants": ["la_personne", "interprete"], "place": ["Parloir 3"],
      ],
      apart: ("outcome", "empeche_prison", "transfere"), words: ["parloir", "interprete"]),
    DailyRecord(
      type: .period, volet: .interne,
      values: [
        "status": ["ouvert"], "opened": ["2026-11"], "origin": ["orientation_spip"],
        "referent": ["Ondine"], "closure_reasons": ["incarceration", "autre"],
      ],
      apart: ("phase", "preparation_sortie", "extra_muros"), words: ["ondine", "spip"]),
    DailyRecord(
      type: .referral, volet: .justice,
      values: [
        "kind": ["orientation_entrante"], "source": ["spip"], "to_party": ["Foyer du Quai"],
        "transmitted": ["Fiche de contact", "Lettre"],
      ],
      apart: ("status", "en_attente", "sans_reponse"), words: ["quai", "lettre", "spip"]),
    DailyRecord(
      type: .frameSet, volet: .projet,
      values: [
        "date": ["2026-11-14"], "explained_by": ["Ondine"], "points": ["secret", "gratuite"],
        "questions": ["Qui lit tout cela ?"],
      ],
      apart: ("language", "ar", "nl"), words: ["ondine", "lit", "gratuite"]),
    DailyRecord(
      type: .assessment, volet: .projet,
      values: [
        "needs": ["Dormir au calme."], "needs_seen": ["Un logement adapté."],
        "wishes": ["Revoir ma sœur."], "abilities": ["Je sais cuisiner."],
        "sources": ["Entretien du 14"],
      ],
      apart: ("date", "2026-11-14", "2026-11-15"), words: ["calme", "adapté", "cuisiner"]),
    DailyRecord(
      type: .contribution, volet: .projet,
      values: ["words": ["Je continue la guitare."], "date": ["2026-11-14"]],
      apart: ("form", "ecrite", "dictee"), words: ["guitare", "dictee"]),
    DailyRecord(
      type: .act, volet: .interne,
      values: [
        "kind": ["requisition"], "date": ["2026-11-14"], "party": ["Officier Roncevaux"],
        "given": ["Rien n’a été remis."],
      ],
      apart: ("informed", "non", "plus_tard"), words: ["roncevaux", "remis", "requisition"]),
    DailyRecord(
      type: .identifier, volet: .interne,
      values: ["kind": ["numero_siao"], "value": ["SIAO 4471"]],
      apart: ("remark", "Vu sur un courrier", "Dit par elle"), words: ["4471", "siao"]),
  ]
}

@Suite("Kinds of the daily work")
struct DailyWorkTests {
  private func add(
    _ office: Office, _ file: CaseID, _ record: DailyRecord, _ town: Town
  ) throws -> DocumentID {
    town.tickOne()
    return try office.notebook.addRecord(
      RecordDraft(record.type, in: record.volet, record.values), to: file.description, zone: 60,
      at: town.now
    ).record
  }

  @discardableResult
  private func edit(
    _ office: Office, _ record: DocumentID, _ values: [String: [String]], _ town: Town
  ) throws -> RecordWritten {
    town.tickOne()
    return try office.notebook.editRecord(
      record.description, of: nil, values, zone: 60, at: town.now)
  }

  @Test(
    "One is written, edited apart, told as a conflict, settled, found and copied",
    arguments: DailyRecord.all)
  func life(_ record: DailyRecord) throws {
    let two = try TwoServices(5101)
    let (town, here) = (two.town, two.prison)
    let branch = try two.branch()
    let made = try add(here, two.file, record, town)
    try town.exchange(here.notebook, branch.notebook)
    let (field, first, second) = record.apart
    try edit(here, made, [field: [first]], town)
    try edit(branch, made, [field: [second]], town)
    try town.exchange(here.notebook, branch.notebook)
    for office in [here, branch] {
      let shown = try office.notebook.showRecord(made.description, of: record.type, at: town.now)
      #expect(shown.summary.state == .conflict)
      #expect(shown.conflicts.map(\.field.code) == [field])
      #expect(Set(shown.summary.values[field] ?? []) == [first, second])
    }
    try edit(branch, made, [field: [second]], town)
    try town.exchange(here.notebook, branch.notebook)
    let settled = try here.notebook.showRecord(made.description, at: town.now)
    #expect(settled.summary.values[field] == [second] && settled.conflicts.isEmpty)
    for (code, values) in record.values where code != field {
      #expect(settled.summary.values[code].map(Set.init) == Set(values), "\(code)")
    }
    for word in record.words {
      let found = try here.notebook.search(word, at: town.now).map(\.summary.record)
      #expect(found == [made], "\(word)")
    }
    let copy = try here.notebook.exportCase(two.file.description, withLog: false, at: town.now)
    #expect(copy.records.map(\.detail.summary.type) == [record.type])
    #expect(copy.records.first?.history.count == 4)
  }

  // Never 5
  @Test("What lives in no volet of a consent reaches no other service, whatever is shared")
  func kept() throws {
    let two = try TwoServices(5102)
    let town = two.town
    _ = try two.give(Volet.allCases.filter(\.isShareable), past: .all)
    let kept = DailyRecord.all.filter { !$0.type.volets.contains(where: \.isShareable) }
    #expect(!kept.isEmpty)
    let made = try kept.map { try add(two.prison, two.file, $0, town) }
    let shared = try town.write(two.prison, two.file, .projet, "Une note.")
    try two.meet()
    let held = try two.housing.notebook.ledger.read { ledger in
      try ([shared] + made).filter { try ledger.document($0) != nil }
    }
    #expect(held == [shared])
    #expect(try two.reads(two.housing) == ["Une note."])
  }

  // Never 29
  @Test("A contact names the notes of what was said, of the same case file and of no other kind")
  func notesOfContact() throws {
    let two = try TwoServices(5103)
    let (town, here) = (two.town, two.prison)
    let note = try town.write(here, two.file, .sante, "Il dort mal.")
    let contact = try add(here, two.file, DailyRecord.all[0], town)
    try edit(here, contact, ["notes": [String(note.description.prefix(12))]], town)
    let shown = try here.notebook.showRecord(contact.description, at: town.now)
    #expect(shown.summary.values["notes"] == [note.description])
    #expect(
      brokenRule { _ = try edit(here, contact, ["notes": [contact.description]], town) }
        == .invalidReference(contact.description))
  }

  // Never 12
  @Test(
    "Who comes back has a second period, and the first stands; why is asked, and nothing refused")
  func reopened() throws {
    let two = try TwoServices(5104)
    let (town, here) = (two.town, two.prison)
    func period(_ values: [String: [String]]) throws -> RecordWritten {
      let draft = RecordDraft(.period, in: .interne, values)
      town.tickOne()
      return try here.notebook.addRecord(
        draft, to: two.file.description, zone: 60, at: town.now)
    }
    func change(_ record: DocumentID, _ values: [String: [String]]) throws -> [RecordDoubt] {
      town.tickOne()
      return try here.notebook.editRecord(
        record.description, of: .period, values, zone: 60, at: town.now
      ).doubts
    }
    func field(_ code: String) -> FieldName { FieldName("period.\(code)") }
    let closed = try period(["status": ["clos"]])
    let first = closed.record
    #expect(
      closed.doubts == [.unsaid(field("closure_reasons"), where: field("status"), is: "clos")])
    #expect(
      try change(first, ["closure_reasons": ["a_sa_demande"], "closed": ["2026-11-20"]]).isEmpty)
    let back = try period(["status": ["ouvert"], "unmet": ["age"]])
    let second = back.record
    #expect(
      back.doubts == [
        .unsaidAgain(field("reopened_because")),
        .unsaid(field("unmet_because"), where: field("unmet"), is: "age"),
        .unsaid(field("unmet_decided_by"), where: field("unmet"), is: "age"),
      ])
    // What an act does not touch is not told again, and the first one is not said to begin again.
    #expect(try change(second, ["reopened_because": ["Elle a rappelé."]]).isEmpty)
    #expect(try change(first, ["referent": ["Inès"]]).isEmpty)
    let listed = try here.notebook.listRecords(two.file.description, of: .period, at: town.now)
    #expect(listed.map(\.record) == [first, second])
    #expect(listed.first?.values["closure_reasons"] == ["a_sa_demande"])
  }

  // Never 8
  @Test("What was proposed stays proposed: time, an exchange, a closing accept nothing")
  func nothingAccepted() throws {
    let two = try TwoServices(5105)
    let (town, here) = (two.town, two.prison)
    _ = try two.give([.projet], past: .all)
    let record = DailyRecord(
      type: .referral, volet: .projet, values: ["to_party": ["Maison"]], apart: ("", "", ""),
      words: [])
    let made = try add(here, two.file, record, town)
    try two.meet()
    town.now.milliseconds += 60 * 86_400_000
    try two.meet()
    _ = try here.notebook.closeCase(two.file.description, withdrawing: false, at: town.now)
    town.tickOne()
    _ = try here.notebook.reopenCase(two.file.description, at: town.now)
    let shown = try here.notebook.showRecord(made.description, at: town.now)
    #expect(shown.summary.values["status"] == ["proposee"])
    let share = try #require(try two.housing.notebook.listReceived(at: town.now).first?.share)
    let read = try two.housing.notebook.listRecords(share.description, at: town.now)
    #expect(read.map { $0.values["status"] } == [["proposee"]])
    try edit(here, made, ["status": ["acceptee"]], town)
    let accepted = try here.notebook.showRecord(made.description, at: town.now)
    #expect(accepted.summary.values["status"] == ["acceptee"])
  }

  // Never 4
  @Test("What was done outside is in her copy, and no consent can name where it lives")
  func actOutside() throws {
    let two = try TwoServices(5106)
    let (town, here) = (two.town, two.prison)
    let record = try #require(DailyRecord.all.first { $0.type == .act })
    let made = try add(here, two.file, record, town)
    let edited = try here.notebook.editRecord(
      made.description, of: .act, ["informed": ["non"]], zone: 60, at: town.now)
    #expect(
      edited.doubts == [
        .unsaid(
          FieldName("act.not_informed_because"), where: FieldName("act.informed"), is: "non")
      ])
    #expect(throws: (any Error).self) { try two.give([.interne]) }
    let copy = try here.notebook.exportCase(two.file.description, withLog: false, at: town.now)
    #expect(
      copy.records.map(\.detail.summary.values).map { $0["given"] } == [record.values["given"]])
  }

  @Test("People met without a case file are counted by those who work, and by no one else")
  func outreach() throws {
    let town = Town(seed: 5107)
    let office = try town.office("Permanence", worker: "Inès")
    town.tickOne()
    let made = try office.notebook.addServiceRecord(
      .outreach, ["kind": ["collectif"], "people": ["12"], "place": ["Quai Nord"]], zone: 60,
      at: town.now
    ).record
    let listed = try office.notebook.listServiceRecords(of: .outreach, at: town.now)
    #expect(listed.map(\.record) == [made] && listed.first?.values["people"] == ["12"])
    #expect(throws: NotebookError.self) {
      try office.notebook.addServiceRecord(
        .outreach, ["kind": ["collectif"], "people": ["501"]], zone: 60, at: town.now)
    }
    let ana = try town.branch(of: office, worker: "Ana", role: .secretariat)
    #expect(
      brokenRule { try ana.notebook.checkWritingForService(.outreach) }
        == .roleMayNotWriteKind(.secretariat, .outreach))
    let volunteer = try town.branch(of: office, worker: "Bob", role: .benevole)
    try volunteer.notebook.checkWritingForService(.outreach)
  }

  @Test("A case file opens with what she asks for in one act, and not at all where that is refused")
  func openedWithRequest() throws {
    let town = Town(seed: 5108)
    let office = try town.office("Permanence", worker: "Inès")
    let opened = try office.notebook.openCase(
      name: "A. V.", born: nil, request: "Je veux mes papiers.", zone: 60, at: town.now)
    let request = try #require(opened.request)
    let shown = try office.notebook.showRecord(request.description, of: .request, at: town.now)
    #expect(shown.summary.values["words"] == ["Je veux mes papiers."])
    #expect(shown.summary.volet == .projet && shown.summary.values["status"] == ["recue"])
    let ana = try town.branch(of: office, worker: "Ana", role: .secretariat)
    try town.exchange(office.notebook, ana.notebook)
    for (notebook, words) in [(office.notebook, " \n"), (ana.notebook, "Je veux un toit.")] {
      #expect(throws: NotebookError.self) {
        try notebook.openCase(name: "B. W.", born: nil, request: words, zone: 60, at: town.now)
      }
    }
    #expect(try office.notebook.listCases().map(\.name) == ["A. V."])
    #expect(try ana.notebook.listCases().map(\.name) == ["A. V."])
  }

  // Never 12
  @Test(
    "A note that is changed after its first day asks why; each reason is that of its own change")
  func rectified() throws {
    let two = try TwoServices(5109)
    let (town, here) = (two.town, two.prison)
    let note = try town.write(here, two.file, .projet, "Elle part mardi.")
    func asked() throws -> String? {
      try here.notebook.reasonAsked(note.description, of: .note, at: town.now)?.code
    }
    town.now.milliseconds += 86_390_000
    #expect(try asked() == nil)
    town.now.milliseconds += 20_000
    #expect(try asked() == "rectified_because")
    try edit(
      here, note, ["text": ["Elle part jeudi."], "rectified_because": ["Erreur de jour."]], town)
    try edit(here, note, ["text": ["Elle part vendredi."]], town)
    // What changes nothing takes no reason away.
    try edit(here, note, ["rectified_because": ["Elle a rappelé."]], town)
    try edit(here, note, ["text": ["Elle part vendredi."]], town)
    let history = try here.notebook.noteHistory(note.description, at: town.now)
    #expect(history.map(\.text).first == "Elle part mardi.")
    #expect(
      history.map { $0.values["rectified_because"]?.first }
        == [nil, "Erreur de jour.", nil, "Elle a rappelé."])
    let right = try here.notebook.addRecord(
      RecordDraft(.right, in: .droits, ["right": ["rsa"]]), to: two.file.description, zone: 0,
      at: town.now
    ).record
    town.now.milliseconds += 90_000_000
    #expect(try here.notebook.reasonAsked(right.description, of: nil, at: town.now) == nil)
  }
}
