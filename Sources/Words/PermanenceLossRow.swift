import CaseFile
public import Notebook

/// What would be lost with a permanence that somebody wants to delete or erase.
public struct PermanenceLossRow: Hashable, Sendable {
  /// How many people a convention counts in a year, with that permanence and without.
  public struct Convention: Hashable, Sendable {
    public let name: String
    public let year: Int
    public let before: Int
    public let after: Int

    public init(name: String, year: Int, before: Int, after: Int) {
      (self.name, self.year, self.before, self.after) = (name, year, before, after)
    }
  }
  /// Entries of its list that say what became of somebody.
  public let outcomes: Int
  public let conventions: [Convention]

  public init(outcomes: Int, conventions: [Convention]) {
    (self.outcomes, self.conventions) = (outcomes, conventions)
  }

  public init(_ loss: PermanenceLoss) {
    self.init(
      outcomes: loss.outcomes,
      conventions: loss.conventions.map {
        Convention(name: $0.name, year: $0.year, before: $0.before, after: $0.after)
      })
  }

  var wording: Wording {
    func counts(_ language: Language) -> String {
      let words = Phrasebook(language)
      return conventions.map { convention in
        let name = Visible.line(convention.name)
        let (year, before, after) = (convention.year, convention.before, convention.after)
        return words.say(
          " La convention « \(name) » compterait \(after) au lieu de \(before) en \(year).",
          " The convention “\(name)” would count \(after) instead of \(before) in \(year).",
          " De overeenkomst “\(name)” zou in \(year) \(after) in plaats van \(before) tellen.")
      }.joined()
    }
    return Wording(
      "outcomesStandIn", .refused,
      "Sur la liste de cette permanence, ce que des personnes sont devenues est noté : \(outcomes). C’est leur histoire, et la permanence reste. Rien n’a été changé.\(counts(.french)) Si elle est de trop, donnez d’abord une autre permanence à chacun de ces contacts : « carnet contact edit » avec --permanence ; « carnet permanence show » les liste.",
      "What became of people on the list of this drop-in is recorded: \(outcomes). That is their history, and the drop-in stays. Nothing was changed.\(counts(.english)) If it is one too many, first give each of these contacts another drop-in: “carnet contact edit” with --permanence; “carnet permanence show” lists them.",
      "Wat er van mensen op de lijst van deze permanentie kwam, is genoteerd: \(outcomes). Dat is hun geschiedenis, en de permanentie blijft. Er is niets gewijzigd.\(counts(.dutch)) Is ze er een te veel, geef elk van deze contacten dan eerst een andere permanentie: “carnet contact edit” met --permanence; “carnet permanence show” toont ze."
    )
  }
}
