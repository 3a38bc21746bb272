"""The house rules that no linter knows: captions, no language in code, short rooms, no machine's traces."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "talentflow"
SOURCES = sorted(SRC.rglob("*.py"))
CODE = [path for path in SOURCES if path.name != "__init__.py"]

BANNED_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "base", "core", "stuff", "tools"}
MAX_FILE, MAX_FUNCTION = 600, 100  # where a room is too big for sure; STYLE aims at 400 and 60
CAPTION_MAX = 120
CJK = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

# Written in pieces, so that this file does not find itself.
HOSTS = ("py" + "pi.org", "files.python" + "hosted", "registry.npm" + "js", "test.py" + "pi", "proxy.golang" + ".org")
MACHINE = re.compile(
    r"(?<![\w.])/(?:"
    + "|".join(("home", "root", "Users", "work", "opt/" + "pypi", "opt/" + "wheels", "tmp/" + "exp"))
    + r")/\w"
)
BINARY = {".png", ".npz", ".bin", ".db", ".gz"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """What git has or would add; all files of the tree where git is absent."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_file_opens_with_its_caption(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    caption = ast.get_docstring(tree)
    assert caption, "no docstring on the first line"
    first = caption.splitlines()[0]
    assert tree.body[0].lineno == 1
    assert len(first) <= CAPTION_MAX
    assert first[-1] in ".:;", "a caption is a sentence"


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_language_is_data_not_code(path: Path) -> None:
    found = [
        f"{number}: {line.strip()}"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if CJK.search(line)
    ]
    assert not found


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_rooms_are_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= MAX_FILE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MAX_FUNCTION
    ]
    assert not long


def test_names_say_what_is_inside() -> None:
    parts = {part for path in SOURCES for part in path.relative_to(SRC).with_suffix("").parts}
    assert not parts & BANNED_NAMES


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_imports_are_absolute_and_open(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
        if isinstance(node, ast.If):
            assert "TYPE_CHECKING" not in ast.dump(node.test), f"line {node.lineno}: it hides circles"


def test_the_data_folder_holds_no_code() -> None:
    with_code = [
        relative(path)
        for path in (SRC / "data").rglob("*.py")
        if path.name != "__init__.py" or len(ast.parse(path.read_text("utf-8")).body) > 1
    ]
    assert not with_code


DATA = [path for path in sorted((SRC / "data").rglob("*")) if path.suffix in {".yml", ".yaml", ".json", ".tsv", ".csv"}]


@pytest.mark.parametrize("path", DATA, ids=relative)
def test_data_files_parse(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix in {".yml", ".yaml"}:
        assert yaml.safe_load(text) is not None
    elif path.suffix == ".json":
        json.loads(text)
    elif path.suffix == ".csv":
        assert len({len(row) for row in csv.reader(text.splitlines()) if row}) == 1
    else:
        assert not text.startswith("\ufeff")
        assert text.endswith("\n")


@pytest.mark.parametrize("path", DATA, ids=relative)
def test_data_files_have_no_key_twice(path: Path) -> None:
    if path.suffix in {".yml", ".yaml"}:
        for node in _mappings(yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), f"line {node.start_mark.line + 1}: {keys}"


def _mappings(node: yaml.Node | None) -> list[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        return [node, *(inner for pair in node.value for part in pair for inner in _mappings(part))]
    if isinstance(node, yaml.SequenceNode):
        return [inner for part in node.value for inner in _mappings(part)]
    return []


def test_nothing_tracked_names_a_registry_or_a_machine() -> None:
    found = []
    for path in tracked():
        if path.suffix in BINARY or path.name == Path(__file__).name:
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [f"{relative(path)}: {host}" for host in HOSTS if host in text]
        found += [f"{relative(path)}: {match.group()}" for match in MACHINE.finditer(text)]
    assert not found


def test_locks_are_hashed_and_name_no_index() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) >= 2
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text and "--index" not in text and "--find-links" not in text
        for entry in re.split(r"\n(?=\S)", text.strip()):
            name = entry.split("\n", 1)[0]
            assert "==" in name and "--hash=sha256:" in entry, name


def test_the_version_is_told_once() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "([^"]+)"', project, re.MULTILINE)
    assert version is not None
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
