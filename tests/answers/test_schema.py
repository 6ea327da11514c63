"""The schema that ships in the package is a valid one, and says what the code says."""

import json
import re
from importlib import resources

import jsonschema
import pytest

from localchange.answers import reading
from localchange.exercises import accepting


@pytest.fixture(scope="module")
def schema():
    return json.loads(
        resources.files("localchange.answers").joinpath("answers.schema.json").read_text("utf-8")
    )


def parts(schema):
    yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        if isinstance(inner, dict | list):
            yield from parts(inner)


def test_it_is_a_valid_schema_of_its_draft(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_it_uses_no_word_that_the_draft_does_not_know(schema):
    """A misspelt keyword is silently nothing in JSON Schema."""
    known = {"$schema", "$defs", "$ref", "$comment", "title", "type", "const", "enum", "pattern"}
    known |= {"required", "properties", "additionalProperties", "propertyNames", "maxProperties"}
    known |= {"items", "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "minLength", "maxLength"}
    known |= {"allOf", "if", "then"}
    names = set(schema["$defs"]) | {
        key for part in parts(schema) if isinstance(part, dict) for key in part.get("properties", ())
    }
    used = {key for part in parts(schema) if isinstance(part, dict) for key in part}
    assert used <= known | names


def test_every_reference_leads_somewhere_and_every_definition_is_used(schema):
    leads = {part["$ref"] for part in parts(schema) if isinstance(part, dict) and "$ref" in part}
    assert leads == {f"#/$defs/{name}" for name in schema["$defs"]}


def test_every_object_is_closed(schema):
    """A field that nobody named could carry a mark."""
    open_ones = [
        part
        for part in parts(schema)
        if isinstance(part, dict) and part.get("type") == "object" and "additionalProperties" not in part
    ]
    assert open_ones == [{"type": "object"}], "only the value itself, which its kind closes"


def test_the_kinds_are_those_that_the_pages_ask(schema):
    kinds = schema["$defs"]["answer"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(accepting._KINDS)
    closed = {
        rule["if"]["properties"]["kind"]["const"]: rule["then"]["properties"]["value"]["$ref"]
        for rule in schema["$defs"]["answer"]["allOf"]
    }
    assert closed == {kind: f"#/$defs/{kind}" for kind in kinds}


def test_names_and_limits_are_those_of_the_code(schema):
    assert schema["properties"]["schema"]["const"] == reading.SCHEMA
    assert schema["properties"]["version"]["const"] == reading.VERSION
    assert schema["$defs"]["prose"]["maxLength"] == reading.MOST_CHARACTERS
    assert set(schema["$defs"]["claim"]["properties"]["verdict"]["enum"]) == set(accepting.VERDICTS)
    accepting.prose("x" * reading.MOST_CHARACTERS)
    with pytest.raises(accepting.CourseError):
        accepting.prose("x" * (reading.MOST_CHARACTERS + 1))


def test_no_pattern_lets_a_line_end_slip_in(schema):
    """In Python ``$`` also matches before a last line end: "mix\\n" would be another key than "mix"."""
    patterns = [part["pattern"] for part in parts(schema) if isinstance(part, dict) and "pattern" in part]
    right_ones = ("03_targets", "mix", "2026-11-23T14:02:11+00:00", "s1")
    assert len(patterns) == len(right_ones)
    for pattern, right in zip(patterns, right_ones, strict=True):
        assert re.search(pattern, right)
        assert not re.search(pattern, right + "\n")


def test_a_theory_in_an_answer_is_what_its_own_schema_says(schema):
    own = json.loads(
        resources.files("localchange.models.theory_of_change")
        .joinpath("theory.schema.json")
        .read_text("utf-8")
    )

    def bare(part):
        """Leave out the words for people, and let references name what both name."""
        if isinstance(part, list):
            return [bare(each) for each in part]
        if not isinstance(part, dict):
            return part
        for_people = {"description", "$comment", "$schema", "$defs"}
        return {
            key: inner.replace("theory_", "") if key == "$ref" else bare(inner)
            for key, inner in part.items()
            if key not in for_people and not (key == "title" and isinstance(inner, str))
        }

    definitions = schema["$defs"]
    assert bare(definitions["theory"]) == bare(own)
    mine = {name for name in definitions if name.startswith("theory_")}
    assert {name.removeprefix("theory_") for name in mine} == set(own["$defs"])
    for name in mine:
        assert bare(definitions[name]) == bare(own["$defs"][name.removeprefix("theory_")]), name
