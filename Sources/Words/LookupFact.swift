public import CaseFile
public import Notebook

/// Something was named and is not there, or is not there alone.
public enum LookupFact: Hashable, Sendable {
  /// What can be named by an identifier or a name.
  public enum Subject: String, CaseIterable, Hashable, Sendable {
    case caseFile = "case"
    case note
    case record
    case version
    case peer
    case service
    case consent
    case shared
    case permanence
    /// Of the access log.
    case line
  }

  /// - Parameter of: of a record, the kind that was meant, where one was.
  case unknown(Subject, String, of: RecordType? = nil)
  /// How many things it can mean.
  case ambiguous(String, count: Int)
  /// A name that several people have.
  case severalPeople(String, [PersonRow])
  /// A name, or a beginning of one, that several services have.
  case severalServices(String, [NamedService])
  /// A name whose person has several consents.
  case severalConsents(String, [NamedConsentRow])
  /// A day, or the beginning of a number, that several permanences have.
  case severalPermanences(String, [PermanenceRow])
  /// A name whose person has several appointments of a kind that may be meant.
  case severalMeetings(String, RecordType, [MeetingRow])
  /// What became of the nearest one of a person who was named is told already; and those of which it is not.
  case meetingTold(String, RecordType, [MeetingRow], open: [MeetingRow])
  /// A person, by her name where it may be read, has none that is meant.
  case noMeeting(RecordType, MeantMeeting, file: String, String?)

  var wording: Wording {
    switch self {
    case .unknown(let subject, let given, let kind):
      let given = Visible.line(given)
      let words = subject.words
      let listing = kind.map { "carnet \($0.commandNames[0]) list" } ?? subject.listing
      // What holds for the whole service is in the list of no case file.
      let listsOfCase = subject.listsOfCase && kind?.isOfService != true
      func list(_ language: Language) -> String {
        let line = CommandSpelling.named(listing, in: language)
        let place = listsOfCase ? Phrasebook(language).help(.caseFile).value ?? "" : ""
        return OptionSpelling.named(place.isEmpty ? line : line + " " + place, in: language)
      }
      return Wording(
        "unknown" + subject.capitalised, .notFound,
        "\(words.frenchNone) ne correspond à « \(given) » ici. Rien n’a été changé. « \(list(.french)) » montre ce que vous pouvez nommer.",
        "There is no \(words.english) “\(given)” here. Nothing was changed. “\(list(.english))” shows what you can name.",
        "Hier is geen \(words.dutch) “\(given)”. Er is niets gewijzigd. “\(list(.dutch))” toont wat u kunt noemen."
      )
    case .ambiguous(let given, let count): return Self.ambiguousRow(Visible.line(given), count)
    case .severalPeople(let given, let rows):
      return Self.severalPeopleRow(Visible.line(given), rows)
    case .severalServices(let given, let rows):
      return Self.severalServicesRow(Visible.line(given), rows)
    case .severalConsents(let given, let rows):
      return Self.severalConsentsRow(Visible.line(given), rows)
    case .severalPermanences(let given, let rows):
      return Self.severalPermanencesRow(Visible.line(given), rows)
    case .severalMeetings(let given, let kind, let rows):
      return Self.severalMeetingsRow(Visible.line(given), kind, rows)
    case .meetingTold(let given, let kind, let rows, let open):
      return Self.meetingToldRow(Visible.line(given), kind, rows, open)
    case .noMeeting(let kind, let which, let file, let person):
      return Self.noMeetingRow(kind, which, file.shortened, person)
    }
  }

  private static func ambiguousRow(_ given: String, _ count: Int) -> Wording {
    Wording(
      "ambiguousName", .usage,
      "« \(given) » peut désigner \(count) choses. Rien n’a été changé. Donnez quelques caractères de plus.",
      "“\(given)” can mean \(count) things. Nothing was changed. Give a few more characters.",
      "“\(given)” kan \(count) dingen betekenen. Er is niets gewijzigd. Geef enkele tekens meer."
    )
  }

  private static func severalServicesRow(
    _ given: String, _ rows: [NamedService]
  ) -> Wording {
    func list(_ language: Language) -> String {
      rows.map { "\(Visible.line($0.name)) \($0.service.shortened)" }
        .joined(separator: Phrasebook(language).say("\u{A0}; ", "; ", "; "))
    }
    return Wording(
      "severalServices", .usage,
      "« \(given) » peut désigner plusieurs services. Rien n’a été changé. Donnez le numéro du bon : \(list(.french)).",
      "“\(given)” can mean several services. Nothing was changed. Give the number of the right one: \(list(.english)).",
      "“\(given)” kan meerdere diensten betekenen. Er is niets gewijzigd. Geef het nummer van de juiste: \(list(.dutch))."
    )
  }

  private static func severalConsentsRow(
    _ given: String, _ rows: [NamedConsentRow]
  ) -> Wording {
    func list(_ language: Language) -> String {
      let words = Phrasebook(language)
      return rows.map(words.named).joined(separator: words.say("\u{A0}; ", "; ", "; "))
    }
    // The service decides only where no two are for the same one.
    let isService = Set(rows.map(\.service)).count == rows.count
    func what(_ language: Language) -> String {
      let words = Phrasebook(language)
      return isService
        ? words.say(
          "le numéro, ou le service avec --to", "the number, or the service with --to",
          "het nummer, of de dienst met --to")
        : words.say("le numéro", "the number", "het nummer")
    }
    return Wording(
      "severalConsents", .usage,
      "« \(given) » a plusieurs accords. Rien n’a été changé. Donnez \(what(.french)) : \(list(.french)).",
      "“\(given)” has several consents. Nothing was changed. Give \(what(.english)): \(list(.english)).",
      "“\(given)” heeft meerdere toestemmingen. Er is niets gewijzigd. Geef \(what(.dutch)): \(list(.dutch))."
    )
  }

  private static func severalPeopleRow(_ given: String, _ rows: [PersonRow]) -> Wording {
    func list(_ language: Language) -> String {
      let words = Phrasebook(language)
      return rows.map(words.apart).joined(separator: words.say("\u{A0}; ", "; ", "; "))
    }
    // Only what decides is advised.
    let byYear = yearDecides(among: rows)
    return Wording(
      "severalPeople", .usage,
      "« \(given) » peut désigner plusieurs personnes. Rien n’a été changé. \(byYear ? "Ajoutez l’année de naissance, ou donnez" : "Donnez") le numéro : \(list(.french)).",
      "“\(given)” can mean several people. Nothing was changed. \(byYear ? "Add the year of birth, or give" : "Give") the number: \(list(.english)).",
      "“\(given)” kan meerdere personen betekenen. Er is niets gewijzigd. \(byYear ? "Voeg het geboortejaar toe, of geef" : "Geef") het nummer: \(list(.dutch))."
    )
  }

  /// Whether a year of birth that is added to the name can mean one of them alone.
  private static func yearDecides(among rows: [PersonRow]) -> Bool {
    let years = rows.map { row in
      Set((row.born ?? "").split(separator: " ").filter { $0 != "/" }.map { $0.prefix(4) })
    }
    return years.indices.contains { one in
      !years[one].isEmpty
        && years.indices.allSatisfy { $0 == one || years[$0].isDisjoint(with: years[one]) }
    }
  }
}

extension LookupFact.Subject {
  struct Words {
    let frenchNone: String
    let english: String
    let dutch: String
  }

  var capitalised: String {
    switch self {
    case .caseFile: "Case"
    case .note: "Note"
    case .record: "Record"
    case .version: "Version"
    case .peer: "Peer"
    case .service: "Service"
    case .consent: "Consent"
    case .shared: "Shared"
    case .permanence: "Permanence"
    case .line: "Line"
    }
  }

  /// The command that shows what there is.
  var listing: String {
    switch self {
    case .caseFile: "carnet case list"
    case .note: "carnet note list"
    case .record: "carnet record list"
    case .version: "carnet record history"
    case .peer, .service: "carnet pair list"
    case .consent: "carnet consent list"
    case .shared: "carnet case list --received"
    case .permanence: "carnet permanence list"
    case .line: "carnet log"
    }
  }

  /// Whether the list is one of a case file, which it asks for.
  fileprivate var listsOfCase: Bool {
    switch self {
    case .note, .record, .consent, .line: true
    case .caseFile, .version, .peer, .service, .shared, .permanence: false
    }
  }

  var words: Words {
    switch self {
    case .caseFile: Words(frenchNone: "Aucun suivi", english: "case file", dutch: "dossier")
    case .note: Words(frenchNone: "Aucune note", english: "note", dutch: "notitie")
    case .record: Words(frenchNone: "Aucune fiche", english: "record", dutch: "fiche")
    case .version: Words(frenchNone: "Aucune version", english: "version", dutch: "versie")
    case .peer:
      Words(
        frenchNone: "Aucun appareil appairé", english: "paired device",
        dutch: "gekoppeld toestel")
    case .service:
      Words(
        frenchNone: "Aucun service appairé", english: "paired service",
        dutch: "gekoppelde dienst")
    case .consent: Words(frenchNone: "Aucun accord", english: "consent", dutch: "toestemming")
    case .shared:
      Words(
        frenchNone: "Aucun partage reçu", english: "received share", dutch: "ontvangen deling")
    case .permanence:
      Words(frenchNone: "Aucune permanence", english: "drop-in", dutch: "permanentie")
    case .line:
      Words(
        frenchNone: "Aucune ligne du journal d’un suivi", english: "line of the log of a case file",
        dutch: "regel van het logboek van een dossier")
    }
  }
}
