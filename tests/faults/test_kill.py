"""kill -9 in the middle of a reading: nothing is lost, nothing is there twice, the file is sound."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.faults import reading

from talentflow.ledger import Ledger, View, doctor

SCRIPT = Path(reading.__file__)
N_KILLS, N_KILLS_SLOW = 8, 50
LONGEST = 2.0  # seconds after which a whole reading is over


def start(path: Path, *more: str) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, str(SCRIPT), str(path), "1", *more], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "open\n"
    return child


def sound(path: Path) -> None:
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], set[str]]:
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    start(path).communicate()
    with View.open(path) as view:
        return view.counts(), {event.id for event in view.moves()}


def killed_again_and_again(path: Path, n_kills: int, undisturbed: tuple[dict[str, int], set[str]], seed: int) -> None:
    """While reading and settling, and, once all is read, while rebuilding."""
    rng, n_before, n_killed = random.Random(seed), 0, 0
    for number in range(n_kills):
        child = start(path, *(["rebuild"] if number % 3 == 2 else []))
        time.sleep(rng.random() * LONGEST * (0.2 + 0.8 * number / n_kills))
        n_killed += child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.communicate()
        sound(path)
        with View.open(path) as view:
            counts = view.counts()
            assert counts["documents"] >= n_before and counts["documents"] == counts["claims"]
            n_before = counts["documents"]
    assert n_killed >= n_kills // 2
    assert start(path).communicate()[0] == "done\n"
    sound(path)
    with View.open(path) as view:
        assert (view.counts(), {event.id for event in view.moves()}) == undisturbed
    with Ledger.open(path) as ledger:
        assert [one for one in doctor.examine(ledger) if one.wrong] == []


def test_killed_again_and_again(tmp_path: Path, undisturbed: tuple[dict[str, int], set[str]]) -> None:
    killed_again_and_again(tmp_path / "ledger.db", N_KILLS, undisturbed, seed=7)


@pytest.mark.slow
def test_killed_at_fifty_points(
    tmp_path: Path, undisturbed: tuple[dict[str, int], set[str]], request: pytest.FixtureRequest
) -> None:
    if "slow" not in request.config.getoption("-m"):
        pytest.skip("two minutes; pytest -m slow")
    for turn in range(5):
        killed_again_and_again(tmp_path / f"{turn}.db", N_KILLS_SLOW // 5, undisturbed, seed=turn)


def test_two_readings_at_once_make_one_ledger(tmp_path: Path, undisturbed: tuple[dict[str, int], set[str]]) -> None:
    """They take turns; one that never gets its turn gives up and says so, and reading again completes it."""
    path = tmp_path / "ledger.db"
    children = [start(path) for _ in range(2)]
    ended = [child.communicate()[0] for child in children]
    assert "done\n" in ended and set(ended) <= {"done\n", "busy\n"}
    assert start(path).communicate()[0] == "done\n"
    sound(path)
    with View.open(path) as view:
        assert (view.counts(), {event.id for event in view.moves()}) == undisturbed


def test_readers_see_whole_batches_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    child = start(path)
    seen = set()
    with View.open(path) as view:
        while child.poll() is None:
            seen.add(view.counts()["documents"])
            time.sleep(0.01)
    child.communicate()
    assert all(n % 100 == 0 for n in seen) and len(seen) > 1


def test_a_crashed_writer_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    child = start(path)
    child.kill()
    child.communicate()
    with Ledger.open(path, busy_s=0.05) as ledger, ledger.batch():
        assert ledger.tx > 0
