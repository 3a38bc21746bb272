"""Identity is content: an id is a hash of what the thing is, so doing a thing twice changes nothing."""

from __future__ import annotations

import hashlib

SEPARATOR = "\x1f"
DIGEST_BYTES = 10


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 20 hex digits of BLAKE2b over the parts; None and "" are different parts.

    >>> content_id("c", "a", None) == content_id("c", "a", None)
    True
    >>> content_id("c", "a", None) == content_id("c", "a", "")
    False
    """
    joined = SEPARATOR.join(["\x00" if part is None else str(part) for part in parts])
    digest = hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES)
    return f"{prefix}-{digest.hexdigest()}"
