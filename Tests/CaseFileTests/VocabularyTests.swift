import CaseFile
import Testing

@Suite("Codes of the field")
struct VocabularyTests {
  @Test("The codes of the volets are stable")
  func volets() {
    #expect(
      Volet.allCases.map(\.code) == [
        "contact", "projet", "droits", "logement", "emploi", "proches", "agenda", "sejour",
        "justice", "sante", "confie", "equipe", "interne",
      ])
    #expect(Volet(code: "Sante") == nil)
  }

  // Never 5
  @Test(
    "What is confided, what is the team's and what stays in the service are not shareable as a whole"
  )
  func shareable() {
    #expect(Volet.allCases.filter { !$0.isShareable } == [.confie, .equipe, .interne])
    #expect(throws: RuleBroken.voletNotShareable(.confie)) {
      try Volet.shareable(parsing: "contact,confie")
    }
  }

  @Test("Residence, justice, health and relatives are never proposed first")
  func preproposed() {
    let silent: [Volet] = [.proches, .sejour, .justice, .sante, .confie, .equipe, .interne]
    #expect(Volet.allCases.filter { !$0.isPreproposed } == silent)
  }

  @Test("A list of volets is read once each, in the order of the sheet")
  func lists() throws {
    #expect(try Volet.shareable(parsing: "droits,contact,droits") == [.contact, .droits])
    #expect(throws: RuleBroken.unknownVolet("")) { try Volet.shareable(parsing: "contact,") }
    #expect(throws: RuleBroken.unknownVolet(" droits")) {
      try Volet.shareable(parsing: "contact, droits")
    }
  }

  @Test("An unknown role, kind or country is refused with what was typed")
  func unknown() {
    #expect(throws: RuleBroken.unknownRole("chef")) { try Role(parsing: "chef") }
    #expect(throws: RuleBroken.unknownCode(.noteKind, "x")) { try Vocabulary.noteKind.check("x") }
    #expect(throws: RuleBroken.unknownCountry("fr")) { try Country(parsing: "fr") }
    #expect(Role.allCases.allSatisfy { Role(code: $0.code) == $0 })
  }

  @Test("A code that is written no longer is refused, and is not offered")
  func retired() throws {
    let states = Vocabulary(
      "states",
      [
        .init("vieux", from: "2020-01-01", to: "2024-12-31", then: "neuf"),
        .init("neuf", from: "2025-01-01"),
      ])
    try states.check("neuf")
    #expect(throws: RuleBroken.unknownCode(states, "vieux")) { try states.check("vieux") }
    #expect(states.offered.map(\.code) == ["neuf"])
    #expect(states["vieux"]?.supersededBy == "neuf")
  }

  @Test("What a vocabulary lets be written tells of a prison where it says so")
  func penal() {
    func penal(_ vocabulary: Vocabulary) -> [String] {
      vocabulary.codes.filter(\.isPenal).map(\.code)
    }
    #expect(penal(.rightState).isEmpty)
    #expect(penal(.suspensionCause) == ["detention"])
    #expect(penal(.requestTheme) == ["plan_detention", "plan_reclassement", "permission_sortie"])
    #expect(penal(.appointmentStatus) == [])
    #expect(Volet.allCases.filter(\.mayHoldPenal) == [.justice, .confie, .equipe, .interne])
  }

  @Test(
    "The codes of an access rule are those of the roles that read, of the volets and of the accesses"
  )
  func accessRules() {
    #expect(Vocabulary.volet.codes.map(\.code) == Volet.allCases.map(\.code))
    #expect(Vocabulary.access.codes.map(\.code) == Access.allCases.map(\.code))
    #expect(
      Vocabulary.role.codes.map(\.code) == Role.allCases.filter(\.readsRecords).map(\.code))
    #expect(Role.allCases.filter { !$0.readsRecords } == [.operateurNoeud, .dpo])
  }

  @Test("Proof, past and effect are read and written back")
  func terms() throws {
    for code in [
      "paper-signature", "screen-signature", "oral-witness:Awa N.", "letter", "phone-callback",
    ] {
      #expect(try ProofOfConsent(parsing: code).code == code)
    }
    for code in ["none", "kept", "all", "since:2026-01-31", "kept,since:2026-01-31"] {
      #expect(try Past(parsing: code).code == code)
    }
    for code in ["now", "release", "2026-01-31"] {
      #expect(try Effective(parsing: code).code == code)
    }
    #expect(throws: RuleBroken.empty(.witnessName)) {
      try ProofOfConsent(parsing: "oral-witness: ")
    }
    #expect(throws: RuleBroken.unknownProof("oral-witness")) {
      try ProofOfConsent(parsing: "oral-witness")
    }
    #expect(throws: RuleBroken.invalidDate("soon")) { try Past(parsing: "since:soon") }
    #expect(throws: RuleBroken.wholeDayNeeded("2026")) { try Effective(parsing: "2026") }
  }

  @Test("The language of a locale is found, and other languages are named by their tag")
  func languages() throws {
    #expect(Language(locale: "fr_BE.UTF-8") == .french)
    #expect(Language(locale: "nl") == .dutch)
    #expect(Language(locale: "C.UTF-8") == nil)
    for tag in ["fr", "ar", "pt-BR", "rmy"] {
      #expect(try LanguageTag(parsing: tag).code == tag)
    }
    for tag in ["", "f", "french", "fr-", "fr_BE", "fr-é"] {
      #expect(throws: RuleBroken.unknownLanguage(tag)) { try LanguageTag(parsing: tag) }
    }
  }

  @Test(
    "A bound lets its maximum through and refuses one more",
    arguments: [
      LimitedField.noteTitle, .noteText, .personName, .serviceName, .workerName, .witnessName,
      .explainerName, .interpreterName, .guardianName, .noticeVersion, .readerReason,
    ])
  func limits(field: LimitedField) throws {
    let maximum = field.limit.maximum
    try Limits.check(String(repeating: "a", count: maximum), field)
    let long = String(repeating: "a", count: maximum + 1)
    let broken = RuleBroken.tooLong(field, maximum: maximum, found: maximum + 1)
    #expect(throws: broken) { try Limits.check(long, field) }
  }

  @Test("Titles are counted in scalars, names in bytes")
  func units() throws {
    try Limits.check(String(repeating: "é", count: 500), .noteTitle)
    #expect(throws: RuleBroken.tooLong(.personName, maximum: 200, found: 202)) {
      try Limits.check(String(repeating: "é", count: 101), .personName)
    }
  }
}
