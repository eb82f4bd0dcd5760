import Foundation
import Testing

@Suite("A session whose door is gone")
struct SessionDoorTests {
  /// What may become of the files by which commands find an agent.
  enum Harm: CaseIterable {
    case socketRemoved
    case lockRemoved
    case folderRemoved
    case folderOpened

    func happen(to socket: String) throws {
      let files = FileManager.default
      let folder = (socket as NSString).deletingLastPathComponent
      switch self {
      case .socketRemoved: try files.removeItem(atPath: socket)
      case .lockRemoved: try files.removeItem(atPath: socket + ".lock")
      case .folderRemoved: try files.removeItem(atPath: folder)
      case .folderOpened:
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
      }
    }
  }

  @Test("It locks by itself, and a new one may be opened", arguments: Harm.allCases)
  func locks(_ harm: Harm) throws {
    let made = try Template.copy()
    let session = try OpenSession(made)
    let watch = try session.watch()
    try harm.happen(to: session.socket)
    #expect(watch.untilItHangsUp() != nil)
    #expect(try session.run("case", "list", "--json").lastError.contains("passphraseMissing"))
    let folder = (session.socket as NSString).deletingLastPathComponent
    if harm == .folderOpened {
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    }
    // The former one may still be at its last word.
    let shown = try session.run("session", "show", "--json")
    #expect(try shown.code == 0 && shown.list().isEmpty, "\(shown)")
    #expect(try made.office.run("session", "open").code == 0)
    #expect(try session.run("case", "list").code == 0)
  }

  @Test("After a lock its keys are gone, whatever became of its door", arguments: Harm.allCases)
  func locked(_ harm: Harm) throws {
    let session = try OpenSession(try Template.copy())
    let watch = try session.watch()
    try harm.happen(to: session.socket)
    let locked = try session.run("session", "lock", "--json")
    #expect(locked.code == 0, "\(locked)")
    switch harm {
    case .socketRemoved, .folderOpened:
      // The lock is given back once the keys are forgotten.
      let lock = open(session.socket + ".lock", O_RDONLY)
      #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
      close(lock)
    case .lockRemoved, .folderRemoved: break
    }
    #expect(watch.untilItHangsUp() != nil)
  }

  @Test("Where it lives on, it is said that one may be open, and never that none is")
  func said() throws {
    let session = try OpenSession(try Template.copy())
    let watch = try session.watch()
    kill(watch.process, SIGSTOP)
    try FileManager.default.removeItem(atPath: session.socket)
    let shown = try session.run("session", "show", "--json")
    #expect(shown.lastError == #"{"error":"sessionUnreachable","exit":75}"#, "\(shown)")
    #expect(shown.out.isEmpty)
    kill(watch.process, SIGCONT)
    let locked = try session.run("session", "lock", "--json")
    #expect(locked.code == 0, "\(locked)")
    #expect(watch.untilItHangsUp() != nil)
    #expect(try session.run("session", "show", "--json").list().isEmpty)
  }

  @Test("A session is shown and locked from a login that has another runtime folder, or none")
  func otherLogin() throws {
    let office = try Template.copy().office
    var name = Array("/tmp/crXXXXXX".utf8CString)
    let run = try #require(mkdtemp(&name).map { String(cString: $0) })
    defer { try? FileManager.default.removeItem(atPath: run) }
    for elsewhere in [["XDG_RUNTIME_DIR": "/nowhere"], ["XDG_RUNTIME_DIR": office.folder.path]] {
      let there = ["XDG_RUNTIME_DIR": run]
      #expect(try office.run("session", "open", environment: there).code == 0)
      let shown = try office.run("session", "show", "--json", environment: elsewhere)
      #expect(try shown.list().count == 1, "\(shown)")
      let locked = try office.run("session", "lock", "--json", environment: elsewhere)
      #expect(locked.code == 0 && locked.out.contains("Claire"), "\(locked)")
      #expect(try office.run("session", "show", "--json", environment: there).list().isEmpty)
    }
  }
}
