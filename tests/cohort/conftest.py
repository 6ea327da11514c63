"""A cohort's files, as they come: zips, folders of a server, odd ones among them."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from localchange import course
from localchange.cohort.questions import pages_of
from localchange.models.triage_weeks import WEEKS
from localchange.models.waiting_list_play import to_setting

ROOT = Path(__file__).parents[2]
SAVED = "2026-11-20T10:00:00+00:00"
TOKEN = "PRIVATE-WORDS"
CLINIC = [job.key for job in WEEKS["clinic"].jobs]


@pytest.fixture(scope="session")
def pages():
    return pages_of(ROOT)


@pytest.fixture(scope="session")
def plan():
    return course.load(ROOT)


def answers_file(page: str, answers: dict[str, tuple[str, Any]], saved: str = SAVED) -> str:
    """Write a file of answers of a page."""
    entries = {
        key: {
            "kind": kind,
            "value": value,
            "saved": saved,
            "locked": kind == "prediction",
            "tries": 0,
            "hints": 0,
        }
        for key, (kind, value) in answers.items()
    }
    return json.dumps({"schema": "localchange-answers", "version": 1, "page": page, "answers": entries})


def of_assignment(n: int) -> dict[str, tuple[str, Any]]:
    """Answers of one person to the assignment of module 01."""
    order = CLINIC.copy()
    random.Random(n).shuffle(order)
    handles = {"items": 5 * (n + 1), "notice": 5, "every": 2, "reuse": 50, "senders": 1}
    return {
        "triage": ("ranking", {"order": order}),
        "own_error": ("number", {"number": 1 + n, "unit": "times"}),
        "foresee_hours": ("prediction", {"low": 1, "best": 2 + n, "high": 9, "unit": f"{TOKEN} hours"}),
        "redesign": ("setting", {"setting": handles}),
        "exchange_why": ("text", {"text": TOKEN}),
        "claim_exchange_too_small": ("claim", {"after": 10 * n, "verdict": "mixed", "change_mind": TOKEN}),
    }


def of_page(n: int) -> dict[str, tuple[str, Any]]:
    """Answers of one person to the page of module 05."""
    return {
        "chase_staff": ("prediction", {"low": 60, "best": 70 + n, "high": 100, "unit": "staff"}),
        "front_fell": ("choice", {"choice": "true" if n % 2 else "false", "confidence": 55}),
        "own_policy": ("text", {"text": TOKEN}),
        "waiting_list": ("setting", {"setting": to_setting(n + 1, (2,) * 12)}),
        "claim_levers_do_not_transform": ("claim", {"before": 50, "after": 60, "verdict": "untested"}),
    }


@pytest.fixture
def folder(tmp_path):
    """Six people on a server, with a zip of one assignment each."""
    there = tmp_path / "people"
    for n in range(6):
        me = there / f"learner-{n}"
        (me / "course" / "05_complex_systems").mkdir(parents=True)
        page = me / "course" / "05_complex_systems" / "answers.json"
        page.write_text(answers_file("05_complex_systems", of_page(n)))
        with zipfile.ZipFile(me / "01_two_views.hand-in.zip", "w") as archive:
            archive.writestr("answers.json", answers_file("01_two_views", of_assignment(n)))
            archive.writestr("01_two_views.ipynb", "{}")
    return there


@pytest.fixture
def odd(folder):
    """The same, with files that cannot be used: each has to be named."""
    me = folder / "odd"
    for name, content in {
        "a/answers.json": "{",
        "b/answers.json": answers_file("99_nowhere", {"x": ("text", {"text": "x"})}),
        "c/01_two_views.hand-in.zip": "no zip",
        "d/answers.json": json.dumps(
            {"schema": "localchange-answers", "version": 1, "page": "x", "answers": []}
        ),
        "e/answers.json": "[" * 100_000,
    }.items():
        (me / name).parent.mkdir(parents=True)
        (me / name).write_text(content)
    (me / "f").mkdir()
    (me / "f" / "answers.json").symlink_to(folder / "learner-0/course/05_complex_systems/answers.json")
    with zipfile.ZipFile(me / "bomb_01_two_views.hand-in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("answers.json", b" " * 30_000_000)
    with zipfile.ZipFile(me / "run_01_two_views.hand-in.zip", "w") as archive:
        archive.writestr("answers.json", answers_file("01_two_views", of_assignment(1)))
        archive.writestr("evil.py", "raise SystemExit")
    (me / "\x1b[31mred").mkdir()
    shutil.copy(me / "a/answers.json", me / "\x1b[31mred" / "answers.json")
    return folder
