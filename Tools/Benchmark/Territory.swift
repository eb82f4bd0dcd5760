import CaseFile
import Envelope
import Foundation
import Notebook

/// What a territory of case files holds, as lines of JSON: the peer that is measured beside it takes the same ones.
///
/// A line names the number of a case file, the kind of a record, its volet, and what its fields hold.
struct Territory {
  private struct Line: Decodable {
    let file: Int
    let type: String
    let volet: String
    let values: [String: [String]]
  }

  /// Opens as many case files as the lines name, through the use cases of `carnet case open` and `carnet record add`, and
  /// prints their ids.
  static func fill(_ notebook: WorkerSession, from path: String) throws {
    let decoder = JSONDecoder()
    var files: [Int: String] = [:]
    for text in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let line = try decoder.decode(Line.self, from: Data(text.utf8))
      guard let volet = Volet(code: line.volet) else { throw Misuse.volet(line.volet) }
      guard let type = RecordType.all.first(where: { $0.code == line.type }) else {
        throw Misuse.kind(line.type)
      }
      let file: String
      if let known = files[line.file] {
        file = known
      } else {
        let name = "Personne \(line.file)"
        file = try notebook.openCase(name: name, born: nil, zone: 60, at: now()).description
        files[line.file] = file
        print(file)
      }
      _ = try notebook.addRecord(
        RecordDraft(type, in: volet, line.values), to: file, zone: 60, at: now())
    }
  }
}
