"""The picture of the department against the model's own numbers, and what is said of the model."""

import dataclasses
import itertools

import numpy as np
import pytest

from localchange.labs import department_picture as picture
from localchange.labs.columns import pack_all
from localchange.labs.department import BASELINE, DAYS, SEED, DepartmentSubject
from localchange.labs.department_assumptions import ROWS, SENTENCES
from localchange.labs.figures import columns_of
from localchange.labs.words import COUNT, DECIMAL, MINUTES, SHARE, change, listed
from localchange.models import emergency
from localchange.models.emergency_settings import BASE, SCENARIOS, department_from


@pytest.fixture(scope="module")
def subject():
    return DepartmentSubject()


@pytest.fixture(params=[BASELINE, *SCENARIOS.values()], ids=["baseline", *SCENARIOS], scope="module")
def setting(request):
    return {key: float(value) for key, value in request.param.items()}


@pytest.fixture(scope="module")
def stays(setting):
    patients = emergency.draw(BASE, DAYS, np.random.default_rng(SEED))
    return emergency.run(department_from(setting), patients)


def test_the_bars_are_the_model_s_patients(subject, setting, stays):
    """Counted here from the stays themselves, without the histogram that the lab uses."""
    columns = subject.run(setting).columns
    for clock, minutes in (("recorded", stays.recorded), ("real", stays.left)):
        for name, who in (("home", ~stays.admitted), ("admitted", stays.admitted)):
            bars = columns[f"{clock}_{name}"]
            chosen = minutes[who]
            assert bars[23] == pytest.approx(((chosen > 230) & (chosen <= 240)).sum() / len(stays))
            assert bars[-1] == pytest.approx((chosen > 480).sum() / len(stays))
            assert bars.sum() == pytest.approx(who.mean())


def test_the_outputs_are_the_model_s_too(subject, setting, stays):
    outputs = subject.run(setting).outputs
    assert outputs["recorded"] == pytest.approx((stays.recorded <= 240).mean())
    assert outputs["real"] == pytest.approx((stays.left <= 240).mean())
    assert outputs["median"] == pytest.approx(np.median(stays.left))
    assert outputs["urgent"] == pytest.approx(stays.first_seen[stays.urgent].mean())
    assert set(outputs) == {output.key for output in picture.OUTPUTS}


def test_no_bar_is_cut_off(subject, setting):
    result = subject.run(setting)
    assert max(total.max() for total in picture.totals(result.columns).values()) <= result.top


def test_outputs_lie_on_their_scales(subject, setting):
    outputs = subject.run(setting).outputs
    for output in picture.OUTPUTS:
        assert output.low <= outputs[output.key] <= output.high, output.label
        for published in output.published:
            assert output.low <= published.low <= published.high <= output.high


def test_outputs_lie_on_their_scales_at_the_ends_of_every_handle(subject):
    ends = {control.key: (control.low, control.high) for control in subject.controls}
    for at in itertools.product(*ends.values()):
        outputs = subject.run(dict(zip(ends, at, strict=True))).outputs
        for output in picture.OUTPUTS:
            assert output.low <= outputs[output.key] <= output.high, (output.label, at)


def test_every_layer_finds_its_column(subject):
    have = set(subject.fixed()) | set(subject.run(BASELINE).columns)
    *_, band = subject.band(BASELINE)
    needed = {name for figure in subject.figures for name in columns_of(figure)}
    assert needed <= have | set(band)
    assert {head.column for head in subject.table} <= have
    assert pack_all({**subject.fixed(), **band})


def test_the_record_and_the_truth_are_told_apart_without_colour(subject):
    record, truth = subject.figures
    fills = [
        {layer.get("fill", "solid") for layer in figure["layers"] if layer["mark"] == "bars"}
        for figure in (record, truth)
    ]
    assert not fills[0] & fills[1]
    assert record["heading"] != truth["heading"]


def test_the_baseline_and_the_limit_are_always_drawn(subject):
    for figure in subject.figures:
        marks = [layer["mark"] for layer in figure["layers"]]
        assert "steps" in marks
        assert any(layer["mark"] == "upright" and layer["x"] == 240 for layer in figure["layers"])


def test_published_figures_are_those_of_the_table():
    from localchange import data

    table = data.published_pile_up().query("window_minutes == 20")
    shares = {(row["year"], row["group"]): row["share"] for row in table.to_dict("records")}
    by_key = {output.key: output.published for output in picture.OUTPUTS}
    (last,) = by_key["last20"]
    assert (last.low, last.high) == (shares["2003", "all"], shares["2006", "all"])
    (admitted,) = by_key["last20_admitted"]
    assert admitted.low == admitted.high == shares["April 2004", "admitted"]


def test_each_handle_has_its_sentence_in_plain_words(subject):
    assert 1 <= len(subject.controls) <= 5
    for control in subject.controls:
        assert control.sentence.count(".") == 1
        assert control.sentence.endswith(".")
        assert len(control.sentence.split()) <= 30


def test_the_assumptions_say_what_is_fitted_what_is_chosen_and_that_it_is_a_toy():
    assert "toy" in SENTENCES[0]
    kinds = " ".join(row[2] for row in ROWS)
    for kind in ("fitted", "chosen to make a point", "assumed", "published"):
        assert kind in kinds


def test_the_source_of_each_parameter_agrees_with_the_model():
    """The model's file says where every default comes from; the table on the page may not say otherwise."""
    import inspect

    from localchange.models import emergency_department as module

    text = inspect.getsource(module)
    words = {"fitted": "*Fitted*", "chosen": "*Point*", "assumed": "*Assumed*", "published": "*Source*"}
    named = {
        "tests_mean": "Minutes for tests and a decision, mean",
        "bed_mean": "Minutes to make a bed ready, mean",
        "care_mean": "Minutes with a clinician, mean",
        "share_admitted": "Share who need a bed",
        "give_way": "Urgent patients give way to the clock",
        "watch": "Last minutes in which the clock decides who is next",
        "window": "Last minutes in which tests and beds are hurried",
        "hands": "Each minute of tests that is saved by hurrying",
        "hurry_tests": "Tests and decisions speed up towards the limit",
        "hurry_beds": "Beds speed up towards the limit",
        "stretch": "Everyone's tests and beds take less time",
        "relabel_admitted": "Late patients recorded as within the limit",
        "urgent_wait": "Waiting that harms an urgent patient",
        "full_effort_gap": "Effort is full when the department is below its target by",
        "bed_teams": "Beds that can be made ready at one time",
        "record_near": "A changed record shows a time",
    }
    rows = {row[0]: row for row in ROWS}
    fields = {field.name for field in dataclasses.fields(module.Department)}
    for field, label in named.items():
        assert field in fields
        after = text.split(f"    {field}: ", 1)[1]
        doc = after.split('"""')[1]
        kind = rows[label][2].split()[0].rstrip(":")
        assert words[kind] in doc, f"{label}: the page says {kind}, the model says {doc}"
        assert (
            f"{getattr(BASE, field):g}" in rows[label][1]
            or f"{100 * getattr(BASE, field):g}" in rows[label][1]
            or field
            in (
                "hurry_tests",
                "hurry_beds",
                "record_near",
            )
        )


@pytest.mark.parametrize(
    ("now", "before", "manner", "words"),
    [
        (0.93, 0.87, SHARE, "up 6.0 percentage points"),
        (0.86, 0.87, SHARE, "down 1.0 percentage point"),
        (0.8704, 0.87, SHARE, "no change"),
        (135.4, 129.2, MINUTES, "longer by 6 minutes"),
        (128.0, 129.0, MINUTES, "shorter by 1 minute"),
        (129.4, 129.2, MINUTES, "no change"),
        (1200, 100, COUNT, "up 1,100"),
        (0.5, 2.0, DECIMAL, "down 1.5"),
        (float("nan"), 2.0, DECIMAL, "not known"),
    ],
)
def test_a_change_in_words(now, before, manner, words):
    assert change(now, before, manner) == words


def test_a_list_in_words():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
