import CaseFile
import Consent
public import Envelope
import Replica
import Store
import Wire

/// A paper that is made for the person.
public enum HandedPaper: Hashable, Sendable {
  /// Of her case file.
  case copy
  /// Of a consent or a refusal.
  case receipt(ConsentID)
}

/// What became of such a paper, as somebody recorded it.
public struct Handing: Hashable, Sendable {
  public let paper: HandedPaper
  /// A code of ``Vocabulary/handing``, or one of a newer version.
  public let how: String
  /// It was made to be kept in a prison.
  public let isForInside: Bool
  public let by: String
  public let at: Instant

  /// Whether it lies at the service until she is released.
  var isKeptHere: Bool { how == "garde_ici" }
}

/// Whether a paper goes with the person, waits here or is read to her. Protocol/consent.md, 5.7.4.
extension WorkerSession {
  /// Records what becomes of a paper, before it is made: one that cannot be recorded is not.
  ///
  /// - Throws: `RuleBroken.unknownCode`; `RuleBroken` for who reads no card.
  public func recordHanding(
    of paper: HandedPaper, in file: CaseID, how: String, isForInside: Bool, at now: Instant
  ) throws {
    try checkRule { () throws(RuleBroken) in try Vocabulary.handing.check(how) }
    try write(at: now) { ledger in
      try checkReadingNames(ledger)
      try replica.checkBelongs(ledger)
      var sealed = WireOwnSealed()
      sealed.paper.handing = how
      sealed.paper.inside = isForInside
      switch paper {
      case .copy: sealed.paper.paper = "copy"
      case .receipt(let consent):
        sealed.paper.paper = "receipt"
        sealed.paper.consent = .init(consent.bytes)
      }
      try record(
        sealed, about: Self.handingMark + file.bytes, in: file, into: ledger, at: now)
    }
  }

  /// The papers of a case file that lie here for the person: of each paper the last word counts.
  public func papersKept(in file: CaseID) throws -> [Handing] {
    try read { ledger in
      try checkReadingNames(ledger)
      var last: [HandedPaper: Handing] = [:]
      let all = try handings(of: file, ledger)
      for handing in all { last[handing.paper] = handing }
      return all.filter { last[$0.paper] == $0 && $0.isKeptHere }
    }
  }

  /// In the order in which they were recorded; without those of a paper that only a newer version knows.
  func handings(of file: CaseID, _ ledger: LedgerReader) throws -> [Handing] {
    let subject = Self.handingMark + file.bytes
    return try records(of: file, ledger).filter { $0.subject == subject }.compactMap { record in
      let told = record.sealed.paper
      let paper: HandedPaper? =
        switch told.paper {
        case "copy": .copy
        case "receipt": ConsentID(told.consent).map(HandedPaper.receipt)
        case _: nil
        }
      return paper.map {
        Handing(
          paper: $0, how: told.handing, isForInside: told.inside, by: record.sealed.by,
          at: record.at)
      }
    }
  }

  private static var handingMark: [UInt8] { Array("carnet/paper/v1".utf8) + [0] }
}
