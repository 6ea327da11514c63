"""A cohort beside one's own run: in words, picture and table, at the end and not before."""

from __future__ import annotations

import numpy as np
import pytest

from localchange import labs
from localchange.exercises import Page
from localchange.labs.triage import places_of
from localchange.labs.waiting_list_picture import COHORT
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS
from localchange.pooled.file import Cohort, to_json
from localchange.pooled.games import Orders, Years
from localchange.pooled.spread import Spread

KEYS = tuple(job.key for job in WEEKS["ward"].jobs)
CLINIC = tuple(job.key for job in WEEKS["clinic"].jobs)


def orders(keys):
    return Orders(Spread(23, 4, 6.5, 9), keys, {key: float(n) for n, key in enumerate(keys, 1)}, 0.3)


YEARS = Years(Spread(23, 0.3, 0.45, 0.6), Spread(23, 0.1, 0.2, 0.3), (2.0,) * 12, (10.0,) + (0.0,) * 11)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    (tmp_path / "course" / "05_complex_systems").mkdir(parents=True)
    (tmp_path / "course" / "course.toml").write_text('[course]\ntitle = "T"\n')
    made = Cohort({"ward": orders(KEYS), "clinic": orders(CLINIC)}, {"hospital": YEARS})
    (tmp_path / "course" / "cohort.json").write_text(to_json(made))
    return tmp_path / "course" / "05_complex_systems"


def press(lab, do, **more):
    lab._handle_custom_msg({"do": do, "id": 1, **more}, [])


def lived(lab, months):
    for _ in range(months):
        press(lab, "live", setting={"posts": 2})
    return lab


def test_the_end_of_a_year_shows_the_cohort_in_words_picture_and_table(folder):
    lab = lived(labs.waiting_list(Page("05_complex_systems", folder=folder)), 11)
    assert "cohort" not in lab.words
    assert np.isnan(lab.result.columns["cohort_posts"]).all()
    lived(lab, 1)
    assert "Of 23 people in your cohort" in lab.words and "30.0% to 60.0%" in lab.words
    assert lab.result.columns["who"][1] == COHORT
    assert lab.result.columns["over"][1] == pytest.approx(0.2)
    assert list(lab.result.columns["cohort_posts"][1:13]) == [2.0] * 12
    heads = [head["column"] for head in lab.spec["table"]]
    assert "cohort_posts" in heads
    domain = lab.spec["figures"][-1]["y"]["domain"]
    assert domain == lab.result.columns["who"], "each row of the picture has its place"


def test_without_the_file_nothing_speaks_of_a_cohort(folder):
    (folder.parent / "cohort.json").unlink()
    lab = lived(labs.waiting_list(Page("05_complex_systems", folder=folder)), 12)
    assert "cohort" not in lab.words.lower()
    assert "cohort_posts" not in [head["column"] for head in lab.spec["table"]]
    assert COHORT not in lab.spec["figures"][-1]["y"]["domain"]


def test_another_service_and_another_length_have_no_cohort(folder):
    page = Page("05_complex_systems", folder=folder)
    assert labs.waiting_list(page, answer="court", service="court").subject.cohort is None
    assert labs.waiting_list(page, answer="long", months=36).subject.cohort is None


def test_a_damaged_file_is_said_and_the_lab_works(folder):
    (folder.parent / "cohort.json").write_text("{")
    page = Page("05_complex_systems", folder=folder)
    lab = labs.waiting_list(page)
    assert "cohort.json cannot be read" in lab.spec["subtitle"]
    assert "best policy" in lived(lab, 12).words
    assert "cohort.json cannot be read" in labs.triage(page).spec["subtitle"]


def test_an_order_is_compared_with_the_cohorts_and_kept_as_it_was_first(folder):
    page = Page("01_two_views", folder=folder)
    lab = labs.triage(page)
    assert page.answer("triage_ward") is None
    first = places_of(KEYS[::-1])
    press(lab, "edit", setting=first)
    press(lab, "compare")
    compared = lab.view["compared"]
    assert "Of 23 people in your cohort the middle half lost 4 to 9 points" in compared["says"]
    rows = {row[0]: row[1] for row in compared["rows"]}
    assert rows["Your cohort's typical order"] == triage.cost(WEEKS["ward"], KEYS)
    assert page.answer("triage_ward").value == {"order": list(KEYS[::-1])}
    press(lab, "edit", setting=places_of(KEYS))
    press(lab, "compare")
    assert page.answer("triage_ward").value == {"order": list(KEYS[::-1])}, "the best order was seen since"
    again = labs.triage(page)
    press(again, "compare")
    assert page.answer("triage_ward").value == {"order": list(KEYS[::-1])}


def test_an_order_that_nobody_made_is_not_kept(folder):
    """Whoever looks at the best order at once has no order of their own, then or later."""
    page = Page("01_two_views", folder=folder)
    lab = labs.triage(page)
    press(lab, "compare")
    press(lab, "edit", setting=places_of(KEYS[::-1]))
    press(lab, "compare")
    assert page.answer("triage_ward") is None


def test_where_an_order_is_handed_in_only_points_are_told_and_only_after(folder):
    page = Page("01_two_views", assessed=True, folder=folder)
    lab = labs.triage(page, week="clinic", answer="triage")
    assert "cohort" not in str(lab.view)
    press(lab, "compare")
    assert lab.view["compared"] is None and page.answer("triage_clinic") is None
    press(lab, "hand_in")
    notice = lab.view["notice"]
    assert notice.startswith("Saved") and "middle half lost 4 to 9 points" in notice
    assert lab.view["compared"] is None
    assert not any(job.label in notice for job in WEEKS["clinic"].jobs)
