/// A label that nobody of the field has read says so, wherever labels are listed and on each paper, while there is one.
/// Protocol/records.md, "Vocabularies".
extension Phrasebook {
  /// Under labels on a screen, ended by a newline; nothing once somebody has read them all.
  public var draftLabels: String {
    guard !Labels.drafts.isEmpty else { return "" }
    return say(
      "Les intitulés de ces listes sont un projet, non relu par des personnes du métier.\n",
      "The labels of these lists are a draft that nobody of the field has read.\n",
      "De benamingen in deze lijsten zijn een ontwerp dat niemand uit het vak nalas.\n")
  }

  /// The line of a paper that somebody carries away or that lies about; nil once somebody has read all labels.
  var draftPaper: String? {
    guard !Labels.drafts.isEmpty else { return nil }
    return say(
      "Les mots imprimés ici sont un projet, non relu par des personnes du métier.",
      "The words printed here are a draft that nobody of the field has read.",
      "De woorden die hier gedrukt staan, zijn een ontwerp dat niemand uit het vak nalas.")
  }
}
