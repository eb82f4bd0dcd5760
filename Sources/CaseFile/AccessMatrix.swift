/// Which role reads and writes which volet: data of a service, not code.
///
/// These are rules inside a service, not cryptography: each worker's keys open all of its volets.
public struct AccessMatrix: Hashable, Sendable {
  private var table: [Role: [Volet: Access]]

  /// What is absent from the table is ``Access/none``.
  public init(_ table: [Role: [Volet: Access]]) {
    self.table = table
  }

  /// What a role that reads no records is given is ``Access/none``, whatever was written.
  public subscript(role: Role, volet: Volet) -> Access {
    get { role.readsRecords ? table[role]?[volet] ?? .none : .none }
    set { table[role, default: [:]][volet] = newValue }
  }

  /// Whether the role reads a note of the volet; `own` when it is by the reader.
  public func mayRead(_ role: Role, _ volet: Volet, own: Bool = false) -> Bool {
    self[role, volet].allows.contains(own ? .readOwn : .readAll)
  }

  /// Whether the role writes in the volet: a new note, or one that exists, `own` when by the writer.
  public func mayWrite(_ role: Role, _ volet: Volet, own: Bool = true) -> Bool {
    self[role, volet].allows.contains(own ? .writeOwn : .writeAll)
  }

  /// Whether what the role writes in the volet waits for a co-signature.
  public func isCoSigned(_ role: Role, _ volet: Volet) -> Bool {
    let allows = self[role, volet].allows
    return allows.contains(.writeCoSigned) && !allows.contains(.writeOwn)
  }

  public func checkRead(_ role: Role, _ volet: Volet, own: Bool = false) throws(RuleBroken) {
    guard mayRead(role, volet, own: own) else {
      throw mayRead(role, volet, own: true)
        ? .recordOfColleague(role, volet) : .roleMayNotRead(role, volet)
    }
  }

  public func checkWrite(_ role: Role, _ volet: Volet, own: Bool = true) throws(RuleBroken) {
    guard mayWrite(role, volet, own: own) else {
      if isCoSigned(role, volet) { throw .coSignedOnly(role, volet) }
      throw mayWrite(role, volet, own: true)
        ? .recordOfColleague(role, volet) : .roleMayNotWrite(role, volet)
    }
  }

  /// The same of a kind of record: one that is co-signed may be written to wait for that.
  public func checkWrite(
    _ type: RecordType, _ role: Role, _ volet: Volet, own: Bool = true
  ) throws(RuleBroken) {
    guard own, type.isCoSigned, isCoSigned(role, volet) else {
      return try checkWrite(role, volet, own: own)
    }
  }
}

extension AccessMatrix {
  /// Whether a role is given no more than another: in each volet it does nothing that the other does not, and it writes this
  /// matrix, and decides that names of the access log are told, only where the other does.
  public func isWithin(_ role: Role, _ other: Role) -> Bool {
    (other.agreesToReaders || !role.agreesToReaders)
      && (RecordType.ofMatrix.isWritten(by: other) || !RecordType.ofMatrix.isWritten(by: role))
      && Volet.allCases.allSatisfy { self[role, $0].allows.isSubset(of: self[other, $0].allows) }
  }

  /// Whether somebody of a role lets in a colleague of another: whoever lets in gives no more than she has.
  /// Protocol/decisions/0090.
  public func checkAdmits(_ role: Role, _ other: Role) throws(RuleBroken) {
    try role.checkAdmits()
    guard isWithin(other, role) else {
      let others = Role.allCases.filter { $0.readsRecords && isWithin(other, $0) }
      throw .roleAboveOwn(role, other, others: others)
    }
  }

  /// The proposal of the field, for a service that has not written its own.
  ///
  /// Lawyers, criminologists and volunteers are given the little that their work cannot do without. What never
  /// leaves the service goes to those who know how the team works, and to whoever answers the telephone; whoever writes
  /// appointments writes there what became of them.
  public static let standard = AccessMatrix([
    .referent: row(Volet.allCases.map { ($0, .readWrite) }),
    .intervenant: row([
      (.contact, .readWrite), (.projet, .readWrite), (.droits, .readWrite),
      (.logement, .readWrite), (.emploi, .readWrite), (.proches, .read), (.agenda, .readWrite),
      (.sejour, .byGrant), (.justice, .byGrant), (.sante, .byGrant), (.equipe, .readWrite),
      (.interne, .readWrite),
    ]),
    .psychologue: row([
      (.contact, .read), (.projet, .read), (.logement, .read), (.proches, .read),
      (.agenda, .readWrite), (.sante, .readWrite), (.confie, .ownNotes), (.equipe, .read),
      (.interne, .readWrite),
    ]),
    .juriste: row([
      (.contact, .read), (.projet, .read), (.droits, .readWrite), (.logement, .read),
      (.agenda, .readWrite), (.equipe, .read), (.interne, .readWrite),
    ]),
    .criminologue: row([
      (.contact, .read), (.projet, .read), (.agenda, .readWrite), (.equipe, .read),
      (.interne, .readWrite),
    ]),
    .chefService: row([
      (.contact, .read), (.projet, .read), (.droits, .read), (.logement, .read), (.emploi, .read),
      (.proches, .read), (.agenda, .read), (.sejour, .byReason), (.justice, .byReason),
      (.sante, .byReason), (.equipe, .readWrite),
      (.interne, .readWrite),
    ]),
    .secretariat: row([
      (.contact, .readWrite), (.agenda, .readWrite), (.interne, .readWrite),
    ]),
    .stagiaire: row([
      (.contact, .read), (.projet, .readCoSigned), (.droits, .readCoSigned), (.logement, .read),
      (.emploi, .read), (.agenda, .read), (.equipe, .read),
    ]),
    .benevole: row([(.contact, .read), (.agenda, .read)]),
  ])

  private static func row(_ accesses: [(Volet, Access)]) -> [Volet: Access] {
    // Were a volet named twice, the narrower reading would be a guess: the last one stands.
    Dictionary(accesses, uniquingKeysWith: { _, last in last })
  }
}
