"""Two strangers at one home: what one of them says of names that the other one used. consent.md, 8.8; replication.md, 6."""

import datetime
import os
import pathlib
import tempfile
from concurrent.futures import ThreadPoolExecutor

import honest
import road as r
from host import Host
from identity import Giving, Service, attachment
from session import Feeds
from spoken import wire


class Stranger(honest.Story):
    def __init__(self, host, name):
        self.host, self.service, self.feeds = host, Service(name), Feeds()
        invitation = r.read_invitation(host.invite())
        self.node = invitation.node_key
        digits, other = r.pair(self.service, invitation, host.address)
        self.theirs = honest.name_of_statement(other.genesis)
        host.run("pair", "confirm", self.service.node.public.hex(), "--sas", digits,
                 who="operator")
        self.exchanges()

    def forget(self):
        """Our own content is none of theirs."""

    def content(self, kind, made):
        """Numbers a change or a bundle: its position."""
        name, envelope, row = made[-3:]
        message = dict(envelope=envelope, secret=row)
        return self.feeds.number(False, name, **{
            kind: wire.message(kind.capitalize() + "Item")(**message)})

    def codes(self, *items):
        """What becomes of items, each under a position of its own; 0 for one that is acknowledged."""
        positions = [self.content(kind, made) for kind, made in items]
        self.meet()
        return [self.feeds.refused[False].get(at, 0) for at in positions]


def names(length, count):
    """So many random ids, in the order that a statement wants."""
    return sorted(os.urandom(length) for _ in range(count))


class Between:
    """The giver gives the home a volet, and gave it to the thief too, who so knows every name in it."""

    def __init__(self, program):
        self.program = program

    def cases(self):
        return [
            ("between: an order to forget takes nothing that another service gave", self.orders),
            ("between: rows that another log names stay, and are given to nobody", self.rows),
            ("between: one answer, whatever another service gave", self.one_answer),
            ("between: a document of the same name is another document", self.documents),
            ("between: who states much keeps nobody from writing", self.flood),
            ("between: who takes back much keeps nobody from writing", self.flood_of_its_own),
            ("between: who orders much at once keeps nobody from writing", self.flood_of_orders),
            ("between: who gives much keeps nobody from writing", self.flood_of_grants),
            ("between: what nobody acknowledged is not told as held", self.silence),
        ]

    def run(self, body):
        with tempfile.TemporaryDirectory(prefix="carnet-between-") as folder:
            path = pathlib.Path(folder)
            self.host = Host(self.program, path)
            try:
                self.host.serve()
                self.giver = Stranger(self.host, "Cigale")
                self.thief = Stranger(self.host, "Beffroi")
                body()
            finally:
                self.host.stop()

    def gives(self, *texts):
        """A share of the giver's with these notes: what the thief knows of it."""
        self.giving = Giving(self.giver.service, self.giver.theirs, self.giver.their_box())
        grant = self.giving.grant()
        self.epoch, wrap = self.giving.epoch()
        self.giver.enter(grant, wrap)
        self.notes = [self.giving.note(self.epoch, text) for text in texts]
        for note in self.notes:
            self.giver.content("change", note)
        self.giver.meet()
        return self.notes

    def over(self):
        """A share of the thief's that gives the giver's volet."""
        share = Giving(self.thief.service, self.thief.theirs, self.thief.their_box())
        share.volet = self.giving.volet
        return share

    def wraps(self, share, *epochs):
        """A wrap of each (stratum, epoch, id of a row)."""
        starts = [
            wire.message("EpochWrap")(volet=share.volet, stratum=stratum, epoch=epoch, wrap=row)
            for stratum, epoch, row in sorted(epochs, key=lambda one: one[1])]
        return share.enter(epochs_wrapped=wire.message("EpochsWrapped")(
            epochs=starts, box=share.recipient_box))

    def claims(self):
        share = self.over()
        row = attachment(os.urandom(80))
        return share, [share.grant(), self.wraps(share, (self.epoch.stratum, self.epoch.id, row))]

    def texts(self, service):
        found = []
        for shared in self.host.run("case", "list", "--received"):
            if shared["from"] == service:
                for note in self.host.run("note", "list", shared["shared"]):
                    found.append(self.host.run("note", "show", note["note"])["text"])
        return sorted(found)

    def orders(self):
        self.run(self._orders)

    def _orders(self):
        self.gives("Un.\n")
        for order in ("a volet and its epochs", "everything", "a note"):
            share, said = self.claims()
            if order == "a volet and its epochs":
                said.append(share.withdraw([self.epoch.id]))
            elif order == "everything":
                said.append(share.enter(withdrawal=wire.message("Withdrawal")(
                    consent=share.consent, volets=[], purge=[self.epoch.id])))
            else:
                said.append(share.enter(erasure=wire.message("Erasure")(
                    documents=[self.notes[0][0]])))
            self.thief.enter(*said)
            self.thief.meet()
            assert self.texts("Cigale") == ["Un.\n"], order
        # And what comes later under the same epoch is taken.
        self.giver.content("change", self.giving.note(self.epoch, "Deux.\n"))
        self.giver.meet()
        assert self.giver.feeds.refused == {True: {}, False: {}}, self.giver.feeds.refused
        assert self.texts("Cigale") == ["Deux.\n", "Un.\n"]
        assert self.host.run("verify")["ok"], self.host.run("verify")
        # The giver itself is obeyed, whatever the thief's shares over it say.
        share, said = self.claims()
        self.thief.enter(*said)
        self.thief.meet()
        self.giver.enter(self.giving.withdraw([self.epoch.id]))
        with self.giver.session() as session:
            session.exchange()
        assert self.texts("Cigale") == [] and self.texts("Beffroi") == []

    def rows(self):
        self.run(self._rows)

    def _rows(self):
        """The thief names rows of the home's own log: their ids stand in the statements, the rows are for own nodes."""
        self.gives("Un.\n")
        names = set()
        for routing, _ in self.thief.statements():
            if routing.WhichOneof("act") == "root_opened":
                names |= {one.wrap for one in routing.root_opened.wraps}
                names.add(routing.root_opened.box_secret)
            elif routing.WhichOneof("act") == "worker_enrolled":
                names.add(routing.worker_enrolled.card)
        assert len(names) == 3, len(names)
        share = self.over()
        epochs = [(os.urandom(16), os.urandom(32), name) for name in sorted(names)]
        said = [share.grant(), self.wraps(share, *epochs)]
        self.thief.enter(*said)
        self.thief.meet()
        # A feed that begins anew wants back everything that its sender once said.
        old, self.thief.feeds = self.thief.feeds, Feeds()
        self.thief.feeds.sent, self.thief.feeds.refused = old.sent, {True: {}, False: {}}
        for _ in range(2):
            with self.thief.session() as session:
                session.exchange()
        got = {name for _, rows in self.thief.statements() for name in rows}
        assert not got & names, "rows of the own nodes came"
        self.thief.enter(share.withdraw([epoch for _, epoch, _ in epochs]))
        with self.thief.session() as session:
            session.exchange()
        # The keys of the home are all here: a locked worker opens it, and reads what she was given.
        self.host.run("case", "open", "--name", "Kaïs D.")
        assert self.host.run("worker", "list")[0]["name"] == "Claire"
        assert self.texts("Cigale") == ["Un.\n"]

    def one_answer(self):
        self.run(self._one_answer)

    def _one_answer(self):
        held, *_ = self.gives("Un.\n")
        absent = self.giving.note(self.epoch, "Jamais envoyé.\n")
        parcels = [self.giving.bundle(self.epoch, note[0]) for note in (held, absent)]

        def same(state):
            kinds = {
                "change": (("change", held), ("change", absent)),
                "change without its row": (
                    ("change", (*held[:3], b"")), ("change", (*absent[:3], b""))),
                "bundle": (("bundle", parcels[0]), ("bundle", parcels[1])),
            }
            for kind, items in kinds.items():
                codes = self.thief.codes(*items)
                assert codes[0] == codes[1], f"{state}, {kind}: {codes}"

        same("nothing given")
        share = self.over()
        self.thief.enter(share.grant())
        same("given, no key")
        row = attachment(os.urandom(80))
        self.thief.enter(self.wraps(share, (self.epoch.stratum, self.epoch.id, row)))
        same("given with a key")
        self.thief.enter(share.withdraw())
        same("withdrawn")
        other, said = self.claims()
        self.thief.enter(*said, other.withdraw([self.epoch.id]))
        same("forgotten")
        self.giver.enter(self.giving.enter(erasure=wire.message("Erasure")(documents=[held[0]])))
        self.giver.meet()
        same("forgotten, and erased by its owner")
        _, said = self.claims()
        self.thief.enter(*said)
        same("given again, and erased by its owner")
        # What its owner has forgotten here goes; what the thief brought of it counts as it did: the proof stays equal.
        self.giver.enter(self.giving.withdraw([self.epoch.id]))
        with self.giver.session() as session:
            session.exchange()
        self.thief.meet()
        same("given again, and purged by its owner")

    def flood(self):
        """A recipient's withdrawals that do not know of each other and take back nothing."""
        self.run(lambda: self._flood(
            lambda given: self.withdrawals(given, 3000, lambda: (os.urandom(16), os.urandom(16)))))

    def flood_of_its_own(self):
        """The same; each takes back, again, what it was given."""
        self.run(lambda: self._flood(
            lambda given: self.withdrawals(
                given, 3000, lambda: (given.grant.consent, given.grant.volets[0]))))

    def flood_of_orders(self):
        """As much as a statement can name: words to erase, keys to forget, keys given anew."""
        self.run(lambda: self._flood(self.orders_of_all_kinds))

    def flood_of_grants(self):
        """Consents to one volet that do not know of each other."""
        self.run(lambda: self._flood(self.grants))

    def withdrawals(self, given, count, named, purged=0):
        heads = self.thief.share_heads(given.log)
        for _ in range(count):
            consent, volet = named()
            yield self.thief.service.state(
                self.thief.service.device, 3, given.log, heads,
                withdrawal=wire.message("Withdrawal")(
                    consent=consent, volets=[volet], purge=names(32, purged)))

    def orders_of_all_kinds(self, given):
        share = self.over_its_own()
        yield share.grant()
        for _ in range(120):
            yield share.enter(erasure=wire.message("Erasure")(documents=names(16, 4096)))
        for _ in range(10):
            rows = [os.urandom(80) for _ in range(1800)]
            starts = [
                wire.message("EpochWrap")(
                    volet=share.volet, stratum=os.urandom(16), epoch=epoch, wrap=attachment(row))
                for epoch, row in zip(names(32, 1800), rows)]
            yield share.enter(rows=rows, epochs_wrapped=wire.message("EpochsWrapped")(
                epochs=starts, box=share.recipient_box))
        yield from self.withdrawals(
            given, 20, lambda: (given.grant.consent, given.grant.volets[0]), purged=4096)

    def grants(self, _):
        share = self.over_its_own()
        yield share.grant()
        first = share.heads
        for _ in range(1000):
            share.consent = os.urandom(16)
            yield share.grant(parents=first)

    def over_its_own(self):
        return Giving(self.thief.service, self.thief.theirs, self.thief.their_box())

    def _flood(self, said):
        case, thief = self.shared(), self.thief
        given = next(
            routing for routing, *_ in thief.share_statements()
            if routing.WhichOneof("act") == "grant")
        for statement in said(given):
            thief.enter(statement)
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(self._send)
            for number in range(6):
                self.host.run("note", "add", case, "--volet", "droits", text=f"{number}\n")
            sent.result(timeout=120)
        assert thief.feeds.refused == {True: {}, False: {}}, len(thief.feeds.refused[True])
        self.host.run("note", "add", case, "--volet", "droits", text="Après.\n")

    def _send(self):
        with self.thief.session() as session:
            session.exchange()

    def silence(self):
        self.run(self._silence)

    def _silence(self):
        """A peer whose address nobody knows, and who has called, says only that it is there."""
        case, thief = self.shared(), self.thief
        key = thief.service.node.public.hex()
        with thief.session() as session:
            session.exchange()
            session.prove()
            session.until(lambda: session.verdict is not None and session.proven is not None)
            session.road.say(r.VERDICT, equal=True)
            assert self.host.run("sync", key)[0]["rootsEqual"] is True
            self.host.run("note", "add", case, "--volet", "droits", text="Nouveau.\n")
            session.road.say(r.PING)
            code, _, said = self.host.attempt("sync", key)
            assert code == 69 and '"peerUnreachable"' in said, (code, said)
            [status] = [one for one in self.host.run("status") if one["peer"] == key]
            assert status["pending"] > 0 and status["rootsEqual"] is None, status
            held = session.feeds.held[False][1]
            session.until(lambda: session.feeds.held[False][1] > held)
            [told] = self.host.run("sync", key)
            assert told["rootsEqual"] is True, told
            [status] = [one for one in self.host.run("status") if one["peer"] == key]
            assert status["pending"] == 0 and status["rootsEqual"] is True, status

    def shared(self):
        """A case file that the thief receives a volet of."""
        case = self.host.run("case", "open", "--name", "Kaïs D.")["case"]
        until = (datetime.date.today() + datetime.timedelta(days=90)).isoformat()
        self.host.run(
            "consent", "give", case, "--to", "Beffroi", "--volets", "droits", "--until", until,
            "--proof", "paper-signature", "--explained-in", "fr", "--past", "all")
        self.thief.meet()
        return case

    def documents(self):
        self.run(self._documents)

    def _documents(self):
        note, *_ = self.gives("Un.\n")
        share = self.over()
        grant = share.grant()
        epoch, wrap = share.epoch()
        self.thief.enter(grant, wrap)
        assert self.thief.codes(("change", share.note(epoch, "Volé.\n", note[0]))) == [0]
        assert self.texts("Cigale") == ["Un.\n"] and self.texts("Beffroi") == ["Volé.\n"]
        # The same before its owner comes.
        later = self.giving.note(self.epoch, "Deux.\n")
        assert self.thief.codes(("change", share.note(epoch, "Avant.\n", later[0]))) == [0]
        self.giver.content("change", later)
        self.giver.meet()
        assert self.giver.feeds.refused[False] == {}, self.giver.feeds.refused
        assert self.texts("Cigale") == ["Deux.\n", "Un.\n"], self.texts("Cigale")
        assert self.texts("Beffroi") == ["Avant.\n", "Volé.\n"], self.texts("Beffroi")
        assert self.host.run("verify")["ok"], self.host.run("verify")
        # Their owner's order reaches the one and not the other.
        self.thief.enter(share.enter(erasure=wire.message("Erasure")(documents=[note[0]])))
        self.thief.meet()
        assert self.texts("Cigale") == ["Deux.\n", "Un.\n"]
