import CaseFile
import Foundation
import Words

/// Where the text of a record comes from: a file, standard input, an editor, or a person who types on the terminal.
extension CommandContext {
  /// Gives the text to `save`. What was written in an editor is kept when it cannot be saved, and said where.
  ///
  /// - Parameters:
  ///   - named: the file, or `-`; an editor or the terminal when nil and somebody sits there.
  ///   - writing: what is written there; an editor opens for nothing else.
  func withText<T>(
    of named: String?, for writing: Writing? = nil, beginning: String = "",
    _ save: (String) async throws -> T
  ) async throws -> T {
    let isTyped = (named ?? "-") == "-" && Terminal.inputIsTerminal
    if named == nil, isTyped, let editor, let writing, let draft = draft(writing) {
      return try await withText(of: draft, by: editor, beginning: beginning, save)
    }
    // What would be typed now does not start from what was read then.
    if let editor, writing?.takenUp != nil { throw CommandFailure(.input(.editorFailed(editor))) }
    let text = try text(named ?? "-")
    do {
      return try await save(text)
    } catch {
      if isTyped { keep(text) }
      throw error
    }
  }

  /// Where a text is written in an editor; nil where there is no room for it.
  private func draft(_ writing: Writing) -> (any WrittenDraft)? {
    guard let client = Call.current.client else { return Draft(writing) }
    return FarDraft(client, writing)
  }

  /// Whether somebody sits here who has an editor.
  var mayOpenEditor: Bool { Terminal.inputIsTerminal && editor != nil }

  /// What was typed on the terminal and could not be saved.
  func keep(_ text: String) {
    if let client = Call.current.client { return client.keep(text) }
    Draft.keep(text, words)
  }

  /// The text of a file or of standard input.
  func text(_ named: String) throws -> String {
    guard named == "-", Terminal.inputIsTerminal, Call.current.client == nil else {
      return try NamedFile.text(named, limit: Limits.noteTextBytes)
    }
    do {
      return try NamedFile.typed(named, limit: Limits.noteTextBytes, words)
    } catch let interrupted as Interrupted {
      if let kept = interrupted.kept { Draft.keep(kept, words) }
      throw interrupted
    }
  }

  private var editor: String? { surroundings["VISUAL"] ?? surroundings["EDITOR"] }

  private func withText<T>(
    of draft: any WrittenDraft, by editor: String, beginning: String,
    _ save: (String) async throws -> T
  ) async throws -> T {
    var draft = draft
    do {
      try draft.write(by: editor, beginning: beginning)
      let saved = try await save(try draft.text(limit: Limits.noteTextBytes))
      draft.leave(isSaved: true, words)
      return saved
    } catch {
      draft.leave(isSaved: false, words)
      throw error
    }
  }
}
