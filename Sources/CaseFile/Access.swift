/// What a role may do in a volet. The raw value is the stable code. Protocol/records.md, "What a service writes for itself".
public enum Access: String, CaseIterable, Hashable, Sendable {
  case none = "rien"
  case read = "lecture"
  case readWrite = "lecture_ecriture"
  /// Reads and writes only the notes one wrote oneself.
  case ownNotes = "ses_notes"
  /// Reads; writes and changes what one began oneself, of the kinds that are co-signed, and it waits for a co-signature.
  case readCoSigned = "lecture_cosignee"
  /// Would read and write with a grant by name, which this version does not record: nothing.
  case byGrant = "sur_mandat"
  /// Would read with a reason that is logged, which this version does not record: nothing.
  case byReason = "sur_motif"

  /// `nil` for a code that this version does not know.
  public init?(code: String) { self.init(rawValue: code) }

  /// The stable code, such as `lecture`.
  public var code: String { rawValue }

  /// Something that is done with records of a volet.
  enum Deed: Hashable {
    case readOwn
    case readAll
    /// What one began oneself, of a kind that is co-signed.
    case writeCoSigned
    case writeOwn
    case writeAll
  }

  /// All that it lets do.
  var allows: Set<Deed> {
    switch self {
    case .none, .byGrant, .byReason: []
    case .read: [.readOwn, .readAll]
    case .readCoSigned: [.readOwn, .readAll, .writeCoSigned]
    case .ownNotes: [.readOwn, .writeCoSigned, .writeOwn]
    case .readWrite: [.readOwn, .readAll, .writeCoSigned, .writeOwn, .writeAll]
    }
  }

  /// What stands of several that people wrote apart: the one that lets do what all of them do and nothing else; of two
  /// that let do the same, the first of ``allCases``. Nothing where neither of two lies within the other.
  ///
  ///     Access.narrowest([.read, .readWrite])   // .read
  ///     Access.narrowest([.read, .ownNotes])   // .none
  ///
  /// - Returns: nil for none.
  public static func narrowest(_ several: [Access]) -> Access? {
    guard let first = several.first else { return nil }
    let common = several.dropFirst().reduce(first.allows) { $0.intersection($1.allows) }
    return allCases.first { several.contains($0) && $0.allows == common } ?? Access.none
  }
}
