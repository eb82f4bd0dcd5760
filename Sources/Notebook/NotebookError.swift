public import CaseFile
public import Envelope
public import Replication

/// What went wrong in a use case, as a fact; `Words` makes it a sentence. Protocol/errors.md.
public enum NotebookError: Error, Sendable {
  // Who opens
  case wrongPassphrase
  /// The slot that would be opened was altered: nobody can tell whether the passphrase fits.
  case slotDamaged(SlotKind)
  case keyFileUnreadable
  case unknownWorker(String)
  /// A code of a recovery sheet that opens nothing here: another one was made since, or none ever.
  case recoveryVoid
  case noWorker
  case severalWorkers
  /// With the digits of the device, once they can be told.
  case workerNotAdmitted(String, digits: DeviceDigits?)
  case workerEnded(String)
  /// The access of a worker by this device has ended, and goes on by another.
  case workerEndedHere(String)
  /// Somebody who works here for a time comes after it is over: exclusive.
  case termOver(String, Role, until: Instant)
  /// The same by a clock that is doubted, or that was put back since.
  case termOverByClock(String, Role, until: Instant)
  /// Somebody of this role is enrolled for a time.
  case termMissing(Role)
  /// A term that is over, or whose last day is more than so many days away.
  case termOutOfRange(days: Int)
  case workerExists(String)
  /// Too few signs, or too few different ones, to protect anything.
  case weakPassphrase
  case untypablePassphrase
  /// Which device is meant must be said by its digits; here is what there is.
  case deviceNotNamed(String, [DeviceSummary])
  case unknownDevice(String)
  /// A device of that person has these digits, and its access has ended.
  case deviceEnded(String, digits: DeviceDigits)
  /// Somebody else who is admitted has a name that folds to this one.
  case workerNamesake(String)
  /// A further device of somebody who is admitted: they admit it themselves.
  case theirOwnDevice(String)
  case deviceCodeUnreadable
  /// A further device of somebody takes their role: this one.
  case furtherDeviceRole(String, role: Role)
  /// Nobody else could open the notes afterwards.
  case lastWorker(String)
  case workerOnly
  case operatorOnly
  /// This node's operator is not in the service log yet: exchange with the service's other node first.
  case nodeNotEnrolledYet

  // Names that lead nowhere
  case unknownCase(String)
  case unknownNote(String)
  /// The same of a record of another kind, or of whichever.
  case unknownRecord(String, of: RecordType? = nil)
  /// No version of the note: of its history there is no change that begins so.
  case unknownVersion(String)
  case unknownShare(String)
  case unknownConsent(String)
  case unknownService(String)
  /// What was typed can mean this many things.
  case ambiguous(String, count: Int)
  /// A name that several people have, and what tells them apart.
  case severalPeople(String, [Namesake])
  /// A name, or a beginning of one, that several paired services have.
  case severalServices(String, [NamedService])
  /// A name whose person has several consents.
  case severalConsents(String, [NamedConsent])
  /// A received share and a case file that do not read as of one person.
  case anotherPerson(received: Namesake, own: Namesake)

  // A follow-up passes to a colleague
  /// Somebody of this name does not follow the person of a case file.
  case followsNot(String, CaseID)
  /// A role that does not write who follows a person follows nobody.
  case mayNotFollow(String, Role)

  // What is decided with the person
  /// What was typed names a record about which nothing is to be decided.
  case nothingToDecide(String)
  /// It is for who began it, who follows the person, or the head of the service to decide.
  case orphanOfOthers
  /// What was decided about a record is said to have been so before the day on which its case file was opened.
  case agreedTooEarly(CalendarDate, opening: CalendarDate)

  // Whose name stands in the access log
  /// No line of the log of a case file of ours.
  case unknownLine(String)
  /// Nobody asked for the name in this line.
  case readerNotAsked(String)
  /// Whoever asked does not agree too: it takes a second one.
  case ownReaderRequest
  /// A role that does not decide whether a name is told.
  case readerForOthers

  // Rules of the field
  case rule(RuleBroken)
  case recipientIsOurselves
  case caseClosed
  /// The same terms stand already, or are planned, until then.
  case consentAlreadyGiven(ConsentID, isPlanned: Bool, until: Instant?)
  /// It is not extended, renewed or narrowed; nothing was recorded.
  case consentUnchanged(ConsentID, UnchangedConsent)
  /// The person gave it to the service of this name, which makes the paper of it.
  case paperElsewhere(String)
  /// It was found again, and what the paper says of it is not known here any more.
  case paperForgotten
  case noteDeleted
  case recordDeleted
  /// It changed since this worker saw it whole, or was never seen.
  case noteNotRead
  case recordNotRead
  /// Fields of it have several values, of which somebody is to choose: no word that it reads well does that.
  case fieldsToChoose(RecordType, [RecordField])
  /// Its words were destroyed.
  case noteErased
  case recordErased
  /// A record of this kind was named where one of another kind is meant.
  case recordOfAnotherKind(String, RecordType)
  /// One of a kind that stands alone by what it says: this one says the same.
  case recordStands(DocumentID, RecordType)
  /// More than a sheet may hold.
  case sheetTooLong
  /// The service has published as much as its log leaves room for.
  case sheetsFull
  /// Nobody has written the one record of this kind yet.
  case nothingWritten(RecordType)
  /// A person who was named has several appointments of this kind that may be meant.
  case severalMeetings(String, RecordType, [StructuredRecord])
  /// What became of the nearest one of a person who was named is told already; and those of which it is not.
  case meetingTold(String, RecordType, [StructuredRecord], open: [StructuredRecord])
  /// A person who was named has none that is meant; nil for who reads no names.
  case noMeeting(RecordType, MeantMeeting, CaseID, Namesake?)
  /// What was typed names no permanence.
  case unknownPermanence(String)
  /// What was typed names several permanences, and what tells them apart.
  case severalPermanences(String, [NamedPermanence])
  /// Nobody on the list of a permanence is meant by what was typed.
  case notOnList(String)
  /// What was typed is of several on the list of a permanence.
  case severalOnList(String, [StructuredRecord])
  /// Somebody said already what became of the one on a list who has this number.
  case outcomeStands(String)
  /// Somebody said what became of people on the list of a permanence that was to be deleted or erased.
  case outcomesStandIn(PermanenceLoss)
  /// A convention is not in this year.
  case yearOutsideConvention(Int)
  /// Of a kind that this version does not know.
  case noteFromNewerVersion
  /// The name of that service.
  case noteOfAnotherService(String)
  case recordOfAnotherService(String)
  case voletsNotInConsent(Volet)
  /// All that the service of this name shared there has ended.
  case shareEnded(String)
  /// A refusal to the service of this name beside consents in force or planned, and no word on what becomes of them.
  case consentsBesideRefusal(service: String, [ConsentSummary])
  /// The person changes place, and nobody said of these whether they go on.
  case consentsToDecide([ConsentSummary])
  /// A consent one way would end what that service sends back by an earlier one, and nobody said that it does.
  case answersBesideConsent(service: String, [Volet])
  /// A consent beside an earlier one that goes further back in the same volets, and no word on what only that one lets be
  /// read: of before a day, or of before the new one.
  case earlierBesideConsent(service: String, [Volet], before: CalendarDate?)
  case untilInThePast
  /// The past of a consent would begin on a day to come.
  case sinceToCome(CalendarDate)
  case noContentKey

  // Pairing
  case invitationUnreadable
  case invitationOfNewerVersion
  case notProven(String)
  /// The pairing with this peer was cancelled, or ended since.
  case pairingCancelled(String)
  /// What was typed is not as many digits as it takes.
  case digitsMalformed(String, count: Int)
  /// What was typed is not what the other one reads out.
  case wrongString
  /// Not the digits that were compared with a device that is verified.
  case otherDigits(String)
  /// Devices of our own service go by their numbers: here they are.
  case ownDeviceNotNamed(String, [OwnDevice])

  /// Our own gate does not let in what we write.
  case changeRefused(RefusalCode)
}

/// What is said of a note is said of it by name; of every other kind, of a record.
extension NotebookError {
  static func unknown(_ kind: RecordType?, _ typed: String) -> NotebookError {
    kind == .note ? .unknownNote(typed) : .unknownRecord(typed, of: kind)
  }

  static func erased(_ kind: RecordType?) -> NotebookError {
    kind == .note ? .noteErased : .recordErased
  }

  static func deleted(_ record: Record?) -> NotebookError {
    record?.type == .note ? .noteDeleted : .recordDeleted
  }

  static func notRead(_ record: Record) -> NotebookError {
    record.type == .note ? .noteNotRead : .recordNotRead
  }

  static func received(
    _ opened: ReadDocument, _ kind: RecordType?, from service: String
  ) -> NotebookError {
    (opened.record?.type ?? kind) == .note
      ? .noteOfAnotherService(service) : .recordOfAnotherService(service)
  }
}
