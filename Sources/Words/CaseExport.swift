public import CaseFile

/// The copy of a case file for the person, or for whoever has a right to it: what one's own service
/// wrote, and nothing of another's.
public struct CaseExport: Hashable, Sendable {
  public struct ExportedNote: Hashable, Sendable {
    public var page: NotePage
    /// Oldest first; empty when the history is not part of the copy.
    public var history: [NoteVersion]

    public init(page: NotePage, history: [NoteVersion] = []) {
      self.page = page
      self.history = history
    }
  }

  public struct ExportedVolet: Hashable, Sendable {
    public var volet: Volet
    public var notes: [ExportedNote]

    public init(volet: Volet, notes: [ExportedNote]) {
      self.volet = volet
      self.notes = notes
    }
  }

  /// A note whose words were destroyed, or are being so.
  public struct ExportedErasure: Hashable, Sendable {
    /// What became of the words on the device where the copy was made.
    public enum Here: String, Hashable, Sendable {
      case destroyed
      /// As soon as nobody reads the notebook there.
      case notYet
      /// What a colleague had added waits for its author.
      case wordsWait
      /// Ordered by somebody whose access had ended.
      case undecided
    }
    public var note: String
    public var volet: Volet
    public var by: Signed
    public var here = Here.destroyed
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

    public init(on: String, by: Signed) { (self.on, self.by) = (on, by) }
  }

  public var caseID: String
  public var service: String
  /// Code of the country whose law it is under; empty when it is not known.
  public var country: String
  public var names: [String]
  /// As written in the card.
  public var born: [String]
  /// What stood in the card, oldest first.
  public var card: [CardRow] = []
  /// Oldest first; the last one counts.
  public var releases: [ExportedRelease] = []
  public var madeAt: ZonedMoment
  public var madeBy: String
  public var volets: [ExportedVolet]
  /// In the order in which it was done.
  public var erased: [ExportedErasure]
  /// What the person decided about sharing, oldest first.
  public var shares: [ConsentRow]
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

  public var noteCount: Int { volets.reduce(0) { $0 + $1.notes.count } }

  /// Of these, those that did not open, or not whole.
  public var damagedCount: Int {
    volets.flatMap(\.notes).count(where: { $0.page.row.standing == .damaged })
  }

  /// Of these, those that were deleted.
  public var deletedCount: Int {
    volets.flatMap(\.notes).filter { $0.page.row.standing == .deleted }.count
  }
}

public enum ExportFormat: String, CaseIterable, Hashable, Sendable {
  case text
  case html
  case json
}

extension Phrasebook {
  public func export(_ export: CaseExport, as format: ExportFormat) -> String {
    switch format {
    case .text: exportText(export)
    case .html: exportHTML(export)
    case .json: export.json.indentedText
    }
  }

  /// After an export: where it is, and what it leaves to the reader's care.
  public func exported(file: String, notes number: Int, withheld: Int) -> String {
    let file = Visible.line(file)
    var text = say(
      "Copie écrite dans \(file) : \(notes(number)).",
      "Copy written to \(file): \(notes(number)).",
      "Kopie geschreven in \(file): \(notes(number)).")
    if withheld > 0 { text += " " + withheldSentence(withheld) }
    return text
      + say(
        "\nCe fichier n’est pas chiffré. Remettez-le à la personne, puis effacez-le de cet appareil.\n",
        "\nThis file is not encrypted. Hand it to the person, then delete it from this device.\n",
        "\nDit bestand is niet versleuteld. Geef het aan de persoon en wis het van dit toestel.\n")
  }

  /// The same when the copy went to standard output.
  public func exported(_ number: Int, _ withheld: Int) -> String {
    let first = say(
      "Copie écrite : \(notes(number)).", "Copy written: \(notes(number)).",
      "Kopie geschreven: \(notes(number)).")
    return first + (withheld > 0 ? " " + withheldSentence(withheld) : "") + "\n"
      + say(
        "Elle n’est pas chiffrée.\n", "It is not encrypted.\n", "Ze is niet versleuteld.\n")
  }

  func withheldSentence(_ number: Int) -> String {
    say(
      "\(notes(number)) de ce suivi ne figure\(number < 2 ? "" : "nt") pas dans cette copie.",
      "\(notes(number)) of this case file \(number == 1 ? "is" : "are") not in this copy.",
      "\(notes(number)) van dit dossier \(number == 1 ? "staat" : "staan") niet in deze kopie.")
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

  /// The lines above a note: its dates and its author, each with its label.
  func noteFacts(_ row: NoteRow) -> [(label: String, value: String)] {
    var facts: [(String, String)] = [
      (
        noteField(.kind), row.kinds.map(noteKind(code:)).joined(separator: " / ")
      )
    ]
    for (field, days) in [(NoteField.happened, row.happened), (.written, row.written)]
    where !days.isEmpty {
      facts.append((noteField(field), days.map(date(written:)).joined(separator: " / ")))
    }
    facts.append((say("Saisi le", "Entered on", "Ingevoerd op"), momentIfKnown(row.entered)))
    facts.append((say("Par", "By", "Door"), signature(row)))
    let standing = standing(of: row)
    if !standing.isEmpty { facts.append((say("État", "State", "Staat"), standing)) }
    if let deletion = row.deletion {
      let by = "\(Visible.line(deletion.author)), \(momentIfKnown(deletion.entered))"
      facts.append(
        (say("Suppression demandée par", "Deletion asked by", "Verwijdering gevraagd door"), by))
    }
    return facts
  }

  func noteTitle(_ row: NoteRow) -> String {
    if row.standing == .damaged, row.titles.isEmpty { return damagedTitle(row) }
    return row.titles.isEmpty
      ? say("Sans titre", "Untitled", "Zonder titel")
      : row.titles.map(Visible.line).joined(separator: " / ")
  }
}
