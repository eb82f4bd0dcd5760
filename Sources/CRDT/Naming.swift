// From local versions back to the names that travel.
extension Document {
  /// The name of a logged operation. One that belongs to no admitted change yet is a draft's.
  func name(ofEntry entry: Int) -> OperationID {
    let change = past.change(ofEntry: entry)
    if entry >= draftStart { return OperationID(change: .draft, index: UInt32(entry - draftStart)) }
    let start = past.entryStarts[change]
    return OperationID(change: past.ids[change], index: UInt32(entry - start))
  }

  /// The name of an element or a write.
  func name(of version: LocalVersion) -> (operation: OperationID, offset: UInt32) {
    let entry = log.entry(of: version)
    return (name(ofEntry: entry), version - log.firsts[entry])
  }

  /// The operations of an admitted change, as they were given.
  func operations(of number: Int) -> [Operation] {
    if let refused = refusedOperations[past.ids[number]] { return refused }
    let start = past.entryStarts[number]
    return operations(in: start..<start + operationCount(of: number))
  }

  /// Logged operations of one change, or of the draft.
  func operations(in entries: Range<Int>) -> [Operation] {
    let own = entries.isEmpty ? 0 : log.firsts[entries.lowerBound]
    return entries.map { operation($0, in: entries, ownFrom: own) }
  }

  private func operation(_ entry: Int, in own: Range<Int>, ownFrom: LocalVersion) -> Operation {
    let row = log.entries[entry]
    func anchor(_ version: LocalVersion) -> Anchor {
      let target = log.entry(of: version)
      let offset = version - log.firsts[target]
      if version >= ownFrom {
        return Anchor(run: .own(UInt32(target - own.lowerBound)), offset: offset)
      }
      return Anchor(run: .past(name(ofEntry: target)), offset: offset)
    }
    func placement() -> Placement {
      if row.second == OperationLog.leftSide { return .left(of: anchor(row.first)) }
      return .right(
        of: row.first == OperationLog.origin ? nil : anchor(row.first),
        before: row.second == OperationLog.end ? nil : anchor(row.second))
    }
    switch row.kind {
    case .set:
      return .set(
        key: names.registers[Int(row.object)], value: log.value(of: log.firsts[entry]),
        overwrites: log.overwritten(by: entry).map { anchor($0).run })
    case .insertText:
      return .insertText(
        key: names.sequences[Int(row.object)].key, placement: placement(),
        text: String(decoding: arena.utf8(log.versions(of: entry)), as: UTF8.self))
    case .removeText:
      let ranges = cutRanges(of: entry).map { range in
        let start = anchor(range.first)
        return AnchorRange(run: start.run, offset: start.offset, count: range.count)
      }
      return .removeText(key: names.sequences[Int(row.object)].key, ranges: ranges)
    case .insertItem:
      return .insertItem(
        key: names.sequences[Int(row.object)].key, placement: placement(),
        value: log.value(of: log.firsts[entry]))
    case .removeItem:
      let item = log.ranges(of: entry).first?.first ?? 0
      return .removeItem(key: names.sequences[Int(row.object)].key, item: anchor(item).run)
    case .unknown:
      let payload = log.payloads[Int(row.first)]
      return .unknown(kind: payload.kind, payload: payload.bytes)
    }
  }

  /// A range cut where one insertion ends and the next begins: a name covers one insertion.
  func cut(_ range: VersionRange) -> [VersionRange] {
    var parts: [VersionRange] = []
    var rest = range
    while rest.count > 0 {
      let end = min(rest.end, log.end(of: log.entry(of: rest.first)))
      parts.append(VersionRange(first: rest.first, count: end - rest.first))
      rest = VersionRange(first: end, count: rest.end - end)
    }
    return parts
  }

  /// The first entry that belongs to no admitted change.
  var draftStart: Int { draft ?? log.entries.count }
}
