"""Where an organization may begin and where it may end: the words around a name that ask for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from talentflow.lang.chunk import Chunk
from talentflow.lang.data import read_yaml
from talentflow.mentions.ground import Ground
from talentflow.mentions.org_words import OrgWords
from talentflow.mentions.positions import modifiers

STRONG_LEFT = frozenset({"founds", "join", "noun", "rival", "listed"})
STRONG_RIGHT = frozenset({"office", "firm", "takes", "names", "speech", "ticker", "listed"})
FIRM_RIGHT = frozenset({"office", "firm", "takes", "names", "ticker"})
MAX_MODIFIERS = 5
REACH = 9  # characters between a name and the position it owns
FREE_HEADS = frozenset({"team", "technical", "finance"})  # their modifiers are functions ("data lead"), not names
FOUNDED_REACH = 8  # characters from a verb of founding to the noun of kind in front of the name
TRADE_TAGS = frozenset({"n", "vn", "nz", "b"})
POSSESSIVE = "\u7684"
# the strongest reason first; an edge gives way to all others
REASONS = ("founds", "join", "noun", "rival", "listed", "found", "move", "from", "at", "line", "weak", "edge")
ORDER = {why: n for n, why in enumerate(REASONS)}
RIGHT_REASONS = (
    "office",
    "firm",
    "takes",
    "names",
    "ticker",
    "latin",
    "listed",
    "speech",
    "post",
    "out",
    "verb",
    "weak",
    "edge",
)
RIGHT_ORDER = {why: n for n, why in enumerate(RIGHT_REASONS)}
# groups of positions that name their owner
OWNED = frozenset({"founder", "executive", "board", "finance", "academic", "party"})


@cache
def _past() -> frozenset[str]:
    data = read_yaml("zh/positions.yml")
    return frozenset([*data["past_marks"], *data["current_marks"], *data["new_marks"]])


class Anchors:
    """`left[p]`: why an organization may begin at p; `right[p]`: why one may end there; the strongest reason counts."""

    def __init__(
        self, ground: Ground, words: OrgWords, heads: Iterable[tuple[int, int, str]], times: Sequence[Chunk]
    ) -> None:
        self.left: dict[int, str] = {}
        self.right: dict[int, str] = {}
        self.post_ends: set[int] = set()
        self.founders: set[int] = set()
        self.public: set[int] = set()
        self.owners: set[int] = set()
        self.free: set[int] = set()
        self._posts: list[int] = []
        self._ground = ground
        self.times = frozenset(t.start for t in times)
        self._lefts(words)
        self._trades(words)
        self._edges()
        for time in times:
            self._put(self.left, time.end, "edge", ORDER)
            self._put(self.right, time.start, "weak", RIGHT_ORDER)
        self._rights(words, {t.end: t.start for t in times})
        self._offices(heads, words)
        for match in words.ticker.finditer(ground.text):
            self._put(self.right, match.start(), "ticker" if match.lastgroup else "latin", RIGHT_ORDER)
        for match in words.listed.finditer(ground.text):
            self._put(self.left, match.start("name"), "listed" if match["mark"] else "line", ORDER)
            self._put(self.right, match.end("name"), "listed", RIGHT_ORDER)

    def post_near(self, end: int) -> bool:
        """A position stands within reach behind the offset, no mark between."""
        at = bisect_left(self._posts, end)
        if at == len(self._posts) or self._posts[at] - end > REACH:
            return False
        return all(c.isalnum() for c in self._ground.text[end : self._posts[at]])

    @staticmethod
    def _put(where: dict[int, str], at: int, why: str, order: dict[str, int]) -> None:
        known = where.get(at)
        if known is None or order[why] < order[known]:
            where[at] = why

    def _lefts(self, words: OrgWords) -> None:
        ground = self._ground
        for start, end, label in words.left.find(ground.text):
            if ground.boundary(end) and (label not in ("from", "at", "weak", "move") or ground.boundary(start)):
                self._put(self.left, end, label, ORDER)

    def _trades(self, words: OrgWords) -> None:
        """'the energy firm|O': a noun of kind with its trade in front of it opens for a name."""
        for token in self._ground.tokens:
            if token.text in words.kinds:
                trade = self._ground.by_end.get(token.start)
                if any(self.left.get(at) == "founds" for at in range(max(0, token.start - FOUNDED_REACH), token.start)):
                    self._put(self.left, token.end, "founds", ORDER)
                elif (
                    trade is not None
                    and trade.pos in TRADE_TAGS
                    and len(trade.text) > 1
                    and trade.text not in words.ordinary
                ):
                    self._put(self.left, token.end, "noun", ORDER)

    def _edges(self) -> None:
        left, right = self.left.setdefault, self.right.setdefault
        left(0, "edge")
        for token in self._ground.tokens:
            start, end = token.start, token.end
            if end - start == 1 and not token.text.isalnum():
                left(end, "edge")
                right(start, "edge")
        right(len(self._ground.text), "edge")

    def _rights(self, words: OrgWords, times: dict[int, int]) -> None:
        ground = self._ground
        for start, end, label in words.right.find(ground.text):
            if not ground.boundary(start) or not ground.boundary(end):
                continue
            self._put(self.right, start, label, RIGHT_ORDER)
            if label not in ("speech", "names", "out", "verb", "firm"):
                continue
            at = start
            for _ in range(3):
                token = ground.by_end.get(at)
                if at in times:
                    at = times[at]
                elif token is not None and token.text in words.adverbs:
                    at = token.start
                else:
                    break
                self._put(self.right, at, label, RIGHT_ORDER)

    def _offices(self, heads: Iterable[tuple[int, int, str]], words: OrgWords) -> None:
        ground, known = self._ground, modifiers() | _past() | words.latin_stops
        for start, end, group in heads:
            at = start
            self.post_ends.add(end)
            if group in ("founder", "board") or words.chief.fullmatch(ground.text, start, end):
                self.owners.add(start)
                if group == "founder":
                    self.founders.add(start)
            elif group in FREE_HEADS:
                self.free.add(start)
            elif group == "party":
                self.public.add(start)
            why = "office" if group in OWNED else "post"
            self._put(self.right, at, why, RIGHT_ORDER)
            self._posts.append(start)
            for _ in range(MAX_MODIFIERS):
                token = ground.by_end.get(at)
                if token is None or token.text not in known:
                    break
                at = token.start
                self._put(self.right, at, why, RIGHT_ORDER)
            if at and ground.text[at - 1] == POSSESSIVE:
                self._put(self.right, at - 1, why, RIGHT_ORDER)
