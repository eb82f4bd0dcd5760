// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contactSafety = """
     | précaution de contact |  | voorzorg bij contact | care when reaching
    oui | sans risque |  | zonder risico | safe
    non | ne pas utiliser |  | niet gebruiken | not to be used
    demander | à demander à chaque fois |  | telkens te vragen | ask each time
    """
}
