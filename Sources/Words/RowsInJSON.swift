import CaseFile
import Envelope
public import Notebook

// What `--json` prints: codes and whole identifiers instead of words. Keys are stable; more may be
// added. A field of which nobody chose the value is the list of them; `note show` tells who wrote each, under `conflicts`.

extension CaseRow {
  /// `{"case", "name", "born", "openedOn", "status", "damaged"?}`
  public var json: JSONValue { .object(pairs) }

  var pairs: [(String, JSONValue)] {
    [
      ("case", .string(id)), ("name", .chosen(names)),
      ("born", born.map { .string($0) } ?? .null), ("openedOn", openedOn?.dayInJSON ?? .null),
      ("status", .string(status.rawValue)),
    ] + (isCardDamaged ? [("damaged", .flag(true))] : [])
  }
}

extension CasePage {
  /// What the list has, and `"born"`, `"volets"`, `"shares"`, `"received"`, `"ended"`, `"releases"`,
  /// `"unmet"` where a period names what she does not meet, and `"deceased"` where a death is recorded, as a list of days.
  public var json: JSONValue {
    let counts = volets.map { line in
      JSONValue.present([
        ("volet", .string(line.volet.code)), ("notes", .integer(Int64(line.notes))),
        ("records", line.records == 0 ? nil : .integer(Int64(line.records))),
        ("unsettled", line.unsettled == 0 ? nil : .integer(Int64(line.unsettled))),
      ])
    }
    return .object(
      row.pairs.filter { $0.0 != "born" } + [
        ("born", .chosen(born)), ("volets", .array(counts)), ("shares", .array(shares.map(\.json))),
        ("received", .array(received.map(\.json))), ("ended", .array(ended.map(\.json))),
        ("releases", .array(releases.map(\.json))),
      ] + (unmet.isEmpty ? [] : [("unmet", .array(unmet.map(\.json)))])
        + (deceased.isEmpty ? [] : [("deceased", .strings(deceased))]))
  }
}

extension ReceivedRow {
  /// `{"shared", "from", "name", "volets", "consent", "until", "born", "sharedSince"?, "linkedTo"?,
  /// "linkedApart"?, "alike"?, "ceasedOn"?, "ceasedVolets"?,
  /// "cutOff"?, "ends"?, "consents"?}`; `until` is the earliest of the ends, and `ends` tells each with its volets where
  /// they differ; `alike` are one's own case files of that name
  public var json: JSONValue {
    .present([
      ("shared", .string(id)), ("from", .string(from)), ("name", .string(name)),
      ("volets", .strings(volets.map(\.code))), ("consent", .string(consent)),
      ("until", until.map { .string($0.description) } ?? .null),
      ("linkedTo", linkedTo.map { .string($0) }), ("born", born.map { .string($0) } ?? .null),
      ("sharedSince", sharedSince.map(\.dayInJSON)),
      ("linkedApart", linkedApart.isEmpty ? nil : .strings(linkedApart)),
      ("alike", alike.isEmpty ? nil : .array(alike.map(\.json))),
      ("ceasedOn", ceasedOn.map(\.dayInJSON)),
      ("ceasedVolets", ceasedVolets.isEmpty ? nil : .strings(ceasedVolets.map(\.code))),
      ("cutOff", isCutOff ? .flag(true) : nil),
      ("ends", ends.count < 2 ? nil : .array(ends.map(\.json))),
      ("consents", consents.count < 2 ? nil : .strings(consents)),
    ])
  }
}

extension ReceivedRow.End {
  /// `{"volets", "until"}`
  fileprivate var json: JSONValue {
    .object([
      ("volets", .strings(volets.map(\.code))),
      ("until", until.map { .string($0.description) } ?? .null),
    ])
  }
}

extension RecordRow {
  /// `{"note", "case", "volet", "kind", "author", "service", "happened", "written", "entered",
  /// "title", "state", "authors", "version", "marks"?, "deletion"?, "coSignedBy"?}`; `null` for what was not written and for a
  /// date that nothing tells.
  public var json: JSONValue { .object(pairs) }

  var pairs: [(String, JSONValue)] {
    let pairs: [(String, JSONValue)] = [
      ("note", .string(id)), ("case", .string(caseID)), ("volet", .string(volet.code)),
      ("kind", .chosen(kinds)), ("author", .string(author)), ("service", .string(service)),
      ("happened", .chosen(happened)), ("written", .chosen(written)),
      ("entered", entered?.json ?? .null), ("title", .chosen(titles)),
      ("state", .string(standing.rawValue)), ("authors", .strings(authors)),
      ("version", .string(version)),
    ]
    return pairs + (marks.isEmpty ? [] : [("marks", .strings(marks.map(\.rawValue)))])
      + (deletion.map { [("deletion", $0.json)] } ?? [])
      + (coSignedBy.map { [("coSignedBy", $0)] } ?? [])
  }

  /// `[{"author", "entered"}]`; nil where nobody did, and while something waits.
  var coSignedBy: JSONValue? { coSigners.isEmpty ? nil : .array(coSigners.map(\.json)) }
}

extension RecordPage {
  /// What the list has, and `"text"`, `"conflicts"`.
  public var json: JSONValue {
    .object(
      row.pairs + [("text", .string(text)), ("conflicts", .array(conflictsInJSON))])
  }

  /// Fields with several values, then prose that was written apart.
  var conflictsInJSON: [JSONValue] { conflicts.map(\.json) + apart.map(\.json) }
}

extension ConflictingField {
  /// `{"field", "member"?, "values": [{"value", "author", "entered"}]}`; of a member that was taken out the value is `null`
  public var json: JSONValue {
    .present([
      ("field", .string(field.code)), ("member", member.map { .string($0) }),
      ("values", .array(values.map(\.json))),
    ])
  }
}

extension ProseWrittenApart {
  /// `{"range": {"start", "end"}, "standing", "values": [{"value", "author", "entered"}], "field"?}`: what stands, and what
  /// each side left; Unicode scalars from the beginning of the text, which is that of a note where no field is named.
  public var json: JSONValue {
    .present([
      (
        "range",
        .object([
          ("start", .integer(Int64(range.lowerBound))), ("end", .integer(Int64(range.upperBound))),
        ])
      ), ("standing", .string(standing)), ("values", .array(sides.map(\.json))),
      ("field", type == .note ? nil : .string(field)),
    ])
  }
}

extension WrittenValue {
  var json: JSONValue {
    .object([
      ("value", value.map { .string($0) } ?? .null), ("author", .string(author)),
      ("entered", entered?.json ?? .null),
    ])
  }
}

extension Signed {
  /// `{"author", "entered"}`
  var json: JSONValue {
    .object([("author", .string(author)), ("entered", entered?.json ?? .null)])
  }
}

extension RecordVersionRow {
  /// `{"change", "author", "entered", "text"?, "fields"?, "hidden"?, "changed"?, "deleted"?, "deletionAsked"?, "coSignature"?}`; a
  /// note has `"text"`, and the others of its fields under `"fields"`; `"changed"` are the fields that it wrote or emptied.
  public var json: JSONValue {
    .present([
      ("change", .string(change)), ("author", .string(author)), ("entered", entered.json),
      ("text", type == .note ? .string(text) : nil),
      ("fields", fieldsInJSON), ("hidden", hidden.isEmpty ? nil : .strings(hidden.sorted())),
      ("changed", changed.isEmpty ? nil : .strings(changed)),
      ("deleted", deletion == .done ? .flag(true) : nil),
      ("deletionAsked", deletion == .asked ? .flag(true) : nil),
      ("coSignature", coSignature.map { .string($0.rawValue) }),
    ])
  }
}

extension RecordVersionRow {
  private var fieldsInJSON: JSONValue? {
    guard type == .note else { return type.json(values) }
    let others = values.filter { $0.key != "text" }
    return others.isEmpty ? nil : type.json(others)
  }
}

extension ConsentRow {
  /// `{"consent", "to", "volets", "past", "effective", "until", "bothWays", "status", "events", "proof",
  /// "explainedIn", "circumstances"?, "waits"?, "pairingEnded"?, "oneWay"?, "agreed"?, "replaced"?, "sent"?, "holders"?}`; `holders` are the devices
  /// of that service (`HolderRow`), where something was asked to be erased; `sent` is what left for that service of the case file, by whichever consent; `volets` are those that are left of it, unless its status is
  /// `replaced`, `agreed` those that she first said yes to, where these are others, and `replaced` the others, each list `{"by", "volets"}`; an event has `"event", "at", "by", "volets"?, "cause"?, "beside"?,
  /// "carriedOutBy"?, "unaware"?`. `waits` is what it waits for: `exchange`, or `pairing`; `pairingEnded` is `whole`, or `here`
  /// where another device of the service may still exchange. `past`, `effective` and `proof` are `null` for one that was found again.
  public var json: JSONValue {
    let waits = isHeldByPairing ? "pairing" : waitsForExchange ? "exchange" : nil
    return .present([
      ("consent", .string(id)), ("to", .string(to)), ("volets", .strings(volets.map(\.code))),
      ("past", isRecovered ? .null : .string(past.code)),
      ("effective", isRecovered ? .null : .string(effective.code)),
      ("until", until.map { .string($0.description) } ?? .null), ("bothWays", .flag(bothWays)),
      ("status", .string(status.rawValue)), ("events", .array(events.map(\.json))),
      ("proof", proof.map { .string($0.code) } ?? .null),
      ("explainedIn", explainedIn.map { .string($0.code) } ?? .null),
      ("circumstances", circumstances.json),
      ("waits", waits.map { .string($0) }), ("pairingEnded", unpaired.map { .string($0.code) }),
      ("oneWay", oneWay.isEmpty ? nil : .strings(oneWay.map(\.code))),
      ("agreed", agreed.isEmpty ? nil : .strings(agreed.map(\.code))),
      ("replaced", replaced.isEmpty ? nil : .array(replaced.map(\.json))),
      ("sent", sent?.json),
      ("holders", holders.isEmpty ? nil : .array(holders.map(\.json))),
    ])
  }
}

extension ReplacedVolets {
  fileprivate var json: JSONValue {
    .object([("by", .string(by)), ("volets", .strings(volets.map(\.code)))])
  }
}

extension ConsentCircumstances {
  /// `{"signed"?, "explainedBy"?, "readAloud"?, "refusalOffered"?, "noConsequence"?, "constrained"?, "purposes"?,
  /// "interpreter"?, "interpreterName"?, "guardian"?, "indicatedBy"?, "notice"?}`; nil where nothing was recorded.
  var json: JSONValue? {
    guard self != .unrecorded else { return nil }
    return .present([
      ("signed", signed.map { .string($0.description) }),
      ("explainedBy", explainedBy.map { .string($0) }),
      ("readAloud", isReadAloud ? .flag(true) : nil),
      ("refusalOffered", isRefusalOffered ? .flag(true) : nil),
      ("noConsequence", isSaidWithoutConsequence ? .flag(true) : nil),
      ("constrained", isConstrained ? .flag(true) : nil),
      ("purposes", purposes.isEmpty ? nil : .strings(purposes)),
      ("interpreter", interpreter.map { .string($0) }),
      ("interpreterName", interpreterName.map { .string($0) }),
      ("guardian", guardian.map { .string($0) }),
      ("indicatedBy", indicatedBy.map { .string($0) }), ("notice", notice.map { .string($0) }),
    ])
  }
}

extension ConsentRow.Event {
  var json: JSONValue {
    let beside: JSONValue? =
      switch cause {
      case .beside(let other), .oneWay(let other), .fromNow(let other):
        .string(other.description)
      case .counter, .answered, nil: nil
      }
    return .present([
      ("event", .string(event.code)), ("at", at.json), ("by", .string(by)),
      ("volets", volets.isEmpty ? nil : .strings(volets.map(\.code))),
      ("cause", cause.map { .string($0.code) }), ("beside", beside),
      ("carriedOutBy", carriedOutBy.isEmpty ? nil : .string(carriedOutBy)),
      ("unaware", isUnaware ? .flag(true) : nil),
    ])
  }
}

extension PairingRow {
  /// `{"peer", "service", "state", "sas"?, "verifiedOn"?, "addresses"}`
  public var json: JSONValue {
    .present([
      ("peer", .string(id)), ("service", .string(service)), ("state", .string(state.code)),
      ("sas", sas.map { .string($0) }), ("verifiedOn", verifiedOn.map(\.json)),
      ("addresses", .strings(addresses)),
    ])
  }
}

extension SyncRow {
  /// `{"peer", "sent", "received", "refused", "bytesSent", "bytesReceived", "roundTrips",
  /// "rootsEqual", "error"?}`
  public var json: JSONValue {
    .present([
      ("peer", .string(peer)), ("sent", .count(sent)), ("received", .count(received)),
      ("refused", .count(refused)), ("bytesSent", .count(bytesSent)),
      ("bytesReceived", .count(bytesReceived)), ("roundTrips", .count(roundTrips)),
      ("rootsEqual", .flag(rootsEqual)), ("error", error.map { .string($0.name) }),
    ])
  }
}

extension StatusRow {
  /// `{"peer", "service", "sent", "received", "pending", "refused", "lastExchange", "rootsEqual"}`; the last is null when
  /// nobody compared, or what was the same then has news since.
  public var json: JSONValue {
    .object([
      ("peer", .string(peer)), ("service", .string(service)), ("sent", .count(sent)),
      ("received", .count(received)), ("pending", .count(pending)), ("refused", .count(refused)),
      ("lastExchange", lastExchange?.json ?? .null),
      ("rootsEqual", isCompared && !hasNewsSince ? .flag(rootsEqual) : .null),
    ])
  }
}

extension WallClock {
  /// `{"worker", "name", "role", "state", "namesake", "devices", "lastDay"?}`
  public func json(of worker: WorkerSummary) -> JSONValue {
    .present([
      ("worker", .string(worker.worker.description)), ("name", .string(worker.name)),
      ("role", .string(worker.role)), ("state", .string(worker.state.rawValue)),
      ("namesake", .flag(worker.hasNamesake)), ("devices", .array(worker.devices.map(\.json))),
      ("lastDay", worker.until.flatMap(lastDay(before:)).map { .string($0.description) }),
    ])
  }
}

extension DeviceSummary {
  /// `{"device", "node", "state", "inDoubt", "here"}`; `device`: its digits.
  public var json: JSONValue {
    .object([
      ("device", .string(digits.description)), ("node", .string(node.description)),
      ("state", .string(state.rawValue)),
      ("inDoubt", .flag(isInDoubt)), ("here", .flag(isHere)),
    ])
  }
}

extension SearchRow {
  /// `{"note", "case", "person"?, "born"?, "volet", "title", "snippet", "state", "marks"?}`, `"born"` where another person goes
  /// by that name; of another kind `"record"` and `"kind"` in the place of `"note"`
  public var json: JSONValue {
    let isNote = type == nil || type == .note
    return .present([
      (isNote ? "note" : "record", .string(note)),
      ("kind", isNote ? nil : type.map { .string($0.code) }), ("case", .string(caseID)),
      ("person", person.map { .string($0) }),
      ("born", hasNamesake ? born.map { .string($0) } ?? .null : nil),
      ("volet", .string(volet.code)),
      ("title", .chosen(titles)), ("snippet", .string(snippet)),
      ("state", .string(standing.rawValue)),
      ("marks", marks.isEmpty ? nil : .strings(marks.map(\.rawValue))),
    ])
  }
}

extension VerifyReport {
  /// `{"changes", "statements", "badSignatures", "gaps", "parked", "unopened", "reused", "ok", "acknowledged"?,
  /// "restored"?, "missing"?, "unreadable"?}`; `missing` counts statements that are gone from the logs.
  public var json: JSONValue {
    let known = losses.map { loss in
      JSONValue.object([
        ("lost", .count(loss.lost)), ("at", loss.at.json),
        ("by", loss.worker.map { .string($0) } ?? .string("operator")),
      ])
    }
    let bad = unreadable.map { row in
      JSONValue.object([("service", .string(row.service)), ("changes", .count(row.changes))])
    }
    return .present([
      ("changes", .count(changes)), ("statements", .count(statements)),
      ("badSignatures", .count(badSignatures)), ("gaps", .count(gaps)), ("parked", .count(parked)),
      ("unopened", .count(unopened)), ("reused", .strings(reused.map(\.device.description))),
      ("ok", .flag(isSound)), ("acknowledged", known.isEmpty ? nil : .array(known)),
      ("restored", putBacks.isEmpty ? nil : .array(putBacks.map(\.json))),
      ("missing", lostStatements == 0 ? nil : .count(lostStatements)),
      ("unreadable", bad.isEmpty ? nil : .array(bad)),
    ])
  }
}

extension ZonedMoment {
  /// RFC 3339 with the offset of the zone, such as `2026-11-14T15:02:09+01:00`; `null` when a clock
  /// gave a moment outside the years 1 to 9999.
  public var json: JSONValue { timestamp.map { .string($0) } ?? .null }

  /// The day alone, such as `2026-11-14`.
  var dayInJSON: JSONValue { local.map { .string($0.date.description) } ?? .null }

  /// RFC 3339 with the offset of the zone; `nil` outside the years 1 to 9999.
  public var timestamp: String? {
    guard let local else { return nil }
    func two(_ number: Int) -> String { Phrasebook.digits(number, 2) }
    let zone = "\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
    return "\(local.date)T\(two(local.hour)):\(two(local.minute)):\(two(local.second))"
      + (offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + zone)
  }
}

extension CasePage.Release {
  /// `{"on", "at", "by", "counts"}`
  var json: JSONValue {
    .object([
      ("on", .string(on)), ("at", at.json), ("by", .string(by)), ("counts", .flag(counts)),
    ])
  }
}
