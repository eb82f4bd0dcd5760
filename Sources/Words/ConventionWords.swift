public import CaseFile
public import Notebook

/// A figure with the rule by which it was counted, and what it leaves out.
extension Phrasebook {
  /// - Parameter today: the local day, on which this node counted.
  public func convention(_ count: ConventionCount, today: CalendarDate) -> String {
    let (first, last) = (date(count.days.lowerBound), date(count.days.upperBound))
    let objective = count.objective.map { " / \($0)" } ?? ""
    var text =
      Visible.line(count.name)
      + say(
        ", année \(count.year)", ", year \(count.year)",
        ", jaar \(count.year)") + " (\(first) – \(last))\n"
    text += say(
      "Personnes reçues en permanence : \(count.counted)\(objective)\n",
      "People met in a drop-in: \(count.counted)\(objective)\n",
      "Mensen ontmoet in een permanentie: \(count.counted)\(objective)\n")
    text += rule
    if count.unsettled != .people(0) {
      let people = told(count.unsettled)
      text += say(
        "Dont une fiche de contact est à accorder, comptées une fois : \(people)\n",
        "Of these, a contact is to be settled, counted once: \(people)\n",
        "Waarvan een contact af te stemmen is, één keer geteld: \(people)\n")
    }
    text += block(
      say("Par lieu :\n", "By place:\n", "Per plaats:\n"),
      count.places.map { (Visible.line($0.name), $0.people) })
    text += block(
      say(
        "Pas comptées, et pourquoi :\n", "Not counted, and why:\n",
        "Niet geteld, en waarom:\n"), count.notCounted.map { (self.why($0.why), $0.people) })
    return text + ends(count, today)
  }

  private var rule: String {
    say(
      "Règle : chaque personne compte une fois si elle a été vue au moins une fois, en présence, dans une permanence de cette convention en prison, pendant l’année de la convention. Les suivis reliés comptent une fois. Les orientations jamais vues, les informations et les contacts collectifs ne comptent pas.\n",
      "Rule: each person counts once who was seen at least once, in person, in a drop-in of this convention in a prison, in the year of the convention. Linked case files count once. Referrals never seen, information and collective contacts do not count.\n",
      "Regel: elke persoon telt één keer die minstens één keer gezien is, ter plaatse, in een permanentie van deze overeenkomst in een gevangenis, in het jaar van de overeenkomst. Gekoppelde dossiers tellen één keer. Doorverwijzingen die nooit gezien zijn, informatie en groepscontacten tellen niet.\n"
    )
  }

  private func block(_ title: String, _ rows: [(String, CountedCell)]) -> String {
    guard !rows.isEmpty else { return "" }
    return title + rows.map { "  " + labelled($0.0, told($0.1)) + "\n" }.joined()
  }

  private func ends(_ count: ConventionCount, _ today: CalendarDate) -> String {
    let cells = count.places.map(\.people) + count.notCounted.map(\.people) + [count.unsettled]
    let hidden = cells.count { $0 == .masked }
    let masked =
      hidden == 0
      ? ""
      : say(
        "Cases masquées, de 1 à 4 personnes ou qui les feraient retrouver : \(hidden)\n",
        "Masked cells, of 1 to 4 people or that would give them back: \(hidden)\n",
        "Gemaskeerde vakken, van 1 tot 4 personen of die ze zouden verraden: \(hidden)\n")
    let day = date(today)
    return masked
      + say(
        "Calculé avec les données de cet appareil au \(day).\n",
        "Counted with the data of this device on \(day).\n",
        "Geteld met de gegevens van dit toestel op \(day).\n")
  }

  private func told(_ cell: CountedCell) -> String {
    switch cell {
    case .people(let count): String(count)
    case .masked: say("masqué", "masked", "gemaskeerd")
    }
  }

  private func why(_ why: NotCounted) -> String {
    switch why {
    case .information: say("information", "information", "informatie")
    case .collective: say("contact collectif", "collective contact", "groepscontact")
    case .otherWay:
      say(
        "à distance (téléphone, courrier…)", "at a distance (telephone, letter…)",
        "op afstand (telefoon, brief…)")
    case .otherPlace:
      say(
        "permanence hors prison, ou lieu non dit", "drop-in outside a prison, or place not said",
        "permanentie buiten de gevangenis, of plaats niet gezegd")
    case .otherYear:
      say(
        "saisi dans l’année, d’une autre année", "entered in the year, of another year",
        "ingevoerd in het jaar, van een ander jaar")
    case .notSeen:
      say(
        "sur une liste, pas vue (empêchée, refus, reportée…)",
        "on a list, not seen (prevented, refused, put off…)",
        "op een lijst, niet gezien (verhinderd, geweigerd, uitgesteld…)")
    case .referredOnly:
      say("orientée, jamais vue", "referred, never seen", "doorverwezen, nooit gezien")
    case .noOutcome:
      say(
        "sur une liste, sans issue", "on a list, without an outcome",
        "op een lijst, zonder uitkomst")
    }
  }

  /// `{"name", "year", "from", "until", "counted", "objective"?, "rule", "unsettled", "notCounted": {why: n or "masked"}, "places": [{"place", "people"}], "masked", "countedOn", "by": "thisDevice"}`
  public func json(_ count: ConventionCount, today: CalendarDate) -> JSONValue {
    let cells = count.places.map(\.people) + count.notCounted.map(\.people) + [count.unsettled]
    return .present([
      ("name", .string(count.name)), ("year", .count(count.year)),
      ("from", .string(count.days.lowerBound.description)),
      ("until", .string(count.days.upperBound.description)),
      ("counted", .count(count.counted)), ("objective", count.objective.map { .count($0) }),
      ("rule", .string(rule.trimmingNewline)), ("unsettled", json(count.unsettled)),
      ("notCounted", .object(count.notCounted.map { ($0.why.rawValue, json($0.people)) })),
      (
        "places",
        .array(
          count.places.map { .object([("place", .string($0.name)), ("people", json($0.people))]) })
      ),
      ("masked", .count(cells.count { $0 == .masked })),
      ("countedOn", .string(today.description)), ("by", .string("thisDevice")),
    ])
  }

  private func json(_ cell: CountedCell) -> JSONValue {
    switch cell {
    case .people(let count): .count(count)
    case .masked: .string("masked")
    }
  }
}

extension String {
  fileprivate var trimmingNewline: String { last == "\n" ? String(dropLast()) : self }
}
