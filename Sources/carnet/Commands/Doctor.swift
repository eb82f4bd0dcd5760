import ArgumentParser
import Envelope
import Foundation
import Notebook
import Replica
import Words

/// Bounds of what is called well. Protocol/vault.md, "Looking after a machine".
enum DoctorLimits {
  /// Free bytes of the disk, at least.
  static let freeBytes = 512 << 20
  /// Bytes that this user may lock in memory, at least.
  static let lockedBytes = 1 << 20
  /// Days since the last exchange with a device, at most.
  static let exchangeDays = 7
}

/// Looks at the machine and the home, opens no note and asks for nothing.
struct Doctor: CarnetCommand {
  static let command = Command.doctor
  @OptionGroup var key: KeyFileOption
  @OptionGroup var common: CommonOptions

  func run(with context: CommandContext) async throws {
    let home = try Notebook.checkup(at: context.home)
    let machine = try context.openAsMachine(keyFile: key.keyFile)
    let rows =
      try [clock(machine, context), disk(context.home), permissions(context.home)]
      + [memoryLock, coreDumps, version] + slots(home) + [peers(machine, context)]
      + [row(.parked, home.parked), row(.duties, home.duties)]
    let toDo = rows.count { $0.state == .care }
    guard toDo == 0 else {
      let found = JSONValue.array(rows.map(\.json)).text + "\n"
      try Terminal.write(context.json ? found : context.words.doctor(rows))
      throw CommandFailure(.home(.needsCare(toDo)))
    }
    try context.show(.array(rows.map(\.json)), context.words.doctor(rows))
  }

  private func row(_ subject: DoctorSubject, _ count: Int) -> DoctorRow {
    DoctorRow(subject, count > 0 ? .care : .well, count: count)
  }

  private func clock(_ machine: Notebook?, _ context: CommandContext) throws -> DoctorRow {
    guard let machine else { return DoctorRow(.clock, .locked) }
    let state = try machine.checkClock(at: context.now, confirmed: context.clockIsRight)
    return DoctorRow(.clock, state == .plausible ? .well : .care)
  }

  private func disk(_ home: String) -> DoctorRow {
    var status = statvfs()
    guard statvfs(home, &status) == 0 else { return DoctorRow(.disk, .care) }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    return DoctorRow(
      .disk, free < UInt64(DoctorLimits.freeBytes) ? .care : .well, count: Int(free >> 20))
  }

  private func permissions(_ home: String) -> DoctorRow {
    var status = stat()
    let isOurs =
      lstat(home, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
    return DoctorRow(.permissions, isOurs ? .well : .care)
  }

  private var memoryLock: DoctorRow {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0 else {
      return DoctorRow(.memoryLock, .care)
    }
    let isEnough = limit.rlim_cur >= rlim_t(DoctorLimits.lockedBytes)
    return DoctorRow(
      .memoryLock, isEnough ? .well : .care, count: Int(clamping: limit.rlim_cur >> 10))
  }

  private var coreDumps: DoctorRow {
    var limit = rlimit()
    let isOff =
      getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 && limit.rlim_cur == 0
    return DoctorRow(.coreDumps, isOff ? .well : .care)
  }

  private var version: DoctorRow {
    #if DEBUG
      DoctorRow(.version, .care)
    #else
      DoctorRow(.version, .well)
    #endif
  }

  private func slots(_ home: Checkup) -> [DoctorRow] {
    [row(.slots, home.damagedSlots + home.cheapSlots), row(.sheets, home.withoutSheet)]
  }

  private func peers(_ machine: Notebook?, _ context: CommandContext) throws -> DoctorRow {
    guard let machine else { return DoctorRow(.peers, .locked) }
    let week = Int64(DoctorLimits.exchangeDays) * 86_400_000
    let silent = try machine.replica.status(at: context.now).count { peer in
      guard let last = peer.lastExchange else { return true }
      return last.milliseconds < context.now.milliseconds - week
    }
    return row(.peers, silent + (try machine.replica.damagedPeers()))
  }
}
