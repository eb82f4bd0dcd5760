import CRDT
import CaseFile
import Consent
import Envelope
import Store
import Testing

@testable import Notebook
@testable import Replica

/// A service that received a volet knows every name in it, and names them in shares of its own.
/// Protocol/consent.md, 8.8.
@Suite("What another service used first")
struct BorrowedNamesTests {
  /// Two who hold what the giver gave, and one who has never heard of it; the thief is paired with all of them.
  private struct Stage {
    let town: Town
    let giver: Office
    let thief: Office
    let holder: Office
    let ignorant: Office
    let file: CaseID
    let note: DocumentID
    /// Of the note.
    let change: ProvenEnvelope
    let row: [UInt8]
    let bundle: ProvenBundle
    let bundleRow: [UInt8]
    /// Of the giver's, in all its logs.
    let statements: [ProvenStatement]
  }

  private func stage(_ seed: UInt64) throws -> Stage {
    let town = Town(seed: seed)
    let giver = try town.office("Permanence", worker: "Inès")
    let holder = try town.office("Maison", worker: "Marc")
    let thief = try town.office("Clinique", worker: "Odile")
    let ignorant = try town.office("Mission", worker: "Paul")
    for other in [giver, holder, ignorant] { try town.pair(thief, other) }
    try town.pair(giver, holder)
    let file = try giver.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    for recipient in ["Maison", "Clinique"] {
      _ = try giver.notebook.giveConsent(
        try town.terms(to: recipient, [.droits], past: .all), for: file.description, zone: 0,
        at: town.now)
    }
    let note = try town.write(giver, file, .droits, "Un.")
    for other in [holder, thief] { try town.exchange(giver.notebook, other.notebook) }
    let (change, row) = try giver.notebook.read { ledger in
      (
        try #require(try ledger.changes(of: note).first),
        try #require(try ledger.noteSecret(of: note))
      )
    }
    let packed = try #require(try giver.notebook.bundles(of: [change.id], atLeast: 1).first)
    let statements = try giver.notebook.read { ledger in
      try (ledger.logs(of: .service) + ledger.logs(of: .own) + ledger.logs(of: .share)).flatMap {
        try ledger.statements(in: $0)
      }.filter { statement in
        // A service's own log goes back to it from whoever it was told to (replication.md, 3.5): what it answers of that
        // says nothing that the thief was not told by the holder itself.
        ![thief, holder].contains { statement.log == .service($0.notebook.service) }
      }
    }
    return Stage(
      town: town, giver: giver, thief: thief, holder: holder, ignorant: ignorant, file: file,
      note: note, change: change, row: row, bundle: packed.made, bundleRow: packed.secretRow,
      statements: statements)
  }

  enum Given: CaseIterable { case nothing, noKey, key, withdrawn, forgotten, otherKey }

  /// What the thief says of the giver's volet in a share of its own.
  private func claim(_ given: Given, to target: Office, _ stage: Stage) throws {
    guard given != .nothing else { return }
    let (thief, header) = (stage.thief.notebook, stage.change.header)
    try thief.write(at: stage.town.now) { ledger in
      let share = LogID.share(ShareID(using: &thief.chance))
      let consent = ConsentID(using: &thief.chance)
      func state(_ act: Act, _ rows: [[UInt8]] = []) throws {
        try thief.state(
          act, in: share, as: .worker, attachments: rows, into: ledger, at: stage.town.now)
      }
      let rows = (0..<4).map { _ in RootID(using: &thief.chance).bytes }
      try state(
        .grant(
          Grant(
            consent: consent, owner: thief.service, recipient: target.notebook.service,
            volets: [header.volet], until: nil, bothWays: false, cites: nil,
            sealed: AttachmentID(of: rows[0]), ownerWrap: AttachmentID(of: rows[1]),
            recipientWrap: AttachmentID(of: rows[2]))), Array(rows.prefix(3)))
      guard given != .noKey else { return }
      let box = try #require(
        try thief.replica.serviceView(target.notebook.service, ledger).currentBox)
      let epoch = given == .otherKey ? EpochID(using: &thief.chance) : header.epoch
      try state(
        .epochsWrapped(
          [
            EpochStart(
              volet: header.volet, stratum: header.stratum, epoch: epoch,
              wrap: AttachmentID(of: rows[3]))
          ], box: box), [rows[3]])
      guard given == .withdrawn || given == .forgotten else { return }
      try state(
        .withdrawal(
          consent: consent, volets: [header.volet], purge: given == .forgotten ? [epoch] : []))
    }
    try stage.town.exchange(thief, target.notebook)
  }

  /// What becomes of everything that the thief has of the giver's.
  private func probe(_ target: Office, _ stage: Stage) throws -> [Admission] {
    let notebook = target.notebook
    let origin = Origin.peer(stage.thief.notebook.node, own: false)
    return try notebook.write(at: stage.town.now) { ledger in
      try [stage.row, nil].map { row in
        try notebook.replica.admit(
          SealedEnvelope(bytes: stage.change.bytes), secret: row, from: origin, into: ledger,
          at: stage.town.now)
      } + [
        try notebook.replica.admit(
          SealedBundle(bytes: stage.bundle.bytes), secretRow: stage.bundleRow, from: origin,
          into: ledger, at: stage.town.now)
      ]
        + stage.statements.map {
          try notebook.replica.admit(
            SealedStatement(bytes: $0.bytes), attachments: [], from: origin, into: ledger,
            at: stage.town.now)
        }
    }
  }

  @Test(
    "changes no answer to who names it too: held, erased, forgotten, or never heard of",
    arguments: Given.allCases)
  func oneAnswer(given: Given) throws {
    let stage = try stage(700)
    for target in [stage.holder, stage.ignorant] { try claim(given, to: target, stage) }
    let ignorant = try probe(stage.ignorant, stage)
    #expect(try probe(stage.holder, stage) == ignorant)
    _ = try stage.giver.notebook.eraseNote(stage.note.description, at: stage.town.now)
    try stage.town.exchange(stage.giver.notebook, stage.holder.notebook)
    #expect(try probe(stage.holder, stage) == ignorant)
    for consent in try stage.giver.notebook.listConsents(
      stage.file.description, at: stage.town.now)
    where consent.recipientName == "Maison" {
      _ = try stage.giver.notebook.withdraw(
        consent.consent.description, volets: nil, at: stage.town.now)
    }
    try stage.town.exchange(stage.giver.notebook, stage.holder.notebook)
    #expect(
      try !stage.holder.notebook.read { try $0.holds(change: stage.change.id) },
      "its owner is obeyed")
    #expect(try probe(stage.holder, stage) == ignorant)
  }

  @Test("is not destroyed, refused or changed by who names it too", arguments: Given.allCases)
  func untouched(given: Given) throws {
    let stage = try stage(701)
    try claim(given, to: stage.holder, stage)
    let share = try #require(
      try stage.holder.notebook.listReceived(at: stage.town.now).first { $0.from == "Permanence" }
    ).share.description
    #expect(try stage.town.texts(stage.holder, share) == ["Un."])
    try stage.town.write(stage.giver, stage.file, .droits, "Deux.")
    let before = stage.town.refusals.count
    try stage.town.exchange(stage.giver.notebook, stage.holder.notebook)
    #expect(stage.town.refusals.count == before)
    #expect(try stage.town.texts(stage.holder, share) == ["Un.", "Deux."])
    #expect(try stage.holder.notebook.verify().isSound)
  }

  @Test("counts as held of who brought it, whatever its owner has forgotten since")
  func proofStays() throws {
    let stage = try stage(702)
    let (holder, thief) = (stage.holder.notebook, stage.thief.notebook)
    try claim(.key, to: stage.holder, stage)
    _ = try holder.write(at: stage.town.now) { ledger in
      try ledger.received(
        peer: thief.node, control: false, feed: FeedID(using: &holder.chance), position: 1,
        item: .change(stage.change.id))
    }
    let consent = try #require(
      try stage.giver.notebook.listConsents(stage.file.description, at: stage.town.now).first {
        $0.recipientName == "Maison"
      })
    _ = try stage.giver.notebook.withdraw(
      consent.consent.description, volets: nil, at: stage.town.now)
    try stage.town.exchange(stage.giver.notebook, holder)
    try holder.read { ledger throws in
      #expect(try !ledger.holds(change: stage.change.id))
      #expect(try ledger.isFrom(thief.node, .change(stage.change.id)))
      #expect(try !ledger.isFrom(stage.giver.notebook.node, .change(stage.change.id)))
    }
  }

  /// A change of the thief's, under a key of its own, in a document that the giver named.
  private func forge(
    _ stage: Stage, parents: [ChangeID]
  ) throws -> (change: SealedEnvelope, row: [UInt8]) {
    let thief = stage.thief.notebook
    return try thief.read { ledger in
      let room = try thief.worker()
      let epoch = room.keyring.makeEpoch(using: &thief.chance)
      let secret = try room.keyring.makeNoteSecret(
        document: stage.note, epoch: epoch, using: &thief.chance)
      var header = stage.change.header
      (header.epoch, header.secretHash, header.parents) = (epoch, secret.hash, parents)
      header.device = room.keys.signing.publicKey
      header.controlHeads = try thief.replica.serviceView(thief.service, ledger).heads
      if !parents.isEmpty { header.sequence = 2 }
      let change = try room.keyring.sealChange(
        header: header,
        content: ChangeContent(
          author: "X", role: "referent", clock: HybridClock(raw: 1 << 60), zone: 0,
          operations: []), secretRow: secret.row, author: room.keys.signing)
      return (SealedEnvelope(bytes: change.bytes), secret.row)
    }
  }

  @Test("is another document, where the names are the same", arguments: [false, true])
  func documents(isEdit: Bool) throws {
    let stage = try stage(703)
    let (holder, thief) = (stage.holder.notebook, stage.thief.notebook)
    let forged = try forge(stage, parents: isEdit ? [stage.change.id] : [])
    let header = try ChangeCodec.prove(forged.change).header
    // The thief's own key, in a share over the giver's tag.
    try thief.write(at: stage.town.now) { ledger in
      let share = LogID.share(ShareID(using: &thief.chance))
      let row = RootID(using: &thief.chance).bytes
      let id = AttachmentID(of: row)
      try thief.state(
        .grant(
          Grant(
            consent: ConsentID(using: &thief.chance), owner: thief.service,
            recipient: holder.service, volets: [header.volet], until: nil, bothWays: false,
            cites: nil, sealed: id, ownerWrap: id, recipientWrap: id)), in: share, as: .worker,
        into: ledger, at: stage.town.now)
      let box = try #require(try thief.replica.serviceView(holder.service, ledger).currentBox)
      let wrap = try thief.worker().keyring.sealEpoch(
        header.epoch, to: box, using: &thief.chance)
      try thief.state(
        .epochsWrapped(
          [
            EpochStart(
              volet: header.volet, stratum: header.stratum, epoch: header.epoch,
              wrap: AttachmentID(of: wrap))
          ], box: box), in: share, as: .worker, attachments: [wrap], into: ledger,
        at: stage.town.now)
    }
    try stage.town.exchange(thief, holder)
    let outcome = try holder.write(at: stage.town.now) { ledger in
      try holder.replica.admit(
        forged.change, secret: isEdit ? nil : forged.row, from: .peer(thief.node, own: false),
        into: ledger, at: stage.town.now)
    }
    guard case .admitted = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(try holder.read { try $0.changes(of: stage.note).map(\.id) } == [stage.change.id])
    #expect(try holder.showNote(stage.note.description, at: stage.town.now).text == "Un.")
    #expect(try holder.search("un", at: stage.town.now).hits.map(\.summary.record) == [stage.note])
  }
}
