import FoundationEssentials
import Testing

@Suite("Test vectors")
struct VectorTests {
  private static func folder(from here: String = #filePath) -> String {
    here.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/") + "/Protocol/vectors/"
  }

  /// With CARNET_WRITE_VECTORS=1 in the environment the files are written instead of compared.
  @Test("Every vector of Protocol/vectors is what the code makes, byte for byte")
  func bytes() throws {
    let isWriting = ProcessInfo.processInfo.environment["CARNET_WRITE_VECTORS"] == "1"
    for vector in try VectorScenarios.all() {
      let path = Self.folder() + vector.name + ".json"
      if isWriting {
        try Data(vector.json.utf8).write(to: URL(filePath: path))
      }
      let stored = try Data(contentsOf: URL(filePath: path))
      #expect(Array(stored) == Array(vector.json.utf8), "\(vector.name)")
    }
  }
}
