"""The lab of the package, as the browser speaks to it."""

import numpy as np
import pytest

from localchange import labs
from localchange.answers import AnswersError
from localchange.exercises import Page
from localchange.exercises.question import Question
from localchange.grading.prompts import prompts_in
from localchange.grading.words import in_words as said_back
from localchange.labs.columns import unpack
from localchange.labs.figures import columns_of
from localchange.labs.package import PACKAGE_ITEMS, PackageLab
from localchange.marking import Goal, allocation
from localchange.models.package import ACTIONS, BARRIERS, FACTORS, TYPES, touches
from localchange.models.package_rows import ROWS
from localchange.models.package_scenarios import scenarios

SLUG = "07_balanced_approach"
PROMPT = "Spread your points over what you would advise."
SPREAD = {"target": 20, "data": 20, "help": 20, "time": 20, "goals": 20}


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@pytest.fixture
def page(tmp_path):
    return Page(SLUG, folder=tmp_path)


@pytest.fixture
def lab(page):
    return labs.package(page, "package", PROMPT)


def put(lab, key, points):
    """Move one handle, as the browser says it."""
    setting = {**lab.setting, key: float(points)}
    message = {"do": "edit", "key": key, "setting": setting, "from": "here", "seq": 1}
    lab._handle_custom_msg(message, [])
    return lab.view


def do(lab, act, **more):
    lab._handle_custom_msg({"do": act, "from": "here", "seq": 2, **more}, [])
    return lab.view


def spread(lab):
    for key, points in SPREAD.items():
        put(lab, key, points)
    return lab.view


def test_nine_handles_in_three_groups_each_with_a_sentence(lab):
    handles = lab.spec["handles"]
    assert [handle["key"] for handle in handles] == list(ACTIONS)
    assert [handle["group"] for handle in handles] == [TYPES[action.type] for action in ACTIONS.values()]
    assert all(handle["sentence"].endswith(".") for handle in handles)


def test_every_change_is_saved_as_marking_reads_it(lab, page):
    assert page.answer("package") is None
    view = spread(lab)
    saved = page.answer("package")
    assert (saved.kind, saved.value) == ("allocation", {"amounts": SPREAD})
    assert view["budget"] == "All 100 points are spent." and view["kept"].startswith("Saved ")
    goals = [
        Goal(4, lambda amounts: not touches(amounts).bare_barriers, "None is bare.", "Some are bare."),
        Goal(2, lambda amounts: scenarios(amounts)["gone"].leans == "worse", "Yes.", "No."),
    ]
    assert allocation(saved, goals, 6, ACTIONS).points == 6


def test_a_reload_shows_what_was_left_and_saves_nothing_anew(lab, page):
    spread(lab)
    saved = page.answer("package").saved
    again = labs.package(Page(SLUG, folder=page.folder), "package", PROMPT)
    assert again.setting == {**dict.fromkeys(ACTIONS, 0.0), **SPREAD}
    assert again.words.startswith("This is your package as you left it. 20 on prod organisations, 60 on")
    assert page.answer("package").saved == saved
    assert do(again, "undo")["budget"] == "100 of 100 points left to spend."


def test_undo_redo_and_taking_all_back_are_saved_too(lab, page):
    put(lab, "target", 30)
    put(lab, "goals", 40)
    do(lab, "undo")
    assert page.answer("package").value == {"amounts": {"target": 30}}
    do(lab, "redo")
    assert page.answer("package").value == {"amounts": {"target": 30, "goals": 40}}
    view = do(lab, "reset")
    assert page.answer("package") is None
    assert "Nothing is spent yet" in view["text"] and "A thinking aid, not a forecast." in view["text"]


def test_no_more_can_be_spent_than_there_is(lab, page):
    put(lab, "target", 70)
    view = put(lab, "goals", 60)
    assert view["setting"]["goals"] == 30
    assert view["notice"] == "Only 30 points were left: take some away from another action first."
    view = put(lab, "data", 5)
    assert view["setting"]["data"] == 0 and view["notice"].startswith("No points are left")
    assert sum(page.answer("package").value["amounts"].values()) == 100
    assert "notice" not in put(lab, "goals", 10)


def test_a_handle_that_stands_where_a_step_is_no_more_is_left_there(lab):
    before = spread(lab)["setting"]
    assert put(lab, "time", 25)["setting"] == before


@pytest.mark.parametrize(
    "wrong",
    [{"target": 500}, {"target": -5}, {"target": 7}, {"target": "all"}, {"bribes": 5}, {"target": None}],
)
def test_what_no_handle_can_be_changes_nothing(lab, page, wrong):
    put(lab, "goals", 20)
    setting = {**lab.setting, **wrong}
    for message in ({"setting": setting}, {"setting": setting, "key": "bribes"}, {"setting": None}):
        view = do(lab, "edit", **message)
        assert view["notice"].endswith("."), view["notice"]
        assert lab.setting["goals"] == 20 and sum(lab.setting.values()) == 20
    assert page.answer("package").value == {"amounts": {"goals": 20}}


def test_words_say_what_is_bare_and_which_way_the_rows_lean(lab):
    put(lab, "target", 60)
    words = put(lab, "data", 40)["text"]
    touched = touches({"target": 60, "data": 40})
    for key in touched.bare_factors:
        assert FACTORS[key].lower() in words
    for key in touched.bare_barriers:
        assert BARRIERS[key].lower() in words
    assert (
        f"{len(touched.touched_factors)} of 7 success factors and {len(touched.touched_barriers)} of 4"
        in words
    )
    for one in scenarios({"target": 60, "data": 40}).values():
        assert one.row.label.lower() in words
    assert words.endswith("A thinking aid, not a forecast.")
    assert "on every row" in put(put_back(lab), "payment", 100)["text"]


def put_back(lab):
    do(lab, "reset")
    return lab


def test_the_tables_say_what_the_model_says(lab):
    view = spread(lab)
    columns = {name: unpack(column) for name, column in view["columns"].items()}
    touched = touches(SPREAD)
    by = [*touched.factors.values(), *touched.barriers.values()]
    assert columns["is_touched"] == ["touched" if keys else "bare" for keys in by]
    for keys, cell in zip(by, columns["by"], strict=True):
        assert all(ACTIONS[key].label in cell for key in keys)
    found = scenarios(SPREAD)
    np.testing.assert_allclose(columns["package_mid"], [one.package.mid for one in found.values()])
    np.testing.assert_allclose(columns["share_better"], [one.better for one in found.values()])
    for one, cell in zip(found.values(), columns["said_unknown"], strict=True):
        assert all(ACTIONS[key].short in cell for key in one.unknown)
    for key, one in found.items():
        np.testing.assert_allclose(columns[f"{key}_low"], [one.package.low, one.prod.low, one.nothing.low])


def test_every_column_that_is_drawn_or_listed_is_sent(lab):
    sent = set(lab.fixed) | set(lab.view["columns"])
    for figure in lab.spec["figures"]:
        assert set(columns_of(figure)) <= sent
    for table in (lab.spec["table"], *(one["table"] for one in lab.spec["told"])):
        assert {head["column"] for head in table} <= sent
    assert len(lab.spec["figures"]) == len(ROWS)


def test_what_is_assumed_names_every_size_and_every_touch(lab):
    told = lab.spec["assumptions"]
    cells = " ".join(cell for row in told["rows"] for cell in row)
    for action in ACTIONS.values():
        assert action.label in cells
        assert all(touch.why in cells for touch in action.touches)
    assert any("not a forecast" in sentence for sentence in told["sentences"])
    assert all(len(row) == len(told["heads"]) for row in told["rows"])


def test_an_assessed_page_asks_and_says_nothing(tmp_path):
    page = Page(SLUG, assessed=True, folder=tmp_path)
    asked = labs.package(page, "package", PROMPT)
    assert isinstance(asked, Question) and not isinstance(asked, PackageLab)
    assert asked.spec["kind"] == "allocation" and asked.spec["total"] == 100
    assert dict(asked.spec["items"]) == PACKAGE_ITEMS
    asked._handle_custom_msg({"do": "save", "id": "x", "value": {"amounts": {"target": 60, "goals": 40}}}, [])
    assert page.answer("package").value == {"amounts": {"target": 60, "goals": 40}}
    sent = str(asked.state)
    assert not any(name in sent for name in (*FACTORS.values(), "better", "worse"))
    assert isinstance(labs.package(page, "other", PROMPT, assessed=False), PackageLab)


def test_what_somebody_else_saved_under_the_key_is_no_package(page):
    for kind, value in (
        ("text", {"text": "all of it"}),
        ("allocation", {"amounts": {"target": 400}}),
        ("allocation", {"amounts": {"bribes": 5}}),
        ("allocation", {"amounts": {"target": 60, "goals": 60}}),
    ):
        page.save("package", kind, value)
        assert sum(labs.package(page, "package", PROMPT).setting.values()) == 0


def test_a_disk_that_is_full_is_said_and_the_lab_goes_on(lab, page, monkeypatch):
    def full(*_, **__):
        raise AnswersError("The disk is full.")

    monkeypatch.setattr(page.kept.store, "save", full)
    view = put(lab, "target", 30)
    assert view["kept"] == "Not saved: The disk is full."
    assert view["setting"]["target"] == 30


def test_while_it_is_marked_the_lab_rests(page, monkeypatch):
    page.save("package", "allocation", {"amounts": SPREAD})
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    lab = labs.package(page, "package", PROMPT)
    assert lab.comm is None and lab.as_text().startswith(PROMPT)
    assert set(lab._repr_mimebundle_()) <= {"text/plain", "text/html"}


def test_marking_finds_the_question_and_says_it_back(page):
    (prompt,) = prompts_in('labs.package(page, "package", "Spread **your** points.")')
    assert (prompt.key, prompt.text) == ("package", "Spread your points.")
    page.save("package", "allocation", {"amounts": {"target": 60, "goals": 40}})
    assert said_back(page.answer("package"), prompt.labels) == (
        "A national standard with a target: 60\nGoals agreed locally, and room to act: 40"
    )
    (call,) = prompts_in(
        'labs.minister_call(page, "call_answer", "Answer No 10.", call="Ring", words=(60, 150))'
    )
    assert (call.key, call.text, call.labels) == ("call_answer", "Answer No 10.", {})
