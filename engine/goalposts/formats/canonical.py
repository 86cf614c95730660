"""Canonical JSON (RFC 8785) and its digest, for seals and recipes."""

from __future__ import annotations

import hashlib
from typing import Any


def canonical_json(value: Any) -> bytes:
    """Write plain values as the one canonical JSON text.

    Raises:
        ValueError: a number that JSON cannot hold exactly.
    """
    import rfc8785

    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """Return `sha256:<hex>` of a value's canonical JSON."""
    return f"sha256:{hashlib.sha256(canonical_json(value)).hexdigest()}"
