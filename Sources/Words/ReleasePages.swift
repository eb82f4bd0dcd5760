public import CaseFile
import Notebook

/// What a release did to the consents of a person.
extension Phrasebook {
  /// After a release is recorded.
  ///
  /// - Parameters:
  ///   - begun: the services whose planned consents take effect now.
  ///   - waiting: those whose planned consents take effect on the day that was recorded, which is to come.
  ///   - tooShort: consents that end before that day.
  ///   - running: consents that took effect before, and that this release neither begins nor stops.
  public func released(
    on day: CalendarDate, begun: [String], waiting: [String], later: [String] = [],
    tooShort: [ConsentRow] = [], running: [ConsentRow] = []
  ) -> String {
    let recorded = say("Enregistré.", "Recorded.", "Vastgelegd.")
    var parts: [String] = []
    if !begun.isEmpty {
      let names = namedOnce(begun)
      parts.append(
        say(
          "Les accords prévus prennent effet pour : \(names).",
          "The planned consents take effect for: \(names).",
          "De geplande toestemmingen gaan in voor: \(names)."))
    }
    if !waiting.isEmpty {
      let names = namedOnce(waiting)
      let when = date(day)
      parts.append(
        say(
          "Prendront effet ce jour-là, le \(when), les accords prévus pour : \(names).",
          "On that day, \(when), the planned consents take effect for: \(names).",
          "Op die dag, \(when), gaan de geplande toestemmingen in voor: \(names)."))
    }
    if !later.isEmpty {
      let (names, when) = (namedOnce(later), date(day))
      parts.append(
        say(
          "Ce qui a été convenu depuis le \(when) pour la sortie suivante l’attend toujours, et celle-ci ne le fait pas commencer : \(names).",
          "What was agreed since \(when) for the next release still waits for it, and this one does not begin it: \(names).",
          "Wat sinds \(when) voor de volgende vrijlating is afgesproken, wacht daar nog op, en deze doet het niet ingaan: \(names)."
        ))
    }
    if parts.isEmpty {
      parts = [
        say(
          "Aucun accord n’attend cette sortie : à elle seule, elle ne transmet rien.",
          "No consent waits for this release: by itself it sends nothing.",
          "Geen toestemming wacht op deze vrijlating: op zich verstuurt ze niets.")
      ]
    }
    return ([recorded] + parts).joined(separator: " ") + "\n" + endingBefore(day, tooShort)
      + goingOn(running)
  }

  private func namedOnce(_ services: [String]) -> String {
    services.enumerated().filter { place, name in
      !services.prefix(place).contains { $0.utf8.elementsEqual(name.utf8) }
    }.map { Visible.line($0.element) }.joined(separator: ", ")
  }

  private func endingBefore(_ day: CalendarDate, _ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else { return "" }
    let when = date(day)
    return say(
      "Finissent avant le \(when) et ne prendront pas effet ce jour-là ; pour transmettre, demandez un nouvel accord à la personne :\n",
      "End before \(when) and do not take effect on that day; to send, ask the person for a new consent:\n",
      "Eindigen voor \(when) en gaan die dag niet in; vraag de persoon een nieuwe toestemming om te versturen:\n"
    ) + consentLines(rows)
  }

  /// What a release does not stop, a corrected one neither.
  private func goingOn(_ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else { return "" }
    return say(
      "Ont déjà pris effet et continuent, quelle que soit la date notée ; si la personne le demande, « carnet consent withdraw » et le numéro y mettent fin :\n",
      "Have taken effect already and go on, whatever day is recorded; if the person asks, “carnet consent withdraw” with the number stops them:\n",
      "Zijn al ingegaan en lopen verder, welke dag er ook genoteerd is; vraagt de persoon het, dan stopt “carnet consent withdraw” met het nummer ze:\n"
    ) + consentLines(rows)
  }
}
