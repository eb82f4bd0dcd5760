import CaseFile
import Envelope
import Notebook
import Words

/// From what the notebook knows of case files and consents to the rows that `Words` shows.
extension Desk {
  func row(_ file: CaseSummary) -> CaseRow {
    CaseRow(
      id: file.id.description, names: [file.name], openedOn: local(file.openedOn),
      status: status(file.status))
  }

  func page(_ file: CaseDetail) -> CasePage {
    CasePage(
      row: row(file.summary), born: file.born.map { [$0] } ?? [],
      volets: file.volets.map { CasePage.VoletCount(volet: $0.volet, notes: $0.notes) },
      shares: file.consents.map(row), received: file.received.map(row))
  }

  func row(_ shared: SharedSummary) -> ReceivedRow {
    ReceivedRow(
      id: shared.share.description, from: shared.from, name: shared.name, volets: shared.volets,
      consent: shared.consent.description,
      until: shared.until.flatMap(lastDay(before:)) ?? CalendarDate.endOfTime,
      linkedTo: shared.linkedTo?.description)
  }

  func row(_ consent: ConsentSummary) -> ConsentRow {
    ConsentRow(
      id: consent.consent.description, to: consent.recipientName,
      volets: consent.volets.compactMap(Volet.init(code:)), past: past(consent.past),
      effective: effective(consent.effective), until: consent.until.flatMap(lastDay(before:)),
      bothWays: consent.bothWays, status: status(consent.status),
      events: consent.events.compactMap { event in
        ConsentEvent(rawValue: event.event).map {
          ConsentRow.Event(event: $0, at: moment(event.at), by: event.by)
        }
      })
  }

  /// `none` for a refusal, which says nothing of the past.
  private func past(_ code: String) -> Past {
    do throws(RuleBroken) {
      return try Past(parsing: code)
    } catch {
      return .none
    }
  }

  /// `now` for a refusal.
  private func effective(_ code: String) -> Effective {
    do throws(RuleBroken) {
      return try Effective(parsing: code)
    } catch {
      return .now
    }
  }

  private func status(_ status: CaseSummary.Status) -> CaseStatus {
    switch status {
    case .open: .open
    case .closed: .closed
    }
  }

  func status(_ status: ConsentSummary.Status) -> ConsentStatus {
    switch status {
    case .planned: .planned
    case .given: .given
    case .refused: .refused
    case .withdrawn: .withdrawn
    case .expired: .expired
    case .suspended: .suspended
    }
  }
}

extension CalendarDate {
  /// The last day that this calendar writes: a consent without an end lasts until then.
  fileprivate static let endOfTime =
    CalendarDate(year: 9999, month: 12, day: 31) ?? CalendarDate.firstOfAll

  private static var firstOfAll: CalendarDate {
    preconditionFailure("the calendar has a last day")
  }
}
