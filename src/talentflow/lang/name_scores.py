"""The log-linear model over name candidates, scored from tables: the sum that the weights of `features` give.

`name_features.features` says what the model looks at, as strings, and training counts those. Reading looks up the same
weights by their parts (a class, a character, a bucket) and puts together once what rivals share: the words on the left
of a start, the words on the right of an end. Both give one number (tests/lang/test_name_scores.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from talentflow.lang import segment
from talentflow.lang.name_candidates import WINDOW, Candidate, Frame
from talentflow.lang.name_features import (
    UNIT,
    UNKNOWN_ODDS,
    bucket,
    edge,
    features,
    left_class,
    name_odds,
    right_class,
)
from talentflow.lang.name_lexicon import NameLexicon

K = TypeVar("K")
SIZES = range(2, 6)  # characters of the native names that the model was trained on
LONGEST = 6  # ... of the longest candidate: a Japanese surname and given name of three each; weighed as one of five
PLAIN = frozenset({"lat", "dot"})  # rare kinds, whose features are weighed as strings
HAN_FIRST, HAN_LAST = "\u4e00", "\u9fff"
# class of the context, weights that all kinds share, code of the word across the edge, class of the word beyond it;
# the last two None where no Han character stands there
Side = tuple[str, float, str | None, str | None]
Word = tuple[str, float, float]  # its class, its weight in front of a name, its weight behind one


class Weights(dict[K, float]):
    """Weights looked up once a key, among those that begin with a prefix; how, each kind of key says."""

    def __init__(self, weights: dict[str, float], prefix: str) -> None:
        super().__init__()
        self._weights = weights
        self._prefix = prefix


class Template(Weights[object]):
    """The weights of the features that begin alike, by what follows; looked up once each."""

    def __missing__(self, key: object) -> float:
        found = self[key] = self._weights.get(f"{self._prefix}{key}", 0.0)
        return found


class Edges(Weights[bytes]):
    """The weight of a segmentation's edges over a span, as the bytes that a frame has there."""

    def __missing__(self, key: bytes) -> float:
        pattern = "".join("1" if edge else "0" for edge in key)
        found = self[key] = self._weights.get(f"{self._prefix}{pattern}", 0.0)
        return found


class Tagged(Weights[str]):
    """The weights of a word beside a span, by its class: its tag, and its tag with its length."""

    def __missing__(self, key: str) -> float:
        get, prefix = self._weights.get, self._prefix
        found = self[key] = get(f"{prefix}{key.lstrip('0123456789')}", 0.0) + get(f"{prefix}{key}", 0.0)
        return found


class Head:
    """The weights of one shape of names: what stands around them, and how they meet the words of the text."""

    def __init__(self, weights: dict[str, float], head: str) -> None:
        self.bias = weights.get(head, 0.0)
        self.left = Template(weights, f"{head}<")
        self.right = Template(weights, f"{head}>")
        self.left_across = Template(weights, f"{head}<x")
        self.right_across = Template(weights, f"{head}>x")
        self.left_word = Tagged(weights, f"{head}<t")
        self.right_word = Tagged(weights, f"{head}>t")
        self.edges = Edges(weights, f"{head}p")
        self.guessed = Edges(weights, f"{head}q")
        self.first = Template(weights, f"{head}w")
        self.whole = Template(weights, f"{head}Q")


class Inside:
    """The weights of the characters of one kind and length."""

    def __init__(self, weights: dict[str, float], tag: str) -> None:
        self.surname = weights.get(f"{tag}#S", 0.0) / UNIT
        self.given = weights.get(f"{tag}#G", 0.0) / UNIT
        self.against = weights.get(f"{tag}#D", 0.0) / UNIT
        self.odds = Template(weights, f"{tag}N")
        self.words = Template(weights, f"{tag}D")
        self.name = Template(weights, f"{tag}W")
        self.given_name = Template(weights, f"{tag}g")
        self.opening = Template(weights, f"{tag}h")
        self.foreign = Template(weights, f"{tag}T")


class Sounds:
    """The weights of a transliterated name's characters."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.mean = weights.get("tr#N", 0.0)
        self.low = weights.get("tr#M", 0.0) / UNIT
        self.against = weights.get("tr#D", 0.0) / UNIT
        self.inner = Template(weights, "trI")
        self.outer = Template(weights, "trJ")
        self.words = Template(weights, "trD")
        self.mean_bucket = Template(weights, "trN")
        self.low_bucket = Template(weights, "trM")
        self.name = Template(weights, "trW")
        self.first = Template(weights, "trf")
        self.last = Template(weights, "trl")
        self.size = Template(weights, "trL")
        self.before = Template(weights, "tr<T")
        self.after = Template(weights, "tr>T")


class Pairs(dict[str, Template]):
    """The weights of a context on both sides, by the class on the left."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, key: str) -> Template:
        found = self[key] = Template(self._weights, f"<{key}>")
        return found


class Beside:
    """The weights of what stands on one side, whatever the name: the character, the two characters, the word."""

    def __init__(self, weights: dict[str, float], side: str) -> None:
        tables: dict[str, dict[str, float]] = {"c": {}, "d": {}, "w": {}}
        for name, weight in weights.items():
            if name[:1] == side and name[1:2] in tables:
                tables[name[1:2]][name[2:]] = weight
        self.char, self.pair, self.word = tables["c"], tables["d"], tables["w"]


class Scorer:
    """Weighs candidates with the weights of one lexicon; keeps nothing of a text."""

    def __init__(self, lexicon: NameLexicon) -> None:
        self._lexicon = lexicon
        weights = lexicon.weights
        heads = {size: Head(weights, f"z{size}") for size in SIZES}
        self._heads = {size: heads[min(size, SIZES[-1])] for size in range(SIZES[0], LONGEST + 1)}
        self._foreign_head = Head(weights, "tr")
        self._inside = {
            (kind, size): Inside(weights, f"{kind}{min(size, SIZES[-1])}")
            for kind in ("zh", "cs", "ds", "ja")
            for size in self._heads
        }
        self._sounds = Sounds(weights)
        self._pairs = Pairs(weights)
        self._before, self._behind = Beside(weights, "<"), Beside(weights, ">")
        self._words: dict[str, Word] = {}

    def score(
        self, frame: Frame, spans: Sequence[Candidate], left: dict[int, str], right: dict[int, str]
    ) -> list[float]:
        """The log odds of each candidate; `left`, `right` are context classes that outrank what the text says."""
        lexicon, text, pairs = self._lexicon, frame.text, self._pairs
        lefts: dict[int, Side] = {}
        rights: dict[int, Side] = {}
        scores = []
        for i, j, kind in spans:
            opened, closed = lefts.get(i), rights.get(j)
            if opened is None:  # rivals share their edges
                opened = lefts[i] = self._left(frame, i, left.get(i) or left_class(text, i, lexicon))
            if closed is None:
                closed = rights[j] = self._right(frame, j, right.get(j) or right_class(text, j, lexicon))
            if kind in PLAIN:
                scores.append(self._plain(frame, (i, j, kind), opened[0], closed[0]))
                continue
            score = opened[1] + closed[1] + pairs[opened[0]][closed[0]]
            if kind == "tr":
                score += self._foreign(frame, i, j) + self._around(frame, i, j, self._foreign_head, opened, closed)
            else:
                score += self._native(frame, i, j, kind) + self._around(frame, i, j, self._heads[j - i], opened, closed)
            scores.append(score)
        return scores

    def _plain(self, frame: Frame, span: Candidate, left: str, right: str) -> float:
        get = self._lexicon.weights.get
        found, numbers = features(frame, span, self._lexicon, left=left, right=right)
        return sum(get(name, 0.0) for name in found) + sum(get(name, 0.0) * value for name, value in numbers)

    # -- beside the name ------------------------------------------------------------------------------------------

    def _left(self, frame: Frame, i: int, context: str) -> Side:
        text, tables = frame.text, self._before
        before = text[i - 1] if i else "^"
        shared = tables.char.get(before, 0.0) + tables.pair.get(text[i - 2 : i] if i > 1 else "^", 0.0)
        if not HAN_FIRST <= before <= HAN_LAST:
            return context, shared, None, None
        word = frame.word_before(i)
        kind, weight, _ = self._words.get(word) or self._meet(word, text[max(0, i - WINDOW) : i])
        across = frame.code(i - 1, i + 1, self._lexicon) if context != "title" else None
        return context, shared + weight, across, kind

    def _right(self, frame: Frame, j: int, context: str) -> Side:
        text, tables = frame.text, self._behind
        after = text[j : j + 1] or "$"
        shared = tables.char.get(after, 0.0) + tables.pair.get(text[j : j + 2] if j + 1 < len(text) else "$", 0.0)
        if not HAN_FIRST <= after <= HAN_LAST:
            return context, shared, None, None
        word = frame.word_after(j)
        kind, _, weight = self._words.get(word) or self._meet(word, text[j : j + WINDOW])
        return context, shared + weight, frame.code(j - 1, j + 1, self._lexicon), kind

    def _meet(self, word: str, text: str) -> Word:
        """A word of `text` met for the first time: its length and tag as the features have them, and its weights."""
        if len(self._words) > segment.MAX_TAGS:
            self._words.clear()
        kind = f"{len(word)}{segment.tag_of(word, text, False)}"
        found = self._words[word] = kind, self._before.word.get(word, 0.0), self._behind.word.get(word, 0.0)
        return found

    def _around(self, frame: Frame, i: int, j: int, head: Head, opened: Side, closed: Side) -> float:
        """What depends on the shape of the name: its surroundings, and how it meets the words of the text."""
        score = head.bias + head.left[opened[0]] + head.right[closed[0]]
        if opened[2] is not None:
            score += head.left_across[opened[2]]
        if opened[3] is not None:
            score += head.left_word[opened[3]]
        if closed[2] is not None:
            score += head.right_across[closed[2]]
        if closed[3] is not None:
            score += head.right_word[closed[3]]
        edges, guessed = frame.word_edges[i : j + 1], frame.guess_edges[i : j + 1]
        score += head.edges[edges] + head.guessed[guessed]
        if edges[0]:
            word = frame.starts[i]
            score += head.first[(self._words.get(word) or self._meet(word, frame.text))[0]]
        if guessed[0]:
            word = frame.guess_at[i]
            if len(word) == j - i:
                score += head.whole[segment.tag_of(word, frame.text, True)]
        return score

    # -- the name itself ------------------------------------------------------------------------------------------

    def _native(self, frame: Frame, i: int, j: int, kind: str) -> float:
        """A Chinese or Japanese name."""
        lexicon, size = self._lexicon, j - i
        weights, code = self._inside[kind, size], frame.code
        if kind == "zh":
            chars = frame.chars
            surname = chars[i].surname or 0.0
            given = (chars[i + 1].alone if size == 2 else None) or 0.0
            if size == 3:
                given = (chars[i + 1].first or 0.0) + (chars[i + 2].second or 0.0)
        else:
            surname, given = name_odds(frame.text, i, j, kind, lexicon)
        odds = surname + given
        found = frame.against.get((i, j))
        against = found if found is not None else frame.against_words(i, j, odds, lexicon)
        score = weights.surname * surname + weights.given * given + weights.against * against
        score += weights.odds[bucket(odds)] + weights.words[bucket(against)]
        score += weights.name[code(i, j, lexicon)] + weights.given_name[code(i + 1, j, lexicon)]
        if size >= 3:
            if size == 3:
                score += weights.opening[code(i, i + 2, lexicon)]
            values = [char.translit for char in frame.chars[i:j] if char.translit is not None]
            if len(values) == size:
                score += weights.foreign[bucket(sum(values) / size)]
        return score

    def _foreign(self, frame: Frame, i: int, j: int) -> float:
        """A transliterated name."""
        lexicon, text, weights = self._lexicon, frame.text, self._sounds
        sounds, codes, name = lexicon.translit, lexicon.words, text[i:j]
        values = [sounds.get(char, UNKNOWN_ODDS) for char in name if HAN_FIRST <= char <= HAN_LAST]
        total = sum(values)
        mean, low = total / max(1, len(values)), min(values, default=0.0)
        against = frame.against_words(i, j, total, lexicon)
        score = weights.mean * mean + weights.low * low + weights.against * against
        score += weights.inner[codes.get(name[1:], " ")[0] + codes.get(name[2:], " ")[0]]
        score += weights.outer[codes.get(name[:-1], " ")[0] + codes.get(name[:-2], " ")[0]]
        size, middle = min(j - i, 9), bucket(mean)
        score += weights.words[bucket(against)] + weights.mean_bucket[middle]
        score += weights.mean_bucket[f"{middle}L{min(size, 5)}"] + weights.low_bucket[bucket(low)]
        score += weights.name[codes.get(name, "")] + weights.first[name[0]] + weights.last[name[-1]]
        before, after = text[i - 1] if i else "^", text[j : j + 1] or "$"
        return score + weights.size[size] + weights.before[edge(before, lexicon)] + weights.after[edge(after, lexicon)]
