import Foundation

/// The folders in which agents of a home ever listened, as a file in the home says them. Two logins of one user may have two
/// runtime folders, and whoever locks in one means the session of the other too. Protocol/agent.md, "The socket".
struct SessionRegister {
  private let folder: String
  private var path: String { folder + "/session-places" }

  init(folder: String) { self.folder = folder }

  /// The last ones, each once; none where the home says nothing. One that is gone is none.
  var folders: [String] {
    guard SessionPlace.isPrivate(folder), let file = FileHandle(forReadingAtPath: path) else {
      return []
    }
    do {
      let text = try file.read(upToCount: SessionLimits.registerBytes) ?? Data()
      let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
      return lines.filter { $0.hasPrefix("/") }.reduce(into: []) { known, line in
        if !known.contains(line) { known.append(line) }
      }
    } catch {
      // What the disk does not give names no folder.
      return []
    }
  }

  /// Where the disk takes nothing, the session is open all the same, and locked from its own login.
  func add(_ listening: String) {
    guard SessionPlace.isPrivate(folder) else { return }
    let known = folders.suffix(SessionLimits.registered - 1).filter { $0 != listening }
    let text = (known + [listening]).map { $0 + "\n" }.joined()
    // The next one that begins writes it again.
    _ = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
  }
}
