"""A theory that exists is a valid one; what does not fit is refused in one sentence, and nothing is lost."""

import json
import math
import subprocess
import sys
from dataclasses import replace
from importlib import resources

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_theories import theories

from localchange.errors import CourseError
from localchange.models.theory_of_change import Link, Step, Theory, TheoryError
from localchange.models.theory_of_change.fields import (
    EVIDENCE,
    KINDS,
    LEVELS,
    MOST_BYTES,
    MOST_LINKS,
    MOST_STEPS,
    SIGNS,
    seen,
)
from localchange.models.theory_of_change.theory import LINK_NAMES, STEP_NAMES

SCHEMA = json.loads(
    (resources.files("localchange.models.theory_of_change") / "theory.schema.json").read_text("utf-8")
)
SMALL = {
    "format": "localchange-theory",
    "version": 1,
    "title": "T",
    "steps": [
        {"id": "a", "kind": "input", "level": "national"},
        {"id": "b", "kind": "impact", "level": "local"},
    ],
    "links": [{"id": "l", "from": "a", "to": "b"}],
}


@settings(deadline=None)
@given(theories())
def test_export_then_import_is_the_same(theory):
    assert Theory.from_json(theory.to_json()) == theory
    assert Theory.from_text(theory.to_text()) == theory
    assert Theory.from_text(theory.to_text().encode()) == theory
    assert Theory.from_json(json.loads(json.dumps(theory.to_json()))) == theory


@settings(deadline=None)
@given(theories())
def test_what_is_exported_fits_the_published_schema(theory):
    jsonschema.Draft202012Validator(SCHEMA).validate(theory.to_json())


def test_the_schema_says_what_the_model_says():
    step, link = SCHEMA["$defs"]["step"]["properties"], SCHEMA["$defs"]["link"]["properties"]
    assert list(step) == list(STEP_NAMES) and list(link) == list(LINK_NAMES)
    assert (step["kind"]["enum"], step["level"]["enum"], link["sign"]["enum"]) == (
        list(KINDS),
        list(LEVELS),
        list(SIGNS),
    )
    assert SCHEMA["properties"]["steps"]["maxItems"] == MOST_STEPS
    assert SCHEMA["properties"]["links"]["maxItems"] == MOST_LINKS
    assert f"{MOST_BYTES:,}" in SCHEMA["$comment"]
    said = "; ".join(f"{level} {words}" for level, words in enumerate(EVIDENCE)) + "."
    assert link["evidence"]["description"] == said


def test_the_model_stands_on_nothing_but_itself():
    """A model imports no widget, and nothing of the course but its data."""
    code = (
        "import importlib, pkgutil, sys, localchange.models.theory_of_change as package\n"
        "for each in pkgutil.iter_modules(package.__path__):\n"
        "    importlib.import_module(f'{package.__name__}.{each.name}')\n"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    assert "localchange.models.theory_of_change.odds" in loaded
    ours = {name.split(".")[1] for name in loaded if name.startswith("localchange.")}
    assert ours <= {"models", "errors", "data"}
    assert not {"ipywidgets", "anywidget", "IPython", "networkx", "docx", "openpyxl"} & set(loaded)


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 400),
    st.floats(allow_nan=False),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
)
PLACES = [
    ("format",),
    ("version",),
    ("title",),
    ("steps",),
    ("links",),
    ("steps", 0),
    ("links", 0),
    ("steps", 0, "x"),
    ("steps", 0, "y"),
    ("steps", 0, "kind"),
    ("steps", 0, "level"),
    ("steps", 0, "text"),
    ("steps", 0, "willing"),
    ("links", 0, "id"),
    ("links", 0, "sign"),
    ("links", 0, "delay_months"),
    ("links", 0, "evidence"),
    ("links", 0, "source"),
    ("links", 0, "more"),
    ("steps", 1, "id"),
]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLACES), JUNK)
def test_the_schema_and_the_reader_refuse_the_same(place, junk):
    document = json.loads(json.dumps(SMALL))
    document["steps"][0] |= {"x": 1, "y": 2}
    at = document
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = junk
    fits = jsonschema.Draft202012Validator(SCHEMA).is_valid(document)
    try:
        Theory.from_json(document)
        read = True
    except TheoryError as error:
        read = False
        assert str(error).endswith(".") and "\n" not in str(error)
    if place in (("links", 0, "id"), ("steps", 1, "id"), ("steps",), ("steps", 0, "x"), ("steps", 0, "y")):
        assert fits or not read  # what joins two things is beyond a schema
    else:
        assert read == fits


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: d.update(format="else"), "not a theory of change"),
        (lambda d: d.update(version=2), "newer version"),
        (lambda d: d.update(version=True), "newer version"),
        (lambda d: d.update(more=1), "“more” that is not known"),
        (lambda d: d.update(title=7), "The theory: “title” must be text"),
        (lambda d: d.update(title="t" * 201), "has 201 characters"),
        (
            lambda d: d["steps"][0].update(kind="foo"),
            "Step a: “kind” is “foo”; use input, activity, output, outcome or impact",
        ),
        (lambda d: d["steps"][0].update(id="1a"), "use a letter first"),
        (lambda d: d["steps"][0].update(id="a" * 41), "at most 40"),
        (lambda d: d["steps"][0].update(id="a\n"), "use a letter first"),
        (lambda d: d["steps"][0].update(id="b"), "Two steps are called b"),
        (lambda d: d["steps"][0].update(text="x" * 501), "shorten it to 500"),
        (lambda d: d["steps"][0].update(x=1), "both x and y"),
        (lambda d: d["steps"][0].update(x=math.nan, y=1), "number from"),
        (lambda d: d["steps"][0].update(x=math.inf, y=1), "number from"),
        (lambda d: d["steps"][0].update(x=10**400, y=1), "number from"),
        (lambda d: d["steps"][0].update(x=True, y=1), "number from"),
        (lambda d: d["steps"][0].pop("kind"), "Step number 1 has no “kind”"),
        (lambda d: d["steps"].append(3), "Step number 3 must have named fields"),
        (lambda d: d["steps"].extend([{}] * 119), "has 121 steps"),
        (lambda d: d["links"].extend([{}] * 300), "has 301 links"),
        (lambda d: d.update(links="ab"), "must be a list"),
        (lambda d: d["links"][0].update(to="c"), "Link l: “to” is c, and no step is called that"),
        (lambda d: d["links"][0].update(to="a"), "leads from a to itself"),
        (lambda d: d["links"][0].update(sign="*"), "use \\+ or -"),
        (lambda d: d["links"][0].update(evidence=5), "must be 0, 1, 2, 3 or 4"),
        (lambda d: d["links"][0].update(evidence=1.5), "must be 0, 1, 2, 3 or 4"),
        (lambda d: d["links"][0].update(evidence=True), "must be 0, 1, 2, 3 or 4"),
        (lambda d: d["links"][0].update(delay_months=-1), "number from 0 to 240"),
        (lambda d: d["links"].append(dict(d["links"][0])), "Two links are called l"),
        (lambda d: d["links"].append(d["links"][0] | {"id": "m"}), "Links l and m both lead from a to b"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(change, says):
    document = json.loads(json.dumps(SMALL))
    change(document)
    with pytest.raises(TheoryError, match=says) as caught:
        Theory.from_json(document)
    assert isinstance(caught.value, CourseError)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "NaN",
        "[" * 100_000,
        '{"a":' * 100_000,
        b"\xff\xfe",
        '{"format":1,"format":2}',
        json.dumps(SMALL).replace('"T"', "NaN"),
        "x" * (4 * MOST_BYTES + 1),
        "\ud800",
    ],
)
def test_text_that_is_no_theory_is_refused(text):
    with pytest.raises(TheoryError, match=r"\.$"):
        Theory.from_text(text)


def test_a_theory_that_is_too_long_as_a_whole_is_refused():
    steps = tuple(Step(f"s{n}", "input", "local", "x" * 500, *["y" * 1000] * 5) for n in range(60))
    with pytest.raises(TheoryError, match=r"250,000 in all"):
        Theory("T", steps)
    assert Theory("T", steps[:40]).steps == steps[:40]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x07", "ab"),
        ("‮evil‬ \u2066x\u2069\u200f", "evil x"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\ud800ok\udfff", "ok"),
        ("\ufeffa\u200bb\ufffe\uffff\U0001ffff", "ab"),
        ("tab\tline\n", "tab\tline\n"),
        ("Ŵyn, Ж, 漢字, 👩\u200d⚕️, é", "Ŵyn, Ж, 漢字, 👩\u200d⚕️, é"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(given, kept):
    assert seen(given) == kept
    assert Step("a", "input", "local", given).text == kept


@settings(deadline=None)
@given(st.text())
def test_cleaning_once_is_enough_and_keeps_what_a_person_wrote(text):
    once = seen(text)
    assert seen(once) == once
    assert [letter for letter in text if letter.isprintable()] == [
        letter for letter in once if letter.isprintable()
    ]


def test_a_theory_cannot_be_changed_into_one_that_does_not_fit():
    theory = Theory.from_json(SMALL)
    with pytest.raises(TheoryError):
        replace(theory, steps=theory.steps[:1])
    with pytest.raises(AttributeError):
        theory.title = "other"
    with pytest.raises(KeyError):
        theory.step("zz")
    with pytest.raises(KeyError):
        theory.link("zz")
    assert theory.step("b").kind == "impact"
    assert theory.link("l") == Link("l", "a", "b")
