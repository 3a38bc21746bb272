"""A full disk and a torn journal: one clear line, nothing lost that was committed, and reading again completes it."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests import toy
from tests.faults import reading
from tests.faults.content import Content, complete, content, healthy, sound, start

from talentflow.errors import LedgerCorrupt, LedgerError
from talentflow.ledger import Ledger
from talentflow.run import pipeline

DOCUMENTS = reading.documents()[:400]
IN_A_SMALL_PLACE = """
mount -t tmpfs -o size=$2 none "$1" || exit 77
"$3" -m talentflow read "$4" --db "$1/ledger.db" >/dev/null 2>"$5/said"
echo $? >"$5/code"
mount -o remount,size=64m "$1"
"$3" -m talentflow doctor --db "$1/ledger.db" --json >"$5/doctor" 2>>"$5/said2"
"$3" -m talentflow read "$4" --db "$1/ledger.db" >/dev/null 2>>"$5/said2"
echo $? >"$5/code2"
"$3" -m talentflow doctor --db "$1/ledger.db" --json >"$5/doctor2" 2>>"$5/said2"
cp "$1/ledger.db" "$5/ledger.db"
"""
NEWS = "3月{}日,澜川科技公告称,副总裁周{}因个人原因辞职。接任的是曾任白鹭电子首席技术官的吴{}。"
GIVEN = "子安文博宇晨轩昊然梓涵思远明超霞平刚桂英华"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", toy.extract)
    monkeypatch.setattr(pipeline, "BATCH", 50)


def complete_here(path: Path) -> None:
    """Reading again makes the ledger whole."""
    with Ledger.open(path) as ledger:
        pipeline.ingest(DOCUMENTS, ledger)
        counts = ledger.view().counts()
        assert len(DOCUMENTS) == counts["documents"] == counts["claims"] and counts["pending"] == 0
    sound(path)
    healthy(path)


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("n_pages", [140, 200, 300])
def test_a_limit_on_pages(tmp_path: Path, n_pages: int) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.connection.execute(f"PRAGMA max_page_count = {n_pages}")
        with pytest.raises(LedgerError, match="no space left on the disk; what was committed is safe"):
            pipeline.ingest(DOCUMENTS, ledger)
        n_read = ledger.view().counts()["documents"]
        assert (n_read % 50 == 0 and n_read < len(DOCUMENTS)) or ledger.view().counts()["pending"]
    sound(path)
    complete_here(path)


def news(folder: Path) -> Path:
    """300 articles that the real reader reads."""
    path = folder / "news.jsonl"
    lines = [
        {
            "id": f"n{i}",
            "published": "2025-04-01",
            "text": NEWS.format(1 + i % 28, GIVEN[i % 20], GIVEN[(i // 20) % 20]) + "新闻" * 60 + str(i),
        }
        for i in range(300)
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


@pytest.mark.parametrize("size", ["900k", "1900k"])
def test_a_full_disk(tmp_path: Path, size: str) -> None:
    """A file system of this size in memory, through the command line; then it grows and the same command goes on."""
    (tmp_path / "disk").mkdir()
    script = [IN_A_SMALL_PLACE, "sh", str(tmp_path / "disk"), size, sys.executable, str(news(tmp_path)), str(tmp_path)]
    alone = ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    done = subprocess.run([*alone, "sh", "-c", *script], capture_output=True, text=True)
    if done.returncode == 77:
        pytest.skip("no file system can be mounted here")
    said = (tmp_path / "said").read_text("utf-8")
    assert (tmp_path / "code").read_text() == "2\n", said
    assert said.count("\n") == 1 and said.startswith("talentflow: ")
    assert "no space left on the disk; what was committed is safe" in said
    assert json.loads((tmp_path / "doctor").read_text("utf-8"))["sound"]
    assert (tmp_path / "code2").read_text() == "0\n" and (tmp_path / "said2").read_text() == ""
    assert json.loads((tmp_path / "doctor2").read_text("utf-8"))["sound"]
    whole = tmp_path / "whole.db"
    subprocess.run([sys.executable, "-m", "talentflow", "read", str(news(tmp_path)), "--db", str(whole)], check=True)
    assert content(tmp_path / "ledger.db") == content(whole)
    assert len(content(whole)["documents"]) == 300 and len(content(whole)["events"]) > 20


def test_a_limit_on_the_size_of_a_file(tmp_path: Path, whole: Content) -> None:
    path = tmp_path / "ledger.db"

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    child = subprocess.run(
        [sys.executable, reading.__file__, str(path)], capture_output=True, text=True, preexec_fn=limited
    )
    assert child.returncode == 2 and child.stderr.count("\n") == 1
    assert "what was committed is safe" in child.stderr
    sound(path)
    complete(path)
    assert content(path) == whole


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Content:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    complete(path)
    return content(path)


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Ledgers whose writer was killed with much in the journal: while it read, and while it fused."""
    folder = tmp_path_factory.mktemp("torn")
    read, fused = folder / "read.db", folder / "fused.db"
    child = start(read, "--phases", "ingest")
    while not Path(f"{read}-wal").exists() or Path(f"{read}-wal").stat().st_size < 1_000_000:
        assert child.poll() is None
    child.kill()
    child.communicate()
    ticks = complete(fused, "--phases", "ingest") and complete(folder / "other.db")["fuse"]
    child = start(fused, "--phases", "fuse", "--die", f"fuse:{int(ticks * 0.7)}")
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    assert all(Path(f"{path}-wal").stat().st_size > 500_000 for path in (read, fused))
    return {"read": read, "fused": fused}


@pytest.mark.parametrize(
    ("what", "how", "keep"),
    [
        ("read", "cut", 0.0),
        ("read", "garbled", 0.1),
        ("read", "cut", 0.64),
        ("read", "garbled", 0.999),
        ("fused", "garbled", 0.0),
        ("fused", "cut", 0.37),
        ("fused", "garbled", 0.64),
        ("fused", "cut", 0.999),
    ],
)
def test_a_torn_journal(
    torn: dict[str, Path], tmp_path: Path, what: str, how: str, keep: float, whole: Content
) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(torn[what], path)
    journal = Path(f"{torn[what]}-wal").read_bytes()
    at = int(len(journal) * keep)
    tail = b"" if how == "cut" else bytes(byte ^ 0x5A for byte in journal[at:])
    Path(f"{path}-wal").write_bytes(journal[:at] + tail)
    try:
        with Ledger.open(path) as ledger:
            counts = ledger.view().counts()
            assert counts["documents"] == counts["claims"] and counts["documents"] % reading.BATCH == 0
            assert what == "read" or counts["documents"] == reading.N_DOCUMENTS
        sound(path)
    except LedgerCorrupt as error:
        assert "empty" in str(error)  # torn before the first checkpoint: there is no ledger yet
        path.unlink()
    complete(path)
    sound(path)
    assert content(path) == whole
