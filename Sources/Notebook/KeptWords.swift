import CRDT
public import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// What somebody added to a record while somebody else erased it: kept in a note of its own. Decision 0051.
public struct KeptWords: Hashable, Sendable {
  /// The new note, or the new record of the kind of the old one.
  public let note: DocumentID
  /// Its kind.
  public let keptIn: RecordType
  /// The kind of the record that was erased; of what stood beside one, that of the record.
  public let type: RecordType
  public let person: String
  public let volet: Volet
  /// Who had the old one erased, as far as this is known here, and when.
  public let erasedBy: String
  public let erasedAt: Instant
}

/// Giving back what an order to erase did not know of. Protocol/consent.md, 5.7.
extension WorkerSession {
  /// Puts what the worker who is here added to records that were being erased into notes of their own, then lets the rest
  /// of them go. For a colleague whose access ended, whoever is here does it. Where the disk takes nothing, it waits.
  ///
  /// - Parameters:
  ///   - title: the title of the new note, by the kind of what was erased and the day of the erasure.
  ///   - lines: what tells the values that were added to the fields of a record of a kind, prose left aside; the lines of
  ///     the new note, before the prose.
  public func keepWords(
    zone: Int, at now: Instant, title: (RecordType, Instant) -> String,
    lines: (RecordType, RecordValues) -> [String]
  ) throws -> [KeptWords] {
    guard try readsCards(), try waitingWords() > 0, ledger.writeRefusal == nil else { return [] }
    do {
      return try write(at: now) { ledger in
        var kept: [KeptWords] = []
        for words in try ledger.keptBack() where try isOurs(words, ledger) {
          if let given = try giveBack(words, zone: zone, title, lines, into: ledger, at: now) {
            kept.append(given)
          }
        }
        return kept
      }
    } catch let error as StoreError where error.isOfTheDisk || error == .busy {
      return []
    } catch NotebookError.noContentKey {
      return []
    } catch NotebookError.changeRefused {
      // Nobody is kept from working by it: they stay, and are said to wait.
      return []
    }
  }

  /// Nil when there was nothing to give back, or when it must wait.
  private func giveBack(
    _ words: KeptBack, zone: Int, _ title: (RecordType, Instant) -> String,
    _ lines: (RecordType, RecordValues) -> [String], into ledger: LedgerWriter, at now: Instant
  ) throws -> KeptWords? {
    guard let place = try ledger.document(words.document),
      case .own(let file) = try ledger.log(of: place.tag),
      let volet = try voletCodes(of: file, ledger)[place.tag]
    else { return nil }
    var opened = try closed(words.document, ledger)
    opened.isErased = false
    let changes = try ledger.changes(of: words.document)
    try admit(changes, to: &opened, ledger)
    let unseen = Set(
      changes.filter { $0.header.device == words.device && $0.header.sequence > words.seen }
        .map(\.id))
    // A key that may still come: nobody destroys what he could not read.
    guard unseen.isDisjoint(with: opened.parked), unseen.allSatisfy(opened.document.contains)
    else { return nil }
    guard let added = AddedWords(by: unseen, in: opened.document, among: kinds) else {
      try ledger.settle(words)
      return nil
    }
    let order = try replica.ownView(file, ledger).records.first { $0.statement == words.record }
    let erasedAt = order?.at ?? now
    let type = kinds.first { $0.code == added.type.companionOf } ?? added.type
    let heading = title(type, erasedAt)
    let hidden = added.record(remark: heading, in: volet)
    guard
      let operations = try hidden
        ?? added.note(
          like: Record(opened.document, among: kinds), title: heading,
          lines(type, added.values), in: volet,
          isToCoSign: try givesBackToCoSign(in: volet, ledger))
    else { return nil }
    // They were written when the note was: whoever was not given that is not given them by it.
    let made = try create(
      operations, in: place.tag, beside: changes.first?.header.stratum, case: file, zone: zone,
      into: ledger, at: now)
    try log(.write, case: file, volets: [volet], into: ledger, at: now)
    try ledger.settle(words)
    let by = try records(of: file, ledger).first { $0.statement == words.record }?.sealed.by
    return KeptWords(
      note: made.document, keptIn: hidden == nil ? .note : added.type, type: type,
      person: try summary(of: file, ledger).name, volet: volet,
      erasedBy: by ?? "", erasedAt: erasedAt)
  }

  /// What this node holds, and its reader can open, of a note that he erases: nobody erases what nobody there can read.
  func seen(of opened: ReadDocument, _ ledger: LedgerReader) throws -> [SeenThrough] {
    let headers = try ledger.changes(of: opened.id).map { ($0.id, $0.header) }
    let byID = Dictionary(headers, uniquingKeysWith: { first, _ in first })
    var last: [SigningKey: UInt64] = [:]
    var waiting = opened.heads
    var known: Set<ChangeID> = []
    while let next = waiting.popLast() {
      guard known.insert(next).inserted, let header = byID[next] else { continue }
      last[header.device] = max(last[header.device] ?? 0, header.sequence)
      waiting += header.parents
    }
    return last.map { SeenThrough(device: $0.key, sequence: $0.value) }
  }

  /// Whether the worker who is here gives them back: her own, or those of a device that ended.
  private func isOurs(_ words: KeptBack, _ ledger: LedgerReader) throws -> Bool {
    if words.device == (try worker().keys.signing.publicKey) { return true }
    return try replica.serviceView(service, ledger).device(words.device)?.state == .ended
  }
}

extension AddedWords {
  /// The change that creates a record of the same kind of them, under the rule that hides the number: in a note everybody
  /// would read it. Nil where no such number is among them; nil too when the rules of the field do not take it.
  fileprivate func record(remark heading: String, in volet: Volet) -> [Operation]? {
    guard holdsHidden, let reach = type.reach else { return nil }
    var given = values.byField
    given[reach.rule] = [reach.code(of: .never)]
    if let remark = reach.remark { given[remark] = [heading] + (given[remark] ?? []) }
    for field in type.fields where field.storage == .register {
      guard let several = given[field.code], several.count > 1 else { continue }
      given[field.code] = field.holdsWords ? [several.joined(separator: " / ")] : [several[0]]
    }
    do throws(RuleBroken) {
      return try RecordEdit.creation(type, given, in: volet)
    } catch {
      return nil
    }
  }

  /// The change that creates a note of them; nil when the rules of the field do not take it.
  fileprivate func note(
    like old: Record?, title heading: String, _ told: [String], in volet: Volet,
    isToCoSign: Bool
  ) -> [Operation]? {
    let kind = old?["kind"].texts.first { Vocabulary.noteKind[$0] != nil } ?? "entretien"
    let waits = if case .waits = old?.coSignature { true } else { isToCoSign }
    let lines = (told + [text]).filter { !$0.isEmpty }
    do throws(RuleBroken) {
      return try RecordEdit.creation(
        .note, ["kind": [kind], "title": [heading], "text": [lines.joined(separator: "\n")]],
        in: volet, isToCoSign: waits)
    } catch {
      return nil
    }
  }
}

extension Notebook {
  /// How many notes erased elsewhere wait here until an author of words in them opens the notebook.
  public func waitingWords() throws -> Int {
    try read { Set(try $0.keptBack().map(\.document)).count }
  }
}
