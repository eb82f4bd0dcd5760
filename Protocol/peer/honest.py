"""The honest half: what two services do with each other, as far as the specification tells a stranger."""

import datetime
import os

import road as r
import spoken
from identity import Giving, Service, attachment
from session import Feeds, Session
from spoken import encode, p, wire


class Story:
    def __init__(self, host):
        self.host, self.service, self.feeds = host, Service("Passerelle"), Feeds()

    def steps(self):
        return [
            ("honest: pairs, and both sides see the same digits", self.pairs),
            ("honest: exchanges the service logs", self.exchanges),
            ("honest: receives a shared volet and decrypts a note", self.receives),
            ("honest: answers a withdrawal with a receipt", self.withdrawn),
            ("honest: gives a volet of its own", self.gives),
            ("honest: reads a sheet, and is read", self.sheets),
        ]

    def session(self, feeds=None, **more):
        return Session(self.service, self.host.address, self.node, feeds or self.feeds, **more)

    def pairs(self):
        invitation = r.read_invitation(self.host.invite())
        self.node = invitation.node_key
        digits, other = r.pair(self.service, invitation, self.host.address)
        self.theirs = name_of_statement(other.genesis)
        listed = self.host.run("pair", "list", who="operator")
        assert [row["service"] for row in listed] == ["Passerelle"], listed
        assert listed[0]["state"] == "proven" and listed[0]["sas"] == digits, listed
        self.host.run("pair", "confirm", self.service.node.public.hex(), "--sas", digits,
                      who="operator")

    def exchanges(self):
        self.enter(*self.service.log)
        with self.session() as session:
            session.exchange()
            session.agree()
        logs = {self.theirs}
        for routing, _ in self.statements():
            assert routing.log_kind == 1 and (routing.log in logs or not routing.log), "not theirs"
        assert self.feeds.refused == {True: {}, False: {}}, self.feeds.refused

    def receives(self):
        host = self.host
        self.case = host.run("case", "open", "--name", "Kaïs D.")["case"]
        until = (datetime.date.today() + datetime.timedelta(days=90)).isoformat()
        self.consent = host.run(
            "consent", "give", self.case, "--to", "Passerelle", "--volets", "droits",
            "--until", until, "--proof", "paper-signature", "--explained-in", "fr",
            "--past", "all")["consent"]
        host.run("note", "add", self.case, "--volet", "droits", "--title", "Papiers",
                 text="Elle demande son acte de naissance : « vite ».\n")
        self.meet()
        grants = [s for s in self.statements() if s[0].WhichOneof("act") == "grant"]
        assert len(grants) == 1
        self.grant, rows = grants[0]
        assert self.person(self.grant.grant, rows) == "Kaïs D."
        change = next(item.change for _, item in self.feeds.received[False]
                      if item.WhichOneof("item") == "change")
        note = self.open(change)
        assert note["text"] == "Elle demande son acte de naissance : « vite ».\n", note
        assert note["title"] == "Papiers", note

    def withdrawn(self):
        self.host.run("consent", "withdraw", self.consent)
        self.meet()
        orders = [(routing, id_) for routing, _, id_ in self.share_statements()
                  if routing.WhichOneof("act") == "withdrawal"]
        assert len(orders) == 1, "the withdrawal came"
        share, order = orders[0][0].log, orders[0][1]
        heads = self.share_heads(share)
        receipt = wire.message("Receipt")(
            withdrawal=order, node_key=self.service.node.public, outcome=1, reason="")
        self.enter(self.service.state(self.service.node, 3, share, heads, receipt=receipt))
        self.meet()
        listed = self.host.run("consent", "list", self.case)
        assert "attest" in str(listed).lower(), listed

    def gives(self):
        box = self.their_box()
        self.giving = Giving(self.service, self.theirs, box)
        grant = self.giving.grant()
        self.epoch, wrap = self.giving.epoch()
        self.enter(grant, wrap)
        self.document, name, envelope, row = self.giving.note(self.epoch, "Bonjour d'ailleurs.\n")
        self.feeds.number(False, name, change=wire.message("ChangeItem")(
            envelope=envelope, secret=row))
        self.meet()
        assert self.feeds.refused == {True: {}, False: {}}, self.feeds.refused
        received = self.host.run("case", "list", "--received")
        assert [row["name"] for row in received] == ["Anouk"], received
        notes = self.host.run("note", "list", received[0]["shared"])
        shown = self.host.run("note", "show", notes[0]["note"])
        assert shown["text"] == "Bonjour d'ailleurs.\n", shown

    def sheets(self):
        """Each side lists what the other one published; a node signed it, under a number that tells no record."""
        said = [("name", "Le Quai"), ("themes", "logement"), ("orbit", "haute")]
        number = os.urandom(16)
        self.enter(self.service.enter(
            self.service.node, sheet_published=wire.message("SheetPublished")(
                sheet=number, kind="partner/1", entries=[
                    wire.message("SheetEntry")(field=field, value=value) for field, value in said])))
        add, publish, listing = ("partner add".split(), "partner publish".split(),
                                 "partner list".split())
        partner = self.host.run(
            *add, "--name", "Maison Ormeval", "--verified-by", "Claire")["record"]
        self.host.run(*publish, partner)
        self.meet()
        rows = [row for row in self.host.run(*listing) if "sheet" in row]
        assert [row["fields"] for row in rows] == [{"name": "Le Quai", "themes": ["logement"]}], rows
        assert rows[0]["incomplete"] and rows[0]["service"] == "Passerelle", rows
        assert rows[0]["sheet"] == number.hex(), rows
        published = [routing for routing, _ in self.statements()
                     if routing.WhichOneof("act") == "sheet_published"]
        nodes = {routing.node_enrolled.node_key for routing, _ in self.statements()
                 if routing.WhichOneof("act") == "node_enrolled"}
        assert len(published) == 1 and published[0].author in nodes
        sheet = published[0].sheet_published
        assert sheet.sheet == p.digest("carnet/sheet/v1", bytes.fromhex(partner))[:16]
        assert [(one.field, one.value) for one in sheet.entries] == [("name", "Maison Ormeval")]
        self.enter(self.service.enter(
            self.service.node, sheet_withdrawn=wire.message("SheetWithdrawn")(sheet=number)))
        self.meet()
        assert not [row for row in self.host.run(*listing) if "sheet" in row]

    # Reading what came.

    def meet(self):
        """One exchange whole, with both proofs."""
        with self.session() as session:
            session.exchange()
            self.forget()
            session.agree()

    def forget(self):
        """What a withdrawal orders forgotten goes, and leaves the set that is proven."""
        gone = {epoch for routing, _ in self.statements() for epoch in routing.withdrawal.purge}
        kept = self.feeds.received[False]
        for at, (name, item) in enumerate(kept):
            if item.WhichOneof("item") == "change":
                header = wire.parse(
                    "ChangeHeader", wire.parse("ChangeEnvelope", item.change.envelope).header)
                if header.epoch in gone:
                    kept[at] = (None, wire.message("Item")())

    def enter(self, *statements):
        for statement in statements:
            self.feeds.number(True, statement.id, statement=wire.message("StatementItem")(
                envelope=statement.envelope, attachments=statement.rows))

    def statements(self):
        return [(routing, rows) for routing, rows, _ in self.all_statements()]

    def all_statements(self):
        for name, item in self.feeds.received[True]:
            if name is None:
                continue
            envelope = wire.parse("StatementEnvelope", item.statement.envelope)
            routing = wire.parse("Routing", envelope.routing)
            p.verify(routing.author, name, envelope.signature)
            yield routing, {attachment(row): row for row in item.statement.attachments}, name

    def share_statements(self):
        return [s for s in self.all_statements() if s[0].log_kind == 3]

    def share_heads(self, share):
        mine = [s for s in self.share_statements() if s[0].log == share]
        named = {parent for routing, _, _ in mine for parent in routing.parents}
        return [id_ for _, _, id_ in mine if id_ not in named]

    def their_box(self):
        return next(routing.root_opened.box for routing, _ in self.statements()
                    if routing.WhichOneof("act") == "root_opened")

    def person(self, grant, rows):
        key = p.box_open(rows[grant.recipient_wrap], self.service.box)
        sealed = rows[grant.sealed]
        assert sealed[:32] == p.digest("carnet/grant-key/v1", key)
        content = p.aead_open(sealed[32:], b"carnet/grant/v1" + sealed[:32], key)
        return wire.parse("GrantSealed", content).name

    def epoch_key(self, epoch):
        for routing, rows in self.statements():
            for wrapped in routing.epochs_wrapped.epochs:
                if wrapped.epoch == epoch and wrapped.wrap in rows:
                    key = p.box_open(rows[wrapped.wrap], self.service.box)
                    assert p.digest("carnet/epoch/v1", key) == epoch
                    return key
        raise AssertionError("no wrap of this epoch")

    def open(self, item):
        envelope = wire.parse("ChangeEnvelope", item.envelope)
        header = wire.parse("ChangeHeader", envelope.header)
        length = len(envelope.header).to_bytes(4, "big")
        id_ = p.digest("carnet/change/v1", length, envelope.header, envelope.nonce, envelope.body)
        p.verify(header.device, id_, envelope.signature)
        assert header.secret_hash == p.digest("carnet/note-secret/v1", item.secret)
        row = wire.parse("NoteSecret", item.secret)
        domain = b"carnet/note-secret-seal/v1"
        secret = p.aead_open(
            row.sealed, domain + header.document + row.epoch, self.epoch_key(row.epoch))
        key = p.digest("carnet/body/v1", secret, key=self.epoch_key(header.epoch))
        body = wire.parse(
            "ChangeBody", p.unpad(p.aead_open(
                envelope.nonce + envelope.body, envelope.header, key)))
        assert body.author == "Claire" and body.role == "referent", body
        return spoken.read_note(body.operations)


def name_of_statement(envelope):
    routing = wire.parse("StatementEnvelope", envelope).routing
    return p.digest("carnet/statement/v1", routing)
