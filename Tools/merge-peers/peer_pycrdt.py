"""Yrs, the Rust port of Yjs, through `pycrdt`: what each phase calls.

It counts positions in UTF-8 bytes, and keeps no deleted text: its save is no history.
"""

import pycrdt

import units

NAME = "pycrdt"
SAVES = {"update": "without deleted text"}
KEY = "body"


class Replica:
    def __init__(self, number):
        self.document = pycrdt.Doc(client_id=number)
        self.body = self.document.get(KEY, type=pycrdt.Text)

    def prepared(self, patches):
        """The patches as this system counts positions."""
        return units.in_utf8(patches, self.text())[0]

    def replay(self, patches):
        """Every patch its own transaction."""
        body, insert, transaction = self.body, self.body.insert, self.document.transaction
        for position, deleted, inserted in patches:
            if deleted and inserted:
                with transaction():
                    del body[position:position + deleted]
                    insert(position, inserted)
            elif deleted:
                del body[position:position + deleted]
            else:
                insert(position, inserted)

    def call_nothing(self, patches):
        """As many transactions and calls as `replay` makes, that do nothing: what the binding costs
        by itself."""
        nothing, transaction = self.body.integrated.len, self.document.transaction
        for _, deleted, inserted in patches:
            with transaction() as opened:
                if deleted:
                    nothing(opened._txn)
                if inserted:
                    nothing(opened._txn)

    def version(self):
        return self.document.get_state()

    def since(self, version):
        return self.document.get_update(version)

    def take(self, updates):
        for update in updates:
            self.document.apply_update(update)

    def save(self, kind):
        return self.document.get_update()

    def load(self, data):
        self.document.apply_update(data)

    def edit(self):
        """A first edit: one character at the start, and away again."""
        self.body.insert(0, "x")
        del self.body[0:1]

    def text(self):
        return str(self.body)


class CaseFile:
    """All notes in one document: a map of notes, each with its registers and a text."""

    def __init__(self):
        self.document = pycrdt.Doc(client_id=1)
        self.notes = self.document.get("notes", type=pycrdt.Map)

    def add(self, number, registers, body):
        with self.document.transaction():
            self.notes[str(number)] = pycrdt.Map(registers | {KEY: pycrdt.Text(body)})

    def save(self):
        return self.document.get_update()

    def open(self, data):
        self.document.apply_update(data)

    def read(self, number):
        note = self.notes[str(number)]
        registers = {key: note[key] for key in self.keys}
        return registers, str(note[KEY])

    def read_all(self, count):
        found = self.notes.to_py()
        return [self.split(found[str(number)]) for number in range(count)]

    def split(self, note):
        body = note.pop(KEY)
        return note, body
