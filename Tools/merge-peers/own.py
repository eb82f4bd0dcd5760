"""Traces of our own making, from a seed, in the public format: one writer, and two with latency."""

import datetime
import gzip
import json

from prose import Prose

START = datetime.datetime(2026, 11, 2, 8, 30, tzinfo=datetime.timezone.utc)


class Writer:
    """Somebody who types in a piece of text: a list of patches for each thing they do."""

    def __init__(self, prose):
        self.prose, self.chance, self.text = prose, prose.chance, ""

    def patch(self, position, deleted, inserted):
        self.text = self.text[:position] + inserted + self.text[position + deleted:]
        return [(position, deleted, inserted)]

    def place(self):
        """Where a word begins."""
        found = self.text.find(" ", self.chance.randint(0, len(self.text)))
        return len(self.text) if found < 0 else found + 1

    def act(self):
        """What is done next: for each edit its patches."""
        kinds, weights = zip(("type", 60), ("insert", 14), ("correct", 16), ("remove", 8),
                             ("paste", 2), ("move", 2), ("everywhere", 1), ("symbol", 1))
        kind = self.chance.choices(kinds, weights)[0] if len(self.text) > 200 else "type"
        yield from getattr(self, kind)()

    def type(self, position=None):
        """A sentence key by key, with slips taken back."""
        position = len(self.text) if position is None else position
        for letter in self.prose.sentence() + " ":
            if self.chance.random() < 0.04:
                yield self.patch(position, 0, self.chance.choice("esaéà"))
                yield self.patch(position, 1, "")
            yield self.patch(position, 0, letter)
            position += 1

    def insert(self):
        yield from self.type(self.place())

    def correct(self):
        """A word replaced at once, as a spelling checker does."""
        position = self.place()
        length = len(self.text[position:].split(" ")[0])
        yield self.patch(position, length, self.chance.choice(self.prose.words))

    def remove(self):
        """Some words taken back key by key, from the right."""
        position = self.place()
        for _ in range(min(position, self.chance.randint(3, 40))):
            position -= 1
            yield self.patch(position, 1, "")

    def paste(self):
        yield self.patch(self.place(), 0, "\n\n" + self.prose.text(self.chance.randint(300, 1200)))

    def move(self):
        """A passage cut and put elsewhere, in one edit."""
        position = self.place()
        passage = self.text[position:position + self.chance.randint(20, 300)]
        cut = self.patch(position, len(passage), "")
        yield cut + self.patch(self.place(), 0, passage)

    def everywhere(self):
        """A word replaced throughout, in one edit of several patches."""
        word, other = self.chance.sample(self.prose.words[:40], 2)
        patches, position = [], 0
        while (position := self.text.find(f" {word} ", position)) >= 0:
            patches += self.patch(position + 1, len(word), other)
            position += 1
        if patches:
            yield patches

    def symbol(self):
        yield self.patch(self.place(), 0, self.chance.choice("☎🙂→«»"))


def one_writer(edits=60_000, seed="one writer"):
    writer = Writer(Prose(seed))
    chance = writer.chance
    start = writer.prose.text(1_500) + "\n\n"
    writer.text, now, txns = start, START, []
    while len(txns) < edits:
        now += datetime.timedelta(seconds=chance.choice((2, 5, 9, 40, 200)))
        for patches in writer.act():
            now += datetime.timedelta(milliseconds=chance.randint(60, 400))
            txns.append({"time": now.isoformat(), "patches": patches})
    return {"startContent": start, "endContent": writer.text, "txns": txns}


class Zones:
    """A text of zones under headings; two people never write in one zone at the same time, so that
    what the merged text must be does not depend on a system's order of concurrent writing."""

    COUNT = 6

    def __init__(self, prose):
        self.headings = [f"## {prose.sentence()}\n" for _ in range(self.COUNT)]
        self.writers = [Writer(prose) for _ in range(self.COUNT)]
        # For each zone the edits made in it, as (author, number of the author's edit, length).
        self.made = [[] for _ in range(self.COUNT)]

    def length(self, zone, seen):
        """Of a zone as somebody sees it who has seen so many edits of each author."""
        for author, number, length in reversed(self.made[zone]):
            if number < seen[author]:
                return length
        return 0

    def offset(self, zone, seen):
        headings = sum(len(heading) for heading in self.headings[:zone + 1])
        return headings + sum(self.length(before, seen) for before in range(zone))

    def is_known(self, zone, seen):
        return all(number < seen[author] for author, number, _ in self.made[zone])

    def text(self):
        return "".join(heading + writer.text
                       for heading, writer in zip(self.headings, self.writers))


def two_writers(edits=20_000, latency=20, seed="two writers"):
    """After every `latency` edits both hear of what the other made up to `latency` edits ago."""
    prose = Prose(seed)
    zones, chance = Zones(prose), prose.chance
    txns = [{"agent": 0, "parents": [], "patches": [(0, 0, "".join(zones.headings))]}]
    # Of each author: the edits, what each had seen, and when; and what the author has seen by now.
    own, pasts, times = [[0], []], [[(1, 0)], []], [[0], []]
    seen, heard, at, actions = [[1, 0], [1, 0]], [0, 0], [0, 1], [None, None]
    for tick in range(1, edits):
        author = chance.choices((0, 1), (3, 2))[0] if tick % 500 > 250 else tick // 500 % 2
        other = 1 - author
        while (tick // latency != heard[author] and seen[author][other] < len(own[other])
               and times[other][seen[author][other]] + latency <= tick):
            seen[author][other] += 1
        heard[author] = tick // latency
        edit = next(actions[author], None) if actions[author] else None
        while edit is None:
            free = [zone for zone in range(zones.COUNT)
                    if zone != at[other] and zones.is_known(zone, seen[author])]
            if at[author] not in free or chance.random() < 0.1:
                at[author] = chance.choice(free) if free else at[author]
            if at[author] not in free:
                break
            actions[author] = zones.writers[at[author]].act()
            edit = next(actions[author], None)
        if edit is None:
            continue
        zone = at[author]
        offset, length = zones.offset(zone, seen[author]), len(zones.writers[zone].text)
        parents = [own[author][-1]] if own[author] else []
        if seen[author][other]:
            latest = seen[author][other] - 1
            if not parents or pasts[author][-1][other] <= latest:
                if parents and pasts[other][latest][author] == len(own[author]):
                    parents = []
                parents.append(own[other][latest])
        zones.made[zone].append((author, len(own[author]), length))
        own[author].append(len(txns))
        seen[author][author] += 1
        pasts[author].append(tuple(seen[author]))
        times[author].append(tick)
        txns.append({"agent": author, "parents": sorted(parents),
                     "patches": [(offset + position, deleted, inserted)
                                 for position, deleted, inserted in edit]})
    return {"kind": "concurrent", "endContent": zones.text(), "numAgents": 2, "txns": txns}


def write(folder):
    """Both, as files of the public format."""
    for name, data in (("own-one-writer", one_writer()), ("own-two-writers", two_writers())):
        path = folder / f"{name}.json.gz"
        path.write_bytes(gzip.compress(json.dumps(data).encode(), mtime=0))
        yield path
