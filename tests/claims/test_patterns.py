"""Every pattern of the data compiles, though a text compiles only those it needs."""

from __future__ import annotations

from talentflow.claims import absences, org_rules
from talentflow.claims.frames import vocabulary


def test_every_pattern_compiles() -> None:
    for patterns in (vocabulary().patterns, org_rules.book().grammar):
        assert patterns.sources
        assert {name: patterns[name].pattern for name in patterns.sources}.keys() == patterns.sources.keys()
    assert absences.patterns()


def test_every_rule_of_organization_events_compiles() -> None:
    entries = org_rules.book().triggers.labels()
    rules = {rule.id: rule for told in entries if told is not None for rule in told}
    assert rules
    assert all(rule.patterns for rule in rules.values())
