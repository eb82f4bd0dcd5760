public import CaseFile

/// The sheet printed once, when a service is born, and kept in a safe.
public struct RootSheet: Hashable, Sendable {
  public var service: String
  public var serviceID: String
  /// The root key, written so that it can be typed again.
  public var secret: String
  public var made: ZonedMoment

  public init(service: String, serviceID: String, secret: String, made: ZonedMoment) {
    self.service = service
    self.serviceID = serviceID
    self.secret = secret
    self.made = made
  }
}

/// A worker's own sheet, which opens the notes if the passphrase is lost.
public struct RecoverySheet: Hashable, Sendable {
  public var worker: String
  public var service: String
  /// The recovery key, written so that it can be typed again.
  public var secret: String
  public var made: ZonedMoment
  /// An earlier one opens nothing any more.
  public var replaces: Bool

  public init(
    worker: String, service: String, secret: String, made: ZonedMoment, replaces: Bool = false
  ) {
    self.replaces = replaces
    self.worker = worker
    self.service = service
    self.secret = secret
    self.made = made
  }
}

/// The paper that a person keeps of what she agreed to.
public struct ConsentReceipt: Hashable, Sendable {
  public var person: String
  public var from: String
  public var consent: ConsentRow
  public var proof: ProofOfConsent
  public var explainedIn: LanguageTag
  public var givenAt: ZonedMoment
  public var recordedBy: String
  /// When later consents took its place, where they did.
  public var replacedOn: ZonedMoment?

  public init(
    person: String, from: String, consent: ConsentRow, proof: ProofOfConsent,
    explainedIn: LanguageTag, givenAt: ZonedMoment, recordedBy: String
  ) {
    self.person = person
    self.from = from
    self.consent = consent
    self.proof = proof
    self.explainedIn = explainedIn
    self.givenAt = givenAt
    self.recordedBy = recordedBy
  }
}

extension Phrasebook {
  /// The sheet that the service keeps in a safe, on paper.
  public func rootSheet(_ sheet: RootSheet) -> String {
    let service = Visible.line(sheet.service)
    let secret = Self.grouped(sheet.secret)
    return say(
      """
      FEUILLE RACINE – à imprimer maintenant, elle ne sera plus montrée

      Service : \(service)
      Numéro du service : \(sheet.serviceID)
      Faite le : \(moment(sheet.made))

      Clé racine :
      \(secret)

      Mettez cette feuille dans le coffre du service, jamais dans un ordinateur.
      Elle sert si l’opérateur est parti, si tous les appareils sont perdus, ou en cas de litige.
      Qui la tient peut nommer un nouvel opérateur. Elle n’ouvre aucune note.

      """,
      """
      ROOT SHEET – print it now, it will not be shown again

      Service: \(service)
      Number of the service: \(sheet.serviceID)
      Made on: \(moment(sheet.made))

      Root key:
      \(secret)

      Put this sheet in the safe of the service, never in a computer.
      It serves if the operator is gone, if all devices are lost, or in a dispute.
      Whoever holds it can name a new operator. It opens no note.

      """,
      """
      WORTELBLAD – druk het nu af, het wordt niet meer getoond

      Dienst: \(service)
      Nummer van de dienst: \(sheet.serviceID)
      Gemaakt op: \(moment(sheet.made))

      Wortelsleutel:
      \(secret)

      Leg dit blad in de kluis van de dienst, nooit in een computer.
      Het dient als de operator weg is, als alle toestellen verloren zijn, of bij een geschil.
      Wie het heeft, kan een nieuwe operator aanstellen. Het opent geen enkele notitie.

      """)
  }

  /// The sheet that opens a worker's notes when the passphrase is forgotten.
  public func recoverySheet(_ sheet: RecoverySheet) -> String {
    let worker = Visible.line(sheet.worker)
    // As a shell takes it for one word.
    let named = worker.allSatisfy { $0.isLetter || $0 == "-" } ? worker : "\"\(worker)\""
    let service = Visible.line(sheet.service)
    let secret = Self.grouped(sheet.secret)
    return say(
      """
      FEUILLE DE SECOURS \(de: worker) – personnelle

      Service : \(service)
      Faite le : \(moment(sheet.made))

      Clé de secours :
      \(secret)

      Elle ouvre les notes du service, sur l’appareil où elle a été faite, si vous oubliez votre phrase de passe.
      Sur cet appareil : \(typed("carnet worker recover")) \(named)
      La clé est demandée, puis une nouvelle phrase de passe. Tapée à la place de la phrase de passe, elle ouvre aussi chaque commande.
      Une nouvelle feuille, faite sur cet appareil, remplace celle-ci, qui n’ouvre alors plus rien.
      Gardez-la sous clé, loin de l’appareil. Si elle est perdue, dites-le tout de suite à l’opérateur.

      """,
      """
      RECOVERY SHEET of \(worker) – personal

      Service: \(service)
      Made on: \(moment(sheet.made))

      Recovery key:
      \(secret)

      It opens the notes of the service, on the device where it was made, if you forget your passphrase.
      On that device: carnet worker recover \(named)
      The key is asked for, then a new passphrase. Typed in place of the passphrase, it also opens each command.
      A new sheet, made on that device, replaces this one, which then opens nothing any more.
      Keep it locked away, far from the device. If it is lost, tell the operator at once.

      """,
      """
      HERSTELBLAD van \(worker) – persoonlijk

      Dienst: \(service)
      Gemaakt op: \(moment(sheet.made))

      Herstelsleutel:
      \(secret)

      Het opent de notities van de dienst, op het toestel waar het gemaakt is, als u uw wachtzin vergeet.
      Op dat toestel: carnet worker recover \(named)
      De sleutel wordt gevraagd, dan een nieuwe wachtzin. In plaats van de wachtzin getypt, opent hij ook elke opdracht.
      Een nieuw blad, op dat toestel gemaakt, vervangt dit blad, dat dan niets meer opent.
      Bewaar het achter slot, ver van het toestel. Is het verloren, zeg het meteen aan de operator.

      """) + (sheet.replaces ? formerSheet : "")
  }

  private var formerSheet: String {
    say(
      "La feuille faite auparavant sur cet appareil n’ouvre plus rien : détruisez-la.\n",
      "The sheet made on this device before opens nothing any more: destroy it.\n",
      "Het blad dat eerder op dit toestel gemaakt is, opent niets meer: vernietig het.\n")
  }

  /// Groups of four, eight on a line, so that a secret can be read aloud and typed.
  static func grouped(_ secret: String) -> String {
    var text = ""
    for (position, character) in secret.filter({ ![" ", "\n", "-"].contains($0) }).enumerated() {
      if position > 0, position % 4 == 0 { text += position % 32 == 0 ? "\n" : " " }
      if position % 32 == 0 { text += "    " }
      text.append(character)
    }
    return text
  }
}
