"""A theory of change: what stands between a key press and the answer to it, and how long files take to make."""

import random
import time

import numpy as np

from localchange import theory_files
from localchange.models.theory_of_change import Link, Step, Theory, check
from localchange.models.theory_of_change.fields import KINDS, LEVELS
from localchange.models.theory_of_change.layout import placed
from localchange.models.theory_of_change.odds import importance

STEPS, LINKS = 60, 90
WORDS = ["staff", "time", "the", "share", "of", "patients’", "waits", "who", "leave", "and", "come", "back"]


def theory(seed):
    """A theory as large as any that is promised, with words in every field and loops in it."""
    chance = random.Random(seed)

    def words():
        return " ".join(chance.choices(WORDS, k=8))

    steps = tuple(
        Step(f"s{n}", chance.choice(KINDS), chance.choice(LEVELS), *[words() for _ in range(6)])
        for n in range(STEPS)
    )
    pairs = chance.sample([(a, b) for a in range(STEPS) for b in range(STEPS) if a != b], LINKS)
    links = tuple(
        Link(
            f"l{n}", f"s{a}", f"s{b}", words(), chance.choice("+-"), n % 12, words(), n % 5, words(), words()
        )
        for n, (a, b) in enumerate(pairs)
    )
    return Theory("A theory of 2026", steps, links)


def milliseconds(work, given):
    times = []
    for each in given:
        begun = time.perf_counter()
        work(each)
        times.append(1000 * (time.perf_counter() - begun))
    return times


def test_what_runs_on_a_key_press(measure):
    made = [theory(seed) for seed in range(40)]
    size = f"{STEPS} steps, {LINKS} arrows"
    measure(f"the twelve checks and the loops, {size}", "ms", milliseconds(check, made), {"p95": 10})
    documents = [each.to_json() for each in made]
    measure(
        f"a theory read from what the page sends, {size}",
        "ms",
        milliseconds(Theory.from_json, documents),
        {"p95": 10},
    )
    measure(f"all of it laid out anew, {size}", "ms", milliseconds(placed, made), {"p95": 20})


def test_the_weakest_link(measure):
    made = [theory(seed) for seed in range(5)]
    times = milliseconds(lambda each: importance(each, np.random.default_rng(1)), made)
    measure("the weakest link, by 20,000 draws", "ms", times)


def test_files(measure):
    made = [theory(seed) for seed in range(3)]
    for writer in (
        theory_files.to_svg,
        theory_files.to_png,
        theory_files.to_docx,
        theory_files.to_spreadsheet,
    ):
        name = writer.__name__.removeprefix("to_")
        measure(f"a theory as {name}", "ms", milliseconds(writer, made))
