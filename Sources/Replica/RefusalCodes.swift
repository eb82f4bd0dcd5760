package import Consent
package import Envelope
package import Replication

// From what our own floors found wrong to the number that a peer is told. Protocol/replication.md, section 6.

extension RefusalCode {
  package init(_ error: EnvelopeError) {
    switch error {
    case .badSignature: self = .signature
    case .unknownVersion, .unknownStatement: self = .newer
    case .malformed, .outOfBounds, .unsorted, .wrongAuthor, .sealed, .wrongPassphrase,
      .parametersRefused, .outOfMemory, .keyMismatch, .secretMismatch, .missingEpoch, .missingRoot,
      .missingBox,
      .weakKey, .badCode:
      self = .malformed
    }
  }

  package init(_ refusal: Judgement.Refusal) {
    switch refusal {
    case .otherLog: self = .notYours
    case .notOperator, .notEnrolled, .notAdmitted, .notTheirs, .ended, .notTheNode: self = .author
    case .misplaced, .noGenesis, .unknownNode, .unknownDevice, .notNew, .unknownVolet,
      .unknownStratum, .unknownEpoch, .otherParties, .unknownWithdrawal, .outsidePast, .full,
      .traceOnly:
      self = .misplaced
    case .outsideAnchor, .broken, .void: self = .void
    case .notGranted, .withdrawn, .expired, .citedClosed, .ceased: self = .closed
    case .purged: self = .purged
    }
  }

  package init(_ wait: Judgement.Wait) {
    switch wait {
    case .newerVersion: self = .newer
    case .parents, .controlHeads, .anchor, .wrap: self = .notYet
    }
  }
}
