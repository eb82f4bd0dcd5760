public import CaseFile

/// A text that somebody was writing, and that nobody saved.
public struct DraftRow: Sendable {
  public let since: ZonedMoment
  /// After it nothing is left.
  public let until: ZonedMoment
  /// The file that holds it.
  public let path: String
  /// What it is written for; nil where its author may not write that now.
  public var kind: RecordType?
  /// The person of the case file; nil for who reads no names, and for what is of the whole service.
  public var person: String?
  /// The record that it changes, by its number; nil for a new one.
  public var record: String?
  /// What takes it up, or throws it away; nil as `kind` is.
  public var command: String?

  public init(since: ZonedMoment, until: ZonedMoment, path: String) {
    (self.since, self.until, self.path) = (since, until, path)
  }
}

/// A text about the person that somebody was writing when her copy was made, and that is not in it.
public struct ExportedDraft: Hashable, Sendable {
  /// Of its author: a code of `Role`; empty where it is not known.
  public let function: String
  public let since: ZonedMoment

  public init(function: String, since: ZonedMoment) {
    (self.function, self.since) = (function, since)
  }

  /// `{"function", "since"}`
  var json: JSONValue { .object([("function", .string(function)), ("since", since.json)]) }
}

extension Phrasebook {
  /// To its author.
  public func draftLeft(_ row: DraftRow) -> String {
    let (since, until) = (moment(row.since), moment(row.until))
    let file = Visible.line(row.path)
    guard let kind = row.kind, let command = row.command else {
      return say(
        "Un texte que vous écriviez (depuis le \(since)) n’a pas été enregistré. Il est gardé dans « \(file) » jusqu’à l’arrêt de la machine, et au plus tard jusqu’au \(until). Reprenez-le de là, puis effacez ce fichier.\n",
        "A text that you were writing (since \(since)) was not saved. It is kept in “\(file)” until the machine is turned off, and until \(until) at the latest. Take it from there, then delete that file.\n",
        "Een tekst die u aan het schrijven was (sinds \(since)), is niet bewaard. Hij blijft in “\(file)” tot de machine uitgaat, en uiterlijk tot \(until). Neem hem daar terug en wis dan dat bestand.\n"
      )
    }
    let about = [name(of: kind), row.person.map(person), row.record].compactMap { $0 }
      .joined(separator: ", ")
    return say(
      "Un texte que vous écriviez (depuis le \(since) ; \(about)) n’a pas été enregistré. Il est gardé dans « \(file) » jusqu’à l’arrêt de la machine, et au plus tard jusqu’au \(until). Pour le reprendre dans votre éditeur, ou le jeter : « \(command: command) ».\n",
      "A text that you were writing (since \(since); \(about)) was not saved. It is kept in “\(file)” until the machine is turned off, and until \(until) at the latest. To go on with it in your editor, or throw it away: “\(command)”.\n",
      "Een tekst die u aan het schrijven was (sinds \(since); \(about)), is niet bewaard. Hij blijft in “\(file)” tot de machine uitgaat, en uiterlijk tot \(until). Om er in uw editor mee verder te gaan, of hem weg te gooien: “\(command)”.\n"
    )
  }

  /// To whoever else works here: that it is there, and nothing of it.
  public func draftOfOther(_ author: String, since: ZonedMoment) -> String {
    let (author, since) = (person(author), moment(since))
    return say(
      "\(author) écrivait un texte sur cet appareil (depuis le \(since)), qui n’a pas été enregistré. Il est gardé jusqu’à l’arrêt de la machine ; il lui sera proposé à sa prochaine commande.\n",
      "\(author) was writing a text on this device (since \(since)) that was not saved. It is kept until the machine is turned off; their next command here offers it to them.\n",
      "\(author) was op dit toestel een tekst aan het schrijven (sinds \(since)) die niet bewaard is. Hij blijft tot de machine uitgaat; het eerstvolgende commando van die persoon hier biedt hem aan.\n"
    )
  }

  /// To its author, once nothing is left of it.
  public func draftOver(since: ZonedMoment) -> String {
    let since = moment(since)
    return say(
      "Le texte que vous écriviez (depuis le \(since)) et que vous n’avez pas enregistré a été jeté : le jour qui vous avait été dit est passé.\n",
      "The text that you were writing (since \(since)) and did not save was thrown away: the day that you were told of is over.\n",
      "De tekst die u aan het schrijven was (sinds \(since)) en niet bewaarde, is weggegooid: de dag die u gezegd werd, is voorbij.\n"
    )
  }

  /// In the copy of the person: that somebody of a function was writing about her, and nothing of what.
  func line(_ draft: ExportedDraft) -> String {
    let since = moment(draft.since)
    let function =
      draft.function.isEmpty
      ? say("fonction inconnue", "unknown function", "onbekende functie")
      : role(code: draft.function)
    return say(
      "Un brouillon à votre sujet existe sur l’appareil où cette copie a été faite (\(function), depuis le \(since)). Il n’est pas dans cette copie : ce n’est pas encore une note. Demandez ce qu’il devient.",
      "A draft about you exists on the device where this copy was made (\(function), since \(since)). It is not in this copy: it is no note yet. Ask what becomes of it.",
      "Er is een ontwerp over u op het toestel waar deze kopie gemaakt werd (\(function), sinds \(since)). Het staat niet in deze kopie: het is nog geen notitie. Vraag wat ermee gebeurt."
    )
  }

  /// Before the editor opens for the same again.
  public func goOnWithDraft(_ since: ZonedMoment) -> String {
    let since = moment(since)
    return say(
      "Continuer le texte que vous écriviez (depuis le \(since)) ? (o/N) ",
      "Go on with the text that you were writing (since \(since))? (y/N) ",
      "Verdergaan met de tekst die u aan het schrijven was (sinds \(since))? (j/N) ")
  }

  /// Of one that is not gone on with.
  public var throwDraftAway: String {
    say(
      "Le jeter pour de bon ? (o/N) ", "Throw it away for good? (y/N) ",
      "Hem voorgoed weggooien? (j/N) ")
  }
}
