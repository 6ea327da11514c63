"""The key of every picture shows the lines as they are drawn: dashed where dashed, dotted where dotted."""

import pytest

from localchange.labs.department import DepartmentSubject
from localchange.labs.inspecting import InspectingSubject
from localchange.labs.leverage import LeverageSubject
from localchange.labs.paying import PayingSubject
from localchange.labs.senders import SendersSubject
from localchange.labs.trials import TrialsSubject
from localchange.labs.waiting_list import WaitingListSubject
from localchange.labs.week import WeekSubject

SUBJECTS = (
    DepartmentSubject(),
    InspectingSubject(),
    LeverageSubject(),
    PayingSubject(),
    SendersSubject(),
    TrialsSubject(),
    WaitingListSubject(1),
    WaitingListSubject(1, "court"),
    WeekSubject(),
)
PICTURES = [
    pytest.param(figure, id=f"{type(subject).__name__}-{place}")
    for subject in SUBJECTS
    for place, figure in enumerate(subject.figures)
    if figure.get("legend")
]


@pytest.mark.parametrize("figure", PICTURES)
def test_a_key_shows_the_line_that_it_speaks_of(figure):
    drawn = {(layer.get("dash"), layer.get("colour")) for layer in figure["layers"]}
    for entry in figure["legend"]:
        assert "dotted" not in entry["label"] and "dashed" not in entry["label"], "the swatch says it"
        if entry["look"] in ("dashed", "dotted"):
            # ink stands for lines of several colours that are drawn in one way
            alike = {colour for dash, colour in drawn if dash == entry["look"]}
            assert entry["colour"] in alike or (entry["colour"] == "ink" and len(alike) > 1), entry


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.title)
def test_a_line_that_is_dashed_or_dotted_is_in_a_key_of_its_lab(subject):
    shown = {entry["look"] for figure in subject.figures for entry in figure.get("legend", ())}
    for layer in (layer for figure in subject.figures for layer in figure["layers"]):
        if (
            layer["mark"] in ("line", "steps")
            and layer.get("dash", "solid") != "solid"
            and "name" not in layer
        ):
            assert layer["dash"] in shown, layer
