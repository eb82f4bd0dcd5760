import Foundation
import Testing

/// A temporary folder with the passphrases of its people, where one or several nodes live.
final class Office {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("carnet-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["operator", "claire", "driss"] {
      try Data("the long passphrase of \(name)\n".utf8).write(to: file(name))
    }
  }

  deinit {
    // A folder that cannot be deleted is the system's to clean.
    try? FileManager.default.removeItem(at: folder)
  }

  func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  /// Starts a command on the home called `home`, as somebody whose passphrase stands in the file of that name.
  func start(
    _ arguments: [String], home: String = "a", as person: String? = "claire",
    input: Data = Data(), environment: [String: String] = [:]
  ) throws -> Run {
    var variables = ["CARNET_HOME": file(home).path, "LANG": "fr_BE.UTF-8"]
    variables["CARNET_PASSPHRASE_FILE"] = person
    return try Run(
      Program.path, arguments, input: input,
      environment: variables.merging(environment) { $1 }, in: folder)
  }

  @discardableResult
  func run(
    _ arguments: String..., home: String = "a", as person: String? = "claire",
    input: String = "", environment: [String: String] = [:]
  ) throws -> Program.Answer {
    try start(
      arguments, home: home, as: person, input: Data(input.utf8), environment: environment
    ).wait()
  }

  /// A command that must succeed; its answer in JSON.
  func done(
    _ arguments: String..., home: String = "a", as person: String? = "claire", input: String = ""
  ) throws -> Program.Answer {
    let answer = try start(
      arguments + ["--json"], home: home, as: person, input: Data(input.utf8)
    ).wait()
    try #require(answer.code == 0, "\(arguments): \(answer)")
    return answer
  }

  /// A shell line in the folder; `carnet` is the program.
  func shell(_ line: String, environment: [String: String] = [:]) throws -> Program.Answer {
    let program = URL(fileURLWithPath: Program.path)
    let path =
      program.deletingLastPathComponent().path + ":"
      + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    var variables = ["CARNET_HOME": file("a").path, "LANG": "fr", "PATH": path]
    variables["CARNET_PASSPHRASE_FILE"] = "claire"
    return try Run(
      "/bin/bash", ["-c", line], input: Data(),
      environment: variables.merging(environment) { $1 }, in: folder
    ).wait()
  }

  // MARK: Services

  /// A service with one worker, in the home called `home`; the id of the service.
  @discardableResult
  func found(
    _ home: String, _ service: String, worker: String, country: String = "BE"
  ) throws -> String {
    try done(
      "init", "--service", service, "--kind", "accompagnement", "--country", country, "--worker",
      worker, "--role", "referent", "--worker-passphrase-file", worker.lowercased(), home: home,
      as: "operator"
    ).text("serviceId")
  }

  /// Claire admits whoever of that name waits for it, with the digits that they read out.
  func admit(_ name: String) throws -> Program.Answer {
    let workers = try done("worker", "list", "--as", "Claire").list()
    let waiting = workers.filter { $0["name"] as? String == name }
      .flatMap { $0["devices"] as? [[String: Any]] ?? [] }
      .first { $0["state"] as? String == "added" }
    let digits = try #require(waiting?["device"] as? String, "\(workers)")
    return try done("worker", "admit", name, "--device", digits, "--as", "Claire")
  }

  func openCase(_ name: String, home: String = "a", as person: String = "claire") throws -> String {
    try done("case", "open", "--name", name, home: home, as: person).text("case")
  }

  func addNote(
    _ text: String, to file: String, home: String = "a", as person: String = "claire"
  ) throws -> String {
    try done(
      "note", "add", file, "--volet", "droits", "--title", "Papiers", home: home, as: person,
      input: text
    ).text("note")
  }

  /// Every byte of every file of a home, file by file.
  func bytes(of home: String) throws -> [(name: String, bytes: Data)] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: file(home).path).sorted()
    return names.compactMap { name in
      // The control socket: there is nothing in it to read.
      (try? Data(contentsOf: file(home).appendingPathComponent(name))).map { (name, $0) }
    }
  }
}

/// A service with one worker, one case file and one note, made once and copied for each test.
enum Template {
  struct Made {
    let office: Office
    let file: String
    let note: String
  }

  private static let made = Result { () throws -> (folder: URL, file: String, note: String) in
    let office = try Office()
    try office.found("a", "Ormeval", worker: "Claire")
    let file = try office.openCase("Samira Delacroix")
    let note = try office.addNote("Elle demande son acte de naissance.\n", to: file)
    let kept = FileManager.default.temporaryDirectory
      .appendingPathComponent("carnet-template-" + UUID().uuidString)
    try FileManager.default.copyItem(at: office.file("a"), to: kept)
    return (kept, file, note)
  }

  static func copy() throws -> Made {
    let (folder, file, note) = try made.get()
    let office = try Office()
    try FileManager.default.copyItem(at: folder, to: office.file("a"))
    return Made(office: office, file: file, note: note)
  }
}
