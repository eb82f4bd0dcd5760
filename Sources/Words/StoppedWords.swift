import CaseFile
import Notebook

/// How a consent stands that lets nothing be shown, or less than the person said yes to: short sentences in her own voice.
extension Phrasebook {
  /// What is so now, and why; nothing of one that counts or waits for its day.
  func stopped(_ receipt: ConsentReceipt) -> [String] {
    let row = receipt.consent
    switch row.status {
    case .planned, .given, .refused: return []
    case .suspended: return paused + [nothingNow(receipt)] + pausedWhy
    case .replaced:
      return [replaced(on: receipt.replacedOn), whatCounts, ownPaper]
    case .withdrawn, .expired, .stopped, .ceased, .unlinked, .disputed:
      let ending = row.ending
      guard row.hasBegun else {
        return [neverBegan, whenOver(row, ending)].compactMap(\.self) + why(receipt, ending)
      }
      return [hasStopped(row, ending), nothingNow(receipt)] + why(receipt, ending)
    }
  }

  private func hasStopped(_ row: ConsentRow, _ ending: ConsentRow.Event?) -> String {
    guard let day = lastDay(row, ending) else {
      return say("C’est arrêté.", "This has stopped.", "Dit is gestopt.")
    }
    return say(
      "C’est arrêté depuis le \(day).", "This stopped on \(day).", "Dit is gestopt op \(day).")
  }

  private var neverBegan: String {
    say("Cela n’a jamais commencé.", "It never began.", "Het is nooit begonnen.")
  }

  /// Of one that never began.
  private func whenOver(_ row: ConsentRow, _ ending: ConsentRow.Event?) -> String? {
    guard let day = lastDay(row, ending) else { return nil }
    guard row.status != .expired else {
      return say(
        "La date de fin était le \(day).", "The last day was \(day).", "De laatste dag was \(day).")
    }
    return say(
      "C’est annulé depuis le \(day).", "It was cancelled on \(day).",
      "Het is geannuleerd op \(day).")
  }

  /// The day that the paper names; nil where no clock tells.
  private func lastDay(_ row: ConsentRow, _ ending: ConsentRow.Event?) -> String? {
    if row.status == .expired { return row.until.map(date) }
    return ending.flatMap { believed($0.at) }
  }

  private func believed(_ moment: ZonedMoment) -> String? {
    moment.isBelieved && moment.local != nil ? day(moment) : nil
  }

  private func nothingNow(_ receipt: ConsentReceipt) -> String {
    let (from, to) = (Visible.line(receipt.from), Visible.line(receipt.consent.to))
    // Of what a service ended, the other one keeps what it has.
    guard [.stopped, .ceased, .disputed].contains(receipt.consent.status) else {
      return say(
        "Par cet accord, \(from) ne montre plus rien à \(to).",
        "By this consent \(from) shows nothing to \(to) any more.",
        "Door deze toestemming toont \(from) niets meer aan \(to).")
    }
    return say(
      "Par cet accord, \(from) ne montre plus rien de nouveau à \(to).",
      "By this consent \(from) shows nothing new to \(to).",
      "Door deze toestemming toont \(from) niets nieuws aan \(to).")
  }

  private var whatCounts: String {
    say(
      "C’est cet autre accord qui compte maintenant.", "That other consent is what counts now.",
      "Nu telt die andere toestemming.")
  }

  private var paused: [String] {
    [say("Pour le moment, c’est en pause.", "For now it is on hold.", "Voorlopig ligt het stil.")]
  }

  private var pausedWhy: [String] {
    [
      say(
        "La personne du service qui s’en est occupée n’a plus accès au carnet.",
        "The person at the service who dealt with it no longer has access to the notebook.",
        "De persoon van de dienst die ervoor zorgde, heeft geen toegang meer tot het boekje."),
      say(
        "Si je le veux encore, je le dis au service.",
        "If I still want it, I tell the service.", "Wil ik het nog, dan zeg ik het aan de dienst."),
    ]
  }

  private func replaced(on moment: ZonedMoment?) -> String {
    guard let day = moment.flatMap(believed) else {
      return say(
        "Un autre accord l’a remplacé.", "Another consent took its place.",
        "Een andere toestemming kwam in de plaats.")
    }
    return say(
      "Un autre accord l’a remplacé le \(day).", "Another consent took its place on \(day).",
      "Een andere toestemming kwam in de plaats op \(day).")
  }

  private var ownPaper: String {
    say(
      "Cet autre accord a son propre papier.", "That other consent has its own paper.",
      "Die andere toestemming heeft een eigen papier.")
  }

  // MARK: Why

  private func why(_ receipt: ConsentReceipt, _ ending: ConsentRow.Event?) -> [String] {
    let (from, to) = (Visible.line(receipt.from), Visible.line(receipt.consent.to))
    switch receipt.consent.status {
    case .planned, .given, .refused, .suspended, .replaced: return []
    case .withdrawn: return withdrawnWhy(ending?.cause, from, to)
    case .expired:
      return [
        say(
          "La date de fin est passée.", "Its last day has passed.", "De laatste dag is voorbij.")
      ]
    case .stopped:
      let first = say(
        "\(from) a décidé d’arrêter ce partage.", "\(from) decided to stop this sharing.",
        "\(from) besliste dit delen te stoppen.")
      return [first] + stillMine(receipt)
    case .ceased:
      let first = say(
        "\(from) a arrêté mon suivi.", "\(from) ended its follow-up of me.",
        "\(from) heeft mijn opvolging beëindigd.")
      return [first] + stillMine(receipt)
    case .unlinked:
      return [
        say(
          "\(from) avait relié mon dossier à celui d’une autre personne ou d’un autre service, par erreur. Le lien est défait.",
          "\(from) had linked my file to another one by mistake. The link is undone.",
          "\(from) had mijn dossier bij vergissing aan een ander gekoppeld. De koppeling is ongedaan gemaakt."
        ), notMe,
      ]
    case .disputed:
      return [
        say(
          "Des collègues \(de: from) ne sont pas d’accord sur le lien entre deux dossiers.",
          "Colleagues at \(from) disagree about the link between two files.",
          "Collega’s van \(from) zijn het niet eens over de koppeling van twee dossiers."), notMe,
      ]
    }
  }

  private func withdrawnWhy(_ cause: EndingCause?, _ from: String, _ to: String) -> [String] {
    let changed = say(
      "J’ai changé d’avis.", "I changed my mind.", "Ik ben van gedacht veranderd.")
    switch cause {
    case nil: return [changed]
    case .counter:
      return [
        changed,
        say("Je l’ai dit à \(to).", "I told \(to).", "Ik heb het gezegd aan \(to)."),
      ]
    case .beside:
      return [
        changed,
        say(
          "Je l’ai dit pour un autre accord, sur les mêmes sujets.",
          "I said so of another consent, on the same subjects.",
          "Ik zei het over een andere toestemming, over dezelfde onderwerpen."),
      ]
    case .answered:
      return [
        say(
          "Cela répondait à un accord \(de: to), qui a pris fin.",
          "It answered a consent of \(to), which ended.",
          "Het antwoordde op een toestemming van \(to), die eindigde.")
      ]
    case .oneWay, .fromNow:
      return [
        say(
          "J’ai donné ensuite un autre accord.", "I gave another consent after that.",
          "Ik gaf daarna een andere toestemming."), ownPaper,
      ]
    }
  }

  /// Of what a service ended: it was not she, and what she can still do.
  private func stillMine(_ receipt: ConsentReceipt) -> [String] {
    let (from, to) = (Visible.line(receipt.from), Visible.line(receipt.consent.to))
    guard receipt.consent.hasBegun else { return [notMe] }
    return [
      notMe,
      say(
        "\(to) garde ce que ce service a déjà reçu.", "\(to) keeps what it has received.",
        "\(to) houdt wat die dienst al ontving."),
      say(
        "Je peux encore retirer mon accord. Alors \(from) demande à \(to) d’effacer.",
        "I can still withdraw. Then \(from) asks \(to) to erase.",
        "Ik kan nog intrekken. Dan vraagt \(from) aan \(to) om te wissen."),
    ]
  }

  private var notMe: String {
    say(
      "Ce n’est pas moi qui l’ai arrêté.", "It was not I who stopped it.",
      "Ik heb het niet zelf gestopt.")
  }

  // MARK: Less than was agreed, and erasures

  /// Of one that still counts or waits: what was taken back of it, and what another consent took the place of.
  func takenBack(_ row: ConsentRow) -> [String] {
    var lines = row.events.filter(\.isTakenBack).map { event in
      let names = volets(event.volets)
      guard let day = believed(event.at) else {
        return say(
          "J’avais aussi dit oui pour : \(names). C’est arrêté.",
          "I had also said yes to: \(names). That has stopped.",
          "Ik had ook ja gezegd voor: \(names). Dat is gestopt.")
      }
      return say(
        "J’avais aussi dit oui pour : \(names). C’est arrêté depuis le \(day).",
        "I had also said yes to: \(names). That stopped on \(day).",
        "Ik had ook ja gezegd voor: \(names). Dat is gestopt op \(day).")
    }
    let elsewhere = row.replaced.flatMap(\.volets)
    if !elsewhere.isEmpty {
      let names = volets(Volet.allCases.filter(elsewhere.contains))
      lines.append(
        say(
          "J’avais aussi dit oui pour : \(names). Un autre accord l’a remplacé.",
          "I had also said yes to: \(names). Another consent took its place.",
          "Ik had ook ja gezegd voor: \(names). Een andere toestemming kwam in de plaats."))
    }
    return lines
  }

  /// Where the service that gives exchanges with the other one no more: nothing is shown for now, and a request waits.
  func unpaired(_ receipt: ConsentReceipt) -> [String] {
    let row = receipt.consent
    guard row.unpaired != nil else { return [] }
    let (from, to) = (Visible.line(receipt.from), Visible.line(row.to))
    let first = say(
      "L’appareil qui a écrit ce papier n’échange plus avec \(to).",
      "The device that wrote this paper no longer exchanges with \(to).",
      "Het toestel dat dit papier schreef, wisselt niet meer uit met \(to).")
    if row.isHeldByPairing {
      return [
        first,
        say(
          "Tant que \(from) et \(to) ne sont pas reliés à nouveau, il ne lui montre rien de nouveau.",
          "Until \(from) and \(to) are connected again, it shows nothing new there.",
          "Zolang \(from) en \(to) niet opnieuw verbonden zijn, toont het daar niets nieuws."),
      ]
    }
    guard row.awaitsErasure else { return [] }
    return [
      first,
      say(
        "La demande d’effacer peut ne pas y arriver. Je peux le demander moi-même à \(to).",
        "The request to erase may not get there. I can ask \(to) myself.",
        "De vraag om te wissen komt er misschien niet aan. Ik kan het zelf aan \(to) vragen."),
    ]
  }

  /// What the service asked the other one to erase, and what that one said.
  func erasures(_ receipt: ConsentReceipt) -> [String] {
    let (from, to) = (Visible.line(receipt.from), Visible.line(receipt.consent.to))
    let told = receipt.consent.events.filter(\.isOfErasure)
    var asked: [Volet] = []
    var said: Set<String> = []
    return told.indices.flatMap { place -> [String] in
      let event = told[place]
      let when = day(event.at)
      if event.event == .purgeAsked { asked = event.volets }
      // An answer is to what was asked; what is asked without a name is all of it.
      let which = [event.volets, asked, receipt.consent.told].first { !$0.isEmpty } ?? []
      switch event.event {
      case .purgeAsked:
        let request = say(
          "Le \(when), \(from) a demandé à \(to) d’effacer : \(volets(which)).",
          "On \(when) \(from) asked \(to) to erase: \(volets(which)).",
          "Op \(when) vroeg \(from) aan \(to) om te wissen: \(volets(which)).")
        // The answers to a request stand behind it.
        let isAnswered = place + 1 < told.count && told[place + 1].event != .purgeAsked
        return isAnswered
          ? [request]
          : [
            request,
            say(
              "\(to) n’a pas encore répondu.", "\(to) has not answered yet.",
              "\(to) heeft nog niet geantwoord."),
          ]
      case .purgeAttested:
        let answer = say(
          "Le \(when), \(to) a dit que c’est effacé : \(volets(which)).",
          "On \(when) \(to) said that it is erased: \(volets(which)).",
          "Op \(when) zei \(to) dat het gewist is: \(volets(which)).")
        return said.insert(answer).inserted ? [answer] : []
      case .purgeRefused:
        let answer = say(
          "Le \(when), \(to) a dit devoir garder : \(volets(which)).",
          "On \(when) \(to) said that it must keep: \(volets(which)).",
          "Op \(when) zei \(to) dit te moeten bewaren: \(volets(which)).")
        return said.insert(answer).inserted ? [answer] : []
      case .planned, .given, .refused, .effective, .recovered, .narrowed, .extended, .renewed,
        .withdrawn, .expired,
        .stopped, .ceased, .cancelled, .unlinked, .disputed:
        return []
      }
    }
  }
}

extension ConsentRow {
  /// Something could be shown by it at some time, as far as is known here.
  var hasBegun: Bool {
    events.contains { [.given, .effective, .recovered, .ceased].contains($0.event) }
  }

  /// What ended it; nil of one that counts, waits, or had its place taken.
  var ending: Event? {
    switch status {
    case .planned, .given, .refused, .suspended, .replaced: nil
    case .withdrawn:
      events.first { $0.event == .withdrawn } ?? events.last(where: \.isTakenBack)
    case .expired: events.last { $0.event == .expired }
    case .stopped: events.first { $0.event == .stopped }
    case .ceased: events.first { [.ceased, .cancelled].contains($0.event) }
    case .unlinked: events.last { $0.event == .unlinked }
    case .disputed: events.last { $0.event == .disputed }
    }
  }

  /// It lets something be shown, or waits for its day.
  var stands: Bool { status == .given || status == .planned }
}

extension ConsentRow.Event {
  /// Volets of the consent ended by it; where only what came back did, they did not.
  var isTakenBack: Bool {
    guard event == .narrowed, !volets.isEmpty else { return false }
    if case .oneWay = cause { return false }
    return true
  }

  var isOfErasure: Bool { [.purgeAsked, .purgeAttested, .purgeRefused].contains(event) }
}
