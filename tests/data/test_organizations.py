"""The organization registry and its cohorts, checked as plain files: keys, references, and names that collide."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from talentflow.lang.registry import Registry, alias_key

SHARED = Path(__file__).resolve().parents[2] / "src" / "talentflow" / "data" / "shared"
COLUMNS = ["id", "name", "kind", "country", "parent", "aliases", "word_aliases", "products"]
KINDS = frozenset(
    {
        "ai_lab",
        "internet",
        "software",
        "auto",
        "chip",
        "hardware",
        "telecom",
        "bank",
        "securities",
        "fund",
        "asset_manager",
        "insurance",
        "vc_pe",
        "game",
        "media",
        "biotech",
        "pharma",
        "hospital",
        "university",
        "institute",
        "state_firm",
        "government",
        "consumer",
        "retail",
        "realestate",
        "energy",
        "manufacturing",
        "logistics",
        "education",
        "exchange",
        "consulting",
        "aviation",
        "other",
    }
)
MIN_ROWS = 1_500
# What a second row of one firm looks like: its name with one of these behind it. Where both are firms, their ids:
TAILS = (
    "集团",
    "公司",
    "科技",
    "网络",
    "中国",
    "药业",
    "大药房",
    "股份",
    "控股",
    "健身",
    "连锁",
    "汽车",
    "食品",
    "投资",
    "技术",
    "网",
)
TWO_FIRMS = frozenset(
    {
        ("arm-china", "arm"),
        ("bbg", "bubugao"),
        ("carrefour-cn", "carrefour"),
        ("fila-kr", "fila-cn"),
        ("guanghui-auto", "gh-energy"),
        ("huagongkeji", "scut"),
        ("huataiqiche", "huatai"),
        ("huayijituan", "huayi"),
        ("jianqiaokeji", "cambridge"),
        ("jingkekeji", "jinko"),
        ("mcd-china", "mcdonalds"),
        ("metro-cn", "metro"),
        ("rolls-royce-cars", "rolls-royce"),
        ("shuguanggufen", "sugon"),
        ("skyworth-auto", "skyworth"),
        ("tasly-cn", "tasly"),
        ("uber-china", "uber"),
        ("volvo-cars", "volvo"),
        ("saifangkeji", "sifive"),
        ("sinosteel", "china-steel-tw"),
    }
)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Firms keep these characters in their simplified names, although the converter takes them for traditional ones.
KEPT_AS_WRITTEN = frozenset("乾崑昇鋐")
# So common in any text that no words around them make them a firm's name; the firm goes by a longer one.
EVERYDAY = (
    "得到",
    "机器人",
    "太阳能",
    "老百姓",
    "农产品",
    "人物",
    "公司",
    "大学",
    "银行",
    "医院",
    "集团",
    "政府",
    "实验室",
)

Row = dict[str, str]


def _key(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _cells(row: Row, *columns: str) -> Iterator[str]:
    for column in columns:
        yield from (part for part in row[column].split("|") if part)


def _names(row: Row) -> list[str]:
    return [row["name"], *_cells(row, "aliases", "word_aliases", "products")]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Every row of the registry; a short or long row fails here."""
    lines = (SHARED / "organizations.tsv").read_text("utf-8").splitlines()
    reader = csv.reader(
        (line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    assert next(reader) == COLUMNS
    return [dict(zip(COLUMNS, cells, strict=True)) for cells in reader]


@pytest.fixture(scope="module")
def cohorts() -> list[dict[str, object]]:
    """Every cohort."""
    found = yaml.safe_load((SHARED / "cohorts.yml").read_text("utf-8"))
    assert isinstance(found, list)
    return found


def test_the_registry_is_large_enough(rows: list[Row]) -> None:
    assert len(rows) >= MIN_ROWS


def test_ids_are_unique_slugs(rows: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert not [i for i in ids if not SLUG.fullmatch(i)]


def test_rows_stand_in_the_section_of_their_kind_by_id() -> None:
    sections: list[list[list[str]]] = []
    for line in (SHARED / "organizations.tsv").read_text("utf-8").splitlines()[2:]:
        if line.startswith("#"):
            sections.append([])
        else:
            sections[-1].append(line.split("\t"))
    for section in sections:
        assert len({cells[2] for cells in section}) == 1
        ids = [cells[0] for cells in section]
        assert ids == sorted(ids)


def test_kinds_and_countries_are_known(rows: list[Row]) -> None:
    assert not [row["id"] for row in rows if row["kind"] not in KINDS]
    assert not [row["id"] for row in rows if not re.fullmatch(r"[A-Z]{2}", row["country"])]


def test_parents_exist_and_make_no_circle(rows: list[Row]) -> None:
    parent = {row["id"]: row["parent"] for row in rows}
    assert not [f"{child}: {up}" for child, up in parent.items() if up and up not in parent]
    for start in parent:
        chain = [start]
        while parent[chain[-1]]:
            chain.append(parent[chain[-1]])
            assert len(chain) == len(set(chain)), chain


def test_cells_are_clean(rows: list[Row]) -> None:
    for row in rows:
        for name in _names(row):
            assert name == name.strip() and len(name) > 1, (row["id"], name)
            assert name.count("(") == name.count(")"), (row["id"], name)


def test_no_name_means_two_organizations(rows: list[Row]) -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in _names(row):
            owners[alias_key(name)].add(row["id"])
    assert not {key: ids for key, ids in owners.items() if len(ids) > 1}


def test_no_organization_has_two_rows(rows: list[Row]) -> None:
    """A unit and its parent are two; so are firms that share a word and are listed above."""
    owner = {alias_key(name): row["id"] for row in rows for name in _names(row)}
    registry = Registry.load()
    found = set()
    for row in rows:
        for tail in TAILS:
            name = row["name"].removesuffix(tail)
            other = owner.get(alias_key(name)) if name != row["name"] else None
            if other is not None and not registry.related(other, row["id"]):
                found.add((row["id"], other))
    assert found == TWO_FIRMS


def test_no_name_is_both_safe_and_a_word(rows: list[Row]) -> None:
    for row in rows:
        words = {_key(name) for name in _cells(row, "word_aliases")}
        assert not [name for name in _cells(row, "aliases", "products") if _key(name) in words], row["id"]


def test_everyday_words_name_nobody(rows: list[Row]) -> None:
    assert not [(row["id"], name) for row in rows for name in _names(row) if name in EVERYDAY]


def test_no_alias_stands_twice_in_a_row(rows: list[Row]) -> None:
    for row in rows:
        keys = [_key(name) for name in _cells(row, "aliases", "word_aliases", "products")]
        assert len(keys) == len(set(keys)), row["id"]


def test_simplified_names_are_stable_under_the_script_converter(rows: list[Row]) -> None:
    """OpenCC t2s leaves a simplified name alone; a traditional alias is fine where its row lists the simplified one too."""
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC("t2s").convert
    lost = []
    for row in rows:
        names = _names(row)
        for name in names:
            got = convert(name)
            changed = {old for old, new in zip(name, got, strict=False) if old != new}
            if got not in names and not changed <= KEPT_AS_WRITTEN:
                lost.append((row["id"], name, got))
    assert not lost


def test_cohorts_name_known_members(rows: list[Row], cohorts: list[dict[str, object]]) -> None:
    ids = {row["id"] for row in rows}
    for cohort in cohorts:
        assert set(cohort) == {"id", "name", "aliases", "members", "note"}, cohort["id"]
        members = cohort["members"]
        assert isinstance(members, list) and len(members) > 1
        assert len(members) == len(set(members)), cohort["id"]
        assert not [member for member in members if member not in ids], cohort["id"]


def test_no_cohort_name_means_two_cohorts(cohorts: list[dict[str, object]]) -> None:
    owners: defaultdict[str, set[object]] = defaultdict(set)
    for cohort in cohorts:
        aliases = cohort["aliases"]
        assert isinstance(aliases, list)
        for name in (cohort["id"], cohort["name"], *aliases):
            owners[_key(str(name))].add(cohort["id"])
    assert not {key: ids for key, ids in owners.items() if len(ids) > 1}


def test_the_six_are_six(cohorts: list[dict[str, object]]) -> None:
    six = next(c for c in cohorts if c["id"] == "six-tigers")
    assert six["members"] == ["zhipu", "baichuan", "moonshot-ai", "minimax", "lingyi-wanwu", "stepfun"]
