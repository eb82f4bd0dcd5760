extension Schema {
  /// Version 3: many changes under one seal, on their way to a peer or waiting to be opened. A queued change that a bundle
  /// carries has a negative position, so that whoever looks for what is queued or sent passes it over.
  static let thirdMigration = """
    CREATE TABLE bundle (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      volet BLOB NOT NULL,
      peer BLOB,
      own INTEGER NOT NULL CHECK (own IN (0, 1)),
      state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
      envelope BLOB NOT NULL,
      secret BLOB NOT NULL
    ) STRICT;
    CREATE INDEX bundle_state ON bundle (state, number);
    CREATE INDEX bundle_volet ON bundle (volet);

    CREATE TABLE bundle_epoch (
      epoch BLOB NOT NULL,
      bundle INTEGER NOT NULL REFERENCES bundle (number) ON DELETE CASCADE,
      PRIMARY KEY (epoch, bundle)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX bundle_epoch_bundle ON bundle_epoch (bundle);

    ALTER TABLE outbox ADD COLUMN carrier BLOB;
    CREATE INDEX outbox_carrier ON outbox (carrier, peer) WHERE carrier IS NOT NULL;
    """
}
