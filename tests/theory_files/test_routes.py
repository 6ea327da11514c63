"""Arrows run where no box is, from the edge of one box to the edge of the other."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from random_theories import graphs

from localchange.models.theory_of_change import Link, Step, Theory
from localchange.models.theory_of_change.layout import BOX_HEIGHT, BOX_WIDTH, placed
from localchange.theory_files.routes import middle, route


def way_of(laid, link, number):
    names = [step.id for step in laid.steps]
    boxes = np.array([middle(step) for step in laid.steps])
    return route(boxes, names.index(link.start), names.index(link.end), number)


@settings(deadline=None)
@given(graphs(most_steps=14, most_links=24))
def test_no_arrow_of_a_tidy_picture_runs_behind_a_box(theory):
    laid = placed(theory)
    for number, link in enumerate(laid.links):
        way = way_of(laid, link, number)
        others = [middle(step) for step in laid.steps if step.id not in (link.start, link.end)]
        assert not [(x, y) for x, y in way.points for a, b in others if abs(x - a) < 97 and abs(y - b) < 48]


def on_the_edge(point, step):
    across, down = abs(point[0] - middle(step)[0]), abs(point[1] - middle(step)[1])
    return across == pytest.approx(BOX_WIDTH / 2) or down == pytest.approx(BOX_HEIGHT / 2)


@settings(deadline=None)
@given(graphs(most_steps=8))
def test_an_arrow_begins_and_ends_at_the_edges_and_its_path_at_its_points(theory):
    laid = placed(theory)
    for number, link in enumerate(laid.links):
        start, end = laid.step(link.start), laid.step(link.end)
        way = way_of(laid, link, number)
        assert on_the_edge(way.points[0], start) and on_the_edge(way.points[-1], end)
        numbers = [float(each) for each in re.findall(r"-?[\d.]+(?:e[+-]?\d+)?", way.path)]
        assert numbers[:2] == pytest.approx(way.points[0], abs=0.1, rel=1e-4)
        assert numbers[-2:] == pytest.approx(way.points[-1], abs=0.1, rel=1e-4)


def test_an_arrow_past_a_box_does_not_seem_to_end_there():
    steps = tuple(
        Step(name, kind, "local") for name, kind in zip("abc", ("input", "output", "impact"), strict=True)
    )
    laid = placed(Theory("", steps, (Link("l", "a", "c"),)))
    way = way_of(laid, laid.links[0], 0)
    assert len({round(y) for _, y in way.points}) > 2


def test_boxes_that_a_person_put_on_top_of_each_other_do_no_harm():
    steps = (Step("a", "input", "local", x=0, y=0), Step("b", "input", "local", x=0, y=0))
    way = way_of(Theory("", steps), Link("l", "a", "b"), 3)
    assert len(way.points) > 2 and "nan" not in way.path
