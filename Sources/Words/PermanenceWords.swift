public import CaseFile
import Envelope
public import Notebook

/// A permanence as people read it: of each person the first name and an initial, whoever looks.
extension Phrasebook {
  /// The list, who was sent and not seen, and the sheets that are out.
  public func permanence(_ sheet: PermanenceSheet) -> String {
    var text = heading(of: sheet) + "\n"
    for field in ["workers", "remark"] {
      guard let held = sheet.values[field], !held.isEmpty,
        let declared = RecordType.permanence[field]
      else { continue }
      let values = held.map { value($0, of: declared) }.joined(separator: ", ")
      text += labelled(name(of: declared, in: .permanence), values) + "\n"
    }
    guard sheet.readsList else {
      return text
        + say(
          "\nVotre rôle ne lit pas qui est sur la liste.\n",
          "\nYour role does not read who is on the list.\n",
          "\nUw rol leest niet wie op de lijst staat.\n") + papersOut(sheet)
    }
    text += "\n" + sheet.entries.map { line($0, sheet.sharedNumbers) }.joined()
    if sheet.entries.isEmpty {
      text += say("Personne sur la liste.\n", "Nobody on the list.\n", "Niemand op de lijst.\n")
    }
    let open = sheet.entries.count { $0.values["outcome"] == nil }
    let slots = sheet.values["slots"].map { " / " + $0.joined(separator: " / ") } ?? ""
    text +=
      "\n"
      + say(
        "Sur la liste : \(sheet.entries.count)\(slots) ; à voir : \(open).\n",
        "On the list: \(sheet.entries.count)\(slots); to be seen: \(open).\n",
        "Op de lijst: \(sheet.entries.count)\(slots); te zien: \(open).\n")
    return text + shared(sheet.sharedNumbers) + neverSeen(sheet) + papersOut(sheet)
  }

  private func heading(of sheet: PermanenceSheet) -> String {
    let moments = (sheet.values["when"] ?? []).map(momentWritten).joined(separator: " / ")
    let places = (sheet.values["place"] ?? []).map { Visible.line(sheet.names[$0] ?? $0.shortened) }
    let states = (sheet.values["status"] ?? []).map { label($0, of: .permanenceStatus) }
    return [moments, places.joined(separator: " / ")].filter { !$0.isEmpty }
      .joined(separator: " – ")
      + "  [\(states.joined(separator: " / "))]  (\(sheet.permanence.description.shortened))"
  }

  /// The weekday and the hour of a moment as it stands in a document.
  func momentWritten(_ text: String) -> String {
    guard let moment = Self.moment(text) else { return Visible.line(text) }
    return weekday(moment.day) + " " + hour(moment)
  }

  static func moment(_ text: String) -> WrittenMoment? {
    do throws(RuleBroken) {
      return try WrittenMoment(parsing: text)
    } catch {
      return nil
    }
  }

  /// Which numbers mean several people, and what to type instead.
  private func shared(_ numbers: [Int]) -> String {
    guard !numbers.isEmpty else { return "" }
    let told = numbers.map(String.init).joined(separator: ", ")
    return say(
      "Numéro donné plusieurs fois : \(told). Il reste, car une feuille peut le porter. À sa place, tapez l’identifiant entre parenthèses que montre « carnet permanence show ».\n",
      "Number given several times: \(told). It stays, as a sheet may bear it. Type in its place the id in brackets that “carnet permanence show” shows.\n",
      "Nummer dat meermaals is gegeven: \(told). Het blijft, want een blad kan het dragen. Typ in de plaats ervan het nummer tussen haakjes dat “carnet permanence show” toont.\n"
    )
  }

  private func line(_ entry: StructuredRecord, _ shared: [Int]) -> String {
    let numbers = entry.values["number"] ?? []
    let isShared = numbers.contains { number in shared.contains { String($0) == number } }
    let number =
      numbers.joined(separator: " / ")
      + (isShared ? "  (\(entry.record.description.shortened))" : "")
    let matter = (entry.values["question"] ?? []).map { label($0, of: .permanenceQuestion) }
    let cells = [
      number, entry.person.map { FirstName.shown(of: $0) } ?? "–", matter.joined(separator: " / "),
      outcome(of: entry),
    ]
    return "  " + cells.filter { !$0.isEmpty }.joined(separator: "  ") + "\n"
  }

  /// What became of it so far; several while nobody chose.
  private func outcome(of entry: StructuredRecord) -> String {
    let outcomes = entry.values["outcome"] ?? []
    guard !outcomes.isEmpty else { return say("à voir", "to be seen", "te zien") }
    let why = (entry.values["prevented_by"] ?? []).map { label($0, of: .preventedBy) }
    let minutes = (entry.values["minutes"] ?? []).map { $0 + " min" }
    var told = outcomes.map { label($0, of: .contactOutcome) }.joined(separator: " / ")
    if !why.isEmpty { told += " (" + why.joined(separator: " / ") + ")" }
    if !minutes.isEmpty { told += ", " + minutes.joined(separator: " / ") }
    if entry.state != .current {
      told +=
        " [" + say("à accorder", "to settle", "af te stemmen")
        + " " + entry.record.description.shortened + "]"
    }
    return told
  }

  private func neverSeen(_ sheet: PermanenceSheet) -> String {
    guard !sheet.neverSeen.isEmpty else { return "" }
    let people = sheet.neverSeen.map { sent in
      (sent.person.map { FirstName.shown(of: $0) } ?? "–")
        + " (\(sent.record.description.shortened))"
    }.joined(separator: ", ")
    return say(
      "Orienté·e ici, pas encore vu·e : \(people)\n",
      "Referred here, not seen yet: \(people)\n",
      "Hierheen doorverwezen, nog niet gezien: \(people)\n")
  }

  private func papersOut(_ sheet: PermanenceSheet) -> String {
    let out = sheet.papers.filter(\.isOut)
    guard !out.isEmpty else { return "" }
    let told = out.map { paper in
      let number = (paper.values["number"] ?? []).joined(separator: " / ")
      let reader = (paper.values["reader"] ?? []).map { label($0, of: .paperReader) }
      let printed = (paper.values["printed"] ?? []).map { date(written: $0) }
      return number + " (" + (reader + printed).joined(separator: ", ") + ")"
    }.joined(separator: ", ")
    return say(
      "Feuilles qui ne sont pas rentrées : \(told)\n", "Sheets that are still out: \(told)\n",
      "Bladen die nog niet terug zijn: \(told)\n")
  }

  // MARK: What was done

  /// Who was put on the list, and who stood there.
  public func prepared(_ prepared: PermanencePrepared) -> String {
    func told(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
    var text = ""
    if !prepared.added.isEmpty {
      let numbers = told(prepared.added)
      text += say(
        "Ajouté à la liste : n° \(numbers).\n", "Put on the list: no. \(numbers).\n",
        "Op de lijst gezet: nr. \(numbers).\n")
    }
    if !prepared.already.isEmpty {
      let numbers = told(prepared.already)
      text += say(
        "Déjà sur la liste, pas ajouté une seconde fois : n° \(numbers).\n",
        "On the list already, not put there twice: no. \(numbers).\n",
        "Al op de lijst, niet nog eens toegevoegd: nr. \(numbers).\n")
    }
    return text + shared(prepared.shared)
  }

  /// Somebody is no more on the list.
  public var takenOff: String {
    say(
      "Retiré·e de la liste. Les autres gardent leur numéro.\n",
      "Taken off the list. The others keep their numbers.\n",
      "Van de lijst gehaald. De anderen houden hun nummer.\n")
  }

  /// A sheet was printed.
  public func permanencePrinted(_ number: Int, to file: String) -> String {
    let file = Visible.line(file)
    return say(
      "Feuille n° \(number) écrite : \(file). Elle est dehors jusqu’à « carnet permanence back ».\n",
      "Sheet no. \(number) written: \(file). It is out until “carnet permanence back”.\n",
      "Blad nr. \(number) geschreven: \(file). Het is buiten tot “carnet permanence back”.\n")
  }

  /// A sheet came back.
  public func paperBack(_ back: PaperBack) -> String {
    let number = back.number
    return back.wasBack
      ? say(
        "La feuille n° \(number) était déjà rentrée. Rien n’a été changé.\n",
        "Sheet no. \(number) was back already. Nothing was changed.\n",
        "Blad nr. \(number) was al terug. Er is niets gewijzigd.\n")
      : say(
        "La feuille n° \(number) est rentrée.\n", "Sheet no. \(number) is back.\n",
        "Blad nr. \(number) is terug.\n")
  }

  /// One line of a late entry that was written.
  public func permanenceRecorded(_ recorded: PermanenceRecorded) -> String {
    let line = recorded.line
    let why = line.preventedBy.map { " (" + label($0, of: .preventedBy) + ")" } ?? ""
    let minutes = line.minutes.map { ", \($0) min" } ?? ""
    let who = recorded.person.map { FirstName.shown(of: $0) } ?? "–"
    var text =
      "  \(recorded.number.map(String.init) ?? line.entry)  \(who)  \(label(line.outcome, of: .contactOutcome))\(why)\(minutes)"
    if let note = recorded.note {
      let id = note.record.description.shortened
      text += say("  note \(id)", "  note \(id)", "  notitie \(id)")
    }
    let before = recorded.before.filter { $0 != line.outcome }
    if !before.isEmpty {
      let earlier = before.map { label($0, of: .contactOutcome) }.joined(separator: " / ")
      text += say("  (avant : \(earlier))", "  (before: \(earlier))", "  (voordien: \(earlier))")
    }
    return text + kept(recorded.kept) + "\n" + hints(recorded)
  }

  /// That a permanence still stands as to come although what became of everybody on its list is written, and how to say what
  /// it is; nil where there is nothing to say.
  ///
  /// - Parameter sheet: as it stood before `recorded` was written.
  public func stateToSay(
    of sheet: PermanenceSheet, after recorded: [PermanenceRecorded], on today: CalendarDate
  ) -> String? {
    let written = Set(recorded.map(\.contact.record))
    let states = sheet.values["status"] ?? []
    guard !written.isEmpty, let state = RecordType.permanence["status"],
      states == [state.initial].compactMap(\.self),
      sheet.moment.map({ !today.isWhole(before: $0.day) }) == true,
      sheet.entries.allSatisfy({ $0.values["outcome"] != nil || written.contains($0.record) })
    else { return nil }
    let stands = states.map { value($0, of: state) }.joined()
    let command =
      "carnet permanence edit \(sheet.permanence.description.shortened) --status tenue"
    return say(
      "Toutes les issues sont saisies, et cette permanence est encore « \(stands) ». Si elle a eu lieu : « \(command) ».",
      "What became of everybody is entered, and this drop-in still stands as “\(stands)”. If it took place: “\(command)”.",
      "Van iedereen is ingevoerd wat ervan kwam, en deze permanentie staat nog als “\(stands)”. Heeft ze plaatsgevonden: “\(command)”."
    )
  }

  /// What the line did not say, and stands as it was.
  private func kept(_ kept: PermanenceRecorded.Kept) -> String {
    let facts =
      kept.preventedBy.map { label($0, of: .preventedBy) } + kept.minutes.map { $0 + " min" }
    let notes = kept.notes.map(\.shortened).joined(separator: ", ")
    var parts = facts.isEmpty ? [] : [facts.joined(separator: ", ")]
    if !notes.isEmpty { parts.append(say("note \(notes)", "note \(notes)", "notitie \(notes)")) }
    guard !parts.isEmpty else { return "" }
    let told = parts.joined(separator: " ; ")
    return say("  (reste : \(told))", "  (stays: \(told))", "  (blijft: \(told))")
  }

  /// What a person is to do, which nothing does by itself.
  private func hints(_ recorded: PermanenceRecorded) -> String {
    var text = ""
    if recorded.line.outcome == "empeche_prison", recorded.line.preventedBy == nil,
      recorded.kept.preventedBy.isEmpty
    {
      text += say(
        "     Ce qui a empêché la rencontre n’est pas dit.\n",
        "     What stood in the way is not said.\n", "     Wat ertussen kwam, is niet gezegd.\n")
    }
    if recorded.contact.state == .conflict {
      text += say(
        "     Quelqu’un d’autre a noté autre chose : les deux restent, à accorder.\n",
        "     Somebody else recorded something else: both stay, to be settled.\n",
        "     Iemand anders noteerde iets anders: beide blijven, af te stemmen.\n")
    }
    if ["transfere", "libere"].contains(recorded.line.outcome) {
      text += say(
        "     Rien d’autre n’a été changé : vérifiez la phase de son suivi (« carnet period edit --phase ») et sa place sur d’autres listes.\n",
        "     Nothing else was changed: check the phase of the follow-up (“carnet period edit --phase”) and its place on other lists.\n",
        "     Er is niets anders gewijzigd: ga de fase van de begeleiding na (“carnet period edit --phase”) en de plaats op andere lijsten.\n"
      )
    }
    return text
  }

  /// A line that was not written, word for word, and why.
  public func unwritten(_ line: UnwrittenLine) -> String {
    "  " + Visible.line(line.text) + "\n     " + why(line) + "\n"
  }

  private func why(_ line: UnwrittenLine) -> String {
    switch line.why {
    case .unread(.noNumber):
      say(
        "Ne commence pas par un numéro de la liste.", "Does not begin with a number of the list.",
        "Begint niet met een nummer van de lijst.")
    case .unread(.noOutcome):
      say("L’issue manque.", "The outcome is missing.", "De uitkomst ontbreekt.")
    case .unread(.unknown(let word)):
      say(
        "\(quoted(word)) n’est pas une issue.", "\(quoted(word)) is no outcome.",
        "\(quoted(word)) is geen uitkomst.")
    case .unread(.several(let word, let codes)):
      several(word, codes)
    case .unread(.minutes(let word)):
      say(
        "\(quoted(word)) ne se lit pas comme des minutes : de 1 à \(Limits.appointmentMinutes). Un mot avant le nombre en fait une note.",
        "\(quoted(word)) does not read as minutes: from 1 to \(Limits.appointmentMinutes). A word before the number makes it a note.",
        "\(quoted(word)) is niet als minuten te lezen: van 1 tot \(Limits.appointmentMinutes). Een woord voor het getal maakt er een notitie van."
      )
    case .twice:
      say(
        "Ce numéro est déjà plus haut : la première ligne est écrite.",
        "This number stands above already: the first line is written.",
        "Dit nummer staat al hoger: de eerste regel is geschreven.")
    case .refused(let fact): sentence(fact)
    }
  }

  private func several(_ word: String, _ codes: [String]) -> String {
    let names = codes.map { code in
      Vocabulary.contactOutcome[code] == nil
        ? label(code, of: .preventedBy) : label(code, of: .contactOutcome)
    }.joined(separator: ", ")
    return say(
      "\(quoted(word)) peut être : \(names).", "\(quoted(word)) may be: \(names).",
      "\(quoted(word)) kan zijn: \(names).")
  }

  /// What is asked of one person on the list.
  public func outcomeQuestion(_ entry: StructuredRecord) -> String {
    let who = entry.person.map { FirstName.shown(of: $0) } ?? "–"
    let matter = (entry.values["question"] ?? []).map { label($0, of: .permanenceQuestion) }
      .joined(separator: " / ")
    let number = entry.listNumber.map(String.init) ?? "?"
    return [number, who, matter].filter { !$0.isEmpty }.joined(separator: "  ")
      + say(
        " – issue, minutes, mots : ", " – outcome, minutes, words: ",
        " – uitkomst, minuten, woorden: ")
  }
}

extension StructuredRecord {
  /// What can be typed for it, and who it is.
  var namedOnList: String {
    record.description.shortened + (person.map { " (\(FirstName.shown(of: $0)))" } ?? "")
  }
}

/// A line of a late entry that was not written.
public struct UnwrittenLine: Hashable, Sendable {
  /// Why it was not written.
  public enum Why: Hashable, Sendable {
    case unread(PermanenceLineFault)
    /// A line above has its number.
    case twice
    /// It read, and could not be written.
    case refused(Fact)
  }
  public let text: String
  public let why: Why

  public init(_ text: String, _ why: Why) { (self.text, self.why) = (text, why) }
}
