public import CaseFile
public import Notebook
public import Replication

/// What stands in the way of a note or a consent, or makes it needless.
public enum RecordFact: Hashable, Sendable {
  case nothingToDo
  /// Its words were destroyed, here or on another node of the service.
  case noteErased
  case recordErased
  /// One of this kind, where one of another is meant.
  case recordOfAnotherKind(String, RecordType)
  /// One of a kind that stands alone by what it says, and this one says the same.
  case recordStands(String, RecordType)
  case sheetTooLong
  case sheetsFull
  /// Nobody wrote the one record of this kind yet.
  case nothingWritten(RecordType)
  /// Nobody on the list of a permanence is meant by what was typed.
  case notOnList(String)
  /// What was typed is of several on the list of a permanence: the id of each, with who it is.
  case severalOnList(String, [String])
  /// What became of the one on a list who has this number was said already.
  case outcomeStands(String)
  /// What became of people on the list of a permanence was said: it is neither deleted nor erased.
  case outcomesStandIn(PermanenceLossRow)
  /// What whoever put people on a list may look at again.
  case listDoubt(ListDoubt)
  /// A convention is not in this year.
  case yearOutsideConvention(Int)
  /// Somebody of this name does not follow the person of this case file.
  case followsNot(String, file: String)
  /// A colleague whose role does not write who follows a person.
  case mayNotFollow(String, Role)
  /// One text for several people.
  case noteForSeveral
  /// So many lines of a late entry were not written; the others were.
  case linesUnwritten(Int)
  /// Of a kind that this version does not know.
  case noteFromNewerVersion
  case noteNotRead
  case recordNotRead
  /// Fields of a record of this kind have several values, and nobody chose.
  case fieldsToChoose(RecordType, [RecordField])
  /// Ending the only worker who can open the notes.
  case lastWorker(String)
  /// The key of the volet has not arrived on this node.
  case voletKeyNotHere
  /// Our own rules refuse what was asked; which one.
  case refusedByRules(RefusalCode)
  /// Received from another service, whose note it is.
  case noteReceived(from: String)
  /// The same of a record of another kind.
  case recordReceived(from: String)
  case caseClosed
  /// The service removed this device: what is decided here would reach nobody.
  case leftService
  case caseAlreadyLinked
  case consentAlreadyWithdrawn
  case noVoletNamed
  /// The recipient is the service itself.
  case recipientIsOwnService
  case untilInThePast(CalendarDate)
  case sinceToCome(CalendarDate)
  case untilBeforeEffect
  /// `since:` asks for a boundary that this version does not draw.
  /// A volet named in a withdrawal that the consent does not hold.
  case voletNotInConsent(Volet)
  /// A refusal, and the service receives or will receive by a consent; its name, and what.
  case consentsBesideRefusal(to: String, [Volet])
  /// The person changes place, and nobody said of these whether they go on.
  case consentsToDecide([ClosedConsent])
  /// The service stopped the share with that one: no word at a later turn takes it up again.
  case shareStopped(String)
  /// A case file is open again, and its card still says that she died, on these days as written.
  case deathStands([String])
  /// A death was written on the card of an open case file.
  case deathEndsNothing
  /// A consent one way would end what that service sends back by an earlier one; its name, and where.
  case answersBesideConsent(of: String, [Volet])
  /// A consent from now on beside an earlier one, and no word on what that one lets be read.
  case earlierBesideConsent(by: String, [Volet], before: CalendarDate?)
  /// A refusal and a consent for one service were recorded apart, and what was agreed goes on; the case file, the service.
  case refusalApart(file: String, to: String)
  /// A person already has a card or case of this name here: said, never refused.
  case namesake
  /// All that another service shared there has ended: there is nothing to link.
  case shareEnded(by: String)
  /// A received share and a case file do not read as of one person.
  case anotherPerson(received: PersonRow, own: PersonRow)
  /// A received share that is linked to no case file.
  case shareNotLinked
  /// The same consent stands already.
  case consentAlreadyGiven(String, isPlanned: Bool, until: CalendarDate?)
  /// A consent is not extended, renewed or narrowed.
  case consentUnchanged(UnchangedConsent)
  /// The person gave this consent to another service, by its name: that one makes the paper.
  case paperElsewhere(String)
  /// The paper of a consent that was found again, after an older copy came back.
  case paperForgotten
  /// A day that was accepted, and that a person should look at again.
  case oddDate(OddDate)
  /// What was saved as it was given, and a person should look at again.
  case doubt(RecordDoubt)
  /// A case file was opened where one begins with a request of the person, and none was given.
  case noRequestYet
  /// A name of which papers and lists show these initials alone.
  case firstNameUntold(String)
  /// A record was changed after its first day, and this field does not say why.
  case rectifiedUnsaid(RecordType, RecordField)
  /// A record about which nothing is to be decided, as it was typed.
  case nothingToDecide(String)
  /// A record about which somebody else decides with the person.
  case orphanOfOthers
  /// A day on which something is said to have been decided, and that is still to come.
  case agreedToCome(CalendarDate)
  /// A line of the access log whose name nobody asked for, as it was typed.
  case readerNotAsked(String)
  /// Whoever asked for a name agrees to it: it takes somebody else.
  case ownReaderRequest
  /// A role that does not decide whether a name of the access log is told.
  case readerForOthers
  /// The day on which a record was decided to be kept is of before the opening of its case file.
  case agreedTooEarly(CalendarDate, opening: CalendarDate)
  /// Records that tell of a prison, in volets that a consent is about to share.
  case sharedTellsPrison([TellingRow])
  /// So many records wait until it is decided with the person whether they stay.
  case orphansWait(Int)

  var wording: Wording {
    switch self {
    case .nothingToDo:
      Wording(
        "nothingToDo", .success,
        "Rien à faire : c’est déjà le cas. Rien n’a été changé.",
        "Nothing to do: it is already so. Nothing was changed.",
        "Niets te doen: het is al zo. Er is niets gewijzigd."
      )
    case .noteErased: Self.noteErasedRow
    case .recordErased: Self.recordErasedRow
    case .recordOfAnotherKind(let given, let type): Self.anotherKindRow(given, type)
    case .recordStands(let record, let type): Self.recordStandsRow(record.shortened, type)
    case .sheetTooLong: Self.sheetTooLongRow
    case .sheetsFull: Self.sheetsFullRow
    case .nothingWritten(let type): Self.nothingWrittenRow(type)
    case .notOnList(let given): Self.notOnListRow(Visible.line(given))
    case .severalOnList(let given, let entries):
      Self.severalOnListRow(Visible.line(given), entries)
    case .outcomeStands(let number): Self.outcomeStandsRow(Visible.line(number))
    case .outcomesStandIn(let loss): loss.wording
    case .listDoubt(let doubt): doubt.wording
    case .yearOutsideConvention(let year): Self.outsideRow(year)
    case .followsNot(let name, let file):
      Self.followsNotRow(Visible.line(name), file.shortened)
    case .mayNotFollow(let name, let role): Self.mayNotFollowRow(Visible.line(name), role)
    case .noteForSeveral: Self.noteForSeveralRow
    case .linesUnwritten(let count): Self.linesUnwrittenRow(count)
    case .noteFromNewerVersion: Self.newerNoteRow
    case .noteNotRead: Self.noteNotReadRow
    case .recordNotRead: Self.recordNotReadRow
    case .fieldsToChoose(let type, let fields): Self.fieldsToChooseRow(type, fields)
    case .noteReceived(let service): Self.receivedRow(Visible.line(service))
    case .recordReceived(let service): Self.recordReceivedRow(Visible.line(service))
    case .lastWorker(let name): Self.lastWorkerRow(Visible.line(name))
    case .voletKeyNotHere: Self.voletKeyNotHereRow
    case .refusedByRules(let rule): Self.refusedByRulesRow(rule)
    case .caseClosed: Self.caseClosedRow
    case .leftService: Self.leftServiceRow
    case .caseAlreadyLinked: Self.caseAlreadyLinkedRow
    case .namesake: Self.namesakeRow
    case .shareNotLinked: Self.shareNotLinkedRow
    case .shareEnded(let service): Self.shareEndedRow(Visible.line(service))
    case .anotherPerson(let received, let own): Self.anotherPersonRow(received, own)
    case .consentAlreadyGiven(let id, let isPlanned, let until):
      Self.alreadyGivenRow(id, isPlanned, until)
    case .consentUnchanged(let why): why.wording
    case .paperElsewhere(let service): Self.paperElsewhereRow(Visible.line(service))
    case .paperForgotten: Self.paperForgottenRow
    case .oddDate(let odd): odd.wording
    case .doubt(let doubt): doubt.wording
    case .noRequestYet: Self.noRequestYetRow
    case .firstNameUntold(let shown): Self.firstNameUntoldRow(Visible.line(shown))
    case .rectifiedUnsaid(let type, let field): Self.rectifiedUnsaidRow(type, field)
    case .nothingToDecide(let given): Self.nothingToDecideRow(Visible.line(given.shortened))
    case .orphanOfOthers: Self.orphanOfOthersRow
    case .agreedToCome(let day): Self.agreedToComeRow(day)
    case .agreedTooEarly(let day, let opening): Self.agreedTooEarlyRow(day, opening)
    case .sharedTellsPrison(let rows): TellingRow.wording(rows)
    case .orphansWait(let number): Self.orphansWaitRow(number)
    case .readerNotAsked(let given): Self.readerNotAskedRow(Visible.line(given.shortened))
    case .ownReaderRequest: Self.ownReaderRequestRow
    case .readerForOthers: Self.readerForOthersRow
    case .consentAlreadyWithdrawn: Self.alreadyWithdrawnRow
    case .noVoletNamed: Self.noVoletNamedRow
    case .recipientIsOwnService: Self.ownServiceRow
    case .untilInThePast(let date): Self.untilInThePastRow(date)
    case .sinceToCome(let date): Self.sinceToComeRow(date)
    case .untilBeforeEffect: Self.untilBeforeEffectRow
    case .voletNotInConsent(let volet): Self.voletNotInConsentRow(volet)
    case .consentsBesideRefusal(let service, let volets):
      Self.besideRefusalRow(Visible.line(service), volets)
    case .consentsToDecide(let consents): Self.consentsToDecideRow(consents)
    case .shareStopped(let service): Self.shareStoppedRow(service)
    case .deathStands(let days): Self.deathStandsRow(days)
    case .deathEndsNothing: Self.deathEndsNothingRow
    case .refusalApart(let file, let service): Self.refusalApartRow(file, Visible.line(service))
    case .answersBesideConsent(let service, let volets):
      Self.answersRow(Visible.line(service), volets)
    case .earlierBesideConsent(let service, let volets, let day):
      Self.earlierRow(Visible.line(service), volets, day)
    }
  }

  private static var noteErasedRow: Wording {
    Wording(
      "noteErased", .notFound,
      "Les mots de cette note ont été effacés. Rien ne peut les montrer à nouveau, et rien n’a été changé. Pour continuer, écrivez une nouvelle note.",
      "The words of this note were erased. Nothing can show them again, and nothing was changed. To go on, write a new note.",
      "De woorden van deze notitie zijn gewist. Niets kan ze nog tonen, en er is niets gewijzigd. Schrijf een nieuwe notitie om verder te gaan."
    )
  }

  private static var newerNoteRow: Wording {
    Wording(
      "noteFromNewerVersion", .newerVersion,
      "Ceci a été écrit avec une version plus récente de Carnet, qui seule peut le lire et le changer. Rien n’a été changé, et rien n’en est perdu. Mettez Carnet à jour sur cet appareil.",
      "This was written with a newer version of Carnet, which alone can read and change it. Nothing was changed, and nothing of it is lost. Update Carnet on this device.",
      "Dit is met een nieuwere versie van Carnet geschreven, die het als enige kan lezen en wijzigen. Er is niets gewijzigd en er gaat niets van verloren. Werk Carnet op dit toestel bij."
    )
  }

  private static func shareEndedRow(_ service: String) -> Wording {
    Wording(
      "shareEnded", .refused,
      "Ce que « \(service) » partageait là a pris fin : il n’y a plus rien à relier. Rien n’a été changé. « carnet case list --received » montre ce qui est reçu maintenant.",
      "What “\(service)” shared there has ended: there is nothing to link any more. Nothing was changed. “carnet case list --received” shows what is received now.",
      "Wat “\(service)” daar deelde, is afgelopen: er is niets meer te koppelen. Er is niets gewijzigd. “carnet case list --received” toont wat nu ontvangen is."
    )
  }

  private static func anotherPersonRow(_ received: PersonRow, _ own: PersonRow) -> Wording {
    func pair(_ language: Language) -> String {
      let words = Phrasebook(language)
      return "\(words.apart(received))\(words.say("\u{A0}; ", "; ", "; "))\(words.apart(own))"
    }
    return Wording(
      "anotherPerson", .usage,
      "Ces deux fiches ne semblent pas être de la même personne. Rien n’a été relié. Vérifiez avec la personne ; si c’est bien elle, ajoutez --same-person : \(pair(.french)).",
      "These two cards do not seem to be of the same person. Nothing was linked. Check with the person; if it is she, add --same-person: \(pair(.english)).",
      "Deze twee fiches lijken niet van dezelfde persoon. Er is niets gekoppeld. Ga het na met de persoon; is het dezelfde, voeg dan --same-person toe: \(pair(.dutch))."
    )
  }

  private static var noteNotReadRow: Wording {
    Wording(
      "noteNotRead", .refused,
      "Vous n’avez pas lu cette note telle qu’elle est maintenant. Rien n’a été changé. Lisez-la avec « carnet note show », puis recommencez.",
      "You have not read this note as it stands now. Nothing was changed. Read it with “carnet note show”, then start again.",
      "U hebt deze notitie niet gelezen zoals ze nu is. Er is niets gewijzigd. Lees ze met “carnet note show” en herbegin."
    )
  }

  private static func receivedRow(_ service: String) -> Wording {
    Wording(
      "noteReceived", .refused,
      "Cette note est \(de: service), qui en répond seul. Elle n’a pas été changée. Écrivez la vôtre dans le suivi de votre service.",
      "This note is from “\(service)”, which alone answers for it. It was not changed. Write yours in the case file of your service.",
      "Deze notitie is van “\(service)”, die er als enige voor instaat. Ze is niet gewijzigd. Schrijf de uwe in het dossier van uw dienst."
    )
  }

  private static func lastWorkerRow(_ name: String) -> Wording {
    Wording(
      "lastWorker", .refused,
      "\(name) est la seule personne qui ouvre encore les notes de ce service. Son accès n’a pas pris fin : plus personne ne pourrait les lire. Faites d’abord admettre un·e collègue par « carnet worker admit ».",
      "\(name) is the only person who can still open this service’s notes. The access was not ended: nobody could read them any more. First have a colleague admitted with “carnet worker admit”.",
      "\(name) is de enige die de notities van deze dienst nog kan openen. De toegang is niet beëindigd: niemand zou ze nog kunnen lezen. Laat eerst een collega toe met “carnet worker admit”."
    )
  }

  private static var voletKeyNotHereRow: Wording {
    Wording(
      "voletKeyNotHere", .refused,
      "La clé de ce volet n’est pas encore arrivée sur cet appareil. Rien n’a été enregistré : gardez votre texte. Faites un échange avec « carnet sync », puis recommencez.",
      "The key of this volet has not arrived on this device yet. Nothing was saved: keep your text. Exchange with “carnet sync”, then try again.",
      "De sleutel van dit luik is nog niet op dit toestel. Er is niets bewaard: houd uw tekst. Wissel uit met “carnet sync” en probeer opnieuw."
    )
  }

  private static func refusedByRulesRow(_ rule: RefusalCode) -> Wording {
    Wording(
      "refusedByRules", .refused,
      "Les règles du service ne permettent pas cela maintenant\(RuleReasons.parenthesis(rule, .french)). Rien n’a été enregistré : gardez votre texte. Faites un échange avec « carnet sync » ; si cela dure, parlez-en à l’opérateur.",
      "The rules of the service do not allow this now\(RuleReasons.parenthesis(rule, .english)). Nothing was saved: keep your text. Exchange with “carnet sync”; if it lasts, talk to the operator.",
      "De regels van de dienst laten dit nu niet toe\(RuleReasons.parenthesis(rule, .dutch)). Er is niets bewaard: houd uw tekst. Wissel uit met “carnet sync”; blijft het duren, spreek dan met de operator."
    )
  }

  private static var caseClosedRow: Wording {
    Wording(
      "caseClosed", .refused,
      "Ce suivi est clos. Rien n’a été enregistré : gardez votre texte. Pour reprendre avec la personne : « carnet case reopen ».",
      "This case file is closed. Nothing was saved: keep your text. To resume with the person: “carnet case reopen”.",
      "Dit dossier is gesloten. Er is niets bewaard: houd uw tekst. Om met de persoon te hervatten: “carnet case reopen”."
    )
  }

  private static var leftServiceRow: Wording {
    Wording(
      "leftService", .refused,
      "Cet appareil a été retiré du service : ce qui se décide ici ne parviendrait à personne. Rien n’a été enregistré. Faites-le sur un autre appareil du service ; un retrait peut aussi se dire au guichet du service qui reçoit. Les notes s’ouvrent et s’écrivent comme avant : remettez chaque suivi avec « carnet export ».",
      "This device was removed from the service: what is decided here would reach nobody. Nothing was recorded. Do it on another device of the service; a withdrawal can also be said at the counter of the service that receives. Notes open and are written as before: hand each case file over with “carnet export”.",
      "Dit toestel is uit de dienst verwijderd: wat hier beslist wordt, zou niemand bereiken. Er is niets vastgelegd. Doe het op een ander toestel van de dienst; een intrekking kan ook gezegd worden aan het loket van de dienst die ontvangt. Notities openen en schrijven kan zoals voordien: geef elk dossier door met “carnet export”."
    )
  }

  private static var caseAlreadyLinkedRow: Wording {
    Wording(
      "caseAlreadyLinked", .success,
      "Ce partage est déjà relié à ce suivi. Rien n’a été changé.",
      "This share is already linked to this case file. Nothing was changed.",
      "Deze deling is al aan dit dossier gekoppeld. Er is niets gewijzigd."
    )
  }

  private static var shareNotLinkedRow: Wording {
    Wording(
      "shareNotLinked", .success,
      "Ce partage n’est relié à aucun suivi. Rien n’a été changé.",
      "This share is linked to no case file. Nothing was changed.",
      "Deze deling is aan geen dossier gekoppeld. Er is niets gewijzigd."
    )
  }

  private static func alreadyGivenRow(
    _ id: String, _ isPlanned: Bool, _ until: CalendarDate?
  ) -> Wording {
    let id = id.shortened
    func day(_ language: Language) -> String { until.map(Phrasebook(language).date) ?? "–" }
    return Wording(
      "consentAlreadyGiven", .usage,
      "Le même accord est déjà \(isPlanned ? "prévu" : "en vigueur"), jusqu’au \(day(.french)) (\(id)). Rien n’a été changé. Une autre fin, d’autres volets ou un autre sens en font un nouvel accord, qui prend sa place. Pour recommencer seulement à partir de maintenant, retirez-le d’abord : « carnet consent withdraw \(id) ».",
      "The same consent is \(isPlanned ? "planned" : "in force") already, until \(day(.english)) (\(id)). Nothing was changed. Another end, other volets or another way make a new consent, which takes its place. To begin again only from now on, first withdraw it: “carnet consent withdraw \(id)”.",
      "Dezelfde toestemming is al \(isPlanned ? "gepland" : "van kracht"), tot \(day(.dutch)) (\(id)). Er is niets gewijzigd. Een ander einde, andere luiken of een andere richting maken een nieuwe toestemming, die haar plaats inneemt. Om pas vanaf nu opnieuw te beginnen, trek ze eerst in: “carnet consent withdraw \(id)”."
    )
  }

  private static var namesakeRow: Wording {
    Wording(
      "namesake", .success,
      "Homonyme possible dans votre service. Vérifiez avec la personne, sans lire l’autre fiche à voix haute. Les deux suivis restent séparés.",
      "Possible namesake in your service. Check with the person, without reading the other card aloud. The two case files stay separate.",
      "Mogelijke naamgenoot in uw dienst. Ga het na met de persoon, zonder de andere fiche hardop te lezen. Beide dossiers blijven gescheiden."
    )
  }

  private static var alreadyWithdrawnRow: Wording {
    Wording(
      "consentAlreadyWithdrawn", .success,
      "Cet accord est déjà retiré. Rien n’a été changé. « carnet consent list » montre quand.",
      "This consent is already withdrawn. Nothing was changed. “carnet consent list” shows when.",
      "Deze toestemming is al ingetrokken. Er is niets gewijzigd. “carnet consent list” toont wanneer."
    )
  }

  private static var paperForgottenRow: Wording {
    Wording(
      "paperForgotten", .notFound,
      "Cet accord a été retrouvé par l’autre service, après le retour d’une copie plus ancienne : ce que son papier dit n’est plus connu ici. Rien n’a été changé. L’accord vaut toujours ; la personne garde le papier qu’elle avait reçu.",
      "This consent was found again through the other service, after an older copy came back: what its paper says is not known here any more. Nothing was changed. The consent still holds; the person keeps the paper that she was given.",
      "Deze toestemming werd teruggevonden via de andere dienst, na de terugkeer van een oudere kopie: wat het papier zegt, is hier niet meer bekend. Er is niets veranderd. De toestemming geldt nog; de persoon houdt het papier dat ze kreeg."
    )
  }

  private static func paperElsewhereRow(_ service: String) -> Wording {
    Wording(
      "paperElsewhere", .notFound,
      "La personne a donné cet accord auprès \(de: service) : c’est ce service qui lui en remet le papier. Rien n’a été changé. Si elle veut y mettre fin, elle peut aussi le dire ici : « carnet consent withdraw ».",
      "The person gave this consent to “\(service)”: that service hands her the paper of it. Nothing was changed. If she wants to end it, she may say so here too: “carnet consent withdraw”.",
      "De persoon gaf deze toestemming aan “\(service)”: die dienst geeft haar het papier ervan. Er is niets gewijzigd. Wil ze die beëindigen, dan mag ze dat ook hier zeggen: “carnet consent withdraw”."
    )
  }

  private static var noVoletNamedRow: Wording {
    Wording(
      "noVoletNamed", .usage,
      "Aucun volet n’est nommé. Rien n’a été enregistré ni retiré. Demandez à la personne lesquels, puis écrivez par exemple --volets contact,droits.",
      "No volet is named. Nothing was recorded or withdrawn. Ask the person which, then write for example --volets contact,droits.",
      "Er is geen luik genoemd. Er is niets vastgelegd of ingetrokken. Vraag de persoon welke en schrijf bijvoorbeeld --volets contact,droits."
    )
  }

  private static var ownServiceRow: Wording {
    Wording(
      "recipientIsOwnService", .usage,
      "Le destinataire est votre propre service, dont les appareils ont déjà ce suivi. Aucun accord n’a été enregistré. Nommez un autre service.",
      "The recipient is your own service, whose devices already have this case file. No consent was recorded. Name another service.",
      "De bestemmeling is uw eigen dienst, waarvan de toestellen dit dossier al hebben. Er is geen toestemming vastgelegd. Noem een andere dienst."
    )
  }

  private static func sinceToComeRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "sinceToCome", .usage,
      "Le \(day(.french)) est encore à venir : il n’y a pas de passé à transmettre depuis ce jour. Aucun accord n’a été enregistré, et rien n’a été retiré. Vérifiez l’année ; pour ne rien transmettre du passé : --past rien.",
      "\(day(.english)) is still to come: there is no past to share since that day. No consent was recorded, and nothing was taken back. Check the year; to share nothing of the past: --past nothing.",
      "\(day(.dutch)) moet nog komen: er is geen verleden om te delen sinds die dag. Er is geen toestemming vastgelegd en niets is teruggenomen. Controleer het jaar; om niets van het verleden te delen: --past niets."
    )
  }

  private static func untilInThePastRow(_ date: CalendarDate) -> Wording {
    func day(_ language: Language) -> String { Phrasebook(language).date(date) }
    return Wording(
      "untilInThePast", .usage,
      "L’accord finirait le \(day(.french)), qui est passé. Aucun accord n’a été enregistré. Choisissez un jour à venir avec la personne.",
      "The consent would end on \(day(.english)), which is past. No consent was recorded. Choose a day to come with the person.",
      "De toestemming zou eindigen op \(day(.dutch)), dat is voorbij. Er is geen toestemming vastgelegd. Kies met de persoon een dag die nog komt."
    )
  }

  private static var untilBeforeEffectRow: Wording {
    Wording(
      "untilBeforeEffect", .usage,
      "L’accord finirait avant de commencer. Aucun accord n’a été enregistré. Vérifiez les deux dates avec la personne.",
      "The consent would end before it begins. No consent was recorded. Check both dates with the person.",
      "De toestemming zou eindigen voor ze begint. Er is geen toestemming vastgelegd. Ga beide datums na met de persoon."
    )
  }

  private static func voletNotInConsentRow(_ volet: Volet) -> Wording {
    Wording(
      "voletNotInConsent", .usage,
      "Le volet « \(Phrasebook(.french).volet(volet)) » ne fait pas partie de cet accord. Rien n’a été retiré. « carnet consent list » montre ses volets.",
      "The volet “\(Phrasebook(.english).volet(volet))” is not part of this consent. Nothing was withdrawn. “carnet consent list” shows its volets.",
      "Het luik “\(Phrasebook(.dutch).volet(volet))” hoort niet bij deze toestemming. Er is niets ingetrokken. “carnet consent list” toont de luiken."
    )
  }

  private static func answersRow(_ service: String, _ volets: [Volet]) -> Wording {
    func names(_ language: Language) -> String { Phrasebook(language).volets(volets) }
    return Wording(
      "answersBesideConsent", .usage,
      "Par un accord dans les deux sens, \(service) répond dans : \(names(.french)). Un accord dans un seul sens y met fin, et ce qui en est revenu sera effacé ici. Rien n’a été enregistré. Demandez à la personne si cela continue : --both-ways, ou prend fin : --one-way.",
      "By a consent both ways \(service) answers in: \(names(.english)). A consent one way ends that, and what came back is erased here. Nothing was recorded. Ask the person whether that goes on: --both-ways, or ends: --one-way.",
      "Door een toestemming in beide richtingen antwoordt \(service) in: \(names(.dutch)). Een toestemming in één richting maakt daar een einde aan, en wat terugkwam wordt hier gewist. Er is niets vastgelegd. Vraag de persoon of het doorgaat: --both-ways, of eindigt: --one-way."
    )
  }

  private static func earlierRow(
    _ service: String, _ earlier: [Volet], _ day: CalendarDate?
  ) -> Wording {
    func names(_ language: Language) -> String { Phrasebook(language).volets(earlier) }
    func what(_ language: Language) -> String { Phrasebook(language).ofBefore(day) }
    return Wording(
      "earlierBesideConsent", .usage,
      "Par un accord d’avant, \(service) peut lire \(what(.french)) dans : \(names(.french)). Rien n’a été enregistré. Demandez à la personne si cela reste lisible jusqu’à la nouvelle fin : --keep-past, ou prend fin et doit être effacé : --from-now.",
      "By an earlier consent \(service) may read \(what(.english)) in: \(names(.english)). Nothing was recorded. Ask the person whether that stays readable until the new end: --keep-past, or ends and is to be erased: --from-now.",
      "Door een eerdere toestemming mag \(service) \(what(.dutch)) lezen in: \(names(.dutch)). Er is niets vastgelegd. Vraag de persoon of dat leesbaar blijft tot het nieuwe einde: --keep-past, of eindigt en gewist moet worden: --from-now."
    )
  }

  private static func refusalApartRow(_ file: String, _ service: String) -> Wording {
    Wording(
      "refusalApart", .success,
      "La personne du suivi \(file) a refusé pour \(service), et un accord recueilli sans le savoir y transmet, ou transmettra. Demandez-lui ce qu’elle veut, puis « carnet consent refuse \(file) --to \(service) », avec --withdraw si l’accord prend fin, ou --keep s’il reste.",
      "The person of case file \(file) refused for \(service), and a consent taken without knowing it sends there, or will. Ask what the person wants, then “carnet consent refuse \(file) --to \(service)” with --withdraw if the consent ends, or --keep if it stays.",
      "De persoon van dossier \(file) weigerde voor \(service), en een toestemming die zonder dat te weten werd opgenomen, geeft daaraan door, of zal dat doen. Vraag wat de persoon wil, dan “carnet consent refuse \(file) --to \(service)” met --withdraw als de toestemming eindigt, of --keep als ze blijft."
    )
  }

  private static func besideRefusalRow(_ service: String, _ volets: [Volet]) -> Wording {
    func names(_ language: Language) -> String { Phrasebook(language).volets(volets) }
    return Wording(
      "consentsBesideRefusal", .usage,
      "Par un accord enregistré, \(service) reçoit, recevra, ou garde : \(names(.french)). Le refus n’a pas été enregistré. Demandez à la personne si cet accord prend fin aussi : --withdraw, ou s’il reste : --keep.",
      "By a recorded consent \(service) receives, will receive, or keeps: \(names(.english)). The refusal was not recorded. Ask the person whether that consent ends too: --withdraw, or stays: --keep.",
      "Door een vastgelegde toestemming ontvangt \(service), zal ontvangen, of houdt: \(names(.dutch)). De weigering is niet vastgelegd. Vraag de persoon of die toestemming ook eindigt: --withdraw, of blijft: --keep."
    )
  }
}
