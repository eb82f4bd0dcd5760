/// A kind of record, declared: where it lives and what it holds. A note is one, the card of the person another.
/// Protocol/records.md.
///
///     RecordType.note["title"]?.content   // .line(.line)
public struct RecordType: Hashable, Sendable {
  /// Where the records of a kind live.
  public enum Home: Hashable, Sendable {
    /// In one of these volets of a case file; the usual one first, unless it may live in all of them.
    case caseFile([Volet])
    /// In the file of the service, which every role reads that reads records at all; these write.
    case service(writers: [Role])
  }

  /// Stable: it never changes meaning.
  public let code: String
  /// Raised with every change that an older reader would misread.
  public let version: Int
  /// Where its records live.
  public let home: Home
  /// In the order in which people read them.
  public let fields: [RecordField]
  /// Fields by whose values a record stands alone: no second one is added that has the same in all of them. None: any
  /// number may say the same.
  public let onePer: [String]
  /// The catalogue that people go through with the person; nil for a kind without one.
  public let checklist: RecordChecklist?
  /// What is expected of its records, and only told where it is not so.
  public let expectations: [RecordExpectation]
  /// The code of the kind whose records it stands beside, for a kind of companions; nil for all that people name.
  public let companionOf: String?
  /// The field that says why a record is changed after its first day; nil for a kind whose records change without a reason.
  public let rectified: String?
  /// Whether its records count people and are to name none of them, which help says.
  public let namesNobody: Bool
  /// Whether there is one of it in the whole service.
  public let isSingle: Bool
  /// Whether a record of it may be published as a sheet for paired services: nothing of it is about a person.
  public let isPublished: Bool
  /// How its records say by what somebody is reached; nil for a kind that says no such thing.
  public let reach: Reach?
  /// How its records say who follows somebody, and how that stands; nil for a kind that says no such thing.
  public let followUp: FollowUp?
  /// Whether what is written in its records by who may not write alone waits until a colleague co-signs it.
  public let isCoSigned: Bool
  /// Nil for a kind that does not tell that somebody had to do with the person.
  public let contact: ToldContact?
  /// What a list of its records adds up; nil for a kind that counts nothing.
  public let tally: RecordTally?
  /// The fields that say when what a record tells of took place: of those that are given the earliest counts. None: it is
  /// about the day on which it is entered. Protocol/consent.md, 5.3.2.
  public let tookPlace: [String]

  /// One whose records live where it says.
  public init(
    code: String, version: Int, home: Home, onePer: [String] = [],
    checklist: RecordChecklist? = nil, expectations: [RecordExpectation] = [],
    companionOf: String? = nil, rectified: String? = nil, namesNobody: Bool = false,
    isSingle: Bool = false, isPublished: Bool = false, reach: Reach? = nil,
    followUp: FollowUp? = nil, isCoSigned: Bool = false, contact: ToldContact? = nil,
    tally: RecordTally? = nil, tookPlace: [String] = [], fields: [RecordField]
  ) {
    (self.code, self.version, self.home) = (code, version, home)
    (self.onePer, self.companionOf, self.fields) = (onePer, companionOf, fields)
    (self.checklist, self.expectations) = (checklist, expectations)
    (self.rectified, self.namesNobody) = (rectified, namesNobody)
    (self.isSingle, self.isPublished) = (isSingle, isPublished)
    (self.reach, self.followUp, self.contact) = (reach, followUp, contact)
    (self.isCoSigned, self.tally, self.tookPlace) = (isCoSigned, tally, tookPlace)
  }

  /// One whose records live in case files.
  public init(
    code: String, version: Int, volets: [Volet], expectations: [RecordExpectation] = [],
    rectified: String? = nil, isCoSigned: Bool = false, tookPlace: [String] = [],
    fields: [RecordField]
  ) {
    self.init(
      code: code, version: version, home: .caseFile(volets), expectations: expectations,
      rectified: rectified, isCoSigned: isCoSigned, tookPlace: tookPlace, fields: fields)
  }

  /// Those of a case file that one may live in; none for a kind of the service.
  public var volets: [Volet] {
    switch home {
    case .caseFile(let volets): volets
    case .service: []
    }
  }

  /// Whether its records hold for the whole service.
  public var isOfService: Bool {
    switch home {
    case .caseFile: false
    case .service: true
    }
  }

  /// Where one is written when nobody says where; nil when somebody has to.
  public var usualVolet: Volet? { volets == Volet.allCases ? nil : volets.first }

  /// What the register `type` of such a record holds.
  public var name: String { "\(code)/\(version)" }

  /// `nil` for a field that it does not have.
  public subscript(field: String) -> RecordField? { fields.first { $0.code == field } }

  /// What one of its fields is called, for a sentence.
  public func name(of field: RecordField) -> FieldName {
    FieldName("\(companionOf ?? code).\(field.code)")
  }

  /// Whether people add one: the card of a person comes with her case file.
  public func checkAdded() throws(RuleBroken) {
    guard self != .person else { throw .cardStays }
  }

  /// Whether one may be written in a volet of a case file.
  public func checkLives(in volet: Volet) throws(RuleBroken) {
    guard volets.contains(volet) else { throw .kindNotInVolet(self, volet) }
  }

  /// Whether one may be written in a volet of a case file, or of the file of the service for a kind of the service.
  func checkStands(in volet: Volet) throws(RuleBroken) {
    if isOfService && volet == .ofService { return }
    try checkLives(in: volet)
  }

  /// Whether somebody of a role writes records of it, which hold for the whole service.
  public func checkWritten(by role: Role) throws(RuleBroken) {
    guard case .service(let writers) = home, writers.contains(role) else {
      throw .roleMayNotWriteKind(role, self)
    }
  }
}

extension Volet {
  /// The one volet of the file of the service.
  public static let ofService = Volet.interne

  /// What tells of a prison or a court stands where it is meant for, or where nobody can be given it as a whole.
  public var mayHoldPenal: Bool { self == .justice || !isShareable }
}
