public import Notebook

/// What stands in the way of pairing two nodes.
public enum PairingFact: Hashable, Sendable {
  case invitationUnreadable
  /// Made by a version that this one does not read.
  case invitationNewer
  case invitationUsed
  case invitationExpired
  case invitationUnknown
  /// This node answered it already: the digits are still to be compared with that service.
  case invitationAnswered(String, sas: String)
  /// The same, and the service is verified.
  case invitationServed(String)
  /// The conversation in which two nodes meet was cut.
  case pairingCut(String)
  /// Whoever made an invitation said that it can keep nothing now.
  case inviterTakesNothing(String)
  /// The disk of this device did not keep what both had agreed.
  case pairingUnkept(String)
  /// A name that leads to devices of one's own service.
  case ownDeviceNotNamed(String, [OwnDevice])
  /// Made for a node of one's own service, and used for another service.
  case invitationIsOwn
  /// Made for another service, and used to join one's own.
  case invitationIsNotOwn
  case wrongString
  case otherDigits(String)
  case peerNotVerified(String)
  /// The peer shows another key than the one that was compared.
  case peerKeyChanged(String)
  /// At the address of an invitation stands another device than the one that made it.
  case otherDeviceAnswers(String)
  case pairedWithItself
  /// An invitation would carry no address: none was typed or given when the node was born, and nothing is served.
  case nowhereToBeReached
  /// The service removed this node, which meets no other any more.
  case removedMeetsNobody
  /// The other end does not hold what the invitation promised, or shows another key.
  case badProof
  /// The peer has not answered the invitation yet: there is nothing to compare.
  case peerNotProven(String)
  /// Asked to enter a service in a folder that holds a notebook already.
  case joinsOnce(String)
  /// The pairing was cancelled by wrong digits, or ended since: there is nothing to compare any more.
  case pairingCancelled(String)
  /// What was typed is not as many digits as it takes: nothing was compared.
  case digitsMalformed(String, count: Int)

  var wording: Wording {
    switch self {
    case .invitationUnreadable:
      Wording(
        "invitationUnreadable", .badData,
        "Cette invitation est incomplète ou altérée. Rien n’a été appairé. Demandez à votre interlocuteur de la renvoyer en entier.",
        "This invitation is incomplete or altered. Nothing was paired. Ask the other operator to send it again, whole.",
        "Deze uitnodiging is onvolledig of gewijzigd. Er is niets gekoppeld. Vraag uw gesprekspartner ze volledig opnieuw te sturen."
      )
    case .invitationUsed:
      Wording(
        "invitationUsed", .refused,
        "Cette invitation a déjà servi. Rien n’a été appairé. Si ce n’était pas vous, dites-le à votre interlocuteur ; puis demandez une nouvelle invitation.",
        "This invitation was already used. Nothing was paired. If it was not you, tell the other operator; then ask for a new invitation.",
        "Deze uitnodiging is al gebruikt. Er is niets gekoppeld. Was u het niet, zeg het dan aan uw gesprekspartner; vraag daarna een nieuwe uitnodiging."
      )
    case .invitationExpired:
      Wording(
        "invitationExpired", .refused,
        "Cette invitation n’est plus valable. Rien n’a été appairé. Demandez-en une nouvelle.",
        "This invitation is no longer valid. Nothing was paired. Ask for a new one.",
        "Deze uitnodiging is niet meer geldig. Er is niets gekoppeld. Vraag een nieuwe."
      )
    case .invitationUnknown:
      Wording(
        "invitationUnknown", .refused,
        "L’autre appareil n’accepte pas cette invitation : elle a déjà servi, elle a expiré, ou elle vient d’ailleurs. Rien n’a été appairé cette fois. Demandez-en une nouvelle.",
        "The other device does not accept this invitation: it was used already, has expired, or comes from elsewhere. Nothing was paired this time. Ask for a new one.",
        "Het andere toestel aanvaardt deze uitnodiging niet: ze is al gebruikt, is verlopen of komt van elders. Er is deze keer niets gekoppeld. Vraag een nieuwe."
      )
    case .invitationIsOwn:
      Wording(
        "invitationIsOwn", .refused,
        "Cette invitation est faite pour un appareil du même service, qui recevrait tous ses suivis. Rien n’a été appairé. Pour un autre service, demandez une invitation faite sans --own.",
        "This invitation is meant for a device of the same service, which would receive all of its case files. Nothing was paired. For another service, ask for an invitation made without --own.",
        "Deze uitnodiging is voor een toestel van dezelfde dienst, dat alle dossiers zou krijgen. Er is niets gekoppeld. Vraag voor een andere dienst een uitnodiging zonder --own."
      )
    case .invitationIsNotOwn:
      Wording(
        "invitationIsNotOwn", .refused,
        "Cette invitation est faite pour un autre service. Aucun appareil n’a été ajouté. Pour un appareil de votre service, demandez une invitation faite avec --own.",
        "This invitation is meant for another service. No device was added. For a device of your own service, ask for an invitation made with --own.",
        "Deze uitnodiging is voor een andere dienst. Er is geen toestel toegevoegd. Vraag voor een toestel van uw eigen dienst een uitnodiging met --own."
      )
    case .otherDigits(let name):
      Wording(
        "otherDigits", .refused,
        "Ce ne sont pas les chiffres qui ont été comparés avec \(Visible.line(name)). Rien n’a changé : cet appareil reste vérifié, et l’échange continue. Appelez l’autre opérateur ; si vous doutez de cet appareil, mettez fin à l’appairage avec « carnet pair remove ».",
        "These are not the digits that were compared with \(Visible.line(name)). Nothing changed: this device stays verified, and the exchange goes on. Call the other operator; if you doubt that device, end the pairing with “carnet pair remove”.",
        "Dit zijn niet de cijfers die met \(Visible.line(name)) vergeleken zijn. Er is niets gewijzigd: dit toestel blijft geverifieerd en de uitwisseling gaat door. Bel de andere operator; twijfelt u aan dat toestel, beëindig dan de koppeling met “carnet pair remove”."
      )
    case .wrongString:
      Wording(
        "wrongString", .refused,
        "Ce ne sont pas les mêmes chiffres. L’invitation est annulée et rien n’a été échangé : quelqu’un s’est peut-être glissé entre vous. Appelez votre interlocuteur, puis recommencez avec une nouvelle invitation.",
        "These are not the same digits. The invitation is void and nothing was exchanged: somebody may stand between you. Call the other operator, then start again with a new invitation.",
        "Dit zijn niet dezelfde cijfers. De uitnodiging is vervallen en er is niets uitgewisseld: misschien zit er iemand tussen. Bel uw gesprekspartner en begin opnieuw met een nieuwe uitnodiging."
      )
    case .pairedWithItself:
      Wording(
        "pairedWithItself", .refused,
        "Cette invitation vient de cet appareil même. Rien n’a été appairé. Utilisez-la sur l’autre appareil.",
        "This invitation comes from this very device. Nothing was paired. Use it on the other device.",
        "Deze uitnodiging komt van dit toestel zelf. Er is niets gekoppeld. Gebruik ze op het andere toestel."
      )
    case .nowhereToBeReached: Self.nowhereRow
    case .invitationNewer: Self.newerRow
    case .invitationAnswered(let service, let sas):
      Self.answeredRow(Visible.line(service), sas)
    case .invitationServed(let service): Self.servedRow(Visible.line(service))
    case .inviterTakesNothing(let peer): Self.inviterTakesNothingRow(Visible.line(peer))
    case .pairingUnkept(let peer): Self.pairingUnkeptRow(Visible.line(peer))
    case .removedMeetsNobody: Self.removedMeetsNobodyRow
    case .pairingCut(let peer): Self.pairingCutRow(Visible.line(peer))
    case .ownDeviceNotNamed(let given, let devices):
      Self.ownDeviceNotNamedRow(Visible.line(given), devices)
    case .badProof: Self.badProofRow
    case .joinsOnce(let folder): Self.joinsOnceRow(Visible.line(folder))
    case .pairingCancelled(let peer): Self.cancelledRow(Visible.line(peer))
    case .digitsMalformed(let given, let count):
      Self.malformedRow(Visible.line(given), count)
    case .peerNotProven(let peer): Self.notProvenRow(Visible.line(peer))
    case .peerNotVerified(let peer): Self.notVerifiedRow(Visible.line(peer))
    case .otherDeviceAnswers(let peer): Self.otherDeviceRow(Visible.line(peer))
    case .peerKeyChanged(let peer): Self.keyChangedRow(Visible.line(peer))
    }
  }

  private static var newerRow: Wording {
    Wording(
      "invitationNewer", .newerVersion,
      "Cette invitation a été faite par une version plus récente de Carnet. Rien n’a été appairé. Mettez Carnet à jour sur cet appareil, ou demandez une invitation faite par la même version.",
      "This invitation was made by a newer version of Carnet. Nothing was paired. Update Carnet on this device, or ask for an invitation made by the same version.",
      "Deze uitnodiging is gemaakt door een recentere versie van Carnet. Er is niets gekoppeld. Werk Carnet op dit toestel bij of vraag een uitnodiging van dezelfde versie."
    )
  }

  private static var badProofRow: Wording {
    Wording(
      "badProof", .refused,
      "L’autre appareil n’a pas prouvé qu’il a fait ou reçu cette invitation. Rien n’a été appairé. Appelez votre interlocuteur, puis recommencez avec une nouvelle invitation.",
      "The other device did not prove that it made or received this invitation. Nothing was paired. Call the other operator, then start again with a new invitation.",
      "Het andere toestel bewees niet dat het deze uitnodiging maakte of kreeg. Er is niets gekoppeld. Bel uw gesprekspartner en begin opnieuw met een nieuwe uitnodiging."
    )
  }

  private static func notProvenRow(_ peer: String) -> Wording {
    Wording(
      "peerNotProven", .refused,
      "« \(peer) » n’a pas encore répondu à l’invitation : il n’y a rien à comparer. Rien n’a été changé. Attendez « carnet pair accept » de l’autre côté.",
      "“\(peer)” has not answered the invitation yet: there is nothing to compare. Nothing was changed. Wait for “carnet pair accept” on the other side.",
      "“\(peer)” heeft de uitnodiging nog niet beantwoord: er is niets te vergelijken. Er is niets gewijzigd. Wacht op “carnet pair accept” aan de andere kant."
    )
  }

  private static func notVerifiedRow(_ peer: String) -> Wording {
    Wording(
      "peerNotVerified", .refused,
      "« \(peer) » n’est pas encore vérifié. Rien ne lui est transmis. Comparez les chiffres de vive voix, puis « carnet pair confirm ».",
      "“\(peer)” is not verified yet. Nothing is sent to it. Compare the digits aloud, then “carnet pair confirm”.",
      "“\(peer)” is nog niet geverifieerd. Er wordt niets naartoe gestuurd. Vergelijk de cijfers hardop en doe dan “carnet pair confirm”."
    )
  }

  private static func keyChangedRow(_ peer: String) -> Wording {
    Wording(
      "peerKeyChanged", .refused,
      "« \(peer) » ne présente plus la clé que vous aviez comparée. Rien n’a été échangé. Appelez votre interlocuteur avant toute nouvelle invitation.",
      "“\(peer)” no longer shows the key that you compared. Nothing was exchanged. Call the other operator before any new invitation.",
      "“\(peer)” toont niet meer de sleutel die u vergeleken had. Er is niets uitgewisseld. Bel uw gesprekspartner vóór een nieuwe uitnodiging."
    )
  }

  private static var nowhereRow: Wording {
    Wording(
      "nowhereToBeReached", .usage,
      "Cette invitation n’aurait aucune adresse : personne ne saurait où appeler cet appareil. Rien n’a été préparé. Donnez l’adresse avec « --address HÔTE:PORT ».",
      "This invitation would have no address: nobody would know where to call this device. Nothing was prepared. Give the address with “--address HOST:PORT”.",
      "Deze uitnodiging zou geen adres hebben: niemand zou weten waar dit toestel te bereiken is. Er is niets voorbereid. Geef het adres met “--address HOST:POORT”."
    )
  }
}
