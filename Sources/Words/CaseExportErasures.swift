import CaseFile
import Notebook

/// What the copy says of a note that was erased: what is so when the copy is made, here, on the other devices, elsewhere.
extension Phrasebook {
  func erasedLine(_ erased: CaseExport.ExportedErasure) -> String {
    let by = Visible.line(erased.by.author)
    let (when, place) = (momentIfKnown(erased.by.entered), volet(erased.volet))
    let first = say(
      "\(place) : une note ou une fiche effacée le \(when) par \(by).",
      "\(place): a note or a record erased on \(when) by \(by).",
      "\(place): een notitie of fiche gewist op \(when) door \(by).")
    return ([first] + here(erased) + erased.answers.map(answeredInCopy)).joined(separator: " ")
  }

  private func here(_ erased: CaseExport.ExportedErasure) -> [String] {
    switch erased.here {
    case .destroyed where !erased.hasOtherDevices:
      return [
        say(
          "Ses mots sont détruits.", "Its words are destroyed.", "De woorden zijn vernietigd.")
      ]
    case .destroyed:
      return [
        say(
          "Ses mots sont détruits sur l’appareil où cette copie est faite.",
          "Its words are destroyed on the device where this copy is made.",
          "De woorden zijn vernietigd op het toestel waarop deze kopie gemaakt is."), elsewhere,
      ]
    case .notYet:
      return [
        say(
          "Elle ne s’ouvre plus ; ses mots seront détruits dès que plus personne ne lira le carnet sur cet appareil.",
          "It opens no more; its words are destroyed as soon as nobody reads the notebook on this device.",
          "Ze gaat niet meer open; de woorden worden vernietigd zodra niemand het boekje op dit toestel leest."
        )
      ] + (erased.hasOtherDevices ? [elsewhere] : [])
    case .wordsWait:
      return [
        say(
          "Elle n’est plus montrée. Des mots qu’un·e collègue y avait ajoutés attendent d’être repris ; le reste sera détruit ensuite.",
          "It is shown no more. Words that a colleague had added wait to be taken back; the rest is destroyed then.",
          "Ze wordt niet meer getoond. Woorden die een collega toevoegde, wachten om teruggenomen te worden; de rest wordt dan vernietigd."
        )
      ] + (erased.hasOtherDevices ? [elsewhere] : [])
    case .undecided:
      return [
        say(
          "L’accès de cette personne avait pris fin : rien n’est encore détruit ici, une autre personne doit le décider.",
          "The access of that person had ended: nothing is destroyed here yet, another person has to decide.",
          "De toegang van die persoon was beëindigd: hier is nog niets vernietigd, iemand anders moet beslissen."
        )
      ]
    }
  }

  private var elsewhere: String {
    say(
      "Les autres appareils du service les détruisent dès qu’ils l’apprennent, à l’échange suivant.",
      "The other devices of the service destroy them when they hear of it, at their next exchange.",
      "De andere toestellen van de dienst vernietigen ze zodra ze het vernemen, bij hun volgende uitwisseling."
    )
  }

  private func answeredInCopy(_ answer: ErasureAnswerRow) -> String {
    let service = Visible.line(answer.service)
    let asked = answer.askedAt.map(moment)
    let first =
      asked.map {
        say(
          "Effacement demandé à \(service) le \($0)", "Erasure asked of \(service) on \($0)",
          "Wissen gevraagd aan \(service) op \($0)")
      }
      ?? say(
        "Effacement demandé à \(service)", "Erasure asked of \(service)",
        "Wissen gevraagd aan \(service)")
    return first + ", " + outcome(answer.state, isCutOff: answer.isCutOff) + "."
  }

  private func outcome(_ state: ErasureAnswerRow.State, isCutOff: Bool) -> String {
    switch state {
    case .attested(let at):
      say(
        "attesté le \(moment(at))", "attested on \(moment(at))", "bevestigd op \(moment(at))")
    case .refused(let at):
      say(
        "refusé le \(moment(at)) (devoir de garder)", "refused on \(moment(at)) (duty to keep)",
        "geweigerd op \(moment(at)) (plicht om te bewaren)")
    case .waiting where isCutOff:
      say(
        "mais la demande ne peut pas y arriver", "but the request cannot get there",
        "maar de vraag komt er niet aan")
    case .waiting:
      say("pas encore envoyé", "not sent yet", "nog niet verstuurd")
    case .sent:
      say("pas encore attesté", "not attested yet", "nog niet bevestigd")
    }
  }
}

extension ErasureAnswerRow {
  /// `{"service", "at", "state", "answeredAt"?}`; the state `waiting`, `sent`, `attested` or `refused`
  var json: JSONValue {
    let (code, answered): (String, ZonedMoment?) =
      switch state {
      case .waiting: ("waiting", nil)
      case .sent: ("sent", nil)
      case .attested(let at): ("attested", at)
      case .refused(let at): ("refused", at)
      }
    return .present([
      ("service", .string(service)), ("at", askedAt?.json ?? .null), ("state", .string(code)),
      ("answeredAt", answered?.json),
    ])
  }
}
