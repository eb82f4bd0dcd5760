import CaseFile
import Envelope
import Foundation
import Replica
import Store
import Testing

@testable import Notebook

@Suite("Who reads no card is given no case file, by any use case")
struct ClosedCardTests {
  /// What a use case is asked about: what is there, or numbers that nothing has.
  struct Names {
    let file: String
    let note: String
    let consent: String
    let share: String
    let town: Town

    var now: Instant { town.now }
    var id: CaseID? { CaseID(Hexadecimal.decode(file) ?? []) }
  }

  typealias UseCase = @Sendable (WorkerSession, Names) throws -> Void

  /// Each use case that shows or changes something of one case file, or lists them, as often as it has ways in.
  static let refused: [(name: String, act: UseCase)] = [
    ("openCase", { _ = try $0.openCase(name: "B. V.", born: nil, zone: 0, at: $1.now) }),
    ("listCases", { session, _ in _ = try session.listCases() }),
    ("countReceived", { _ = try $0.countReceived(named: "A", at: $1.now) }),
    ("showCase", { _ = try $0.showCase($1.file, at: $1.now) }),
    ("closeCase", { _ = try $0.closeCase($1.file, at: $1.now) }),
    ("closeCase", { _ = try $0.closeCase($1.file, withdrawing: true, at: $1.now) }),
    ("reopenCase", { _ = try $0.reopenCase($1.file, at: $1.now) }),
    (
      "recordDeath",
      {
        _ = try $0.recordDeath(
          $1.file, on: CalendarDate(parsing: "2026-11"), source: nil, zone: 0, at: $1.now)
      }
    ),
    ("takeBackDeath", { _ = try $0.takeBackDeath($1.file, zone: 0, at: $1.now) }),
    ("deathRecorded", { _ = try $0.deathRecorded(of: CaseID(bytes($1.file)) ?? nowhere) }),
    ("isOpen", { _ = try $0.isOpen(CaseID(bytes($1.file)) ?? nowhere) }),
    ("consentsAtReturn", { _ = try $0.consentsAtReturn(of: $1.file, at: $1.now) }),
    ("transmitted", { _ = try $0.transmitted(of: $1.file, at: $1.now) }),
    ("consentsToName", { _ = try $0.consentsToName(of: $1.file, at: $1.now) }),
    (
      "consentsAtRelease",
      { _ = try $0.consentsAtRelease(of: $1.file, begins: $1.now, at: $1.now) }
    ),
    ("decideAtReturn", { _ = try $0.decideAtReturn($1.file, ShareDecisions(), at: $1.now) }),
    (
      "editPerson",
      { _ = try $0.editPerson($1.file, name: "B. V.", born: nil, zone: 0, at: $1.now) }
    ),
    ("editPerson", { _ = try $0.editPerson($1.file, ["name": ["B. V."]], zone: 0, at: $1.now) }),
    ("showPerson", { _ = try $0.showPerson($1.file, at: $1.now) }),
    ("personHistory", { _ = try $0.personHistory($1.file, at: $1.now) }),
    ("exportCase", { _ = try $0.exportCase($1.file, withLog: false, at: $1.now) }),
    ("exportCase", { _ = try $0.exportCase($1.file, withLog: true, at: $1.now) }),
    ("maintainIfPossible", { try $0.maintainIfPossible($1.file, at: $1.now) }),
    ("readLog", { _ = try $0.readLog($1.file, at: $1.now) }),
    ("papersKept", { _ = try $0.papersKept(in: $1.id ?? nowhere) }),
    (
      "recordHanding",
      {
        try $0.recordHanding(
          of: .copy, in: $1.id ?? nowhere, how: "avec_elle", isForInside: false, at: $1.now)
      }
    ),
    ("listConsents", { _ = try $0.listConsents($1.file, at: $1.now) }),
    ("damagedRecords", { _ = try $0.damagedRecords(of: $1.file) }),
    ("consent", { _ = try $0.consent(ConsentID(bytes($1.consent)) ?? absent, at: $1.now) }),
    (
      "consent",
      { _ = try $0.consent(ConsentID(bytes($1.consent)) ?? absent, of: $1.file, at: $1.now) }
    ),
    ("showConsent", { _ = try $0.showConsent($1.consent, at: $1.now) }),
    ("showConsent", { _ = try $0.showConsent($1.file, to: "Rive", at: $1.now) }),
    ("receipt", { _ = try $0.receipt(of: $1.consent, at: $1.now) }),
    ("receipt", { _ = try $0.receipt(of: $1.file, to: "Rive", at: $1.now) }),
    ("consentExtension", { _ = try $0.consentExtension(more(), of: $1.consent, at: $1.now) }),
    ("extendConsent", { _ = try $0.extendConsent(more(), of: $1.consent, zone: 0, at: $1.now) }),
    (
      "consentNarrowing",
      { _ = try $0.consentNarrowing($1.consent, volets: [.projet], at: $1.now) }
    ),
    ("narrowConsent", { _ = try $0.narrowConsent($1.consent, volets: [.projet], at: $1.now) }),
    ("withdraw", { _ = try $0.withdraw($1.consent, volets: nil, at: $1.now) }),
    ("withdraw", { _ = try $0.withdraw($1.file, to: "Rive", volets: [.projet], at: $1.now) }),
    ("withdraw", { _ = try $0.withdraw($1.share, volets: nil, at: $1.now) }),
    ("liveConsents", { _ = try $0.liveConsents(of: $1.file, to: "Rive", at: $1.now) }),
    (
      "consentsBesideRefusal",
      { _ = try $0.consentsBesideRefusal(of: $1.file, to: "Rive", at: $1.now) }
    ),
    ("refuseConsent", { _ = try $0.refuseConsent(for: $1.file, to: "Rive", at: $1.now) }),
    (
      "giveConsent",
      {
        _ = try $0.giveConsent(
          $1.town.terms(to: "Rive", [.droits]), for: $1.file, zone: 0, at: $1.now)
      }
    ),
    (
      "answers",
      {
        _ = try $0.answers(endedBy: $1.town.terms(to: "Rive", [.projet]), for: $1.file, at: $1.now)
      }
    ),
    (
      "earlierWords",
      {
        _ = try $0.earlierWords(
          besides: $1.town.terms(to: "Rive", [.projet]), for: $1.file, zone: 0, at: $1.now)
      }
    ),
    (
      "release",
      {
        _ = try $0.release(
          $1.file, on: CalendarDate(parsing: "2026-11-22"), begins: $1.now, at: $1.now)
      }
    ),
    (
      "release",
      {
        _ = try $0.release(
          of: ConsentID(bytes($1.consent)) ?? absent, in: CaseID(bytes($1.file)) ?? nowhere)
      }
    ),
    (
      "keepersOfFormerName",
      { _ = try $0.keepersOfFormerName(of: CaseID(bytes($1.file)) ?? nowhere, at: $1.now) }
    ),
    ("listReceived", { _ = try $0.listReceived(at: $1.now) }),
    ("listEnded", { _ = try $0.listEnded(at: $1.now) }),
    ("link", { _ = try $0.link($1.share, to: $1.file, samePerson: true, at: $1.now) }),
    ("unlink", { _ = try $0.unlink($1.share, at: $1.now) }),
    ("found", { _ = try $0.found(by: $1.file, at: $1.now) }),
    ("search", { _ = try $0.search("rendez-vous", at: $1.now) }),
    ("listRecords", { _ = try $0.listRecords($1.file, at: $1.now) }),
    ("listRecords", { _ = try $0.listRecords($1.share, at: $1.now) }),
    ("showRecord", { _ = try $0.showRecord($1.note, at: $1.now) }),
    ("recordHistory", { _ = try $0.recordHistory($1.note, at: $1.now) }),
    ("checkWriting", { try $0.checkWriting(.note, in: .projet, of: $1.file) }),
    ("checkWriting", { try $0.checkWriting($1.note, of: nil) }),
    (
      "addRecord",
      {
        _ = try $0.addRecord(
          RecordDraft(.note, in: .projet, ["text": ["Non."]]), to: $1.file, zone: 0, at: $1.now)
      }
    ),
    (
      "editRecord",
      { _ = try $0.editRecord($1.note, of: nil, ["title": ["x"]], zone: 0, at: $1.now) }
    ),
    ("deleteRecord", { _ = try $0.deleteRecord($1.note, of: nil, zone: 0, at: $1.now) }),
    ("restoreRecord", { _ = try $0.restoreRecord($1.note, of: nil, "0000", zone: 0, at: $1.now) }),
    ("settleRecord", { _ = try $0.settleRecord($1.note, of: nil, zone: 0, at: $1.now) }),
    ("eraseRecord", { _ = try $0.eraseRecord($1.note, of: nil, at: $1.now) }),
    ("recordToErase", { _ = try $0.recordToErase($1.note, of: nil, at: $1.now) }),
    ("addNote", { try note($0, $1) }),
    (
      "editNote",
      {
        _ = try $0.editNote(
          $1.note, NoteRevision(kind: nil, title: "x", happened: nil, text: nil), zone: 0,
          at: $1.now)
      }
    ),
    ("reasonAsked", { _ = try $0.reasonAsked($1.note, of: .note, at: $1.now) }),
    (
      "moveAppointment",
      {
        _ = try $0.moveAppointment(
          $1.note, of: .appointment, ["when": ["2026-12-03T10:30+01:00"]], zone: 0, at: $1.now)
      }
    ),
    (
      "tellAppointment",
      { _ = try $0.tellAppointment($1.note, of: .appointment, "honore", zone: 0, at: $1.now) }
    ),
    (
      "appointmentMeant",
      { _ = try $0.appointmentMeant($1.file, of: .appointment, .coming, zone: 0, at: $1.now) }
    ),
    ("appointmentSlip", { _ = try $0.appointmentSlip($1.note, of: .appointment, at: $1.now) }),
    ("structuredRecords", { _ = try $0.structuredRecords(where: { _ in true }, at: $1.now) }),
    ("agenda", { _ = try $0.agenda(try today, at: $1.now) }),
    ("callSheet", { _ = try $0.callSheet($1.file, at: $1.now) }),
    (
      "caseload",
      { _ = try $0.caseload(of: .all, today: try today.today, day: { _ in nil }, at: $1.now) }
    ),
    (
      "unanswered",
      { _ = try $0.unanswered(today: try today.today, day: { _ in nil }, at: $1.now) }
    ),
    (
      "handoverPlan",
      {
        _ = try $0.handoverPlan(
          of: [$1.file], to: "Inès", today: try today.today, day: { _ in nil }, at: $1.now)
      }
    ),
    (
      "handoverList",
      {
        _ = try $0.handoverList(
          of: nil, today: try today.today, day: { _ in nil }, at: $1.now)
      }
    ),
    (
      "handOver",
      {
        _ = try $0.handOver(
          HandoverPlan(to: "Inès", leaving: nil, files: [], isWhole: true), zone: 0, at: $1.now)
      }
    ),
    ("coSignRecord", { _ = try $0.coSignRecord($1.note, of: nil, zone: 0, at: $1.now) }),
    ("coSignNote", { _ = try $0.coSignNote($1.note, zone: 0, at: $1.now) }),
    ("checkLateEntry", { session, _ in try session.checkLateEntry() }),
    ("permanence", { _ = try $0.permanence(named($1), at: $1.now) }),
    (
      "preparePermanence",
      {
        _ = try $0.preparePermanence(
          named($1), with: [$1.file], question: nil, zone: 0, at: $1.now)
      }
    ),
    (
      "takeOffPermanence",
      { _ = try $0.takeOffPermanence(named($1), "1", zone: 0, at: $1.now) }
    ),
    (
      "printPermanence",
      {
        _ = try $0.printPermanence(
          named($1), for: .staff, today: try today.today, zone: 0, at: $1.now)
      }
    ),
    (
      "paperIsBack",
      { _ = try $0.paperIsBack(named($1), "1", today: try today.today, zone: 0, at: $1.now) }
    ),
    (
      "recordPermanence",
      {
        _ = try $0.recordPermanence(
          named($1), PermanenceLine(number: 1, outcome: "vu"), PermanenceEntering(), zone: 0,
          at: $1.now)
      }
    ),
    ("caseFile", { _ = try $0.caseFile(of: DocumentID(bytes($1.note)) ?? nothing) }),
    ("prepareWords", { try $0.prepareWords(at: $1.now) { _ in } }),
    ("checkConsenting", { session, _ in try session.checkConsenting([.projet]) }),
    ("listNotes", { _ = try $0.listNotes($1.file, at: $1.now) }),
    ("showNote", { _ = try $0.showNote($1.note, at: $1.now) }),
    ("noteHistory", { _ = try $0.noteHistory($1.note, at: $1.now) }),
    ("deleteNote", { _ = try $0.deleteNote($1.note, zone: 0, at: $1.now) }),
    ("restoreNote", { _ = try $0.restoreNote($1.note, "0000", zone: 0, at: $1.now) }),
    ("settleNote", { _ = try $0.settleNote($1.note, zone: 0, at: $1.now) }),
    ("orphans", { _ = try $0.orphans(at: $1.now) }),
    ("keepOrphan", { _ = try $0.keepOrphan($1.note, agreedOn: today.today, at: $1.now) }),
    ("keepings", { _ = try $0.keepings(of: $1.note, .note) }),
    ("eraseNote", { _ = try $0.eraseNote($1.note, at: $1.now) }),
  ]

  /// Nobody asks for these: what they find is said beside something else, and nothing is found.
  static let silent: [(name: String, isEmpty: @Sendable (WorkerSession, Names) throws -> Bool)] = [
    ("readsCards", { session, _ in try !session.readsCards() }),
    ("deathToTell", { try $0.deathToTell(of: CaseID(bytes($1.file)) ?? nowhere) == nil }),
    ("births", { try $0.births($1.file, at: $1.now).isEmpty }),
    ("tellingPrison", { try $0.tellingPrison(of: $1.file, in: [.projet], at: $1.now).isEmpty }),
    ("namesakes", { try $0.namesakes(of: CaseID(bytes($1.file)) ?? nowhere, at: $1.now).isEmpty }),
    ("whom", { try $0.whom(CaseID(bytes($1.file)) ?? nowhere) == nil }),
    ("whom", { try $0.whom(DocumentID(bytes($1.note)) ?? nothing) == nil }),
    (
      "readers",
      { try $0.readers(of: DocumentID(bytes($1.note)) ?? nothing, at: $1.now).told.isEmpty }
    ),
    ("servicesAwaited", { try $0.servicesAwaited(at: $1.now).isEmpty }),
    ("orphanCounts", { try $0.orphanCounts(at: $1.now).isEmpty }),
    ("refusalsApart", { try $0.refusalsApart(at: $1.now).isEmpty }),
    ("planned", { try $0.planned(at: $1.now).begun.isEmpty && !$0.planned(at: $1.now).isWaiting }),
    (
      "keepWords",
      {
        try $0.keepWords(zone: 0, at: $1.now) { _, _ in
          "x"
        } lines: { _, _ in
          []
        }.isEmpty
      }
    ),
  ]

  /// What speaks of no case file.
  static let others: Set<String> = [
    "addServiceRecord", "admitWorker", "agreeReader", "askReader", "attend", "beginsWithRequest",
    "changePassphrase", "checkTerm", "checkWritingForService", "copySheet", "countConvention",
    "deviceCode",
    "handBack", "listServiceRecords",
    "lock", "maintain", "mayReadAll", "makeRecoverySheet",
    "openBundlesIfPossible", "packBacklogs", "packBacklogsIfPossible", "ownSheets", "pairedNames",
    "publish", "published", "isPublished", "receivedSheet", "receivedSheets", "serviceCountry",
    "serviceName", "singleRecord", "takeUp", "withdrawSheets",
  ]

  private static func more() throws -> ConsentExtension {
    ConsentExtension(
      isRenewal: false, adding: [.droits], until: nil, proof: .letter,
      explainedIn: try LanguageTag(parsing: "fr"))
  }
  private static let absent = ConsentID([UInt8](repeating: 7, count: 16)).unsafelyUnwrapped
  private static let nowhere = CaseID([UInt8](repeating: 7, count: 16)).unsafelyUnwrapped
  private static let nothing = DocumentID([UInt8](repeating: 7, count: 16)).unsafelyUnwrapped

  /// Nothing but a day, which its reader need not be right about.
  private static var today: AgendaQuery {
    get throws {
      let day = try CalendarDate(parsing: "2026-11-26")
      return AgendaQuery(day...day, today: day, day: { _ in day })
    }
  }

  private static func named(_ names: Names) -> PermanenceName {
    PermanenceName(names.note, days: [])
  }

  private static func bytes(_ number: String) -> [UInt8] { Hexadecimal.decode(number) ?? [] }

  private static func note(_ session: WorkerSession, _ names: Names) throws {
    _ = try session.addNote(
      NoteDraft(
        volet: .projet, kind: "entretien", title: nil, happened: nil, written: nil, text: "Non."),
      to: names.file, zone: 0, at: names.now)
  }

  private static func refusal(
    _ act: UseCase, _ session: WorkerSession, _ names: Names
  ) throws -> RuleBroken? {
    do {
      try act(session, names)
      return nil
    } catch NotebookError.rule(let rule) {
      return rule
    }
  }

  // Never 1
  @Test(
    "Each is refused by the role alone, the same whether what is named exists or not",
    arguments: [Role.operateurNoeud, .dpo])
  func refusals(_ role: Role) throws {
    let town = Town(seed: 9701)
    let office = try town.office("Permanence", worker: "Inès")
    let rive = try town.office("Rive", worker: "Omar")
    try town.pair(office, rive)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let note = try town.write(office, file, .projet, "Un rendez-vous.")
    let consent = try office.notebook.giveConsent(
      town.terms(to: "Rive", [.projet]), for: file.description, zone: 0, at: town.now
    ).consent
    let theirs = try rive.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try rive.notebook.giveConsent(
      town.terms(to: "Permanence", [.emploi]), for: theirs.description, zone: 0, at: town.now)
    try town.exchange(office.notebook, rive.notebook)
    let share = try #require(try office.notebook.listReceived(at: town.now).first).share
    let dan = try town.branch(of: office, worker: "Dan", role: role)
    try town.exchange(office.notebook, dan.notebook)
    let real = Names(
      file: file.description, note: note.description, consent: consent.description,
      share: share.description, town: town)
    let absent = Names(
      file: String(repeating: "07", count: 16), note: String(repeating: "07", count: 16),
      consent: String(repeating: "07", count: 16), share: String(repeating: "07", count: 16),
      town: town)
    let before = try office.notebook.showCase(file.description, at: town.now)
    for (name, act) in Self.refused {
      let said = try Self.refusal(act, dan.notebook, real)
      #expect(said != nil, "\(name) is carried out")
      #expect(try Self.refusal(act, dan.notebook, absent) == said, "\(name)")
    }
    for (name, isEmpty) in Self.silent {
      #expect(try isEmpty(dan.notebook, real), "\(name)")
    }
    try town.exchange(office.notebook, dan.notebook)
    let after = try office.notebook.showCase(file.description, at: town.now)
    #expect(after.summary == before.summary && after.consents.map(\.status) == [.given])
    #expect(try office.notebook.listReceived(at: town.now).first?.linkedTo == nil)
    #expect(try town.texts(office, file.description) == ["Un rendez-vous."])
  }

  @Test("The log is told to who watches over data protection, and not to who runs a node")
  func log() throws {
    let town = Town(seed: 9702)
    let office = try town.office("Permanence", worker: "Inès")
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    _ = try office.notebook.showCase(file.description, at: town.now)
    let dan = try town.branch(of: office, worker: "Dan", role: .dpo)
    let ola = try town.branch(of: office, worker: "Ola", role: .operateurNoeud)
    try town.exchange(office.notebook, dan.notebook)
    try town.exchange(office.notebook, ola.notebook)
    #expect(try !dan.notebook.readLog(nil, at: town.now).events.isEmpty)
    #expect(throws: NotebookError.self) { try ola.notebook.readLog(nil, at: town.now) }
  }

  @Test("Who reads the card withdraws what a colleague recorded, though she may not record it")
  func withdrawing() throws {
    let town = Town(seed: 9703)
    let office = try town.office("Permanence", worker: "Inès")
    let rive = try town.office("Rive", worker: "Omar")
    try town.pair(office, rive)
    let file = try office.notebook.openCase(name: "A. V.", born: nil, zone: 0, at: town.now)
    let consent = try office.notebook.giveConsent(
      town.terms(to: "Rive", [.projet]), for: file.description, zone: 0, at: town.now
    ).consent
    let ada = try town.branch(of: office, worker: "Ada", role: .benevole)
    try town.exchange(office.notebook, ada.notebook)
    let done = try ada.notebook.withdraw(consent.description, volets: nil, at: town.now)
    #expect(done.status == .withdrawn)
  }

  @Test(
    "Every public use case of a worker stands in one of the three lists, and each name in a file")
  func lists() throws {
    let known = Set(Self.refused.map(\.name) + Self.silent.map(\.name)).union(Self.others)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "Sources/Notebook")
    var found: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      var isWorkers = false
      for line in text.split(separator: "\n") {
        if line.contains(#/^([a-z@].* )?(class|extension|struct|enum|protocol) /#) {
          isWorkers = line.contains(#/(extension|class) WorkerSession\b/#)
        }
        if isWorkers, let named = line.firstMatch(of: #/^  public (override )?func (\w+)/#) {
          found.insert(String(named.2))
        }
      }
    }
    #expect(found.subtracting(known).sorted() == [], "which may show or change a case file")
    #expect(known.subtracting(found).sorted() == [], "which are no more")
  }
}
