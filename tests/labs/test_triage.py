"""The lab of a week of jobs, as the browser speaks to it."""

import json

import pytest

from localchange import labs
from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.labs.columns import unpack
from localchange.labs.triage import TriageSubject, order_of, places_of
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS

WARD = WEEKS["ward"]
BEST = triage.best(WARD).order


@pytest.fixture
def page(tmp_path):
    return Page("01_two_views", assessed=True, folder=tmp_path)


@pytest.fixture
def lab(page):
    return labs.triage(page, answer="order")


def say(lab, act, seq=1, **given):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": seq, **given}, [])
    assert lab.view["asked"] == {"do": act, "from": "here", "seq": seq}, "the browser waits for its answer"
    return lab.view


def test_it_opens_first_come_first_served(lab):
    assert lab.view["plan"]["order"] == [job.key for job in WARD.jobs]
    assert lab.view["plan"] == lab.view["baseline_plan"]
    assert lab.view["text"].startswith("This is the baseline. First come")
    assert lab.view["compared"] is None, "the best order is not told before it is asked for"
    best = json.dumps(list(BEST))
    assert best not in json.dumps({**lab.spec, **{k: v for k, v in lab.view.items() if k != "columns"}})


@pytest.mark.parametrize("name", WEEKS)
def test_every_week_can_be_shown_and_its_best_order_set(page, name):
    lab = labs.triage(page, week=name)
    best = triage.best(WEEKS[name])
    view = say(lab, "edit", setting=places_of(best.order))
    assert view["plan"]["cost"] == best.cost == view["outputs"]["now"]["cost"]
    assert len(lab.spec["jobs"]) == len(view["plan"]["placed"]) == len(WEEKS[name].jobs)


def test_a_move_is_said_by_the_job_that_was_moved(lab):
    order = [job.key for job in WARD.jobs]
    order.insert(0, order.pop(order.index("rota")))
    view = say(lab, "edit", setting=places_of(order))
    assert view["text"].startswith("Fill the gaps in next week's rota: fourth to first.")
    assert view["plan"]["placed"][0]["done_words"] == "Monday 13:00"


def test_words_table_and_picture_agree(lab):
    view = say(lab, "edit", setting=places_of(triage.by_rule(WARD, "loudest")))
    plan = triage.schedule(WARD, triage.by_rule(WARD, "loudest"))
    assert f"{plan.cost} points lost" in view["text"]
    for key in plan.late:
        assert WARD.job(key).label in view["text"].split("Late: ")[1]
    assert unpack(view["columns"]["job"]) == [one.job.label for one in plan.placed]
    assert [word == "late" for word in view["columns"]["in_time"]] == [one.late for one in plan.placed]
    assert [one["end"] for one in view["plan"]["placed"]] == [one.end for one in plan.placed]


def test_undo_redo_reset_and_scenarios(lab):
    first, mine = lab.setting, places_of(BEST)
    say(lab, "edit", setting=mine)
    say(lab, "keep", slot=0, name="Mine")
    assert say(lab, "undo")["setting"] == first
    assert say(lab, "redo")["setting"] == mine
    assert say(lab, "reset")["plan"]["order"] == [job.key for job in WARD.jobs]
    assert say(lab, "show", slot=0)["setting"] == mine


def test_where_an_order_is_handed_in_the_best_one_is_not_told(page, lab):
    lab._handle_custom_msg({"do": "compare", "from": "here", "seq": 1}, [])
    assert lab.view["compared"] is None
    assert lab.spec["hand_in"] and not labs.triage(page).spec["hand_in"]


def test_comparing_shows_the_best_order_and_the_rules_and_goes_on_comparing(page):
    lab = labs.triage(page)
    compared = say(lab, "compare")["compared"]
    names = [row[0] for row in compared["rows"]]
    assert names == ["Yours, as it stands", "The best order", *(name for name, _ in triage.RULES.values())]
    assert compared["rows"][1][1] == triage.best(WARD).cost
    assert "yours comes 0% of the way" in compared["says"]
    after = say(lab, "edit", setting=places_of(BEST))["compared"]
    assert "yours comes 100% of the way" in after["says"]


def test_orders_of_other_people_are_set_beside_ones_own(page):
    theirs = labs.triage(page)
    line = say(theirs, "edit", setting=places_of(BEST))["share"]
    mine = labs.triage(page)
    before = mine.view["plan"]
    view = say(mine, "beside", text=f"  {line} ")
    rows = view["compared"]["rows"]
    assert [row[0] for row in rows[:3]] == ["Yours, as it stands", "Somebody else's, 1", "The best order"]
    assert rows[1][1:] == rows[2][1:] != rows[0][1:]
    assert view["plan"] == before, "one's own order is left alone"
    say(mine, "beside", text=line)
    assert len(mine.others) == 1, "the same order twice is one"
    for step in range(1, 12):
        say(
            mine,
            "beside",
            text=say(theirs, "edit", setting=places_of([*BEST[step % 8 :], *BEST[: step % 8]]))["share"],
        )
    assert len(mine.others) == 8


@pytest.mark.parametrize(
    "text", ["", "hello", "#state=triage-clinic;a=1", "#state=triage-ward;rota=1", "x" * 10_000]
)
def test_a_line_that_is_no_order_changes_nothing_and_is_said(page, text):
    lab = labs.triage(page)
    view = say(lab, "beside", text=text)
    assert (
        view["notice"].endswith((".", "#state=triage-ward")) and view["compared"] is None and not lab.others
    )


def test_where_an_order_is_handed_in_no_other_is_set_beside_it(lab):
    lab._handle_custom_msg({"do": "beside", "from": "here", "seq": 1, "text": lab.view["share"]}, [])
    assert lab.view["compared"] is None and not lab.others


def test_what_is_handed_in_is_a_ranking_and_comes_back(page, lab, tmp_path):
    say(lab, "edit", setting=places_of(BEST))
    assert "Saved" in say(lab, "hand_in")["notice"]
    saved = read_answers(tmp_path / "answers.json", "01_two_views")["order"]
    assert saved.kind == "ranking" and saved.value == {"order": list(BEST)}
    again = labs.triage(Page("01_two_views", assessed=True, folder=tmp_path), answer="order")
    assert again.view["plan"]["order"] == list(BEST)


@pytest.mark.parametrize("order", [["rota"], [], [*BEST, "more"], list(triage.best(WEEKS["clinic"]).order)])
def test_a_saved_order_that_does_not_fit_is_no_reason_to_fail(page, order):
    page.save("order", "ranking", {"order": order})
    assert labs.triage(page, answer="order").setting == TriageSubject(WARD).baseline


@pytest.mark.parametrize(
    "setting",
    [
        {},
        {"rota": 1},
        dict.fromkeys(BEST, 1.0),
        {**places_of(BEST), "other": 9},
        dict.fromkeys(BEST, "x"),
    ],
)
def test_places_that_are_no_order_are_refused_and_change_nothing(lab, setting):
    before = lab.setting
    with pytest.raises(CourseError, match="place of its own"):
        order_of(WARD, setting)
    assert "place of its own" in say(lab, "edit", setting=setting)["notice"]
    assert lab.setting == before


def test_a_week_that_is_not_there_is_said_so(page):
    with pytest.raises(CourseError, match="no week called"):
        labs.triage(page, week="court")


def test_while_a_notebook_is_marked_it_rests(page, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert "rests" in labs.triage(page, answer="order").as_text()
    assert "rests" in labs.policy_inbox(page).as_text()
