/// Why bytes were refused, or a key could not be used: facts, no sentences.
public enum EnvelopeError: Error, Hashable, Sendable {
  /// Not the encoding that it claims to be.
  case malformed(Subject)
  /// Made by a later version.
  case unknownVersion(UInt32)
  /// A length, a count or a number outside what the specification allows.
  case outOfBounds(Subject)
  /// A set that is not ascending, or says one thing twice.
  case unsorted(Subject)
  /// The signature is not the named key's.
  case badSignature
  /// The signing pair at hand is not the key that the header or the act names.
  case wrongAuthor
  /// Signed well, but says what this version cannot judge: callers fail closed for that log.
  /// `log` is nil when even the kind of log is unknown.
  case unknownStatement(id: StatementID, log: LogID?)
  /// The seal does not open: another key, or altered bytes.
  case sealed(Subject)
  /// The passphrase, code or key file does not open this slot.
  case wrongPassphrase
  /// Argon2 parameters outside the range that is accepted from a file.
  case parametersRefused
  /// The machine does not give the memory that a passphrase is stretched in.
  case outOfMemory
  /// A key opened well and is not the one that its id names.
  case keyMismatch
  /// A row of a note secret is not the one that the header names.
  case secretMismatch
  /// The keyring does not hold this key.
  case missingEpoch(EpochID)
  case missingRoot(RootID)
  case missingBox(BoxKey)
  /// A public key that no honest machine makes: nothing may be sealed to it.
  case weakKey
  /// A typed code is too short or too long, has a character that is none, or a wrong checksum.
  case badCode

  /// What a refusal is about.
  public enum Subject: Hashable, Sendable {
    case envelope, header, body, padding, nonce, signature
    case statement, routing, log, act, attachment, text, number
    case identifier, sequence, parents, controlHeads, documents, list
    case author, role, zone
    case epochWrap, boxWrap, rootWrap, record, grant, noteSecret, controlRow
    case bundle, bundleSecret, columns, accessBatch
    case slot, slotPayload, recoveryCode
  }
}
