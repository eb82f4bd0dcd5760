/// The shape of the database. Sources/Store/README.md says what each table is for.
enum Schema {
  /// The version of this shape; a database of a larger one is refused.
  static let version: Int64 = 1

  static let tables = """
    CREATE TABLE meta (
      key TEXT NOT NULL PRIMARY KEY,
      value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE slot (
      number INTEGER PRIMARY KEY,
      label BLOB NOT NULL UNIQUE,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE log (
      number INTEGER PRIMARY KEY,
      kind INTEGER NOT NULL,
      id BLOB NOT NULL,
      UNIQUE (kind, id)
    ) STRICT;

    CREATE TABLE statement (
      arrival INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      log INTEGER NOT NULL REFERENCES log (number),
      known INTEGER NOT NULL CHECK (known IN (0, 1)),
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX statement_log ON statement (log, known);

    CREATE TABLE log_end (
      kind INTEGER NOT NULL,
      id BLOB NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE trace (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      log INTEGER NOT NULL REFERENCES log (number),
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX trace_log ON trace (log);

    CREATE TABLE attachment (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE attachment_place (
      attachment BLOB NOT NULL,
      place BLOB NOT NULL,
      PRIMARY KEY (attachment, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE refused (
      name BLOB NOT NULL PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE volet_tag (
      number INTEGER PRIMARY KEY,
      tag BLOB NOT NULL UNIQUE,
      kind INTEGER NOT NULL,
      log BLOB NOT NULL
    ) STRICT;
    CREATE INDEX volet_tag_log ON volet_tag (kind, log);

    CREATE TABLE shared_volet (
      tag BLOB NOT NULL,
      owner BLOB NOT NULL,
      share BLOB NOT NULL,
      PRIMARY KEY (tag, owner, share)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX shared_volet_share ON shared_volet (share);

    CREATE TABLE own_subject (
      subject BLOB NOT NULL,
      case_file BLOB NOT NULL,
      PRIMARY KEY (subject, case_file)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE document (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      owner BLOB NOT NULL,
      given BLOB NOT NULL,
      volet BLOB NOT NULL,
      mark INTEGER NOT NULL,
      UNIQUE (given, owner)
    ) STRICT;
    CREATE INDEX document_volet ON document (volet, owner);
    CREATE INDEX document_mark ON document (mark) WHERE mark <> 0;

    CREATE TABLE change (
      arrival INTEGER PRIMARY KEY AUTOINCREMENT,
      id BLOB NOT NULL UNIQUE,
      document INTEGER NOT NULL REFERENCES document (number),
      volet BLOB NOT NULL,
      stratum BLOB NOT NULL,
      epoch BLOB NOT NULL,
      device BLOB NOT NULL,
      sequence INTEGER NOT NULL,
      envelope BLOB NOT NULL
    ) STRICT;
    CREATE INDEX change_document ON change (document);
    CREATE INDEX change_epoch ON change (epoch);
    CREATE INDEX change_sequence ON change (document, device, sequence);

    CREATE TABLE late_arrival (
      id BLOB NOT NULL PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE head (
      document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
      id BLOB NOT NULL,
      PRIMARY KEY (document, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE missing_parent (
      document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
      parent BLOB NOT NULL,
      PRIMARY KEY (document, parent)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE last_sequence (
      document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
      device BLOB NOT NULL,
      sequence INTEGER NOT NULL,
      PRIMARY KEY (document, device)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE equivocation (
      document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
      device BLOB NOT NULL,
      sequence INTEGER NOT NULL,
      PRIMARY KEY (document, device, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE note_secret (
      document INTEGER PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,
      epoch BLOB NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX note_secret_epoch ON note_secret (epoch);

    CREATE TABLE checkpoint (
      document INTEGER PRIMARY KEY REFERENCES document (number) ON DELETE CASCADE,
      epoch BLOB NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX checkpoint_epoch ON checkpoint (epoch);

    CREATE TABLE bundle (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      volet BLOB NOT NULL,
      owner BLOB NOT NULL,
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

    CREATE TABLE peer (
      number INTEGER PRIMARY KEY,
      node BLOB NOT NULL UNIQUE,
      state INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE invitation (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      expires INTEGER NOT NULL,
      used INTEGER NOT NULL CHECK (used IN (0, 1)),
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE feed (
      peer BLOB NOT NULL,
      control INTEGER NOT NULL,
      id BLOB NOT NULL,
      acked INTEGER NOT NULL,
      last INTEGER NOT NULL,
      PRIMARY KEY (peer, control)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outbox (
      number INTEGER PRIMARY KEY,
      peer BLOB NOT NULL,
      control INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      item BLOB,
      position INTEGER,
      refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
      carrier BLOB
    ) STRICT;
    CREATE UNIQUE INDEX outbox_item ON outbox (item, peer) WHERE item IS NOT NULL;
    CREATE UNIQUE INDEX outbox_position ON outbox (peer, control, position);
    CREATE INDEX outbox_carrier ON outbox (carrier, peer) WHERE carrier IS NOT NULL;

    CREATE TABLE held_feed (
      peer BLOB NOT NULL,
      control INTEGER NOT NULL,
      id BLOB NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (peer, control)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE inbox (
      item BLOB NOT NULL,
      peer BLOB NOT NULL,
      kind INTEGER NOT NULL,
      control INTEGER NOT NULL,
      feed BLOB NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (item, peer)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX inbox_feed ON inbox (peer, control, feed, position);

    CREATE TABLE parked (
      number INTEGER PRIMARY KEY,
      id BLOB NOT NULL,
      peer BLOB NOT NULL,
      document BLOB,
      bytes INTEGER NOT NULL,
      sealed BLOB NOT NULL,
      UNIQUE (peer, id)
    ) STRICT;
    CREATE INDEX parked_bytes ON parked (peer, bytes);
    CREATE INDEX parked_document ON parked (document) WHERE document IS NOT NULL;

    CREATE TABLE parked_wait (
      missing BLOB NOT NULL,
      parked INTEGER NOT NULL REFERENCES parked (number) ON DELETE CASCADE,
      PRIMARY KEY (missing, parked)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX parked_wait_parked ON parked_wait (parked);

    CREATE TABLE unread_peer (
      peer BLOB NOT NULL PRIMARY KEY,
      own_word INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE peer_incarnation (
      peer BLOB NOT NULL PRIMARY KEY,
      last INTEGER NOT NULL,
      went_back INTEGER NOT NULL CHECK (went_back IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE acknowledgement (
      number INTEGER PRIMARY KEY,
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE put_back (
      number INTEGER PRIMARY KEY,
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE duty (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      share BLOB,
      statement BLOB
    ) STRICT;

    CREATE TABLE keyed_duty (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      kind INTEGER NOT NULL,
      subject BLOB NOT NULL,
      UNIQUE (kind, subject)
    ) STRICT;

    CREATE TABLE touched (
      kind INTEGER NOT NULL,
      subject BLOB NOT NULL,
      number INTEGER NOT NULL UNIQUE,
      PRIMARY KEY (kind, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE case_summary (
      case_file BLOB NOT NULL PRIMARY KEY,
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE case_overview (
      number INTEGER PRIMARY KEY CHECK (number = 1),
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE kept_records (
      case_file BLOB NOT NULL PRIMARY KEY,
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE kept_notes (
      case_file BLOB NOT NULL PRIMARY KEY,
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE kept_back (
      document BLOB NOT NULL,
      device BLOB NOT NULL,
      seen INTEGER NOT NULL,
      record BLOB NOT NULL,
      PRIMARY KEY (document, device)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE access_event (
      number INTEGER PRIMARY KEY,
      month INTEGER NOT NULL,
      sealed BLOB NOT NULL
    ) STRICT;

    CREATE TABLE seen_version (
      name BLOB NOT NULL PRIMARY KEY,
      sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE room_image (
      name BLOB NOT NULL,
      chunk INTEGER NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (name, chunk)
    ) STRICT;

    CREATE TABLE access_batch (
      id BLOB PRIMARY KEY,
      node BLOB NOT NULL,
      month INTEGER NOT NULL,
      through INTEGER NOT NULL,
      envelope BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX access_batch_node ON access_batch (node, through);
    """
}
