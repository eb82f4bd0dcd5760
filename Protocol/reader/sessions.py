"""Readers of the values that two nodes compute while they pair and while they replicate."""

import primitives as p
import wire
from primitives import require


def pairing(v):
    token, invitation, inviter, joiner = (
        bytes.fromhex(v[name]) for name in ("token", "invitation", "inviter_key", "joiner_key")
    )
    inviting, joining, inviter_nonce, joiner_nonce = (
        bytes.fromhex(v[name])
        for name in ("inviter_presentation", "joiner_presentation", "inviter_nonce", "joiner_nonce")
    )
    p.same(wire.parse("Presentation", inviting).node_key, inviter, "inviter's key")
    p.same(wire.parse("Presentation", joining).node_key, joiner, "joiner's key")
    proof = p.digest("carnet/pairing-proof/v1", joiner, inviter, invitation, key=token)
    p.same(proof.hex(), v["proof"], "proof")
    commitment = p.digest("carnet/pairing-commitment/v1", joiner_nonce, joining)
    p.same(commitment.hex(), v["commitment"], "commitment")
    digits = short_string(inviter + joiner, inviting, joining, inviter_nonce + joiner_nonce)
    p.same(digits, v["string"], "digits")


def short_string(keys, inviting, joining, nonces):
    whole = p.digest(
        "carnet/pairing-words/v1",
        keys,
        p.digest("carnet/pairing-words/v1", inviting),
        p.digest("carnet/pairing-words/v1", joining),
        nonces,
    )
    digits = f"{int.from_bytes(whole[:16], 'big') % 10**12:012d}"
    return " ".join(digits[at : at + 4] for at in range(0, 12, 4))


def fingerprint(v):
    nonces = bytes.fromhex(v["dialler_nonce"]), bytes.fromhex(v["listener_nonce"])
    key = p.digest("carnet/session-key/v1", *nonces)
    p.same(key.hex(), v["key"], "key")
    require(v["count"] == len(v["ids"]), "count")
    hashes = (p.digest("carnet/feed-proof/v1", bytes.fromhex(id_), key=key) for id_ in v["ids"])
    total = sum(int.from_bytes(hash_[:12], "little") for hash_ in hashes) % (1 << 96)
    p.same(total.to_bytes(12, "little").hex(), v["sum"], "sum")


READERS = {"pairing": pairing, "fingerprint": fingerprint}
