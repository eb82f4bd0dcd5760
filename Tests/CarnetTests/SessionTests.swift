import Foundation
import Testing

/// A worker whose session is open: her commands name no passphrase.
final class OpenSession {
  let office: Office
  let file: String
  let note: String
  let socket: String

  init(_ made: Template.Made, _ options: String..., environment: [String: String] = [:]) throws {
    (office, file, note) = (made.office, made.file, made.note)
    let opened = try made.office.start(
      ["session", "open", "--json"] + options, environment: environment
    ).wait()
    try #require(opened.code == 0, "\(opened)")
    socket = try Self.socket(of: made.office)
  }

  static func socket(of office: Office) throws -> String {
    let folder = office.file("a").appendingPathComponent("session").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let name = try #require(names.first { !$0.hasSuffix(".lock") })
    return folder + "/" + name
  }

  deinit {
    // An agent that has ended answers nothing.
    _ = try? office.run("session", "lock", as: nil)
  }

  /// A command without a passphrase.
  func run(_ arguments: String..., input: String = "") throws -> Program.Answer {
    try office.start(arguments, as: nil, input: Data(input.utf8)).wait()
  }

  func watch() throws -> AgentWatch { try #require(AgentWatch(socket)) }
  func notes() throws -> [[String: Any]] { try office.done("note", "list", file).list() }
}

/// A line to an agent that asks nothing: it ends with the process.
final class AgentWatch {
  private let descriptor: Int32
  /// Of the agent, as the system tells it.
  let process: Int32

  init?(_ path: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A path may be longer than an address: it is reached through its folder.
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    let short = "/proc/self/fd/\(folder)/" + (path as NSString).lastPathComponent
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: short.utf8.prefix(107)) }
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    var who: (pid_t, uid_t, gid_t) = (0, 0, 0)
    var length = socklen_t(12)
    getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &who, &length)
    process = who.0
    guard isConnected else { return nil }
  }

  deinit { close(descriptor) }

  /// What it says before it hangs up; nil when it has not after a minute.
  func untilItHangsUp() -> [UInt8]? {
    var said: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&watched, 1, 60_000) > 0 {
      let count = read(descriptor, &chunk, chunk.count)
      if count <= 0 { return said }
      said += chunk[..<count]
    }
    return nil
  }
}

@Suite("A session that is open")
struct SessionTests {
  @Test("A passphrase is typed once, and the commands after it ask for none")
  func once() throws {
    let session = try OpenSession(try Template.copy())
    let added = try session.run(
      "note", "ajouter", session.file, "--volet", "droits", "--titre", "Vite", "--json", "-",
      input: "Sans phrase.\n")
    #expect(added.code == 0, "\(added)")
    let shown = try session.run("note", "show", try added.text("note"), "--json")
    #expect(try shown.text("text") == "Sans phrase.\n")
    let found = try session.run("search", "naissance", "--json")
    #expect(try found.list().count == 1, "\(found)")
    let listed = try session.run("suivi", "lister", "--lang", "nl")
    #expect(listed.code == 0 && listed.out.contains("Samira"), "\(listed)")
    let wrong = try session.run("note", "show", "ffffffff", "--json")
    #expect(wrong.lastError == #"{"error":"unknownNote","exit":66}"#, "\(wrong)")
    // The log tells of her, and the operator still comes with a passphrase.
    let log = try session.office.done("log").object()["events"] as? [[String: Any]]
    #expect(log?.contains { $0["action"] as? String == "search" } == true)
    #expect(try session.run("worker", "add", "Zoé", "--role", "referent").code == 64)
  }

  @Test(
    "What a session remembers from one search to the next follows what other processes write and erase"
  )
  func remembered() throws {
    let session = try OpenSession(try Template.copy())
    let office = session.office
    func found() throws -> Set<String> {
      let hits = try session.run("search", "naissance", "--json").list()
      return Set(hits.compactMap { $0["note"] as? String })
    }
    #expect(try found() == [session.note])
    let other = try office.addNote("Un autre acte de naissance.\n", to: session.file)
    #expect(try found() == [session.note, other])
    _ = try office.done("note", "erase", session.note)
    #expect(try found() == [other])
    let person = try session.run("person", "edit", session.file, "--name", "Samira Naissance")
    #expect(person.code == 0, "\(person)")
    let named = try session.run("search", "samira", "naissance")
    #expect(named.out.contains("Samira Naissance"), "\(named)")
  }

  @Test("It is shown, locked, opened again by its French name, and once only")
  func shown() throws {
    let made = try Template.copy()
    let session = try OpenSession(made, "--delay", "20")
    let rows = try session.run("session", "montrer", "--json").list()
    #expect(
      rows.count == 1 && Set(rows[0].keys) == ["worker", "opened", "delay", "rest"], "\(rows)")
    #expect(rows[0]["worker"] as? String == "Claire" && rows[0]["delay"] as? Int == 1200)
    let second = try made.office.run("session", "ouvrir", "--json")
    #expect(second.lastError == #"{"error":"sessionAlreadyOpen","exit":73}"#, "\(second)")
    let watch = try session.watch()
    let locked = try session.run("session", "fermer", "--json")
    #expect(try locked.object()["locked"] as? [String] == ["Claire"], "\(locked)")
    #expect(watch.untilItHangsUp() != nil)
    #expect(try session.run("case", "list", "--json").lastError.contains("passphraseMissing"))
    #expect(try session.run("session", "lock").code == 0)
    #expect(try session.run("session", "show", "--json").list().isEmpty)
    let again = try made.office.run("session", "ouvrir")
    #expect(again.code == 0 && again.out.contains("15 minutes"), "\(again)")
    #expect(try session.run("case", "list").code == 0)
  }

  @Test("A wrong passphrase, and a delay out of its bounds, open nothing and are told as ever")
  func refused() throws {
    let office = try Template.copy().office
    let wrong = try office.run("session", "open", "--json", as: "driss")
    #expect(wrong.lastError == #"{"error":"wrongPassphrase","exit":77}"#, "\(wrong)")
    for delay in ["4s", "13h", "x", "0"] {
      #expect(try office.run("session", "open", "--delay", delay).code == 64)
    }
    #expect(try office.run("session", "show", "--json", as: nil).list().isEmpty)
  }

  // Never 31
  @Test(
    "No key and no passphrase stands in a file, in the words or in the environment of the agent")
  func secrets() throws {
    let session = try OpenSession(try Template.copy())
    #expect(try session.run("case", "list").code == 0)
    let process = "/proc/\(try session.watch().process)/"
    for name in ["cmdline", "environ"] {
      // Not dumpable: its own user may not even look.
      guard let bytes = FileManager.default.contents(atPath: process + name) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("passphrase") && !text.contains("PASSPHRASE"), "\(text)")
    }
    for (name, bytes) in try session.office.bytes(of: "a") {
      #expect(bytes.range(of: Data("long passphrase".utf8)) == nil, "\(name)")
    }
    var status = stat()
    #expect(lstat(session.socket, &status) == 0 && status.st_mode & 0o777 == 0o600)
    let folder = (session.socket as NSString).deletingLastPathComponent
    #expect(lstat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(!session.socket.contains("Claire") && !session.socket.contains("claire"))
  }

  @Test("Another user, root too, finds nobody behind the socket", .enabled(if: geteuid() == 0))
  func otherUser() throws {
    let office = try Template.copy().office
    let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"
    let opened = try office.shell(
      "chown -R 65534:65534 . && \(nobody) carnet session open && env -u CARNET_PASSPHRASE_FILE \(nobody) carnet case list"
    )
    #expect(opened.code == 0 && opened.out.contains("Samira"), "\(opened)")
    let socket = try OpenSession.socket(of: office)
    let watch = try #require(AgentWatch(socket))
    #expect(watch.untilItHangsUp() == [])
    let asked = try office.run("case", "list", "--json", as: nil)
    #expect(asked.lastError.contains("passphraseMissing"), "\(asked)")
    #expect(try office.shell("\(nobody) carnet session lock").code == 0)
  }

  @Test("After its delay it locks by itself")
  func delay() throws {
    let session = try OpenSession(try Template.copy(), "--delay", "5s")
    let watch = try session.watch()
    #expect(watch.untilItHangsUp() != nil)
    #expect(try session.run("case", "list", "--json").lastError.contains("passphraseMissing"))
  }

  @Test("Who gives a passphrase, or is somebody else, opens for herself")
  func somebodyElse() throws {
    let session = try OpenSession(try Template.copy())
    let office = session.office
    _ = try office.done(
      "worker", "add", "Driss", "--role", "juriste", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try office.admit("Driss")
    let other = try session.run("case", "list", "--as", "Driss", "--json")
    #expect(other.lastError.contains("passphraseMissing"), "\(other)")
    #expect(try session.run("case", "list", "--as", "CLAIRE").code == 0)
    #expect(try office.run("case", "list", "--as", "Driss", "--json", as: "claire").code == 77)
    #expect(try office.run("session", "open", "--as", "Driss", as: "driss").code == 0)
    #expect(try session.run("session", "show", "--json").list().count == 2)
    let note = try session.run(
      "note", "add", session.file, "--volet", "droits", "--as", "Driss", "--json", input: "D.\n")
    #expect(note.code == 0, "\(note)")
    #expect(try session.run("case", "list").code != 0)
    #expect(try session.run("session", "lock", "--as", "Driss").code == 0)
    #expect(try session.run("case", "list").code == 0)
  }

  @Test(
    "Whoever is named, what is open is shown, and a lock that finds nothing of hers says whose is")
  func othersOpen() throws {
    let session = try OpenSession(try Template.copy())
    let office = session.office
    func asDriss(_ arguments: String...) throws -> Program.Answer {
      try office.start(
        arguments, as: nil, environment: ["CARNET_WORKER": "Driss"]
      ).wait()
    }
    let shown = try asDriss("session", "show", "--json")
    #expect(try shown.list().map { $0["worker"] as? String } == ["Claire"], "\(shown)")
    let named = try session.run("session", "show", "--as", "Driss")
    #expect(named.out.contains("Claire : ouverte"), "\(named)")
    let locked = try asDriss("session", "lock", "--json")
    #expect(locked.lastError == #"{"error":"sessionOfOthers","exit":66}"#, "\(locked)")
    let told = try asDriss("session", "lock")
    #expect(told.err.contains("La session de Driss n’est pas ouverte"), "\(told)")
    #expect(told.err.contains("Claire") && told.err.contains("session fermer --comme"), "\(told)")
    #expect(try session.run("case", "list").code == 0)
    #expect(try asDriss("session", "lock", "--as", "Claire").out.contains("est fermée"))
    #expect(try asDriss("session", "lock").out.contains("Aucune session"))
  }

  @Test(
    "Another program file, as after an upgrade, opens for itself; it shows the session and locks it"
  )
  func upgraded() throws {
    let session = try OpenSession(try Template.copy())
    let answer = try session.office.shell(
      """
      unset CARNET_PASSPHRASE_FILE; cp "$(command -v carnet)" newer
      ./newer case list > /dev/null 2> told; echo "list $?"
      CARNET_PASSPHRASE_FILE=claire ./newer case list > /dev/null; echo "own $?"
      ./newer session show --json | grep -c opened; ./newer session lock; echo "lock $?"
      """)
    #expect(answer.out.hasPrefix("list 64\nown 0\n1\n"), "\(answer)")
    #expect(answer.out.hasSuffix("lock 0\n"), "\(answer)")
    #expect(try session.run("case", "list", "--json").lastError.contains("passphraseMissing"))
  }

  @Test(
    "An access that ends while the session is open is refused at the next command, and the keys go")
  func ended() throws {
    let session = try OpenSession(try Template.copy())
    let office = session.office
    _ = try office.done(
      "worker", "add", "Driss", "--role", "referent", "--new-passphrase-file", "driss",
      as: "operator")
    _ = try office.admit("Driss")
    let watch = try session.watch()
    _ = try office.done("worker", "end", "Claire", as: "operator")
    let asked = try session.run("note", "list", session.file, "--json")
    // The agent may have seen it before the command came.
    #expect(
      asked.lastError.contains("endedWorker") || asked.lastError.contains("passphraseMissing"),
      "\(asked)")
    #expect(watch.untilItHangsUp() != nil)
    #expect(try session.run("session", "show", "--json").list().isEmpty)
  }

  @Test("Files are those of the command, and its answer goes where it stands")
  func files() throws {
    let session = try OpenSession(try Template.copy())
    let office = session.office
    let made = try session.run("export", session.file, "--format", "text", "--out", "copie.txt")
    #expect(made.code == 0, "\(made)")
    let copy = try String(contentsOf: office.file("copie.txt"), encoding: .utf8)
    #expect(copy.contains("acte de naissance"))
    let twice = try session.run(
      "export", session.file, "--format", "text", "--out", "copie.txt", "--json")
    #expect(twice.lastError == #"{"error":"fileExists","exit":73}"#, "\(twice)")
    try Data("D’un fichier.\n".utf8).write(to: office.file("mots.txt"))
    let note = try session.run(
      "note", "add", session.file, "mots.txt", "--volet", "droits", "--json")
    #expect(note.code == 0, "\(note)")
    let none = try session.run(
      "note", "add", session.file, "rien.txt", "--volet", "droits", "--json")
    #expect(none.lastError == #"{"error":"fileMissing","exit":66}"#, "\(none)")
    let full = try office.shell(
      "env -u CARNET_PASSPHRASE_FILE carnet note list \(session.file) > /dev/full")
    #expect(full.code == 74, "\(full)")
  }
}

@Suite("A session at a terminal")
struct SessionAtTerminalTests {
  private static let unset = "unset CARNET_PASSPHRASE_FILE;"

  private func editing(_ session: OpenSession, _ script: String) throws -> Program.Answer {
    try Data("#!/bin/sh\nunset CARNET_PASSPHRASE_FILE\n\(script)\n".utf8)
      .write(to: session.office.file("edit.sh"))
    return try session.office.atTerminal(
      "\(Self.unset) carnet note add \(session.file) --volet droits --lang en; echo code $?",
      editor: "sh ./edit.sh")
  }

  private func kept(_ answer: Program.Answer) throws -> String {
    let place = try #require(
      answer.out.firstMatch(of: #/kept in [^\/]*(\/\S+note\.txt)/#), "\(answer)")
    let path = String(place.1)
    defer {
      // Memory is given back whatever the test says.
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test("The editor opens where she sits, and another command goes on meanwhile")
  func editor() throws {
    let session = try OpenSession(try Template.copy())
    let answer = try editing(
      session, "carnet note list \(session.file) > meanwhile && echo 'From the editor.' > \"$1\"")
    #expect(answer.out.contains("code 0") && answer.out.contains("Saved"), "\(answer)")
    let meanwhile = try String(contentsOf: session.office.file("meanwhile"), encoding: .utf8)
    #expect(meanwhile.contains("Papiers"), "\(meanwhile)")
    #expect(try session.notes().count == 2)
  }

  @Test("A lock while she writes saves nothing, says so, and keeps her words")
  func locked() throws {
    let session = try OpenSession(try Template.copy())
    let answer = try editing(session, "carnet session lock && echo 'Words to keep.' > \"$1\"")
    #expect(answer.out.contains("code 77"), "\(answer)")
    #expect(answer.out.contains("The session was locked before"), "\(answer)")
    #expect(try kept(answer) == "Words to keep.\n")
    #expect(try session.notes().count == 1)
  }

  @Test("An agent that dies while she writes keeps her words, and nobody claims to know more")
  func agentKilled() throws {
    let session = try OpenSession(try Template.copy())
    let agent = try session.watch().process
    let answer = try editing(session, "kill -9 \(agent); echo 'Words to keep.' > \"$1\"")
    #expect(answer.out.contains("code 74"), "\(answer)")
    #expect(answer.out.contains("The session ended in the middle"), "\(answer)")
    #expect(try kept(answer) == "Words to keep.\n")
    #expect(try session.notes().count == 1)
    // Its socket is that of nobody: the next session takes its place.
    #expect(try session.office.run("session", "open").code == 0)
    #expect(try session.run("case", "list").code == 0)
  }

  @Test("A command that is killed leaves the session open, and nothing half done")
  func commandKilled() throws {
    let session = try OpenSession(try Template.copy())
    _ = try editing(
      session,
      """
      p=$PPID
      while [ "$(cat /proc/$p/comm)" != carnet ]; do p=$(awk '/^PPid/{print $2}' /proc/$p/status); done
      kill -9 $p
      """)
    #expect(try session.run("note", "list", session.file, "--json").list().count == 1)
  }

  @Test("A question is put where she sits, a no is no success, and a page goes through her pager")
  func questions() throws {
    let session = try OpenSession(try Template.copy())
    let asked = try session.office.atTerminal(
      "\(Self.unset) carnet note erase \(session.note); echo code $?", keys: "non\n")
    #expect(asked.out.contains("code 77") && asked.out.contains("(o/N)"), "\(asked)")
    #expect(try session.notes().count == 1)
    let paged = try session.office.atTerminal(
      "\(Self.unset) export PAGER='sed s/^/PAGED:/'; carnet log", rows: 3)
    #expect(paged.out.contains("PAGED:"), "\(paged)")
  }
}
