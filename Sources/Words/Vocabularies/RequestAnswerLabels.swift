// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let requestAnswer = """
     | réponse à la demande |  | antwoord op de vraag | answer to the request
    de_vive_voix | de vive voix |  | mondeling | aloud
    telephone | téléphone |  | telefoon | telephone
    courrier | courrier |  | brief | letter
    courriel | courriel |  | e-mail | e-mail
    rendez_vous | rendez-vous proposé |  | afspraak voorgesteld | appointment offered
    autre_service | orientée vers un autre service |  | verwezen naar een andere dienst | pointed to another service
    sans_reponse | pas encore répondu |  | nog geen antwoord | not answered yet
    """
}
