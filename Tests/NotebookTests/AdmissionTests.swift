import CaseFile
import Envelope
import Replication
import Testing

@testable import Consent
@testable import Notebook
@testable import Replica

@Suite("Who is admitted, and by whom")
struct AdmissionTests {
  /// Whether a thing fails with the error that `expected` is.
  private func fails(
    _ what: @autoclosure () throws -> Any, _ line: Int = #line,
    with expected: (NotebookError) -> Bool
  ) {
    do {
      _ = try what()
      Issue.record("line \(line): it went through")
    } catch let error as NotebookError {
      #expect(expected(error), "line \(line): \(error)")
    } catch {
      Issue.record("line \(line): \(error)")
    }
  }

  /// The operator of `office` runs a program of his own, which takes any name and any number.
  private func smuggle(
    _ town: Town, _ office: Office, _ name: String, as worker: WorkerID, role: Role = .referent
  ) throws -> DeviceDigits {
    let seat = office.operator
    let device = NewDevice(worker: worker, seed: SecretKey(using: &seat.chance))
    try seat.write(at: town.now) { ledger in
      try seat.enrol(
        device, name: name, role: role, passphrase: Town.passphrase, into: ledger, at: town.now
      )
    }
    return DeviceDigits(of: device.keys.signing.publicKey, in: seat.service)
  }

  // Never 11
  @Test("An operator who takes a worker's name is seen, marked, and not admitted")
  func takenName() throws {
    let town = Town(seed: 411)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let digits = try smuggle(
      town, branch, "Ｍａｒｃ\u{200B}", as: WorkerID(using: &branch.operator.chance))
    try town.exchange(branch.operator, main.notebook)
    let marcs = try main.notebook.workers().filter(\.hasNamesake)
    #expect(marcs.count == 2 && marcs.flatMap(\.devices).count == 2)
    #expect(Set(marcs.map(\.state)) == [.admitted, .added])
    let lila = try town.open(branch.folder, worker: "Lila", operator: branch.operator)
    fails(try lila.notebook.admitWorker(name: "Marc", device: nil, at: town.now)) { error in
      guard case .deviceNotNamed(_, let devices) = error else { return false }
      return devices.map(\.digits).contains(digits) && devices.count == 2
    }
    fails(
      try lila.notebook.admitWorker(name: "Marc", device: digits.description, at: town.now)
    ) { if case .workerNamesake = $0 { true } else { false } }
    fails(
      try lila.notebook.admitWorker(name: "Marc", device: "1-2", at: town.now)
    ) { if case .digitsMalformed = $0 { true } else { false } }
    fails(
      try lila.notebook.admitWorker(
        name: "Marc", device: String(repeating: "1", count: 20), at: town.now)
    ) { if case .unknownDevice = $0 { true } else { false } }
    fails(try main.operator.endWorker(name: "Marc", at: town.now)) {
      if case .ambiguous = $0 { true } else { false }
    }
    let thief = try #require(marcs.first { $0.state == .added }).worker
    #expect(try main.operator.endWorker(name: thief.description, at: town.now).state == .ended)
    try main.notebook.replica.refresh()
    #expect(try !main.notebook.workers().contains(where: \.hasNamesake))
    #expect(
      try town.texts(
        main,
        main.notebook.openCase(
          name: "A. V.", born: nil, zone: 0, at: town.now
        ).description
      ).isEmpty)
  }

  @Test(
    "A further device is admitted by the same person alone, whatever her colleague's program does")
  func furtherDevice() throws {
    let town = Town(seed: 412)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let marc = try #require(try main.notebook.workers().first { $0.name == "Marc" })
    let digits = try smuggle(town, branch, "Marc", as: marc.worker)
    try branch.notebook.replica.refresh()
    fails(
      try branch.notebook.admitWorker(name: "Marc", device: digits.description, at: town.now)
    ) { if case .theirOwnDevice = $0 { true } else { false } }
    let device = try #require(
      try branch.notebook.workers().flatMap(\.devices).first { $0.digits == digits })
    #expect {
      try branch.notebook.write(at: town.now) { ledger in
        try branch.notebook.state(
          .workerAdmitted(device: device.key, wraps: []),
          in: .service(branch.notebook.service), as: .worker, into: ledger, at: town.now)
      }
    } throws: { error in
      if case ReplicaError.statementRefused(.author) = error { true } else { false }
    }
    try town.exchange(branch.operator, main.notebook)
    #expect(
      try main.notebook.admitWorker(name: "Marc", device: digits.description, at: town.now)
        .devices.allSatisfy { $0.state == .admitted })
  }

  @Test(
    "What a further enrolment says of somebody changes neither how she is shown nor what she may")
  func otherCard() throws {
    let town = Town(seed: 414)
    let main = try town.office("Maison", worker: "Marc")
    let branch = try town.branch(of: main, worker: "Lila")
    let marc = try #require(try main.notebook.workers().first { $0.name == "Marc" })
    // Whatever order their keys have.
    for _ in 0..<4 {
      let digits = try smuggle(town, branch, "marc", as: marc.worker, role: .secretariat)
      try town.exchange(branch.operator, main.notebook)
      let shown = try #require(try main.notebook.workers().first { $0.worker == marc.worker })
      #expect(shown.name == "Marc" && shown.role == "referent")
      let admitted = try main.notebook.admitWorker(
        name: "Marc", device: digits.description, at: town.now)
      #expect(admitted.name == "Marc" && admitted.role == "referent")
    }
    let file = try main.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    try town.write(main, file, .sante, "Un soin.")
    try town.exchange(main.notebook, branch.operator)
    let there = try town.open(branch.folder, worker: "Marc", operator: branch.operator)
    #expect(there.notebook.workerName == "Marc")
    #expect(try town.texts(there, file.description) == ["Un soin."])
  }

  @Test("Of two paired services of one name, the ids that the lists show tell them apart")
  func twoOfOneName() throws {
    let town = Town(seed: 413)
    let prison = try town.office("Permanence", worker: "Inès")
    let houses = try ["Marc", "Lila"].map { try town.office("Maison d’Accueil", worker: $0) }
    for house in houses { try town.pair(prison, house) }
    let file = try prison.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    func give(_ to: String) throws {
      _ = try prison.notebook.giveConsent(
        try town.terms(to: to, [.droits]), for: file.description, zone: 0, at: town.now)
    }
    fails(try give("maison d'accueil")) { if case .severalServices = $0 { true } else { false } }
    fails(try give("Mais")) { if case .severalServices = $0 { true } else { false } }
    fails(try give("Autre")) { if case .unknownService = $0 { true } else { false } }
    try give(String(houses[0].notebook.node.description.prefix(8)))
    try give(String(houses[1].notebook.service.description.prefix(8)))
    #expect(try prison.notebook.read { try prison.notebook.replica.allShares($0).count } == 2)
    let other = try town.office("Refuge", worker: "Ida")
    try town.pair(prison, other)
    try give("refu")
    #expect(try prison.notebook.read { try prison.notebook.replica.allShares($0).count } == 3)
  }
}
