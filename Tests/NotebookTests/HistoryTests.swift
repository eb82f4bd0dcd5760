import CaseFile
import Envelope
import Foundation
import Testing

@testable import Notebook
@testable import Replica

/// What is told of one consent stands in the order in which it happened.
@Suite("The history of a consent")
struct HistoryTests {
  /// The prison, a second node of it, and the housing service.
  private struct Stage {
    let two: TwoServices
    let branch: Office
    var town: Town { two.town }

    init(_ seed: UInt64) throws {
      two = try TwoServices(seed)
      branch = try two.town.branch(of: two.prison, worker: "Lila", role: .referent)
      try meetColleagues()
    }

    func meetColleagues() throws {
      for _ in 0..<2 { try town.exchange(two.prison.notebook, branch.notebook) }
    }

    func give(_ office: Office, _ volets: [Volet], bothWays: Bool = false) throws -> String {
      town.tickOne()
      return try office.notebook.giveConsent(
        try town.terms(to: "Maison", volets, past: .all, bothWays: bothWays),
        for: two.file.description, zone: 0, at: town.now
      ).consent.description
    }

    func told(_ consent: String) throws -> ConsentSummary {
      try #require(
        try two.prison.notebook.listConsents(two.file.description, at: town.now).first {
          $0.consent.description == consent
        })
    }
  }

  @Test("Two requests to erase that did not know of each other are told by their clocks")
  func requests() throws {
    let stage = try Stage(395)
    let (two, town) = (stage.two, stage.town)
    let consent = try stage.give(two.prison, [.droits])
    try two.meet()
    try stage.meetColleagues()
    // Further down in the log of the share, and earlier.
    for _ in 0..<3 { _ = try stage.give(two.prison, [.logement]) }
    try two.withdraw(consent, [.droits])
    town.tickOne()
    _ = try stage.branch.notebook.withdraw(consent, volets: [.droits], at: town.now)
    try stage.meetColleagues()
    for _ in 0..<2 { try two.meet() }
    let events = try stage.told(consent).events
    let asked = events.filter { $0.event == .purgeAsked }.map(\.at)
    #expect(asked.count == 2 && asked == asked.sorted(), "\(events)")
    for (place, event) in events.enumerated() where event.event == .purgeAttested {
      #expect(place > 0 && events[place - 1].event == .purgeAsked, "\(events)")
    }
    #expect(events.map(\.at) == events.map(\.at).sorted(), "\(events)")
  }

  @Test("What another consent narrowed without knowing of it is told after it was given")
  func narrowed() throws {
    let stage = try Stage(396)
    _ = try stage.give(stage.two.prison, [.droits])
    let both = try stage.give(stage.branch, [.droits], bothWays: true)
    try stage.meetColleagues()
    #expect(try stage.told(both).events.map(\.event) == [.given, .narrowed])
  }

  @Test("Where several are meant, one that was replaced is named as that")
  func replacedCandidate() throws {
    let two = try TwoServices(397)
    let town = two.town
    _ = try two.give([.droits], past: .all)
    _ = try two.give([.droits], past: .all, days: 1)
    town.now.milliseconds += 2 * 86_400_000
    do {
      _ = try two.prison.notebook.receipt(of: "A. V.", to: "Maison", at: town.now)
      Issue.record("one was guessed")
    } catch NotebookError.severalConsents(_, let all) {
      #expect(all.map(\.status) == [.given, .expired])
      #expect(all.map(\.isReplaced) == [true, false])
    }
  }

  @Test("What was taken back is told with its moment, where an older self lost the record of it")
  func forgotten() throws {
    let two = try TwoServices(398)
    let town = two.town
    let consent = try two.give([.droits], past: .all)
    try two.meet()
    let copy = town.folder()
    try FileManager.default.copyItem(atPath: two.prison.folder, toPath: copy)
    try two.withdraw(consent)
    let moment = town.now
    for _ in 0..<2 { try two.meet() }
    try FileManager.default.removeItem(atPath: two.prison.folder)
    try FileManager.default.copyItem(atPath: copy, toPath: two.prison.folder)
    let again = try town.open(two.prison.folder, worker: "Inès")
    for _ in 0..<3 {
      town.tickOne()
      try town.exchange(again.notebook, two.housing.notebook)
      try again.notebook.maintain(at: town.now)
    }
    let told = try #require(
      try again.notebook.listConsents(two.file.description, at: town.now).first)
    #expect(told.status == .withdrawn)
    #expect(
      told.events.map(\.event) == [.given, .withdrawn, .purgeAsked, .purgeAttested],
      "\(told.events)")
    #expect(told.events.first { $0.event == .withdrawn }?.at == moment)
  }
}
