/// What is wrong with how a command was written.
public enum UsageFault: Hashable, Sendable {
  /// A word that is no command, and the nearest that are.
  case unknownCommand(String, near: [String])
  case unknownOption(String, near: [String])
  /// An option that needs a value and has none.
  case missingValue(String)
  /// A value given to an option that takes none.
  case unexpectedValue(option: String, value: String)
  /// A value that is no whole number from 1.
  case noCount(option: String, value: String)
  /// A value that is no time between 5 seconds and 12 hours.
  case noDelay(String)
  /// Options and arguments that the command needs.
  case missing([String])
  case unexpected([String])
  /// An option that takes one value, and was given several.
  case twice(option: String, values: [String])
  /// Options that exclude each other.
  case together([String])
}

extension Phrasebook {
  /// What is wrong, to stand in the sentence of `InputFact.usage`.
  public func usage(_ fault: UsageFault) -> String {
    switch fault {
    case .unknownCommand(let word, let near):
      say("commande inconnue", "unknown command", "onbekende opdracht") + " " + quoted(word)
        + hint(near)
    case .unknownOption(let option, let near):
      say("option inconnue", "unknown option", "onbekende optie") + " " + quoted(option)
        + hint(near)
    case .missingValue(let option):
      say("il manque une valeur à", "a value is missing after", "er ontbreekt een waarde na") + " "
        + option
    case .unexpectedValue(let option, let value):
      say(
        "\(option) ne prend pas de valeur, et \(quoted(value)) suit",
        "\(option) takes no value, and \(quoted(value)) follows",
        "\(option) neemt geen waarde, en \(quoted(value)) volgt")
    case .noCount(let option, let value):
      say(
        "\(option) prend un nombre à partir de 1, et non \(quoted(value))",
        "\(option) takes a number from 1, not \(quoted(value))",
        "\(option) neemt een getal vanaf 1, niet \(quoted(value))")
    case .noDelay(let value):
      say(
        "le délai va de 5 secondes à 12 heures, comme 15, 90s ou 2h, et non \(quoted(value))",
        "the delay is from 5 seconds to 12 hours, as 15, 90s or 2h, not \(quoted(value))",
        "de wachttijd gaat van 5 seconden tot 12 uur, zoals 15, 90s of 2h, niet \(quoted(value))")
    case .missing(let names):
      say("il manque", "missing", "er ontbreekt") + " " + names.joined(separator: ", ")
    case .unexpected(let words):
      say("en trop", "too much", "te veel") + " " + words.map(quoted).joined(separator: ", ")
    case .twice(let option, let values):
      say(
        "\(option) prend une seule valeur, et il y en a \(values.count)",
        "\(option) takes one value, and there are \(values.count)",
        "\(option) neemt één waarde, en er zijn er \(values.count)")
        + say(" : ", ": ", ": ") + values.map(quoted).joined(separator: ", ")
    case .together(let options):
      say(
        "\(options.joined(separator: ", ")) ne vont pas ensemble",
        "\(options.joined(separator: ", ")) do not go together",
        "\(options.joined(separator: ", ")) gaan niet samen")
    }
  }

  private func hint(_ near: [String]) -> String {
    near.isEmpty ? "" : " (\(didYouMean(near)))"
  }

  /// Those of `words` that `typed` may have meant.
  ///
  /// - Parameter words: each word to offer, with its other spellings.
  public func nearest(to typed: String, among words: [(offered: String, others: [String])])
    -> [String]
  {
    Nearness.nearest(
      to: typed,
      among: words.map { ($0.offered, ([$0.offered] + $0.others).map(WordKey.key)) })
  }
}

/// Two spellings of one word of the command line.
public enum CommandWord {
  /// Whether two words differ in case, accents and hyphens alone.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    WordKey.key(first) == WordKey.key(second)
  }
}
