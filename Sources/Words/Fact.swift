public import CaseFile

/// Something that happened and that a person has to be told: what it was, what it means for the
/// work, what to do next.
///
///     words.sentence(.home(.diskFull))
public enum Fact: Hashable, Sendable {
  case access(AccessFact)
  case lookup(LookupFact)
  case rule(RuleBroken)
  case pairing(PairingFact)
  case network(NetworkFact)
  case home(HomeFact)
  case input(InputFact)
  case record(RecordFact)

  var wording: Wording {
    switch self {
    case .access(let fact): fact.wording
    case .lookup(let fact): fact.wording
    case .rule(let fact): fact.wording
    case .pairing(let fact): fact.wording
    case .network(let fact): fact.wording
    case .home(let fact): fact.wording
    case .input(let fact): fact.wording
    case .record(let fact): fact.wording
    }
  }

  /// The machine's name of the fact, stable for scripts: the `error` field.
  public var name: String { wording.name }

  public var exitCode: ExitCode { wording.exit }

  /// The last line of standard error when a command with `--json` fails, without a newline.
  public var errorLine: String {
    let wording = wording
    return JSONValue.object([
      ("error", .string(wording.name)), ("exit", .integer(Int64(wording.exit.rawValue))),
    ]).text
  }
}

/// One row of the table of facts.
struct Wording {
  let name: String
  let exit: ExitCode
  let french: String
  let english: String
  let dutch: String

  init(_ name: String, _ exit: ExitCode, _ french: French, _ english: Told, _ dutch: Told) {
    self.name = name
    self.exit = exit
    self.french = french.text
    self.english = english.text
    self.dutch = dutch.dutch
  }

  func sentence(in language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    case .dutch: dutch
    }
  }
}
