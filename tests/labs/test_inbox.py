"""The lab of the official's day, as the browser speaks to it."""

import pytest

from localchange import labs
from localchange.exercises import Page
from localchange.models import inbox


@pytest.fixture
def lab(tmp_path):
    return labs.policy_inbox(Page("01_two_views", folder=tmp_path))


def say(lab, act, seq=1, **given):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": seq, **given}, [])
    assert lab.view["asked"] == {"do": act, "from": "here", "seq": seq}, "the browser waits for its answer"
    return lab.view


def fates(view):
    return {one["key"]: one["fate"] for one in view["work"]}


def test_the_day_begins_with_what_is_there_at_nine(lab):
    assert lab.view["time"] == "9:00" and not lab.view["over"] and lab.view["best"] is None
    assert [key for key, fate in fates(lab.view).items() if fate == "here"] == [
        "submission",
        "consultation",
        "meeting",
    ]


def test_what_arrives_and_what_is_done_is_said(lab):
    view = say(lab, "work", key="meeting")
    assert view["time"] == "9:40"
    assert "New: A minister's question, 60 minutes, due 11:40." in view["text"]
    view = say(lab, "work", key="meeting")
    assert view["time"] == "9:45" and "Note for this morning's meeting: done in time." in view["text"]
    view = say(lab, "work", key="meeting")
    assert "not on the list" in view["notice"] and view["time"] == "9:45"


def test_a_clock_and_steps_give_the_same_day(tmp_path):
    stepped = labs.policy_inbox(Page("01_two_views", folder=tmp_path))
    ticked = labs.policy_inbox(Page("01_two_views", folder=tmp_path))
    for key, _ in inbox.best(inbox.OFFICIALS_DAY).steps:
        end = say(stepped, "work", key=key)["now"]
        while ticked.view["now"] < end:
            say(ticked, "work", key=key, minutes=min(3, end - ticked.view["now"]))
    while not stepped.view["over"]:
        say(stepped, "work", key=None)
    while not ticked.view["over"]:
        say(ticked, "work", key=None, minutes=3)
    for name in ("steps", "lost", "work", "best"):
        assert stepped.view[name] == ticked.view[name]


def test_at_the_end_it_says_what_was_done_late_and_slipped_beside_the_best_day(lab):
    for key, minutes in inbox.best(inbox.OFFICIALS_DAY).steps:
        end = lab.view["now"] + minutes
        while lab.view["now"] < end:  # something new ends a step, and does not end the work
            say(lab, "work", key=key, minutes=end - lab.view["now"])
    while not lab.view["over"]:
        say(lab, "work", key=None)
    assert lab.view["lost"] == inbox.best(inbox.OFFICIALS_DAY).lost()
    text = lab.view["text"]
    assert "The day is over." in text and "Slipped: Redraft a request to the front line" in text
    rows = {row[0]: row[1] for row in lab.view["best"]["rows"]}
    assert rows["Yours"] == rows["The best day"] < min(rows[name] for name, _ in inbox.RULES.values())
    assert "over" in say(lab, "work", key=None)["notice"]


def test_undo_takes_back_one_choice_and_a_run_of_ticks_is_one(lab):
    say(lab, "work", key="meeting", minutes=3)
    for _ in range(4):
        say(lab, "work", key="submission", minutes=3)
    assert lab.view["now"] == 9 * 60 + 15
    assert say(lab, "undo")["time"] == "9:03"
    assert say(lab, "undo")["time"] == "9:00"
    assert "nothing to undo" in say(lab, "undo")["notice"]
    say(lab, "work", key="meeting")
    assert say(lab, "reset")["time"] == "9:00"
    assert say(lab, "undo")["time"] == "9:40"


@pytest.mark.parametrize(
    "message", [{"do": "fly"}, {"do": "work", "key": "number10"}, {"do": "work", "minutes": -1}]
)
def test_what_cannot_be_done_is_said_and_changes_nothing(lab, message):
    before = lab.view["steps"]
    lab._handle_custom_msg({"from": "here", "seq": 1, **message}, [])
    assert lab.view["notice"] and lab.view["steps"] == before
