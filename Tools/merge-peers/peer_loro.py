"""Loro, through its Python package: what each phase calls."""

import loro

NAME = "loro"
SAVES = {"snapshot": "whole history and state", "updates": "whole history"}
KEY = "body"
EVERYTHING = loro.VersionVector()


class Replica:
    def __init__(self, number):
        self.document = loro.LoroDoc()
        self.document.peer_id = number
        self.body = self.document.get_text(KEY)

    def prepared(self, patches):
        """The patches as this system counts positions."""
        return patches

    def replay(self, patches):
        """Every patch its own commit."""
        insert, delete, commit = self.body.insert, self.body.delete, self.document.commit
        for position, deleted, inserted in patches:
            if deleted:
                delete(position, deleted)
            if inserted:
                insert(position, inserted)
            commit()

    def call_nothing(self, patches):
        """As many calls as `replay` makes, that do nothing: what the binding costs by itself."""
        nothing, other = self.body.is_deleted, self.document.is_detached
        for _, deleted, inserted in patches:
            if deleted:
                nothing()
            if inserted:
                nothing()
            other()

    def version(self):
        return self.document.oplog_vv

    def since(self, version):
        return self.document.export(loro.ExportMode.Updates(version))

    def take(self, updates):
        if updates:
            self.document.import_batch(updates)

    def save(self, kind):
        if kind == "snapshot":
            return self.document.export(loro.ExportMode.Snapshot())
        return self.document.export(loro.ExportMode.Updates(EVERYTHING))

    def load(self, data):
        self.document.import_(data)

    def edit(self):
        """A first edit: one character at the start, and away again."""
        self.body.insert(0, "x")
        self.document.commit()
        self.body.delete(0, 1)
        self.document.commit()

    def text(self):
        return self.body.to_string()


class CaseFile:
    """All notes in one document: a map of notes, each with its registers and a text."""

    def __init__(self):
        self.document = loro.LoroDoc()
        self.document.peer_id = 1
        self.notes = self.document.get_map("notes")

    def add(self, number, registers, body):
        note = self.notes.insert_container(str(number), loro.LoroMap())
        for key, value in registers.items():
            note.insert(key, value)
        note.insert_container(KEY, loro.LoroText()).insert(0, body)
        self.document.commit()

    def save(self):
        return self.document.export(loro.ExportMode.Snapshot())

    def open(self, data):
        self.document.import_(data)

    def read(self, number):
        note = self.notes.get(str(number)).container
        registers = {key: note.get(key).value for key in self.keys}
        return registers, note.get(KEY).container.to_string()

    def read_all(self, count):
        found = self.document.get_deep_value()["notes"]
        return [self.split(found[str(number)]) for number in range(count)]

    def split(self, note):
        body = note.pop(KEY)
        return note, body
