"""What the troubleshooting page and the accessibility statement say must be so."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TROUBLE = (ROOT / "docs/troubleshooting.md").read_text(encoding="utf-8")
ACCESS = (ROOT / "docs/accessibility.md").read_text(encoding="utf-8")
QUOTED = [line[2:] for line in TROUBLE.splitlines() if line.startswith("> ")]


@pytest.fixture(scope="module")
def said():
    """Every text in the code that a person may come to read."""
    found = []
    for path in [ROOT / "start.py", *(ROOT / "utils").rglob("*.py")]:
        if "node_modules" not in path.parts:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found += [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            ]
    found += [
        path.read_text(encoding="utf-8") for path in (ROOT / "utils/localchange/frontend/src").rglob("*.js")
    ]
    found += [path.read_text(encoding="utf-8") for path in ROOT.glob("course/*/*.ipynb")]
    return found


@pytest.mark.parametrize("message", QUOTED)
def test_each_message_that_is_quoted_is_in_the_code(message, said):
    parts = [part.strip() for part in message.split("…")]
    told = [part for part in parts if len(part) > 3]
    assert max(map(len, told)) >= 12, "too short to tell"
    for part in told:
        assert any(part in text for text in said), part


def test_many_messages_are_quoted():
    assert len(QUOTED) == len(set(QUOTED)) > 25


@pytest.mark.parametrize(
    "symptom",
    [
        *(
            "no questions",
            "kernel died",
            "Binder",
            "proxy",
            "locked-down",
            "Windows",
            "file to hand in",
            "refused",
        ),
        *("sandbox", "AppArmor", "PostgreSQL", "DPI"),
    ],
)
def test_the_symptoms_that_people_meet_are_there(symptom):
    assert symptom in TROUBLE


def test_headings_are_in_order_and_lead_to_an_answer():
    levels = [len(hashes) for hashes in re.findall(r"^(#+) ", TROUBLE, re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for section in re.split(r"^### ", TROUBLE, flags=re.M)[1:]:
        body = [line for line in section.splitlines()[1:] if line and not line.startswith((">", "#"))]
        assert body, section.splitlines()[0]


@pytest.mark.parametrize("text", [TROUBLE, ACCESS], ids=["troubleshooting", "accessibility"])
def test_files_that_are_named_are_there(text):
    for name in re.findall(r"`((?:docs|tests|course|assignments)/[\w./]+)`", text):
        assert (ROOT / name).exists(), name


def test_the_statement_has_the_parts_that_public_bodies_use():
    for part in (
        *("How accessible", "Feedback and contact information", "Reporting accessibility problems"),
        *("Enforcement procedure", "Technical information", "What is being done to improve"),
        "Preparation of this accessibility statement",
    ):
        assert re.search(rf"^## {part}", ACCESS, re.M), part
    assert "This accessibility statement applies to" in ACCESS
    assert "2.2" in ACCESS and "level AA" in ACCESS


def test_the_statement_claims_what_was_tested_and_no_more():
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/browser").glob("*.py"))
    assert "Axe()" in tests and "JupyterLab Dark" in tests and '"width": 640' in tests
    assert ".chromium.launch" in tests
    assert "firefox" not in tests.lower() and "webkit" not in tests.lower(), "then say so in the statement"
    assert "Conformance is not claimed" in ACCESS
    assert "No screen reader has been tried" in ACCESS and "Only Chromium" in ACCESS


def test_readme_and_welcome_lead_to_both():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    welcome = (ROOT / "course/00_welcome/00_welcome.ipynb").read_text(encoding="utf-8")
    for name in ("troubleshooting.md", "accessibility.md"):
        assert f"docs/{name}" in readme
        assert f"(../../docs/{name})" in welcome
