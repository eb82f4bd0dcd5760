public import CaseFile
import Envelope
public import Notebook

/// A permanence on a list of several that may be meant.
public struct PermanenceRow: Hashable, Sendable {
  public let id: String
  /// As they are written.
  public let moments: [String]
  public let places: [String]

  public init(id: String, moments: [String], places: [String]) {
    (self.id, self.moments, self.places) = (id, moments, places)
  }

  init(_ named: NamedPermanence) {
    self.init(id: named.record.description, moments: named.moments, places: named.places)
  }
}

extension LookupFact {
  static func severalPermanencesRow(_ given: String, _ rows: [PermanenceRow]) -> Wording {
    func list(_ language: Language) -> String {
      let words = Phrasebook(language)
      return rows.map(words.apart).joined(separator: words.say("\u{A0}; ", "; ", "; "))
    }
    return Wording(
      "severalPermanences", .usage,
      "« \(given) » peut désigner plusieurs permanences. Rien n’a été changé. Tapez à sa place le numéro de la bonne : \(list(.french)).",
      "“\(given)” can mean several drop-ins. Nothing was changed. Type in its place the number of the right one: \(list(.english)).",
      "“\(given)” kan meerdere permanenties betekenen. Er is niets gewijzigd. Typ in de plaats ervan het nummer van de juiste: \(list(.dutch))."
    )
  }
}

extension Phrasebook {
  /// What can be typed for a permanence, and what tells it from others: `7f31aabb (mardi 17/11/2026 9 h 30, Prison de Rive)`.
  func apart(_ row: PermanenceRow) -> String {
    apart(row.id, row.moments, row.places)
  }

  /// What whoever put people on a list is to look at again, a sentence each.
  public func doubts(_ prepared: PermanencePrepared) -> [Fact] {
    prepared.doubts.map { .record(.listDoubt(ListDoubt($0))) }
      + alike(prepared.listed).map { .record(.listDoubt(.alike($0))) }
  }

  /// Those whom the paper does not tell apart, where somebody who was just put on the list is one of them.
  private func alike(_ listed: [ListedPerson]) -> [[ListDoubt.Place]] {
    let named = listed.filter { $0.person != nil }
    let groups = Dictionary(grouping: named) { ListDoubt.Place($0).name ?? "" }
    return groups.sorted { $0.key < $1.key }.map(\.value).filter { group in
      Set(group.map(\.caseFile)).count > 1 && group.contains(where: \.isMeant)
    }.map { $0.map(ListDoubt.Place.init) }
  }
}

/// What whoever put people on a list may look at again: everybody is on it.
public enum ListDoubt: Hashable, Sendable {
  /// Who is meant: her number on the list, and her first name with an initial.
  public struct Place: Hashable, Sendable {
    public let number: Int?
    public let name: String?

    public init(number: Int?, name: String?) { (self.number, self.name) = (number, name) }

    init(_ listed: ListedPerson) {
      self.init(number: listed.number, name: listed.person.map { FirstName.shown(of: $0) })
    }

    /// `n° 3 (Kaïs D.)`.
    func told(_ language: Language) -> String {
      let words = Phrasebook(language)
      let number = number.map(String.init) ?? "?"
      return words.say("n° \(number)", "no. \(number)", "nr. \(number)")
        + (name.map { " (" + Visible.line($0) + ")" } ?? "")
    }
  }

  case past(CalendarDate)
  /// What became of a list was said, and its day is still to come.
  case toCome(CalendarDate)
  case full(listed: Int, places: Int)
  case twice(Place, numbers: [Int])
  case alike([Place])
  case deceased(Place, days: [String])
  case quiet(Place, until: CalendarDate)

  init(_ doubt: PermanenceDoubt) {
    switch doubt {
    case .past(let day): self = .past(day)
    case .full(let listed, let places): self = .full(listed: listed, places: places)
    case .twice(let one, let numbers): self = .twice(Place(one), numbers: numbers)
    case .deceased(let one, let days): self = .deceased(Place(one), days: days)
    case .quiet(let one, let until): self = .quiet(Place(one), until: until)
    }
  }

  var wording: Wording {
    switch self {
    case .past(let day): Self.pastRow(day)
    case .toCome(let day): Self.toComeRow(day)
    case .full(let listed, let places): Self.fullRow(listed, places)
    case .twice(let place, let numbers): Self.twiceRow(place, numbers)
    case .alike(let places): Self.alikeRow(places)
    case .deceased(let place, let days): Self.deceasedRow(place, days)
    case .quiet(let place, let until): Self.quietRow(place, until)
    }
  }

  private static func pastRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "listDayPast", .success,
      "Le jour de cette permanence est passé : \(day(.french)). La liste est enregistrée ainsi ; vérifiez le jour, ou saisissez ce qu’elle est devenue : « carnet permanence record ».",
      "The day of this drop-in is past: \(day(.english)). The list is saved like that; check the day, or enter what became of it: “carnet permanence record”.",
      "De dag van deze permanentie is voorbij: \(day(.dutch)). De lijst is zo bewaard; ga de dag na, of voer in wat ervan kwam: “carnet permanence record”."
    )
  }

  private static func toComeRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "listDayToCome", .success,
      "Le jour de cette permanence est encore à venir : \(day(.french)). Ce qui a été saisi est enregistré ainsi ; vérifiez que c’est la bonne permanence, et corrigez au besoin : « carnet permanence record ».",
      "The day of this drop-in is still to come: \(day(.english)). What was entered is saved like that; check that it is the right drop-in, and correct it if need be: “carnet permanence record”.",
      "De dag van deze permanentie moet nog komen: \(day(.dutch)). Wat is ingevoerd, is zo bewaard; ga na of het de juiste permanentie is, en verbeter het zo nodig: “carnet permanence record”."
    )
  }

  private static func fullRow(_ listed: Int, _ places: Int) -> Wording {
    Wording(
      "listFull", .success,
      "Plus de personnes que de places : \(listed) sur la liste, places : \(places). La liste est enregistrée ainsi ; « carnet permanence take-off » enlève une personne, « carnet permanence edit --slots » change les places.",
      "More people than places: \(listed) on the list, places: \(places). The list is saved like that; “carnet permanence take-off” takes a person off, “carnet permanence edit --slots” changes the places.",
      "Meer mensen dan plaatsen: \(listed) op de lijst, plaatsen: \(places). De lijst is zo bewaard; “carnet permanence take-off” haalt iemand eraf, “carnet permanence edit --slots” wijzigt de plaatsen."
    )
  }

  private static func twiceRow(_ place: Place, _ numbers: [Int]) -> Wording {
    let all =
      numbers.map(String.init).joined(separator: ", ")
      + (place.name.map { " (" + Visible.line($0) + ")" } ?? "")
    return Wording(
      "listedTwice", .success,
      "Une même personne a plusieurs places sur cette liste : \(all). Elles restent, car une feuille peut les porter ; « carnet permanence take-off » enlève celle de trop.",
      "One person has several places on this list: \(all). They stay, as a sheet may bear them; “carnet permanence take-off” takes off the one too many.",
      "Eén persoon heeft meerdere plaatsen op deze lijst: \(all). Ze blijven, want een blad kan ze dragen; “carnet permanence take-off” haalt de overtollige eraf."
    )
  }

  private static func alikeRow(_ places: [Place]) -> Wording {
    func all(_ language: Language) -> String {
      places.map { $0.told(language) }.joined(separator: ", ")
    }
    return Wording(
      "listedAlike", .success,
      "Le prénom et l’initiale ne distinguent pas ces personnes sur la feuille : \(all(.french)). La liste est enregistrée ainsi ; dites-les par leur numéro, et vérifiez qui vient à l’appel.",
      "The first name and the initial do not tell these people apart on the sheet: \(all(.english)). The list is saved like that; go by their numbers, and check who answers the call.",
      "De voornaam en de initiaal onderscheiden deze mensen niet op het blad: \(all(.dutch)). De lijst is zo bewaard; noem ze met hun nummer, en ga na wie op de oproep komt."
    )
  }

  private static func deceasedRow(_ place: Place, _ days: [String]) -> Wording {
    func told(_ language: Language) -> String {
      days.map { Phrasebook(language).date(written: $0) }.joined(separator: " / ")
    }
    return Wording(
      "listedDeceased", .success,
      "\(place.told(.french)) : un décès est noté (\(told(.french))). La personne est sur la liste ; vérifiez-le, et si c’est exact, « carnet permanence take-off » l’enlève.",
      "\(place.told(.english)): a death is recorded (\(told(.english))). The person is on the list; check it, and if it is so, “carnet permanence take-off” takes the person off.",
      "\(place.told(.dutch)): er is een overlijden genoteerd (\(told(.dutch))). De persoon staat op de lijst; ga het na, en klopt het, dan haalt “carnet permanence take-off” die eraf."
    )
  }

  private static func quietRow(_ place: Place, _ until: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(until) }
    return Wording(
      "listedQuiet", .success,
      "\(place.told(.french)) : « ne plus solliciter avant » dit \(day(.french)), et cette permanence vient plus tôt. La personne est sur la liste ; si ce n’est pas elle qui le demande, « carnet permanence take-off » l’enlève.",
      "\(place.told(.english)): “not to be asked before” says \(day(.english)), and this drop-in comes sooner. The person is on the list; unless it is her own wish, “carnet permanence take-off” takes the person off.",
      "\(place.told(.dutch)): “niet contacteren voor” zegt \(day(.dutch)), en deze permanentie komt vroeger. De persoon staat op de lijst; is het niet de eigen wens, dan haalt “carnet permanence take-off” die eraf."
    )
  }
}
