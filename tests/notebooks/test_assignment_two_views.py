"""The assignment of 01_two_views: what it asks, what answers of known worth earn, and that nothing leaks."""

import importlib.util
import json
import random
import sys
from pathlib import Path

import nbformat
import pytest

from localchange import evidence
from localchange.answers import read_answers
from localchange.models import triage
from localchange.models.triage_weeks import WEEKS


def beside(name):
    """Load a module that lies beside this file."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    sys.modules[name] = module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


running = beside("running")
graded = running.graded

ROOT = Path(__file__).parents[2]
SLUG = "01_two_views"
SOURCE = ROOT / "solutions" / SLUG / f"{SLUG}.ipynb"
RELEASE = ROOT / "assignments" / SLUG / f"{SLUG}.ipynb"
MODEL_ANSWERS = ROOT / "solutions" / f"{SLUG}.answers.json"
OUTSIDE_HEALTH = {"council_hours", "council_net", "council_say"}
UNMARKED = {"reflection", "own_error"}
JOBS = tuple(WEEKS["clinic"].items())


def read(path):
    return nbformat.read(path, as_version=4)


def marks(folder, answers):
    text = json.dumps(running.as_file(answers, page=SLUG)) if answers is not None else None
    return running.marks(SOURCE, folder, text)


def points_of(notebook):
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell.metadata["nbgrader"]["points"]
        for cell in graded(notebook)
    }


def total(found):
    return sum(mark.points for mark in found.values())


def choice(option, sure=None):
    return ("choice", {"choice": option} if sure is None else {"choice": option, "confidence": sure})


def number(value, unit):
    return ("number", {"number": value, "unit": unit})


def forecast(low, high):
    return ("prediction", {"low": low, "best": (low + high) / 2, "high": high, "unit": "hours a week"})


def request(items, notice, every, reuse, senders=1):
    names = ("items", "notice", "every", "reuse", "senders")
    return ("setting", {"setting": dict(zip(names, (items, notice, every, reuse, senders), strict=True))})


def several(*options):
    return ("several", {"choices": list(options)})


def order(*items):
    return ("ranking", {"order": list(items)})


def rule(name):
    return order(*triage.by_rule(WEEKS["clinic"], name))


def verdict(word):
    return ("claim", {"after": 60, "verdict": word, "change_mind": "A trial."})


# --- what stands in it ------------------------------------------------------------------------------------


def test_a_fifth_of_all_marks_go_to_a_case_outside_health():
    points = points_of(read(SOURCE))
    assert sum(points[name] for name in OUTSIDE_HEALTH) == 20


def test_many_kinds_of_question_are_asked():
    text = "\n".join(cell.source for cell in read(SOURCE).cells if cell.cell_type == "code")
    for kind in ("choice", "several", "number", "prediction", "claim", "text"):
        assert f"page.{kind}(" in text
    assert 'labs.week(page, answer="redesign")' in text
    assert 'labs.triage(page, week="clinic", answer="triage")' in text
    assert text.count("confidence=True") == 2


def test_the_figures_of_the_case_outside_health_are_published():
    text = "\n".join(cell.source for cell in read(RELEASE).cells)
    works = [evidence.work(key) for key in ("lga2026", "lgl2011", "lgaresponse2011")]
    known = " ".join(f"{work.finding} {work.caution}" for work in works)
    for figure in ("43,000", "£1.8 million", "45", "18", "92", "56", "19"):
        assert figure in text and figure in known, figure


# --- answers of known worth -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model():
    text = json.loads(MODEL_ANSWERS.read_text(encoding="utf-8"))
    return {key: (entry["kind"], entry["value"]) for key, entry in text["answers"].items()}


def test_model_answers_earn_every_mark(model, tmp_path):
    read_answers(MODEL_ANSWERS, page=SLUG)
    found = marks(tmp_path, model)
    assert not {name: mark.reason for name, mark in found.items() if mark.points < mark.of}
    assert total(found) == 100
    assert set(model) - set(found) == UNMARKED


# A trainee who asks for less and thinks that is all, and takes every headline as it comes.
NAIVE = {
    "foresee_hours": forecast(0.5, 1.5),
    "redesign": request(20, 10, 1, 0),
    "triage": rule("loudest"),
    "trace": several("double", "useful"),
    "trace_sign": choice("headline", 90),
    "exchange": number(75, "%"),
    "claim_exchange_too_small": verdict("supported"),
    "draft_missing": several("purpose", "owner", "decision"),
    "draft_purpose": choice("brief"),
    "draft_source": choice("all"),
    "council_hours": number(0.14, "pounds"),
    "council_net": choice("all", 90),
    "council_say": several("half", "much"),
}
# One who has most of it.
GOOD = {
    "foresee_hours": forecast(2.5, 4.5),
    "redesign": request(40, 5, 2, 0),
    "triage": order(
        "mp", "referrals", "dashboard", "fall", "inspection", "contract", "visits", "training", "stock"
    ),
    "trace": several("top", "what"),
    "trace_sign": choice("signed", 80),
    "exchange": number(50, "%"),
    "claim_exchange_too_small": verdict("mixed"),
    "draft_missing": several("decision", "there", "end"),
    "draft_purpose": choice("baseline"),
    "draft_source": choice("split"),
    "council_hours": number(42, "pounds"),
    "council_net": choice("net", 70),
    "council_say": several("source", "estimate"),
}


@pytest.mark.parametrize(
    ("name", "answers", "low", "high"),
    [("naive", NAIVE, 4, 16), ("good", GOOD, 60, 80), ("nobody", {}, 0, 0)],
)
def test_made_up_answers_earn_what_they_are_worth(name, answers, low, high, tmp_path):
    found = marks(tmp_path, answers)
    assert set(found) == set(points_of(read(SOURCE)))
    assert low <= total(found) <= high, {key: round(mark.points, 1) for key, mark in found.items()}


DRAFT = request(40, 2, 1, 0)


@pytest.mark.parametrize(
    "asked",
    [
        DRAFT,
        request(5, 20, 13, 60),
        request(5, 20, 1, 0),
        request(40, 20, 1, 0),
        request(80, 20, 1, 0),
        request(40, 5, 1, 0, senders=8),
    ],
    ids=[
        "the draft",
        "next to nothing",
        "five a week",
        "only more notice",
        "more of it",
        "with seven others",
    ],
)
def test_a_request_that_saves_nothing_or_tells_nothing_earns_nothing(asked, tmp_path):
    assert marks(tmp_path, {"redesign": asked})["redesign"].points == 0


def test_more_figures_than_exist_are_not_believed(tmp_path):
    """Sixty of a hundred exist, so a claim of all of them is the same as a claim of sixty."""
    found = [
        marks(tmp_path, {"redesign": request(45, 5, 1, reuse)})["redesign"].points for reuse in (60, 100)
    ]
    assert found[0] == found[1] < 15


def test_several_roads_lead_to_a_good_request(tmp_path):
    for asked in (request(45, 5, 2, 60), request(60, 10, 3, 50), request(55, 8, 3, 30)):
        assert marks(tmp_path, {"redesign": asked})["redesign"].points >= 19


def test_no_simple_rule_and_hardly_any_luck_orders_the_week(tmp_path):
    for name in triage.RULES:
        assert marks(tmp_path, {"triage": rule(name)})["triage"].points == 0, name
    luck = random.Random(1948)
    shuffled = [luck.sample(JOBS, len(JOBS)) for _ in range(500)]
    mean = sum(triage.share_of_best(WEEKS["clinic"], each) for each in shuffled) / len(shuffled)
    assert mean < 0.1


def test_ticking_everything_or_nothing_earns_nothing_or_little(model, tmp_path):
    options = {
        "trace": ("double", "top", "who", "useful", "what", "national"),
        "draft_missing": ("purpose", "decision", "owner", "there", "cost", "end"),
        "council_say": ("source", "half", "keeps", "leicester", "much", "estimate"),
    }
    found = marks(tmp_path, {key: several(*every) for key, every in options.items()})
    assert total(found) == 0, {key: found[key].points for key in options}


def test_guessing_at_random_earns_little(tmp_path):
    """Choices, ticks, ranges as wide as the question, an order by lot: about a fifth at most."""
    options = {
        "trace_sign": ("headline", "third", "signed", "requests"),
        "draft_purpose": ("brief", "baseline", "decision", "better"),
        "draft_source": ("all", "weekly", "split", "drop"),
        "council_net": ("all", "net", "share", "rise", "lobby"),
    }
    ticks = {
        "trace": ("double", "top", "who", "useful", "what", "national"),
        "draft_missing": ("purpose", "decision", "owner", "there", "cost", "end"),
        "council_say": ("source", "half", "keeps", "leicester", "much", "estimate"),
    }
    luck = random.Random(5)
    earned = []
    for _ in range(12):
        answers = {key: choice(luck.choice(names), 50) for key, names in options.items()}
        answers |= {
            key: several(*[each for each in every if luck.random() < 0.5]) for key, every in ticks.items()
        }
        answers["claim_exchange_too_small"] = verdict(
            luck.choice(("supported", "mixed", "contradicted", "untested"))
        )
        answers["foresee_hours"] = forecast(0, 20)
        answers["triage"] = order(*luck.sample(JOBS, len(JOBS)))
        answers["redesign"] = request(
            luck.randrange(5, 81, 5), luck.randint(1, 20), luck.randint(1, 13), luck.randrange(0, 101, 5)
        )
        earned.append(total(marks(tmp_path, answers)))
    print(f"at random: mean {sum(earned) / len(earned):.0f}, most {max(earned):.0f}")
    assert sum(earned) / len(earned) < 25


def test_each_wrong_option_has_a_reason_of_its_own(tmp_path):
    options = {
        "trace_sign": ["headline", "third", "signed", "requests"],
        "draft_purpose": ["brief", "baseline", "decision", "better"],
        "draft_source": ["all", "weekly", "split", "drop"],
        "council_net": ["all", "net", "share", "rise"],
        "claim_exchange_too_small": ["supported", "mixed", "contradicted", "untested"],
    }
    said = {key: [] for key in options}
    for step in range(4):
        answers = {
            key: verdict(names[step]) if key.startswith("claim") else choice(names[step], 50)
            for key, names in options.items()
        }
        for key, mark in marks(tmp_path, answers).items():
            if key in said:
                said[key].append(mark.reason)
    for key, names in options.items():
        assert len(set(said[key])) == len(names), key
        assert all(len(reason) > 40 for reason in said[key]), key


def test_better_answers_to_a_question_earn_more(tmp_path):
    ladders = {
        "foresee_hours": [forecast(10, 12), forecast(2, 8), forecast(3, 4.5), forecast(3.5, 3.8)],
        "exchange": [number(5, "%"), number(15, "%"), number(75, "%"), number(50, "%")],
        "council_hours": [
            number(999, "pounds"),
            number(419, "pounds"),
            number(44, "pounds"),
            number(42, "pounds"),
        ],
        "redesign": [DRAFT, request(30, 5, 1, 0), request(45, 5, 2, 0), request(45, 5, 2, 60)],
    }
    earned = {key: [] for key in ladders}
    for step in range(4):
        for key, mark in marks(tmp_path, {key: ladder[step] for key, ladder in ladders.items()}).items():
            if key in earned:
                earned[key].append(mark.points)
    for key, points in earned.items():
        assert points == sorted(points) and points[0] == 0, (key, points)
        assert points[-1] == points_of(read(SOURCE))[key], (key, points)
        assert len(set(points)) >= 3, (key, points)


@pytest.mark.parametrize("wrong", [1e9, -1, 0.5])
def test_settings_that_the_lab_does_not_have_earn_nothing(wrong, tmp_path):
    found = marks(tmp_path, {"redesign": request(wrong, 5, 2, 60)})["redesign"]
    assert found.points == 0


def test_with_no_answers_each_question_earns_nothing_with_a_reason(tmp_path):
    for mark in marks(tmp_path, None).values():
        assert mark.points == 0 and mark.reason.strip() and not mark.needs_person


def test_answers_of_the_wrong_kind_earn_nothing_with_a_reason(tmp_path):
    wrong = {key: ("text", {"text": "no"}) for key in points_of(read(SOURCE))}
    for mark in marks(tmp_path, wrong).values():
        assert mark.points == 0 and "does not fit" in mark.reason


def test_what_nobody_marks_has_no_marking_and_may_be_left_out(model, tmp_path):
    assert not UNMARKED & set(points_of(read(SOURCE)))
    without = {key: answer for key, answer in model.items() if key not in UNMARKED}
    assert total(marks(tmp_path, without)) == 100


# --- the release ----------------------------------------------------------------------------------------


def test_the_release_shows_no_marking_and_no_reason():
    released = RELEASE.read_text(encoding="utf-8")
    for secret in ("HIDDEN", "mark.", "reasons=", "slips", "Goal(", "Missed:", "tolerance"):
        assert secret not in released, secret
