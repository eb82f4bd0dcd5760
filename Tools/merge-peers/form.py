"""A history as bytes that a program reads without a JSON parser, and back.

Numbers are 32 bits, little-endian; a text is its count of UTF-8 bytes and the bytes; a list is its
count and its members.

    history = "CMH1", concurrent 0|1, text end, number setup, list of change, list of number second
    change  = agent, line, number, replica, fresh 0|1,
              list of number parents, list of number merges, list of (position, deleted, text inserted)
    blocks  = "CMB1", list of (count, bytes)
    notes   = "CMN1", list of (list of (text key, text value), text body)
"""

import struct

from traces import Change, History


class Writer:
    def __init__(self, mark):
        self.parts = [mark]

    def number(self, *values):
        self.parts.append(struct.pack(f"<{len(values)}I", *values))

    def numbers(self, values):
        self.number(len(values), *values)

    def block(self, block):
        self.number(len(block))
        self.parts.append(block)

    def text(self, text):
        self.block(text.encode())

    def bytes(self):
        return b"".join(self.parts)


class Reader:
    def __init__(self, mark, data):
        if data[:4] != mark:
            raise ValueError("not such a form")
        self.data, self.at = data, 4

    def number(self):
        (value,) = struct.unpack_from("<I", self.data, self.at)
        self.at += 4
        return value

    def numbers(self):
        return [self.number() for _ in range(self.number())]

    def block(self):
        count = self.number()
        self.at += count
        return self.data[self.at - count:self.at]

    def text(self):
        return self.block().decode()


def write(history):
    out = Writer(b"CMH1")
    out.number(int(history.concurrent))
    out.text(history.end)
    out.number(history.setup, len(history.changes))
    for change in history.changes:
        out.number(change.agent, change.line, change.number, change.replica, int(change.fresh))
        out.numbers(change.parents)
        out.numbers(change.merges)
        out.number(len(change.patches))
        for position, deleted, inserted in change.patches:
            out.number(position, deleted)
            out.text(inserted)
    out.numbers(history.second)
    return out.bytes()


def read(name, data):
    form = Reader(b"CMH1", data)
    concurrent, end, setup = bool(form.number()), form.text(), form.number()
    changes = []
    for _ in range(form.number()):
        agent, line, number, replica, fresh = (form.number() for _ in range(5))
        parents, merges = form.numbers(), form.numbers()
        patches = [(form.number(), form.number(), form.text()) for _ in range(form.number())]
        changes.append(
            Change(agent, parents, patches, line, number, replica, bool(fresh), merges))
    return History(name, concurrent, end, changes, setup, form.numbers())


def write_notes(notes):
    out = Writer(b"CMN1")
    out.number(len(notes))
    for registers, body in notes:
        out.number(len(registers))
        for key, value in registers.items():
            out.text(key)
            out.text(value)
        out.text(body)
    return out.bytes()


def read_notes(data):
    form = Reader(b"CMN1", data)
    notes = []
    for _ in range(form.number()):
        registers = {form.text(): form.text() for _ in range(form.number())}
        notes.append((registers, form.text()))
    return notes


def write_blocks(blocks):
    out = Writer(b"CMB1")
    out.number(len(blocks))
    for block in blocks:
        out.block(block)
    return out.bytes()


def read_blocks(data):
    form = Reader(b"CMB1", data)
    return [form.block() for _ in range(form.number())]
