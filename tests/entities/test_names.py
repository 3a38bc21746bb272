"""Names across scripts: what agrees, where candidates are found, how much a name says."""

from __future__ import annotations

import pytest

from talentflow.entities.names import agreement, components, link_keys, meeting, rarity
from talentflow.lang import romanize


@pytest.mark.parametrize(
    ("left", "right", "how"),
    [
        ("姚顺雨", "姚順雨", "same"),
        ("姚顺雨", "Shunyu Yao", "romanized"),
        ("姚顺雨", "Yao Shunyu", "romanized"),
        ("姚顺雨", "Yao Shun-Yu", "romanized"),
        ("姚顺雨", "Vinces Shunyu Yao", "loosely"),
        ("姚顺雨", "姚舜禹", None),
        ("姚顺雨", "Vinces Yao", None),
        ("吕强", "Qiang Lyu", "romanized"),
        ("单伟", "Wei Shan", "romanized"),
        ("欧阳靖", "Jing Ouyang", "romanized"),
        ("张忠谋", "Chang Chung-mou", "loosely"),
        ("李开复", "Kai-Fu Lee", "loosely"),
        ("李莹", "Ying-Ying Lee", None),
        ("Kai-Fu Lee", "Lee Kaifu", "respelled"),
        ("Ted Brannigan", "Theodore Brannigan", "respelled"),
        ("Margaret J. Holloway", "Margaret Holloway", "same"),
        ("John Smith", "Jane Smith", None),
        ("王伟", "Wei", None),
    ],
)
def test_agreement(left: str, right: str, how: str | None) -> None:
    if how == "same" and left.isascii():
        how = "respelled"
    assert agreement(left, right) == agreement(right, left) == how
    if how is not None and how != "same":
        assert set(meeting(link_keys(left))) & set(link_keys(right))


def test_only_names_that_agree_or_are_linked_share_a_block() -> None:
    block = components(["姚顺雨", "Yao Shunyu", "姚舜禹", "王伟", "王维", "武卫", "Maggie Wu"], [("武卫", "Maggie Wu")])
    assert block["姚顺雨"] == block["Yao Shunyu"] == block["姚舜禹"]
    assert block["王伟"] != block["王维"]
    assert block["武卫"] == block["Maggie Wu"]


def test_rarity() -> None:
    assert [rarity(name) for name in ("王伟", "林晨", "欧阳靖桐")] == ["common", "usual", "rare"]
    assert rarity("Wei Wang") == "common" and rarity("John Smith") == "common" and rarity("Ewa Korczak") == "usual"
    assert rarity("汪伟") == "usual" and rarity("汪伟", True) == "common"


def test_readings() -> None:
    assert romanize.readings("李開復") == (("li", "kaifu"),)
    assert romanize.readings("山姆") == () and romanize.readings("Yann LeCun") == ()
    assert romanize.tokens("Lü Élan O'Hara-Fu") == ("lv", "elan", "ohara", "fu")
