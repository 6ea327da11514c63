"""The lab of a budget for a change, as the browser speaks to it."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

from localchange import labs
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.grading.prompts import prompts_in
from localchange.labs.columns import unpack
from localchange.labs.figures import columns_of
from localchange.labs.lab import Lab
from localchange.labs.spreading import SpreadingSubject
from localchange.labs.spreading_assumptions import WORLDS_TOLD
from localchange.models.diffusion_change import NOTHING, THINGS, WORLDS, change_outcome, lived


@pytest.fixture(scope="module")
def subject():
    return SpreadingSubject()


@pytest.fixture
def lab(subject):
    return Lab(subject)


def say(lab, act, **given):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": 1, **given}, [])
    return lab.view


def column(view, name):
    return np.asarray(unpack(view["columns"][name]))


def test_five_handles_each_with_a_sentence_and_the_things_as_lists(lab):
    assert [control.key for control in lab.subject.controls] == list(NOTHING)
    assert all(control.sentence.endswith(".") for control in lab.subject.controls)
    for control in lab.subject.controls[:2]:
        assert control.choose
        assert sorted(control.names) == list(range(len(THINGS) + 1))


def test_every_column_that_is_drawn_or_listed_is_sent(lab):
    sent = set(lab.fixed) | set(lab.view["columns"])
    assert {name for figure in lab.spec["figures"] for name in columns_of(figure)} <= sent
    assert {head["column"] for head in lab.spec["table"]} <= sent


@pytest.mark.parametrize("thing", range(1, len(THINGS) + 1))
def test_picture_outputs_and_words_are_the_model_s(lab, thing):
    setting = {**NOTHING, "spend": float(thing), "radical": 70.0, "noise": 1.0}
    view = say(lab, "edit", setting=setting)
    outcome, months = change_outcome(setting), lived(setting)
    np.testing.assert_allclose(column(view, "use"), months.use.mean(axis=1))
    np.testing.assert_allclose(column(view, "beyond"), months.beyond.mean(axis=1))
    assert column(view, "use")[12] == pytest.approx(outcome.at_end_of_push)
    assert column(view, "own")[36] == pytest.approx(outcome.lasting)
    for key, value in view["outputs"]["now"].items():
        assert value == getattr(outcome, key)
    assert f"At the end of the push {100 * outcome.at_end_of_push:.1f}% do it" in view["text"]
    lives = round(64 * outcome.transformed)
    assert f"In {lives} of 64 lives: {'yes' if outcome.transformed > 0.5 else 'no'}" in view["text"]
    low, own, high = (column(view, name) for name in ("own_low", "own", "own_high"))
    assert (low <= own).all()
    assert (own <= high).all()


def test_the_mandate_and_the_baseline_stand_beside_at_the_same_change_and_cost(lab):
    chosen = {**NOTHING, "spend": 5.0, "also": 2.0, "split": 30.0, "radical": 20.0, "noise": 0.0}
    view = say(lab, "edit", setting=chosen)
    alone = lived({**chosen, "spend": 1.0, "also": 0.0, "split": 0.0})
    nothing = lived({**chosen, "spend": 0.0, "also": 0.0, "split": 0.0})
    for name in ("use", "own", "beyond"):
        np.testing.assert_allclose(column(view, f"mandate_{name}"), getattr(alone, name).mean(axis=1))
        np.testing.assert_allclose(column(view, f"nothing_{name}"), getattr(nothing, name).mean(axis=1))
    view = say(lab, "edit", setting={**chosen, "spend": 1.0, "also": 0.0, "split": 0.0})
    np.testing.assert_array_equal(column(view, "own"), column(view, "mandate_own"))


def test_what_changed_is_said_beside_what_was(lab):
    before = say(lab, "edit", setting={**NOTHING, "spend": 1.0})["outputs"]["now"]
    after = say(lab, "edit", setting={**NOTHING, "spend": 2.0})["text"]
    assert after.startswith("Spend the budget on: a mandate to brokers")
    assert f"(before: {100 * before['lasting']:.1f}%)" in after


def test_undoing_shows_the_baseline_again(lab):
    first = lab.view
    say(lab, "edit", setting={**NOTHING, "spend": 3.0})
    assert say(lab, "undo")["columns"] == first["columns"]
    assert say(lab, "redo")["setting"]["spend"] == 3


def test_a_setting_that_no_handle_can_have_is_refused(lab):
    for wrong in ({}, {**NOTHING, "spend": 7.0}, {**NOTHING, "split": 5.0}, {**NOTHING, "bribe": 1.0}, None):
        assert say(lab, "edit", setting=wrong)["notice"].endswith(".")
        assert lab.setting == NOTHING


def test_all_sets_of_assumptions_can_be_shown_and_say_what_is_other_in_them(tmp_path):
    page = Page("06_relationships", folder=tmp_path)
    assert set(WORLDS_TOLD) == set(WORLDS)
    for world in WORLDS:
        lab = labs.spreading(page, world=world)
        assert WORLDS_TOLD[world] in lab.spec["subtitle"]
        view = say(lab, "edit", setting={**NOTHING, "spend": 1.0, "radical": 30.0, "noise": 0.0})
        outcome = change_outcome(lab.setting, world=WORLDS[world])
        assert view["outputs"]["now"]["lasting"] == outcome.lasting
    with pytest.raises(CourseError, match="no world called"):
        labs.spreading(page, world="better")


def test_the_assumptions_hold_the_numbers_of_the_place(subject):
    said = " ".join(part for row in subject.assumptions.rows for part in row)
    place = subject.world
    for field in dataclasses.fields(place):
        value = getattr(place, field.name)
        if field.name in ("months", "push", "least", "familiar", "hold_out"):
            continue
        shown = {f"{value:g}", f"{value:.0%}"}
        assert any(re.search(rf"(?<![\d.]){re.escape(one)}", said) for one in shown), field.name


def test_handing_in_and_marking_know_the_settings(tmp_path):
    page = Page("06_relationships", folder=tmp_path)
    lab = labs.spreading(page, answer="budget")
    say(lab, "edit", setting={**NOTHING, "spend": 4.0})
    assert "Saved" in say(lab, "hand_in")["notice"]
    assert page.answer("budget").value["setting"]["spend"] == 4
    assert labs.spreading(page, answer="budget").setting["spend"] == 4
    assert [handle.key for handle in labs.SPREADING_HANDLES] == list(NOTHING)
    (prompt,) = prompts_in('labs.spreading(page, answer="budget")')
    assert set(prompt.labels) == set(NOTHING)
    assert (prompt.labels["spend"], prompt.labels["radical"]) == (
        "Spend the budget on",
        "How radical the change is (%)",
    )
