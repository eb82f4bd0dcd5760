import CaseFile
import Notebook

/// What is read before somebody calls: first what keeps a person safe, then the numbers.
extension Phrasebook {
  /// On the screen of a worker.
  public func callPage(_ page: CallPage) -> String {
    var text = page.person.map(aboutPerson) ?? ""
    text += (before(page) + (page.hidesWhere ? [hideWhere] : [])).map { $0 + "\n" }.joined()
    text += aboutSpeaking(page).map { $0 + "\n" }.joined()
    for way in page.ways { text += "\n" + onScreen(way) }
    if page.ways.isEmpty {
      text +=
        "\n"
        + say(
          "Aucun moyen de contact que vous puissiez lire. « carnet contact_point add » en ajoute un.\n",
          "No contact point that you may read. “carnet contact_point add” adds one.\n",
          "Geen contactmiddel dat u mag lezen. “carnet contact_point add” voegt er een toe.\n")
    }
    let file = page.caseID.shortened
    return text + "\n"
      + say(
        "Après l’appel : « carnet contact add \(file) » dit ce qu’il en a été.\n",
        "After the call: “carnet contact add \(file)” says how it went.\n",
        "Na de oproep: “carnet contact add \(file)” zegt hoe het ging.\n")
  }

  /// What comes before everything else, the most urgent first.
  private func before(_ page: CallPage) -> [String] {
    var lines: [String] = []
    if let days = page.card["deceased"], !days.isEmpty { lines.append(deathLine(days)) }
    for day in page.quietUntil {
      let day = date(day)
      lines.append(
        say(
          "Ne plus solliciter avant : \(day).", "Do not contact before: \(day).",
          "Niet contacteren vóór: \(day)."))
    }
    return lines
  }

  /// The same whether somebody knows where the person is or nobody said it.
  var hideWhere: String {
    say(
      "Ne pas dire où est la personne.", "Do not say where the person is.",
      "Niet zeggen waar de persoon is.")
  }

  /// The languages, and whether an interpreter is needed.
  private func aboutSpeaking(_ page: CallPage) -> [String] {
    let told = ["contact_language", "languages", "interpreter", "address_form"]
    return facts(page.card.filter { told.contains($0.key) }, of: .person).map {
      labelled($0.label, $0.value)
    }
  }

  /// The rule, then the number.
  private func onScreen(_ way: CallPage.Way) -> String {
    var text = told(way.rule).capitalisedFirst + "\n"
    text += lines(of: way).map { "  " + $0 + "\n" }.joined()
    let hidden = hiddenLine(way.row)
    return text + (hidden.isEmpty ? "" : "  " + hidden)
  }

  /// All that a way says but its rule, which stands before it.
  private func lines(of way: CallPage.Way) -> [String] {
    guard let type = way.row.type, let reach = type.reach else { return [] }
    var lines: [String] = []
    if way.rule.isMasked { lines.append(maskNumber) }
    let said = [reach.rule, reach.quiet, reach.masked, reach.verified]
    lines += facts(way.row.values.filter { !said.contains($0.key) }, of: type).map {
      labelled($0.label, $0.value)
    }
    return lines + [verification(way)].filter { !$0.isEmpty }
  }

  private var maskNumber: String {
    say(
      "Masquez votre numéro avant d’appeler.", "Mask your number before calling.",
      "Verberg uw nummer vóór u belt.")
  }

  private func verification(_ way: CallPage.Way) -> String {
    guard let verified = way.rule.verified.map({ date($0) }) else {
      return say("Jamais vérifié.", "Never verified.", "Nooit nagekeken.")
    }
    return way.isStale
      ? say(
        "À vérifier : la dernière fois, c’était le \(verified).",
        "To be verified: the last time was \(verified).",
        "Na te kijken: de laatste keer was \(verified).")
      : say(
        "Vérifié : \(verified).", "Verified: \(verified).", "Nagekeken: \(verified).")
  }

  // MARK: On paper

  /// The sheet that a worker calls from, for the team alone: neither a whole name, nor what is not to be used, nor
  /// who knows, nor a way that may lead through a prison.
  public func callSheet(_ page: CallPage) -> String {
    paper(title: say("Feuille d’appel", "Call sheet", "Belblad")) { html in
      begin(page, into: &html)
      ways(of: page, into: &html)
    }
  }

  /// For whom the paper is, whom it is about, and what is to be known before anything else.
  func begin(_ page: CallPage, into html: inout HTML) {
    html.element(
      "p",
      say(
        "Pour l’équipe. Ne se remet à personne.", "For the team. Handed to nobody.",
        "Voor het team. Aan niemand te geven."))
    if let person = page.person {
      html.element(
        "h2", FirstName.shown(of: person.name, written: page.card["first_names"]?.first))
    }
    // Always: a sheet on which it is missing would tell that somebody knows.
    for line in before(page) + [hideWhere] {
      html.element("p", [("class", "large")]) { $0.add(line) }
    }
    for line in aboutSpeaking(page) { html.element("p", line) }
  }

  /// How she is reached, as far as it may lie about.
  func ways(of page: CallPage, into html: inout HTML) {
    for way in page.ways where way.rule.use != .never && !way.row.volet.mayHoldPenal {
      html.element("h2", told(way.rule).capitalisedFirst)
      for line in linesOnPaper(of: way) { html.element("p", line) }
    }
  }

  /// Nothing of who knows: a sheet that lies about tells of no absence. Nor what holds a word of a prison.
  private func linesOnPaper(of way: CallPage.Way) -> [String] {
    var quiet = way
    if let knows = way.row.type?.reach?.knows { quiet.row.values[knows] = nil }
    quiet.row.values = quiet.row.values.filter { _, values in
      values.allSatisfy { PrisonWords.found(in: $0).isEmpty }
    }
    return lines(of: quiet)
  }
}
