"""Texts read through the claims station: all of it, or one room with chunks given by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from talentflow.claims import engine
from talentflow.claims.frames import vocabulary
from talentflow.claims.identity import Organizations, People
from talentflow.claims.layout import build
from talentflow.claims.scene import Scene
from talentflow.lang.chunk import Chunk
from talentflow.lang.dates import TimeReader
from talentflow.lang.text import Reading, read
from talentflow.mentions.find import find
from talentflow.model.claim import Claim
from talentflow.model.document import Document

PUBLISHED = "2024-05-20"
NAMES = {
    "person": ("林若谷", "周子安", "许听澜", "陈立群", "高文博"),
    "org": ("启明智能", "澜川科技", "云杉科技"),
    "role": ("首席技术官", "副总裁", "总经理", "总裁", "联合创始人", "董事"),
    "pronoun": ("他们", "两人", "他", "其", "前者"),
}
DETAILS = {"他们": "plural", "两人": "plural", "他": "singular", "其": "possessive", "前者": "former"}


def reading(text: str, published: str | None = PUBLISHED) -> Reading:
    return read(Document(id="t", text=text, published=date.fromisoformat(published) if published else None))


def claims(text: str, published: str | None = PUBLISHED) -> tuple[Claim, ...]:
    """What the whole station claims of a text; the prefilter is not asked."""
    made = reading(text, published)
    return engine.read(made, find(made)).claims


def told(text: str, *fields: str) -> list[str]:
    """The claims as `person|kind|org`, or as other fields; '-' is none."""
    wanted = fields or ("person", "kind", "org")
    return ["|".join(str(getattr(claim, field) or "-") for field in wanted) for claim in claims(text)]


def chunks(text: str) -> list[Chunk]:
    """The names of NAMES and the times in a text; longer ones first, none inside another."""
    out = [Chunk("time", t.start, t.end, t.text, value=t) for t in TimeReader("zh").find(text)]
    for kind, listed in NAMES.items():
        for name in listed:
            at = text.find(name)
            while at >= 0:
                if not any(c.start < at + len(name) and at < c.end for c in out):
                    out.append(Chunk(kind, at, at + len(name), name, detail=DETAILS.get(name)))
                at = text.find(name, at + 1)
    return sorted(out, key=lambda c: c.start)


class Stage:
    """A text whose sentences are laid out; its names are those of NAMES alone."""

    def __init__(self, text: str) -> None:
        self.reading = reading(text)
        self.chunks = chunks(self.reading.text)
        self.people = People(self.reading, self.chunks)
        self.orgs = Organizations(self.reading, self.chunks)
        self.scenes = [self._scene(index) for index in range(len(self.reading.sentences))]

    def _scene(self, index: int) -> Scene:
        sentence = self.reading.sentences[index]
        inside = [c for c in self.chunks if sentence.start <= c.start < sentence.end]
        return build(self.reading, sentence, index, inside, vocabulary())


def scene(text: str) -> Scene:
    """The first sentence of a text."""
    return Stage(text).scenes[0]


def names(found: Sequence[Chunk]) -> list[str]:
    return [chunk.text for chunk in found]
