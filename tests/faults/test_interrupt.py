"""The command itself, stopped by Ctrl-C or killed, and given what is too large: it ends soon and says so in one line."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.content import sound

from talentflow.errors import LedgerError
from talentflow.ledger import View

TALENTFLOW = (sys.executable, "-m", "talentflow")
NEWS = "3月4日，澜川科技公告称，副总裁{}因个人原因辞职，此后加入{}科技。"
NAMES = [family + given for family in "周林陈吴郑" for given in ("子安", "若川", "启明", "嘉禾", "文远", "思齐")]
N_DOCUMENTS = 1200
SOON = 40.0  # seconds; a busy machine is slow, and what is waited for without an end would take minutes
MOST_MB = 400


def heard() -> None:
    """A child that hears Ctrl-C even where these tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def until(reached: Callable[[], bool], seconds: float = 120.0) -> bool:
    end = time.monotonic() + seconds
    while not reached() and time.monotonic() < end:
        time.sleep(0.05)
    return reached()


def n_documents(path: Path) -> int:
    """0 as long as there is no ledger yet."""
    try:
        with View.open(path) as view:
            return view.counts()["documents"]
    except LedgerError:
        return 0


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    records = (
        {"id": f"n{i}", "text": NEWS.format(NAMES[i % len(NAMES)], f"第{i}"), "published": "2025-03-05"}
        for i in range(N_DOCUMENTS)
    )
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path


@pytest.mark.parametrize("workers", ["1", "2"])
def test_stopped_by_hand_it_goes_on_where_it_was(news: Path, tmp_path: Path, workers: str) -> None:
    path = tmp_path / "ledger.db"
    command = [*TALENTFLOW, "read", str(news), "--db", str(path), "--workers", workers]
    child = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heard,
    )
    assert until(lambda: n_documents(path) > 0)
    began = time.monotonic()
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to all of the command's processes
    out, err = child.communicate()
    assert time.monotonic() - began < SOON
    assert (child.returncode, out) == (1, "")
    assert err == "talentflow: stopped; what was committed is safe, the same command goes on from there\n"
    sound(path)
    n_before = n_documents(path)
    assert 0 < n_before < N_DOCUMENTS
    again = subprocess.run([*command, "--json"], capture_output=True, text=True)
    told = json.loads(again.stdout)
    assert (told["documents"], told["known"], told["refused"]) == (N_DOCUMENTS, n_before, 0)
    sound(path)
    with View.open(path) as view:
        counts = view.counts()
    assert (counts["documents"], counts["pending"]) == (N_DOCUMENTS, 0) and counts["events"] > 0


def test_stopped_by_hand_an_extraction_leaves_no_half_file(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    command = [*TALENTFLOW, "extract", str(news), "-o", str(out), "--workers", "2"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heard)
    assert until(lambda: any(tmp_path.iterdir()))
    time.sleep(0.5)
    os.killpg(child.pid, signal.SIGINT)
    assert child.communicate()[1] == "talentflow: stopped\n"
    assert child.returncode == 1 and not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
def test_killed_it_leaves_no_worker_behind(news: Path, tmp_path: Path) -> None:
    command = [*TALENTFLOW, "read", str(news), "--db", str(tmp_path / "x.db"), "--workers", "2"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    workers: list[int] = []

    def started() -> bool:
        listed = Path(f"/proc/{child.pid}/task/{child.pid}/children")
        workers[:] = [int(word) for word in listed.read_text().split()]
        return len(workers) == 2

    assert until(started)
    child.kill()
    child.wait()
    assert until(lambda: not any(_runs(one) for one in workers), SOON)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_text_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text(NEWS * (50_000_000 // len(NEWS.encode())), "utf-8")
    began = time.monotonic()
    child = subprocess.Popen([*TALENTFLOW, "extract", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None and child.stderr is not None
    out, err = child.stdout.read(), child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stdout.close()
    child.stderr.close()
    assert (child.returncode, out) == (1, b"")
    assert err == f"talentflow: {path}: a text of more than 2,000,000 bytes [too_large]\n"
    assert time.monotonic() - began < SOON
    assert used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20) < MOST_MB


def test_records_of_fifty_megabytes_are_read_line_by_line(tmp_path: Path) -> None:
    """Texts without moves: what is measured is the way through the file."""
    path, out = tmp_path / "big.jsonl", tmp_path / "claims.jsonl"
    line = json.dumps({"id": "n", "text": "天气晴朗。" * 3000}, ensure_ascii=False) + "\n"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(50_000_000 // len(line.encode())):
            file.write(line)
        file.write(json.dumps({"id": "last", "text": NEWS.format(NAMES[0], "新")}, ensure_ascii=False))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    command = [*TALENTFLOW, "extract", str(path), "-o", str(out)]
    child = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited)
    assert (child.returncode, child.stderr) == (0, "")
    assert {json.loads(one)["doc"] for one in out.read_text("utf-8").splitlines()} == {"last"}
