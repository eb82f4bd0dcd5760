import CaseFile
import Foundation
import Testing

@Suite("The kinds of record of the specification are those of the code")
struct RecordsTests {
  private static func word(_ content: RecordField.Content) -> String {
    switch content {
    case .line: "line"
    case .name: "name"
    case .date: "date"
    case .code(let list): "code of \(list.rawValue)"
    case .prose: "prose"
    }
  }

  @Test("Each field has its row, in the order of the declaration, and each row its field")
  func table() throws {
    let text = try Tree.text("Protocol/records.md")
    let rows = try #require(
      Markdown.table(in: text, header: ["kind", "field", "holds", "required"]))
    let declared = RecordType.all.flatMap { type in
      type.fields.map {
        [type.name, $0.code, Self.word($0.content), $0.isRequired ? "yes" : "no"]
      }
    }
    #expect(rows == declared)
    let explained = RecordType.all.flatMap(\.fields).map { Self.word($0.content) }
      .map { $0.components(separatedBy: " of ")[0] }
    for word in Set(explained) { #expect(text.contains("\n- **\(word)**: "), "\(word)") }
  }

  @Test(
    "No kind has two fields of one key, nor a key that every kind has, and no two kinds have one name"
  )
  func keys() {
    for type in RecordType.all {
      let codes = type.fields.map(\.code)
      #expect(Set(codes).count == codes.count)
      #expect(Set(codes).isDisjoint(with: ["type", "deleted"]), "\(type.name)")
    }
    let names = RecordType.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
