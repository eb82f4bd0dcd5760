import CaseFile

extension WithdrawalReport {
  /// What the sentences say, to a program: `{"consent", "status", "to", "volets", "left", "sent", "sentCounts"?, "along",
  /// "confirmation", "confirmedAt"?, "alreadySo"?, "onlyPlanned"?, "atRecipient"?, "cutOff"?, "pairingEnded"?,
  /// "maybeSent"?, "unwritable"?}`.
  ///
  /// `volets` is `null` when what was taken back cannot be named here any more; `left` is what the consent goes on for;
  /// `sent` where something had left this device, `sentCounts` how much, by the name of a kind;
  /// `along` other consents that ended with it, each with its volets;
  /// `maybeSent` where something may have left that this device no longer knows of; `pairingEnded` is `whole`, or `here` where
  /// another device of the service may still exchange;
  /// `confirmation` is `attested`, `refused` or `awaited`, and `none` where nothing had been sent.
  public func json(of consent: String, _ status: ConsentStatus) -> JSONValue {
    .present([
      ("consent", .string(consent)), ("status", .string(status.rawValue)),
      ("to", .string(service)),
      ("volets", volets.map { .strings($0.map(\.code)) } ?? .null),
      ("left", .strings(left.map(\.code))), ("sent", .strings(sent.map(\.code))),
      (
        "sentCounts",
        counts.isEmpty ? nil : SentSoFar(to: service, counts: counts).countsInJSON
      ),
      (
        "along",
        .array(
          along.map {
            .object([("consent", .string($0.id)), ("volets", .strings($0.volets.map(\.code)))])
          })
      ),
      ("confirmation", .string(confirmationCode)), ("confirmedAt", confirmedAt?.json),
      ("alreadySo", wasSo ? .flag(true) : nil),
      ("onlyPlanned", wasOnlyPlanned ? .flag(true) : nil),
      ("atRecipient", isAtRecipient ? .flag(true) : nil),
      ("cutOff", isCutOff ? .flag(true) : nil),
      ("holders", holders.isEmpty ? nil : .array(holders.map(\.json))),
      ("pairingEnded", unpaired.map { .string($0.code) }),
      ("maybeSent", maybeSent.isEmpty ? nil : .strings(maybeSent.map(\.code))),
      ("unwritable", isUnwritable ? .flag(true) : nil),
    ])
  }

  private var confirmationCode: String {
    switch confirmation {
    case .attested: "attested"
    case .refused: "refused"
    case .awaited: sent.isEmpty && !isAnnounced ? "none" : "awaited"
    }
  }

  private var confirmedAt: ZonedMoment? {
    switch confirmation {
    case .attested(let moment), .refused(let moment): moment
    case .awaited: nil
    }
  }
}
