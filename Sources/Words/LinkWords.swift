import CaseFile
import Envelope
public import Notebook

/// What linking or unlinking a received share did.
public struct LinkPage: Hashable, Sendable {
  public var caseID: String?
  public var shared: String
  public var from: String
  /// It was like that already.
  public var unchanged: Bool
  /// Case files that it was linked to before.
  public var replaced: [String]
  public var left: [LeftByLink]
  /// The person as the other service names her, and as our case file does; nil for who reads no names.
  public var received: PersonRow?
  public var own: PersonRow?

  public init(
    caseID: String?, shared: String, from: String, unchanged: Bool = false,
    replaced: [String] = [], left: [LeftByLink] = [], received: PersonRow? = nil,
    own: PersonRow? = nil
  ) {
    (self.caseID, self.shared, self.from) = (caseID, shared, from)
    (self.unchanged, self.replaced, self.left) = (unchanged, replaced, left)
    (self.received, self.own) = (received, own)
  }

  /// `{"case", "shared", "replaced", "left"}`; `left` is a list of `{"case", "service", "volets", "notes"}`
  public var json: JSONValue {
    let gone = left.map { left in
      JSONValue.object([
        ("case", .string(left.caseFile.description)), ("service", .string(left.service)),
        ("volets", .strings(left.volets.map(\.code))), ("notes", .integer(Int64(left.notes))),
      ])
    }
    return .object([
      ("case", caseID.map { .string($0) } ?? .null), ("shared", .string(shared)),
      ("replaced", .strings(replaced)), ("left", .array(gone)),
    ])
  }
}

extension Phrasebook {
  /// After a received share was linked to a case file.
  public func caseLinked(_ page: LinkPage) -> String {
    let service = Visible.line(page.from)
    var text = say(
      "Suivi relié à ce \(que: service) vous partage. Chaque service garde son dossier.\n",
      "Case file linked to what \(service) shares with you. Each service keeps its own.\n",
      "Dossier gekoppeld aan wat \(service) met u deelt. Elke dienst houdt zijn eigen dossier.\n")
    if let received = page.received, let own = page.own {
      text += say(
        "Reçu : \(apart(received))\n", "Received: \(apart(received))\n",
        "Ontvangen: \(apart(received))\n")
      text += say(
        "Votre suivi : \(apart(own))\n", "Your case file: \(apart(own))\n",
        "Uw dossier: \(apart(own))\n")
    }
    for other in page.replaced {
      text += say(
        "Il n’est plus relié à votre suivi \(other.shortened).\n",
        "It is no longer linked to your case file \(other.shortened).\n",
        "Het is niet meer gekoppeld aan uw dossier \(other.shortened).\n")
    }
    return text + page.left.map(left).joined()
  }

  /// After a link was undone, with what had gone back by it.
  public func caseUnlinked(_ page: LinkPage) -> String {
    let service = Visible.line(page.from)
    return say(
      "Lien défait : ce \(que: service) vous partage n’est plus relié à aucun suivi, et rien ne repart.\n",
      "Link undone: what \(service) shares with you is linked to no case file any more, and nothing goes back.\n",
      "Koppeling ongedaan gemaakt: wat \(service) met u deelt, is aan geen dossier meer gekoppeld, en er gaat niets terug.\n"
    ) + page.left.map(left).joined()
  }

  private func left(_ left: LeftByLink) -> String {
    let service = Visible.line(left.service)
    let file = left.caseFile.shortened
    let names = volets(left.volets)
    guard left.notes > 0 else {
      return say(
        "Aucune note ni fiche de votre suivi \(file) n’était partie d’ici vers \(service) ; un autre appareil de votre service a pu en envoyer.\n",
        "No note or record of your case file \(file) had left from here for \(service); another device of your service may have sent some.\n",
        "Van hier was geen notitie of fiche van uw dossier \(file) naar \(service) vertrokken; een ander toestel van uw dienst kan er verstuurd hebben.\n"
      )
    }
    return say(
      "De votre suivi \(file) étaient parties d’ici vers \(service) : \(notesOrRecords(left.notes)) (\(names)). Ce service est prié de les effacer ; prévenez-le, et voyez qui les a lues.\n",
      "Of your case file \(file), \(notesOrRecords(left.notes)) had left from here for \(service) (\(names)). That service is asked to erase them; tell it, and see who read them.\n",
      "Van uw dossier \(file) waren van hier naar \(service) vertrokken: \(notesOrRecords(left.notes)) (\(names)). Die dienst wordt gevraagd ze te wissen; verwittig hem en ga na wie ze las.\n"
    )
  }
}
