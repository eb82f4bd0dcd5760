import Testing

@Suite("The table of errors is whole")
struct ErrorsTests {
  @Test("Every error has a known exit code and a sentence")
  func rows() throws {
    let rows = try #require(
      Markdown.table(
        in: try Tree.text("Protocol/errors.md"), header: ["error", "exit", "sentence"]))
    let codes = [64, 65, 66, 69, 70, 73, 74, 75, 76, 77, 78]
    for row in rows {
      #expect(Int(row[1]).map(codes.contains) == true, "\(row[0])")
      #expect(!row[2].isEmpty, "\(row[0])")
    }
    #expect(Set(rows.map { $0[0] }).count == rows.count)
  }
}
