import CaseFile
import Testing

/// The table of the field, written a second time as people read it. One letter a volet, in the
/// order of `Volet.allCases`: w reads and writes, r reads, o own notes only, - nothing.
private let expected: [(Role, String)] = [
  (.referent, "wwwwwwwwwwwww"),
  (.intervenant, "wwwwwrw----ww"),
  (.psychologue, "rr-r-rw--worw"),
  (.juriste, "rrwr--w----rw"),
  (.criminologue, "rr----w----rw"),
  (.chefService, "rrrrrrr----ww"),
  (.secretariat, "w-----w-----w"),
  (.stagiaire, "rrrrr-r----r-"),
  (.benevole, "r-----r------"),
  (.operateurNoeud, "-------------"),
  (.dpo, "-------------"),
]

@Suite("Who reads and writes what")
struct AccessMatrixTests {
  @Test("The standard matrix is the table of the field", arguments: expected)
  func table(role: Role, row: String) {
    for (volet, letter) in zip(Volet.allCases, row) {
      let matrix = AccessMatrix.standard
      #expect(matrix.mayRead(role, volet) == (letter == "r" || letter == "w"), "\(role) \(volet)")
      #expect(matrix.mayRead(role, volet, own: true) == (letter != "-"), "\(role) \(volet)")
      #expect(matrix.mayWrite(role, volet) == (letter == "w" || letter == "o"), "\(role) \(volet)")
      #expect(matrix.mayWrite(role, volet, own: false) == (letter == "w"), "\(role) \(volet)")
    }
  }

  @Test("Every role and every volet has its row and its column")
  func complete() {
    #expect(expected.map(\.0) == Role.allCases)
    #expect(expected.allSatisfy { $0.1.count == Volet.allCases.count })
  }

  @Test("A refusal names the role and the volet")
  func refusals() {
    #expect(throws: RuleBroken.roleMayNotWrite(.secretariat, .sante)) {
      try AccessMatrix.standard.checkWrite(.secretariat, .sante)
    }
    #expect(throws: RuleBroken.roleMayNotRead(.operateurNoeud, .contact)) {
      try AccessMatrix.standard.checkRead(.operateurNoeud, .contact)
    }
  }

  @Test("A service changes one cell without touching the others")
  func change() {
    var matrix = AccessMatrix.standard
    matrix[.benevole, .emploi] = .readWrite
    #expect(matrix.mayWrite(.benevole, .emploi))
    #expect(!matrix.mayWrite(.benevole, .droits))
    #expect(AccessMatrix([:]).mayRead(.referent, .contact) == false)
  }

  // Never 25
  @Test("Whoever runs a node or watches over data reads nothing, whatever is written")
  func neverReads() {
    let all = Dictionary(
      uniqueKeysWithValues: Role.allCases.map { role in
        (role, Dictionary(uniqueKeysWithValues: Volet.allCases.map { ($0, Access.readWrite) }))
      })
    var matrix = AccessMatrix(all)
    matrix[.dpo, .contact] = .readWrite
    for role in Role.allCases {
      for volet in Volet.allCases {
        let reads = role != .operateurNoeud && role != .dpo
        #expect(matrix.mayRead(role, volet) == reads && matrix.mayWrite(role, volet) == reads)
        #expect(matrix.mayRead(role, volet, own: true) == reads)
      }
    }
  }
}
