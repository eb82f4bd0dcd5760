/// Why nothing goes by a consent that was given, and what to do.
extension Phrasebook {
  /// Nil for one by which things go, and for one that has ended or has yet to begin.
  func holding(_ row: ConsentRow) -> String? {
    if row.waitsForExchange { return waitsForExchange([row.to]) }
    return row.status == .suspended ? suspendedWhy : nil
  }

  /// What consents in force for these services wait for.
  func waitsForExchange(_ services: [String]) -> String {
    let names = services.map(Visible.line).joined(separator: ", ")
    return say(
      "Rien n’en part encore : il faut d’abord un échange avec \(names), qui apporte la clé de ce service. Lancez « carnet sync » ; l’accord commence ensuite dès que quelqu’un ouvre le carnet avec sa phrase de passe, et ce qu’il donne part à l’échange suivant.",
      "Nothing leaves by it yet: first an exchange with \(names) has to bring the key of that service. Run “carnet sync”; the consent then begins as soon as somebody opens the notebook with their passphrase, and what it gives leaves with the next exchange.",
      "Er vertrekt nog niets: eerst moet een uitwisseling met \(names) de sleutel van die dienst brengen. Start “carnet sync”; daarna begint de toestemming zodra iemand het boekje met de eigen wachtzin opent, en wat ze geeft vertrekt met de volgende uitwisseling."
    )
  }

  private var suspendedWhy: String {
    say(
      "En pause, rien n’en part : l’accès de qui l’a enregistré a pris fin. Si la personne le veut encore, enregistrez-le de nouveau avec elle (« carnet consent give ») ; sinon, « carnet consent withdraw ».",
      "On hold, nothing leaves by it: the access of whoever recorded it has ended. If the person still wants it, record it again with them (“carnet consent give”); if not, “carnet consent withdraw”.",
      "Ligt stil, er vertrekt niets: de toegang van wie ze vastlegde is beëindigd. Wil de persoon ze nog, leg ze dan opnieuw met haar vast (“carnet consent give”); zo niet, “carnet consent withdraw”."
    )
  }
}

extension HomeFact {
  static func consentsWaitRow(_ services: [String]) -> Wording {
    let names = services.map(Visible.line).joined(separator: ", ")
    return Wording(
      "consentsWait", .success,
      "Des accords donnés attendent un échange avec \(names), qui apporte la clé de ce service : rien n’en part d’ici là. Lancez « carnet sync », puis rouvrez le carnet avec votre phrase de passe.",
      "Consents that were given wait for an exchange with \(names), which brings the key of that service: nothing leaves by them until then. Run “carnet sync”, then open the notebook again with your passphrase.",
      "Gegeven toestemmingen wachten op een uitwisseling met \(names), die de sleutel van die dienst brengt: tot dan vertrekt er niets door. Start “carnet sync” en open het boekje daarna opnieuw met uw wachtzin."
    )
  }
}
