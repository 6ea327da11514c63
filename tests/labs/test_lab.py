"""The lab of the department, as the browser speaks to it."""

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localchange import labs
from localchange.answers import read_answers
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.labs.columns import unpack
from localchange.labs.department import BASELINE, DepartmentSubject
from localchange.labs.lab import ACTS, KEPT_RUNS, Lab

PUSHED = {"target": 95.0, "pressure": 100.0, "capacity": 11.0, "clock": 60.0, "audit": 0.0}


@pytest.fixture(scope="module")
def subject():
    return DepartmentSubject()


@pytest.fixture
def lab(subject):
    return Lab(subject)


def say(lab, act, seq=1, **given_):
    """Send what the browser sends."""
    lab._handle_custom_msg({"do": act, "from": "here", "seq": seq, **given_}, [])
    assert lab.view["asked"] == {"do": act, "from": "here", "seq": seq}, "the browser waits for its answer"
    return lab.view


def test_it_opens_at_the_baseline_and_says_so(lab):
    assert lab.setting == BASELINE
    assert lab.view["text"].startswith("This is the baseline.")
    assert all(words == "no change" for words in lab.view["outputs"]["words"].values())


def test_a_moved_handle_changes_figures_outputs_and_words(lab):
    before = lab.view
    view = say(lab, "edit", setting=PUSHED, gesture=1)
    assert view["setting"] == PUSHED
    assert not np.array_equal(
        unpack(view["columns"]["recorded_admitted"]), unpack(before["columns"]["recorded_admitted"])
    )
    assert view["outputs"]["now"] != before["outputs"]["now"]
    assert view["outputs"]["baseline"] == before["outputs"]["baseline"]
    assert "Target: no target to 95%" in view["text"]
    assert "Pressure: 50% to 100%" in view["text"]


def test_the_words_agree_with_the_figures_sent(lab):
    """Read the bars that the browser draws, and find their sums in the sentence."""
    view = say(lab, "edit", setting=PUSHED)
    column = {name: unpack(packed) for name, packed in view["columns"].items()}
    ends = unpack(lab.fixed["end"])
    for clock, words in (("recorded", "On the record"), ("real", "in truth")):
        bars = column[f"{clock}_home"] + column[f"{clock}_admitted"]
        assert bars.sum() == pytest.approx(1)
        within = 100 * bars[ends <= 240].sum()
        assert f"{words} {within:.1f}%" in view["text"]
        base = 100 * unpack(lab.fixed[f"baseline_{clock}"])[ends <= 240].sum()
        assert f"up {within - base:.1f} percentage points" in view["text"]
    bars = column["recorded_home"] + column["recorded_admitted"]
    last = 100 * bars[(ends > 220) & (ends <= 240)].sum()
    assert f"{last:.1f}% leave in the last 20 minutes" in view["text"]


def test_the_same_settings_always_give_the_same_picture(subject):
    one, other = DepartmentSubject().run(PUSHED), subject.run(PUSHED)
    assert one.outputs == other.outputs
    assert all(np.array_equal(one.columns[name], other.columns[name]) for name in one.columns)


settings_ = st.fixed_dictionaries(
    {
        "target": st.sampled_from([0.0, 70.0, 95.0, 100.0]),
        "pressure": st.sampled_from([0.0, 50.0, 100.0]),
        "capacity": st.sampled_from([9.0, 11.0]),
        "clock": st.sampled_from([0.0, 30.0]),
        "audit": st.just(0.0),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(settings_, max_size=8))
def test_undoing_everything_shows_the_baseline_again(subject, made):
    lab = Lab(subject)
    first = lab.view
    for seq, setting in enumerate(made):
        say(lab, "edit", seq, setting=setting)
    for _ in range(lab.view["undo"]):
        say(lab, "undo")
    assert lab.setting == BASELINE
    assert lab.view["columns"] == first["columns"]
    assert lab.view["outputs"] == first["outputs"]
    assert say(lab, "undo")["notice"] == "There is nothing to undo."


def test_redo_shows_what_undo_took(lab):
    there = say(lab, "edit", setting=PUSHED)
    say(lab, "undo")
    again = say(lab, "redo")
    assert again["columns"] == there["columns"]
    assert again["text"].startswith("Done again.")
    assert say(lab, "redo")["notice"] == "There is nothing to do again."


def test_words_compare_with_where_a_gesture_began(lab):
    for pressure in (55.0, 60.0, 65.0):
        view = say(lab, "edit", setting={**BASELINE, "pressure": pressure}, gesture=7)
    assert view["text"].startswith("Pressure: 50% to 65%.")
    assert view["undo"] == 1


def test_replay_gives_the_picture_before_and_what_to_call_both(lab):
    first = lab.view
    assert "move a handle first" in say(lab, "replay")["notice"]
    say(lab, "edit", setting={**BASELINE, "target": 98.0})
    view = say(lab, "replay")
    assert view["replay"]["columns"] == first["columns"]
    assert view["replay"]["setting"] == BASELINE
    assert view["replay_words"] == ["Target no target", "Target 98%"]
    assert view["setting"]["target"] == 98.0, "a replay moves nothing"
    assert "replay" not in say(lab, "reset")


def test_scenarios_are_kept_compared_and_shown_again(lab):
    say(lab, "edit", setting=PUSHED)
    kept = say(lab, "keep", slot=1, name="  Push   hard ")["slots"][1]
    assert kept["name"] == "Push hard"
    assert kept["setting"] == PUSHED
    assert kept["outputs"] == lab.view["outputs"]["now"]
    say(lab, "reset")
    assert lab.view["slots"][1] == kept, "a reset leaves scenarios alone"
    assert say(lab, "show", slot=1)["setting"] == PUSHED
    assert say(lab, "undo")["setting"] == BASELINE, "showing a scenario can be undone"
    assert "Nothing is kept" in say(lab, "show", slot=0)["notice"]
    assert "places to keep" in say(lab, "keep", slot=9, name="x")["notice"]


def test_a_scenario_without_a_name_gets_one(lab):
    assert say(lab, "keep", slot=2, name="   ")["slots"][2]["name"] == "Scenario C"


def test_the_line_to_share_brings_a_colleague_to_the_same_settings(lab, subject):
    line = say(lab, "edit", setting=PUSHED)["share"]
    colleague = Lab(subject)
    assert say(colleague, "load", text=f"  {line}\n")["setting"] == PUSHED


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "not from this lab"),
        ("#state=week;hours=3", "not from this lab"),
        ("x" * 100_000, "not from this lab"),
        ("#state=department;target=95", "no number for"),
        ("#state=department;target=ninety;pressure=50", "no number after “target”"),
        (
            "#state=department;target=95;pressure=nan;capacity=11;clock=30;audit=0",
            "Pressure must be a number",
        ),
        ("#state=department;target=33;pressure=50;capacity=11;clock=30;audit=0", "Target must be from"),
        ("#state=department;target=95;pressure=51;capacity=11;clock=30;audit=0", "in steps of 5"),
        (
            "#state=department;target=95;pressure=50;capacity=11;clock=30;audit=0;bribe=1",
            "no handle called bribe",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_one_sentence_and_moves_nothing(lab, line, said):
    view = say(lab, "load", text=line)
    assert said in view["notice"]
    assert view["setting"] == BASELINE
    assert view["undo"] == 0


@pytest.mark.parametrize("setting", [{}, {"target": "high"}, {**BASELINE, "capacity": 400}, None])
def test_a_setting_that_no_handle_can_have_is_refused(lab, setting):
    assert say(lab, "edit", setting=setting)["notice"]
    assert lab.setting == BASELINE


def test_an_unknown_message_is_answered_too(lab):
    assert "does not know" in say(lab, "__class__")["notice"]


def test_when_the_model_fails_the_browser_hears_of_it(lab, monkeypatch, caplog):
    def fail(setting):
        raise RuntimeError("beds")

    monkeypatch.setattr(lab.subject, "run", fail)
    view = say(lab, "edit", setting=BASELINE | {"capacity": 14.0})
    assert "did not work" in view["notice"]
    assert view["setting"] == BASELINE, "the picture and the handles still belong together"
    assert "could not do edit" in caplog.text


def test_the_band_comes_in_steps_and_goes_when_a_handle_moves(lab):
    assert lab.view["band_to_come"]
    assert "recorded_low" not in lab.view["columns"]
    seen = 0
    while lab.view["band_to_come"]:
        say(lab, "band")
        seen += 1
        assert seen < 10, "the band never ends"
    column = {name: unpack(packed) for name, packed in lab.view["columns"].items()}
    for clock in ("recorded", "real"):
        assert (column[f"{clock}_low"] <= column[f"{clock}_high"]).all()
        bars = column[f"{clock}_home"] + column[f"{clock}_admitted"]
        inside = (column[f"{clock}_low"] <= bars) & (bars <= column[f"{clock}_high"])
        assert inside.mean() > 0.7, "the run that is shown is not one of those that the band describes"
    view = say(lab, "edit", setting=PUSHED)
    assert view["band_to_come"]
    assert "recorded_low" not in view["columns"]


def test_remembered_runs_do_not_grow_without_end(lab):
    for pressure in range(0, 105, 5):
        for target in (70, 80, 90, 95):
            say(lab, "edit", setting={**BASELINE, "pressure": float(pressure), "target": float(target)})
    assert len(lab._runs) <= KEPT_RUNS


def test_a_change_travels_in_few_bytes(lab):
    """Arrays go as bytes; what is left is small, so that a far-away server still feels near."""
    view = say(lab, "edit", setting=PUSHED)
    assert all(isinstance(column["data"], bytes) for column in view["columns"].values())
    words = json.dumps({name: part for name, part in view.items() if name != "columns"})
    assert len(words) < 6_000
    assert sum(len(column["data"]) for column in view["columns"].values()) < 10_000


def test_what_is_handed_in_is_what_is_shown(tmp_path):
    page = Page("03_targets", assessed=True, folder=tmp_path)
    lab = labs.department(page, answer="standard")
    say(lab, "edit", setting=PUSHED)
    assert "Saved" in say(lab, "hand_in")["notice"]
    saved = read_answers(tmp_path / "answers.json", "03_targets")["standard"]
    assert saved.kind == "setting"
    assert saved.value == {"setting": lab.view["setting"]} == {"setting": PUSHED}
    say(lab, "edit", setting=BASELINE)
    assert page.answer("standard").value == {"setting": PUSHED}, "only the button hands in"


def test_the_lab_opens_again_on_what_was_handed_in(tmp_path):
    lab = labs.department(Page("03_targets", assessed=True, folder=tmp_path), answer="standard")
    say(lab, "edit", setting=PUSHED)
    say(lab, "hand_in")
    again = labs.department(Page("03_targets", assessed=True, folder=tmp_path), answer="standard")
    assert again.setting == PUSHED
    assert again.view["text"].startswith("These are the settings that you handed in.")
    assert say(again, "undo")["setting"] == BASELINE


@pytest.mark.parametrize("setting", [{"target": 12}, {**PUSHED, "capacity": 99}, {}])
def test_a_saved_answer_that_does_not_fit_is_no_reason_to_fail(tmp_path, setting):
    page = Page("03_targets", assessed=True, folder=tmp_path)
    page.save("standard", "setting", {"setting": setting or {"other": 1}})
    assert labs.department(page, answer="standard").setting == BASELINE


def test_a_lab_without_an_answer_has_no_button_and_saves_nothing(tmp_path):
    lab = labs.department(Page("03_targets", folder=tmp_path))
    assert lab.spec["hand_in"] is False
    assert "nothing to hand in" in say(lab, "hand_in")["notice"]
    assert not (tmp_path / "answers.json").exists()


def test_the_hand_in_list_knows_of_a_lab_that_asks_for_settings(tmp_path):
    page = Page("03_targets", assessed=True, folder=tmp_path)
    labs.department(page, answer="standard")
    assert "standard" in page.questions


def test_while_a_notebook_is_marked_no_model_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr(DepartmentSubject, "run", lambda *_: pytest.fail("the model ran"))
    lab = labs.department(Page("03_targets", assessed=True, folder=tmp_path), answer="standard")
    assert "rests" in lab.as_text()
    assert not (tmp_path / "answers.json").exists()


def test_every_act_of_the_browser_is_known():
    assert {"edit", "undo", "redo", "reset", "replay", "keep", "show", "load", "hand_in", "band"} == ACTS


def test_the_handles_are_those_of_the_model():
    from localchange.models.emergency_settings import RANGES

    assert [handle.key for handle in labs.DEPARTMENT_HANDLES] == list(RANGES)
    assert len(labs.DEPARTMENT_HANDLES) <= 5
    for handle in labs.DEPARTMENT_HANDLES:
        labs.department_from({handle.key: handle.value})
        labs.department_from({handle.key: handle.high})
    with pytest.raises(CourseError):
        labs.department_from({"target": 101})
