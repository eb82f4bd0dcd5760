import CRDT

/// One author's trace.
struct SequentialPhases {
  /// How a history is cut into changes.
  enum Cut: String {
    /// The whole trace is one draft and one change.
    case one
    /// As the form says: a change ends at a pause.
    case pauses
  }

  let history: History

  /// The document with the start content, and the pieces that become a change each.
  private func begun(_ cut: Cut) -> (document: Document, pieces: [[Patch]]) {
    var document = Document()
    for change in history.changes[..<history.setup] {
      document = Engine.replay(change.patches[...], on: document, as: change.id)
    }
    let changes = history.changes[history.setup...]
    let pieces =
      switch cut {
      case .one: [changes.flatMap(\.patches)]
      case .pauses: changes.map(\.patches)
      }
    return (document, pieces)
  }

  private func replay(_ pieces: [[Patch]], on document: consuming Document) -> Document {
    for (index, patches) in pieces.enumerated() {
      let id = history.changes[history.setup + index].id
      document = Engine.replay(patches[...], on: document, as: id)
    }
    return document
  }

  private func check(_ document: Document) throws(Misuse) {
    guard document.refused.isEmpty else { throw .refused }
    guard isSame(Engine.text(document), history.end) else { throw .wrongText }
  }

  func apply(_ cut: Cut) throws -> Report {
    var (document, pieces) = begun(cut)
    var meter = Meter()
    document = meter.time { replay(pieces, on: document) }
    let report = meter.report()
    try check(document)
    return report
  }
}
