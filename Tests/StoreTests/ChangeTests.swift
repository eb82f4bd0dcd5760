import CRDT
import Envelope
import GRDB
import Testing

@testable import Store

@Suite("Changes and documents")
struct ChangeTests {
  let folder = Result { try TemporaryFolder() }
  let author = Author()

  /// A diamond: 0 ← 1, 0 ← 2, 1 and 2 ← 3, and 3 ← 4.
  func diamond(_ document: DocumentID, _ secret: [UInt8]) throws -> [ProvenEnvelope] {
    var changes: [ProvenEnvelope] = []
    for (index, parents) in [[], [0], [0], [1, 2], [3]].enumerated() {
      changes.append(
        try author.change(
          of: document, secret: secret, sequence: UInt64(index + 1),
          parents: parents.map { changes[$0].id }, text: "\(index)"))
    }
    return changes
  }

  @Test("Heads and missing parents are a function of the set, in any order of arrival")
  func heads() throws {
    let ledger = try Home.create(folder.get().home)
    var chance = SplitMix(seed: 5)
    for _ in 0..<40 {
      let document = author.id(DocumentKind.self)
      let secret = try author.secret(of: document)
      let changes = try diamond(document, secret).shuffled(using: &chance)
      for count in 1...changes.count {
        let here = changes.prefix(count)
        try ledger.write { try $0.insertChange(changes[count - 1], secret: secret) }
        let ids = Set(here.map(\.id))
        let named = Set(here.flatMap(\.header.parents))
        try ledger.read { reader throws in
          #expect(try reader.heads(of: document) == ids.subtracting(named).sorted())
          #expect(try reader.missingParents(of: document) == named.subtracting(ids).sorted())
          #expect(try reader.changes(of: document) == Array(here))
        }
      }
    }
    #expect(try ledger.checkIntegrity())
    #expect(try ledger.read { try $0.changeCount() } == 200)
  }

  @Test("An altered body is found at each reading, an altered signature by the look at everything")
  func altered() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let change = try author.change(
      of: document, secret: secret, sequence: 1, parents: [], text: "mardi")
    try ledger.write { try $0.insertChange(change, secret: secret) }
    #expect(try ledger.checkIntegrity())

    func alter(_ fromEnd: Int) throws {
      var bytes = change.bytes
      bytes[bytes.count - fromEnd] ^= 1
      try ledger.queue.write {
        try $0.execute(sql: "UPDATE change SET envelope = x'\(Hexadecimal.encode(bytes))'")
      }
    }
    // The signature, 64 bytes, ends the envelope; the body stands before it.
    try alter(1)
    #expect(try ledger.read { try $0.change(change.id) }?.header == change.header)
    #expect(try !ledger.checkIntegrity())
    try alter(80)
    #expect(throws: StoreError.damaged) { try ledger.read { try $0.change(change.id) } }
    #expect(try !ledger.checkIntegrity())
  }

  @Test("A change is kept once; sequences count by device and document")
  func sequences() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let changes = try diamond(document, secret)
    let device = author.device.publicKey
    try ledger.write { writer throws in
      #expect(try writer.nextSequence(device: device, document: document) == 1)
      #expect(try writer.insertChange(changes[0]))
      #expect(try writer.noteSecret(of: document) == nil)
      #expect(try !writer.insertChange(changes[0], secret: secret))
      #expect(try writer.noteSecret(of: document) == secret)
      #expect(try writer.nextSequence(device: device, document: document) == 2)
      #expect(try writer.insertChange(changes[4]))
      #expect(try writer.nextSequence(device: device, document: document) == 6)
      #expect(try writer.nextSequence(device: author.id(), document: document) == 1)
      #expect(try writer.nextSequence(device: device, document: author.id()) == 1)
      #expect(try writer.change(changes[4].id) == changes[4])
      #expect(try writer.place(of: changes[4].id)?.document == document)
    }
  }

  @Test("Two changes under one sequence are both kept and the device is reported")
  func equivocation() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let twins = try ["un", "deux", "trois"].map {
      try author.change(of: document, secret: secret, sequence: UInt64.max, text: $0)
    }
    try ledger.write { writer throws in
      for (index, twin) in twins.enumerated() {
        #expect(try writer.insertChange(twin, secret: secret))
        #expect(try writer.equivocations().count == (index == 0 ? 0 : 1))
      }
      #expect(
        try writer.equivocations() == [
          Equivocation(
            document: document, device: author.device.publicKey, sequence: .max,
            changes: twins.map(\.id))
        ])
      #expect(try writer.heads(of: document) == twins.map(\.id).sorted())
    }
  }

  @Test("Documents are found by volet, by prefix and by mark, in order of creation")
  func documents() throws {
    let ledger = try Home.create(folder.get().home)
    let other = author.id(VoletKind.self)
    let documents: [DocumentID] = (0..<6).map { _ in author.id() }
    try ledger.write { writer throws in
      for (index, document) in documents.enumerated() {
        let secret = try author.secret(of: document)
        try writer.insertChange(
          author.change(
            of: document, secret: secret, volet: index.isMultiple(of: 2) ? nil : other),
          secret: secret)
      }
      #expect(try writer.allDocuments() == documents)
      #expect(try writer.documents(in: other) == [1, 3, 5].map { documents[$0] })
      #expect(try writer.document(documents[1])?.tag == other)
      #expect(try writer.document(documents[1])?.mark == DocumentMark.none)
      #expect(try writer.document(author.id()) == nil)
      try writer.mark(documents[1], .orphan)
      #expect(try writer.document(documents[1])?.mark == .orphan)
      #expect(try writer.documents(marked: .orphan) == [documents[1]])
      #expect(try writer.documents(prefix: [], limit: 3) == Array(documents.sorted().prefix(3)))
      let prefix = Array(documents[4].bytes.prefix(4))
      #expect(try writer.documents(prefix: prefix, limit: 9) == [documents[4]])
    }
  }

  @Test("A secret that is not the one its header names is not kept")
  func secrets() throws {
    let ledger = try Home.create(folder.get().home)
    let document = author.id(DocumentKind.self)
    let secret = try author.secret(of: document)
    let change = try author.change(of: document, secret: secret)
    try ledger.write { writer throws in
      #expect(try writer.insertChange(change, secret: author.secret(of: document)))
      #expect(try writer.noteSecret(of: document) == nil)
      try writer.insertChange(change, secret: secret)
      #expect(try writer.noteSecret(of: document) == secret)
      try writer.eraseNoteSecret(of: document)
      try writer.insertChange(change, secret: secret)
      #expect(try writer.noteSecret(of: document) == nil)
    }
  }
}
