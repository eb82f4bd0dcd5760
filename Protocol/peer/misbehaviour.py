"""The other half: every refusal and every goodbye of the tables, provoked."""

import os
import sqlite3
import time

import road as r
from identity import Giving, Pair, Service
from pairings import WrongPairings
from road import Gone, Road, last_word
from spoken import encode, p, wire

GROUP = b"\xfb\x01\xfc\x01"


def cases(host, story, codes):
    wrong = Wrong(host, story, codes)
    return wrong.refusals() + wrong.violations() + wrong.pairings() + wrong.goodbyes()


class Wrong(WrongPairings):
    def __init__(self, host, story, codes):
        self.host, self.story, self.codes = host, story, codes

    # Refused items.

    def refusals(self):
        found = [(f"refusal {name}", getattr(self, "refused_" + name))
                 for name in self.codes if name != "void"]
        return found + [
            ("wire: one answer for what is not ours to say", self.one_answer),
            ("wire: the right row heals what a wrong one was refused for", self.healed),
            ("wire: what comes before what it leans on finds its place", self.early),
            # Our device ends with it.
            ("refusal void", self.refused_void),
        ]

    def refused(self, control, expected, name, **item):
        """Sends one item in a session of its own and expects this code; the feed goes on."""
        feeds = self.story.feeds
        position = feeds.number(control, name, **item)
        with self.story.session() as session:
            session.exchange()
            got = feeds.refused[control].get(position)
            assert got == expected, f"refused with {got}, the table says {expected}"
            session.agree()

    def statement(self, expected, statement, rows=()):
        self.refused(True, expected, statement.id, statement=wire.message("StatementItem")(
            envelope=statement.envelope, attachments=list(rows)))

    def change(self, expected, made, row=None):
        _, name, envelope, right = made
        self.refused(False, expected, name, change=wire.message("ChangeItem")(
            envelope=envelope, secret=right if row is None else row))

    def bundle(self, expected, made):
        name, envelope, row = made
        self.refused(False, expected, name, bundle=wire.message("BundleItem")(
            envelope=envelope, secret=row))

    def refused_unknown(self):
        """A code of a later version, from us to them, is taken for a refusal without a reason."""
        self.host.run("note", "add", self.fresh_case(), "--volet", "droits", text="Encore.\n")
        feeds = self.story.feeds
        with self.story.session(quiet=True) as session:
            session.send(True)
            session.until(lambda: session.acked[True] >= session.told[True])
            session.until(lambda: session.has(True))
            held = feeds.held[True][1]
            last = [name for name, _ in feeds.received[True]][-1]
            session.road.say(
                r.ACKNOWLEDGED, control=True, position=held,
                refused=[wire.message("RefusedItem")(position=held, code=99)])
            feeds.received[True][-1] = (None, feeds.received[True][-1][1])
            assert last
            session.agree()

    def fresh_case(self):
        """A case file shared with us, so that a control item waits to be sent."""
        import datetime

        until = (datetime.date.today() + datetime.timedelta(days=60)).isoformat()
        file = self.host.run("case", "open", "--name", "Iris P.")["case"]
        self.host.run(
            "consent", "give", file, "--to", "Passerelle", "--volets", "droits", "--until", until,
            "--proof", "paper-signature", "--explained-in", "fr", "--past", "none")
        return file

    def refused_malformed(self):
        name = os.urandom(32)
        self.refused(True, self.codes["malformed"], name, statement=wire.message("StatementItem")(
            envelope=b"\xff\xff\xff"))

    def refused_signature(self):
        service = self.story.service
        statement = service.state(
            service.operator, 1, service.id, service.heads,
            node_ended=wire.message("NodeEnded")(node_key=os.urandom(32)))
        envelope = wire.parse("StatementEnvelope", statement.envelope)
        other = p.sign(Pair().seed, statement.id)
        statement.envelope = encode(
            "StatementEnvelope", routing=envelope.routing, signature=other)
        self.statement(self.codes["signature"], statement)

    def refused_newer(self):
        service = self.story.service
        self.statement(self.codes["newer"], service.state(
            service.operator, 1, service.id, service.heads, version=2,
            node_ended=wire.message("NodeEnded")(node_key=os.urandom(32))))

    def refused_notYours(self):
        self.statement(self.codes["notYours"], Service("Ailleurs").log[0])

    def refused_author(self):
        service = self.story.service
        self.statement(self.codes["author"], service.state(
            service.device, 1, service.id, service.heads,
            node_ended=wire.message("NodeEnded")(node_key=service.node.public)))

    def refused_misplaced(self):
        service = self.story.service
        self.statement(self.codes["misplaced"], service.state(
            service.operator, 1, service.id, service.heads,
            node_ended=wire.message("NodeEnded")(node_key=os.urandom(32))))

    def refused_row(self):
        giving, epoch = self.story.giving, self.story.epoch
        made = giving.note(epoch, "Mauvaise ligne.\n")
        row = bytearray(made[3])
        row[-1] ^= 1
        self.change(self.codes["row"], made, bytes(row))
        self.change(self.codes["row"], giving.note(epoch, "Sans ligne.\n"), b"")

    def refused_notYet(self):
        epoch, _ = self.story.giving.epoch(wrapped=False)
        self.bundle(self.codes["notYet"], self.story.giving.bundle(epoch, os.urandom(16)))

    def refused_erased(self):
        story = self.story
        order = story.giving.enter(
            erasure=wire.message("Erasure")(documents=[story.document]))
        story.enter(order)
        self.bundle(self.codes["erased"], story.giving.bundle(story.epoch, story.document))

    def refused_closed(self):
        story = self.story
        giving = Giving(story.service, story.theirs, story.their_box())
        grant = giving.grant()
        epoch, wrap = giving.epoch()
        story.enter(grant, wrap, giving.withdraw())
        self.change(self.codes["closed"], giving.note(epoch, "Trop tard.\n"))

    def refused_purged(self):
        story = self.story
        giving = Giving(story.service, story.theirs, story.their_box())
        grant = giving.grant()
        old, wrap = giving.epoch()
        story.enter(grant, wrap, giving.withdraw([old.id]), giving.grant(), giving.epoch()[1])
        self.change(self.codes["purged"], giving.note(old, "Oublié.\n"))

    def refused_void(self):
        """A wrap of an ended device that its owner's anchor leaves out. Comes last: our device ends."""
        story, service = self.story, self.story.service
        giving = Giving(service, story.theirs, story.their_box())
        grant = giving.grant()
        before = list(service.heads)
        story.enter(grant)
        ended = service.enter(service.operator, worker_ended=wire.message("WorkerEnded")(
            worker=service.worker, devices=[service.device.public]))
        anchor = giving.enter(service.operator, anchor=wire.message("Anchor")(
            authors=[service.device.public], heads=[grant.id]))
        story.enter(ended, anchor)
        _, wrap = giving.epoch(heads=before)
        self.statement(self.codes["void"], wrap, wrap.rows)

    def one_answer(self):
        """Items of other pairs, held here and not held here, get the same code."""
        stranger = Service("Ailleurs")
        giving = Giving(stranger, self.story.theirs, self.story.their_box())
        epoch, wrap = giving.epoch()
        theirs = wire.message("StatementItem")
        for statement in (*stranger.log, giving.grant(), wrap):
            self.refused(True, self.codes["notYours"], statement.id, statement=theirs(
                envelope=statement.envelope, attachments=statement.rows))
        self.change(self.codes["notYours"], giving.note(epoch, "Rien.\n"))
        self.bundle(self.codes["notYours"], giving.bundle(epoch, os.urandom(16)))
        # Their own log, which was told to us, may come back: they may have forgotten it. It is acknowledged, and no more.
        held = [entry for entry in self.story.feeds.received[True] if entry[0]]
        for name, item in [e for e in held if _log_kind(e[1]) == 1][:3]:
            self.refused(True, None, name, statement=item.statement)

    def healed(self):
        giving, epoch = self.story.giving, self.story.epoch
        made = giving.note(epoch, "La bonne ligne.\n")
        self.change(self.codes["row"], made, made[3][:-1] + b"\0\0")
        self.story.feeds.number(False, made[1], change=wire.message("ChangeItem")(
            envelope=made[2], secret=made[3]))
        position = len(self.story.feeds.sent[False])
        with self.story.session() as session:
            session.exchange()
            assert position not in self.story.feeds.refused[False], self.story.feeds.refused
            session.agree()
        texts = [self.host.run("note", "show", note["note"]).get("text")
                 for share in self.host.run("case", "list", "--received")
                 for note in self.host.run("note", "list", share["shared"])]
        assert "La bonne ligne.\n" in texts, texts

    def early(self):
        """A statement of our own log before its parent: acknowledged, and in effect once the parent is here."""
        service, story = self.story.service, self.story
        first = service.enter(service.operator, node_enrolled=wire.message("NodeEnrolled")(
            node_key=os.urandom(32), operator_key=os.urandom(32)))
        second = service.enter(service.operator, node_enrolled=wire.message("NodeEnrolled")(
            node_key=os.urandom(32), operator_key=os.urandom(32)))
        story.enter(second)
        story.meet()
        before = self.host.run("verify")["parked"]
        story.enter(first)
        story.meet()
        after = self.host.run("verify")["parked"]
        assert (before, after) == (1, 0), (before, after)

    # What ends a conversation.

    def violations(self):
        beginnings = {
            "Ping": (r.PING, b""), "an unknown type": (99, b""), "an optional type": (200, b""),
            "Items": (r.ITEMS, b""), "PairReveal": (r.PAIR_REVEAL, b""),
        }
        hello = {
            "a group in Hello": lambda s, h: s.say(r.HELLO, h + GROUP),
            "Hello without a nonce": lambda s, h: s.say(r.HELLO, b"\x08\x01"),
        }
        later = {
            "a second Hello": lambda s: s.road.say(r.HELLO, **s.hello()),
            "a group in Proof": lambda s: s.road.say(r.PROOF, GROUP),
            "a group in Verdict": lambda s: s.road.say(r.VERDICT, GROUP),
            "a group in Bye": lambda s: s.road.say(r.BYE, GROUP),
            "a group in Ping": lambda s: s.road.say(r.PING, GROUP),
            "a second Proof": lambda s: (s.prove(), s.prove()),
            "a Proof that counts a refusal nobody said":
                lambda s: s.road.say(r.PROOF, fingerprint=bytes(12), count=0, refused=7),
            "a gap": lambda s: s.road.say(r.ITEMS, control=True, first=s.told[True] + 2, items=[
                wire.message("Item")()]),
            "no items": lambda s: s.road.say(r.ITEMS, control=True, first=s.told[True] + 1),
            "an acknowledgement of what was not sent":
                lambda s: s.road.say(r.ACKNOWLEDGED, control=True, position=1 << 40),
            "a verdict that nobody asked for, twice":
                lambda s: (s.road.say(r.VERDICT, equal=True), s.road.say(r.VERDICT, equal=True)),
            "Restarted that nobody awaits": lambda s: s.road.say(
                r.RESTARTED, control=True, state=s.state(os.urandom(16), 0)),
            "an unknown type": lambda s: s.road.say(99, b""),
            "a frame of no length": lambda s: s.road.send(bytes(4)),
            "a frame too long": lambda s: s.road.send(b"\x7f\xff\xff\xff"),
        }
        found = [(f"violation: begins with {name}", lambda f=f: self.begins(r.frame(*f)))
                 for name, f in beginnings.items()]
        found.append(("violation: begins with no length", lambda: self.begins(bytes(4))))
        found += [(f"violation: {name}", lambda act=act: self.greets(act))
                  for name, act in hello.items()]
        found += [(f"violation: {name}", lambda act=act: self.breaks(act))
                  for name, act in later.items()]
        return found + [("violation: none after a first frame that is a goodbye", self.silent_bye)]

    def call(self, **more):
        return Road(self.host.address, self.story.service.node, self.story.node, **more)

    def begins(self, data):
        with self.call() as road:
            road.send(data)
            assert last_word(road) == "violation"

    def greets(self, act):
        with self.call() as road:
            feeds = self.story.feeds
            act(road, encode(
                "Hello", versions=[1], nonce=os.urandom(16),
                control=wire.message("FeedState")(feed=feeds.ids[True]),
                content=wire.message("FeedState")(feed=feeds.ids[False])))
            assert last_word(road) == "violation"

    def breaks(self, act):
        with self.story.session() as session:
            session.exchange()
            act(session)
            assert session.farewell() == "violation"

    def silent_bye(self):
        with self.call() as road:
            road.say(r.BYE, reason="stopped")
            assert last_word(road) is None

    # Every word of a goodbye.

    def goodbyes(self):
        return [(f"bye {word}", getattr(self, "bye_" + word)) for word in (
            "violation", "version", "mismatch", "timeout", "full", "removed", "fault", "stopped")]

    def bye_violation(self):
        self.begins(r.frame(r.PING, b""))

    def bye_version(self):
        with self.call() as road:
            road.say(
                r.HELLO, versions=[7, 9], nonce=os.urandom(16),
                control=wire.message("FeedState")(feed=os.urandom(16)),
                content=wire.message("FeedState")(feed=os.urandom(16)))
            assert last_word(road) == "version"

    def bye_mismatch(self):
        with self.story.session() as session:
            session.exchange()
            session.until(lambda: session.proven is not None)
            session.road.say(r.VERDICT, equal=False)
            assert session.farewell() == "mismatch"
        # It may be a lie: it is said, and makes nobody wait. They begin both feeds anew, and the next session is whole.
        code, _, said = self.host.attempt("case", "list")
        assert code == 0 and "Passerelle" in said, said
        self.story.meet()

    def bye_timeout(self):
        began = time.monotonic()
        with self.call() as road:
            assert last_word(road) == "timeout"
        assert 14 < time.monotonic() - began < 25, time.monotonic() - began

    def bye_full(self):
        """More than may wait: statements of our own log that lean on what nobody has."""
        service, story = self.story.service, self.story
        for _ in range(4200):
            story.enter(service.state(
                service.operator, 1, service.id, [os.urandom(32)],
                node_ended=wire.message("NodeEnded")(node_key=os.urandom(32))))
        with story.session() as session:
            try:
                session.exchange()
                raise AssertionError("everything was taken")
            except Gone as gone:
                assert "full" in str(gone), gone
            assert 0 < session.acked[True] < session.told[True]
        # Nobody else is kept waiting.
        began = time.monotonic()
        self.host.run("case", "open", "--name", "Personne D'Autre")
        assert time.monotonic() - began < 20
        self.host.run("pair", "remove", service.node.public.hex(), who="operator")
        assert self.host.run("verify")["parked"] == 0

    def bye_removed(self):
        """The stranger, whom its pairing was taken from: it proves its key, is told so, and learns nothing else."""
        with self.call() as road:
            road.say(
                r.HELLO, versions=[1], nonce=os.urandom(16),
                control=wire.message("FeedState")(feed=os.urandom(16)),
                content=wire.message("FeedState")(feed=os.urandom(16)))
            assert last_word(road) == "removed"

    def again(self):
        """Another stranger, paired, since the first was removed."""
        from honest import Story

        story = Story(self.host)
        story.service = Service("Relais")
        invitation = self.invitation()
        story.node = invitation.node_key
        digits, _ = r.pair(story.service, invitation, self.host.address)
        self.host.run("pair", "confirm", story.service.node.public.hex(), "--sas", digits,
                      who="operator")
        story.enter(*story.service.log)
        self.story = story

    def bye_fault(self):
        """The ledger is held by somebody else for longer than the node waits."""
        self.again()
        with self.story.session() as session:
            database = sqlite3.connect(self.host.folder / "home" / "ledger.db", timeout=10)
            database.execute("BEGIN IMMEDIATE")
            try:
                session.send(True)
                assert session.farewell() == "fault"
            finally:
                database.rollback()
                database.close()
        self.story.meet()

    def bye_stopped(self):
        with self.story.session() as session:
            session.exchange()
            self.host.stop()
            assert session.farewell() == "stopped"


def _log_kind(item):
    envelope = wire.parse("StatementEnvelope", item.statement.envelope)
    return wire.parse("Routing", envelope.routing).log_kind
