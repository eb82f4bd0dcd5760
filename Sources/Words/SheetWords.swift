public import CaseFile
import Envelope
public import Notebook

/// What is told of sheets: ours, and those of paired services.
extension Phrasebook {
  /// What stands beside a record on a list, and below it on its page: how old it is, and what others are told of it.
  func sheetMarks(_ row: RecordRow) -> [String] {
    [row.staleMonths.map(verifiedAgo), row.published.map(publishedMark)].compactMap { $0 }
  }

  /// `vérifié il y a 8 mois`
  func verifiedAgo(_ months: Int) -> String {
    let ago =
      months < 24
      ? count(months, ("mois", "mois"), ("month", "months"), ("maand", "maanden"))
      : count(months / 12, ("an", "ans"), ("year", "years"), ("jaar", "jaar"))
    return say("vérifié il y a \(ago)", "verified \(ago) ago", "\(ago) geleden nagekeken")
  }

  private func publishedMark(_ mark: PublishedMark) -> String {
    let day = day(mark.on)
    return mark.isCurrent
      ? say("publiée le \(day)", "published on \(day)", "gepubliceerd op \(day)")
      : say(
        "publiée le \(day), changée depuis", "published on \(day), changed since",
        "gepubliceerd op \(day), sindsdien gewijzigd")
  }

  /// What paired services published, below what we wrote ourselves; nothing when they published nothing.
  public func sheetList(_ rows: [SheetRow]) -> String {
    guard !rows.isEmpty else { return "" }
    var table = Table([
      say("FICHE", "SHEET", "BLAD"), say("SERVICE", "SERVICE", "DIENST"),
      say("PUBLIÉE", "PUBLISHED", "GEPUBLICEERD"), say("CONTENU", "CONTENT", "INHOUD"), "",
    ])
    for row in rows {
      table.rows.append([
        row.id.shortened, Visible.line(row.service), day(row.published),
        heading(row.values, of: row.type), marks(of: row).joined(separator: ", "),
      ])
    }
    let title = say(
      "Publié par les services appairés :\n", "Published by paired services:\n",
      "Gepubliceerd door gekoppelde diensten:\n")
    return "\n" + title + table.text
  }

  /// One of them, whole; exact texts are in JSON.
  public func sheetPage(_ row: SheetRow) -> String {
    let (heading, service) = (heading(row.values, of: row.type), Visible.line(row.service))
    let day = day(row.published)
    let from = say(
      "Publiée par \(service), le \(day)", "Published by \(service) on \(day)",
      "Gepubliceerd door \(service) op \(day)")
    let lines = [heading, name(of: row.type).capitalisedFirst, from] + marks(of: row)
    return lines.filter { !$0.isEmpty }.map { $0.capitalisedFirst + "\n" }.joined() + "\n"
      + words(row.values, of: row.type)
  }

  private func marks(of row: SheetRow) -> [String] {
    [
      row.isFull ? say("complet", "full", "volzet") : nil, row.staleMonths.map(verifiedAgo),
      row.isIncomplete
        ? say(
          "en dit plus que cette version", "says more than this version knows",
          "zegt meer dan deze versie kent") : nil,
    ].compactMap { $0 }
  }

  /// Records were published.
  public func sheetsPublished(_ outcomes: [SheetOutcome], to services: [String]) -> String {
    let fresh = outcomes.filter { !$0.isUnchanged }.count
    guard fresh > 0 else {
      return say(
        "Rien n’a changé depuis la dernière publication : rien n’a été publié.\n",
        "Nothing changed since it was last published: nothing was published.\n",
        "Er is niets gewijzigd sinds de laatste publicatie: er is niets gepubliceerd.\n")
    }
    let counted = count(
      fresh, ("fiche publiée", "fiches publiées"), ("record published", "records published"),
      ("fiche gepubliceerd", "fiches gepubliceerd"))
    let who = services.map(Visible.line).joined(separator: ", ")
    let reach =
      services.isEmpty
      ? say(
        "aucun service n’est appairé encore.", "no service is paired yet.",
        "nog geen dienst is gekoppeld.")
      : say(
        "au prochain échange, \(who) peut lire ce qui y est écrit maintenant.",
        "with the next exchange \(who) can read what stands there now.",
        "bij de volgende uitwisseling kan \(who) lezen wat er nu staat.")
    return say("\(counted) : \(reach)\n", "\(counted): \(reach)\n", "\(counted): \(reach)\n")
      + say(
        "Ni votre nom ni qui l’a vérifié n’y figure. Une modification n’est pas publiée d’elle-même.\n",
        "Neither your name nor who verified it stands there. An edit is not published by itself.\n",
        "Uw naam en wie het nakeek staan er niet bij. Een wijziging wordt niet vanzelf gepubliceerd.\n"
      )
  }

  /// Sheets of ours were withdrawn.
  public func sheetsWithdrawn(_ outcomes: [SheetOutcome]) -> String {
    guard outcomes.contains(where: { !$0.isUnchanged }) else {
      return say(
        "Rien n’est publié : rien n’a été changé.\n",
        "Nothing is published: nothing was changed.\n",
        "Er is niets gepubliceerd: er is niets gewijzigd.\n")
    }
    return say(
      "Retiré : les services appairés ne le verront plus comme actuel après leur prochain échange. Ce qu’ils ont lu, ils l’ont lu.\n",
      "Withdrawn: paired services see it as current no more after their next exchange. What they read, they have read.\n",
      "Ingetrokken: gekoppelde diensten zien het na hun volgende uitwisseling niet meer als actueel. Wat ze lazen, hebben ze gelezen.\n"
    )
  }

  /// A record was made from a sheet.
  public func sheetCopied(id: String, from service: String, isPartial: Bool) -> String {
    let name = quoted(service)
    let part =
      isPartial
      ? say(
        " Une partie n’a pas pu être reprise.", " Some of it could not be taken over.",
        " Een deel kon niet overgenomen worden.") : ""
    return say(
      "Fiche enregistrée : \(id), d’après la fiche publiée par \(name).\(part) Elle ne suivra pas ce que ce service change.\n",
      "Record saved: \(id), from the sheet published by \(name).\(part) It will not follow what that service changes.\n",
      "Fiche bewaard: \(id), volgens het blad gepubliceerd door \(name).\(part) Ze volgt niet wat die dienst wijzigt.\n"
    )
  }

  /// Of a record that is deleted or erased, and that others can read still.
  public func stillPublished(_ id: String, of type: RecordType) -> String {
    let command =
      type.isSingle
      ? "service withdraw" : "\(type.commandNames[0]) withdraw \(id.shortened)"
    return say(
      "Cette fiche reste publiée : « \(command: "carnet \(command)") » la retire.\n",
      "This record stays published: “carnet \(command)” withdraws it.\n",
      "Deze fiche blijft gepubliceerd: “carnet \(command)” trekt ze in.\n")
  }
}

extension SheetRow {
  /// Whether it says that there is no place.
  var isFull: Bool { values["full"]?.contains("true") == true }
}

extension SheetOutcome {
  /// `{"record": … or null, "sheet", "changed"}`
  public var json: JSONValue {
    .object([
      ("record", record.map { .string($0.description) } ?? .null),
      ("sheet", .string(sheet.description)), ("changed", .flag(!isUnchanged)),
    ])
  }
}
