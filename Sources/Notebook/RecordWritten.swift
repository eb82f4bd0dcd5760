public import CRDT
public import CaseFile
public import Envelope

/// What a worker asks to be written in a new record.
public struct RecordDraft: Sendable {
  public let type: RecordType
  public let volet: Volet
  /// By field; a reference may be typed shorter than it is, as any other id.
  public let values: [String: [String]]

  public init(_ type: RecordType, in volet: Volet, _ values: [String: [String]]) {
    (self.type, self.volet, self.values) = (type, volet, values)
  }
}

/// What became of a record by one change.
public struct RecordWritten: Sendable {
  public let record: DocumentID
  public let type: RecordType
  public let change: ChangeID
  /// The version that the author left: what her next edit starts from.
  public let version: RecordVersionName
  /// How the record stands now, with what others wrote meanwhile.
  public let state: RecordSummary.State
  /// Who wrote, in the record as it stands, what the author had not seen; the two were merged.
  public let unseen: [RecordSignature]
  /// Whether some of it is to be read together.
  public let isApart: Bool
  /// Whether something in it waits for a co-signature.
  public let isToCoSign: Bool
  /// What stood there and was replaced although nobody said that it was read; nil otherwise.
  public let replaced: RecordReplaced?
  /// Nothing was to be changed: nothing was written.
  public let isUnchanged: Bool
  /// Of what is unchanged: what was given is the version that the author had read, and what others wrote in it since stands.
  public let isOvertaken: Bool
  /// The volets in which some of it was written apart: whoever reads the record alone does not get that.
  public let apart: [Volet]
  /// The documents that go to whoever gets what was written: the record first, where it was, and what stands beside it.
  let sent: [DocumentID]
  /// What was saved as it was given, and a person may want to look at again.
  public internal(set) var doubts: [RecordDoubt]
}

/// What an edit replaced: only what it set.
public struct RecordReplaced: Sendable {
  public let version: RecordVersionName
  /// In the order of the declaration.
  public let fields: [(field: RecordField, values: [String])]
}
