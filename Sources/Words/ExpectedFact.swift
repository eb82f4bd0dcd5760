import CaseFile

/// What a record that was saved does not say yet, in words.
extension RecordFact {
  static var noRequestYetRow: Wording {
    Wording(
      "noRequestYet", .success,
      "En Belgique, un suivi commence par une demande de la personne, et aucune n’est écrite. Le suivi est ouvert ; « carnet request add » l’écrit dans ses mots, ou --request en ouvrant.",
      "In Belgium a follow-up begins with a request of the person, and none is written. The case file is open; “carnet request add” writes it in her words, or --request on opening.",
      "In België begint een begeleiding met een vraag van de persoon, en er staat er nog geen. Het dossier is open; “carnet request add” schrijft ze in eigen woorden, of --request bij het openen."
    )
  }

  static func rectifiedUnsaidRow(_ type: RecordType, _ field: RecordField) -> Wording {
    func how(_ language: Language) -> String {
      let option = type.optionNames(of: field, in: Phrasebook(language))[0]
      return CommandSpelling.named("carnet \(type.code) edit", in: language) + " --\(option)"
    }
    return Wording(
      "rectifiedUnsaid", .success,
      "Écrite il y a plus d’un jour : c’est une rectification, et sa raison n’est pas dite. C’est enregistré, et l’historique garde ce qui était écrit ; « \(how(.french)) » dit pourquoi.",
      "Written more than a day ago: this is a rectification, and its reason is not told. It is saved, and the history keeps what was written; “\(how(.english))” says why.",
      "Meer dan een dag geleden geschreven: dit is een rechtzetting, en de reden staat er niet. Het is bewaard, en de geschiedenis houdt wat er stond; “\(how(.dutch))” zegt waarom."
    )
  }
}

extension Phrasebook {
  /// To whoever changes a record after its first day.
  public var reasonQuestion: String {
    say(
      "Écrite il y a plus d’un jour : pourquoi la rectifier ? (une ligne ; Entrée pour ne pas le dire) ",
      "Written more than a day ago: why rectify it? (one line; Enter to leave it unsaid) ",
      "Meer dan een dag geleden geschreven: waarom rechtzetten? (één regel; Enter om het niet te zeggen) "
    )
  }
}
