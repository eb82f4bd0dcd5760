// Written by Tools/vocabularies from Protocol/vocabularies.

extension Labels {
  static let contactFact = """
     | type de contact |  | soort contactmoment | kind of contact
    accueil | accueil |  | onthaal | first welcome
    information | information |  | informatie | information
    entretien | entretien |  | gesprek | conversation
    entretien_telephonique | entretien téléphonique |  | telefoongesprek | conversation by telephone
    visite_domicile | visite sur le lieu de vie | visite à domicile | bezoek aan huis | visit where she lives
    accompagnement_exterieur | accompagnement extérieur |  | begeleiding buitenshuis | accompaniment outside
    accompagnement_sortie | accompagnement à la sortie |  | begeleiding bij vrijlating | accompaniment on release
    permission_sortie | permission de sortir | permission de sortie | uitgaansvergunning | outing from prison
    visite_hopital | visite à l’hôpital |  | bezoek in het ziekenhuis | visit in hospital
    mediation | médiation |  | bemiddeling | mediation
    rencontre_reseau | rencontre du réseau |  | ontmoeting met het netwerk | meeting of the network
    synthese_partenaires | synthèse avec des partenaires |  | overleg met partners | review with partners
    ecoute | écoute |  | luisteren | listening
    courrier | courrier |  | brief | letter
    courriel | courriel |  | e-mail | e-mail
    sms | SMS |  | sms | text message
    tentative | tentative sans réponse |  | poging zonder antwoord | attempt without an answer
    collectif | collectif |  | groepsmoment | group
    place_liste | place sur une liste |  | plaats op een lijst | place on a list
    aller_vers | aller vers |  | outreach | outreach
    """
}
