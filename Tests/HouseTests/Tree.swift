import Foundation

/// The working tree that this test was compiled from.
enum Tree {
  static let root: URL = URL(fileURLWithPath: #filePath)
    .resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Names at the top level that are nobody's work: what git and the build leave.
  private static func isByproduct(_ name: String) -> Bool {
    name == ".git" || name == ".swiftpm" || name == "Package.resolved" || name == "__pycache__"
      || name.hasPrefix(".build")
  }

  /// Names at the top level, sorted.
  static func topLevel() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.path)
      .filter { !isByproduct($0) }.sorted()
  }

  /// Paths of the files under `folder`, relative to the root, sorted; links are not followed.
  static func files(under folder: String = "", withSuffix suffix: String = "") throws -> [String] {
    let start = folder.isEmpty ? root : root.appendingPathComponent(folder)
    var found: [String] = []
    var folders = [(url: start, path: folder)]
    while let (url, path) = folders.popLast() {
      let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)
      for name in (names ?? []) where !isByproduct(name) {
        let child = url.appendingPathComponent(name)
        let childPath = path.isEmpty ? name : path + "/" + name
        let kind = try FileManager.default.attributesOfItem(atPath: child.path)[.type]
        switch kind as? FileAttributeType {
        case .typeDirectory?: folders.append((child, childPath))
        case .typeRegular?: found.append(childPath)
        default: continue
        }
      }
    }
    return found.filter { $0.hasSuffix(suffix) }.sorted()
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func lines(_ path: String) throws -> [String] {
    try text(path).components(separatedBy: "\n")
  }
}
