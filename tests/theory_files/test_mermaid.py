"""Mermaid: each step and arrow once, and no text that could end its quotation marks or act."""

import re

import pytest
from hypothesis import given, settings
from random_theories import theories

from localchange.models.theory_of_change import Link, Step, Theory, cases
from localchange.theory_files import to_mermaid

NODE = re.compile(r'  n\d+\["[^"\[\]{}()<>|`\\;&%]*"\]')
ARROW = re.compile(r'  n\d+ (-->\|"\+"\||-\.->\|"minus"\|) n\d+')


def without_codes(line):
    return re.sub(r"#\d+;", "", line)


def decoded(text):
    return re.sub(r"#(\d+);", lambda code: chr(int(code.group(1))), text)


@settings(deadline=None)
@given(theories())
def test_each_step_and_arrow_is_one_line_of_its_own_form(theory):
    first, title, *rest = to_mermaid(theory).rstrip("\n").split("\n")
    assert first == "flowchart LR" and title.startswith("  %% ")
    nodes, arrows = rest[: len(theory.steps)], rest[len(theory.steps) :]
    assert len(arrows) == len(theory.links)
    assert all(NODE.fullmatch(without_codes(line)) for line in nodes)
    assert all(ARROW.fullmatch(line) for line in arrows)
    for line, step in zip(nodes, theory.steps, strict=True):
        label = line.split('["', 1)[1][:-2]
        assert "".join(step.text.split()) in "".join(decoded(label).split())


@pytest.mark.parametrize(
    "text",
    [
        '"] --> x["',
        "a\nclick n0 call alert()",
        "<img src=x onerror=alert(1)>",
        "%%{init: {}}%%",
        "end",
        "`md`",
        "#quot;",
        "a;b",
    ],
)
def test_hostile_text_stays_in_its_box(text):
    theory = Theory(
        text,
        (Step("end", "input", "local", text), Step("click", "impact", "local", "x")),
        (Link("l", "end", "click"),),
    )
    lines = to_mermaid(theory).rstrip("\n").split("\n")
    assert len(lines) == 5
    assert NODE.fullmatch(without_codes(lines[2]))
    assert lines[4] == '  n0 -->|"+"| n1'
    assert "end" not in lines[4] and "click" not in lines[4]


def test_a_worked_case_reads_as_it_should():
    text = to_mermaid(cases.unseen)
    assert '  n5["input, local: Vacancies in the places where people live"]' in text
    assert '  n3 -.->|"minus"| n5' in text
