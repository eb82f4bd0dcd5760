public import CaseFile

/// What is wrong with what was given: a file, a text, an option.
public enum InputFact: Hashable, Sendable {
  /// The file, or `-`.
  case notUTF8(String)
  /// A word of the command line, or a variable that names somebody: as far as it can be shown.
  case wordNotUTF8(String)
  case fileMissing(String)
  case fileUnreadable(String)
  case fileExists(String)
  case cannotWrite(String)
  /// A number of bytes.
  case fileTooLong(String, maximum: Int)
  /// What the command line parser says.
  case usage(String)
  case unknownFormat(String)
  /// A copy that is to be kept in a prison was asked for with what is not to be used: the options, as they are typed.
  case uncoveredInside(inside: String, unsafe: String)
  /// The last day that was asked for, and the first, which is after it.
  case lastDayFirst(CalendarDate, first: CalendarDate)
  /// The editor that the person named did not open, or ended with an error.
  case editorFailed(String)
  /// One input was named for two things: standard input, or the file of a passphrase for the text of a note.
  case inputTwice
  /// There is no standard input.
  case inputClosed
  /// A text stands on standard input, and nobody said that it is for the note.
  case inputUnread
  /// Somebody left a question on the terminal without an answer.
  case unanswered
  /// Somebody was asked on the terminal whether it is to be done, and did not say yes.
  case saidNo

  var wording: Wording {
    switch self {
    case .notUTF8(let file): Self.notUTF8Row(Visible.line(file))
    case .wordNotUTF8(let word): Self.wordNotUTF8Row(Visible.short(word))
    case .fileMissing(let file): Self.fileMissingRow(Visible.line(file))
    case .fileUnreadable(let file): Self.fileUnreadableRow(Visible.line(file))
    case .fileExists(let file): Self.fileExistsRow(Visible.line(file))
    case .cannotWrite(let file): Self.cannotWriteRow(Visible.line(file))
    case .fileTooLong(let file, let maximum): Self.tooLongRow(Visible.line(file), maximum)
    case .unknownFormat(let format): Self.unknownFormatRow(Visible.line(format))
    case .uncoveredInside(let inside, let unsafe): Self.uncoveredInsideRow(inside, unsafe)
    case .lastDayFirst(let last, let first): Self.lastDayFirstRow(last, first)
    case .editorFailed(let editor): Self.editorFailedRow(Visible.line(editor))
    case .inputTwice: Self.inputTwiceRow
    case .inputClosed: Self.inputClosedRow
    case .inputUnread: Self.inputUnreadRow
    case .unanswered: Self.unansweredRow
    case .saidNo: Self.saidNoRow
    case .usage(let detail):
      Wording(
        "usage", .usage,
        "La commande n’est pas comprise : \(Visible.line(detail)). Rien n’a été changé. Ajoutez --help pour voir comment l’écrire.",
        "The command is not understood: \(Visible.line(detail)). Nothing was changed. Add --help to see how to write it.",
        "De opdracht is niet begrepen: \(Visible.line(detail)). Er is niets gewijzigd. Voeg --help toe om te zien hoe ze geschreven wordt."
      )
    }
  }

  private static func notUTF8Row(_ file: String) -> Wording {
    Wording(
      "notUTF8", .badData,
      "Le texte \(deQuoted: file) n’est pas en UTF-8. Rien n’a été enregistré. Enregistrez-le en UTF-8 dans votre éditeur, puis recommencez.",
      "The text of “\(file)” is not UTF-8. Nothing was saved. Save it as UTF-8 in your editor, then try again.",
      "De tekst van “\(file)” is geen UTF-8. Er is niets bewaard. Bewaar hem als UTF-8 in uw editor en probeer opnieuw."
    )
  }

  private static func wordNotUTF8Row(_ word: String) -> Wording {
    Wording(
      "wordNotUTF8", .badData,
      "« \(word) », dans la commande, n’est pas en UTF-8 : des lettres s’y perdraient. Rien n’a été enregistré. Réglez le terminal sur UTF-8, puis retapez la commande.",
      "“\(word)”, in the command, is not UTF-8: letters of it would be lost. Nothing was saved. Set the terminal to UTF-8, then type the command again.",
      "“\(word)”, in de opdracht, is geen UTF-8: er zouden letters verloren gaan. Er is niets bewaard. Zet de terminal op UTF-8 en typ de opdracht opnieuw."
    )
  }

  private static func fileMissingRow(_ file: String) -> Wording {
    Wording(
      "fileMissing", .notFound,
      "Le fichier « \(file) » n’existe pas. Rien n’a été changé. Vérifiez le nom et le dossier.",
      "There is no file “\(file)”. Nothing was changed. Check the name and the folder.",
      "Het bestand “\(file)” bestaat niet. Er is niets gewijzigd. Controleer de naam en de map."
    )
  }

  private static func fileUnreadableRow(_ file: String) -> Wording {
    Wording(
      "fileUnreadable", .inputOutput,
      "Le fichier « \(file) » ne peut pas être lu. Rien n’a été changé. Vérifiez ses droits et le disque.",
      "The file “\(file)” cannot be read. Nothing was changed. Check its permissions and the disk.",
      "Het bestand “\(file)” kan niet gelezen worden. Er is niets gewijzigd. Controleer de rechten en de schijf."
    )
  }

  private static func fileExistsRow(_ file: String) -> Wording {
    Wording(
      "fileExists", .cannotCreate,
      "Le fichier « \(file) » existe déjà. Il n’a pas été remplacé. Choisissez un autre nom.",
      "The file “\(file)” already exists. It was not replaced. Choose another name.",
      "Het bestand “\(file)” bestaat al. Het is niet vervangen. Kies een andere naam."
    )
  }

  private static func cannotWriteRow(_ file: String) -> Wording {
    Wording(
      "cannotWrite", .cannotCreate,
      "Impossible d’écrire « \(file) ». Le fichier n’est pas complet et n’a pas été gardé. Choisissez un autre endroit.",
      "Cannot write “\(file)”. The file is not complete and was not kept. Choose another place.",
      "Kan “\(file)” niet schrijven. Het bestand is niet volledig en niet bewaard. Kies een andere plaats."
    )
  }

  private static func tooLongRow(_ file: String, _ maximum: Int) -> Wording {
    Wording(
      "fileTooLong", .badData,
      "« \(file) » dépasse \(maximum) octets. Rien n’a été enregistré. Raccourcissez, ou écrivez deux notes.",
      "“\(file)” exceeds \(maximum) bytes. Nothing was saved. Shorten it, or write two notes.",
      "“\(file)” is groter dan \(maximum) bytes. Er is niets bewaard. Maak het korter of schrijf twee notities."
    )
  }

  private static func lastDayFirstRow(_ last: CalendarDate, _ first: CalendarDate) -> Wording {
    func days(_ language: Language) -> (last: String, first: String) {
      (Phrasebook(language).date(last), Phrasebook(language).date(first))
    }
    let (french, english, dutch) = (days(.french), days(.english), days(.dutch))
    return Wording(
      "lastDayFirst", .usage,
      "Le dernier jour, \(french.last), est avant le premier, \(french.first). Rien n’a été montré. Donnez « --from » puis « --until » dans l’ordre.",
      "The last day, \(english.last), is before the first, \(english.first). Nothing was shown. Give “--from” and “--until” in order.",
      "De laatste dag, \(dutch.last), ligt voor de eerste, \(dutch.first). Er is niets getoond. Geef “--from” en “--until” in volgorde."
    )
  }

  private static func uncoveredInsideRow(_ inside: String, _ unsafe: String) -> Wording {
    Wording(
      "uncoveredInside", .usage,
      "Une copie à garder en détention (\(option: inside)) a été demandée avec les coordonnées à ne pas utiliser (\(option: unsafe)) : d’autres la liront, peut-être la personne à qui on les cache. Rien n’a été écrit. Recommencez sans \(option: unsafe) ; si la personne les demande, lisez-les-lui.",
      "A copy to be kept in prison (\(option: inside)) was asked for with what is not to be used (\(option: unsafe)): others will read it, perhaps the one from whom it is kept. Nothing was written. Try again without \(option: unsafe); if the person asks for it, read it aloud.",
      "Een kopie om in de gevangenis te bewaren (\(option: inside)) werd gevraagd met gegevens die niet te gebruiken zijn (\(option: unsafe)): anderen zullen ze lezen, misschien wie ze niet mag zien. Er is niets geschreven. Probeer opnieuw zonder \(option: unsafe); vraagt de persoon ernaar, lees ze dan voor."
    )
  }

  private static func unknownFormatRow(_ format: String) -> Wording {
    Wording(
      "unknownFormat", .usage,
      "Le format « \(format) » n’est pas connu. Aucun fichier n’a été écrit. Formats possibles : texte, html, json.",
      "The format “\(format)” is not known. No file was written. Possible formats: text, html, json.",
      "Het formaat “\(format)” is niet bekend. Er is geen bestand geschreven. Mogelijke formaten: text, html, json."
    )
  }

  private static var inputUnreadRow: Wording {
    Wording(
      "inputUnread", .usage,
      "Un texte attend à l’entrée, et rien ne dit qu’il est pour la note. Rien n’a été changé. Ajoutez « - » pour qu’il devienne le texte de la note, ou « < /dev/null » pour le laisser de côté.",
      "A text waits on the input, and nothing says that it is for the note. Nothing was changed. Add “-” to make it the text of the note, or “< /dev/null” to leave it aside.",
      "Er wacht een tekst op de invoer, en niets zegt dat hij voor de notitie is. Er is niets gewijzigd. Voeg “-” toe om er de tekst van de notitie van te maken, of “< /dev/null” om hem opzij te laten."
    )
  }

  private static func editorFailedRow(_ editor: String) -> Wording {
    Wording(
      "editorFailed", .inputOutput,
      "L’éditeur « \(editor) » ne s’est pas ouvert, ou s’est arrêté sur une erreur. Rien n’a été enregistré. Donnez un fichier, ou « - » pour écrire ici.",
      "The editor “\(editor)” did not open, or ended with an error. Nothing was saved. Give a file, or “-” to write here.",
      "De editor “\(editor)” ging niet open of stopte met een fout. Er is niets bewaard. Geef een bestand, of “-” om hier te schrijven."
    )
  }

  private static var inputClosedRow: Wording {
    Wording(
      "inputClosed", .inputOutput,
      "L’entrée de la commande est fermée : il n’y avait rien à lire. Rien n’a été enregistré. Donnez un fichier, ou laissez l’entrée ouverte.",
      "The input of the command is closed: there was nothing to read. Nothing was saved. Give a file, or leave the input open.",
      "De invoer van de opdracht is gesloten: er viel niets te lezen. Er is niets bewaard. Geef een bestand of laat de invoer open."
    )
  }

  private static var unansweredRow: Wording {
    Wording(
      "unanswered", .refused,
      "La question est restée sans réponse. Rien de ce que vous demandiez n’a été enregistré. Recommencez quand la réponse est connue.",
      "The question was left without an answer. Nothing of what you asked for was recorded. Try again when the answer is known.",
      "De vraag bleef zonder antwoord. Niets van wat u vroeg, is vastgelegd. Probeer opnieuw wanneer het antwoord bekend is."
    )
  }

  private static var saidNoRow: Wording {
    Wording(
      "saidNo", .refused,
      "Vous n’avez pas dit oui. Rien n’a été effacé, écrit ni changé. Recommencez et répondez « oui » si c’est bien ce que vous vouliez.",
      "You did not say yes. Nothing was erased, written or changed. Do it again and answer “yes” if it is what you wanted.",
      "U hebt geen ja gezegd. Er is niets gewist, geschreven of gewijzigd. Doe het opnieuw en antwoord “ja” als u dit wel wilde."
    )
  }

  private static var inputTwiceRow: Wording {
    Wording(
      "inputTwice", .usage,
      "La même entrée (« - » ou le même fichier) est donnée pour deux choses, et ne sert qu’une fois. Rien n’a été changé. Donnez un autre fichier pour l’une des deux.",
      "The same input (“-” or the same file) is given for two things, and serves once only. Nothing was changed. Give another file for one of the two.",
      "Dezelfde invoer (“-” of hetzelfde bestand) is voor twee dingen gegeven en dient maar één keer. Er is niets gewijzigd. Geef voor een van beide een ander bestand."
    )
  }
}
