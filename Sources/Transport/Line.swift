import NIOCore

/// One line of UTF-8 over a wire, ended by a line feed.
enum Line {
  static func encode(_ line: String, _ limits: ControlLimits) throws(TransportError) -> [UInt8] {
    guard line.utf8.count <= limits.lineBytes, !line.utf8.contains(0x0a) else {
      throw .lineTooLong(limitBytes: limits.lineBytes)
    }
    return Array(line.utf8) + [0x0a]
  }

  /// What comes after the line is not read.
  static func read(from wire: ChannelStream, _ limits: ControlLimits) async throws(TransportError)
    -> String
  {
    var line: [UInt8] = []
    while let chunk = try await wire.take() {
      let part = chunk.prefix { $0 != 0x0a }
      line += part
      guard line.count <= limits.lineBytes else {
        throw .lineTooLong(limitBytes: limits.lineBytes)
      }
      if part.count < chunk.count { return String(decoding: line, as: UTF8.self) }
    }
    throw .cutOff
  }
}

extension ChannelStream {
  /// Runs `body`, and closes the wire under it when the time is up; afterwards too, unless told
  /// not to.
  func within<Value: Sendable>(
    _ allowed: Duration, closing: Bool = true,
    _ body: (ChannelStream) async throws(TransportError) -> Value
  ) async throws(TransportError) -> Value {
    let wire = channel
    let late = NIOLoopBoundBox.makeBoxSendingValue(false, eventLoop: channel.eventLoop)
    let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(allowed)) {
      late.value = true
      wire.close(promise: nil)
    }
    let result: Result<Value, TransportError>
    do {
      result = .success(try await body(self))
    } catch {
      result = .failure(error)
    }
    deadline.cancel()
    if closing { await close() }
    // The event loop lives as long as the process: this cannot fail.
    let wasLate = (try? await channel.eventLoop.submit { late.value }.get()) ?? false
    if case .failure = result, wasLate { throw .timedOut }
    return try result.get()
  }
}
