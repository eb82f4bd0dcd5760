import ChildProcesses
import Foundation
import Testing

/// A program stopped in the middle of its answer, so that its memory can be read: it waits for somebody to take the
/// answer from a pipe that holds one page.
final class HeldRun {
  private let child: Child
  private let reading: FileHandle
  private static let page = 4096

  init(_ arguments: [String], environment: [String: String], in folder: URL) throws {
    let pipe = try Pipes.make()
    // F_SETPIPE_SZ
    _ = fcntl(pipe.writing, 1031, Int32(Self.page))
    reading = FileHandle(fileDescriptor: pipe.reading, closeOnDealloc: true)
    child = try Child(
      Program.path, arguments, environment: Program.environment(environment), in: folder.path,
      input: try Pipes.nothing(), output: pipe.writing, error: try Pipes.nothing())
  }

  /// Waits until the answer has begun to come: the program, which writes it in one piece, holds all of it until somebody
  /// takes what is more than a page. False when nothing comes.
  func waitUntilHeld() -> Bool {
    var watched = pollfd(fd: reading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, Int32(Child.patience * 1000)) == 1
      && watched.revents & Int16(POLLIN) != 0
  }

  /// How many times each of `words` stands in the memory of the program, as UTF-8, UTF-16 or UTF-32.
  func occurrences(of words: [String]) throws -> [Int] {
    try ProcessMemory(process: child.identifier).occurrences(of: words)
  }

  /// Takes the answer and lets the program end; fails when it was too short to have been held.
  func finish() throws -> String {
    let answer = try reading.readToEnd() ?? Data()
    try child.wait()
    #expect(answer.count > Self.page, "the program was not held")
    return String(decoding: answer, as: UTF8.self)
  }
}

/// What is readable of the memory of a running program.
struct ProcessMemory {
  let process: Int32

  /// How many times each of `words` stands there, as UTF-8, UTF-16 or UTF-32.
  func occurrences(of words: [String]) throws -> [Int] {
    let needles = words.map { word in
      [
        Array(word.utf8), word.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
        word.unicodeScalars.flatMap { scalar in
          (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> UInt32(8 * $0)) }
        },
      ]
    }
    var counts = [Int](repeating: 0, count: words.count)
    for region in try regions() {
      for (word, forms) in needles.enumerated() {
        for form in forms { counts[word] += count(form, in: region) }
      }
    }
    return counts
  }

  /// What is readable of the memory, mapping by mapping.
  private func regions() throws -> [Data] {
    let folder = "/proc/\(process)"
    let memory = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder + "/mem"))
    defer { try? memory.close() }
    var regions: [Data] = []
    for line in try String(contentsOfFile: folder + "/maps", encoding: .utf8).split(separator: "\n")
    {
      let fields = line.split(separator: " ")
      let bounds = fields[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
      // The kernel's own pages (vvar) are listed and cannot be read.
      guard fields[1].hasPrefix("r"), bounds.count == 2, bounds[1] < 1 << 63 else { continue }
      try memory.seek(toOffset: bounds[0])
      // A mapping beyond the end of its file has no bytes.
      if let bytes = try? memory.read(upToCount: Int(bounds[1] - bounds[0])) {
        regions.append(bytes)
      }
    }
    return regions
  }

  private func count(_ needle: [UInt8], in region: Data) -> Int {
    region.withUnsafeBytes { bytes in
      guard var start = bytes.baseAddress else { return 0 }
      let end = start + bytes.count
      var count = 0
      while let first = memchr(start, Int32(needle[0]), end - start) {
        let found = UnsafeRawPointer(first)
        guard end - found >= needle.count else { break }
        if memcmp(found, needle, needle.count) == 0 { count += 1 }
        start = found + 1
      }
      return count
    }
  }
}
