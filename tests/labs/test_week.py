"""The lab of the week against the model's own numbers, and what is said of the model."""

import dataclasses
import inspect
import itertools
import re

import numpy as np
import pytest

from localchange import labs
from localchange.answers import read_answers
from localchange.exercises import Page
from localchange.labs import week_picture as picture
from localchange.labs.columns import pack_all, unpack
from localchange.labs.figures import columns_of
from localchange.labs.lab import Lab
from localchange.labs.week import WeekSubject
from localchange.labs.week_assumptions import ROWS, SENTENCES
from localchange.models import week_team
from localchange.models.week_outcomes import CARE, PROJECT, YOURS
from localchange.models.week_request import DRAFT, LAB_SEED, RANGES, SHOWN_WEEK, WARD, live, request_outcome

SETTINGS = {
    "the draft": DRAFT,
    "a good one": {**DRAFT, "items": 45.0, "reuse": 60.0, "every": 2.0, "notice": 5.0},
    "many senders": {**DRAFT, "senders": 6.0},
    "rare": {**DRAFT, "every": 13.0, "items": 5.0},
}


@pytest.fixture(scope="module")
def subject():
    return WeekSubject()


@pytest.fixture(params=SETTINGS.values(), ids=SETTINGS, scope="module")
def setting(request):
    return request.param


def test_the_outputs_are_those_that_marking_simulates(subject, setting):
    shown, marked = subject.run(setting).outputs, request_outcome(setting, LAB_SEED)
    assert set(shown) == {output.key for output in picture.OUTPUTS}
    for key, value in shown.items():
        assert value == pytest.approx(getattr(marked, key))


def test_the_week_that_is_drawn_is_the_week_that_was_lived(subject, setting):
    """Count minute by minute which kind the stretches give, and compare with the model's own stretches."""
    columns, (lived, _) = subject.run(setting).columns, live(setting, LAB_SEED)
    begin, drawn = SHOWN_WEEK * WARD.week, 0.0
    for minute in np.arange(0, 450 * 5, 7) + 0.5:
        day, of_day = divmod(minute, 450)
        kinds = [
            kind
            for kind in picture.LOOKS
            if any(
                (columns[f"row_{kind}"] == 4 - day)
                & (columns[f"start_{kind}"] <= of_day)
                & (of_day < columns[f"end_{kind}"])
            )
        ]
        at = begin + minute / 60
        what = lived.what[np.searchsorted(lived.start, at, side="right") - 1]
        assert len(kinds) == 1 and min(kinds[0], PROJECT) == what
    for kind in picture.LOOKS:
        drawn += (columns[f"end_{kind}"] - columns[f"start_{kind}"]).sum() / 60
    assert drawn == pytest.approx(WARD.week)


def test_the_request_comes_in_the_week_that_is_drawn_however_often_it_comes(subject):
    for every in range(1, 14):
        _, asked = live({**DRAFT, "every": float(every)}, LAB_SEED)
        assert any(SHOWN_WEEK * WARD.week <= one.came < (SHOWN_WEEK + 1) * WARD.week for one in asked), every


def test_words_agree_with_the_figures(subject, setting):
    result = subject.run(setting)
    words = subject.says(result, subject.run(DRAFT))
    hours = result.columns[f"end_{YOURS}"] - result.columns[f"start_{YOURS}"]
    assert f"takes {result.outputs['hours']:.1f} hours a week" in words
    if hours.size:
        assert f"your request takes {hours.sum() / 60:.1f} hours, between" in words
    found = re.search(r"The change project is (finished in week (\d+)|not finished)", words)
    if found[2]:
        assert int(found[2]) == np.ceil(result.outputs["finish_week"])
    else:
        assert result.outputs["finish_week"] == 52
    assert ("before:" in words) == (setting != DRAFT)


def test_outputs_lie_on_their_scales_at_the_ends_of_every_handle(subject):
    ends = {control.key: (control.low, control.high) for control in subject.controls}
    for at in itertools.product(*ends.values()):
        outputs = subject.run(dict(zip(ends, at, strict=True))).outputs
        for output in picture.OUTPUTS:
            assert output.low <= outputs[output.key] <= output.high, (output.label, at)
            for published in output.published:
                assert output.low <= published.low <= published.high <= output.high


def test_every_layer_finds_its_column(subject):
    have = set(subject.fixed()) | set(subject.run(DRAFT).columns)
    *_, band = subject.band(DRAFT)
    needed = {name for figure in subject.figures for name in columns_of(figure)}
    assert needed <= have
    assert set(band) <= have, "a layer must find its column before the band has come"
    assert {head.column for head in subject.table} <= have
    assert pack_all({**subject.fixed(), **band})


def test_the_band_holds_the_middle_of_other_years(subject):
    *_, band = subject.band(DRAFT)
    assert (band["band_low"] <= band["band_high"]).all()
    finished = [np.argmax(band[name] >= 1.0) for name in ("band_high", "band_low")]
    assert finished[0] < request_outcome(DRAFT, LAB_SEED).finish_week < finished[1]


def test_no_two_kinds_differ_in_colour_alone_and_the_baseline_is_always_drawn(subject):
    fillings = [(look.get("fill", "solid"), look.get("opacity", 1)) for _, look in picture.LOOKS.values()]
    twice = {one for one in fillings if fillings.count(one) > 1}
    colours = {colour for colour, look in picture.LOOKS.values()}
    assert len(colours) >= 6
    # Kinds that share a filling are named in the third figure, row by row, and never touch the same row there.
    names = [layer["text"] for layer in subject.figures[2]["layers"] if layer["mark"] == "note"]
    assert sorted(names) == sorted(picture.NAMES.values())
    assert len(twice) <= 2
    assert "progress_baseline" in {layer.get("y") for layer in subject.figures[1]["layers"]}
    assert "whiskers" in {layer["mark"] for layer in subject.figures[2]["layers"]}


def test_each_handle_has_its_sentence_in_plain_words(subject):
    assert len(subject.controls) == len(labs.WEEK_HANDLES) == 5
    for control, handle in zip(subject.controls, labs.WEEK_HANDLES, strict=True):
        assert control.key == handle.key and subject.baseline[control.key] == handle.value
        assert control.sentence.endswith(".") and len(control.sentence.split()) <= 30
    assert (
        subject.controls[4].worded(1.0) == "you alone" and subject.controls[2].worded(4.0) == "every 4 weeks"
    )


def test_the_source_of_each_parameter_agrees_with_the_model():
    """The model's file says where every default comes from; the table on the page may not say otherwise."""
    text = inspect.getsource(week_team)
    words = {"fitted": "*Fitted*", "chosen": "*Point*", "assumed": "*Assumed*"}
    named = {
        "care_a_week": "People who need the manager",
        "local_hours": "Local obligations",
        "national_hours": "Standing national requests",
        "spread": "Spread of these minutes",
        "local_due_days": "Local obligations are due in",
        "national_due_days": "National requests are due in",
        "project_hours": "The project needs",
        "refocus_hours": "Getting back into it",
        "block_hours": "The manager looks up every",
        "pressing_days": "Work interrupts the project when due within",
        "fixed_hours": "Each return, whatever its size",
        "new_item_hours": "Each new item",
        "reused_item_hours": "Each item from data that exists",
        "grace_days": "Returns are sent as they are",
    }
    rows = {row[0]: row for row in ROWS}
    assert set(named) <= {field.name for field in dataclasses.fields(week_team.Team)}
    for field, label in named.items():
        doc = text.split(f"    {field}: ", 1)[1].split('"""')[1]
        assert words[rows[label][2].split()[0]] in doc, label
    assert "toy" in SENTENCES[0]


def test_every_parameter_of_the_model_says_where_it_comes_from():
    text = inspect.getsource(week_team.Team)
    for field in dataclasses.fields(week_team.Team):
        doc = text.split(f"    {field.name}: ", 1)[1].split('"""')[1]
        assert re.search(r"\*(Fitted|Point|Assumed|Source)\*", doc), field.name


def test_a_change_travels_in_few_bytes(subject):
    lab = Lab(subject)
    lab.do("edit", setting={**DRAFT, "senders": 8.0})
    assert sum(len(column["data"]) for column in lab.view["columns"].values()) < 20_000
    assert unpack(lab.view["columns"]["hours_now"])[CARE] > 0


def test_what_is_handed_in_is_what_is_shown_and_comes_back(tmp_path):
    page = Page("01_two_views", assessed=True, folder=tmp_path)
    lab = labs.week(page, answer="request")
    lab.do("edit", setting=SETTINGS["a good one"])
    lab.do("hand_in")
    saved = read_answers(tmp_path / "answers.json", "01_two_views")["request"]
    assert saved.kind == "setting" and saved.value == {"setting": SETTINGS["a good one"]}
    again = labs.week(Page("01_two_views", assessed=True, folder=tmp_path), answer="request")
    assert again.setting == SETTINGS["a good one"]
    assert [handle.key for handle in labs.WEEK_HANDLES] == list(RANGES)
