import CaseFile
import Envelope
import Foundation
import Notebook
import Replica
import Replication
import Store
import Transport
import Words

/// From an error of any floor to the fact that a person is told.
struct Diagnosis {
  /// The folder of the notebook.
  let folder: String
  /// The peer that was being spoken to, as it was named.
  var peer = ""

  /// Nil for an error of no floor of ours.
  func fact(of error: any Error) -> Fact? {
    switch error {
    case let error as CommandFailure: error.fact
    case let error as NotebookError: fact(error)
    case let error as ReplicaError: fact(error)
    case let error as StoreError: fact(error)
    case let error as EnvelopeError: fact(error)
    case let error as RuleBroken: .rule(error)
    case let error as TransportError: fact(error)
    case is PairingBroken: .network(.protocolBroken(peer))
    case let error as ControlFailure: .home(.defect(error.word))
    case _: nil
    }
  }

  func fact(_ error: NotebookError) -> Fact {
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
    case .severalWorkers: .access(.severalWorkers([]))
    case .workerNotAdmitted(let name, let digits):
      .access(.notAdmitted(name, digits: digits?.description ?? ""))
    case .weakPassphrase: .access(.weakPassphrase)
    case .untypablePassphrase: .access(.untypablePassphrase)
    case .deviceNotNamed(let name, let devices):
      .access(.deviceNotNamed(name, devices: devices.map(CommandContext.line)))
    case .unknownDevice(let given): .access(.unknownDevice(given))
    case .deviceEnded(let name, let digits):
      .access(.deviceEnded(name, digits: digits.description))
    case .workerNamesake(let name): .access(.workerNamesake(name))
    case .theirOwnDevice(let name): .access(.theirOwnDevice(name))
    case .deviceCodeUnreadable: .access(.deviceCodeUnreadable)
    case .furtherDeviceRole(let name, let role): furtherDeviceRole(name, role)
    case .workerEnded(let name): .access(.endedWorker(name))
    case .workerEndedHere(let name): .access(.endedByDevice(name))
    case .workerExists(let name): .access(.workerExists(name))
    case .workerOnly: .access(.workerNeeded)
    case .operatorOnly: .access(.operatorNeeded)
    case .nodeNotEnrolledYet: .access(.nodeNotEnrolledYet)
    case .noContentKey: .record(.voletKeyNotHere)
    case .unknownCase(let given): .lookup(.unknown(.caseFile, given))
    case .unknownNote(let given): .lookup(.unknown(.note, given))
    case .unknownRecord(let given): .lookup(.unknown(.record, given))
    case .unknownVersion(let given): .lookup(.unknown(.version, given))
    case .unknownShare(let given): .lookup(.unknown(.shared, given))
    case .unknownConsent(let given): .lookup(.unknown(.consent, given))
    case .unknownService(let given): .lookup(.unknown(.service, given))
    case .ambiguous(let given): .lookup(.ambiguous(.name, given, count: 2))
    case .rule(let rule): .rule(rule)
    case .recipientIsOurselves: .record(.recipientIsOwnService)
    case .lastWorker(let name): .record(.lastWorker(name))
    case .caseClosed: .record(.caseClosed)
    case .consentAlreadyGiven(let id, let isPlanned, let until):
      .record(
        .consentAlreadyGiven(
          id.description, isPlanned: isPlanned, until: until.flatMap(CalendarDate.init(lastBefore:))
        ))
    case .paperElsewhere(let service): .record(.paperElsewhere(service))
    case .paperForgotten: .record(.paperForgotten)
    case .severalPeople(let given, let people):
      .lookup(.severalPeople(given, people.map(PersonRow.init)))
    case .severalServices(let given, let services):
      .lookup(
        .severalServices(
          given, services.map { NamedServiceRow(name: $0.name, id: $0.service.description) }))
    case .severalConsents(let given, let consents):
      .lookup(
        .severalConsents(
          given,
          consents.map(NamedConsentRow.init)))
    case .anotherPerson(let received, let own):
      .record(.anotherPerson(received: PersonRow(received), own: PersonRow(own)))
    case .noteDeleted: .rule(.noteDeleted)
    case .recordDeleted: .rule(.recordDeleted)
    case .noteNotRead: .record(.noteNotRead)
    case .recordNotRead: .record(.recordNotRead)
    case .noteErased: .record(.noteErased)
    case .recordErased: .record(.recordErased)
    case .recordOfAnotherKind(let given, let type):
      .record(.recordOfAnotherKind(given, type))
    case .noteFromNewerVersion: .record(.noteFromNewerVersion)
    case .noteOfAnotherService(let service): .record(.noteReceived(from: service))
    case .recordOfAnotherService(let service): .record(.recordReceived(from: service))
    case .voletsNotInConsent(let volet): .record(.voletNotInConsent(volet))
    case .consentsBesideRefusal(let live):
      .record(
        .consentsBesideRefusal(
          to: live.first?.recipientName ?? "",
          Volet.allCases.filter { volet in live.contains { $0.volets.contains(volet.code) } }))
    case .answersBesideConsent(let service, let volets):
      .record(.answersBesideConsent(of: service, volets))
    case .earlierBesideConsent(let service, let volets):
      .record(.earlierBesideConsent(by: service, volets))
    case .sinceNotYetPossible: .record(.sinceNotYet)
    case .untilInThePast: .record(.untilBeforeEffect)
    case .textNotUTF8: .input(.notUTF8("-"))
    case .textTooLong(let limit): .input(.fileTooLong("-", maximum: limit))
    case .fieldTooLong(let name, let limit): .input(.fileTooLong(name, maximum: limit))
    case .invitationUnreadable: .pairing(.invitationUnreadable)
    case .invitationOfNewerVersion: .pairing(.invitationNewer)
    case .ownDeviceNotNamed(let given, let devices):
      .pairing(.ownDeviceNotNamed(given, devices.map(OwnDeviceRow.init)))
    case .notProven(let peer): .pairing(.peerNotProven(peer))
    case .wrongString: .pairing(.wrongString)
    case .peerHasNoAddress(let peer): .network(.noAddress(peer))
    case .changeRefused(let code):
      .record(.refusedByRules(code.name))
    case .store(let error): fact(error)
    case .envelope(let error): fact(error)
    }
  }

  func fact(_ error: ReplicaError) -> Fact {
    switch error {
    case .twin: .home(.twin)
    case .leftService: .record(.leftService)
    case .removedMeetsNobody: .pairing(.removedMeetsNobody)
    case .unknownPeer(let given): .lookup(.unknown(.peer, given))
    case .ambiguousPeer(let given): .lookup(.ambiguous(.name, given, count: 2))
    case .invitationForOwnNode: .pairing(.invitationIsOwn)
    case .invitationForOtherService: .pairing(.invitationIsNotOwn)
    case .pairing(let refusal): fact(refusal)
    case .invitationUsedHere(let row): answered(row)
    case .peerNotVerified(let peer): .pairing(.peerNotVerified(peer))
    case .statementRefused(let code): .record(.refusedByRules(code.name))
    }
  }

  private func furtherDeviceRole(_ name: String, _ code: String) -> Fact {
    do {
      return .access(.furtherDeviceRole(name, try Role(parsing: code)))
    } catch {
      return .rule(error)
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

  func fact(_ error: StoreError) -> Fact {
    switch error {
    case .alreadyAHome: .home(.alreadyAHome(folder))
    case .notAHome: .home(.notAHome(folder))
    case .ledgerMissing: .home(.ledgerMissing(folder))
    case .damaged: .home(.damaged)
    case .newerVersion: .home(.newerVersion)
    case .readOnly: .home(.readOnly)
    case .diskFull: .home(.diskFull)
    case .busy: .home(.busy)
    case .inputOutput: isClosed ? .home(.folderClosed(folder)) : .home(.inputOutput(folder))
    case .cannotCreate: .home(.cannotCreate(folder))
    case .locked, .noFeed: .home(.defect(String(describing: error)))
    }
  }

  /// Whether the system lets this account read nothing of the folder: no fault of the disk.
  private var isClosed: Bool {
    [(folder, R_OK | X_OK), (folder + "/ledger.db", R_OK)].contains { path, wanted in
      access(path, wanted) != 0 && errno == EACCES
    }
  }

  func fact(_ error: EnvelopeError) -> Fact {
    switch error {
    case .wrongPassphrase: .access(.wrongPassphrase)
    case .missingEpoch, .missingRoot, .missingBox: .access(.keysNotHere)
    case .unknownVersion: .home(.newerVersion)
    case .unknownStatement: .home(.newerVersion)
    case .badCode: .pairing(.invitationUnreadable)
    case .malformed, .outOfBounds, .unsorted, .badSignature, .wrongAuthor, .sealed,
      .parametersRefused, .keyMismatch, .secretMismatch, .weakKey:
      .home(.damaged)
    }
  }

  func fact(_ refusal: PairingRefusal) -> Fact {
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

  func fact(_ error: TransportError) -> Fact {
    switch error {
    case .invalidIdentity: .home(.damaged)
    case .addressInUse(let endpoint), .cannotBind(let endpoint, _):
      .network(.cannotListen(endpoint.text))
    case .unreachable(let endpoint, _): .network(.unreachable(named(endpoint.text)))
    case .handshakeFailed(let fault): fact(fault)
    case .peerNotPinned: .pairing(.peerKeyChanged(peer))
    case .refusedByPeer: .network(.notAccepted(peer))
    case .timedOut: .network(.unreachable(peer))
    case .cutOff, .closed, .cancelled: .network(.cut(peer))
    case .lineTooLong: .home(.inputOutput(folder))
    case .doorTaken, .folderInUse: .network(.serveRuns)
    case .pathTooLong(let path): .home(.cannotCreate(path))
    case .file(let path, let reason): .home(.inputOutput(path, SystemReason(reason)))
    }
  }

  private func fact(_ fault: HandshakeFault) -> Fact {
    switch fault {
    case .tls, .otherProtocol, .noKey: .network(.protocolBroken(peer))
    case .cutOff: .network(.cut(peer))
    }
  }

  private func named(_ address: String) -> String { peer.isEmpty ? address : peer }
}
