/// What a worker is in the service. The raw value is the stable code.
public enum Role: String, CaseIterable, Hashable, Sendable {
  case referent
  case intervenant
  case psychologue
  case juriste
  case criminologue
  case chefService = "chef_service"
  case secretariat
  case stagiaire
  case benevole
  /// Runs a node; reads no note.
  case operateurNoeud = "operateur_noeud"
  /// Reads the log and the counters; reads no note.
  case dpo

  /// `nil` for a code that this version does not know.
  public init?(code: String) { self.init(rawValue: code) }

  public var code: String { rawValue }

  /// Whether it reads what people wrote at all: no matrix gives it to the others. Protocol/decisions/0063.
  public var readsRecords: Bool {
    switch self {
    case .referent, .intervenant, .psychologue, .juriste, .criminologue, .chefService,
      .secretariat, .stagiaire, .benevole:
      true
    case .operateurNoeud, .dpo: false
    }
  }

  /// Whether somebody works under it for a time, which is said when they are enrolled. Protocol/consent.md, "Terms".
  public var isForATime: Bool {
    switch self {
    case .stagiaire, .benevole: true
    case .referent, .intervenant, .psychologue, .juriste, .criminologue, .chefService,
      .secretariat, .operateurNoeud, .dpo:
      false
    }
  }

  /// Whether it may be the second to decide that a name of the access log is told. Protocol/consent.md, 5.7.3.
  public var agreesToReaders: Bool {
    switch self {
    case .referent, .chefService, .dpo: true
    case .intervenant, .psychologue, .juriste, .criminologue, .secretariat, .stagiaire, .benevole,
      .operateurNoeud:
      false
    }
  }

  /// Whether it lets a colleague read: she is given no more than whoever gives it has.
  public func checkAdmits() throws(RuleBroken) {
    guard readsRecords else { throw .roleMayNotAdmit(self) }
  }

  public init(parsing code: String) throws(RuleBroken) {
    guard let role = Role(code: code) else { throw .unknownRole(code) }
    self = role
  }
}
