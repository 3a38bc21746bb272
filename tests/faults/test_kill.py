"""kill -9 in the middle of reading, fusing and rebuilding: nothing lost, nothing twice, the file sound.

A few points of each in every run; `pytest -m slow tests/faults` dies at fifty of them.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.faults import reading
from tests.faults.content import Content, complete, content, healthy, lose_what_is_derived, sound, start

from talentflow.ledger import Ledger, View

PHASES = {"ingest": ("ingest",), "fuse": ("fuse",), "rebuild": ("rebuild",)}
N_POINTS, N_POINTS_SLOW = {"ingest": 4, "fuse": 3, "rebuild": 3}, {"ingest": 17, "fuse": 17, "rebuild": 16}
AGAIN = {"ingest": "ingest,fuse", "fuse": "ingest,fuse", "rebuild": "rebuild"}
LONGEST = 1.5  # seconds after which a whole reading is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Undisturbed:
    """What a reading comes to when nobody kills it, how many ticks each phase has, and the ledger before each."""

    content: Content
    ticks: dict[str, int]
    before: dict[str, Path]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("whole")
    path, read, lost = folder / "whole.db", folder / "read.db", folder / "lost.db"
    ticks = complete(path, "--phases", "ingest")
    shutil.copy(path, read)
    ticks |= complete(path, "--phases", "fuse")
    told = content(path)
    assert len(told["documents"]) == len(told["claims"]) == reading.N_DOCUMENTS and told["spells"]
    shutil.copy(path, lost)
    lose_what_is_derived(lost)
    ticks |= complete(path, "--phases", "rebuild")
    assert content(path) == told
    again = folder / "again.db"
    shutil.copy(lost, again)
    ticks |= complete(again, "--phases", "rebuild")
    assert content(again) == told
    return Undisturbed(content=told, ticks=ticks, before={"ingest": folder / "none.db", "fuse": read, "rebuild": lost})


def points(phase: str, n: int, n_ticks: int) -> list[int]:
    """Random ones, one in each n-th part, the first and the last part too."""
    rng = random.Random(f"{phase} {n}")
    return [1 + int(n_ticks * (i + rng.random()) / n) for i in range(n)]


def dies_and_recovers(folder: Path, phase: str, tick: int, undisturbed: Undisturbed) -> None:
    path, before = folder / f"{phase}-{tick}.db", undisturbed.before[phase]
    if before.exists():
        shutil.copy(before, path)
    child = start(path, "--phases", phase, "--die", f"{phase}:{tick}")
    child.communicate()
    assert child.returncode == -signal.SIGKILL
    sound(path)
    after = content(path)
    assert len(after["documents"]) % reading.BATCH == 0
    assert len(after["documents"]) == len(after["claims"]) == len(set(after["documents"]))
    if before.exists():
        assert len(after["documents"]) == reading.N_DOCUMENTS
    complete(path, "--phases", AGAIN[phase])
    sound(path)
    assert content(path) == undisturbed.content
    healthy(path)


@pytest.mark.parametrize("phase", PHASES)
def test_killed_in_the_middle_of_a_statement(tmp_path: Path, undisturbed: Undisturbed, phase: str) -> None:
    for tick in points(phase, N_POINTS[phase], undisturbed.ticks[phase]):
        dies_and_recovers(tmp_path, phase, tick, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("phase", PHASES)
def test_killed_at_fifty_points(
    tmp_path: Path, undisturbed: Undisturbed, phase: str, request: pytest.FixtureRequest
) -> None:
    if "slow" not in request.config.getoption("-m"):
        pytest.skip("some minutes; pytest -m slow")
    for tick in points(phase, N_POINTS_SLOW[phase], undisturbed.ticks[phase]):
        dies_and_recovers(tmp_path, phase, tick, undisturbed)


def test_killed_again_and_again_from_outside(tmp_path: Path, undisturbed: Undisturbed) -> None:
    """At any time: while committing too, or while no statement runs; one ledger, never made whole between."""
    path, rng, n_before, n_killed = tmp_path / "ledger.db", random.Random(7), 0, 0
    for number in range(8):
        child = start(path, "--phases", "ingest,fuse,rebuild")
        time.sleep(rng.random() * LONGEST * (0.2 + 0.1 * number))
        n_killed += child.poll() is None
        child.kill()
        child.communicate()
        sound(path)
        with View.open(path) as view:
            counts = view.counts()
        assert counts["documents"] >= n_before and counts["documents"] == counts["claims"]
        n_before = counts["documents"]
    assert n_killed >= 4
    complete(path)
    assert content(path) == undisturbed.content
    healthy(path)


def test_two_readings_at_once_make_one_ledger(tmp_path: Path, undisturbed: Undisturbed) -> None:
    """They take turns; one that never gets its turn gives up and says so, and reading again completes it."""
    path = tmp_path / "ledger.db"
    children = [start(path), start(path, "--phases", "ingest,fuse,rebuild"), start(path, "--workers", "2")]
    ended = [child.communicate()[0].splitlines()[-1] for child in children]
    assert "done" in ended and set(ended) <= {"done", "busy"}
    complete(path)
    sound(path)
    assert content(path) == undisturbed.content
    healthy(path)


def test_a_second_writer_is_told_so_in_one_line(tmp_path: Path) -> None:
    path, text = tmp_path / "ledger.db", tmp_path / "a.txt"
    text.write_text("新闻\n", "utf-8")
    command = [sys.executable, "-m", "talentflow", "read", str(text), "--db", str(path)]
    assert subprocess.run(command, capture_output=True).returncode == 0
    text.write_text("别的新闻\n", "utf-8")
    with Ledger.open(path) as ledger, ledger.batch():
        told = subprocess.run(command, capture_output=True, text=True)
        assert told.returncode == 2 and told.stderr.count("\n") == 1
        assert told.stderr.startswith("talentflow: ") and "another process is writing to this ledger" in told.stderr
        with View.open(path) as view:  # a reader is not held up
            assert view.counts()["documents"] == 1
    assert subprocess.run(command, capture_output=True).returncode == 0


def test_readers_see_whole_batches_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    child = start(path)
    seen = set()
    with View.open(path) as view:
        while child.poll() is None:
            seen.add(view.counts()["documents"])
            time.sleep(0.01)
    child.communicate()
    assert all(n % reading.BATCH == 0 for n in seen) and len(seen) > 1


def test_a_crashed_writer_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    child = start(path)
    child.kill()
    child.communicate()
    with Ledger.open(path, busy_s=0.05) as ledger, ledger.batch():
        assert ledger.tx > 0
