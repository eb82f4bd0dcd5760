/// A compartment of a case file: the unit of consent and of encryption. A note lives in exactly one.
///
/// The raw value is the stable code, the same in every language and version.
public enum Volet: String, CaseIterable, Hashable, Sendable {
  case contact
  case projet
  case droits
  case logement
  case emploi
  case proches
  case agenda
  case sejour
  case justice
  case sante
  case confie
  case equipe
  case interne

  /// `nil` for a code that this version does not know.
  public init?(code: String) { self.init(rawValue: code) }

  public var code: String { rawValue }

  /// Whether a person may consent to share it as a whole. What she confides is shared note by note,
  /// at her initiative; the organisation of the team, and what the service keeps of her for its own
  /// work, are no part of a share.
  public var isShareable: Bool {
    switch self {
    case .contact, .projet, .droits, .logement, .emploi, .proches, .agenda, .sejour, .justice,
      .sante:
      true
    case .confie, .equipe, .interne: false
    }
  }

  /// Whether a form may propose it before the person named it. Never for what the law calls
  /// special: residence, justice, health.
  public var isPreproposed: Bool {
    switch self {
    case .contact, .projet, .droits, .logement, .emploi, .agenda: true
    case .proches, .sejour, .justice, .sante, .confie, .equipe, .interne: false
    }
  }

  /// Reads codes separated by commas, such as `contact,droits`, for a consent: each named once, all
  /// shareable. The result is in the order of ``allCases``.
  public static func shareable(parsing list: String) throws(RuleBroken) -> [Volet] {
    var named: Set<Volet> = []
    for code in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let volet = Volet(code: String(code)) else { throw .unknownVolet(String(code)) }
      guard volet.isShareable else { throw .voletNotShareable(volet) }
      named.insert(volet)
    }
    return allCases.filter(named.contains)
  }
}
