"""A cohort's work, which differs from learner to learner, so that nothing is quick because everybody did the same.

Nobody knows yet how learners answer. Here every question is drawn by itself: one in ten is left out, one in two of
the others is answered as the model answer is, and the rest with anything that the page allows, all alike likely. In a
lab's settings every *handle* is drawn so: with five of them, one hand-in in 32 has the model answer's settings, and
hardly two others have the same.
"""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import nbformat

from localchange.exercises.accepting import VERDICTS
from localchange.grading.prompts import prompts_in
from localchange.models.emergency_settings import RANGES

ROOT = Path(__file__).parents[2]
LEFT_OUT, AS_THE_MODEL = 0.1, 0.5
SETTINGS = ("standard", "paper")


def new_course(folder):
    """Copy the course, without what somebody has answered in it."""
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("answers.json*", ".*", "*.zip")
        )
    shutil.copyfile(ROOT / "nbgrader_config.py", folder / "nbgrader_config.py")
    return folder


def hand_in_core(course, slug, many):
    """Hand in answers for that many learners; give how many different settings of labs there are, and of how many."""
    model = (ROOT / "solutions" / f"{slug}.answers.json").read_text(encoding="utf-8")
    released = course / "assignments" / slug / f"{slug}.ipynb"
    labels = {
        prompt.key: list(prompt.labels)
        for cell in nbformat.read(released, as_version=4).cells
        if cell.cell_type == "code"
        for prompt in prompts_in(cell.source)
    }
    chance = random.Random(1)
    settings = []
    for number in range(many):
        document = json.loads(model)
        answers = document["answers"]
        for key in list(answers):
            if chance.random() < LEFT_OUT:
                del answers[key]
            else:
                _VARY.get(answers[key]["kind"], _keep)(answers[key]["value"], labels.get(key, []), chance)
        settings += [(key, *answers[key]["value"]["setting"].items()) for key in SETTINGS if key in answers]
        folder = course / "submitted" / f"learner-{number:04}" / slug
        folder.mkdir(parents=True)
        (folder / "answers.json").write_text(json.dumps(document), encoding="utf-8")
        shutil.copyfile(released, folder / released.name)
    return len(set(settings)), len(settings)


def hand_in_code(course, slug, many):
    """Hand in an analyst's notebook for that many learners: three in four solved it, and one left it as it came."""
    for number in range(many):
        folder = course / "submitted" / f"learner-{number:04}" / slug
        folder.mkdir(parents=True)
        where = "solutions" if number % 4 else "assignments"
        shutil.copyfile(course / where / slug / f"{slug}.ipynb", folder / f"{slug}.ipynb")


def first_of(course, folder, slug, many):
    """Give a course of its own to the first learners of another."""
    new_course(folder)
    for person in sorted((course / "submitted").iterdir())[:many]:
        shutil.copytree(person / slug, folder / "submitted" / person.name / slug)
    return folder


def _otherwise(chance):
    return chance.random() >= AS_THE_MODEL


def _choice(value, options, chance):
    if _otherwise(chance):
        value["choice"] = chance.choice(options)
    if "confidence" in value:
        value["confidence"] = chance.randrange(50, 101, 5)


def _several(value, options, chance):
    if _otherwise(chance):
        value["choices"] = [option for option in options if chance.random() < 0.5]


def _number(value, _options, chance):
    if _otherwise(chance):
        value["number"] = round(chance.uniform(0, 100), 1)


def _prediction(value, _options, chance):
    if _otherwise(chance):
        low, best, high = sorted(chance.randrange(0, 60) / 2 for _ in range(3))
        shift = 50 if value["best"] > 50 else 0
        value.update(low=low + shift, best=best + shift, high=high + shift)


def _setting(value, _options, chance):
    for key, handle in RANGES.items():
        if _otherwise(chance):
            steps = round((handle.high - handle.low) / handle.step)
            value["setting"][key] = handle.low + handle.step * chance.randint(0, steps)


def _allocation(value, items, chance):
    if _otherwise(chance):
        cuts = sorted(chance.randint(0, 100) for _ in items[1:])
        value["amounts"] = {
            item: high - low for item, low, high in zip(items, [0, *cuts], [*cuts, 100], strict=True)
        }


def _claim(value, _options, chance):
    value["after"] = chance.randrange(0, 101, 5)
    if _otherwise(chance):
        value["verdict"] = chance.choice(VERDICTS)


def _ranking(value, items, chance):
    if _otherwise(chance):
        value["order"] = chance.sample(items, len(items))


def _keep(_value, _options, _chance):
    """Leave texts as they are: a person marks them."""


_VARY = {
    "choice": _choice,
    "several": _several,
    "number": _number,
    "prediction": _prediction,
    "setting": _setting,
    "allocation": _allocation,
    "claim": _claim,
    "ranking": _ranking,
}
