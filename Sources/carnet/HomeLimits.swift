import Foundation

/// Whether a notebook can stand where it was said to stand.
enum HomeLimits {
  /// SQLite opens no path of more than 512 bytes; the names beside the ledger take their part of it.
  static let pathBytes = 480

  /// False too for a path with a part that the system takes for too long.
  static func fits(_ home: String) -> Bool {
    let isWhole = home.utf8.first == UInt8(ascii: "/")
    let before = isWhole ? 0 : FileManager.default.currentDirectoryPath.utf8.count + 1
    guard before + home.utf8.count <= pathBytes else { return false }
    var status = stat()
    return stat(home, &status) == 0 || errno != ENAMETOOLONG
  }
}
