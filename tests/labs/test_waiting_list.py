"""The play on the waiting list, as the browser speaks to it: what is seen, saved, taken back and revealed."""

import dataclasses

import numpy as np
import pytest

from localchange import labs
from localchange.answers import read_answers
from localchange.exercises import Page
from localchange.labs.columns import unpack
from localchange.labs.waiting_list import TOLD, WaitingListSubject, new_seed
from localchange.labs.waiting_list_assumptions import assumptions
from localchange.models.waiting_list import TAIL
from localchange.models.waiting_list_play import MONTHS, UNDECIDED, bench, live, month_keys, outcome
from localchange.models.waiting_list_service import HOSPITAL, SERVICES


@pytest.fixture
def page(tmp_path):
    return Page("05_complex_systems", folder=tmp_path)


def say(lab, act, **given):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": 1, **given}, [])
    assert lab.view["asked"]["do"] == act, "the browser waits for its answer"
    return lab.view


def live_on(lab, posts):
    for each in posts:
        view = say(lab, "live", setting={"posts": each})
    return view


def column(lab, name):
    return np.asarray(unpack(lab.view["columns"][name]))


def saved(page):
    return read_answers(page.folder / "answers.json", page.slug)["waiting_list"].value["setting"]


def test_it_opens_on_the_first_month_and_saves_nothing(page):
    lab = labs.waiting_list(page)
    assert lab.words.startswith("Nothing is decided yet. Month 1 of 12.")
    assert "18.0 weeks" in lab.words
    assert not (page.folder / "answers.json").exists()
    assert "waiting_list" in page.questions


def test_each_month_is_saved_as_it_is_lived(page):
    lab = labs.waiting_list(page)
    view = say(lab, "live", setting={"posts": 5})
    assert view["notice"].startswith("Saved")
    assert view["text"].startswith("Posts advertised in month 1: 5. Month 2 of 12.")
    assert saved(page)["m01"] == 5
    assert [saved(page)[key] for key in month_keys()[1:]] == [UNDECIDED] * 11
    assert view["decisions"] == "Posts advertised, month by month: 5."


def test_only_what_a_manager_would_know_is_sent_before_the_end(page):
    """The true wait, the best policy and the months to come are not in the page until the play is over."""
    lab = labs.waiting_list(page)
    view = live_on(lab, [2, 3, 4])
    for hidden in ("wait", "best_wait", "best_posts", "best_staff"):
        assert np.isnan(column(lab, hidden)).all(), hidden
    for seen in ("published", "staff", "coming"):
        assert np.isfinite(column(lab, seen)[:4]).all()
        assert np.isnan(column(lab, seen)[4:]).all()
    assert list(column(lab, "posts")[1:4]) == [2, 3, 4]
    assert "who" not in view["columns"]
    assert "true wait" not in view["text"]
    assert "surge" not in str(lab.spec)


def test_what_is_shown_is_the_model_s(page):
    lab = labs.waiting_list(page)
    live_on(lab, [2, 9, 4])
    lived = live((2, 9, 4), int(lab.setting["seed"]))
    for name in ("published", "staff", "coming"):
        np.testing.assert_array_equal(column(lab, name)[:4], getattr(lived, name)[0, :4])
    assert f"{lived.published[0, 3]:.1f} weeks" in lab.words
    assert f"{lived.referred[0, 2]:,.0f} people joined the list" in lab.words
    assert f"{lived.staff[0, 3]:.1f} staff in post, and {lived.coming[0, 3]:.1f} on their way" in lab.words


def test_what_is_seen_does_not_depend_on_what_is_decided_later(page):
    lab = labs.waiting_list(page)
    live_on(lab, [3, 3])
    before = column(lab, "published")[:3].copy()
    live_on(lab, [12, 12, 12])
    np.testing.assert_array_equal(column(lab, "published")[:3], before)


def test_the_end_reveals_and_the_words_agree_with_marking(page):
    lab = labs.waiting_list(page)
    posts = [0, 2, 5, 3, 2, 1, 1, 1, 1, 0, 0, 1]
    view = live_on(lab, posts)
    assert view["over"]
    played = outcome(saved(page))
    assert f"cost {played.cost:,.0f} points" in view["text"]
    assert f"costs {played.best_cost:,.0f}" in view["text"]
    assert f"{100 * played.share:.1f}% of the way" in view["text"]
    assert f"{', '.join(str(n) for n in played.best)}." in view["text"]
    for cost in bench(int(lab.setting["seed"])).rules.values():
        assert f"{cost.cost[0]:,.0f} (" in view["text"]
    for name in ("wait", "published", "best_wait", "best_staff"):
        assert np.isfinite(column(lab, name)).all()
    assert column(lab, "over")[1] == 0, "the best policy is the zero of the scale"
    assert column(lab, "over")[0] == pytest.approx(played.cost / played.best_cost - 1)
    assert "All 12 months are lived" in say(lab, "live", setting={"posts": 1})["notice"]


def test_undo_redo_and_start_again_are_saved_and_keep_the_year(page):
    lab = labs.waiting_list(page)
    live_on(lab, [5, 6])
    seed, there = saved(page)["seed"], dict(lab.view["columns"])
    assert say(lab, "undo")["text"].startswith("Taken back. Month 2 of 12.")
    assert (saved(page)["m01"], saved(page)["m02"]) == (5, UNDECIDED)
    assert say(lab, "redo")["columns"] == there
    assert saved(page)["m02"] == 6
    assert say(lab, "reset")["text"].startswith("You start again, in the same year. Month 1 of 12.")
    assert saved(page)["m01"] == UNDECIDED
    assert saved(page)["seed"] == seed
    assert say(lab, "undo")["columns"] == there, "starting again can be undone"
    assert say(lab, "redo")["decisions"].endswith("none yet.")
    assert "no month to live again" in say(lab, "redo")["notice"]
    for _ in range(5):
        view = say(lab, "undo")
    assert "no month to take back" in view["notice"]


def test_a_reload_goes_on_where_it_was_in_the_same_year(page, tmp_path):
    lab = labs.waiting_list(page)
    live_on(lab, [5, 0, 7])
    again = labs.waiting_list(Page("05_complex_systems", folder=tmp_path))
    assert again.words.startswith("You left off here. Month 4 of 12.")
    assert again.setting == lab.setting
    assert again.view["columns"] == lab.view["columns"]
    assert again.view["setting"] == {"posts": 7}
    assert say(again, "undo")["text"].startswith("Taken back. Month 3 of 12.")


def test_two_learners_have_two_years(tmp_path):
    seeds = set()
    for name in "abc":
        (tmp_path / name).mkdir()
        lab = labs.waiting_list(Page("05_complex_systems", folder=tmp_path / name))
        live_on(lab, [1])
        seeds.add(lab.setting["seed"])
    assert len(seeds) == 3


def test_on_an_assessed_page_a_month_that_is_lived_is_lived(tmp_path):
    lab = labs.waiting_list(Page("05_complex_systems", assessed=True, folder=tmp_path), "court_year", "court")
    live_on(lab, [4])
    for act in ("undo", "reset", "redo", "edit", "load", "replay"):
        assert "does not know" in say(lab, act)["notice"]
    assert lab.spec["tools"] == []
    assert "cannot be taken back" in lab.spec["play_note"], "it is said before the first month"
    assert lab.setting["m01"] == 4
    free = labs.waiting_list(Page("05_complex_systems", assessed=True, folder=tmp_path), "again", once=False)
    assert [act for act, _ in free.spec["tools"]] == ["undo", "redo", "reset"]


@pytest.mark.parametrize(
    "given", [{}, {"posts": 13}, {"posts": -1}, {"posts": 2.5}, {"posts": None}, {"posts": True}, None]
)
def test_a_decision_that_cannot_be_is_one_sentence_and_lives_nothing(page, given):
    lab = labs.waiting_list(page)
    view = say(lab, "live", setting=given)
    assert view["notice"].endswith(".")
    assert lab.view["decisions"].endswith("none yet.")
    assert not (page.folder / "answers.json").exists()


@pytest.mark.parametrize("value", [{}, {"m01": 3}, {"seed": 5, "m01": 99}])
def test_a_saved_play_that_does_not_fit_is_no_reason_to_fail(page, value):
    page.save("waiting_list", "setting", {"setting": value})
    assert labs.waiting_list(page).words.startswith("Nothing is decided yet.")


def test_when_it_cannot_be_saved_the_month_is_not_lived(page):
    lab = labs.waiting_list(page)
    (page.folder / ".answers").write_text("in the way of the folder that the store needs")
    view = say(lab, "live", setting={"posts": 3})
    assert view["notice"].startswith("Not saved")
    assert view["decisions"].endswith("none yet.")
    (page.folder / ".answers").unlink()
    assert say(lab, "live", setting={"posts": 3})["decisions"].endswith("month by month: 3.")


def test_while_a_notebook_is_marked_no_model_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(WaitingListSubject, "run", lambda *_: pytest.fail("the model ran"))
    lab = labs.waiting_list(Page("05_complex_systems", assessed=True, folder=tmp_path))
    assert "rests" in lab.as_text()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_can_be_played_to_the_end(tmp_path, name):
    lab = labs.waiting_list(Page("05_complex_systems", folder=tmp_path), service=name)
    assert TOLD[name].title in lab.as_text()
    assert "months are over" in live_on(lab, [2] * MONTHS)["text"]


def test_thirty_six_months(page):
    lab = labs.waiting_list(page, "long", months=36)
    view = live_on(lab, [1] * 35)
    assert "Month 36 of 36" in view["text"]
    assert len(labs.waiting_handles(36)) == 37
    assert len(column(lab, "published")) == 36 + TAIL + 1


def test_the_assumptions_account_for_every_parameter():
    """A parameter that nobody is told of would be a number slipped in."""
    rows = assumptions(HOSPITAL).rows
    assert len(rows) >= len(dataclasses.fields(HOSPITAL))
    text = " ".join(" ".join(row) for row in rows)
    for field in dataclasses.fields(HOSPITAL):
        value = getattr(HOSPITAL, field.name)
        shown = {f"{n:,g}" for n in np.ravel(value)} | {f"{100 * n:g}" for n in np.ravel(value)}
        shown |= {f"{10 * n:g}" for n in np.ravel(value)} | {f"{n + 1:g}" for n in np.ravel(value)}
        shown |= {f"{n:,.0f}" for n in np.ravel(value)}
        assert any(each in text for each in shown), field.name
    assert all(row[2] for row in rows)


def test_the_seed_is_drawn_from_chance_that_is_passed():
    assert new_seed(np.random.default_rng(4)) == new_seed(np.random.default_rng(4))
    assert all(1 <= new_seed(np.random.default_rng(n)) <= 999_999 for n in range(50))
