"""The labs of two networks, and of places that search: what they show is the model's."""

import numpy as np
import pytest

from localchange import labs
from localchange.exercises import Page
from localchange.grading.prompts import prompts_in
from localchange.labs.columns import unpack
from localchange.labs.figures import columns_of
from localchange.labs.lab import Lab
from localchange.labs.local_search import LocalSearchSubject
from localchange.labs.turning import TurningSubject
from localchange.models.diffusion_turning import STRICT, turning_outcome
from localchange.models.local_search import FREE, search_outcome

SUBJECTS = {"turning": TurningSubject, "local_search": LocalSearchSubject}


def say(lab, act, **given):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": 1, **given}, [])
    return lab.view


@pytest.fixture(params=SUBJECTS)
def lab(request):
    return Lab(SUBJECTS[request.param]())


def test_at_most_five_handles_each_with_a_sentence(lab):
    assert 1 <= len(lab.subject.controls) <= 5
    assert all(control.sentence.endswith(".") for control in lab.subject.controls)


def test_every_column_that_is_drawn_or_listed_is_sent_and_lies_in_its_scale(lab):
    sent = {**lab.fixed, **lab.view["columns"]}
    for figure in lab.spec["figures"]:
        assert set(columns_of(figure)) <= set(sent)
        low, high = figure["y"]["domain"]
        for layer in figure["layers"]:
            values = np.asarray(unpack(sent[layer["y"]]))
            assert len(values) == len(unpack(sent[layer["x"]]))
            assert low <= values.min() <= values.max() <= high
    assert {head["column"] for head in lab.spec["table"]} <= set(sent)


def test_each_handle_moves_the_picture_and_the_words(lab):
    start = {**lab.setting, **({"ties": 4.0} if "ties" in lab.setting else {})}
    for control in lab.subject.controls:
        moved = False
        for end in (control.low, control.high):
            before = say(lab, "edit", setting=start)
            after = say(lab, "edit", setting={**start, control.key: end})
            moved |= after["columns"] != before["columns"] and after["text"] != before["text"]
        assert moved, control.key


def test_undoing_shows_the_baseline_again_and_what_no_handle_can_have_is_refused(lab):
    first, start = lab.view, lab.setting
    control = lab.subject.controls[0]
    end = control.low if start[control.key] == control.high else control.high
    say(lab, "edit", setting={**start, control.key: end})
    assert say(lab, "undo")["columns"] == first["columns"]
    for wrong in (
        {},
        {**start, control.key: 999.0},
        {**start, "bribe": 1.0},
        {**start, control.key: "much"},
        None,
    ):
        assert say(lab, "edit", setting=wrong)["notice"].endswith(".")
        assert lab.setting == start


@pytest.mark.parametrize(
    "setting", [STRICT, {**STRICT, "noise": 5.0}, {**STRICT, "noise": 5.0, "months": 24.0}]
)
def test_the_verdict_on_two_networks_is_the_model_s(setting):
    lab = Lab(TurningSubject())
    view = say(lab, "edit", setting=setting)
    found = turning_outcome(setting)
    ahead = "Random ties are ahead" if found.random > found.clustered else "Close circles are ahead"
    assert ahead in view["text"]
    assert (
        f"in month {setting['months']:.0f}: {100 * found.clustered:.1f}% do it in close circles"
        in view["text"]
    )
    assert len(unpack(view["columns"]["month"])) == setting["months"] + 1
    np.testing.assert_array_equal(unpack(view["columns"]["random"]), found.random_curve)


@pytest.mark.parametrize("different", [0.0, 50.0, 100.0])
@pytest.mark.parametrize("mandated", [0.0, 100.0])
def test_what_is_said_of_the_template_is_the_model_s(different, mandated):
    lab = Lab(LocalSearchSubject())
    view = say(lab, "edit", setting={**FREE, "different": different, "mandated": mandated})
    found = search_outcome({**FREE, "different": different, "mandated": mandated})
    assert view["outputs"]["now"]["payoff"] == found.payoff
    if abs(found.payoff - found.template) < 0.005:
        assert "as much as the centre's template alone" in view["text"]
    else:
        way = "more" if found.payoff > found.template else "less"
        assert (
            f"{abs(found.payoff - found.template):.2f} {way} than the centre's template alone" in view["text"]
        )


@pytest.mark.parametrize("name", SUBJECTS)
def test_settings_can_be_handed_in_and_are_known_where_marks_are_said(name, tmp_path):
    page = Page("06_relationships", folder=tmp_path)
    opened = getattr(labs, name)(page, answer="mine")
    assert "Saved" in say(opened, "hand_in")["notice"]
    handles = {"turning": labs.TURNING_HANDLES, "local_search": labs.LOCAL_SEARCH_HANDLES}[name]
    assert {handle.key for handle in handles} == set(page.answer("mine").value["setting"])
    (prompt,) = prompts_in(f'labs.{name}(page, answer="mine")')
    assert set(prompt.labels) == {handle.key for handle in handles}
    assert getattr(labs, name).__name__ == name
    assert "answer" in getattr(labs, name).__doc__
