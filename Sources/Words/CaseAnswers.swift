import CaseFile
import Envelope
public import Notebook
import Replica

/// Case files, and what is received beside them, as the reader's clock tells them.
extension WallClock {
  /// A line of the list of case files.
  public func row(_ file: CaseSummary) -> CaseRow {
    var row = CaseRow(
      id: file.id.description, names: [file.name], born: file.born,
      openedOn: file.openedOn.map(local),
      status: file.status)
    row.isCardDamaged = file.isCardDamaged
    return row
  }

  /// A case file, opened.
  public func page(_ file: CaseDetail) -> CasePage {
    var page = CasePage(
      row: row(file.summary), born: file.born.map { [$0] } ?? [],
      volets: file.volets.map {
        CasePage.VoletCount(
          volet: $0.volet, notes: $0.notes, records: $0.records, unsettled: $0.unsettled)
      },
      shares: file.consents.map(row), received: file.received.map(row))
    page.ended = file.ended.map(row)
    (page.unmet, page.deceased) = (file.unmet, file.deceased)
    page.undecided = file.refusalsApart.map(\.fact)
    page.releases = file.releases.map {
      CasePage.Release(on: $0.on, at: moment($0.at), by: $0.by, counts: $0.counts)
    }
    return page
  }

  /// What another service shares, beside one's own case files.
  public func row(_ shared: SharedSummary) -> ReceivedRow {
    var row = ReceivedRow(
      id: shared.share.description, from: shared.from, name: shared.name, volets: shared.volets,
      consent: shared.consent.description, sharedSince: shared.sharedSince.map(local),
      until: shared.until.flatMap(lastDay(before:)),
      linkedTo: shared.linkedTo?.description, ceasedOn: shared.ceasedOn.map(local),
      ceasedHere: shared.ceasedHere, born: shared.born,
      linkedApart: shared.linkedApart.map(\.description),
      alike: shared.alike.map(row))
    row.ceasedVolets = shared.ceasedVolets
    row.isAnswer = shared.isAnswer
    row.isCutOff = shared.isCutOff
    row.ends = shared.ends.map {
      .init(volets: $0.volets, until: $0.until.flatMap(lastDay(before:)))
    }
    row.consents = shared.consents.map(\.description)
    return row
  }

  /// A person among others of her name.
  public func row(_ person: Namesake) -> PersonRow {
    var row = PersonRow(
      id: Hexadecimal.encode(person.place.bytes), name: person.name, born: person.born,
      openedOn: person.openedOn.map(local), from: person.from)
    (row.otherNames, row.lastContact) = (person.otherNames.all, person.lastContact)
    return row
  }

  /// What a link that was made or undone did.
  public func page(_ done: LinkReport) -> LinkPage {
    LinkPage(
      caseID: done.caseFile?.description, shared: done.share.description, from: done.from,
      unchanged: done.unchanged, replaced: done.replaced.map(\.description), left: done.left,
      received: done.people.map { row($0.received) }, own: done.people.map { row($0.own) })
  }
}

extension RefusalApart {
  /// A refusal beside a consent that goes on, of which somebody is to ask the person.
  public var fact: Fact {
    .record(.refusalApart(file: caseFile.shortened, to: recipient))
  }
}
