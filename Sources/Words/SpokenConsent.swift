public import CaseFile

/// What a consent says, as people type it.
extension Spoken {
  /// How the person said so: `signature sur papier`, `papier`, `oral : Awa`, `paper-signature`.
  public static func proof(_ typed: String) throws(RuleBroken) -> ProofOfConsent {
    if let proof = find(typed, proofs) { return proof }
    guard let witness = witness(of: typed) else { throw .unknownProof(typed) }
    try Limits.check(name: witness, .witnessName)
    return .oralWitness(witness)
  }

  /// The name after `oral:`, `de vive voix, devant`, `oral-witness:` and the like.
  private static func witness(of typed: String) -> String? {
    for word in witnessed {
      for end in typed.indices where WordKey.key(String(typed[..<end])) == word {
        var rest = typed[end...]
        while let first = rest.first, first.isWhitespace || first == ":" || first == "," {
          rest.removeFirst()
        }
        // `oralement` begins with `oral` and names nobody.
        let isApart = typed[..<end].last?.isWhitespace == true || rest.startIndex != end
        if isApart { return trimmed(String(rest)) }
      }
    }
    return nil
  }

  /// What stands before the name of a witness, folded; the longest first.
  private static let witnessed = [
    "de vive voix, devant", "de vive voix devant", "mondeling, voor", "aloud, before",
    "oral devant", "temoin oral", "oral witness", "mondeling", "getuige", "witness", "temoin",
    "aloud", "oral",
  ]

  static let proofs: [Choice<ProofOfConsent>] = [
    proof(.paperSignature, ["papier", "papier signé"], ["paper"], ["papier"]),
    proof(.screenSignature, ["écran"], ["screen"], ["scherm"]),
    proof(.letter, ["courrier", "lettre"], ["letter"], ["brief"]),
    proof(.phoneCallback, ["téléphone", "rappel"], ["phone"], ["telefoon"]),
  ]

  private static func proof(
    _ proof: ProofOfConsent, _ french: [String], _ english: [String], _ dutch: [String]
  ) -> Choice<ProofOfConsent> {
    Choice(
      value: proof, code: proof.code, french: french + [Phrasebook(.french).proof(proof)],
      english: english + [Phrasebook(.english).proof(proof)],
      dutch: dutch + [Phrasebook(.dutch).proof(proof)])
  }

  /// How far back: `rien`, `tout`, `depuis 1/3/2026`, `since:2026-03-01`; of a month or a year, `depuis 3/2026`, its first
  /// day.
  public static func past(_ typed: String, today: CalendarDate) throws(RuleBroken) -> Past {
    if let past = find(typed, pasts) { return past }
    guard !holdsOddNumber(typed) else { throw .unknownPast(typed) }
    let key = WordKey.key(typed)
    for word in ["depuis le", "depuis", "since", "sinds"] where key.hasPrefix(word) {
      let rest = key.dropFirst(word.count).drop { $0 == " " || $0 == ":" }
      guard rest.startIndex != key.endIndex else { continue }
      // The key has lost its sign already.
      guard counted(String(rest), today) == nil || !holdsSign(typed) else { continue }
      let date = try date(String(rest), today: today)
      guard let day = CalendarDate(daysSince1970: date.daysSince1970) else {
        throw .unknownPast(typed)
      }
      return .since(day)
    }
    throw .unknownPast(typed)
  }

  static let pasts: [Choice<Past>] = [
    Choice(
      value: .none, code: Past.none.code, french: ["rien", "aucun", "non"],
      english: ["nothing", "none"], dutch: ["niets", "geen"]),
    Choice(
      value: .all, code: Past.all.code, french: ["tout", "oui"], english: ["all", "everything"],
      dutch: ["alles"]),
  ]

  /// The forms that say a date, in the three languages.
  static let pastSince = (
    "depuis:JJ/MM/AAAA, depuis:MM/AAAA", "since:DD/MM/YYYY, since:MM/YYYY",
    "sinds:DD/MM/JJJJ, sinds:MM/JJJJ"
  )

  /// From when on: `maintenant`, `sortie`, `20/10/2026`, `20/10`, `demain`.
  public static func effective(_ typed: String, today: CalendarDate) throws(RuleBroken)
    -> Effective
  {
    if let effective = find(typed, effectives) { return effective }
    do {
      return .on(try wholeDay(typed, today: today, nearest: .next))
    } catch RuleBroken.invalidDate where typed.utf8.allSatisfy({ !(0x30...0x39).contains($0) }) {
      throw .unknownEffective(typed)
    }
  }

  static let effectives: [Choice<Effective>] = [
    Choice(
      value: .now, code: Effective.now.code, french: ["maintenant", "tout de suite"],
      english: ["now", "at once"], dutch: ["nu", "meteen"]),
    Choice(
      value: .release, code: Effective.release.code,
      french: ["sortie", "à la sortie", "libération"], english: ["release"],
      dutch: ["vrijlating", "bij vrijlating"]),
  ]
}

/// What is typed of how a consent came about.
extension Spoken {
  /// The last day of a consent, as ``wholeDay(_:today:)`` reads it, or by how long it lasts: `1 jour`, `6 mois`,
  /// `12 months`.
  public static func lastDay(_ typed: String, today: CalendarDate) throws(RuleBroken)
    -> CalendarDate
  {
    if let day = counted("in " + WordKey.key(typed), today), !holdsSign(typed),
      !holdsOddNumber(typed)
    {
      return day
    }
    return try wholeDay(typed, today: today, nearest: .next)
  }

  /// The last day of a consent for which nobody named another.
  public static func usualLastDay(today: CalendarDate) -> CalendarDate? {
    counted("in \(Limits.consentMonths) months", today)
  }

  /// What for: one purpose, or several with commas between.
  public static func purposes(_ typed: String) throws(RuleBroken) -> [String] {
    var found: [String] = []
    for part in typed.split(whereSeparator: { ",;".contains($0) }) {
      found.append(try code(String(part), of: .consentPurpose))
    }
    return found
  }
}
