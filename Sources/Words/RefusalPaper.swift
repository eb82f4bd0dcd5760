import CaseFile

/// The paper that a person keeps of what she said no to.
public struct RefusalPaper: Hashable, Sendable {
  public var id: String
  public var person: String
  public var from: String
  /// The service that she said no to; it never hears of it.
  public var to: String
  public var at: ZonedMoment
  public var recordedBy: String

  public init(
    id: String, person: String, from: String, to: String, at: ZonedMoment, recordedBy: String
  ) {
    (self.id, self.person, self.from, self.to) = (id, person, from, to)
    (self.at, self.recordedBy) = (at, recordedBy)
  }
}

extension Phrasebook {
  /// `easy` in short plain sentences.
  public func refusalPaper(_ paper: RefusalPaper, easy: Bool) -> String {
    let (from, to) = (Visible.line(paper.from), Visible.line(paper.to))
    var lines =
      easy
      ? [
        say("J’AI DIT NON", "I SAID NO", "IK HEB NEE GEZEGD"), "",
        say(
          "Je n’ai pas permis à \(from) de montrer des notes sur moi à \(to).",
          "I did not allow \(from) to show notes about me to \(to).",
          "Ik heb \(from) niet toegelaten notities over mij te tonen aan \(to)."),
        say(
          "Je l’ai dit le \(day(paper.at)).", "I said so on \(day(paper.at)).",
          "Ik zei het op \(day(paper.at))."),
      ]
      : [
        say("MON REFUS", "MY REFUSAL", "MIJN WEIGERING"), "",
        labelled(say("Personne", "Person", "Persoon"), Visible.line(paper.person)),
        labelled(say("De", "From", "Van"), from),
        labelled(say("Vers", "To", "Naar"), to),
        labelled(say("Refusé le", "Refused on", "Geweigerd op"), moment(paper.at)),
        labelled(
          say("Noté par", "Noted by", "Genoteerd door"), Visible.line(paper.recordedBy)),
        labelled(say("Numéro", "Number", "Nummer"), paper.id), "",
      ]
    lines += [
      say(
        "\(to) n’en saura rien par le carnet.", "\(to) does not learn of it by the notebook.",
        "\(to) verneemt het niet via het boekje."),
      say(
        "Un accord, s’il y en a un, a son propre papier.",
        "A consent, if there is one, has its own paper.",
        "Een toestemming, als die er is, heeft een eigen papier."),
      "", withdrawing, "", noConsequence,
    ]
    lines += [draftPaper].compactMap(\.self) + [""]
    return lines.joined(separator: "\n")
  }
}
