public import CaseFile
public import Notebook

/// The copy of a case file for the person, or for whoever has a right to it: what one's own service
/// wrote, and nothing of another's.
public struct CaseExport: Hashable, Sendable {
  /// A record in the copy, with its versions.
  public struct ExportedRecord: Hashable, Sendable {
    public var page: RecordPage
    /// Oldest first; empty when the history is not part of the copy.
    public var history: [RecordVersionRow]

    public init(page: RecordPage, history: [RecordVersionRow] = []) {
      self.page = page
      self.history = history
    }
  }

  /// What stands in one volet of the copy.
  public struct ExportedVolet: Hashable, Sendable {
    public var volet: Volet
    public var records: [ExportedRecord]

    public init(volet: Volet, records: [ExportedRecord]) {
      self.volet = volet
      self.records = records
    }
  }

  /// A record whose words were destroyed, or are being so.
  public struct ExportedErasure: Hashable, Sendable {
    public var note: String
    public var volet: Volet
    public var by: Signed
    public var here = ErasedRecord.Here.destroyed
    /// The service has other devices, which do it when they hear of it.
    public var hasOtherDevices = false
    /// Of each other service that was asked.
    public var answers: [ErasureAnswerRow] = []

    public init(note: String, volet: Volet, by: Signed) {
      (self.note, self.volet, self.by) = (note, volet, by)
    }
  }

  /// A day of release, as it was recorded.
  public struct ExportedRelease: Hashable, Sendable {
    /// `YYYY-MM-DD`.
    public var on: String
    public var by: Signed
    /// The last that was recorded.
    public var counts: Bool

    public init(on: String, by: Signed, counts: Bool = true) {
      (self.on, self.by, self.counts) = (on, by, counts)
    }
  }

  public var caseID: String
  public var service: String
  /// Code of the country whose law it is under; empty when it is not known.
  public var country: String
  public var names: [String]
  /// As written in the card.
  public var born: [String]
  /// What stood in the card, oldest first.
  public var card: [RecordVersionRow] = []
  /// Oldest first; the last one counts.
  public var releases: [ExportedRelease] = []
  public var madeAt: ZonedMoment
  public var madeBy: String
  public var volets: [ExportedVolet]
  /// In the order in which it was done.
  public var erased: [ExportedErasure]
  /// What the person decided about sharing, oldest first.
  public var shares: [ConsentRow]
  /// What became of the papers that were made for the person, oldest first.
  public var handings: [HandingRow] = []
  /// What somebody was writing about the person on this device, and did not save, oldest first.
  public var drafts: [ExportedDraft] = []
  /// Of a copy that is to be kept in a prison: how many notes and records it leaves out; nil for any other copy.
  public var omittedInside: Int?
  /// Who accessed the file; `nil` when the log is not part of the copy.
  public var log: [LogRow]?
  /// Devices whose log may lack in it.
  public var logDevices: [LogDeviceRow] = []
  /// Lines of the log that open under no key of whoever made the copy.
  public var logUnreadable = 0
  /// The card of the person is damaged on the device where the copy was made.
  public var isCardDamaged = false
  /// Decisions about sharing, releases and closings likewise.
  public var damagedRecords = 0
  /// When the notebook was put back from an older copy: what was written then may be missing.
  public var putBacks: [PutBackRow] = []
  /// Notes that exist and are not in the copy.
  public var withheld: Int
  /// Records of other kinds likewise.
  public var withheldRecords = 0
  /// Of the records in it, those of which something stands apart and is not in the copy.
  public var withheldApart = 0
  /// What stands in the card of the person; nil when it does not open.
  public var person: RecordPage?
  /// Numbers and addresses that are not to be used: they are covered wherever somebody typed them, in notes too.
  public var covered = HiddenDigits()

  public init(
    caseID: String, service: String, country: String = "", names: [String], born: [String] = [],
    madeAt: ZonedMoment, madeBy: String, volets: [ExportedVolet], erased: [ExportedErasure] = [],
    shares: [ConsentRow] = [], log: [LogRow]? = nil,
    logDevices: [LogDeviceRow] = [], unreadable: Int = 0, withheld: Int = 0
  ) {
    self.country = country
    self.erased = erased
    self.shares = shares
    self.caseID = caseID
    self.service = service
    self.names = names
    self.born = born
    self.madeAt = madeAt
    self.madeBy = madeBy
    self.volets = volets
    self.log = log
    (self.logDevices, self.logUnreadable) = (logDevices, unreadable)
    self.withheld = withheld
  }

  private var records: [RecordRow] { volets.flatMap(\.records).map(\.page.row) }

  public var noteCount: Int { records.count(where: \.isNote) }

  /// Of other kinds, without the card of the person.
  public var recordCount: Int { records.count - noteCount }

  /// Of these, those that did not open, or not whole.
  public var damagedCount: Int {
    records.count(where: { $0.standing == .damaged })
  }

  /// Of these, those of which a number that is not to be used is left out.
  public var hiddenCount: Int { records.count(where: { !$0.hidden.isEmpty }) }

  /// Of these, those that were deleted: notes, and records of other kinds.
  public var deletedCounts: (notes: Int, records: Int) {
    let deleted = records.filter { $0.standing == .deleted }
    let notes = deleted.count(where: \.isNote)
    return (notes, deleted.count - notes)
  }
}

/// The form of a copy.
public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  case text
  case html
  case json
}

extension CaseExport {
  /// Something that exists is not in it.
  var isPartial: Bool { withheld + withheldRecords + withheldApart > 0 }
}

extension Phrasebook {
  /// The copy of a case file, whole, in the form that was asked for.
  ///
  /// - Parameter isLarge: a page in letters of 18 points or more.
  public func export(
    _ export: CaseExport, as format: ExportFormat, isLarge: Bool = false
  ) -> String {
    switch format {
    case .text: export.covered.covering(exportText(naming(export)), with: coverMark)
    case .html:
      // Not across a tag: what is covered is what somebody typed.
      HTML.mapTexts(of: exportHTML(naming(export), isLarge: isLarge)) {
        export.covered.covering($0, with: coverMark)
      }
    case .json: export.json.covering(export.covered, with: coverMark).indentedText
    }
  }

  /// What stands in the place of a number that is not to be used, in a text that somebody typed.
  var coverMark: String {
    say("[masqué : demandez-le]", "[hidden: ask for it]", "[verborgen: vraag ernaar]")
  }

  /// After an export: where it is, and what it leaves to the reader's care.
  ///
  /// - Parameter isKeptHere: it was said that the paper lies at the service, and does not go with her.
  public func exported(file: String, _ export: CaseExport, isKeptHere: Bool = false) -> String {
    let (file, held) = (Visible.line(file), counted(export))
    var text = say(
      "Copie écrite dans \(file) : \(held).",
      "Copy written to \(file): \(held).",
      "Kopie geschreven in \(file): \(held).")
    if export.isPartial { text += " " + withheldSentence(export) }
    text += hiddenNumbers(export)
    guard !isKeptHere else {
      return text
        + say(
          "\nCe fichier n’est pas chiffré. Imprimez-le et gardez le papier ici, à son nom ; puis effacez le fichier de cet appareil.\n",
          "\nThis file is not encrypted. Print it and keep the paper here, in the person’s name; then delete the file from this device.\n",
          "\nDit bestand is niet versleuteld. Druk het af en bewaar het papier hier, op naam van de persoon; wis daarna het bestand van dit toestel.\n"
        )
    }
    return text
      + say(
        "\nCe fichier n’est pas chiffré. Remettez-le à la personne, puis effacez-le de cet appareil.\n",
        "\nThis file is not encrypted. Hand it to the person, then delete it from this device.\n",
        "\nDit bestand is niet versleuteld. Geef het aan de persoon en wis het van dit toestel.\n")
  }

  /// The same when the copy went to standard output.
  public func exported(_ export: CaseExport) -> String {
    let held = counted(export)
    let first = say(
      "Copie écrite : \(held).", "Copy written: \(held).", "Kopie geschreven: \(held).")
    return first + (export.isPartial ? " " + withheldSentence(export) : "")
      + hiddenNumbers(export) + "\n"
      + say(
        "Elle n’est pas chiffrée.\n", "It is not encrypted.\n", "Ze is niet versleuteld.\n")
  }

  /// To whoever made the copy; nothing where no number is left out.
  private func hiddenNumbers(_ export: CaseExport) -> String {
    guard export.hiddenCount > 0 || !export.covered.isEmpty else { return "" }
    return " "
      + say(
        "Des coordonnées à ne pas utiliser n’y sont pas, et y sont masquées là où une note ou une autre fiche les répète : la copie peut être trouvée par la personne à qui on les cache. Avec --unsafe, elles y sont.",
        "Numbers or addresses that are not to be used are not in it, and are covered where a note or another record repeats them: the copy may be found by the one from whom they are kept. With --unsafe they are in it.",
        "Gegevens die niet te gebruiken zijn, staan er niet in, en zijn bedekt waar een notitie of een andere fiche ze herhaalt: de kopie kan gevonden worden door wie ze niet mag zien. Met --unsafe staan ze erin."
      )
  }

  func counted(_ export: CaseExport) -> String {
    counted(notes: export.noteCount, records: export.recordCount)
  }

  /// How much is missing, of what, and why; not of which records.
  func withheldSentence(_ export: CaseExport) -> String {
    var sentences: [String] = []
    if export.withheld + export.withheldRecords > 0 { sentences.append(wholeWithheld(export)) }
    if export.withheldApart > 0 { sentences.append(apartWithheld(export)) }
    return sentences.joined(separator: " ")
  }

  private func apartWithheld(_ export: CaseExport) -> String {
    let (author, number) = (Visible.line(export.madeBy), export.withheldApart)
    let service = Visible.line(export.service)
    return number == 1
      ? say(
        "Une fiche n’y est qu’en partie : le reste est écrit à part, dans un volet que \(author), qui a fait la copie, n’a pas le droit de lire. Demandez-le à \(service).",
        "Of 1 record in it a part is missing: it is written apart, in a volet that \(author), who made the copy, may not read. Ask \(service) for it.",
        "Van 1 fiche erin ontbreekt een deel: het staat apart, in een luik dat \(author), die de kopie maakte, niet mag lezen. Vraag het aan \(service)."
      )
      : say(
        "\(number) fiches n’y sont qu’en partie : le reste est écrit à part, dans un volet que \(author), qui a fait la copie, n’a pas le droit de lire. Demandez-le à \(service).",
        "Of \(number) records in it a part is missing: it is written apart, in a volet that \(author), who made the copy, may not read. Ask \(service) for it.",
        "Van \(number) fiches erin ontbreekt een deel: het staat apart, in een luik dat \(author), die de kopie maakte, niet mag lezen. Vraag het aan \(service)."
      )
  }

  private func wholeWithheld(_ export: CaseExport) -> String {
    let number = export.withheld + export.withheldRecords
    let counted = counted(notes: export.withheld, records: export.withheldRecords)
    return say(
      "\(counted) de ce suivi ne figure\(number < 2 ? "" : "nt") pas dans cette copie.",
      "\(counted) of this case file \(number == 1 ? "is" : "are") not in this copy.",
      "\(counted) van dit dossier \(number == 1 ? "staat" : "staan") niet in deze kopie.")
  }

  func copyName(_ export: CaseExport) -> String {
    export.isCardDamaged
      ? damagedName : export.names.map(Visible.line).joined(separator: " / ")
  }

  var copyTitle: String { say("Copie du suivi", "Copy of the case file", "Kopie van het dossier") }

  func copyOrigin(_ export: CaseExport) -> String {
    let service = Visible.line(export.service)
    let author = Visible.line(export.madeBy)
    let when = moment(export.madeAt)
    return say(
      "Écrit par \(service). Copie faite le \(when) par \(author).",
      "Written by \(service). Copy made on \(when) by \(author).",
      "Geschreven door \(service). Kopie gemaakt op \(when) door \(author).")
  }

  /// The lines above the words of a record: its fields, its dates and its author, each with its label.
  func facts(_ row: RecordRow) -> [(label: String, value: String)] {
    var facts: [(label: String, value: String)] = []
    if let type = row.type {
      // The title of a note stands above.
      var values = row.values
      if type == .note { values["title"] = nil }
      facts = self.facts(values, of: type)
      facts += type.fields.filter { row.hidden.contains($0.code) }.map { field in
        (
          name(of: field, in: type),
          say("masqué : demandez-le", "hidden: ask for it", "verborgen: vraag ernaar")
        )
      }
      if type != .note {
        facts.insert((say("Type", "Kind", "Soort"), name(of: type)), at: 0)
      }
    }
    facts.append((say("Saisi le", "Entered on", "Ingevoerd op"), momentIfKnown(row.entered)))
    facts.append((say("Par", "By", "Door"), signature(row)))
    let standing = standing(of: row)
    if !standing.isEmpty { facts.append((say("État", "State", "Staat"), standing)) }
    if !row.coSigners.isEmpty {
      facts.append((say("Cosignée par", "Co-signed by", "Medeondertekend door"), coSigners(row)))
    }
    if let deletion = row.deletion {
      let by = "\(Visible.line(deletion.author)), \(momentIfKnown(deletion.entered))"
      facts.append(
        (say("Suppression demandée par", "Deletion asked by", "Verwijdering gevraagd door"), by))
    }
    return facts
  }

  func title(_ row: RecordRow) -> String {
    if row.standing == .damaged, row.titles.isEmpty { return damagedTitle(row) }
    if let type = row.type, type != .note {
      let heading = heading(row.values, of: type)
      return heading.isEmpty ? name(of: type).capitalisedFirst : heading
    }
    return row.titles.isEmpty
      ? say("Sans titre", "Untitled", "Zonder titel")
      : row.titles.map(Visible.line).joined(separator: " / ")
  }
}
