public import CRDT
import Consent
public import Envelope
import Replica
public import Store

/// What a look at everything on this node found.
public struct Verification: Hashable, Sendable {
  public var changes = 0
  public var statements = 0
  public var badSignatures = 0
  /// Changes whose parents are not here, and statements likewise.
  public var gaps = 0
  /// Things kept that do not open or that nobody could judge.
  public var parked = 0
  /// Bundles that wait for a worker: what is in them is not counted.
  public var unopened = 0
  public var soundDatabase = true
  /// Confirmed writes that the disk lost and of which nobody has said that it is known.
  public var lost = 0
  /// Losses of which somebody did.
  public var acknowledged: [Acknowledgement] = []
  /// When this home was put back from a copy, and nobody could say what followed.
  public var putBacks: [PutBack] = []
  /// Changes that made a note whose secret is not here, although nobody erased it; each is one of the gaps.
  public var withoutRow: [ChangeID] = []
  /// Notes of ours whose secret the disk lost, and that nobody can bring again.
  public var lostNotes = 0
  /// Rows of our own case files (keys, records) that the disk lost although nobody removed them.
  public var lostRows = 0
  /// Statements that are gone from the end of a log, or from anywhere in it: what they said is not known here any more.
  public var lostStatements = 0
  /// Changes that are here whole and that nobody will ever read, since those who sent them made them so; by the service that
  /// wrote them, in order of the names. Nothing of ours is missing.
  public var unreadable: [(service: String, changes: Int)] {
    malformed.sorted { ($0.key, $0.value) < ($1.key, $1.value) }
      .map { (service: $0.key, changes: $0.value) }
  }
  var malformed: [String: Int] = [:]

  /// Nothing altered, nothing missing, nothing parked.
  public var isSound: Bool {
    badSignatures == 0 && gaps == 0 && parked == 0 && soundDatabase && lost == 0 && lostNotes == 0
      && lostRows == 0 && lostStatements == 0
  }
}

/// Checking every signature, every parent and, when a worker is here, every seal. Protocol/errors.md.
extension Notebook {
  /// Looks at everything, and has what a disk lost of others' notes asked for again: the next exchange with who brought
  /// it begins anew. Protocol/change.md, "Note secret".
  public func verify() throws -> Verification {
    let found = try look()
    guard !found.withoutRow.isEmpty else { return found }
    do {
      try commit { ledger in
        for change in found.withoutRow {
          let document = try ledger.place(of: change)?.document
          let owner = try document.flatMap { try ledger.document($0)?.owner } ?? service
          try ledger.forgetHeldContent(
            through: .change(change), broughtBy: try replica.bringers(of: owner, ledger))
        }
      }
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      // Told all the same; who looks again when the disk takes a row asks then.
    }
    return found
  }

  /// A worker or the operator says that the losses so far are known, and a worker that the home was put back from a copy:
  /// both stay in the history, and are no finding any more.
  ///
  /// - Returns: false when there is none that was not acknowledged before.
  /// - Throws: `NotebookError.workerOnly` to the operator of a home that was put back, where there is nothing else: those
  ///   who work with what may be wrong are to know.
  public func acknowledgeLosses(at now: Instant) throws -> Bool {
    guard atWork != nil || operatorKeys != nil else { throw NotebookError.operatorOnly }
    let name = atWork?.workerName
    return try write(at: now) { ledger in
      let open = try ledger.putBacks().filter(\.isOpen)
      let isLoss = try replica.unknownLosses(ledger) > 0
      guard isLoss || !open.isEmpty else { return false }
      if isLoss {
        try ledger.acknowledge(
          Acknowledgement(lost: try ledger.lostCommits(), at: now, worker: name))
        let losses = try ledger.putBacks().filter { $0.isLoss && $0.known == nil }
        try know(of: losses, name ?? "", into: ledger, at: now)
      }
      guard let worker = name else {
        guard isLoss else { throw NotebookError.workerOnly }
        return true
      }
      try know(of: open, worker, into: ledger, at: now)
      return true
    }
  }

  private func know(
    of putBacks: [PutBack], _ worker: String, into ledger: LedgerWriter, at now: Instant
  ) throws {
    for var putBack in putBacks {
      putBack.known = PutBack.Known(at: now, worker: worker)
      try ledger.save(putBack)
    }
  }

  private func look() throws -> Verification {
    var found = Verification()
    found.soundDatabase = try ledger.checkIntegrity()
    try read { ledger in
      if try Self.storedSlots(ledger)?.areSound != true { found.soundDatabase = false }
      found.acknowledged = try ledger.acknowledgements()
      found.lost = try replica.unknownLosses(ledger)
      found.putBacks = try ledger.putBacks().filter { !$0.isLoss }
      for log in try LogKind.allCases.flatMap({ try ledger.logs(of: $0) }) {
        found.lostStatements += try ledger.missingStatements(in: log)
        // Of what was refused, its place is enough for what leans on it.
        var known = Set(try ledger.traces(in: log).map(\.id))
        let statements = try ledger.statements(in: log)
        for statement in statements { known.insert(statement.id) }
        for statement in statements {
          found.statements += 1
          if case .own(let id) = log {
            found.lostRows += try statement.act.attachments.count(where: {
              try replica.isLost($0.id, of: id, ledger)
            })
          }
          guard let proven = proven(SealedStatement(bytes: statement.bytes)) else {
            found.badSignatures += 1
            continue
          }
          // A withdrawal holds without its past, which others may have refused for good.
          if case .withdrawal = proven.act { continue }
          found.gaps += statement.parents.filter { !known.contains($0) }.count
        }
      }
      for document in try ledger.allDocuments() { try verify(document, into: &found, ledger) }
      found.parked += try ledger.parkedCount()
      try verifyBundles(into: &found, ledger)
    }
    return found
  }

  private func verifyBundles(into found: inout Verification, _ ledger: LedgerReader) throws {
    found.unopened = try ledger.bundles(in: .unopened).count
    found.parked += try ledger.bundles(in: .stuck).count
    found.gaps += try ledger.feedsToFetchAgain()
    for id in try BundleState.allCases.flatMap({ try ledger.bundles(in: $0) }) {
      do {
        guard let kept = try ledger.bundle(id) else { continue }
        _ = try BundleCodec.prove(SealedBundle(bytes: kept.bundle.bytes))
      } catch is EnvelopeError {
        found.badSignatures += 1
      } catch StoreError.damaged {
        found.badSignatures += 1
      }
    }
  }

  private func verify(
    _ document: DocumentID, into found: inout Verification, _ ledger: LedgerReader
  ) throws {
    let changes = try ledger.changes(of: document)
    let known = Set(changes.map(\.id))
    for change in changes {
      found.changes += 1
      if !isProven(SealedEnvelope(bytes: change.bytes)) { found.badSignatures += 1 }
      found.gaps += change.header.parents.filter { !known.contains($0) }.count
    }
    if try replica.hasLostRow(document, ledger) {
      found.lostNotes += 1
      return
    }
    if let first = changes.first(where: { $0.header.parents.isEmpty }),
      try ledger.noteSecret(of: document) == nil, try !ledger.isErased(document)
    {
      found.gaps += 1
      found.withoutRow.append(first.id)
    }
    try atWork?.verifySeals(of: document, into: &found, ledger)
  }

  private func proven(_ statement: SealedStatement) -> ProvenStatement? {
    do {
      return try StatementCodec.prove(statement)
    } catch {
      return nil
    }
  }

  private func isProven(_ change: SealedEnvelope) -> Bool {
    do {
      _ = try ChangeCodec.prove(change)
      return true
    } catch {
      return false
    }
  }
}

extension WorkerSession {
  fileprivate func verifySeals(
    of document: DocumentID, into found: inout Verification, _ ledger: LedgerReader
  ) throws {
    let opened = try openWhole(document, ledger)
    let malformed = opened.malformed.count + opened.document.refused.count
    // What the disk damaged does not wait for anything.
    if try !isDamaged(opened.reading, ledger) {
      found.parked += opened.parked.count - opened.malformed.count
    }
    guard malformed > 0 else { return }
    found.malformed[try serviceName(of: opened.log, ledger), default: 0] += malformed
  }
}
