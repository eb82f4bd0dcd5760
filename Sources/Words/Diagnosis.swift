import CaseFile
import Envelope
import Notebook
import Replica
import Replication
public import Store

/// From an error of a use case, of a node, of the disk or of the bytes to the fact that a person is told. Nothing that the
/// error says is invented here: what it names was filled in by whoever raised it. Protocol/errors.md.
///
///     Diagnosis(folder: home, clock: clock).fact(of: error).map(words.sentence)
public struct Diagnosis: Sendable {
  /// The folder of the notebook, as whoever asks calls it.
  public let folder: String
  /// The peer that was being spoken to, as it was named; empty when none was.
  public let peer: String
  let clock: WallClock

  public init(folder: String, peer: String = "", clock: WallClock) {
    (self.folder, self.peer, self.clock) = (folder, peer, clock)
  }

  /// Nil for an error of no floor below.
  public func fact(of error: any Error) -> Fact? {
    switch error {
    case let error as NotebookError: fact(error)
    case let error as ReplicaError: fact(error)
    case let error as StoreError: fact(error)
    case let error as EnvelopeError: fact(error)
    case let error as RuleBroken: .rule(error)
    case _: nil
    }
  }

  private func fact(_ error: NotebookError) -> Fact {
    switch error {
    case .wrongPassphrase: .access(.wrongPassphrase)
    case .slotDamaged(.worker): .access(.workerKeyDamaged)
    case .slotDamaged(.operator): .access(.operatorKeyDamaged)
    case .slotDamaged(.recovery): .access(.sheetDamaged)
    case .slotDamaged(.boot): .access(.keyFileDamaged)
    case .keyFileUnreadable: .access(.keyFileUnreadable)
    case .unknownWorker(let name): .access(.unknownWorker(name))
    case .noWorker: .access(.noWorker)
    case .recoveryVoid: .access(.recoveryVoid)
    case .severalWorkers: .access(.severalWorkers)
    case .workerNotAdmitted(let name, let digits):
      .access(.notAdmitted(name, digits: digits?.description))
    case .weakPassphrase: .access(.weakPassphrase)
    case .untypablePassphrase: .access(.untypablePassphrase)
    case .deviceNotNamed(let name, let devices):
      .access(.deviceNotNamed(name, devices: devices.map(Phrasebook.line)))
    case .unknownDevice(let given): .access(.unknownDevice(given))
    case .deviceEnded(let name, let digits):
      .access(.deviceEnded(name, digits: digits.description))
    case .workerNamesake(let name): .access(.workerNamesake(name))
    case .theirOwnDevice(let name): .access(.theirOwnDevice(name))
    case .deviceCodeUnreadable: .access(.deviceCodeUnreadable)
    case .furtherDeviceRole(let name, let role): .access(.furtherDeviceRole(name, role))
    case .workerEnded(let name): .access(.endedWorker(name))
    case .workerEndedHere(let name): .access(.endedByDevice(name))
    case .termOver(let name, let role, let until):
      .access(.termOver(name, role, last: clock.lastDay(before: until)))
    case .termOverByClock(let name, let role, let until):
      .access(.termOverByClock(name, role, last: clock.lastDay(before: until)))
    case .termMissing(let role): .access(.termMissing(role))
    case .termOutOfRange(let days): .access(.termOutOfRange(days: days))
    case .workerExists(let name): .access(.workerExists(name))
    case .workerOnly: .access(.workerNeeded)
    case .operatorOnly: .access(.operatorNeeded)
    case .nodeNotEnrolledYet: .access(.nodeNotEnrolledYet)
    case .noContentKey: .record(.voletKeyNotHere)
    case .unknownCase(let given): .lookup(.unknown(.caseFile, given))
    case .unknownNote(let given): .lookup(.unknown(.note, given))
    case .unknownRecord(let given, let kind): .lookup(.unknown(.record, given, of: kind))
    case .unknownVersion(let given): .lookup(.unknown(.version, given))
    case .unknownShare(let given): .lookup(.unknown(.shared, given))
    case .unknownConsent(let given): .lookup(.unknown(.consent, given))
    case .unknownService(let given): .lookup(.unknown(.service, given))
    case .ambiguous(let given, let count): .lookup(.ambiguous(given, count: count))
    case .rule(let rule): .rule(rule)
    case .recipientIsOurselves: .record(.recipientIsOwnService)
    case .lastWorker(let name): .record(.lastWorker(name))
    case .caseClosed: .record(.caseClosed)
    case .consentAlreadyGiven(let id, let isPlanned, let until):
      .record(
        .consentAlreadyGiven(
          id.description, isPlanned: isPlanned, until: until.flatMap(clock.lastDay(before:))
        ))
    case .consentUnchanged(_, let why): .record(.consentUnchanged(why))
    case .paperElsewhere(let service): .record(.paperElsewhere(service))
    case .paperForgotten: .record(.paperForgotten)
    case .severalPeople(let given, let people):
      .lookup(.severalPeople(given, people.map(clock.row)))
    case .severalServices(let given, let services):
      .lookup(.severalServices(given, services))
    case .severalConsents(let given, let consents):
      .lookup(.severalConsents(given, consents.map(clock.row)))
    case .anotherPerson(let received, let own):
      .record(.anotherPerson(received: clock.row(received), own: clock.row(own)))
    case .noteDeleted: .rule(.noteDeleted)
    case .recordDeleted: .rule(.recordDeleted)
    case .noteNotRead: .record(.noteNotRead)
    case .recordNotRead: .record(.recordNotRead)
    case .fieldsToChoose(let type, let fields): .record(.fieldsToChoose(type, fields))
    case .noteErased: .record(.noteErased)
    case .recordErased: .record(.recordErased)
    case .recordOfAnotherKind(let given, let type):
      .record(.recordOfAnotherKind(given, type))
    case .recordStands(let record, let type):
      .record(.recordStands(record.description, type))
    case .sheetTooLong: .record(.sheetTooLong)
    case .sheetsFull: .record(.sheetsFull)
    case .nothingWritten(let type): .record(.nothingWritten(type))
    case .severalMeetings(let given, let kind, let found):
      .lookup(.severalMeetings(given, kind, found.map { MeetingRow($0, of: kind) }))
    case .meetingTold(let given, let kind, let found, let open):
      .lookup(
        .meetingTold(
          given, kind, found.map { MeetingRow($0, of: kind) },
          open: open.map { MeetingRow($0, of: kind) }))
    case .noMeeting(let kind, let which, let file, let person):
      .lookup(.noMeeting(kind, which, file: file.description, person?.name))
    case .unknownPermanence(let given): .lookup(.unknown(.permanence, given))
    case .severalPermanences(let given, let found):
      .lookup(.severalPermanences(given, found.map(PermanenceRow.init)))
    case .notOnList(let given): .record(.notOnList(given))
    case .severalOnList(let given, let entries):
      .record(.severalOnList(given, entries.map(\.namedOnList)))
    case .outcomeStands(let number): .record(.outcomeStands(number))
    case .outcomesStandIn(let loss): .record(.outcomesStandIn(PermanenceLossRow(loss)))
    case .yearOutsideConvention(let year): .record(.yearOutsideConvention(year))
    case .followsNot(let name, let file):
      .record(.followsNot(name, file: file.description))
    case .mayNotFollow(let name, let role): .record(.mayNotFollow(name, role))
    case .nothingToDecide(let typed): .record(.nothingToDecide(typed))
    case .orphanOfOthers: .record(.orphanOfOthers)
    case .unknownLine(let given): .lookup(.unknown(.line, given))
    case .readerNotAsked(let given): .record(.readerNotAsked(given))
    case .ownReaderRequest: .record(.ownReaderRequest)
    case .readerForOthers: .record(.readerForOthers)
    case .agreedTooEarly(let day, let opening):
      .record(.agreedTooEarly(day, opening: opening))
    case .noteFromNewerVersion: .record(.noteFromNewerVersion)
    case .noteOfAnotherService(let service): .record(.noteReceived(from: service))
    case .recordOfAnotherService(let service): .record(.recordReceived(from: service))
    case .voletsNotInConsent(let volet): .record(.voletNotInConsent(volet))
    case .shareEnded(let service): .record(.shareEnded(by: service))
    case .consentsBesideRefusal(let service, let live):
      .record(
        .consentsBesideRefusal(
          to: service,
          Volet.allCases.filter { volet in live.contains { $0.volets.contains(volet) } }))
    case .consentsToDecide(let open):
      .record(
        .consentsToDecide(
          open.map {
            ClosedConsent(
              id: $0.consent.description, to: $0.recipientName, volets: $0.notReplaced)
          }))
    case .answersBesideConsent(let service, let volets):
      .record(.answersBesideConsent(of: service, volets))
    case .earlierBesideConsent(let service, let volets, let day):
      .record(.earlierBesideConsent(by: service, volets, before: day))
    case .untilInThePast: .record(.untilBeforeEffect)
    case .sinceToCome(let day): .record(.sinceToCome(day))
    case .invitationUnreadable: .pairing(.invitationUnreadable)
    case .invitationOfNewerVersion: .pairing(.invitationNewer)
    case .ownDeviceNotNamed(let given, let devices):
      .pairing(.ownDeviceNotNamed(given, devices))
    case .notProven(let peer): .pairing(.peerNotProven(peer))
    case .pairingCancelled(let peer): .pairing(.pairingCancelled(peer))
    case .digitsMalformed(let given, let count):
      .pairing(.digitsMalformed(given, count: count))
    case .wrongString: .pairing(.wrongString)
    case .otherDigits(let name): .pairing(.otherDigits(name))
    case .changeRefused(let code):
      .record(.refusedByRules(code))
    }
  }

  private func fact(_ error: ReplicaError) -> Fact {
    switch error {
    case .twin: .home(.twin)
    case .leftService: .record(.leftService)
    case .removedMeetsNobody: .pairing(.removedMeetsNobody)
    case .unknownPeer(let given): .lookup(.unknown(.peer, given))
    case .ambiguousPeer(let given, let count): .lookup(.ambiguous(given, count: count))
    case .invitationForOwnNode: .pairing(.invitationIsOwn)
    case .invitationForOtherService: .pairing(.invitationIsNotOwn)
    case .pairing(let refusal): fact(refusal)
    case .invitationUsedHere(let row): answered(row)
    case .peerNotVerified(let peer): .pairing(.peerNotVerified(peer))
    case .statementRefused(let code): .record(.refusedByRules(code))
    }
  }

  /// What became of the peer that an invitation led to.
  private func answered(_ row: Store.PeerRow) -> Fact {
    let name = row.name.isEmpty ? String(row.node.description.prefix(8)) : row.name
    return switch row.state {
    case .proven: .pairing(.invitationAnswered(name, sas: row.sas))
    case .verified: .pairing(.invitationServed(name))
    case .invited, .removed: .pairing(.invitationUsed)
    }
  }

  /// What went wrong on the disk.
  public func fact(_ error: StoreError) -> Fact {
    switch error {
    case .alreadyAHome: .home(.alreadyAHome(folder))
    case .notAHome: .home(.notAHome(folder))
    case .ledgerMissing: .home(.ledgerMissing(folder))
    case .damaged: .home(.damaged)
    case .newerVersion: .home(.newerVersion)
    case .readOnly: .home(.readOnly)
    case .diskFull: .home(.diskFull)
    case .busy: .home(.busy)
    case .closed: .home(.folderClosed(folder))
    case .inputOutput: .home(.inputOutput(folder))
    case .cannotCreate: .home(.cannotCreate(folder))
    case .locked, .noFeed: .home(.defect(error.rawValue))
    }
  }

  private func fact(_ error: EnvelopeError) -> Fact {
    switch error {
    case .wrongPassphrase: .access(.wrongPassphrase)
    case .outOfMemory: .access(.outOfMemory)
    case .missingEpoch, .missingRoot, .missingBox: .access(.keysNotHere)
    case .unknownVersion: .home(.newerVersion)
    case .unknownStatement: .home(.newerVersion)
    case .badCode: .pairing(.invitationUnreadable)
    case .malformed, .outOfBounds, .unsorted, .badSignature, .wrongAuthor, .sealed,
      .parametersRefused, .keyMismatch, .secretMismatch, .weakKey:
      .home(.damaged)
    }
  }

  private func fact(_ refusal: PairingRefusal) -> Fact {
    switch refusal {
    case .used: .pairing(.invitationUsed)
    case .expired: .pairing(.invitationExpired)
    case .unknown: .pairing(.invitationUnknown)
    case .badProof: .pairing(.badProof)
    case .wrongKey: .pairing(.peerKeyChanged(peer))
    case .version: .network(.newerPeer(peer))
    case .fault: .pairing(.inviterTakesNothing(peer))
    }
  }
}
