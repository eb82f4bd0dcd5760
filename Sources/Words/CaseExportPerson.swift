import CaseFile
import Notebook

/// What the copy says of the person herself beside her notes: former names, releases, refusals.
extension Phrasebook {
  var personTitle: String {
    say("Qui vous êtes", "Who you are", "Wie u bent")
  }

  /// What stands in her card; her name and her birth stand above.
  func personFacts(_ person: RecordPage) -> [(label: String, value: String)] {
    guard let type = person.row.type else { return [] }
    var values = person.row.values
    (values["name"], values["born"]) = (nil, nil)
    return facts(values, of: type)
  }

  /// Nothing while only what stands in the title was ever written.
  func formerCards(_ export: CaseExport) -> [String] {
    guard export.card.count > 1 else { return [] }
    return export.card.map { version in
      let facts = facts(of: version).map { labelled($0.label, $0.value) }
      return "\(moment(version.entered)) – \(Visible.line(version.author)) – "
        + facts.joined(separator: ", ")
    }
  }

  func releases(_ export: CaseExport) -> [String] {
    export.releases.map { release in
      let (day, by) = (date(written: release.on), Visible.line(release.by.author))
      let when = momentIfKnown(release.by.entered)
      guard release.counts else {
        return say(
          "Notée avant, ne compte plus : sortie le \(day) – noté par \(by), \(when)",
          "Noted before, counts no more: released on \(day) – noted by \(by), \(when)",
          "Eerder genoteerd, telt niet meer: vrijgelaten op \(day) – genoteerd door \(by), \(when)")
      }
      return say(
        "Sortie le \(day) – noté par \(by), \(when)",
        "Released on \(day) – noted by \(by), \(when)",
        "Vrijgelaten op \(day) – genoteerd door \(by), \(when)")
    }
  }

  /// A consent, and what happened to it: the lines of `consent list`.
  func shared(_ consent: ConsentRow) -> [String] {
    let until =
      consent.until.map { last in
        say("jusqu’au \(date(last))", "until \(date(last))", "tot \(date(last))")
      } ?? say("sans date de fin", "without an end", "zonder einddatum")
    let parts = [volets(consent.told), until, consentStatus(consent.status)]
    let number = consent.id.shortened
    return [
      labelled(Visible.line(consent.to), parts.filter { !$0.isEmpty }.joined(separator: " – "))
    ]
      + [say("  Accord : \(number)", "  Consent: \(number)", "  Toestemming: \(number)")]
      + (consentEvidence(consent) + circumstances(of: consent)).map { "  " + $0 }
      + consent.events.map { "  " + eventLine($0, of: consent) }
      + holderLines(consent.holders).map { "  " + $0 }
      + consent.replaced.map { "  " + replacedLine($0) }
  }

  /// To whom she said no, and when.
  func refusals(_ export: CaseExport) -> [String] {
    export.shares.filter { $0.status == .refused }.flatMap { consent in
      let to = Visible.line(consent.to)
      guard let event = consent.events.first(where: { $0.event == .refused }) else {
        return [labelled(to, consentStatus(.refused))]
      }
      let (when, by) = (moment(event.at), Visible.line(event.by))
      let told = say(
        "\(to) : vous avez refusé le partage le \(when), noté par \(by)",
        "\(to): you refused to share on \(when), noted by \(by)",
        "\(to): u hebt het delen geweigerd op \(when), genoteerd door \(by)")
      return [told] + circumstances(of: consent).map { "  " + $0 }
    }
  }
}
