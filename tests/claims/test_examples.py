"""Every rule's examples and counterexamples, read without the prefilter."""

from __future__ import annotations

import pytest
from tests.claims import telling

from talentflow.claims.arguments import FRAMES
from talentflow.claims.frames import vocabulary
from talentflow.lang.data import read_yaml
from talentflow.lang.dates import TimeReader
from talentflow.model.claim import KINDS, MOVES, STATUSES

RULES = read_yaml("zh/triggers.yml")["rules"]
EXAMPLES = [(rule["id"], example) for rule in RULES for example in rule.get("examples", ())]
FIELDS = {"id", "kind", "frame", "why", "words", "examples", "weak", "bare", "returns", "end_only", "in_office"}
FIELDS |= {"needs_before", "ousts", "status", "families", "founds"}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r}: {e[:18]}" for r, e in EXAMPLES])
def test_a_rule_reads_its_examples(rule: str, example: str) -> None:
    text, expected = (part.strip() for part in example.split("=>"))
    found = telling.told(text)
    if expected == "nothing":
        assert not [claim for claim in found if claim.split("|")[1] in MOVES]
    else:
        assert {spec.strip() for spec in expected.split("&")} <= set(found)


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_a_word_of_a_rule_holds_no_time(rule: dict[str, list[str]]) -> None:
    """'Afterwards joined' as one word: the time in it hides the verb."""
    times = TimeReader("zh")
    assert [word for word in rule["words"] if list(times.find(word))] == []


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_a_rule_is_whole(rule: dict[str, object]) -> None:
    assert set(rule) <= FIELDS, "a field that nothing reads"
    assert rule["kind"] in KINDS
    assert rule["frame"] in FRAMES
    assert rule["why"]
    assert rule.get("examples"), "a rule without an example"
    assert rule.get("status") in (None, *STATUSES)
    for listed in ("bare", "ousts"):
        assert set(rule.get(listed, ())) <= set(rule["words"])  # type: ignore[call-overload]


def test_ids_are_unique_and_every_frame_is_used() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    assert {rule["frame"] for rule in RULES} == set(FRAMES)


def test_a_pattern_that_is_not_there_is_said_so() -> None:
    with pytest.raises(AttributeError):
        _ = vocabulary().no_such_pattern
