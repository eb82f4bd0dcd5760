public import CRDT

/// How a record stands to who may write it only with a co-signature. Protocol/records.md, "Co-signed".
public enum CoSignature: Hashable, Sendable {
  /// Something in it waits: the changes after which nobody co-signed, sorted.
  case waits([ChangeID])
  /// Nothing does: the last changes that said so, sorted.
  case given([ChangeID])

  /// What the register holds; nil where nobody asked for one.
  init?(_ writes: [(OperationID, Value)]) {
    func changes(_ value: Value) -> [ChangeID] {
      Set(writes.filter { $0.1 == value }.map(\.0.change)).sorted()
    }
    let (waiting, given) = (changes(.flag(false)), changes(.flag(true)))
    guard !(waiting.isEmpty && given.isEmpty) else { return nil }
    self = waiting.isEmpty ? .given(given) : .waits(waiting)
  }

  /// What one change says of it. The raw value is the stable code.
  public enum Word: String, Hashable, Sendable {
    /// It writes something that waits.
    case asked
    /// It is a co-signature, and writes nothing else.
    case given
  }
}

extension Record {
  /// Whether a change asks for a co-signature, or is one; nil for any other.
  public static func coSignature(of change: Change) -> CoSignature.Word? {
    for operation in change.operations {
      switch operation {
      case .set(RecordKeys.coSigned, .flag(let isGiven), _): return isGiven ? .given : .asked
      case .set, .insertText, .removeText, .insertItem, .removeItem, .unknown: continue
      }
    }
    return nil
  }
}

extension RecordEdit {
  /// Says with what is written that it waits for a co-signature, also where something waits already: somebody may co-sign
  /// that meanwhile, who sees nothing of this. Nothing where nothing is written.
  public mutating func askCoSignature() {
    guard type.isCoSigned, !operations.isEmpty else { return }
    mark(RecordKeys.coSigned, .flag(false))
  }

  /// Co-signs the version that it starts from.
  public mutating func coSign() {
    guard type.isCoSigned else { return }
    mark(RecordKeys.coSigned, .flag(true))
  }
}
