import Foundation
import Testing

@Suite("The walk of a note's text is the one that house.md tells")
struct WalkTests {
  struct Step {
    let number: String
    let caller: String
    let target: String
    let file: String
    let function: String
  }

  static func walks() throws -> [[Step]] {
    let text = try Tree.text("Protocol/house.md")
    let header = ["step", "called by", "target", "file", "function", "what happens"]
    return try text.components(separatedBy: "\n\nFrom the ").dropFirst().map { section in
      let rows = try #require(Markdown.table(in: section, header: header))
      return rows.map {
        Step(number: $0[0], caller: $0[1], target: $0[2], file: $0[3], function: $0[4])
      }
    }
  }

  @Test("Each step is a function of its file")
  func functions() throws {
    let walks = try Self.walks()
    #expect(walks.count == 2)
    for step in walks.joined() {
      let source = try #require(
        SwiftSource.own(under: "Sources/" + step.target).first { source in
          source.path == "Sources/\(step.target)/\(step.file)"
        }, "\(step.target)/\(step.file) is not there")
      let called = step.function == "init" ? "init" : "func " + step.function
      #expect(
        source.code.contains {
          $0.contains(called + "(") || $0.contains(called + "<") || $0.contains(called + "?(")
        },
        "\(source.path) has no \(step.function)")
    }
  }

  @Test("No step goes back up")
  func down() throws {
    let floors = Dictionary(
      try Floor.table().map { ($0.target, $0.number) }, uniquingKeysWith: { first, _ in first })
    for walk in try Self.walks() {
      var floor: [String: Int] = [:]
      for step in walk {
        let own = try #require(floors[step.target] ?? nil, "\(step.target) has no floor")
        floor[step.number] = own
        guard step.caller != "–" else { continue }
        let above = try #require(floor[step.caller], "step \(step.number) is called by nobody")
        #expect(own <= above, "step \(step.number), in \(step.target), stands above its caller")
      }
    }
  }
}
