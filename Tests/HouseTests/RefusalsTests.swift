import Foundation
import Testing

@Suite("The table of refusals is that of the code and of the wire")
struct RefusalsTests {
  @Test("Each code of the table has the same number and name in the code and in the schema")
  func codes() throws {
    let rows = try #require(
      Markdown.table(
        in: try Tree.text("Protocol/replication.md"), header: ["code", "name", "says"]))
    let listed = rows.map { "\($0[1]) = \($0[0])" }
    #expect(listed.count > 10)
    let coded = try Tree.text("Sources/Replication/RefusalCode.swift")
      .matches(of: #/case (\w+) = (\d+)/#).map { "\($0.1) = \($0.2)" }
    #expect(listed == coded)
    let named = try Tree.text("Sources/Replication/RefusalCode.swift")
      .matches(of: #/case \.(\w+): "(\w+)"/#)
    #expect(named.map { String($0.1) } == rows.map { $0[1] })
    #expect(named.map { String($0.2) } == rows.map { $0[1] })
    let wired = try Tree.text("Protocol/proto/conversation.proto")
      .matches(of: #/REFUSAL_CODE_(\w+) = (\d+);/#).map { "\(camel($0.1)) = \($0.2)" }
    #expect(listed == wired)
  }

  @Test("Each word of a goodbye and of a refused pairing stands in its table, and no other")
  func words() throws {
    for (page, header, file) in [
      ("Protocol/replication.md", ["Bye", "says"], "Goodbye"),
      ("Protocol/pairing.md", ["word", "says"], "Pairing"),
    ] {
      let rows = try #require(Markdown.table(in: try Tree.text(page), header: header))
      let source = try Tree.text("Sources/Replication/\(file).swift")
      let body = try #require(
        source.components(separatedBy: ": String, Hashable").dropFirst().first)
      let coded = body.components(separatedBy: "\n}")[0].matches(of: #/case (\w+)/#).map {
        String($0.1)
      }
      #expect(rows.map { $0[0] } == coded, "\(page)")
    }
  }

  private func camel(_ name: Substring) -> String {
    let words = name.lowercased().split(separator: "_")
    return words.prefix(1).joined()
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
