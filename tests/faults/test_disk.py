"""A full disk and a torn journal: one clear error, nothing lost that was committed, and reading again completes it."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests import toy
from tests.faults import reading
from tests.faults.test_kill import SCRIPT, sound, start

from talentflow.errors import LedgerCorrupt, LedgerError
from talentflow.ledger import Ledger, View
from talentflow.run import pipeline

DOCUMENTS = reading.documents()[:400]


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", toy.extract)
    monkeypatch.setattr(pipeline, "BATCH", 50)


def complete(path: Path) -> None:
    """Reading again makes the ledger whole."""
    with Ledger.open(path) as ledger:
        pipeline.ingest(DOCUMENTS, ledger)
        counts = ledger.view().counts()
        assert len(DOCUMENTS) <= counts["documents"] == counts["claims"] <= reading.N_DOCUMENTS
        assert counts["pending"] == 0 and all(ledger.has(document.hash) for document in DOCUMENTS)
    sound(path)


@pytest.mark.parametrize("n_pages", [140, 200, 300])
def test_a_full_disk(tmp_path: Path, n_pages: int) -> None:
    path = tmp_path / "ledger.db"
    with Ledger.open(path) as ledger:
        ledger.connection.execute(f"PRAGMA max_page_count = {n_pages}")
        with pytest.raises(LedgerError, match="no space left on the disk; what was committed is safe"):
            pipeline.ingest(DOCUMENTS, ledger)
        n_read = ledger.view().counts()["documents"]
        assert (n_read % 50 == 0 and n_read < len(DOCUMENTS)) or ledger.view().counts()["pending"]
    sound(path)
    complete(path)


def test_a_limit_on_the_size_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    child = subprocess.run(
        [sys.executable, str(SCRIPT), str(path), "1"], capture_output=True, text=True, preexec_fn=limited
    )
    last = child.stderr.strip().splitlines()[-1]
    assert child.returncode == 1 and "LedgerError" in last and "what was committed is safe" in last
    sound(path)
    complete_all(path)


def complete_all(path: Path) -> None:
    assert start(path).communicate()[0] == "done\n"
    sound(path)
    with View.open(path) as view:
        assert view.counts()["documents"] == reading.N_DOCUMENTS


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger whose writer was killed with much in the journal."""
    path = tmp_path_factory.mktemp("torn") / "ledger.db"
    child = start(path)
    while not Path(f"{path}-wal").exists() or Path(f"{path}-wal").stat().st_size < 1_500_000:
        assert child.poll() is None
    child.kill()
    child.communicate()
    return path


@pytest.mark.parametrize("keep", [0.0, 0.1, 0.37, 0.64, 0.9, 0.999])
@pytest.mark.parametrize("how", ["cut", "garbled"])
def test_a_torn_journal(torn: Path, tmp_path: Path, keep: float, how: str) -> None:
    path = tmp_path / "ledger.db"
    shutil.copy(torn, path)
    content = Path(f"{torn}-wal").read_bytes()
    at = int(len(content) * keep)
    tail = b"" if how == "cut" else bytes(byte ^ 0x5A for byte in content[at:])
    Path(f"{path}-wal").write_bytes(content[:at] + tail)
    try:
        with Ledger.open(path) as ledger:
            counts = ledger.view().counts()
            assert counts["documents"] == counts["claims"]
    except LedgerCorrupt as error:
        assert "empty" in str(error)  # torn before the first checkpoint: there is no ledger yet
        path.unlink()
    complete(path)
