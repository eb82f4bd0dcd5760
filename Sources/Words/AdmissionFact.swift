extension HomeFact {
  static func erasuresWaitRow(_ notes: String) -> Wording {
    Wording(
      "erasuresWait", .success,
      "Quelqu’un dont l’accès avait pris fin a demandé d’effacer ces notes ou fiches : \(notes). Rien n’a été effacé. Si c’est bien ce qu’il faut, faites-le aussi avec « carnet record erase ».",
      "Somebody whose access had ended asked to erase these notes or records: \(notes). Nothing was erased. If it is right to do so, do it too with “carnet record erase”.",
      "Iemand van wie de toegang beëindigd was, vroeg deze notities of fiches te wissen: \(notes). Er is niets gewist. Is dat juist, doe het dan ook met “carnet record erase”."
    )
  }
}

/// The sentences about who is admitted, and with which passphrase.
extension AccessFact {
  static func notAdmittedRow(_ name: String, _ digits: String?) -> Wording {
    func added(_ words: String) -> String { digits.map { " \(words): \($0)" } ?? "" }
    let french = added("après avoir entendu les chiffres de cet appareil\u{A0}")
    let english = added("after hearing the digits of this device")
    let dutch = added("na het horen van de cijfers van dit toestel")
    return Wording(
      "notAdmitted", .refused,
      "« \(name) » est inscrit·e mais pas encore admis·e. Aucune note ne peut être lue ni écrite pour l’instant. Un·e collègue déjà admis·e fait « carnet worker admit »\(french).",
      "“\(name)” is enrolled but not admitted yet. No note can be read or written for now. A colleague who is admitted runs “carnet worker admit”\(english).",
      "“\(name)” is ingeschreven maar nog niet toegelaten. Voorlopig kan geen notitie gelezen of geschreven worden. Een toegelaten collega doet “carnet worker admit”\(dutch)."
    )
  }

  static func workerExistsRow(_ name: String) -> Wording {
    Wording(
      "workerExists", .cannotCreate,
      "Quelqu’un s’appelle déjà « \(name) » dans ce service. Rien n’a été ajouté. Choisissez un nom qui distingue les deux personnes. Si c’est la même personne sur un autre appareil, elle fait un code avec « carnet worker device » ; donnez-le avec --code.",
      "Somebody is already called “\(name)” in this service. Nothing was added. Choose a name that tells the two people apart. If it is the same person on another device, they make a code with “carnet worker device”; give it with --code.",
      "Iemand heet al “\(name)” in deze dienst. Er is niets toegevoegd. Kies een naam die beide personen onderscheidt. Is het dezelfde persoon op een ander toestel, dan maakt die een code met “carnet worker device”; geef die met --code."
    )
  }

  static var weakPassphraseRow: Wording {
    Wording(
      "weakPassphrase", .usage,
      "Cette phrase de passe se devinerait vite. Rien n’a été créé ni changé. Choisissez au moins douze signes qui ne se répètent pas, par exemple quatre ou cinq mots sans lien.",
      "This passphrase would soon be guessed. Nothing was created or changed. Choose at least twelve signs that do not repeat, for example four or five words that do not belong together.",
      "Deze wachtzin is snel te raden. Er is niets aangemaakt of gewijzigd. Kies minstens twaalf tekens die zich niet herhalen, bijvoorbeeld vier of vijf woorden zonder verband."
    )
  }

  static var untypablePassphraseRow: Wording {
    Wording(
      "untypablePassphrase", .usage,
      "Personne ne pourrait retaper cette phrase de passe : elle n’est pas en UTF-8, ou elle tient sur plusieurs lignes. Rien n’a été créé ni changé. Écrivez-la sur une seule ligne, en UTF-8, puis recommencez.",
      "Nobody could type this passphrase again: it is not UTF-8, or it has several lines. Nothing was created or changed. Write it on one line, in UTF-8, then try again.",
      "Niemand zou deze wachtzin opnieuw kunnen typen: hij is geen UTF-8, of hij beslaat meerdere regels. Er is niets aangemaakt of gewijzigd. Schrijf hem op één regel, in UTF-8, en probeer opnieuw."
    )
  }

  static func deviceNotNamedRow(_ name: String, _ devices: String) -> Wording {
    Wording(
      "deviceNotNamed", .usage,
      "Il faut dire quel appareil \(de: name) est admis : \(devices). Personne n’a été admis. Appelez cette personne, faites-lui lire les chiffres de son appareil et tapez-les : --device CHIFFRES.",
      "Say which device of “\(name)” is admitted: \(devices). Nobody was admitted. Call that person, have the digits of their device read out, and type them: --device DIGITS.",
      "Zeg welk toestel van “\(name)” toegelaten wordt: \(devices). Niemand is toegelaten. Bel die persoon, laat de cijfers van het toestel voorlezen en typ ze: --device CIJFERS."
    )
  }

  static func unknownDeviceRow(_ given: String) -> Wording {
    Wording(
      "unknownDevice", .notFound,
      "Aucun appareil de cette personne n’a les chiffres « \(given) ». Rien n’a été changé. Si elle lit bien ceux-là sur son appareil, quelqu’un a pu s’inscrire sous son nom : parlez à l’opérateur.",
      "No device of that person has the digits “\(given)”. Nothing was changed. If they do read these on their device, somebody may have been enrolled under their name: talk to the operator.",
      "Geen toestel van die persoon heeft de cijfers “\(given)”. Er is niets gewijzigd. Leest die persoon deze echt op het eigen toestel, dan is misschien iemand onder die naam ingeschreven: praat met de operator."
    )
  }

  static func deviceEndedRow(_ name: String, _ digits: String) -> Wording {
    Wording(
      "deviceEnded", .refused,
      "L’accès \(deQuoted: name) par l’appareil \(digits) a pris fin, et pour de bon. Personne n’a été admis. Si cette personne doit y travailler, l’opérateur l’inscrit de nouveau sur cet appareil (carnet worker add) ; les chiffres seront alors d’autres, et c’est avec ceux-là qu’on l’admet.",
      "The access of “\(name)” by the device \(digits) has ended, and for good. Nobody was admitted. If that person is to work there, the operator enrols them again on that device (carnet worker add); the digits are others then, and they are admitted with those.",
      "De toegang van “\(name)” met het toestel \(digits) is beëindigd, en voorgoed. Er is niemand toegelaten. Moet die persoon daar werken, dan schrijft de operator opnieuw in op dat toestel (carnet worker add); de cijfers zijn dan andere, en daarmee wordt toegelaten."
    )
  }

  static func workerNamesakeRow(_ name: String) -> Wording {
    Wording(
      "workerNamesake", .refused,
      "Quelqu’un qui travaille ici s’appelle déjà « \(name) ». Personne n’a été admis : on ne saurait plus qui écrit. L’opérateur inscrit l’un·e des deux sous un autre nom (carnet worker end, carnet worker add).",
      "Somebody who works here is already called “\(name)”. Nobody was admitted: one could no longer tell who writes. The operator enrols one of the two under another name (carnet worker end, carnet worker add).",
      "Iemand die hier werkt heet al “\(name)”. Niemand is toegelaten: men zou niet meer weten wie schrijft. De operator schrijft een van beiden onder een andere naam in (carnet worker end, carnet worker add)."
    )
  }

  static func theirOwnDeviceRow(_ name: String) -> Wording {
    Wording(
      "theirOwnDevice", .refused,
      "C’est un autre appareil \(de: name), qui travaille déjà ici. Personne n’a été admis. Cette personne l’admet elle-même, depuis l’appareil où elle ouvre déjà le carnet.",
      "This is another device of “\(name)”, who works here already. Nobody was admitted. That person admits it themselves, from the device where they open the notebook already.",
      "Dit is een ander toestel van “\(name)”, die hier al werkt. Niemand is toegelaten. Die persoon laat het zelf toe, vanaf het toestel waar het boekje al opengaat."
    )
  }

  static var deviceCodeUnreadableRow: Wording {
    Wording(
      "deviceCodeUnreadable", .badData,
      "Ce code d’appareil est incomplet, altéré, ou d’une personne d’un autre nom. Rien n’a été ajouté. Faites d’abord un échange avec « carnet sync », puis demandez-le de nouveau : carnet worker device.",
      "This device code is incomplete, altered, or of somebody with another name. Nothing was added. First exchange with “carnet sync”, then ask for it again: carnet worker device.",
      "Deze toestelcode is onvolledig, gewijzigd of van iemand met een andere naam. Er is niets toegevoegd. Wissel eerst uit met “carnet sync” en vraag ze dan opnieuw: carnet worker device."
    )
  }
}
