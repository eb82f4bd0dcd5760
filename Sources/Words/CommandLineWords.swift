/// A secret that the terminal asks for.
public enum Prompt: CaseIterable, Hashable, Sendable {
  case `operator`
  case worker
  case newOperator
  case newWorker
  /// Of whoever asks for it, in place of the one that she has.
  case newOwn
  /// The code of a recovery sheet.
  case sheetCode
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
    case .newOwn:
      say("Votre nouvelle phrase de passe : ", "Your new passphrase: ", "Uw nieuwe wachtzin: ")
    case .sheetCode:
      say(
        "Clé de secours de la feuille : ", "Recovery key of the sheet: ",
        "Herstelsleutel van het blad: ")
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

  /// Before a text that is typed on the terminal.
  public func typeText() -> String {
    say(
      "Écrivez le texte. Pour finir : Ctrl-D sur une ligne vide. Pour renoncer : Ctrl-C.\n",
      "Write the text. To finish: Ctrl-D on an empty line. To give up: Ctrl-C.\n",
      "Schrijf de tekst. Om te eindigen: Ctrl-D op een lege regel. Om op te geven: Ctrl-C.\n")
  }

  /// After Ctrl-C at a question, at a passphrase, or in a text that was typed.
  public var interrupted: String {
    say(
      "Interrompu. Rien de ce que vous demandiez n’a été enregistré.\n",
      "Interrupted. Nothing of what you asked for was recorded.\n",
      "Onderbroken. Niets van wat u vroeg, is vastgelegd.\n")
  }

  /// When what was written in an editor could not be saved.
  public func textKept(in file: String) -> String {
    let file = Visible.line(file)
    return say(
      "Votre texte est gardé dans « \(file) » jusqu’à l’arrêt de la machine. Reprenez-le de là, puis effacez ce fichier.\n",
      "Your text is kept in “\(file)” until the machine is turned off. Take it from there, then delete that file.\n",
      "Uw tekst blijft in “\(file)” tot de machine uitgaat. Neem hem daar terug en wis dan dat bestand.\n"
    )
  }
}
