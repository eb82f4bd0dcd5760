import CRDT
public import CaseFile
public import Envelope
import Replica
import Store

/// What a person carries away of an appointment: nothing of whose it is, of why, nor of who asks for it.
public struct AppointmentSlip: Sendable {
  public let moment: WrittenMoment
  /// What others may be told; nil where nobody said it.
  public let place: String?
  /// Nil where it may tell of a prison or a court, and where nobody said it.
  public let address: String?
  /// Whom to ask for there.
  public let askFor: String?
  /// What on it tells of a prison, and what is left out since a number or an address that is not to be used stands in it, to
  /// be looked at before it is written. The slip itself says of neither.
  public let doubts: [RecordDoubt]
  /// The days that the card gives for the death of whom it is for; none where it says nothing of one.
  public internal(set) var deceased: [String] = []

  public init(
    moment: WrittenMoment, place: String?, address: String?, askFor: String?,
    doubts: [RecordDoubt] = []
  ) {
    (self.moment, self.place, self.address) = (moment, place, address)
    (self.askFor, self.doubts) = (askFor, doubts)
  }
}

/// Appointments of whichever kind declares one. Protocol/records.md, "What is due".
extension WorkerSession {
  /// Moves an appointment in one change: its new moment, who asked for it and why; it is to come again, and no slip of it was
  /// handed over. Its history tells from when. What says nothing of this move and stands where this worker does not write is
  /// left, and told.
  ///
  /// - Parameter values: what else is given, by field.
  /// - Throws: as ``editRecord(_:of:_:from:zone:at:)``.
  public func moveAppointment(
    _ typed: String, of kind: RecordType, _ values: [String: [String]], zone: Int, at now: Instant
  ) throws -> RecordWritten {
    let state = kind.meetingState
    var written = try write(at: now) { ledger in
      try edit(
        typed, of: kind, values.filter { $0.key != state?.code },
        lapsing: kind.meeting?.due.lapsing ?? [],
        insisting: state.flatMap { state in state.initial.map { [state.code: $0] } } ?? [:],
        zone: zone, into: ledger, at: now)
    }
    if let field = kind.meeting?.field, !written.isUnchanged,
      let moment = values[field.code]?.first.flatMap(WrittenMoment.init(written:)),
      moment.milliseconds < now.milliseconds
    {
      written.doubts.append(.movedBack(kind.name(of: field), moment.day))
    }
    return written
  }

  /// Says what became of an appointment. Nothing counts it.
  public func tellAppointment(
    _ typed: String, of kind: RecordType, _ outcome: String, zone: Int, at now: Instant
  ) throws -> RecordWritten {
    try editRecord(
      typed, of: kind, kind.meetingState.map { [$0.code: [outcome]] } ?? [:], zone: zone, at: now)
  }

  /// What stands on the paper of an appointment. Who looked is logged.
  ///
  /// - Throws: `.fieldsToChoose` while people left several values of what stands on it.
  public func appointmentSlip(
    _ typed: String, of kind: RecordType, at now: Instant
  ) throws -> AppointmentSlip {
    let shown = try showRecord(typed, of: kind, at: now).summary
    guard let type = shown.type, let meeting = type.meeting else {
      throw NotebookError.unknown(kind, typed)
    }
    let fields = [meeting.field, type.placeField, type.siteField, type["ask_for"]].compactMap(
      \.self)
    let unsettled = fields.filter { (shown.values[$0.code]?.count ?? 0) > 1 }
    guard unsettled.isEmpty else { throw NotebookError.fieldsToChoose(type, unsettled) }
    func text(_ field: RecordField?) -> String? {
      field.flatMap { shown.values[$0.code]?.first }
    }
    let moment = try checked { () throws(RuleBroken) in
      try WrittenMoment(parsing: text(meeting.field) ?? "")
    }
    let site = try text(type.siteField).flatMap { value in
      try read { try referred(value, $0) }
    }
    let addresses = site.map { $0.isOpen ? $0.texts("address") : [] } ?? []
    let (hidden, prisons) = try read { ledger in
      guard case .own(let id) = shown.place else { return (HiddenDigits(), PrisonHints.none) }
      return (
        try hiddenDigits(of: id, ledger, at: now),
        PrisonHints(
          names: try penalNames(ledger), numbers: try prisonNumbers(of: id, ledger, at: now))
      )
    }
    var doubts: [RecordDoubt] = []
    /// A line of the slip; nil where it is left out, which looks like one that nobody wrote.
    func told(_ text: String?, _ field: RecordField?, in type: RecordType) -> String? {
      guard let text, let field, hidden.stand(in: text) else { return text }
      doubts.append(.slipLeavesOut(type.name(of: field)))
      return nil
    }
    let place = told(text(type.placeField) ?? site?.neutralName, type.placeField, in: type)
    let address = told(
      addresses.count == 1 ? addresses[0] : nil, site?.type["address"], in: site?.type ?? type)
    let askFor = told(text(type["ask_for"]), type["ask_for"], in: type)
    let borne = fields.filter { !doubts.contains(.slipLeavesOut(type.name(of: $0))) }
    doubts += type.prisonWords(in: shown.values, or: prisons, of: borne).map { field, words in
      RecordDoubt.slipTellsPrison(
        type.name(of: field), words: words.joined(separator: ", "),
        instead: type.apartFor(field).map(type.name(of:)))
    }
    var slip = AppointmentSlip(
      moment: moment, place: place, address: address, askFor: askFor, doubts: doubts)
    if case .own(let id) = shown.place { slip.deceased = try deathToTell(of: id) ?? [] }
    return slip
  }
}
