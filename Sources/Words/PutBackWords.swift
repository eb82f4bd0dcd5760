/// When a home was put back from an older copy, or its disk lost what was written.
public struct PutBackRow: Hashable, Sendable {
  /// The last entry in the access log of the copy.
  public var since: ZonedMoment?
  /// When it was noticed.
  public var noticed: ZonedMoment?
  public var isLoss: Bool
  /// Who said that it is known; nil: nobody has.
  public var known: Known?

  /// Who said that it is known, and when.
  public struct Known: Hashable, Sendable {
    public var at: ZonedMoment
    public var worker: String

    public init(at: ZonedMoment, worker: String) { (self.at, self.worker) = (at, worker) }
  }

  public init(since: ZonedMoment?, noticed: ZonedMoment?, isLoss: Bool = false, known: Known? = nil)
  {
    (self.since, self.noticed, self.isLoss, self.known) = (since, noticed, isLoss, known)
  }

  /// `{"since"?, "noticed"?, "loss"?, "acknowledged"?, "by"?}`
  public var json: JSONValue {
    .present([
      ("since", since?.json), ("noticed", noticed?.json), ("loss", isLoss ? .flag(true) : nil),
      ("acknowledged", known?.at.json),
      ("by", known.map { .string($0.worker.isEmpty ? "operator" : $0.worker) }),
    ])
  }
}

extension Phrasebook {
  /// What a copy for the person, and a log, say of it: what was written then may be missing.
  func putBack(_ row: PutBackRow) -> String {
    let time = span(row)
    return row.isLoss
      ? say(
        "\(time), le disque de cet appareil a perdu des écritures. Ce qui a été écrit alors peut manquer ici ; ce qui a été effacé ou retiré peut y être revenu.",
        "\(time), the disk of this device lost writes. What was written then may be missing here; what was erased or withdrawn may have come back.",
        "\(time) verloor de schijf van dit toestel bewaringen. Wat toen geschreven is, kan hier ontbreken; wat gewist of ingetrokken is, kan terug zijn."
      )
      : say(
        "\(time), ce carnet a été remis d’après une copie plus ancienne. Ce qui a été écrit alors peut manquer ici ; ce qui a été effacé ou retiré peut y être revenu.",
        "\(time) this notebook was put back from an older copy. What was written then may be missing here; what was erased or withdrawn may have come back.",
        "\(time) is dit boekje uit een oudere kopie teruggezet. Wat toen geschreven is, kan hier ontbreken; wat gewist of ingetrokken is, kan terug zijn."
      )
  }

  /// The same in what was verified, with who knows of it.
  func putBackVerified(_ row: PutBackRow) -> String {
    guard let known = row.known else {
      return putBack(row)
        + say(
          " Personne n’en a encore pris acte : « carnet verify --acknowledge ».",
          " Nobody has acknowledged it yet: “carnet verify --acknowledge”.",
          " Niemand nam er al akte van: “carnet verify --acknowledge”.")
    }
    let (who, when) = (Visible.line(known.worker), moment(known.at))
    return putBack(row)
      + say(
        " \(who) en a pris acte le \(when).", " \(who) acknowledged it on \(when).",
        " \(who) nam er akte van op \(when).")
  }

  /// Between which moments, at the beginning of a sentence.
  private func span(_ row: PutBackRow) -> String {
    guard let noticed = row.noticed else {
      return say(
        "À un moment que personne ne connaît", "At a moment that nobody knows",
        "Op een moment dat niemand kent")
    }
    let end = moment(noticed)
    // A clock may have lied: what comes after the end begins nothing.
    guard let since = row.since, since.milliseconds <= noticed.milliseconds else {
      return say("Avant le \(end)", "Before \(end)", "Voor \(end)")
    }
    let start = moment(since)
    return say(
      "Entre le \(start) et le \(end)", "Between \(start) and \(end)", "Tussen \(start) en \(end)")
  }
}
