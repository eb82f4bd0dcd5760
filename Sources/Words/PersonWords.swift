public import CaseFile

/// A person among others of her name: what tells her apart.
public struct PersonRow: Hashable, Sendable {
  /// Of a case file of one's own, or of a received share.
  public var id: String
  public var name: String
  /// As written in the card; nil when it is not known.
  public var born: String?
  /// Nil for what was received.
  public var openedOn: ZonedMoment?
  /// The service that shares it; nil for one's own case files.
  public var from: String?
  /// What she is called beside.
  public var otherNames: [String] = []
  /// The last day of which a contact is told; nil where none is told to the reader.
  public var lastContact: CalendarDate?

  public init(
    id: String, name: String, born: String? = nil, openedOn: ZonedMoment? = nil,
    from: String? = nil
  ) {
    (self.id, self.name, self.born) = (id, name, born)
    (self.openedOn, self.from) = (openedOn, from)
  }

  /// `{"person", "case" or "shared", "born", "openedOn"?, "from"?, "otherNames"?, "lastContact"?}`
  public var json: JSONValue {
    .present([
      ("person", .string(name)), (from == nil ? "case" : "shared", .string(id)),
      ("born", born.map { .string($0) } ?? .null), ("openedOn", openedOn.map(\.dayInJSON)),
      ("from", from.map { .string($0) }),
      ("otherNames", otherNames.isEmpty ? nil : .strings(otherNames)),
      ("lastContact", lastContact.map { .string($0.description) }),
    ])
  }
}

extension Phrasebook {
  /// A person on one line, with what tells her from another of her name.
  func apart(_ row: PersonRow) -> String {
    var marks = [birth(row.born)]
    if let opened = row.openedOn {
      marks.append(
        say(
          "suivi ouvert le \(day(opened))", "case file opened on \(day(opened))",
          "dossier geopend op \(day(opened))"))
    }
    if let from = row.from.map(Visible.line) {
      marks.append(say("reçu \(de: from)", "received from \(from)", "ontvangen van \(from)"))
    }
    marks += alsoCalled(row) + [row.id.shortened]
    return "\(person(row.name)) – " + marks.joined(separator: ", ")
  }

  private func alsoCalled(_ row: PersonRow) -> [String] {
    guard !row.otherNames.isEmpty else { return [] }
    let names = row.otherNames.map(Visible.line).joined(separator: ", ")
    return [say("aussi : \(names)", "also: \(names)", "ook: \(names)")]
  }

  /// Whom a deed was about, so that a slip is seen at once.
  public func aboutPerson(_ row: PersonRow) -> String {
    labelled(say("Personne", "Person", "Persoon"), "\(person(row.name)), \(birth(row.born))")
      + "\n"
  }

  /// A birth as it is told to tell people apart; what is no date is not known.
  func birth(_ born: String?) -> String {
    let written = (born ?? "").split(separator: " ", maxSplits: 20).filter { $0 != "/" }
    let days = written.compactMap { dateIfOne(String($0)) }.joined(separator: " / ")
    guard !days.isEmpty else {
      return say("naissance inconnue", "birth unknown", "geboorte onbekend")
    }
    return say("naissance : \(days)", "born: \(days)", "geboren: \(days)")
  }

  /// People found by their name, before the notes that were found.
  public func people(_ rows: [PersonRow]) -> String {
    rows.map { apart($0) + "\n" }.joined()
  }

  /// After the card was edited, with what others wrote meanwhile.
  ///
  /// - Parameter keepers: services that receive already, and keep the name that the consent gave them.
  public func personEdited(
    _ outcome: RecordOutcome, changed: Bool, keepers: [String] = []
  ) -> String {
    if !changed, outcome.isOvertaken { return recordUnchanged(outcome) }
    return changed
      ? say(
        "Enregistré sur cet appareil. Ce qui était écrit reste dans l’historique : « carnet person history ».\n",
        "Saved on this device. What was written stays in the history: “carnet person history”.\n",
        "Bewaard op dit toestel. Wat er stond, blijft in de geschiedenis: “carnet person history”.\n"
      ) + merged(outcome) + (keepers.isEmpty ? "" : formerName(keepers))
      : say(
        "C’est déjà ce qui est écrit. Rien n’a été changé.\n",
        "That is what is written already. Nothing was changed.\n",
        "Dat staat er al. Er is niets gewijzigd.\n")
  }

  private func formerName(_ keepers: [String]) -> String {
    let names = keepers.map(Visible.line).joined(separator: ", ")
    return say(
      "Ceux qui reçoivent déjà gardent ce qui était écrit lors de l’accord : \(names). Si la personne le souhaite, dites-le-leur de vive voix.\n",
      "Those who receive already keep what was written when the consent was given: \(names). If the person wishes, tell them in person.\n",
      "Wie al ontvangt, houdt wat er stond bij de toestemming: \(names). Als de persoon het wil, zeg het hun mondeling.\n"
    )
  }

  /// Under the warning that somebody else may have this name: the age, what they are called beside, the last contact, and no
  /// more.
  public func namesakes(_ rows: [PersonRow], today: CalendarDate) -> String {
    rows.map { row in
      let last = row.lastContact.map { day in
        labelled(say("dernier contact", "last contact", "laatste contact"), date(day))
      }
      let marks =
        [age(row.born, on: today)] + alsoCalled(row) + [last].compactMap(\.self)
        + [row.id.shortened]
      return "  \(person(row.name)) – " + marks.joined(separator: ", ") + "\n"
    }.joined()
  }

  /// In whole years; about, where not the whole day is known.
  private func age(_ born: String?, on today: CalendarDate) -> String {
    let written = (born ?? "").split(separator: " ", maxSplits: 20).filter { $0 != "/" }
    // While people left several births, nobody knows the age.
    guard written.count == 1, let birth = Spoken.day(written: String(written[0])) else {
      return self.birth(born)
    }
    let isPast =
      (today.month ?? 1, today.day ?? 1) >= (birth.month ?? 1, birth.day ?? 1)
    let years = max(0, today.year - birth.year - (isPast ? 0 : 1))
    let told = count(years, ("an", "ans"), ("year old", "years old"), ("jaar", "jaar"))
    guard birth.day == nil else { return told }
    return say("environ \(told)", "about \(told)", "ongeveer \(told)")
  }
}
