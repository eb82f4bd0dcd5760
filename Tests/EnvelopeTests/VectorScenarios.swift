import CRDT

@testable import Envelope

/// The scenarios of `Protocol/vectors`, each from a seed of its own.
enum VectorScenarios {
  static func all() throws -> [Vector] {
    let statements = try ActFixtures.names.map(statement)
    let slots = try SlotKind.allCases.map(slot)
    let sheets = SheetCode.Purpose.allCases.map(sheet)
    let rows = try [
      ownWrap(), boxWrap(), rootWrap(), earlierRoots(), boxSecret(), record(), grant(),
    ]
    let others = [
      controlRow(), padding(), deviceKeys(), certificate(), digest(), share(), serviceFile(),
    ]
    return try [change(), noteSecret(), bundle(), bundleOfAnotherMaker()] + statements + rows
      + slots + sheets + passphrases + [deviceDigits] + others
  }

  private static func change() throws -> Vector {
    var chance = SeededGenerator(seed: 100)
    let keyring = Keyring()
    var vector = Vector(
      "change", kind: "change", about: "A note's second change, after a rotation")
    vector.bytes("device_seed", chance.upcoming())
    let device = SigningPair(using: &chance)
    vector.bytes("secret_epoch_key", chance.upcoming())
    let first = keyring.makeEpoch(using: &chance)
    vector.bytes("epoch_key", chance.upcoming())
    let epoch = keyring.makeEpoch(using: &chance)
    let document = DocumentID(using: &chance)
    vector.bytes("note_secret", chance.upcoming())
    let secret = try keyring.makeNoteSecret(document: document, epoch: first, using: &chance)
    let header = ChangeHeader(
      document: document, volet: VoletTag(using: &chance), stratum: StratumID(using: &chance),
      epoch: epoch, device: device.publicKey, sequence: 2,
      parents: [1, 2].compactMap { ChangeID([UInt8](repeating: $0, count: 32)) },
      controlHeads: [StatementID(exactly: [UInt8](repeating: 3, count: 32))],
      secretHash: secret.hash)
    let content = ChangeContent(
      author: "Éloïse Martin", role: "social-worker",
      clock: HybridClock(raw: 1_764_000_000_000 << 16 | 3), zone: -60,
      operations: Array("opaque here".utf8))
    let envelope = try keyring.sealChange(
      header: header, content: content, secretRow: secret.row, author: device)
    vector.bytes("nonce", try ChangeParts(envelope.bytes).nonce)
    vector.bytes("secret_row", secret.row)
    vector.bytes("document", document.bytes)
    vector.bytes("content", try ChangeCodec.encodeContent(content))
    vector.bytes("header", try ChangeCodec.encodeHeader(header))
    vector.bytes("change_id", envelope.id.bytes)
    vector.bytes("envelope", envelope.bytes)
    return vector
  }

  private static func noteSecret() throws -> Vector {
    var chance = SeededGenerator(seed: 101)
    let keyring = Keyring()
    var vector = Vector("note-secret", kind: "note-secret", about: "The secret of one note")
    vector.bytes("epoch_key", chance.upcoming())
    let epoch = keyring.makeEpoch(using: &chance)
    let document = DocumentID(using: &chance)
    vector.bytes("document", document.bytes)
    vector.bytes("secret", chance.upcoming())
    let secret = try keyring.makeNoteSecret(document: document, epoch: epoch, using: &chance)
    vector.bytes("nonce", Array(try SecretRow(secret.row).sealed.prefix(24)))
    vector.bytes("epoch", epoch.bytes)
    vector.bytes("row", secret.row)
    vector.bytes("hash", secret.hash.bytes)
    return vector
  }

  private static func statement(_ name: String) throws -> Vector {
    var vector = Vector(
      "statement-\(name)", kind: "statement", about: "A signed statement of act \(name)")
    var fixtures = ActFixtures(seed: 102)
    vector.bytes("author_seed", fixtures.chance.upcoming())
    let proven = try fixtures.sign(name)
    vector.text("act", name.replacing("-return", with: "").replacing("-", with: "_"))
    vector.bytes("author", proven.author.bytes)
    vector.bytes("log", proven.log.bytes)
    vector.bytes("statement_id", proven.id.bytes)
    vector.bytes("envelope", proven.bytes)
    return vector
  }

  private static func slot(_ kind: SlotKind) throws -> Vector {
    var vector = Vector("slot-\(kind)", kind: "slot", about: "A key slot of kind \(kind)")
    var chance = SeededGenerator(seed: 103)
    let salt = Chance.bytes(32, using: &chance)
    let label = try KeySlot.label(kind: kind, name: "Zoé", homeSalt: salt)
    vector.bytes("home_salt", salt)
    vector.text("name", "Zoé")
    vector.bytes("control", chance.upcoming())
    let control = SecretKey(using: &chance)
    vector.bytes("node_seed", chance.upcoming())
    let node = SecretKey(using: &chance)
    vector.bytes("own_seed", kind == .boot ? [] : chance.upcoming())
    let own = SecretKey(using: &chance)
    let passphrase = Array("cheval agrafe batterie".utf8)
    let opener = kind == .boot || kind == .recovery ? chance.upcoming() : passphrase
    vector.bytes("opener", opener)
    let file = SecretKey(using: &chance)
    let slot =
      switch kind {
      case .boot:
        try KeySlot.boot(
          label: label, key: file, payload: SlotPayload(control: control, nodeSeed: node),
          using: &chance)
      case .operator:
        try KeySlot.passphrase(
          Passphrase(opener), kind: kind, label: label, parameters: .least,
          payload: SlotPayload(control: control, nodeSeed: node, operatorSeed: own), using: &chance)
      case .worker:
        try KeySlot.passphrase(
          Passphrase(opener), kind: kind, label: label, parameters: .least,
          payload: SlotPayload(control: control, nodeSeed: node, deviceSeed: own), using: &chance)
      case .recovery:
        try KeySlot.recovery(
          code: opener, label: label,
          payload: SlotPayload(control: control, nodeSeed: node, deviceSeed: own), using: &chance)
      }
    vector.bytes("slot", slot.bytes)
    return vector
  }

  /// What people type or keep in a file, and the bytes that it comes to.
  private static var passphrases: [Vector] {
    let typed: [(String, String, [UInt8])] = [
      ("decomposed", "Typed with the accents apart", Array("cafe\u{301} nai\u{308}f".utf8)),
      (
        "file", "From a file with a byte order mark and the line end of Windows",
        Array("\u{FEFF}ﬁn Ａ½ 한글\r\n".utf8)
      ),
      (
        "utf16", "From a file in UTF-16",
        "\u{FEFF}élan vital\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      ),
      (
        "typographic", "Typed on a phone: curved quotes, long hyphens",
        Array("l’été – “là”‑bas".utf8)
      ),
      ("bytes", "Bytes that are no text", [0xC3, 0x28, 0x41, 0x0A]),
    ]
    return typed.map { name, about, bytes in
      var vector = Vector("passphrase-\(name)", kind: "passphrase", about: about)
      vector.bytes("typed", bytes)
      vector.bytes("passphrase", Passphrase(bytes).withBytes { Array($0) })
      return vector
    }
  }

  private static var deviceDigits: Vector {
    var chance = SeededGenerator(seed: 140)
    var vector = Vector(
      "device-digits", kind: "deviceDigits", about: "Digits that the owner of a device reads out")
    let (service, device) = (ServiceID(using: &chance), SigningKey(using: &chance))
    vector.bytes("service", service.bytes)
    vector.bytes("device", device.bytes)
    vector.text("digits", DeviceDigits(of: device, in: service).description)
    return vector
  }

  private static func sheet(_ purpose: SheetCode.Purpose) -> Vector {
    var vector = Vector(
      "sheet-\(purpose)", kind: "sheet", about: "Bytes as a code that a person types")
    var chance = SeededGenerator(seed: 104)
    let length =
      switch purpose {
      case .recovery, .device: 16
      case .root: 32
      case .invitation: 101
      }
    let bytes = Chance.bytes(length, using: &chance)
    vector.text("purpose", "\(purpose)")
    vector.bytes("bytes", bytes)
    vector.text("code", SheetCode.encode(bytes, for: purpose))
    return vector
  }

  private static func padding() -> Vector {
    var vector = Vector("padding", kind: "padding", about: "Lengths before and after padding")
    let lengths = [0, 1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 100, 255, 256, 1000, 4096, 65535, 500_000]
    for length in lengths {
      let padded = Padding.pad([UInt8](repeating: 1, count: length))
      vector.text("\(length)", "\(padded.count)")
    }
    return vector
  }

  private static func digest() -> Vector {
    var vector = Vector("digest", kind: "digest", about: "Hash, keyed hash and fingerprint")
    var chance = SeededGenerator(seed: 105)
    let (key, bytes) = (Chance.bytes(32, using: &chance), Chance.bytes(200, using: &chance))
    vector.bytes("key", key)
    vector.bytes("bytes", bytes)
    vector.bytes("hash", Digest.hash(.attachment, bytes))
    vector.bytes("fingerprint", Digest.fingerprint(Digest.hash(.attachment, bytes)))
    vector.bytes("keyed", Digest.keyed(key, .attachment, bytes))
    return vector
  }

  private static func serviceFile() -> Vector {
    var vector = Vector(
      "service-file", kind: "service-file", about: "The number of the file of a service")
    let service = ServiceID(exactly: Array(0..<32))
    vector.bytes("service", service.bytes)
    vector.bytes("file", ServiceFile.id(of: service).bytes)
    return vector
  }

  private static func share() -> Vector {
    var vector = Vector(
      "share-id", kind: "share-id",
      about: "The ids of two shares of a case file: the second of one recipient, and an answer")
    var chance = SeededGenerator(seed: 106)
    let secret = Chance.bytes(ShareNaming.secretLength, using: &chance)
    let recipient = ServiceID(using: &chance)
    let cited = ShareID(using: &chance)
    vector.bytes("secret", secret)
    vector.bytes("recipient", recipient.bytes)
    vector.bytes("cited_share", cited.bytes)
    vector.bytes(
      "second",
      ShareNaming.share(secret: secret, to: recipient, citing: nil, number: 1).bytes)
    vector.bytes(
      "answer",
      ShareNaming.share(secret: secret, to: recipient, citing: cited, number: 0).bytes)
    return vector
  }
}
