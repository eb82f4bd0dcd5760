// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let suspensionCause = """
     | cause de la suspension |  | reden van de schorsing | cause of the suspension
    detention | détention |  | detentie | detention
    dossier_incomplet | dossier incomplet |  | onvolledig dossier | file incomplete
    radiation | radiation |  | schrapping | struck off
    absence_reponse | courrier sans réponse |  | brief zonder antwoord | letter left unanswered
    perte_adresse | perte de l’adresse |  | verlies van het adres | address lost
    ressources | ressources changées |  | gewijzigde inkomsten | income changed
    controle | contrôle en cours |  | lopende controle | check under way
    titre_expire | titre expiré |  | vervallen titel | paper expired
    inconnue | cause inconnue |  | onbekende reden | cause not known
    autre | autre |  | andere | other
    """
}
