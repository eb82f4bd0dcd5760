import CaseFile

/// What keeps a follow-up from passing to a colleague.
extension RecordFact {
  static func followsNotRow(_ name: String, _ file: String) -> Wording {
    Wording(
      "followsNot", .usage,
      "« \(name) » ne suit pas la personne du suivi \(file). Rien n’a été changé. Sans --from, c’est la place de la personne référente qui passe.",
      "“\(name)” does not follow the person of case file \(file). Nothing was changed. Without --from the place of the referent passes.",
      "“\(name)” volgt de persoon van dossier \(file) niet op. Er is niets gewijzigd. Zonder --from gaat de plaats van de referent over."
    )
  }

  static func mayNotFollowRow(_ name: String, _ role: Role) -> Wording {
    Wording(
      "mayNotFollow", .refused,
      "\(name) (\(Phrasebook(.french).role(role))) n’écrit pas qui suit une personne : un suivi y resterait bloqué. Rien n’a été changé. Choisissez un·e autre collègue.",
      "\(name) (\(Phrasebook(.english).role(role))) does not write who follows a person: a follow-up would be stuck there. Nothing was changed. Choose another colleague.",
      "\(name) (\(Phrasebook(.dutch).role(role))) schrijft niet wie iemand opvolgt: een opvolging zou er vastzitten. Er is niets gewijzigd. Kies een andere collega."
    )
  }

  static var noteForSeveralRow: Wording {
    Wording(
      "noteForSeveral", .usage,
      "Une note de transmission parle d’une seule personne : elle serait dans le suivi de chacune. Rien n’a été changé. Transmettez un suivi à la fois, ou sans --text.",
      "A note for the colleague is about one person: it would stand in the case file of each. Nothing was changed. Hand over one case file at a time, or without --text.",
      "Een overdrachtsnotitie gaat over één persoon: ze zou in het dossier van elk staan. Er is niets gewijzigd. Draag één dossier tegelijk over, of zonder --text."
    )
  }
}
