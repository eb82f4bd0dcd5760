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
      let left = model.left(number, heard: everything)
      switch told.status {
      case .planned, .given, .suspended:
        let wrong = Set(told.volets).subtracting(left.map(\.code))
        if left.isEmpty || !wrong.isEmpty || model.isEnded(given) {
          accuse("\(site.label) says of \(given.consent) \(told.status): \(told.volets)")
        }
      case .withdrawn, .refused, .expired, .ceased, .unlinked: break
      }
      guard isOnTime, model.isUntouched(given) else { continue }
      let isWhole = Set(told.volets) == Set(given.volets.map(\.code))
      if told.status != (given.isInEffect ? .given : .planned) || !isWhole {
        accuse("\(site.label) says of untouched \(given.consent) \(told.status): \(told.volets)")
      }
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
      for reader in readers {
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

  private func texts(of notes: [NoteSummary], _ site: Site) throws -> Set<String> {
    Set(
      try notes.map { summary in
        let text = try site.notebook.showNote(summary.note.description, at: clock(site)).text
        return "\(summary.note) \(text)"
      })
  }
}
