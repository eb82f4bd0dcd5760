import CaseFile

/// What a damaged disk leaves of what is shown: the rest, and that something is missing. Protocol/vault.md, "Damage".
extension Phrasebook {
  /// Of a note that is there, and of which something is lost or altered.
  var damagedSentence: String {
    say(
      "Cette note existe, et ne s’ouvre pas ou pas entière : quelque chose en est abîmé sur cet appareil. Un autre appareil du service ou une sauvegarde peut l’avoir encore.",
      "This note exists, and does not open or not whole: something of it is damaged on this device. Another device of the service or a backup may still have it.",
      "Deze notitie bestaat en gaat niet open, of niet volledig: er is iets van beschadigd op dit toestel. Een ander toestel van de dienst of een reservekopie heeft ze misschien nog."
    )
  }

  /// The same of several, in the copy that a person is given.
  func damagedInCopy(_ number: Int, of service: String) -> String {
    let (counted, service) = (notesOrRecords(number), Visible.line(service))
    return say(
      "Parmi elles, pas ouvertes ou pas entières dans cette copie, parce que quelque chose en est abîmé sur l’appareil où elle a été faite : \(counted). Demandez à \(service) si un autre appareil ou une sauvegarde les a encore, et une nouvelle copie.",
      "Of these, not opened or not whole in this copy, because something of them is damaged on the device where it was made: \(counted). Ask \(service) whether another device or a backup still has them, and for a new copy.",
      "Daarvan niet geopend of niet volledig in deze kopie, omdat er iets van beschadigd is op het toestel waar ze gemaakt werd: \(counted). Vraag \(service) of een ander toestel of een reservekopie ze nog heeft, en een nieuwe kopie."
    )
  }

  /// Where the name of a person would stand.
  var damagedName: String {
    say(
      "(nom abîmé sur cet appareil)", "(name damaged on this device)",
      "(naam beschadigd op dit toestel)")
  }

  func names(_ row: CaseRow) -> String {
    row.isCardDamaged ? damagedName : row.names.map(person).joined(separator: " / ")
  }

  /// Of a copy that lacks decisions about sharing, releases or closings.
  func damagedRecordsInCopy(_ number: Int) -> String {
    let counted = Self.records(number, in: self)
    return say(
      "Il manque dans cette copie ce qui ne s’ouvre pas, parce que c’est abîmé sur l’appareil où elle a été faite : \(counted).",
      "This copy lacks what does not open, because it is damaged on the device where it was made: \(counted).",
      "In deze kopie ontbreekt wat niet opengaat, omdat het beschadigd is op het toestel waar ze gemaakt werd: \(counted)."
    )
  }

  /// Where a title would stand.
  func damagedTitle(_ row: RecordRow) -> String {
    let number = row.id.shortened
    return say(
      "Note \(number), abîmée sur l’appareil", "Note \(number), damaged on the device",
      "Notitie \(number), beschadigd op het toestel")
  }
}

extension Phrasebook {
  fileprivate static func records(_ number: Int, in words: Phrasebook) -> String {
    words.count(
      number,
      ("décision notée (accord, sortie, clôture)", "décisions notées (accords, sorties, clôtures)"),
      (
        "recorded decision (consent, release, closing)",
        "recorded decisions (consents, releases, closings)"
      ),
      (
        "genoteerde beslissing (toestemming, vrijlating, afsluiting)",
        "genoteerde beslissingen (toestemmingen, vrijlatingen, afsluitingen)"
      ))
  }

  fileprivate func damaged(notes: Int, files: Int, records: Int, devices: Int) -> String {
    var parts: [String] = []
    if notes > 0 { parts.append(notesOrRecords(notes)) }
    if files > 0 {
      parts.append(
        count(
          files, ("suivi ou partage", "suivis ou partages"),
          ("case file or share", "case files or shares"),
          ("dossier of deling", "dossiers of delingen")))
    }
    if records > 0 { parts.append(Self.records(records, in: self)) }
    if devices > 0 {
      parts.append(
        count(
          devices, ("appareil appairé", "appareils appairés"), ("paired device", "paired devices"),
          ("gekoppeld toestel", "gekoppelde toestellen")))
    }
    return parts.joined(separator: ", ")
  }
}

extension HomeFact {
  /// How much of what was asked is not shown, or not whole.
  static func partlyDamagedRow(notes: Int, files: Int, records: Int, devices: Int) -> Wording {
    let (french, english, dutch) = (
      Phrasebook(.french).damaged(notes: notes, files: files, records: records, devices: devices),
      Phrasebook(.english).damaged(notes: notes, files: files, records: records, devices: devices),
      Phrasebook(.dutch).damaged(notes: notes, files: files, records: records, devices: devices)
    )
    return Wording(
      "partlyDamaged", .success,
      "Une partie ne s’ouvre pas, ou pas entière, parce que quelque chose en est abîmé sur cet appareil : \(french). Le reste est montré ; rien n’a été réparé au hasard. « carnet verify » en dit plus ; copiez le dossier, puis reprenez d’un autre appareil du service ou d’une sauvegarde.",
      "Part of this does not open, or not whole, because something of it is damaged on this device: \(english). The rest is shown; nothing was repaired by guess. “carnet verify” says more; copy the folder, then start again from another device of the service or from a backup.",
      "Een deel gaat niet open, of niet volledig, omdat er iets van beschadigd is op dit toestel: \(dutch). De rest wordt getoond; er is niets op goed geluk hersteld. “carnet verify” zegt meer; kopieer de map en herneem vanaf een ander toestel van de dienst of een reservekopie."
    )
  }
}
