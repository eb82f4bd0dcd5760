import CaseFile
import Foundation
import Words

/// A command that finds a session open and has it carried out there. Protocol/agent.md, "A command".
struct SessionClient {
  let context: CommandContext

  /// Whether a command is for the session of whoever works, and how its worker is meant.
  enum Use {
    case never
    /// It opens as a worker.
    case worker
    /// It opens as whoever can: the boot key goes before a worker.
    case anyone
  }

  /// An agent that answers, and what it said first.
  typealias Found = (line: SessionLine, greeting: SessionFrame.Greeting)

  private var place: SessionPlace { SessionPlace(home: context.home, context.surroundings) }

  /// Every agent of this home that answers, whoever asks, and those that live and answer nobody.
  func everyAgent() -> (reached: [Found], hidden: [HiddenAgent]) { place.everyAgent() }

  /// Those that carry out commands, of the worker who was named; all of them where nobody was.
  func agents() -> [Found] { meant(of: place.agents()) }

  func meant(of all: [Found]) -> [Found] {
    guard let worker = context.worker else { return all }
    return all.filter { Folding.fold($0.greeting.worker) == Folding.fold(worker) }
  }

  /// Locks the session of a worker, whose passphrase opens nothing any more. One that does not answer locks by itself.
  ///
  /// - Returns: whether one was open.
  func lock(_ worker: String) -> Bool {
    let open = everyAgent().reached.filter {
      Folding.fold($0.greeting.worker) == Folding.fold(worker)
    }
    for (line, _) in open {
      do {
        try line.send(SessionFrame.Wish.lock)
        _ = try line.receive(SessionFrame.Turn.self)
      } catch {
        // It ended on its own meanwhile: locked all the same.
      }
    }
    return !open.isEmpty
  }

  /// Has the command carried out where its worker's session is open.
  ///
  /// - Parameter keyFile: whether the key of the machine was named for it.
  /// - Returns: its exit code; nil where it opens for itself.
  /// - Throws: `AccessFact.sessionBroken` when the agent ended in the middle; `Interrupted`.
  func handOver(_ command: Command, keyFile: Bool) throws -> Int32? {
    guard context.passphraseFile == nil, !keyFile, Call.current.client == nil else { return nil }
    switch command.sessionUse {
    case .never: return nil
    case .worker: break
    case .anyone: if context.hasBootKey { return nil }
    }
    let zone = context.surroundings["TZ"]
    let found = agents().filter {
      $0.greeting.zone == zone && $0.greeting.program == AgentProcess.program
    }
    // Of several, who is meant is asked for as without them.
    guard found.count == 1, let line = found.first?.line else { return nil }
    do {
      try line.send(SessionFrame.Wish.call(SessionFrame.Asked(Call.current)))
    } catch {
      return nil
    }
    return try Self.serve(line, context.words)
  }

  /// Does for the agent what it asks, to the end of the command.
  ///
  /// - Returns: nil when the agent let go of the command before it began it.
  static func serve(_ line: SessionLine, _ words: Phrasebook) throws -> Int32? {
    var hands = FarHands(line, words: words)
    var isTaken = false
    while true {
      let turn: SessionFrame.Turn
      let body: [UInt8]
      do {
        (turn, body) = try line.receive(SessionFrame.Turn.self)
      } catch {
        hands.keepWhatWasWritten()
        guard isTaken else { return nil }
        throw CommandFailure(.access(.sessionBroken))
      }
      if case .end(let code) = turn {
        if code != 0 { hands.keepWhatWasWritten() }
        return code
      }
      if case .taken = turn { isTaken = true }
      guard let (answer, bytes) = try hands.carryOut(turn, body) else { continue }
      do {
        try line.send(answer, bytes)
      } catch {
        // It listens no more, and may still say how it ended.
      }
    }
  }
}

extension SessionFrame.Asked {
  /// A command as it was typed here.
  init(_ call: Call) {
    self.init(
      arguments: call.arguments, variables: call.surroundings.read,
      folder: FileManager.default.currentDirectoryPath,
      inputIsTerminal: Terminal.inputIsTerminal, outputIsTerminal: Terminal.outputIsTerminal,
      errorIsTerminal: Terminal.errorIsTerminal,
      size: Terminal.size.map { [$0.rows, $0.columns] })
  }
}

extension Command {
  /// What opens for the operator, makes a key or runs for long opens for itself.
  var sessionUse: SessionClient.Use {
    switch self {
    case .carnet, .`init`, .serve, .worker, .workerAdd, .workerExtend, .workerEnd, .workerRecovery,
      .workerRecover, .passphrase, .passphraseChange,
      .pair,
      .pairInvite, .pairAccept, .pairConfirm, .pairAddress, .pairRemove, .caseFile, .person, .note,
      .record, .recordTypes, .consent, .bundle, .bundleMake, .bundleOpen, .device, .deviceLost,
      .backup, .backupMake, .backupRestore, .doctor, .session, .sessionOpen, .sessionLock,
      .sessionShow, .service:
      .never
    case .sync, .status, .verify: .anyone
    case .workerAdmit, .workerDevice, .workerList, .pairList, .caseOpen, .caseList, .caseShow,
      .caseLink, .caseClose, .caseReopen, .caseDeath, .caseReturn, .caseUnlink, .personEdit,
      .personShow,
      .personHistory,
      .noteAdd, .noteEdit, .noteDelete, .noteErase, .noteList, .noteShow, .noteHistory,
      .noteRestore, .noteSettle, .noteCosign, .noteOrphans, .noteKeep, .recordAdd, .recordEdit,
      .recordDelete, .recordErase,
      .recordList,
      .rightChecklist, .recordShow, .recordHistory, .recordRestore, .recordSettle, .recordPublish,
      .recordWithdraw, .recordCopy, .serviceSheet, .servicePublish, .serviceWithdraw, .consentGive,
      .consentExtend, .consentNarrow, .consentRenew, .consentRefuse, .consentWithdraw, .consentList,
      .consentShow, .consentReceipt, .release,
      .export, .search,
      .log, .agenda, .appointmentMove, .appointmentOutcome, .appointmentSlip, .permanenceShow,
      .permanencePrepare, .permanenceTakeOff, .permanencePaper, .permanenceBack,
      .permanenceRecord, .conventionCount, .caseCall, .caseReader, .caseload, .requests, .handover:
      .worker
    }
  }
}
