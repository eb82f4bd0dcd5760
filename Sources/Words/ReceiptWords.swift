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
      labelled(say("Volets", "Volets", "Luiken"), volets(row.volets)),
      labelled(say("Passé", "Past", "Verleden"), past(row.past)),
      labelled(say("Prend effet", "Takes effect", "Gaat in"), effective(row.effective)),
    ]
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
      labelled(say("État", "Status", "Staat"), consentStatus(row.status)),
      labelled(say("Numéro", "Number", "Nummer"), row.id), "", withdrawing, "", noConsequence, "",
    ]
    return lines.joined(separator: "\n")
  }

  private func easyReceipt(_ receipt: ConsentReceipt) -> String {
    let row = receipt.consent
    let from = Visible.line(receipt.from)
    let to = Visible.line(row.to)
    var lines = [
      say("J’AI DIT OUI", "I SAID YES", "IK HEB JA GEZEGD"), "",
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
    switch row.past {
    case .none:
      lines.append(
        say(
          "Pas ce qui est déjà écrit.", "Not what is already written.",
          "Niet wat al geschreven is."))
    case .kept:
      lines.append(
        say(
          "De ce qui est déjà écrit, seulement ce que j’avais déjà permis.",
          "Of what is already written, only what I had allowed before.",
          "Van wat al geschreven is, enkel wat ik vroeger al toeliet."))
    case .all, .since:
      lines.append(
        say(
          "Aussi ce qui est déjà écrit.", "Also what is already written.",
          "Ook wat al geschreven is."))
    }
    if row.status == .planned { lines += [beginning(row.effective), nothingBefore] }
    if let until = row.until {
      lines.append(
        say(
          "Cela s’arrête le \(date(until)).", "It stops on \(date(until)).",
          "Het stopt op \(date(until))."))
    }
    lines += ["", withdrawing, "", noConsequence, ""]
    return lines.joined(separator: "\n")
  }

  /// When a planned consent begins. The day of a release is called the day agreed: the paper may be seen by others.
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

  private var withdrawing: String {
    say(
      "Je peux changer d’avis à tout moment. Je le dis à n’importe quel membre du service. Je n’ai pas à dire pourquoi.",
      "I can change my mind at any time. I tell any member of the service. I do not have to say why.",
      "Ik kan altijd van gedacht veranderen. Ik zeg het aan eender welk lid van de dienst. Ik hoef niet te zeggen waarom."
    )
  }

  private var noConsequence: String {
    say(
      "Refuser ou changer d’avis ne change rien à ma situation avec la justice.",
      "Refusing or changing my mind changes nothing in my situation with the law.",
      "Weigeren of van gedacht veranderen wijzigt niets aan mijn situatie bij justitie.")
  }
}
