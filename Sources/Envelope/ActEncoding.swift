import FoundationEssentials
import SwiftProtobuf
import Wire

/// Acts into messages of the wire. Bounds are checked by the reading that follows every signing.
enum ActEncoding {
  /// Throws only for a moment before 1970, which the wire cannot say.
  static func encode(_ act: Act) throws(EnvelopeError) -> WireRouting.OneOf_Act {
    switch act {
    case .genesis(let genesis): .genesis(encode(genesis))
    case .nodeEnrolled(let node, let operatorKey):
      .nodeEnrolled(
        .with {
          $0.nodeKey = Data(node.bytes)
          $0.operatorKey = Data(operatorKey.bytes)
        })
    case .nodeEnded(let node): .nodeEnded(.with { $0.nodeKey = Data(node.bytes) })
    case .workerEnrolled(let worker): .workerEnrolled(encode(worker))
    case .rootOpened(let root): .rootOpened(encode(root))
    case .workerAdmitted(let device, let wraps):
      .workerAdmitted(
        .with {
          $0.device = Data(device.bytes)
          $0.wraps = wraps.map(encode)
        })
    case .workerEnded(let worker, let devices):
      .workerEnded(
        .with {
          $0.worker = Data(worker.bytes)
          $0.devices = list(devices)
        })
    case .workerTerm(let worker, let term):
      .workerTerm(
        .with {
          $0.worker = Data(worker.bytes)
          $0.term = Data(term.bytes)
        })
    case .sheetPublished(let sheet): .sheetPublished(encode(sheet))
    case .sheetWithdrawn(let sheet): .sheetWithdrawn(.with { $0.sheet = Data(sheet.bytes) })
    case .caseOpened(let volets, let sealed):
      .caseOpened(
        .with {
          $0.volets = volets.map(volet)
          $0.sealed = Data(sealed.bytes)
        })
    case .stratumOpened(let start, let closes, let from):
      .stratumOpened(stratum(start, closes, from))
    case .epochOpened(let start): .epochOpened(epoch(start))
    case .ownRecord(let subject, let sealed, let withdraws, let seen, let turn):
      .ownRecord(
        .with {
          $0.subject = Data(subject)
          $0.sealed = Data(sealed.bytes)
          $0.withdraws = list(withdraws)
          $0.seen = seen.map { Data($0.bytes) }
          $0.turn = turn?.rawValue ?? 0
        })
    case .grant(let grant): .grant(try encode(grant))
    case .epochsWrapped(let epochs, let box):
      .epochsWrapped(
        .with {
          $0.epochs = epochs.map(wrap)
          $0.box = Data(box.bytes)
        })
    case .withdrawal(let consent, let volets, let purge):
      .withdrawal(
        .with {
          $0.consent = Data(consent.bytes)
          $0.volets = list(volets)
          $0.purge = list(purge)
        })
    case .receipt(let withdrawal, let node, let outcome, let reason):
      .receipt(
        .with {
          $0.withdrawal = Data(withdrawal.bytes)
          $0.nodeKey = Data(node.bytes)
          $0.outcome = encode(outcome)
          $0.reason = reason
        })
    case .anchor(let authors, let heads):
      .anchor(
        .with {
          $0.authors = list(authors)
          $0.heads = list(heads)
        })
    case .erasure(let documents): .erasure(.with { $0.documents = list(documents) })
    case .ceased(let consent, let volets):
      .ceased(
        .with {
          $0.consent = Data(consent.bytes)
          $0.volets = list(volets)
        })
    }
  }

  private static func encode(_ genesis: Genesis) -> WireGenesis {
    .with {
      $0.rootKey = Data(genesis.rootKey.bytes)
      $0.operatorKey = Data(genesis.operatorKey.bytes)
      $0.name = genesis.name
      $0.kind = genesis.kind
      $0.country = genesis.country
      $0.nonce = Data(genesis.nonce)
      $0.device = Data(genesis.device.bytes)
    }
  }

  private static func encode(_ worker: WorkerEnrolled) -> WireWorkerEnrolled {
    .with {
      $0.worker = Data(worker.worker.bytes)
      $0.device = Data(worker.device.bytes)
      $0.box = Data(worker.box.bytes)
      $0.nodeKey = Data(worker.node.bytes)
      $0.card = Data(worker.card.bytes)
    }
  }

  private static func encode(_ root: RootOpened) -> WireRootOpened {
    .with {
      $0.root = Data(root.root.bytes)
      $0.box = Data(root.box.bytes)
      $0.boxSecret = Data(root.boxSecret.bytes)
      $0.previous = Data(root.previous?.bytes ?? [])
      $0.wraps = root.wraps.map { wrap in
        .with {
          $0.device = Data(wrap.device.bytes)
          $0.wrap = Data(wrap.wrap.bytes)
        }
      }
    }
  }

  private static func encode(_ wrap: RootWrap) -> WireRootWrap {
    .with {
      $0.root = Data(wrap.root.bytes)
      $0.wrap = Data(wrap.wrap.bytes)
    }
  }

  private static func encode(_ sheet: Sheet) -> WireSheetPublished {
    .with {
      $0.sheet = Data(sheet.id.bytes)
      $0.kind = sheet.kind
      $0.entries = sheet.entries.map { entry in
        .with { ($0.field, $0.value) = (entry.field, entry.value) }
      }
    }
  }

  private static func volet(_ start: EpochStart) -> WireVoletOpened {
    .with {
      $0.volet = Data(start.volet.bytes)
      $0.stratum = Data(start.stratum.bytes)
      $0.epoch = Data(start.epoch.bytes)
      $0.wrap = Data(start.wrap.bytes)
    }
  }

  private static func stratum(
    _ start: EpochStart, _ closes: [StratumID], _ from: Instant
  ) -> WireStratumOpened {
    .with {
      $0.volet = Data(start.volet.bytes)
      $0.stratum = Data(start.stratum.bytes)
      $0.epoch = Data(start.epoch.bytes)
      $0.wrap = Data(start.wrap.bytes)
      $0.closes = list(closes)
      $0.from = UInt64(clamping: from.milliseconds)
    }
  }

  private static func epoch(_ start: EpochStart) -> WireEpochOpened {
    .with {
      $0.volet = Data(start.volet.bytes)
      $0.stratum = Data(start.stratum.bytes)
      $0.epoch = Data(start.epoch.bytes)
      $0.wrap = Data(start.wrap.bytes)
    }
  }

  private static func wrap(_ start: EpochStart) -> WireEpochWrap {
    .with {
      $0.volet = Data(start.volet.bytes)
      $0.stratum = Data(start.stratum.bytes)
      $0.epoch = Data(start.epoch.bytes)
      $0.wrap = Data(start.wrap.bytes)
    }
  }

  private static func encode(_ grant: Grant) throws(EnvelopeError) -> WireGrant {
    let until = grant.until?.milliseconds
    if let until, until <= 0 { throw .outOfBounds(.number) }
    guard grant.cites.map({ $0.volets.count == grant.volets.count }) ?? true else {
      throw .outOfBounds(.list)
    }
    return .with {
      $0.consent = Data(grant.consent.bytes)
      $0.owner = Data(grant.owner.bytes)
      $0.recipient = Data(grant.recipient.bytes)
      $0.volets = list(grant.volets)
      $0.until = until.map { UInt64($0) } ?? 0
      $0.bothWays = grant.bothWays
      $0.citesShare = Data(grant.cites?.share.bytes ?? [])
      $0.citesConsent = Data(grant.cites?.consent.bytes ?? [])
      $0.citesVolets = list(grant.cites?.volets ?? [])
      $0.sealed = Data(grant.sealed.bytes)
      $0.ownerWrap = Data(grant.ownerWrap.bytes)
      $0.recipientWrap = Data(grant.recipientWrap.bytes)
    }
  }

  private static func encode(_ outcome: Outcome) -> WireOutcome {
    switch outcome {
    case .attested: .attested
    case .refused: .refused
    }
  }

  private static func list<Kind>(_ identifiers: [Identifier<Kind>]) -> [Data] {
    identifiers.map { Data($0.bytes) }
  }
}
