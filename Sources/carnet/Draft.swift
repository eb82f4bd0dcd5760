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

/// A text in a file that no disk holds. Protocol/decisions/0041.
struct Draft: WrittenDraft {
  let folder: String
  /// What stood in it before anybody wrote.
  private var beginning: [UInt8] = []

  var path: String { folder + "/note.txt" }

  /// Nil without a folder in memory to hold the file.
  init?() {
    let places = [Surroundings.ofProcess["XDG_RUNTIME_DIR"], "/dev/shm"].compactMap { $0 }
    for place in places where Self.isInMemory(place) {
      var template = Array((place + "/carnet-XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      return
    }
    return nil
  }

  /// Opens the editor on a text, until the person leaves it.
  mutating func write(by editor: String, beginning: String) throws {
    self.beginning = Array(beginning.utf8)
    try NamedFile.create(path, self.beginning)
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
    guard isSaved || isUnwritten else { return Terminal.complain(words.textKept(in: path)) }
    destroy()
  }

  /// Keeps a text that was typed and could not be saved, and says where.
  static func keep(_ text: String, _ words: Phrasebook) {
    guard !text.isEmpty, let draft = Draft() else { return }
    do {
      try NamedFile.create(draft.path, Array(text.utf8))
      Terminal.complain(words.textKept(in: draft.path))
    } catch {
      // It still stands on the terminal, where it was typed.
      draft.destroy()
    }
  }

  /// Whether nobody's words are in it but those that it began with.
  private var isUnwritten: Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else { return true }
    guard status.st_size == beginning.count else { return false }
    do {
      return try NamedFile.read(path, limit: beginning.count) == beginning
    } catch {
      // What cannot be read may hold somebody's words.
      return false
    }
  }

  /// Overwritten first: memory may be given to the disk by the system.
  private func destroy() {
    var status = stat()
    if stat(path, &status) == 0 {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      _ = Terminal.put([UInt8](repeating: 0, count: Int(status.st_size)), to: descriptor)
      close(descriptor)
    }
    unlink(path)
    rmdir(folder)
  }

  /// Whether the mount that holds a folder is one of memory; no, when the system does not tell.
  private static func isInMemory(_ folder: String) -> Bool {
    guard let resolved = realpath(folder, nil) else { return false }
    defer { free(resolved) }
    let path = String(cString: resolved) + "/"
    // A machine without that list has no editor here: the text is typed on the terminal.
    guard let list = try? NamedFile.read("/proc/self/mounts", limit: 1 << 20) else { return false }
    var best: (point: String, kind: Substring) = ("", "")
    for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2 else { continue }
      let point = fields[1] == "/" ? "/" : fields[1] + "/"
      if path.hasPrefix(point), point.count >= best.point.count {
        best = (String(point), fields[2])
      }
    }
    return best.kind == "tmpfs" || best.kind == "ramfs"
  }
}
