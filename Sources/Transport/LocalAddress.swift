import Glibc

/// The address of a Unix-domain socket, whatever the length of its path.
///
/// A socket address holds 107 bytes. A longer path is reached through its folder, held open and
/// named by descriptor; only the file's own name has to fit.
package struct LocalAddress: ~Copyable {
  /// What to put in the socket address while this value lives.
  let reachable: String
  private let folder: Int32

  static let longestPath = 107

  package init(path: String) throws(TransportError) {
    if path.utf8.count <= Self.longestPath {
      reachable = path
      folder = -1
      return
    }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let parent = String(path.dropLast(name.count))
    let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .file(path: path, errno: errno) }
    let short = "/proc/self/fd/\(folder)/\(name)"
    guard !name.isEmpty, short.utf8.count <= Self.longestPath else {
      Glibc.close(folder)
      throw .pathTooLong(path: path)
    }
    self.folder = folder
    reachable = short
  }

  deinit { if folder >= 0 { Glibc.close(folder) } }

  /// A new socket, closed on exec, never blocking (a full queue of callers answers EAGAIN); nil
  /// with `errno` set when the system has none left.
  package static func socket() -> Int32? {
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let descriptor = Glibc.socket(AF_UNIX, Int32(kind), 0)
    return descriptor >= 0 ? descriptor : nil
  }

  package borrowing func bind(_ descriptor: Int32) -> Int32 {
    withAddress { Glibc.bind(descriptor, $0, $1) }
  }

  package borrowing func connect(_ descriptor: Int32) -> Int32 {
    withAddress { Glibc.connect(descriptor, $0, $1) }
  }

  private borrowing func withAddress(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: reachable.utf8.prefix(Self.longestPath))
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
