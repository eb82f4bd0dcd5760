"""Nonces that follow from what is sealed, as our maker takes them: Protocol/change.md. Readers take any."""

import primitives as p


def body_nonce(epoch_key, note_secret, header, content):
    length = len(header).to_bytes(4, "big")
    return p.digest(
        "carnet/body-nonce/v1", note_secret, length, header, p.pad(content), key=epoch_key)[:24]


def secret_nonce(epoch_key, document, note_secret):
    return p.digest("carnet/note-secret-nonce/v1", document, note_secret, key=epoch_key)[:24]
