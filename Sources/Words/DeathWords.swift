import CaseFile

/// A recorded death, and one that was taken back.
extension Phrasebook {
  /// That the card says so, and since when.
  ///
  /// - Parameter days: as they are written, several while people left several.
  func deathLine(_ days: [String]) -> String {
    let day = days.map { date(written: $0) }.joined(separator: " / ")
    return say("Décès noté : \(day).", "Death recorded: \(day).", "Overlijden genoteerd: \(day).")
  }

  /// After a death: what stops, what stays, and who hears of it.
  ///
  /// - Parameters:
  ///   - day: as it was written.
  ///   - replaced: other days that the card gave before.
  public func deathRecorded(
    _ page: ClosingPage, on day: String, replacing replaced: [String] = []
  ) -> String {
    var text = deathLine([day]) + "\n"
    if !replaced.isEmpty {
      let former = replaced.map { date(written: $0) }.joined(separator: " / ")
      text += say(
        "Cette date remplace celle qui était notée : \(former).\n",
        "This date takes the place of the one that was recorded: \(former).\n",
        "Deze datum vervangt de genoteerde: \(former).\n")
    }
    text += closed(page)
    for consent in page.ended {
      text += say(
        "Le partage s’arrête – \(named(consent)) : rien de nouveau ne part, ce qui a été reçu y reste.\n",
        "The sharing stops – \(named(consent)): nothing new leaves, what was received stays there.\n",
        "Het delen stopt – \(named(consent)): er vertrekt niets nieuws, wat ontvangen is, blijft daar.\n"
      )
    }
    text += cancelled(page) + leftAgenda(page)
    return text
      + say(
        "Rien n’est effacé, et Carnet ne prévient personne : ni les proches, ni un autre service, qui apprend seulement que le partage a pris fin. C’est à vous de dire ce qui doit l’être.\n",
        "Nothing is erased, and Carnet tells nobody: neither those close to the person, nor another service, which only learns that the sharing ended. Whom to tell is yours to decide.\n",
        "Er wordt niets gewist, en Carnet verwittigt niemand: geen naasten, en geen andere dienst, die enkel verneemt dat de deling eindigde. Wie het moet weten, beslist u.\n"
      )
      + say(
        "Si c’est une erreur : « carnet case death --undo ».\n",
        "If it is a mistake: “carnet case death --undo”.\n",
        "Is het een vergissing: “carnet case death --undo”.\n")
  }

  /// After a death was taken back.
  public func deathTakenBack(wasNotRecorded: Bool, isReopened: Bool, staysClosed: Bool) -> String {
    guard !wasNotRecorded else {
      return say(
        "Aucun décès n’est noté. Rien n’a été changé.\n",
        "No death is recorded. Nothing was changed.\n",
        "Er is geen overlijden genoteerd. Er is niets gewijzigd.\n")
    }
    var text = say(
      "Le décès n’est plus noté. L’historique de la fiche garde ce qui était écrit.\n",
      "The death is recorded no more. The history of the card keeps what was written.\n",
      "Het overlijden is niet meer genoteerd. De geschiedenis van de fiche bewaart wat er stond.\n")
    if isReopened {
      text += say(
        "Suivi rouvert. Ce qui avait pris fin le reste : pour transmettre de nouveau, recueillez un nouvel accord.\n",
        "Case file open again. What had ended stays ended: to share again, take a new consent.\n",
        "Dossier heropend. Wat beëindigd was, blijft dat: neem een nieuwe toestemming op om weer te delen.\n"
      )
    } else if staysClosed {
      text += say(
        "Le suivi reste clos : il l’était pour une autre raison. « carnet case reopen » le reprend.\n",
        "The case file stays closed: it was closed for another reason. “carnet case reopen” resumes it.\n",
        "Het dossier blijft gesloten: het was om een andere reden gesloten. “carnet case reopen” herneemt het.\n"
      )
    }
    return text
  }
}

extension ClosingPage {
  /// The same keys as of a closing, and `"changed"`: whether the card says anything new.
  public func json(ofDeath changed: Bool) -> JSONValue {
    .object(pairs + [("changed", .flag(changed))])
  }
}

extension RecordFact {
  static func deathStandsRow(_ days: [String]) -> Wording {
    func dates(_ language: Language) -> String {
      let book = Phrasebook(language)
      return days.map { book.date(written: $0) }.joined(separator: " / ")
    }
    return Wording(
      "deathStands", .success,
      "Un décès reste noté sur la fiche : \(dates(.french)). S’il l’a été par erreur, « carnet case death --undo » le retire.",
      "A death stays recorded on the card: \(dates(.english)). If that was a mistake, “carnet case death --undo” takes it back.",
      "Op de fiche blijft een overlijden genoteerd: \(dates(.dutch)). Was dat een vergissing, dan neemt “carnet case death --undo” het terug."
    )
  }

  static let deathEndsNothingRow = Wording(
    "deathEndsNothing", .success,
    "Le décès est noté sur la fiche, et le suivi reste ouvert : ce qui est partagé continue de l’être. « carnet case death » y met fin, sans rien effacer ni prévenir personne.",
    "The death is recorded on the card, and the case file stays open: what is shared goes on. “carnet case death” ends that, erases nothing and tells nobody.",
    "Het overlijden is op de fiche genoteerd, en het dossier blijft open: wat gedeeld wordt, gaat door. “carnet case death” beëindigt dat, wist niets en verwittigt niemand."
  )
}
