public import CaseFile
public import Envelope
public import Notebook

extension Phrasebook {
  /// After a worker, or a further device of hers, was added: it waits for a colleague, or for herself.
  public func workerAdded(_ row: WorkerSummary) -> String {
    let waiting = row.devices.filter { $0.state == .added }
    guard row.state == .admitted, !waiting.isEmpty else { return workerChanged(row) }
    let name = Visible.line(row.name)
    return say(
      "\(name) (\(role(code: row.role))) est inscrit·e aussi sur cet appareil, et n’y ouvre encore aucune note.\n",
      "\(name) (\(role(code: row.role))) is enrolled on this device too, and opens no note here yet.\n",
      "\(name) (\(role(code: row.role))) is ook op dit toestel ingeschreven en opent er nog geen notitie.\n"
    ) + waiting.map { admission(of: $0, name) }.joined()
  }

  /// After a worker was admitted or ended, or the first device of one was added.
  public func workerChanged(_ row: WorkerSummary) -> String {
    let name = Visible.line(row.name)
    switch row.state {
    case .added:
      return say(
        "\(name) (\(role(code: row.role))) est inscrit·e, et n’ouvre encore aucune note.\n",
        "\(name) (\(role(code: row.role))) is enrolled, and opens no note yet.\n",
        "\(name) (\(role(code: row.role))) is ingeschreven en opent nog geen notitie.\n"
      ) + row.devices.filter { $0.state == .added }.map { admission(of: $0, name) }.joined()
    case .admitted:
      return say(
        "\(name) (\(role(code: row.role))) peut ouvrir le carnet avec sa phrase de passe.\n",
        "\(name) (\(role(code: row.role))) can open the notebook with their passphrase.\n",
        "\(name) (\(role(code: row.role))) kan het boekje openen met de eigen wachtzin.\n")
        + row.devices.filter { $0.state == .added }.map { admission(of: $0, name) }.joined()
    case .ended:
      return workerEnded(row, wasAdmitted: true, changesKey: true)
    }
  }

  /// After somebody's access was ended.
  ///
  /// - Parameters:
  ///   - wasAdmitted: whether they could open anything.
  ///   - changesKey: whether the next opening makes a new root.
  public func workerEnded(_ row: WorkerSummary, wasAdmitted: Bool, changesKey: Bool) -> String {
    let name = Visible.line(row.name)
    let ended =
      wasAdmitted
      ? say(
        "L’accès \(de: name) a pris fin. Ses notes gardent son nom.",
        "The access of \(name) has ended. The notes keep that name.",
        "De toegang van \(name) is beëindigd. De notities houden die naam.")
      : say(
        "L’inscription \(de: name) a pris fin. Personne ne l’avait admis·e : aucune note n’a été ouverte ni écrite sous ce nom.",
        "The enrolment of \(name) has ended. Nobody had admitted them: no note was opened or written under that name.",
        "De inschrijving van \(name) is beëindigd. Niemand had deze persoon toegelaten: er is geen notitie geopend of geschreven onder die naam."
      )
    guard changesKey else { return ended + "\n" + everyDevice(row) }
    return ended
      + say(
        " La clé du service change à la prochaine ouverture.\n",
        " The key of the service changes at the next opening.\n",
        " De sleutel van de dienst wijzigt bij de volgende opening.\n") + everyDevice(row)
  }

  /// After the access of the last referent ended: who is left to follow those whom they followed.
  ///
  /// - Parameter left: nothing is said of none.
  public func leftWithoutReferent(_ ended: WorkerSummary, _ left: [WorkerSummary]) -> String {
    guard !left.isEmpty else { return "" }
    let name = Visible.line(ended.name)
    let list = left.map { "\(Visible.line($0.name)) (\(role(code: $0.role)))" }
      .joined(separator: ", ")
    return say(
      "Plus personne ici n’est référent·e. Restent : \(list). Une de ces personnes voit qui \(name) suivait (carnet caseload --worker NOM) et passe les suivis (carnet handover).\n",
      "Nobody here is a referent any more. There are left: \(list). One of them sees whom \(name) followed (carnet caseload --worker NAME) and hands the follow-ups over (carnet handover).\n",
      "Niemand is hier nog referent. Er blijven: \(list). Een van hen ziet wie \(name) volgde (carnet caseload --worker NAAM) en geeft de opvolgingen door (carnet handover).\n"
    )
  }

  /// That the access ended on every device, when there is more than one.
  private func everyDevice(_ row: WorkerSummary) -> String {
    guard row.devices.count > 1 else { return "" }
    return say(
      "Cela vaut pour tous ses appareils.\n", "This holds for all of their devices.\n",
      "Dat geldt voor alle toestellen van die persoon.\n")
  }

  /// After one device of a worker was ended, who goes on with the others.
  ///
  /// - Parameters:
  ///   - digits: as they were typed.
  ///   - keyChanges: it held the key of the service, which the next opening replaces.
  public func deviceEnded(_ row: WorkerSummary, digits: String, keyChanges: Bool) -> String {
    let name = Visible.line(row.name)
    let digits = Visible.line(digits)
    return say(
      "L’appareil \(digits) \(de: name) n’ouvre plus rien de nouveau. L’accès par ses autres appareils reste.\n",
      "Device \(digits) of \(name) opens nothing new any more. The access by their other devices stays.\n",
      "Toestel \(digits) van \(name) opent niets nieuws meer. De toegang met de andere toestellen blijft.\n"
    ) + (keyChanges ? keyChangesNext : "")
  }

  var keyChangesNext: String {
    say(
      "La clé du service change à la prochaine ouverture par un·e collègue.\n",
      "The key of the service changes when a colleague next opens the notebook.\n",
      "De sleutel van de dienst wijzigt als een collega het boekje opnieuw opent.\n")
  }

  /// Somebody whose access is to end had ended before.
  public func workerEndedAlready(_ row: WorkerSummary, since: ZonedMoment?) -> String {
    let name = Visible.line(row.name)
    let when = since.map { (" le \(moment($0))", " on \(moment($0))", " op \(moment($0))") }
    return say(
      "L’accès \(de: name) avait déjà pris fin\(when?.0 ?? ""). Rien n’a été changé.\n",
      "The access of \(name) had ended already\(when?.1 ?? ""). Nothing was changed.\n",
      "De toegang van \(name) was al beëindigd\(when?.2 ?? ""). Er is niets gewijzigd.\n")
  }

  private func admission(of device: DeviceSummary, _ name: String) -> String {
    let digits = device.digits.description
    return say(
      "Chiffres de son appareil : \(digits)\n\(name) les lit à un·e collègue, qui les tape : carnet worker admit NOM --device CHIFFRES\n",
      "Digits of their device: \(digits)\n\(name) reads them out to a colleague, who types them: carnet worker admit NAME --device DIGITS\n",
      "Cijfers van het toestel: \(digits)\n\(name) leest ze voor aan een collega, die ze typt: carnet worker admit NAAM --device CIJFERS\n"
    )
  }

  /// What a worker gives the operator of another device of the service.
  public func deviceCode(_ code: String) -> String {
    say(
      "Donnez ce code à l’opérateur de l’autre appareil (carnet worker add NOM --code CODE) :\n\n    \(code)\n\nVous admettrez ensuite cet appareil vous-même, d’ici : lisez ses chiffres là-bas, puis « carnet worker admit NOM --device CHIFFRES ».\n",
      "Give this code to the operator of the other device (carnet worker add NAME --code CODE):\n\n    \(code)\n\nYou then admit that device yourself, from here: read its digits there, then “carnet worker admit NAME --device DIGITS”.\n",
      "Geef deze code aan de operator van het andere toestel (carnet worker add NAAM --code CODE):\n\n    \(code)\n\nU laat dat toestel daarna zelf toe, van hier: lees daar de cijfers en dan “carnet worker admit NAAM --device CIJFERS”.\n"
    )
  }

  /// Until when somebody works here.
  ///
  /// - Parameter last: the last day.
  public func workerTerm(_ name: String, last: CalendarDate) -> String {
    let (name, day) = (Visible.line(name), date(last))
    return say(
      "Dernier jour \(de: name) : \(day). Ensuite, rien ne s’ouvre plus sous ce nom, jusqu’à « carnet worker extend ».\n",
      "Last day of \(name): \(day). After it nothing opens under that name, until “carnet worker extend”.\n",
      "Laatste dag van \(name): \(day). Daarna gaat onder die naam niets meer open, tot “carnet worker extend”.\n"
    )
  }

  /// One line for each device of each worker.
  ///
  /// - Parameter lastDay: the last day before a moment, where whoever reads is.
  public func workerList(
    _ rows: [WorkerSummary], lastDay: (Instant) -> CalendarDate?
  ) -> String {
    guard !rows.isEmpty else { return sentence(.access(.noWorker)) + "\n" }
    var table = Table([
      say("NOM", "NAME", "NAAM"), say("RÔLE", "ROLE", "ROL"), say("ÉTAT", "STATE", "STAAT"),
      say("CHIFFRES DE L’APPAREIL", "DIGITS OF THE DEVICE", "CIJFERS VAN HET TOESTEL"),
      say("APPAREIL", "DEVICE", "TOESTEL"), say("NUMÉRO", "NUMBER", "NUMMER"),
    ])
    for row in rows {
      let mark = row.hasNamesake ? say(" (homonyme)", " (namesake)", " (naamgenoot)") : ""
      let name = row.name + mark
      let term = row.state == .ended ? "" : until(row.until.flatMap(lastDay))
      guard !row.devices.isEmpty else {
        table.rows.append([
          name, role(code: row.role), workerState(row.state) + term, "–", "–",
          row.worker.shortened,
        ])
        continue
      }
      for device in row.devices {
        table.rows.append([
          name, role(code: row.role), deviceState(device) + term, device.digits.description,
          device.node.shortened + (device.isHere ? say(" (ici)", " (here)", " (hier)") : ""),
          row.worker.shortened,
        ])
      }
    }
    return table.text + (rows.contains(where: \.hasNamesake) ? namesakes : "")
  }

  private func until(_ last: CalendarDate?) -> String {
    guard let day = last.map(date) else { return "" }
    return say(", jusqu’au \(day)", ", until \(day)", ", tot en met \(day)")
  }

  /// A device in a sentence: its digits, and where it is.
  static func line(_ device: DeviceSummary) -> String {
    "\(device.digits) (\(device.node.shortened))"
  }

  private func deviceState(_ device: DeviceSummary) -> String {
    guard device.isInDoubt else { return workerState(device.state) }
    return say(
      "à admettre de nouveau", "to be admitted again", "opnieuw toe te laten")
  }

  private var namesakes: String {
    say(
      "Des personnes qui travaillent ici portent le même nom : vérifiez de vive voix qui est qui, avec les chiffres. L’opérateur met fin à l’accès qui n’est à personne : carnet worker end NUMÉRO.\n",
      "People who work here have the same name: check aloud who is who, with the digits. The operator ends the access that is nobody’s: carnet worker end NUMBER.\n",
      "Mensen die hier werken hebben dezelfde naam: ga hardop na wie wie is, met de cijfers. De operator beëindigt de toegang die van niemand is: carnet worker end NUMMER.\n"
    )
  }
}
