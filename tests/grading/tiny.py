"""A tiny course with a question of each kind, and hand-ins made for it."""

import json
import shutil
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[2]
SLUG = "90_tiny"
NOW = "2026-11-23T14:02:11+00:00"

MAP = """
[course]
title = "A tiny course"

[[claims]]
id = "targets_improve"
text = "Targets improve what they aim at."
tested_in = ["90_tiny"]

[[modules]]
slug = "90_tiny"
title = "Tiny"
minutes = 5
outcomes = []

[[assignments]]
slug = "90_tiny"
title = "Tiny"
points = 60
by_hand = 10
optional = false
"""

QUESTIONS = {
    "mix": (
        8,
        'page.choice("mix", "Why did the share <fall> & stay?",\n'
        '    {"a": "Chance", "b": "The <b>mix</b>", "c": "Both"}, confidence=True)',
        'mark.total(mark.choice(page.answer("mix"), {"b": 6, "c": 2}, of=6,\n'
        '    reasons={"b": "The mix changed.", "a": "Chance is too small."}),\n'
        '    mark.confidence(page.answer("mix"), "b", of=2))',
    ),
    "traps": (
        6,
        'page.several("traps", "Which are traps?", {"a": "Weeks", "b": "Trusts", "c": "Colours"})',
        'mark.several(page.answer("traps"), {"a", "b"}, of=6)',
    ),
    "share": (
        6,
        'page.number("share", "What share?", "%")',
        'mark.number(page.answer("share"), 22, 0.5, of=6, unit="%", near={2: 3})',
    ),
    "guess": (
        10,
        'page.prediction("guess", "How many?", "minutes", low=0, high=300, step=1)',
        'mark.interval(page.answer("guess"), 100, of=10, scale=200)',
    ),
    "order": (
        6,
        'page.ranking("order", "Put in order.", {"a": "First", "b": "Second", "c": "Third"})',
        'mark.ranking(page.answer("order"), ("a", "b", "c"), of=6)',
    ),
    "money": (
        4,
        'page.allocation("money", "Share it out.", {"a": "Beds", "b": "Staff"}, total=100, unit="pounds")',
        'goal = mark.Goal(4, lambda m: m["b"] >= 50, "Staff.", "More staff.")\n'
        'mark.allocation(page.answer("money"), [goal], of=4, items=("a", "b"))',
    ),
    "handles": (
        6,
        "from localchange.exercises import Handle\n"
        'capacity = Handle("capacity", "Places to treat", "How many.", 1, 20, 1, "", 5)\n'
        'page.setting("handles", "Set it.", [capacity])',
        'mark.setting(page.answer("handles"), lambda s: 60 / s["capacity"], '
        '[mark.Goal(6, lambda wait: wait < 6, "Fast.", "Slow.")], of=6)',
    ),
    "claim_targets_improve": (
        4,
        'page.claim("targets_improve", "assessed")',
        'mark.claim(page.answer("claim_targets_improve"), {"mixed": 4, "supported": 1}, of=4, reasons={})',
    ),
}
KEYS = {
    "full": {
        "mix": ("choice", {"choice": "b", "confidence": 100}),
        "traps": ("several", {"choices": ["a", "b"]}),
        "share": ("number", {"number": 22, "unit": "%"}),
        "guess": ("prediction", {"low": 100, "best": 100, "high": 100, "unit": "minutes"}),
        "order": ("ranking", {"order": ["a", "b", "c"]}),
        "money": ("allocation", {"amounts": {"a": 40, "b": 60}}),
        "handles": ("setting", {"setting": {"capacity": 12}}),
        "claim_targets_improve": ("claim", {"before": 40, "after": 60, "verdict": "mixed"}),
        "advice": ("text", {"text": "Set it at 95 %, because *most* can reach it."}),
    },
    "partial": {
        "mix": ("choice", {"choice": "c", "confidence": 50}),  # 2 and 1.5
        "traps": ("several", {"choices": ["a", "b", "c"]}),  # 3
        "share": ("number", {"number": 23.5, "unit": "%"}),  # 3
        "guess": ("prediction", {"low": 80, "best": 100, "high": 120, "unit": "minutes"}),  # 8
        "order": ("ranking", {"order": ["a", "c", "b"]}),  # 2
        "money": ("allocation", {"amounts": {"a": 60, "b": 40}}),  # 0
        "handles": ("setting", {"setting": {"capacity": 5}}),  # 0
        "claim_targets_improve": ("claim", {"verdict": "supported"}),  # 1
    },
    "none": {},
}
WORTH = {"full": 50.0, "partial": 20.5, "none": 0.0}
"""By machine; the other ten marks are given by hand."""


def tagged(cell, name, *, grade=True, solution=False, points=None, **more):
    cell["id"] = name.replace("_", "-")
    about = {
        "schema_version": 3,
        "grade_id": name,
        "grade": grade,
        "solution": solution,
        "locked": not solution,
    }
    if grade:
        about["points"] = points
    cell.metadata = {"nbgrader": {**about, "task": False}, **more}
    return cell


def hidden(seen, marking):
    wanted = "from localchange import marking as mark"
    return f"{seen}\n### BEGIN HIDDEN TESTS\n{wanted}\n{marking}\n### END HIDDEN TESTS"


def source_notebook(questions=QUESTIONS):
    cells = [
        new_markdown_cell("# Tiny: a practice <course>", id="title"),
        tagged(
            new_code_cell(f'from localchange.exercises import Page\n\npage = Page("{SLUG}", assessed=True)'),
            "set_up",
            grade=False,
        ),
    ]
    for key, (points, seen, marking) in questions.items():
        cells.append(tagged(new_code_cell(hidden(seen, marking)), key, points=points))
    cells.append(
        tagged(new_code_cell('page.text("advice", "Advise the minister.")'), "ask_advice", grade=False)
    )
    for criterion, points in (("Argument", 6), ("Evidence", 4)):
        stub = f"**{criterion}** ({points} marks). Your text is marked here by a person."
        about = {"text": "advice", "criterion": criterion}
        name = f"advice_{criterion.lower()}"
        cells.append(tagged(new_markdown_cell(stub), name, solution=True, points=points, localchange=about))
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def answers_file(answers, page=SLUG):
    return json.dumps(
        {
            "schema": "localchange-answers",
            "version": 1,
            "page": page,
            "written_by": "localchange 0.1.0",
            "answers": {
                key: {"kind": kind, "value": value, "saved": NOW, "locked": False, "tries": 0, "hints": 0}
                for key, (kind, value) in answers.items()
            },
        }
    )


def hand_in(root, learner, answers, notebook="release", slug=SLUG):
    """Lay out a submission by hand: answers as a dict, a text or ``None``; a notebook, a text or ``None``."""
    folder = root / "submitted" / learner / slug
    folder.mkdir(parents=True)
    if answers is not None:
        text = answers if isinstance(answers, str) else answers_file(answers)
        (folder / "answers.json").write_text(text, encoding="utf-8")
    if notebook == "release":
        shutil.copyfile(root / "assignments" / slug / f"{slug}.ipynb", folder / f"{slug}.ipynb")
    elif isinstance(notebook, str):
        (folder / f"{slug}.ipynb").write_text(notebook, encoding="utf-8")
    elif notebook is not None:
        nbformat.write(notebook, folder / f"{slug}.ipynb")
    return folder


def write_source(root, notebook, slug=SLUG):
    folder = root / "solutions" / slug
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{slug}.ipynb")
    return folder / f"{slug}.ipynb"


def lay_out(root):
    (root / "course").mkdir(parents=True)
    (root / "course" / "course.toml").write_text(MAP, encoding="utf-8")
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    write_source(root, source_notebook())
    return root
