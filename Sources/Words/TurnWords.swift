import CaseFile

/// What is asked of each share when the person goes back to prison, is moved, or is released again.
extension Phrasebook {
  /// Asked on a terminal of one share; who does not answer stops it.
  public func askGoingOn(_ row: ConsentRow) -> String {
    say(
      "Ce partage continue-t-il ?\n", "Does this sharing go on?\n", "Gaat dit delen verder?\n")
      + consentLines([row])
      + say(
        "Sans oui, rien de nouveau ne part ; ce qui a été reçu y reste. (oui/non) [non] ",
        "Without a yes nothing new leaves; what was received stays there. (yes/no) [no] ",
        "Zonder ja vertrekt er niets nieuws; wat ontvangen is, blijft daar. (ja/nee) [nee] ")
  }

  /// After each was decided on.
  public func decidedOnShares(kept: [ConsentRow], stopped: [ConsentRow]) -> String {
    guard !(kept.isEmpty && stopped.isEmpty) else {
      return say(
        "Rien n’est partagé : rien n’était à décider.\n",
        "Nothing is shared: there was nothing to decide.\n",
        "Er wordt niets gedeeld: er was niets te beslissen.\n")
    }
    let going =
      kept.isEmpty
      ? ""
      : say("Continue :\n", "Goes on:\n", "Gaat verder:\n") + consentLines(kept)
    return going + sharesStopped(stopped)
  }

  /// What was stopped, and what that does not mean; nothing where nothing was.
  public func sharesStopped(_ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else { return "" }
    return say(
      "Arrêté par votre service : rien de nouveau ne part, ce qui a été reçu y reste.\n",
      "Stopped by your service: nothing new leaves, what was received stays there.\n",
      "Gestopt door uw dienst: er vertrekt niets nieuws, wat ontvangen is, blijft daar.\n")
      + consentLines(rows)
      + say(
        "Ce n’est pas un retrait de la personne. Pour transmettre de nouveau, recueillez un nouvel accord ; si elle veut aussi que ces services effacent : « carnet consent withdraw ».\n",
        "This is no withdrawal by the person. To share again, take a new consent; should she also want these services to erase: “carnet consent withdraw”.\n",
        "Dit is geen intrekking door de persoon. Neem een nieuwe toestemming op om weer te delen; wil zij ook dat deze diensten wissen: “carnet consent withdraw”.\n"
      )
  }
}

extension RecordFact {
  static func consentsToDecideRow(_ consents: [ClosedConsent]) -> Wording {
    func list(_ language: Language) -> String {
      let book = Phrasebook(language)
      return consents.map { "\(book.named($0)) \($0.id.shortened)" }
        .joined(separator: book.say(" ; ", "; ", "; "))
    }
    return Wording(
      "consentsToDecide", .usage,
      "Pour chaque partage, dites s’il continue : --continue, ou s’arrête : --stop, avec son numéro, le nom du service, ou « tous ». Rien n’a été enregistré. À décider : \(list(.french)).",
      "Say of each sharing whether it goes on: --continue, or stops: --stop, with its number, the name of the service, or “all”. Nothing was recorded. To decide: \(list(.english)).",
      "Zeg van elk delen of het verdergaat: --continue, of stopt: --stop, met het nummer, de naam van de dienst, of “alle”. Er is niets vastgelegd. Te beslissen: \(list(.dutch))."
    )
  }

  static func shareStoppedRow(_ name: String) -> Wording {
    let service = Visible.line(name)
    return Wording(
      "shareStopped", .refused,
      "Le partage avec \(service) a été arrêté : le dire à nouveau ne le reprend pas, et rien n’a été enregistré. Pour partager encore, recueillez un nouvel accord : « carnet consent give ».",
      "The sharing with \(service) was stopped: saying so again does not take it up, and nothing was recorded. To share again, take a new consent: “carnet consent give”.",
      "Het delen met \(service) is gestopt: het opnieuw zeggen hervat het niet, en er is niets vastgelegd. Neem een nieuwe toestemming op om weer te delen: “carnet consent give”."
    )
  }
}
