import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store

/// How far the words of a record are co-signed, as people are told.
struct CoSigned: Equatable {
  /// Whether something waits.
  let waits: Bool
  /// Where nothing waits, whose last word that is: several who did not know of each other.
  let by: [RecordSignature]

  /// - Parameter signature: who made a change.
  init(_ found: CoSignature?, _ signature: (ChangeID) -> RecordSignature) {
    switch found {
    case nil: (waits, by) = (false, [])
    case .waits: (waits, by) = (true, [])
    case .given(let changes): (waits, by) = (false, RecordSignature.latest(changes.map(signature)))
    }
  }

  /// As it was kept.
  init(waits: Bool, by: [RecordSignature]) { (self.waits, self.by) = (waits, by) }

  var marks: [RecordSummary.Mark] { waits ? [.toCoSign] : [] }
}

/// What somebody writes who may not write alone waits for a colleague. Protocol/records.md, "Co-signed".
extension WorkerSession {
  /// Co-signs a record as this worker read it. One that she co-signed already, or in which nothing was ever to be
  /// co-signed, is left as it is.
  ///
  /// - Throws: `RuleBroken`, where her role does not write in the volet whatever others began there, and `.ownCoSignature`;
  ///   `.noteNotRead` or `.recordNotRead` when she did not see it whole as it stands; `.fieldsToChoose`, `.noteDeleted` and
  ///   `.recordDeleted` as of a record that is settled.
  public func coSignRecord(
    _ typed: String, of kind: RecordType?, from base: String? = nil, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try write(at: now) { ledger in
      let place = try writable(typed, kind, ledger)
      let rules = try rules(ledger)
      try checkRule { () throws(RuleBroken) in
        try rules.checkAnswers(for: place.volet, own: false)
      }
      try checkRead(place, from: base, ledger)
      var edit = place.edit(from: place.whole.seen(place.whole.heads))
      if try waitsForHer(place, ledger) { edit.record.coSign() }
      return try commit(edit, of: place, zone: zone, into: ledger, at: now)
    }
  }

  /// Whether her co-signature would say something new.
  private func waitsForHer(_ place: WritablePlace, _ ledger: LedgerReader) throws -> Bool {
    let asked = place.opened.document.changes.filter { Record.coSignature(of: $0) == .asked }
    guard try asked.allSatisfy({ try !isHers($0.id, ledger) }) else {
      throw NotebookError.rule(.ownCoSignature)
    }
    switch place.record.coSignature {
    case nil: return false
    case .waits: return true
    case .given(let changes): return try !changes.contains { try isHers($0, ledger) }
    }
  }

  /// Whether this worker, on whatever node, wrote a change.
  private func isHers(_ change: ChangeID, _ ledger: LedgerReader) throws -> Bool {
    guard let device = try ledger.change(change)?.header.device,
      let author = try replica.serviceView(service, ledger).device(device)
    else { return false }
    return author.worker == (try worker().worker)
  }

  /// Whether what an edit writes waits for a co-signature.
  func isToCoSign(
    _ edit: WholeEdit, of place: WritablePlace, _ ledger: LedgerReader
  ) throws -> Bool {
    guard edit.type.isCoSigned else { return false }
    return try rules(ledger).isCoSigned(place.volet)
  }

  /// Whether words that come back after an erasure wait, since whoever gives them back may not write alone. They come back
  /// as well where nothing tells her role, or where it is not known here.
  func givesBackToCoSign(in volet: Volet, _ ledger: LedgerReader) throws -> Bool {
    guard let role = try worker().role else { return false }
    return try matrix(ledger).isCoSigned(role, volet)
  }

  /// Nobody takes out of the lists what she may not write alone: whoever reads it decides.
  func checkDeleting(_ place: WritablePlace, _ ledger: LedgerReader) throws {
    let rules = try rules(ledger)
    guard place.record.type.isCoSigned, rules.isCoSigned(place.volet) else { return }
    try checkRule { () throws(RuleBroken) in
      try rules.checkAnswers(for: place.volet, own: true)
    }
  }
}
