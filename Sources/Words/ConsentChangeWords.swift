public import CaseFile
public import Envelope
public import Notebook

/// What a change of a consent comes to, before and after it is made.
public struct ConsentChangeRow: Hashable, Sendable {
  public var kind: ConsentChange.Kind
  /// The consent that is changed; whole.
  public var former: String
  /// The recipient service.
  public var to: String
  public var added: [Volet]
  public var removed: [Volet]
  public var left: [Volet]
  /// The last day before and after; the same where the end stays.
  public var formerUntil: CalendarDate?
  public var until: CalendarDate?
  public var becomesBothWays: Bool
  public var bothWays: Bool
  public var past: Past
  /// The former had ended.
  public var isNew: Bool
  /// What left of the volets that go.
  public var sent: SentSoFar?

  public init(
    kind: ConsentChange.Kind, former: String, to: String, added: [Volet] = [],
    removed: [Volet] = [], left: [Volet], formerUntil: CalendarDate?, until: CalendarDate?,
    becomesBothWays: Bool = false, bothWays: Bool = false, past: Past = .none, isNew: Bool = false
  ) {
    (self.kind, self.former, self.to) = (kind, former, to)
    (self.added, self.removed, self.left) = (added, removed, left)
    (self.formerUntil, self.until) = (formerUntil, until)
    (self.becomesBothWays, self.bothWays) = (becomesBothWays, bothWays)
    (self.past, self.isNew) = (past, isNew)
  }

  /// `{"consent", "former", "change", "added", "removed", "left", "until", "bothWays", "new"?, "receipt"}`: `consent` is
  /// the one that counts from now on, of which the person is to be given the paper; `former` the one that was changed, the
  /// same where it was narrowed.
  ///
  /// - Parameter consent: whole.
  public func json(now consent: String) -> JSONValue {
    .present([
      ("consent", .string(consent)), ("former", .string(former)),
      ("change", .string(kind.rawValue)), ("added", .strings(added.map(\.code))),
      ("removed", .strings(removed.map(\.code))), ("left", .strings(left.map(\.code))),
      ("until", until.map { .string($0.description) } ?? .null),
      ("bothWays", .flag(bothWays || becomesBothWays)), ("new", isNew ? .flag(true) : nil),
      ("receipt", .string(consent)),
    ])
  }
}

extension WallClock {
  /// - Parameter last: the last exchange with that service.
  public func row(_ change: ConsentChange, lastExchange last: Instant? = nil) -> ConsentChangeRow {
    let former = change.former
    var row = ConsentChangeRow(
      kind: change.kind, former: former.consent.description, to: former.recipientName,
      added: change.added, removed: change.removed, left: change.left,
      formerUntil: former.until.flatMap(lastDay(before:)),
      until: change.until.flatMap(lastDay(before:)), becomesBothWays: change.becomesBothWays,
      bothWays: former.bothWays && former.oneWay.isEmpty, past: former.past ?? Past.none,
      isNew: change.isNew)
    if !change.sent.isEmpty {
      row.sent = SentSoFar(
        to: former.recipientName, counts: change.sent, lastExchange: last.map(moment))
    }
    return row
  }
}

extension Phrasebook {
  /// Before a change: what changes and what stays, side by side.
  public func consentChange(_ row: ConsentChangeRow) -> String {
    let lines = row.sent.map { transmitted([$0]) } ?? ""
    return newAgreement(row) + say("Ce qui change :\n", "What changes:\n", "Wat verandert:\n")
      + changes(row).map { "  \($0)\n" }.joined()
      + say("Ce qui reste :\n", "What stays:\n", "Wat blijft:\n")
      + stays(row).map { "  \($0)\n" }.joined() + lines
  }

  /// Asks on a terminal whether the person agrees to it.
  public func askConsentChange(_ row: ConsentChangeRow) -> String {
    consentChange(row)
      + say(
        "La personne est-elle d’accord ? (oui/non) [non] ",
        "Does the person agree? (yes/no) [no] ", "Gaat de persoon akkoord? (ja/nee) [nee] ")
  }

  /// After a change: which paper is to be made, and which one counts no more.
  ///
  /// - Parameter consent: the one that counts from now on; whole.
  public func receiptReplaced(_ row: ConsentChangeRow, by consent: String) -> String {
    let (former, number) = (row.former.shortened, consent.shortened)
    let first =
      switch row.kind {
      case .narrowed:
        say(
          "Le récépissé d’avant de cet accord est remplacé : il ne dit plus ce qui vaut.\n",
          "The former receipt of this consent is replaced: it no longer says what holds.\n",
          "Het vorige ontvangstbewijs van deze toestemming is vervangen: het zegt niet meer wat geldt.\n"
        )
      case .extended:
        say(
          "L’accord \(former) est étendu par celui-ci : son récépissé est remplacé.\n",
          "Consent \(former) is extended by this one: its receipt is replaced.\n",
          "Toestemming \(former) is uitgebreid door deze: het ontvangstbewijs is vervangen.\n")
      case .renewed where row.isNew:
        say(
          "L’accord \(former) avait pris fin ; celui-ci est nouveau. Le récépissé d’avant est remplacé.\n",
          "Consent \(former) had ended; this one is new. The former receipt is replaced.\n",
          "Toestemming \(former) was afgelopen; deze is nieuw. Het vorige ontvangstbewijs is vervangen.\n"
        )
      case .renewed:
        say(
          "L’accord \(former) est renouvelé par celui-ci : son récépissé est remplacé.\n",
          "Consent \(former) is renewed by this one: its receipt is replaced.\n",
          "Toestemming \(former) is vernieuwd door deze: het ontvangstbewijs is vervangen.\n")
      }
    return first
      + say(
        "Nouveau récépissé à imprimer et à remettre : « carnet consent receipt \(number) ».\n",
        "New receipt to print and to hand over: “carnet consent receipt \(number)”.\n",
        "Nieuw ontvangstbewijs om af te drukken en te geven: “carnet consent receipt \(number)”.\n")
  }

  private func newAgreement(_ row: ConsentChangeRow) -> String {
    guard row.isNew else { return "" }
    return say(
      "Cet accord a pris fin : c’est un nouvel accord que la personne donne, et non une prolongation.\n",
      "This consent has ended: what the person gives is a new one, and no extension.\n",
      "Deze toestemming is afgelopen: de persoon geeft een nieuwe, en geen verlenging.\n")
  }

  private func changes(_ row: ConsentChangeRow) -> [String] {
    let service = Visible.line(row.to)
    let until = row.until.map(date) ?? "–"
    var lines: [String] = []
    if !row.added.isEmpty {
      let names = volets(row.added)
      lines.append(
        say(
          "+ \(names) → \(service) (jusqu’au \(until))",
          "+ \(names) → \(service) (until \(until))", "+ \(names) → \(service) (tot \(until))"))
    }
    if !row.removed.isEmpty {
      let names = volets(row.removed)
      lines.append(
        say(
          "− \(names) → \(service) (dès maintenant, et l’effacement est demandé)",
          "− \(names) → \(service) (from now on, and erasure is asked)",
          "− \(names) → \(service) (vanaf nu, en het wissen wordt gevraagd)"))
    }
    if row.until != row.formerUntil {
      let before = row.formerUntil.map(date) ?? "–"
      lines.append(
        say(
          "+ jusqu’au \(until), et non plus jusqu’au \(before)",
          "+ until \(until), no longer until \(before)",
          "+ tot \(until), en niet meer tot \(before)"))
    }
    if row.becomesBothWays {
      lines.append(
        say(
          "+ dans les deux sens : \(service) pourra répondre dans ces volets",
          "+ both ways: \(service) may answer in these volets",
          "+ in beide richtingen: \(service) mag in deze luiken antwoorden"))
    }
    return lines
  }

  private func stays(_ row: ConsentChangeRow) -> [String] {
    let service = Visible.line(row.to)
    var lines = ["\(volets(row.left)) → \(service)"]
    if row.until == row.formerUntil, let until = row.until.map(date) {
      lines.append(say("jusqu’au \(until)", "until \(until)", "tot \(until)"))
    }
    lines.append(labelled(say("Passé", "Past", "Verleden"), past(row.past)))
    if !row.becomesBothWays {
      lines.append(
        row.bothWays
          ? say("dans les deux sens", "both ways", "in beide richtingen")
          : say("dans un seul sens", "one way", "in één richting"))
    }
    return lines
  }
}

extension UnchangedConsent {
  /// Why a consent stays as it is, and what to do.
  var wording: Wording {
    switch self {
    case .planned:
      Self.row(
        "Rien n’a été changé : cet accord n’a pas pris effet. Recueillez avec la personne celui qu’elle veut (« carnet consent give »), puis retirez celui-ci (« carnet consent withdraw »).",
        "Nothing was changed: this consent has not taken effect. Take with the person the one that she wants (“carnet consent give”), then withdraw this one (“carnet consent withdraw”).",
        "Er is niets gewijzigd: deze toestemming is niet ingegaan. Neem met de persoon op wat zij wil (“carnet consent give”) en trek deze dan in (“carnet consent withdraw”)."
      )
    case .over:
      Self.row(
        "Rien n’a été changé : cet accord a pris fin et ne s’étend plus. Avec la personne, il se renouvelle pour les mêmes volets : « carnet consent renew ».",
        "Nothing was changed: this consent has ended and is not extended any more. With the person it is renewed in the same volets: “carnet consent renew”.",
        "Er is niets gewijzigd: deze toestemming is afgelopen en wordt niet meer uitgebreid. Met de persoon wordt ze vernieuwd voor dezelfde luiken: “carnet consent renew”."
      )
    case .withdrawn:
      Self.row(
        "Rien n’a été changé : la personne a refusé, ou a retiré cet accord. Si elle veut partager à nouveau, recueillez un nouvel accord : « carnet consent give ».",
        "Nothing was changed: the person said no, or took this consent back. Should she want to share again, take a new one: “carnet consent give”.",
        "Er is niets gewijzigd: de persoon weigerde, of trok deze toestemming in. Wil zij opnieuw delen, neem dan een nieuwe op: “carnet consent give”."
      )
    case .replaced:
      Self.row(
        "Rien n’a été changé : un autre accord a pris la place de celui-ci. « carnet consent list » le montre : nommez celui-là.",
        "Nothing was changed: another consent took the place of this one. “carnet consent list” shows it: name that one.",
        "Er is niets gewijzigd: een andere toestemming nam de plaats van deze in. “carnet consent list” toont ze: noem die."
      )
    case .same:
      Self.row(
        "Rien n’a été changé : c’est déjà ainsi. Vérifiez avec la personne ce qu’elle veut ; « carnet consent list » montre ce qui vaut.",
        "Nothing was changed: it is so already. Check with the person what she wants; “carnet consent list” shows what holds.",
        "Er is niets gewijzigd: het is al zo. Ga met de persoon na wat zij wil; “carnet consent list” toont wat geldt."
      )
    case .endNotLater:
      Self.row(
        "Rien n’a été changé : la nouvelle fin n’est pas après l’ancienne. Donnez un jour plus tard (--until) ; pour finir plus tôt, recueillez un accord plus court : « carnet consent give ».",
        "Nothing was changed: the new end is not after the former one. Give a later day (--until); to end earlier, take a shorter consent: “carnet consent give”.",
        "Er is niets gewijzigd: het nieuwe einde ligt niet na het vorige. Geef een latere dag (--until); om vroeger te eindigen, neem een kortere toestemming op: “carnet consent give”."
      )
    case .nothingLeft:
      Self.row(
        "Rien n’a été changé : il ne resterait rien de cet accord. Si la personne veut arrêter tout : « carnet consent withdraw ».",
        "Nothing was changed: nothing of this consent would be left. If the person wants to stop all of it: “carnet consent withdraw”.",
        "Er is niets gewijzigd: er zou niets van deze toestemming overblijven. Wil de persoon alles stoppen: “carnet consent withdraw”."
      )
    }
  }

  /// Each reason has a sentence of its own, and all have one name.
  private static let name = "consentUnchanged"

  private static func row(_ french: French, _ english: Told, _ dutch: Told) -> Wording {
    Wording(name, .usage, french, english, dutch)
  }
}
