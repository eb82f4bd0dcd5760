import CaseFile
import Consent
import Envelope
import Replication
import Store
import Testing

@testable import Notebook

@Suite("One volet that is given in several shares")
struct SeveralSharesTests {
  /// Two nodes of one service give the same volet without knowing of each other: two shares.
  private func apart(_ seed: UInt64, past: Past) throws -> (TwoServices, Office, [String]) {
    let two = try TwoServices(seed)
    let town = two.town
    let branch = try two.branch()
    try town.write(two.prison, two.file, .droits, "Avant.")
    try town.exchange(two.prison.notebook, branch.notebook)
    let consents = try [two.prison, branch].map { office in
      town.tickOne()
      return try office.notebook.giveConsent(
        try town.terms(to: "Maison", [.droits], past: past), for: two.file.description, zone: 0,
        at: town.now
      ).consent.description
    }
    return (two, branch, consents)
  }

  private func settle(_ two: TwoServices, _ branch: Office) throws {
    for _ in 0..<2 {
      for (left, right) in [
        (two.prison, two.housing), (branch, two.housing), (two.prison, branch),
      ] {
        try two.town.exchange(left.notebook, right.notebook)
        for office in [left, right] { try office.notebook.tend(at: two.town.now) }
      }
    }
    for (left, right) in [(two.prison, two.housing), (branch, two.housing), (two.prison, branch)] {
      #expect(try two.town.exchange(left.notebook, right.notebook).0.rootsEqual == true)
    }
    #expect(try two.housing.notebook.verify().isSound)
  }

  @Test("What two nodes gave apart is read whole, and so are later edits of it")
  func readWhole() throws {
    let (two, branch, _) = try apart(120, past: .none)
    let town = two.town
    let first = try town.write(two.prison, two.file, .droits, "Du siège.")
    let second = try town.write(branch, two.file, .droits, "De l'antenne.")
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(Set(try two.reads(two.housing)) == ["Du siège.", "De l'antenne."])
    try two.edit(two.prison, first, "Du siège, revu.")
    try two.edit(branch, second, "De l'antenne, revu.")
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    #expect(Set(try two.reads(two.housing)) == ["Du siège, revu.", "De l'antenne, revu."])
    try settle(two, branch)
    #expect(Set(try two.reads(two.housing)) == ["Du siège, revu.", "De l'antenne, revu."])
    #expect(try two.housing.notebook.search("antenne", at: town.now).count == 1)
  }

  @Test("A withdrawal in one share leaves what the other one gives, and the second takes the rest")
  func withdrawnInTurn() throws {
    let (two, branch, consents) = try apart(121, past: .all)
    let town = two.town
    try two.meet()
    try town.exchange(branch.notebook, two.housing.notebook)
    try two.withdraw(consents[0])
    try two.meet()
    #expect(try two.reads(two.housing) == ["Avant."])
    try settle(two, branch)
    #expect(try two.reads(two.housing) == ["Avant."])
    try two.withdraw(consents[1])
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
    try settle(two, branch)
    #expect(try Picture(two.housing.notebook).changes.isEmpty)
  }

  @Test("What was taken back in a share that came first is read again by one that comes later")
  func secondShareLater() throws {
    let (two, branch, consents) = try apart(122, past: .all)
    let town = two.town
    try two.meet()
    try two.withdraw(consents[0])
    try two.meet()
    #expect(try two.reads(two.housing).isEmpty)
    try town.exchange(branch.notebook, two.housing.notebook)
    try settle(two, branch)
    #expect(try two.reads(two.housing) == ["Avant."])
  }

  @Test("A grant of another service that names a volet of ours takes nothing from us")
  func foreignGrant() throws {
    let two = try TwoServices(123)
    let town = two.town
    try town.write(two.prison, two.file, .droits, "À nous.")
    _ = try two.give([.droits], past: .all)
    try two.meet()
    let tag = try two.prison.notebook.read { ledger in
      try two.prison.notebook.tag(of: .droits, in: two.file, ledger)
    }
    let housing = two.housing.notebook
    try housing.write { ledger in
      let box = try #require(
        try housing.serviceView(two.prison.notebook.service, ledger).currentBox)
      let rows = try housing.worker().keyring.makeGrantKey(
        sealing: [], under: try housing.currentRoot(ledger), to: box, using: &housing.chance)
      try housing.state(
        .grant(
          Grant(
            consent: ConsentID(using: &housing.chance), owner: housing.service,
            recipient: two.prison.notebook.service, volets: [tag], until: nil, bothWays: false,
            cites: nil, sealed: AttachmentID(of: rows.sealed),
            ownerWrap: AttachmentID(of: rows.ownerWrap),
            recipientWrap: AttachmentID(of: rows.recipientWrap))),
        in: .share(ShareID(using: &housing.chance)), as: .worker,
        attachments: [rows.sealed, rows.ownerWrap, rows.recipientWrap], into: ledger, at: town.now)
    }
    try two.meet()
    #expect(try town.texts(two.prison, two.file.description) == ["À nous."])
    try two.prison.notebook.tend(at: town.now)
    try town.write(two.prison, two.file, .droits, "Toujours à nous.")
    try two.meet()
    #expect(try two.reads(two.housing) == ["À nous.", "Toujours à nous."])
    #expect(try two.prison.notebook.verify().isSound)
  }
}
