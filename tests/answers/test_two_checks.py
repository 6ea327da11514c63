"""The quick check of an answer file and jsonschema agree: nothing goes past the one that the other would stop."""

from __future__ import annotations

import copy
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from localchange.answers import reading

MODEL_ANSWERS = sorted((Path(__file__).parents[2] / "solutions").glob("*.answers.json"))
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    1.0,
    -1,
    0.5,
    1e300,
    101,
    "",
    "x",
    "b\n",
    "é" * 500,
    "x" * 30_000,
)
ODD += ([], ["a", "a"], [1, True], ["a"] * 2000, {}, {"x": 1}, {"choice": "a"}, {"": 0}, [[[]]])
MANY = 2000 if os.environ.get("LOCALCHANGE_EXPLORE") else 60


@pytest.mark.parametrize("path", MODEL_ANSWERS, ids=lambda path: path.name)
def test_they_agree_on_answers_with_one_thing_changed(path: Path) -> None:
    quick = reading._quick_check()
    careful, _ = reading._checking()
    good = json.loads(path.read_text(encoding="utf-8"))
    quick(good)
    chance = random.Random(path.name)
    places = list(_places(good, ()))
    refused = 0
    for _ in range(MANY):
        changed = copy.deepcopy(good)
        *way, last = chance.choice(places)
        inside = changed
        for step in way:
            inside = inside[step]
        match chance.randrange(3):
            case 0:
                inside[last] = chance.choice(ODD)
            case 1:
                del inside[last]
            case _:
                if isinstance(inside, dict):
                    inside[chance.choice(("more", "kind", "value", "", "A b", "choice"))] = chance.choice(ODD)
        fits = careful.is_valid(changed)
        refused += not fits
        try:
            quick(changed)
        except fastjsonschema.JsonSchemaValueException:
            continue  # jsonschema has the last word
        assert fits, (way, last)
    assert refused > MANY / 4, "hardly anything was amiss"


def _places(value: Any, way: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """List the way to everything in a document."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inside in steps:
        yield (*way, step)
        yield from _places(inside, (*way, step))
