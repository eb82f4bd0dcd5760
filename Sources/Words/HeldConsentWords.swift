import Notebook
import Replica

extension Unpaired {
  /// `whole` or `here`
  var code: String {
    switch self {
    case .whole: "whole"
    case .here: "here"
    }
  }
}

extension ConsentRow {
  /// In force or planned, and nothing goes by it from here: the pairing ended.
  var isHeldByPairing: Bool { unpaired != nil && stands }

  /// A request to erase was answered by nobody yet.
  var awaitsErasure: Bool {
    events.last { event in
      switch event.event {
      case .purgeAsked, .purgeAttested, .purgeRefused: true
      case .planned, .given, .refused, .effective, .recovered, .narrowed, .extended, .renewed,
        .withdrawn, .expired,
        .stopped, .ceased, .cancelled, .unlinked, .disputed:
        false
      }
    }?.event == .purgeAsked
  }
}

/// Why nothing goes by a consent that was given, and what to do.
extension Phrasebook {
  /// Nil for one by which things go, and for one that has ended and asks for nothing.
  func holding(_ row: ConsentRow) -> String? {
    if let unpaired = row.unpaired {
      if row.isHeldByPairing { return nothingLeaves(for: row.to, unpaired) }
      if row.awaitsErasure { return requestStays(for: row.to, unpaired) }
    }
    if row.waitsForExchange { return waitsForExchange([row.to]) }
    return row.status == .suspended ? suspendedWhy : nil
  }

  /// Of a consent whose recipient this device exchanges with no more.
  func nothingLeaves(for service: String, _ unpaired: Unpaired) -> String {
    let service = Visible.line(service)
    let first = say(
      "L’appairage avec \(service) a pris fin : rien n’en part de cet appareil tant que les opérateurs n’ont pas appairé les services à nouveau.",
      "The pairing with \(service) has ended: nothing leaves by it from this device until the operators have paired the services again.",
      "De koppeling met \(service) is beëindigd: van dit toestel vertrekt er niets door tot de operatoren de diensten opnieuw koppelen."
    )
    return first + elsewhere(unpaired)
  }

  /// Of a request to erase that nobody answered, where this device exchanges with that service no more.
  func requestStays(for service: String, _ unpaired: Unpaired) -> String {
    let service = Visible.line(service)
    let first = say(
      "L’appairage avec \(service) a pris fin : si la demande d’effacer n’y était pas arrivée, elle ne peut pas partir de cet appareil tant que les services ne sont pas appairés à nouveau. Dites-le à ce service avec la personne.",
      "The pairing with \(service) has ended: if the request to erase had not arrived there, it cannot leave this device until the services are paired again. Tell that service together with the person.",
      "De koppeling met \(service) is beëindigd: was de vraag om te wissen daar nog niet aangekomen, dan kan ze van dit toestel niet vertrekken tot de diensten opnieuw gekoppeld zijn. Zeg het die dienst samen met de persoon."
    )
    return first + elsewhere(unpaired)
  }

  private func elsewhere(_ unpaired: Unpaired) -> String {
    switch unpaired {
    case .whole: ""
    case .here:
      say(
        " Un autre appareil de votre service peut encore échanger avec lui.",
        " Another device of your service may still exchange with it.",
        " Een ander toestel van uw dienst kan er nog mee uitwisselen.")
    }
  }

  /// What consents in force for these services wait for.
  func waitsForExchange(_ services: [String]) -> String {
    let names = services.map(Visible.line).joined(separator: ", ")
    return say(
      "Rien n’en part encore : il faut d’abord un échange avec \(names), qui apporte la clé de ce service. Lancez « carnet sync » ; l’accord commence ensuite dès que quelqu’un ouvre le carnet avec sa phrase de passe, et ce qu’il donne part à l’échange suivant.",
      "Nothing leaves by it yet: first an exchange with \(names) has to bring the key of that service. Run “carnet sync”; the consent then begins as soon as somebody opens the notebook with their passphrase, and what it gives leaves with the next exchange.",
      "Er vertrekt nog niets: eerst moet een uitwisseling met \(names) de sleutel van die dienst brengen. Start “carnet sync”; daarna begint de toestemming zodra iemand het boekje met de eigen wachtzin opent, en wat ze geeft vertrekt met de volgende uitwisseling."
    )
  }

  private var suspendedWhy: String {
    say(
      "En pause, rien n’en part : l’accès de qui l’a enregistré a pris fin. Si la personne le veut encore, enregistrez-le de nouveau avec elle (« carnet consent give ») ; sinon, « carnet consent withdraw ».",
      "On hold, nothing leaves by it: the access of whoever recorded it has ended. If the person still wants it, record it again with them (“carnet consent give”); if not, “carnet consent withdraw”.",
      "Ligt stil, er vertrekt niets: de toegang van wie ze vastlegde is beëindigd. Wil de persoon ze nog, leg ze dan opnieuw met haar vast (“carnet consent give”); zo niet, “carnet consent withdraw”."
    )
  }
}

extension HomeFact {
  static func pairingsEndedRow(_ services: [String]) -> Wording {
    let names = services.map(Visible.line).joined(separator: ", ")
    return Wording(
      "pairingsEnded", .success,
      "L’appairage de cet appareil a pris fin avec : \(names). Des accords y restent en vigueur, ou des demandes d’effacer sans réponse ; rien n’en part d’ici tant que les opérateurs n’ont pas appairé les services à nouveau. Sinon, retirez les accords et prévenez ces services.",
      "The pairing of this device has ended with: \(names). Consents are still in force there, or requests to erase unanswered; nothing of that leaves from here until the operators have paired the services again. If they do not, withdraw the consents and tell those services.",
      "De koppeling van dit toestel is beëindigd met: \(names). Er zijn nog toestemmingen van kracht, of vragen om te wissen zonder antwoord; daarvan vertrekt niets van hier tot de operatoren de diensten opnieuw koppelen. Doen zij dat niet, trek de toestemmingen dan in en verwittig die diensten."
    )
  }

  static func consentsWaitRow(_ services: [String]) -> Wording {
    let names = services.map(Visible.line).joined(separator: ", ")
    return Wording(
      "consentsWait", .success,
      "Des accords donnés attendent un échange avec \(names), qui apporte la clé de ce service : rien n’en part d’ici là. Lancez « carnet sync », puis rouvrez le carnet avec votre phrase de passe.",
      "Consents that were given wait for an exchange with \(names), which brings the key of that service: nothing leaves by them until then. Run “carnet sync”, then open the notebook again with your passphrase.",
      "Gegeven toestemmingen wachten op een uitwisseling met \(names), die de sleutel van die dienst brengt: tot dan vertrekt er niets door. Start “carnet sync” en open het boekje daarna opnieuw met uw wachtzin."
    )
  }
}
