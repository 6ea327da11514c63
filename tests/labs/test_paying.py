"""The labs of paying and inspecting against the models' own numbers, and what is kept back until it may be seen."""

import dataclasses
import inspect
import itertools

import numpy as np
import pytest

from localchange import data, labs
from localchange.exercises import Page
from localchange.labs import inspecting_picture, paying_picture
from localchange.labs.columns import pack_all, unpack
from localchange.labs.figures import columns_of
from localchange.labs.inspecting import InspectingSubject
from localchange.labs.inspecting_assumptions import ASSUMPTIONS as INSPECTING
from localchange.labs.paying import PayingSubject
from localchange.labs.paying_assumptions import ASSUMPTIONS as PAYING
from localchange.marking.goals import Goal
from localchange.marking.settings import setting as setting_marked
from localchange.models import incentives_providers, inspection
from localchange.models.incentives_scheme import LAB_SEED, READ_AT, WORLDS, live, scheme_outcome
from localchange.models.inspection_regime import LAB_SEED as INSPECTING_SEED
from localchange.models.inspection_regime import inspection_outcome

SCHEME = {"bonus": 12.0, "share": 60.0, "years": 3.0, "checks": 10.0, "hear": 50.0}
VISITS = {"worst": 20.0, "luck": 60.0, "spared": 50.0, "blame": 40.0, "support": 60.0}
SUBJECTS = {"paying": (PayingSubject, SCHEME), "inspecting": (InspectingSubject, VISITS)}


@pytest.fixture(params=SUBJECTS)
def subject(request):
    return SUBJECTS[request.param][0]()


@pytest.fixture
def setting(subject):
    return SUBJECTS[subject.name][1]


@pytest.fixture
def page(tmp_path):
    return Page("04_incentives_regulation", folder=tmp_path)


# --- both


def test_every_layer_finds_its_column_and_all_of_it_travels(subject, setting):
    have = set(subject.fixed()) | set(subject.run(setting).columns)
    *_, band = subject.band(setting)
    needed = {name for figure in subject.figures for name in columns_of(figure)}
    assert needed <= have | set(band)
    assert {head.column for head in subject.table} <= have
    assert pack_all({**subject.fixed(), **subject.run(setting).columns, **band})


def test_rows_of_the_table_are_as_many_in_every_column(subject, setting):
    columns = {**subject.fixed(), **subject.run(setting).columns}
    assert len({len(columns[head.column]) for head in subject.table}) == 1


def test_outputs_and_lines_lie_on_their_scales_at_the_ends_of_every_handle(subject):
    ends = {control.key: (control.low, control.high) for control in subject.controls}
    for at in itertools.product(*ends.values()):
        now = subject.run(dict(zip(ends, at, strict=True)))
        for output in subject.outputs:
            value = now.outputs[output.key]
            assert np.isnan(value) or output.low <= value <= output.high, (output.label, at)
        for figure in subject.figures:
            low, high = figure["y"]["domain"]
            for layer in figure["layers"]:
                if layer["mark"] == "line" and layer["y"] in now.columns:
                    drawn = np.asarray(now.columns[layer["y"]])
                    known = drawn[~np.isnan(drawn)]
                    assert ((known >= low) & (known <= high)).all(), (layer["y"], at)


def test_ticks_lie_on_their_axes_on_narrow_screens_too(subject):
    for figure in subject.figures:
        for axis in (figure["x"], figure["y"]):
            low, high = axis["domain"]
            for ticks in (axis["ticks"], axis.get("fewTicks", [])):
                assert all(low <= tick <= high for tick in ticks), figure["title"]


def test_lines_of_one_figure_differ_in_more_than_colour(subject):
    for figure in subject.figures:
        looks = [
            (layer.get("dash", "solid"), layer.get("width", 2))
            for layer in figure["layers"]
            if layer["mark"] == "line"
        ]
        named = [
            one for one in looks if one != ("dotted", 1.5)
        ]  # thin dots: the same without, in its own colour
        assert len(set(named)) == len(named)


def test_at_most_five_handles_each_with_a_sentence_in_plain_words(subject):
    assert len(subject.controls) == 5
    for control in subject.controls:
        assert control.sentence.endswith(".") and control.sentence.count(".") == 1
        assert len(control.sentence.split()) <= 30


def test_the_assumptions_say_what_is_chosen_and_that_it_is_a_toy(subject):
    assert "toy" in subject.assumptions.sentences[0] and "toy" in subject.subtitle
    kinds = " ".join(row[2] for row in subject.assumptions.rows)
    assert "assumed" in kinds and "chosen to make a point" in kinds


@pytest.mark.parametrize(
    ("module", "default", "assumptions", "named"),
    [
        (
            incentives_providers,
            WORLDS["hospitals"],
            PAYING,
            {
                "care": "Work done well at first",
                "growth": "What is not done well shrinks anyway, a year",
                "event": "Something else in the first year shrinks it further",
                "rivalry": "One kind of work takes from the other",
                "pull": "What a bonus of all income would add to effort",
                "crowding": "Drive wears down while pay is on, a year",
                "healing": "Drive comes back, a year",
                "quick": "Measured work follows effort, a year",
                "slow": "Other work follows effort, a year",
                "written": "Written down of such acts without pay",
                "dodging": "Pull that goes into the record, if unchecked",
                "excepted": "Patients left out of the count without pay",
                "excepting": "The same, for each unit of pull",
                "threshold": "Score above which more earns nothing",
                "hearing_years": "Years until others take up what they hear",
                "deaths": "Deaths in 100 patients at first",
                "link": "Deaths in 100 if no work were done well, and all",
            },
        ),
        (
            inspection,
            inspection.Inspected(),
            INSPECTING,
            {
                "spread": "Spread between providers in a year",
                "openness": "Harm that is reported when nobody is blamed",
                "help": "Full help takes away",
                "fear": "Fear of full blame takes away",
                "defence": "Covering oneself under full blame adds",
                "hiding": "Reports that full blame silences",
                "dread": "Fear and silence reach those not visited",
            },
        ),
    ],
    ids=["paying", "inspecting"],
)
def test_the_source_and_value_of_each_parameter_agree_with_the_model(module, default, assumptions, named):
    words = {"fitted": "*Fitted*", "chosen": "*Point*", "assumed": "*Assumed*", "published": "*Source*"}
    rows = {row[0]: row for row in assumptions.rows}
    text = inspect.getsource(module)
    for field, label in named.items():
        kind = rows[label][2].split()[0].rstrip(":")
        assert words[kind] in text.split(f"    {field}: ", 1)[1].split('"""')[1], label
        value = getattr(default, field)
        assert f"{value:g}" in rows[label][1] or f"{100 * value:g}" in rows[label][1], label
        assert field in {one.name for one in dataclasses.fields(default)}


def test_what_is_not_known_travels_as_nothing_and_not_as_a_word(page):
    """JSON has no name for it: the browser was sent the word "nan"."""
    lab = labs.inspecting(page)
    assert np.isnan(lab.result.outputs["controlled"])
    assert lab.view["outputs"]["now"]["controlled"] is None
    assert lab.view["outputs"]["words"]["controlled"] == "not known"


@pytest.mark.parametrize("name", SUBJECTS)
def test_settings_handed_in_are_saved_and_come_back(page, name):
    setting = SUBJECTS[name][1]
    show = getattr(labs, name)
    lab = show(page, answer="mine")
    lab.do("edit", setting=setting)
    lab.do("hand_in")
    assert page.answer("mine").value["setting"] == setting
    assert show(page, answer="mine").setting == setting
    handles = {"paying": labs.PAYING_HANDLES, "inspecting": labs.INSPECTING_HANDLES}[name]
    assert {handle.key for handle in handles} == set(setting)
    assert {handle.key: handle.value for handle in handles} == dict(SUBJECTS[name][0].baseline)


def test_what_is_handed_in_is_marked_by_simulating_it_again(page):
    """The road of the assignment: the settings are run again with another seed than the lab's."""
    goals = [
        Goal(2, lambda one: one.affordable, "Within the budget.", "Over the budget."),
        Goal(3, lambda one: one.unpaid >= -0.03, "The rest hardly falls.", "The rest falls too far."),
        Goal(5, lambda one: one.deaths <= -0.35, "Lives are saved.", "Too few lives are saved."),
    ]

    def mark(setting):
        lab = labs.paying(page, answer="scheme")
        lab.do("edit", setting=setting)
        lab.do("hand_in")
        handles = labs.PAYING_HANDLES
        return setting_marked(
            page.answer("scheme"), lambda at: scheme_outcome(at, 7), goals, 10, handles
        ).points

    modest = {"bonus": 7.0, "share": 50.0, "years": 6.0, "checks": 0.0, "hear": 0.0}
    assert mark(modest) == 10
    assert mark({**modest, "bonus": 30.0}) < 10
    assert mark(dict(PayingSubject.baseline)) == 5


# --- paying


def test_the_lines_and_outputs_are_the_model_s():
    now = PayingSubject().run(SCHEME)
    years, without = live(SCHEME, LAB_SEED)
    start = years.providers.start
    assert now.columns["score"][start + 3] == pytest.approx(years.score[start + 3, :40].mean())
    assert now.columns["unpaid"][-1] == pytest.approx(years.unpaid[-1, :40].mean())
    effect = (years.care - without.care)[start + 8 : start + 12, :40].mean()
    assert now.outputs["care"] == pytest.approx(100 * effect)
    saved = (years.deaths - without.deaths)[start:, :40].mean()
    assert now.outputs["deaths"] == pytest.approx(saved)


def test_the_four_lines_of_effects_are_worked_out_here_again():
    now = PayingSubject().run(SCHEME)
    years, without = live(SCHEME, LAB_SEED)
    start = years.providers.start
    deaths = years.deaths
    for place, at in enumerate(READ_AT):
        end = start + round(4 * at)
        after, before = slice(end - 4, end), slice(start - 4, start)
        paid = deaths[after, :40].mean() - deaths[before, :40].mean()
        other = deaths[after, 40:].mean() - deaths[before, 40:].mean()
        assert now.columns["before_after"][place] == pytest.approx(paid)
        assert now.columns["did"][place] == pytest.approx(paid - other)
        assert now.columns["truth"][place] == pytest.approx((deaths - without.deaths)[after, :40].mean())


def test_the_band_is_that_of_difference_in_differences_and_holds_it_mostly():
    subject = PayingSubject()
    *_, band = subject.band(SCHEME)
    did = subject.run(SCHEME).columns["did"]
    assert ((band["did_low"] <= did) & (did <= band["did_high"])).mean() > 0.7
    assert 0.3 < (band["did_high"] - band["did_low"]).mean() < 2


def test_the_lab_s_years_lie_near_the_middle_of_what_chance_does():
    designs = ("before_after", "interrupted", "did")
    found = {
        seed: [
            getattr(scheme_outcome({}, seed).readings[at], design).value
            for design in designs
            for at in (1.5, 3.5, 6.0)
        ]
        for seed in (*range(1000, 1030), LAB_SEED)
    }
    others = np.array([value for seed, value in found.items() if seed != LAB_SEED])
    off = np.abs(np.array(found[LAB_SEED]) - others.mean(axis=0)) / others.std(axis=0)
    assert off.max() < 1.5


def test_pay_is_shaded_from_its_start_to_its_end_and_not_without_a_scheme():
    subject = PayingSubject()
    assert list(subject.run(SCHEME).columns["on"]) == [0, 3]
    assert list(subject.run(dict(subject.baseline)).columns["on"]) == [0, 0]


def test_words_say_the_cost_the_budget_and_each_design():
    subject = PayingSubject()
    now = subject.run(SCHEME)
    said = subject.says(now, now)
    assert f"costs {now.outputs['cost']:.1f}, within the budget of 45" in said
    assert (
        f"{now.columns['did'][1]:+.1f} by difference in differences; in truth {now.columns['truth'][1]:+.1f}"
        in said
    )
    dear = subject.run({**SCHEME, "bonus": 30.0})
    assert "over the budget" in subject.says(dear, dear)
    assert "When pay was withdrawn" in said
    on = subject.run({**SCHEME, "years": 6.0})
    assert "When pay was withdrawn" not in subject.says(on, on)


# --- what is kept back


def nothing_published(lab):
    columns = {name: unpack(packed) for name, packed in lab.view["columns"].items()}
    drawn = [columns[name] for name in ("pub_low", "pub_high", "pub_base", "pub_height")]
    return (
        all(np.isnan(one).all() for one in drawn)
        and not any("2012" in str(cell) or "2014" in str(cell) for cell in columns["published"])
        and "Published" not in lab.view["text"]
    )


def commit(page):
    page.save("foresee", "prediction", {"low": -2, "best": -1, "high": 0, "unit": "points"}, locked=True)


def test_published_results_are_nowhere_until_the_prediction_is_committed(page):
    lab = labs.paying(page, after="foresee")
    assert nothing_published(lab)
    lab.do("edit", setting=SCHEME)
    assert nothing_published(lab)
    page.save("foresee", "prediction", {"best": -1, "unit": "points"})
    lab.do("edit", setting={**SCHEME, "bonus": 5.0})
    assert nothing_published(lab), "a prediction that is not committed can still be changed"
    commit(page)
    assert not nothing_published(lab), "it comes at once"
    assert "The published results are here now." in lab.view["text"]
    lab.do("undo")
    assert not nothing_published(lab), "settings that were run before show it too"
    assert not nothing_published(labs.paying(page, after="foresee"))


def test_figures_and_table_heads_sent_before_hold_no_published_number(page):
    """What travels once, whatever is kept back, must not give it away either."""
    lab = labs.paying(page, after="foresee")
    sent = {**lab.spec}
    assert not any(number in str(sent) for number in ("62.3", "10.7", "-1.3", "0.08", "-0.30", "0.46"))


def test_an_answer_of_another_kind_is_enough_and_another_key_is_not(page):
    lab = labs.paying(page, after="foresee")
    page.save("other", "choice", {"choice": "a"})
    assert nothing_published(lab)
    page.save("foresee", "choice", {"choice": "a"})
    assert not nothing_published(lab)


def test_while_the_notebook_is_marked_it_rests_and_reads_no_answers(page, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    (page.folder / "answers.json").write_text("damaged", encoding="utf-8")
    lab = labs.paying(page, answer="scheme", after="foresee")
    assert "rests" in lab.words and lab.view == {}
    assert not any(number in lab.as_text() for number in ("62.3", "1.3 points"))


def test_without_a_key_nothing_is_kept_back(page):
    assert not nothing_published(labs.paying(page))


def test_published_numbers_are_those_of_the_table():
    table = data.payment_figures().set_index("code")
    shown = paying_picture.published(revealed=True)
    for place, code in enumerate(("P1", "P4")):
        low, value, high = table.loc[code, ["low", "value", "high"]]
        assert shown["pub_low"][place] == low and shown["pub_high"][place] == high
        assert shown["pub_base"][place] + shown["pub_height"][place] / 2 == pytest.approx(value)
    said = " ".join(
        [*shown["published"], paying_picture.published_in_words(), paying_picture.withdrawal_in_words()]
    )
    for code in ("P1", "P4", "P10", "P12"):
        assert f"{abs(table.loc[code, 'value']):g}" in said
    for code in ("P1", "P4"):
        for end in ("low", "high"):
            assert f"{abs(table.loc[code, end]):.2f}".rstrip("0") in said


# --- inspecting


def test_the_groups_drawn_are_the_model_s_and_the_box_is_the_formula():
    now = InspectingSubject().run(VISITS)
    found = inspection_outcome(VISITS, INSPECTING_SEED)
    reported = now.columns["reported_inspected"]
    assert reported[3] - reported[4] == pytest.approx(found.naive)
    spared = now.columns["reported_spared"]
    assert found.naive - (spared[3] - spared[4]) == pytest.approx(found.controlled)
    box = now.columns["expected_base"][0] + now.columns["expected_height"][0] / 2
    assert reported[3] - box == pytest.approx(found.by_chance + found.anyway)
    assert now.columns["true_without"][4] - now.columns["true_inspected"][4] == pytest.approx(
        found.true_effect
    )


def test_without_a_lot_there_is_no_line_of_the_spared_and_the_words_say_so():
    subject = InspectingSubject()
    now = subject.run(dict(subject.baseline))
    assert np.isnan(now.columns["reported_spared"]).all()
    assert "no control group" in subject.says(now, now)


def test_words_say_what_was_seen_and_what_was_done():
    subject = InspectingSubject()
    now = subject.run({**VISITS, "blame": 100.0, "support": 0.0})
    said = subject.says(now, now)
    assert f"falls by {now.outputs['naive']:.1f}" in said
    assert f"added {-now.outputs['true_effect']:.1f} to their harm" in said
    assert inspecting_picture.OUTPUTS[0].key == "naive"
