import CRDT
import CaseFile
import Testing

@Suite("What a service wrote of its matrix")
struct WrittenAccessTests {
  private static func id(_ number: UInt8) throws -> ChangeID {
    try #require(ChangeID([UInt8](repeating: number, count: 32)))
  }

  /// A record of one cell.
  private func cell(_ role: Role, _ volet: Volet, _ access: Access) throws -> Document {
    var document = Document()
    document.merge([
      Change(
        id: try Self.id(1), parents: [],
        operations: try RecordEdit.creation(
          .roleAccess, ["role": [role.code], "volet": [volet.code], "access": [access.code]],
          in: .ofService))
    ])
    return document
  }

  /// The document after changes that do not know of each other.
  private func apart(
    _ document: Document, _ edits: [(inout RecordEdit) throws -> Void]
  ) throws -> Document {
    let changes = try edits.enumerated().map { number, body in
      var edit = RecordEdit(document, .roleAccess, in: .ofService)
      try body(&edit)
      return Change(
        id: try Self.id(UInt8(number) + 2), parents: document.frontier,
        operations: edit.operations)
    }
    var merged = document
    merged.merge(changes)
    return merged
  }

  private func matrix(_ documents: Document...) throws -> AccessMatrix {
    AccessMatrix.standard.written(by: try documents.map { try #require(Record($0)) })
  }

  /// Slow: what two accesses both let do, deed by deed.
  private static func both(_ left: Access, _ right: Access) -> [Bool] {
    func deeds(_ access: Access) -> [Bool] {
      let matrix = AccessMatrix([.referent: [.projet: access]])
      return [true, false].flatMap {
        [
          matrix.mayRead(.referent, .projet, own: $0),
          matrix.mayWrite(.referent, .projet, own: $0),
        ]
      }
    }
    return zip(deeds(left), deeds(right)).map { $0 && $1 }
  }

  @Test("The narrowest of two lets do nothing that one of them does not, whatever their order")
  func narrowest() throws {
    for left in Access.allCases {
      for right in Access.allCases {
        let found = try #require(Access.narrowest([left, right]))
        #expect(found == Access.narrowest([right, left]))
        for (allowed, both) in zip(Self.both(found, found), Self.both(left, right)) {
          #expect(!allowed || both, "\(left) \(right) \(found)")
        }
        if left == .readWrite { #expect(Self.both(found, found) == Self.both(right, right)) }
      }
      #expect(Access.narrowest([left]) == left)
    }
    #expect(Access.narrowest([]) == nil)
    #expect(Access.narrowest([.ownNotes, .read]) == Access.none)
  }

  @Test("A record replaces its cell and no other; deleted, it says nothing")
  func replaces() throws {
    let wide = try cell(.stagiaire, .sante, .readWrite)
    let written = try matrix(wide, try cell(.referent, .projet, .none))
    #expect(written.mayWrite(.stagiaire, .sante) && !written.mayRead(.referent, .projet))
    #expect(written.mayRead(.referent, .sante) && !written.mayRead(.stagiaire, .justice))
    let gone = try apart(wide, [{ $0.delete() }])
    #expect(try matrix(gone) == .standard)
    #expect(try matrix() == .standard)
  }

  @Test("Of what was written apart the narrowest stands, in one record and in two")
  func apart() throws {
    let rule = try cell(.benevole, .projet, .readWrite)
    let edited = try apart(
      rule,
      [
        { try $0.set("access", [Access.read.code]) },
        { try $0.set("access", [Access.ownNotes.code]) },
      ])
    #expect(try matrix(edited)[.benevole, .projet] == .none)
    let two = try matrix(rule, try cell(.benevole, .projet, .read))
    #expect(two[.benevole, .projet] == .read)
  }

  @Test("Where it is not settled which cell is meant, or whether it goes, it gives nothing")
  func doubtful() throws {
    let rule = try cell(.stagiaire, .projet, .readWrite)
    let moved = try apart(
      rule,
      [
        { try $0.set("volet", [Volet.sante.code]) }, { try $0.set("volet", [Volet.emploi.code]) },
      ])
    let after = try matrix(moved)
    #expect(!after.mayRead(.stagiaire, .sante) && !after.mayWrite(.stagiaire, .emploi))
    for role in Role.allCases {
      for volet in Volet.allCases {
        #expect(after[role, volet] == AccessMatrix.standard[role, volet], "\(role) \(volet)")
      }
    }
    let asked = try apart(
      rule, [{ $0.delete() }, { try $0.set("access", [Access.none.code]) }])
    #expect(try !matrix(asked).mayRead(.stagiaire, .projet))
    let wider = try apart(
      try cell(.benevole, .sante, .read),
      [{ $0.delete() }, { try $0.set("access", [Access.readWrite.code]) }])
    #expect(try !matrix(wider).mayRead(.benevole, .sante))
  }

  @Test("An access that a newer version wrote lets do nothing here")
  func newer() throws {
    let rule = try cell(.referent, .projet, .readWrite)
    var document = rule
    var edit = rule.edit()
    edit.set("access", .text("lecture_du_jour"))
    document.merge([
      Change(id: try Self.id(9), parents: rule.frontier, operations: edit.operations)
    ])
    #expect(try !matrix(document).mayRead(.referent, .projet))
  }

  @Test("A rule lives in the file of the service alone, and no role is given what none may have")
  func lives() throws {
    #expect(throws: RuleBroken.kindNotInVolet(.roleAccess, .projet)) {
      try RecordEdit.creation(.roleAccess, [:], in: .projet)
    }
    #expect(throws: RuleBroken.kindNotInVolet(.roleAccess, .interne)) {
      try RecordType.roleAccess.checkLives(in: .interne)
    }
    #expect(throws: RuleBroken.unknownCode(.role, "dpo")) { try cell(.dpo, .projet, .read) }
    // Nobody is promised what this version does not do.
    for access in [Access.byGrant, .byReason] {
      #expect(throws: RuleBroken.unknownCode(.access, access.code)) {
        try cell(.stagiaire, .projet, access)
      }
    }
    for role in Role.allCases {
      if [.referent, .chefService].contains(role) {
        try RecordType.roleAccess.checkWritten(by: role)
      } else {
        #expect(throws: RuleBroken.roleMayNotWriteKind(role, .roleAccess)) {
          try RecordType.roleAccess.checkWritten(by: role)
        }
      }
      #expect(throws: RuleBroken.self) { try RecordType.note.checkWritten(by: role) }
    }
  }
}
