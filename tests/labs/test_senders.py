"""The lab of many senders against its model."""

import itertools

import numpy as np
import pytest

from localchange import labs
from localchange.errors import CourseError
from localchange.exercises import Page
from localchange.labs.figures import columns_of
from localchange.labs.senders import BASELINE, EACH, SendersSubject, commons_of
from localchange.models.many_senders import joint, nash, outcome


@pytest.fixture(scope="module")
def subject():
    return SendersSubject()


def test_the_curve_is_highest_where_it_is_best_for_all(subject):
    for senders in (1, 4, 12):
        result = subject.run({**BASELINE, "senders": float(senders)})
        top = EACH[result.columns["known"].argmax()]
        assert top == pytest.approx(result.outputs["together"], abs=0.05)


def test_the_words_are_the_model_s(subject):
    commons = commons_of(BASELINE)
    now, best = outcome(commons, 3.0), outcome(commons, joint(commons))
    words = subject.says(subject.run(BASELINE), subject.run(BASELINE))
    assert f"{now.hours:.1f} hours a week" in words and f"each learns {100 * now.known_each:.1f}%" in words
    assert f"{nash(commons):.1f} for itself; {joint(commons):.1f} would be best for all" in words
    assert f"would then learn {100 * best.known_each:.1f}%" in words


def test_the_baseline_is_about_what_each_would_choose(subject):
    assert subject.baseline["each"] == pytest.approx(nash(commons_of(BASELINE)), abs=0.05)


def test_outputs_lie_on_their_scales_at_the_ends_of_every_handle(subject):
    ends = {control.key: (control.low, control.high) for control in subject.controls}
    assert len(ends) <= 5
    high = {output.key: output.high for output in subject.outputs if output.key != "hours"}
    for at in itertools.product(*ends.values()):
        outputs = subject.run(dict(zip(ends, at, strict=True))).outputs
        assert all(0 <= outputs[key] <= top for key, top in high.items()), at
        assert np.isfinite(outputs["hours"])


def test_every_layer_and_head_finds_its_column(subject):
    have = set(subject.fixed()) | set(subject.run(BASELINE).columns)
    assert {name for figure in subject.figures for name in columns_of(figure)} <= have
    assert {head.column for head in subject.table} <= have


def test_the_lab_is_moved_and_says_what_is_wrong(tmp_path):
    lab = labs.senders(Page("01_two_views", folder=tmp_path))
    lab.do("edit", setting={**BASELINE, "each": 0.6})
    assert "Requests of each: 3.0 a week to 0.6 a week." in lab.words or "3 a week to 0.6 a week" in lab.words
    with pytest.raises(CourseError, match="Senders"):
        lab.do("edit", setting={**BASELINE, "senders": 99.0})
    assert lab.setting["each"] == 0.6
