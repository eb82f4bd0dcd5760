import ChildProcesses
import Foundation
import Testing

@Suite("The commands of README.md are run")
struct CommandsTests {
  @Test("The set-up commands are the ones that .ci/run runs")
  func setUp() throws {
    let block = try #require(Markdown.blocks(in: try Tree.text("README.md"), info: "sh").first)
    let commands = block.components(separatedBy: "\n").filter { !$0.isEmpty }
      .map { $0.components(separatedBy: "  #")[0].trimmingCharacters(in: .whitespaces) }
    #expect(commands.count == 2)
    let script = try Tree.text(".ci/run")
    for command in commands { #expect(script.contains(command), "\(command)") }
  }

  @Test("Every file of Tools that README.md names exists, and the other way round")
  func tools() throws {
    let text = try Tree.text("README.md")
    let named = Set(text.matches(of: #/Tools/([A-Za-z\-]+)/#).map { String($0.1) })
    let there = Set(
      try Tree.files(under: "Tools").map { $0.split(separator: "/")[1] }.map(String.init))
    #expect(named.sorted() == there.sorted())
  }

  /// The program that these tests were built with; nil where they were built alone.
  static var program: URL? {
    let built = Tree.root.appendingPathComponent(".build/debug/carnet")
    let named = ProcessInfo.processInfo.environment["CARNET_BIN"].map(URL.init(fileURLWithPath:))
    return [named, built].compactMap { $0 }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  @Test("The tour runs as README.md prints it", .enabled(if: program != nil))
  func tour() throws {
    let program = try #require(Self.program)
    let tour = Markdown.blocks(in: try Tree.text("README.md"), info: "sh")
      .dropFirst().joined(separator: "\n")
    #expect(!tour.isEmpty)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("carnet-tour-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var environment = ProcessInfo.processInfo.environment
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    environment["PATH"] = program.deletingLastPathComponent().path + ":" + path
    for name in environment.keys where name.hasPrefix("CARNET_") { environment[name] = nil }
    environment["SWIFT_BACKTRACE"] = "enable=no"
    let output = try CapturedStream()
    let shell = try Child(
      "/bin/bash", ["-euo", "pipefail", "-c", tour], environment: environment, in: folder.path,
      input: try Pipes.nothing(), output: output.writing, error: dup(output.writing))
    let end = try shell.wait()
    #expect(end == .exited(0), "\(output.finish())")
  }
}
