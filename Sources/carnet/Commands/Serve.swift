import ArgumentParser
import Dispatch
import Foundation
import Logging
import Notebook
import Replica
import Synchronization
import Transport
import Words

struct Serve: CarnetCommand {
  static let command = Command.serve
  @OptionGroup var key: KeyFileOption
  @Option(help: .option(.listen)) var listen: String?
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let listen = listen ?? "0.0.0.0:7447"
    guard let endpoint = Endpoint(parsing: try Endpoint.checked(listen)) else {
      throw CommandFailure(.network(.badAddress(listen)))
    }
    let end = Signals()
    let shared = SharedReplica(try context.openAsAnyone(keyFile: key.keyFile), clock: Clock.now)
    let lock = try FolderLock.take(file: context.home + "/serve.lock")
    try await shared.work { notebook, now in
      try notebook.atWork?.maintain(at: now)
      try notebook.atWork?.packBacklogsIfPossible(at: now)
    }
    let watch = try await Watch(context, over: shared)
    let server = try await NodeServer.open(
      replica: shared, folder: context.home, host: endpoint.host, port: endpoint.port,
      logger: Serve.logger, eachRound: { await watch.look() },
      ledger: { watch.hear($0) })
    do {
      let address = server.boundAddress.text
      try context.show(
        .object([("listen", .string(address))]), context.words.serving(at: address))
      await server.run(until: end)
    } catch {
      await server.close()
      throw error
    }
    await server.close()
    lock.release()
  }

  /// Nothing about people, cases or peers is ever logged; what goes wrong on a line is.
  private static var logger: Logger {
    var logger = Logger(label: "carnet") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    return logger
  }
}

extension NodeServer {
  fileprivate func run(until end: Signals) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.run() }
      group.addTask { await end.wait() }
      await group.next()
      group.cancelAll()
    }
  }
}

/// The signals that ask a service to end.
private final class Signals: Sendable {
  private let arrived: AsyncStream<Void>
  /// Kept alive; touched by nobody.
  private let sources: Mutex<[any DispatchSourceSignal]>

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    arrived = stream
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGTERM, SIGINT] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      sources.append(source)
    }
    self.sources = Mutex(sources)
  }

  func wait() async {
    for await _ in arrived { return }
  }
}
