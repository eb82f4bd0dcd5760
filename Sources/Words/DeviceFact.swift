import CaseFile

/// The sentences about on which device somebody works, and under which role.
extension AccessFact {
  static func workerNotHereRow(_ name: String) -> Wording {
    Wording(
      "workerNotHere", .notFound,
      "Personne n’ouvre le carnet sous le nom « \(name) » sur cet appareil. Rien n’a été ouvert. Si cette personne travaille sur un autre appareil du service, elle y fait un code avec « carnet worker device », et l’opérateur d’ici l’inscrit : carnet worker add NOM --code CODE.",
      "Nobody opens the notebook under the name “\(name)” on this device. Nothing was opened. If that person works on another device of the service, they make a code there with “carnet worker device”, and the operator here enrols them: carnet worker add NAME --code CODE.",
      "Niemand opent het boekje onder de naam “\(name)” op dit toestel. Er is niets geopend. Werkt die persoon op een ander toestel van de dienst, dan maakt die daar een code met “carnet worker device” en schrijft de operator hier in: carnet worker add NAAM --code CODE."
    )
  }

  static func workerElsewhereRow(_ name: String) -> Wording {
    Wording(
      "workerElsewhere", .notFound,
      "« \(name) » travaille dans ce service, mais pas sur cet appareil. Rien n’a été ouvert. Pour travailler ici aussi, cette personne fait un code avec « carnet worker device » là où son carnet s’ouvre, et l’opérateur d’ici l’inscrit : carnet worker add NOM --code CODE.",
      "“\(name)” works in this service, but not on this device. Nothing was opened. To work here too, that person makes a code with “carnet worker device” where their notebook opens, and the operator here enrols them: carnet worker add NAME --code CODE.",
      "“\(name)” werkt in deze dienst, maar niet op dit toestel. Er is niets geopend. Om ook hier te werken, maakt die persoon een code met “carnet worker device” waar het boekje wel opengaat, en schrijft de operator hier in: carnet worker add NAAM --code CODE."
    )
  }

  static func endedByDeviceRow(_ name: String) -> Wording {
    Wording(
      "endedByDevice", .refused,
      "L’accès \(de: name) par cet appareil a pris fin : cette fois, rien n’a été ouvert ni enregistré. Son accès par un autre appareil reste. Ce qui avait été enregistré ici avant reste, garde ce nom, et se lit chez les collègues avec une marque s’il a été écrit après la fin. Si c’est une erreur, cette personne fait un code avec « carnet worker device » là où son carnet s’ouvre, et l’opérateur d’ici l’inscrit : carnet worker add NOM --code CODE.",
      "The access of “\(name)” by this device has ended: nothing was opened or saved this time. Their access by another device stays. What was saved here before stays, keeps that name, and is read by colleagues with a mark if it was written after the end. If this is a mistake, that person makes a code with “carnet worker device” where their notebook opens, and the operator here enrols them: carnet worker add NAME --code CODE.",
      "De toegang van “\(name)” met dit toestel is beëindigd: deze keer is niets geopend of bewaard. De toegang met een ander toestel blijft. Wat hier eerder bewaard was, blijft, houdt die naam en staat bij collega’s met een merkteken als het na het einde geschreven is. Is dit een vergissing, dan maakt die persoon een code met “carnet worker device” waar het boekje wel opengaat, en schrijft de operator hier in: carnet worker add NAAM --code CODE."
    )
  }

  static func endedByDeviceHereRow(_ name: String) -> Wording {
    Wording(
      "workerEndedByDevice", .success,
      "L’accès \(deQuoted: name) par cet appareil a pris fin : plus rien ne s’ouvre ni ne s’écrit ici sous ce nom. L’accès par un autre appareil reste. Ce qui était enregistré ici reste et part avec les échanges ; les collègues le lisent. Pour travailler ici de nouveau : un code fait là-bas avec « carnet worker device », puis carnet worker add NOM --code CODE.",
      "The access of “\(name)” by this device has ended: nothing opens or is written here under that name any more. The access by another device stays. What was saved here stays, and leaves with the exchanges; colleagues read it. To work here again: a code made there with “carnet worker device”, then carnet worker add NAME --code CODE.",
      "De toegang van “\(name)” met dit toestel is beëindigd: onder die naam gaat hier niets meer open en wordt er niets meer geschreven. De toegang met een ander toestel blijft. Wat hier bewaard was, blijft en vertrekt met de uitwisselingen; collega’s lezen het. Om hier opnieuw te werken: een code die daar gemaakt is met “carnet worker device”, en dan carnet worker add NAAM --code CODE."
    )
  }

  static func endedOnRemovedRow(_ name: String) -> Wording {
    Wording(
      "workerEndedOnRemoved", .success,
      "L’accès \(deQuoted: name) a pris fin : plus rien ne s’ouvre ni ne s’écrit sous ce nom sur cet appareil. Ce qui en était parti se lit chez les collègues ; ce qui n’était pas parti reste sur cet appareil, et n’en part plus.",
      "The access of “\(name)” has ended: nothing opens or is written under that name on this device any more. What had left is read by colleagues; what had not left stays on this device, and leaves no more.",
      "De toegang van “\(name)” is beëindigd: onder die naam gaat op dit toestel niets meer open en wordt er niets meer geschreven. Wat vertrokken was, lezen collega’s; wat nog niet vertrokken was, blijft op dit toestel en vertrekt niet meer."
    )
  }

  static var recoveryVoidRow: Wording {
    Wording(
      "recoveryVoid", .refused,
      "Cette clé de secours n’ouvre rien sur cet appareil. Rien n’a été ouvert ni changé. Seule ouvre la dernière feuille que cette personne a faite ici : une nouvelle remplace l’ancienne. Prenez celle-là, ou tapez la phrase de passe.",
      "This recovery key opens nothing on this device. Nothing was opened or changed. Only the last sheet that this person made here opens: a new one replaces the former. Take that one, or type the passphrase.",
      "Deze herstelsleutel opent niets op dit toestel. Er is niets geopend of gewijzigd. Alleen het laatste blad dat die persoon hier maakte, opent: een nieuw vervangt het vorige. Neem dat, of typ de wachtzin."
    )
  }

  static func furtherDeviceRoleRow(_ name: String, _ role: Role) -> Wording {
    Wording(
      "furtherDeviceRole", .usage,
      "« \(name) » travaille déjà ici avec le rôle \(Phrasebook(.french).role(role)), et le garde sur chaque appareil. Rien n’a été ajouté. Recommencez sans --role. Pour un autre rôle, l’opérateur met fin à l’accès (carnet worker end), puis inscrit de nouveau la personne (carnet worker add).",
      "“\(name)” works here already, with the role \(Phrasebook(.english).role(role)), and keeps it on every device. Nothing was added. Try again without --role. For another role the operator ends the access (carnet worker end), then enrols the person again (carnet worker add).",
      "“\(name)” werkt hier al, met de rol \(Phrasebook(.dutch).role(role)), en houdt die op elk toestel. Er is niets toegevoegd. Probeer opnieuw zonder --role. Voor een andere rol beëindigt de operator de toegang (carnet worker end) en schrijft de persoon opnieuw in (carnet worker add)."
    )
  }
}
