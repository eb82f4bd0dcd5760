"""A service of one node and one worker: its keys, its certificate, its statements. Protocol/keys.md, consent.md."""

import os
import time

import spoken
from spoken import encode, p, wire

UNSET = object()


class Pair:
    """An Ed25519 pair."""

    def __init__(self, seed=None):
        self.seed = seed or os.urandom(32)
        self.public = p.signing_public(self.seed)


def certificate(pair):
    """(certificate, private key) in DER: replication.md, section 1."""

    def element(tag, content):
        size = len(content)
        length = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else None
        return bytes([tag]) + length + content

    def sequence(*parts):
        return element(0x30, b"".join(parts))

    algorithm = sequence(element(0x06, b"\x2b\x65\x70"))
    common_name = sequence(element(0x06, b"\x55\x04\x03"), element(0x0C, b"carnet"))
    name = sequence(element(0x31, common_name))
    validity = sequence(element(0x17, b"000101000000Z"), element(0x18, b"99991231235959Z"))
    key = sequence(algorithm, element(0x03, b"\0" + pair.public))
    signed = sequence(
        element(0xA0, element(0x02, b"\x02")), element(0x02, b"\x01"), algorithm, name, validity,
        name, key)
    signature = p.nacl.signing.SigningKey(pair.seed).sign(signed).signature
    private = sequence(element(0x02, b"\0"), algorithm, element(0x04, element(0x04, pair.seed)))
    return sequence(signed, algorithm, element(0x03, b"\0" + signature)), private


def attachment(row):
    return p.digest("carnet/attachment/v1", row)


class Statement:
    """A signed statement and the rows that come along."""

    def __init__(self, envelope, id_, rows=()):
        self.envelope, self.id, self.rows = envelope, id_, list(rows)


class Service:
    """Everything that a stranger needs to be somebody's peer."""

    def __init__(self, name):
        self.name = name
        self.root, self.operator, self.node = Pair(), Pair(), Pair()
        seed = os.urandom(32)
        self.device = Pair(p.subkey(seed, 1))
        self.device_box = p.subkey(seed, 2)
        self.box = os.urandom(32)
        self.worker = os.urandom(16)
        self.content_root = os.urandom(32)
        self.log, self.heads = [], []
        self._found()

    def state(self, author, kind, log, parents, heads=UNSET, rows=(), version=1, **act):
        """Signs an act. `heads` are control heads: those of our own log, unless they are given."""
        known = ([] if kind == 1 else self.heads) if heads is UNSET else heads
        routing = encode(
            "Routing", version=version, log_kind=kind, log=log, parents=sorted(parents),
            author=author.public, control_heads=sorted(known), at=int(time.time() * 1000), **act)
        id_ = p.digest("carnet/statement/v1", routing)
        envelope = encode(
            "StatementEnvelope", routing=routing, signature=p.sign(author.seed, id_))
        return Statement(envelope, id_, rows)

    def enter(self, author, **act):
        """States an act in our own service log, on top of all that it holds."""
        statement = self.state(author, 1, self.id, self.heads, **act)
        self.log.append(statement)
        self.heads = [statement.id]
        return statement

    def _found(self):
        message = wire.message
        content = dict(
            root_key=self.root.public, operator_key=self.operator.public, name=self.name,
            kind="hebergement_chrs", country="FR", nonce=os.urandom(16))
        fields = message("Genesis").DESCRIPTOR.fields_by_name
        if "device" in fields:
            content["device"] = self.device.public
        genesis = self.state(self.root, 1, b"", [], genesis=message("Genesis")(**content))
        self.id, self.log, self.heads = genesis.id, [genesis], [genesis.id]
        self.enrolment = self.enter(
            self.operator, node_enrolled=message("NodeEnrolled")(
                node_key=self.node.public, operator_key=self.operator.public))
        card = encode("WorkerCard", name="Mo", role="referent", salt=os.urandom(16))
        self.enter(
            self.operator, worker_enrolled=message("WorkerEnrolled")(
                worker=self.worker, device=self.device.public, box=p.box_public(self.device_box),
                node_key=self.node.public, card=attachment(card)))
        # Rows of the own nodes alone: their names are all that a peer sees.
        self.enter(
            self.device, root_opened=message("RootOpened")(
                root=p.digest("carnet/root/v1", self.content_root), box=p.box_public(self.box),
                box_secret=os.urandom(32),
                wraps=[message("DeviceWrap")(device=self.device.public, wrap=os.urandom(32))]))

    def presentation(self, **other):
        fields = dict(
            node_key=self.node.public, operator_key=self.operator.public,
            genesis=self.log[0].envelope, addresses=[], enrolment=self.enrolment.envelope)
        return encode("Presentation", **{**fields, **other})


class Giving:
    """A case file of the stranger's, shared with somebody: what it takes to be a giver."""

    def __init__(self, service, recipient, recipient_box):
        self.service, self.recipient, self.recipient_box = service, recipient, recipient_box
        self.share, self.volet, self.consent = os.urandom(16), os.urandom(16), os.urandom(16)
        self.heads = []

    def enter(self, author=None, parents=None, **act):
        statement = self.service.state(
            author or self.service.device, 3, self.share,
            self.heads if parents is None else parents, **act)
        self.heads = [statement.id]
        return statement

    def grant(self, volets=None, **more):
        sealed_key = os.urandom(32)
        name = p.digest("carnet/grant-key/v1", sealed_key)
        content = encode("GrantSealed", name="Anouk", volets=["droits"])
        nonce = os.urandom(24)
        sealed = name + nonce + p.aead_seal(content, b"carnet/grant/v1" + name, nonce, sealed_key)
        wrap = p.box_seal(sealed_key, self.recipient_box, os.urandom(32))
        grant = wire.message("Grant")(
            consent=self.consent, owner=self.service.id, recipient=self.recipient,
            volets=[self.volet], until=0, sealed=attachment(sealed), owner_wrap=os.urandom(32),
            recipient_wrap=attachment(wrap))
        return self.enter(grant=grant, rows=[sealed, wrap], **more)

    def epoch(self, stratum=None, wrapped=True, **more):
        """A fresh epoch, and the statement that wraps it."""
        key = os.urandom(32)
        epoch = Epoch(stratum or os.urandom(16), key)
        row = p.box_seal(key, self.recipient_box, os.urandom(32))
        start = wire.message("EpochWrap")(
            volet=self.volet, stratum=epoch.stratum, epoch=epoch.id, wrap=attachment(row))
        if not wrapped:
            return epoch, None
        return epoch, self.enter(
            epochs_wrapped=wire.message("EpochsWrapped")(epochs=[start], box=self.recipient_box),
            rows=[row], **more)

    def withdraw(self, purge=()):
        return self.enter(
            withdrawal=wire.message("Withdrawal")(
                consent=self.consent, volets=[self.volet], purge=sorted(purge)))

    def note(self, epoch, text, document=None):
        """A change that makes a note: its envelope, and the row of its secret."""
        document = document or os.urandom(16)
        secret, nonce = os.urandom(32), os.urandom(24)
        sealed = nonce + p.aead_seal(
            secret, b"carnet/note-secret-seal/v1" + document + epoch.id, nonce, epoch.key)
        row = encode("NoteSecret", epoch=epoch.id, sealed=sealed)
        header = encode(
            "ChangeHeader", version=1, document=document, volet=self.volet, stratum=epoch.stratum,
            epoch=epoch.id, device=self.service.device.public, sequence=1,
            control_heads=sorted(self.service.heads),
            secret_hash=p.digest("carnet/note-secret/v1", row))
        body = encode(
            "ChangeBody", author="Mo", role="referent", clock=int(time.time() * 1000) << 16,
            zone=60, operations=spoken.note_operations(text))
        nonce = os.urandom(24)
        key = p.digest("carnet/body/v1", secret, key=epoch.key)
        sealed_body = p.aead_seal(p.pad(body), header, nonce, key)
        id_ = p.digest(
            "carnet/change/v1", len(header).to_bytes(4, "big"), header, nonce, sealed_body)
        envelope = encode(
            "ChangeEnvelope", header=header, nonce=nonce, body=sealed_body,
            signature=p.sign(self.service.device.seed, id_))
        return document, id_, envelope, row

    def bundle(self, epoch, document):
        """A parcel whose header is right; nobody who refuses it looks at the rest."""
        row = encode("BundleSecret", epoch=epoch.id, sealed=os.urandom(72))
        header = encode(
            "BundleHeader", version=1, volet=self.volet, device=self.service.device.public,
            epochs=[epoch.id], count=1, ids_hash=os.urandom(32),
            secret_hash=p.digest("carnet/bundle-secret/v1", row),
            control_heads=sorted(self.service.heads), documents=[document])
        nonce, body = os.urandom(24), os.urandom(256)
        id_ = p.digest("carnet/bundle/v1", len(header).to_bytes(4, "big"), header, nonce, body)
        envelope = encode(
            "BundleEnvelope", header=header, nonce=nonce, body=body,
            signature=p.sign(self.service.device.seed, id_))
        return id_, envelope, row


class Epoch:
    def __init__(self, stratum, key):
        self.stratum, self.key = stratum, key
        self.id = p.digest("carnet/epoch/v1", key)
