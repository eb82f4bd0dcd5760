"""A replication as the dialler leads it: replication.md, sections 3 to 9. Keeps what it receives in memory."""

import os

import road as r
from road import Gone, Road
from spoken import encode, p, wire


class Feeds:
    """What outlives a session: our two feeds, what the other holds of them, and what we hold of theirs."""

    def __init__(self):
        self.ids = {True: os.urandom(16), False: os.urandom(16)}
        self.sent = {True: [], False: []}
        self.refused = {True: {}, False: {}}
        self.held = {True: None, False: None}
        self.received = {True: [], False: []}

    def number(self, control, name, **item):
        """Gives an item the next position of a feed."""
        self.sent[control].append((name, wire.message("Item")(**item)))
        return len(self.sent[control])


class Session:
    """One conversation. Every item is acknowledged as it comes, unless `quiet`."""

    def __init__(self, service, address, node, feeds, quiet=False):
        self.feeds, self.quiet = feeds, quiet
        self.nonce = os.urandom(16)
        self.told = {True: 0, False: 0}
        self.acked = {True: 0, False: 0}
        self.learned = 0
        self.said, self.verdict, self.proven = [], None, None
        self.road = Road(address, service.node, node)
        self.road.say(r.HELLO, **self.hello())
        type_, self.theirs = self.road.hear()
        assert type_ == r.HELLO, type_
        self.greet()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.road.__exit__()

    def state(self, feed, position):
        return wire.message("FeedState")(feed=feed, position=position)

    def hello(self):
        feeds, fields = self.feeds, {}
        for control, name in ((True, "control"), (False, "content")):
            fields[name] = self.state(feeds.ids[control], len(feeds.sent[control]))
            if feeds.held[control]:
                fields["holds_" + name] = self.state(*feeds.held[control])
        return dict(versions=[1], nonce=self.nonce, incarnation=1, **fields)

    def greet(self):
        feeds = self.feeds
        self.announced = {}
        for control, name in ((True, "control"), (False, "content")):
            theirs = getattr(self.theirs, name)
            if not feeds.held[control] or feeds.held[control][0] != theirs.feed:
                feeds.held[control] = (theirs.feed, 0)
                feeds.received[control] = []
            self.announced[control] = theirs.position
            if self.theirs.HasField("holds_" + name):
                held = getattr(self.theirs, "holds_" + name)
                if held.feed == feeds.ids[control]:
                    self.told[control] = self.acked[control] = held.position

    # What goes out.

    def send(self, control):
        """Everything of a lane that was not sent yet, in frames below the window."""
        waiting = self.feeds.sent[control]
        while self.told[control] < len(waiting):
            first, batch, size = self.told[control] + 1, [], 0
            for _, item in waiting[first - 1 :]:
                if batch and (size + item.ByteSize() > 1 << 17 or len(batch) == 4096):
                    break
                batch.append(item)
                size += item.ByteSize() + 6
            self.road.say(r.ITEMS, control=control, first=first, items=batch)
            self.told[control] += len(batch)
            if self.told[control] - self.acked[control] > 512:
                self.until(lambda: self.acked[control] >= self.told[control])

    def exchange(self):
        """Sends all, control first, and waits until all is acknowledged and all that was announced is here."""
        self.send(True)
        self.until(lambda: self.acked[True] >= self.told[True] and self.has(True))
        self.send(False)
        self.until(lambda: self.acked[False] >= self.told[False])

    def has(self, control):
        return self.feeds.held[control][1] >= self.announced[control]

    def prove(self):
        ids = [
            name for control in (True, False)
            for at, (name, _) in enumerate(self.feeds.sent[control], 1)
            if name is not None and at not in self.feeds.refused[control]
        ]
        total = p.digest("carnet/session-key/v1", self.nonce, self.theirs.nonce)
        summed = fingerprint(total, ids)
        self.road.say(r.PROOF, fingerprint=summed, count=len(set(ids)), refused=self.learned)

    def agree(self, equal=True):
        """Proves, judges the other's proof, and says goodbye."""
        self.prove()
        self.until(lambda: self.verdict is not None and self.proven is not None)
        assert self.verdict, "they hold another set than we sent"
        assert self.proven == self.expected(), "they proved another set than they sent"
        self.road.say(r.VERDICT, equal=equal)
        if equal:
            self.road.say(r.BYE)

    def expected(self):
        ids = {name for lane in self.feeds.received.values() for name, _ in lane if name}
        key = p.digest("carnet/session-key/v1", self.nonce, self.theirs.nonce)
        return fingerprint(key, ids), len(ids)

    # What comes in.

    def until(self, done):
        while not done():
            self.take(*self.road.hear())

    def farewell(self):
        """Reads until the other side is gone; the word of its Bye, None without one."""
        try:
            while True:
                type_, message = self.road.hear()
                if type_ == r.BYE:
                    return message.reason
                self.take(type_, message)
        except Gone:
            return None

    def take(self, type_, message):
        if type_ == r.ITEMS:
            self.keep(message)
        elif type_ == r.ACKNOWLEDGED:
            self.acked[message.control] = message.position
            self.learned += len(message.refused)
            for refusal in message.refused:
                self.feeds.refused[message.control][refusal.position] = refusal.code
        elif type_ == r.VERDICT:
            self.verdict = message.equal
        elif type_ == r.PROOF:
            self.proven = (message.fingerprint, message.count)
        elif type_ == r.RESTARTED:
            self.feeds.held[message.control] = (message.state.feed, 0)
            self.feeds.received[message.control] = []
            self.announced[message.control] = message.state.position
        elif type_ == r.BYE:
            raise Gone(f"Bye {message.reason!r}")

    def keep(self, message):
        feed, position = self.feeds.held[message.control]
        assert message.first == position + 1, "a gap"
        for item in message.items:
            self.feeds.received[message.control].append((name_of(item), item))
        position += len(message.items)
        if self.quiet:
            self.feeds.held[message.control] = (feed, position)
            return
        self.feeds.held[message.control] = (feed, position)
        self.road.say(r.ACKNOWLEDGED, control=message.control, position=position)


def name_of(item):
    """The id of an item, None for a position that is withheld."""
    kind = item.WhichOneof("item")
    if kind is None:
        return None
    if kind == "statement":
        envelope = wire.parse("StatementEnvelope", item.statement.envelope)
        return p.digest("carnet/statement/v1", envelope.routing)
    what = "Change" if kind == "change" else "Bundle"
    envelope = wire.parse(what + "Envelope", getattr(item, kind).envelope)
    length = len(envelope.header).to_bytes(4, "big")
    return p.digest(f"carnet/{kind}/v1", length, envelope.header, envelope.nonce, envelope.body)


def fingerprint(key, ids):
    hashes = (p.digest("carnet/feed-proof/v1", id_, key=key) for id_ in set(ids))
    total = sum(int.from_bytes(hash_[:12], "little") for hash_ in hashes) % (1 << 96)
    return total.to_bytes(12, "little")
