#!/usr/bin/env python3
"""One phase of one peer on one form, in a process of its own; prints what it cost as JSON, or fails
with a sentence when what was built is not what the form says.

Usage: worker.py PEER PHASE FORM SAVED

SAVED is a folder where the phases that save leave their bytes for the phases that load.
"""

import importlib
import json
import pathlib
import sys

import form
import units
from meter import Meter


def check(found, wanted):
    if found != wanted:
        sys.exit("the text differs from the end of the trace")


def warm_up(peer):
    """Goes once through everything with next to nothing, so that a phase does not pay for pages of
    the program that nobody has touched yet."""
    replica = peer.Replica(1)
    replica.replay([(0, 0, "abc"), (1, 1, "d")])
    replica.call_nothing([(0, 1, "a")])
    for kind in peer.SAVES:
        other = peer.Replica(2)
        other.load(replica.save(kind))
        other.edit()
        other.text()
    other = peer.Replica(3)
    other.take([replica.since(other.version())])
    case = peer.CaseFile()
    case.keys = ["key"]
    case.add(0, {"key": "value"}, "body")
    other = peer.CaseFile()
    other.keys = ["key"]
    other.open(case.save())
    other.read(0)
    other.read_all(1)


class Sequential:
    def __init__(self, peer, history, saved):
        self.peer, self.history, self.saved = peer, history, saved
        self.start = [patch for change in history.changes[:history.setup]
                      for patch in change.patches]
        self.patches = [patch for change in history.changes[history.setup:]
                        for patch in change.patches]

    def file(self, kind):
        return self.saved / f"{self.peer.NAME}-{kind}"

    def begun(self):
        """A replica with the start content, and the patches as it counts them."""
        replica = self.peer.Replica(1)
        replica.replay(self.start)
        if units.is_ascii(self.history.changes):
            return replica, self.patches
        return replica, replica.prepared(self.patches)

    def apply(self):
        replica, patches = self.begun()
        meter = Meter()
        with meter:
            replica.replay(patches)
        report = meter.report()
        check(replica.text(), self.history.end)
        return report

    def binding(self):
        replica, patches = self.begun()
        meter = Meter()
        with meter:
            replica.call_nothing(patches)
        return meter.report()

    def save(self, kind):
        replica, patches = self.begun()
        replica.replay(patches)
        meter = Meter()
        with meter:
            data = replica.save(kind)
        self.file(kind).write_bytes(data)
        report = meter.report(bytes=len(data))
        check(replica.text(), self.history.end)
        return report

    def load(self, kind):
        data = self.file(kind).read_bytes()
        replica = self.peer.Replica(2)
        meter = Meter()
        with meter:
            replica.load(data)
            replica.edit()
        report = meter.report()
        check(replica.text(), self.history.end)
        return report


class Concurrent(Sequential):
    """Replicas of the authors make the changes, each handed on as this peer's own update."""

    def replay(self, meter):
        replicas, updates, count = {}, [], 0
        plain = units.is_ascii(self.history.changes)
        for change in self.history.changes:
            if change.fresh:
                count += 1
                replicas[change.replica] = self.peer.Replica(count)
            replica = replicas[change.replica]
            with meter:
                replica.take([updates[index] for index in change.merges])
            patches = change.patches if plain else replica.prepared(change.patches)
            with meter:
                version = replica.version()
                replica.replay(patches)
                updates.append(replica.since(version))
        return replicas, updates

    def whole(self, updates):
        replica = self.peer.Replica(1_000_000)
        replica.take(updates)
        return replica

    def build(self):
        meter = Meter()
        replicas, updates = self.replay(meter)
        self.file("handed-on").write_bytes(form.write_blocks(updates))
        report = meter.report(bytes=sum(map(len, updates)))
        check(self.whole(updates).text(), self.history.end)
        return report

    def receive(self, order):
        """Every update of the history, handed over at once, in one order or another."""
        updates = form.read_blocks(self.file("handed-on").read_bytes())
        if order == "second":
            updates = [updates[index] for index in self.history.second]
        replica = self.peer.Replica(1_000_000)
        meter = Meter()
        with meter:
            replica.take(updates)
        report = meter.report(bytes=sum(map(len, updates)))
        check(replica.text(), self.history.end)
        return report

    def save(self, kind):
        whole = self.whole(form.read_blocks(self.file("handed-on").read_bytes()))
        meter = Meter()
        with meter:
            data = whole.save(kind)
        self.file(kind).write_bytes(data)
        report = meter.report(bytes=len(data))
        check(whole.text(), self.history.end)
        return report

    def merge(self, kind):
        """The whole remote history, one piece, into an empty replica."""
        data = self.file(kind).read_bytes()
        replica = self.peer.Replica(2_000_000)
        meter = Meter()
        with meter:
            replica.load(data)
        report = meter.report()
        check(replica.text(), self.history.end)
        return report


class CaseFile:
    def __init__(self, peer, notes, saved):
        self.peer, self.notes = peer, notes
        self.file = saved / f"{peer.NAME}-notes"

    def empty(self):
        case = self.peer.CaseFile()
        case.keys = list(self.notes[0][0])
        return case

    def build(self):
        case = self.empty()
        meter = Meter()
        with meter:
            for number, (registers, body) in enumerate(self.notes):
                case.add(number, registers, body)
        report = meter.report()
        check(case.read_all(len(self.notes)), self.notes)
        return report

    def save(self):
        case = self.empty()
        for number, (registers, body) in enumerate(self.notes):
            case.add(number, registers, body)
        meter = Meter()
        with meter:
            data = case.save()
        self.file.write_bytes(data)
        return meter.report(bytes=len(data))

    def read(self, step):
        data, case = self.file.read_bytes(), self.empty()
        meter, middle = Meter(), len(self.notes) // 2
        with meter:
            case.open(data)
            if step == "one":
                found = case.read(middle)
            elif step == "all":
                found = case.read_all(len(self.notes))
        report = meter.report()
        if step == "one":
            check(found, self.notes[middle])
        elif step == "all":
            check(found, self.notes)
        return report


def main():
    name, phase, path, saved = sys.argv[1:5]
    peer = importlib.import_module(f"peer_{name}")
    data, saved = pathlib.Path(path).read_bytes(), pathlib.Path(saved)
    if data[:4] == b"CMN1":
        subject = CaseFile(peer, form.read_notes(data), saved)
    else:
        history = form.read("trace", data)
        subject = (Concurrent if history.concurrent else Sequential)(peer, history, saved)
    warm_up(peer)
    step, _, kind = phase.partition(" ")
    print(json.dumps(getattr(subject, step)(*([kind] if kind else []))))


if __name__ == "__main__":
    main()
