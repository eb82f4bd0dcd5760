extension Schema {
  /// Version 2: what documents come to, so that a note is read without its history. Derived, and thrown away
  /// without loss.
  static let secondMigration = """
    CREATE TABLE checkpoint (
      document INTEGER PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,
      epoch BLOB NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX checkpoint_epoch ON checkpoint (epoch);
    """
}
