import Glibc

/// What one phase costs: processor time of the process inside `time`, summed, and the growth of
/// memory from `init` to `report`.
struct Meter {
  private var nanoseconds: Int64 = 0
  private let before: Int

  init() {
    Memory.settle()
    before = Memory.resident
  }

  mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
    var result: Result?
    let start = Self.now
    try measuredPhase { result = try body() }
    nanoseconds += Self.now - start
    guard let result else { preconditionFailure("the phase ran") }
    return result
  }

  /// Call it while what was built is still held; `given` is what was there at the beginning, so that
  /// what is measured is the growth by what was built.
  func report<Given>(holding given: Given, bytes: Int? = nil) -> Report {
    withExtendedLifetime(given) {
      Memory.settle()
      return Report(
        milliseconds: Double(nanoseconds) / 1e6, grown: Memory.resident - before,
        peak: Memory.peak, bytes: bytes)
    }
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Callgrind counts instructions inside this function alone: `Tools/benchmark-merge --instructions`.
@inline(never)
func measuredPhase(_ body: () throws -> Void) rethrows {
  try body()
}

struct Report {
  let milliseconds: Double
  /// Bytes of resident memory of its own.
  let grown: Int
  let peak: Int
  /// Bytes that the phase made, if that is what it does.
  let bytes: Int?

  var json: String {
    "{\"ms\": \(milliseconds), \"grown\": \(grown), \"peak\": \(peak)"
      + (bytes.map { ", \"bytes\": \($0)" } ?? "") + "}"
  }
}

enum Memory {
  /// Gives back what is free, so that growth is what is held.
  static func settle() {
    typealias Trim = @convention(c) (Int) -> CInt
    guard let symbol = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(symbol, to: Trim.self)(0)
  }

  /// Resident bytes that belong to the process alone: not the pages of the program's file.
  static var resident: Int {
    let fields = Files.text("/proc/self/statm").split(separator: " ").compactMap { Int($0) }
    guard fields.count > 2 else { return 0 }
    return (fields[1] - fields[2]) * sysconf(CInt(_SC_PAGESIZE))
  }

  static var peak: Int {
    for line in Files.text("/proc/self/status").split(separator: "\n")
    where line.hasPrefix("VmHWM:") {
      return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 } ?? 0
    }
    return 0
  }
}

enum Files {
  static func read(_ path: String) throws(Misuse) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw .unreadable(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var status = stat()
    // Files of /proc have no size: they are read in pieces.
    let size = fstat(fileno(file), &status) == 0 ? Int(status.st_size) : 0
    while true {
      let piece = [UInt8](unsafeUninitializedCapacity: max(size, 1 << 16)) { buffer, count in
        count = fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws(Misuse) {
    guard let file = fopen(path, "wb") else { throw .unreadable(path) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw .unreadable(path) }
  }

  static func text(_ path: String) -> String {
    (try? read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
