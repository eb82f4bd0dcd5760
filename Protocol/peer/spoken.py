"""What the stranger knows how to say and read: operations (operations.md), and the keys of a note."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reader"))

import primitives as p  # noqa: E402
import wire  # noqa: E402
from primitives import Refused, require  # noqa: E402


def encode(kind, /, **fields):
    """A message in its one encoding."""
    return wire.message(kind)(**fields).SerializeToString(deterministic=True)


def varint(value):
    out = b""
    while value >= 0x80:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def note_operations(text, kind="entretien", title="Mot"):
    """The operations that make a note: four keys, three registers, one text."""
    keys = ["type", "kind", "title", "text"]
    coded = varint(2) + varint(0) + varint(len(keys))
    for key in keys:
        coded += varint(len(key)) + key.encode()
    values = [b"note/1", kind.encode(), title.encode(), text.encode()]
    coded += varint(4) + varint(1) + varint(1) + varint(1) + varint(2)  # three sets, insert text
    coded += varint(0) + varint(1) + varint(2) + varint(3)  # their keys
    # Overwrites nothing, three times; a right child of the origin whose right origin is the end.
    coded += varint(0) + varint(0) + varint(0) + varint(1)
    for value in values[:3]:
        coded += varint(1) + varint(len(value))
    coded += varint(len(values[3]))
    return coded + b"".join(values)


class Bytes:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        require(self.at + count <= len(self.data), "operations end too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                require(byte or not shift, "a longer form than the shortest")
                return value
            shift += 7

    def text(self):
        return self.take(self.varint()).decode()


def read_note(operations):
    """What a note says that was made in one change: its registers and its texts, by key."""
    data = Bytes(operations)
    require(data.varint() == 2, "format")
    for _ in range(data.varint()):
        data.take(32)
    keys = [data.text() for _ in range(data.varint())]
    kinds = [data.varint() for _ in range(data.varint())]
    require(set(kinds) <= {1, 2}, "only writes and insertions are read here")
    named = [keys[data.varint()] for _ in kinds]
    for kind in kinds:
        if kind == 1:
            for _ in range(data.varint()):
                data.varint(), data.varint()
        else:
            placement = data.varint()
            require(placement in (1, 2, 3, 4), "placement")
            for _ in range((0, 0, 1, 1, 2)[placement]):
                data.varint(), data.varint(), data.varint()
    lengths = []
    for kind in kinds:
        if kind == 2:
            lengths.append(data.varint())
            continue
        tag = data.varint()
        lengths.append(data.varint() if tag == 1 else 0)
        if tag == 2:
            data.varint()
    note = {}
    for key, length in zip(named, lengths):
        note[key] = note.get(key, "") + data.take(length).decode()
    require(data.at == len(data.data), "something follows the operations")
    return note
