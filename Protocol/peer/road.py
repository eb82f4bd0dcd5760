"""Streams and frames: replication.md sections 1 and 2, and pairing.md."""

import os
import pathlib
import socket
import ssl
import tempfile
import base64

import identity
from spoken import encode, p, wire

KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")
PAIR_REQUEST, PAIR_ANSWER, PAIR_REVEAL, PAIR_DONE, PAIR_REFUSED = range(1, 6)
HELLO, ITEMS, ACKNOWLEDGED, RESTARTED, PROOF, VERDICT, BYE, PING = range(16, 24)
NAMES = {
    1: "PairRequest", 2: "PairAnswer", 3: "PairReveal", 4: "PairDone", 5: "PairRefused",
    16: "Hello", 17: "Items", 18: "Acknowledged", 19: "Restarted", 20: "Proof", 21: "Verdict",
    22: "Bye", 23: "Ping",
}


class Gone(Exception):
    """The other end closed."""


class Road:
    """One TLS connection to a node whose key is known."""

    def __init__(self, address, pair, expected, wait=30):
        host, port = address.rsplit(":", 1)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        # Trust is the pinned key, compared below, and nothing else.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_alpn_protocols(["carnet/1"])
        with tempfile.TemporaryDirectory() as folder:
            both = pathlib.Path(folder) / "node.pem"
            both.write_text("".join(
                f"-----BEGIN {name}-----\n{base64.encodebytes(data).decode()}-----END {name}-----\n"
                for name, data in zip(("CERTIFICATE", "PRIVATE KEY"), identity.certificate(pair))))
            both.chmod(0o600)
            context.load_cert_chain(both)
        raw = socket.create_connection((host, int(port)), timeout=wait)
        try:
            self.socket = context.wrap_socket(raw)
            shown = self.socket.getpeercert(binary_form=True)
        except OSError as error:
            raise Gone(str(error)) from error
        at = shown.index(KEY_PREFIX) + len(KEY_PREFIX)
        assert shown[at : at + 32] == expected, "another node answers"
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Gone(str(error)) from error

    def say(self, type_, payload=None, **fields):
        payload = encode(NAMES[type_], **fields) if payload is None else payload
        self.send(frame(type_, payload))

    def hear(self):
        """The next frame: its type, and the message."""
        while len(self.buffer) < 5 or len(self.buffer) < 4 + self._length():
            try:
                chunk = self.socket.recv(1 << 16)
            except OSError as error:
                raise Gone(str(error)) from error
            if not chunk:
                raise Gone("closed")
            self.buffer += chunk
        length = self._length()
        type_, payload = self.buffer[4], self.buffer[5 : 4 + length]
        self.buffer = self.buffer[4 + length :]
        return type_, wire.parse(NAMES[type_], payload)

    def _length(self):
        return int.from_bytes(self.buffer[:4], "big")


def frame(type_, payload):
    return (len(payload) + 1).to_bytes(4, "big") + bytes([type_]) + payload


def read_invitation(code):
    return wire.parse("Invitation", p.sheet_decode(code, "invitation"))


def request(service, invitation, /, **other):
    """(fields of a PairRequest, nonce): pairing.md, section 5."""
    nonce, said = os.urandom(32), service.presentation()
    fields = dict(
        version=1, invitation=invitation.id, presentation=said,
        proof=p.digest(
            "carnet/pairing-proof/v1", service.node.public, invitation.node_key, invitation.id,
            key=invitation.token),
        commitment=p.digest("carnet/pairing-commitment/v1", nonce, said))
    return {**fields, **other}, nonce


def pair(service, invitation, address):
    """Pairs; the digits that the other operator must see too."""
    fields, nonce = request(service, invitation)
    with Road(address, service.node, invitation.node_key) as road:
        road.say(PAIR_REQUEST, **fields)
        type_, answer = road.hear()
        assert type_ == PAIR_ANSWER, (type_, answer)
        other = wire.parse("Presentation", answer.presentation)
        assert other.node_key == invitation.node_key
        road.say(PAIR_REVEAL, nonce=nonce)
        type_, _ = road.hear()
        assert type_ == PAIR_DONE, type_
    domain = "carnet/pairing-words/v1"
    whole = p.digest(
        domain, invitation.node_key, service.node.public, p.digest(domain, answer.presentation),
        p.digest(domain, fields["presentation"]), answer.nonce, nonce)
    digits = f"{int.from_bytes(whole[:16], 'big') % 10**12:012d}"
    return " ".join(digits[at : at + 4] for at in (0, 4, 8)), other


def last_word(road):
    """The word of the Bye that ends a stream; None when it ends without one."""
    try:
        while True:
            type_, message = road.hear()
            if type_ == BYE:
                return message.reason
    except Gone:
        return None
