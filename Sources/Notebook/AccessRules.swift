public import CaseFile
import Consent
import Envelope
import Replica
import Store

/// What the rules of the service let one worker do, as they stand in one transaction.
struct AccessRules {
  let role: Role
  let matrix: AccessMatrix
  /// The place whose records hold for the whole service: no matrix speaks of it.
  fileprivate let ofService: LogID

  /// Whether she reads records of a volet of a place; `own` when they are by her.
  func mayRead(_ volet: Volet, in place: LogID, own: Bool = false) -> Bool {
    place == ofService ? role.readsRecords : matrix.mayRead(role, volet, own: own)
  }

  /// The same of a volet of a case file.
  func mayRead(_ volet: Volet) -> Bool { matrix.mayRead(role, volet) }

  func checkRead(_ volet: Volet, in place: LogID, own: Bool = false) throws(RuleBroken) {
    guard place == ofService else { return try matrix.checkRead(role, volet, own: own) }
    guard role.readsRecords else { throw .roleMayNotRead(role, volet) }
  }

  func checkRead(_ volet: Volet) throws(RuleBroken) { try matrix.checkRead(role, volet) }

  /// Whether some volet of a case file is hers to read, be it only what she wrote.
  var mayReadSome: Bool { Volet.allCases.contains(where: mayReadSome(of:)) }

  /// The same of one volet.
  func mayReadSome(of volet: Volet) -> Bool { matrix.mayRead(role, volet, own: true) }

  /// The same as a check: whoever may not is told nothing of what is there, the numbers of records included.
  func checkReadSome() throws(RuleBroken) {
    guard mayReadSome else { throw .roleMayNotRead(role, .contact) }
  }

  /// Whoever writes the card opens and closes the case file, and records releases and refusals.
  func checkAct() throws(RuleBroken) {
    guard mayRead(.contact), matrix.mayWrite(role, .contact) else {
      throw .roleMayNotAct(role, others: writers(of: .contact))
    }
  }

  /// Whoever writes in a volet records what the person agreed to of it.
  func checkConsent(_ volet: Volet) throws(RuleBroken) {
    guard mayRead(.contact), matrix.mayWrite(role, volet) else {
      throw .roleMayNotConsent(role, volet, others: writers(of: volet))
    }
  }

  private func writers(of volet: Volet) -> [Role] {
    Role.allCases.filter { matrix.mayRead($0, .contact) && matrix.mayWrite($0, volet) }
  }

  /// Who looked at what is told to who reads cards, and to who watches over data protection, without a name.
  func checkReadLog() throws(RuleBroken) {
    switch role {
    case .dpo: break
    case .referent, .intervenant, .psychologue, .juriste, .criminologue, .chefService,
      .secretariat, .stagiaire, .benevole, .operateurNoeud:
      try checkRead(.contact)
    }
  }

  /// Reads no record, and is told figures in which nobody stands: who watches over data protection.
  var countsOnly: Bool { role == .dpo }

  /// A figure of all contacts is told to who reads all of them, or counts only.
  func checkCount() throws(RuleBroken) {
    if !countsOnly { try checkRead(.interne) }
  }

  func checkWrite(_ volet: Volet) throws(RuleBroken) { try matrix.checkWrite(role, volet) }

  /// Of a record that stands in a place: what holds for the whole service is written by those whom its kind names.
  func checkWrite(
    _ type: RecordType, _ volet: Volet, in place: LogID, own: Bool
  ) throws(RuleBroken) {
    if place == ofService { return try type.checkWritten(by: role) }
    try matrix.checkWrite(type, role, volet, own: own)
  }

  /// Whether she writes a record of a kind in a volet of a case file, alone or to be co-signed.
  func checkWrite(_ type: RecordType, in volet: Volet) throws(RuleBroken) {
    try matrix.checkWrite(type, role, volet)
  }

  /// Whether what she writes in a volet waits for a co-signature.
  func isCoSigned(_ volet: Volet) -> Bool { matrix.isCoSigned(role, volet) }

  /// Whether she answers for what anybody wrote in a volet: she co-signs, deletes and erases it.
  func checkAnswers(for volet: Volet, own: Bool) throws(RuleBroken) {
    try matrix.checkWrite(role, volet, own: own)
  }

  /// By what a reading room was filled: it changes when some of it does.
  var name: String {
    ([role.code] + Volet.allCases.map { matrix[role, $0].code }).joined(separator: " ")
  }
}

/// The matrix as it was read, and how far the logs that tell it had come.
struct ReadMatrix {
  let position: [Int64]
  let matrix: AccessMatrix
}

/// Which role reads and writes what: data of the service. Protocol/records.md, "What a service writes for itself".
extension WorkerSession {
  /// Where a service wrote nothing of its own.
  private static let unwritten = AccessMatrix.standard

  /// Whether the first worker of a new service opens case files.
  public static func mayOpenCases(atBirth role: Role) -> Bool {
    unwritten.mayWrite(role, .contact)
  }

  /// What this worker may do, by her role.
  ///
  /// - Throws: `NotebookError.workerOnly` when nobody's content keys are open; `RuleBroken.unknownRole`.
  func rules(_ ledger: LedgerReader) throws -> AccessRules {
    AccessRules(
      role: try role(), matrix: try matrix(ledger), ofService: .own(replica.serviceFile))
  }

  /// The matrix of the service as it stands here. Read anew when something came into the file of the service, or when keys may
  /// have come with which more of it opens.
  func matrix(_ ledger: LedgerReader) throws -> AccessMatrix {
    let touches = ledger.touchesWhenAsked()
    let file = replica.serviceFile
    let position = [
      touches.last(of: .own(file)), touches.lastWords(of: file),
      touches.last(of: .service(service)),
    ]
    if let known = memory.matrix, known.position == position, !position.contains(.max) {
      return known.matrix
    }
    let matrix = Self.unwritten.written(by: try serviceRecords(ledger))
    // What a transaction wrote that may still fail is nothing to remember.
    if !(ledger is LedgerWriter) { memory.matrix = ReadMatrix(position: position, matrix: matrix) }
    return matrix
  }

  /// Every record of the file of the service that opens. What does not says nothing: of keys that have not come, and of what
  /// the disk damaged, nobody knows what they forbid, and nobody is kept from her work by them.
  func serviceRecords(_ ledger: LedgerReader) throws -> [Record] {
    let file = replica.serviceFile
    let tags = try replica.ifSound { try replica.ownView(file, ledger).volets.map(\.tag).sorted() }
    return try (tags ?? []).flatMap { tag in
      try ledger.documents(in: tag).compactMap { document in
        try replica.ifSound { try read(document, ledger) }?.record
      }
    }
  }
}
