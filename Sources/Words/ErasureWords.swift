public import CaseFile

/// A record that is about to be erased, or was: by what a person knows it again.
public struct ErasedRecordRow: Hashable, Sendable {
  public var record: String
  public var type: RecordType
  public var person: String
  public var volet: Volet
  /// As in ``RecordRow/values``.
  public var values: [String: [String]]
  public var author: String
  public var entered: ZonedMoment?
  /// Of a permanence: how many are taken off its list with it.
  public var takesOff = 0

  public init(
    record: String, type: RecordType, person: String, volet: Volet, values: [String: [String]],
    author: String, entered: ZonedMoment?
  ) {
    (self.record, self.type, self.person, self.volet) = (record, type, person, volet)
    (self.values, self.author, self.entered) = (values, author, entered)
  }
}

/// What became of the request to erase a note at one other service.
public struct ErasureAnswerRow: Hashable, Sendable {
  /// How far the request has come.
  public enum State: Hashable, Sendable {
    case waiting
    case sent
    case attested(ZonedMoment)
    case refused(ZonedMoment)
  }
  public var service: String
  public var state: State
  public var askedAt: ZonedMoment?
  public var lastExchange: ZonedMoment?
  /// Nothing gets there.
  public var isCutOff: Bool

  public init(
    service: String, state: State, askedAt: ZonedMoment? = nil, lastExchange: ZonedMoment? = nil,
    isCutOff: Bool = false
  ) {
    (self.service, self.state, self.askedAt) = (service, state, askedAt)
    (self.lastExchange, self.isCutOff) = (lastExchange, isCutOff)
  }

  public var isAttested: Bool {
    if case .attested = state { true } else { false }
  }
}

/// What came back in a note of its own, because somebody erased the record that it was added to.
public struct KeptWordsRow: Hashable, Sendable {
  public var note: String
  /// Of which kind what it came back in is.
  public var keptIn: RecordType
  /// The kind of the record that was erased.
  public var type: RecordType
  public var person: String
  public var volet: Volet
  /// Who erased; empty when this is not known here.
  public var by: String
  public var on: ZonedMoment

  public init(
    note: String, keptIn: RecordType = .note, type: RecordType, person: String, volet: Volet,
    by: String, on: ZonedMoment
  ) {
    self.keptIn = keptIn
    (self.note, self.type, self.person, self.volet) = (note, type, person, volet)
    (self.by, self.on) = (by, on)
  }
}

/// The sentences about erasing the words of a note.
extension Phrasebook {
  /// Asked on a terminal before the words of a note are destroyed.
  public func eraseQuestion(_ record: ErasedRecordRow) -> String {
    let (which, noun) = (which(record), RecordNoun(record.type))
    return say(
      "\(which)\nEffacer cette \(noun.french)\u{A0}? Ses mots seront détruits, ici et sur les autres appareils du service, et rien ne les ramènera. (o/N) ",
      "\(which)\nErase this \(noun.english)? Its words will be destroyed, here and on the other devices of the service, and nothing will bring them back. (y/N) ",
      "\(which)\nDeze \(noun.dutch) wissen? Haar woorden worden vernietigd, hier en op de andere toestellen van de dienst, en niets brengt ze terug. (j/N) "
    )
  }

  /// Before the answer: which record it was.
  public func erasedWhich(_ record: ErasedRecordRow) -> String { which(record) + "\n" }

  private func which(_ record: ErasedRecordRow) -> String {
    let person = Visible.line(record.person)
    let author = Visible.line(record.author)
    let (volet, when) = (volet(record.volet), momentIfKnown(record.entered))
    let what = what(record)
    guard !record.type.isOfService else {
      return say(
        "\(what) \(de: author), \(when).", "\(what) by \(author), \(when).",
        "\(what) van \(author), \(when).") + takenOff(with: record)
    }
    return say(
      "\(what) \(de: author), \(when). Suivi\u{A0}: \(person). Volet\u{A0}: \(volet).",
      "\(what) by \(author), \(when). Case file: \(person). Volet: \(volet).",
      "\(what) van \(author), \(when). Dossier: \(person). Luik: \(volet).")
  }

  private func takenOff(with record: ErasedRecordRow) -> String {
    guard record.takesOff > 0 else { return "" }
    let number = record.takesOff
    return say(
      " Personnes sur la liste, et pas vues : \(number). Elles en sont enlevées avec elle ; aucun décompte ne change.",
      " People on its list, and not seen: \(number). They are taken off with it; no count changes.",
      " Mensen op de lijst, en niet gezien: \(number). Ze gaan er samen mee af; geen telling verandert."
    )
  }

  private func what(_ record: ErasedRecordRow) -> String {
    guard record.type == .note else {
      let heading = heading(record.values, of: record.type)
      let kind = name(of: record.type).capitalisedFirst
      return heading.isEmpty ? kind : "\(kind) \(quoted(heading))"
    }
    let titles = (record.values["title"] ?? []).map(quoted).joined(separator: " / ")
    let title = titles.isEmpty ? say("sans titre", "without a title", "zonder titel") : titles
    return say("Note \(title)", "Note \(title)", "Notitie \(title)")
  }

  /// The title of the note that holds what was added to a record that somebody erased meanwhile.
  public func keptTitle(_ erased: ZonedMoment, of type: RecordType) -> String {
    let noun = RecordNoun(type)
    return say(
      "Ajouté à une \(noun.french) effacée le \(day(erased))",
      "Added to a \(noun.english) erased on \(day(erased))",
      "Toegevoegd aan een \(noun.dutch) die gewist werd op \(day(erased))")
  }

  /// The lines of that note that tell what was added to other fields than prose: somebody's own words exactly, a line each.
  public func keptLines(_ values: RecordValues, of type: RecordType) -> [String] {
    type.fields.filter { !$0.isProse }.flatMap { field -> [String] in
      let label = name(of: field, in: type)
      let texts = values[field.code] ?? []
      guard !field.holdsWords else { return texts.map { labelled(label, $0) } }
      return facts([field.code: texts], of: type).map { labelled($0.label, $0.value) }
    }
  }

  /// To the author: where it is.
  public func wordsKept(_ kept: KeptWordsRow) -> String {
    let by =
      kept.by.isEmpty ? say("quelqu’un", "somebody", "iemand") : Visible.line(kept.by)
    let (person, volet, day) = (Visible.line(kept.person), volet(kept.volet), day(kept.on))
    let (noun, new) = (RecordNoun(kept.type), RecordNoun(kept.keptIn))
    return say(
      "Le \(day), \(by) a effacé une \(noun.french) (\(person), \(volet)) où quelque chose avait été ajouté sur cet appareil sans le savoir. Ce qui a été ajouté est gardé dans une nouvelle \(new.french)\u{A0}: \(kept.note). Le reste de l’ancienne \(noun.french) est détruit ici.\n",
      "On \(day), \(by) erased a \(noun.english) (\(person), \(volet)) to which something had been added on this device without knowing of it. What was added is kept in a new \(new.english): \(kept.note). The rest of the old \(noun.english) is destroyed here.\n",
      "Op \(day) wiste \(by) een \(noun.dutch) (\(person), \(volet)) waaraan op dit toestel iets was toegevoegd zonder het te weten. Wat werd toegevoegd, staat nu in een nieuwe \(new.dutch): \(kept.note). De rest van de oude \(noun.dutch) is hier vernietigd.\n"
    )
  }

  /// To everybody else on that device.
  public func wordsWait(_ count: Int) -> String {
    let isOne = count == 1
    return say(
      isOne
        ? "Une fiche effacée sur un autre appareil contient encore ici ce qui y a été ajouté sans le savoir. Personne ne la voit plus\u{A0}; quand l’auteur de ces ajouts ouvrira le carnet ici, ils lui seront rendus dans une nouvelle note, et le reste sera détruit.\n"
        : "\(count) fiches effacées sur un autre appareil contiennent encore ici ce qui y a été ajouté sans le savoir. Personne ne les voit plus\u{A0}; quand les auteurs de ces ajouts ouvriront le carnet ici, ils leur seront rendus dans de nouvelles notes, et le reste sera détruit.\n",
      isOne
        ? "A record erased on another device still holds here what was added to it without knowing of it. Nobody sees it any more; when whoever added it opens the notebook here, it comes back in a new note and the rest is destroyed.\n"
        : "\(count) records erased on another device still hold here what was added to them without knowing of it. Nobody sees them any more; when whoever added it opens the notebook here, it comes back in new notes and the rest is destroyed.\n",
      isOne
        ? "Een fiche die op een ander toestel gewist werd, bevat hier nog wat eraan werd toegevoegd zonder het te weten. Niemand ziet ze nog; opent wie het toevoegde hier het boekje, dan komt het terug in een nieuwe notitie en wordt de rest vernietigd.\n"
        : "\(count) fiches die op een ander toestel gewist werden, bevatten hier nog wat eraan werd toegevoegd zonder het te weten. Niemand ziet ze nog; opent wie het toevoegde hier het boekje, dan komt het terug in nieuwe notities en wordt de rest vernietigd.\n"
    )
  }
}
