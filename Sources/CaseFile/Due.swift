/// What a date or a moment of a record calls for, where somebody is to do something by then. It is declared with the field,
/// so that a view of what is due names no kind. Protocol/records.md, "What is due".
public struct Due: Hashable, Sendable {
  /// What is due. The raw value is the stable code.
  public enum Matter: String, CaseIterable, Sendable {
    /// People meet.
    case appointment
    /// Something runs out.
    case expiry
    /// From then on it can be asked for anew.
    case renewal
    /// Somebody waits for an answer since then.
    case answer
    /// It is to be looked at again together.
    case review
    /// It is kept until then, and to be erased.
    case erasure

    /// Whether it is due of a follow-up that ended, too.
    public var outlastsClosing: Bool {
      switch self {
      case .appointment, .expiry, .renewal, .answer, .review: false
      case .erasure: true
      }
    }
  }

  /// A field that says that nothing is due any more.
  public struct Ending: Hashable, Sendable {
    let field: String
    /// By any of these codes; none: by whatever it holds.
    let codes: Set<String>

    /// A field with the codes that end it, or none for one that ends it by being there.
    public init(_ field: String, _ codes: Set<String> = []) {
      (self.field, self.codes) = (field, codes)
    }

    func isSo(_ values: RecordValues) -> Bool {
      guard let held = values[field], !held.isEmpty else { return false }
      return codes.isEmpty || codes.isSuperset(of: held)
    }
  }

  public let matter: Matter
  /// Any of them ends it; of an appointment the first is what became of it. None: it is due while the record is there.
  public let endings: [Ending]
  /// The field that says for how many minutes; nil where nothing does.
  public let minutes: String?
  /// The codes of the first ending that nobody knows before the day of it.
  public let happened: Set<String>
  /// The fields that say who asked for another moment, and why; nil where nothing does.
  public let mover: String?
  public let reason: String?
  /// The flag that says that a slip was handed over for the moment; nil where nothing does.
  public let slip: String?
  /// The field of how she is reminded, and the codes of a written message; nil where nothing does.
  public let reminder: String?
  public let messages: Set<String>

  /// What is due, until one of `endings` is so.
  public init(
    _ matter: Matter, until endings: [Ending], happened: Set<String> = [],
    minutes: String? = nil, mover: String? = nil, reason: String? = nil, slip: String? = nil,
    reminder: String? = nil, messages: Set<String> = []
  ) {
    (self.matter, self.endings, self.happened) = (matter, endings, happened)
    (self.minutes, self.mover, self.reason) = (minutes, mover, reason)
    (self.slip, self.reminder, self.messages) = (slip, reminder, messages)
  }

  /// The fields that say nothing of another moment: who asked for this one and why, and the slip that bears it.
  public var lapsing: [String] { [mover, reason, slip].compactMap(\.self) }

  /// Whether nothing is due any more. While people left several values, nobody knows that it is not.
  public func isOver(_ values: RecordValues) -> Bool {
    endings.contains { $0.isSo(values) }
  }
}

extension RecordField {
  /// The same field, of which a view of what is due tells.
  func due(_ due: Due) -> RecordField {
    var field = self
    field.due = due
    return field
  }

  /// The same reference: what others may be told of the record that it names is written in another field, where nobody says
  /// what stands there.
  func filling(_ field: String) -> RecordField {
    var filling = self
    filling.fills = field
    return filling
  }

  /// The same name, which others may be told in place of another one.
  func instead(of field: String) -> RecordField {
    var neutral = self
    neutral.standsFor = field
    return neutral
  }
}

extension RecordType {
  /// The field that says when people meet, and how; nil for a kind that is no appointment.
  public var meeting: (field: RecordField, due: Due)? {
    for field in fields {
      if let due = field.due, due.matter == .appointment { return (field, due) }
    }
    return nil
  }

  /// The field that says what became of a meeting; nil for a kind that is no appointment.
  public var meetingState: RecordField? { meeting?.due.endings.first.flatMap { self[$0.field] } }

  /// The field of a place that others may be told; nil where there is none.
  public var placeField: RecordField? { fields.lazy.compactMap(\.fills).first.flatMap { self[$0] } }

  /// The reference to the place itself.
  public var siteField: RecordField? { fields.first { $0.fills != nil } }
}

/// Whether a place may be told on what may lie about, and on what is handed over.
extension RecordType {
  /// Whether what may lie about bears where people meet: not of justice, of health nor of what is confided, not of a place
  /// that is not ``Record/isOpen``, nor a place that is called as people call a prison.
  ///
  /// - Parameters:
  ///   - values: of an appointment that lives in `volet`.
  ///   - site: reads the record of the place that it refers to.
  public func tellsPlace<Failure: Error>(
    _ values: RecordValues, in volet: Volet, site: (String) throws(Failure) -> Record?
  ) throws(Failure) -> Bool {
    guard volet.mayLieAbout, let placeField,
      (values[placeField.code] ?? []).allSatisfy({ PrisonWords.found(in: $0).isEmpty })
    else { return false }
    for value in siteField.flatMap({ values[$0.code] }) ?? [] {
      guard try site(value)?.isOpen == true else { return false }
    }
    return true
  }
}

extension Volet {
  /// Whether what may lie about bears something of what stands in it, such as where somebody is met for it.
  public var mayLieAbout: Bool {
    switch self {
    case .contact, .projet, .droits, .logement, .emploi, .proches, .agenda, .sejour, .equipe:
      true
    case .justice, .sante, .confie, .interne: false
    }
  }
}

/// A record of the service that others see something of: a place.
extension Record {
  /// Whether something of it tells of a prison or a court.
  public var isPenal: Bool {
    type.fields.contains { field in
      let texts = texts(field.code)
      if field.isPenal && !texts.isEmpty { return true }
      return texts.contains { field.vocabulary?[$0]?.isPenal == true }
    }
  }

  /// What others may be told that it is called: the name that was written for them; else its own, unless it tells of a prison
  /// or a court. Nil while people left several, and for what has no such name.
  public var neutralName: String? {
    guard let neutral = type.fields.first(where: { $0.standsFor != nil }) else { return nil }
    let names = texts(neutral.code)
    if !names.isEmpty { return names.count == 1 ? names[0] : nil }
    let own = neutral.standsFor.map(texts) ?? []
    return own.count == 1 && !isPenal ? own[0] : nil
  }

  /// Whether the rest of it may be told to others: where a name was written for them, or nobody said what it is, its address
  /// may tell what its own name would.
  public var isOpen: Bool {
    guard let neutral = type.fields.first(where: { $0.standsFor != nil }) else { return false }
    let isKnown = type.fields.contains { $0.vocabulary != nil && !texts($0.code).isEmpty }
    return !isPenal && (isKnown || texts(neutral.code).isEmpty)
  }
}
