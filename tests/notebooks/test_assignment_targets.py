"""The assignment of 03_targets: what it asks, what answers of known worth earn, and that nothing leaks."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from localchange import data
from localchange.answers import AnswersError, read_answers
from localchange.evidence import dois_in, works_cited_in
from localchange.grading.submission import look_at
from localchange.labs.four_departments import department_table, four_departments
from localchange.marking import quadratic_score


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running = beside("running")
four = beside("four_departments")
graded, marks = running.graded, running.marks

ROOT = Path(__file__).parents[2]
SLUG = "03_targets"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
RUBRIC = ROOT / "solutions" / f"{SLUG}.rubric.md"

OUTSIDE_HEALTH = {"police_record", "police_rise", "police_evidence"}
KINDS = ("choice", "several", "number", "prediction", "ranking", "allocation", "claim", "text")


def read(path):
    return nbformat.read(path, as_version=4)


def points_of(notebook):
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"]
        for cell in graded(notebook)
    }


def total(found):
    return sum(mark.points for mark in found.values())


def choice(option, sure=None):
    return ("choice", {"choice": option} if sure is None else {"choice": option, "confidence": sure})


def number(value):
    return ("number", {"number": value, "unit": "%"})


def forecast(low, high):
    return ("prediction", {"low": low, "best": (low + high) / 2, "high": high, "unit": "%"})


def setting(*values):
    return (
        "setting",
        {"setting": dict(zip(("target", "pressure", "capacity", "clock", "audit"), values, strict=True))},
    )


def weights(**amounts):
    return ("allocation", {"amounts": amounts})


def several(*options):
    return ("several", {"choices": list(options)})


def order(*items):
    return ("ranking", {"order": list(items)})


def verdict(word):
    return ("claim", {"after": 60, "verdict": word, "change_mind": "A trial."})


# --- what stands in it ------------------------------------------------------------------------------------


def test_eighty_marks_by_machine_and_twenty_by_hand():
    points = points_of(read(SOURCE))
    by_hand = {name: of for name, of in points.items() if name.startswith("briefing_")}
    assert sum(points.values()) == 100
    assert sum(by_hand.values()) == 20
    assert list(by_hand.values()) == [4] * 5


def test_a_fifth_of_all_marks_go_to_a_case_outside_health():
    points = points_of(read(SOURCE))
    assert sum(points[name] for name in OUTSIDE_HEALTH) == 20


def test_at_least_five_kinds_of_question_are_asked():
    text = "\n".join(cell.source for cell in read(SOURCE).cells if cell.cell_type == "code")
    asked = {kind for kind in KINDS if f"page.{kind}(" in text}
    assert asked == set(KINDS)
    assert text.count("labs.department(page, answer=") == 2
    assert text.count("confidence=True") == 2


def test_each_criterion_of_the_rubric_has_its_cell_and_its_place_in_the_published_and_the_full_rubric():
    notebook = read(SOURCE)
    criteria = [
        cell.metadata["localchange"]["criterion"] for cell in notebook.cells if "localchange" in cell.metadata
    ]
    published = next(cell.source for cell in notebook.cells if cell.id == "part-6")
    full = RUBRIC.read_text(encoding="utf-8")
    assert len(criteria) == 5
    for number_, criterion in enumerate(criteria, start=1):
        assert f"| **{criterion}** |" in published
        assert f"## {number_}. {criterion}\n" in full
        section = full.split(f"## {number_}. {criterion}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| ([0-4]) \|", section, re.MULTILINE) == ["4", "3", "2", "1", "0"]


def test_the_table_on_confidence_is_what_the_rule_gives():
    text = next(cell.source for cell in read(SOURCE).cells if cell.id == "how-it-works")
    rows = re.findall(r"\| (\d+)% sure \| ([\d.]+) of 1 \| ([\d.]+) of 1 \|", text)
    assert len(rows) == 4
    for sure, right, wrong in rows:
        assert round(quadratic_score(int(sure) / 100, True), 2) == float(right)
        assert round(quadratic_score(int(sure) / 100, False), 2) == float(wrong)


def test_every_work_that_is_linked_by_its_doi_is_in_the_bibliography():
    for text in [RUBRIC.read_text(encoding="utf-8"), *(cell.source for cell in read(SOURCE).cells)]:
        if dois_in(text):
            assert works_cited_in(text)


# --- figures that the words rest on ------------------------------------------------------------------------


def test_the_trust_is_the_paradox_that_the_question_says():
    trusts = data.organisation_annual()
    ref = trusts[trusts["organisation"] == "REF"].set_index(["financial_year", "type"])
    before, after = ref.loc["2016-17"], ref.loc["2017-18"]

    def total_share(year):
        return year["within4"].sum() / (year["within4"] + year["over4"]).sum()

    assert before.loc["type1", "share_within"] - after.loc["type1", "share_within"] > 0.05
    assert abs(after.loc["other", "share_within"] - before.loc["other", "share_within"]) < 0.01
    assert 0.055 < total_share(after) - total_share(before) < 0.06
    share_of_walk_in = [
        year.loc["other", "attendances"] / year["attendances"].sum() for year in (before, after)
    ]
    assert 0.18 < share_of_walk_in[0] < 0.25 and share_of_walk_in[1] > 0.5


def test_the_month_lacks_the_fourteen_trusts_and_the_slip_flatters_it_by_almost_five_points():
    months = data.four_hour_monthly()
    month = months[(months["period"] == "2021-11-01") & (months["type"] == "type1")].iloc[0]
    assert month["crs_excluded_14_trusts"]
    assert month["within4"] + month["over4"] < month["attendances"]
    slip = 1 - month["over4"] / month["attendances"]
    assert 0.045 < slip - month["share_within"] < 0.05


def test_the_four_departments_are_what_the_model_gives_and_what_the_key_says():
    made = four.figures()
    kept = four_departments()
    assert made[["department", "source", "from_minutes"]].equals(
        kept[["department", "source", "from_minutes"]]
    )
    assert np.abs(made["share"] - kept["share"]).max() < 1e-9
    within = kept[kept["from_minutes"] < 240].groupby(["department", "source"])["share"].sum()
    for letter, case in four.CASES.items():
        gain = within[letter, "after"] - within[letter, "before"]
        assert gain > 0.06, "each department looks better on the record"
        if not case.watched:
            assert (letter, "watched") not in within
            continue
        real = within[letter, "watched"] - within[letter, "before"]
        flattered = within[letter, "after"] - within[letter, "watched"]
        found = ("both" if flattered > 0.02 else "honest") if real > 0.03 else "paper"
        assert found == case.truth
        if case.truth == "honest":
            assert flattered < 0.002


def test_the_page_says_nothing_of_what_was_done_in_the_four_departments():
    for letter in "abcd":
        shown = department_table(letter)._repr_html_().lower()
        assert not re.search("relabel|paper|honest|clock_room|pressure", shown)


# --- answers of known worth -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    return json.loads(MODEL_ANSWERS.read_text(encoding="utf-8"))


def entries(model):
    return {key: (entry["kind"], entry["value"]) for key, entry in model["answers"].items()}


def test_model_answers_earn_every_machine_mark(model, tmp_path):
    read_answers(MODEL_ANSWERS, page=SLUG)
    found = marks(SOURCE, tmp_path, entries(model))
    short = {name: mark.reason for name, mark in found.items() if mark.points < mark.of}
    assert not short
    assert total(found) == 80
    assert not any(mark.needs_person for mark in found.values())


def test_two_verdicts_can_be_defended_and_a_setting_that_does_nothing_earns_nothing(tmp_path):
    answers = {"claim_levers_improve": verdict("supported"), "standard": setting(95, 0, 11, 0, 0)}
    found = marks(SOURCE, tmp_path, answers)
    assert found["claim_levers_improve"].points == 4
    assert found["standard"].points == 0, "honest, harmless and cheap, because nothing was done"


def test_the_model_briefing_has_the_length_that_is_asked_for(model):
    assert 100 <= len(model["answers"]["briefing"]["value"]["text"].split()) <= 200


# A trainee who takes every headline as it comes, and is sure of it.
NAIVE = {
    "mix": choice("better", 90),
    "missing": number(66.7),
    **{f"shape_{letter}": choice("honest") for letter in "acd"},
    "shape_b": choice("paper"),
    "foresee_share": forecast(94, 96),
    "foresee_pile": forecast(8, 12),
    "standard": setting(98, 100, 14, 30, 0),
    "paper": setting(95, 100, 14, 0, 0),
    "miss": several("faked", "useless"),
    "weigh": weights(gruber=10, jones=10, kelman=0, pile=40, survey=40),
    "claim_levers_improve": verdict("contradicted"),
    "police_record": number(-5),
    "police_rise": choice("up", 90),
    "police_evidence": order("letters", "recorded", "gap", "survey", "both"),
}
# One who sees that something is wrong, without seeing what.
WEAK = {
    "mix": choice("nothing", 60),
    "missing": number(38.1),
    **{f"shape_{letter}": choice("cannot") for letter in "abcd"},
    "foresee_share": forecast(80, 92),
    "foresee_pile": forecast(0, 10),
    "standard": setting(95, 50, 11, 30, 0),
    "paper": setting(98, 100, 11, 60, 0),
    "miss": several("crossing", "causal"),
    "weigh": weights(gruber=20, jones=20, kelman=20, pile=20, survey=20),
    "claim_levers_improve": verdict("supported"),
    "police_record": number(11.1),
    "police_rise": choice("worthless", 60),
    "police_evidence": order("survey", "letters", "both", "recorded", "gap"),
}
# One who has most of it.
GOOD = {
    "mix": choice("share", 80),
    "missing": number(61.4),
    "shape_a": choice("both"),
    "shape_b": choice("honest"),
    "shape_c": choice("paper"),
    "shape_d": choice("both"),
    "foresee_share": forecast(86, 92),
    "foresee_pile": forecast(2, 6),
    "standard": setting(98, 100, 12, 0, 0),
    "paper": setting(98, 100, 11, 100, 0),
    "miss": several("crossing", "pulled"),
    "weigh": weights(gruber=40, jones=40, kelman=10, pile=5, survey=5),
    "claim_levers_improve": verdict("mixed"),
    "police_record": number(5.6),
    "police_rise": choice("flat", 70),
    "police_evidence": order("survey", "both", "gap", "recorded", "letters"),
}


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [("naive", NAIVE, 5, 16), ("weak", WEAK, 22, 38), ("good", GOOD, 58, 70), ("nobody", {}, 0, 0)],
)
def test_made_up_answers_earn_what_they_are_worth(name, answers, low, high, tmp_path):
    found = marks(SOURCE, tmp_path, answers)
    assert set(found) == {key for key in points_of(read(SOURCE)) if not key.startswith("briefing")}
    assert low <= total(found) <= high, {key: mark.points for key, mark in found.items()}


# For each question: answers that earn part of it, worst first, then the model answer.
LADDERS = {
    "mix": [choice("better", 100), choice("nothing", 90), choice("staff", 60), choice("share", 80)],
    "missing": [number(90), number(66.7), number(38.1), number(61.5)],
    "foresee_share": [forecast(97, 98), forecast(75, 97), forecast(89, 94)],
    "foresee_pile": [forecast(8, 12), forecast(0, 9), forecast(2, 6)],
    "standard": [
        setting(95, 0, 11, 30, 0),
        setting(98, 100, 14, 30, 0),
        setting(95, 50, 12, 0, 0),
    ],
    "paper": [setting(0, 0, 11, 0, 0), setting(95, 100, 14, 0, 0), setting(95, 100, 11, 100, 0)],
    "miss": [several("faked"), several("crossing"), several("crossing", "pulled", "adjusted", "causal")],
    "weigh": [
        weights(gruber=0, jones=0, kelman=0, pile=0, survey=100),
        weights(gruber=20, jones=20, kelman=20, pile=20, survey=20),
        weights(gruber=100, jones=0, kelman=0, pile=0, survey=0),
        weights(gruber=90, jones=10, kelman=0, pile=0, survey=0),
    ],
    "claim_levers_improve": [verdict("untested"), verdict("contradicted")],
    "police_record": [number(50), number(-5), number(11.1), number(6.1), number(5.1)],
    "police_rise": [choice("up", 100), choice("worthless", 90), choice("flat", 70), choice("likely", 60)],
    "police_evidence": [
        order("letters", "recorded", "gap", "survey", "both"),
        order("recorded", "both", "survey", "gap", "letters"),
        order("gap", "survey", "both", "recorded", "letters"),
    ],
    "shape_a": [choice("nothing"), choice("both")],
    "shape_b": [choice("nothing"), choice("cannot"), choice("both")],
    "shape_c": [choice("nothing"), choice("cannot"), choice("both")],
    "shape_d": [choice("nothing"), choice("cannot"), choice("honest")],
}


def test_every_question_can_be_earned_in_part_and_better_answers_earn_more(model, tmp_path):
    assert set(LADDERS) == {key for key in points_of(read(SOURCE)) if not key.startswith("briefing")}
    earned = {key: [] for key in LADDERS}
    best = entries(model)
    for step in range(max(len(ladder) for ladder in LADDERS.values()) + 1):
        answers = {key: [*ladder, best[key]][min(step, len(ladder))] for key, ladder in LADDERS.items()}
        for key, mark in marks(SOURCE, tmp_path, answers).items():
            if step <= len(LADDERS[key]):
                earned[key].append((mark.points, mark.of))
    for key, steps in earned.items():
        points = [one for one, _ in steps]
        assert points == sorted(points) and len(set(points)) == len(points), (key, points)
        assert points[0] < 0.35 * steps[0][1], (key, points)
        assert any(0 < one < of for one, of in steps), (key, points)
        assert points[-1] == steps[-1][1], (key, points)


def test_cannot_tell_earns_all_where_it_is_right_and_little_where_there_is_a_second_source(tmp_path):
    found = marks(SOURCE, tmp_path, {f"shape_{letter}": choice("cannot") for letter in "abcd"})
    assert [found[f"shape_{letter}"].points for letter in "abcd"] == [3, 0.5, 0.5, 0.5]


def test_a_prediction_is_scored_the_same_each_time(tmp_path):
    answers = {"foresee_share": forecast(80, 92), "foresee_pile": forecast(1, 7)}
    first = {key: mark.points for key, mark in marks(SOURCE, tmp_path, answers).items()}
    assert first == {key: mark.points for key, mark in marks(SOURCE, tmp_path, answers).items()}


def test_both_orders_that_can_be_argued_for_earn_all(tmp_path):
    for second, third in (("survey", "gap"), ("gap", "survey")):
        answers = {"police_evidence": order("both", second, third, "recorded", "letters")}
        assert marks(SOURCE, tmp_path, answers)["police_evidence"].points == 6


def test_each_wrong_option_has_a_reason_of_its_own(tmp_path):
    options = {
        "mix": ["better", "share", "staff", "nothing", "error"],
        "police_rise": ["up", "likely", "flat", "worthless", "failed"],
        **{f"shape_{letter}": ["honest", "paper", "both", "nothing", "cannot"] for letter in "abcd"},
        "claim_levers_improve": ["supported", "mixed", "contradicted", "untested"],
    }
    said = {key: [] for key in options}
    for step in range(5):
        answers = {
            key: verdict(names[min(step, 3)]) if key.startswith("claim") else choice(names[step], 50)
            for key, names in options.items()
        }
        for key, mark in marks(SOURCE, tmp_path, answers).items():
            if key in said:
                said[key].append(mark.reason)
    for key, names in options.items():
        assert len(set(said[key])) == len(names), key
        assert all(len(reason) > 50 for reason in said[key]), key


@pytest.mark.parametrize("size", [100, 1e9, -1])
def test_settings_that_the_lab_does_not_have_earn_nothing(size, tmp_path):
    found = marks(
        SOURCE,
        tmp_path,
        {"standard": setting(95, 60, size, 0, 0), "paper": setting(95, 60, 11, 0, -abs(size))},
    )
    assert found["standard"].points == found["paper"].points == 0


# --- whatever the file holds, each cell gives a mark -----------------------------------------------------

JUNK = {
    "empty": "",
    "not JSON": "{ this is not JSON",
    "another page": json.dumps(
        {"schema": "localchange-answers", "version": 1, "page": "02_x", "answers": {}}
    ),
    "a list": "[1, 2, 3]",
}


def test_with_no_answers_each_question_earns_nothing_with_a_reason(tmp_path):
    found = marks(SOURCE, tmp_path, None)
    assert len(found) == 16
    for mark in found.values():
        assert mark.points == 0 and mark.reason.strip() and not mark.needs_person


@pytest.mark.parametrize("name", JUNK)
def test_a_broken_file_is_taken_away_before_marking_and_a_person_is_told_why(name, tmp_path):
    submitted = tmp_path / "submitted"
    submitted.mkdir()
    shutil.copy(RELEASE, submitted)
    (submitted / "answers.json").write_text(JUNK[name], encoding="utf-8")
    assert look_at(submitted, SLUG).problem
    # Read all the same, it stops with a sentence that names the file, and never as a silent 0.
    with pytest.raises(AnswersError, match=r"answers\.json"):
        marks(SOURCE, tmp_path, JUNK[name])


def test_answers_of_the_wrong_kind_earn_nothing_with_a_reason(model, tmp_path):
    wrong = {key: ("text", {"text": "no"}) for key in LADDERS}
    found = marks(SOURCE, tmp_path, wrong)
    for mark in found.values():
        assert mark.points == 0 and "does not fit" in mark.reason


# --- the release ----------------------------------------------------------------------------------------


def test_the_release_shows_no_marking_and_no_reason():
    released = RELEASE.read_text(encoding="utf-8")
    for secret in (
        "HIDDEN",
        "mark.",
        "reasons=",
        "Simpson",
        "slips",
        "crime fell, recording",
        "tolerance",
        "Goal(",
    ):
        assert secret not in released
    assert [path.name for path in RELEASE.parent.iterdir() if path.suffix == ".ipynb"] == [RELEASE.name]
    assert not (RELEASE.parent / "answers.json").exists() or not _tracked(RELEASE.parent / "answers.json")


def _tracked(path):
    command = ["git", "ls-files", "--error-unmatch", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
