public import CaseFile
public import Notebook

/// A share received from another service that ended, in whole or in part. It names nobody: what named her is forgotten.
public struct EndedRow: Hashable, Sendable {
  public var id: String
  /// The service that gave it.
  public var from: String
  public var cause: EndedShare.Cause
  public var at: ZonedMoment
  /// `nil` for all of it.
  public var volets: [Volet]?
  /// When this device stated that it forgot.
  public var forgottenAt: ZonedMoment?
  public var linkedTo: String?

  public init(
    id: String, from: String, cause: EndedShare.Cause, at: ZonedMoment, volets: [Volet]? = nil,
    forgottenAt: ZonedMoment? = nil, linkedTo: String? = nil
  ) {
    (self.id, self.from, self.cause, self.at) = (id, from, cause, at)
    (self.volets, self.forgottenAt, self.linkedTo) = (volets, forgottenAt, linkedTo)
  }
}

extension Phrasebook {
  /// A line or two for each share that ended; nothing when there is none.
  public func endedList(_ rows: [EndedRow]) -> String { rows.map(ended).joined() }

  private func ended(_ row: EndedRow) -> String {
    let names =
      row.volets.map { gone in
        gone.isEmpty ? say(" (une part)", " (a part)", " (een deel)") : " (\(volets(gone)))"
      } ?? ""
    let from = Visible.line(row.from)
    var text = say(
      "Partage \(row.id.shortened) \(de: from)\(names), terminé le \(moment(row.at)) : \(reason(row))\n",
      "Share \(row.id.shortened) of \(from)\(names), ended on \(moment(row.at)): \(reason(row))\n",
      "Deling \(row.id.shortened) van \(from)\(names), afgelopen op \(moment(row.at)): \(reason(row))\n"
    )
    if row.cause != .ranOut {
      if let forgotten = row.forgottenAt {
        text += say(
          "  Ce qui en était arrivé ici, s’il y avait quelque chose, est effacé de cet appareil (attesté le \(moment(forgotten))). Vous gardez vos propres notes.\n",
          "  What had come of it, if anything had, is erased from this device (attested on \(moment(forgotten))). You keep your own notes.\n",
          "  Wat ervan aankwam, als er iets aankwam, is gewist van dit toestel (bevestigd op \(moment(forgotten))). U houdt uw eigen notities.\n"
        )
      }
    }
    if let linked = row.linkedTo {
      text += say(
        "  Il était relié à votre suivi \(linked.shortened)\n",
        "  It was linked to your case file \(linked.shortened)\n",
        "  Ze was gekoppeld aan uw dossier \(linked.shortened)\n")
    }
    return text
  }

  private func reason(_ row: EndedRow) -> String {
    let from = Visible.line(row.from)
    switch row.cause {
    case .withdrawnThere:
      return say(
        "la personne a retiré son accord, dit auprès \(de: from).",
        "the person withdrew, said to \(from).", "de persoon trok in, gezegd aan \(from).")
    case .takenBack:
      return say(
        "\(from) a repris ce qu’il vous rendait : la personne a retiré son accord auprès \(de: from), ou le suivi était relié par erreur.",
        "\(from) took back what it gave in return: the person withdrew there, or the case file was linked by mistake.",
        "\(from) nam terug wat die u teruggaf: de persoon trok daar in, of het dossier was per vergissing gekoppeld."
      )
    case .withdrawnHere:
      return say(
        "la personne a retiré son accord, dit auprès de votre service.",
        "the person withdrew, said to your service.",
        "de persoon trok in, gezegd aan uw dienst.")
    case .answered:
      return say(
        "il répondait à un accord de votre service, qui a pris fin.",
        "it answered a consent of your service, which ended.",
        "ze antwoordde op een toestemming van uw dienst, die eindigde.")
    case .oneWay:
      return say(
        "il répondait à un accord dans les deux sens, et un accord plus récent de votre service va dans un seul sens.",
        "it answered a consent both ways, and a later consent of your service goes one way.",
        "ze antwoordde op een toestemming in beide richtingen, en een latere toestemming van uw dienst gaat in één richting."
      )
    case .ranOut:
      return say(
        "l’accord est arrivé à son terme. Ce qui était arrivé n’est plus montré.",
        "the consent ran out. What had come is shown no more.",
        "de toestemming liep af. Wat aankwam, wordt niet meer getoond.")
    }
  }
}

extension EndedRow {
  /// `{"shared", "from", "ended", "at", "volets"?, "forgottenAt"?, "linkedTo"?}`
  public var json: JSONValue {
    .present([
      ("shared", .string(id)), ("from", .string(from)), ("ended", .string(cause.rawValue)),
      ("at", at.json), ("volets", volets.map { .strings($0.map(\.code)) }),
      ("forgottenAt", forgottenAt?.json), ("linkedTo", linkedTo.map { .string($0) }),
    ])
  }
}
