import CaseFile
import Words

/// A command that no type declares: what it takes comes from a kind of record.
struct DeclaredCommand {
  /// What is done with records.
  enum Deed {
    case add
    case edit
    case list
    case show
    case history
    case restore
    case settle
    /// Of a kind in which some write what a colleague co-signs.
    case coSign
    /// Of notes, about which it is decided with the person whether they stay.
    case orphans
    case keep
    case delete
    case erase
    /// Of a kind that has a catalogue.
    case checklist
    /// Of the card of a person, who is named by her case file.
    case correct
    case showCard
    /// Of an appointment.
    case move
    case outcome
    case slip
    /// Of a kind that may be published.
    case publish
    case withdraw
    case copy
    /// Of a permanence: its list, its papers, and what became of it.
    case prepare
    case takeOff
    case paper
    case paperBack
    case late
    /// Of a convention.
    case count

    /// What is said of it to whoever asks for help: a kind may have sentences of its own.
    func command(of kind: RecordType) -> Command {
      let deed = command.rawValue.split(separator: " ").last.map(String.init) ?? ""
      return Command(rawValue: kind.code + " " + deed) ?? command
    }

    /// What is done with records of every kind.
    static let ofRecords: [Deed] = [
      .add, .edit, .list, .show, .history, .restore, .settle, .delete, .erase,
    ]

    /// What is done with records of one kind.
    static func all(of kind: RecordType) -> [Deed] {
      ofRecords + (kind.isCoSigned ? [.coSign] : [])
        + (kind == .note ? [.orphans, .keep] : [])
        + (kind.checklist == nil ? [] : [.checklist]) + ofMeetings(kind)
        + ofPermanences(kind)
        + (kind.isPublished && !kind.isSingle ? [.publish, .withdraw, .copy] : [])
    }

    var command: Command {
      switch self {
      case .add: .recordAdd
      case .edit: .recordEdit
      case .list: .recordList
      case .show: .recordShow
      case .history: .recordHistory
      case .restore: .recordRestore
      case .settle: .recordSettle
      case .coSign: .noteCosign
      case .orphans: .noteOrphans
      case .keep: .noteKeep
      case .delete: .recordDelete
      case .erase: .recordErase
      case .checklist: .rightChecklist
      case .correct: .personEdit
      case .showCard: .personShow
      case .move: .appointmentMove
      case .outcome: .appointmentOutcome
      case .slip: .appointmentSlip
      case .publish: .recordPublish
      case .withdraw: .recordWithdraw
      case .copy: .recordCopy
      case .prepare: .permanencePrepare
      case .takeOff: .permanenceTakeOff
      case .paper: .permanencePaper
      case .paperBack: .permanenceBack
      case .late: .permanenceRecord
      case .count: .conventionCount
      }
    }

    /// It needs to know the kind: its options are the fields.
    var takesFields: Bool { self == .add || self == .edit || self == .correct || self == .move }
  }

  let name: String
  let aliases: [String]
  let help: Help
  /// What is said of the kind that a command is for.
  let command: Command
  /// Nil for one that holds others, and for the one that shows the kinds.
  let deed: Deed?
  /// Nil for records of whichever kind.
  let kind: RecordType?
  /// The kinds that may be named before what it is done to; none where the command names one.
  let namedKinds: [RecordType]
  let commands: [DeclaredCommand]

  /// What it does, whichever kind it is for.
  var deedCommand: Command { deed?.command ?? command }

  private init(
    _ names: [String], _ help: Help, _ command: Command, deed: Deed? = nil,
    kind: RecordType? = nil, namedKinds: [RecordType] = [], commands: [DeclaredCommand] = []
  ) {
    name = names.first ?? ""
    aliases = Array(names.dropFirst())
    (self.help, self.command, self.deed) = (help, command, deed)
    (self.kind, self.namedKinds, self.commands) = (kind, namedKinds, commands)
  }

  /// The commands of each kind, the first one before those on records of whichever kind. The card has its own beside these.
  static func all(of kinds: [RecordType]) -> [DeclaredCommand] {
    let own = kinds.filter { $0 != .person }.map { kind in
      let spoken = Command(rawValue: kind.code)
      return DeclaredCommand(
        kind.commandNames, spoken.map(words.help) ?? words.help(kind), spoken ?? .record,
        kind: kind, commands: Deed.all(of: kind).map { DeclaredCommand.of($0, kind) })
    }
    return own.prefix(1) + [records(kinds)] + own.dropFirst()
  }

  /// What is done with the card of a person, beside what her chapter holds.
  static var ofPerson: [DeclaredCommand] {
    [DeclaredCommand.of(.correct, .person), DeclaredCommand.of(.showCard, .person)]
  }

  private static func records(_ kinds: [RecordType]) -> DeclaredCommand {
    let types = DeclaredCommand(
      names(of: .recordTypes), words.help(.recordTypes), .recordTypes, namedKinds: kinds)
    let deeds = Deed.ofRecords.map { deed -> DeclaredCommand in
      let command = deed.command
      guard deed.takesFields else {
        return DeclaredCommand(
          names(of: command), words.help(command), command, deed: deed, namedKinds: kinds)
      }
      // Nobody adds a card: it comes with the case file.
      let taken = kinds.filter { deed == .edit || $0 != .person }
      return DeclaredCommand(
        names(of: command), words.help(command), command,
        commands: taken.map { kind in
          DeclaredCommand(
            kind.commandNames,
            Help(
              abstract: words.name(of: kind),
              discussion: saying(words.help(command).discussion, ofLabelsOf: kind)),
            command, deed: deed, kind: kind)
        })
    }
    return DeclaredCommand(
      names(of: .record), words.help(.record), .record, commands: [types] + deeds)
  }

  private static func of(_ deed: Deed, _ kind: RecordType) -> DeclaredCommand {
    let spoken = deed.command(of: kind)
    var help = words.help(spoken, ofService: kind.isOfService)
    if kind.namesNobody, deed.takesFields {
      help.discussion = [words.namesNobody, help.discussion].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    if deed.takesFields { help.discussion = saying(help.discussion, ofLabelsOf: kind) }
    return DeclaredCommand(names(of: spoken), help, spoken, deed: deed, kind: kind)
  }

  /// Beside what a command says: that the labels which its options list are a draft, where they list some.
  private static func saying(_ discussion: String, ofLabelsOf kind: RecordType) -> String {
    guard kind.fields.contains(where: { $0.vocabulary != nil }) else { return discussion }
    return [discussion, String(words.draftLabels.dropLast())].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private static func names(of command: Command) -> [String] {
    func last(_ name: String) -> String { name.split(separator: " ").last.map(String.init) ?? name }
    let (english, french) = (last(command.rawValue), last(command.frenchName))
    return english == french ? [english] : [english, french]
  }

  private static var words: Phrasebook { Call.current.words }
}

// MARK: What it takes

extension DeclaredCommand {
  private typealias Argument = Interface.Argument

  /// Without the options of every command.
  ///
  /// - Parameter named: the kind that was named first, where the command is for any.
  func arguments(naming named: RecordType?) -> [Interface.Argument] {
    guard let deed else { return [] }
    let isOfService = (kind ?? named)?.isOfService == true
    switch deed {
    case .add:
      let file = isOfService ? [] : [place(.caseFile)]
      return file + text + fields(isNew: true) + volet
    case .correct: return [place(.caseFile)] + fields(isNew: false)
    case .showCard: return [place(.caseFile)]
    case .checklist: return [place(.place)]
    case .edit: return [place(.record)] + text + fields(isNew: false) + [option(.base, "from")]
    case .list:
      return (isOfService ? [] : [place(.place)]) + narrowing + [flag(.deletedRecords, "deleted")]
    case .publish, .withdraw: return [place(.record, isRepeating: true)]
    case .copy: return [place(.sheet)]
    case .show:
      // Of whichever kind, it may be one of which something is hidden.
      return [place(.record)] + (kind?.reach == nil && kind != nil ? [] : [flag(.unsafe, "unsafe")])
    case .history, .erase: return [place(.record)]
    case .restore: return [place(.record), place(.version)]
    case .orphans: return []
    case .keep: return [place(.record), option(.agreedOn, "agreed-on", isOptional: false)]
    case .settle, .coSign, .delete: return [place(.record), option(.base, "from")]
    case .move: return [place(.meeting)] + moving
    case .outcome: return [place(.meeting)] + outcome
    case .slip: return [place(.meeting), option(.out, "out"), flag(.slipGiven, "given")]
    case .prepare, .takeOff, .paper, .paperBack, .late, .count: return permanenceArguments(of: deed)
    }
  }

  /// The one prose that a text may be given for by its place; nil where there is none or several.
  var prose: RecordField? {
    let proses = kind?.fields.filter(\.isProse) ?? []
    return proses.count == 1 ? proses.first : nil
  }

  /// A field, by what was typed for its option without its hyphens.
  func field(_ typed: String) -> RecordField? {
    guard let deed, let kind else { return nil }
    let fields = deed == .list ? kind.fields.filter(\.narrows) : kind.fields
    guard deed.takesFields || deed == .list else { return nil }
    return fields.first { field in
      names(of: field, in: kind).contains { CommandWord.isSame($0, typed) }
    }
  }

  /// How the option of a field is written: who asked for another moment is short to say.
  private func names(of field: RecordField, in kind: RecordType) -> [String] {
    let names = kind.optionNames(of: field, in: Self.words)
    return deed == .move && field.code == kind.meeting?.due.mover
      ? Self.words.moverNames + names : names
  }

  private var moving: [Argument] {
    guard let kind else { return [] }
    return kind.movingFields.map { field in
      let help = Self.words.help(field, in: kind)
      return Argument(
        .option, field.code, value: help.value, help.text,
        isOptional: field != kind.meeting?.field, spellings: names(of: field, in: kind))
    }
  }

  private var outcome: [Argument] {
    guard let kind, let state = kind.meetingState else { return [] }
    let help = Self.words.help(state, in: kind)
    return [Argument(.positional, nil, value: help.value, help.text, isOptional: false)]
  }

  /// A list is narrowed by each field that holds choices.
  private var narrowing: [Argument] {
    guard let kind else { return [] }
    return kind.fields.filter(\.narrows).map { field in
      let help = Self.words.helpOfNarrowing(field, in: kind)
      return Argument(
        .option, field.code, value: help.value, help.text, isOptional: true, isRepeating: true,
        spellings: kind.optionNames(of: field, in: Self.words))
    }
  }

  private var text: [Argument] {
    prose == nil ? [] : [place(.text, isOptional: true)]
  }

  private var volet: [Argument] {
    guard let kind, kind.volets.count > 1 else { return [] }
    let help = Self.words.helpOfVolet(of: kind)
    return [
      Argument(
        .option, "volet", value: help.value, help.text, isOptional: kind.usualVolet != nil)
    ]
  }

  private func fields(isNew: Bool) -> [Argument] {
    guard let kind else { return [] }
    return kind.fields.flatMap { (field) -> [Argument] in
      let help = Self.words.help(field, in: kind)
      let isText = field.code == prose?.code
      let own = Argument(
        .option, field.code, value: help.value, help.text,
        isOptional: !isNew || !field.isRequired || field.initial != nil || isText,
        isRepeating: field.isPlural, spellings: kind.optionNames(of: field, in: Self.words))
      return [own] + [fileArgument(of: field)].compactMap { $0 }
    }
  }

  func place(
    _ option: OptionName, isOptional: Bool = false, isRepeating: Bool = false
  ) -> Interface.Argument {
    let help = Self.words.help(option)
    return Argument(
      .positional, nil, value: help.value, help.text, isOptional: isOptional,
      isRepeating: isRepeating)
  }

  func option(_ option: OptionName, _ name: String, isOptional: Bool = true) -> Interface.Argument {
    let help = Self.words.help(option)
    return Argument(.option, name, value: help.value, help.text, isOptional: isOptional)
  }

  private func flag(_ option: OptionName, _ name: String) -> Argument {
    Argument(.flag, name, value: nil, Self.words.help(option).text, isOptional: true)
  }
}
