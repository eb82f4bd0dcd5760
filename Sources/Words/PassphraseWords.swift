public import Envelope
public import Notebook

extension Phrasebook {
  /// What a new passphrase is worth, and what would be better.
  ///
  /// - Parameter signs: how many it has.
  public func strength(_ prompt: Prompt, signs: Int, _ strength: PassphraseStrength) -> String {
    let whose =
      switch prompt {
      case .operator, .newOperator:
        say("Phrase de passe de l’opérateur", "Operator’s passphrase", "Wachtzin van de operator")
      case .newOwn:
        say("Votre phrase de passe", "Your passphrase", "Uw wachtzin")
      case .worker, .newWorker, .again, .sheetCode:
        say("Phrase de passe de cette personne", "Worker’s passphrase", "Wachtzin van deze persoon")
      }
    let better = say(
      "Cinq mots sans lien résisteraient mieux à un vol.",
      "Five words that do not belong together would resist a theft better.",
      "Vijf woorden zonder verband houden beter stand bij diefstal.")
    let worth =
      switch strength {
      case .repeated:
        say(
          "\(signs) signes, acceptée mais faible : elle se répète ou se suit.",
          "\(signs) signs, accepted but weak: it repeats itself, or its signs follow one another.",
          "\(signs) tekens, aanvaard maar zwak: ze herhaalt zich of de tekens volgen elkaar op.")
          + " " + better
      case .short:
        say(
          "\(signs) signes, acceptée mais faible : elle est courte.",
          "\(signs) signs, accepted but weak: it is short.",
          "\(signs) tekens, aanvaard maar zwak: ze is kort.") + " " + better
      case .fair:
        say("\(signs) signes, acceptée.", "\(signs) signs, accepted.", "\(signs) tekens, aanvaard.")
          + " " + better
      case .long:
        say(
          "\(signs) signes, longue.", "\(signs) signs, long.", "\(signs) tekens, lang.")
      }
    return labelled(whose, worth) + "\n"
  }

  /// After a worker or the operator took another passphrase.
  ///
  /// - Parameters:
  ///   - recovered: by the recovery sheet.
  ///   - locked: a session of the worker was open on this device, and was locked.
  public func passphraseChanged(
    _ change: PassphraseChange, recovered: Bool = false, locked: Bool = false
  ) -> String {
    var lines = [
      change.worker == nil
        ? say(
          "La phrase de passe de l’opérateur est changée sur cet appareil. L’ancienne n’y ouvre plus rien.",
          "The operator’s passphrase is changed on this device. The former one opens nothing here any more.",
          "De wachtzin van de operator is op dit toestel gewijzigd. De vorige opent hier niets meer."
        )
        : say(
          "Votre phrase de passe est changée sur cet appareil. L’ancienne n’y ouvre plus rien.",
          "Your passphrase is changed on this device. The former one opens nothing here any more.",
          "Uw wachtzin is op dit toestel gewijzigd. De vorige opent hier niets meer."
        )
    ]
    if locked {
      lines.append(
        say(
          "La session qui était ouverte sur cet appareil est fermée.",
          "The session that was open on this device is locked.",
          "De sessie die op dit toestel open was, is gesloten."))
    }
    if !change.isGone {
      lines.append(
        say(
          "Ce qu’elle ouvrait quitte le disque dès que plus rien d’autre ne lit le carnet.",
          "What it opened leaves the disk as soon as nothing else reads the notebook.",
          "Wat ze opende, verdwijnt van de schijf zodra niets anders het boekje leest."))
    }
    lines.append(
      say(
        "Une copie du dossier faite avant s’ouvre encore avec l’ancienne. Si quelqu’un a une telle copie et connaît l’ancienne phrase, dites-le à l’opérateur.",
        "A copy of the folder made before still opens with the former one. If somebody has such a copy and knows the former passphrase, tell the operator.",
        "Een kopie van de map van vroeger gaat nog open met de vorige. Heeft iemand zo’n kopie en kent die de vorige wachtzin, zeg het aan de operator."
      ))
    if change.otherDevices > 0 {
      lines.append(
        say(
          "Vos autres appareils gardent chacun leur phrase de passe : changez-la aussi là-bas.",
          "Your other devices each keep their own passphrase: change it there too.",
          "Uw andere toestellen houden elk hun eigen wachtzin: wijzig ze ook daar."))
    }
    if change.hasSheet {
      lines.append(
        recovered
          ? say(
            "La feuille de secours ouvre toujours cet appareil. Si quelqu’un d’autre a pu la lire, faites-en une nouvelle : carnet worker recovery.",
            "The recovery sheet still opens this device. If somebody else may have read it, make another: carnet worker recovery.",
            "Het herstelblad opent dit toestel nog altijd. Kan iemand anders het gelezen hebben, maak dan een nieuw: carnet worker recovery."
          )
          : say(
            "Votre feuille de secours ouvre toujours cet appareil.",
            "Your recovery sheet still opens this device.",
            "Uw herstelblad opent dit toestel nog altijd."))
    } else if change.worker != nil {
      lines.append(
        say(
          "Vous n’avez pas de feuille de secours pour cet appareil. Pour en faire une : carnet worker recovery.",
          "You have no recovery sheet for this device. To make one: carnet worker recovery.",
          "U hebt geen herstelblad voor dit toestel. Om er een te maken: carnet worker recovery."))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension PassphraseChange {
  /// `{"worker": name or null, "goneFromDisk", "otherDevices", "hasSheet"}`
  public var json: JSONValue {
    let whose: JSONValue = worker.map { .string($0) } ?? .null
    return .object([
      ("worker", whose), ("goneFromDisk", .flag(isGone)),
      ("otherDevices", .integer(Int64(otherDevices))), ("hasSheet", .flag(hasSheet)),
    ])
  }
}

/// The sentences about making another passphrase, and about the code of a sheet.
extension AccessFact {
  static var samePassphraseRow: Wording {
    Wording(
      "samePassphrase", .usage,
      "C’est la phrase de passe d’avant. Rien n’a été changé. Choisissez-en une autre.",
      "That is the former passphrase. Nothing was changed. Choose another one.",
      "Dat is de vorige wachtzin. Er is niets gewijzigd. Kies een andere.")
  }

  static func sheetMistypedRow(_ slip: SheetSlip) -> Wording {
    let (french, english, dutch) = told(slip)
    return Wording(
      "sheetMistyped", .refused,
      "Le code de la feuille ne se lit pas : \(french). Rien n’a été ouvert ni changé. Comparez avec la feuille, puis recommencez.",
      "The code of the sheet does not read: \(english). Nothing was opened or changed. Compare it with the sheet, then try again.",
      "De code van het blad is niet te lezen: \(dutch). Er is niets geopend of gewijzigd. Vergelijk met het blad en probeer opnieuw."
    )
  }

  /// What is wrong with a code, in French, English and Dutch.
  private static func told(_ slip: SheetSlip) -> (String, String, String) {
    switch slip {
    case .count(let typed, let count):
      return (
        "\(typed) signes tapés sur \(count)", "\(typed) signs typed of \(count)",
        "\(typed) van de \(count) tekens getypt"
      )
    case .group(let number):
      let line = (number - 1) / SheetCode.groupsOnLine + 1
      let place = (number - 1) % SheetCode.groupsOnLine + 1
      return (
        "une différence dans le groupe \(number) (ligne \(line), groupe \(place) de la ligne)",
        "a slip in group \(number) (line \(line), group \(place) of the line)",
        "een fout in groep \(number) (regel \(line), groep \(place) van de regel)"
      )
    case .elsewhere:
      return (
        "plusieurs groupes diffèrent, ou c’est le code d’autre chose",
        "several groups differ, or it is the code of something else",
        "meerdere groepen verschillen, of het is de code van iets anders"
      )
    }
  }

  /// The same of the code of a sheet as of a passphrase.
  static func sheetCodeMissingRow(_ file: PassphraseFile) -> Wording {
    Wording(
      "sheetCodeMissing", .usage,
      "Aucun code de feuille de secours n’a été donné, et il n’y a pas de terminal pour le demander. Rien n’a été ouvert. Indiquez un fichier avec \(option: file.option) ou \(file.variable).",
      "No code of a recovery sheet was given, and there is no terminal to ask on. Nothing was opened. Name a file with \(option: file.option) or \(file.variable).",
      "Er is geen code van een herstelblad gegeven en er is geen terminal om die te vragen. Er is niets geopend. Noem een bestand met \(option: file.option) of \(file.variable)."
    )
  }

  static var outOfMemoryRow: Wording {
    Wording(
      "outOfMemory", .busy,
      "La mémoire manque à cet appareil pour ouvrir le carnet avec une phrase de passe. Rien n’a été ouvert ni changé. Fermez d’autres programmes, puis recommencez. Si cela revient, ouvrez le carnet sur un appareil qui a plus de mémoire.",
      "This device has not the memory to open the notebook with a passphrase. Nothing was opened or changed. Close other programs, then try again. If it comes again, open the notebook on a device that has more memory.",
      "Dit toestel heeft te weinig geheugen om het boekje met een wachtzin te openen. Er is niets geopend of gewijzigd. Sluit andere programma’s en probeer opnieuw. Komt het terug, open het boekje dan op een toestel met meer geheugen."
    )
  }
}
