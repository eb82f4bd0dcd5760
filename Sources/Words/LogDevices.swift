/// Another device of the service, and until when what was consulted there is known here.
public struct LogDeviceRow: Hashable, Sendable {
  public var node: String
  /// The device has left the service.
  public var isEnded: Bool
  /// Nil when nothing was ever heard of its log.
  public var heardUntil: ZonedMoment?

  public init(node: String, isEnded: Bool = false, heardUntil: ZonedMoment?) {
    (self.node, self.isEnded, self.heardUntil) = (node, isEnded, heardUntil)
  }

  /// `{"node", "ended", "heardUntil"?}`
  public var json: JSONValue {
    .present([
      ("node", .string(node)), ("ended", .flag(isEnded)), ("heardUntil", heardUntil?.json),
    ])
  }
}

extension Phrasebook {
  /// What a log does not hold: said wherever it is shown. Empty when it holds everything.
  public func logLacks(
    _ devices: [LogDeviceRow], unreadable: Int, putBacks: [PutBackRow] = []
  ) -> String {
    var lines = putBacks.map(putBack) + devices.map(logLacks)
    if unreadable > 0 {
      lines.append(
        say(
          unreadable == 1
            ? "1 ligne est là et ne s’ouvre pas avec vos clés."
            : "\(unreadable) lignes sont là et ne s’ouvrent pas avec vos clés.",
          unreadable == 1
            ? "1 line is here and does not open with your keys."
            : "\(unreadable) lines are here and do not open with your keys.",
          unreadable == 1
            ? "1 regel is hier en gaat niet open met uw sleutels."
            : "\(unreadable) regels zijn hier en gaan niet open met uw sleutels."))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func logLacks(_ device: LogDeviceRow) -> String {
    let name = device.node.shortened
    guard let until = device.heardUntil.map(moment) else {
      return say(
        "Appareil \(name) : rien n’est arrivé de son journal. Ce qui y a été consulté n’apparaît pas ici.",
        "Device \(name): nothing of its log has arrived. What was looked at there is not shown here.",
        "Toestel \(name): van zijn logboek is niets aangekomen. Wat daar geraadpleegd werd, staat hier niet."
      )
    }
    if device.isEnded {
      return say(
        "Appareil \(name), qui a quitté le service : connu jusqu’au \(until). Ce qui y a été consulté depuis n’apparaît pas ici.",
        "Device \(name), which has left the service: known until \(until). What was looked at there since is not shown here.",
        "Toestel \(name), dat de dienst verliet: bekend tot \(until). Wat daar sindsdien geraadpleegd werd, staat hier niet."
      )
    }
    return say(
      "Appareil \(name) : connu jusqu’au \(until). Ce qui y a été consulté depuis n’apparaît pas ici.",
      "Device \(name): known until \(until). What was looked at there since is not shown here.",
      "Toestel \(name): bekend tot \(until). Wat daar sindsdien geraadpleegd werd, staat hier niet."
    )
  }
}
