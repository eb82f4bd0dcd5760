/// A session that is open on this device.
public struct SessionRow: Hashable, Sendable {
  public var worker: String
  public var opened: ZonedMoment
  /// Seconds without a command until it locks.
  public var delay: Int
  /// Seconds until it locks when nobody comes; nil while a command is under way.
  public var rest: Int?

  public init(worker: String, opened: ZonedMoment, delay: Int, rest: Int?) {
    (self.worker, self.opened, self.delay, self.rest) = (worker, opened, delay, rest)
  }

  /// `worker`, `opened`, `delay` and `rest`, the last two in seconds.
  public var json: JSONValue {
    .present([
      ("worker", .string(worker)), ("opened", opened.json),
      ("delay", .integer(Int64(delay))), ("rest", rest.map { .integer(Int64($0)) }),
    ])
  }
}

extension Phrasebook {
  /// The session is open.
  public func sessionOpened(_ row: SessionRow) -> String {
    let (worker, delay) = (Visible.line(row.worker), duration(row.delay))
    return say(
      "La session \(de: worker) est ouverte sur cet appareil : les commandes ne demandent plus la phrase de passe. Elle se ferme après \(delay) sans commande, ou avec « carnet session lock ».\n",
      "The session of \(worker) is open on this device: commands ask for no passphrase any more. It locks after \(delay) without a command, or with “carnet session lock”.\n",
      "De sessie van \(worker) is open op dit toestel: opdrachten vragen geen wachtzin meer. Ze sluit na \(delay) zonder opdracht, of met “carnet session lock”.\n"
    )
  }

  /// What is open now.
  public func sessions(_ rows: [SessionRow]) -> String {
    guard !rows.isEmpty else {
      return say(
        "Aucune session n’est ouverte : chaque commande demande la phrase de passe.\n",
        "No session is open: each command asks for the passphrase.\n",
        "Er is geen sessie open: elke opdracht vraagt de wachtzin.\n")
    }
    return rows.map(line).joined()
  }

  private func line(_ row: SessionRow) -> String {
    let worker = Visible.line(row.worker)
    guard let rest = row.rest else {
      return say(
        "\(worker) : ouverte, une commande est en cours.\n",
        "\(worker): open, a command is under way.\n",
        "\(worker): open, er loopt een opdracht.\n")
    }
    let left = duration(rest)
    return say(
      "\(worker) : ouverte, se ferme dans \(left) sans commande.\n",
      "\(worker): open, locks in \(left) without a command.\n",
      "\(worker): open, sluit over \(left) zonder opdracht.\n")
  }

  /// What was locked.
  ///
  /// - Parameter unnamed: how many more no command had reached, which locked by themselves.
  public func sessionsLocked(_ rows: [SessionRow], unnamed: Int = 0) -> String {
    guard !rows.isEmpty || unnamed > 0 else {
      return say(
        "Aucune session n’était ouverte.\n", "No session was open.\n",
        "Er was geen sessie open.\n")
    }
    return rows.map { row in
      let worker = Visible.line(row.worker)
      return say(
        "La session \(de: worker) est fermée. Ses clés ne sont plus en mémoire.\n",
        "The session of \(worker) is locked. Its keys are out of memory.\n",
        "De sessie van \(worker) is gesloten. De sleutels zijn uit het geheugen.\n")
    }.joined() + (unnamed > 0 ? sessionLockedItself : "")
  }

  private var sessionLockedItself: String {
    say(
      "Une session qu’aucune commande n’atteignait plus s’est fermée. Ses clés ne sont plus en mémoire.\n",
      "A session that no command reached any more has locked. Its keys are out of memory.\n",
      "Een sessie die geen opdracht nog bereikte, is gesloten. De sleutels zijn uit het geheugen.\n"
    )
  }

  /// Seconds, in minutes or hours where they are whole ones.
  func duration(_ seconds: Int) -> String {
    if seconds >= 3600, seconds.isMultiple(of: 3600) {
      return "\(seconds / 3600) " + say("h", "h", "uur")
    }
    if seconds >= 120 {
      return "\(seconds / 60) " + say("minutes", "minutes", "minuten")
    }
    return "\(seconds) " + say("secondes", "seconds", "seconden")
  }
}
