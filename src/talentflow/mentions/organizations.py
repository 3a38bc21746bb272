"""Organizations of the registry in a shadow text, stretched to what the text makes of them; those without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from talentflow.lang.chunk import Chunk
from talentflow.lang.registry import Alias, Registry
from talentflow.mentions.anchors import STRONG_LEFT, STRONG_RIGHT, Anchors
from talentflow.mentions.ground import Ground
from talentflow.mentions.org_words import OrgWords, org_words

Span = tuple[int, int]
SCORES = {"name": 1.0, "product": 0.9, "word": 0.7}
NAME_TAGS = ("nt", "nz", "nr", "x")
SHORT = 3
LEAST_CODED, MOST_CODED, CODED = 2, 8, 0.9  # characters of a name in front of a stock's code, and its score
BOOK_MARKS = "\u300a\u300b"
PAIR_MARKS = frozenset("\u3001\u548c\u4e0e\u53ca\u8ddf\u540c\u5230/")  # between two members of a list


def known(ground: Ground, anchors: Anchors, words: OrgWords) -> list[Chunk]:
    """Registry names. A word alias needs evidence: its place, a safe alias elsewhere, or a listed neighbour."""
    found: list[Chunk] = []
    doubtful: list[tuple[int, int, Alias]] = []
    for start, end, alias in words.registry.find(ground.text):
        posts_on = ground.text[start:end] in words.platforms and words.posts_on.search(ground.text, 0, start)
        if posts_on and words.posted.match(ground.text, end):
            ground.block(start, end)
            continue  # "wrote on Weibo": where somebody says it
        if alias.kind == "word" or (end - start <= SHORT and not ground.text[start].isascii()):
            if _inside_longer_word(ground, start, end) and not _opened(ground, anchors, words, start, end, alias):
                continue
            if alias.kind == "word" and not _brand_spelling(ground.text[start:end], alias.form):
                doubtful.append((start, end, alias))
                continue
        found.append(Chunk("org", start, end, ground.text[start:end], alias.org_id, alias.kind, SCORES[alias.kind]))
    safe = {c.key for c in found}
    safe |= {
        a.org_id
        for s, e, a in doubtful
        if any(_asked_for(anchors, s, end) for end in _ends(ground, words, e))
        or _titled(ground, s, e, a)
        or _acts_as_titled(ground, anchors, s, e)
    }
    edges = {c.start for c in found} | {c.end for c in found}
    for start, end, alias in doubtful:
        if alias.org_id in safe or _listed_beside(ground, start, end, edges):
            safe.add(alias.org_id)
            edges |= {start, end}
    for start, end, alias in doubtful:
        if alias.org_id in safe:
            found.append(Chunk("org", start, end, ground.text[start:end], alias.org_id, "word", SCORES["word"]))
    return [_stretched(ground, anchors, words, c) for c in sorted(found, key=lambda c: c.start)]


def _asked_for(anchors: Anchors, start: int, end: int) -> bool:
    left, right = anchors.left.get(start), anchors.right.get(end)
    if left in STRONG_LEFT or left in ("move", "found", "founds") or right in ("office", "post", "ticker", "latin"):
        return True
    if left is None:
        return False
    if left in ("edge", "line") and end in anchors.times:
        return True
    return (
        right in STRONG_RIGHT
        or (right in ("out", "verb", "takes") and left in ("from", "at"))
        or anchors.post_near(end)
    )


def _ends(ground: Ground, words: OrgWords, end: int) -> Iterator[int]:
    """Where a name may end: itself, or with its region or its child behind it ("O China president")."""
    yield end
    region = words.region.match(ground.text, end)
    if region is not None:
        yield region.end()
    branch = words.branch_tail.match(ground.text, end)
    if branch is not None:
        yield branch.end()
    yield from (end + len(suffix) for suffix in words.child if ground.text.startswith(suffix, end))


def _acts_as_titled(ground: Ground, anchors: Anchors, start: int, end: int) -> bool:
    """A word that opens a clause of the headline and one of the text, where a verb follows: 'O changes chiefs'."""
    at, token = ground.title.find(ground.text[start:end]), ground.by_start.get(end)
    if at < 0 or ground.title[:at][-1:].isalnum() or token is None or token.pos != "v":
        return False
    return anchors.left.get(start) in ("edge", "line")


def _titled(ground: Ground, start: int, end: int, alias: Alias) -> bool:
    """A paper or magazine in book marks, or a name that the headline sets between marks."""
    at = ground.title.find(ground.text[start:end])
    if at >= 0 and end - start >= 2:
        around = ground.title[:at][-1:], ground.title[at + end - start :][:1]
        if all(not c.isalnum() for c in around) or _heads_list(ground.title, at, at + end - start):
            return True
    if ground.text[start - 1 : start] != BOOK_MARKS[0] or ground.text[end : end + 1] != BOOK_MARKS[1]:
        return False
    return Registry.load().by_id[alias.org_id].kind == "media"


def _heads_list(title: str, start: int, end: int) -> bool:
    """A headline that opens with listed names in a row: 'O1O2O3 change their chiefs'."""
    spans = [(s, e) for s, e, alias in org_words().registry.find(title) if alias.kind != "word" and s == end]
    return not title[:start][-1:].isalnum() and bool(spans)


def _brand_spelling(words: str, form: str) -> bool:
    """A Latin name in its own mixed capitals ("xAI") is no ordinary word."""
    return words == form and form.isascii() and form not in (form.lower(), form.capitalize(), form.upper())


def _listed_beside(ground: Ground, start: int, end: int, edges: set[int]) -> bool:
    """'A and X', 'X, A' with A already an organization."""
    text = ground.text
    before = start - 2 >= 0 and text[start - 1] in PAIR_MARKS and start - 1 in edges
    return before or (end < len(text) and text[end] in PAIR_MARKS and end + 1 in edges)


def _inside_longer_word(ground: Ground, start: int, end: int) -> bool:
    """A dictionary word cuts into the span, or swallows it and is no name itself."""
    held = ground.words(start, end)
    first, last = held[0], held[-1]
    if first.start < start < first.end <= end or start <= last.start < end < last.end:
        return True
    return first is last and first.end - first.start > end - start and first.pos not in NAME_TAGS


def _opened(ground: Ground, anchors: Anchors, words: OrgWords, start: int, end: int, alias: Alias) -> bool:
    """A safe name whose first character the dictionary ties to the word in front of it ("to Micron as director")."""
    before = ground.text[start - 1 : start]
    behind = anchors.right.get(end)
    if alias.kind == "word" and behind == "office" and anchors.left.get(start) in STRONG_LEFT:
        return True  # "to the ministry as deputy minister", whose words a dictionary cuts otherwise
    return alias.kind == "name" and before in words.openers and behind in ("out", "verb", "office", "post", "edge")


def _stretched(ground: Ground, anchors: Anchors, words: OrgWords, chunk: Chunk) -> Chunk:
    """The longer name that the text builds on a registry name: a company form, a child, a country, a city in front."""
    if chunk.detail == "product":
        return chunk
    text = ground.text
    end, key = _longer(ground, anchors, words, chunk)
    region = words.region.match(text, end)
    if region is not None and ground.boundary(region.end()):
        left, right = anchors.left.get(chunk.start), anchors.right.get(region.end())
        if right in ("office", "post", "out", "verb", "firm") or (right is not None and left in ("join", "from", "at")):
            end = region.end()
    start = chunk.start
    token = ground.by_end.get(start)
    if (
        token is not None
        and token.pos == "ns"
        and token.text not in words.countries
        and len(token.text) <= SHORT
        and token.start in anchors.left
        and anchors.right.get(end) in ("office", "post")
    ):
        start = token.start
    if (start, end) == (chunk.start, chunk.end):
        return chunk
    detail = chunk.detail if key else "shape"
    return replace(chunk, start=start, end=end, text=text[start:end], key=key, detail=detail)


def _longer(ground: Ground, anchors: Anchors, words: OrgWords, chunk: Chunk) -> tuple[int, str | None]:
    """(end, key) with the suffix behind the name; a child is another organization and has no key."""
    text, name, end = ground.text, chunk.text, chunk.end
    if not text.startswith(words.longer, end):
        return end, chunk.key
    for suffix in words.same:
        if text.startswith(suffix, end) and not words.not_child.match(text, end + len(suffix)):
            return end + len(suffix), chunk.key
    for suffix in words.child:
        stop = end + len(suffix)
        if not text.startswith(suffix, end) or name.endswith(suffix):
            continue
        if stop not in anchors.right or words.not_child.match(text, stop):
            continue
        unit = suffix in words.inner_units and any(name.endswith(h) for h in words.house)
        if unit or (suffix in words.functions and stop in anchors.free):
            break
        return stop, None
    return end, chunk.key


def coded(ground: Ground, words: OrgWords, ends: frozenset[int]) -> list[Chunk]:
    """What stands between a mark, or the end of a time at one of `ends`, and a stock's code: "O (600000.SH)"."""
    found = []
    for match in words.stock.finditer(ground.text):
        end = start = match.start()
        while start > 0 and start not in ends and (ground.text[start - 1].isalnum() or ground.text[start - 1] == "*"):
            start -= 1
        if LEAST_CODED <= end - start <= MOST_CODED and not ground.text[start:end].isdigit():
            found.append(Chunk("org", start, end, ground.text[start:end], None, "shape", CODED))
    return found


def unnamed(ground: Ground, words: OrgWords) -> list[Chunk]:
    """'a state-owned AI firm': an organization that the text leaves without a name."""
    return [Chunk("unnamed", m.start(), m.end(), m.group()) for m in words.unnamed.finditer(ground.text)]


def anaphors(ground: Ground, words: OrgWords) -> list[Chunk]:
    """'the company', 'his former employer': an organization told before."""
    return [Chunk("anaphor", m.start(), m.end(), m.group()) for m in words.anaphora.finditer(ground.text)]


def latin(ground: Ground, anchors: Anchors, words: OrgWords) -> list[Chunk]:
    """Capitalized Latin runs that are no abbreviation: sure where the place asks for one; lower case only there."""
    out = []
    for match in words.latin.finditer(ground.text):
        of_unit = ground.text.startswith(words.unit_ends, match.end())  # "AI Infra department"
        if match.group() not in words.latin_stops and not of_unit:
            sure = _asked_for(anchors, match.start(), match.end())
            out.append(Chunk("org", match.start(), match.end(), match.group(), None, "latin", 0.7 if sure else 0.5))
    for at in [p for p, why in anchors.left.items() if why in STRONG_LEFT or why in ("from", "at")]:
        small = words.latin_small.match(ground.text, at)
        if small is None:
            continue
        if anchors.left[at] in STRONG_LEFT or anchors.right.get(small.end()) in ("out", "verb", *STRONG_RIGHT):
            out.append(Chunk("org", at, small.end(), small.group(), None, "latin", 0.6))
    return out
