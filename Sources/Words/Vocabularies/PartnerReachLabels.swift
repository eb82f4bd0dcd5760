// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let partnerReach = """
     | façon de joindre un partenaire |  | manier om een partner te bereiken | way to reach a partner
    se_presenter | se présenter |  | langsgaan | come in person
    telephoner | téléphoner |  | bellen | telephone
    courriel | envoyer un courriel |  | een e-mail sturen | send an e-mail
    courrier | écrire une lettre |  | een brief schrijven | write a letter
    rendez_vous | prendre rendez-vous |  | een afspraak maken | make an appointment
    en_ligne | remplir un formulaire en ligne |  | een formulier online invullen | fill in a form online
    par_un_professionnel | être orienté par un professionnel |  | doorverwezen worden door een hulpverlener | be referred by a professional
    autre | autre |  | andere | other
    """
}
