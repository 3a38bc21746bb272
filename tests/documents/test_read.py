"""Every input of a newcomer's first day, good and bad: documents in order, bad input as refusals, no crash."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentflow.documents import Inputs, count, read
from talentflow.model.document import Document, Refusal

TEXT = "昨天下午，某某科技的首席技术官在内部信中说，他将在月底离开，去向还没有决定。董事会已经同意。"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(*records: Any) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def documents(found: Iterable[Document | Refusal]) -> list[Document]:
    result = []
    for item in found:
        assert isinstance(item, Document), item
        result.append(item)
    return result


def refusal(found: Iterable[Document | Refusal]) -> Refusal:
    (only,) = found
    assert isinstance(only, Refusal)
    return only


def test_a_text_file_is_one_document_with_its_stem_for_an_id(tmp_path: Path) -> None:
    text = f"某某科技换人\n\n2024-05-06 10:20\n\n{TEXT}\n"
    (doc,) = documents(read([write(tmp_path, "a.b.txt", text)]))
    assert (doc.id, doc.text, doc.title, doc.published) == ("a.b", text, "某某科技换人", date(2024, 5, 6))
    assert doc.lang == "zh-Hans"


def test_front_matter_is_a_zone_of_the_whole_text(tmp_path: Path) -> None:
    text = f"---\nid: one\ntitle: 换人\npublished: 2024-05-06\nsource: 某某报\nurl: urn:x\n---\n\n{TEXT}\n"
    (doc,) = documents(read([write(tmp_path, "a.md", text)]))
    assert (doc.id, doc.title, doc.published, doc.source, doc.url) == (
        "one",
        "换人",
        date(2024, 5, 6),
        "某某报",
        "urn:x",
    )
    assert doc.text == text
    (zone,) = doc.zones
    assert (zone.kind, zone.span.start) == ("front_matter", 0)
    assert text[zone.span.end :] == f"\n{TEXT}\n"


@pytest.mark.parametrize("block", ["a: [", "- a\n- b", "published: 2024-13-45", "x: " + "[" * 5000, "published: soon"])
def test_bad_front_matter_is_refused_and_the_text_read(tmp_path: Path, block: str) -> None:
    found = list(read([write(tmp_path, "a.md", f"---\n{block}\n---\n{TEXT}\n")]))
    assert [type(item) for item in found] == [Refusal, Document]


def test_records_keep_their_fields(tmp_path: Path) -> None:
    record = {"id": "r1", "title": "换人", "text": TEXT, "published": "2024-05-06", "url": "urn:r1"}
    path = write(
        tmp_path, "a.jsonl", lines(record, {"text": TEXT}, {"id": 7, "text": TEXT, "published": "2024-05-06T08:00:00Z"})
    )
    first, second, third = documents(read([path]))
    assert (first.id, first.title, first.text, first.published, first.url) == (
        "r1",
        "换人",
        TEXT,
        date(2024, 5, 6),
        "urn:r1",
    )
    assert (second.id, second.title, second.published) == ("a:2", None, None)
    assert (third.id, third.published) == ("7", date(2024, 5, 6))


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.txt", "c.jsonl", ".hidden.txt", "README.md", "picture.png"):
        write(tmp_path, name, lines({"id": "r", "text": TEXT}) if name.endswith("jsonl") else TEXT)
    assert [doc.id for doc in documents(read([tmp_path]))] == ["1", "2", "b", "r"]
    assert [doc.id for doc in documents(read([tmp_path / "b.txt", tmp_path / "a"]))] == ["b", "1", "2"]


def test_standard_input_as_text_and_as_records() -> None:
    (doc,) = documents(read(["-"], inputs=Inputs(stdin=io.BytesIO(TEXT.encode()))))
    assert (doc.id, doc.text) == ("stdin", TEXT)
    records = lines({"id": "r1", "text": TEXT}, {"text": TEXT}).encode()
    assert [d.id for d in documents(read(["-"], inputs=Inputs(stdin=io.BytesIO(b"\n" + records))))] == ["r1", "stdin:2"]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_empty_files(tmp_path: Path, name: str, content: bytes) -> None:
    assert refusal(read([write(tmp_path, name, content)])).code == "empty"


def test_empty_standard_input_and_folder(tmp_path: Path) -> None:
    assert refusal(read(["-"], inputs=Inputs(stdin=io.BytesIO(b"")))).code == "empty"
    assert refusal(read([tmp_path])).code == "empty"


def test_binary(tmp_path: Path) -> None:
    assert refusal(read([write(tmp_path, "a.txt", bytes(range(256)) * 8)])).code == "binary"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-16-be", "utf-8-sig"])
def test_other_encodings_are_decoded(tmp_path: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    (doc,) = documents(read([write(tmp_path, "a.txt", data)]))
    assert doc.text == TEXT


def test_big5_is_decoded(tmp_path: Path) -> None:
    text = "昨天下午，這家公司的技術長在內部信中說，他將在月底離開，去向還沒有決定。"
    (doc,) = documents(read([write(tmp_path, "a.txt", text.encode("big5"))]))
    assert (doc.text, doc.lang) == (text, "zh-Hant")


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_records_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.jsonl", lines({"id": "r1", "text": TEXT}, {"id": "r2", "text": TEXT}).encode(encoding))
    assert [(doc.id, doc.text) for doc in documents(read([path]))] == [("r1", TEXT), ("r2", TEXT)]


def test_broken_utf8_names_the_byte(tmp_path: Path) -> None:
    found = refusal(read([write(tmp_path, "a.txt", TEXT.encode() + b"\xe6\x98")]))
    assert found.code == "encoding"
    assert f"byte {len(TEXT.encode())}" in found.reason


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", lines(
        {"id": "r1", "text": TEXT}, '{"id": "r2", "text": ', "", {"id": "r4", "text": TEXT}, "[1]", {"id": "r6"},
        {"id": "r7", "text": 5}, {"id": "r8", "text": "  "}, {"id": "r9", "text": "a\x00b"}, "[" * 5000,
        '{"text": "\\ud800"}', {"id": "r12", "text": TEXT, "published": "soon"},
    ))  # fmt: skip
    found = list(read([path]))
    assert [item.id for item in found if isinstance(item, Document)] == ["r1", "r4", "r12"]
    refused = [(item.line, item.code) for item in found if isinstance(item, Refusal)]
    assert refused == [
        (2, "json"), (5, "record"), (6, "record"), (7, "record"), (8, "empty"), (9, "binary"), (10, "json"), (11, "json"),
        (12, "date"),
    ]  # fmt: skip
    assert str(found[1]).startswith(f"{path}:2: not JSON")


def test_a_broken_utf8_line_is_named(tmp_path: Path) -> None:
    good = lines({"id": "r1", "text": TEXT}).encode()
    found = list(read([write(tmp_path, "a.jsonl", good + good.replace("董".encode(), b"\xe8\x91") + good)]))
    assert [type(item) for item in found] == [Document, Refusal, Document]
    assert isinstance(found[1], Refusal)
    assert (found[1].line, found[1].code) == (2, "encoding")


@pytest.mark.parametrize("name", ["no.txt", "no.jsonl", "no/folder", "no", "bad\x00name.txt"])
def test_a_path_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert refusal(read([tmp_path / name])).code in {"missing", "unreadable"}


def test_a_missing_path_does_not_stop_the_others(tmp_path: Path) -> None:
    found = list(read([tmp_path / "no.txt", write(tmp_path, "a.txt", TEXT)]))
    assert [type(item) for item in found] == [Refusal, Document]


def test_a_format_that_is_not_read(tmp_path: Path) -> None:
    assert refusal(read([write(tmp_path, "a.docx", TEXT)])).code == "format"


def test_links_that_go_round_end(tmp_path: Path) -> None:
    write(tmp_path, "a/a.txt", TEXT)
    (tmp_path / "a" / "round").symlink_to(tmp_path, target_is_directory=True)
    assert [doc.id for doc in documents(read([tmp_path]))] == ["a"]


def test_a_text_of_50_mb_ends_quickly(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", (TEXT.encode() + b"\n") * (50_000_000 // (len(TEXT.encode()) + 1)))
    started = time.perf_counter()
    assert refusal(read([path])).code == "too_large"
    assert time.perf_counter() - started < 5


def test_records_of_50_mb_stream_in_bounded_memory(tmp_path: Path) -> None:
    line = lines({"text": TEXT}).encode()
    huge = b'{"text": "' + b"a" * 3_000_000 + b'"}\n'
    path = tmp_path / "a.jsonl"
    with path.open("wb") as out:
        for _ in range(20):
            out.write(line + huge)
    tracemalloc.start()
    found = [type(item) for item in read([path], inputs=Inputs(max_bytes=1_000_000))]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [Document, Refusal] * 20
    assert peak < 12_000_000


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    assert list(read([path])) == list(read([path]))


def test_the_seed_article(shared: Path) -> None:
    (doc,) = documents(read([shared / "bench" / "seed" / "article.txt"]))
    gold = json.loads((shared / "bench" / "seed" / "gold.json").read_text("utf-8"))
    assert (doc.id, doc.title, doc.published) == ("article", gold["title"], date.fromisoformat(gold["published"]))
    assert [zone.kind for zone in doc.zones] == ["furniture", "headline", *["byline"] * 5, "furniture"]


def test_the_bench_records(shared: Path) -> None:
    gold = [json.loads(line) for line in (shared / "bench" / "dev-zh.jsonl").read_text("utf-8").splitlines()]
    found = documents(read([shared / "bench" / "dev-zh.jsonl"]))
    assert [(doc.id, doc.text, doc.lang) for doc in found] == [(g["id"], g["text"], g["lang"]) for g in gold]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    path = write(tmp_path_factory.mktemp("any"), name, data)
    assert list(read([path]))
    assert list(read(["-"], inputs=Inputs(stdin=io.BytesIO(data))))


@given(
    st.dictionaries(
        st.sampled_from(["id", "title", "text", "published", "url", "lang", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3),
        ),
    )
)
def test_any_record(record: dict[str, Any]) -> None:
    data = json.dumps(record).encode()
    for item in read(["-"], inputs=Inputs(stdin=io.BytesIO(data))):
        assert isinstance(item, Refusal) or item.text == record["text"]


def test_documents_are_counted_without_reading_them(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", TEXT)
    write(tmp_path, "in/deep/b.jsonl", lines({"text": TEXT}, "", {"text": TEXT}, "broken"))
    write(tmp_path, "in/README.md", TEXT)
    paths = [tmp_path / "in", tmp_path / "missing.txt"]
    assert count(paths) == len(list(read(paths))) == 5
    assert count([*paths, "-"]) is None
