import CaseFile
import Replica

extension WithdrawalReport {
  /// What is asked stays on this device: it exchanges with the other service no more.
  var isHeldHere: Bool { isCutOff || unpaired != nil }
}

/// A withdrawal from a service that this device exchanges with no more: what had left, what cannot leave, what to do.
extension Phrasebook {
  /// Said instead of what is asked and awaited.
  func cutOff(_ report: WithdrawalReport) -> String {
    let gone = left(report)
    let first = say(
      "Rien de plus ne part d’ici.\n", "Nothing more leaves from here.\n",
      "Van hier vertrekt niets meer.\n")
    return first + gone.text + (gone.isSome ? requestHeld(report) : "")
  }

  /// How the request of a withdrawal that was said before stands.
  func standing(_ report: WithdrawalReport) -> String {
    switch report.confirmation {
    case .awaited where report.isHeldHere: requestHeld(report)
    case .awaited, .attested, .refused:
      confirmation(report.confirmation) + "\n"
        + holderLines(report.holders).map { "  \($0)\n" }.joined()
    }
  }

  /// What had left by then, or may have, and whether that is anything.
  private func left(_ report: WithdrawalReport) -> (text: String, isSome: Bool) {
    let service = Visible.line(report.service)
    var parts: [String] = []
    if !report.sent.isEmpty {
      let names = volets(report.sent)
      parts.append(
        say("des notes dans : \(names)", "notes in: \(names)", "notities in: \(names)"))
    }
    if report.isAnnounced {
      parts.append(
        say(
          "l’accord lui-même, qui nomme la personne",
          "the consent itself, which names the person",
          "de toestemming zelf, die de persoon noemt"))
    }
    var text = ""
    if !parts.isEmpty {
      let what = parts.joined(separator: say(" ; ", "; ", "; "))
      text += say(
        "Était déjà parti d’ici vers \(service) : \(what). Ce service le garde.\n",
        "Had left here already for \(service): \(what). That service keeps it.\n",
        "Was van hier al naar \(service) vertrokken: \(what). Die dienst houdt het.\n")
    }
    let maybe = maybeLeft(report)
    if parts.isEmpty, maybe.isEmpty {
      text +=
        report.isUntold
        ? say(
          "Rien de cet accord n’était parti d’ici vers \(service), ni note ni nom.\n",
          "Nothing of this consent had left here for \(service), neither note nor name.\n",
          "Niets van deze toestemming was van hier naar \(service) vertrokken, geen notitie en geen naam.\n"
        )
        : say(
          "Aucune note de ces volets n’est partie d’ici vers \(service).\n",
          "No note of these volets left here for \(service).\n",
          "Geen enkele notitie uit deze luiken vertrok van hier naar \(service).\n")
    }
    return (text + maybe, !parts.isEmpty || !maybe.isEmpty)
  }

  /// Of what this device cannot know: it goes on from a copy, or another device may have sent it.
  private func maybeLeft(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    var text = ""
    if !report.maybeSent.isEmpty {
      let names = volets(report.maybeSent)
      text += say(
        "Cet appareil a repris depuis une copie et ne sait plus tout ce qui était parti : \(service) a pu recevoir des notes dans : \(names), avant que l’appairage finisse.\n",
        "This device went on from a copy and no longer knows all that had left: \(service) may have received notes in: \(names), before the pairing ended.\n",
        "Dit toestel ging verder vanaf een kopie en weet niet meer alles wat vertrokken was: \(service) kan notities ontvangen hebben in: \(names), voor de koppeling eindigde.\n"
      )
    }
    let others = report.volets?.filter { !report.sent.contains($0) } ?? []
    if report.hasOtherDevices, !others.isEmpty {
      let names = volets(others)
      text += say(
        "D’un autre appareil de votre service, \(service) a pu recevoir des notes dans : \(names). Le retrait y vaut aussi.\n",
        "From another device of your service, \(service) may have received notes in: \(names). The withdrawal holds for them too.\n",
        "Van een ander toestel van uw dienst kan \(service) notities ontvangen hebben in: \(names). De intrekking geldt ook daarvoor.\n"
      )
    }
    return text
  }

  /// The request cannot leave from here: said instead of what is awaited, with what to do.
  private func requestHeld(_ report: WithdrawalReport) -> String {
    let service = Visible.line(report.service)
    let first = say(
      "Cet appareil n’échange plus avec \(service) : la demande d’effacer ne peut pas y arriver d’ici tant que les services ne sont pas appairés.",
      "This device no longer exchanges with \(service): the request to erase cannot get there from here while the services are not paired.",
      "Dit toestel wisselt niet meer uit met \(service): de vraag om te wissen komt er van hier niet aan zolang de diensten niet gekoppeld zijn."
    )
    let others =
      report.hasOtherDevices
      ? say(
        " Un autre appareil de votre service la porte s’il échange encore avec ce service.",
        " Another device of your service carries it if it still exchanges with that service.",
        " Een ander toestel van uw dienst brengt ze over als het nog met die dienst uitwisselt.")
      : ""
    return first + others
      + say(
        " Dites-le à ce service avec la personne ; si vous l’appairez à nouveau, la demande partira.\n",
        " Tell that service together with the person; if you pair with it again, the request will leave.\n",
        " Zeg het die dienst samen met de persoon; koppelt u opnieuw, dan vertrekt de vraag.\n")
  }
}
