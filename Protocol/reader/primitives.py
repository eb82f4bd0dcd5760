"""The primitives of Protocol/conventions.md and Protocol/keys.md, from PyNaCl and the standard library."""

import hashlib
import unicodedata
import zlib

import nacl.bindings as sodium
import nacl.exceptions
import nacl.pwhash.argon2id
import nacl.signing


class Refused(Exception):
    """Bytes that a reader must not accept."""


def require(condition, why):
    if not condition:
        raise Refused(why)


def same(got, expected, what):
    require(got == expected, f"{what}: got {got!r}, the vector has {expected!r}")


def digest(domain, *parts, key=b""):
    return hashlib.blake2b(domain.encode() + b"".join(parts), digest_size=32, key=key).digest()


def aead_seal(plain, associated, nonce, key):
    return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, nonce, key)


def aead_open(row, associated, key):
    """A row is its 24-byte nonce, then the ciphertext."""
    require(len(row) >= 40, "row too short")
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(row[24:], associated, row[:24], key)
    except nacl.exceptions.CryptoError as error:
        raise Refused("seal") from error


def box_public(secret):
    return sodium.crypto_scalarmult_base(secret)


def box_seal(plain, recipient, ephemeral):
    public = box_public(ephemeral)
    nonce = hashlib.blake2b(public + recipient, digest_size=24).digest()
    shared = sodium.crypto_box_beforenm(recipient, ephemeral)
    return public + sodium.crypto_box_afternm(plain, nonce, shared)


def box_open(row, secret):
    """libsodium's own crypto_box_seal_open."""
    require(len(row) >= 48, "box too short")
    try:
        return sodium.crypto_box_seal_open(row, box_public(secret), secret)
    except nacl.exceptions.CryptoError as error:
        raise Refused("sealed box") from error


def sign(seed, message):
    return nacl.signing.SigningKey(seed).sign(b"carnet/sig/v1" + message).signature


def verify(public, message, signature):
    try:
        nacl.signing.VerifyKey(public).verify(b"carnet/sig/v1" + message, signature)
    except (nacl.exceptions.BadSignatureError, ValueError) as error:
        raise Refused("signature") from error


def signing_public(seed):
    return bytes(nacl.signing.SigningKey(seed).verify_key)


def argon2id(passphrase, salt, memory, passes):
    return nacl.pwhash.argon2id.kdf(32, passphrase, salt, opslimit=passes, memlimit=memory)


def subkey(seed, number):
    """crypto_kdf_derive_from_key, context carnetdv."""
    return hashlib.blake2b(
        b"", digest_size=32, key=seed, salt=number.to_bytes(8, "little"), person=b"carnetdv"
    ).digest()


def padded_length(length):
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    zeros = exponent - exponent.bit_length()
    return -(-length >> zeros) << zeros if zeros > 0 else length


def pad(content):
    return (content + b"\x80").ljust(padded_length(len(content) + 1), b"\0")


def unpad(padded):
    content = padded.rstrip(b"\0")
    require(content[-1:] == b"\x80" and len(padded) == padded_length(len(content)), "padding")
    return content[:-1]


DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def sheet_encode(content, purpose):
    checked = content + sheet_checksum(content, purpose)
    bits = "".join(f"{byte:08b}" for byte in checked)
    bits += "0" * (-len(bits) % 5)
    digits = "".join(DIGITS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def between_groups(character):
    """conventions.md, "Typed digits"."""
    return character.isspace() or unicodedata.category(character) == "Pd" or character in ".\u00b7\u2212\u00ad\u200b\u2060\ufeff"


def sheet_decode(text, purpose):
    digits = "".join(digit for digit in text.upper() if not between_groups(digit))
    digits = digits.replace("O", "0").replace("I", "1").replace("L", "1")
    require(all(digit in DIGITS for digit in digits), "digit")
    bits = "".join(f"{DIGITS.index(digit):05b}" for digit in digits)
    whole = len(bits) // 8 * 8
    require(len(bits) - whole < 5 and "1" not in bits[whole:], "length")
    checked = bytes(int(bits[at : at + 8], 2) for at in range(0, whole, 8))
    require(len(checked) >= 4, "length")
    content = checked[:-4]
    require(sheet_checksum(content, purpose) == checked[-4:], "checksum")
    return content


def sheet_checksum(content, purpose):
    domain = f"carnet/sheet-{purpose}/v1".encode()
    return zlib.crc32(domain + content).to_bytes(4, "little")
