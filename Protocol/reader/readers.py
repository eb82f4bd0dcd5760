"""One reader for each kind of vector: opens what stands in it, computes it again, raises Refused."""

import hashlib
import unicodedata

import bundles
import primitives as p
import records
import sessions
import wire
from nonces import body_nonce, secret_nonce
from primitives import Refused, require, same


def hexed(vector, *names):
    return [bytes.fromhex(vector[name]) for name in names]


# -- Changes --------------------------------------------------------------------------------------


def change_id(header, nonce, body):
    return p.digest("carnet/change/v1", len(header).to_bytes(4, "big"), header, nonce, body)


def open_note_secret(row, document, epoch_key):
    secret = wire.parse("NoteSecret", row)
    same(secret.epoch, p.digest("carnet/epoch/v1", epoch_key), "epoch of the note secret")
    associated = b"carnet/note-secret-seal/v1" + document + secret.epoch
    return p.aead_open(secret.sealed, associated, epoch_key)


def change(v):
    seed, nonce, id_, data, row, content, document = hexed(
        v, "device_seed", "nonce", "change_id", "envelope", "secret_row", "content", "document"
    )
    secret_epoch_key, epoch_key, note_secret, header_bytes = hexed(
        v, "secret_epoch_key", "epoch_key", "note_secret", "header"
    )
    envelope = wire.parse("ChangeEnvelope", data)
    same(envelope.header, header_bytes, "header")
    same(envelope.nonce, nonce, "nonce")
    same(body_nonce(epoch_key, note_secret, header_bytes, content), nonce, "nonce, derived")
    header = wire.parse("ChangeHeader", envelope.header)
    same(header.version, 1, "version")
    same(header.document, document, "document")
    same(len(header.volet), 16, "volet")
    same(len(header.stratum), 16, "stratum")
    require(header.sequence >= 1, "sequence")
    wire.check_ids(header.parents, 32, "parents")
    wire.check_ids(header.control_heads, 32, "control heads")
    same(header.device, p.signing_public(seed), "device")
    same(header.epoch, p.digest("carnet/epoch/v1", epoch_key), "epoch")
    same(header.secret_hash, p.digest("carnet/note-secret/v1", row), "hash of the note secret")
    computed = change_id(envelope.header, envelope.nonce, envelope.body)
    same(computed, id_, "change id")
    p.verify(header.device, id_, envelope.signature)
    same(open_note_secret(row, document, secret_epoch_key), note_secret, "note secret")
    body_key = p.digest("carnet/body/v1", note_secret, key=epoch_key)
    padded = p.aead_open(envelope.nonce + envelope.body, envelope.header, body_key)
    same(p.unpad(padded), content, "content")
    body = wire.parse("ChangeBody", content)
    require(len(body.author.encode()) <= 200 and len(body.role.encode()) <= 64, "author")
    # And again from the inside out.
    sealed = p.aead_seal(p.pad(content), header_bytes, nonce, body_key)
    again = wire.encode(
        "ChangeEnvelope",
        header=header.SerializeToString(deterministic=True),
        nonce=nonce,
        body=sealed,
        signature=p.sign(seed, id_),
    )
    same(again, data, "envelope, sealed again")
    same(body.SerializeToString(deterministic=True), content, "content, encoded again")


def note_secret(v):
    epoch_key, document, secret, nonce, epoch, row, hash_ = hexed(
        v, "epoch_key", "document", "secret", "nonce", "epoch", "row", "hash"
    )
    same(open_note_secret(row, document, epoch_key), secret, "secret")
    same(p.digest("carnet/epoch/v1", epoch_key), epoch, "epoch")
    same(p.digest("carnet/note-secret/v1", row), hash_, "hash")
    same(secret_nonce(epoch_key, document, secret), nonce, "nonce, derived")
    associated = b"carnet/note-secret-seal/v1" + document + epoch
    sealed = nonce + p.aead_seal(secret, associated, nonce, epoch_key)
    same(wire.encode("NoteSecret", epoch=epoch, sealed=sealed), row, "row, sealed again")


# -- Statements -----------------------------------------------------------------------------------


def check_sheet(sheet):
    """The bounds of limits.md, "Sheets"."""
    said = [(one.field.encode(), one.value.encode()) for one in sheet.entries]
    require(len(sheet.sheet) == 16, "number of a sheet")
    require(len(said) <= 256 and len(sheet.kind.encode()) <= 64, "entries, kind")
    require(all(len(field) <= 64 and len(value) <= 2000 for field, value in said), "an entry")
    require(sum(len(field) + len(value) for field, value in said) <= 32 << 10, "all of a sheet")


def statement(v):
    seed, author, log, id_, data = hexed(
        v, "author_seed", "author", "log", "statement_id", "envelope"
    )
    envelope = wire.parse("StatementEnvelope", data)
    routing = wire.parse("Routing", envelope.routing)
    same(routing.version, 1, "version")
    same(routing.WhichOneof("act"), v["act"], "act")
    same(routing.author, author, "author")
    same(p.signing_public(seed), author, "author's key")
    same(p.digest("carnet/statement/v1", envelope.routing), id_, "statement id")
    p.verify(author, id_, envelope.signature)
    wire.check_ids(routing.parents, 32, "parents")
    wire.check_ids(routing.control_heads, 32, "control heads")
    if v["act"] == "stratum_opened":
        wire.check_ids(routing.stratum_opened.closes, 16, "strata that it closes")
        require(getattr(routing.stratum_opened, "from") < 1 << 63, "where a run begins")
    if v["act"] == "sheet_published":
        check_sheet(routing.sheet_published)
    if v["act"] == "genesis":
        same((routing.log, log), (b"", id_), "log of a genesis")
        same(routing.genesis.root_key, author, "root key")
        require(not routing.parents and not routing.control_heads, "a genesis stands alone")
    else:
        same(routing.log, log, "log")
        same(len(log), {1: 32, 2: 16, 3: 16}[routing.log_kind], "length of the log's id")
    again = wire.encode(
        "StatementEnvelope",
        routing=routing.SerializeToString(deterministic=True),
        signature=p.sign(seed, id_),
    )
    same(again, data, "envelope, signed again")


# -- Rows -----------------------------------------------------------------------------------------


def under_root(v, domain, context, plain, row):
    root_key, root, nonce = hexed(v, "root_key", "root", "nonce")
    same(p.digest("carnet/root/v1", root_key), root, "root")
    same(row[:32], root, "root of the row")
    associated = domain.encode() + root + context
    same(p.aead_open(row[32:], associated, root_key), plain, "opened")
    same(root + nonce + p.aead_seal(plain, associated, nonce, root_key), row, "row, sealed again")


def boxed(v, plain, row):
    secret, box, ephemeral = hexed(v, "box_secret", "box", "ephemeral_secret")
    same(p.box_public(secret), box, "box key")
    same(p.box_open(row, secret), plain, "opened")
    same(p.box_seal(plain, box, ephemeral), row, "row, sealed again")


def own_wrap(v):
    key, epoch, row = hexed(v, "epoch_key", "epoch", "row")
    same(p.digest("carnet/epoch/v1", key), epoch, "epoch")
    under_root(v, "carnet/own-wrap/v1", epoch, key, row)


def box_wrap(v):
    key, epoch, row = hexed(v, "epoch_key", "epoch", "row")
    same(p.digest("carnet/epoch/v1", key), epoch, "epoch")
    boxed(v, key, row)


def root_wrap(v):
    key, root, row = hexed(v, "root_key", "root", "row")
    same(p.digest("carnet/root/v1", key), root, "root")
    boxed(v, key, row)


def earlier_roots(v):
    keys, earlier, row = hexed(v, "earlier_keys", "earlier", "row")
    names = [p.digest("carnet/root/v1", keys[at : at + 32]) for at in range(0, len(keys), 32)]
    same(b"".join(names), earlier, "earlier roots")
    under_root(v, "carnet/earlier-roots/v1", b"", keys, row)


def box_secret(v):
    secret, box, row = hexed(v, "box_secret", "box", "row")
    same(p.box_public(secret), box, "box key")
    under_root(v, "carnet/box-secret/v1", box, secret, row)


def record(v):
    plain, context, row = hexed(v, "record", "context", "row")
    under_root(v, "carnet/record/v1", context, plain, row)


def grant(v):
    content, key, nonce, sealed, owner_wrap, recipient_wrap, wrap_nonce = hexed(
        v, "content", "grant_key", "nonce", "sealed", "owner_wrap", "recipient_wrap", "wrap_nonce"
    )
    name = p.digest("carnet/grant-key/v1", key)
    same(sealed[:32], name, "hash of the grant key")
    associated = b"carnet/grant/v1" + name
    same(p.aead_open(sealed[32:], associated, key), content, "content")
    same(name + nonce + p.aead_seal(content, associated, nonce, key), sealed, "sealed again")
    under_root({**v, "nonce": wrap_nonce.hex()}, "carnet/grant-wrap/v1", name, key, owner_wrap)
    boxed(v, key, recipient_wrap)


def control_row(v):
    key, plain, context, nonce, row = hexed(v, "key", "plain", "context", "nonce", "row")
    associated = b"carnet/control-row/v1" + context
    same(p.aead_open(row, associated, key), plain, "opened")
    same(nonce + p.aead_seal(plain, associated, nonce, key), row, "row, sealed again")


# -- Keys -----------------------------------------------------------------------------------------


# The signs of a keyboard, for those that phones and word processors write in their place.
PLAIN = {
    **dict.fromkeys([*range(0x2018, 0x201C), 0x2BC], "'"),
    **dict.fromkeys(range(0x201C, 0x2020), '"'),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-"),
}


def passphrase(v):
    typed, expected = hexed(v, "typed", "passphrase")
    try:
        wide = typed[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = typed.decode("utf-16" if wide else "utf-8-sig")
        data = unicodedata.normalize("NFKC", text).translate(PLAIN).encode()
    except UnicodeDecodeError:
        data = typed
    for end in (b"\n", b"\r"):
        data = data.removesuffix(end)
    same(data, expected, "passphrase")


def device_digits(v):
    service, device = hexed(v, "service", "device")
    digest = p.digest("carnet/device-digits/v1", service, device)
    groups = [int.from_bytes(digest[i:i + 8], "big") % 100_000 for i in range(0, 32, 8)]
    same("-".join(f"{group:05}" for group in groups), v["digits"], "digits")


def slot(v):
    data, salt, opener = hexed(v, "slot", "home_salt", "opener")
    stored = wire.parse("KeySlot", data)
    length = len(stored.clear).to_bytes(8, "big")
    check = p.digest("carnet/slot-check/v1", length, stored.clear, stored.sealed)[:16]
    same(stored.check, check, "check")
    clear = wire.parse("SlotClear", stored.clear)
    same(clear.version, 1, "version")
    name = v["name"].encode()
    label = p.digest("carnet/slot-label/v1", bytes([clear.kind]), name, key=salt)
    same(clear.label, label, "label")
    if clear.kind in (2, 3):
        require(64 << 20 <= clear.memory <= 1 << 30 and 2 <= clear.passes <= 10, "Argon2")
        key = p.argon2id(opener, clear.salt, clear.memory, clear.passes)
    elif clear.kind in (1, 4):
        domain = "carnet/slot-boot/v1" if clear.kind == 1 else "carnet/slot-recovery/v1"
        key = p.digest(domain, label, key=opener)
    else:
        raise Refused("kind of slot")
    associated = b"carnet/slot/v1" + stored.clear
    keys = p.aead_open(stored.sealed, associated, key)
    same(keys, b"".join(hexed(v, "control", "node_seed", "own_seed")), "keys")
    nonce = stored.sealed[:24]
    again = wire.encode(
        "KeySlot",
        clear=clear.SerializeToString(deterministic=True),
        sealed=nonce + p.aead_seal(keys, associated, nonce, key),
        check=check,
    )
    same(again, data, "slot, sealed again")


def sheet(v):
    content = bytes.fromhex(v["bytes"])
    same(p.sheet_decode(v["code"], v["purpose"]), content, "bytes")
    same(p.sheet_encode(content, v["purpose"]), v["code"], "code")


def device_keys(v):
    seed, signing, box = hexed(v, "seed", "signing", "box")
    same(p.signing_public(p.subkey(seed, 1)), signing, "signing key")
    same(p.box_public(p.subkey(seed, 2)), box, "box key")


def certificate(v):
    """The signed part is the first element inside; the signature is over it, without a domain."""
    seed, data, key = hexed(v, "seed", "certificate", "private_key")
    require(data[:2] == b"\x30\x81" and data[3:5] == b"\x30\x81", "shape")
    signed = data[3 : 3 + 3 + data[5]]
    signature = p.nacl.signing.SigningKey(seed).sign(signed).signature
    same(data[-64:], signature, "signature")
    require(p.signing_public(seed) in signed, "public key")
    same(key, bytes.fromhex("302e020100300506032b657004220420") + seed, "PKCS#8")


# -- Hashes and padding ---------------------------------------------------------------------------


def digest(v):
    key, data = hexed(v, "key", "bytes")
    domain = b"carnet/attachment/v1"
    same(hashlib.blake2b(domain + data, digest_size=32).hexdigest(), v["hash"], "hash")
    same(v["hash"][:24], v["fingerprint"], "fingerprint")
    same(p.digest(domain.decode(), data, key=key).hex(), v["keyed"], "keyed hash")


def padding(v):
    for length, padded in v.items():
        if length.isdigit():
            content = b"\x01" * int(length)
            same(len(p.pad(content)), int(padded), f"padding of {length}")
            same(p.unpad(p.pad(content)), content, f"content of {length}")


def share_id(v):
    secret, recipient, share, second, answer = hexed(
        v, "secret", "recipient", "cited_share", "second", "answer"
    )
    require(len(secret) == 32 and len(recipient) == 32, "secret and recipient")
    domain = "carnet/share/v1"
    same(p.digest(domain, secret, recipient, bytes([0, 0, 0, 1]))[:16], second, "second share")
    cited = p.digest(domain, secret, recipient, share, bytes(4))
    same(cited[:16], answer, "return share")


def service_file(v):
    service, file = hexed(v, "service", "file")
    require(len(service) == 32, "service")
    same(p.digest("carnet/service-file/v1", service)[:16], file, "file of the service")


READERS = {
    "change": change,
    "note-secret": note_secret,
    "statement": statement,
    "own-wrap": own_wrap,
    "box-wrap": box_wrap,
    "root-wrap": root_wrap,
    "earlier-roots": earlier_roots,
    "box-secret": box_secret,
    "record": record,
    "record-fields": records.record_fields,
    "grant": grant,
    "control-row": control_row,
    "passphrase": passphrase,
    "deviceDigits": device_digits,
    "slot": slot,
    "sheet": sheet,
    "device-keys": device_keys,
    "certificate": certificate,
    "digest": digest,
    "padding": padding,
    "share-id": share_id,
    "service-file": service_file,
    **bundles.READERS,
    **sessions.READERS,
}
