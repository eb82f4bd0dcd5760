public import CaseFile
public import Notebook

/// A line of a list of records. What has several values shows them all.
public struct RecordRow: Hashable, Sendable {
  public var id: String
  public var caseID: String
  /// Whether it holds for the whole service: no case file is named.
  public var isOfService = false
  public var volet: Volet
  /// Nil while it does not open, and for a kind that this version does not know.
  public var type: RecordType?
  /// What its fields hold, by their codes, prose included; on a list of notes without it.
  public var values: [String: [String]]
  /// Who began it; empty while it does not open.
  public var author: String
  /// Everybody who wrote something that stands in it.
  public var authors: [String] = []
  /// The service of the author.
  public var service: String
  /// Whether it is from another service.
  public var isReceived = false
  /// `nil` while it does not open.
  public var entered: ZonedMoment?
  public var standing: RecordSummary.State
  public var marks: [RecordSummary.Mark] = []
  /// Who deleted it, or asked for that.
  public var deletion: Signed?
  /// Who co-signed it last; empty while something in it waits, and where nothing ever did.
  public var coSigners: [Signed] = []
  /// What an edit may name as the version that was read; empty while it does not open.
  public var version = ""
  /// The fields that hold something which is shown by a gesture of its own alone.
  public var hidden: Set<String> = []
  /// What records of the service are called that it refers to, by their ids.
  public var names: [String: String] = [:]
  /// Months since it was verified; nil while it is fresh.
  public var staleMonths: Int?
  /// What paired services are told of it; nil where it is not published.
  public var published: PublishedMark?

  public init(
    id: String, caseID: String, volet: Volet, type: RecordType?, values: [String: [String]],
    author: String, service: String, entered: ZonedMoment?, standing: RecordSummary.State = .current
  ) {
    (self.id, self.caseID, self.volet) = (id, caseID, volet)
    (self.type, self.values) = (type, values)
    (self.author, self.service, self.entered) = (author, service, entered)
    self.standing = standing
  }

  /// Of a note; what does not open counts as one.
  public var isNote: Bool { type == nil || type == .note }

  /// What its fields hold, each reference to a record of the service by the name of that.
  var namedValues: [String: [String]] {
    names.isEmpty ? values : values.mapValues { $0.map { names[$0] ?? $0 } }
  }

  /// The title of a note, as everything of it: several while nobody chose.
  var titles: [String] { isNote ? values["title"] ?? [] : [] }
  var kinds: [String] { isNote ? values["kind"] ?? [] : [] }
  var happened: [String] { isNote ? values["happened"] ?? [] : [] }
  var written: [String] { isNote ? values["written"] ?? [] : [] }
}

/// Who did something to a record, and when.
public struct Signed: Hashable, Sendable {
  public var author: String
  /// `nil` when nothing tells it.
  public var entered: ZonedMoment?

  public init(author: String, entered: ZonedMoment?) {
    (self.author, self.entered) = (author, entered)
  }
}

/// One of several values of a field, and who wrote it.
public struct WrittenValue: Hashable, Sendable {
  /// `nil` when the writer emptied the field, or took the member out.
  public var value: String?
  public var author: String
  public var entered: ZonedMoment?

  public init(value: String?, author: String, entered: ZonedMoment?) {
    self.value = value
    self.author = author
    self.entered = entered
  }
}

/// A field with several values, or a member of it that one put in and another took out.
public struct ConflictingField: Hashable, Sendable {
  public var type: RecordType
  public var field: RecordField
  /// `nil` for a field that holds one value.
  public var member: String?
  public var values: [WrittenValue]

  public init(
    type: RecordType, field: RecordField, member: String? = nil, values: [WrittenValue]
  ) {
    (self.type, self.field, self.member, self.values) = (type, field, member, values)
  }
}

/// A record, opened.
public struct RecordPage: Hashable, Sendable {
  public var row: RecordRow
  public var conflicts: [ConflictingField]
  public var apart: [ProseWrittenApart]
  /// Several values stand in what is not shown without a gesture of its own.
  public var hidesConflict: Bool
  /// What somebody saw for it, in order of entry.
  public var proofs: [RecordRow] = []

  public init(
    row: RecordRow, conflicts: [ConflictingField] = [], apart: [ProseWrittenApart] = [],
    hidesConflict: Bool = false
  ) {
    (self.row, self.conflicts, self.apart) = (row, conflicts, apart)
    self.hidesConflict = hidesConflict
  }

  /// The prose of a note, exactly as typed.
  var text: String { row.isNote ? row.values["text"]?.first ?? "" : "" }
}

/// One change of a record, as its history tells it.
public struct RecordVersionRow: Hashable, Sendable {
  public var change: String
  public var author: String
  public var entered: ZonedMoment
  public var type: RecordType
  /// What stood in it after the change, as in ``RecordRow/values``.
  public var values: [String: [String]]
  /// The fields that the change wrote or emptied.
  public var changed: [String]
  /// What it did to the record when it is a deletion, which writes nothing.
  public var deletion: DeletionOutcome?
  /// Whether it asks for a co-signature, or is one.
  public var coSignature: CoSignature.Word?
  /// The fields that held something which is not shown without a gesture of its own.
  public var hidden: Set<String>

  public init(
    change: String, author: String, entered: ZonedMoment, type: RecordType,
    values: [String: [String]], changed: [String] = [], deletion: DeletionOutcome? = nil,
    coSignature: CoSignature.Word? = nil, hidden: Set<String> = []
  ) {
    (self.change, self.author, self.entered) = (change, author, entered)
    (self.type, self.values, self.changed) = (type, values, changed)
    (self.deletion, self.coSignature, self.hidden) = (deletion, coSignature, hidden)
  }

  /// The prose of a note.
  var text: String { values["text"]?.first ?? "" }
}

/// What a sentence calls a record: a note, or one of another kind. Both are feminine in French.
struct RecordNoun {
  let french: String
  let english: String
  let dutch: String
  /// The commands that name it.
  let command: String
  /// The one that shows it.
  var show: String { isCard ? "carnet person show" : "carnet \(command) show" }
  private let isCard: Bool

  /// `type`: nil for what does not open, which is called a note.
  init(_ type: RecordType?) {
    isCard = type == .person
    if type == nil || type == .note {
      (french, english, dutch, command) = ("note", "note", "notitie", "note")
    } else {
      (french, english, dutch, command) = ("fiche", "record", "fiche", "record")
    }
  }
}
