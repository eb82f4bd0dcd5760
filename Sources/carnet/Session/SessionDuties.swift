import Notebook
import Replica
import Store
import Transport

/// What came in while nobody's keys were open, or a moment ago: carried out behind the commands while a session is open.
/// Protocol/vault.md, "Duties".
struct DutyRoom {
  private let held: HeldSession
  private let home: String
  private var session: WorkerSession?
  private var seen = -1

  init(_ held: HeldSession, home: String) { (self.held, self.home) = (held, home) }

  /// Does nothing while nobody wrote.
  mutating func look() {
    do {
      if let session, try session.ledger.read({ try $0.dataVersion }) == seen { return }
      // Opened anew: somebody's access may have ended meanwhile.
      let session = try held.open(at: home)
      seen = try session.ledger.read { try $0.dataVersion }
      self.session = session
      try session.replica.doDutiesIfPossible(at: Clock.now())
      guard try session.hasKeyedDuties() else { return }
      session.attend(at: Clock.now())
      let home = home
      Task { await ControlClient.ring(folder: home) }
    } catch {
      // The ledger is busy or gone, or the access has ended, which the keys tell.
      session = nil
    }
  }
}
