public import CaseFile
import Notebook

/// How a consent or a refusal came about, as it is told. Protocol/consent.md, 13.7.
extension Phrasebook {
  /// One consent or refusal with its history, and with what nobody recorded of how it came about.
  public func consentPage(_ row: ConsentRow) -> String { consentBlock(row, withMissing: true) }

  /// A line for each thing that was recorded; with those that were not, where they are asked for.
  func circumstances(of row: ConsentRow, withMissing: Bool = false) -> [String] {
    // What goes back in answer, or was found again, nobody recorded here.
    let isRecordedHere = row.proof != nil || row.status == .refused
    let missing = say("non noté", "not recorded", "niet genoteerd")
    return circumstances(row.circumstances, ofRefusal: row.status == .refused).compactMap {
      label, value in
      guard value != nil || withMissing && isRecordedHere else { return nil }
      return labelled(label, value ?? missing)
    }
  }

  private func circumstances(
    _ told: ConsentCircumstances, ofRefusal: Bool
  ) -> [(label: String, value: String?)] {
    let first = saidAndExplained(told)
    let interpreter = (
      say("Interprète", "Interpreter", "Tolk"),
      Self.joined(
        told.interpreter.map { label($0, of: .interpreterKind) },
        told.interpreterName.map(Visible.line))
    )
    guard !ofRefusal else { return first + [interpreter] }
    return first + [
      interpreter,
      (say("Lu à voix haute", "Read aloud", "Voorgelezen"), yes(told.isReadAloud)),
      (
        say("Texte lu", "Text that was read", "Gelezen tekst"), told.notice.map(Visible.line)
      ),
      (
        say(
          "Possibilité de refuser dite", "Told that one may refuse",
          "Mogelijkheid om te weigeren gezegd"),
        yes(told.isRefusalOffered)
      ),
      (
        say(
          "Dit que refuser est sans conséquence", "Told that refusing changes nothing",
          "Gezegd dat weigeren niets verandert"),
        yes(told.isSaidWithoutConsequence)
      ),
      (
        say("Contexte contraint", "Constrained context", "Gedwongen context"),
        yes(told.isConstrained)
      ),
      (say("But", "Purpose", "Doel"), purposes(told)),
      (
        say("Dit par", "Said by", "Gezegd door"),
        told.indicatedBy.map { label($0, of: .indicatedBy) }
      ),
      (guardianBeside, told.guardian.map(Visible.line)),
    ]
  }

  private func saidAndExplained(
    _ told: ConsentCircumstances
  ) -> [(label: String, value: String?)] {
    [
      (say("Dit le", "Said on", "Gezegd op"), told.signed.map(date)),
      (
        say("Expliqué par", "Explained by", "Uitgelegd door"),
        told.explainedBy.map(Visible.line)
      ),
    ]
  }

  private var guardianBeside: String {
    say(
      "Tuteur ou curateur, à côté de sa parole", "Guardian, beside the person’s word",
      "Bewindvoerder, naast het eigen woord")
  }

  private func yes(_ isSo: Bool) -> String? { isSo ? say("oui", "yes", "ja") : nil }

  private func purposes(_ told: ConsentCircumstances) -> String? {
    guard !told.purposes.isEmpty else { return nil }
    return told.purposes.map { label($0, of: .consentPurpose) }.joined(separator: ", ")
  }

  private static func joined(_ kind: String?, _ name: String?) -> String? {
    let parts = [kind, name].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// What of it stands on the paper that she carries: not who interpreted, nor that she is held, since whoever finds the
  /// paper reads it too.
  func circumstancesOnPaper(_ told: ConsentCircumstances) -> [String] {
    let lines =
      saidAndExplained(told) + [
        (say("But", "Purpose", "Doel"), purposes(told)),
        (
          say("Interprète", "Interpreter", "Tolk"),
          yes(told.interpreter != nil || told.interpreterName != nil)
        ),
        (say("Lu à voix haute", "Read aloud", "Voorgelezen"), yes(told.isReadAloud)),
        (guardianBeside, told.guardian.map(Visible.line)),
      ]
    return lines.compactMap { label, value in value.map { labelled(label, $0) } }
  }

  // MARK: What is read to her

  /// What she is told of the other service before she agrees: that it is told something by the sharing itself.
  public var whatSharingTells: String {
    say(
      "Ce service saura que nous vous suivons. Notre nom dit avec qui nous travaillons.",
      "That service will know that we follow you. Our name says whom we work with.",
      "Die dienst zal weten dat wij u begeleiden. Onze naam zegt met wie wij werken.")
  }

  /// Shown on a terminal before anything of a consent is asked or recorded.
  public var readBeforeConsent: String {
    say("À lire à la personne :", "To read to the person:", "Om voor te lezen:") + " "
      + whatSharingTells + "\n"
  }

  // MARK: Asked again after the release

  /// After a consent that somebody interpreted on whom she may depend.
  public func asksAgainLater(_ circumstances: ConsentCircumstances) -> String {
    guard circumstances.isAskedAgain, let kind = circumstances.interpreter else { return "" }
    let interpreter = label(kind, of: .interpreterKind)
    return say(
      "Attention, interprète : \(interpreter). La personne a pu ne pas oser dire non : la question lui est reposée après la sortie.\n",
      "Take care, interpreter: \(interpreter). The person may not have dared to say no: the question is asked again after release.\n",
      "Opgelet, tolk: \(interpreter). Misschien durfde de persoon geen nee zeggen: de vraag wordt opnieuw gesteld na de vrijlating.\n"
    )
  }

  /// After a release: consents in force or planned of which the question is asked again.
  public func toAskAgain(_ rows: [ConsentRow]) -> String {
    guard !rows.isEmpty else { return "" }
    return say(
      "À redemander à la personne, avec un autre interprète :\n",
      "To ask the person again, with another interpreter:\n",
      "Opnieuw te vragen aan de persoon, met een andere tolk:\n")
      + consentLines(rows)
  }
}
