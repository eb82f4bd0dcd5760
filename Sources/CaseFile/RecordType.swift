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
  public var code: String { declared.code }
  /// Raised with every change that an older reader would misread.
  public var version: Int { declared.version }
  /// Where its records live.
  public var home: Home { declared.home }
  /// In the order in which people read them.
  public var fields: [RecordField] { declared.fields }
  /// Fields by whose values a record stands alone: no second one is added that has the same in all of them. None: any
  /// number may say the same.
  public var onePer: [String] { declared.onePer }
  /// The catalogue that people go through with the person; nil for a kind without one.
  public var checklist: RecordChecklist? { declared.checklist }
  /// What is expected of its records, and only told where it is not so.
  public var expectations: [RecordExpectation] { declared.expectations }
  /// The code of the kind whose records it stands beside, for a kind of companions; nil for all that people name.
  public var companionOf: String? { declared.companionOf }
  /// The field that says why a record is changed after its first day; nil for a kind whose records change without a reason.
  public var rectified: String? { declared.rectified }
  /// Whether its records count people and are to name none of them, which help says.
  public var namesNobody: Bool { declared.namesNobody }
  /// Whether there is one of it in the whole service.
  public var isSingle: Bool { declared.isSingle }
  /// Whether a record of it may be published as a sheet for paired services: nothing of it is about a person.
  public var isPublished: Bool { declared.isPublished }
  /// How its records say by what somebody is reached; nil for a kind that says no such thing.
  public var reach: Reach? { declared.reach }
  /// How its records say who follows somebody, and how that stands; nil for a kind that says no such thing.
  public var followUp: FollowUp? { declared.followUp }
  /// Whether what is written in its records by who may not write alone waits until a colleague co-signs it.
  public var isCoSigned: Bool { declared.isCoSigned }
  /// Nil for a kind that does not tell that somebody had to do with the person.
  public var contact: ToldContact? { declared.contact }
  /// What a list of its records adds up; nil for a kind that counts nothing.
  public var tally: RecordTally? { declared.tally }
  /// The fields that say when what a record tells of took place: of those that are given the earliest counts. None: it is
  /// about the day on which it is entered. Protocol/consent.md, 5.3.2.
  public var tookPlace: [String] { declared.tookPlace }

  /// What was declared, held once: a record carries its kind wherever it goes.
  private struct Declared: Hashable, Sendable {
    let code: String
    let version: Int
    let home: Home
    let fields: [RecordField]
    let onePer: [String]
    let checklist: RecordChecklist?
    let expectations: [RecordExpectation]
    let companionOf: String?
    let rectified: String?
    let namesNobody: Bool
    let isSingle: Bool
    let isPublished: Bool
    let reach: Reach?
    let followUp: FollowUp?
    let isCoSigned: Bool
    let contact: ToldContact?
    let tally: RecordTally?
    let tookPlace: [String]
  }

  /// The same with what follows from it.
  private final class Known: Sendable {
    let declared: Declared
    let name: String
    let voletsApart: [Volet]
    let companions: [RecordType]

    init(_ declared: Declared) {
      self.declared = declared
      name = "\(declared.code)/\(declared.version)"
      voletsApart = RecordType.volets(apartIn: declared.fields)
      companions = voletsApart.map { volet in
        RecordType.companion(
          of: declared.code, declared.version, in: volet,
          of: declared.fields.filter { $0.apart == volet })
      }
    }
  }

  private let known: Known
  private var declared: Declared { known.declared }

  /// One whose records live where it says.
  public init(
    code: String, version: Int, home: Home, onePer: [String] = [],
    checklist: RecordChecklist? = nil, expectations: [RecordExpectation] = [],
    companionOf: String? = nil, rectified: String? = nil, namesNobody: Bool = false,
    isSingle: Bool = false, isPublished: Bool = false, reach: Reach? = nil,
    followUp: FollowUp? = nil, isCoSigned: Bool = false, contact: ToldContact? = nil,
    tally: RecordTally? = nil, tookPlace: [String] = [], fields: [RecordField]
  ) {
    known = Known(
      Declared(
        code: code, version: version, home: home, fields: fields, onePer: onePer,
        checklist: checklist, expectations: expectations, companionOf: companionOf,
        rectified: rectified, namesNobody: namesNobody, isSingle: isSingle,
        isPublished: isPublished, reach: reach, followUp: followUp, isCoSigned: isCoSigned,
        contact: contact, tally: tally, tookPlace: tookPlace))
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
  public var name: String { known.name }

  /// The volets in which something of such a record may stand apart, each once, in the order of the declaration.
  public var voletsApart: [Volet] { known.voletsApart }

  /// The kinds of what stands beside its records, one for each of those volets.
  public var companions: [RecordType] { known.companions }

  public static func == (left: RecordType, right: RecordType) -> Bool {
    left.known === right.known || left.declared == right.declared
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }

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
  ///
  ///     try RecordType.right.checkLives(in: .droits)
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
    guard isWritten(by: role) else { throw .roleMayNotWriteKind(role, self) }
  }

  func isWritten(by role: Role) -> Bool {
    if case .service(let writers) = home { writers.contains(role) } else { false }
  }
}

extension Volet {
  /// The one volet of the file of the service.
  public static let ofService = Volet.interne

  /// What tells of a prison or a court stands where it is meant for, or where nobody can be given it as a whole.
  public var mayHoldPenal: Bool { self == .justice || !isShareable }
}
