import Envelope
import Foundation
import Notebook
import Replica
import Words

/// Who opens the notebook for which command.
extension CommandContext {
  private var secrets: Secrets { Secrets(words: words) }

  /// For what the operator does; `--as` says nothing here.
  func openAsOperator() throws -> sending Notebook {
    let passphrase = try secrets.existing(file: passphraseFile, .operator)
    guard recoveryCode(passphrase) == nil else { throw NotebookError.operatorOnly }
    return try open(.operator(passphrase: passphrase))
  }

  /// For what either of them may ask, with a passphrase in any case.
  func openAsPerson() throws -> sending Notebook {
    if let session = Call.current.session { return try open(session) }
    return try openAsWhoever(
      try secrets.existing(file: passphraseFile, worker == nil ? .operator : .worker))
  }

  /// For what a worker does.
  func openAsWorker() throws -> sending WorkerSession {
    if let session = Call.current.session { return try open(session) }
    let passphrase = try secrets.existing(file: passphraseFile, .worker)
    return try open(workerCredential(passphrase))
  }

  /// For what either does, or the machine by itself: a worker who is named, else whoever's passphrase is given,
  /// else the boot key.
  ///
  /// - Parameter keyFile: what `--key-file` names; it goes before every passphrase.
  func openAsAnyone(keyFile: String?) throws -> sending Notebook {
    if let keyFile { return try open(try bootCredential(keyFile)) }
    if let session = Call.current.session { return try open(session) }
    if let passphraseFile {
      return try openAsWhoever(
        try secrets.existing(file: passphraseFile, worker == nil ? .operator : .worker))
    }
    if let found = bootKeyFile { return try open(try bootCredential(found)) }
    return try openAsWhoever(
      try secrets.existing(file: nil, worker == nil ? .operator : .worker))
  }

  /// To exchange with peers before anything else: the boot key where there is one, so that nobody types a passphrase twice.
  func openForPeers() throws -> sending Notebook {
    if let session = Call.current.session { return try open(session) }
    if let found = bootKeyFile, let notebook = try openIfFits(found) { return notebook }
    return try openAsPerson()
  }

  /// For what the machine may see by itself, asking nobody; nil without a boot key, and with one that opens nothing.
  func openAsMachine(keyFile: String?) throws -> Notebook? {
    guard let file = keyFile ?? bootKeyFile else { return nil }
    return try openIfFits(file)
  }

  /// Nil when the key file opens nothing: it keeps nobody's passphrase out.
  private func openIfFits(_ keyFile: String) throws -> sending Notebook? {
    do {
      return try Notebook.open(
        at: home, with: try bootCredential(keyFile), chance: SystemChance.system)
    } catch NotebookError.keyFileUnreadable {
      return nil
    } catch NotebookError.slotDamaged {
      return nil
    } catch let refusal as CommandFailure where refusal.fact.isAboutFile {
      return nil
    }
  }

  /// The operator's, to be used again after the home was opened.
  func existingPassphrase() throws -> Passphrase {
    try secrets.existing(file: passphraseFile, .operator)
  }

  /// That of somebody who works here, beside the operator's.
  func workerPassphrase(file: String?) throws -> Passphrase {
    try secrets.existing(
      file: file ?? surroundings["CARNET_WORKER_PASSPHRASE_FILE"], .worker, named: .worker)
  }

  /// A new passphrase. Without a file for it, `fallback` serves, and then the terminal.
  func newPassphrase(file: String?, fallback: String?, _ prompt: Prompt) throws -> Passphrase {
    try secrets.new(
      file: file ?? surroundings["CARNET_NEW_PASSPHRASE_FILE"] ?? fallback, prompt)
  }

  /// The same, for who has one already: another one.
  ///
  /// - Throws: `AccessFact.samePassphrase`.
  func otherPassphrase(
    than present: Passphrase, file: String?, _ prompt: Prompt
  ) throws -> Passphrase {
    let new = try newPassphrase(file: file, fallback: nil, prompt)
    guard !new.equals(present) else { throw CommandFailure(.access(.samePassphrase)) }
    return new
  }

  /// For a worker who takes another passphrase, whatever session is open: by the present one, which is answered too.
  func openToChangeWorker() throws -> (WorkerSession, Passphrase) {
    let present = try secrets.existing(file: passphraseFile, .worker)
    return (try open(workerCredential(present)), present)
  }

  /// The same for the operator.
  func openToChangeOperator() throws -> (Notebook, Passphrase) {
    let present = try secrets.existing(file: passphraseFile, .operator)
    guard recoveryCode(present) == nil else { throw NotebookError.operatorOnly }
    return (try open(.operator(passphrase: present)), present)
  }

  /// For who forgot the passphrase: by the code of the sheet that she made on this device.
  ///
  /// - Throws: `AccessFact.sheetMistyped` for a code that does not read.
  func openByRecoverySheet(of name: String, file: String?) throws -> WorkerSession {
    let typed = try secrets.existing(
      file: file ?? surroundings["CARNET_SHEET_FILE"], .sheetCode, named: .sheet)
    let code = typed.withBytes { String(decoding: $0, as: UTF8.self) }
    guard code.isRecoveryCode else {
      let slip = SheetCode.slip(in: code, of: SheetCode.recoveryDigits, for: .recovery)
      throw CommandFailure(.access(.sheetMistyped(slip)))
    }
    return try open(.recovery(name: name, code: code))
  }

  /// The passphrase of the first worker of a new service.
  func firstPassphrase(file: String?) throws -> Passphrase {
    try secrets.new(
      file: file ?? surroundings["CARNET_WORKER_PASSPHRASE_FILE"], .newWorker, named: .worker)
  }

  /// The operator's, or that of the worker who is named, or of the only one of this node.
  private func openAsWhoever(_ passphrase: Passphrase) throws -> sending Notebook {
    if worker != nil { return try openAsNamedOrOperator(passphrase) }
    do {
      return try open(.operator(passphrase: passphrase))
    } catch NotebookError.operatorOnly {
      return try open(workerCredential(passphrase))
    } catch let error as NotebookError where error.opensNothing {
      if let code = recoveryCode(passphrase) {
        return try open(.recovery(name: worker, code: code))
      }
      if case .wrongPassphrase = error, try Notebook.hasDamagedWorker(at: home) {
        throw NotebookError.slotDamaged(.worker)
      }
      throw error
    }
  }

  /// Who is named works here, and may be the operator too: the passphrase says as whom this command comes.
  private func openAsNamedOrOperator(_ passphrase: Passphrase) throws -> sending Notebook {
    do {
      return try open(workerCredential(passphrase))
    } catch NotebookError.workerOnly {
      return try open(.operator(passphrase: passphrase))
    } catch let refusal as CommandFailure where refusal.fact.isAboutAccess {
      // Nobody of that name opens anything here, which the operator's passphrase does not need.
      do {
        return try open(.operator(passphrase: passphrase))
      } catch NotebookError.wrongPassphrase {
        throw refusal
      } catch NotebookError.operatorOnly {
        throw refusal
      }
    }
  }

  /// By what a session keeps: the name was said when it was opened.
  private func open(_ held: HeldSession) throws -> sending WorkerSession {
    let session = try held.open(at: home, remembering: held.memory)
    try session.checkTerm(at: now)
    try session.replica.doDutiesIfPossible(at: now)
    try greet(session)
    return session
  }

  /// For an agent: what the passphrase opens, to be kept, and the notebook opened by it.
  func openSession(_ passphrase: Passphrase) throws -> HeldSession {
    try naming {
      let keys = try KeptKeys(of: home, with: workerCredential(passphrase))
      let session = try WorkerSession.open(at: home, with: keys, chance: SystemChance.system)
      try session.checkTerm(at: now)
      try session.replica.doDutiesIfPossible(at: now)
      try greet(session)
      return HeldSession(keys: keys, worker: session.workerName ?? "", language: words)
    }
  }

  /// The passphrase of a worker, for her session.
  func sessionPassphrase() throws -> Passphrase {
    try secrets.existing(file: passphraseFile, .worker)
  }

  /// Whether the machine opens this home by itself.
  var hasBootKey: Bool { bootKeyFile != nil }

  private func open(_ credential: Credential) throws -> sending Notebook {
    let notebook = try Notebook.open(at: home, with: credential, chance: SystemChance.system)
    try notebook.replica.doDutiesIfPossible(at: now)
    try greet(notebook)
    return notebook
  }

  private func open(_ credential: WorkerCredential) throws -> sending WorkerSession {
    let session = try entered(credential)
    try session.checkTerm(at: now)
    try session.replica.doDutiesIfPossible(at: now)
    try greet(session)
    return session
  }

  private func entered(_ credential: WorkerCredential) throws -> sending WorkerSession {
    try naming { try WorkerSession.open(at: home, with: credential, chance: SystemChance.system) }
  }

  /// Tells of a name that opens nothing why it does not.
  private func naming<T>(_ body: () throws -> sending T) throws -> sending T {
    do {
      return try body()
    } catch NotebookError.unknownWorker(let name) {
      throw absent(name)
    } catch NotebookError.workerEnded(let name) {
      // A slot that is gone does not tell of the other devices.
      let fact: AccessFact = hasEndedHereAlone(name) ? .endedByDevice(name) : .endedWorker(name)
      throw CommandFailure(.access(fact))
    }
  }

  /// Why a name opens nothing here.
  private func absent(_ name: String) -> CommandFailure {
    switch whereabouts(of: name) {
    case .elsewhere(let name): CommandFailure(.access(.workerElsewhere(name)))
    case .ended(let name): CommandFailure(.access(.endedWorker(name)))
    case .endedHere(let name): CommandFailure(.access(.endedByDevice(name)))
    case .nowhere: CommandFailure(.access(.unknownWorker(name)))
    case nil: CommandFailure(.access(.workerNotHere(name)))
    }
  }

  private func hasEndedHereAlone(_ name: String) -> Bool {
    if case .endedHere = whereabouts(of: name) { true } else { false }
  }

  /// The boot key reads who works in the service, and no note. Nil without it, or with one of another home, or one that
  /// cannot be read: then nobody can say more.
  private func whereabouts(of name: String) -> Whereabouts? {
    guard let file = bootKeyFile else { return nil }
    do {
      let machine = try Notebook.open(
        at: home, with: try bootCredential(file), chance: SystemChance.system)
      return try machine.whereabouts(of: name)
    } catch {
      return nil
    }
  }

  /// The code of a recovery sheet typed instead of a passphrase is told by its checksum.
  private func workerCredential(_ passphrase: Passphrase) -> WorkerCredential {
    if let code = recoveryCode(passphrase) { return .recovery(name: worker, code: code) }
    return .worker(name: worker, passphrase: passphrase)
  }

  /// Nothing that is not as long as a code is made a text of: a text cannot be wiped.
  private func recoveryCode(_ passphrase: Passphrase) -> String? {
    passphrase.withBytes { bytes in
      let digits = bytes.count { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
      }
      guard digits == SheetCode.recoveryDigits,
        let code = String(validating: bytes, as: UTF8.self), code.isRecoveryCode
      else { return nil }
      return code
    }
  }

  private func bootCredential(_ file: String) throws -> Credential {
    if file == BootKey.path(in: home) { try NamedFile.checkKept(file) }
    let bytes = try NamedFile.read(file, limit: 4096)
    guard bytes.count == BootKey.length else {
      throw CommandFailure(.access(.keyFileUnreadable))
    }
    return .boot(bytes)
  }

  /// The first boot key that is there.
  private var bootKeyFile: String? {
    let places = [
      surroundings["CARNET_KEY_FILE"],
      surroundings["CREDENTIALS_DIRECTORY"].map { $0 + "/carnet.key" }, BootKey.path(in: home),
    ]
    return places.compactMap { $0 }.first(where: NamedFile.exists)
  }
}

extension Fact {
  fileprivate var isAboutAccess: Bool {
    if case .access = self { true } else { false }
  }

  /// A key file that cannot be read, or is no key.
  fileprivate var isAboutFile: Bool {
    if case .access(.keyFileUnreadable) = self { return true }
    if case .input = self { return true }
    return false
  }
}

/// The file that lets `serve` start with nobody there.
enum BootKey {
  static let length = 32

  static func path(in home: String) -> String { home + "/boot.key" }

  static func write(_ bytes: [UInt8], in home: String) throws {
    try NamedFile.create(path(in: home), bytes)
  }
}

extension String {
  fileprivate var isRecoveryCode: Bool {
    do {
      _ = try SheetCode.decode(self, for: .recovery)
      return true
    } catch {
      return false
    }
  }
}
