/// What a service tells paired services of a partner, or of itself: values of fields, without an author.
/// Protocol/consent.md, "Sheets".
public struct Sheet: Hashable, Sendable {
  /// Of the record that it was made from.
  public var id: SheetID
  /// The name of a kind of record, such as `note/1`; perhaps one of a newer version.
  public var kind: String
  /// In the order in which they were written.
  public var entries: [SheetEntry]

  /// One as it is about to be published, or as it came: its bounds are not checked here.
  public init(id: SheetID, kind: String, entries: [SheetEntry]) {
    (self.id, self.kind, self.entries) = (id, kind, entries)
  }

  /// The number under which a record of the service is published: it tells nobody that of the record.
  ///
  /// The first 16 bytes of H("carnet/sheet/v1" ‖ document).
  ///
  ///     let published = standing[Sheet.id(of: partner)]
  public static func id(of document: DocumentID) -> SheetID {
    SheetID(exactly: Array(Digest.hash(.sheet, document.bytes).prefix(SheetKind.length)))
  }

  /// Whether it may be a statement. Protocol/limits.md, "Sheets".
  public var isWithinBounds: Bool {
    let bytes = entries.reduce(0) { $0 + $1.field.utf8.count + $1.value.utf8.count }
    return kind.utf8.count <= SheetLimits.nameBytes && entries.count <= SheetLimits.entries
      && bytes <= SheetLimits.bytes
      && entries.allSatisfy {
        $0.field.utf8.count <= SheetLimits.nameBytes
          && $0.value.utf8.count <= SheetLimits.valueBytes
      }
  }
}

/// One value of one field of a sheet; of a field that holds several, one for each.
public struct SheetEntry: Hashable, Sendable {
  /// The code of the field; perhaps one of a newer version.
  public var field: String
  /// As it is written in a record: a code, a date, `true`, a line.
  public var value: String

  /// A value, as it is written.
  public init(field: String, value: String) { (self.field, self.value) = (field, value) }
}

/// Bounds on sheets. Protocol/consent.md, "Sheets".
public enum SheetLimits {
  /// Entries of one sheet.
  public static let entries = 256
  /// UTF-8 bytes of the name of a kind, and of the code of a field.
  public static let nameBytes = 64
  /// UTF-8 bytes of one value.
  public static let valueBytes = 2_000
  /// UTF-8 bytes of all codes and values of one sheet.
  public static let bytes = 32 << 10
  /// Sheets of one service that are shown.
  public static let shown = 512
  /// Statements of sheets after which a service publishes nothing more: the rest of its log is for who belongs to it.
  public static let published = 8192
}
