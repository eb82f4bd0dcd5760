"""Bundles: Protocol/bundle.md. Opens one, and seals every change inside again."""

import zstandard

import primitives as p
import wire
from nonces import body_nonce, secret_nonce
from primitives import Refused, require, same

COLUMN_BYTES = 8 << 20
COLUMNS = ("row_epoch", "document", "stratum", "epoch", "heads", "author", "role", "sequence",
           "parent_count", "parent", "milliseconds", "counter", "zone", "length")


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        require(0 <= count <= len(self.data) - self.at, "columns: too short")
        self.at += count
        return self.data[self.at - count : self.at]

    def varint(self):
        value = 0
        for shift in range(0, 64, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                require(byte > 0 or shift == 0, "varint: not the shortest")
                require(value < 1 << 64, "varint: too large")
                return value
        raise Refused("varint: too long")

    def table(self, count, size):
        rows = [self.take(size) for _ in range(count)]
        require(len(set(rows)) == count, "table: something twice")
        return rows


def unzigzag(value):
    return value >> 1 ^ -(value & 1)


def decompress(frame):
    try:
        parameters = zstandard.get_frame_parameters(frame)
        require(parameters.content_size <= COLUMN_BYTES, "frame: size")
        require(parameters.window_size <= 8 << 20, "frame: window")
        require(not parameters.has_checksum and parameters.dict_id == 0, "frame: flags")
        return zstandard.ZstdDecompressor().decompress(frame, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Refused("frame") from error


class FirstUse:
    """Places in a table, in the order of first use."""

    def __init__(self, rows):
        self.rows, self.used = rows, 0

    def __getitem__(self, place):
        require(0 <= place <= self.used and place < len(self.rows), "place in a table")
        self.used = max(self.used, place + 1)
        return self.rows[place]


def uncode(coded, words):
    """Operations whose frequent words are codes."""
    cursor, parts = Cursor(coded), []
    while cursor.at < len(coded):
        byte = cursor.take(1)[0]
        if byte < 0x80:
            parts.append(bytes([byte]))
        elif byte == 0xFF:
            parts.append(cursor.take(1))
            require(parts[-1][0] >= 0x80, "escape")
        else:
            code = byte - 0x80 if byte < 0xE0 else 96 + 256 * (byte - 0xE0) + cursor.take(1)[0]
            require(code < len(words), "code of a word")
            parts.append(words[code])
    return b"".join(parts)


def open_columns(frame, count, documents, heads):
    """Authors, roles and sets of heads; the columns by name; the operations."""
    cursor = Cursor(decompress(frame))
    texts = []
    for limit in (64, 200, 64):
        rows = [cursor.take(cursor.varint()) for _ in range(cursor.varint())]
        require(all(len(row) <= limit for row in rows) and len(set(rows)) == len(rows), "texts")
        texts.append(rows)
    words = texts.pop(0)
    require(len(words) <= 8032, "words")
    texts = [[row.decode("utf-8") for row in rows] for rows in texts]
    used = FirstUse(heads)
    sets = [[used[cursor.varint()] for _ in range(cursor.varint())] for _ in range(cursor.varint())]
    require(used.used == len(heads), "heads not used up")
    columns = {}
    for name in COLUMNS:
        size = {"row_epoch": documents}.get(name, count)
        if name == "parent":
            size = sum(columns["parent_count"])
        require(size <= 64 * count, "parents")
        columns[name] = [cursor.varint() for _ in range(size)]
    rest = cursor.take(len(cursor.data) - cursor.at)
    return texts, sets, columns, Cursor(uncode(rest, words) if words else rest)


def changes_of(plain, header, epoch_keys):
    """(id, row of the note secret) of every change, each sealed again."""
    cursor = Cursor(plain)
    same(cursor.take(1), b"\1", "version of the plain part")
    flags = cursor.take(1)[0]
    require(flags < 4, "flags")
    sizes = [int.from_bytes(cursor.take(4), "big") for _ in range(3)]
    documents = list(header.documents)
    strata = cursor.table(sizes[0], 16)
    secrets = [(cursor.take(32), cursor.take(24) if flags & 2 else None) for _ in documents]
    nonces = [cursor.take(24) if flags & 1 else None for _ in range(header.count)]
    signatures = [cursor.take(64) for _ in range(header.count)]
    heads = cursor.table(sizes[1], 32)
    outside = cursor.table(sizes[2], 32)
    frame = cursor.take(len(plain) - cursor.at)
    (authors, roles), sets, columns, rest = open_columns(
        frame, header.count, len(documents), heads)
    tables = [FirstUse(rows) for rows in (list(range(len(documents))), strata, sets, authors, roles,
                                          outside)]
    rows = []
    for document, (secret, nonce), place in zip(documents, secrets, columns["row_epoch"]):
        require(place < len(header.epochs), "epoch of a row")
        epoch = header.epochs[place]
        nonce = nonce or secret_nonce(epoch_keys[place], document, secret)
        associated = b"carnet/note-secret-seal/v1" + document + epoch
        sealed = nonce + p.aead_seal(secret, associated, nonce, epoch_keys[place])
        rows.append(wire.encode("NoteSecret", epoch=epoch, sealed=sealed))
    ids, sequences, document, clock, parents = [], {}, -1, 0, iter(columns["parent"])
    for at in range(header.count):
        field = {name: columns[name][at] for name in COLUMNS if name not in ("row_epoch", "parent")}
        document += unzigzag(field["document"])
        tables[0][document]
        sequence = sequences.get(document, 0) + 1 + unzigzag(field["sequence"]) & (1 << 64) - 1
        sequences[document] = sequence
        clock += unzigzag(field["milliseconds"])
        require(0 <= clock < 1 << 48 and field["counter"] < 1 << 16, "clock")
        require(field["epoch"] < len(header.epochs), "epoch")
        named = []
        for reference in (next(parents) for _ in range(field["parent_count"])):
            if reference & 1:
                named.append(tables[5][reference >> 1])
            else:
                require(2 <= reference <= 2 * at, "parent")
                named.append(ids[at - (reference >> 1)])
        wire.check_ids(named, 32, "parents")
        control_heads = tables[2][field["heads"]]
        wire.check_ids(control_heads, 32, "control heads")
        head = wire.encode(
            "ChangeHeader", version=1, document=documents[document], volet=header.volet,
            stratum=tables[1][field["stratum"]], epoch=header.epochs[field["epoch"]],
            device=header.device, sequence=sequence, parents=named, control_heads=control_heads,
            secret_hash=p.digest("carnet/note-secret/v1", rows[document]))
        content = wire.encode(
            "ChangeBody", author=tables[3][field["author"]], role=tables[4][field["role"]],
            clock=clock << 16 | field["counter"], zone=unzigzag(field["zone"]),
            operations=rest.take(field["length"]))
        secret, epoch_key = secrets[document][0], epoch_keys[field["epoch"]]
        key = p.digest("carnet/body/v1", secret, key=epoch_key)
        nonce = nonces[at] or body_nonce(epoch_key, secret, head, content)
        body = p.aead_seal(p.pad(content), head, nonce, key)
        length = len(head).to_bytes(4, "big")
        ids.append(p.digest("carnet/change/v1", length, head, nonce, body))
        # One by one, for the proof of it; a reader in a hurry has that of the bundle.
        p.verify(header.device, ids[-1], signatures[at])
    require(all(table.used == len(table.rows) for table in tables), "table not used up")
    same(rest.at, len(rest.data), "end of the operations")
    return ids, rows


def bundle(v):
    names = ("device_seed", "epoch_keys", "bundle_secret", "secret_row", "bundle_id", "bundle",
             "change_ids", "note_secret_rows")
    seed, keys, secret, row, id_, data, ids, rows = (bytes.fromhex(v[name]) for name in names)
    epoch_keys = [keys[at : at + 32] for at in range(0, len(keys), 32)]
    envelope = wire.parse("BundleEnvelope", data)
    header = wire.parse("BundleHeader", envelope.header)
    same(header.version, 1, "version")
    require(1 <= len(set(header.documents)) == len(header.documents) <= header.count, "documents")
    same(header.device, p.signing_public(seed), "device")
    wire.check_ids(header.epochs, 32, "epochs")
    wire.check_ids(header.control_heads, 32, "control heads")
    same(list(header.epochs), [p.digest("carnet/epoch/v1", key) for key in epoch_keys], "epochs")
    length = len(envelope.header).to_bytes(4, "big")
    computed = p.digest("carnet/bundle/v1", length, envelope.header, envelope.nonce, envelope.body)
    same(computed, id_, "bundle id")
    p.verify(header.device, id_, envelope.signature)
    # The secret, and the key of the body.
    same(header.secret_hash, p.digest("carnet/bundle-secret/v1", row), "hash of the bundle secret")
    sealed = wire.parse("BundleSecret", row)
    require(sealed.epoch in list(header.epochs), "epoch of the bundle secret")
    epoch_key = epoch_keys[list(header.epochs).index(sealed.epoch)]
    associated = b"carnet/bundle-secret-seal/v1" + header.volet + sealed.epoch
    same(p.aead_open(sealed.sealed, associated, epoch_key), secret, "bundle secret")
    key = secret
    for epoch_key in epoch_keys:
        key = p.digest("carnet/bundle-key/v1", key, key=epoch_key)
    padded = p.aead_open(envelope.nonce + envelope.body, envelope.header, key)
    plain = p.unpad(padded)
    got_ids, got_rows = changes_of(plain, header, epoch_keys)
    same(len(set(got_ids)), header.count, "count")
    same(header.ids_hash, p.digest("carnet/bundle-ids/v1", *got_ids), "hash of the ids")
    same(b"".join(got_ids), ids, "ids of the changes")
    same(b"".join(got_rows), rows, "rows of the note secrets")
    # And again from the inside out.
    again = wire.encode(
        "BundleEnvelope",
        header=header.SerializeToString(deterministic=True),
        nonce=envelope.nonce,
        body=p.aead_seal(p.pad(plain), envelope.header, envelope.nonce, key),
        signature=p.sign(seed, id_),
    )
    same(again, data, "bundle, sealed again")


READERS = {"bundle": bundle}
