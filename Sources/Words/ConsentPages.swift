public import CaseFile
import Notebook

/// The list of consents, with the history of each.
extension Phrasebook {
  /// Each consent of a case file with its history, and what left for whom; or that there is none.
  public func consentList(_ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucun accord enregistré : rien de ce suivi ne sort de votre service.\n",
        "No consent recorded: nothing of this case file leaves your service.\n",
        "Geen toestemming vastgelegd: niets van dit dossier verlaat uw dienst.\n")
    }
    var sent: [SentSoFar] = []
    for found in rows.compactMap(\.sent) where !sent.contains(found) { sent.append(found) }
    return rows.map { consentBlock($0) }.joined(separator: "\n") + transmitted(sent)
  }

  func consentBlock(_ row: ConsentRow, withMissing: Bool = false) -> String {
    var text = consentLine(row) + "\n"
    text += holding(row).map { "  \($0)\n" } ?? ""
    if row.status != .refused, !row.isRecovered {
      text += say("  Passé : ", "  Past: ", "  Verleden: ") + past(row.past) + "\n"
      text += say("  Prend effet : ", "  Takes effect: ", "  Gaat in: ") + effective(row.effective)
      text += "\n"
    }
    if row.status != .refused {
      text += "  " + ways(row) + "\n"
      text += consentEvidence(row).map { "  \($0)\n" }.joined()
    }
    text += circumstances(of: row, withMissing: withMissing).map { "  \($0)\n" }.joined()
    text += say("  Accord : \(row.id)\n", "  Consent: \(row.id)\n", "  Toestemming: \(row.id)\n")
    text += row.events.map { "  " + eventLine($0, of: row) + "\n" }.joined()
    return text + holderLines(row.holders).map { "  \($0)\n" }.joined()
  }

  /// In which directions it goes now.
  private func ways(_ row: ConsentRow) -> String {
    guard row.bothWays else { return say("Dans un seul sens", "One way", "In één richting") }
    let both = say("Dans les deux sens", "Both ways", "In beide richtingen")
    return both + butFor(row.oneWay)
  }

  /// Volets in which nothing comes back any more; nothing when there are none.
  func butFor(_ oneWay: [Volet]) -> String {
    guard !oneWay.isEmpty else { return "" }
    let names = volets(oneWay)
    return say(", sauf : \(names)", ", but for: \(names)", ", behalve: \(names)")
  }

  /// How the person said so, and in what language it was explained: a line each.
  func consentEvidence(_ row: ConsentRow) -> [String] {
    var lines: [String] = []
    if let given = row.proof {
      lines.append(labelled(say("Comment", "How", "Hoe"), proof(given)))
    }
    if let tag = row.explainedIn {
      let label = say("Expliqué en", "Explained in", "Uitgelegd in")
      lines.append(labelled(label, spokenLanguage(tag)))
    }
    return lines
  }

  /// An event on one line; of the first, what the person said yes to, where less is left of it.
  func eventLine(_ event: ConsentRow.Event, of row: ConsentRow) -> String {
    var what = event.isTakenBack ? takenOut : consentEvent(event.event)
    let isAgreement = [.planned, .given].contains(event.event)
    let named = isAgreement && event.volets.isEmpty ? row.agreed : event.volets
    if !named.isEmpty { what = labelled(what, volets(named)) }
    var parts = [moment(event.at), what]
    if let cause = event.cause { parts.append(consentCause(cause, of: row, event.event)) }
    if !event.by.isEmpty { parts.append(Visible.line(event.by)) }
    // What another service, or an ending beside it, brings with it is nobody's deed here.
    if !event.carriedOutBy.isEmpty, event.cause == nil {
      let name = Visible.line(event.carriedOutBy)
      parts.append(
        say("mis en œuvre par \(name)", "carried out by \(name)", "uitgevoerd door \(name)"))
    }
    if event.isUnaware {
      parts.append(
        say(
          "sans savoir que le suivi était clos", "not knowing that the follow-up had ended",
          "zonder te weten dat de opvolging beëindigd was"))
    }
    return parts.joined(separator: " – ")
  }

  private var takenOut: String {
    say("retiré de l’accord", "taken out of the consent", "uit de toestemming gehaald")
  }

  private func consentCause(
    _ cause: EndingCause, of row: ConsentRow, _ event: ConsentEvent
  ) -> String {
    let service = Visible.line(row.to)
    switch cause {
    case .counter:
      return say(
        "dit au guichet \(de: service)", "said at the counter of \(service)",
        "gezegd aan het loket van \(service)")
    case .answered:
      return say(
        "avec l’accord \(de: service) auquel il répondait",
        "with the consent of \(service) that it answered",
        "samen met de toestemming van \(service) waarop het antwoordde")
    case .beside(let other) where event == .unlinked:
      return say(
        "avec l’accord \(other.shortened), sur les mêmes volets",
        "with consent \(other.shortened), in the same volets",
        "samen met toestemming \(other.shortened), in dezelfde luiken")
    case .beside(let other):
      return say(
        "avec le retrait de l’accord \(other.shortened), sur les mêmes volets",
        "with the withdrawal of consent \(other.shortened), in the same volets",
        "samen met de intrekking van toestemming \(other.shortened), in dezelfde luiken")
    case .oneWay(let other):
      return say(
        "dans un seul sens, par l’accord \(other.shortened)",
        "one way, by consent \(other.shortened)",
        "in één richting, door toestemming \(other.shortened)")
    case .fromNow(let other):
      return say(
        "l’accord \(other.shortened) remonte moins loin",
        "consent \(other.shortened) goes less far back",
        "toestemming \(other.shortened) gaat minder ver terug")
    }
  }

  // MARK: After a consent or a refusal

  /// After a consent; `beside` are the others for the same service that are in force or planned, `ended` the volets in
  /// which that service sends nothing back any more, since this one goes one way, `earlier` those in which a planned one
  /// ends what an earlier consent lets be read.
  public func consentGiven(
    _ row: ConsentRow, beside: [ConsentRow] = [], ended: [Volet] = [], earlier: [Volet] = [],
    before day: CalendarDate? = nil
  ) -> String {
    let service = Visible.line(row.to)
    let until = row.until.map(date) ?? ""
    let names = volets(row.volets)
    let first =
      row.status == .planned
      ? say(
        "Accord prévu pour \(service), \(effective(row.effective)). D’ici là, cet accord ne transmet rien.\n",
        "Consent planned for \(service), \(effective(row.effective)). Until then nothing is sent by it.\n",
        "Toestemming gepland voor \(service), \(effective(row.effective)). Tot dan wordt daardoor niets verstuurd.\n"
      )
      : say(
        "Accord enregistré pour \(service).\n", "Consent recorded for \(service).\n",
        "Toestemming vastgelegd voor \(service).\n")
    let alone = beside.isEmpty ? say(" Rien d’autre.", " Nothing else.", " Niets anders.") : ""
    return first
      + say(
        "Recevra jusqu’au \(until) : \(names).\(alone)\n",
        "Will receive until \(until): \(names).\(alone)\n",
        "Ontvangt tot \(until): \(names).\(alone)\n")
      + (row.past == .none ? "" : labelled(say("Passé", "Past", "Verleden"), past(row.past)) + "\n")
      + (row.bothWays
        ? say(
          "Dans les deux sens : ce service pourra répondre dans ces volets.\n",
          "Both ways: that service may answer in these volets.\n",
          "In beide richtingen: die dienst mag in deze luiken antwoorden.\n") : "")
      + (ended.isEmpty ? "" : answersEnded(ended, to: service, planned: row.status == .planned))
      + (earlier.isEmpty ? "" : earlierWillEnd(earlier, before: day, of: service))
      + takesPlace(row, of: beside) + otherConsents(beside)
      + (holding(row).map { $0 + "\n" } ?? "") + asksAgainLater(row.circumstances)
      + say(
        "La personne peut retirer son accord à tout moment, sans donner de raison.\n",
        "The person may withdraw at any time, without giving a reason.\n",
        "De persoon kan op elk moment intrekken, zonder reden.\n")
      + say("Accord : \(row.id)\n", "Consent: \(row.id)\n", "Toestemming: \(row.id)\n")
  }

  private func earlierWillEnd(
    _ gone: [Volet], before day: CalendarDate?, of service: String
  ) -> String {
    let names = volets(gone)
    let what = ofBefore(day)
    return say(
      "Quand il prendra effet, prendra fin \(what), qu’un accord d’avant laisse lire dans : \(names). Nous demanderons à \(service) de l’effacer.\n",
      "When it takes effect, \(what), and an earlier consent lets be read, ends in: \(names). We will ask \(service) to erase it.\n",
      "Wanneer ze ingaat, eindigt \(what) en een eerdere toestemming laat lezen in: \(names). Wij zullen \(service) vragen dat te wissen.\n"
    )
  }

  /// Asks on a terminal what becomes of what only an earlier consent lets be read.
  ///
  /// - Parameters:
  ///   - day: what is of before it; nil of all that is of before the new one.
  ///   - until: the last day of the new one.
  public func askEarlier(
    _ earlier: [Volet], before day: CalendarDate?, by service: String, until: CalendarDate
  ) -> String {
    let (service, names, end) = (Visible.line(service), volets(earlier), date(until))
    let what = ofBefore(day)
    return say(
      "Par un accord d’avant, \(service) peut lire \(what) dans : \(names).\nLa personne veut-elle que cela reste lisible jusqu’au \(end) ? Sinon cela prend fin avec ce nouvel accord, et nous demandons de l’effacer. [oui/non] ",
      "By an earlier consent \(service) may read \(what) in: \(names).\nDoes the person want that to stay readable until \(end)? Otherwise it ends with this new consent, and we ask to erase it. [yes/no] ",
      "Door een eerdere toestemming mag \(service) \(what) lezen in: \(names).\nWil de persoon dat dit leesbaar blijft tot \(end)? Anders eindigt het met deze nieuwe toestemming, en wij vragen het te wissen. [ja/nee] "
    )
  }

  /// What a consent that goes less far back leaves out, inside a sentence.
  ///
  /// - Parameter day: what is of before it; nil of all that is of before that consent.
  func ofBefore(_ day: CalendarDate?) -> String {
    guard let day = day.map(date) else {
      return say(
        "ce qui est d’avant celui-ci", "what is from before this one", "wat van voor deze is")
    }
    return say(
      "ce qui est d’avant le \(day)", "what is from before \(day)", "wat van voor \(day) is")
  }

  private func answersEnded(_ gone: [Volet], to service: String, planned: Bool) -> String {
    let names = volets(gone)
    guard !planned else {
      return say(
        "Quand il prendra effet, \(service) ne répondra plus dans : \(names). Ce qui en était revenu ne se lira plus ici et sera effacé.\n",
        "When it takes effect, \(service) answers no more in: \(names). What had come back is then read here no more, and erased.\n",
        "Wanneer ze ingaat, antwoordt \(service) niet meer in: \(names). Wat terugkwam, is hier dan niet meer te lezen en wordt gewist.\n"
      )
    }
    return say(
      "\(service) ne répond plus dans : \(names). Ce qui en était revenu ne se lit plus ici, et sera effacé quand ce service l’aura appris. Vous gardez vos propres notes.\n",
      "\(service) answers no more in: \(names). What had come back is read here no more, and is erased once that service has heard of it. You keep your own notes.\n",
      "\(service) antwoordt niet meer in: \(names). Wat terugkwam, is hier niet meer te lezen en wordt gewist zodra die dienst het verneemt. U houdt uw eigen notities.\n"
    )
  }

  /// Asks on a terminal whether a consent one way ends what a service sends back.
  public func askEndingAnswers(_ gone: [Volet], of service: String) -> String {
    let service = Visible.line(service)
    let names = volets(gone)
    return say(
      "Par un accord dans les deux sens, \(service) répond dans : \(names). Dans un seul sens, ce nouvel accord y met fin, et ce qui en est revenu sera effacé ici. Sinon il est enregistré dans les deux sens, pour tous ses volets.\nLa personne veut-elle que cela prenne fin ? [oui/non] ",
      "By a consent both ways \(service) answers in: \(names). One way, this new consent ends that, and what came back is erased here. Otherwise it is recorded both ways, for all its volets.\nDoes the person want that to end? [yes/no] ",
      "Door een toestemming in beide richtingen antwoordt \(service) in: \(names). In één richting maakt deze nieuwe toestemming daar een einde aan, en wat terugkwam wordt hier gewist. Anders wordt ze in beide richtingen vastgelegd, voor al haar luiken.\nWil de persoon dat dit eindigt? [ja/nee] "
    )
  }

  /// Beside a consent for a service with which nothing is exchanged.
  public func consentDoesNotArrive(_ service: String) -> String {
    let service = Visible.line(service)
    return say(
      "Cet appareil n’échange pas avec \(service) : rien n’y arrive tant que les opérateurs ne les ont pas appairés.\n",
      "This device does not exchange with \(service): nothing gets there until the operators have paired them.\n",
      "Dit toestel wisselt niet uit met \(service): er komt niets aan zolang de operatoren hen niet koppelen.\n"
    )
  }

  /// Which consents in force a new one takes the place of, and in which volets: a shorter one ends them earlier. Those
  /// that give the same volets are told together.
  private func takesPlace(_ row: ConsentRow, of beside: [ConsentRow]) -> String {
    guard let until = row.until.map(date) else { return "" }
    let isNow = row.status == .given
    var groups: [(volets: [Volet], former: [ConsentRow])] = []
    for other in beside {
      let shared =
        isNow
        ? other.replaced.first { $0.by == row.id }?.volets ?? []
        : other.status == .given ? row.volets.filter(other.volets.contains) : []
      guard !shared.isEmpty else { continue }
      if let known = groups.firstIndex(where: { Set($0.volets) == Set(shared) }) {
        groups[known].former.append(other)
      } else {
        groups.append((shared, [other]))
      }
    }
    return groups.map { takesPlace(of: $0.former, in: volets($0.volets), isNow, until) }.joined()
  }

  private func takesPlace(
    of former: [ConsentRow], in names: String, _ isNow: Bool, _ until: String
  ) -> String {
    let isOne = former.count == 1
    let list = former.map { (row: ConsentRow) -> String in
      let day = row.until.map {
        say("jusqu’au \(date($0))", "until \(date($0))", "tot \(date($0))")
      }
      return row.id.shortened + (day.map { isOne ? ", \($0)" : " (\($0))" } ?? "")
    }.joined(separator: ", ")
    let what = say(
      isOne ? "l’accord \(list)" : "les accords \(list)",
      isOne ? "consent \(list)" : "consents \(list)",
      isOne ? "toestemming \(list)" : "toestemmingen \(list)")
    return isNow
      ? say(
        "Pour \(names), cet accord remplace \(what) : cela s’arrête le \(until).\n",
        "For \(names), this consent replaces \(what): it stops on \(until).\n",
        "Voor \(names) vervangt deze toestemming \(what): het stopt op \(until).\n")
      : say(
        "Pour \(names), cet accord remplacera \(what) quand il prendra effet : cela s’arrêtera le \(until).\n",
        "For \(names), this consent will replace \(what) when it takes effect: it will stop on \(until).\n",
        "Voor \(names) zal deze toestemming \(what) vervangen wanneer ze ingaat: het zal stoppen op \(until).\n"
      )
  }

  private func otherConsents(_ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else { return "" }
    return say(
      "Enregistré aussi pour ce service :\n", "Also recorded for that service:\n",
      "Ook vastgelegd voor die dienst:\n") + consentLines(rows)
  }

  /// Consents, a line each, with the beginning of their ids.
  func consentLines(_ rows: [ConsentRow]) -> String {
    rows.map { "  \(consentLine($0)) (\($0.id.shortened))\n" }.joined()
  }

  /// After a refusal, and what became of the consents beside it.
  ///
  /// - Parameter since: when the same was recorded before; nothing was added.
  public func consentRefused(
    to service: String, kept: [ConsentRow] = [], withdrawn: [WithdrawalReport] = [],
    since: ZonedMoment? = nil, hasOtherDevices: Bool = false
  ) -> String {
    let service = Visible.line(service)
    if let since {
      let first = say(
        "Ce refus est déjà enregistré, depuis le \(moment(since)). Rien n’a été ajouté.",
        "This refusal is recorded already, since \(moment(since)). Nothing was added.",
        "Deze weigering is al vastgelegd, sinds \(moment(since)). Er is niets toegevoegd.")
      guard !kept.isEmpty else {
        return first
          + say(
            " \(service) ne reçoit rien et n’en sait rien.\n",
            " \(service) receives nothing and does not know of it.\n",
            " \(service) ontvangt niets en weet er niets van.\n")
      }
      return first
        + say(
          " Ce qui était convenu reste :\n", " What was agreed stays:\n",
          " Wat afgesproken was, blijft:\n") + consentLines(kept)
    }
    if !withdrawn.isEmpty {
      let isTold = withdrawn.contains { !$0.wasOnlyPlanned }
      let told =
        isTold
        ? say(
          " Le retrait, lui, est transmis.", " The withdrawal is sent there.",
          " De intrekking wordt wel verstuurd.") : ""
      return say(
        "Refus enregistré. \(service) n’en saura rien.\(told)\n",
        "Refusal recorded. \(service) will not know of it.\(told)\n",
        "Weigering vastgelegd. \(service) zal er niets van weten.\(told)\n")
        + withdrawn.map(consentWithdrawn).joined()
    }
    guard !kept.isEmpty || !hasOtherDevices else {
      return say(
        "Refus enregistré. \(service) n’en saura rien et, pour ce que cet appareil en sait, ne reçoit rien. Si un autre appareil de votre service a recueilli un accord, « carnet status » vous demandera ce qu’il devient.\n",
        "Refusal recorded. \(service) will not know of it and, for all that this device knows, receives nothing. If another device of your service took a consent, “carnet status” will ask what becomes of it.\n",
        "Weigering vastgelegd. \(service) zal er niets van weten en ontvangt niets, voor zover dit toestel weet. Nam een ander toestel van uw dienst een toestemming op, dan vraagt “carnet status” wat ermee gebeurt.\n"
      )
    }
    guard !kept.isEmpty else {
      return say(
        "Refus enregistré. \(service) ne reçoit rien et n’en saura rien.\n",
        "Refusal recorded. \(service) receives nothing and will not know of it.\n",
        "Weigering vastgelegd. \(service) ontvangt niets en zal er niets van weten.\n")
    }
    return say(
      "Refus enregistré. \(service) n’en saura rien. Ce qui était convenu reste :\n",
      "Refusal recorded. \(service) will not know of it. What was agreed stays:\n",
      "Weigering vastgelegd. \(service) zal er niets van weten. Wat afgesproken was, blijft:\n")
      + consentLines(kept)
  }

  /// Asks on a terminal what becomes of the consents beside a refusal.
  public func askBesideRefusal(_ rows: [ConsentRow], to service: String) -> String {
    let service = Visible.line(service)
    return say(
      "Par un accord enregistré, \(service) reçoit, recevra, ou garde :\n",
      "By a recorded consent \(service) receives, will receive, or keeps:\n",
      "Door een vastgelegde toestemming ontvangt \(service), zal ontvangen, of houdt:\n")
      + consentLines(rows)
      + say(
        "La personne veut-elle que cela prenne fin aussi ? [oui/non] ",
        "Does the person want that to end too? [yes/no] ",
        "Wil de persoon dat dit ook eindigt? [ja/nee] ")
  }

  /// What somebody answered to a question with two answers; nil when it is neither.
  public static func decision(_ answer: String) -> Bool? {
    switch answer.lowercased().filter({ !$0.isWhitespace }) {
    case "oui", "o", "yes", "y", "ja", "j": true
    case "non", "no", "n", "nee": false
    case _: nil
    }
  }
}

/// One of several consents of a person who was named.
public struct NamedConsentRow: Hashable, Sendable {
  /// Of the consent, or of the received share; whole.
  public var number: String
  /// The service at the other end.
  public var service: String
  public var volets: [Volet]
  /// The other service sends to us.
  public var isReceived: Bool
  /// How it stands; nil of one that the other service recorded.
  public var status: ConsentStatus?
  /// When it was recorded here.
  public var recordedOn: CalendarDate?
  /// Its last day.
  public var until: CalendarDate?

  public init(
    number: String, service: String, volets: [Volet], isReceived: Bool,
    status: ConsentStatus? = nil, recordedOn: CalendarDate? = nil, until: CalendarDate? = nil
  ) {
    (self.number, self.service) = (number, service)
    (self.volets, self.isReceived) = (volets, isReceived)
    (self.status, self.recordedOn, self.until) = (status, recordedOn, until)
  }
}

extension Phrasebook {
  /// A consent on one line, with what tells it from another of the same person.
  func named(_ row: NamedConsentRow) -> String {
    let service = Visible.line(row.service)
    let way =
      row.isReceived
      ? say("reçu \(de: service)", "received from \(service)", "ontvangen van \(service)")
      : say("vers \(service)", "to \(service)", "naar \(service)")
    var told = [volets(row.volets)]
    if let status = row.status { told.append(consentStatus(status)) }
    if let day = row.recordedOn {
      told.append(
        say("enregistré le \(date(day))", "recorded on \(date(day))", "vastgelegd op \(date(day))"))
    }
    if let day = row.until {
      told.append(say("jusqu’au \(date(day))", "until \(date(day))", "tot \(date(day))"))
    }
    return "\(row.number.shortened) \(way) (\(told.joined(separator: ", ")))"
  }
}
