"""The labs on places to intervene and on trials, and the chart of the real waiting list."""

import re

import numpy as np
import pytest

from localchange import data, labs
from localchange.exercises import Page
from localchange.labs.columns import unpack
from localchange.labs.figures import columns_of
from localchange.labs.lab import Lab
from localchange.labs.leverage import BASELINE, NAMES, PLACES, LeverageSubject
from localchange.labs.trials import TrialsSubject
from localchange.models.trials import trial_outcome
from localchange.models.waiting_list_leverage import MODELLED, POINTS, leverage_outcome
from localchange.models.waiting_list_service import HOSPITAL

SUBJECTS = {"leverage": LeverageSubject, "trials": TrialsSubject}


def say(lab, act, **given):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": 1, **given}, [])
    return lab.view


@pytest.fixture(params=SUBJECTS)
def lab(request):
    return Lab(SUBJECTS[request.param]())


def test_at_most_five_handles_each_with_a_sentence(lab):
    assert 1 <= len(lab.subject.controls) <= 5
    assert all(control.sentence.endswith(".") for control in lab.subject.controls)


def test_every_column_that_is_drawn_or_listed_is_sent(lab):
    sent = set(lab.fixed) | set(lab.view["columns"])
    for figure in lab.spec["figures"]:
        assert {name for name in columns_of(figure) if not name.startswith("band_")} <= sent
    assert {head["column"] for head in lab.spec["table"]} <= sent


def test_each_handle_moves_the_picture_and_the_words(lab):
    start = lab.setting
    for control in lab.subject.controls:
        ends = [end for end in (control.low, control.high) if end != start[control.key]]
        moved = False
        for end in ends:
            # A budget does nothing as long as nobody intervenes.
            setting = (
                {**start, "point": 5.0, control.key: end}
                if control.key == "budget"
                else {**start, control.key: end}
            )
            before = say(lab, "edit", setting={**setting, control.key: start[control.key]})
            after = say(lab, "edit", setting=setting)
            moved |= after["columns"] != before["columns"] and after["text"] != before["text"]
        assert moved, control.key


def test_undoing_shows_the_baseline_again(lab):
    first = lab.view
    control = lab.subject.controls[0]
    end = control.low if lab.setting[control.key] == control.high else control.high
    say(lab, "edit", setting={**lab.setting, control.key: end})
    assert say(lab, "undo")["columns"] == first["columns"]
    assert say(lab, "redo")["setting"][control.key] == end


def test_a_setting_that_no_handle_can_have_is_refused(lab):
    start = lab.setting
    key = lab.subject.controls[0].key
    for wrong in ({}, {**start, key: 999.0}, {**start, "bribe": 1.0}, {**start, key: "much"}, None):
        view = say(lab, "edit", setting=wrong)
        assert view["notice"].endswith(".")
        assert lab.setting == start


def test_a_colleague_gets_the_same_from_the_line(lab):
    control = lab.subject.controls[0]
    line = say(lab, "edit", setting={**lab.setting, control.key: control.high})["share"]
    other = Lab(type(lab.subject)())
    assert say(other, "load", text=line)["setting"] == lab.setting


def test_the_places_are_named_by_meadows_s_numbers():
    assert len(NAMES) == len(PLACES) == 10
    for place, key in enumerate(PLACES):
        expected = "nowhere" if key is None else f"{POINTS[key].number}. {POINTS[key].name}"
        assert NAMES[float(place)] == expected
    control = LeverageSubject.controls[0]
    assert control.choose
    assert set(control.names) == {float(n) for n in range(int(control.high) + 1)}


@pytest.mark.parametrize("place", range(len(PLACES)))
def test_what_the_lab_says_of_a_place_is_the_model_s(place):
    lab = Lab(LeverageSubject())
    view = say(lab, "edit", setting={**BASELINE, "point": float(place)})
    from localchange.labs.leverage import SEED

    found = leverage_outcome(PLACES[place], 1.0, 0.15, SEED)
    assert f"costs {found.cost:,.0f} points" in view["text"]
    assert f"{found.wait_highest:.1f} weeks at most" in view["text"]
    assert view["outputs"]["now"]["missed"] == found.missed
    wait = unpack(view["columns"]["wait"])
    assert np.max(wait) == pytest.approx(found.wait_highest)
    assert np.abs(wait - HOSPITAL.promise_weeks).mean() == pytest.approx(found.missed)


def test_every_line_and_bar_lies_inside_its_scale():
    lab = Lab(LeverageSubject())
    for point in (0.0, 1.0, 7.0):
        for surge in (0.0, 30.0):
            view = say(lab, "edit", setting={**BASELINE, "point": point, "surge": surge})
            (top,) = unpack(view["columns"]["staff_top"])
            assert (
                max(unpack(view["columns"]["staff"]).max(), unpack(lab.fixed["baseline_staff"]).max()) <= top
            )
            assert (
                max(unpack(view["columns"]["wait"]).max(), unpack(lab.fixed["baseline_wait"]).max())
                <= view["top"]
            )


def test_the_assumptions_speak_of_all_twelve_and_say_what_is_not_there():
    rows = LeverageSubject.assumptions.rows
    assert len(rows) == 12
    assert sum(row[2].startswith("no:") for row in rows) == 3
    assert sum(row[2].startswith("in part:") for row in rows) == 3
    assert len(MODELLED) == 9


def test_the_year_shown_lies_in_the_middle_of_chance():
    from localchange.labs.leverage import SEED

    costs = [leverage_outcome(None, seed=seed).cost for seed in range(1, 60)]
    low, high = np.quantile(costs, (0.2, 0.8))
    assert low < leverage_outcome(None, seed=SEED).cost < high


def test_the_band_of_other_years_comes_in_steps_and_holds_most_of_what_is_shown():
    lab = Lab(LeverageSubject())
    while lab.view["band_to_come"]:
        say(lab, "band")
    low, high = (unpack(lab.view["columns"][f"band_{end}"]) for end in ("low", "high"))
    wait = unpack(lab.view["columns"]["wait"])
    assert (low <= high).all()
    assert ((low <= wait) & (wait <= high)).mean() > 0.8


def test_the_words_on_trials_agree_with_the_figures():
    lab = Lab(TrialsSubject())
    for change, verdict in (
        ({"paper": 0.0}, "Trials bring more"),
        ({"paper": 100.0, "alike": 100.0}, "The roll-out brings more"),
    ):
        view = say(lab, "edit", setting={**lab.subject.baseline, **change})
        assert verdict in view["text"]
        found = trial_outcome(lab.setting, 5)
        said = re.findall(r"(minus )?(\d\.\d\d) (?:points|by)", view["text"])
        assert [float(number) for _, number in said[:2]] == pytest.approx(
            [abs(found.roll_out), abs(found.trials)], abs=0.006
        )
        assert np.mean(unpack(view["columns"]["trials"])) == pytest.approx(found.trials)


def test_handing_in_the_settings_of_a_place(tmp_path):
    page = Page("05_complex_systems", folder=tmp_path)
    lab = labs.leverage(page, answer="place")
    say(lab, "edit", setting={**BASELINE, "point": 4.0})
    assert "Saved" in say(lab, "hand_in")["notice"]
    assert page.answer("place").value["setting"]["point"] == 4.0
    assert labs.leverage(page, answer="place").setting["point"] == 4.0


def test_the_chart_of_the_real_list_holds_the_published_figures(tmp_path):
    chart = labs.waiting_times(Page("05_complex_systems", folder=tmp_path))
    table = data.referral_to_treatment()
    np.testing.assert_array_equal(unpack(chart.fixed["median"]), table["median_weeks"])
    np.testing.assert_allclose(unpack(chart.fixed["millions"]), table["waiting"] / 1e6)
    assert data.attribution("referral_to_treatment") in chart.as_text()
    rows = table.set_index("period")
    for month in ("2020-02-01", "2020-05-01", "2022-10-01"):
        assert f"{rows.loc[month, 'waiting'] / 1e6:.2f} million" in chart.words
    last = rows.index[rows["share_within_18"] >= 0.92][-1]
    assert f"{last:%B %Y}" in chart.words
    assert len(chart.spec["cautions"]) == len(data.cautions("referral_to_treatment"))


def test_the_toy_stands_beside_the_real_list(tmp_path):
    chart = labs.waiting_beside(Page("05_complex_systems", folder=tmp_path))
    table = data.referral_to_treatment()
    real = table.loc[table["period"] >= "2020-02-01", "waiting"].to_numpy(dtype=float)
    np.testing.assert_allclose(unpack(chart.fixed["real_list"]), 100 * real / real[0])
    assert unpack(chart.fixed["toy_wait"])[0] == 100
    assert f"ended at {unpack(chart.fixed['real_wait'])[-1]:.0f}" in chart.words
    assert "not the same measure" in chart.spec["cautions"][0]
    assert "chosen by hand" in chart.spec["caption"]
