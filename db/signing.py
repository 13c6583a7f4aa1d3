"""Small signed files between laptops: that a file comes from a laptop we know, and came whole (decision 0018).

A signature says which laptop wrote a file, not who sat behind it. The key is made the first time that it is needed and
stays in the store, as secret as all else there; a restored store that became another device makes a new one. Another
laptop is trusted once somebody has compared its mark, twenty letters, by phone; from then on only that key is taken from it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from models.errors import BadInput, Refused
from models.messages import N_, Message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from db.writing import Transaction

MOST = 1_000_000
"""Bytes that such a file may have; a request is a few thousand."""
_KEY = "signing-key"
_VERSION = 1


class Sealed(NamedTuple):
    """What a signed file holds, its signature found right."""

    kind: str
    body: dict[str, Any]
    device: str
    """The laptop that wrote it, in hex."""
    key: str
    """Its public key, in hex."""
    by: str
    """Name of who wrote it there."""

    @property
    def mark(self) -> str:
        """What two people compare by phone."""
        return mark_of(self.key)


def mark_of(public_key: str) -> str:
    """A public key in twenty letters and digits, in groups of four."""
    digest = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:20]
    return "-".join(digest[at : at + 4] for at in range(0, 20, 4))


def own_mark(tx: Transaction) -> str:
    """The mark of this laptop."""
    return mark_of(_public(_own_key(tx)))


def seal(tx: Transaction, kind: str, body: dict[str, Any]) -> bytes:
    """A signed file, as JSON for people to look into; ``body`` is of JSON's own kinds."""
    key = _own_key(tx)
    device = tx.reader.value("SELECT value FROM store_info WHERE key = 'device'")
    told = {"kind": kind, "version": _VERSION, "by": tx.actor.name, "device": device, "key": _public(key), "body": body}
    signed = told | {"signature": key.sign(_canonical(told)).hex()}
    return (json.dumps(signed, ensure_ascii=False, indent=1) + "\n").encode()


def unseal(content: bytes) -> Sealed:
    """What a file says, whoever's laptop it comes from; :class:`BadInput` when it is none of these, or was changed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        told: dict[str, Any] = json.loads(content if len(content) <= MOST else "{}")
        signature = bytes.fromhex(told.pop("signature"))
        sealed = Sealed(told["kind"], told["body"], told["device"], told["key"], told["by"])
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sealed.key))
        texts = (sealed.kind, sealed.device, sealed.by)
        fits = bool(sealed.body.keys()) and all(isinstance(text, str) for text in texts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _no_such_file() from None
    if not fits or not sealed.kind.startswith("nuo-"):
        raise _no_such_file()
    if told.get("version") != _VERSION:
        raise BadInput(Message(N_("This file was written by a newer version of the program: bring this one up to date first.")))
    try:
        public.verify(signature, _canonical(told))
    except InvalidSignature:
        raise BadInput(
            Message(N_("This file is not as it was signed: something in it was changed on the way. Nothing was taken from it.")),
            Message(N_("Have {name} send it again."), name=sealed.by),
        ) from None
    return sealed


def must_be_trusted(tx: Transaction, sealed: Sealed, compared: str | None) -> None:
    """Raise :class:`Refused` unless the laptop is known; it is from now on when ``compared`` is its mark."""
    name = f"trusted.{sealed.device}"
    known = tx.reader.value("SELECT value FROM store_info WHERE key = ?", (name,))
    if known == sealed.key or _public(_own_key(tx)) == sealed.key:
        return
    if compared is None or compared.strip().lower() != sealed.mark:
        about = {"name": sealed.by, "mark": sealed.mark}
        new = N_("This file comes from a laptop that is not known here yet, of {name}; its mark is {mark}.")
        other = N_("The laptop of {name} signs otherwise than before; its mark is now {mark}.")
        raise Refused(
            Message(other if known else new, **about),
            Message(
                N_("Call {name} and compare the mark; is it the same, then take the file in with '--trust {mark}'."), **about
            ),
        )
    tx.connection.execute("INSERT OR REPLACE INTO store_info (key, value) VALUES (?, ?)", (name, sealed.key))


def _own_key(tx: Transaction) -> Ed25519PrivateKey:
    """The key of this laptop, made now when there is none yet."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    kept = tx.reader.value("SELECT value FROM store_info WHERE key = ?", (_KEY,))
    if kept is not None:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept))
    key = Ed25519PrivateKey.generate()
    tx.connection.execute("INSERT INTO store_info (key, value) VALUES (?, ?)", (_KEY, key.private_bytes_raw().hex()))
    return key


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _canonical(told: dict[str, Any]) -> bytes:
    """What is signed: the same bytes however the file was laid out."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _no_such_file() -> BadInput:
    return BadInput(
        Message(N_("This is not a request or an answer that this program wrote.")),
        Message(N_("Take in the file as it was sent, not a copy of its text.")),
    )
