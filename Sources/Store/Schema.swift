/// The shape of the database: migrations in order, one a file; its version is how many were applied.
enum Schema {
  static let migrations = [firstMigration, secondMigration, thirdMigration, fourthMigration]
  static var latest: Int64 { Int64(migrations.count) }
}
