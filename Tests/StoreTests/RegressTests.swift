import Dispatch
import Envelope
import Foundation
import Synchronization
import Testing

@testable import Store

@Suite("A home that is an older self knows it")
struct RegressTests {
  let folder = Result { try TemporaryFolder() }

  /// The files of a home at one moment, to be put back where they stood: the same files with other bytes.
  private struct Moment {
    private let files: [String: Data]

    init(of home: String) throws {
      files = try FileManager.default.contentsOfDirectory(atPath: home)
        .filter { !$0.hasSuffix("-shm") }
        .reduce(into: [:]) { $0[$1] = try Data(contentsOf: URL(fileURLWithPath: home + "/" + $1)) }
    }

    var log: Data { files["ledger.db-wal"] ?? Data() }

    func putBack(in home: String, log: Data? = nil) throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: home)
      where files[name] == nil {
        try FileManager.default.removeItem(atPath: home + "/" + name)
      }
      for (name, bytes) in files {
        let altered = name == "ledger.db-wal" ? log ?? bytes : bytes
        // In place: the file stays the same file; what is the same is left alone.
        let url = URL(fileURLWithPath: home + "/" + name)
        if (try? Data(contentsOf: url)) != altered { try altered.write(to: url) }
      }
    }
  }

  @Test(
    "Wherever a bit of the log flips after a crash, what is lost is counted, and nothing else is said"
  )
  func flips() throws {
    let home = try folder.get().home
    var ledger: Ledger? = try Home.create(home)
    try ledger?.write { try $0.setMeta("key", [0]) }
    try ledger?.truncateLog()
    let writes = 6
    for number in 1...writes {
      try ledger?.write { try $0.appendAccess([UInt8(number)], in: AccessMonth(number: 24_322)) }
    }
    let crash = try Moment(of: home)
    ledger = nil
    let frame = 24 + 4096
    #expect(crash.log.count >= 32 + writes * frame)
    var lost: Set<UInt64> = []
    for position in stride(from: 32, to: crash.log.count, by: frame / 3) {
      var log = crash.log
      log[position] ^= 0x10
      try crash.putBack(in: home, log: log)
      var again: Ledger? = try Home.open(home)
      let kept = try #require(try again?.read { try $0.accesses() }.count)
      let missing = UInt64(writes - kept)
      #expect(again?.regress == (missing > 0 ? .lost(missing) : nil), "at \(position)")
      lost.insert(missing)
      again = nil
    }
    #expect(lost.count > 3)
    try crash.putBack(in: home)
    #expect(try Home.open(home).regress == nil)
    var log = crash.log
    log[log.count - 100] ^= 1
    try crash.putBack(in: home, log: log)
    var again: Ledger? = try Home.open(home)
    #expect(again?.regress == .lost(1))
    try again?.bumpIncarnation()
    again = nil
    #expect(try Home.open(home).regress == nil)
  }

  @Test("A copy of a folder knows that it is one, at once; the original stays what it was")
  func copied() throws {
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    try ledger.write { try $0.setMeta("key", [1]) }
    let copy = try folder.copyHome(to: "copy")
    #expect(try Home.open(folder.home).regress == nil)
    let twin = try Home.open(copy)
    #expect(twin.regress == .copied)
    try twin.bumpIncarnation()
    #expect(try Home.open(copy).regress == nil)
    #expect(try Home.open(folder.home).regress == nil)
    // Moved, it is the same file.
    try FileManager.default.moveItem(atPath: copy, toPath: folder.path + "/moved")
    #expect(try Home.open(folder.path + "/moved").regress == nil)
  }

  @Test(
    "A folder removed and copied back is a copy, although its file has the number of the old one")
  func copiedBack() throws {
    let folder = try folder.get()
    let copy: String
    do {
      let ledger = try Home.create(folder.home)
      try ledger.write { try $0.setMeta("key", [1]) }
      copy = try folder.copyHome(to: "copy")
    }
    for _ in 0..<4 {
      try FileManager.default.removeItem(atPath: folder.home)
      try FileManager.default.createDirectory(
        atPath: folder.home, withIntermediateDirectories: false)
      // The first file of the new folder takes the number that became free last.
      try FileManager.default.copyItem(
        atPath: copy + "/ledger.db", toPath: folder.home + "/ledger.db")
      for name in try FileManager.default.contentsOfDirectory(atPath: copy)
      where name != "ledger.db" && !name.hasSuffix("-shm") {
        try FileManager.default.copyItem(
          atPath: copy + "/" + name, toPath: folder.home + "/" + name)
      }
      #expect(try Home.open(folder.home).regress == .copied)
    }
  }

  @Test("A copy in the place of what was deleted is noticed, also with the same number of its file")
  func sameNumber() throws {
    let folder = try folder.get()
    _ = try Home.create(folder.home).write { try $0.setMeta("key", [1]) }
    let copy = try folder.copyHome(to: "copy")
    for _ in 0..<16 {
      try FileManager.default.removeItem(atPath: folder.home)
      try FileManager.default.copyItem(atPath: copy, toPath: folder.home)
      let again = try Home.open(folder.home)
      #expect(again.regress == .copied)
      try again.bumpIncarnation()
      #expect(try Home.open(folder.home).regress == nil)
    }
  }

  @Test("A home written over in place by an older copy of all its files is noticed")
  func overwritten() throws {
    let folder = try folder.get()
    var ledger: Ledger? = try Home.create(folder.home)
    try ledger?.truncateLog()
    let copy = try folder.copyHome(to: "copy")
    try ledger?.write { try $0.setMeta("key", [1]) }
    ledger = nil
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.home) {
      let url = URL(fileURLWithPath: copy + "/" + name)
      guard let bytes = try? Data(contentsOf: url) else {
        try FileManager.default.removeItem(atPath: folder.home + "/" + name)
        continue
      }
      try bytes.write(to: URL(fileURLWithPath: folder.home + "/" + name))
    }
    #expect(try Home.open(folder.home).regress == .copied)
  }

  @Test("A database put back alone counts fewer transactions than the file beside it")
  func alone() throws {
    let home = try folder.get().home
    var ledger: Ledger? = try Home.create(home)
    try ledger?.truncateLog()
    let url = URL(fileURLWithPath: home + "/ledger.db")
    let old = try Data(contentsOf: url)
    for number in 1...3 { try ledger?.write { try $0.setMeta("key", [UInt8(number)]) } }
    ledger = nil
    try old.write(to: url)
    #expect(try Home.open(home).regress == .lost(3))
    try FileManager.default.removeItem(atPath: home + "/commits")
    #expect(try Home.open(home).regress == .older)
  }

  @Test("The count never goes back, whoever raises it; what changes nothing is not counted")
  func tally() throws {
    let home = try folder.get().home
    let ledger = try Home.create(home)
    let tally = CommitTally(folder: home)
    let before = try #require(tally.read())
    try ledger.write { _ in }
    #expect(tally.read() == before)
    try ledger.write { try $0.setMeta("key", [1]) }
    #expect(tally.read() == before + 1)
    let failures = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { hand in
      for step in 0..<50 {
        do {
          try tally.raise(to: before + UInt64(step * 8 + hand))
        } catch {
          failures.withLock { $0 += 1 }
        }
      }
    }
    #expect(failures.withLock { $0 } == 0)
    #expect(tally.read() == before + 399)
    try tally.raise(to: 1)
    #expect(tally.read() == before + 399)
  }

  @Test("Two copies that begin anew use no sequence of each other, nor of what came after them")
  func sequences() throws {
    let author = Author()
    let folder = try folder.get()
    let ledger = try Home.create(folder.home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let first = try author.change(of: document, secret: secret)
    try ledger.write { try $0.insertChange(first, secret: secret) }
    let copies = try ["one", "two"].map { try Home.open(folder.copyHome(to: $0)) }
    var starts: [UInt64] = []
    for copy in copies {
      try copy.write { writer throws in
        try writer.beginAnew(after: .copied, unread: [author.id()], using: &author.chance)
        #expect(try writer.regress() == .copied)
        #expect(try writer.unreadPeers().count == 1)
        starts.append(try writer.nextSequence(device: author.device.publicKey, document: document))
      }
    }
    let before = try ledger.read {
      try $0.nextSequence(device: author.device.publicKey, document: document)
    }
    #expect(before == 2)
    #expect(starts.allSatisfy { $0 > 1 << 32 })
    #expect(Set(starts).count == 2)
  }
}
