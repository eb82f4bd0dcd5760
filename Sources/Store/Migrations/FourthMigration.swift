extension Schema {
  /// Version 4: a volet that others share with us may stand in several shares too; the one known so far is the first of
  /// them.
  static let fourthMigration = """
    INSERT OR IGNORE INTO shared_volet (tag, share)
    SELECT tag, log FROM volet_tag WHERE kind = 2;
    """
}
