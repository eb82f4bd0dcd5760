import CaseFile
import Envelope
public import Notebook
import Store

/// The copy of a case file, and what a verification found, as the reader's clock tells them.
extension WallClock {
  /// The copy of a case file, with the moment at which it is made.
  ///
  ///     words.export(clock.export(copy), as: .html)
  public func export(_ copy: CaseCopy) -> CaseExport {
    let records = copy.records.map { record in
      CaseExport.ExportedRecord(
        page: page(record.detail),
        history: record.history.count < 2 ? [] : record.history.map(row))
    }
    let volets = Volet.allCases.compactMap { volet -> CaseExport.ExportedVolet? in
      let inside = records.filter { $0.page.row.volet == volet }
      return inside.isEmpty ? nil : CaseExport.ExportedVolet(volet: volet, records: inside)
    }
    var export = CaseExport(
      caseID: copy.summary.id.description, service: copy.service, country: copy.country,
      names: copy.names, born: copy.born, madeAt: moment(now), madeBy: copy.madeBy, volets: volets,
      erased: copy.erased.map { row($0, hasOtherDevices: copy.hasOtherDevices) },
      shares: copy.consents.map(row),
      log: copy.log.map { $0.events.map(row) },
      logDevices: (copy.log?.others ?? []).map(row), unreadable: copy.log?.unreadable ?? 0,
      withheld: copy.withheld)
    export.withheldRecords = copy.withheldRecords
    export.withheldApart = copy.withheldApart
    export.person = copy.person.map(page)
    export.isCardDamaged = copy.summary.isCardDamaged
    export.damagedRecords = copy.damagedRecords
    export.card = copy.card.map(row)
    export.putBacks = copy.putBacks.map(row)
    export.handings = copy.handings.map(row)
    export.covered = copy.covered
    export.releases = copy.releases.map {
      .init(on: $0.on, by: Signed(author: $0.by, entered: moment($0.at)), counts: $0.counts)
    }
    return export
  }

  private func row(_ erased: ErasedRecord, hasOtherDevices: Bool) -> CaseExport.ExportedErasure {
    var row = CaseExport.ExportedErasure(
      note: erased.record.description, volet: erased.volet,
      by: Signed(author: erased.by, entered: moment(erased.at)))
    row.here = erased.here
    row.hasOtherDevices = hasOtherDevices
    row.answers = erased.answers.map(self.row)
    return row
  }

  /// - Parameter reused: devices that used one number twice.
  public func report(_ found: Verification, reused: [ReusedSequences]) -> VerifyReport {
    var report = VerifyReport(
      changes: found.changes, statements: found.statements, badSignatures: found.badSignatures,
      gaps: found.gaps, parked: found.parked, unopened: found.unopened, reused: reused)
    report.losses = found.acknowledged.map {
      KnownLoss(lost: Int(clamping: $0.lost), at: moment($0.at), worker: $0.worker)
    }
    report.putBacks = found.putBacks.map(row)
    report.lostNotes = found.lostNotes
    report.lostRows = found.lostRows
    report.lostStatements = found.lostStatements
    report.unreadable = found.unreadable.map { .init(service: $0.service, changes: $0.changes) }
    report.isDamaged =
      found.badSignatures > 0 || !found.soundDatabase || found.lostNotes > 0 || found.lostRows > 0
      || found.lostStatements > 0
    report.isSound = !report.isDamaged && found.lost == 0
    return report
  }
}
