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
    known |= {"items", "maxItems", "uniqueItems", "minimum", "maximum", "minLength", "maxLength"}
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
    assert len(patterns) == 3
    for pattern, right in zip(patterns, ("03_targets", "mix", "2026-11-23T14:02:11+00:00"), strict=True):
        assert re.search(pattern, right)
        assert not re.search(pattern, right + "\n")
