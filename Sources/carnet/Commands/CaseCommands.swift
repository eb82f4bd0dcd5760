import ArgumentParser
import CaseFile
import Envelope
import Notebook
import Words

struct CaseChapter: Chapter {
  static let command = Command.caseFile
  static let contents: [any ParsableCommand.Type] = [
    CaseOpen.self, CaseList.self, CaseShow.self, CaseLink.self, CaseClose.self,
  ]
}

struct CaseOpen: Errand {
  static let command = Command.caseOpen
  @Option(help: .option(.personName)) var name: String
  @Option(help: .option(.born)) var born: String?
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    try Limits.check(name: name, .personName)
    let born = try born.map(desk.date)
    let id = try desk.openAsWorker().openCase(
      name: name, born: born, zone: desk.zone, at: desk.now)
    await desk.ring()
    try desk.report(id.inCase, desk.words.caseOpened(id: id.description, name: name))
  }
}

struct CaseList: Errand {
  static let command = Command.caseList
  @Flag(help: .option(.received)) var received = false
  @Flag(help: .option(.ended)) var ended = false
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    try notebook.tendIfPossible(at: desk.now)
    await desk.ring()
    if received {
      let rows = try notebook.listReceived(at: desk.now).map(desk.row)
      let gone = try notebook.listEnded(at: desk.now).map(desk.row)
      // A program that lists what it may read is not given what ended; whoever watches it is told all the same.
      if desk.json, !ended { Terminal.complain(desk.words.endedList(gone)) }
      try desk.show(
        .array(rows.map(\.json) + (ended ? gone.map(\.json) : [])),
        desk.words.receivedList(rows, ended: gone))
    } else {
      let rows = try notebook.listCases().map(desk.row)
      try desk.show(.array(rows.map(\.json)), desk.words.caseList(rows))
    }
  }
}

struct CaseShow: Errand {
  static let command = Command.caseShow
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let page = desk.page(try notebook.showCase(file, at: desk.now))
    try desk.show(page.json, desk.words.casePage(page), of: notebook)
  }
}

struct CaseLink: Errand {
  static let command = Command.caseLink
  @Argument(help: .option(.shared)) var shared: String
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let notebook = try desk.openAsWorker()
    let id = try notebook.link(shared, to: file, at: desk.now)
    await desk.ring()
    let wanted = shared.lowercased()
    let from = try notebook.listReceived(at: desk.now).first {
      $0.share.description.utf8.starts(with: wanted.utf8)
    }
    try desk.report(id.inCase, desk.words.caseLinked(from: from?.from ?? ""))
  }
}

struct CaseClose: Errand {
  static let command = Command.caseClose
  @Argument(help: .option(.caseFile)) var file: String
  @OptionGroup var common: CommonOptions

  func run(at desk: Desk) async throws {
    let id = try desk.openAsWorker().closeCase(file, at: desk.now)
    await desk.ring()
    try desk.report(id.inCase, desk.words.caseClosed())
  }
}

extension CaseID {
  fileprivate var inCase: JSONValue { .object([("case", .string(description))]) }
}
