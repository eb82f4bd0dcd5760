import CaseFile

/// By what somebody is reached, under which rule. Protocol/records.md, "How she is reached".
extension Phrasebook {
  /// What holds, in a few words; nothing of where the person is.
  func told(_ rule: ReachRule) -> String {
    var parts = [told(rule.use)]
    if rule.isQuiet {
      parts.append(
        say("ne pas laisser de message", "leave no message", "geen bericht achterlaten"))
    }
    if rule.isMasked {
      parts.append(
        say(
          "ne pas dire d’où on appelle", "do not say where you call from",
          "niet zeggen vanwaar u belt"))
    }
    return parts.joined(separator: ", ")
  }

  /// Whether it may be used.
  func told(_ use: ReachRule.Use) -> String {
    switch use {
    case .free: say("sans risque", "safe", "zonder risico")
    case .ask: say("à demander à chaque fois", "ask each time", "telkens te vragen")
    case .never: say("ne pas utiliser", "not to be used", "niet gebruiken")
    }
  }

  /// Of a record, that it holds more and how that is seen; nothing where all of it is shown.
  func hiddenLine(_ row: RecordRow) -> String {
    guard !row.hidden.isEmpty else { return "" }
    return hiddenLine(of: row.id.shortened)
  }

  func hiddenLine(of record: String) -> String {
    say(
      "Les coordonnées ne sont pas montrées : elles ne sont pas à utiliser. « carnet record show \(record) --unsafe » les montre, et le journal le note.\n",
      "The number or address is not shown: it is not to be used. “carnet record show \(record) --unsafe” shows it, and the log notes that.\n",
      "De gegevens worden niet getoond: ze zijn niet te gebruiken. “carnet record show \(record) --unsafe” toont ze, en het logboek noteert dat.\n"
    )
  }

  /// That several stand there, and how they are seen.
  func hiddenConflict(_ record: String) -> String {
    say(
      "Plusieurs valeurs y ont été écrites séparément ; « carnet record show \(record) --unsafe » les montre toutes.\n",
      "Several values were written apart there; “carnet record show \(record) --unsafe” shows all of them.\n",
      "Er werden los van elkaar meerdere waarden geschreven; “carnet record show \(record) --unsafe” toont ze alle.\n"
    )
  }

  /// Of a list, a line for each such record.
  func hiddenLines(_ rows: [RecordRow]) -> String {
    rows.map(hiddenLine).joined()
  }
}
