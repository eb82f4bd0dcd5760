/// What may stand on a paper that is kept in a prison, where others read what lies in a cell: nothing of health, of justice,
/// of what she confided, nor which other service follows her. Protocol/consent.md, 5.7.4.
extension Volet {
  /// Whether what lives in it may stand on such a paper. Never what no consent can name: what is penal may be written there.
  public var isToldInside: Bool {
    switch self {
    case .contact, .projet, .droits, .logement, .emploi, .proches, .agenda, .sejour: true
    case .justice, .sante, .confie, .equipe, .interne: false
    }
  }
}

extension RecordType {
  /// Whether its records may stand there at all. Sending her on names another service, whatever it is about.
  public var isToldInside: Bool { self != .referral }
}

extension RecordField {
  /// Whether a value of it may stand there, as far as codes say: of a text a person has to judge. A code of a newer version
  /// may say anything.
  public func isToldInside(_ value: String) -> Bool {
    guard !isPenal else { return false }
    guard let vocabulary else { return true }
    guard let code = vocabulary[value], !code.isPenal else { return false }
    return Self.untoldInside[vocabulary.name]?.contains(value) != true
  }

  /// Codes that say something of her health, or that another service knows her, by their vocabularies.
  private static let untoldInside: [String: Set<String>] = [
    Vocabulary.noteKind.name: ["sante"],
    Vocabulary.requestTheme.name: ["sante"],
    Vocabulary.requestAnswer.name: ["autre_service"],
    Vocabulary.rightKind.name: [
      "aah", "mdph", "allocation_handicap", "securite_sociale", "mutuelle", "ame", "amu",
    ],
    Vocabulary.paperKind.name: ["certificat_medical"],
    Vocabulary.contactKind.name: ["via_service"],
  ]
}
