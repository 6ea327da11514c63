"""The page's own edits, in JavaScript, do what the course's edits do in Python, on random sequences and files."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from localchange.models.theory_of_change import Theory, TheoryError, cases, edits, layout
from localchange.models.theory_of_change.fields import KINDS

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "utils" / "localchange" / "frontend" / "src" / "theory"
RUNNER = Path(__file__).with_name("theory_edits.mjs")

TEXTS = [
    "",
    "Waits are published",
    "<script>window.owned = true</script>",
    "two\r\nlines\u2028three",
    "tab\tkept, bell\x07 not, zero\u200b width, right\u202eto left, \ufeffmark",
    "half of \ud83d a face, and a whole one 😀",
    "x" * 501,
    "é" * 1001,
    "\U0001fffe end of a plane",
]
NUMBERS = [None, 0, 1, 2.5, 6, 240, 241, -1, True, "six", 1e9]


def a_step(luck: random.Random) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": luck.choice(["input", "activity", "output", "outcome", "impact", "wish"]),
        "level": luck.choice(["national", "regional", "local", "local", ""]),
        "text": luck.choice([*TEXTS, None]),
        "who_acts": luck.choice(TEXTS),
        "x": luck.choice(NUMBERS),
        "y": luck.choice(NUMBERS),
        "id": "s77",
        "colour": "red",
    }
    return {name: fields[name] for name in luck.sample(sorted(fields), luck.randint(0, 3))}


def a_link(luck: random.Random) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "sign": luck.choice(["+", "-", "-", "±"]),
        "delay_months": luck.choice(NUMBERS),
        "evidence": luck.choice(NUMBERS),
        "mechanism": luck.choice(TEXTS),
        "assumption": luck.choice([*TEXTS, 5]),
    }
    return {name: fields[name] for name in luck.sample(sorted(fields), luck.randint(0, 2))}


def an_act(luck: random.Random) -> dict[str, Any]:
    act = luck.choice(
        ["add_step"] * 3
        + ["add_link"] * 5
        + ["change_step", "change_step", "change_link", "change_link", "remove_step", "remove_link", "rename"]
    )
    step, link = (f"{letter}{luck.randint(1, 8)}" for letter in "sl")
    match act:
        case "add_step":
            return {"act": act, "fields": {"kind": "input", "level": "local"} | a_step(luck)}
        case "change_step":
            return {"act": act, "name": step, "fields": a_step(luck)}
        case "add_link":
            return {"act": act, "start": step, "end": f"s{luck.randint(1, 8)}", "fields": a_link(luck)}
        case "change_link":
            ends = {end: f"s{luck.randint(1, 8)}" for end in luck.sample(["from", "to"], luck.randint(0, 2))}
            return {"act": act, "name": link, "fields": a_link(luck) | ends}
        case "rename":
            return {"act": act, "title": luck.choice([*TEXTS, 3])}
    return {"act": act, "name": step if act == "remove_step" else link}


def in_python(theory: Theory, act: dict[str, Any]) -> Theory:
    fields = dict(act.get("fields", {}))
    match act["act"]:
        case "add_step":
            unknown = fields.keys() & {"colour", "id"}
            if unknown:
                raise TheoryError("no such field")  # a keyword that add_step does not take
            return edits.add_step(theory, fields.pop("kind"), fields.pop("level"), **fields)
        case "change_step":
            return edits.change_step(theory, act["name"], **fields)
        case "add_link":
            return edits.add_link(theory, act["start"], act["end"], **fields)
        case "change_link":
            named = {{"from": "start", "to": "end"}.get(name, name): value for name, value in fields.items()}
            return edits.change_link(theory, act["name"], **named)
        case "rename":
            return edits.rename(theory, act["title"])
    return getattr(edits, act["act"])(theory, act["name"])


def outcomes(start: Theory, acts: list[dict[str, Any]]) -> list[Any]:
    theory, found = start, []
    for act in acts:
        try:
            theory = in_python(theory, act)
            found.append(theory.to_json())
        except TheoryError:
            found.append("refused")
    return found


def damaged(luck: random.Random) -> Any:
    """A document with one thing in it changed, which may or may not harm it."""
    document = luck.choice([cases.four_hour_target, cases.connecting, cases.matching_michigan]).to_json()
    where = luck.choice([document, luck.choice(document["steps"]), luck.choice(document["links"])])
    values = [None, "", "x", 0, 1, 1.0, 2, -5, True, [], {}, [1], "national", "impact", "-", "s1", *TEXTS]
    name = luck.choice([*where, "more"])
    if luck.random() < 0.3:
        where.pop(name, None)
    else:
        where[name] = luck.choice(values)
    return document


def in_the_page(request: dict[str, Any]) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine")
    ran = subprocess.run(
        [node, str(RUNNER), str(SOURCES)],
        input=json.dumps(request).encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()[-2000:]
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def played() -> dict[str, Any]:
    """Random sequences of edits and damaged files, with what the page's own code made of them."""
    luck = random.Random(2026)
    starts = [Theory(), cases.connecting, cases.matching_michigan]
    sequences = [(luck.choice(starts), [an_act(luck) for _ in range(40)]) for _ in range(60)]
    documents = [damaged(luck) for _ in range(400)]
    asked = [{"start": start.to_json(), "steps": acts} for start, acts in sequences]
    came = in_the_page({"sequences": asked, "documents": documents})
    return {"sequences": sequences, "documents": documents, **came}


def test_the_page_edits_as_the_course_does(played: dict[str, Any]) -> None:
    refusals = accepted = 0
    for (start, acts), theirs_all in zip(played["sequences"], played["played"], strict=True):
        for act, mine, theirs in zip(acts, outcomes(start, acts), theirs_all, strict=True):
            assert theirs == mine, act
            refusals += mine == "refused"
            accepted += mine != "refused"
    assert refusals > 300
    assert accepted > 300


def test_the_page_reads_files_as_the_course_does(played: dict[str, Any]) -> None:
    read = {"read": 0, "refused": 0}
    for document, theirs in zip(played["documents"], played["found"], strict=True):
        try:
            mine: Any = Theory.from_json(document).to_json()
        except TheoryError:
            mine = "refused"
        assert theirs == mine, document
        read["refused" if mine == "refused" else "read"] += 1
    assert min(read.values()) > 50, read


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return abs(one["x"] - other["x"]) < layout.BOX_WIDTH and abs(one["y"] - other["y"]) < layout.BOX_HEIGHT


def test_no_box_that_the_page_places_covers_another(played: dict[str, Any]) -> None:
    looked = 0
    for each in played["laid"]:
        steps = each["theory"]["steps"]
        assert set(each["anew"]) == set(each["kept"]) == {step["id"] for step in steps}
        for one, other in itertools.combinations(steps, 2):
            assert not overlap(each["anew"][one["id"]], each["anew"][other["id"]]), (one, other)
            # A step keeps the place that it was given; the others stand clear of it.
            if one["x"] is None or other["x"] is None:
                assert not overlap(each["kept"][one["id"]], each["kept"][other["id"]]), (one, other)
            looked += 1
        for step in steps:
            if step["x"] is not None:
                assert each["kept"][step["id"]] == {"x": step["x"], "y": step["y"]}
        kinds = [step["kind"] for step in steps]
        for one, other in itertools.permutations(steps, 2):
            if KINDS.index(one["kind"]) < KINDS.index(other["kind"]):
                assert each["anew"][one["id"]]["x"] < each["anew"][other["id"]]["x"], kinds
    assert looked > 500
