"""What speaks for and against a span being a person's name, as strings that the model weighs.

One list of feature strings a candidate; numbers are bucketed, so that a weight is one dict look-up.
"""

from __future__ import annotations

from talentflow.lang import segment
from talentflow.lang.name_candidates import DOT_PATTERN, LATIN, Candidate, Frame
from talentflow.lang.name_lexicon import NameLexicon

UNKNOWN_ODDS = -2.0
_DIGITS = b"01" + bytes(254)  # an edge as a digit
UNIT = 2.0  # log odds are divided by this, so that all features are of one size
Numbers = list[tuple[str, float]]
QUOTES_OPEN, QUOTES_CLOSE = "\u201c\u300c\u2018\"'", "\u201d\u300d\u2019\"'"
CLOSING = "),;\u3001"
BOOK_OPEN, BOOK_CLOSE = "\u300a", "\u300b"
PUNCTUATION = {",": "c", "\u3002": "p", "\u3001": "e", ";": "c", ":": "o", "!": "p", "?": "p", "(": "b", ")": "d"}


def bucket(value: float) -> int:
    """Two log odds wide."""
    return int((-12.0 if value < -12.0 else 16.0 if value > 16.0 else value) * 0.5 + 100) - 100


def _kind_of(char: str) -> str:
    """A context character as a class: punctuation, digit, Latin, Han (h), end of text (^)."""
    if not char:
        return "^"
    mark = PUNCTUATION.get(char)
    if mark is not None:
        return mark
    if char in QUOTES_OPEN:
        return "q"
    if char in QUOTES_CLOSE:
        return "Q"
    if char == BOOK_OPEN:
        return "k"
    if char == BOOK_CLOSE:
        return "K"
    if char.isdigit():
        return "9"
    if "\u4e00" <= char <= "\u9fff":
        return "h"
    return "a" if char.isalpha() else "x"


def left_class(text: str, at: int, lexicon: NameLexicon) -> str:
    """Class of the longest listed context word that ends at `at`, or of the character."""
    sizes = lexicon.left_sizes.get(text[at - 1 : at])
    if sizes is not None:
        get = lexicon.left.get
        for size in sizes:
            cls = get(text[at - size : at]) if size <= at else None
            if cls is not None:
                return cls
    return _kind_of(text[at - 1 : at])


def right_class(text: str, at: int, lexicon: NameLexicon) -> str:
    """Class of the longest listed context word that starts at `at`, or of the character."""
    sizes = lexicon.right_sizes.get(text[at : at + 1])
    if sizes is not None:
        get = lexicon.right.get
        for size in sizes:
            cls = get(text[at : at + size])
            if cls is not None:
                return cls
    if text[at : at + 1] == "(" and "A" <= text[at + 1 : at + 2] <= "Z":
        inside = LATIN.match(text, at + 1)
        if inside is None or text[inside.end() : inside.end() + 1] not in CLOSING:
            return "bL"
        tokens = inside.group().lower().split(" ")
        known = any(token in lexicon.latin_given for token in tokens)
        return "bL" if any(token in lexicon.latin_stop for token in tokens) else "bP" if known else "bN"
    return _kind_of(text[at : at + 1])


def _cut(edges: bytes, i: int, j: int) -> str:
    """How a segmentation meets the span: edge at each end, and inside."""
    return edges[i : j + 1].translate(_DIGITS).decode("ascii")


def name_odds(text: str, i: int, j: int, kind: str, lexicon: NameLexicon) -> tuple[float, float]:
    """(surname, given name) log odds of a Chinese or Japanese name."""
    size = j - i
    if kind == "zh":
        surname = lexicon.surname[text[i]]
        if size == 2:
            return surname, lexicon.alone[text[i + 1]]
        return surname, lexicon.first[text[i + 1]] + lexicon.second[text[i + 2]]
    if kind == "ds":
        given = lexicon.first.get(text[i + 2], UNKNOWN_ODDS) + lexicon.second[text[i + 3]]
        return lexicon.surname[text[i]] + lexicon.surname[text[i + 1]], given
    low = i + 3 if text[i : i + 3] in lexicon.compound and size > 3 else i + 2
    rest = text[low:j]
    if len(rest) == 1:
        return lexicon.compound.get(text[i:low], UNKNOWN_ODDS), lexicon.alone[rest]
    given = lexicon.first.get(rest[0], UNKNOWN_ODDS) + lexicon.second.get(rest[1], UNKNOWN_ODDS)
    return lexicon.compound.get(text[i:low], UNKNOWN_ODDS), given


def _han_features(frame: Frame, i: int, j: int, kind: str, lexicon: NameLexicon, numbers: Numbers) -> list[str]:
    text, words = frame.text, lexicon.words
    tag = f"{kind}{j - i}"
    surname, given = name_odds(text, i, j, kind, lexicon)
    against = frame.against_words(i, j, surname + given, lexicon)
    numbers += [(f"{tag}#S", surname / UNIT), (f"{tag}#G", given / UNIT), (f"{tag}#D", against / UNIT)]
    out = [
        f"{tag}N{bucket(surname + given)}",
        f"{tag}D{bucket(against)}",
        f"{tag}W{words.get(text[i:j], '')}",
        f"{tag}g{words.get(text[i + 1 : j], '')}",
    ]
    if j - i == 3:
        out.append(f"{tag}h{words.get(text[i : i + 2], '')}")
    odds = lexicon.translit
    if j - i >= 3 and all(char in odds for char in text[i:j]):
        out.append(f"{tag}T{bucket(sum(odds[char] for char in text[i:j]) / (j - i))}")
    return out


def _translit_features(frame: Frame, i: int, j: int, kind: str, lexicon: NameLexicon, numbers: Numbers) -> list[str]:
    text, odds = frame.text, lexicon.translit
    size = min(j - i, 9)
    values = [odds.get(char, UNKNOWN_ODDS) for char in text[i:j] if "\u4e00" <= char <= "\u9fff"]
    mean = sum(values) / max(1, len(values))
    low = min(values, default=0.0)
    against = frame.against_words(i, j, sum(values), lexicon)
    words = lexicon.words
    name = text[i:j]
    if kind == "dot":
        parts = DOT_PATTERN.split(name)
        inner = [f"dotI{words.get(parts[0], '')}", f"dotJ{words.get(parts[-1], '')}"]
    else:
        inner = [
            f"trI{words.get(name[1:], ' ')[0]}{words.get(name[2:], ' ')[0]}",
            f"trJ{words.get(name[:-1], ' ')[0]}{words.get(name[:-2], ' ')[0]}",
        ]
    numbers += [(f"{kind}#N", mean), (f"{kind}#M", low / UNIT), (f"{kind}#D", against / UNIT)]
    return [
        *inner,
        f"{kind}D{bucket(against)}",
        f"{kind}N{bucket(mean)}",
        f"{kind}N{bucket(mean)}L{min(size, 5)}",
        f"{kind}M{bucket(low)}",
        f"{kind}W{words.get(name, '')}",
        f"{kind}f{text[i]}",
        f"{kind}l{text[j - 1]}",
        f"{kind}L{size}",
    ]


def _latin_features(frame: Frame, i: int, j: int, lexicon: NameLexicon) -> list[str]:
    text = frame.text
    tokens = text[i:j].split(" ")
    known = "".join(
        "s" if low in lexicon.latin_stop else "k" if low in lexicon.latin_given else "i" if len(low) <= 2 else "u"
        for low in (token.lower().rstrip(".").replace("-", "") for token in tokens)
    )
    shape = "".join("A" if token.isupper() and len(token) > 2 else "a" for token in tokens)
    before = "t" if i and text[i - 1] == " " else ""
    after = "t" if text[j : j + 1] == " " else ""
    return [f"latK{known}", f"latA{shape}", f"latE{before}|{after}", f"latE{before}|{after}{len(tokens)}"]


def edge(char: str, lexicon: NameLexicon) -> str:
    """Could the character beside a transliterated name belong to it?"""
    odds = lexicon.translit.get(char)
    return "" if odds is None else str(int(odds * 0.5 + 100) - 100)


def features(
    frame: Frame, candidate: Candidate, lexicon: NameLexicon, *, left: str | None = None, right: str | None = None
) -> tuple[list[str], Numbers]:
    """All features of one candidate: those that count as one, and those with a number.

    left, right: context classes that override what the text says (a known title or organization).
    """
    i, j, kind = candidate
    text, size = frame.text, len(frame.text)
    numbers: Numbers = []
    if kind == "lat":
        out = _latin_features(frame, i, j, lexicon)
    elif kind in ("tr", "dot"):
        out = _translit_features(frame, i, j, kind, lexicon, numbers)
    else:
        out = _han_features(frame, i, j, kind, lexicon, numbers)
    head = kind if kind in ("lat", "tr", "dot") else f"z{j - i}"
    context_left = left or left_class(text, i, lexicon)
    context_right = right or right_class(text, j, lexicon)
    before, after = text[i - 1 : i] if i else "^", text[j : j + 1] or "$"
    out += [
        head,
        f"{head}<{context_left}",
        f"{head}>{context_right}",
        f"<{context_left}>{context_right}",
        f"<c{before}",
        f">c{after}",
        f"<d{text[i - 2 : i]}" if i > 1 else "<d^",
        f">d{text[j : j + 2]}" if j + 1 < size else ">d$",
    ]
    if kind == "lat":
        return out, numbers
    words = lexicon.words
    if context_left != "title" and "\u4e00" <= before <= "\u9fff":
        out.append(f"{head}<x{words.get(before + text[i], '')}")
    if kind in ("tr", "dot"):
        out += [f"{kind}<T{edge(before, lexicon)}", f"{kind}>T{edge(after, lexicon)}"]
    if "\u4e00" <= after <= "\u9fff":
        out.append(f"{head}>x{words.get(text[j - 1] + after, '')}")
        word, tag = frame.word_after(j), frame.tag_after(j)
        out += [f"{head}>t{tag}", f"{head}>t{len(word)}{tag}", f">w{word}"]
    if "\u4e00" <= before <= "\u9fff":
        word, tag = frame.word_before(i), frame.tag_before(i)
        out += [f"{head}<t{tag}", f"{head}<t{len(word)}{tag}", f"<w{word}"]
    pattern, guessed = _cut(frame.word_edges, i, j), _cut(frame.guess_edges, i, j)
    out += [f"{head}p{pattern}", f"{head}q{guessed}"]
    if frame.word_edges[i]:
        word = frame.starts[i]
        out.append(f"{head}w{len(word)}{segment.tag_of(word, text, False)}")
    if frame.guess_edges[i]:
        word = frame.guess_at[i]
        if len(word) == j - i:
            out.append(f"{head}Q{segment.tag_of(word, text, True)}")
    return out, numbers
