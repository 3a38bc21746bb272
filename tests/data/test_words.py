"""The word lists of the Chinese data: each word once a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from talentflow.lang.data import read_yaml

FILES = ("cues", "names", "organizations", "phrases", "positions", "triggers")


def lists(data: object, at: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of words with its place."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, f"{at}.{key}")
    elif isinstance(data, list):
        if data and all(isinstance(item, str) for item in data):
            yield at, data
        for number, value in enumerate(data):
            if isinstance(value, (dict, list)):
                yield from lists(value, f"{at}.{number}")


@pytest.mark.parametrize("name", FILES)
def test_a_word_stands_once_in_its_list(name: str) -> None:
    found = dict(lists(read_yaml(f"zh/{name}.yml")))
    assert found
    twice = {at: sorted({w for w in words if words.count(w) > 1}) for at, words in found.items()}
    assert {at: words for at, words in twice.items() if words} == {}
