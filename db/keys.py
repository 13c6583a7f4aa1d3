"""The key of an encrypted store: derived from the passphrase once, as SQLCipher 4 derives it, and used for every connection.

A passphrase is meant to be slow to try; a connection that is told the key itself opens at once. The passphrase is not kept.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from db.connection import store_errors

SALT_BYTES = 16
"""The first bytes of an encrypted file, in clear."""
KDF_ROUNDS = 256_000


def new_key(passphrase: str | None) -> str | None:
    """The key for a store that is still to be made; None for one without a passphrase."""
    return None if passphrase is None else _derived(passphrase, os.urandom(SALT_BYTES))


def key_of(path: Path, passphrase: str) -> str:
    """The key that ``passphrase`` gives for the store at ``path``; whether it is the right one shows when it is opened."""
    with store_errors(path), path.open("rb") as file:
        return _derived(passphrase, file.read(SALT_BYTES))


def _derived(passphrase: str, salt: bytes) -> str:
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, KDF_ROUNDS, 32).hex() + salt.hex()
