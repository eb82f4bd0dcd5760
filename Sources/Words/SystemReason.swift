/// Why the system refused to read or write, as far as a person can do something about it.
public enum SystemReason: Hashable, Sendable {
  case noRoom
  case closed
  case nobodyReads
  case notAllowed
  case readOnly
  case tooLarge
  case deviceFailed
  /// Whatever else, by the number that the system gives it.
  case other(Int)

  /// - Parameter number: of `errno`, as Linux numbers them.
  public init(_ number: Int32) {
    self =
      switch number {
      case 28, 122: .noRoom
      case 9: .closed
      case 32: .nobodyReads
      case 1, 13: .notAllowed
      case 30: .readOnly
      case 27: .tooLarge
      case 5: .deviceFailed
      case _: .other(Int(number))
      }
  }
}

extension Phrasebook {
  /// To stand between parentheses.
  func reason(_ reason: SystemReason) -> String {
    switch reason {
    case .noRoom: say("il n’y a plus de place", "no room is left", "er is geen plaats meer")
    case .closed: say("la sortie est fermée", "the output is closed", "de uitvoer is gesloten")
    case .nobodyReads: say("personne ne la lit", "nobody reads it", "niemand leest ze")
    case .notAllowed:
      say(
        "le système ne le permet pas", "the system does not allow it",
        "het systeem laat het niet toe")
    case .readOnly: say("lecture seule", "read-only", "alleen-lezen")
    case .tooLarge: say("trop grand", "too large", "te groot")
    case .deviceFailed:
      say("l’appareil ne répond pas bien", "the device fails", "het apparaat faalt")
    case .other(let number): say("erreur \(number)", "error \(number)", "fout \(number)")
    }
  }
}
