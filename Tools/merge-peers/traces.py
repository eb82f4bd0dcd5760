"""Editing traces: the public format, cut into changes, and the plan to replay them.

A trace is JSON, gzip. Sequential: startContent, endContent, txns of patches [position, deleted,
inserted]. Concurrent: kind "concurrent", endContent, numAgents, txns of parents, agent, patches;
positions count in the document merged from the parents. Positions are Unicode scalars.

Both become one thing, a `History`: changes in causal order, each with its parents, its patches and
what a replica must do to stand exactly where the author stood. Every system replays the same plan.
"""

import dataclasses
import datetime
import gzip
import json
import pathlib

PAUSE = 30  # Seconds of silence that end a change.
PATCHES = 30_000  # Patches that end a change in any case: two operations each stay within bounds.
REPLICAS = 8  # Replicas kept for one author whose work forks.


@dataclasses.dataclass
class Change:
    """Consecutive edits of one author, sealed as one."""

    agent: int
    parents: list
    patches: list
    line: int = 0  # The line of work it continues: changes of one author, each after the other;
    number: int = 0  # how many changes of that line came before.
    replica: int = 0  # The replica that makes it,
    fresh: bool = False  # emptied before,
    merges: list = dataclasses.field(default_factory=list)  # then given these changes.


@dataclasses.dataclass
class History:
    name: str
    concurrent: bool
    end: str
    changes: list
    setup: int  # Leading changes that only bring the start content: replayed, not measured.
    second: list  # Another causal order of the changes: depth first, latest branch first.

    @property
    def patches(self):
        return sum(len(change.patches) for change in self.changes[self.setup:])


class Unusable(Exception):
    """A file that is no trace of the two formats."""


def read(path):
    path = pathlib.Path(path)
    name = path.name.removesuffix(".gz").removesuffix(".json")
    opening = gzip.open if path.suffix == ".gz" else open
    try:
        with opening(path, "rt", encoding="utf-8") as file:
            return history(name, json.load(file))
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
        raise Unusable(f"{path.name}: {type(error).__name__}: {error}") from error


def history(name, data):
    start = data.get("startContent") or ""
    concurrent = data.get("kind") == "concurrent"
    first = [Change(0 if concurrent else 1, [], [(0, 0, start)])] if start else []
    made = concurrent_changes if concurrent else sequential_changes
    changes = first + made(data["txns"], len(first))
    plan(changes)
    return History(
        name, concurrent, data["endContent"], changes, len(first), depth_first(changes))


def patches(txn):
    found = []
    for position, deleted, inserted in txn["patches"]:
        if deleted or inserted:
            found.append((int(position), int(deleted), str(inserted)))
    return found


def moment(txn):
    written = txn.get("time")
    if written is None:
        return None
    if isinstance(written, (int, float)):
        return written / 1000
    return datetime.datetime.fromisoformat(written).timestamp()


def sequential_changes(txns, offset):
    """A change ends at a pause, where the trace has times."""
    changes, last = [], None
    for txn in txns:
        now = moment(txn)
        paused = None not in (now, last) and now - last >= PAUSE
        if not changes or paused or len(changes[-1].patches) >= PATCHES:
            number = offset + len(changes)
            changes.append(Change(1, [number - 1] if number else [], []))
        changes[-1].patches += patches(txn)
        last = now
    return changes


def concurrent_changes(txns, offset):
    """A change is a run of one author's edits, each with the one before as only parent, and in the
    middle of which nobody else began."""
    children = [0] * len(txns)
    for txn in txns:
        for parent in set(txn["parents"]):
            children[parent] += 1
    changes, number = [], [0] * len(txns)
    for index, txn in enumerate(txns):
        parents, agent = sorted(set(txn["parents"])), 1 + int(txn["agent"])
        if any(not 0 <= parent < index for parent in parents):
            raise ValueError(f"edit {index} names a parent that does not come before it")
        if len(parents) == 1 and children[parents[0]] == 1:
            run = number[parents[0]]
            change = changes[run - offset]
            if change.agent == agent and len(change.patches) < PATCHES:
                change.patches += patches(txn)
                number[index] = run
                continue
        number[index] = offset + len(changes)
        above = sorted({number[parent] for parent in parents}) or list(range(offset))
        changes.append(Change(agent, above, patches(txn)))
    return changes


def plan(changes):
    """For each change the replica that makes it, and what that must be given before, so that it
    holds the past of the change and nothing else. Sets of changes are integers, a bit each."""
    pasts, kept, count, ends = [], {}, 0, []
    for index, change in enumerate(changes):
        past = 0
        for parent in change.parents:
            past |= pasts[parent] | 1 << parent
        pasts.append(past)
        change.line = next(
            (line for line, end in enumerate(ends)
             if changes[end].agent == change.agent and past >> end & 1), len(ends))
        if change.line == len(ends):
            ends.append(index)
        else:
            change.number = changes[ends[change.line]].number + 1
            ends[change.line] = index
        replicas = kept.setdefault(change.agent, [])
        usable = [held for held in replicas if held[1] & ~past == 0]
        if usable:
            held = max(usable, key=lambda held: held[1].bit_count())
            replicas.remove(held)
        else:
            change.fresh = True
            if len(replicas) < REPLICAS:
                held, count = [count, 0], count + 1
            else:
                held = [replicas.pop(0)[0], 0]
        change.replica, change.merges = held[0], bits(past & ~held[1])
        replicas.append([held[0], past | 1 << index])


def bits(number):
    found = []
    while number:
        low = number & -number
        found.append(low.bit_length() - 1)
        number ^= low
    return found


def depth_first(changes):
    waits = [len(change.parents) for change in changes]
    children = [[] for _ in changes]
    for index, change in enumerate(changes):
        for parent in change.parents:
            children[parent].append(index)
    ready, order = [index for index, count in enumerate(waits) if not count], []
    while ready:
        index = ready.pop()
        order.append(index)
        for child in children[index]:
            waits[child] -= 1
            if not waits[child]:
                ready.append(child)
    return order
