"""Bytes become the text they are, or a reason."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentflow.documents.decode import Unreadable, decode

SIMPLIFIED = "昨天下午，这家公司的首席技术官在内部信中说，他将在月底离开，去向还没有决定。董事会已经同意。"
TRADITIONAL = "昨天下午，這家公司的技術長在內部信中說，他將在月底離開，去向還沒有決定。董事會已經同意。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_simplified_text_comes_back(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
def test_traditional_text_comes_back(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_line_ends_stay_as_they_are() -> None:
    assert decode("一\r\n二\r三\n".encode()) == "一\r\n二\r三\n"


def test_a_named_encoding_is_used() -> None:
    assert decode("加入".encode("gbk"), "gbk") == "加入"
    assert decode("加入".encode("gbk"), "no-such") == Unreadable(code="encoding", reason="unknown encoding 'no-such'")


def test_too_little_to_tell_is_refused_not_guessed() -> None:
    refused = decode(b"\xb1\xb2\xb3\xb4")  # two everyday characters in GB18030, and two in Big5
    assert isinstance(refused, Unreadable)
    assert "cannot tell which" in refused.reason


def test_broken_utf8_names_the_byte() -> None:
    data = SIMPLIFIED.encode()
    refused = decode(data[:30] + b"\xff" + data[30:])
    assert refused == Unreadable(code="encoding", reason="broken UTF-8: byte 30 does not fit")


def test_cut_utf8_is_broken_utf8() -> None:
    data = SIMPLIFIED.encode()[:-1]
    refused = decode(data)
    assert isinstance(refused, Unreadable)
    assert "broken UTF-8" in refused.reason


@pytest.mark.parametrize("data", [b"", b" \n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u3000\n".encode()])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    refused = decode(data)
    assert isinstance(refused, Unreadable)
    assert refused.code == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"abc\x00def",
        b"\x01\x02\x03" * 30,
        b"%PDF-1.7\n...",
        b"PK\x03\x04 ...",
        SIMPLIFIED.encode("utf-16-le") + b"\n\x00",
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    refused = decode(data)
    assert isinstance(refused, Unreadable)
    assert refused.code == "binary"


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    result = decode(data)
    assert isinstance(result, Unreadable) or result.strip()


@given(st.text(min_size=1, max_size=200))
def test_utf8_round_trip(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    result = decode(data)
    assert isinstance(result, Unreadable) or result == text.removeprefix("\ufeff")
