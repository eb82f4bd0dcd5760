import Foundation
import Words

/// A text that somebody writes in an editor, until it is saved.
protocol WrittenDraft {
  /// Opens the editor on a text, until the person leaves it.
  mutating func write(by editor: String, beginning: String) throws
  /// What was written, at most `limit` bytes.
  func text(limit: Int) throws -> String
  /// Nothing is left of it once it is saved, or where nobody wrote anything; otherwise it stays where the sentence says.
  func leave(isSaved: Bool, _ words: Phrasebook)
}

/// A text in a file that no disk holds. Protocol/decisions/0041, 0082.
struct Draft: WrittenDraft {
  let folder: String
  /// What stood in it before anybody wrote; nil for one that was written before.
  private var beginning: [UInt8]? = []
  private var mark: DraftMark?
  /// While somebody writes.
  private var held: HeldMark?

  var path: String { folder + "/" + Self.name }

  /// Of the file of the text.
  static let name = "note.txt"
  /// Of the name of its folder.
  static let prefix = "carnet-"

  /// Folders in memory, where there are any.
  static var places: [String] {
    [Surroundings.ofProcess["XDG_RUNTIME_DIR"], "/dev/shm"].compactMap { $0 }
      .filter(isInMemory)
  }

  /// A new one, or one that was begun before; nil without a folder in memory to hold the file, and for what another process
  /// has taken up.
  ///
  /// - Parameter writing: nil for a text that is kept and that no command asks for.
  init?(_ writing: Writing?) {
    mark = writing?.mark
    if let folder = writing?.takenUp {
      guard SessionPlace.isPrivate(folder), let held = HeldMark(of: folder) else { return nil }
      (self.folder, self.held, beginning) = (folder, held, nil)
      return
    }
    for place in Self.places {
      var template = Array((place + "/" + Self.prefix + "XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      return
    }
    return nil
  }

  /// Opens the editor on a text, until the person leaves it; on what she wrote before, where it was taken up.
  mutating func write(by editor: String, beginning: String) throws {
    if self.beginning != nil {
      self.beginning = Array(beginning.utf8)
      try NamedFile.create(path, Array(beginning.utf8))
      let stamp = FileStamp(path)
      mark?.untouched = stamp
      held = mark.flatMap { HeldMark(new: $0, in: folder) }
    }
    let code: Int32
    do {
      code = try Attention.deferring { try Child.run(shell: editor + " \"$1\"", [path]) }
    } catch {
      throw CommandFailure(.input(.editorFailed(editor)))
    }
    guard code == 0 else { throw CommandFailure(.input(.editorFailed(editor))) }
  }

  func text(limit: Int) throws -> String { try NamedFile.text(path, limit: limit) }

  func leave(isSaved: Bool, _ words: Phrasebook) {
    defer { held?.letGo() }
    guard isSaved || isUnwritten else {
      if var mark {
        mark.told.append(mark.worker)
        held?.write(mark)
      }
      return Terminal.complain(words.textKept(in: path))
    }
    LeftDraft.destroy(folder)
  }

  /// Keeps a text that was typed and could not be saved, and says where.
  static func keep(_ text: String, _ words: Phrasebook) {
    guard !text.isEmpty, let draft = Draft(nil) else { return }
    do {
      try NamedFile.create(draft.path, Array(text.utf8))
      Terminal.complain(words.textKept(in: draft.path))
    } catch {
      // It still stands on the terminal, where it was typed.
      LeftDraft.destroy(draft.folder)
    }
  }

  /// Whether nobody's words are in it but those that it began with.
  private var isUnwritten: Bool {
    guard !LeftDraft.holdsMore(folder) else { return false }
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else { return true }
    guard let beginning, status.st_size == beginning.count else { return false }
    do {
      return try NamedFile.read(path, limit: beginning.count) == beginning
    } catch {
      // What cannot be read may hold somebody's words.
      return false
    }
  }

  /// Whether the mount that holds a folder is one of memory; no, when the system does not tell.
  private static func isInMemory(_ folder: String) -> Bool {
    guard let resolved = realpath(folder, nil) else { return false }
    defer { free(resolved) }
    let path = String(cString: resolved) + "/"
    // A machine without that list has no editor here: the text is typed on the terminal.
    guard let list = mounts() else { return false }
    var best: (point: String, kind: Substring) = ("", "")
    for line in list.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2 else { continue }
      let point = fields[1] == "/" ? "/" : fields[1] + "/"
      if path.hasPrefix(point), point.count >= best.point.count {
        best = (String(point), fields[2])
      }
    }
    return best.kind == "tmpfs" || best.kind == "ramfs"
  }

  /// Those of this process, also where it carries out the command of another one.
  private static func mounts() -> String? {
    let descriptor = open("/proc/self/mounts", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    while bytes.count < 1 << 20 {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
    return nil
  }
}
