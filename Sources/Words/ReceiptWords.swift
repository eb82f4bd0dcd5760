import CaseFile

extension Phrasebook {
  /// What the person keeps: `easy` in short plain sentences.
  public func consentReceipt(_ receipt: ConsentReceipt, easy: Bool) -> String {
    easy ? easyReceipt(receipt) : fullReceipt(receipt)
  }

  private func fullReceipt(_ receipt: ConsentReceipt) -> String {
    let row = receipt.consent
    var lines = [
      say("MON ACCORD", "MY CONSENT", "MIJN TOESTEMMING"), "",
      labelled(say("Personne", "Person", "Persoon"), Visible.line(receipt.person)),
      labelled(say("De", "From", "Van"), Visible.line(receipt.from)),
      labelled(say("Vers", "To", "Naar"), Visible.line(row.to)),
      labelled(say("Volets", "Volets", "Luiken"), volets(row.signed)),
      labelled(say("Passé", "Past", "Verleden"), past(row.past)),
      labelled(say("Prend effet", "Takes effect", "Gaat in"), agreedDay(row.effective)),
    ]
    if row.stands || row.status == .suspended, !row.agreed.isEmpty {
      lines.insert(
        labelled(say("Il en reste", "Left of it", "Daarvan blijft"), volets(row.volets)), at: 6)
    }
    if row.status == .planned { lines.append(nothingBefore) }
    if let until = row.until {
      lines.append(labelled(say("Jusqu’au", "Until", "Tot"), date(until)))
    }
    lines += [
      labelled(
        say("Sens", "Direction", "Richting"),
        row.bothWays
          ? say("les deux sens", "both ways", "beide richtingen") + butFor(row.oneWay)
          : say("un seul sens", "one way", "één richting")),
      labelled(say("Donné le", "Given on", "Gegeven op"), moment(receipt.givenAt)),
      labelled(say("Comment", "How", "Hoe"), proof(receipt.proof)),
      labelled(
        say("Expliqué en", "Explained in", "Uitgelegd in"), spokenLanguage(receipt.explainedIn)),
      labelled(
        say("Recueilli par", "Taken by", "Opgenomen door"), Visible.line(receipt.recordedBy)),
    ]
    lines += circumstancesOnPaper(row.circumstances)
    lines += [
      labelled(say("État", "Status", "Staat"), consentStatus(row.status)),
      labelled(say("Numéro", "Number", "Nummer"), row.id), "",
    ]
    let stopped = stopped(receipt) + unpaired(receipt)
    if !stopped.isEmpty { lines += stopped + [""] }
    // The first one is the consent itself, which stands above.
    if row.events.count > 1 || !row.replaced.isEmpty {
      lines.append(say("Ce qui s’est passé :", "What happened:", "Wat er gebeurd is:"))
      lines += row.events.map { "  – " + eventLine($0, of: row) }
      lines += row.replaced.map { "  – " + replacedLine($0) } + [""]
    }
    return (lines + closing(row)).joined(separator: "\n")
  }

  /// What the person can still do, and what nothing of this changes.
  private func closing(_ row: ConsentRow) -> [String] {
    let stands = row.stands || row.status == .suspended
    return (stands ? [toKnow, "", withdrawing, ""] : []) + [noConsequence]
      + [draftPaper].compactMap(\.self) + [""]
  }

  private var toKnow: String {
    labelled(say("À savoir", "To know", "Goed om te weten"), whatSharingTells)
  }

  // MARK: In easy words

  private func easyReceipt(_ receipt: ConsentReceipt) -> String {
    let row = receipt.consent
    var lines = [easyHeading(row), ""]
    if row.stands {
      lines += easyTerms(receipt) + unpaired(receipt)
    } else {
      lines += stopped(receipt) + [""] + easyFormerTerms(receipt)
    }
    if row.stands || row.status == .suspended { lines += takenBack(row) }
    if row.status == .planned { lines += [beginning(row.effective), nothingBefore] }
    if row.stands, let until = row.until {
      lines.append(
        say(
          "Cela s’arrête le \(date(until)).", "It stops on \(date(until)).",
          "Het stopt op \(date(until))."))
    }
    let erasures = erasures(receipt)
    if !erasures.isEmpty { lines += [""] + erasures + (row.stands ? [] : unpaired(receipt)) }
    return (lines + [""] + closing(row)).joined(separator: "\n")
  }

  /// What stands now, and not what stood once: a paper may be read no further.
  private func easyHeading(_ row: ConsentRow) -> String {
    switch row.status {
    case .planned, .given: say("J’AI DIT OUI", "I SAID YES", "IK HEB JA GEZEGD")
    case .refused: say("J’AI DIT NON", "I SAID NO", "IK HEB NEE GEZEGD")
    case .suspended: say("C’EST EN PAUSE", "IT IS ON HOLD", "HET LIGT STIL")
    case .replaced:
      say(
        "UN AUTRE ACCORD COMPTE", "ANOTHER CONSENT COUNTS", "EEN ANDERE TOESTEMMING TELT")
    case .withdrawn, .expired, .stopped, .ceased, .unlinked, .disputed:
      row.hasBegun
        ? say("C’EST ARRÊTÉ", "IT HAS STOPPED", "HET IS GESTOPT")
        : say("CELA N’A PAS COMMENCÉ", "IT NEVER BEGAN", "HET IS NIET BEGONNEN")
    }
  }

  /// What it lets be shown.
  private func easyTerms(_ receipt: ConsentReceipt) -> [String] {
    let row = receipt.consent
    let (from, to) = (Visible.line(receipt.from), Visible.line(row.to))
    var lines = [
      say(
        "\(from) peut montrer des notes sur moi à \(to).",
        "\(from) may show notes about me to \(to).",
        "\(from) mag notities over mij tonen aan \(to)."),
      say("Seulement :", "Only:", "Alleen:"),
    ]
    lines += row.volets.map { "  – \(volet($0))" }
    let answered = row.volets.filter { !row.oneWay.contains($0) }
    if row.bothWays, !row.oneWay.isEmpty, !answered.isEmpty {
      let names = volets(answered)
      lines.append(
        say(
          "\(to) peut répondre à \(from), seulement sur : \(names).",
          "\(to) may answer \(from), only about: \(names).",
          "\(to) mag \(from) antwoorden, enkel over: \(names)."))
    }
    if row.bothWays, row.oneWay.isEmpty {
      lines.append(
        say(
          "\(to) peut répondre à \(from), sur les mêmes sujets.",
          "\(to) may answer \(from), on the same subjects.",
          "\(to) mag \(from) antwoorden, over dezelfde onderwerpen."))
    }
    return lines + [easyPast(row.past)]
  }

  /// What it had let be shown, or had been going to.
  private func easyFormerTerms(_ receipt: ConsentReceipt) -> [String] {
    let row = receipt.consent
    let (from, to) = (Visible.line(receipt.from), Visible.line(row.to))
    var lines = [
      say(
        "J’avais permis à \(from) de montrer des notes sur moi à \(to).",
        "I had allowed \(from) to show notes about me to \(to).",
        "Ik had \(from) toegelaten notities over mij te tonen aan \(to)."),
      say("Seulement :", "Only:", "Alleen:"),
    ]
    let shown = row.status == .suspended ? row.volets : row.signed
    lines += shown.map { "  – \(volet($0))" }
    if row.bothWays {
      lines.append(
        say(
          "\(to) pouvait répondre à \(from), sur les mêmes sujets.",
          "\(to) was allowed to answer \(from), on the same subjects.",
          "\(to) mocht \(from) antwoorden, over dezelfde onderwerpen."))
    }
    switch row.past {
    case .none:
      lines.append(
        say(
          "Pas ce qui était déjà écrit.", "Not what was already written.",
          "Niet wat al geschreven was."))
    case .kept:
      lines.append(
        say(
          "De ce qui était déjà écrit, seulement ce que j’avais permis avant.",
          "Of what was already written, only what I had allowed before.",
          "Van wat al geschreven was, enkel wat ik vroeger al toeliet."))
    case .all:
      lines.append(
        say(
          "Aussi ce qui était déjà écrit.", "Also what was already written.",
          "Ook wat al geschreven was."))
    case .since(let day):
      lines.append(
        say(
          "Aussi ce qui était déjà écrit, à partir du \(date(day)).",
          "Also what was already written, from \(date(day)) on.",
          "Ook wat al geschreven was, vanaf \(date(day))."))
    case .sinceKept(let day):
      lines.append(
        say(
          "Aussi ce qui était déjà écrit, à partir du \(date(day)). De ce qui est d’avant ce jour, seulement ce que j’avais permis avant.",
          "Also what was already written, from \(date(day)) on. Of what is from before that day, only what I had allowed before.",
          "Ook wat al geschreven was, vanaf \(date(day)). Van wat van voor die dag is, enkel wat ik vroeger al toeliet."
        ))
    }
    return lines
  }

  private func easyPast(_ past: Past) -> String {
    switch past {
    case .none:
      say(
        "Pas ce qui est déjà écrit.", "Not what is already written.", "Niet wat al geschreven is.")
    case .kept:
      say(
        "De ce qui est déjà écrit, seulement ce que j’avais déjà permis.",
        "Of what is already written, only what I had allowed before.",
        "Van wat al geschreven is, enkel wat ik vroeger al toeliet.")
    case .all:
      say(
        "Aussi ce qui est déjà écrit.", "Also what is already written.", "Ook wat al geschreven is."
      )
    case .since(let day):
      say(
        "Aussi ce qui est déjà écrit, à partir du \(date(day)).",
        "Also what is already written, from \(date(day)) on.",
        "Ook wat al geschreven is, vanaf \(date(day)).")
    case .sinceKept(let day):
      say(
        "Aussi ce qui est déjà écrit, à partir du \(date(day)). De ce qui est d’avant ce jour, seulement ce que j’avais déjà permis.",
        "Also what is already written, from \(date(day)) on. Of what is from before that day, only what I had allowed before.",
        "Ook wat al geschreven is, vanaf \(date(day)). Van wat van voor die dag is, enkel wat ik vroeger al toeliet."
      )
    }
  }

  /// The day on which a consent begins, as it stands on a paper that she carries.
  private func agreedDay(_ effective: Effective) -> String {
    switch effective {
    case .now, .on: self.effective(effective)
    case .release:
      say("le jour convenu avec moi", "on the day agreed with me", "op de afgesproken dag")
    }
  }

  /// When a planned consent begins. Nothing of a release: whoever sees the paper learns of a prison.
  private func beginning(_ effective: Effective) -> String {
    switch effective {
    case .now, .release:
      say(
        "Cela commence le jour convenu avec moi.", "It begins on the day agreed with me.",
        "Het begint op de dag die met mij is afgesproken.")
    case .on(let day):
      say(
        "Cela commence le \(date(day)).", "It begins on \(date(day)).",
        "Het begint op \(date(day)).")
    }
  }

  private var nothingBefore: String {
    say(
      "Avant ce jour, rien ne peut être transmis par cet accord.",
      "Before that day, nothing may be sent by this consent.",
      "Voor die dag mag door deze toestemming niets verstuurd worden.")
  }

  var withdrawing: String {
    say(
      "Je peux changer d’avis à tout moment. Je le dis à n’importe quel membre du service. Je n’ai pas à dire pourquoi.",
      "I can change my mind at any time. I tell any member of the service. I do not have to say why.",
      "Ik kan altijd van gedacht veranderen. Ik zeg het aan eender welk lid van de dienst. Ik hoef niet te zeggen waarom."
    )
  }

  /// What she is told of justice aloud, without the word: who finds the paper reads it too.
  var noConsequence: String {
    say(
      "Refuser ou changer d’avis ne change rien à ma situation.",
      "Refusing or changing my mind changes nothing in my situation.",
      "Weigeren of van gedacht veranderen wijzigt niets aan mijn situatie.")
  }
}
