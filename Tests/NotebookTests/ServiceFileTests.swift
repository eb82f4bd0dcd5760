import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook
@testable import Replica

@Suite("The file of the service")
struct ServiceFileTests {
  /// Opens the file where it is not here yet, and writes a note in it, as a kind of the service would be written.
  @discardableResult
  private func write(_ text: String, in office: Office, _ town: Town) throws -> DocumentID {
    town.tickOne()
    let notebook = office.notebook
    return try notebook.write(at: town.now) { ledger in
      let volet = try notebook.serviceVolet(into: ledger, at: town.now)
      let operations = try RecordEdit.creation(
        .note, ["kind": ["bilan"], "text": [text]], in: .interne)
      return try notebook.create(
        operations, in: volet, case: notebook.replica.serviceFile, zone: 0, into: ledger,
        at: town.now
      ).document
    }
  }

  private func texts(_ office: Office, _ town: Town) throws -> [String] {
    try office.notebook.read { ledger in
      try office.notebook.records(
        in: .own(office.notebook.replica.serviceFile), ledger, at: town.now)
    }.map(\.text).sorted()
  }

  @Test("Two nodes that open it apart have one file afterwards, with what both wrote")
  func apart() throws {
    let town = Town(seed: 9401)
    let first = try town.office("Permanence", worker: "Inès")
    let second = try town.branch(of: first, worker: "Omar", role: .referent)
    #expect(first.notebook.replica.serviceFile == second.notebook.replica.serviceFile)
    try write("Ici.", in: first, town)
    try write("Là.", in: second, town)
    try town.exchange(first.notebook, second.notebook)
    for office in [first, second] {
      #expect(try texts(office, town) == ["Ici.", "Là."])
      let volets = try office.notebook.read {
        try office.notebook.replica.ownView(office.notebook.replica.serviceFile, $0).volets.count
      }
      #expect(volets == 2)
    }
    try write("Ensuite.", in: first, town)
    try write("Aussi.", in: second, town)
    try town.exchange(first.notebook, second.notebook)
    let tags = try [first, second].map { office in
      try office.notebook.read { ledger in
        try ledger.allDocuments().compactMap { try ledger.document($0)?.tag }.sorted()
      }
    }
    #expect(tags[0] == tags[1] && tags[0].filter { $0 == tags[0].min() }.count == 3)
    for office in [first, second] {
      #expect(try texts(office, town) == ["Aussi.", "Ensuite.", "Ici.", "Là."])
    }
    #expect(try first.notebook.verify().isSound)
    #expect(try second.notebook.verify().isSound)
    #expect(town.refusals.isEmpty)
  }

  // Never 1
  @Test("No list, count, search, name or number knows it")
  func unlisted() throws {
    let town = Town(seed: 9402)
    let office = try town.office("Permanence", worker: "Inès")
    let notebook = office.notebook
    let file = try notebook.openCase(name: "Kaïs D.", born: nil, zone: 0, at: town.now)
    try notebook.maintain(at: town.now)
    let before = try notebook.listCases().map(\.id)
    try write("mot introuvable", in: office, town)
    try notebook.maintain(at: town.now)
    let number = notebook.replica.serviceFile.description
    #expect(try notebook.listCases().map(\.id) == before && before == [file])
    #expect(try notebook.search("introuvable", at: town.now).total == 0)
    for typed in [number, String(number.prefix(8))] {
      #expect(throws: NotebookError.self) { try notebook.showCase(typed, at: town.now) }
      #expect(throws: NotebookError.self) { try notebook.listRecords(typed, at: town.now) }
      #expect(throws: NotebookError.self) { try notebook.closeCase(typed, at: town.now) }
      #expect(throws: NotebookError.self) {
        try notebook.exportCase(typed, withLog: false, at: town.now)
      }
      #expect(throws: NotebookError.self) {
        try town.write(office, notebook.replica.serviceFile, .projet, "?")
      }
    }
    let summaries = try notebook.read { try notebook.summaries($0, at: town.now).map(\.id) }
    let people = try notebook.read { try notebook.ownPeople($0).compactMap(\.caseFile) }
    #expect(summaries == [file] && people == [file])
    let news = try notebook.replica.announcements(
      since: LedgerPosition(changes: 0, statements: 0, removals: 0)
    ).news
    #expect(!news.contains(.caseFile(notebook.replica.serviceFile)))
    #expect(try notebook.verify().isSound)
  }

  @Test("Nobody can be given any of it: no consent names it, and the gate takes no grant of it")
  func neverGiven() throws {
    let two = try TwoServices(9403)
    let (town, notebook) = (two.town, two.prison.notebook)
    let document = try write("À nous seuls.", in: two.prison, town)
    let file = notebook.replica.serviceFile
    #expect(throws: NotebookError.self) {
      try notebook.giveConsent(
        try town.terms(to: "Maison", [.droits]), for: file.description, zone: 0, at: town.now)
    }
    let (tag, grant, log) = try grant(of: document, in: two)
    #expect(throws: ReplicaError.self) {
      try notebook.write(at: town.now) { ledger in
        try notebook.state(.grant(grant), in: log, as: .worker, into: ledger, at: town.now)
      }
    }
    // A sister's program that let it through: it has its place in the log, and still nothing leaves.
    let sister = try town.branch(of: two.prison, worker: "Omar", role: .referent)
    let statement = try sister.notebook.read { ledger in
      let replica = sister.notebook.replica
      return try StatementCodec.sign(
        log: log, parents: try replica.heads(of: log, ledger),
        author: try sister.notebook.worker().keys.signing,
        controlHeads: try replica.serviceView(sister.notebook.service, ledger).heads, at: town.now,
        act: .grant(grant))
    }
    let taken = try notebook.write(at: town.now) { ledger in
      try notebook.replica.admit(
        SealedStatement(bytes: statement.bytes), attachments: [],
        from: .peer(sister.notebook.node, own: true), into: ledger, at: town.now)
    }
    #expect(taken == .admitted(.statement(statement.id)))
    try notebook.read { ledger in
      let shares = try notebook.replica.shares(of: tag, ledger)
      #expect(!shares.isEmpty)
      for share in shares {
        #expect(share.sending(tag, at: nil) == nil)
        let change = try #require(try ledger.changes(of: document).first)
        #expect(!share.judge(change.header.place, for: .offering).isAllowed)
      }
    }
    try town.exchange(notebook, two.housing.notebook)
    let known = try two.housing.notebook.read { ledger in
      (try ledger.logs(of: .own).contains(.own(file)), try ledger.documents(in: tag))
    }
    #expect(!known.0 && known.1.isEmpty)
  }

  /// A grant, in the share of a consent that stands, that names the volet of the service file instead.
  private func grant(
    of document: DocumentID, in two: TwoServices
  ) throws -> (VoletTag, Grant, LogID) {
    let notebook = two.prison.notebook
    _ = try notebook.giveConsent(
      try two.town.terms(to: "Maison", [.projet], past: .all), for: two.file.description, zone: 0,
      at: two.town.now)
    return try notebook.read { ledger in
      let tag = try #require(try ledger.document(document)?.tag)
      let projet = try notebook.tag(of: .projet, in: two.file, ledger)
      let share = try #require(try notebook.replica.shares(of: projet, ledger).first)
      var grant = try #require(share.grants.first)
      grant.volets = [tag]
      grant.consent = ConsentID(using: &notebook.chance)
      return (tag, grant, .share(share.id))
    }
  }
}
