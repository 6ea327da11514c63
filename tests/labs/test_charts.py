"""The charts of published figures: what they draw and say is what the tables hold."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from localchange import data, labs
from localchange.exercises import Page
from localchange.labs.columns import pack, unpack
from localchange.labs.figures import columns_of
from localchange.labs.mix import mix_chart
from localchange.labs.national import KINDS, national_chart
from localchange.labs.pile_up import pile_up_chart
from localchange.labs.spread import spread_chart

CHARTS = {"national": national_chart, "mix": mix_chart, "spread": spread_chart, "pile_up": pile_up_chart}
WIDGETS = (labs.national_series, labs.department_mix, labs.trust_spread, labs.published_pile_up)


@pytest.fixture(params=CHARTS, scope="module")
def chart(request):
    return CHARTS[request.param]()


def test_a_chart_has_all_that_a_reader_needs(chart):
    assert chart.title
    assert chart.caption.endswith(".")
    assert chart.text.endswith(".")
    assert chart.attribution
    assert len(chart.cautions) >= 2
    assert all(figure["alt"] for figure in chart.figures)


def test_every_drawn_figure_is_in_the_table_too(chart):
    """Who cannot see the lines, and who opens the file in a spreadsheet, gets the same figures."""
    drawn = {
        name
        for figure in chart.figures
        for layer in figure["layers"]
        if layer["mark"] in ("line", "area", "bars")
        for name in columns_of({"layers": [layer]})
    }
    assert drawn <= {head.column for head in chart.table}


def test_columns_of_one_table_are_of_one_length(chart):
    assert len({len(chart.columns[head.column]) for head in chart.table}) == 1


def test_a_chart_that_names_a_column_it_does_not_hold_is_refused(chart):
    with pytest.raises(ValueError, match="does not hold"):
        replace(chart, columns={})


def test_no_scale_that_begins_above_nought_goes_unsaid(chart):
    for figure in chart.figures:
        domain = figure["y"].get("domain", [0])
        if isinstance(domain[0], float) and domain[0] > 0:
            assert f"The scale begins at {100 * domain[0]:.0f}%" in chart.subtitle


def test_all_that_is_drawn_lies_inside_the_axes(chart):
    for figure in chart.figures:
        if figure["y"].get("type") == "band":
            continue
        low, high = figure["y"]["domain"]
        for layer in figure["layers"]:
            for key in ("y", "y1", "y2"):
                if isinstance(layer.get(key), str):
                    values = np.asarray(chart.columns[layer[key]], dtype=float)
                    assert low <= np.nanmin(values), f"{layer[key]} falls below the picture"
                    assert np.nanmax(values) <= high, f"{layer[key]} rises above the picture"


def test_lines_are_told_apart_by_more_than_their_colour(chart):
    for figure in chart.figures:
        lines = [layer for layer in figure["layers"] if layer["mark"] == "line"]
        assert all(layer.get("name") for layer in lines), "each line is named at its end"
        assert len({layer["name"] for layer in lines}) == len(lines)


def test_figures_reach_the_browser_unrounded():
    shares = data.four_hour_monthly()["share_within"].to_numpy()
    assert np.array_equal(unpack(pack(shares)), shares, equal_nan=True)
    months = pd.Series(pd.to_datetime(["2010-11-01", "2026-03-01"]))
    assert list(unpack(pack(months.to_numpy()))) == [1288569600000.0, 1772323200000.0]
    assert pack(["a", "b"]) == ["a", "b"]


def test_the_national_lines_are_the_published_shares():
    chart, table = national_chart(), data.four_hour_monthly()
    for kind in KINDS:
        rows = table[table["type"] == kind].sort_values("period")
        assert np.array_equal(chart.columns[kind], rows["share_within"].to_numpy(), equal_nan=True)


def test_the_national_sentences_name_the_months_that_the_checks_know():
    said = {choice.key: choice.sentence for choice in national_chart().choices}
    assert "last at 95% or above in July 2015" in said["all"]
    assert "last at 95% or above in June 2013" in said["type1"]
    assert "lowest 49.6% in December 2022" in said["type1"]


def test_what_changed_in_the_counting_stands_where_the_flags_are_up():
    chart, table = national_chart(), data.four_hour_monthly()
    first = dict(zip(chart.columns["what"], chart.columns["first"], strict=True))
    last = dict(zip(chart.columns["what"], chart.columns["last"], strict=True))
    name = next(words for words in first if "Fourteen" in words)
    flagged = table.loc[table["crs_excluded_14_trusts"], "period"]
    assert pd.Timestamp(first[name], unit="ms") == flagged.min()
    assert pd.Timestamp(last[name], unit="ms") == pd.Timestamp("2023-06-01")
    assert len(first) == 5


def test_each_national_line_can_be_switched_off_with_its_column():
    chart = national_chart()
    keys = {choice.key for choice in chart.choices}
    layers = {layer.get("choice") for layer in chart.figures[0]["layers"] if layer["mark"] == "line"}
    assert layers == keys == {head.choice for head in chart.table if head.choice}


def test_the_mix_held_fixed_is_a_weighted_mean_of_the_same_departments():
    chart, table = mix_chart(), data.four_hour_monthly()
    wide = table.pivot(index="period", columns="type", values=["within4", "over4"]).dropna()
    counted = wide["within4"] + wide["over4"]
    early = counted.loc[:"2011-03-01", ["type1", "type2", "type3"]].sum()
    month = pd.Timestamp("2026-03-01")
    at = list(pd.to_datetime(chart.columns["month"])).index(month)
    by_hand = sum(
        early[kind] / early.sum() * wide["within4"][kind][month] / counted[kind][month]
        for kind in early.index
    )
    assert chart.columns["fixed"][at] == pytest.approx(by_hand)
    assert chart.columns["actual"][at] == pytest.approx(wide["within4"]["all"][month] / counted["all"][month])


def test_with_the_mix_of_its_own_year_nothing_changes():
    chart = mix_chart()
    early = pd.to_datetime(chart.columns["month"]) < "2011-04-01"
    assert chart.columns["fixed"][early] == pytest.approx(chart.columns["actual"][early], abs=0.002)


def test_the_spread_says_the_figures_of_its_last_month():
    chart, table = spread_chart(), data.provider_spread()
    last = table.iloc[-1]
    assert f"the middle provider had {100 * last['q50']:.1f}%" in chart.text
    assert f"{last['met_95']:.0f} of {last['organisations']:.0f} at the end" in chart.text


def is_told(row, said):
    return said.startswith(f"{100 * row.share:.1f}% of ") and f" in {row.year}" in said


def test_the_pile_up_shows_each_published_share_once_and_its_words_say_them_all():
    chart, table = pile_up_chart(), data.published_pile_up()
    shown = sorted([*chart.columns["share20"], *chart.columns["share10"]])
    assert shown == sorted(table["share"])
    for row in table.itertuples():
        (said,) = [each for each in re.split(r", | and |: |\. ", chart.text) if is_told(row, each)]
        assert ("worked out" in said) == (row.status == "derived"), said
    assert chart.attribution == data.attribution("published_pile_up")


def test_no_bar_of_the_pile_up_is_longer_than_its_scale():
    for figure in pile_up_chart().figures:
        column = next(layer["x"] for layer in figure["layers"])
        assert max(pile_up_chart().columns[column]) <= figure["x"]["domain"][1]


@pytest.mark.parametrize("make", WIDGETS, ids=lambda make: make.__name__)
def test_the_widget_carries_the_chart_and_says_it_in_plain_text(make, tmp_path):
    widget = make(Page("03_targets", folder=tmp_path))
    assert widget.kind == "chart"
    assert set(widget.fixed) >= {head["column"] for head in widget.spec["table"]}
    assert re.search(r"\d\d\.\d%|\d\.\d%", widget.as_text())
    assert widget.spec["attribution"] in widget.as_text()


def test_charts_and_labs_share_one_front_end(tmp_path):
    page = Page("03_targets", folder=tmp_path)
    widgets = [make(page) for make in WIDGETS] + [labs.department(page)]
    assert len({widget._bundle for widget in widgets}) == 1
    assert len(widgets[0]._esm) < 2_500, "what each widget carries itself is a loader and no more"


@pytest.mark.parametrize("make", WIDGETS, ids=lambda make: make.__name__)
def test_a_marked_notebook_holds_the_words_of_the_chart(make, tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    bundle = make(Page("03_targets", folder=tmp_path))._repr_mimebundle_()
    assert "%" in bundle["text/html"]
    assert "application/vnd.jupyter.widget-view+json" not in bundle
