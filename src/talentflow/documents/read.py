"""Paths to documents, in order: .txt and .md pages, .jsonl records, folders, and `-` for standard input."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from talentflow.documents.build import Place, from_page, from_record
from talentflow.documents.decode import Unreadable, decode
from talentflow.model.document import Document, Refusal

MAX_BYTES = 2_000_000  # of one text: some 700,000 characters; a dense one takes a minute and 600 MB to read
PAGES = frozenset({".txt", ".text", ".md", ".markdown", ""})
RECORDS = frozenset({".jsonl", ".ndjson"})
IN_FOLDERS = (PAGES | RECORDS) - {""}
ABOUT = "readme"  # a folder's file about the folder
STDIN = "-"
CHUNK = 1 << 16
COUNTED = 500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """How to read. `max_bytes` bounds one text, not a JSON Lines file; `encoding` None means: find out.

    `stdin` is what `-` reads, None for the process's own standard input.
    """

    max_bytes: int = MAX_BYTES
    encoding: str | None = None
    stdin: BinaryIO | None = None


DEFAULT = Inputs()


class _Lines(Protocol):
    def readline(self, size: int = -1, /) -> bytes: ...


def read(paths: Iterable[str | Path], *, inputs: Inputs = DEFAULT) -> Iterator[Document | Refusal]:
    """Documents and refusals in the order of `paths`; folders by name, depth first, without hidden and readme files.

    Bad input is data: nothing that a file holds raises. JSON Lines are read line by line, so memory is bounded by
    the longest line and not by the file.
    """
    for path in paths:
        if str(path) == STDIN:
            stream = inputs.stdin if inputs.stdin is not None else sys.stdin.buffer
            yield from _read_stdin(stream, inputs)
        else:
            yield from _read_path(Path(path), inputs)


def count(paths: Iterable[str | Path]) -> int | None:
    """How many documents the paths hold, without reading them: a page is one, and so is a line of records.

    None where that is not known beforehand (standard input) or would take long (more than `COUNTED` bytes of records).
    """
    n_found = n_bytes = 0
    for path in map(str, paths):
        if path == STDIN:
            return None
        for inner in _files(Path(path)):
            if inner.suffix.lower() in RECORDS and inner.is_file():
                n_bytes += inner.stat().st_size
                if n_bytes > COUNTED:
                    return None
                with inner.open("rb") as lines:
                    n_found += sum(1 for line in lines if line.strip())
            else:
                n_found += 1
    return n_found


def _files(path: Path) -> Iterator[Path]:
    yield from _walk(path) if path.is_dir() else (path,)


def _read_path(path: Path, inputs: Inputs) -> Iterator[Document | Refusal]:
    place = Place(where=str(path), stem=path.stem)
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            yield from _read_folder(path, place, inputs)
        elif not path.exists():
            yield place.refuse("missing", "no such file or folder")
        elif suffix in RECORDS:
            with path.open("rb") as stream:
                yield from _read_records(stream, place, inputs)
        elif suffix in PAGES:
            with path.open("rb") as stream:
                yield from _read_page(stream, place, inputs)
        else:
            yield place.refuse("format", f"cannot read {suffix} files; give .txt, .md or .jsonl")
    except (OSError, ValueError) as error:
        # ValueError: a path with a NUL in it
        yield place.refuse("unreadable", getattr(error, "strerror", None) or str(error))


def _read_folder(path: Path, place: Place, inputs: Inputs) -> Iterator[Document | Refusal]:
    n_read = 0
    for inner in _walk(path):
        n_read += 1
        yield from _read_path(inner, inputs)
    if not n_read:
        yield place.refuse("empty", "no .txt, .md or .jsonl file in this folder")


def _walk(folder: Path) -> Iterator[Path]:
    """Readable files below `folder`; links to folders are not followed, so no circle can trap the walk."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False), entry.is_file()) for entry in entries)
    for name, is_dir, is_file in found:
        inner = folder / name
        if name.startswith(".") or inner.stem.lower() == ABOUT:
            continue
        if is_dir:
            yield from _walk(inner)
        elif is_file and inner.suffix.lower() in IN_FOLDERS:
            yield inner


def _read_page(stream: BinaryIO, place: Place, inputs: Inputs) -> Iterator[Document | Refusal]:
    yield from _page(stream.read(inputs.max_bytes + 1), place, inputs)


def _page(data: bytes, place: Place, inputs: Inputs) -> Iterator[Document | Refusal]:
    if len(data) > inputs.max_bytes:
        yield _too_large(place, inputs)
        return
    text = decode(data, inputs.encoding)
    if isinstance(text, Unreadable):
        yield place.refuse(text.code, text.reason)
    else:
        yield from from_page(text, place)


def _read_stdin(stream: BinaryIO, inputs: Inputs) -> Iterator[Document | Refusal]:
    """JSON Lines when the first character is `{`, else one text."""
    place = Place(where=STDIN, stem="stdin")
    start = stream.readline(inputs.max_bytes + 1)
    while start and not start.strip():
        start = stream.readline(inputs.max_bytes + 1)
    if start.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        yield from _read_records(_Pushed(start, stream), place, inputs)
    else:
        rest = stream.read(max(inputs.max_bytes + 1 - len(start), 0))
        yield from _page(start + rest, place, inputs)


class _Pushed:
    """A stream with its first line put back."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first: io.BytesIO = io.BytesIO(first)
        self._stream = stream

    def readline(self, size: int = -1, /) -> bytes:
        return self._first.readline(size) or self._stream.readline(size)


class _Recoded:
    """The lines of a UTF-16 stream as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")

    def readline(self, size: int = -1, /) -> bytes:
        return self._text.readline(size).encode("utf-8")

    def let_go(self) -> None:
        """Leave the stream to its owner, who closes it."""
        self._text.detach()


def _read_records(stream: BinaryIO | _Pushed, place: Place, inputs: Inputs) -> Iterator[Document | Refusal]:
    if isinstance(stream, io.BufferedReader) and stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        recoded = _Recoded(stream)
        try:
            yield from _records(recoded, place, inputs)
        finally:
            recoded.let_go()
    else:
        yield from _records(stream, place, inputs)


def _records(lines: _Lines, place: Place, inputs: Inputs) -> Iterator[Document | Refusal]:
    number = n_found = 0
    while line := lines.readline(inputs.max_bytes + 1):
        number += 1
        at = Place(where=place.where, stem=place.stem, line=number)
        if len(line) > inputs.max_bytes:
            n_found += 1
            yield _too_large(at, inputs)
            while line and not line.endswith(b"\n"):
                line = lines.readline(CHUNK)
        elif line.removeprefix(codecs.BOM_UTF8).strip():
            n_found += 1
            yield from from_record(line, at, inputs.encoding)
    if not n_found:
        yield place.refuse("empty", "no records")


def _too_large(place: Place, inputs: Inputs) -> Refusal:
    return place.refuse("too_large", f"a text of more than {inputs.max_bytes:,} bytes")
