public import CaseFile

/// The sentences about what begins when the person is released.
extension Phrasebook {
  /// After a consent that begins with a release.
  ///
  /// - Parameters:
  ///   - day: the day of the release that it begins with, `YYYY-MM-DD`; nil while none counts for it.
  ///   - earlier: the day of one that was before it.
  public func beginsWithRelease(on day: String?, earlier: String?, hasBegun: Bool) -> String {
    if let day = day.map(date(written:)) {
      return hasBegun
        ? say(
          "Il commence maintenant : la sortie du \(day) est notée.\n",
          "It begins now: the release of \(day) is recorded.\n",
          "Ze begint nu: de vrijlating van \(day) is genoteerd.\n")
        : say(
          "Il commence le \(day), jour de la sortie qui est notée.\n",
          "It begins on \(day), the day of the release that is recorded.\n",
          "Ze begint op \(day), de dag van de genoteerde vrijlating.\n")
    }
    guard let earlier = earlier.map(date(written:)) else {
      return say(
        "Il commence à la sortie, quand elle sera notée.\n",
        "It begins with the release, once it is recorded.\n",
        "Ze begint met de vrijlating, zodra die genoteerd is.\n")
    }
    return say(
      "Il commence à la prochaine sortie, quand elle sera notée. Celle du \(earlier) est d’avant cet accord et ne compte pas.\n",
      "It begins with the next release, once it is recorded. That of \(earlier) was before this consent and does not count.\n",
      "Ze begint met de volgende vrijlating, zodra die genoteerd is. Die van \(earlier) was voor deze toestemming en telt niet.\n"
    )
  }

  /// After a consent that would begin with a release, and ends before the day of the one that is recorded.
  public func endsBeforeRelease(on day: String) -> String {
    let day = date(written: day)
    return say(
      "Il finit avant le \(day), jour de la sortie qui est notée : tel quel, il ne prend pas effet.\n",
      "It ends before \(day), the day of the release that is recorded: as it stands, it does not take effect.\n",
      "Ze eindigt voor \(day), de dag van de genoteerde vrijlating: zo gaat ze niet in.\n")
  }

  /// A planned consent takes effect while somebody does something else.
  ///
  /// - Parameters:
  ///   - day: the day that it waited for, `YYYY-MM-DD`.
  ///   - ended: volets in which it ends what an earlier consent let be read.
  public func consentBegun(
    for person: String, to service: String, _ given: [Volet], on day: String, withPast: Bool,
    ended: [Volet] = []
  ) -> String {
    let (person, service) = (Visible.line(person), Visible.line(service))
    let (names, day) = (volets(given), date(written: day))
    let past =
      withPast
      ? say(", notes d’avant comprises", ", earlier notes included", ", ook de eerdere notities")
      : ""
    return say(
      "L’accord prévu pour le \(day) prend effet (\(person)) : \(service) reçoit désormais \(names)\(past). Si l’horloge de cet appareil n’est pas à la bonne date, retirez cet accord tout de suite.\n",
      "The consent planned for \(day) takes effect (\(person)): \(service) now receives \(names)\(past). If the clock of this device does not show the right date, withdraw this consent at once.\n",
      "De voor \(day) geplande toestemming gaat in (\(person)): \(service) ontvangt vanaf nu \(names)\(past). Staat de klok van dit toestel niet op de juiste datum, trek deze toestemming dan meteen in.\n"
    ) + (ended.isEmpty ? "" : earlierEnded(ended, of: service))
  }

  /// What a consent for less of the past ends of an earlier one.
  func earlierEnded(_ ended: [Volet], of service: String) -> String {
    let (service, names) = (Visible.line(service), volets(ended))
    return say(
      "Il remonte moins loin : ce qu’un accord d’avant laissait lire prend fin dans \(names), et nous demandons à \(service) de l’effacer.\n",
      "It goes less far back: what an earlier consent let be read ends in \(names), and we ask \(service) to erase it.\n",
      "Ze gaat minder ver terug: wat een eerdere toestemming liet lezen, eindigt in \(names), en wij vragen \(service) dat te wissen.\n"
    )
  }
}
