import Dispatch
import Envelope
import Foundation
import Notebook
import Synchronization
import Words

/// The process that holds a worker's session open: it carries out her commands, looks after what waits for her keys, and
/// ends when the session is locked. Protocol/agent.md.
final class SessionAgent: Sendable {
  private struct State {
    var isLocked = false
    var next = 0
    /// Those who wait until another command ends.
    var outside = 0
    /// The commands under way, and whether each waits for a person.
    var running: [Int: (line: SessionLine, waits: Bool)] = [:]
    /// When a command last began or ended.
    var last = ContinuousClock.now
  }

  private let held: HeldSession
  private let home: String
  private let door: SessionDoor
  private let delay: Int
  private let opened = Clock.now()
  private let state = Mutex(State())
  /// Rung when a command ends.
  private let bell = DispatchSemaphore(value: 0)
  /// Rung once for each of those outside who may look again.
  private let turn = DispatchSemaphore(value: 0)

  init(_ held: HeldSession, home: String, door: SessionDoor, delay: Int) {
    (self.held, self.home, self.door, self.delay) = (held, home, door, delay)
  }

  /// Serves until the session is locked, or its door is gone.
  func run() {
    let (duties, words) = behind()
    while !isOver {
      var watched = pollfd(fd: door.descriptor, events: Int16(POLLIN), revents: 0)
      let count = poll(&watched, 1, Int32(SessionLimits.round * 1000))
      // A machine that slept may be past the delay: nobody is served then.
      if isOver { break }
      if count > 0, let line = door.next() { receive(line) }
      if count == 0 {
        duties.look()
        words.look()
      }
      // Nobody could lock it any more.
      if !door.stands { break }
    }
    lock()
    duties.end(within: SessionLimits.lastGrace)
    words.end(within: SessionLimits.lastGrace)
  }

  /// What is looked after in a round without a command: what waits for her keys, and, after whoever works, the words of a
  /// search.
  private func behind() -> (duties: Behind, words: Behind) {
    let (held, home) = (held, home)
    let duties = Behind {
      var room = DutyRoom(held, home: home)
      return { room.look() }
    }
    let words = Behind {
      // Of the thread alone. Where the system refuses, the words are prepared all the same.
      _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, SessionLimits.niceness)
      var room = WordRoom(held, home: home)
      return { room.look() }
    }
    return (duties, words)
  }

  private var isOver: Bool {
    if held.keys.areForgotten { return true }
    return state.withLock { state in
      let delay = state.running.isEmpty ? delay : SessionLimits.longestDelay
      return state.isLocked || Self.elapsed(state) >= delay
    }
  }

  /// Seconds since a command began or ended: one that waits for a person keeps the session open no longer than the longest
  /// delay.
  private static func elapsed(_ state: borrowing State) -> Int {
    Int(state.last.duration(to: .now).components.seconds)
  }

  // MARK: Whoever comes

  private func receive(_ line: SessionLine) {
    Thread.detachNewThread { [self] in
      do {
        try line.send(greeting)
        let wish = try line.receive(SessionFrame.Wish.self, within: SessionLimits.patience).header
        switch wish {
        case .open: return
        case .lock:
          lock()
          try line.send(SessionFrame.Turn.end(0))
        case .call(let asked): begin(asked, line)
        }
      } catch {
        // Whoever comes only to look goes again.
      }
    }
  }

  var greeting: SessionFrame.Greeting {
    let rest = state.withLock { $0.running.isEmpty ? max(0, delay - Self.elapsed($0)) : nil }
    return SessionFrame.Greeting(
      version: SessionLimits.version, program: AgentProcess.program, worker: held.worker,
      opened: opened.milliseconds,
      delay: delay, rest: rest, zone: Surroundings.ofProcess["TZ"])
  }

  private func begin(_ asked: SessionFrame.Asked, _ line: SessionLine) {
    guard let place = place(for: line) else { return }
    let client = FarClient(line, asked) { [self] in wait($0, place) }
    let call = Call(
      arguments: asked.arguments, surroundings: Surroundings(asked.variables), client: client,
      session: held)
    // On a thread of its own: a command that waits keeps no other waiting.
    Task(executorPreference: SessionExecutor()) {
      do {
        try line.send(SessionFrame.Turn.taken)
        let code = await Call.$current.withValue(call) { await Program.run() }
        client.end(code)
      } catch {
        // She who asked is gone, and nothing was begun.
      }
      self.finish(place)
    }
  }

  /// Waits while too many work, but for those that wait for a person; nil once the session is locked.
  private func place(for line: SessionLine) -> Int? {
    while true {
      let (place, isLate) = state.withLock { state -> (Int?, Bool) in
        if state.isLocked { return (nil, true) }
        guard state.running.count(where: { !$1.waits }) < SessionLimits.commands else {
          state.outside += 1
          return (nil, false)
        }
        state.next += 1
        state.running[state.next] = (line, false)
        state.last = .now
        return (state.next, false)
      }
      if place != nil || isLate { return place }
      turn.wait()
    }
  }

  private func letLook(_ state: inout State, all: Bool = false) {
    for _ in 0..<(all ? state.outside : min(1, state.outside)) { turn.signal() }
    state.outside = all ? 0 : max(0, state.outside - 1)
  }

  private func finish(_ place: Int) {
    state.withLock { state in
      state.running[place] = nil
      state.last = .now
      letLook(&state)
    }
    bell.signal()
    if held.keys.areForgotten { lock() }
  }

  /// A command begins to wait for a person, or is done waiting.
  private func wait(_ begins: Bool, _ place: Int) -> Bool {
    state.withLock { state in
      state.running[place]?.waits = begins
      if begins { letLook(&state) }
      return !state.isLocked
    }
  }

  // MARK: Locking

  /// Nobody is served any more. Who waits for a person is let go at once, with a sentence; what is under way comes to its
  /// end. Then the keys leave, and the process with them.
  func lock() {
    let isFirst = state.withLock { state in
      defer { state.isLocked = true }
      letLook(&state, all: true)
      return !state.isLocked
    }
    if isFirst { door.shut() }
    held.words.end()
    cut { $0.waits }
    if !settle(within: SessionLimits.grace) {
      cut { _ in true }
      _ = settle(within: SessionLimits.lastGrace)
    }
    held.forget()
    door.giveUp()
  }

  private func cut(_ isMeant: ((line: SessionLine, waits: Bool)) -> Bool) {
    let lines = state.withLock { $0.running.values.filter(isMeant).map(\.line) }
    for line in lines { line.cut() }
  }

  /// Whether no command is under way any more.
  private func settle(within seconds: Int) -> Bool {
    let end = DispatchTime.now() + .seconds(seconds)
    while state.withLock({ !$0.running.isEmpty }) {
      guard bell.wait(timeout: end) == .success else { return false }
    }
    // Whoever else waits finds it so too.
    bell.signal()
    return true
  }
}

/// A thread for one command.
private final class SessionExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "command")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
