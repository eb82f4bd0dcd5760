import CaseFile
import Envelope
import Foundation
import Notebook
import Words

/// A text that was being written in an editor when its command ended under it, or that could not be saved.
struct LeftDraft {
  let folder: String
  let mark: DraftMark

  /// Those of a device that hold something and that no process has open, the oldest first.
  static func all(of notebook: String) -> [LeftDraft] {
    Draft.places.flatMap { place in
      names(in: place).map { place + "/" + $0 }
    }.compactMap { LeftDraft($0, of: notebook) }
      .sorted { ($0.mark.begun, $0.folder) < ($1.mark.begun, $1.folder) }
  }

  /// What is said of all of a device in which somebody wrote, those too that are open now, the oldest first.
  static func marks(of notebook: String) -> [DraftMark] {
    Draft.places.flatMap { place in
      names(in: place).map { place + "/" + $0 }
    }.compactMap { folder in
      guard SessionPlace.isPrivate(folder), let mark = HeldMark.look(in: folder),
        mark.notebook == notebook, isWritten(folder, mark)
      else { return nil }
      return mark
    }.sorted { $0.begun < $1.begun }
  }

  /// Nil for a folder that is no draft of this user or is open, and for what nobody wrote in, of which nothing is left.
  private init?(_ folder: String, of notebook: String) {
    guard SessionPlace.isPrivate(folder), let held = HeldMark(of: folder) else { return nil }
    defer { held.letGo() }
    guard let mark = held.read(), mark.notebook == notebook else { return nil }
    (self.folder, self.mark) = (folder, mark)
    guard Self.isWritten(folder, mark) else {
      Self.destroy(folder)
      return nil
    }
  }

  /// The text was changed, or an editor left something of its own beside it.
  private static func isWritten(_ folder: String, _ mark: DraftMark) -> Bool {
    let stamp = FileStamp(folder + "/" + Draft.name)
    return stamp != nil && stamp != mark.untouched || holdsMore(folder)
  }

  /// Whether an editor left something of its own, as what was typed since it saved last.
  static func holdsMore(_ folder: String) -> Bool {
    files(in: folder).contains { $0 != Draft.name && $0 != DraftMark.name }
  }

  /// Says in its mark that somebody was told, and until when it is kept where that was said for good, unless another process
  /// has it open meanwhile.
  func keepTold(_ worker: String, until: Instant?) {
    guard let held = HeldMark(of: folder) else { return }
    defer { held.letGo() }
    guard var mark = held.read() else { return }
    if !mark.told.contains(worker) { mark.told.append(worker) }
    if let until { mark.until = until.milliseconds }
    held.write(mark)
  }

  /// Nothing is left of what is over, unless another process has taken it up meanwhile.
  func destroyOver(at now: Instant) -> Bool {
    guard let held = HeldMark(of: folder) else { return false }
    defer { held.letGo() }
    guard held.read()?.isOver(at: now) == true else { return false }
    Self.destroy(folder)
    return true
  }

  /// Overwritten first: memory may be given to the disk by the system.
  static func destroy(_ folder: String) {
    for name in files(in: folder) {
      let path = folder + "/" + name
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if descriptor >= 0 {
          _ = Terminal.put([UInt8](repeating: 0, count: Int(status.st_size)), to: descriptor)
          close(descriptor)
        }
      }
      unlink(path)
    }
    rmdir(folder)
  }

  private static func names(in place: String) -> [String] {
    files(in: place).filter { $0.hasPrefix(Draft.prefix) }
  }

  private static func files(in folder: String) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      // A folder that cannot be listed holds no draft for us.
      return []
    }
  }
}

/// A text that is about to be written in an editor.
struct Writing {
  let mark: DraftMark
  /// The folder of an earlier text for the same, which is gone on with.
  var takenUp: String?
}

extension CommandContext {
  /// Says once to each worker which texts lie here that nobody saved: of her own all that she may read, of those of others
  /// that they are there. Its author is told a second time when the end of one is near, and nothing is left of it after that.
  func tellDrafts(to session: WorkerSession) throws {
    guard let worker = session.workerName else { return }
    for draft in LeftDraft.all(of: draftPlace(of: session)) {
      let (mark, since) = (draft.mark, local(Instant(milliseconds: draft.mark.begun)))
      // A clock that nobody trusts ends nothing.
      if mark.isOver(at: now), !session.isClockDoubted {
        if draft.destroyOver(at: now), mark.worker == worker {
          Terminal.complain(words.draftOver(since: since))
        }
        continue
      }
      guard mark.worker == worker else {
        guard !mark.told.contains(worker) else { continue }
        Terminal.complain(words.draftOfOther(mark.worker, since: since))
        draft.keepTold(worker, until: nil)
        continue
      }
      let isNear = mark.isNearItsEnd(at: now)
      guard isNear || !mark.told.contains(worker) else { continue }
      Terminal.complain(words.draftLeft(try row(draft, since, in: session)))
      draft.keepTold(worker, until: isNear ? mark.end(toldAt: now) : nil)
    }
  }

  /// Those about the person of a case file on this device, for her copy: by which function, and since when.
  func drafts(about file: CaseID, in session: WorkerSession) throws -> [ExportedDraft] {
    let about = try LeftDraft.marks(of: draftPlace(of: session)).filter { mark in
      switch mark.purpose {
      case .new(_, _, let named): return named == file.description
      case .edit(_, let record):
        guard let id = Hexadecimal.decode(record).flatMap({ DocumentID($0) }) else { return false }
        return try session.caseFile(of: id) == file
      }
    }
    guard !about.isEmpty else { return [] }
    let workers = try session.workers()
    return about.map { mark in
      ExportedDraft(
        function: workers.first { $0.name == mark.worker }?.role ?? "",
        since: local(Instant(milliseconds: mark.begun)))
    }
  }

  private func row(
    _ draft: LeftDraft, _ since: ZonedMoment, in session: WorkerSession
  ) throws -> DraftRow {
    let until = local(draft.mark.end(toldAt: now))
    var row = DraftRow(since: since, until: until, path: draft.folder + "/" + Draft.name)
    do {
      switch draft.mark.purpose {
      case .new(let code, let named, let file):
        guard let kind = RecordType.all.first(where: { $0.code == code }),
          let volet = Volet(rawValue: named)
        else { return row }
        let id = try session.checkWriting(kind, in: volet, of: file)
        (row.kind, row.person) = (kind, try session.whom(id)?.name)
        row.command = "carnet \(kind.commandNames[0]) add \(file) --volet \(named)"
      case .edit(let code, let record):
        guard let kind = RecordType.all.first(where: { $0.code == code }) else { return row }
        try session.checkWriting(record, of: kind)
        if let id = Hexadecimal.decode(record).flatMap({ DocumentID($0) }) {
          row.person = try session.whom(id)?.name
        }
        (row.kind, row.record) = (kind, record)
        row.command = "carnet \(kind.commandNames[0]) edit \(record)"
      }
    } catch is NotebookError {
      // What she may not write now, or what is gone, is not named.
      return DraftRow(since: since, until: until, path: row.path)
    }
    return row
  }

  /// What is said of a text of this worker. Where an earlier one for the same was never saved and somebody sits here, she
  /// is asked whether to go on with it, and then whether to throw it away.
  func begin(
    _ purpose: DraftMark.Purpose, from version: String? = nil, in session: WorkerSession
  ) throws -> Writing {
    let (notebook, worker) = (draftPlace(of: session), session.workerName ?? "")
    if mayOpenEditor {
      for draft in LeftDraft.all(of: notebook)
      where draft.mark.worker == worker && draft.mark.purpose == purpose {
        let since = local(Instant(milliseconds: draft.mark.begun))
        if try Terminal.asks(words.goOnWithDraft(since)) {
          return Writing(mark: draft.mark, takenUp: draft.folder)
        }
        if try Terminal.asks(words.throwDraftAway) { LeftDraft.destroy(draft.folder) }
      }
    }
    return Writing(
      mark: DraftMark(
        notebook: notebook, worker: worker, begun: now.milliseconds, purpose: purpose,
        version: version))
  }

  /// What a draft says of the notebook that it is written in: the device, and the folder, since a copy of it is another one.
  private func draftPlace(of session: WorkerSession) -> String {
    var status = stat()
    guard stat(home, &status) == 0 else { return session.node.description }
    return "\(session.node) \(status.st_dev) \(status.st_ino)"
  }
}
