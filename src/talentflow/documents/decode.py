"""Bytes to text: Unicode by its marks, Chinese encodings by what they decode to, or a reason why not."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache

BOMS = (  # longest first: the UTF-32 mark starts with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
MAX_CONTROLS = 0.01  # of all bytes
LEGACY = ("gb18030", "big5hkscs")
LEGACY_SAMPLE = 20_000
MIN_COMMON = 0.9  # of the non-ASCII characters must be everyday ones in the right encoding
MIN_LEAD = 0.1  # by which the better encoding must be ahead
BROKEN_RATIO = 4  # so many good multi-byte sequences for a bad one: UTF-8 with damage, not another encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Why bytes are no text; `code` and `reason` are those of the refusal."""

    code: str
    reason: str


def decode(data: bytes, encoding: str | None = None) -> str | Unreadable:
    """The text of `data` without its byte order mark. `encoding` None means: find out.

    UTF-8, UTF-16 and UTF-32 with a mark, GB18030 and Big5 are found. Damaged UTF-8 is refused and the first bad byte
    named: a text with holes would shift no offset, but quotes from it would not be what was published.
    """
    if not data.strip():
        return Unreadable(code="empty", reason="no text")
    for mark, name in BOMS:
        if data.startswith(mark):
            return check(_strict(data[len(mark) :], name))
    kind = next((kind for magic, kind in MAGIC if data.startswith(magic)), None)
    if kind is not None:
        return Unreadable(code="binary", reason=f"{kind} data, not text")
    if encoding is not None:
        return check(_strict(data, encoding))
    n_controls = len(data) - len(data.translate(None, CONTROLS))
    if b"\x00" in data or n_controls > MAX_CONTROLS * len(data):
        return Unreadable(code="binary", reason=f"{n_controls} control bytes in {len(data)}: not text")
    try:
        return check(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return check(_not_utf8(data, error.start))


def check(text: str | Unreadable) -> str | Unreadable:
    """The text itself when it says something and can be stored, else the reason."""
    if isinstance(text, Unreadable):
        return text
    if not text.strip():
        return Unreadable(code="empty", reason="no text")
    if "\x00" in text:
        return Unreadable(code="binary", reason="NUL characters: not text")
    return text


def _strict(data: bytes, encoding: str) -> str | Unreadable:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        return Unreadable(code="encoding", reason=f"not {encoding}: byte {error.start} does not fit")
    except LookupError:
        return Unreadable(code="encoding", reason=f"unknown encoding {encoding!r}")


def _not_utf8(data: bytes, offset: int) -> str | Unreadable:
    lenient = data[: LEGACY_SAMPLE * 4].decode("utf-8", "surrogateescape")
    n_bad = sum("\udc80" <= char <= "\udcff" for char in lenient)
    n_good = sum(char > "\x7f" for char in lenient) - n_bad
    if n_good >= BROKEN_RATIO * max(n_bad, 1):
        return Unreadable(code="encoding", reason=f"broken UTF-8: byte {offset} does not fit")
    scores = sorted(((_commonness(data, name), name) for name in LEGACY), reverse=True)
    (best, name), (second, _) = scores
    if best >= MIN_COMMON and best - second >= MIN_LEAD:
        return _strict(data, name)
    if best >= MIN_COMMON:
        return Unreadable(code="encoding", reason="GB18030 or Big5: cannot tell which; name the encoding")
    return Unreadable(code="encoding", reason=f"not UTF-8 (byte {offset} does not fit), nor GB18030 or Big5")


def _commonness(data: bytes, encoding: str) -> float:
    """Share of everyday characters among the non-ASCII ones; 0 when the bytes do not decode."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data[:LEGACY_SAMPLE], final=len(data) <= LEGACY_SAMPLE)
    except UnicodeDecodeError:
        return 0.0
    wide = [char for char in text if char > "\x7f"]
    common = _everyday()
    return sum(char in common for char in wide) / len(wide) if wide else 0.0


@cache
def _everyday() -> frozenset[str]:
    """Level-1 characters of GB 2312 and of Big5 with their punctuation: what nearly all running text is made of."""
    found: set[str] = set()
    for encoding, leads, trails in (
        ("gb2312", (*range(0xA1, 0xA4), *range(0xB0, 0xD8)), range(0xA1, 0xFF)),
        ("big5", (*range(0xA1, 0xA3), *range(0xA4, 0xC7)), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    ):
        found.update(bytes((lead, trail)).decode(encoding, "ignore") for lead in leads for trail in trails)
    return frozenset(found - {""})
