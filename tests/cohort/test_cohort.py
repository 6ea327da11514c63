"""The pooled view: right numbers, nobody to be told apart, odd files named and the rest used."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from importlib import util
from pathlib import Path

import numpy as np
import pytest

from localchange.cohort.gather import gather
from localchange.cohort.pool import pool
from localchange.cohort.progress import cohort_progress, progress_rows
from localchange.cohort.report import report
from localchange.cohort.spreadsheet import rows_as_csv, to_csv
from localchange.documents.as_html import to_page
from localchange.errors import CourseError
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS
from localchange.pooled.file import Cohort, to_json

_SPEC = util.spec_from_file_location("cohort_files", Path(__file__).with_name("conftest.py"))
files = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(files)

ROOT = Path(__file__).parents[2]
WHEN = datetime(2026, 11, 25, tzinfo=UTC)


def gathered(folder, pages):
    return gather(ROOT, folder, pages)


def everything(folder, pages, plan):
    found = gathered(folder, pages)
    pooled = pool(found.handed, pages, plan.claims)
    return found, pooled, to_page(report(plan.title, found, pooled, WHEN))


def test_numbers_are_those_of_the_answers(folder, pages, plan):
    found, pooled, page = everything(folder, pages, plan)
    assert len(found.learners) == pooled.people == 6 and not found.odd
    best = {one.prompt: one for one in pooled.predicted}
    (chase,) = (one for one in best.values() if one.unit == "staff")
    assert (chase.best.people, chase.best.middle, chase.width.middle) == (6, 72.5, 40)
    assert pooled.own_error.middle == 3.5
    orders = [files.of_assignment(n)["triage"][1]["order"] for n in range(6)]
    assert pooled.orders["clinic"].points.middle == np.median(
        [triage.cost(WEEKS["clinic"], one) for one in orders]
    )
    assert pooled.years["hospital"].posts == (2.0,) * 12
    (setting,) = pooled.set_to
    assert dict(setting.handles)["Items asked for (items)"].middle == 17.5
    believed = {one.claim.id: one for one in pooled.believed}
    assert believed["levers_do_not_transform"].before.middle == 50
    assert believed["exchange_too_small"].after.middle == 25 and believed["exchange_too_small"].before is None
    assert [(one.low, one.people, one.right) for one in pooled.sure] == [(50, 6, 0.5)]
    for words in ("72.5", "a hospital clinic", "17.5", "3.5", "6</strong> people"):
        assert words in page or words.capitalize() in page


def test_three_of_six_is_too_few_to_tell_apart(folder, pages, plan):
    _, pooled, _ = everything(folder, pages, plan)
    (choice,) = pooled.chosen
    assert [(len(group.options), group.people) for group in choice.groups] == [(2, 6)]


def test_nobody_is_named_and_no_text_and_no_unit_of_a_strangers_leaves(folder, pages, plan):
    _, pooled, page = everything(folder, pages, plan)
    written = (page, to_csv(pooled), to_json(Cohort(pooled.orders, pooled.years)))
    for text in written:
        assert "learner-" not in text
    unit = {one.unit for one in pooled.predicted}
    assert unit == {"staff", f"{files.TOKEN} hours"}, "a unit that everybody has is the page's"
    assert all(files.TOKEN not in re.sub(f"{files.TOKEN} hours", "", text) for text in written)


def test_of_four_people_nothing_is_told(folder, pages, plan):
    for n in (4, 5):
        for path in sorted((folder / f"learner-{n}").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
    _, pooled, page = everything(folder, pages, plan)
    assert (pooled.predicted, pooled.chosen, pooled.set_to, pooled.sure, pooled.own_error) == (
        (),
        (),
        (),
        (),
        None,
    )
    assert not pooled.orders and not pooled.years
    assert all(one.before is None and one.after is None and not one.verdicts for one in pooled.believed)
    content = json.loads(to_json(Cohort(pooled.orders, pooled.years)))
    assert content["orders"] == {} and content["years"] == {}
    assert len(to_csv(pooled).splitlines()) == 1
    assert "fewer than 5 people" in page


def test_odd_files_are_named_and_the_others_used(odd, pages, plan):
    found, pooled, page = everything(odd, pages, plan)
    assert pooled.people == 6
    named = {one.file.removeprefix("odd/") for one in found.odd}
    assert named == {
        *(f"{name}/answers.json" for name in "abdef"),
        "c/01_two_views.hand-in.zip",
        "bomb_01_two_views.hand-in.zip",
        "run_01_two_views.hand-in.zip",
        "\x1b[31mred/answers.json",
    }
    assert all(one.why for one in found.odd)
    assert "9 files were not used" in page and "\x1b" not in page
    assert not any(one.file in page for one in found.odd), "the names of files are often those of people"


def test_each_person_counts_once_with_the_newest_work(folder, pages):
    again = folder / "learner-0" / "later"
    again.mkdir()
    newer = {
        **files.of_page(0),
        "chase_staff": ("prediction", {"low": 1, "best": 2, "high": 3, "unit": "staff"}),
    }
    (again / "answers.json").write_text(
        files.answers_file("05_complex_systems", newer, "2026-11-24T10:00:00+00:00")
    )
    older = folder / "LEARNER-0"
    older.mkdir()
    (older / "answers.json").write_text(
        files.answers_file("05_complex_systems", files.of_page(3), "2026-01-01T10:00:00+00:00")
    )
    found = gathered(folder, pages)
    mine = [
        one for one in found.handed if one.learner.lower() == "learner-0" and one.page.slug.startswith("05")
    ]
    assert [one.answers["chase_staff"].value["best"] for one in mine] == [2]
    assert len(found.learners) == 6


def test_a_module_and_its_assignment_are_told_apart_by_what_they_ask(folder, pages):
    found = {(one.learner, one.page.folder) for one in gathered(folder, pages).handed}
    assert ("learner-0", "course/05_complex_systems") in found
    assert ("learner-0", "assignments/01_two_views") in found


def test_the_games_of_the_course_are_found_by_their_keys(pages):
    weeks = {(page.folder, key): week for page in pages for key, week in page.weeks.items()}
    assert weeks["assignments/01_two_views", "triage"] == "clinic"
    assert weeks["course/01_two_views", "triage_ward"] == "ward"
    services = {(page.folder, key): service for page in pages for key, service in page.services.items()}
    assert services["course/05_complex_systems", "waiting_list"] == "hospital"
    assert services["assignments/05_complex_systems", "court_year"] == "court"


def test_every_number_of_the_page_is_in_the_spreadsheet_and_no_cell_is_a_formula(folder, pages, plan):
    _, pooled, _ = everything(folder, pages, plan)
    rows = list(csv.reader(io.StringIO(to_csv(pooled))))
    assert all(len(row) == 7 for row in rows)
    parts = {row[0] for row in rows[1:]}
    assert {
        "prediction",
        "choice",
        "setting",
        "claim",
        "confidence",
        "own request",
        "waiting-list year",
    } <= parts
    middles = [row for row in rows if row[0] == "prediction" and row[5] == "middle"]
    assert {row[6] for row in middles} >= {"72.5", "4.5"}
    made = rows_as_csv([("=1+1", "-2", -2, "", "@x")])
    assert next(csv.reader(io.StringIO(made))) == ["'=1+1", "'-2", "-2", "", "'@x"]


def test_how_far_everybody_is_holds_no_marks_and_names_what_was_not_read(odd, pages, plan):
    found = gathered(odd, pages)
    page = to_page(cohort_progress(plan, found, WHEN))
    assert "learner-0" in page and "no mark is here" in page and "c/01_two_views.hand-in.zip" in page
    rows = progress_rows(plan, found)
    module = plan.module("01_two_views")
    assert len(rows) == 1 + 6 * sum(len(each.outcomes) for each in plan.modules)
    (row,) = (row for row in rows if row[:2] == ("learner-0", "01.3"))
    outcome = next(each for each in module.outcomes if each.id == "01.3")
    assert row[4:6] == (1, len(outcome.assessed))


def test_a_folder_that_is_not_there_is_said(tmp_path, pages):
    with pytest.raises(CourseError, match="no folder"):
        gathered(tmp_path / "nowhere", pages)
