/// A secret that the terminal asks for.
public enum Prompt: CaseIterable, Hashable, Sendable {
  case `operator`
  case worker
  case newOperator
  case newWorker
  /// The same once more.
  case again
}

extension Phrasebook {
  /// What stands before the cursor; ends with a space.
  public func prompt(_ prompt: Prompt) -> String {
    switch prompt {
    case .operator:
      say(
        "Phrase de passe de l’opérateur : ", "Operator’s passphrase: ", "Wachtzin van de operator: "
      )
    case .worker: say("Votre phrase de passe : ", "Your passphrase: ", "Uw wachtzin: ")
    case .newOperator:
      say(
        "Nouvelle phrase de passe de l’opérateur : ", "New passphrase of the operator: ",
        "Nieuwe wachtzin van de operator: ")
    case .newWorker:
      say(
        "Nouvelle phrase de passe de cette personne : ", "New passphrase of this worker: ",
        "Nieuwe wachtzin van deze medewerker: ")
    case .again: say("Encore une fois : ", "Once more: ", "Nog een keer: ")
    }
  }

  /// `serve` is ready.
  public func serving(at address: String) -> String {
    say(
      "Joignable sur \(address). Ctrl-C pour arrêter.\n",
      "Listening on \(address). Ctrl-C to stop.\n",
      "Bereikbaar op \(address). Ctrl-C om te stoppen.\n")
  }

  /// A further node of the service exists, and is not verified yet.
  public func nodeJoined(service: String, node: String) -> String {
    let service = Visible.line(service)
    return say(
      "Cet appareil entre dans le service « \(service) ».\nAppareil : \(node)\n",
      "This device joins the service “\(service)”.\nDevice: \(node)\n",
      "Dit toestel komt bij de dienst “\(service)”.\nToestel: \(node)\n")
  }

  /// Nothing in the named folder of a note was changed by the edit.
  public func noteUnchanged() -> String { sentence(.record(.nothingToDo)) + "\n" }
}

extension Phrasebook {
  /// Says in the language what the parser of the command line says in English; what it does not know, stays.
  public func usageDetail(_ message: String) -> String {
    let line = Visible.line(message).trimmingSpaces
    let beginnings: [(String, French, String)] = [
      ("Unknown option", "option inconnue", "onbekende optie"),
      ("Unexpected argument", "argument en trop", "onverwacht argument"),
      ("Missing expected argument", "il manque", "er ontbreekt"),
      ("Missing value for", "il manque une valeur à", "er ontbreekt een waarde voor"),
      ("Missing one of", "il manque l’un de", "er ontbreekt een van"),
      ("Missing required subcommand", "il manque une commande", "er ontbreekt een opdracht"),
    ]
    for (english, french, dutch) in beginnings where line.utf8.starts(with: english.utf8) {
      let rest = String(line.unicodeScalars.dropFirst(english.unicodeScalars.count))
      return (say(french, english, dutch) + rest).withoutFullStop
    }
    return line.withoutFullStop
  }

  /// A page of help with its headings in the language.
  public func helpPage(_ page: String) -> String {
    page.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = line.replacing(
        "<subcommand>", with: say("<commande>", "<command>", "<opdracht>"))
      for (english, french, dutch) in Self.headings where line.utf8.starts(with: english.utf8) {
        return say(french, english, dutch)
          + String(line.unicodeScalars.dropFirst(english.unicodeScalars.count))
      }
      return helpOfHelp(String(line))
    }.joined(separator: "\n")
  }

  private static let headings: [(String, French, String)] = [
    ("OVERVIEW:", "EN BREF :", "IN HET KORT:"),
    ("USAGE:", "ÉCRIRE :", "SCHRIJF:"),
    ("ARGUMENTS:", "ARGUMENTS :", "ARGUMENTEN:"),
    ("OPTIONS:", "OPTIONS :", "OPTIES:"),
    ("SUBCOMMANDS:", "COMMANDES :", "OPDRACHTEN:"),
  ]

  private func helpOfHelp(_ line: String) -> String {
    let own = "Show help information."
    if line.hasSuffix(own) {
      return String(line.dropLast(own.count))
        + say("Montre cette aide", "Show this help", "Toon deze hulp")
    }
    let see = "  See '"
    let end = "' for detailed help."
    guard line.hasPrefix(see), line.hasSuffix(end) else { return line }
    let command = String(line.dropFirst(see.count).dropLast(end.count))
    return say(
      "  « \(command) » en dit plus.", "  “\(command)” says more.", "  “\(command)” zegt meer.")
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var scalars = unicodeScalars[...]
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  fileprivate var withoutFullStop: String {
    unicodeScalars.last == "." ? String(unicodeScalars.dropLast()) : self
  }
}
