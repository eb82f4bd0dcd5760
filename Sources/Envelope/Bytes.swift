// Conversions between byte arrays, raw buffers and what the wire's generated code holds.

extension UnsafeRawBufferPointer {
  /// The start, as C functions want it; for an empty buffer an address that nobody may read.
  var octets: UnsafePointer<UInt8> {
    guard let start = baseAddress ?? UnsafeRawPointer(bitPattern: 1) else {
      preconditionFailure("one is not the null address")
    }
    return start.assumingMemoryBound(to: UInt8.self)
  }
}

extension UnsafeMutableRawBufferPointer {
  /// The start, as C functions want it; for an empty buffer an address that nobody may write.
  var octets: UnsafeMutablePointer<UInt8> {
    guard let start = baseAddress ?? UnsafeMutableRawPointer(bitPattern: 1) else {
      preconditionFailure("one is not the null address")
    }
    return start.assumingMemoryBound(to: UInt8.self)
  }
}

extension [UInt8] {
  /// `count` bytes that a C function writes.
  static func written(_ count: Int, by write: (UnsafeMutablePointer<UInt8>) -> Void) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    bytes.withUnsafeMutableBytes { write($0.octets) }
    return bytes
  }

  /// Lends the bytes to a body that may throw its own kind of error.
  func borrowBytes<Result: ~Copyable, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var result: Result?
    try withUnsafeBufferPointer { buffer throws(Failure) in
      result = try body(UnsafeRawBufferPointer(buffer))
    }
    guard let result = result.take() else { preconditionFailure("the body gave no result") }
    return result
  }
}

extension Identifier {
  /// Bytes known to have the right length: a digest, a key of libsodium's.
  init(exactly bytes: [UInt8]) {
    guard let identifier = Self(bytes) else {
      preconditionFailure("\(Kind.self) has \(Kind.length) bytes, not \(bytes.count)")
    }
    self = identifier
  }
}
