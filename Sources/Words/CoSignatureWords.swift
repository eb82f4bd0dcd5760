import CaseFile

/// Whose words wait for a colleague, and who answered for them.
extension Phrasebook {
  /// `cosignée par … le …`, each with the moment.
  func coSigned(_ row: RecordRow) -> String {
    let names = coSigners(row)
    return say("cosignée par \(names)", "co-signed by \(names)", "medeondertekend door \(names)")
  }

  func coSigners(_ row: RecordRow) -> String {
    row.coSigners.map { signed in
      let by = Visible.line(signed.author)
      guard let entered = signed.entered else { return by }
      let when = moment(entered)
      return say("\(by) le \(when)", "\(by) on \(when)", "\(by) op \(when)")
    }.joined(separator: ", ")
  }

  /// Of a record that is shown.
  func waitsForCoSignature(_ noun: RecordNoun) -> String {
    say(
      "À cosigner : une personne qui n’écrit pas seule dans ce volet y a écrit. Quand vous l’avez lue, et si vous écrivez dans ce volet, « \(command: "carnet \(noun.command) cosign") » la cosigne.\n",
      "To be co-signed: somebody who does not write alone in this volet wrote in it. When you have read it, and if you write in this volet, “carnet \(noun.command) cosign” co-signs it.\n",
      "Mee te ondertekenen: iemand die in dit luik niet alleen schrijft, schreef erin. Hebt u ze gelezen en schrijft u in dit luik, dan ondertekent “carnet \(noun.command) cosign” ze mee.\n"
    )
  }

  /// After saving what waits.
  func savedToCoSign(_ noun: RecordNoun) -> String {
    say(
      "À cosigner : qui peut lire cette \(noun.french) la lit déjà, avec cette mention, jusqu’à ce qu’une personne qui écrit dans ce volet la cosigne.\n",
      "To be co-signed: whoever may read this \(noun.english) reads it already, so marked, until somebody who writes in this volet co-signs it.\n",
      "Mee te ondertekenen: wie deze \(noun.dutch) mag lezen, leest ze al, met die vermelding, tot iemand die in dit luik schrijft, meeondertekent.\n"
    )
  }

  /// After a co-signature.
  public func recordCoSigned(_ outcome: RecordOutcome) -> String {
    let noun = RecordNoun(outcome.type)
    return say(
      "C’est noté : vous cosignez cette \(noun.french) telle qu’elle est. Ce que modifie ensuite une personne qui n’écrit pas seule sera à cosigner à nouveau.\n",
      "Noted: you co-sign this \(noun.english) as it stands. What somebody who does not write alone changes afterwards is to be co-signed again.\n",
      "Genoteerd: u ondertekent deze \(noun.dutch) mee zoals ze is. Wat iemand die niet alleen schrijft daarna wijzigt, is opnieuw mee te ondertekenen.\n"
    )
  }

  /// What a version did that wrote no word; nil for one that wrote.
  func deed(_ version: RecordVersionRow) -> String? {
    if let deletion = version.deletion { return did(deletion, to: version.type) }
    guard version.coSignature == .given else { return nil }
    let noun = RecordNoun(version.type)
    return say(
      "a cosigné la \(noun.french)", "co-signed the \(noun.english)",
      "ondertekende de \(noun.dutch) mee")
  }
}

extension RecordVersionRow {
  /// Whether it wrote words or values.
  var writes: Bool { deletion == nil && coSignature != .given }
}
