import CaseFile
import Envelope
public import Notebook

/// What became of a paper that was made for the person, as people are told.
public struct HandingRow: Hashable, Sendable {
  public var paper: HandedPaper
  /// A code of ``Vocabulary/handing``, or one of a newer version.
  public var how: String
  public var isForInside: Bool
  public var by: Signed

  public init(paper: HandedPaper, how: String, isForInside: Bool, by: Signed) {
    (self.paper, self.how, self.isForInside, self.by) = (paper, how, isForInside, by)
  }

  /// `{"paper": "copy" or "receipt", "consent"?, "handing", "inside"?, "by", "at"}`
  public var json: JSONValue {
    let (code, consent): (String, String?) =
      switch paper {
      case .copy: ("copy", nil)
      case .receipt(let id): ("receipt", id.description)
      }
    return .present([
      ("paper", .string(code)), ("consent", consent.map { .string($0) }),
      ("handing", .string(how)), ("inside", isForInside ? .flag(true) : nil),
      ("by", .string(by.author)), ("at", by.entered?.json ?? .null),
    ])
  }
}

extension WallClock {
  /// What became of a paper.
  public func row(_ handing: Handing) -> HandingRow {
    HandingRow(
      paper: handing.paper, how: handing.how, isForInside: handing.isForInside,
      by: Signed(author: handing.by, entered: moment(handing.at)))
  }
}

extension Phrasebook {
  /// What a copy that is kept in a prison leaves out, and where the rest is.
  func insideSentence(_ omitted: Int) -> String {
    say(
      "Copie faite pour être gardée en détention. Les volets de la santé et de la justice, ce que vous avez confié, ce qui dit une prison, les sorties et les autres services n’y sont pas ; notes et fiches laissées de côté : \(omitted). Vous pouvez demander la copie entière : elle vous est lue, ou gardée ici jusqu’à votre sortie.",
      "A copy made to be kept in prison. The volets of health and justice, what you confided, what tells of a prison, releases and other services are not in it; notes and records left out: \(omitted). You can ask for the whole copy: it is read to you, or kept here until your release.",
      "Kopie om in de gevangenis te bewaren. De luiken gezondheid en justitie, wat u toevertrouwde, wat een gevangenis verraadt, vrijlatingen en andere diensten staan er niet in; weggelaten notities en fiches: \(omitted). U kunt de volledige kopie vragen: ze wordt voorgelezen, of hier bewaard tot uw vrijlating."
    )
  }

  /// Before a copy for the inside is made: what no program can leave out.
  public var insideCopyBefore: String {
    say(
      "En détention, d’autres peuvent lire ce papier. Les volets de la santé et de la justice, ce qui est confié et les autres services n’y sont pas ; les autres volets peuvent en parler : relisez-le avec la personne avant de le remettre.\n",
      "In prison others may read this paper. The volets of health and justice, what is confided and other services are not in it; other volets may speak of them: read it with the person before handing it over.\n",
      "In de gevangenis kunnen anderen dit papier lezen. De luiken gezondheid en justitie, wat toevertrouwd is en andere diensten staan er niet in; andere luiken kunnen erover spreken: herlees het met de persoon voor u het meegeeft.\n"
    )
  }

  /// The same before the paper of a consent, which names another service.
  public func insideReceiptBefore(_ row: ConsentRow) -> String {
    let service = Visible.line(row.to)
    let told = row.signed.filter { !$0.isToldInside }.map(shortName)
    let named = told.isEmpty ? service : "\(service), \(told.joined(separator: ", "))"
    return say(
      "En détention, d’autres peuvent lire ce papier. On y lit : \(named). Proposez de le garder ici jusqu’à la sortie, ou de le lire seulement.\n",
      "In prison others may read this paper. It names: \(named). Offer to keep it here until the release, or to read it only.\n",
      "In de gevangenis kunnen anderen dit papier lezen. Er staat in: \(named). Stel voor het hier te bewaren tot de vrijlating, of het enkel voor te lezen.\n"
    )
  }

  /// To whoever made a paper and did not say what becomes of it.
  public var askHanding: String {
    let values = Spoken.choices(.handing).map { $0.offered(in: language) }.joined(separator: ", ")
    return say(
      "Demandez à la personne ce que devient ce papier, et notez-le avec --handing : \(values).\n",
      "Ask the person what becomes of this paper, and record it with --handing: \(values).\n",
      "Vraag de persoon wat er met dit papier gebeurt, en leg het vast met --handing: \(values).\n")
  }

  var handingsTitle: String {
    say("Papiers faits pour vous", "Papers made for you", "Papieren voor u gemaakt")
  }

  /// A paper, what became of it, who recorded that and when.
  func handing(_ row: HandingRow) -> String {
    let paper =
      switch row.paper {
      case .copy: say("Copie du suivi", "Copy of the case file", "Kopie van het dossier")
      case .receipt(let id):
        say(
          "Papier de l’accord \(id.description.shortened)",
          "Paper of consent \(id.description.shortened)",
          "Papier van toestemming \(id.description.shortened)")
      }
    let how = label(row.how, of: .handing)
    return labelled(
      paper, "\(how) – \(Visible.line(row.by.author)), \(momentIfKnown(row.by.entered))")
  }

  /// After a release: the papers that lie here for the person; nothing where none does.
  public func papersKept(_ rows: [HandingRow]) -> String {
    guard !rows.isEmpty else { return "" }
    return say(
      "Papiers gardés ici, à remettre à la personne :\n",
      "Papers kept here, to hand to the person:\n",
      "Papieren die hier liggen, aan de persoon te geven:\n")
      + rows.map { "  – " + handing($0) + "\n" }.joined()
  }
}
