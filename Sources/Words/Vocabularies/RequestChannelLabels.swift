// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let requestChannel = """
     | canal de la demande |  | weg van de vraag | channel of the request
    telephone | téléphone |  | telefoon | telephone
    billet_rapport | billet de rapport |  | rapportbriefje | internal request slip
    courrier | courrier |  | brief | letter
    courrier_interne | courrier interne |  | interne post | internal mail
    via_spip | par le SPIP |  | via de SPIP | through the SPIP
    via_sps | par le service psychosocial |  | via de psychosociale dienst | through the psychosocial service
    via_aumonier_visiteur | par un aumônier ou un visiteur |  | via een aalmoezenier of een bezoeker | through a chaplain or a visitor
    via_proche | par un proche |  | via een naaste | through somebody close
    via_avocat | par un avocat |  | via een advocaat | through a lawyer
    permanence_bureau | permanence au bureau |  | permanentie op kantoor | desk at the office
    rencontre_permanence_prison | permanence en prison |  | permanentie in de gevangenis | desk in prison
    tablette | tablette |  | tablet | tablet
    courriel | courriel |  | e-mail | e-mail
    aller_vers | aller vers |  | outreach | outreach
    """
}
