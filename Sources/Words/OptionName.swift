/// An option or an argument, by what it is for.
public enum OptionName: CaseIterable, Hashable, Sendable {
  case home
  case worker
  case passphraseFile
  case newPassphraseFile
  case workerPassphraseFile
  /// Of the code of a recovery sheet.
  case sheetFile
  /// The operator’s passphrase, and not that of a worker.
  case ofOperator
  case keyFile
  case lang
  case json
  case withoutPeers
  case clockIsRight
  case delay
  case service
  case serviceKind
  case country
  case join
  case workerName
  case firstWorker
  case device
  case deviceCode
  /// The last day of somebody who works here for a time.
  case termEnd
  case role
  case listen
  case address
  case own
  case invitation
  case peer
  case peerAddress
  case sas
  case onlyCopy
  case acknowledge
  case personName
  /// The person of whom a list is asked.
  case listedName
  case born
  case received
  case caseFile
  case shared
  case text
  case record
  /// A kind of record, before what it is a kind of.
  case recordKind
  /// What a paired service published.
  case sheet
  case deletedRecords
  case base
  case version
  case place
  case to
  case volets
  case until
  case proof
  case explainedIn
  case past
  case effective
  case bothWays
  case oneWay
  case keepPast
  case fromNow
  /// How a consent or a refusal came about.
  case signed
  case explainedBy
  case interpreterKind
  case interpreterName
  case readAloud
  case refusalOffered
  case noConsequence
  case constrained
  case purpose
  case guardian
  case indicatedBy
  case notice
  case consent
  /// A consent that this service recorded.
  case ownConsent
  case withdrawnFrom
  case withdrawnVolets
  case addedVolets
  case narrowedVolets
  case laterEnd
  case releasedOn
  case searchWords
  case limit
  case format
  case out
  case withLog
  case largePrint
  case refusalWithdraws
  case refusalKeeps
  case easy
  case ended
  case alsoWithdraw
  case diedOn
  case deathLearntFrom
  case deathUndone
  case goingOn
  case stopping
  case closingReason
  case reopeningReason
  case samePerson
  case request
  case week
  case firstDay
  case lastDay
  case onlyCase
  case mine
  case paper
  case calendarFile
  case withPlace
  case slipGiven
  /// An appointment, by its number or by whose it is.
  case meeting
  /// A permanence, by its number or by its day.
  case permanence
  case listedCases
  case listed
  case question
  case paperReader
  case paperNumber
  case outcomeLines
  case wordsVolet
  case writtenOn
  case convention
  case year
  case unsafe
  case callPaper
  case followedBy
  case everybody
  /// Of what is decided with the person.
  case agreedOn
  /// Of a follow-up that passes to a colleague.
  case handTo
  case handFrom
  case handList
  case handText
  case handVolet
  case handPaper
  /// Of a name of the access log.
  case line
  case why
  case agree
  /// What becomes of a paper for the person.
  case handing
  case inside
}
