import CaseFile

/// What the copy says before the notes: whose it is, what is in it, her rights, whom to ask, with whom it is shared.
extension Phrasebook {
  /// Sections with a title and paragraphs, in order.
  func firstPage(_ export: CaseExport) -> [(title: String, lines: [String])] {
    var sections = [
      (
        say("Ce que contient cette copie", "What this copy holds", "Wat deze kopie bevat"),
        contents(export)
      ),
      (say("Vos droits", "Your rights", "Uw rechten"), rights(export)),
      (say("À qui vous adresser", "Whom to ask", "Bij wie u terechtkunt"), whomToAsk(export)),
    ]
    if export.omittedInside == nil {
      sections.append(
        (
          say(
            "À qui ce suivi est partagé", "With whom this file is shared",
            "Met wie dit dossier gedeeld is"),
          sharing(export)
        ))
    }
    if !export.handings.isEmpty {
      sections.append((handingsTitle, export.handings.map(handing)))
    }
    for section in ofPerson(export) where !section.lines.isEmpty {
      sections.append((section.title, section.lines))
    }
    if !export.erased.isEmpty {
      sections.append(
        (
          say(
            "Notes et fiches effacées", "Erased notes and records", "Gewiste notities en fiches"),
          export.erased.map(erasedLine)
        ))
    }
    return sections
  }

  private func ofPerson(_ export: CaseExport) -> [(title: String, lines: [String])] {
    [
      (
        say(
          "Votre nom et votre naissance, tels qu’ils ont été notés",
          "Your name and your birth, as they were noted",
          "Uw naam en uw geboorte, zoals ze genoteerd werden"), formerCards(export)
      ),
      (say("Sorties notées", "Releases noted", "Genoteerde vrijlatingen"), releases(export)),
    ]
  }

  private func contents(_ export: CaseExport) -> [String] {
    let service = Visible.line(export.service)
    var lines = [
      say(
        "\(counted(export)) \(que: service) garde à votre sujet, toutes versions comprises. Ce que d’autres services ont écrit n’y est pas : demandez-le-leur.",
        "\(counted(export)) that \(service) keeps about you, with every version. What other services wrote is not in it: ask them for it.",
        "\(counted(export)) die \(service) over u bewaart, met alle versies. Wat andere diensten schreven, staat er niet in: vraag het hun."
      )
    ]
    if let omitted = export.omittedInside { lines.append(insideSentence(omitted)) }
    let deleted = export.deletedCounts
    if deleted.notes + deleted.records > 0 {
      let counted = counted(notes: deleted.notes, records: deleted.records)
      lines.append(
        say(
          "Parmi elles, supprimées des listes : \(counted). Leurs mots sont encore gardés ; vous pouvez demander de les effacer.",
          "Of these, deleted: \(counted). The words are still kept. You can ask to have them erased.",
          "Daarvan verwijderd: \(counted). De woorden worden nog bewaard. U kunt vragen ze te wissen."
        ))
    }
    if !export.erased.isEmpty {
      lines.append(
        say(
          "Effacées, et pas dans cette copie : \(export.erased.count). Il n’en reste que le jour et par qui, ci-dessous.",
          "Erased, and not in this copy: \(export.erased.count). Only the day and by whom is left of them, below.",
          "Gewist, en niet in deze kopie: \(export.erased.count). Enkel de dag en door wie blijven ervan, hieronder."
        ))
    }
    if export.damagedCount > 0 {
      lines.append(damagedInCopy(export.damagedCount, of: export.service))
    }
    if export.damagedRecords > 0 { lines.append(damagedRecordsInCopy(export.damagedRecords)) }
    if export.isPartial { lines.append(withheldSentence(export)) }
    lines += export.drafts.map(line)
    if !draftLabels.isEmpty { lines.append(draftTitles) }
    return lines + export.putBacks.map(putBack)
  }

  private var draftTitles: String {
    say(
      "Les titres et les intitulés de cette copie sont un projet, non relu par des personnes du métier.",
      "The titles and labels of this copy are a draft that nobody of the field has read.",
      "De titels en benamingen in deze kopie zijn een ontwerp dat niemand uit het vak nalas.")
  }

  private func rights(_ export: CaseExport) -> [String] {
    [
      say(
        "Cette copie est à vous. Vous pouvez demander qu’on vous l’explique, qu’on corrige ou complète ce qui est faux, qu’on efface, ou vous opposer à ce qui est gardé.",
        "This copy is yours. You can ask to have it explained, to have what is wrong corrected or completed, to have it erased, or object to what is kept.",
        "Deze kopie is van u. U kunt vragen dat men ze uitlegt, dat men verbetert of aanvult wat fout is, dat men wist, of u verzetten tegen wat bewaard wordt."
      ),
      say(
        "Vous pouvez retirer un accord à tout moment, sans dire pourquoi, et demander une nouvelle copie. C’est gratuit.",
        "You can withdraw a consent at any time, without saying why, and ask for a new copy. It is free.",
        "U kunt een toestemming altijd intrekken, zonder te zeggen waarom, en een nieuwe kopie vragen. Het is gratis."
      ),
    ]
  }

  private func whomToAsk(_ export: CaseExport) -> [String] {
    let (service, author) = (Visible.line(export.service), Visible.line(export.madeBy))
    let first = say(
      "\(service), qui répond dans un mois. Cette copie a été faite par \(author).",
      "\(service), which answers within a month. This copy was made by \(author).",
      "\(service), die binnen een maand antwoordt. Deze kopie werd gemaakt door \(author).")
    guard let authority = authority(of: export.country) else { return [first] }
    return [
      first,
      say(
        "Si la réponse ne vient pas ou ne vous convient pas : \(authority).",
        "If no answer comes, or not a good one: \(authority).",
        "Komt er geen of geen goed antwoord: \(authority)."),
    ]
  }

  /// Nil for a country whose authority this version does not know.
  private func authority(of country: String) -> String? {
    guard let known = Country(code: country) else { return nil }
    switch known {
    case .france:
      return say(
        "la CNIL (Commission nationale de l’informatique et des libertés)",
        "the CNIL (Commission nationale de l’informatique et des libertés)",
        "de CNIL (Commission nationale de l’informatique et des libertés)")
    case .belgium:
      return say(
        "l’Autorité de protection des données (Belgique)",
        "the Data Protection Authority (Belgium)",
        "de Gegevensbeschermingsautoriteit (België)")
    }
  }

  private func sharing(_ export: CaseExport) -> [String] {
    let given = export.shares.filter { $0.status != .refused }
    guard !given.isEmpty else {
      return refusals(export) + [
        say(
          "Aucun accord de partage n’est enregistré dans ce suivi.",
          "No consent to share is recorded in this case file.",
          "In dit dossier is geen toestemming om te delen vastgelegd.")
      ]
    }
    return given.flatMap(shared) + refusals(export)
  }

  func versionsTitle(of type: RecordType?) -> String {
    let noun = RecordNoun(type)
    return say(
      "Versions de cette \(noun.french), de la plus ancienne à la plus récente",
      "Versions of this \(noun.english), oldest first",
      "Versies van deze \(noun.dutch), oudste eerst")
  }
}
