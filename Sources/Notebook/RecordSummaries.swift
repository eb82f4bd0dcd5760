public import CRDT
public import CaseFile
public import Envelope

/// A record on a list.
public struct RecordSummary: Sendable {
  /// How a record stands for its reader. The raw value is the stable code.
  public enum State: String, CaseIterable, Sendable {
    case current
    case conflict
    case deleteRequested
    case parked
    /// Nothing of it says anything that can be read, and nothing will.
    case unreadable
    /// Something of it is lost or altered on this disk: it does not open, or not whole.
    case damaged
    /// Of a kind that only a newer version knows: kept, sent on, and shown without a word of it.
    case newer
    case deleted
  }
  /// What is to be known of it on this node, whatever its state.
  public enum Mark: String, CaseIterable, Sendable {
    /// Meant for a share that was closed meanwhile.
    case orphan
    /// Somebody wrote in it after their access had ended, without knowing: it waits to be read again.
    case afterEnd
    /// Something of it came after its author's access had ended, as was known here: its date cannot be checked.
    case arrivedLate
    /// People wrote in one sentence apart, and nobody has read it together yet.
    case apart
    /// Something in it was written by who may not write alone, and nobody co-signed it since.
    case toCoSign
  }
  public let record: DocumentID
  /// The case file, or the share that it was received in.
  public let place: LogID
  public let volet: Volet
  /// Nil while it does not open, and for a kind that this version does not know.
  public let type: RecordType?
  /// What its fields hold, prose included; on a list of notes without it.
  public internal(set) var values: RecordValues
  /// The fields that hold something which is not shown without a gesture of its own.
  public internal(set) var hidden: Set<String> = []
  /// Who began it, and when.
  public let creation: RecordSignature
  /// Everybody who wrote something that stands in it, whoever began it first; empty when nothing does.
  public let authors: [String]
  public let service: String
  public internal(set) var state: State
  public let marks: [Mark]
  /// Who deleted it, or asked for that; nil when nobody did.
  public let deletion: RecordSignature?
  /// Who co-signed it last, each with the moment; empty while something in it waits, and where nothing ever did.
  public internal(set) var coSigners: [RecordSignature] = []
  /// Which version was read: what an edit may name as its base.
  public let version: RecordVersionName
  /// It holds for the whole service, and stands in no case file.
  public internal(set) var isOfService = false
  /// Of one that is shown whole: what records of the service are called that it refers to, by their ids.
  public internal(set) var referredNames: [String: String] = [:]

  /// Whether people are to read it again and decide.
  var isUnsettled: Bool {
    state == .conflict || state == .deleteRequested || marks.contains(.apart)
  }
  public var author: String { creation.author }
  public var entered: Instant? { creation.entered }
  public var zone: Int { creation.zone }

  /// Of a note; what does not open counts as one.
  public var isNote: Bool { type == nil || type == .note }

  /// The titles of a note: several while nobody chose.
  public var titles: [String] { isNote ? values["title"] ?? [] : [] }
}

/// What stands against another until somebody chooses: several values of a field, or a member of it that one put in and
/// another took out.
public struct RecordConflict: Sendable {
  public let field: RecordField
  /// Nil for a field that holds one value.
  public let member: String?
  /// Nil for a value that was emptied, and for a member that was taken out.
  public let values: [(value: String?, by: RecordSignature)]
}

/// Prose in which people inserted or removed words apart, and that nobody has read together yet.
public struct RecordApart: Sendable {
  public let field: RecordField
  /// Unicode scalars from the beginning of the text.
  public let range: Range<Int>
  /// What stands there, merged.
  public let standing: String
  /// As each side left it, with everybody who made it so, each once.
  public let sides: [(text: String, by: [RecordSignature])]
}

/// A record, opened.
public struct RecordDetail: Sendable {
  public internal(set) var summary: RecordSummary
  public internal(set) var conflicts: [RecordConflict]
  public let apart: [RecordApart]
  /// Several values stand in a field that is not shown without a gesture of its own.
  public internal(set) var hidesConflict = false

  /// The prose of a note, exactly as typed.
  public var text: String { summary.values["text"]?.first ?? "" }
}

/// What became of a deletion.
public enum DeletionOutcome: CaseIterable, Sendable {
  case done
  /// Something else stands that its author had not seen: the record stays, and people decide.
  case asked
}

/// A record after one change.
public struct RecordVersion: Sendable {
  public let change: ChangeID
  public let author: String
  public let entered: Instant
  public let zone: Int
  public let type: RecordType
  /// What its fields held, prose included.
  public internal(set) var values: RecordValues
  /// The fields that held something which is not shown without a gesture of its own.
  public internal(set) var hidden: Set<String> = []
  /// The fields that the change wrote or emptied, in the order of the declaration.
  public let changed: [String]
  /// What the change did to the record when it is a deletion; nil when it writes.
  public let deletion: DeletionOutcome?
  /// Whether the change asks for a co-signature, or is one; nil for any other.
  public let coSignature: CoSignature.Word?

  /// The prose of a note.
  public var text: String { values["text"]?.first ?? "" }
}
