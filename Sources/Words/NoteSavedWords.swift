public import CaseFile
public import Notebook

/// How a record stands after somebody wrote in it.
public struct RecordOutcome: Hashable, Sendable {
  /// What was there and was replaced although nobody said that it was read.
  public struct Replaced: Hashable, Sendable {
    /// What a field held.
    public struct Values: Hashable, Sendable {
      public var field: RecordField
      public var values: [String]

      public init(field: RecordField, values: [String]) {
        (self.field, self.values) = (field, values)
      }
    }

    public var version: String
    public var fields: [Values]

    public init(version: String, fields: [Values]) {
      (self.version, self.fields) = (version, fields)
    }
  }

  public var type: RecordType
  /// The version that was left.
  public var version: String
  public var standing: RecordSummary.State
  /// Who wrote what the author had not seen.
  public var unseen: [Signed]
  public var isApart: Bool
  public var replaced: Replaced?
  /// Nothing was written: what was given had been read, and what others wrote since stands.
  public var isOvertaken: Bool
  /// The volets in which some of it was written apart from the record.
  public var apartIn: [Volet]
  /// Something in it waits for a co-signature.
  public var isToCoSign: Bool

  public init(
    of type: RecordType = .note, version: String = "", standing: RecordSummary.State = .current,
    unseen: [Signed] = [], isApart: Bool = false, replaced: Replaced? = nil,
    isOvertaken: Bool = false, apartIn: [Volet] = [], isToCoSign: Bool = false
  ) {
    (self.type, self.version, self.standing, self.unseen) = (type, version, standing, unseen)
    (self.isApart, self.replaced, self.isOvertaken) = (isApart, replaced, isOvertaken)
    (self.apartIn, self.isToCoSign) = (apartIn, isToCoSign)
  }

  /// `{"note", "change", "version", "state", "unseen", "apart", "replaced"?, "overtaken"?, "toCoSign"?}`; of another kind `"record"` and
  /// `"kind"` in the place of `"note"`.
  public func json(record: String, change: String) -> JSONValue {
    let name: [(String, JSONValue?)] =
      type == .note
      ? [("note", .string(record))]
      : [("record", .string(record)), ("kind", .string(type.code))]
    return .present(name + [("change", .string(change))] + pairs)
  }

  /// `{"version", "state", "unseen", "apart", "replaced"?, "overtaken"?, "toCoSign"?}`
  public var pairs: [(String, JSONValue?)] {
    [
      ("version", .string(version)), ("state", .string(standing.rawValue)),
      ("unseen", .array(unseen.map(\.json))), ("apart", .flag(isApart)),
      ("replaced", replaced?.json), ("overtaken", isOvertaken ? .flag(true) : nil),
      ("toCoSign", isToCoSign ? .flag(true) : nil),
    ]
  }
}

extension RecordOutcome.Replaced {
  /// `{"version", and each field that was set}`
  var json: JSONValue {
    let proses = fields.filter(\.field.isProse) + fields.filter { !$0.field.isProse }
    return .present(
      [("version", .string(version))]
        + proses.map {
          ($0.field.code, $0.field.isPlural ? .strings($0.values) : .chosen($0.values))
        })
  }
}

extension Phrasebook {
  private func whyUnreached(_ why: Unreached) -> String {
    switch why {
    case .noConsent: say("aucun accord", "no consent", "geen toestemming")
    case .removed:
      say(
        "n’échange plus avec cet appareil", "exchanges no longer with this device",
        "wisselt niet meer uit met dit toestel")
    case .unpaired:
      say(
        "l’appairage a pris fin : rien n’y part tant que les services ne sont pas appairés à nouveau",
        "the pairing ended: nothing leaves for it until the services are paired again",
        "de koppeling is beëindigd: er vertrekt niets tot de diensten opnieuw gekoppeld zijn")
    case .unpairedHere:
      say(
        "l’appairage de cet appareil a pris fin : rien n’y part d’ici tant que les services ne sont pas appairés à nouveau ; un autre appareil de votre service peut encore y transmettre",
        "the pairing of this device ended: nothing leaves for it from here until the services are paired again; another device of your service may still send there",
        "de koppeling van dit toestel is beëindigd: van hier vertrekt niets tot de diensten opnieuw gekoppeld zijn; een ander toestel van uw dienst kan er nog naartoe versturen"
      )
    case .planned:
      say(
        "l’accord prévu n’a pas pris effet", "the planned consent has not taken effect",
        "de geplande toestemming is nog niet ingegaan")
    case .plannedOthers:
      say(
        "l’accord prévu porte sur d’autres volets", "the planned consent is for other volets",
        "de geplande toestemming gaat over andere luiken")
    case .firstExchange:
      say(
        "l’accord commence au premier échange avec ce service : « carnet sync »",
        "the consent begins with the first exchange with that service: “carnet sync”",
        "de toestemming begint bij de eerste uitwisseling met die dienst: “carnet sync”")
    case .otherVolets:
      say(
        "l’accord en cours porte sur d’autres volets", "the present consent is for other volets",
        "de lopende toestemming gaat over andere luiken")
    case .earlierNote:
      say(
        "l’accord en cours ne porte pas sur cette note d’avant",
        "the present consent does not go for this earlier note",
        "de lopende toestemming geldt niet voor deze eerdere notitie")
    case .stays:
      say(
        "elle reste dans ce suivi : pour le transmettre, écrivez une nouvelle note",
        "it stays in this case file: to send it on, write a new note",
        "ze blijft in dit dossier: schrijf een nieuwe notitie om het door te geven")
    }
  }

  private func whyUnreached(_ one: UnreachedService) -> String {
    guard one.why == .earlierNote, let since = one.since else { return whyUnreached(one.why) }
    return say(
      "elle est d’avant l’accord en cours, qui vaut à partir du \(date(since))",
      "it is of before the present consent, which goes from \(date(since)) on",
      "ze is van voor de lopende toestemming, die geldt vanaf \(date(since))")
  }

  /// The other devices of one's own service, as readers of a note.
  public var ownDevices: String {
    say(
      "les autres appareils de votre service", "the other devices of your service",
      "de andere toestellen van uw dienst")
  }

  /// After saving: where the record is, where it will go, where it will not.
  ///
  /// - Parameter person: whom the note is about; nil for who reads no names.
  public func recordSaved(
    of person: PersonRow? = nil, id: String, willReach: [String], willNotReach: [UnreachedService],
    outcome: RecordOutcome = RecordOutcome()
  ) -> String {
    let noun = RecordNoun(outcome.type)
    var text = say(
      "Enregistré sur cet appareil.", "Saved on this device.", "Bewaard op dit toestel.")
    if !willReach.isEmpty {
      let names = willReach.map(Visible.line).joined(separator: ", ")
      text += say(
        " Sera transmis à : \(names).", " Will be sent to: \(names).",
        " Wordt verstuurd naar: \(names).")
    }
    for why in Unreached.allCases {
      let unreached = willNotReach.filter { $0.why == why }
      var reasons: [String] = []
      for reason in unreached.map(whyUnreached) where !reasons.contains(reason) {
        reasons.append(reason)
      }
      for reason in reasons {
        let names = unreached.filter { whyUnreached($0) == reason }
          .map { Visible.line($0.service) }.joined(separator: ", ")
        text += say(
          " Pas transmis à : \(names) (\(reason)).", " Not sent to: \(names) (\(reason)).",
          " Niet verstuurd naar: \(names) (\(reason)).")
      }
    }
    if !outcome.apartIn.isEmpty {
      let volets = outcome.apartIn.map { quoted(volet($0)) }.joined(separator: ", ")
      text += say(
        " Ce qui est écrit à part, volet \(volets), n’est lu que par qui peut lire ce volet.",
        " What is written apart, volet \(volets), is read only by those who may read that volet.",
        " Wat apart staat, luik \(volets), wordt enkel gelezen door wie dat luik mag lezen.")
    }
    text += "\n" + (person.map(aboutPerson) ?? "")
    text += say(
      "\(noun.french.capitalisedFirst) : \(id)\n", "\(noun.english.capitalisedFirst): \(id)\n",
      "\(noun.dutch.capitalisedFirst): \(id)\n")
    if !outcome.version.isEmpty { text += versionLine(outcome.version) }
    if outcome.isToCoSign { text += savedToCoSign(noun) }
    return text + merged(outcome) + replaced(outcome)
  }

  /// After an edit that wrote nothing: it is so already, or what stands is what others wrote since.
  public func recordUnchanged(_ outcome: RecordOutcome) -> String {
    guard outcome.isOvertaken else { return sentence(.record(.nothingToDo)) + "\n" }
    let noun = RecordNoun(outcome.type)
    let written = outcome.unseen.map {
      "\(Visible.line($0.author)) (\(momentIfKnown($0.entered)))"
    }
    let by = written.joined(separator: ", ")
    return say(
      "Rien à ajouter : vous avez donné ce que vous aviez lu, et quelqu’un y a écrit depuis : \(by). Rien n’a été changé, et ce qui est écrit reste : « \(command: noun.show) » le montre.\n",
      "Nothing to add: you gave what you had read, and somebody wrote in it since: \(by). Nothing was changed, and what is written stays: “\(noun.show)” shows it.\n",
      "Niets toe te voegen: u gaf wat u had gelezen, en iemand schreef er sindsdien in: \(by). Er is niets gewijzigd, en wat er staat, blijft: “\(noun.show)” toont het.\n"
    )
  }

  /// What others wrote meanwhile and stands with it; nothing when they wrote nothing.
  func merged(_ outcome: RecordOutcome) -> String {
    let noun = RecordNoun(outcome.type)
    let show = noun.show
    var text = ""
    for other in outcome.unseen {
      let (by, when) = (Visible.line(other.author), momentIfKnown(other.entered))
      text += say(
        "\(by) a écrit ce que vous n’aviez pas vu (\(when)) : les deux sont réunis, rien n’est perdu.\n",
        "\(by) wrote what you had not seen (\(when)): both are merged, nothing is lost.\n",
        "\(by) schreef wat u niet had gezien (\(when)): beide zijn samengevoegd, niets is verloren.\n"
      )
    }
    if outcome.isApart {
      text += say(
        "Des phrases sont à relire ensemble : « \(command: show) » les montre.\n",
        "Some sentences are to be read again together: “\(show)” shows them.\n",
        "Sommige zinnen zijn samen na te lezen: “\(show)” toont ze.\n")
    }
    switch outcome.standing {
    case .current, .parked, .unreadable, .damaged, .newer, .deleted: return text
    case .conflict:
      return text
        + say(
          "Un champ a plusieurs versions : « \(command: show) » les montre.\n",
          "A field has several versions: “\(show)” shows them.\n",
          "Een veld heeft meerdere versies: “\(show)” toont ze.\n")
    case .deleteRequested:
      return text
        + say(
          "Quelqu’un a demandé de supprimer cette \(noun.french) ; elle reste, avec ce que vous avez écrit.\n",
          "Somebody asked to delete this \(noun.english); it stays, with what you wrote.\n",
          "Iemand vroeg deze \(noun.dutch) te verwijderen; ze blijft, met wat u schreef.\n")
    }
  }

  /// What was replaced although nobody said that it was read.
  private func replaced(_ outcome: RecordOutcome) -> String {
    guard let replaced = outcome.replaced else { return "" }
    let restore = "carnet \(RecordNoun(outcome.type).command) restore"
    var text = say(
      "Remplacé (version \(replaced.version), que « \(command: restore) » rétablit) :\n",
      "Replaced (version \(replaced.version), which “\(restore)” brings back):\n",
      "Vervangen (versie \(replaced.version), die “\(restore)” terughaalt):\n")
    var values: [String: [String]] = [:]
    for field in replaced.fields { values[field.field.code] = field.values }
    for fact in facts(values, of: outcome.type) {
      text += "  " + labelled(fact.label, fact.value) + "\n"
    }
    for prose in proses(values, of: outcome.type) {
      if outcome.type != .note { text += "  " + underLabel(prose.label) }
      text += Visible.block(prose.text) + (prose.text.utf8.last == 0x0A ? "" : "\n")
    }
    return text
  }

  /// After a record was deleted, or its deletion was asked for.
  public func recordDeleted(_ outcome: RecordOutcome = RecordOutcome()) -> String {
    let noun = RecordNoun(outcome.type)
    guard outcome.unseen.isEmpty else {
      let names = outcome.unseen.map { Visible.line($0.author) }.joined(separator: ", ")
      return say(
        "La \(noun.french) n’est pas supprimée : \(names) y a écrit ce que vous n’aviez pas vu. Votre demande est notée. Relisez-la avec « \(command: "carnet \(noun.command) show") », puis recommencez si elle doit partir.\n",
        "The \(noun.english) is not deleted: \(names) wrote in it what you had not seen. Your request is noted. Read it again with “carnet \(noun.command) show”, then start again if it must go.\n",
        "De \(noun.dutch) is niet verwijderd: \(names) schreef erin wat u niet had gezien. Uw vraag is genoteerd. Lees ze na met “carnet \(noun.command) show” en herbegin als ze weg moet.\n"
      )
    }
    let copied =
      outcome.type.isOfService
      ? ("", "", "")
      : (
        " et dans la copie de la personne", " and in the person’s copy",
        " en in de kopie van de persoon"
      )
    return say(
      "\(noun.french.capitalisedFirst) supprimée : les listes ne la montrent plus. Ses mots restent dans l’historique\(copied.0). Si quelqu’un y écrivait en même temps, elle restera, et sera montrée comme telle.\n",
      "\(noun.english.capitalisedFirst) deleted: lists show it no more. Its words stay in its history\(copied.1). If somebody was writing in it meanwhile, it will stay, and be shown so.\n",
      "\(noun.dutch.capitalisedFirst) verwijderd: lijsten tonen ze niet meer. De woorden blijven in de geschiedenis\(copied.2). Schreef iemand er intussen in, dan blijft ze en wordt ze zo getoond.\n"
    )
  }

  /// After saying that a note reads well.
  public func recordSettled(_ outcome: RecordOutcome) -> String {
    let noun = RecordNoun(outcome.type)
    return say(
      "C’est noté : cette \(noun.french) se lit bien telle qu’elle est.\n",
      "Noted: this \(noun.english) reads well as it stands.\n",
      "Genoteerd: deze \(noun.dutch) leest goed zoals ze is.\n") + merged(outcome)
  }

  /// After erasing, also a second time: what became of the request at each other service that may hold the note.
  ///
  /// - Parameter finished: whether nothing of the words can be read from this disk any more.
  public func recordErased(
    _ answers: [ErasureAnswerRow], of type: RecordType? = nil, finished: Bool = true
  ) -> String {
    let noun = RecordNoun(type)
    var text =
      finished
      ? say(
        "Les mots de cette \(noun.french) sont détruits sur cet appareil. Les autres appareils du service les détruiront au prochain échange\u{A0}; ce qu’un·e collègue y aurait ajouté sans le savoir lui est rendu dans une nouvelle note.",
        "The words of this \(noun.english) are destroyed on this device. The other devices of the service will destroy them at the next exchange; what a colleague added there without knowing of it comes back to them in a new note.",
        "De woorden van deze \(noun.dutch) zijn vernietigd op dit toestel. De andere toestellen van de dienst doen het bij de volgende uitwisseling; wat een collega er toevoegde zonder het te weten, komt terug in een nieuwe notitie."
      )
      : say(
        "Cette \(noun.french) ne s’ouvre plus sur cet appareil, mais ses mots n’y sont pas encore détruits : un autre programme lit le carnet. Ils le seront dès qu’il aura fini, sans que vous ayez rien à faire ; « carnet note erase » redit où cela en est. Les autres appareils du service les détruiront au prochain échange\u{A0}; ce qu’un·e collègue y aurait ajouté sans le savoir lui est rendu dans une nouvelle note.",
        "This \(noun.english) no longer opens on this device, but its words are not destroyed here yet: another program is reading the notebook. They will be as soon as it has finished, with nothing for you to do; “carnet \(noun.command) erase” says again how far it is. The other devices of the service will destroy them at the next exchange; what a colleague added there without knowing of it comes back to them in a new note.",
        "Deze \(noun.dutch) gaat op dit toestel niet meer open, maar de woorden zijn hier nog niet vernietigd: een ander programma leest het boekje. Dat gebeurt zodra het klaar is, u hoeft niets te doen; “carnet \(noun.command) erase” zegt opnieuw hoever het staat. De andere toestellen van de dienst doen het bij de volgende uitwisseling; wat een collega er toevoegde zonder het te weten, komt terug in een nieuwe notitie."
      )
    let waiting = answers.filter { $0.state == .waiting && !$0.isCutOff }
    if !waiting.isEmpty {
      let names = waiting.map { Visible.line($0.service) }.joined(separator: ", ")
      text += say(
        " Il est demandé d’effacer à ceux qui ont pu la recevoir : \(names). La demande part au prochain échange ; personne ne peut effacer à distance.",
        " Those who may have received it are asked to erase it: \(names). The request leaves with the next exchange; nobody can erase from afar.",
        " Wie ze kan hebben ontvangen, wordt gevraagd te wissen: \(names). De vraag vertrekt bij de volgende uitwisseling; niemand kan van op afstand wissen."
      )
    }
    return text + "\n" + answers.compactMap(answered).map { $0 + "\n" }.joined()
  }

  /// What one service came to; nil for a request that leaves with the next exchange.
  private func answered(_ answer: ErasureAnswerRow) -> String? {
    let service = Visible.line(answer.service)
    switch answer.state {
    case .attested(let at):
      return say(
        "\(service) : effacement attesté le \(moment(at)).",
        "\(service): erasure attested on \(moment(at)).",
        "\(service): wissen bevestigd op \(moment(at)).")
    case .refused(let at):
      return say(
        "\(service) : effacement refusé le \(moment(at)) (devoir de garder).",
        "\(service): erasure refused on \(moment(at)) (duty to keep).",
        "\(service): wissen geweigerd op \(moment(at)).")
    case .waiting where answer.isCutOff:
      return say(
        "\(service) : la demande d’effacer ne peut pas y arriver, cet appareil n’échange plus avec ce service. Dites-le-lui ; si vous l’appairez à nouveau, la demande partira.",
        "\(service): the request to erase cannot get there, this device no longer exchanges with that service. Tell that service; if you pair with it again, the request will leave.",
        "\(service): de vraag om te wissen komt er niet aan, dit toestel wisselt niet meer uit met die dienst. Zeg het die dienst; koppelt u opnieuw, dan vertrekt de vraag."
      )
    case .waiting: return nil
    case .sent:
      let last =
        answer.lastExchange.map(moment)
        ?? say("aucun échange encore", "no exchange yet", "nog geen")
      return say(
        "\(service) : demandé et envoyé, pas encore attesté (dernier échange : \(last)).",
        "\(service): asked and sent, not attested yet (last exchange: \(last)).",
        "\(service): gevraagd en verstuurd, nog niet bevestigd (laatste uitwisseling: \(last)).")
    }
  }
}
