"""Made sentences for the person-name finder: patterns of name_templates.yml filled with random names and words."""

from __future__ import annotations

import random
import re
from itertools import accumulate
from pathlib import Path

import rjieba
import yaml
from name_corpus import Sample, Span

TEMPLATES = Path(__file__).with_name("name_templates.yml")
DATA = Path(__file__).resolve().parent.parent / "src/talentflow/data/zh"
FLAT_SURNAME, FLAT_GIVEN, FLAT_WORD = 0.5, 0.95, 0.5  # exponents: below 1 the rare is made more frequent than it is
SHARE_DECOY = 0.05  # share of name slots that get a word which looks like a name
COMMON = 3  # least frequency digit of a word that patterns draw
SHARE_LISTED = 0.25  # share of names that a list holds, as in news, where some people are well known
SHARE_SHORT, SHARE_COMPOUND, SHARE_DOUBLE = 0.36, 0.04, 0.01
VERBAL, ANY_WORD = ("v", "vn", "d", "p"), ("v", "n", "d", "p", "c", "a", "t", "vn", "ad")
SLOT = re.compile(r"\{([A-Za-z])\}")
OPTION = re.compile(r"\[([^\]]*)\]")


class Table:
    """Weighted drawing."""

    def __init__(self, weighted: dict[str, float]) -> None:
        self.items = list(weighted)
        self.totals = list(accumulate(weighted.values()))

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.items, cum_weights=self.totals)[0]


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


class NameMaker:
    """Random names that follow the frequencies of the shipped tables, flattened so that rare ones are seen."""

    def __init__(self) -> None:
        surnames = {name: max(float(ppm), 3.0) ** FLAT_SURNAME for name, ppm in _rows("surnames.tsv")}
        self.single = Table({name: w for name, w in surnames.items() if len(name) == 1})
        self.compound = Table({name: w for name, w in surnames.items() if len(name) == 2})
        given = _rows("given_chars.tsv")
        self.first, self.second, self.alone = (
            Table({row[0]: float(row[k]) ** FLAT_GIVEN for row in given if float(row[k]) > 0}) for k in (1, 2, 3)
        )
        self.listed = _listed_names(frozenset(surnames))
        self.foreign = [word for word in _listed_foreign() if 2 <= len(word) <= 6]

    def chinese(self, rng: random.Random) -> str:
        if rng.random() < SHARE_LISTED:
            return self.listed.draw(rng)
        roll = rng.random()
        if roll < SHARE_COMPOUND:
            surname = self.compound.draw(rng)
        elif roll < SHARE_COMPOUND + SHARE_DOUBLE:
            surname = self.single.draw(rng) + self.single.draw(rng)
            return surname + self.first.draw(rng) + self.second.draw(rng)
        else:
            surname = self.single.draw(rng)
        if rng.random() < SHARE_SHORT:
            return surname + self.alone.draw(rng)
        return surname + self.first.draw(rng) + self.second.draw(rng)

    def translit(self, rng: random.Random) -> str:
        roll = rng.random()
        name = rng.choice(self.foreign)
        if roll < 0.4:
            return f"{name}\u00b7{rng.choice(self.foreign)}"
        if roll < 0.55:  # a new name out of two known ones
            other = rng.choice(self.foreign)
            return name[: max(1, len(name) // 2)] + other[len(other) // 2 :]
        return name


def _listed_names(surnames: frozenset[str]) -> Table:
    """Names of two and three characters in the segmenter's dictionary."""
    weighted: dict[str, float] = {}
    for code, listed in _rows("name_words.tsv"):
        if code[0] == "n":
            share = (10.0 ** (int(code[1]) / 1.6)) ** FLAT_WORD
            weighted.update((w, share) for w in listed.split(" ") if len(w) in (2, 3) and w[0] in surnames)
    return Table(weighted)


def _listed_foreign() -> list[str]:
    """Words of the segmenter's dictionary that it tags as transliterated names."""
    words = [word for code, listed in _rows("name_words.tsv") if code[0] == "n" for word in listed.split(" ")]
    common = {row[0] for row in _rows("translit_chars.tsv")[:330]}
    return [word for word in words if rjieba.tag(word) == [(word, "nrt")] and set(word) <= common]


def _frequent(tags: tuple[str, ...]) -> Table:
    weighted: dict[str, float] = {}
    for code, listed in _rows("name_words.tsv"):
        if code[0] == "x" and int(code[1]) >= COMMON:
            for word in listed.split(" "):
                if len(word) == 1:
                    continue
                found = rjieba.tag(word)
                if len(found) == 1 and found[0][1] in tags:
                    weighted[word] = (10.0 ** (int(code[1]) / 1.6)) ** FLAT_WORD
    return Table(weighted)


def _decoys(surnames: frozenset[str]) -> Table:
    """Dictionary words of two and three characters that start like a name."""
    weighted: dict[str, float] = {}
    for code, listed in _rows("name_words.tsv"):
        if code[0] in "xo":
            share = (10.0 ** (int(code[1]) / 1.6)) ** FLAT_WORD
            weighted.update((word, share) for word in listed.split(" ") if 1 < len(word) < 4 and word[0] in surnames)
    return Table(weighted)


class SentenceMaker:
    """Fills patterns."""

    def __init__(self) -> None:
        self.tables = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
        self.names = NameMaker()
        self.decoys = _decoys(frozenset(self.names.single.items))
        self.verbal, self.any = _frequent(VERBAL), _frequent(ANY_WORD)

    def _organization(self, rng: random.Random) -> str:
        if rng.random() < 0.6:
            return str(rng.choice(self.tables["orgs"]))
        chars = self.tables["org_chars"]
        shape = rng.choice(self.tables["org_shapes"]).replace("{C}", rng.choice(self.tables["fillers"]["C"]))
        return re.sub(r"\{[ab]\}", lambda _: rng.choice(chars), shape)

    def _latin(self, rng: random.Random) -> str:
        return f"{rng.choice(self.tables['latin_first'])} {rng.choice(self.tables['latin_last'])}"

    def _word(self, slot: str, rng: random.Random) -> str:
        tables = self.tables
        if slot == "O":
            return rng.choice(tables["latin_orgs"]) if rng.random() < 0.04 else self._organization(rng)
        if slot == "T":
            return str(rng.choice(tables["titles"]))
        if slot == "X":
            return str(rng.choice(tables["clauses"]))
        if slot == "R":
            return str(rng.choice(tables["after"])) if rng.random() < 0.35 else self.verbal.draw(rng)
        if slot == "B":
            return str(rng.choice(tables["before"])) if rng.random() < 0.6 else self.any.draw(rng)
        if slot == "N" and rng.random() < 0.4:
            return self.any.draw(rng)
        if slot == "V" and rng.random() < 0.25:
            return self.verbal.draw(rng) + rng.choice(tables["fillers"]["N"])
        return str(rng.choice(tables["fillers"][slot]))

    def make(self, rng: random.Random) -> Sample:
        pattern = OPTION.sub(lambda m: m.group(1) if rng.random() < 0.5 else "", rng.choice(self.tables["patterns"]))
        out = ""
        names: list[Span] = []
        at = 0
        for slot in SLOT.finditer(pattern):
            out += pattern[at : slot.start()]
            at = slot.end()
            kind = slot.group(1)
            if kind == "P" and rng.random() < SHARE_DECOY:
                out += self.decoys.draw(rng)
            elif kind in "PFL":
                name = self._name(kind, rng)
                names.append((len(out), len(out) + len(name)))
                out += name
            else:
                out += self._word(kind, rng)
        return Sample(text=out + pattern[at:], names=tuple(names))

    def _name(self, kind: str, rng: random.Random) -> str:
        if kind == "P" and rng.random() < 0.93:
            return self.names.chinese(rng)
        return self._latin(rng) if kind == "L" else self.names.translit(rng)

    def rename(self, sample: Sample, rng: random.Random, surnames: frozenset[str]) -> Sample | None:
        """The sample with every Chinese full name replaced by a random one; None where there is none."""
        text, names, at, changed = "", [], 0, False
        for i, j in sorted(sample.names):
            if i < at:
                return None
            old = sample.text[i:j]
            text += sample.text[at:i]
            new = self.names.chinese(rng) if len(old) in (2, 3) and old[0] in surnames else old
            changed = changed or new != old
            names.append((len(text), len(text) + len(new)))
            text += new
            at = j
        return Sample(text=text + sample.text[at:], names=tuple(names)) if changed and not sample.unknown else None


def make_sentences(count: int, seed: int) -> list[Sample]:
    """`count` made sentences, always the same for one seed."""
    rng = random.Random(seed)
    maker = SentenceMaker()
    return [maker.make(rng) for _ in range(count)]


def rename_all(samples: list[Sample], times: int, seed: int) -> list[Sample]:
    """Every sample that has Chinese full names, `times` times over with other names."""
    rng = random.Random(seed)
    maker = SentenceMaker()
    surnames = frozenset(maker.names.single.items)
    made = (maker.rename(sample, rng, surnames) for sample in samples for _ in range(times))
    return [sample for sample in made if sample is not None]
