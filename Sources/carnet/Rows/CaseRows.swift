import CaseFile
import Envelope
import Notebook
import Words

/// From what the notebook knows of case files and consents to the rows that `Words` shows.
extension CommandContext {
  func row(_ file: CaseSummary) -> CaseRow {
    var row = CaseRow(
      id: file.id.description, names: [file.name], born: file.born,
      openedOn: file.openedOn.map(local),
      status: status(file.status))
    row.isCardDamaged = file.isCardDamaged
    return row
  }

  func page(_ file: CaseDetail) -> CasePage {
    var page = CasePage(
      row: row(file.summary), born: file.born.map { [$0] } ?? [],
      volets: file.volets.map {
        CasePage.VoletCount(
          volet: $0.volet, notes: $0.notes, records: $0.records, unsettled: $0.unsettled)
      },
      shares: file.consents.map(row), received: file.received.map(row))
    page.ended = file.ended.map(row)
    page.undecided = file.refusalsApart.map(fact)
    page.releases = file.releases.map {
      CasePage.Release(on: $0.on, at: moment($0.at), by: $0.by, counts: $0.counts)
    }
    return page
  }

  func fact(_ refusal: RefusalApart) -> Fact {
    .record(
      .refusalApart(
        file: String(refusal.caseFile.description.prefix(8)), to: refusal.recipient))
  }

  func row(_ shared: SharedSummary) -> ReceivedRow {
    var row = ReceivedRow(
      id: shared.share.description, from: shared.from, name: shared.name, volets: shared.volets,
      consent: shared.consent.description, sharedSince: shared.sharedSince.map(local),
      until: shared.until.flatMap(lastDay(before:)),
      linkedTo: shared.linkedTo?.description, ceasedOn: shared.ceasedOn.map(local),
      ceasedHere: shared.ceasedHere, born: shared.born,
      linkedApart: shared.linkedApart.map(\.description),
      alike: shared.alike.map(PersonRow.init))
    row.ceasedVolets = shared.ceasedVolets
    row.isAnswer = shared.isAnswer
    row.isCutOff = shared.isCutOff
    row.ends = shared.ends.map {
      .init(volets: $0.volets, until: $0.until.flatMap(lastDay(before:)))
    }
    row.consents = shared.consents.map(\.description)
    return row
  }

  private func status(_ status: CaseSummary.Status) -> CaseStatus {
    switch status {
    case .open: .open
    case .closed: .closed
    case .unknown: .unknown
    }
  }
}

extension PersonRow {
  init(_ person: Namesake) {
    self.init(
      id: Hexadecimal.encode(person.place.bytes), name: person.name, born: person.born,
      openedOn: person.openedOn.map {
        ZonedMoment(milliseconds: $0.milliseconds, offset: Clock.zone(at: $0))
      }, from: person.from)
  }
}
