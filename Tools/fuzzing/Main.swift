#if canImport(Glibc)
  import Glibc
#endif

/// What libFuzzer calls. `CARNET_FUZZ` names the target.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  target(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// What libFuzzer calls first. With `CARNET_FUZZ_SEEDS` it writes seeds into that folder and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?
) -> CInt {
  if let folder = environment("CARNET_FUZZ_SEEDS") {
    writeSeeds(into: folder)
    exit(0)
  }
  return 0
}

private let target: @Sendable ([UInt8]) -> Void = {
  switch environment("CARNET_FUZZ") {
  case "operations": { FuzzOperations.run($0) }
  case "document": { FuzzDocuments.run($0) }
  case "checkpoint": { FuzzCheckpoints.run($0) }
  case "history": { FuzzHistories.run($0) }
  case "typing": { FuzzTyping.run($0) }
  case "compression": { FuzzCompression.run($0) }
  case let other: fatalError("no such target: \(other ?? "none")")
  }
}()

private func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

private func writeSeeds(into folder: String) {
  var generator = Generator(seed: 1)
  for number in 0..<200 {
    let bytes: [UInt8]? =
      switch environment("CARNET_FUZZ") {
      case "operations": FuzzOperations.seed(&generator)
      case "document": FuzzDocuments.seed(&generator)
      case "checkpoint": FuzzCheckpoints.seed(&generator)
      case "compression": FuzzCompression.seed(&generator)
      case _:
        (0..<Int.random(in: 8...(number % 4 == 0 ? 3000 : 240), using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      }
    guard let bytes, let file = fopen("\(folder)/\(number)", "wb") else { continue }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
