"""Who is told of by name: where a name ends, and what only looks like one."""

from __future__ import annotations

import pytest

from talentflow.lang.text import read
from talentflow.mentions.find import find
from talentflow.model.document import Document


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("胡志明加入云杉科技，任副总裁。", ["胡志明"]),
        ("陈立群到台北、高雄与胡志明市的办公室报到。", ["陈立群"]),  # cities
        ("副总裁曲滕在今年初被曝离开云杉科技。", ["曲滕"]),  # the preposition goes to its time
        ("陈立群离开邵逸夫医院，加入云杉科技。", ["陈立群"]),  # a house that bears somebody's name
        # a family name alone, told in full elsewhere, and no part of a house's name
        ("Peter Harris离开云杉科技，创办Harris Ventures。Harris曾任总裁。", ["Peter Harris", "Harris"]),
        ("王迪续任云杉科技副总经理。", ["王迪"]),  # the verb keeps its first character
    ],
)
def test_people_are_found_as_they_are_named(text: str, people: list[str]) -> None:
    assert [c.text for c in find(read(Document(id="t", text=text))) if c.kind == "person"] == people
