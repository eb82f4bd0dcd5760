import Notebook

/// A device of the other service, and where it stands with what it was asked to erase. It has a number and no name.
public struct HolderRow: Hashable, Sendable {
  /// What this device knows of its answer.
  public enum Answer: Hashable, Sendable {
    case attested(ZonedMoment)
    case refused(ZonedMoment)
    /// This device has exchanged with it since it was asked, and knows of no answer.
    case awaited(lastExchange: ZonedMoment)
    /// Nil when this device never exchanged with it.
    case notReached(lastExchange: ZonedMoment?)
  }

  public var askedAt: ZonedMoment
  public var answer: Answer

  public init(askedAt: ZonedMoment, answer: Answer) {
    (self.askedAt, self.answer) = (askedAt, answer)
  }

  /// `{"askedAt", "state", "at"?, "lastExchange"?}`; `state` is `attested` or `refused`, with `at`, or `awaited` or
  /// `notReached`, with the last exchange of this device with it, null when there was none.
  var json: JSONValue {
    let (state, at, last): (String, JSONValue?, JSONValue?) =
      switch answer {
      case .attested(let at): ("attested", at.json, nil)
      case .refused(let at): ("refused", at.json, nil)
      case .awaited(let last): ("awaited", nil, last.json)
      case .notReached(let last): ("notReached", nil, last?.json ?? .null)
      }
    return .present([
      ("askedAt", askedAt.json), ("state", .string(state)), ("at", at), ("lastExchange", last),
    ])
  }
}

extension WallClock {
  /// What one device of the recipient has answered, as far as is known here.
  func row(_ holder: ConsentSummary.Holder) -> HolderRow {
    let answer: HolderRow.Answer =
      switch holder.answer {
      case .attested(let at): .attested(moment(at))
      case .refused(let at): .refused(moment(at))
      case nil:
        if let last = holder.lastExchange, holder.isReachedSince {
          .awaited(lastExchange: moment(last))
        } else {
          .notReached(lastExchange: holder.lastExchange.map(moment))
        }
      }
    return HolderRow(askedAt: moment(holder.askedAt), answer: answer)
  }
}

extension Phrasebook {
  /// A line for each device of the recipient; none where nothing was asked to be erased.
  func holderLines(_ holders: [HolderRow]) -> [String] {
    holders.enumerated().map { place, holder in
      let number = "\(place + 1)/\(holders.count)"
      let asked = moment(holder.askedAt)
      return labelled(
        say("Appareil \(number)", "Device \(number)", "Toestel \(number)"),
        say("demandé le \(asked)", "asked on \(asked)", "gevraagd op \(asked)") + " – "
          + answer(holder.answer))
    }
  }

  private func answer(_ answer: HolderRow.Answer) -> String {
    switch answer {
    case .attested(let at):
      let day = moment(at)
      return say("attesté le \(day)", "attested on \(day)", "bevestigd op \(day)")
    case .refused(let at):
      let day = moment(at)
      return say(
        "refusé le \(day) (devoir de garder)", "refused on \(day) (duty to keep)",
        "geweigerd op \(day) (bewaarplicht)")
    case .awaited(let last):
      let day = moment(last)
      return say(
        "pas de réponse connue (dernier échange avec cet appareil-ci : \(day))",
        "no answer known (last exchange with this device here: \(day))",
        "geen antwoord bekend (laatste uitwisseling met dit toestel hier: \(day))")
    case .notReached(let last?):
      let day = moment(last)
      return say(
        "pas joint d’ici depuis le \(day), pas de réponse connue",
        "not reached from here since \(day), no answer known",
        "van hier niet bereikt sinds \(day), geen antwoord bekend")
    case .notReached(nil):
      return say(
        "jamais joint d’ici, pas de réponse connue", "never reached from here, no answer known",
        "van hier nooit bereikt, geen antwoord bekend")
    }
  }
}
