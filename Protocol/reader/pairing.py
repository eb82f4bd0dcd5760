"""Pairing and session fingerprints, from Protocol/pairing.md and Protocol/replication.md alone.

check(path) recomputes every case of a vector file and raises AssertionError on a difference.
"""

import hashlib
import json


def digest(domain, *parts, key=b""):
    """BLAKE2b-256 of the domain and the parts."""
    return hashlib.blake2b(domain.encode() + b"".join(parts), digest_size=32, key=key).digest()


def proof(token, joiner, inviter, invitation):
    return digest("carnet/pairing-proof/v1", joiner, inviter, invitation, key=token)


def commitment(nonce, presentation):
    return digest("carnet/pairing-commitment/v1", nonce, presentation)


def short_string(inviter, joiner, said_by_inviter, said_by_joiner, inviter_nonce, joiner_nonce):
    words = "carnet/pairing-words/v1"
    seed = digest(
        words, inviter, joiner, digest(words, said_by_inviter), digest(words, said_by_joiner),
        inviter_nonce, joiner_nonce)
    digits = f"{int.from_bytes(seed[:16], 'big') % 10**12:012d}"
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def session_key(dialler_nonce, listener_nonce):
    return digest("carnet/session-key/v1", dialler_nonce, listener_nonce)


def fingerprint(key, ids):
    total = sum(
        int.from_bytes(digest("carnet/feed-proof/v1", one, key=key)[:12], "little") for one in ids)
    return (total % 2**96).to_bytes(12, "little")


def outputs(kind, given):
    """What the inputs of one case give; bytes as hexadecimal."""
    def raw(name):
        return bytes.fromhex(given[name])

    if kind == "pairing":
        return {
            "proof": proof(
                raw("token"), raw("joiner_key"), raw("inviter_key"), raw("invitation")).hex(),
            "commitment": commitment(raw("joiner_nonce"), raw("joiner_presentation")).hex(),
            "string": short_string(
                raw("inviter_key"), raw("joiner_key"), raw("inviter_presentation"),
                raw("joiner_presentation"), raw("inviter_nonce"), raw("joiner_nonce")),
        }
    if kind == "fingerprint":
        key = session_key(raw("dialler_nonce"), raw("listener_nonce"))
        ids = [bytes.fromhex(one) for one in given["ids"]]
        return {"key": key.hex(), "sum": fingerprint(key, ids).hex(), "count": len(ids)}
    raise AssertionError(f"unknown kind of case: {kind}")


def check(path):
    with open(path, encoding="utf-8") as file:
        cases = json.load(file)
    assert cases, f"{path} has no case"
    for case in cases:
        found = outputs(case["kind"], case["inputs"])
        assert found == case["outputs"], f"{path}: {case['case']}: {found}"
