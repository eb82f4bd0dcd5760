import CaseFile
public import Envelope
public import Notebook

/// What left for a service of one case file, and that it may still open.
public struct SentSoFar: Hashable, Sendable {
  public var to: String
  /// By the code of their kind.
  public var counts: [String: Int]
  /// The last exchange with that service: nothing left by the network later.
  public var lastExchange: ZonedMoment?

  public init(to: String, counts: [String: Int], lastExchange: ZonedMoment? = nil) {
    (self.to, self.counts, self.lastExchange) = (to, counts, lastExchange)
  }

  /// `{"counts", "lastExchange"?}`; `counts` are numbers by the code of a kind.
  var json: JSONValue {
    .present([
      ("counts", countsInJSON),
      ("lastExchange", lastExchange?.json),
    ])
  }

  var countsInJSON: JSONValue {
    .object(kinds.map { ($0.code, .integer(Int64(counts[$0.code] ?? 0))) })
  }

  /// In the order in which kinds are declared.
  fileprivate var kinds: [RecordType] { RecordType.all.filter { counts[$0.code] != nil } }
}

extension WallClock {
  /// What left for a service, as it is called here.
  public func row(
    _ sent: Transmitted, to service: String, lastExchange: Instant?
  ) -> SentSoFar {
    SentSoFar(to: service, counts: sent.counts, lastExchange: lastExchange.map(moment))
  }
}

extension Phrasebook {
  /// What left for each service, a line each, and what nobody here knows of it; nothing where nothing left.
  public func transmitted(_ sent: [SentSoFar]) -> String {
    guard !sent.isEmpty else { return "" }
    return "\n" + sent.map(sentLine).joined()
      + say(
        "Compté sur cet appareil. Ce qu’un service a fait de ce qu’il a reçu, le carnet ne le sait pas.\n",
        "Counted on this device. What a service did with what it received Carnet does not know.\n",
        "Geteld op dit toestel. Wat een dienst deed met wat zij ontving, weet Carnet niet.\n")
  }

  /// How much of what is taken back this device had sent; nothing where it counted nothing.
  func alreadySent(_ report: WithdrawalReport) -> String {
    report.counts.isEmpty ? "" : sentLine(SentSoFar(to: report.service, counts: report.counts))
  }

  private func sentLine(_ sent: SentSoFar) -> String {
    let service = Visible.line(sent.to)
    let held = sent.kinds.map { kind in
      kind == .note
        ? notes(sent.counts[kind.code] ?? 0)
        : labelled(name(of: kind), "\(sent.counts[kind.code] ?? 0)")
    }.joined(separator: ", ")
    guard let last = sent.lastExchange.map(moment) else {
      return say(
        "Déjà transmis à \(service) : \(held)\n", "Already sent to \(service): \(held)\n",
        "Al verstuurd naar \(service): \(held)\n")
    }
    return say(
      "Déjà transmis à \(service) : \(held), jusqu’au dernier échange, le \(last)\n",
      "Already sent to \(service): \(held), until the last exchange, on \(last)\n",
      "Al verstuurd naar \(service): \(held), tot de laatste uitwisseling, op \(last)\n")
  }
}
