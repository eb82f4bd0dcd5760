// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contactModality = """
     | modalité du contact |  | vorm van het contact | form of contact
    presence | en présence |  | ter plaatse | in person
    telephone | téléphone |  | telefoon | telephone
    visio | visio |  | videogesprek | video call
    courriel | courriel |  | e-mail | e-mail
    courrier | courrier |  | brief | letter
    sms | SMS |  | sms | text message
    intermediaire | par un intermédiaire |  | via een tussenpersoon | through somebody else
    """
}
