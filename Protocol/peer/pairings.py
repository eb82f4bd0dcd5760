"""Every refused pairing of the table in pairing.md, provoked."""

import contextlib
import os
import pathlib
import resource
import tempfile
import time

import road as r
from host import Host
from identity import Service
from road import Gone, Road
from spoken import p


class WrongPairings:
    """`host` is a home of the program, `story` an honest peer of it."""

    def pairings(self):
        return [(f"pairing {word}", getattr(self, "pairing_" + word)) for word in (
            "used", "expired", "unknown", "badProof", "wrongKey", "version", "fault")] + [
            ("wire: an invitation of a later version is called newer", self.newer_invitation),
            ("wire: a genesis of somebody else gives no name", self.borrowed_name),
            ("wire: a used invitation lets no stranger in", self.closed_door),
        ]

    def answered(self, service, word, fields):
        with Road(self.host.address, service.node, self.story.node) as road:
            road.say(r.PAIR_REQUEST, **fields)
            type_, message = road.hear()
            assert (type_, message.reason) == (r.PAIR_REFUSED, word), (type_, message)

    def invitation(self):
        return r.read_invitation(self.host.invite())

    def pairing_used(self):
        first, _ = self.invitation(), self.invitation()
        r.pair(Service("Une"), first, self.host.address)
        other = Service("Deux")
        self.answered(other, "used", r.request(other, first)[0])

    def pairing_expired(self):
        """Two days pass for the node. Another invitation is open, or it would let no stranger in."""
        with self.second() as other:
            old = r.read_invitation(other.invite())
            other.jump()
            other.invite()
            other.serve()
            service = Service("Neuf")
            with Road(other.address, service.node, old.node_key) as road:
                road.say(r.PAIR_REQUEST, **r.request(service, old)[0])
                type_, message = road.hear()
            assert (type_, message.reason) == (r.PAIR_REFUSED, "expired"), (type_, message)

    @contextlib.contextmanager
    def second(self):
        """A home of its own, where no other case left an invitation open."""
        with tempfile.TemporaryDirectory(prefix="carnet-peer-") as folder:
            other = Host(self.host.program, pathlib.Path(folder), "Seconde")
            try:
                yield other
            finally:
                other.stop()

    def pairing_unknown(self):
        service, invitation = Service("Trois"), self.invitation()
        self.answered(
            service, "unknown", r.request(service, invitation, invitation=os.urandom(16))[0])

    def pairing_badProof(self):
        service, invitation = Service("Quatre"), self.invitation()
        self.answered(service, "badProof", r.request(service, invitation, proof=bytes(32))[0])

    def pairing_wrongKey(self):
        service, invitation = Service("Cinq"), self.invitation()
        said = service.presentation(node_key=os.urandom(32))
        self.answered(service, "wrongKey", r.request(service, invitation, presentation=said)[0])

    def pairing_version(self):
        service, invitation = Service("Six"), self.invitation()
        self.answered(service, "version", r.request(service, invitation, version=2)[0])

    def pairing_fault(self):
        """A node that can write nothing more."""
        with self.second() as other:
            invitation = r.read_invitation(other.invite())
            other.serve()
            resource.prlimit(other.server.pid, resource.RLIMIT_FSIZE, (0, 0))
            service = Service("Huit")
            with Road(other.address, service.node, invitation.node_key) as road:
                road.say(r.PAIR_REQUEST, **r.request(service, invitation)[0])
                type_, message = road.hear()
            assert (type_, message.reason) == (r.PAIR_REFUSED, "fault"), (type_, message)

    def newer_invitation(self):
        invitation = self.invitation()
        invitation.version = 2
        code = p.sheet_encode(invitation.SerializeToString(), "invitation")
        exit_, _, said = self.host.attempt("pair", "accept", code, who="operator")
        assert exit_ == 78 and "invitationNewer" in said, (exit_, said)

    def borrowed_name(self):
        thief, invitation = Service("Larron"), self.invitation()
        honest = self.story.service
        thief.presentation = lambda: Service.presentation(
            thief, genesis=honest.log[0].envelope, enrolment=honest.enrolment.envelope)
        r.pair(thief, invitation, self.host.address)
        listed = self.host.run("pair", "list", who="operator")
        name = next(row["service"] for row in listed if row["peer"] == thief.node.public.hex())
        assert name == "", listed

    def closed_door(self):
        with self.second() as other:
            other.serve()
            invitation = r.read_invitation(other.invite())
            r.pair(Service("Sept"), invitation, other.address)
            deadline = time.monotonic() + 10
            while True:
                late = Service("Huit")
                try:
                    with Road(other.address, late.node, invitation.node_key) as road:
                        road.say(r.PAIR_REQUEST, **r.request(late, invitation)[0])
                        type_, message = road.hear()
                except Gone:
                    break
                assert time.monotonic() < deadline, (type_, message)
