/// What stands in the way of an exchange with another node.
public enum NetworkFact: Hashable, Sendable {
  case unreachable(String)
  /// Whoever made an invitation does not answer: the address that it names.
  case inviterUnreachable(String)
  case noAddress(String)
  /// With some it came to something, with these it did not.
  case partlyExchanged([String])
  case protocolBroken(String)
  /// Whoever answered does not accept this node, or is not the one that was verified.
  case notAccepted(String)
  /// Another device of the same service, which accepted this one before, does not any more.
  case deviceRemoved(String)
  /// The same, and the access of everybody who worked on this one has ended.
  case removedAndShut(String)
  /// A service ended the pairing with this node.
  case unpaired(String)
  /// The same, where this node knows that its own service removed it.
  case unpairedSinceRemoved(String)
  case newerPeer(String)
  /// The address that cannot be listened on.
  case cannotListen(String)
  case badAddress(String)
  /// The conversation was cut before its end.
  case cut(String)
  case serveRuns
  /// The peer said that it cannot go on: its disk, too much that waits there, or a defect.
  case takesNothing(String)
  /// Too much that the peer sent waits for what it leans on.
  case unplaceable(String)

  var wording: Wording {
    switch self {
    case .unreachable(let peer): Self.unreachableRow(Visible.line(peer))
    case .noAddress(let peer): Self.noAddressRow(Visible.line(peer))
    case .partlyExchanged(let peers):
      Self.partlyExchangedRow(peers.map(Visible.line).joined(separator: ", "))
    case .protocolBroken(let peer): Self.protocolBrokenRow(Visible.line(peer))
    case .notAccepted(let peer): Self.notAcceptedRow(Visible.line(peer))
    case .deviceRemoved(let peer): Self.deviceRemovedRow(Visible.line(peer))
    case .removedAndShut(let peer): Self.removedAndShutRow(Visible.line(peer))
    case .unpaired(let peer): Self.unpairedRow(Visible.line(peer))
    case .unpairedSinceRemoved(let peer): Self.unpairedSinceRemovedRow(Visible.line(peer))
    case .newerPeer(let peer): Self.newerPeerRow(Visible.line(peer))
    case .cannotListen(let address): Self.cannotListenRow(Visible.line(address))
    case .badAddress(let address): Self.badAddressRow(Visible.line(address))
    case .cut(let peer): Self.cutRow(Visible.line(peer))
    case .inviterUnreachable(let peer): Self.inviterUnreachableRow(Visible.line(peer))
    case .takesNothing(let peer): Self.takesNothingRow(Visible.line(peer))
    case .unplaceable(let peer): Self.unplaceableRow(Visible.line(peer))
    case .serveRuns:
      Wording(
        "serveRuns", .busy,
        "Un autre « carnet serve » tourne déjà pour ce dossier. Celui-ci n’a rien démarré. Arrêtez l’autre, ou laissez-le travailler : « carnet sync » passe par lui.",
        "Another “carnet serve” already runs for this folder. This one started nothing. Stop the other, or let it work: “carnet sync” goes through it.",
        "Een andere “carnet serve” draait al voor deze map. Deze heeft niets gestart. Stop de andere of laat hem werken: “carnet sync” loopt via hem."
      )
    }
  }

  private static func unreachableRow(_ peer: String) -> Wording {
    Wording(
      "peerUnreachable", .unreachable,
      "« \(peer) » ne répond pas. Vos notes restent enregistrées ici et partiront au prochain échange. Vérifiez le réseau et l’adresse, puis recommencez.",
      "“\(peer)” does not answer. Your notes stay saved here and will leave at the next exchange. Check the network and the address, then try again.",
      "“\(peer)” antwoordt niet. Uw notities blijven hier bewaard en vertrekken bij de volgende uitwisseling. Controleer netwerk en adres en probeer opnieuw."
    )
  }

  private static func inviterUnreachableRow(_ peer: String) -> Wording {
    Wording(
      "inviterUnreachable", .unreachable,
      "« \(peer) » ne répond pas. Rien n’a été appairé. Vérifiez que « carnet serve » y tourne, le réseau et l’adresse, puis recommencez avec la même invitation.",
      "“\(peer)” does not answer. Nothing was paired. Check that “carnet serve” runs there, the network and the address, then try again with the same invitation.",
      "“\(peer)” antwoordt niet. Er is niets gekoppeld. Controleer of “carnet serve” daar draait, het netwerk en het adres, en probeer opnieuw met dezelfde uitnodiging."
    )
  }

  private static func partlyExchangedRow(_ peers: String) -> Wording {
    Wording(
      "partlyExchanged", .unreachable,
      "L’échange est fait avec une partie des appareils, et pas avec : \(peers). Rien n’est perdu : ce qui n’est pas parti est gardé ici. La liste dit pourquoi, appareil par appareil ; recommencez ensuite.",
      "The exchange is done with some of the devices, and not with: \(peers). Nothing is lost: what has not left is kept here. The list says why, device by device; then try again.",
      "De uitwisseling is gelukt met een deel van de toestellen, en niet met: \(peers). Er is niets verloren: wat niet vertrok, blijft hier bewaard. De lijst zegt waarom, toestel per toestel; probeer daarna opnieuw."
    )
  }

  private static func noAddressRow(_ peer: String) -> Wording {
    Wording(
      "noAddress", .unreachable,
      "Aucune adresse n’est connue pour « \(peer) ». Rien n’a été échangé. Donnez-la avec « carnet pair address », ou attendez que l’autre appareil appelle.",
      "No address is known for “\(peer)”. Nothing was exchanged. Give it with “carnet pair address”, or wait for the other device to call.",
      "Er is geen adres bekend voor “\(peer)”. Er is niets uitgewisseld. Geef het met “carnet pair address” of wacht tot het andere toestel belt."
    )
  }

  private static func protocolBrokenRow(_ peer: String) -> Wording {
    Wording(
      "protocolBroken", .protocolBroken,
      "« \(peer) » a envoyé quelque chose qui n’a pas de sens. L’échange s’est arrêté ; rien de douteux n’a été gardé. Recommencez ; si cela se répète, appelez son opérateur.",
      "“\(peer)” sent something that makes no sense. The exchange stopped; nothing doubtful was kept. Try again; if it happens again, call its operator.",
      "“\(peer)” stuurde iets zonder betekenis. De uitwisseling is gestopt; niets twijfelachtigs is bewaard. Probeer opnieuw; gebeurt het weer, bel dan de operator."
    )
  }

  private static func notAcceptedRow(_ peer: String) -> Wording {
    Wording(
      "notAccepted", .refused,
      "« \(peer) » n’a pas accepté cet appareil, ou n’est pas celui que vous aviez vérifié. Rien n’a été échangé. Son opérateur confirme les chiffres avec « carnet pair confirm » ; si c’est fait, appelez-le.",
      "“\(peer)” did not accept this device, or is not the one that you verified. Nothing was exchanged. Its operator confirms the digits with “carnet pair confirm”; if that is done, call them.",
      "“\(peer)” aanvaardde dit toestel niet, of is niet het toestel dat u verifieerde. Er is niets uitgewisseld. De operator ervan bevestigt de cijfers met “carnet pair confirm”; is dat gebeurd, bel dan."
    )
  }

  private static func deviceRemovedRow(_ peer: String) -> Wording {
    Wording(
      "deviceRemoved", .refused,
      "« \(peer) » n’accepte plus cet appareil : il a été retiré du service. Plus rien n’est échangé avec lui, et recommencer n’y changera rien. Ce qui n’était pas parti est toujours ici, et ici seulement : ouvrez-le comme avant et remettez chaque suivi avec « carnet export ». Parlez à l’opérateur du service avant d’effacer quoi que ce soit.",
      "“\(peer)” no longer accepts this device: it was removed from the service. Nothing is exchanged with it any more, and trying again will change nothing. What had not left is still here, and here only: open it as before and hand each case file over with “carnet export”. Talk to the operator of the service before erasing anything.",
      "“\(peer)” aanvaardt dit toestel niet meer: het is uit de dienst verwijderd. Er wordt niets meer mee uitgewisseld en opnieuw proberen verandert niets. Wat nog niet vertrokken was, staat nog altijd hier, en enkel hier: open het zoals voordien en geef elk dossier door met “carnet export”. Praat met de operator van de dienst voor u iets wist."
    )
  }

  private static func removedAndShutRow(_ peer: String) -> Wording {
    Wording(
      "removedAndShut", .refused,
      "« \(peer) » n’accepte plus cet appareil : il a été retiré du service. Plus rien n’est échangé avec lui, et recommencer n’y changera rien. L’accès de toutes les personnes qui y travaillaient a pris fin : plus personne n’y ouvre les notes. Ce qui n’était pas parti y est encore, et n’en part plus. Parlez à l’opérateur du service avant d’effacer quoi que ce soit.",
      "“\(peer)” no longer accepts this device: it was removed from the service. Nothing is exchanged with it any more, and trying again will change nothing. The access of everybody who worked on it has ended: nobody opens the notes here any more. What had not left is still here, and leaves no more. Talk to the operator of the service before erasing anything.",
      "“\(peer)” aanvaardt dit toestel niet meer: het is uit de dienst verwijderd. Er wordt niets meer mee uitgewisseld en opnieuw proberen verandert niets. De toegang van iedereen die erop werkte, is beëindigd: niemand opent de notities hier nog. Wat nog niet vertrokken was, staat hier nog en vertrekt niet meer. Praat met de operator van de dienst voor u iets wist."
    )
  }

  private static func unpairedRow(_ peer: String) -> Wording {
    Wording(
      "pairingEnded", .refused,
      "« \(peer) » n’échange plus avec cet appareil : il l’a retiré de sa liste. Plus rien n’est échangé avec ce service d’ici, et recommencer n’y changera rien ; ce qui n’était pas parti reste ici. Appelez son opérateur : seule une nouvelle invitation reprend les échanges.",
      "“\(peer)” no longer exchanges with this device: it took it off its list. Nothing is exchanged with that service from here any more, and trying again will change nothing; what had not left stays here. Call its operator: only a new invitation resumes the exchanges.",
      "“\(peer)” wisselt niet meer uit met dit toestel: het is daar van de lijst gehaald. Van hier wordt met die dienst niets meer uitgewisseld en opnieuw proberen verandert niets; wat nog niet vertrokken was, blijft hier. Bel de operator ervan: enkel een nieuwe uitnodiging hervat de uitwisseling."
    )
  }

  private static func unpairedSinceRemovedRow(_ peer: String) -> Wording {
    Wording(
      "pairingEndedByRemoval", .refused,
      "« \(peer) » n’échange plus avec cet appareil, que votre propre service a retiré. Plus rien n’est échangé avec ce service d’ici ; ni recommencer ni une invitation de sa part n’y changera rien, et ce qui n’était pas parti reste ici. Parlez à l’opérateur de votre propre service.",
      "“\(peer)” no longer exchanges with this device, which your own service removed. Nothing is exchanged with that service from here any more; neither trying again nor an invitation of theirs will change that, and what had not left stays here. Talk to the operator of your own service.",
      "“\(peer)” wisselt niet meer uit met dit toestel, dat uw eigen dienst verwijderd heeft. Van hier wordt met die dienst niets meer uitgewisseld; noch opnieuw proberen noch een uitnodiging van hen verandert daar iets aan, en wat nog niet vertrokken was, blijft hier. Praat met de operator van uw eigen dienst."
    )
  }

  private static func newerPeerRow(_ peer: String) -> Wording {
    Wording(
      "newerPeer", .newerVersion,
      "« \(peer) » utilise une version plus récente de Carnet. Rien n’a été échangé ; vos notes restent ici. Mettez Carnet à jour sur cet appareil.",
      "“\(peer)” uses a newer version of Carnet. Nothing was exchanged; your notes stay here. Update Carnet on this device.",
      "“\(peer)” gebruikt een nieuwere versie van Carnet. Er is niets uitgewisseld; uw notities blijven hier. Werk Carnet op dit toestel bij."
    )
  }

  private static func cannotListenRow(_ address: String) -> Wording {
    Wording(
      "cannotListen", .cannotCreate,
      "Impossible d’écouter sur \(address) : l’adresse est prise ou n’est pas à cet appareil. Le carnet n’est pas joignable ; écrire reste possible. Choisissez un autre port avec --listen.",
      "Cannot listen on \(address): the address is taken or is not of this device. The notebook cannot be reached; writing still works. Choose another port with --listen.",
      "Kan niet luisteren op \(address): het adres is bezet of niet van dit toestel. Het boekje is niet bereikbaar; schrijven kan nog. Kies een andere poort met --listen."
    )
  }

  private static func badAddressRow(_ address: String) -> Wording {
    Wording(
      "badAddress", .usage,
      "« \(address) » n’est pas une adresse. Rien n’a été changé. Écrivez HÔTE:PORT, par exemple bureau.example.org:7447.",
      "“\(address)” is not an address. Nothing was changed. Write HOST:PORT, for example office.example.org:7447.",
      "“\(address)” is geen adres. Er is niets gewijzigd. Schrijf HOST:POORT, bijvoorbeeld kantoor.example.org:7447."
    )
  }

  private static func cutRow(_ peer: String) -> Wording {
    Wording(
      "exchangeCut", .unreachable,
      "L’échange avec « \(peer) » a été coupé. Ce qui est arrivé est gardé, le reste suivra. Recommencez « carnet sync » quand le réseau est revenu.",
      "The exchange with “\(peer)” was cut. What arrived is kept, the rest will follow. Run “carnet sync” again when the network is back.",
      "De uitwisseling met “\(peer)” werd onderbroken. Wat aankwam is bewaard, de rest volgt. Doe “carnet sync” opnieuw als het netwerk terug is."
    )
  }

  private static func takesNothingRow(_ peer: String) -> Wording {
    Wording(
      "peerTakesNothing", .unreachable,
      "« \(peer) » ne peut rien prendre en ce moment : son disque refuse, trop de choses y attendent, ou son carnet a un défaut. Rien n’est perdu : ce qui n’y est pas arrivé est gardé ici et partira plus tard. Le réseau n’est pas en cause. Téléphonez à son opérateur, puis recommencez « carnet sync ».",
      "“\(peer)” can take nothing now: its disk refuses, too much waits there, or its notebook has a defect. Nothing is lost: what has not arrived there is kept here and will leave later. The network is not the cause. Telephone its operator, then run “carnet sync” again.",
      "“\(peer)” kan nu niets aannemen: de schijf daar weigert, er wacht te veel, of het boekje daar heeft een gebrek. Niets is verloren: wat er niet aankwam, blijft hier bewaard en vertrekt later. Het netwerk is niet de oorzaak. Bel de operator ervan en doe daarna “carnet sync” opnieuw."
    )
  }

  private static func unplaceableRow(_ peer: String) -> Wording {
    Wording(
      "peerUnplaceable", .protocolBroken,
      "« \(peer) » envoie trop de choses que rien ne permet encore de ranger. L’échange s’est arrêté ; ce qui était déjà arrivé est gardé, et les autres services ne sont pas retardés. Appelez son opérateur ; au besoin, « carnet pair remove » y met fin.",
      "“\(peer)” sends too much that cannot be placed yet. The exchange stopped; what had arrived is kept, and no other service is delayed. Call its operator; if need be, “carnet pair remove” puts an end to it.",
      "“\(peer)” stuurt te veel dat nog niet geplaatst kan worden. De uitwisseling is gestopt; wat al aankwam, is bewaard en geen andere dienst wordt vertraagd. Bel de operator ervan; desnoods maakt “carnet pair remove” er een eind aan."
    )
  }
}
