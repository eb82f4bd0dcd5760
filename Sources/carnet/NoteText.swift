import CaseFile
import Foundation
import Words

/// Where the text of a note comes from: a file, standard input, an editor, or a person who types on the terminal.
extension CommandContext {
  /// Gives the text to `save`. What was written in an editor is kept when it cannot be saved, and said where.
  ///
  /// - Parameter named: the file, or `-`; an editor or the terminal when nil and somebody sits there.
  func withText<T>(
    of named: String?, beginning: String = "", _ save: (String) async throws -> T
  ) async throws -> T {
    let isTyped = (named ?? "-") == "-" && Terminal.inputIsTerminal
    if named == nil, isTyped, let editor, let draft = Draft() {
      return try await withText(of: draft, by: editor, beginning: beginning, save)
    }
    let text = try text(named ?? "-")
    do {
      return try await save(text)
    } catch {
      if isTyped { keep(text) }
      throw error
    }
  }

  /// Whether a note can be written in an editor here.
  var hasEditor: Bool { editor != nil }

  /// What was typed on the terminal and could not be saved.
  private func keep(_ text: String) {
    guard !text.isEmpty, let draft = Draft() else { return }
    do {
      try NamedFile.create(draft.path, Array(text.utf8))
      Terminal.complain(words.textKept(in: draft.path))
    } catch {
      // It still stands on the terminal, where it was typed.
      draft.destroy()
    }
  }

  /// The text of a file or of standard input.
  func text(_ named: String) throws -> String {
    guard named == "-", Terminal.inputIsTerminal else {
      return try NamedFile.text(named, limit: Limits.noteTextBytes)
    }
    return try Attention.hearing {
      Terminal.complain(words.typeText())
      return try NamedFile.text(named, limit: Limits.noteTextBytes)
    }
  }

  private var editor: String? { surroundings["VISUAL"] ?? surroundings["EDITOR"] }

  private func withText<T>(
    of draft: Draft, by editor: String, beginning: String, _ save: (String) async throws -> T
  ) async throws -> T {
    do {
      try draft.write(by: editor, beginning: beginning)
      let saved = try await save(try NamedFile.text(draft.path, limit: Limits.noteTextBytes))
      draft.destroy()
      return saved
    } catch {
      if draft.isEmpty {
        draft.destroy()
      } else {
        Terminal.complain(words.textKept(in: draft.path))
      }
      throw error
    }
  }
}

/// A text in a file that no disk holds. Protocol/decisions/0041.
private struct Draft {
  let folder: String

  var path: String { folder + "/note.txt" }

  /// Nil without a folder in memory to hold the file.
  init?() {
    let places = [Surroundings.current["XDG_RUNTIME_DIR"], "/dev/shm"].compactMap { $0 }
    for place in places where Self.isInMemory(place) {
      var template = Array((place + "/carnet-XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      return
    }
    return nil
  }

  /// Opens the editor on a text, until the person leaves it.
  func write(by editor: String, beginning: String) throws {
    try NamedFile.create(path, Array(beginning.utf8))
    let code: Int32
    do {
      code = try Child.run(shell: editor + " \"$1\"", [path])
    } catch {
      throw CommandFailure(.input(.editorFailed(editor)))
    }
    guard code == 0 else { throw CommandFailure(.input(.editorFailed(editor))) }
  }

  var isEmpty: Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_size == 0
  }

  /// Overwritten first: memory may be given to the disk by the system.
  func destroy() {
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
