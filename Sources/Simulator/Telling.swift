import CRDT
import CaseFile
import Envelope
import Notebook
import Store

/// The laws of what is said: of a note, who will read it; of a consent, how it stands; of what was agreed, that it is there.
extension Town {
  /// Whoever is named as a reader after a write may read it, as far as the node has heard.
  func checkReaders(of note: DocumentID, _ site: Site) throws {
    let told = try site.notebook.readers(of: note, at: clock(site)).told
    for other in sites where other.service != site.service {
      guard told.contains(other.serviceName),
        !model.permits(note, to: other.service, heard: site.heard, site.question)
      else { continue }
      accuse("\(site.label) said that \(note) goes to \(other.serviceName)")
    }
  }

  /// At the end each node of the owner says of each consent what became of it.
  func checkTold(_ site: Site) throws {
    let everything = model.everything
    let isOnTime = self.site(of: site.service).allSatisfy { $0.skew == 0 }
    for number in model.agreements.indices {
      guard let given = model.given(number), given.owner == site.service,
        !model.blurred.contains(given.caseFile)
      else { continue }
      guard let told = try site.notebook.consent(given.consent, at: clock(site)) else {
        accuse("\(site.label) does not know consent \(given.consent)")
        continue
      }
      if told.events.count(where: { $0.event == .given }) > 1 {
        accuse("\(site.label) says of \(given.consent) twice that it was given")
      }
      let left = model.left(number, heard: everything)
      switch told.status {
      case .planned, .given, .suspended:
        let wrong = Set(told.volets).subtracting(left)
        if left.isEmpty || !wrong.isEmpty || model.isEnded(given) {
          accuse("\(site.label) says of \(given.consent) \(told.status): \(told.volets)")
        }
      case .withdrawn, .refused, .expired, .ceased, .unlinked: break
      }
      guard isOnTime, model.isUntouched(given) else { continue }
      let isWhole = Set(told.volets) == Set(given.volets)
      if told.status != (given.isInEffect ? .given : .planned) || !isWhole {
        accuse("\(site.label) says of untouched \(given.consent) \(told.status): \(told.volets)")
      }
    }
  }

  /// What is said of a withdrawal is what happened: everything that ended with it is named, and nobody is asked to erase
  /// what was never sent.
  func checkSaid(
    _ done: Withdrawal, _ given: Given, beside live: [ConsentID: Set<Volet>], _ site: Site
  ) throws {
    let left = try liveConsents(of: given.caseFile, site)
    let told = Set(done.along.map(\.consent) + [done.consent])
    for (consent, volets) in live.sorted(by: { $0.key < $1.key })
    where left[consent, default: []] != volets && !told.contains(consent) {
      accuse("\(site.label) ended \(consent) with \(done.consent) and did not say so")
    }
    let begun = model.agreements.indices.compactMap(model.given).contains {
      $0.caseFile == given.caseFile && $0.recipient == given.recipient && $0.isInEffect
    }
    for volet in done.sent {
      let isWritten = model.notes.values.contains {
        $0.caseFile == given.caseFile && $0.volet == volet
      }
      if !begun || !isWritten { accuse("\(site.label) asks to erase \(volet), never sent") }
    }
  }

  /// Consents in force or planned, and their volets, as a node says.
  func liveConsents(of file: CaseID, _ site: Site) throws -> [ConsentID: Set<Volet>] {
    let listed = try site.notebook.listConsents(file.description, at: clock(site)).filter {
      [.given, .suspended, .planned].contains($0.status)
    }
    return Dictionary(
      listed.map { ($0.consent, Set($0.volets)) }, uniquingKeysWith: { $1 })
  }

  /// At the end a recipient lists a person whom another service shares with it once.
  func checkOneShare(_ site: Site) throws {
    var listed: [CaseID: [ShareID]] = [:]
    for shared in try site.notebook.listReceived(at: clock(site)) {
      if let file = try caseFile(of: shared.share, site) {
        listed[file, default: []].append(shared.share)
      }
    }
    for (file, shares) in listed.sorted(by: { $0.key < $1.key }) where shares.count > 1 {
      accuse("\(site.label) lists \(file) \(shares.count) times")
    }
  }

  /// At the end whoever was given a volet for good and for all time reads it as its owner does, where clocks are right.
  func checkReadable() throws {
    for number in model.agreements.indices {
      guard let given = model.given(number), given.isInEffect, given.isForThePast,
        model.isUntouched(given), !model.blurred.contains(given.caseFile)
      else { continue }
      let readers = site(of: given.recipient)
      guard let owner = site(of: given.owner).first,
        (site(of: given.owner) + readers).allSatisfy({ $0.skew == 0 })
      else { continue }
      let written = try texts(
        of: owner.notebook.listNotes(given.caseFile.description, at: clock(owner)).filter {
          given.volets.contains($0.volet)
        }, owner)
      for reader in readers where !model.unrooted.contains(reader.service) {
        let shares = try reader.notebook.listReceived(at: clock(reader)).filter {
          try caseFile(of: $0.share, reader) == given.caseFile
        }
        let read = try texts(
          of: shares.flatMap {
            try reader.notebook.listNotes($0.share.description, at: clock(reader))
          }, reader)
        let missing = written.subtracting(read)
        if !missing.isEmpty {
          accuse("\(reader.label) does not read \(missing.sorted().prefix(3)) of \(owner.label)")
        }
      }
    }
  }

  /// What somebody reads is on the list of whoever gave it, who could not take it back otherwise.
  func checkListed() throws {
    for reader in sites {
      for shared in try reader.notebook.listReceived(at: clock(reader)) {
        let given = model.agreements.indices.compactMap(model.given).first {
          $0.consent == shared.consent
        }
        guard let given else { continue }
        for owner in site(of: given.owner) {
          guard try owner.notebook.listCases().contains(where: { $0.id == given.caseFile }) else {
            continue
          }
          let listed = try owner.notebook.listConsents(
            given.caseFile.description, at: clock(owner))
          if !listed.contains(where: { $0.consent == shared.consent }) {
            accuse("\(owner.label) does not list \(shared.consent), which \(reader.label) reads by")
          }
        }
      }
    }
  }

  private func texts(of notes: [RecordSummary], _ site: Site) throws -> Set<String> {
    Set(
      try notes.map { summary in
        let text = try site.notebook.showNote(summary.record.description, at: clock(site)).text
        return "\(summary.record) \(text)"
      })
  }
}
