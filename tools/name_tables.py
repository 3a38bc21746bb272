"""Make the tables that the person-name finder reads, from packages and lexicons of free licence (docs/model-card.md).

Seldom needed: the tables are committed, and `make train` reads them. It wants the packages jieba, jionlp and sinonym
unpacked in one folder (only their data files are read) and the shared lexicons:

    python tools/name_tables.py --packages FOLDER --data ../shared/data
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import opencc
import yaml
from name_corpus import read_uner

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/talentflow/data/zh"
CHOICES = Path(__file__).with_name("name_tables.yml")
HAN = re.compile("[\u4e00-\u9fff]+")
SHARES = {"dictionary": 0.3, "history": 0.5, "business": 3.0}  # what one name of each list counts
RARE_PPM, HAND_PPM = 3.0, 4.0  # least frequency of a surname, and that of one added by hand
UNSURE_SHARE = 0.9  # a given-name character that only the lists have
LEVEL = 1.6  # frequency digits for a factor of ten
COMMON_WORD = 3000
PLACE_COUNT = 300

Freq = dict[str, float]


class Sources:
    """The raw lists."""

    def __init__(self, packages: Path, data: Path) -> None:
        lexicons = data / "lexicons"
        self.words = _counts(packages / "jionlp/dictionary/word_distribution.zip")
        self.chars = _counts(packages / "jionlp/dictionary/char_distribution.zip")
        listed = _unzip(packages / "jionlp/dictionary/chinese_word_dictionary.zip").split("\n")
        self.dictionary = {line.split("\t")[0] for line in listed}
        jieba = (packages / "jieba/dict.txt").read_text(encoding="utf-8").splitlines()
        self.tagged = {word: (int(count), tag) for word, count, tag in (line.split() for line in jieba)}
        self.surnames = _column(packages / "sinonym/data/familyname_orcid.csv", "surname")
        self.given = _column(packages / "sinonym/data/givenname_orcid.csv", "character")
        japanese = gzip.decompress((packages / "sinonym/data/japanese_native_lexicons.json.gz").read_bytes())
        self.japanese: list[str] = json.loads(japanese)["japanese_surnames"]
        history = (lexicons / "THUOCL_lishimingren.txt").read_text(encoding="utf-8").splitlines()
        self.history = [line.split("\t")[0].strip() for line in history]
        places = (lexicons / "THUOCL_diming.txt").read_text(encoding="utf-8-sig")
        self.places = _frequent(re.split("[\r\n]+", places))
        shares = (lexicons / "a_share_stock_basic_2026.csv").read_text(encoding="utf-8").splitlines()
        self.shares = list(csv.DictReader(shares))
        self.uner = read_uner(data / "uner_zh_gsdsimp/zh_gsdsimp-ud-train.iob2")
        self.choices = yaml.safe_load(CHOICES.read_text(encoding="utf-8"))


def _unzip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0]).decode("utf-8")


def _counts(path: Path) -> dict[str, int]:
    return dict(json.loads(line) for line in _unzip(path).split("\n") if line.strip())


def _column(path: Path, key: str) -> Freq:
    with path.open(encoding="utf-8") as lines:
        return {row[key]: float(row["ppm"]) for row in csv.DictReader(lines)}


def _frequent(lines: Iterable[str]) -> set[str]:
    found = (line.split("\t") for line in lines)
    return {r[0].strip() for r in found if len(r) > 1 and r[1].strip().isdigit() and int(r[1]) >= PLACE_COUNT}


def _per_million(counts: Counter[str] | Freq) -> Freq:
    total = sum(counts.values())
    return {key: value / total * 1e6 for key, value in counts.items()}


def surnames(sources: Sources) -> Freq:
    """Bearers per million, less the given names that a list of authors holds by mistake, plus rare ones by hand."""
    dropped = set(sources.choices["not_surnames"].split(" "))
    out = {name: max(ppm, RARE_PPM) for name, ppm in sources.surnames.items() if name not in dropped}
    for char in sources.choices["rare_surnames"]:
        out.setdefault(char, HAND_PPM)
    for name in sources.choices["compound_surnames"].split(" "):
        out.setdefault(name, RARE_PPM)
    return out


def _full_names(sources: Sources, names: Freq) -> dict[str, list[str]]:
    """Lists of two- and three-character names; the dictionary's only where their given characters are known ones."""
    bodies = re.compile(sources.choices["not_controllers"])
    business = {
        name
        for row in sources.shares
        for name in re.split("[,\uff0c\u3001;\uff1b]", row["act_name"])
        if HAN.fullmatch(name) and name not in sources.dictionary and not bodies.search(name)
    }
    dictionary = (
        word
        for word, (_, tag) in sources.tagged.items()
        if tag.startswith("nr")
        and word not in sources.dictionary
        and word[:2] not in names
        and all(char in sources.given for char in word[1:])
    )
    lists = {"dictionary": dictionary, "history": sources.history, "business": business}
    return {key: [w for w in found if len(w) in (2, 3) and w[0] in names] for key, found in lists.items()}


def given_chars(sources: Sources, names: Freq) -> dict[str, tuple[float, float, float]]:
    """Character -> per million as first of two, second of two, alone: half from authors, half from lists by place."""
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for key, listed in _full_names(sources, names).items():
        for name in listed:
            if len(name) == 3:
                first[name[1]] += SHARES[key]  # type: ignore[assignment]
                second[name[2]] += SHARES[key]  # type: ignore[assignment]
            else:
                alone[name[1]] += SHARES[key]  # type: ignore[assignment]
    by_place = [_per_million(first), _per_million(second), _per_million(alone)]
    authors = _per_million({c: ppm for c, ppm in sources.given.items() if sources.surnames.get(c, 0.0) < 500})
    out = {}
    for char in sorted({char for place in by_place for char in place} | authors.keys()):
        base = authors.get(char)
        rates = tuple(
            round(0.5 * place.get(char, 0.0) + 0.5 * base if base else UNSURE_SHARE * place.get(char, 0.0), 1)
            for place in by_place
        )
        if HAN.fullmatch(char) and max(rates) >= 1:
            out[char] = (rates[0], rates[1], rates[2])
    return out


def translit_chars(sources: Sources, names: Freq) -> Freq:
    """Characters of transliterated names: the dictionary's, and those of the training sentences."""
    found: Counter[str] = Counter()
    for word, (_, tag) in sources.tagged.items():
        if tag == "nrt" and len(word) >= 3:
            found.update(word)
    for sample in sources.uner:
        for i, j in sample.names:
            parts = re.split("[\u00b7.]", sample.text[i:j])
            for part in parts:
                foreign = len(parts) > 1 or len(part) > 3 or part[:1] not in names
                if HAN.fullmatch(part) and len(part) > 1 and foreign:
                    found.update(part * 3)
    total = sum(found.values())
    kept = sorted(((c, n) for c, n in found.items() if HAN.fullmatch(c) and n >= 4), key=lambda r: (-r[1], r[0]))
    return {char: count / total * 1e6 for char, count in kept}


class Judge:
    """Tells listed names from the words that the segmenter's dictionary tags as names by mistake."""

    def __init__(self, sources: Sources, names: Freq, given: dict[str, tuple[float, float, float]]) -> None:
        self.sources, self.names, self.given = sources, names, given
        self.text = _per_million({c: float(n) for c, n in sources.chars.items() if HAN.fullmatch(c)})
        self.translit = translit_chars(sources, names)
        self.honorifics = tuple(sources.choices["honorifics"])

    def _lo(self, ppm: float, char: str) -> float:
        return math.log(max(ppm, 0.1) / max(self.text.get(char, 0.0), 1.0))

    def odds(self, word: str) -> float:
        if word[0] not in self.names:
            return -99.0
        rates = [self.given.get(char, (0.1, 0.1, 0.1)) for char in word[1:]]
        surname = self._lo(self.names[word[0]], word[0])
        if len(word) == 2:
            return surname + self._lo(rates[0][2], word[1])
        return surname + self._lo(rates[0][0], word[1]) + self._lo(rates[1][1], word[2])

    def is_name(self, word: str, tag: str) -> bool:
        count = self.sources.words.get(word, 0)
        if not tag.startswith("nr") or word in self.sources.places or word.endswith(self.honorifics):
            return False
        if len(word) == 2 and (word in self.sources.dictionary or (count > 30000 and self.odds(word) < 5.5)):
            return False
        if len(word) in (2, 3) and self.odds(word) >= (2.2 if len(word) == 2 else 2.5):
            return True
        values = [self._lo(self.translit.get(char, 0.1), char) for char in word]
        return tag == "nrt" and min(values) > -3 and sum(values) / len(values) > 0.4


def word_codes(sources: Sources, judge: Judge) -> dict[str, list[str]]:
    """Code -> words: x dictionary word, o place, firm or other proper name, u frequent string, n listed name."""
    stocks = set()
    for row in sources.shares:
        name = "".join(HAN.findall(row["name"]))
        if len(name) in (3, 4) or (len(name) == 2 and sources.words.get(name, 0) > COMMON_WORD):
            stocks.add(name)
    out: dict[str, list[str]] = defaultdict(list)
    for word in sources.words.keys() | sources.tagged.keys() | sources.dictionary | stocks:
        if HAN.fullmatch(word) and len(word) <= 4:
            code = _code(word, sources, judge, word in stocks)
            if code is not None:
                out[code].append(word)
    return {code: sorted(words) for code, words in sorted(out.items())}


def _code(word: str, sources: Sources, judge: Judge, stock: bool) -> str | None:
    count = sources.words.get(word, 0)
    listed, tag = sources.tagged.get(word, (0, ""))
    size, in_dictionary = len(word), word in sources.dictionary
    name = judge.is_name(word, tag)
    kind = "n" if name and not in_dictionary else "x" if in_dictionary or tag else "u"
    if stock or (not name and (tag in ("ns", "nt", "nz") or (tag.startswith("nr") and word in sources.places))):
        kind = "o"
    weight = max(count, 0 if kind == "n" else listed * 30)
    if size >= 4 and (kind not in "xo" or (weight < COMMON_WORD and not stock)):
        return None
    if size >= 3 and word[0] not in judge.names and weight < COMMON_WORD:
        return None
    if size == 1 and weight < 1000:
        return None
    if kind in "xo" and weight < 300 and not (in_dictionary or stock):
        return None
    if (kind == "u" and weight < 600) or (kind == "n" and count < 300 and listed <= 3 and size >= 3):
        return None
    return kind + str(max(0, min(9, int((math.log10(max(weight, 1)) - 2) * LEVEL))))


def japanese_surnames(sources: Sources) -> list[str]:
    """Japanese surnames of two and three characters that are no Chinese word, in simplified characters."""
    simple, old = opencc.OpenCC("t2s"), opencc.OpenCC("jp2t")
    folded = {simple.convert(old.convert(name)) for name in sources.japanese}
    kept = (n for n in folded if HAN.fullmatch(n) and len(n) in (2, 3) and sources.words.get(n, 0) < 20000)
    return sorted(name for name in kept if name not in sources.dictionary)


def _write(name: str, head: str, lines: Iterable[str]) -> None:
    (OUT / name).write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    options = parser.parse_args()
    sources = Sources(options.packages, options.data)
    names = surnames(sources)
    given = given_chars(sources, names)
    judge = Judge(sources, names, given)
    ranked = sorted(names.items(), key=lambda r: (-r[1], r[0]))
    _write("surnames.tsv", "surname\tper million bearers", (f"{name}\t{ppm:.0f}" for name, ppm in ranked))
    head = "character\tper million as first of two\tas second of two\talone"
    _write("given_chars.tsv", head, ("\t".join([c, *map(str, rates)]) for c, rates in given.items()))
    common = sorted(judge.text.items(), key=lambda r: -r[1])
    head = "character\tper million characters of news text"
    _write("char_freq.tsv", head, (f"{char}\t{ppm:.1f}" for char, ppm in common if ppm >= 0.2))
    head = "character\tper million characters of transliterated names"
    _write("translit_chars.tsv", head, (f"{char}\t{ppm:.0f}" for char, ppm in judge.translit.items()))
    head = (
        "code\twords; x: dictionary word, o: place, firm or other proper name, u: frequent string, n: listed name;"
        f" digit d: about 10^(2+d/{LEVEL}) in 6 billion words of news"
    )
    codes = word_codes(sources, judge)
    _write("name_words.tsv", head, (f"{code}\t{' '.join(words)}" for code, words in codes.items()))
    _write("surnames_ja.tsv", "Japanese surnames, simplified characters", [" ".join(japanese_surnames(sources))])


if __name__ == "__main__":
    main()
